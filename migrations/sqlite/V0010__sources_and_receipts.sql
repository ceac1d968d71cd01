-- Other systems that report what happened by calling a URL of ours, and what they reported.

CREATE TABLE sources (
    id              INTEGER PRIMARY KEY,
    app_id          BIGINT  NOT NULL REFERENCES apps (id),
    name            TEXT    NOT NULL,
    -- Whose words it speaks, such as midtrans; what that means is known to whoever reads them.
    provider        TEXT    NOT NULL,
    -- SHA-256 of the token in its URL. While the URL is being changed at the sender, the one before works as well.
    token_hash      BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    old_token_hash  BLOB    UNIQUE CHECK (old_token_hash IS NULL OR length(old_token_hash) = 32),
    old_token_until BIGINT,
    -- JSON array of the secrets that its requests are signed with, newest first, sealed as one.
    sealed          BLOB    NOT NULL,
    settings        TEXT    NOT NULL,
    enabled         BOOLEAN NOT NULL,
    created_at      BIGINT  NOT NULL,
    updated_at      BIGINT  NOT NULL
);
CREATE INDEX sources_by_app ON sources (app_id, id);

-- What came in, once for each thing that was reported however often it was sent. Only genuine requests get here.
CREATE TABLE receipts (
    id          INTEGER PRIMARY KEY,
    source_id   BIGINT  NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    dedupe_key  TEXT    NOT NULL,
    received_at BIGINT  NOT NULL,
    -- How often it came again, and when last.
    repeats     BIGINT  NOT NULL DEFAULT 0,
    repeated_at BIGINT,
    -- JSON array of pairs: those that say what the body is, and none that proves who sent it.
    headers     TEXT    NOT NULL,
    body        TEXT    NOT NULL,
    -- Whether it speaks of money; that is kept for longer.
    money       BOOLEAN NOT NULL,
    -- applied, ignored, unmatched, pending, failed; and why, for people.
    outcome     TEXT    NOT NULL,
    detail      TEXT    NOT NULL,
    settled_at  BIGINT,
    order_id    BLOB
);
CREATE UNIQUE INDEX receipts_by_key ON receipts (source_id, dedupe_key);
CREATE INDEX receipts_newest ON receipts (source_id, id);
CREATE INDEX receipts_open ON receipts (source_id, outcome) WHERE outcome IN ('unmatched', 'pending', 'failed');
CREATE INDEX receipts_by_age ON receipts (money, received_at);

-- Under which names an order would have to appear for a receipt to be about it; the names are those of order_keys.
CREATE TABLE receipt_waits (
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    kind        TEXT    NOT NULL,
    key         TEXT    NOT NULL,
    receipt_id  BIGINT  NOT NULL REFERENCES receipts (id) ON DELETE CASCADE,
    PRIMARY KEY (app_id, kind, key, receipt_id)
) WITHOUT ROWID;
CREATE INDEX receipt_waits_of_receipt ON receipt_waits (receipt_id);
