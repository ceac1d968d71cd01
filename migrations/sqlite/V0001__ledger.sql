-- The ledger: apps, the people who look after them, their orders and the log of everything that happened.
--
-- Conventions, the same in every database that Orderbell runs on: times are BIGINT microseconds since 1970 in UTC,
-- amounts are BIGINT minor units, UUIDs are 16 bytes, hashes 32 bytes, JSON is TEXT.

CREATE TABLE apps (
    id          INTEGER PRIMARY KEY,
    public_id   TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    app_key     TEXT    NOT NULL UNIQUE,
    secret      TEXT    NOT NULL,
    locale      TEXT    NOT NULL,
    currency    TEXT    NOT NULL,
    timezone    TEXT    NOT NULL,
    flows       TEXT    NOT NULL,
    -- Names the log itself; another epoch means that positions of the old one are void.
    epoch       TEXT    NOT NULL,
    -- The newest seq of the log. Taken here, in the transaction that writes the event, so that no number is ever
    -- skipped and none appears after a greater one.
    last_seq    BIGINT  NOT NULL DEFAULT 0,
    -- Events up to this seq have been deleted.
    pruned_seq  BIGINT  NOT NULL DEFAULT 0,
    created_at  BIGINT  NOT NULL
);

CREATE TABLE api_keys (
    id          INTEGER PRIMARY KEY,
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    label       TEXT    NOT NULL,
    hash        BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
    created_at  BIGINT  NOT NULL,
    revoked_at  BIGINT
);
CREATE INDEX api_keys_by_app ON api_keys (app_id);

CREATE TABLE users (
    id            INTEGER PRIMARY KEY,
    app_id        BIGINT  NOT NULL REFERENCES apps (id),
    -- Lower case, so that the unique index compares as people do.
    email         TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    role          TEXT    NOT NULL,
    vendor_id     TEXT,
    locale        TEXT    NOT NULL,
    password_hash TEXT,
    created_at    BIGINT  NOT NULL,
    UNIQUE (app_id, email)
);

CREATE TABLE invitations (
    token_hash  BLOB    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    role        TEXT    NOT NULL,
    vendor_id   TEXT,
    created_at  BIGINT  NOT NULL,
    expires_at  BIGINT  NOT NULL,
    used_at     BIGINT,
    used_by     BIGINT  REFERENCES users (id)
) WITHOUT ROWID;

CREATE TABLE sessions (
    token_hash  BLOB    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    user_id     BIGINT  NOT NULL REFERENCES users (id),
    created_at  BIGINT  NOT NULL,
    seen_at     BIGINT  NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user_id);

CREATE TABLE orders (
    id               BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    app_id           BIGINT  NOT NULL REFERENCES apps (id),
    code             TEXT    NOT NULL,
    source           TEXT    NOT NULL,
    ext_id           TEXT,
    vendor_id        TEXT,
    flow             TEXT    NOT NULL,
    status           TEXT    NOT NULL,
    status_by        TEXT    NOT NULL,
    status_at        BIGINT  NOT NULL,
    version          BIGINT  NOT NULL,
    customer_name    TEXT    NOT NULL,
    customer_phone   TEXT,
    customer_email   TEXT,
    customer_user_id TEXT,
    currency         TEXT    NOT NULL,
    subtotal         BIGINT  NOT NULL,
    discount         BIGINT  NOT NULL,
    shipping         BIGINT  NOT NULL,
    tax              BIGINT  NOT NULL,
    total            BIGINT  NOT NULL,
    paid             BIGINT  NOT NULL,
    pay_later        BOOLEAN NOT NULL,
    note             TEXT,
    booking          TEXT,
    delivery         TEXT,
    meta             TEXT,
    courier          TEXT,
    tracking_no      TEXT,
    reason           TEXT,
    placed_at        BIGINT,
    ack_at           BIGINT,
    ack_by           TEXT,
    expires_at       BIGINT,
    eta              BIGINT,
    created_at       BIGINT  NOT NULL,
    updated_at       BIGINT  NOT NULL,
    closed_at        BIGINT,
    -- Derived from the columns above when the row is written: since when the order rings, and what a search looks
    -- through (lower case).
    rings_at         BIGINT,
    search           TEXT    NOT NULL
);
CREATE UNIQUE INDEX orders_by_code ON orders (app_id, code);
CREATE UNIQUE INDEX orders_by_ext_id ON orders (app_id, source, ext_id) WHERE ext_id IS NOT NULL;
CREATE INDEX orders_newest ON orders (app_id, created_at, id);
CREATE INDEX orders_newest_of_status ON orders (app_id, status, created_at, id);
CREATE INDEX orders_newest_of_vendor ON orders (app_id, vendor_id, created_at, id) WHERE vendor_id IS NOT NULL;
CREATE INDEX orders_newest_of_vendor_status ON orders (app_id, vendor_id, status, created_at, id)
    WHERE vendor_id IS NOT NULL;
