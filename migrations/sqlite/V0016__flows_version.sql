-- Up by one whenever an app gets other flows, so that of two people who edit them the second does not undo the first
-- without knowing.
ALTER TABLE apps ADD COLUMN flows_version BIGINT NOT NULL DEFAULT 1;
