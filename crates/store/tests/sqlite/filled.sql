-- What a shop has in its database after a while, as every earlier version of the schema would hold it.
--
-- A line `-- @ 1-6` begins what a database of the versions 1 to 6 has, `-- @ 7-` what one has from 7 on; the tests run those
-- parts that fit. Times count from 1795161600000000 (2026-11-20T08:00:00Z). Nothing here may ever follow a newer schema: it says what
-- is out there.

-- @ 1-1
INSERT INTO apps (id, public_id, name, app_key, secret, locale, currency, timezone, flows, epoch, created_at) VALUES
    (1, '7', 'Pasar', 'old-key', 'a secret', 'id', 'IDR', 'Asia/Jakarta', '[{"name":"shop","steps":["accepted","preparing","ready","shipped","completed"],"delivery_steps":[],"needs_accept":false,"delivers":true,"labels":{"accepted":{"en":"Confirmed","id":"Dikonfirmasi"},"preparing":{"en":"Packing","id":"Dikemas"},"completed":{"en":"Delivered","id":"Terkirim"}},"deadlines":{"pay_seconds":86400,"accept_warn_seconds":null,"accept_limit_seconds":null}},{"name":"restaurant","steps":["accepted","preparing","ready","shipped","completed"],"delivery_steps":["shipped"],"needs_accept":true,"delivers":false,"labels":{"placed":{"en":"New","id":"Pesanan Masuk"},"completed":{"en":"Picked up","id":"Sudah Diambil"}},"deadlines":{"pay_seconds":900,"accept_warn_seconds":180,"accept_limit_seconds":600}},{"name":"booking","steps":["accepted","completed"],"delivery_steps":[],"needs_accept":true,"delivers":false,"labels":{"placed":{"en":"Pending","id":"Menunggu Konfirmasi"},"accepted":{"en":"Confirmed","id":"Dikonfirmasi"}},"deadlines":{"pay_seconds":86400,"accept_warn_seconds":null,"accept_limit_seconds":86400}}]', 'e1', 1795161600000000),
    (2, '8', 'Another', 'other-key', 'b secret', 'en', 'IDR', 'UTC', '[{"name":"shop","steps":["accepted","preparing","ready","shipped","completed"],"delivery_steps":[],"needs_accept":false,"delivers":true,"labels":{"accepted":{"en":"Confirmed","id":"Dikonfirmasi"},"preparing":{"en":"Packing","id":"Dikemas"},"completed":{"en":"Delivered","id":"Terkirim"}},"deadlines":{"pay_seconds":86400,"accept_warn_seconds":null,"accept_limit_seconds":null}},{"name":"restaurant","steps":["accepted","preparing","ready","shipped","completed"],"delivery_steps":["shipped"],"needs_accept":true,"delivers":false,"labels":{"placed":{"en":"New","id":"Pesanan Masuk"},"completed":{"en":"Picked up","id":"Sudah Diambil"}},"deadlines":{"pay_seconds":900,"accept_warn_seconds":180,"accept_limit_seconds":600}},{"name":"booking","steps":["accepted","completed"],"delivery_steps":[],"needs_accept":true,"delivers":false,"labels":{"placed":{"en":"Pending","id":"Menunggu Konfirmasi"},"accepted":{"en":"Confirmed","id":"Dikonfirmasi"}},"deadlines":{"pay_seconds":86400,"accept_warn_seconds":null,"accept_limit_seconds":86400}}]', 'e2', 1795161600000000);

