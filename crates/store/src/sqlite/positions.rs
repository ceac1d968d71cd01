//! The log's head, in the app's own row: read by every snapshot, moved by every command that has something to tell.

use rusqlite::Connection;

use crate::app::AppId;
use crate::error::ReadError;
use crate::query::Position;

use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

/// The extent of an app's log.
pub(crate) struct Log {
    /// Its head.
    pub(crate) position: Position,
    /// The newest `seq` that is not kept any more, 0 if all are.
    pub(crate) pruned_seq: i64,
}

pub(crate) fn log(conn: &Connection, app: AppId) -> Result<Log, ReadError> {
    let found = row(conn, "SELECT epoch, last_seq, pruned_seq FROM apps WHERE id = ?1", [app.0], |row| {
        Ok(Log {
            position: Position { epoch: row.get("epoch")?, seq: row.get("last_seq")? },
            pruned_seq: row.get("pruned_seq")?,
        })
    })?;
    found.ok_or(ReadError::UnknownApp(app))
}

pub(crate) fn position(conn: &Connection, app: AppId) -> Result<Position, ReadError> {
    Ok(log(conn, app)?.position)
}

/// Takes the next `count` numbers of the log and returns the first. If the command is undone they are given back, for
/// they are part of the same transaction; that is what keeps the log without gaps.
pub(super) fn take(tx: &Tx<'_>, app: AppId, count: usize) -> Result<i64, DbError> {
    let count = i64::try_from(count).expect("a command has a handful of events");
    // Two statements, because RETURNING collects its rows in a table that is made for it and thrown away, which costs
    // three times what the second statement does.
    execute(tx.conn, "UPDATE apps SET last_seq = last_seq + ?2 WHERE id = ?1", [app.0, count])?;
    let last =
        row(tx.conn, "SELECT last_seq FROM apps WHERE id = ?1", [app.0], |row| Ok(row.get::<_, i64>(0)?))?;
    Ok(last.ok_or(DbError::UnknownApp(app))? - count + 1)
}

/// The head of every app's log.
pub(crate) fn heads(conn: &Connection) -> Result<Vec<(AppId, i64)>, DbError> {
    rows(conn, "SELECT id, last_seq FROM apps ORDER BY id", [], |row| {
        Ok((AppId(row.get("id")?), row.get("last_seq")?))
    })
}

/// Writes a row as it is: SQLite does not look whether a value differs, so this goes the whole way to the disk.
pub(crate) fn rewrite(tx: &Tx<'_>) -> Result<(), DbError> {
    execute(tx.conn, "UPDATE apps SET last_seq = last_seq WHERE id = (SELECT min(id) FROM apps)", [])?;
    Ok(())
}
