-- Orders that are told again by the system they live in, and whatever else they are known by there.

-- What an order is called by gateways, couriers and banks. Kept by the transaction that changes the order.
CREATE TABLE order_keys (
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    -- payment, transaction, tracking or case
    kind        TEXT    NOT NULL,
    -- For the first two provider and name, with a line feed between them.
    key         TEXT    NOT NULL,
    order_id    BLOB    NOT NULL REFERENCES orders (id),
    PRIMARY KEY (app_id, kind, key)
) WITHOUT ROWID;

INSERT OR IGNORE INTO order_keys (app_id, kind, key, order_id)
    SELECT app_id, 'payment', json_extract(p.value, '$.provider') || char(10) || json_extract(p.value, '$.reference'), orders.id
    FROM orders, json_each(orders.payments) AS p;
INSERT OR IGNORE INTO order_keys (app_id, kind, key, order_id)
    SELECT app_id, 'transaction', json_extract(p.value, '$.provider') || char(10) || json_extract(p.value, '$.transaction'), orders.id
    FROM orders, json_each(orders.payments) AS p WHERE json_extract(p.value, '$.transaction') IS NOT NULL;
INSERT OR IGNORE INTO order_keys (app_id, kind, key, order_id)
    SELECT app_id, 'case', json_extract(c.value, '$.code'), orders.id FROM orders, json_each(orders.cases) AS c;
INSERT OR IGNORE INTO order_keys (app_id, kind, key, order_id)
    SELECT app_id, 'tracking', tracking_no, id FROM orders WHERE tracking_no IS NOT NULL ORDER BY created_at DESC;

-- The nights that are asked for or taken; one row per name of the resource. A row goes away when its order is closed.
CREATE TABLE bookings (
    order_id    BLOB    NOT NULL REFERENCES orders (id),
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    -- 'id:' and the resource's id, or 'name:' and its name.
    resource    TEXT    NOT NULL,
    check_in    TEXT    NOT NULL,
    check_out   TEXT    NOT NULL,
    PRIMARY KEY (order_id, resource)
) WITHOUT ROWID;
CREATE INDEX bookings_of_resource ON bookings (app_id, resource, check_out);

INSERT INTO bookings (order_id, app_id, resource, check_in, check_out)
    SELECT id, app_id, 'name:' || json_extract(booking, '$.resource_name'),
        json_extract(booking, '$.check_in'), json_extract(booking, '$.check_out')
    FROM orders WHERE booking IS NOT NULL AND closed_at IS NULL;
INSERT INTO bookings (order_id, app_id, resource, check_in, check_out)
    SELECT id, app_id, 'id:' || json_extract(booking, '$.resource_id'),
        json_extract(booking, '$.check_in'), json_extract(booking, '$.check_out')
    FROM orders WHERE json_extract(booking, '$.resource_id') IS NOT NULL AND closed_at IS NULL;

-- The newest version or time that was told of an order that lives elsewhere; an older report is not believed.
ALTER TABLE orders ADD COLUMN ext_revision BIGINT;

-- Lines can be written anew. Events refer to the lines as they were then, so old ones stay.
ALTER TABLE orders ADD COLUMN items_revision BIGINT NOT NULL DEFAULT 0;
CREATE TABLE order_items_anew (
    order_id    BLOB    NOT NULL REFERENCES orders (id),
    revision    BIGINT  NOT NULL,
    line        INTEGER NOT NULL,
    name        TEXT    NOT NULL,
    sku         TEXT,
    options     TEXT,
    qty         BIGINT  NOT NULL,
    unit_price  BIGINT  NOT NULL,
    total       BIGINT  NOT NULL,
    PRIMARY KEY (order_id, revision, line)
) WITHOUT ROWID;
INSERT INTO order_items_anew SELECT order_id, 0, line, name, sku, options, qty, unit_price, total FROM order_items;
DROP TABLE order_items;
ALTER TABLE order_items_anew RENAME TO order_items;
