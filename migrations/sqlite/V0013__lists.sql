-- Lists of orders by more than their status, a search that does not walk everything, and lists of what orders have:
-- cases, payments, parcels.

-- `unpaid`, `review`, `paid`, `part_refunded`, `refunded`, `disputed` or `reversed`, derived from the other columns when
-- the row is written.
ALTER TABLE orders ADD COLUMN payment_status TEXT NOT NULL DEFAULT 'unpaid';
UPDATE orders SET payment_status = CASE
    WHEN EXISTS (SELECT 1 FROM json_each(orders.cases) WHERE json_extract(value, '$.state') = 'open') THEN 'disputed'
    WHEN refunded > 0 AND refunded >= paid THEN 'refunded'
    WHEN refunded > 0 THEN 'part_refunded'
    WHEN paid >= total THEN 'paid'
    WHEN EXISTS (SELECT 1 FROM json_each(orders.payments) WHERE json_extract(value, '$.reversed')) THEN 'reversed'
    WHEN EXISTS (SELECT 1 FROM json_each(orders.payments) WHERE json_extract(value, '$.state') = 'review') THEN 'review'
    ELSE 'unpaid' END;
CREATE INDEX orders_newest_of_source ON orders (app_id, source, created_at, id);
CREATE INDEX orders_newest_of_flow ON orders (app_id, flow, created_at, id);
CREATE INDEX orders_newest_of_payment_status ON orders (app_id, payment_status, created_at, id);

-- The number of an order in the index of searches; a table without an INTEGER PRIMARY KEY has no other that lasts.
ALTER TABLE orders ADD COLUMN search_no BIGINT;
UPDATE orders SET search_no = rowid;
CREATE UNIQUE INDEX orders_by_search_no ON orders (search_no);

-- E-mail addresses and the bare digits of telephone numbers are searched too.
UPDATE orders SET search = search || coalesce(lower(customer_email) || char(10), '');
UPDATE orders SET search = search || (
    SELECT CASE WHEN digits LIKE '62%' THEN substr(digits, 3) ELSE ltrim(digits, '0') END || char(10)
    FROM (SELECT replace(replace(replace(replace(replace(replace(customer_phone,
        ' ', ''), '-', ''), '+', ''), '(', ''), ')', ''), '.', '') AS digits))
WHERE customer_phone IS NOT NULL;

-- Which orders have which three characters in a row. It keeps neither texts nor positions: a hit is compared with
-- orders.search. Orders come in 512 at a time, by the one that completes them, because each flush of this index costs
-- several times what an order does (crates/store/src/sqlite/search.rs).
CREATE VIRTUAL TABLE order_search USING fts5 (
    search, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1'
);
INSERT INTO order_search (rowid, search)
    SELECT search_no, search FROM orders
    WHERE search_no <= (SELECT coalesce(max(search_no), 0) / 512 * 512 FROM orders);

-- What orders have of cases, payments and parcels, one row each, to be listed by; what they say is in the order.
CREATE TABLE order_parts (
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    -- 'case', 'payment' or 'shipment'.
    part        TEXT    NOT NULL,
    -- 'refund' or 'dispute'; the provider; the courier, '' as long as there is none.
    kind        TEXT    NOT NULL,
    -- The case's code; our reference at the provider; '' for a parcel, of which an order has one.
    key         TEXT    NOT NULL,
    order_id    BLOB    NOT NULL REFERENCES orders (id),
    vendor_id   TEXT,
    state       TEXT    NOT NULL,
    -- When the case was opened, the payment begun; when the parcel was last heard of.
    at          BIGINT  NOT NULL,
    PRIMARY KEY (app_id, part, kind, key, order_id)
) WITHOUT ROWID;
CREATE INDEX order_parts_newest ON order_parts (app_id, part, at, order_id, key);
CREATE INDEX order_parts_newest_of_state ON order_parts (app_id, part, state, at, order_id, key);
CREATE INDEX order_parts_of_order ON order_parts (order_id, part);
CREATE INDEX order_parts_by_key ON order_parts (app_id, part, key);
INSERT OR IGNORE INTO order_parts
    SELECT app_id, 'case', json_extract(value, '$.kind'), json_extract(value, '$.code'), orders.id, vendor_id,
        json_extract(value, '$.state'),
        CAST(round(unixepoch(json_extract(value, '$.opened_at'), 'subsec') * 1000000) AS INTEGER)
    FROM orders, json_each(orders.cases);
INSERT OR IGNORE INTO order_parts
    SELECT app_id, 'payment', json_extract(value, '$.provider'), json_extract(value, '$.reference'), orders.id,
        vendor_id, json_extract(value, '$.state'),
        CAST(round(unixepoch(json_extract(value, '$.created_at'), 'subsec') * 1000000) AS INTEGER)
    FROM orders, json_each(orders.payments);
INSERT INTO order_parts
    SELECT app_id, 'shipment', coalesce(courier, ''), '', id, vendor_id, json_extract(shipment, '$.state'),
        CAST(round(unixepoch(json_extract(shipment, '$.updated_at'), 'subsec') * 1000000) AS INTEGER)
    FROM orders WHERE shipment IS NOT NULL;
