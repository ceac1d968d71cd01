//! The data folder and the files in it. Orders hold names and phone numbers, so nobody but the owner may look in.

use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::open::OpenError;

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
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse { dir: dir.to_owned() }),
        Err(TryLockError::Error(source)) => Err(OpenError::NotWritable { dir: dir.to_owned(), source }),
    }
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
