//! Rows of `apps` and `api_keys`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use orderbell_orders::Flows;
use rusqlite::{Connection, Row, params};
use secrecy::{ExposeSecret as _, SecretString};

use crate::app::{ApiKey, ApiKeyId, App, AppId, AppSettings, CreateAppError, NewApp};
use crate::error::WriteError;

use super::columns::{json, named, opt_time, time, to_json};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

const ALL: &str =
    "SELECT id, public_id, name, app_key, secret, locale, currency, timezone, flows, epoch, created_at
    FROM apps ORDER BY id";

const ONE: &str =
    "SELECT id, public_id, name, app_key, secret, locale, currency, timezone, flows, epoch, created_at
    FROM apps WHERE id = ?1";

const INSERT: &str = "INSERT INTO apps
    (public_id, name, app_key, secret, locale, currency, timezone, flows, epoch, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) RETURNING id";

const UPDATE: &str = "UPDATE apps SET name = coalesce(?2, name), timezone = coalesce(?3, timezone),
    locale = coalesce(?4, locale) WHERE id = ?1";

const RULES: &str = "SELECT timezone, flows FROM apps WHERE id = ?1";

/// What the writer needs of an app to decide about its orders.
pub(super) struct Rules {
    pub(super) timezone: TimeZone,
    pub(super) flows: Arc<Flows>,
}

/// Parsed flows by app. They are read with every command, because another process may have changed them; but parsed only
/// when the text is another than before.
#[derive(Default)]
pub(crate) struct FlowsCache(RefCell<HashMap<AppId, (String, Arc<Flows>)>>);

pub(crate) fn create(tx: &Tx<'_>, app: &NewApp, now: Timestamp) -> Result<App, CreateAppError> {
    let epoch = format!("{:016x}", rand::random::<u64>());
    let values = params![
        app.public_id,
        app.name,
        app.key,
        app.secret.expose_secret(),
        app.locale.as_str(),
        app.currency.code(),
        app.timezone,
        to_json("flows", &app.flows)?,
        epoch,
        now.as_microsecond(),
    ];
    let id = row(tx.conn, INSERT, values, |row| Ok(AppId(row.get(0)?)))
        .map_err(|error| if error.is_duplicate() { CreateAppError::Taken } else { error.into() })?;
    let id = id.ok_or(DbError::Broken("an inserted app has no id"))?;
    Ok(one(tx.conn, id)?)
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<App>, DbError> {
    rows(conn, ALL, [], from_row)
}

pub(crate) fn update(tx: &Tx<'_>, app: AppId, settings: &AppSettings) -> Result<App, WriteError> {
    let locale = settings.locale.map(|locale| locale.as_str());
    execute(tx.conn, UPDATE, params![app.0, settings.name, settings.timezone, locale])?;
    Ok(one(tx.conn, app)?)
}

pub(crate) fn update_credentials(
    tx: &Tx<'_>,
    app: AppId,
    public_id: &str,
    key: &str,
    secret: &SecretString,
) -> Result<App, CreateAppError> {
    let values = params![app.0, public_id, key, secret.expose_secret()];
    execute(tx.conn, "UPDATE apps SET public_id = ?2, app_key = ?3, secret = ?4 WHERE id = ?1", values)
        .map_err(|error| if error.is_duplicate() { CreateAppError::Taken } else { error.into() })?;
    Ok(one(tx.conn, app)?)
}

pub(crate) fn create_api_key(
    tx: &Tx<'_>,
    app: AppId,
    label: &str,
    hash: [u8; 32],
    now: Timestamp,
) -> Result<ApiKeyId, WriteError> {
    let id = row(
        tx.conn,
        "INSERT INTO api_keys (app_id, label, hash, created_at) VALUES (?1, ?2, ?3, ?4) RETURNING id",
        params![app.0, label, hash, now.as_microsecond()],
        |row| Ok(ApiKeyId(row.get(0)?)),
    );
    let id = id.map_err(|error| if error.is_dangling() { DbError::UnknownApp(app) } else { error })?;
    Ok(id.ok_or(DbError::Broken("an inserted key has no id"))?)
}

pub(crate) fn api_keys(conn: &Connection, app: AppId) -> Result<Vec<ApiKey>, DbError> {
    rows(
        conn,
        "SELECT id, label, created_at, revoked_at FROM api_keys WHERE app_id = ?1 ORDER BY id",
        [app.0],
        |row| {
            Ok(ApiKey {
                id: ApiKeyId(row.get("id")?),
                label: row.get("label")?,
                created_at: time(row, "created_at")?,
                revoked_at: opt_time(row, "revoked_at")?,
            })
        },
    )
}

pub(crate) fn revoke_api_key(
    tx: &Tx<'_>,
    app: AppId,
    key: ApiKeyId,
    now: Timestamp,
) -> Result<bool, DbError> {
    let revoked = execute(
        tx.conn,
        "UPDATE api_keys SET revoked_at = ?3 WHERE id = ?2 AND app_id = ?1 AND revoked_at IS NULL",
        params![app.0, key.0, now.as_microsecond()],
    )?;
    Ok(revoked == 1)
}

pub(crate) fn by_api_key(conn: &Connection, hash: [u8; 32]) -> Result<Option<AppId>, DbError> {
    row(conn, "SELECT app_id FROM api_keys WHERE hash = ?1 AND revoked_at IS NULL", [hash], |row| {
        Ok(AppId(row.get(0)?))
    })
}

/// The rules by which an app's orders are decided.
pub(super) fn rules(tx: &Tx<'_>, app: AppId) -> Result<Rules, DbError> {
    let found = row(tx.conn, RULES, [app.0], |row| {
        let timezone: String = row.get("timezone")?;
        Ok(Rules {
            // Only the date in a code depends on it, and no order may be lost for a date: a machine without the zone's
            // data counts in UTC.
            timezone: TimeZone::get(&timezone).unwrap_or(TimeZone::UTC),
            flows: tx.flows.get(app, row)?,
        })
    })?;
    found.ok_or(DbError::UnknownApp(app))
}

impl FlowsCache {
    fn get(&self, app: AppId, row: &Row<'_>) -> Result<Arc<Flows>, DbError> {
        let text = row.get_ref("flows")?.as_str().map_err(rusqlite::Error::from)?;
        let mut parsed = self.0.borrow_mut();
        if let Some((known, flows)) = parsed.get(&app)
            && known == text
        {
            return Ok(Arc::clone(flows));
        }
        let flows: Arc<Flows> = Arc::new(json(row, "flows")?);
        parsed.insert(app, (text.to_owned(), Arc::clone(&flows)));
        Ok(flows)
    }
}

fn one(conn: &Connection, app: AppId) -> Result<App, DbError> {
    row(conn, ONE, [app.0], from_row)?.ok_or(DbError::UnknownApp(app))
}

fn from_row(row: &Row<'_>) -> Result<App, DbError> {
    Ok(App {
        id: AppId(row.get("id")?),
        public_id: row.get("public_id")?,
        name: row.get("name")?,
        key: row.get("app_key")?,
        secret: SecretString::from(row.get::<_, String>("secret")?),
        locale: named(row, "locale")?,
        currency: named(row, "currency")?,
        timezone: row.get("timezone")?,
        flows: json(row, "flows")?,
        epoch: row.get("epoch")?,
        created_at: time(row, "created_at")?,
    })
}
