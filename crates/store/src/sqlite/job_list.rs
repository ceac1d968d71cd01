//! Rows of `jobs` for people. See [`crate::job_list`].

use std::collections::BTreeMap;

use jiff::Timestamp;
use orderbell_orders::{OrderCode, OrderId};
use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::job::JobId;
use crate::job_list::{JobActed, JobAction, JobBacklog, JobQuery, JobRow};
use crate::timers::TimerKind;

use super::columns::{count, named, opt_time, time};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::timers::About;
use super::webhook_log;
use super::writer::Tx;

const LIST: &str = "SELECT * FROM jobs WHERE app_id = ?1 AND id < ?2 AND (?3 IS NULL OR state = ?3)
    ORDER BY id DESC LIMIT ?4";

const LIST_OF_KIND: &str = "SELECT * FROM jobs WHERE app_id = ?1 AND kind = ?5 AND id < ?2
    AND (?3 IS NULL OR state = ?3) ORDER BY id DESC LIMIT ?4";

const CODE: &str = "SELECT code FROM orders WHERE id = ?2 AND app_id = ?1";

const RETRY: &str =
    "UPDATE jobs SET state = 'ready', due_at = ?2, set_at = ?2, claim = claim + 1 WHERE id = ?1";

const DUE: &str = "SELECT count(*) AS n, min(due_at) AS oldest FROM jobs
    WHERE state = 'ready' AND kind = ?1 AND due_at <= ?2";

const FAILED: &str = "SELECT kind, count(*) AS n FROM jobs WHERE state = 'failed' GROUP BY kind";

pub(crate) fn list(conn: &Connection, app: AppId, query: &JobQuery) -> Result<Vec<JobRow>, DbError> {
    let before = query.before.map_or(i64::MAX, |id| id.0);
    let state = query.state.map(|state| state.as_str());
    let limit = count(query.limit.clamp(1, 200));
    let read = |row: &Row<'_>| from_row(conn, app, row);
    match &query.kind {
        None => rows(conn, LIST, params![app.0, before, state, limit], read),
        Some(kind) => rows(conn, LIST_OF_KIND, params![app.0, before, state, limit, kind], read),
    }
}

pub(crate) fn act(
    tx: &Tx<'_>,
    app: AppId,
    job: JobId,
    action: JobAction,
    now: Timestamp,
) -> Result<JobActed, DbError> {
    let kind = row(tx.conn, "SELECT kind FROM jobs WHERE id = ?2 AND app_id = ?1", [app.0, job.0], |row| {
        Ok(row.get::<_, String>("kind")?)
    })?;
    let Some(kind) = kind else { return Ok(JobActed::Unknown) };
    if !action.is_safe(&kind) {
        return Ok(JobActed::Unsafe(kind));
    }
    match action {
        JobAction::Retry => execute(tx.conn, RETRY, params![job.0, now.as_microsecond()])?,
        JobAction::Cancel => execute(tx.conn, "DELETE FROM jobs WHERE id = ?1", [job.0])?,
    };
    Ok(JobActed::Yes)
}

pub(crate) fn backlog(conn: &Connection, now: Timestamp) -> Result<Vec<JobBacklog>, DbError> {
    let failed: BTreeMap<String, i64> =
        rows(conn, FAILED, [], |row| Ok((row.get("kind")?, row.get("n")?)))?.into_iter().collect();
    let kinds = TimerKind::ALL.into_iter().map(TimerKind::as_str).chain([webhook_log::KIND]);
    let mut backlog = Vec::new();
    for kind in kinds {
        let due = row(conn, DUE, params![kind, now.as_microsecond()], |row| {
            Ok((row.get::<_, i64>("n")?, opt_time(row, "oldest")?))
        })?;
        let (due, oldest_due) = due.unwrap_or((0, None));
        let failed = failed.get(kind).copied().unwrap_or(0);
        backlog.push(JobBacklog {
            kind: kind.to_owned(),
            due: due.unsigned_abs(),
            oldest_due,
            failed: failed.unsigned_abs(),
        });
    }
    Ok(backlog)
}

fn from_row(conn: &Connection, app: AppId, found: &Row<'_>) -> Result<JobRow, DbError> {
    let payload: String = found.get("payload")?;
    // The payloads of other kinds are not about one order.
    let about: Option<About> = serde_json::from_str(&payload).ok();
    let order = match &about {
        Some(about) => {
            let code = row(conn, CODE, params![app.0, about.order.as_bytes()], |row| {
                named::<OrderCode>(row, "code")
            })?;
            code.map(|code| (OrderId(about.order), code))
        }
        None => None,
    };
    let last_error: Option<String> = found.get("last_error")?;
    Ok(JobRow {
        id: JobId(found.get("id")?),
        kind: found.get("kind")?,
        state: named(found, "state")?,
        due_at: time(found, "due_at")?,
        attempts: found.get("attempts")?,
        last_error: last_error.filter(|error| !error.is_empty()),
        created_at: time(found, "created_at")?,
        order,
        reference: about.and_then(|about| about.reference),
    })
}

#[cfg(test)]
mod tests {
    use super::super::plan::of;
    use super::*;

    #[test]
    fn a_page_costs_what_is_on_it_and_the_gauges_what_is_late() {
        for (sql, index) in [
            (LIST, "jobs_of_app"),
            (LIST_OF_KIND, "jobs_of_kind"),
            (DUE, "jobs_due"),
            (FAILED, "jobs_failed"),
        ] {
            let plan = of(sql).join("\n");
            assert!(plan.contains(index), "{sql}: {plan}");
        }
    }
}
