//! Rows of `sessions`.

use jiff::Timestamp;
use rusqlite::{Connection, params};

use crate::people::UserId;
use crate::session::{ABSOLUTE_LIFE, IDLE_LIFE, NewSession, Session};

use super::STEP;
use super::columns::{count, time};
use super::error::DbError;
use super::people;
use super::statement::{execute, row};
use super::writer::Tx;

const FIND: &str =
    "SELECT u.id, u.app_id, u.email, u.name, u.role, u.vendor_id, u.locale, u.password_hash, u.operator,
        u.created_at,
        s.created_at AS started_at, s.seen_at
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.token_hash = ?1";

const PRUNE: &str = "DELETE FROM sessions WHERE token_hash IN
    (SELECT token_hash FROM sessions WHERE seen_at <= ?1 OR created_at <= ?2 LIMIT ?3)";

pub(crate) fn create(tx: &Tx<'_>, session: &NewSession, now: Timestamp) -> Result<(), DbError> {
    let idle_since = now.saturating_sub(IDLE_LIFE).unwrap_or(Timestamp::MIN);
    let started = now.saturating_sub(ABSOLUTE_LIFE).unwrap_or(Timestamp::MIN);
    execute(
        tx.conn,
        "DELETE FROM sessions WHERE user_id = ?1 AND (seen_at <= ?2 OR created_at <= ?3)",
        params![session.user.0, idle_since.as_microsecond(), started.as_microsecond()],
    )?;
    execute(
        tx.conn,
        "INSERT INTO sessions (token_hash, user_id, created_at, seen_at) VALUES (?1, ?2, ?3, ?3)",
        params![session.token_hash, session.user.0, now.as_microsecond()],
    )?;
    Ok(())
}

/// One step of forgetting; see [`crate::Store::prune_sessions`].
pub(crate) fn prune(tx: &Tx<'_>, now: Timestamp) -> Result<usize, DbError> {
    let idle_since = now.saturating_sub(IDLE_LIFE).unwrap_or(Timestamp::MIN);
    let started = now.saturating_sub(ABSOLUTE_LIFE).unwrap_or(Timestamp::MIN);
    execute(tx.conn, PRUNE, params![idle_since.as_microsecond(), started.as_microsecond(), count(STEP)])
}

pub(crate) fn find(conn: &Connection, token_hash: [u8; 32]) -> Result<Option<Session>, DbError> {
    row(conn, FIND, [token_hash], |row| {
        Ok(Session {
            user: people::from_row(row)?,
            created_at: time(row, "started_at")?,
            seen_at: time(row, "seen_at")?,
        })
    })
}

/// Two touches at once must not turn the clock back.
pub(crate) fn touch(tx: &Tx<'_>, token_hash: [u8; 32], now: Timestamp) -> Result<(), DbError> {
    execute(
        tx.conn,
        "UPDATE sessions SET seen_at = max(seen_at, ?2) WHERE token_hash = ?1",
        params![token_hash, now.as_microsecond()],
    )?;
    Ok(())
}

pub(crate) fn delete(tx: &Tx<'_>, token_hash: [u8; 32]) -> Result<(), DbError> {
    execute(tx.conn, "DELETE FROM sessions WHERE token_hash = ?1", [token_hash])?;
    Ok(())
}

pub(crate) fn delete_of(tx: &Tx<'_>, user: UserId) -> Result<usize, DbError> {
    execute(tx.conn, "DELETE FROM sessions WHERE user_id = ?1", [user.0])
}
