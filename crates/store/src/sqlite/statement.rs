//! Runs cached statements. Only constants are taken, so that input can never become part of a statement.

use rusqlite::{Connection, Params, Row};

use super::error::DbError;

/// The first row, if there is one.
pub(super) fn row<T>(
    conn: &Connection,
    sql: &'static str,
    params: impl Params,
    read: impl FnOnce(&Row<'_>) -> Result<T, DbError>,
) -> Result<Option<T>, DbError> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    rows.next()?.map(read).transpose()
}

/// All rows.
pub(super) fn rows<T>(
    conn: &Connection,
    sql: &'static str,
    params: impl Params,
    mut read: impl FnMut(&Row<'_>) -> Result<T, DbError>,
) -> Result<Vec<T>, DbError> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}

/// Hands over rows until one is not wanted any more.
pub(super) fn while_wanted(
    conn: &Connection,
    sql: &'static str,
    params: impl Params,
    mut take: impl FnMut(&Row<'_>) -> Result<bool, DbError>,
) -> Result<(), DbError> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        if !take(row)? {
            break;
        }
    }
    Ok(())
}

/// How many rows it changed.
pub(super) fn execute(conn: &Connection, sql: &'static str, params: impl Params) -> Result<usize, DbError> {
    Ok(conn.prepare_cached(sql)?.execute(params)?)
}
