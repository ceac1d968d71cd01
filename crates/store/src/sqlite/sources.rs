//! Rows of `sources`. Secrets are sealed on the way in and opened on the way out, nowhere else.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use secrecy::{ExposeSecret as _, SecretString};

use crate::app::AppId;
use crate::sealing::SealingKey;
use crate::source::{
    LiveSource, MAX_SECRETS, NewSource, Source, SourceChange, SourceId, SourceRotation, SourceSummary,
};

use super::columns::{count, opt_time, time};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

const SUMMARY: &str = "SELECT s.*,
        (SELECT max(r.received_at) FROM receipts r WHERE r.id =
            (SELECT max(id) FROM receipts WHERE source_id = s.id)) AS last_received_at,
        (SELECT count(*) FROM receipts r WHERE r.source_id = s.id AND r.outcome = 'unmatched') AS unmatched,
        (SELECT count(*) FROM receipts r WHERE r.source_id = s.id AND r.outcome = 'pending') AS pending,
        (SELECT count(*) FROM receipts r WHERE r.source_id = s.id AND r.outcome = 'failed') AS failed
    FROM sources s WHERE s.app_id = ?1 AND (?2 IS NULL OR s.id = ?2) ORDER BY s.id";

const BY_TOKEN: &str = "SELECT * FROM sources WHERE token_hash = ?1";

const BY_OLD_TOKEN: &str = "SELECT * FROM sources WHERE old_token_hash = ?1 AND old_token_until > ?2";

const UPDATE: &str = "UPDATE sources SET name = coalesce(?3, name), settings = coalesce(?4, settings),
    enabled = coalesce(?5, enabled), updated_at = ?6 WHERE app_id = ?1 AND id = ?2";

pub(crate) fn create(
    tx: &Tx<'_>,
    sealing: &SealingKey,
    app: AppId,
    source: &NewSource,
    limit: usize,
    now: Timestamp,
) -> Result<Option<Source>, DbError> {
    const COUNT: &str = "SELECT count(*) AS n FROM sources WHERE app_id = ?1";
    const INSERT: &str = "INSERT INTO sources
        (app_id, name, provider, token_hash, sealed, settings, enabled, created_at, updated_at)
        VALUES (?1, ?2, ?3, ?4, x'', ?5, ?6, ?7, ?7) RETURNING *";
    let there = row(tx.conn, COUNT, [app.0], |row| Ok(row.get::<_, i64>("n")?))?;
    if there.unwrap_or(0) >= count(limit) {
        return Ok(None);
    }
    let values = params![
        app.0,
        source.name,
        source.provider,
        source.token_hash,
        source.settings,
        source.enabled,
        now.as_microsecond()
    ];
    let created = row(tx.conn, INSERT, values, from_row);
    let created =
        created.map_err(|error| if error.is_dangling() { DbError::UnknownApp(app) } else { error })?;
    let created = created.ok_or(DbError::Broken("an inserted source is not there"))?;
    // What a secret is sealed for contains the row's number, which there is only now.
    keep_secrets(tx, sealing, created.id, std::slice::from_ref(&source.secret))?;
    Ok(Some(created))
}

pub(crate) fn of_app(
    conn: &Connection,
    sealing: &SealingKey,
    app: AppId,
) -> Result<Vec<SourceSummary>, DbError> {
    rows(conn, SUMMARY, params![app.0, None::<i64>], |row| summary(row, sealing))
}

pub(crate) fn one(
    conn: &Connection,
    sealing: &SealingKey,
    app: AppId,
    id: SourceId,
) -> Result<Option<SourceSummary>, DbError> {
    row(conn, SUMMARY, params![app.0, id.0], |row| summary(row, sealing))
}

/// The source with this token in its URL, and whether it is the URL of now or that of before.
pub(crate) fn by_token(
    conn: &Connection,
    sealing: &SealingKey,
    hash: [u8; 32],
    now: Timestamp,
) -> Result<Option<(LiveSource, bool)>, DbError> {
    if let Some(found) = row(conn, BY_TOKEN, [hash], |row| live(row, sealing))? {
        return Ok(Some((found, true)));
    }
    let before = row(conn, BY_OLD_TOKEN, params![hash, now.as_microsecond()], |row| live(row, sealing))?;
    Ok(before.map(|found| (found, false)))
}

pub(crate) fn update(
    tx: &Tx<'_>,
    app: AppId,
    id: SourceId,
    change: &SourceChange,
    now: Timestamp,
) -> Result<bool, DbError> {
    let values = params![app.0, id.0, change.name, change.settings, change.enabled, now.as_microsecond()];
    Ok(execute(tx.conn, UPDATE, values)? == 1)
}