CREATE INDEX orders_newest_of_customer ON orders (app_id, customer_user_id, created_at, id)
    WHERE customer_user_id IS NOT NULL;
CREATE INDEX orders_ringing ON orders (app_id, created_at, id) WHERE rings_at IS NOT NULL;
CREATE INDEX orders_ringing_of_vendor ON orders (app_id, vendor_id, created_at, id) WHERE rings_at IS NOT NULL;
CREATE INDEX orders_waiting ON orders (app_id, placed_at) WHERE status = 'placed';
CREATE INDEX orders_waiting_of_vendor ON orders (app_id, vendor_id, placed_at) WHERE status = 'placed';

CREATE TABLE order_items (
    order_id    BLOB    NOT NULL REFERENCES orders (id),
    line        INTEGER NOT NULL,
    name        TEXT    NOT NULL,
    sku         TEXT,
    options     TEXT,
    qty         BIGINT  NOT NULL,
    unit_price  BIGINT  NOT NULL,
    total       BIGINT  NOT NULL,
    PRIMARY KEY (order_id, line)
) WITHOUT ROWID;

-- How many orders are in each status: of the whole app (vendor_id '') and of each vendor. Kept by the transaction that
-- changes an order, so that a counter on a screen costs ten rows and never a walk over the orders.
CREATE TABLE order_counts (
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    vendor_id   TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    n           BIGINT  NOT NULL CHECK (n >= 0),
    PRIMARY KEY (app_id, vendor_id, status)
) WITHOUT ROWID;

-- Append-only: outbox, time line, audit log and resume log in one. An ordinary table with an index instead of a
-- clustered one: rows are about a kilobyte, and in a clustered B-tree such rows spill into overflow pages.
CREATE TABLE events (
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    seq         BIGINT  NOT NULL,
    id          BLOB    NOT NULL CHECK (length(id) = 16),
    type        TEXT    NOT NULL,
    order_id    BLOB    NOT NULL,
    -- The vendor who hears of it, if one does.
    vendor_id   TEXT,
    -- Who hears of it: 1 admins, 2 the vendor, 4 the order's own channel.
    audience    BIGINT  NOT NULL,
    actor       TEXT    NOT NULL,
    at          BIGINT  NOT NULL,
    data        TEXT    NOT NULL,
    PRIMARY KEY (app_id, seq)
);
CREATE INDEX events_of_vendor ON events (app_id, vendor_id, seq) WHERE vendor_id IS NOT NULL;
CREATE INDEX events_of_order ON events (app_id, order_id, seq);

CREATE TABLE idempotency (
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    key         TEXT    NOT NULL,
    fingerprint BLOB    NOT NULL CHECK (length(fingerprint) = 32),
    status      BIGINT  NOT NULL,
    body        TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL,
    PRIMARY KEY (app_id, key)
);
CREATE INDEX idempotency_by_age ON idempotency (created_at);