-- @ 2-
INSERT INTO apps (id, public_id, name, enabled, locale, currency, timezone, flows, epoch, created_at) VALUES
    (1, '7', 'Pasar', TRUE, 'id', 'IDR', 'Asia/Jakarta', '[{"name":"shop","steps":["accepted","preparing","ready","shipped","completed"],"delivery_steps":[],"needs_accept":false,"delivers":true,"labels":{"accepted":{"en":"Confirmed","id":"Dikonfirmasi"},"preparing":{"en":"Packing","id":"Dikemas"},"completed":{"en":"Delivered","id":"Terkirim"}},"deadlines":{"pay_seconds":86400,"accept_warn_seconds":null,"accept_limit_seconds":null}},{"name":"restaurant","steps":["accepted","preparing","ready","shipped","completed"],"delivery_steps":["shipped"],"needs_accept":true,"delivers":false,"labels":{"placed":{"en":"New","id":"Pesanan Masuk"},"completed":{"en":"Picked up","id":"Sudah Diambil"}},"deadlines":{"pay_seconds":900,"accept_warn_seconds":180,"accept_limit_seconds":600}},{"name":"booking","steps":["accepted","completed"],"delivery_steps":[],"needs_accept":true,"delivers":false,"labels":{"placed":{"en":"Pending","id":"Menunggu Konfirmasi"},"accepted":{"en":"Confirmed","id":"Dikonfirmasi"}},"deadlines":{"pay_seconds":86400,"accept_warn_seconds":null,"accept_limit_seconds":86400}}]', 'e1', 1795161600000000),
    (2, '8', 'Another', TRUE, 'en', 'IDR', 'UTC', '[{"name":"shop","steps":["accepted","preparing","ready","shipped","completed"],"delivery_steps":[],"needs_accept":false,"delivers":true,"labels":{"accepted":{"en":"Confirmed","id":"Dikonfirmasi"},"preparing":{"en":"Packing","id":"Dikemas"},"completed":{"en":"Delivered","id":"Terkirim"}},"deadlines":{"pay_seconds":86400,"accept_warn_seconds":null,"accept_limit_seconds":null}},{"name":"restaurant","steps":["accepted","preparing","ready","shipped","completed"],"delivery_steps":["shipped"],"needs_accept":true,"delivers":false,"labels":{"placed":{"en":"New","id":"Pesanan Masuk"},"completed":{"en":"Picked up","id":"Sudah Diambil"}},"deadlines":{"pay_seconds":900,"accept_warn_seconds":180,"accept_limit_seconds":600}},{"name":"booking","steps":["accepted","completed"],"delivery_steps":[],"needs_accept":true,"delivers":false,"labels":{"placed":{"en":"Pending","id":"Menunggu Konfirmasi"},"accepted":{"en":"Confirmed","id":"Dikonfirmasi"}},"deadlines":{"pay_seconds":86400,"accept_warn_seconds":null,"accept_limit_seconds":86400}}]', 'e2', 1795161600000000);
INSERT INTO app_keys (app_id, key, readable, label, configured, created_at) VALUES
    (1, 'old-key', 'a secret', 'first key', TRUE, 1795161600000000), (2, 'other-key', 'b secret', 'first key', TRUE, 1795161600000000);

-- @ 1-
INSERT INTO users (id, app_id, email, name, role, vendor_id, locale, password_hash, created_at) VALUES
    (1, 1, 'dewi@example.com', 'Dewi', 'owner', NULL, 'id', 'x', 1795161600000000),
    (2, 1, 'sari@example.com', 'Sari', 'cashier', '7', 'id', 'x', 1795161600000000);
INSERT INTO api_keys (id, app_id, label, hash, created_at) VALUES (1, 1, 'till', zeroblob(32), 1795161600000000);
INSERT INTO idempotency (app_id, key, fingerprint, status, body, created_at) VALUES
    (1, 'cart-1', zeroblob(32), 201, '{}', 1795161600000000);

