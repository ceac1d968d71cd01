//! The data folder and the files in it. Orders hold names and phone numbers, so nobody but the owner may look in.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process;

use crate::open::{OpenError, Owner};

/// Makes the folder if it is not there. An existing one keeps its permissions: whoever made it had a reason.
pub(super) fn make_dir(dir: &Path) -> Result<(), OpenError> {
    if dir.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(dir).map_err(|source| OpenError::NotWritable { dir: dir.to_owned(), source })
}

/// Takes the folder for this process. The lock goes with the returned file, and with the process however it ends.
pub(super) fn lock(dir: &Path) -> Result<File, OpenError> {
    let file = private_file(&dir.join("lock"))
        .map_err(|source| OpenError::NotWritable { dir: dir.to_owned(), source })?;
    match file.try_lock() {
        Ok(()) => {
            sign(&file).map_err(|source| OpenError::NotWritable { dir: dir.to_owned(), source })?;
            Ok(file)
        }
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse { dir: dir.to_owned() }),
        Err(TryLockError::Error(source)) => Err(OpenError::NotWritable { dir: dir.to_owned(), source }),
    }
}

/// Writes into the lock who holds it.
fn sign(mut file: &File) -> io::Result<()> {
    file.set_len(0)?;
    let opened_at = jiff::Timestamp::now().as_microsecond();
    file.write_all(format!("{} {opened_at}\n", process::id()).as_bytes())
}

/// Who holds the lock. What an earlier holder wrote does not count: the lock itself is asked first.
pub(crate) fn owner(dir: &Path) -> io::Result<Option<Owner>> {
    let mut file = match File::open(dir.join("lock")) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    match file.try_lock_shared() {
        Ok(()) => return Ok(None),
        Err(TryLockError::WouldBlock) => {}
        Err(TryLockError::Error(error)) => return Err(error),
    }
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    let mut words = text.split_whitespace();
    let pid = words.next().and_then(|word| word.parse().ok());
    let opened_at = words.next().and_then(|word| word.parse().ok());
    Ok(pid.zip(opened_at).map(|(pid, opened_at)| Owner { pid, opened_at }))
}

/// Makes the database file, empty, if it is not there, and returns its path. SQLite gives the files beside it (`-wal`,
/// `-shm`) the permissions of this one.
pub(super) fn make_database(dir: &Path) -> Result<PathBuf, OpenError> {
    let path = dir.join("orderbell.db");
    match private_file(&path) {
        Ok(_) => Ok(path),
        Err(source) => Err(OpenError::NotWritable { dir: dir.to_owned(), source }),
    }
}

pub(super) fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