pub(crate) fn rotate(
    tx: &Tx<'_>,
    sealing: &SealingKey,
    app: AppId,
    id: SourceId,
    rotation: &SourceRotation,
    now: Timestamp,
) -> Result<bool, DbError> {
    const SECRETS: &str = "SELECT sealed FROM sources WHERE app_id = ?1 AND id = ?2";
    const END_OLD_TOKEN: &str =
        "UPDATE sources SET old_token_hash = NULL, old_token_until = NULL WHERE id = ?1";
    const NEW_TOKEN: &str =
        "UPDATE sources SET old_token_hash = token_hash, old_token_until = ?3, token_hash = ?2
        WHERE id = ?1";
    let known = row(tx.conn, SECRETS, params![app.0, id.0], |row| secrets(row, sealing, id))?;
    let Some(mut secrets) = known else { return Ok(false) };
    if let Some(secret) = &rotation.secret {
        secrets.insert(0, secret.clone());
    }
    secrets.truncate(if rotation.end_old { 1 } else { MAX_SECRETS });
    keep_secrets(tx, sealing, id, &secrets)?;
    if let Some((hash, old_until)) = rotation.token {
        execute(tx.conn, NEW_TOKEN, params![id.0, hash, old_until.as_microsecond()])?;
    }
    if rotation.end_old {
        execute(tx.conn, END_OLD_TOKEN, [id.0])?;
    }
    update(tx, app, id, &SourceChange::default(), now)
}

pub(crate) fn delete(tx: &Tx<'_>, app: AppId, id: SourceId) -> Result<(), DbError> {
    execute(tx.conn, "DELETE FROM sources WHERE app_id = ?1 AND id = ?2", [app.0, id.0])?;
    Ok(())
}

fn keep_secrets(
    tx: &Tx<'_>,
    sealing: &SealingKey,
    id: SourceId,
    secrets: &[SecretString],
) -> Result<(), DbError> {
    let texts: Vec<&str> = secrets.iter().map(|secret| secret.expose_secret()).collect();
    let list = super::columns::to_json("list of secrets", &texts)?;
    let sealed = sealing.seal(&owner(id), &list.into());
    execute(tx.conn, "UPDATE sources SET sealed = ?2 WHERE id = ?1", params![id.0, sealed])?;
    Ok(())
}

fn secrets(row: &Row<'_>, sealing: &SealingKey, id: SourceId) -> Result<Vec<SecretString>, DbError> {
    let sealed = row.get_ref("sealed")?.as_blob().map_err(rusqlite::Error::from)?;
    let list = sealing.open(&owner(id), sealed).map_err(DbError::Sealed)?;
    let texts: Vec<String> = serde_json::from_str(list.expose_secret())
        .map_err(|source| DbError::Json { what: "list of secrets", source })?;
    Ok(texts.into_iter().map(SecretString::from).collect())
}

fn live(row: &Row<'_>, sealing: &SealingKey) -> Result<LiveSource, DbError> {
    let source = from_row(row)?;
    let secrets = secrets(row, sealing, source.id)?;
    Ok(LiveSource { source, secrets })
}

/// What the secrets are sealed for.
fn owner(id: SourceId) -> String {
    format!("source {id}")
}

fn summary(row: &Row<'_>, sealing: &SealingKey) -> Result<SourceSummary, DbError> {
    let source = from_row(row)?;
    Ok(SourceSummary {
        secrets: secrets(row, sealing, source.id)?.len(),
        source,
        last_received_at: opt_time(row, "last_received_at")?,
        unmatched: row.get("unmatched")?,
        pending: row.get("pending")?,
        failed: row.get("failed")?,
    })
}

pub(super) fn from_row(row: &Row<'_>) -> Result<Source, DbError> {
    Ok(Source {
        id: SourceId(row.get("id")?),
        app: AppId(row.get("app_id")?),
        name: row.get("name")?,
        provider: row.get("provider")?,
        settings: row.get("settings")?,
        enabled: row.get("enabled")?,
        old_token_until: opt_time(row, "old_token_until")?,
        created_at: time(row, "created_at")?,
        updated_at: time(row, "updated_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn a_source_is_found_by_index_whoever_asks() {
        plan::assert_searches(BY_TOKEN, "sqlite_autoindex_sources_1", "(token_hash=?)");
        plan::assert_searches(BY_OLD_TOKEN, "sqlite_autoindex_sources_2", "(old_token_hash=?)");
    }
}
