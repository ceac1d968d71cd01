//! How values of the API become columns and come back. Times are microseconds, so a time that goes in with more digits
//! comes out with fewer: whoever records one rounds it first ([`micros`]), so that what is answered is what is stored.

use std::fmt::Display;
use std::str::FromStr;

use jiff::Timestamp;
use rusqlite::Row;
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::error::DbError;

/// The time as the database can hold it.
pub(super) fn micros(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).expect("fewer digits of a valid time are a valid time")
}

/// A number of rows. More than there can be is as good as all.
pub(super) fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

pub(super) fn opt_micros(at: Option<Timestamp>) -> Option<i64> {
    at.map(Timestamp::as_microsecond)
}

pub(super) fn time(row: &Row<'_>, column: &'static str) -> Result<Timestamp, DbError> {
    to_time(column, row.get(column)?)
}

pub(super) fn opt_time(row: &Row<'_>, column: &'static str) -> Result<Option<Timestamp>, DbError> {
    row.get::<_, Option<i64>>(column)?.map(|micros| to_time(column, micros)).transpose()
}

/// A column that holds the stable name of something.
pub(super) fn named<T: FromStr>(row: &Row<'_>, column: &'static str) -> Result<T, DbError> {
    let text = row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?;
    text.parse().map_err(|_| unreadable(column, text))
}

pub(super) fn uuid(row: &Row<'_>, column: &'static str) -> Result<Uuid, DbError> {
    let bytes = row.get_ref(column)?.as_blob().map_err(rusqlite::Error::from)?;
    Uuid::from_slice(bytes).map_err(|error| unreadable(column, error))
}

pub(super) fn json<T: DeserializeOwned>(row: &Row<'_>, column: &'static str) -> Result<T, DbError> {
    let text = row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?;
    serde_json::from_str(text).map_err(|source| DbError::Json { what: column, source })
}

pub(super) fn opt_json<T: DeserializeOwned>(
    row: &Row<'_>,
    column: &'static str,
) -> Result<Option<T>, DbError> {
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => json(row, column).map(Some),
    }
}

pub(super) fn to_json<T: Serialize>(what: &'static str, value: &T) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|source| DbError::Json { what, source })
}

pub(super) fn opt_to_json<T: Serialize>(
    what: &'static str,
    value: Option<&T>,
) -> Result<Option<String>, DbError> {
    value.map(|value| to_json(what, value)).transpose()
}

fn to_time(column: &'static str, micros: i64) -> Result<Timestamp, DbError> {
    Timestamp::from_microsecond(micros).map_err(|_| unreadable(column, micros))
}

fn unreadable(what: &'static str, value: impl Display) -> DbError {
    DbError::Value { what, text: value.to_string() }
}
