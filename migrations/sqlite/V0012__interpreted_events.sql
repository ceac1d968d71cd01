-- What an app's own broadcasts mean, and how it wants ours worded.

-- How the app calls statuses and events; NULL for our own words.
ALTER TABLE apps ADD COLUMN words TEXT;

CREATE TABLE mappings (
    id          INTEGER PRIMARY KEY,
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    -- The mapping itself, which only the program reads.
    definition  TEXT    NOT NULL,
    enabled     BOOLEAN NOT NULL,
    created_at  BIGINT  NOT NULL,
    updated_at  BIGINT  NOT NULL,
    -- What came of the events that it was used on, by outcome.
    applied     BIGINT  NOT NULL DEFAULT 0,
    unchanged   BIGINT  NOT NULL DEFAULT 0,
    ignored     BIGINT  NOT NULL DEFAULT 0,
    failed      BIGINT  NOT NULL DEFAULT 0
);
CREATE INDEX mappings_by_app ON mappings (app_id);

-- The last events of each name, for whoever makes a mapping. Written now and then, not with every event.
CREATE TABLE event_samples (
    id          INTEGER PRIMARY KEY,
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    -- The channel, or the beginning of such channels and `*`.
    pattern     TEXT    NOT NULL,
    event       TEXT    NOT NULL,
    channel     TEXT    NOT NULL,
    data        TEXT    NOT NULL,
    at          BIGINT  NOT NULL
);
CREATE INDEX event_samples_by_name ON event_samples (app_id, pattern, event, id);

-- What came of the last events that were interpreted. Written in the transaction of what they changed.
CREATE TABLE mapping_log (
    id          INTEGER PRIMARY KEY,
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    -- No foreign key: what a deleted mapping did is still of interest.
    mapping_id  BIGINT  NOT NULL,
    at          BIGINT  NOT NULL,
    channel     TEXT    NOT NULL,
    event       TEXT    NOT NULL,
    outcome     TEXT    NOT NULL,
    -- Why, where nothing was changed.
    detail      TEXT,
    order_id    BLOB,
    order_code  TEXT,
    -- The event itself, where it failed.
    data        TEXT
);
CREATE INDEX mapping_log_newest ON mapping_log (app_id, id);
