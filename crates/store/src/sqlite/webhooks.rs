//! Rows of `webhooks`.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::webhook::{NewWebhook, Webhook, WebhookChange, WebhookId};

use super::columns::{count, json, opt_to_json, time, to_json};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

pub(crate) fn create(
    tx: &Tx<'_>,
    app: AppId,
    webhook: &NewWebhook,
    limit: usize,
    now: Timestamp,
) -> Result<Option<Webhook>, DbError> {
    let there = row(tx.conn, "SELECT count(*) AS n FROM webhooks WHERE app_id = ?1", [app.0], |row| {
        Ok(row.get::<_, i64>("n")?)
    })?;
    if there.unwrap_or(0) >= count(limit) {
        return Ok(None);
    }
    let values = params![
        app.0,
        webhook.url,
        to_json("list of events", &webhook.events)?,
        webhook.prefix,
        webhook.batch,
        webhook.enabled,
        now.as_microsecond(),
    ];
    let created = row(
        tx.conn,
        "INSERT INTO webhooks (app_id, url, events, prefix, batch, enabled, created_at, updated_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7) RETURNING *",
        values,
        from_row,
    );
    created.map_err(|error| if error.is_dangling() { DbError::UnknownApp(app) } else { error })
}

pub(crate) fn of_app(conn: &Connection, app: AppId) -> Result<Vec<Webhook>, DbError> {
    rows(conn, "SELECT * FROM webhooks WHERE app_id = ?1 ORDER BY id", [app.0], from_row)
}

pub(crate) fn all(conn: &Connection) -> Result<Vec<Webhook>, DbError> {
    rows(conn, "SELECT * FROM webhooks ORDER BY app_id, id", [], from_row)
}

pub(crate) fn one(conn: &Connection, app: AppId, id: WebhookId) -> Result<Option<Webhook>, DbError> {
    row(conn, "SELECT * FROM webhooks WHERE app_id = ?1 AND id = ?2", [app.0, id.0], from_row)
}

pub(crate) fn update(
    tx: &Tx<'_>,
    app: AppId,
    id: WebhookId,
    change: &WebhookChange,
    now: Timestamp,
) -> Result<Option<Webhook>, DbError> {
    let values = params![
        app.0,
        id.0,
        change.url,
        opt_to_json("list of events", change.events.as_ref())?,
        change.prefix,
        change.batch,
        change.enabled,
        now.as_microsecond(),
    ];
    row(
        tx.conn,
        "UPDATE webhooks SET url = coalesce(?3, url), events = coalesce(?4, events), prefix = coalesce(?5, prefix),
            batch = coalesce(?6, batch), enabled = coalesce(?7, enabled), updated_at = ?8
        WHERE app_id = ?1 AND id = ?2 RETURNING *",
        values,
        from_row,
    )
}

pub(crate) fn delete(tx: &Tx<'_>, app: AppId, id: WebhookId) -> Result<(), DbError> {
    execute(tx.conn, "DELETE FROM webhooks WHERE app_id = ?1 AND id = ?2", [app.0, id.0])?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> Result<Webhook, DbError> {
    Ok(Webhook {
        id: WebhookId(row.get("id")?),
        app: AppId(row.get("app_id")?),
        url: row.get("url")?,
        events: json(row, "events")?,
        prefix: row.get("prefix")?,
        batch: row.get("batch")?,
        enabled: row.get("enabled")?,
        created_at: time(row, "created_at")?,
        updated_at: time(row, "updated_at")?,
    })
}
