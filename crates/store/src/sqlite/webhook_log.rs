//! Rows of `webhook_deliveries` and `webhook_attempts`, and their jobs.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::job::{JobClaim, JobEnd, NewJob, Standing};
use crate::webhook::WebhookId;
use crate::webhook_log::{
    Attempt, AttemptEnd, Begun, Delivery, DeliveryId, DeliveryState, LANES, NewDelivery, Queued,
};

use super::STEP;
use super::columns::{count, named, opt_time, time};
use super::error::DbError;
use super::jobs;
use super::statement::{execute, row, rows};
use super::writer::Tx;

/// The kind of the jobs; the payload of one is the number of its delivery.
pub(crate) const KIND: &str = "webhook";

const BEGUN: &str = "SELECT d.id, d.webhook_id, w.url, w.enabled, d.cause, d.body, d.created_at,
        (SELECT count(*) FROM webhook_attempts a WHERE a.delivery_id = d.id) AS attempts
    FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id WHERE d.id = ?1";

const LIST: &str = "SELECT d.* FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id
    WHERE d.webhook_id = ?2 AND w.app_id = ?1 AND d.id < ?3 ORDER BY d.id DESC LIMIT ?4";

const ONE: &str = "SELECT d.* FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id
    WHERE d.webhook_id = ?2 AND w.app_id = ?1 AND d.id = ?3";

const ATTEMPTS: &str = "SELECT * FROM webhook_attempts WHERE delivery_id = ?1 ORDER BY n";

const PENDING: &str =
    "SELECT count(*) AS n FROM webhook_deliveries WHERE webhook_id = ?1 AND state = 'pending'";

const PRUNE_BY_AGE: &str = "DELETE FROM webhook_deliveries WHERE id IN (SELECT id FROM webhook_deliveries
    WHERE finished_at IS NOT NULL AND finished_at < ?1 ORDER BY finished_at LIMIT ?2)";

const OVERFULL: &str =
    "SELECT w.id AS webhook_id, (SELECT id FROM webhook_deliveries d WHERE d.webhook_id = w.id
        ORDER BY id DESC LIMIT 1 OFFSET ?1) AS up_to
    FROM webhooks w";

const PRUNE_UP_TO: &str = "DELETE FROM webhook_deliveries WHERE id IN (SELECT id FROM webhook_deliveries
    WHERE webhook_id = ?1 AND id <= ?2 AND state <> 'pending' ORDER BY id LIMIT ?3)";

pub(crate) fn add(
    tx: &Tx<'_>,
    deliveries: &[NewDelivery],
    bound: usize,
    now: Timestamp,
) -> Result<Queued, DbError> {
    let mut queued = Queued::default();
    // Few webhooks, usually one, have something to add at the same time.
    let mut waiting: Vec<(WebhookId, i64)> = Vec::new();
    for delivery in deliveries {
        let known = waiting.iter().position(|(webhook, _)| *webhook == delivery.webhook);
        let place = match known {
            Some(place) => place,
            None => {
                let n = row(tx.conn, PENDING, [delivery.webhook.0], |row| Ok(row.get::<_, i64>("n")?))?;
                waiting.push((delivery.webhook, n.unwrap_or(0)));
                waiting.len() - 1
            }
        };
        let added = if waiting[place].1 < count(bound) { insert(tx, delivery, now)? } else { None };
        match added {
            Some(id) => {
                waiting[place].1 += 1;
                queued.added.push(id);
            }
            None => queued.dropped += 1,
        }
    }
    Ok(queued)
}

/// `None` when the app has no such webhook, or no longer.
fn insert(tx: &Tx<'_>, delivery: &NewDelivery, now: Timestamp) -> Result<Option<DeliveryId>, DbError> {
    let id = row(
        tx.conn,
        "INSERT INTO webhook_deliveries (webhook_id, cause, events, body, state, created_at)
        SELECT id, ?3, ?4, ?5, 'pending', ?6 FROM webhooks WHERE id = ?2 AND app_id = ?1 RETURNING id",
        params![
            delivery.app.0,
            delivery.webhook.0,
            delivery.cause.as_str(),
            delivery.events,
            delivery.body,
            now.as_microsecond(),
        ],
        |row| Ok(DeliveryId(row.get("id")?)),
    )?;
    let Some(id) = id else { return Ok(None) };
    let job = NewJob {
        app: delivery.app,
        kind: KIND,
        standing: Standing::Lane(lane(delivery.webhook, delivery.lane % LANES)),
        due_at: now,
        payload: id.to_string(),
    };
    jobs::add(tx, &job, now)?;
    Ok(Some(id))
}

fn lane(webhook: WebhookId, number: u8) -> String {
    format!("{KIND}:{webhook}:{number}")
}

pub(crate) fn begin(tx: &Tx<'_>, limit: usize, now: Timestamp) -> Result<Vec<Begun>, DbError> {
    let mut begun = Vec::new();
    for job in jobs::claim(tx, KIND, limit, now)? {
        let delivery: Option<i64> = job.payload.parse().ok();
        let found = row(tx.conn, BEGUN, [delivery], |row| {
            Ok(Begun {
                claim: job.claim,
                delivery: DeliveryId(row.get("id")?),
                webhook: WebhookId(row.get("webhook_id")?),
                app: job.app,
                url: row.get("url")?,
                enabled: row.get("enabled")?,
                cause: named(row, "cause")?,
                body: row.get("body")?,
                attempts: row.get("attempts")?,
                created_at: time(row, "created_at")?,
            })
        })?;
        match found {
            Some(found) => begun.push(found),
            // Its webhook was deleted under it.
            None => {
                jobs::finish(tx, job.claim, &JobEnd::Done, now)?;
            }
        }
    }
    Ok(begun)
}

