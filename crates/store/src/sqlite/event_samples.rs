//! Rows of `event_samples`: few of each event, and few of all.

use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::mapping::{EventSample, MAX_APP_SAMPLES, MAX_SAMPLES, NewEventSample};

use super::columns::{count, time};
use super::error::DbError;
use super::statement::{execute, rows};
use super::writer::Tx;

const FORGET_OLDER: &str = "DELETE FROM event_samples WHERE app_id = ?1 AND pattern = ?2 AND event = ?3 AND id <=
    (SELECT id FROM event_samples WHERE app_id = ?1 AND pattern = ?2 AND event = ?3 ORDER BY id DESC LIMIT 1 OFFSET ?4)";

pub(crate) fn record(tx: &Tx<'_>, app: AppId, samples: &[NewEventSample]) -> Result<(), DbError> {
    for NewEventSample { pattern, event, channel, data, at } in samples {
        execute(
            tx.conn,
            "INSERT INTO event_samples (app_id, pattern, event, channel, data, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![app.0, pattern, event, channel, data, at.as_microsecond()],
        )?;
        execute(tx.conn, FORGET_OLDER, params![app.0, pattern, event, count(MAX_SAMPLES)])?;
    }
    // The rows of an app are few enough to be sorted.
    execute(
        tx.conn,
        "DELETE FROM event_samples WHERE app_id = ?1 AND id <=
            (SELECT id FROM event_samples WHERE app_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)",
        params![app.0, count(MAX_APP_SAMPLES)],
    )?;
    Ok(())
}

pub(crate) fn of_app(conn: &Connection, app: AppId) -> Result<Vec<EventSample>, DbError> {
    rows(conn, "SELECT * FROM event_samples WHERE app_id = ?1 ORDER BY id DESC", [app.0], from_row)
}

pub(crate) fn forget(tx: &Tx<'_>, app: AppId) -> Result<(), DbError> {
    execute(tx.conn, "DELETE FROM event_samples WHERE app_id = ?1", [app.0])?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> Result<EventSample, DbError> {
    Ok(EventSample {
        pattern: row.get("pattern")?,
        event: row.get("event")?,
        channel: row.get("channel")?,
        data: row.get("data")?,
        at: time(row, "at")?,
    })
}
