//! Rows of `idempotency`. A row is written in the transaction of the effect that it answers for, so there is no moment at
//! which the effect exists without the reply, and nothing to lock: a repetition that comes at once waits in the queue.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::app::AppId;
use crate::error::WriteError;
use crate::place::{ActResult, Fresh, Idempotency, StoredReply};

use super::STEP;
use super::columns::count;
use super::error::DbError;
use super::statement::{execute, row};
use super::writer::Tx;

const INSERT: &str = "INSERT INTO idempotency (app_id, key, fingerprint, status, body, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

const KEEP: &str = "INSERT INTO idempotency (app_id, key, fingerprint, status, body, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (app_id, key) DO NOTHING";

const PRUNE: &str = "DELETE FROM idempotency WHERE rowid IN
    (SELECT rowid FROM idempotency WHERE created_at < ?1 ORDER BY created_at LIMIT ?2)";

/// Does the work unless its key was used before. A refusal is an answer like any other and is kept; an error is not,
/// because then nothing was done and trying again is right.
pub(super) fn once<T>(
    tx: &Tx<'_>,
    app: AppId,
    idempotency: Option<Idempotency<T>>,
    now: Timestamp,
    work: impl FnOnce() -> Result<T, WriteError>,
) -> Result<ActResult<T>, WriteError> {
    let Some(Idempotency { key, fingerprint, render }) = idempotency else {
        return Ok(ActResult::Fresh(Box::new(Fresh { result: work()?, reply: None })));
    };
    if let Some((used_for, reply)) = find(tx.conn, app, &key)? {
        return if used_for == fingerprint {
            Ok(ActResult::Replayed(reply))
        } else {
            Err(WriteError::KeyReused)
        };
    }
    let result = work()?;
    let (status, body) = render(&result);
    execute(tx.conn, INSERT, params![app.0, key, fingerprint, status, body, now.as_microsecond()])?;
    Ok(ActResult::Fresh(Box::new(Fresh { result, reply: Some(StoredReply { status, body }) })))
}

/// What a key was used for, and what was answered.
pub(crate) fn find(
    conn: &Connection,
    app: AppId,
    key: &str,
) -> Result<Option<([u8; 32], StoredReply)>, DbError> {
    row(
        conn,
        "SELECT fingerprint, status, body FROM idempotency WHERE app_id = ?1 AND key = ?2",
        params![app.0, key],
        |row| {
            Ok((row.get("fingerprint")?, StoredReply { status: row.get("status")?, body: row.get("body")? }))
        },
    )
}

/// Keeps an answer, unless there is one.
pub(crate) fn keep(
    tx: &Tx<'_>,
    app: AppId,
    key: &str,
    fingerprint: [u8; 32],
    reply: &StoredReply,
    now: Timestamp,
) -> Result<(), DbError> {
    let values = params![app.0, key, fingerprint, reply.status, reply.body, now.as_microsecond()];
    execute(tx.conn, KEEP, values)?;
    Ok(())
}

/// One step of forgetting; see [`crate::Store::prune_idempotency`].
pub(crate) fn prune(tx: &Tx<'_>, before: Timestamp) -> Result<usize, WriteError> {
    Ok(execute(tx.conn, PRUNE, params![before.as_microsecond(), count(STEP)])?)
}