-- One order in each of the situations that later versions look at differently, then as many finished ones as it takes for
-- more than a round of the index of searches.
CREATE TEMP TABLE told AS
    WITH RECURSIVE
    numbers (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM numbers WHERE n < 699),
    special (n, source, ext_id, vendor_id, flow, status, customer, phone, email, paid, expires, acked, booking, courier,
        tracking) AS (VALUES
        (1, 'api', NULL, NULL, 'shop', 'pending_payment', 'Belum Bayar', '0812 1111-2222', NULL, 0, 7200, 0, NULL, NULL, NULL),
        (2, 'api', NULL, '7', 'restaurant', 'placed', 'Ringing', NULL, 'Ringing@Example.com', 1, NULL, 0, NULL, NULL, NULL),
        (3, 'api', NULL, '7', 'restaurant', 'accepted', 'Diterima', NULL, NULL, 1, NULL, 1, NULL, NULL, NULL),
        (4, 'api', NULL, NULL, 'booking', 'accepted', 'Tamu', '+62 274 512345', NULL, 1, NULL, 1,
            '{"resource_id":"v-a","resource_name":"Villa Anggrek","check_in":"2026-12-24","check_out":"2026-12-27","guests":2}', NULL, NULL),
        (5, 'api', NULL, NULL, 'shop', 'shipped', 'Dikirim', '(0274) 555/777', NULL, 1, NULL, 1, NULL, 'JNE', 'JT-OLD-1'),
        (6, 'api', NULL, '7', 'restaurant', 'completed', 'Selesai', NULL, NULL, 1, NULL, 1, NULL, NULL, NULL),
        (7, 'api', NULL, NULL, 'shop', 'expired', 'Telat Bayar', NULL, NULL, 0, NULL, 0, NULL, NULL, NULL),
        (8, 'woocommerce', 'W/17', NULL, 'shop', 'placed', 'Dari Woo', NULL, NULL, 1, NULL, 0, NULL, NULL, NULL),
        (9, 'api', NULL, NULL, 'booking', 'placed', 'Menunggu', NULL, NULL, 1, NULL, 0,
            '{"resource_id":null,"resource_name":"Villa Melati","check_in":"2026-12-24","check_out":"2026-12-25","guests":null}', NULL, NULL),
        (10, 'api', NULL, '7', 'restaurant', 'preparing', 'Dimasak', NULL, NULL, 1, NULL, 1, NULL, NULL, NULL)),
    every AS (
        SELECT * FROM special
        UNION ALL SELECT n, 'import', 'I-' || n, CASE n % 3 WHEN 0 THEN '7' END, 'shop',
            CASE n % 2 WHEN 0 THEN 'completed' ELSE 'cancelled' END, 'Langganan ' || n,
            CASE n % 7 WHEN 0 THEN '0274/6' || printf('%05d', n) END, CASE n % 5 WHEN 0 THEN 'l' || n || '@example.com' END,
            1, NULL, 1, NULL, NULL, NULL FROM numbers)
    SELECT *, unhex(printf('0193500000007000800000000000%04x', n)) AS id, 'ORD-261120-' || printf('%04d', n) AS code,
        1795161600000000 + n * 1000000 AS at, status IN ('completed', 'expired', 'cancelled') AS closed,
        CASE status WHEN 'pending_payment' THEN 1 ELSE 3 END AS version
    FROM every;
INSERT INTO orders (id, app_id, code, source, ext_id, vendor_id, flow, status, status_by, status_at, version,
        customer_name, customer_phone, customer_email, currency, subtotal, discount, shipping, tax, total, paid, pay_later,
        booking, courier, tracking_no, reason, placed_at, ack_at, ack_by, expires_at, created_at, updated_at, closed_at,
        rings_at, search)
    SELECT id, 1, code, source, ext_id, vendor_id, flow, status, '{"kind":"admin","id":"1","name":"Dewi","vendor_id":null}',
        at + 60000000, version, customer, phone, email, 'IDR', 9000000, 0, 0, 0, 9000000, paid * 9000000, FALSE, booking, courier,
        tracking, CASE status WHEN 'cancelled' THEN 'batal' END,
        CASE WHEN status NOT IN ('pending_payment', 'expired') THEN at END,
        CASE WHEN acked THEN at + 30000000 END,
        CASE WHEN acked THEN '{"kind":"admin","id":"1","name":"Dewi","vendor_id":null}' END,
        at + expires * 1000000, at, at + 60000000, CASE WHEN closed THEN at + 60000000 END,
        CASE status WHEN 'placed' THEN at END,
        lower(code) || char(10) || coalesce(lower(ext_id) || char(10), '') || lower(customer) || char(10)
            || coalesce(phone || char(10), '')
            || coalesce(lower(json_extract(booking, '$.resource_name')) || char(10), '')
            || coalesce(lower(json_extract(booking, '$.resource_id')) || char(10), '')
    FROM told ORDER BY n;
