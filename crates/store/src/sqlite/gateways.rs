//! Rows of `gateway_accounts`. Keys are sealed on the way in and opened on the way out, nowhere else.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::gateway::{GatewayAccount, NewGatewayAccount, OpenedAccount};
use crate::sealing::SealingKey;

use super::columns::time;
use super::error::DbError;
use super::statement::{execute, row};
use super::writer::Tx;

const ONE: &str = "SELECT * FROM gateway_accounts WHERE app_id = ?1 AND provider = ?2";

const PUT: &str = "INSERT INTO gateway_accounts
        (app_id, provider, environment, base_url, sealed, client_key, merchant_id, enabled, created_at, updated_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)
    ON CONFLICT (app_id, provider) DO UPDATE SET environment = excluded.environment, base_url = excluded.base_url,
        sealed = excluded.sealed, client_key = excluded.client_key, merchant_id = excluded.merchant_id,
        enabled = excluded.enabled, updated_at = excluded.updated_at
    RETURNING *";

const DELETE: &str = "DELETE FROM gateway_accounts WHERE app_id = ?1 AND provider = ?2";

pub(crate) fn one(
    conn: &Connection,
    sealing: &SealingKey,
    app: AppId,
    provider: &str,
) -> Result<Option<OpenedAccount>, DbError> {
    row(conn, ONE, params![app.0, provider], |row| {
        let sealed = row.get_ref("sealed")?.as_blob().map_err(rusqlite::Error::from)?;
        let server_key = sealing.open(&owner(app, provider), sealed).map_err(DbError::Sealed)?;
        Ok(OpenedAccount { account: from_row(row)?, server_key })
    })
}

pub(crate) fn put(
    tx: &Tx<'_>,
    sealing: &SealingKey,
    app: AppId,
    new: &NewGatewayAccount,
    now: Timestamp,
) -> Result<Option<GatewayAccount>, DbError> {
    let sealed = match &new.server_key {
        Some(key) => sealing.seal(&owner(app, &new.provider), key),
        None => {
            let kept = row(tx.conn, ONE, params![app.0, new.provider], |row| {
                Ok((from_row(row)?, row.get::<_, Vec<u8>>("sealed")?))
            })?;
            match kept {
                Some((old, sealed)) if old.environment == new.environment && old.base_url == new.base_url => {
                    sealed
                }
                _ => return Ok(None),
            }
        }
    };
    let values = params![
        app.0,
        new.provider,
        new.environment,
        new.base_url,
        sealed,
        new.client_key,
        new.merchant_id,
        new.enabled,
        now.as_microsecond(),
    ];
    row(tx.conn, PUT, values, from_row)
        .map_err(|error| if error.is_dangling() { DbError::UnknownApp(app) } else { error })
}

pub(crate) fn delete(tx: &Tx<'_>, app: AppId, provider: &str) -> Result<bool, DbError> {
    Ok(execute(tx.conn, DELETE, params![app.0, provider])? == 1)
}

/// What a key is sealed for.
fn owner(app: AppId, provider: &str) -> String {
    format!("gateway {provider} of app {}", app.0)
}

fn from_row(row: &Row<'_>) -> Result<GatewayAccount, DbError> {
    Ok(GatewayAccount {
        provider: row.get("provider")?,
        environment: row.get("environment")?,
        base_url: row.get("base_url")?,
        client_key: row.get("client_key")?,
        merchant_id: row.get("merchant_id")?,
        enabled: row.get("enabled")?,
        created_at: time(row, "created_at")?,
        updated_at: time(row, "updated_at")?,
    })
}
