//! Rows of `channel_events`, and how they go.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::channel_log::{ChannelEvent, NewChannelEvent};

use super::STEP;
use super::columns::{count, time};
use super::error::DbError;
use super::positions;
use super::statement::{execute, row, rows};
use super::writer::Tx;

/// Channels of an app whose deletions are remembered one by one, at some sixty bytes each.
const PRUNINGS: usize = 100_000;

const INSERT: &str =
    "INSERT INTO channel_events (app_id, seq, channel, event, data, except_socket, except_cursor, at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";

const EXTENT: &str = "SELECT (SELECT min(seq) FROM channel_events WHERE app_id = ?1) AS oldest,
    (SELECT max(seq) FROM channel_events WHERE app_id = ?1) AS newest";

const NTH_NEWEST: &str =
    "SELECT seq FROM channel_events WHERE app_id = ?1 ORDER BY seq DESC LIMIT 1 OFFSET ?2";

const OLDEST: &str = "SELECT seq, at FROM channel_events WHERE app_id = ?1 ORDER BY seq LIMIT ?2";

const NOTE_PRUNING: &str = "INSERT INTO channels_pruned (app_id, channel, pruned_seq)
    SELECT app_id, channel, max(seq) FROM channel_events WHERE app_id = ?1 AND seq <= ?2 GROUP BY channel
    ON CONFLICT (app_id, channel) DO UPDATE SET pruned_seq = excluded.pruned_seq";

const NTH_PRUNING: &str = "SELECT pruned_seq FROM channels_pruned
    WHERE app_id = ?1 ORDER BY pruned_seq DESC LIMIT 1 OFFSET ?2";

const PRUNED: &str = "SELECT max(channels_pruned_seq,
    coalesce((SELECT pruned_seq FROM channels_pruned WHERE app_id = ?1 AND channel = ?2), 0))
    FROM apps WHERE id = ?1";

pub(crate) fn insert_all(
    tx: &Tx<'_>,
    app: AppId,
    events: &[NewChannelEvent],
    now: Timestamp,
) -> Result<Vec<i64>, DbError> {
    let first = positions::take(tx, app, events.len())?;
    let mut seqs = Vec::with_capacity(events.len());
    for (seq, event) in (first..).zip(events) {
        let values = params![
            app.0,
            seq,
            event.channel,
            event.event,
            event.data,
            event.except_socket,
            event.except_cursor.map(u64::cast_signed),
            now.as_microsecond(),
        ];
        execute(tx.conn, INSERT, values)?;
        seqs.push(seq);
    }
    tx.note_events();
    Ok(seqs)
}

pub(super) fn from_row(row: &Row<'_>) -> Result<ChannelEvent, DbError> {
    Ok(ChannelEvent {
        seq: row.get("seq")?,
        at: time(row, "at")?,
        channel: row.get("channel")?,
        event: row.get("event")?,
        data: row.get("data")?,
        except_socket: row.get("except_socket")?,
        except_cursor: row.get::<_, Option<i64>>("except_cursor")?.map(i64::cast_unsigned),
    })
}

