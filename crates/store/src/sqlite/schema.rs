//! How connections are set up, and how the schema is brought up to date.

use std::path::Path;
use std::time::Duration;

use refinery::error::Kind;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::open::OpenError;

use super::files;

mod embedded {
    refinery::embed_migrations!("../../migrations/sqlite");
}

/// Statements that stay prepared on a connection; more than there are.
const STATEMENTS: usize = 128;

/// How long a connection waits for a lock that another process holds.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Pages that the writer keeps in memory, in KiB.
const WRITER_CACHE: i64 = 16 * 1024;

/// Pages that a reader keeps in memory, in KiB. Little, because the pages that matter are in the system's cache anyway.
const READER_CACHE: i64 = 1024;

/// Opens the writing connection and migrates the schema. Somebody who does not have the folder for themselves
/// (`exclusive`) takes it for as long as the migration lasts, and only if there is something to migrate: a running
/// server must not have the schema changed under it.
pub(super) fn open_writer(dir: &Path, file: &Path, exclusive: bool) -> Result<Connection, OpenError> {
    let mut connection = writer(file).map_err(|error| refusal(dir, file, error))?;
    let migrations = embedded::migrations::runner();
    let failed = |error: refinery::Error| match error.kind() {
        Kind::Connection(_, source) => match source.downcast_ref::<rusqlite::Error>() {
            Some(inner) if is_damaged(inner) => {
                OpenError::Corrupt { file: file.to_owned(), source: Box::new(error) }
            }
            _ => OpenError::Database { file: file.to_owned(), source: Box::new(error) },
        },
        _ => OpenError::Database { file: file.to_owned(), source: Box::new(error) },
    };
    let known = migrations.get_migrations().iter().map(refinery::Migration::version).max().unwrap_or(0);
    let found = version(&connection).map_err(|error| refusal(dir, file, error))?;
    if found > known {
        return Err(OpenError::Newer { file: file.to_owned(), found, known });
    }
    let lock = if found < known && !exclusive { Some(files::lock(dir)?) } else { None };
    let report = migrations.run(&mut connection).map_err(failed)?;
    drop(lock);
    // Only now: a migration that makes a table anew has to drop one that others refer to.
    connection.pragma_update(None, "foreign_keys", true).map_err(|error| refusal(dir, file, error))?;
    if !report.applied_migrations().is_empty() {
        tracing::info!(from = found, to = known, "the database schema was brought up to date");
    }
    Ok(connection)
}

/// Opens a connection that can only read.
pub(super) fn open_reader(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    set_up(&connection, READER_CACHE)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

/// Why a folder cannot be opened, from what SQLite said.
pub(super) fn refusal(dir: &Path, file: &Path, error: rusqlite::Error) -> OpenError {
    if is_damaged(&error) {
        return OpenError::Corrupt { file: file.to_owned(), source: Box::new(error) };
    }
    match error.sqlite_error_code() {
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            OpenError::NotWritable { dir: dir.to_owned(), source: std::io::Error::other(error) }
        }
        _ => OpenError::Database { file: file.to_owned(), source: Box::new(error) },
    }
}

fn writer(file: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    set_up(&connection, WRITER_CACHE)?;
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // NORMAL would answer before the write-ahead log is on disk: a power cut would take acknowledged orders with it.
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Each command's savepoint keeps the pages as they were, some twenty of them; by default that goes to a temporary
    // file beyond 64 KiB, which costs more than the command itself.
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

fn set_up(connection: &Connection, cache: i64) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Otherwise a statement with a `LIMIT ?`, and some others, is compiled anew whenever other values are bound, in case they
    // call for another plan: two thirds of what such a read cost. The plans are ours to choose, and tests hold them.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "cache_size", -cache)?;
    // With a memory map an I/O error is a signal that kills the process instead of an error that can be answered.
    connection.pragma_update_and_check(None, "mmap_size", 0, |_| Ok(()))?;
    Ok(())
}

/// The newest migration that was applied, 0 in an empty database. Asked before the migrator runs, because that one
/// calls a newer schema a missing file.
fn version(connection: &Connection) -> rusqlite::Result<i32> {
    let has_history = connection
        .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'refinery_schema_history'")?
        .exists([])?;
    if !has_history {
        return Ok(0);
    }
    connection
        .query_row("SELECT coalesce(max(version), 0) FROM refinery_schema_history", [], |row| row.get(0))
}

fn is_damaged(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt))
}

#[cfg(test)]
mod tests {
    use rusqlite::StatementStatus;

    use super::*;

    #[test]
    fn a_statement_is_compiled_once_whatever_is_bound() {
        let dir = tempfile::tempdir().unwrap();
        let connection = Connection::open(dir.path().join("test.db")).unwrap();
        set_up(&connection, READER_CACHE).unwrap();
        for limit in [1, 2] {
            let sql = "SELECT name FROM sqlite_schema WHERE rootpage > ?1 LIMIT ?2";
            let mut statement = connection.prepare_cached(sql).unwrap();
            assert!(!statement.exists([limit, limit]).unwrap());
            assert_eq!(statement.get_status(StatementStatus::RePrepare), 0);
        }
    }
}
