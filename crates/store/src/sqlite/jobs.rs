//! Rows of `jobs`. What is said about claims in [`crate::job`] is two columns here: `state` and `claim`.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::app::AppId;
use crate::job::{Job, JobClaim, JobEnd, JobId, NewJob, Standing};

use super::STEP;
use super::columns::{count, time};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

const ADD: &str = "INSERT INTO jobs (app_id, kind, lane, name, state, due_at, set_at, payload, created_at)
    VALUES (?1, ?2, ?3, NULL,
        CASE WHEN EXISTS (SELECT 1 FROM jobs WHERE lane = ?3 AND state <> 'failed') THEN 'parked' ELSE 'ready' END,
        ?4, ?5, ?6, ?5)";

/// A job that is running is superseded: its claim is no longer the newest.
const SET: &str = "INSERT INTO jobs (app_id, kind, name, state, due_at, set_at, payload, created_at)
    VALUES (?1, ?2, ?3, 'ready', ?4, ?5, ?6, ?5)
    ON CONFLICT (app_id, kind, name) WHERE name IS NOT NULL DO UPDATE SET state = 'ready', due_at = excluded.due_at,
        set_at = excluded.set_at, attempts = 0, claim = claim + 1, payload = excluded.payload, last_error = NULL";

const NAMED: &str = "SELECT id FROM jobs WHERE app_id = ?1 AND kind = ?2 AND name = ?3";

const CLAIM: &str = "UPDATE jobs SET state = 'running', attempts = attempts + 1, claim = claim + 1
    WHERE id IN (SELECT id FROM jobs WHERE state = 'ready' AND kind = ?1 AND due_at <= ?2 ORDER BY due_at, id LIMIT ?3)
    RETURNING id, app_id, attempts, claim, payload, due_at, created_at";

const NEXT_DUE: &str = "SELECT min(due_at) AS due_at FROM jobs WHERE state = 'ready' AND kind = ?1";

/// The first of the lane, unless it has had its turn already.
const PROMOTE: &str = "UPDATE jobs SET state = 'ready' WHERE state = 'parked'
    AND id = (SELECT id FROM jobs WHERE lane = ?1 AND state <> 'failed' ORDER BY id LIMIT 1)";

const REBASE: &str = "UPDATE jobs SET due_at = due_at - set_at + ?1, set_at = ?1 WHERE set_at > ?1";

const PRUNE: &str = "DELETE FROM jobs WHERE id IN
    (SELECT id FROM jobs WHERE state = 'failed' AND due_at < ?1 ORDER BY due_at LIMIT ?2)";

pub(crate) fn add(tx: &Tx<'_>, job: &NewJob, now: Timestamp) -> Result<JobId, DbError> {
    add_unheard(tx, job, now)?;
    tx.note_jobs();
    let id = match &job.standing {
        Standing::Alone | Standing::Lane(_) => Some(tx.conn.last_insert_rowid()),
        Standing::Named(name) => {
            row(tx.conn, NAMED, params![job.app.0, job.kind, name], |row| Ok(row.get::<_, i64>("id")?))?
        }
    };
    id.map(JobId).ok_or(DbError::Broken("an added job has no id"))
}

/// Adds a job that nobody need be woken for: whoever does such jobs looks at the clock.
pub(super) fn add_unheard(tx: &Tx<'_>, job: &NewJob, now: Timestamp) -> Result<(), DbError> {
    let (due_at, now) = (job.due_at.as_microsecond(), now.as_microsecond());
    let added = match &job.standing {
        Standing::Alone => {
            execute(tx.conn, ADD, params![job.app.0, job.kind, None::<&str>, due_at, now, job.payload])
        }
        Standing::Lane(lane) => {
            execute(tx.conn, ADD, params![job.app.0, job.kind, lane, due_at, now, job.payload])
        }
        Standing::Named(name) => {
            execute(tx.conn, SET, params![job.app.0, job.kind, name, due_at, now, job.payload])
        }
    };
    added.map_err(|error| if error.is_dangling() { DbError::UnknownApp(job.app) } else { error })?;
    Ok(())
}

pub(crate) fn claim(tx: &Tx<'_>, kind: &str, limit: usize, now: Timestamp) -> Result<Vec<Job>, DbError> {
    let mut claimed = rows(tx.conn, CLAIM, params![kind, now.as_microsecond(), count(limit)], |row| {
        let job = Job {
            claim: JobClaim { job: JobId(row.get("id")?), number: row.get("claim")? },
            app: AppId(row.get("app_id")?),
            attempts: row.get("attempts")?,
            payload: row.get("payload")?,
            created_at: time(row, "created_at")?,
        };
        Ok((time(row, "due_at")?, job))
    })?;
    // An UPDATE returns its rows in any order.
    claimed.sort_by_key(|(due_at, job)| (*due_at, job.claim.job));
    Ok(claimed.into_iter().map(|(_, job)| job).collect())
}