INSERT INTO order_counts (app_id, vendor_id, status, n)
    SELECT 1, '', status, count(*) FROM told GROUP BY status
    UNION ALL SELECT 1, vendor_id, status, count(*) FROM told WHERE vendor_id IS NOT NULL GROUP BY vendor_id, status;

-- The log: each order as it was made, and the step that it took.
CREATE TEMP TABLE made AS SELECT n, 1 AS step, json_object('event', json_object('type', 'order.created', 'order', json_object(
        'id', lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4) || '-'
            || substr(hex(id), 17, 4) || '-' || substr(hex(id), 21)),
        'code', code, 'source', source, 'ext_id', ext_id, 'vendor_id', vendor_id, 'flow', flow, 'status',
        CASE status WHEN 'pending_payment' THEN status WHEN 'expired' THEN 'pending_payment' ELSE 'placed' END,
        'status_by', json('{"kind":"api","id":null,"name":null,"vendor_id":null}'),
        'status_at', strftime('%Y-%m-%dT%H:%M:%SZ', at / 1000000, 'unixepoch'), 'version', 1,
        'customer', json_object('name', customer, 'phone', phone, 'email', email, 'user_id', NULL),
        'currency', 'IDR', 'subtotal', 9000000, 'discount', 0, 'shipping', 0, 'tax', 0, 'total', 9000000,
        'paid', paid * 9000000, 'pay_later', json('false'), 'note', NULL, 'booking', json(booking), 'delivery', NULL,
        'meta', NULL, 'items', json('[{"name":"Nasi goreng","sku":"NG-1","options":null,"qty":2,"unit_price":4500000,"total":9000000}]'),
        'courier', NULL, 'tracking_no', NULL, 'reason', NULL,
        'placed_at', strftime('%Y-%m-%dT%H:%M:%SZ', at / 1000000, 'unixepoch'), 'ack_at', NULL, 'ack_by', NULL,
        'expires_at', NULL, 'eta', NULL, 'created_at', strftime('%Y-%m-%dT%H:%M:%SZ', at / 1000000, 'unixepoch'),
        'updated_at', strftime('%Y-%m-%dT%H:%M:%SZ', at / 1000000, 'unixepoch'), 'closed_at', NULL))) AS data
    FROM told;
INSERT INTO made SELECT n, 2, json_object('event', json_object('type', 'order.status.changed', 'from',
        CASE status WHEN 'expired' THEN 'pending_payment' ELSE 'placed' END, 'to', status),
        'order', json_set(json_extract(data, '$.event.order'), '$.status', status, '$.version', version, '$.items', json('[]')))
    FROM made JOIN told USING (n) WHERE status NOT IN ('pending_payment', 'placed');
INSERT INTO events (app_id, seq, id, type, order_id, vendor_id, audience, actor, at, data)
    SELECT 1, row_number() OVER (ORDER BY n, step), unhex(printf('0193600000007000800000000%01x00%04x', step, n)),
        CASE step WHEN 1 THEN 'order.created' ELSE 'order.status.changed' END, id, vendor_id,
        5 + 2 * (vendor_id IS NOT NULL), '{"kind":"admin","id":"1","name":"Dewi","vendor_id":null}', at + step * 30000000, data
    FROM made JOIN told USING (n);
