//! Rows of `app_keys`. Secrets are sealed on the way in and opened on the way out, nowhere else.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use secrecy::{ExposeSecret as _, SecretString};

use crate::app::{App, AppId};
use crate::app_keys::{AppKey, AppKeyId, Credentials, KeyError, LiveKey, MAX_LIVE_KEYS, NewKey};
use crate::sealing::SealingKey;

use super::apps;
use super::columns::{count, micros, opt_time, time};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

const INSERT: &str = "INSERT INTO app_keys (app_id, key, sealed, label, configured, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING id";

const ALL: &str = "SELECT id, key, label, configured, created_at, revoked_at FROM app_keys
    WHERE app_id = ?1 ORDER BY id";

const LIVE: &str = "SELECT id, key, label, configured, created_at, revoked_at, app_id, sealed FROM app_keys
    WHERE revoked_at IS NULL ORDER BY id";

const LIVE_OF: &str =
    "SELECT id, key, label, configured, created_at, revoked_at, app_id, sealed FROM app_keys
    WHERE app_id = ?1 AND revoked_at IS NULL ORDER BY id";

const COUNT_LIVE: &str = "SELECT count(*) FROM app_keys WHERE app_id = ?1 AND revoked_at IS NULL";

const LABEL: &str = "SELECT label FROM app_keys WHERE id = ?2 AND app_id = ?1 AND revoked_at IS NULL";

const REVOKE: &str =
    "UPDATE app_keys SET revoked_at = ?3 WHERE id = ?2 AND app_id = ?1 AND revoked_at IS NULL";

const RESEAL: &str = "UPDATE app_keys SET sealed = ?2, readable = NULL WHERE id = ?1";

/// Keys that the settings named before.
const REVOKE_CONFIGURED: &str = "UPDATE app_keys SET revoked_at = ?3
    WHERE app_id = ?1 AND key <> ?2 AND configured AND revoked_at IS NULL";

pub(crate) fn all(conn: &Connection, app: AppId) -> Result<Vec<AppKey>, DbError> {
    rows(conn, ALL, [app.0], from_row)
}

/// The live keys of all apps.
pub(super) fn live(conn: &Connection, sealing: &SealingKey) -> Result<HashMap<AppId, Vec<LiveKey>>, DbError> {
    let mut by_app: HashMap<AppId, Vec<LiveKey>> = HashMap::new();
    for (app, key) in rows(conn, LIVE, [], |row| opened(row, sealing))? {
        by_app.entry(app).or_default().push(key);
    }
    Ok(by_app)
}

/// The live keys of an app.
pub(super) fn live_of(conn: &Connection, sealing: &SealingKey, app: AppId) -> Result<Vec<LiveKey>, DbError> {
    rows(conn, LIVE_OF, [app.0], |row| Ok(opened(row, sealing)?.1))
}

pub(crate) fn create(
    tx: &Tx<'_>,
    sealing: &SealingKey,
    app: AppId,
    key: NewKey,
    now: Timestamp,
) -> Result<LiveKey, KeyError> {
    if count_live(tx, app)? >= count(MAX_LIVE_KEYS) {
        return Err(KeyError::TooMany);
    }
    let NewKey { key, secret, label, configured } = key;
    let sealed = sealing.seal(&owner(&key), &secret);
    let values = params![app.0, key, sealed, label, configured, now.as_microsecond()];
    let id = row(tx.conn, INSERT, values, |row| Ok(AppKeyId(row.get(0)?))).map_err(|error| {
        if error.is_duplicate() {
            KeyError::Taken
        } else if error.is_dangling() {
            DbError::UnknownApp(app).into()
        } else {
            error.into()
        }
    })?;
    let id = id.ok_or(DbError::Broken("an inserted key has no id"))?;
    let created_at = micros(now);
    let info = AppKey { id, key, label, configured, created_at, revoked_at: None };
    Ok(LiveKey { info, secret })
}

