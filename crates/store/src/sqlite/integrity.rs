//! SQLite's own check, on a connection that cannot write.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::integrity::IntegrityError;

pub(crate) fn check(dir: &Path) -> Result<(), IntegrityError> {
    let unreadable = |error: rusqlite::Error| IntegrityError::Unreadable(error.to_string());
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(dir.join("orderbell.db"), flags).map_err(unreadable)?;
    conn.busy_timeout(Duration::from_secs(5)).map_err(unreadable)?;
    let found: String = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(unreadable)?;
    if found == "ok" { Ok(()) } else { Err(IntegrityError::Damaged(found)) }
}
