//! Rows of `mappings`.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::mapping::{MappingId, MappingOutcome, StoredMapping};

use super::columns::{count, time};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

pub(crate) fn create(
    tx: &Tx<'_>,
    app: AppId,
    definition: &str,
    enabled: bool,
    limit: usize,
    now: Timestamp,
) -> Result<Option<StoredMapping>, DbError> {
    let there = row(tx.conn, "SELECT count(*) AS n FROM mappings WHERE app_id = ?1", [app.0], |row| {
        Ok(row.get::<_, i64>("n")?)
    })?;
    if there.unwrap_or(0) >= count(limit) {
        return Ok(None);
    }
    let created = row(
        tx.conn,
        "INSERT INTO mappings (app_id, definition, enabled, created_at, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?4) RETURNING *",
        params![app.0, definition, enabled, now.as_microsecond()],
        from_row,
    );
    created.map_err(|error| if error.is_dangling() { DbError::UnknownApp(app) } else { error })
}

pub(crate) fn of_app(conn: &Connection, app: AppId) -> Result<Vec<StoredMapping>, DbError> {
    rows(conn, "SELECT * FROM mappings WHERE app_id = ?1 ORDER BY id", [app.0], from_row)
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<StoredMapping>, DbError> {
    rows(conn, "SELECT * FROM mappings ORDER BY app_id, id", [], from_row)
}

pub(crate) fn update(
    tx: &Tx<'_>,
    app: AppId,
    id: MappingId,
    definition: Option<&str>,
    enabled: Option<bool>,
    now: Timestamp,
) -> Result<Option<StoredMapping>, DbError> {
    row(
        tx.conn,
        "UPDATE mappings SET definition = coalesce(?3, definition), enabled = coalesce(?4, enabled), updated_at = ?5
        WHERE app_id = ?1 AND id = ?2 RETURNING *",
        params![app.0, id.0, definition, enabled, now.as_microsecond()],
        from_row,
    )
}

pub(crate) fn delete(tx: &Tx<'_>, app: AppId, id: MappingId) -> Result<bool, DbError> {
    let deleted = execute(tx.conn, "DELETE FROM mappings WHERE app_id = ?1 AND id = ?2", [app.0, id.0])?;
    Ok(deleted > 0)
}

pub(super) fn count_outcome(tx: &Tx<'_>, id: MappingId, outcome: MappingOutcome) -> Result<(), DbError> {
    let sql = match outcome {
        MappingOutcome::Applied => "UPDATE mappings SET applied = applied + 1 WHERE id = ?1",
        MappingOutcome::Unchanged => "UPDATE mappings SET unchanged = unchanged + 1 WHERE id = ?1",
        MappingOutcome::Ignored => "UPDATE mappings SET ignored = ignored + 1 WHERE id = ?1",
        MappingOutcome::Failed => "UPDATE mappings SET failed = failed + 1 WHERE id = ?1",
    };
    execute(tx.conn, sql, [id.0])?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> Result<StoredMapping, DbError> {
    Ok(StoredMapping {
        id: MappingId(row.get("id")?),
        app: AppId(row.get("app_id")?),
        definition: row.get("definition")?,
        enabled: row.get("enabled")?,
        created_at: time(row, "created_at")?,
        updated_at: time(row, "updated_at")?,
        applied: row.get("applied")?,
        unchanged: row.get("unchanged")?,
        ignored: row.get("ignored")?,
        failed: row.get("failed")?,
    })
}
