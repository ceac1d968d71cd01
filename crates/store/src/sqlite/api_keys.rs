//! Rows of `api_keys`.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::app::{ApiKey, ApiKeyId, AppId};
use crate::error::WriteError;

use super::columns::{opt_time, time};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

const INSERT: &str =
    "INSERT INTO api_keys (app_id, label, operator, hash, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
    RETURNING id";

const ALL: &str =
    "SELECT id, label, operator, created_at, revoked_at FROM api_keys WHERE app_id = ?1 ORDER BY id";

const REVOKE: &str =
    "UPDATE api_keys SET revoked_at = ?3 WHERE id = ?2 AND app_id = ?1 AND revoked_at IS NULL";

const FIND: &str = "SELECT app_id, operator FROM api_keys WHERE hash = ?1 AND revoked_at IS NULL";

pub(crate) fn create(
    tx: &Tx<'_>,
    app: AppId,
    label: &str,
    operator: bool,
    hash: [u8; 32],
    now: Timestamp,
) -> Result<ApiKeyId, WriteError> {
    let values = params![app.0, label, operator, hash, now.as_microsecond()];
    let id = row(tx.conn, INSERT, values, |row| Ok(ApiKeyId(row.get(0)?)));
    let id = id.map_err(|error| if error.is_dangling() { DbError::UnknownApp(app) } else { error })?;
    Ok(id.ok_or(DbError::Broken("an inserted key has no id"))?)
}

pub(crate) fn all(conn: &Connection, app: AppId) -> Result<Vec<ApiKey>, DbError> {
    rows(conn, ALL, [app.0], |row| {
        Ok(ApiKey {
            id: ApiKeyId(row.get("id")?),
            label: row.get("label")?,
            operator: row.get("operator")?,
            created_at: time(row, "created_at")?,
            revoked_at: opt_time(row, "revoked_at")?,
        })
    })
}

pub(crate) fn revoke(tx: &Tx<'_>, app: AppId, key: ApiKeyId, now: Timestamp) -> Result<bool, DbError> {
    Ok(execute(tx.conn, REVOKE, params![app.0, key.0, now.as_microsecond()])? == 1)
}

pub(crate) fn find(conn: &Connection, hash: [u8; 32]) -> Result<Option<(AppId, bool)>, DbError> {
    row(conn, FIND, [hash], |row| Ok((AppId(row.get("app_id")?), row.get("operator")?)))
}
