-- Work that has to be done later, or again until it succeeds; and the first user of it, webhooks.

-- One table for every kind of work: what it means is known to whoever does it, and all that is here is when, in which
-- order, and who is at it. A row goes away when its work is done, in the transaction of the work's effect; what happened
-- is kept by the tables of the kind.
CREATE TABLE jobs (
    id          INTEGER PRIMARY KEY,
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    kind        TEXT    NOT NULL,
    -- Jobs of one lane are done one after the other, in the order in which they were added. NULL: on its own.
    lane        TEXT,
    -- Names the job, so that it can be found, replaced or cancelled; unique per kind and app. NULL: nobody will ask.
    name        TEXT,
    -- ready: to be done from due_at on; parked: behind another one of its lane; running: somebody is at it;
    -- failed: given up, kept to be looked at.
    state       TEXT    NOT NULL,
    due_at      BIGINT  NOT NULL,
    -- When due_at was chosen. If it lies in the future, the clock was set back, and the wait begins anew.
    set_at      BIGINT  NOT NULL,
    -- How often it was begun.
    attempts    BIGINT  NOT NULL DEFAULT 0,
    -- Rises with every claim. Whoever finishes a job names the claim, so that one who was thought dead cannot.
    claim       BIGINT  NOT NULL DEFAULT 0,
    payload     TEXT    NOT NULL,
    last_error  TEXT,
    created_at  BIGINT  NOT NULL
);
CREATE INDEX jobs_due ON jobs (kind, due_at, id) WHERE state = 'ready';
CREATE INDEX jobs_of_lane ON jobs (lane, id) WHERE lane IS NOT NULL AND state <> 'failed';
CREATE UNIQUE INDEX jobs_by_name ON jobs (app_id, kind, name) WHERE name IS NOT NULL;
CREATE INDEX jobs_running ON jobs (id) WHERE state = 'running';
CREATE INDEX jobs_failed ON jobs (due_at) WHERE state = 'failed';

CREATE TABLE webhooks (
    id          INTEGER PRIMARY KEY,
    app_id      BIGINT  NOT NULL REFERENCES apps (id),
    url         TEXT    NOT NULL,
    -- JSON array of the kinds of events that it wants.
    events      TEXT    NOT NULL,
    -- Only channels whose name begins so; '' for all.
    prefix      TEXT    NOT NULL,
    batch       BOOLEAN NOT NULL,
    enabled     BOOLEAN NOT NULL,
    created_at  BIGINT  NOT NULL,
    updated_at  BIGINT  NOT NULL
);
CREATE INDEX webhooks_by_app ON webhooks (app_id, id);

-- What was, or is to be, sent to a webhook: the body as it goes out, every time the same.
CREATE TABLE webhook_deliveries (
    id          INTEGER PRIMARY KEY,
    webhook_id  BIGINT  NOT NULL REFERENCES webhooks (id) ON DELETE CASCADE,
    -- events, test or resend
    cause       TEXT    NOT NULL,
    events      BIGINT  NOT NULL,
    body        TEXT    NOT NULL,
    -- pending, delivered, failed
    state       TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL,
    finished_at BIGINT
);
CREATE INDEX webhook_deliveries_newest ON webhook_deliveries (webhook_id, id);
CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (webhook_id) WHERE state = 'pending';
CREATE INDEX webhook_deliveries_by_age ON webhook_deliveries (finished_at) WHERE finished_at IS NOT NULL;

CREATE TABLE webhook_attempts (
    delivery_id BIGINT  NOT NULL REFERENCES webhook_deliveries (id) ON DELETE CASCADE,
    n           BIGINT  NOT NULL,
    at          BIGINT  NOT NULL,
    duration_ms BIGINT  NOT NULL,
    -- The HTTP status of the answer, or why there was none.
    status      BIGINT,
    error       TEXT,
    -- The beginning of the answer's body.
    response    TEXT    NOT NULL,
    PRIMARY KEY (delivery_id, n)
) WITHOUT ROWID;
