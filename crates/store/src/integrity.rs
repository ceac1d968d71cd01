//! Looking whether a database is whole, beside a running server and without changing anything.

use std::path::Path;

use thiserror::Error;

use crate::sqlite;

/// Why a database is not whole.
#[derive(Debug, Error)]
pub enum IntegrityError {
    /// It could not be read through.
    #[error("the database cannot be read: {0}")]
    Unreadable(String),
    /// What it holds contradicts itself; the first contradiction in the database's own words.
    #[error("the database is damaged: {0}")]
    Damaged(String),
}

/// Reads the database of a data folder through. Takes as long as reading the file does.
///
/// # Errors
/// See [`IntegrityError`].
pub fn check_integrity(dir: &Path) -> Result<(), IntegrityError> {
    sqlite::integrity::check(dir)
}
