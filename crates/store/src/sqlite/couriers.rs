//! Rows of `couriers`.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, Row, params};
use secrecy::{ExposeSecret as _, SecretString};

use crate::app::AppId;
use crate::courier::{Courier, CourierId, CourierTemplate, CourierWritten};
use crate::error::WriteError;
use crate::sealing::SealingKey;

use super::apps;
use super::columns::{count, json, time, to_json};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

const EVERY: &str = "SELECT every_s FROM couriers WHERE app_id = ?1 AND lookup = ?2 AND enabled";

const INSERT: &str = "INSERT INTO couriers
        (app_id, name, lookup, url, headers, status_at, text_at, words, every_s, enabled, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11) RETURNING *";

const UPDATE: &str =
    "UPDATE couriers SET name = ?2, lookup = ?3, url = ?4, headers = ?5, status_at = ?6, text_at = ?7,
        words = ?8, every_s = ?9, enabled = ?10, updated_at = ?11
    WHERE app_id = ?1 AND id = ?12 RETURNING *";

/// How often the courier of this name is asked; `None` when nobody asks.
pub(super) fn every(tx: &Tx<'_>, app: AppId, name: &str) -> Result<Option<SignedDuration>, DbError> {
    row(tx.conn, EVERY, params![app.0, lookup(name)], |row| {
        Ok(SignedDuration::from_secs(row.get("every_s")?))
    })
}

pub(crate) fn put(
    tx: &Tx<'_>,
    sealing: &SealingKey,
    app: AppId,
    id: Option<CourierId>,
    template: &CourierTemplate,
    limit: usize,
    now: Timestamp,
) -> Result<CourierWritten, WriteError> {
    if id.is_none() {
        let there = row(tx.conn, "SELECT count(*) AS n FROM couriers WHERE app_id = ?1", [app.0], |row| {
            Ok(row.get::<_, i64>("n")?)
        })?;
        if there.unwrap_or(0) >= count(limit) {
            return Ok(CourierWritten::TooMany);
        }
    }
    let headers: BTreeMap<&str, &str> =
        template.headers.iter().map(|(name, value)| (name.as_str(), value.expose_secret())).collect();
    let headers = SecretString::from(to_json("headers of a courier", &headers)?);
    let values = params![
        app.0,
        template.name,
        lookup(&template.name),
        template.url,
        sealing.seal(&owner(app), &headers),
        template.status_at,
        template.text_at,
        to_json("words of a courier", &template.words)?,
        template.every.as_secs(),
        template.enabled,
        now.as_microsecond(),
    ];
    let read = |row: &Row<'_>| from_row(row, sealing, app);
    let written = match id {
        None => row(tx.conn, INSERT, values, read),
        Some(id) => {
            let mut all = values.to_vec();
            all.push(&id.0);
            row(tx.conn, UPDATE, all.as_slice(), read)
        }
    };
    match written {
        Ok(Some(courier)) => {
            apps::note_changed_rules(tx, app)?;
            Ok(CourierWritten::Yes(Box::new(courier)))
        }
        Ok(None) => Ok(CourierWritten::Unknown),
        Err(error) if error.is_duplicate() => Ok(CourierWritten::NameTaken),
        Err(error) if error.is_dangling() => Err(DbError::UnknownApp(app).into()),
        Err(error) => Err(error.into()),
    }
}

pub(crate) fn of_app(conn: &Connection, sealing: &SealingKey, app: AppId) -> Result<Vec<Courier>, DbError> {
    let all = "SELECT * FROM couriers WHERE app_id = ?1 ORDER BY lookup";
    rows(conn, all, [app.0], |row| from_row(row, sealing, app))
}

pub(crate) fn one(
    conn: &Connection,
    sealing: &SealingKey,
    app: AppId,
    id: CourierId,
) -> Result<Option<Courier>, DbError> {
    let one = "SELECT * FROM couriers WHERE app_id = ?1 AND id = ?2";
    row(conn, one, [app.0, id.0], |row| from_row(row, sealing, app))
}

pub(crate) fn named(
    conn: &Connection,
    sealing: &SealingKey,
    app: AppId,
    name: &str,
) -> Result<Option<Courier>, DbError> {
    let one = "SELECT * FROM couriers WHERE app_id = ?1 AND lookup = ?2";
    row(conn, one, params![app.0, lookup(name)], |row| from_row(row, sealing, app))
}

pub(crate) fn delete(tx: &Tx<'_>, app: AppId, id: CourierId) -> Result<bool, DbError> {
    let deleted = execute(tx.conn, "DELETE FROM couriers WHERE app_id = ?1 AND id = ?2", [app.0, id.0])?;
    Ok(deleted > 0)
}

fn lookup(name: &str) -> String {
    name.trim().to_lowercase()
}

/// What the headers are sealed for.
fn owner(app: AppId) -> String {
    format!("courier headers of app {app}")
}

fn from_row(row: &Row<'_>, sealing: &SealingKey, app: AppId) -> Result<Courier, DbError> {
    let sealed: Vec<u8> = row.get("headers")?;
    let headers = sealing.open(&owner(app), &sealed).map_err(DbError::Sealed)?;
    let headers: BTreeMap<String, String> = serde_json::from_str(headers.expose_secret())
        .map_err(|source| DbError::Json { what: "headers of a courier", source })?;
    Ok(Courier {
        id: CourierId(row.get("id")?),
        template: CourierTemplate {
            name: row.get("name")?,
            url: row.get("url")?,
            headers: headers.into_iter().map(|(name, value)| (name, value.into())).collect(),
            status_at: row.get("status_at")?,
            text_at: row.get("text_at")?,
            words: json(row, "words")?,
            every: SignedDuration::from_secs(row.get("every_s")?),
            enabled: row.get("enabled")?,
        },
        created_at: time(row, "created_at")?,
        updated_at: time(row, "updated_at")?,
    })
}
