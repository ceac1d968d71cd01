//! Rows of `apps`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use orderbell_orders::{Flows, Locale};
use rusqlite::{Connection, Row, params};

use crate::app::{App, AppChanges, AppId, CreateAppError, NewApp};
use crate::app_keys::{KeyError, LiveKey};
use crate::channel_settings::ChannelSettings;
use crate::error::WriteError;
use crate::sealing::SealingKey;
use crate::words::AppWords;

use super::app_keys;
use super::columns::{json, named, opt_json, time, to_json};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

const ALL: &str =
    "SELECT id, public_id, name, enabled, channels, words, locale, currency, timezone, flows, flows_version, epoch, created_at
    FROM apps ORDER BY id";

const ONE: &str =
    "SELECT id, public_id, name, enabled, channels, words, locale, currency, timezone, flows, flows_version, epoch, created_at
    FROM apps WHERE id = ?1";

const INSERT: &str = "INSERT INTO apps
    (public_id, name, enabled, channels, locale, currency, timezone, flows, epoch, created_at)
    VALUES (?1, ?2, TRUE, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id";

const UPDATE: &str = "UPDATE apps SET name = coalesce(?2, name), timezone = coalesce(?3, timezone),
    locale = coalesce(?4, locale), enabled = coalesce(?5, enabled), channels = ?6 WHERE id = ?1";

const RULES: &str = "SELECT timezone, locale, flows FROM apps WHERE id = ?1";

/// What the writer needs of an app to decide about its orders.
pub(super) struct Rules {
    pub(super) timezone: TimeZone,
    pub(super) locale: Locale,
    pub(super) flows: Arc<Flows>,
}

/// Parsed flows by app. They are read with every command, because another process may have changed them; but parsed only
/// when the text is another than before.
#[derive(Default)]
pub(crate) struct FlowsCache(RefCell<HashMap<AppId, (String, Arc<Flows>)>>);

pub(crate) fn create(
    tx: &Tx<'_>,
    sealing: &SealingKey,
    app: &NewApp,
    now: Timestamp,
) -> Result<App, CreateAppError> {
    let epoch = format!("{:016x}", rand::random::<u64>());
    let values = params![
        app.public_id,
        app.name,
        to_json("channel settings", &app.channels)?,
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
    app_keys::create(tx, sealing, id, app.key.clone(), now).map_err(|error| match error {
        KeyError::Taken => CreateAppError::Taken,
        KeyError::Write(error) => CreateAppError::Write(error),
        KeyError::TooMany | KeyError::Unknown | KeyError::Last => {
            DbError::Broken("a new app cannot have a first key").into()
        }
    })?;
    Ok(one(tx.conn, sealing, id)?)
}

pub(crate) fn all(conn: &Connection, sealing: &SealingKey) -> Result<Vec<App>, DbError> {
    let mut keys = app_keys::live(conn, sealing)?;
    rows(conn, ALL, [], |row| from_row(row, |app| Ok(keys.remove(&app).unwrap_or_default())))
}

pub(crate) fn update(
    tx: &Tx<'_>,
    sealing: &SealingKey,
    app: AppId,
    changes: &AppChanges,
    edit: impl FnOnce(&mut ChannelSettings),
) -> Result<App, WriteError> {
    let mut channels = one(tx.conn, sealing, app)?.channels;
    edit(&mut channels);
    let AppChanges { name, timezone, locale, enabled } = changes;
    let locale = locale.map(|locale| locale.as_str());
    let channels = to_json("channel settings", &channels)?;
    execute(tx.conn, UPDATE, params![app.0, name, timezone, locale, enabled, channels])?;
    Ok(one(tx.conn, sealing, app)?)
}

pub(crate) fn update_words(
    tx: &Tx<'_>,
    app: AppId,
    edit: impl FnOnce(&mut AppWords),
) -> Result<AppWords, DbError> {
    let words = row(tx.conn, "SELECT words FROM apps WHERE id = ?1", [app.0], |row| opt_json(row, "words"))?;
    let mut words: AppWords = words.ok_or(DbError::UnknownApp(app))?.unwrap_or_default();
    edit(&mut words);
    execute(tx.conn, "UPDATE apps SET words = ?2 WHERE id = ?1", params![app.0, to_json("words", &words)?])?;
    Ok(words)
}

pub(crate) fn fill_channel_settings(tx: &Tx<'_>, settings: &ChannelSettings) -> Result<usize, DbError> {
    let settings = to_json("channel settings", settings)?;
    execute(tx.conn, "UPDATE apps SET channels = ?1 WHERE channels IS NULL", [settings])
}

/// The rules by which an app's orders are decided.
pub(super) fn rules(tx: &Tx<'_>, app: AppId) -> Result<Rules, DbError> {
    let found = row(tx.conn, RULES, [app.0], |row| {
        let timezone: String = row.get("timezone")?;
        Ok(Rules {
            // Only the date in a code and the end of a stay depend on it, and no order may be lost for a date: a
            // machine without the zone's data counts in UTC.
            timezone: TimeZone::get(&timezone).unwrap_or(TimeZone::UTC),
            locale: named(row, "locale")?,
            flows: tx.flows.get(app, row)?,
        })
    })?;
    found.ok_or(DbError::UnknownApp(app))
}

/// Says that the timers of the app's orders have to be looked at: the rules by which they are set are others.
pub(super) fn note_changed_rules(tx: &Tx<'_>, app: AppId) -> Result<(), DbError> {
    execute(tx.conn, "UPDATE apps SET rules_revision = rules_revision + 1 WHERE id = ?1", [app.0])?;
    Ok(())
}

/// The apps whose timers were not looked at since their rules changed, with the revision of those.
pub(crate) fn with_changed_rules(tx: &Tx<'_>) -> Result<Vec<(AppId, i64)>, DbError> {
    let changed = "SELECT id, rules_revision FROM apps WHERE rules_revision <> timed_revision ORDER BY id";
    rows(tx.conn, changed, [], |row| Ok((AppId(row.get("id")?), row.get("rules_revision")?)))
}

pub(crate) fn note_timed(tx: &Tx<'_>, app: AppId, revision: i64) -> Result<(), DbError> {
    execute(tx.conn, "UPDATE apps SET timed_revision = ?2 WHERE id = ?1", [app.0, revision])?;
    Ok(())
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

pub(super) fn one(conn: &Connection, sealing: &SealingKey, app: AppId) -> Result<App, DbError> {
    let keys = |app| app_keys::live_of(conn, sealing, app);
    row(conn, ONE, [app.0], |row| from_row(row, keys))?.ok_or(DbError::UnknownApp(app))
}

fn from_row(
    row: &Row<'_>,
    keys: impl FnOnce(AppId) -> Result<Vec<LiveKey>, DbError>,
) -> Result<App, DbError> {
    let id = AppId(row.get("id")?);
    let keys = keys(id)?;
    if keys.is_empty() {
        return Err(DbError::Broken("an app has no live key"));
    }
    Ok(App {
        id,
        public_id: row.get("public_id")?,
        name: row.get("name")?,
        keys,
        enabled: row.get("enabled")?,
        channels: opt_json(row, "channels")?.unwrap_or_default(),
        words: opt_json(row, "words")?.unwrap_or_default(),
        locale: named(row, "locale")?,
        currency: named(row, "currency")?,
        timezone: row.get("timezone")?,
        flows: json(row, "flows")?,
        flows_version: row.get("flows_version")?,
        epoch: row.get("epoch")?,
        created_at: time(row, "created_at")?,
    })
}