/// False when the claim does not hold; nothing was changed then.
pub(crate) fn finish(tx: &Tx<'_>, claim: JobClaim, end: &JobEnd, now: Timestamp) -> Result<bool, DbError> {
    const HELD: &str = "SELECT lane FROM jobs WHERE id = ?1 AND claim = ?2 AND state = 'running'";
    let held = row(tx.conn, HELD, params![claim.job.0, claim.number], |row| {
        Ok(row.get::<_, Option<String>>("lane")?)
    })?;
    let Some(lane) = held else { return Ok(false) };
    match end {
        JobEnd::Done => execute(tx.conn, "DELETE FROM jobs WHERE id = ?1", [claim.job.0])?,
        JobEnd::Again { due_at, error } => execute(
            tx.conn,
            "UPDATE jobs SET state = 'ready', due_at = ?2, set_at = ?3, last_error = nullif(?4, '')
            WHERE id = ?1",
            params![claim.job.0, due_at.as_microsecond(), now.as_microsecond(), error],
        )?,
        JobEnd::Failed { error } => execute(
            tx.conn,
            "UPDATE jobs SET state = 'failed', due_at = ?2, last_error = ?3 WHERE id = ?1",
            params![claim.job.0, now.as_microsecond(), error],
        )?,
    };
    if let (Some(lane), JobEnd::Done | JobEnd::Failed { .. }) = (lane, end) {
        execute(tx.conn, PROMOTE, [lane])?;
    }
    Ok(true)
}

/// Whether nobody has superseded the claim.
pub(super) fn is_held(tx: &Tx<'_>, claim: JobClaim) -> Result<bool, DbError> {
    const HELD: &str = "SELECT 1 FROM jobs WHERE id = ?1 AND claim = ?2 AND state = 'running'";
    Ok(row(tx.conn, HELD, params![claim.job.0, claim.number], |_| Ok(()))?.is_some())
}

/// When the app's job of this kind and name is due, if there is one.
pub(super) fn due_of(tx: &Tx<'_>, app: AppId, kind: &str, name: &str) -> Result<Option<Timestamp>, DbError> {
    const DUE_OF: &str = "SELECT due_at FROM jobs WHERE app_id = ?1 AND kind = ?2 AND name = ?3";
    row(tx.conn, DUE_OF, params![app.0, kind, name], |row| time(row, "due_at"))
}

pub(crate) fn cancel(tx: &Tx<'_>, app: AppId, kind: &str, name: &str) -> Result<bool, DbError> {
    let deleted = execute(
        tx.conn,
        "DELETE FROM jobs WHERE app_id = ?1 AND kind = ?2 AND name = ?3",
        params![app.0, kind, name],
    )?;
    Ok(deleted > 0)
}

/// Takes back all jobs of a lane, the one that somebody is at included.
pub(super) fn clear_lane(tx: &Tx<'_>, lane: &str) -> Result<usize, DbError> {
    execute(tx.conn, "DELETE FROM jobs WHERE lane = ?1 AND state <> 'failed'", [lane])
}

pub(crate) fn release(tx: &Tx<'_>) -> Result<usize, DbError> {
    execute(tx.conn, "UPDATE jobs SET state = 'ready' WHERE state = 'running'", [])
}

pub(crate) fn rebase(tx: &Tx<'_>, now: Timestamp) -> Result<usize, DbError> {
    execute(tx.conn, REBASE, [now.as_microsecond()])
}

pub(crate) fn next_due(conn: &Connection, kind: &str) -> Result<Option<Timestamp>, DbError> {
    Ok(row(conn, NEXT_DUE, [kind], |row| super::columns::opt_time(row, "due_at"))?.flatten())
}

/// One step of forgetting; see [`crate::Store::prune_jobs`].
pub(crate) fn prune(tx: &Tx<'_>, before: Timestamp) -> Result<usize, DbError> {
    execute(tx.conn, PRUNE, params![before.as_microsecond(), count(STEP)])
}

#[cfg(test)]
mod tests {
    use super::super::plan::{assert_searches, of};
    use super::*;

    #[test]
    fn looking_for_due_jobs_costs_what_is_due() {
        assert_searches(NEXT_DUE, "jobs_due", "(kind=?)");
        let plan = of(CLAIM).join("\n");
        assert!(plan.contains("jobs_due (kind=? AND due_at<?)"), "{plan}");
        let plan = of(PROMOTE).join("\n");
        assert!(plan.contains("jobs_of_lane (lane=?)"), "{plan}");
        let plan = of(PRUNE).join("\n");
        assert!(plan.contains("jobs_failed"), "{plan}");
    }
}
