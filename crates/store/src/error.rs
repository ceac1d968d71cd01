//! What a write or a read answers when the store itself is the reason, in words that help whoever runs the server.
//! Refusals of the domain are not errors of the store; they are in [`crate::place`].

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use thiserror::Error;

use crate::app::AppId;

/// The database's own words. Shared, because one failed commit is the answer to every command in it.
pub(crate) type Cause = Arc<dyn StdError + Send + Sync>;

/// Why a write was not done. Whatever it is, nothing of the write remains.
#[derive(Debug, Clone, Error)]
pub enum WriteError {
    /// Too many writes wait already. The caller may try again at once or a little later.
    #[error("the write queue is full, try again in a moment")]
    Busy,
    /// The database cannot take writes now.
    #[error(transparent)]
    Unavailable(#[from] Outage),
    /// The idempotency key was used before for another request.
    #[error("the idempotency key was used before for a different request")]
    KeyReused,
    /// There is no such app.
    #[error("there is no app with the row id {0}")]
    UnknownApp(AppId),
    /// The program is wrong; trying again will not help.
    #[error(transparent)]
    Defect(#[from] Defect),
}

/// Why a read failed.
#[derive(Debug, Clone, Error)]
pub enum ReadError {
    /// The database cannot be read now.
    #[error(transparent)]
    Unavailable(#[from] Outage),
    /// There is no such app.
    #[error("there is no app with the row id {0}")]
    UnknownApp(AppId),
    /// The program is wrong, or a row is not what the program once wrote.
    #[error(transparent)]
    Defect(#[from] Defect),
}

/// The database does not work for a reason outside the program; [`fmt::Display`] says what to do about it.
#[derive(Debug, Clone, Error)]
#[error("{kind}")]
pub struct Outage {
    /// What is the matter.
    pub kind: OutageKind,
    /// The database's own words, if it had any.
    #[source]
    pub(crate) source: Option<Cause>,
}

/// What can be the matter with a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutageKind {
    /// No space left.
    DiskFull,
    /// Reading or writing the file failed.
    Io,
    /// The file or its file system does not allow writing.
    ReadOnly,
    /// Another process holds the database for longer than a write waits.
    Locked,
    /// The file is damaged.
    Corrupt,
    /// The store was closed, or its writer has died.
    Stopped,
}

/// A mistake in the program: a statement that does not fit the schema, a row that does not read back, a panic.
#[derive(Debug, Clone, Error)]
#[error("the store made a mistake: {what}")]
pub struct Defect {
    /// What went wrong, for the log.
    pub what: String,
    #[source]
    pub(crate) source: Option<Cause>,
}

impl From<ReadError> for WriteError {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Unavailable(outage) => Self::Unavailable(outage),
            ReadError::UnknownApp(app) => Self::UnknownApp(app),
            ReadError::Defect(defect) => Self::Defect(defect),
        }
    }
}

impl Outage {
    pub(crate) fn stopped() -> Self {
        Self { kind: OutageKind::Stopped, source: None }
    }
}

impl Defect {
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), source: None }
    }
}

impl fmt::Display for OutageKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DiskFull => {
                "the disk that holds the database is full, nothing was recorded; free some space on it, the server \
                 goes on by itself"
            }
            Self::Io => {
                "the disk that holds the database reports an error, nothing was recorded; look at the kernel log and \
                 the health of the disk"
            }
            Self::ReadOnly => {
                "the database cannot be written, nothing was recorded; make its folder writable for the user that \
                 runs the server"
            }
            Self::Locked => {
                "another process holds the database for too long, nothing was recorded; look for a backup or a \
                 database shell that is open on it"
            }
            Self::Corrupt => {
                "the database file is damaged; stop the server, keep a copy of the folder and restore the last backup"
            }
            Self::Stopped => "the store is closed; the server is stopping or its writer has died, see the log above",
        })
    }
}