/// The newest event that is not among the newest `keep`, 0 if all are.
pub(crate) fn beyond(conn: &Connection, app: AppId, keep: usize) -> Result<i64, DbError> {
    let keep = count(keep);
    let extent: Option<(Option<i64>, Option<i64>)> =
        row(conn, EXTENT, [app.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    // Mostly a look at both ends is enough, which costs nothing.
    match extent {
        Some((Some(oldest), Some(newest))) if newest - oldest >= keep => {
            let nth = row(conn, NTH_NEWEST, params![app.0, keep], |row| Ok(row.get(0)?))?;
            Ok(nth.unwrap_or(0))
        }
        _ => Ok(0),
    }
}

/// One step of pruning; see [`crate::Store::prune_channel_events`]. Goes by `seq` and stops at the first event that is to
/// stay, so that what is left has no hole even if the clock once went back.
pub(crate) fn prune(tx: &Tx<'_>, app: AppId, before: Timestamp, beyond: i64) -> Result<usize, DbError> {
    let oldest = rows(tx.conn, OLDEST, params![app.0, count(STEP)], |row| {
        Ok((row.get::<_, i64>("seq")?, time(row, "at")?))
    })?;
    let due: Vec<i64> = oldest
        .into_iter()
        .take_while(|(seq, at)| *seq <= beyond || *at < before)
        .map(|(seq, _)| seq)
        .collect();
    if let Some(last) = due.last() {
        execute(tx.conn, NOTE_PRUNING, params![app.0, last])?;
        execute(tx.conn, "DELETE FROM channel_events WHERE app_id = ?1 AND seq <= ?2", params![app.0, last])?;
    }
    Ok(due.len())
}

/// Keeps [`PRUNINGS`] channels in mind. For the others the newest of what is forgotten stands in: a reader who comes from
/// before it is told that events may be missing, which may be one time too often and never one too few.
pub(crate) fn forget_prunings(tx: &Tx<'_>, app: AppId) -> Result<(), DbError> {
    forget_prunings_beyond(tx.conn, app, PRUNINGS)
}

fn forget_prunings_beyond(conn: &Connection, app: AppId, keep: usize) -> Result<(), DbError> {
    let last: Option<i64> = row(conn, NTH_PRUNING, params![app.0, count(keep)], |row| Ok(row.get(0)?))?;
    if let Some(last) = last {
        execute(
            conn,
            "DELETE FROM channels_pruned WHERE app_id = ?1 AND pruned_seq <= ?2",
            params![app.0, last],
        )?;
        execute(conn, "UPDATE apps SET channels_pruned_seq = ?2 WHERE id = ?1", params![app.0, last])?;
    }
    Ok(())
}

/// Events of a channel up to this one may be missing.
pub(crate) fn pruned_seq(conn: &Connection, app: AppId, channel: &str) -> Result<i64, DbError> {
    let found = row(conn, PRUNED, params![app.0, channel], |row| Ok(row.get(0)?))?;
    found.ok_or(DbError::UnknownApp(app))
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn pruning_searches_by_index_only() {
        plan::assert_searches(NTH_NEWEST, "sqlite_autoindex_channel_events_1", "(app_id=?)");
        plan::assert_searches(OLDEST, "sqlite_autoindex_channel_events_1", "(app_id=?)");
        plan::assert_searches(NTH_PRUNING, "channels_pruned_longest_ago", "(app_id=?)");
        let extent = plan::of(EXTENT);
        assert_eq!(
            extent.iter().filter(|step| step.contains("SEARCH channel_events USING COVERING INDEX")).count(),
            2,
            "{extent:?}"
        );
    }

    #[test]
    fn forgotten_deletions_still_count_for_everybody() {
        let (_dir, conn) = plan::database();
        conn.execute_batch(
            "INSERT INTO apps (id, public_id, name, enabled, locale, currency, timezone, flows, epoch, created_at)
                VALUES (1, 'a', 'A', TRUE, 'id', 'IDR', 'UTC', '{}', 'e', 0);
            INSERT INTO channels_pruned VALUES (1, 'a', 10), (1, 'b', 20), (1, 'c', 30);",
        )
        .unwrap();
        let pruned = |channel| pruned_seq(&conn, AppId(1), channel).unwrap();
        assert_eq!([pruned("a"), pruned("b"), pruned("c"), pruned("d")], [10, 20, 30, 0]);
        forget_prunings_beyond(&conn, AppId(1), 3).unwrap();
        assert_eq!([pruned("a"), pruned("d")], [10, 0]);
        forget_prunings_beyond(&conn, AppId(1), 1).unwrap();
        assert_eq!([pruned("a"), pruned("b"), pruned("c"), pruned("d")], [20, 20, 30, 20]);
    }
}
