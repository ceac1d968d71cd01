//! Opening a data folder. Every refusal names the folder or file and what to do, because it is what a person sees who
//! has just started the program for the first time.

use std::error::Error as StdError;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use crate::sealing::SealingKey;
use crate::sqlite::{self, Database};
use crate::store::Store;

/// Where the data is and how it is opened.
#[derive(Debug, Clone)]
pub struct StoreConfig {
    /// The data folder; made, readable only by its owner, when it does not exist.
    pub dir: PathBuf,
    /// Connections that read at the same time, at least 1.
    pub readers: usize,
    /// Writes that may wait; one more is answered with [`crate::WriteError::Busy`].
    pub queue: usize,
    /// Whether to be the only server of the folder. A command that runs beside a server opens without it: its writes
    /// wait for the server's, and the server's [`Store::head`] does not tell of them.
    pub exclusive: bool,
    /// What secrets are sealed with; `None` for the key in the folder's file `secret.key`, which is made when the
    /// database is new.
    pub sealing_key: Option<SealingKey>,
}

/// The process that has a data folder open for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// Its process id.
    pub pid: i32,
    /// When it opened the folder, in microseconds UTC: tells a process from its successor with the same id.
    pub opened_at: i64,
}

/// Who serves a data folder at this moment; `None` when nobody does.
///
/// # Errors
/// When the folder cannot be read.
pub fn owner(dir: &Path) -> io::Result<Option<Owner>> {
    sqlite::owner(dir)
}

/// Why a data folder could not be opened.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The folder cannot be made or written.
    #[error(
        "cannot write in the data folder {}; make it writable for this user, or choose another folder with \
         the setting `data` or with --data", dir.display()
    )]
    NotWritable {
        /// The folder.
        dir: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Another server works in it.
    #[error(
        "the data folder {} is in use by another orderbell; stop that one first, or choose another folder with the \
         setting `data` or with --data", dir.display()
    )]
    InUse {
        /// The folder.
        dir: PathBuf,
    },
    /// A later version of the program has changed the database already.
    #[error(
        "the database {} is newer than this program (its schema is {found}, this program knows {known}); install \
         the version of orderbell that last used it, or a later one", file.display()
    )]
    Newer {
        /// The database.
        file: PathBuf,
        /// Its schema version.
        found: i32,
        /// The newest version that this program knows.
        known: i32,
    },
    /// It is not a database, or a damaged one.
    #[error(
        "{} is damaged or is not a database; keep a copy of the folder and restore the last backup, or start with an \
         empty folder", file.display()
    )]
    Corrupt {
        /// The file.
        file: PathBuf,
        /// The database's own words.
        source: Box<dyn StdError + Send + Sync>,
    },
    /// The file with the sealing key is gone.
    #[error(
        "the file {} is missing, without which the secrets in the database cannot be read; put it back from a backup, \
         or give its content in the setting `secret_key` (ORDERBELL_SECRET_KEY)", file.display()
    )]
    KeyMissing {
        /// Where it should be.
        file: PathBuf,
    },
    /// The sealing key is not the one that the database's secrets were sealed with.
    #[error(
        "{} is not the key that the secrets in {} were sealed with; put the right one there, it is in the backup that \
         the database is from",
        file.as_ref().map_or_else(
            || "the setting `secret_key` (ORDERBELL_SECRET_KEY)".to_owned(),
            |file| file.display().to_string()
        ),
        database.display()
    )]
    WrongKey {
        /// The database.
        database: PathBuf,
        /// The file that the key is in; `None` when it comes from the settings.
        file: Option<PathBuf>,
    },
    /// Others may read the file with the sealing key.
    #[error("others may read {}, which opens all secrets of this server; run: chmod 600 {}", file.display(), file.display())]
    KeyExposed {
        /// The file.
        file: PathBuf,
    },
    /// The file with the sealing key cannot be read or made, or holds no key.
    #[error("cannot use {} as the key for secrets", file.display())]
    KeyFile {
        /// The file.
        file: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Anything else that the database reports.
    #[error("cannot open the database {}", file.display())]
    Database {
        /// The file.
        file: PathBuf,
        /// The database's own words.
        source: Box<dyn StdError + Send + Sync>,
    },
}

impl StoreConfig {
    /// A server's configuration with the defaults: 4 readers, 4096 waiting writes.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self { dir: dir.into(), readers: 4, queue: 4096, exclusive: true, sealing_key: None }
    }
}

impl Store {
    /// Opens a data folder: makes it if needed, brings the schema up to date, starts the writer. Blocks while it does.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn open(config: StoreConfig) -> Result<Self, OpenError> {
        Ok(Self { db: Arc::new(Database::open(config)?), live_sources: Arc::default() })
    }
}
