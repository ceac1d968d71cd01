-- Events that an app's servers trigger on channels whose events are kept, beside the order events: one counter
-- (apps.last_seq) numbers both, so that the whole log has one order.

-- What was triggered, byte for byte. One row per channel, so that a channel's page is one walk along one index.
CREATE TABLE channel_events (
    app_id        BIGINT  NOT NULL REFERENCES apps (id),
    seq           BIGINT  NOT NULL,
    channel       TEXT    NOT NULL,
    event         TEXT    NOT NULL,
    data          TEXT    NOT NULL,
    -- The connection that must not get it, and the position in the channel that the same client goes on from after
    -- it has reconnected under another name.
    except_socket TEXT,
    except_cursor BIGINT,
    at            BIGINT  NOT NULL,
    PRIMARY KEY (app_id, seq)
);
CREATE INDEX channel_events_of_channel ON channel_events (app_id, channel, seq);

-- Up to where events of a channel have been deleted. By channel, because a reader of a quiet channel has missed nothing
-- however much was deleted elsewhere.
CREATE TABLE channels_pruned (
    app_id     BIGINT  NOT NULL REFERENCES apps (id),
    channel    TEXT    NOT NULL,
    pruned_seq BIGINT  NOT NULL,
    PRIMARY KEY (app_id, channel)
) WITHOUT ROWID;
CREATE INDEX channels_pruned_longest_ago ON channels_pruned (app_id, pruned_seq);

-- Where channels_pruned has been cut off in its turn: below this, any channel may lack events.
ALTER TABLE apps ADD COLUMN channels_pruned_seq BIGINT NOT NULL DEFAULT 0;
