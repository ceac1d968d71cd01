//! Sorts what SQLite and stored rows can do wrong into what the API tells: an outage that an operator can mend, or a
//! defect of the program.

use std::error::Error as StdError;
use std::sync::Arc;

use rusqlite::{ErrorCode, ffi};
use thiserror::Error;

use crate::app::{AppId, CreateAppError};
use crate::app_keys::KeyError;
use crate::error::{Defect, Outage, OutageKind, ReadError, WriteError};
use crate::log::EventsError;
use crate::people::{CreateUserError, RedeemError};
use crate::sealing::SealBroken;

/// Any failure below the API.
#[derive(Debug, Error)]
pub(crate) enum DbError {
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error("a stored {what} is not valid JSON for it")]
    Json { what: &'static str, source: serde_json::Error },
    #[error("a stored {what} reads `{text}`")]
    Value { what: &'static str, text: String },
    #[error(transparent)]
    Sealed(SealBroken),
    #[error("{0}")]
    Broken(&'static str),
    #[error("there is no app with the row id {0}")]
    UnknownApp(AppId),
}

enum Sorted {
    Outage(Outage),
    Defect(Defect),
    UnknownApp(AppId),
}

impl DbError {
    /// Whether a unique index stood against it.
    pub(super) fn is_duplicate(&self) -> bool {
        let Self::Sqlite(error) = self else { return false };
        error.sqlite_error().is_some_and(|error| {
            matches!(error.extended_code, ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY)
        })
    }

    /// Whether a reference to a missing row stood against it.
    pub(super) fn is_dangling(&self) -> bool {
        let Self::Sqlite(error) = self else { return false };
        error.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_CONSTRAINT_FOREIGNKEY)
    }

    fn sorted(self) -> Sorted {
        match self {
            Self::UnknownApp(app) => Sorted::UnknownApp(app),
            Self::Sqlite(error) => match outage_kind(&error) {
                Some(kind) => Sorted::Outage(Outage { kind, source: Some(Arc::new(error)) }),
                None => Sorted::Defect(defect(error)),
            },
            error => Sorted::Defect(defect(error)),
        }
    }
}

/// What is the matter with the database if this error is not the program's fault.
pub(super) fn outage_kind(error: &rusqlite::Error) -> Option<OutageKind> {
    Some(match error.sqlite_error_code()? {
        ErrorCode::DiskFull => OutageKind::DiskFull,
        ErrorCode::SystemIoFailure | ErrorCode::CannotOpen => OutageKind::Io,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => OutageKind::ReadOnly,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed => {
            OutageKind::Locked
        }
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => OutageKind::Corrupt,
        _ => return None,
    })
}

fn defect(error: impl StdError + Send + Sync + 'static) -> Defect {
    Defect { what: error.to_string(), source: Some(Arc::new(error)) }
}

impl From<DbError> for WriteError {
    fn from(error: DbError) -> Self {
        match error.sorted() {
            Sorted::Outage(outage) => Self::Unavailable(outage),
            Sorted::Defect(defect) => Self::Defect(defect),
            Sorted::UnknownApp(app) => Self::UnknownApp(app),
        }
    }
}

impl From<DbError> for ReadError {
    fn from(error: DbError) -> Self {
        match error.sorted() {
            Sorted::Outage(outage) => Self::Unavailable(outage),
            Sorted::Defect(defect) => Self::Defect(defect),
            Sorted::UnknownApp(app) => Self::UnknownApp(app),
        }
    }
}

impl From<DbError> for EventsError {
    fn from(error: DbError) -> Self {
        Self::Read(error.into())
    }
}

impl From<DbError> for CreateAppError {
    fn from(error: DbError) -> Self {
        Self::Write(error.into())
    }
}

impl From<DbError> for KeyError {
    fn from(error: DbError) -> Self {
        Self::Write(error.into())
    }
}

impl From<DbError> for RedeemError {
    fn from(error: DbError) -> Self {
        Self::Write(error.into())
    }
}

impl From<DbError> for CreateUserError {
    fn from(error: DbError) -> Self {
        Self::Write(error.into())
    }
}