UPDATE apps SET last_seq = (SELECT count(*) FROM made) WHERE id = 1;

-- @ 1-6
INSERT INTO order_items (order_id, line, name, sku, options, qty, unit_price, total)
    SELECT id, 1, 'Nasi goreng', 'NG-1', NULL, 2, 4500000, 9000000 FROM told;

-- @ 7-
INSERT INTO order_items (order_id, revision, line, name, sku, options, qty, unit_price, total)
    SELECT id, 0, 1, 'Nasi goreng', 'NG-1', NULL, 2, 4500000, 9000000 FROM told;

-- @ 6-
UPDATE orders SET payments = '[{"provider":"midtrans","reference":"ORD-261120-0001-1","transaction":"tx-1","state":"pending",'
    || '"amount":9000000,"created_at":"2026-11-20T08:00:01.5Z","updated_at":"2026-11-20T08:00:01.5Z"}]'
    WHERE code = 'ORD-261120-0001';
UPDATE orders SET shipment = '{"state":"in_transit","text":"Surabaya","updated_at":"2026-11-20T09:00:00Z"}'
    WHERE code = 'ORD-261120-0005';
UPDATE orders SET refunded = 1000000, cases = '[{"code":"ORD-261120-0006-R1","kind":"refund","amount":1000000,"state":"refunded",'
    || '"opened_at":"2026-11-20T09:00:00Z","updated_at":"2026-11-20T09:30:00Z"},{"code":"ORD-261120-0006-D1","kind":"dispute",'
    || '"amount":9000000,"state":"open","opened_at":"2026-11-20T10:00:00.25Z","updated_at":"2026-11-20T10:00:00.25Z"}]'
    WHERE code = 'ORD-261120-0006';

-- @ 7-
INSERT INTO order_keys (app_id, kind, key, order_id)
    SELECT 1, 'payment', 'midtrans' || char(10) || 'ORD-261120-0001-1', id FROM told WHERE n = 1
    UNION ALL SELECT 1, 'transaction', 'midtrans' || char(10) || 'tx-1', id FROM told WHERE n = 1
    UNION ALL SELECT 1, 'tracking', 'JT-OLD-1', id FROM told WHERE n = 5
    UNION ALL SELECT 1, 'case', 'ORD-261120-0006-R1', id FROM told WHERE n = 6
    UNION ALL SELECT 1, 'case', 'ORD-261120-0006-D1', id FROM told WHERE n = 6;
INSERT INTO bookings (order_id, app_id, resource, check_in, check_out)
    SELECT id, 1, 'name:Villa Anggrek', '2026-12-24', '2026-12-27' FROM told WHERE n = 4
    UNION ALL SELECT id, 1, 'id:v-a', '2026-12-24', '2026-12-27' FROM told WHERE n = 4
    UNION ALL SELECT id, 1, 'name:Villa Melati', '2026-12-24', '2026-12-25' FROM told WHERE n = 9;

-- @ 8-
INSERT INTO vendors (app_id, id, name, flow, auto_accept, prep_s, version, created_at, updated_at)
    VALUES (1, '7', 'Warung Sari', 'restaurant', FALSE, 900, 1, 1795161600000000, 1795161600000000);
INSERT INTO products (app_id, id, sku, name, stock, low_at, version, created_at, updated_at)
    VALUES (1, unhex('01937000000070008000000000000001'), 'NG-1', 'Nasi goreng', 20, 5, 1, 1795161600000000, 1795161600000000);
INSERT INTO stock_taken (app_id, order_id, product_id, qty, held)
    SELECT 1, id, unhex('01937000000070008000000000000001'), 2, TRUE FROM told WHERE n = 8;

