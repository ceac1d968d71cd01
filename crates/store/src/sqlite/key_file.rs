//! Where the sealing key is: in the configuration, or in a file of the data folder that is made on the first start.
//!
//! The file is on disk before anything is sealed with it. A database that was sealed with another key is refused at once,
//! because the alternative is a server that turns away every client for a reason that nobody sees.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior, params};
use secrecy::ExposeSecret as _;

use crate::open::OpenError;
use crate::sealing::SealingKey;

use super::app_keys;
use super::error::DbError;
use super::statement::{execute, row};

/// Name of the file in the data folder.
const NAME: &str = "secret.key";

/// What the known text is sealed for, and the text.
const PROBE: (&str, &str) = ("sealing probe", "orderbell");

/// Finds the key, or makes it on the first start, proves that it is the right one, and seals what is readable still.
pub(super) fn ready(
    dir: &Path,
    database: &Path,
    conn: &mut Connection,
    configured: Option<SealingKey>,
) -> Result<SealingKey, OpenError> {
    let failed =
        |source: DbError| OpenError::Database { file: database.to_owned(), source: Box::new(source) };
    let probe =
        row(conn, "SELECT probe FROM sealing", [], |row| Ok(row.get::<_, Vec<u8>>(0)?)).map_err(failed)?;
    let file = dir.join(NAME);
    let from_file = configured.is_none();
    let key = match configured {
        Some(key) => key,
        None => read(&file, probe.is_none())?,
    };
    match probe {
        Some(probe) if key.open(PROBE.0, &probe).is_err() => {
            return Err(OpenError::WrongKey {
                database: database.to_owned(),
                file: from_file.then_some(file),
            });
        }
        Some(_) => {}
        None => {
            let probe = key.seal(PROBE.0, &PROBE.1.into());
            execute(conn, "INSERT OR IGNORE INTO sealing (id, probe) VALUES (1, ?1)", params![probe])
                .map_err(failed)?;
        }
    }
    seal_readable(conn, &key).map_err(failed)?;
    Ok(key)
}

fn seal_readable(conn: &mut Connection, key: &SealingKey) -> Result<(), DbError> {
    // What is overwritten must not be left in unused parts of the file.
    conn.pragma_update_and_check(None, "secure_delete", true, |_| Ok(()))?;
    let transaction = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let sealed = app_keys::seal_readable(&transaction, key)?;
    transaction.commit()?;
    conn.pragma_update_and_check(None, "secure_delete", false, |_| Ok(()))?;
    if sealed > 0 {
        // The migration has copied them about before.
        conn.execute_batch("VACUUM")?;
        conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        tracing::info!(secrets = sealed, "secrets that were readable in the database were sealed");
    }
    Ok(())
}

/// Reads the file; `may_make` it if nothing was sealed yet.
fn read(file: &Path, may_make: bool) -> Result<SealingKey, OpenError> {
    let unusable = |source: io::Error| OpenError::KeyFile { file: file.to_owned(), source };
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound && may_make => {
            let key = SealingKey::random();
            make(file, &key).map_err(unusable)?;
            return Ok(key);
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(OpenError::KeyMissing { file: file.to_owned() });
        }
        Err(error) => return Err(unusable(error)),
    };
    refuse_exposed(file)?;
    text.parse().map_err(|error| unusable(io::Error::new(ErrorKind::InvalidData, error)))
}

#[cfg(unix)]
fn refuse_exposed(file: &Path) -> Result<(), OpenError> {
    use std::os::unix::fs::PermissionsExt as _;
    let metadata =
        fs::metadata(file).map_err(|source| OpenError::KeyFile { file: file.to_owned(), source })?;
    match metadata.permissions().mode() & 0o077 {
        0 => Ok(()),
        _ => Err(OpenError::KeyExposed { file: file.to_owned() }),
    }
}

#[cfg(not(unix))]
fn refuse_exposed(_file: &Path) -> Result<(), OpenError> {
    Ok(())
}

/// Writes beside the file and moves it into place, so that there is never half a key.
fn make(file: &Path, key: &SealingKey) -> io::Result<()> {
    let mut beside = PathBuf::from(file);
    beside.set_extension("key.new");
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut written = options.open(&beside)?;
    writeln!(written, "{}", key.to_hex().expose_secret())?;
    written.sync_all()?;
    fs::rename(&beside, file)?;
    File::open(file.parent().unwrap_or(Path::new(".")))?.sync_all()
}