pub(crate) fn record(
    tx: &Tx<'_>,
    claim: JobClaim,
    delivery: DeliveryId,
    attempt: Option<&Attempt>,
    end: AttemptEnd,
    now: Timestamp,
) -> Result<bool, DbError> {
    let job_end = match end {
        // A delivery that was given up is in the log; its job has nothing to add.
        AttemptEnd::Delivered | AttemptEnd::Failed => JobEnd::Done,
        AttemptEnd::Again(due_at) => {
            let error = attempt.and_then(|attempt| attempt.error.clone()).unwrap_or_default();
            JobEnd::Again { due_at, error }
        }
    };
    if !jobs::finish(tx, claim, &job_end, now)? {
        return Ok(false);
    }
    if let Some(attempt) = attempt {
        execute(
            tx.conn,
            "INSERT INTO webhook_attempts (delivery_id, n, at, duration_ms, status, error, response)
            SELECT ?1, 1 + count(*), ?2, ?3, ?4, ?5, ?6 FROM webhook_attempts WHERE delivery_id = ?1",
            params![
                delivery.0,
                attempt.at.as_microsecond(),
                attempt.duration_ms,
                attempt.status,
                attempt.error,
                attempt.response,
            ],
        )?;
    }
    let state = match end {
        AttemptEnd::Delivered => DeliveryState::Delivered,
        AttemptEnd::Failed => DeliveryState::Failed,
        AttemptEnd::Again(_) => return Ok(true),
    };
    execute(
        tx.conn,
        "UPDATE webhook_deliveries SET state = ?2, finished_at = ?3 WHERE id = ?1",
        params![delivery.0, state.as_str(), now.as_microsecond()],
    )?;
    Ok(true)
}

pub(crate) fn list(
    conn: &Connection,
    app: AppId,
    webhook: WebhookId,
    before: Option<DeliveryId>,
    limit: usize,
) -> Result<Vec<Delivery>, DbError> {
    let before = before.map_or(i64::MAX, |id| id.0);
    let found = rows(conn, LIST, params![app.0, webhook.0, before, count(limit)], from_row)?;
    found.into_iter().map(|delivery| with_attempts(conn, delivery)).collect()
}

pub(crate) fn one(
    conn: &Connection,
    app: AppId,
    webhook: WebhookId,
    id: DeliveryId,
) -> Result<Option<Delivery>, DbError> {
    let found = row(conn, ONE, [app.0, webhook.0, id.0], from_row)?;
    found.map(|delivery| with_attempts(conn, delivery)).transpose()
}

fn with_attempts(conn: &Connection, delivery: Delivery) -> Result<Delivery, DbError> {
    let attempts = rows(conn, ATTEMPTS, [delivery.id.0], |row| {
        Ok(Attempt {
            at: time(row, "at")?,
            duration_ms: row.get("duration_ms")?,
            status: row.get("status")?,
            error: row.get("error")?,
            response: row.get("response")?,
        })
    })?;
    Ok(Delivery { attempts, ..delivery })
}

fn from_row(row: &Row<'_>) -> Result<Delivery, DbError> {
    Ok(Delivery {
        id: DeliveryId(row.get("id")?),
        webhook: WebhookId(row.get("webhook_id")?),
        cause: named(row, "cause")?,
        events: row.get("events")?,
        body: row.get("body")?,
        state: named(row, "state")?,
        created_at: time(row, "created_at")?,
        finished_at: opt_time(row, "finished_at")?,
        attempts: Vec::new(),
    })
}

/// Takes back everything that waits for a webhook.
pub(crate) fn clear_queue(tx: &Tx<'_>, webhook: WebhookId) -> Result<(), DbError> {
    for number in 0..LANES {
        jobs::clear_lane(tx, &lane(webhook, number))?;
    }
    Ok(())
}

/// One step of deleting a webhook's log.
pub(crate) fn delete_step(tx: &Tx<'_>, webhook: WebhookId) -> Result<usize, DbError> {
    execute(
        tx.conn,
        "DELETE FROM webhook_deliveries WHERE id IN
            (SELECT id FROM webhook_deliveries WHERE webhook_id = ?1 ORDER BY id LIMIT ?2)",
        params![webhook.0, count(STEP)],
    )
}

pub(crate) fn prune_by_age(tx: &Tx<'_>, before: Timestamp) -> Result<usize, DbError> {
    execute(tx.conn, PRUNE_BY_AGE, params![before.as_microsecond(), count(STEP)])
}

/// The webhooks with more than `keep` deliveries, and the latest of each that is too many.
pub(crate) fn overfull(conn: &Connection, keep: usize) -> Result<Vec<(WebhookId, DeliveryId)>, DbError> {
    let all = rows(conn, OVERFULL, [count(keep)], |row| {
        let up_to: Option<i64> = row.get("up_to")?;
        Ok((WebhookId(row.get("webhook_id")?), up_to))
    })?;
    Ok(all.into_iter().filter_map(|(webhook, up_to)| Some((webhook, DeliveryId(up_to?)))).collect())
}

pub(crate) fn prune_up_to(tx: &Tx<'_>, webhook: WebhookId, up_to: DeliveryId) -> Result<usize, DbError> {
    execute(tx.conn, PRUNE_UP_TO, params![webhook.0, up_to.0, count(STEP)])
}