-- @ 9-
INSERT INTO jobs (app_id, kind, name, state, due_at, set_at, payload, created_at)
    SELECT 1, CASE n WHEN 1 THEN 'order.expire' ELSE 'order.unattended' END, uid, 'ready',
        at + CASE n WHEN 1 THEN 7320000000 ELSE 180000000 END, at, json_object('order', uid), at
    FROM (SELECT n, at, lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4) || '-'
            || substr(hex(id), 17, 4) || '-' || substr(hex(id), 21)) AS uid FROM told WHERE n IN (1, 2));
UPDATE apps SET flows = replace(flows, '"accept_limit_seconds":86400}', '"accept_limit_seconds":86400,"auto_complete_days":0}');

-- @ 9-13
UPDATE apps SET timed_revision = rules_revision;

-- @ 14-
UPDATE orders SET taken_at = status_at WHERE status IN ('accepted', 'preparing', 'ready', 'shipped');

-- @ 13-
UPDATE orders SET search_no = rowid, payment_status = CASE WHEN code = 'ORD-261120-0006' THEN 'disputed' WHEN paid >= total
    THEN 'paid' ELSE 'unpaid' END, search = search || coalesce(lower(customer_email) || char(10), '')
    || coalesce((SELECT CASE WHEN digits LIKE '62%' THEN substr(digits, 3) ELSE ltrim(digits, '0') END || char(10)
        FROM (SELECT replace(replace(replace(replace(replace(replace(customer_phone, ' ', ''), '-', ''), '+', ''), '(', ''),
            ')', ''), '/', '') AS digits)), '');
INSERT INTO order_search (rowid, search) SELECT search_no, search FROM orders WHERE search_no <= 512;
INSERT INTO order_parts (app_id, part, kind, key, order_id, vendor_id, state, at)
    SELECT 1, 'payment', 'midtrans', 'ORD-261120-0001-1', id, NULL, 'pending', 1795161601500000 FROM told WHERE n = 1
    UNION ALL SELECT 1, 'shipment', 'JNE', '', id, NULL, 'in_transit', 1795165200000000 FROM told WHERE n = 5
    UNION ALL SELECT 1, 'case', 'refund', 'ORD-261120-0006-R1', id, '7', 'refunded', 1795165200000000 FROM told WHERE n = 6
    UNION ALL SELECT 1, 'case', 'dispute', 'ORD-261120-0006-D1', id, '7', 'open', 1795168800250000 FROM told WHERE n = 6;

-- What connects an app to other systems is the other app's, whose timers nobody counts. Sealed with the key 07…07 (32 times), each for
-- the row that it stands in.

-- @ 2-
INSERT INTO sealing (id, probe) VALUES (1, x'010101010101010101010101010101010101010101010101de066728bb8e88f3518aef226e7a13a067e1b144f36d1b45de');
INSERT INTO app_keys (app_id, key, sealed, label, configured, created_at) VALUES
    (2, 'sealed-key', x'020202020202020202020202020202020202020202020202b9917399ebef52f344b789a4309571362aea2c7954e45f8d', 'second key', FALSE, 1795161600000000);

-- @ 3-
INSERT INTO webhooks (id, app_id, url, events, prefix, batch, enabled, created_at, updated_at) VALUES
    (1, 2, 'https://shop.example.com/hooks', '["channel_occupied","member_added"]', 'presence-', TRUE, TRUE, 1795161600000000, 1795161600000000);
INSERT INTO webhook_deliveries (id, webhook_id, cause, events, body, state, created_at, finished_at) VALUES
    (1, 1, 'events', 2, '{"time_ms":1,"events":[]}', 'delivered', 1795161600000000, 1795161601000000),
    (2, 1, 'test', 1, '{"time_ms":2,"events":[]}', 'pending', 1795161602000000, NULL);
INSERT INTO webhook_attempts (delivery_id, n, at, duration_ms, status, error, response) VALUES
    (1, 1, 1795161600000000, 12, 503, NULL, 'busy'), (1, 2, 1795161601000000, 9, 200, NULL, 'ok');
