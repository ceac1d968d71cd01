//! Rows of `users` and `invitations`.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::error::WriteError;
use crate::people::{CreateUserError, NewInvitation, NewUser, RedeemError, Role, User, UserId};

use super::columns::{count, named, opt_time, time};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

// The language of somebody who has not chosen one is the app's at that moment, and theirs from then on. Without the app
// there is no row to insert.
const INSERT_USER: &str = "INSERT INTO users
    (app_id, email, name, role, vendor_id, locale, password_hash, created_at)
    SELECT id, ?2, ?3, ?4, ?5, coalesce(?6, locale), ?7, ?8 FROM apps WHERE id = ?1
    RETURNING id, app_id, email, name, role, vendor_id, locale, password_hash, operator, created_at";

const BY_ID: &str =
    "SELECT id, app_id, email, name, role, vendor_id, locale, password_hash, operator, created_at
    FROM users WHERE id = ?1";

const BY_EMAIL: &str =
    "SELECT id, app_id, email, name, role, vendor_id, locale, password_hash, operator, created_at
    FROM users WHERE app_id = ?1 AND email = ?2";

const BY_EMAIL_ANYWHERE: &str =
    "SELECT id, app_id, email, name, role, vendor_id, locale, password_hash, operator, created_at
    FROM users WHERE email = ?1 ORDER BY app_id LIMIT ?2";

const OPERATORS: &str =
    "SELECT id, app_id, email, name, role, vendor_id, locale, password_hash, operator, created_at
    FROM users WHERE operator ORDER BY id";

// The first owner of the first app is whoever could read what the server printed when it started.
const MAKE_FIRST_OPERATOR: &str = "UPDATE users SET operator = TRUE
    WHERE id = ?1 AND role = 'owner' AND app_id = (SELECT min(id) FROM apps)
        AND NOT EXISTS (SELECT 1 FROM users WHERE operator)";

const INVITATION: &str =
    "SELECT app_id, role, vendor_id, expires_at, used_at FROM invitations WHERE token_hash = ?1";

struct Invitation {
    app: AppId,
    role: Role,
    vendor_id: Option<String>,
    expires_at: Timestamp,
    used_at: Option<Timestamp>,
}

/// An address as it is compared.
pub(crate) fn folded(email: &str) -> String {
    email.trim().to_lowercase()
}

pub(crate) fn create_invitation(
    tx: &Tx<'_>,
    app: AppId,
    invitation: &NewInvitation,
    now: Timestamp,
) -> Result<(), WriteError> {
    let inserted = execute(
        tx.conn,
        "INSERT INTO invitations (token_hash, app_id, role, vendor_id, created_at, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            invitation.token_hash,
            app.0,
            invitation.role.as_str(),
            invitation.vendor_id,
            now.as_microsecond(),
            invitation.expires_at.as_microsecond(),
        ],
    );
    inserted.map_err(|error| if error.is_dangling() { DbError::UnknownApp(app) } else { error })?;
    Ok(())
}

pub(crate) fn redeem(
    tx: &Tx<'_>,
    token_hash: [u8; 32],
    mut user: NewUser,
    now: Timestamp,
) -> Result<User, RedeemError> {
    let found = row(tx.conn, INVITATION, [token_hash], |row| {
        Ok(Invitation {
            app: AppId(row.get("app_id")?),
            role: named(row, "role")?,
            vendor_id: row.get("vendor_id")?,
            expires_at: time(row, "expires_at")?,
            used_at: opt_time(row, "used_at")?,
        })
    })?;
    let invitation = found.ok_or(RedeemError::Unknown)?;
    if invitation.used_at.is_some() {
        return Err(RedeemError::Used);
    }
    if invitation.expires_at <= now {
        return Err(RedeemError::Expired);
    }
    user.vendor_id = invitation.vendor_id.or(user.vendor_id);
    let mut user = create(tx, invitation.app, invitation.role, user, now).map_err(|error| match error {
        CreateUserError::EmailTaken => RedeemError::EmailTaken,
        CreateUserError::Write(error) => RedeemError::Write(error),
    })?;
    execute(
        tx.conn,
        "UPDATE invitations SET used_at = ?2, used_by = ?3 WHERE token_hash = ?1",
        params![token_hash, now.as_microsecond(), user.id.0],
    )?;
    user.operator = execute(tx.conn, MAKE_FIRST_OPERATOR, [user.id.0])? == 1;
    Ok(user)
}

pub(crate) fn has_owner(conn: &Connection, app: AppId) -> Result<bool, DbError> {
    let owner =
        row(conn, "SELECT 1 FROM users WHERE app_id = ?1 AND role = 'owner' LIMIT 1", [app.0], |_| Ok(()))?;
    Ok(owner.is_some())
}

pub(crate) fn create(
    tx: &Tx<'_>,
    app: AppId,
    role: Role,
    user: NewUser,
    now: Timestamp,
) -> Result<User, CreateUserError> {
    let NewUser { email, name, vendor_id, locale, password_hash } = user;
    let locale = locale.map(|locale| locale.as_str());
    let values = params![
        app.0,
        folded(&email),
        name,
        role.as_str(),
        vendor_id,
        locale,
        password_hash,
        now.as_microsecond(),
    ];
    let user = row(tx.conn, INSERT_USER, values, from_row)
        .map_err(|error| if error.is_duplicate() { CreateUserError::EmailTaken } else { error.into() })?;
    user.ok_or_else(|| DbError::UnknownApp(app).into())
}

pub(crate) fn by_email(conn: &Connection, app: AppId, folded: &str) -> Result<Option<User>, DbError> {
    row(conn, BY_EMAIL, params![app.0, folded], from_row)
}

pub(crate) fn by_email_anywhere(conn: &Connection, folded: &str, limit: usize) -> Result<Vec<User>, DbError> {
    rows(conn, BY_EMAIL_ANYWHERE, params![folded, count(limit)], from_row)
}

pub(crate) fn operators(conn: &Connection) -> Result<Vec<User>, DbError> {
    rows(conn, OPERATORS, [], from_row)
}

pub(crate) fn set_operator(tx: &Tx<'_>, user: UserId, operator: bool) -> Result<bool, DbError> {
    let set = execute(tx.conn, "UPDATE users SET operator = ?2 WHERE id = ?1", params![user.0, operator])?;
    Ok(set == 1)
}

pub(crate) fn by_id(conn: &Connection, id: UserId) -> Result<Option<User>, DbError> {
    row(conn, BY_ID, [id.0], from_row)
}

pub(super) fn from_row(row: &Row<'_>) -> Result<User, DbError> {
    Ok(User {
        id: UserId(row.get("id")?),
        app: AppId(row.get("app_id")?),
        email: row.get("email")?,
        name: row.get("name")?,
        role: named(row, "role")?,
        vendor_id: row.get("vendor_id")?,
        locale: named(row, "locale")?,
        password_hash: row.get("password_hash")?,
        operator: row.get("operator")?,
        created_at: time(row, "created_at")?,
    })
}
