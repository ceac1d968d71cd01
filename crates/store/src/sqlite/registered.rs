//! Rows of `registered_users`.

use jiff::Timestamp;
use orderbell_orders::{Actor, Event, RegisteredUser, UserReport};
use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::error::WriteError;
use crate::place::{ActResult, Idempotency};
use crate::query::Page;
use crate::registered::{Registration, UserCursor};

use super::columns::{count, micros, time};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;
use super::{events, idempotency};

const WRITE: &str = "INSERT INTO registered_users (app_id, id, name, email, phone, registered_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (app_id, id) DO UPDATE SET name = excluded.name, email = excluded.email, phone = excluded.phone,
        updated_at = excluded.updated_at";

const PAGE: &str = "SELECT * FROM registered_users WHERE app_id = ?1 AND (registered_at, id) < (?2, ?3)
    ORDER BY registered_at DESC, id DESC LIMIT ?4";

pub(crate) fn once(
    tx: &Tx<'_>,
    app: AppId,
    report: UserReport,
    actor: &Actor,
    idempotency: Option<Idempotency<Registration>>,
    now: Timestamp,
) -> Result<ActResult<Registration>, WriteError> {
    idempotency::once(tx, app, idempotency, micros(now), || Ok(register(tx, app, report, actor, now)?))
}

pub(super) fn register(
    tx: &Tx<'_>,
    app: AppId,
    report: UserReport,
    actor: &Actor,
    now: Timestamp,
) -> Result<Registration, DbError> {
    let now = micros(now);
    let (user, is_new) = match one(tx.conn, app, &report.id)? {
        Some(mut user) => {
            if !user.update(report, now) {
                return Ok(Registration { user, seq: None, changed: false });
            }
            (user, false)
        }
        None => (RegisteredUser::new(report, now), true),
    };
    let values = params![
        app.0,
        user.id,
        user.name,
        user.email,
        user.phone,
        user.registered_at.as_microsecond(),
        user.updated_at.as_microsecond(),
    ];
    let written = execute(tx.conn, WRITE, values);
    written.map_err(|error| if error.is_dangling() { DbError::UnknownApp(app) } else { error })?;
    let seq = match is_new {
        true => Some(events::tell(tx, app, Event::UserRegistered, user.clone(), actor, now)?),
        false => None,
    };
    Ok(Registration { user, seq, changed: true })
}

pub(crate) fn one(conn: &Connection, app: AppId, id: &str) -> Result<Option<RegisteredUser>, DbError> {
    row(conn, "SELECT * FROM registered_users WHERE app_id = ?1 AND id = ?2", params![app.0, id], from_row)
}

pub(crate) fn page(
    conn: &Connection,
    app: AppId,
    before: Option<&UserCursor>,
    limit: usize,
) -> Result<Page<RegisteredUser, UserCursor>, DbError> {
    let at = before.map_or(i64::MAX, |cursor| cursor.registered_at.as_microsecond());
    let id = before.map_or("", |cursor| &cursor.id);
    let mut items = rows(conn, PAGE, params![app.0, at, id, count(limit + 1)], from_row)?;
    let has_more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().filter(|_| has_more);
    let next = last.map(|user| UserCursor { registered_at: user.registered_at, id: user.id.clone() });
    Ok(Page { items, next })
}

fn from_row(row: &Row<'_>) -> Result<RegisteredUser, DbError> {
    Ok(RegisteredUser {
        id: row.get("id")?,
        name: row.get("name")?,
        email: row.get("email")?,
        phone: row.get("phone")?,
        registered_at: time(row, "registered_at")?,
        updated_at: time(row, "updated_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn the_list_walks_its_index_from_the_cursor() {
        plan::assert_searches(PAGE, "registered_users_newest", "(app_id=? AND (registered_at,id)<(?,?))");
    }
}
