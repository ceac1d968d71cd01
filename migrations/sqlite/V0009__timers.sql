-- Timers that follow orders, and what some of them need.

-- How far the calls for somebody to take the order have gone; 0 while nobody had to be called.
ALTER TABLE orders ADD COLUMN unattended BIGINT NOT NULL DEFAULT 0;

-- How couriers are asked where a parcel is.
CREATE TABLE couriers (
    id          INTEGER PRIMARY KEY,
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    name        TEXT    NOT NULL,
    -- The name in lower case, by which orders find it.
    lookup      TEXT    NOT NULL,
    -- {tracking_no} stands for the number of the parcel.
    url         TEXT    NOT NULL,
    -- Sealed JSON object of names and values.
    headers     BLOB    NOT NULL,
    -- JSON pointers into the answer; the second may be ''.
    status_at   TEXT    NOT NULL,
    text_at     TEXT    NOT NULL,
    -- JSON object: the courier's word, in lower case, to the state of a shipment.
    words       TEXT    NOT NULL,
    every_s     BIGINT  NOT NULL,
    enabled     BOOLEAN NOT NULL,
    created_at  BIGINT  NOT NULL,
    updated_at  BIGINT  NOT NULL
);
CREATE UNIQUE INDEX couriers_by_name ON couriers (app_id, lookup);

-- What an app sees of its jobs, newest first: all kinds, or one.
CREATE INDEX jobs_of_app ON jobs (app_id, id);
CREATE INDEX jobs_of_kind ON jobs (app_id, kind, id);

-- Orders whose timers have to be looked at when the rules of their app change: flows, couriers, or this very version.
CREATE INDEX orders_open ON orders (app_id, id) WHERE closed_at IS NULL;
ALTER TABLE apps ADD COLUMN rules_revision BIGINT NOT NULL DEFAULT 1;
-- The revision by which all timers of the app have been set.
ALTER TABLE apps ADD COLUMN timed_revision BIGINT NOT NULL DEFAULT 0;

-- Flows that were stored before there were these deadlines get what a new app gets; only the built-in flows existed.
UPDATE apps SET flows = (
    SELECT json_group_array(json(CASE json_extract(value, '$.name')
        WHEN 'restaurant' THEN json_set(value, '$.deadlines.accept_alarm_seconds', 300)
        WHEN 'booking' THEN json_set(value, '$.deadlines.auto_complete_days', 0)
        ELSE value END))
    FROM json_each(apps.flows));