#[expect(clippy::too_many_arguments, reason = "the closure of one call, which has them all")]
pub(crate) fn rotate(
    tx: &Tx<'_>,
    sealing: &SealingKey,
    app: AppId,
    old: AppKeyId,
    key: String,
    secret: SecretString,
    revoke_old: bool,
    now: Timestamp,
) -> Result<LiveKey, KeyError> {
    let label = row(tx.conn, LABEL, params![app.0, old.0], |row| Ok(row.get(0)?))?;
    let label: String = label.ok_or(KeyError::Unknown)?;
    if revoke_old {
        end(tx, app, old, now)?;
    }
    create(tx, sealing, app, NewKey { key, secret, label, configured: false }, now)
}

pub(crate) fn revoke(tx: &Tx<'_>, app: AppId, key: AppKeyId, now: Timestamp) -> Result<(), KeyError> {
    end(tx, app, key, now)?;
    if count_live(tx, app)? == 0 { Err(KeyError::Last) } else { Ok(()) }
}

pub(crate) fn follow(
    tx: &Tx<'_>,
    sealing: &SealingKey,
    app: AppId,
    credentials: Credentials,
    now: Timestamp,
) -> Result<App, KeyError> {
    let Credentials { public_id, key, secret } = credentials;
    execute(tx.conn, "UPDATE apps SET public_id = ?2 WHERE id = ?1", params![app.0, public_id])
        .map_err(|error| if error.is_duplicate() { KeyError::Taken } else { error.into() })?;
    execute(tx.conn, REVOKE_CONFIGURED, params![app.0, key, now.as_microsecond()])?;
    let known = live_of(tx.conn, sealing, app)?.into_iter().find(|live| live.info.key == key);
    match known {
        Some(live) if live.secret.expose_secret() == secret.expose_secret() => {}
        Some(live) => {
            let sealed = sealing.seal(&owner(&key), &secret);
            execute(tx.conn, RESEAL, params![live.info.id.0, sealed])?;
        }
        None => {
            let label = "from the settings".to_owned();
            create(tx, sealing, app, NewKey { key, secret, label, configured: true }, now)?;
        }
    }
    Ok(apps::one(tx.conn, sealing, app)?)
}

/// Seals the secrets that an earlier version of the program has left readable; returns how many.
pub(super) fn seal_readable(conn: &Connection, sealing: &SealingKey) -> Result<usize, DbError> {
    let readable =
        rows(conn, "SELECT id, key, readable FROM app_keys WHERE readable IS NOT NULL", [], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                SecretString::from(row.get::<_, String>(2)?),
            ))
        })?;
    for (id, key, secret) in &readable {
        execute(conn, RESEAL, params![id, sealing.seal(&owner(key), secret)])?;
    }
    Ok(readable.len())
}

fn end(tx: &Tx<'_>, app: AppId, key: AppKeyId, now: Timestamp) -> Result<(), KeyError> {
    let ended = execute(tx.conn, REVOKE, params![app.0, key.0, now.as_microsecond()])?;
    if ended == 1 { Ok(()) } else { Err(KeyError::Unknown) }
}

fn count_live(tx: &Tx<'_>, app: AppId) -> Result<i64, DbError> {
    Ok(row(tx.conn, COUNT_LIVE, [app.0], |row| Ok(row.get(0)?))?.unwrap_or(0))
}

/// What a secret is sealed for.
fn owner(key: &str) -> String {
    format!("app key {key}")
}

fn opened(row: &Row<'_>, sealing: &SealingKey) -> Result<(AppId, LiveKey), DbError> {
    let info = from_row(row)?;
    let sealed = row.get_ref("sealed")?.as_blob().map_err(rusqlite::Error::from)?;
    let secret = sealing.open(&owner(&info.key), sealed).map_err(DbError::Sealed)?;
    Ok((AppId(row.get("app_id")?), LiveKey { info, secret }))
}

fn from_row(row: &Row<'_>) -> Result<AppKey, DbError> {
    Ok(AppKey {
        id: AppKeyId(row.get("id")?),
        key: row.get("key")?,
        label: row.get("label")?,
        configured: row.get("configured")?,
        created_at: time(row, "created_at")?,
        revoked_at: opt_time(row, "revoked_at")?,
    })
}
