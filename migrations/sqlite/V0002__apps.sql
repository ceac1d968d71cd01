-- Several apps, each with several keys that can be replaced one by one, its own settings and its own limits.

-- Proves that the key that secrets are sealed with is the right one: a known text, sealed.
CREATE TABLE sealing (
    id          INTEGER PRIMARY KEY CHECK (id = 1),
    probe       BLOB    NOT NULL
);

CREATE TABLE app_keys (
    id          INTEGER PRIMARY KEY,
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    key         TEXT    NOT NULL UNIQUE,
    -- The secret, sealed with the key that is not in this database.
    sealed      BLOB,
    -- A secret of the time before there was sealing. The next opening seals it and empties this column.
    readable    TEXT,
    label       TEXT    NOT NULL,
    -- It comes from the server's own settings, and is replaced when those change.
    configured  BOOLEAN NOT NULL,
    created_at  BIGINT  NOT NULL,
    revoked_at  BIGINT,
    CHECK ((sealed IS NULL) <> (readable IS NULL))
);
CREATE INDEX app_keys_by_app ON app_keys (app_id);

INSERT INTO app_keys (app_id, key, readable, label, configured, created_at)
    SELECT id, app_key, secret, 'first key', TRUE, created_at FROM apps;

-- A unique column cannot be dropped, so the table is made anew. Foreign keys are not enforced during migrations.
CREATE TABLE apps_anew (
    id          INTEGER PRIMARY KEY,
    public_id   TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    -- A disabled app has no connections, and its programs are turned away.
    enabled     BOOLEAN NOT NULL,
    -- What clients may do and how much of it; NULL until the server has written its defaults.
    channels    TEXT,
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
INSERT INTO apps_anew
    (id, public_id, name, enabled, locale, currency, timezone, flows, epoch, last_seq, pruned_seq, created_at)
    SELECT id, public_id, name, TRUE, locale, currency, timezone, flows, epoch, last_seq, pruned_seq, created_at FROM apps;
DROP TABLE apps;
ALTER TABLE apps_anew RENAME TO apps;

-- Whoever looks after the server looks after all of its apps. Until now there was one app, and its owner did.
ALTER TABLE users ADD COLUMN operator BOOLEAN NOT NULL DEFAULT FALSE;
UPDATE users SET operator = TRUE WHERE role = 'owner' AND app_id = (SELECT min(id) FROM apps);
CREATE INDEX users_by_email ON users (email);
ALTER TABLE api_keys ADD COLUMN operator BOOLEAN NOT NULL DEFAULT FALSE;
