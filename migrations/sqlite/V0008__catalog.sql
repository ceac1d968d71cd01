-- Products, vendors and the app's users, and events that are about them instead of an order.

-- An event may be about something else than an order. A column cannot lose its NOT NULL, so the table is made anew.
CREATE TABLE events_anew (
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    seq         BIGINT  NOT NULL,
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    type        TEXT    NOT NULL,
    -- The order that it is about, if it is about one.
    order_id    BLOB,
    -- The vendor who hears of it, if one does.
    vendor_id   TEXT,
    -- Who hears of it: 1 admins, 2 the vendor, 4 the order's own channel.
    audience    BIGINT  NOT NULL,
    actor       TEXT    NOT NULL,
    at          BIGINT  NOT NULL,
    data        TEXT    NOT NULL,
    PRIMARY KEY (app_id, seq)
);
INSERT INTO events_anew (app_id, seq, id, type, order_id, vendor_id, audience, actor, at, data)
    SELECT app_id, seq, id, type, order_id, vendor_id, audience, actor, at, data FROM events ORDER BY app_id, seq;
DROP TABLE events;
ALTER TABLE events_anew RENAME TO events;
CREATE INDEX events_of_vendor ON events (app_id, vendor_id, seq) WHERE vendor_id IS NOT NULL;
CREATE INDEX events_of_order ON events (app_id, order_id, seq) WHERE order_id IS NOT NULL;

-- What is known of a vendor. Orders may name vendors that have no row here.
CREATE TABLE vendors (
    app_id        BIGINT  NOT NULL REFERENCES apps (id),
    -- As it stands in the names of channels.
    id            TEXT    NOT NULL,
    ext_id        TEXT,
    name          TEXT    NOT NULL,
    -- The flow of its orders that name none; NULL for that of the app.
    flow          TEXT,
    -- Orders are accepted for it as soon as they are placed.
    auto_accept   BOOLEAN NOT NULL,
    -- After how many seconds without an answer staff are warned, and when it is too late; NULL for those of the flow.
    accept_warn_s  BIGINT,
    accept_limit_s BIGINT,
    -- How long it takes to make an order, in seconds.
    prep_s        BIGINT,
    -- Until when customers cannot order.
    paused_until  BIGINT,
    version       BIGINT  NOT NULL,
    created_at    BIGINT  NOT NULL,
    updated_at    BIGINT  NOT NULL,
    PRIMARY KEY (app_id, id)
);

CREATE TABLE products (
    app_id        BIGINT  NOT NULL REFERENCES apps (id),
    id            BLOB    NOT NULL CHECK (length(id) = 16),
    sku           TEXT    NOT NULL,
    ext_id        TEXT,
    vendor_id     TEXT,
    name          TEXT    NOT NULL,
    -- Minor units.
    price         BIGINT,
    currency      TEXT,
    -- NULL where nobody counts; below zero when more was sold than there was.
    stock         BIGINT,
    low_at        BIGINT  NOT NULL,
    -- Since when there are fewer than that; NULL while the next crossing is to be told.
    low_since     BIGINT,
    version       BIGINT  NOT NULL,
    created_at    BIGINT  NOT NULL,
    updated_at    BIGINT  NOT NULL,
    PRIMARY KEY (app_id, id),
    CHECK ((price IS NULL) = (currency IS NULL))
);
CREATE UNIQUE INDEX products_by_sku ON products (app_id, sku);
CREATE INDEX products_of_vendor ON products (app_id, vendor_id, sku) WHERE vendor_id IS NOT NULL;
CREATE INDEX products_low ON products (app_id, sku) WHERE low_since IS NOT NULL;

-- What an order has taken of a product's stock, so that exactly that goes back when it falls through, and is taken again
-- when it is reopened.
CREATE TABLE stock_taken (
    app_id        BIGINT  NOT NULL REFERENCES apps (id),
    order_id      BLOB    NOT NULL CHECK (length(order_id) = 16),
    product_id    BLOB    NOT NULL CHECK (length(product_id) = 16),
    qty           BIGINT  NOT NULL CHECK (qty > 0),
    -- False while it is back on the shelf.
    held          BOOLEAN NOT NULL,
    PRIMARY KEY (app_id, order_id, product_id)
);
CREATE INDEX stock_taken_of_product ON stock_taken (app_id, product_id);

-- The accounts of the app's customers, as far as it tells of them. Not the staff who sign in here.
CREATE TABLE registered_users (
    app_id        BIGINT  NOT NULL REFERENCES apps (id),
    id            TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    email         TEXT,
    phone         TEXT,
    registered_at BIGINT  NOT NULL,
    updated_at    BIGINT  NOT NULL,
    PRIMARY KEY (app_id, id)
);
CREATE INDEX registered_users_newest ON registered_users (app_id, registered_at DESC, id DESC);