INSERT INTO jobs (app_id, kind, lane, state, due_at, set_at, payload, created_at) VALUES
    (2, 'webhook', 'webhook:1:0', 'ready', 1795161602000000, 1795161602000000, '2', 1795161602000000);

-- @ 9-
INSERT INTO couriers (app_id, name, lookup, url, headers, status_at, text_at, words, every_s, enabled, created_at, updated_at)
    VALUES (2, 'JNE', 'jne', 'https://courier.example.com/{tracking_no}', x'0505050505050505050505050505050505050505050505058a983498691fa65db204c7678ef4d6ea17c70d1a8f3d5356c920e28233f4b2bbfd525771b95547a2bc36795140',
        '/status', '', '{"dikirim":"in_transit"}', 900, TRUE, 1795161600000000, 1795161600000000);

-- @ 10-
INSERT INTO sources (id, app_id, name, provider, token_hash, old_token_hash, old_token_until, sealed, settings, enabled, created_at,
        updated_at) VALUES (1, 2, 'Toko', 'shopify', zeroblob(32), unhex(printf('%064x', 1)), 1795171600000000,
        x'030303030303030303030303030303030303030303030303df243c730644a5dd197534d96bf3b92159ff134a6c795237f77bde17ec87f07a7c82dc262148449bd5', '{"vendor_id":"7"}', TRUE, 1795161600000000, 1795161600000000);
INSERT INTO receipts (id, source_id, dedupe_key, received_at, repeats, repeated_at, headers, body, money, outcome, detail, settled_at)
    VALUES (1, 1, 'w1', 1795161600000000, 2, 1795161601000000, '[["x-shopify-topic","inventory_levels/update"]]', '{}', FALSE, 'applied', 'K1: 4 left', 1795161600000000),
        (2, 1, 'w2', 1795161602000000, 0, NULL, '[]', '{}', TRUE, 'unmatched', 'waits for the order with code ORD-LATER-1', 1795161602000000);
INSERT INTO receipt_waits (app_id, kind, key, receipt_id) VALUES (2, 'code', 'ORD-LATER-1', 2);

-- @ 11-
INSERT INTO gateway_accounts (app_id, provider, environment, base_url, sealed, client_key, merchant_id, enabled, created_at, updated_at)
    VALUES (2, 'midtrans', 'sandbox', NULL, x'04040404040404040404040404040404040404040404040472dc45d10841c126b83cb2c8d905b21fcb86847d4577b7112f14a2fa198e42ed16', 'SB-Mid-client-OLD', 'G1', TRUE, 1795161600000000, 1795161600000000);
INSERT INTO payment_links (app_id, provider, reference, order_id, amount, state, url, token, expires_at, created_at)
    SELECT 1, 'midtrans', 'ORD-261120-0001-1', id, 9000000, 'open', 'https://pay.example.com/1', 't', at + 7200000000, at
    FROM told WHERE n = 1;

-- @ 12-
INSERT INTO mappings (id, app_id, definition, enabled, created_at, updated_at, applied, unchanged) VALUES
    (1, 2, '{"event":["OrderCreated"],"as":"order.upsert","set":{"ext_id":"/id","total":"/total"},"source":"villa"}', TRUE, 1795161600000000, 1795161600000000, 3, 1);
INSERT INTO mapping_log (app_id, mapping_id, at, channel, event, outcome, detail, data) VALUES
    (2, 1, 1795161600000000, 'admin.orders', 'OrderCreated', 'failed', 'total is needed', '{"id":1}');
INSERT INTO event_samples (app_id, pattern, event, channel, data, at) VALUES
    (2, 'admin.orders', 'OrderCreated', 'admin.orders', '{"id":1}', 1795161600000000);
UPDATE apps SET words = '{"aliases":{"placed":"pending"}}' WHERE id = 2;
