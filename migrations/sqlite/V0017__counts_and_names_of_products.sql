-- When a product was last counted, and what other systems call it.

-- By the clock of whoever counted, where they told. NULL where nobody has said anything since this version: any report is news then.
ALTER TABLE products ADD COLUMN counted_at BIGINT;
-- JSON: by the name of each system, the product's id there; NULL where it has none. The same stands in product_names, which
-- is for looking up. It stands here too because orders read products, and those have no use for a second look-up.
ALTER TABLE products ADD COLUMN external_ids TEXT;

CREATE TABLE product_names (
    app_id        BIGINT  NOT NULL REFERENCES apps (id),
    source        TEXT    NOT NULL,
    ext_id        TEXT    NOT NULL,
    product_id    BLOB    NOT NULL CHECK (length(product_id) = 16),
    -- When that system said so, in its own time; NULL for a name that a person or a program gave it here.
    told_at       BIGINT,
    PRIMARY KEY (app_id, source, ext_id)
);
CREATE INDEX product_names_of_product ON product_names (app_id, product_id);
