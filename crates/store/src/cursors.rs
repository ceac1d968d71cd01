//! How far which reader of a channel has got, in a file of its own beside the ledger.
//!
//! It is a memory aid, not a record: what is lost with it is only that some readers are sent again what they have, or are
//! taken for new ones. So nothing here may ever hold up an order or a start. Writes go to a thread and a database of their
//! own, once a second or so and not synced one by one; a file that cannot be read is put aside and a new one begun.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use thiserror::Error;
use tokio::sync::oneshot;

use crate::app::AppId;
use crate::sqlite::cursor_file::{CursorThread, Message};

/// Where a reader is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CursorRow {
    /// The app.
    pub app: AppId,
    /// The epoch of the log that `seq` belongs to.
    pub epoch: Arc<str>,
    /// What the reader is known by, as bytes that mean nothing here.
    pub identity: Vec<u8>,
    /// The channel.
    pub channel: String,
    /// The number of the position. One that can be found by several identities has a row for each.
    pub slot: u64,
    /// The newest `seq` that the reader has confirmed.
    pub seq: i64,
    /// When that was.
    pub at: Timestamp,
}

/// What has changed since the last time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CursorChanges {
    /// New and moved positions.
    pub written: Vec<CursorRow>,
    /// Positions, by [`CursorRow::slot`], of which all rows are to go.
    pub forgotten: Vec<u64>,
}

/// Changes could not be written. The reason is in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("positions of readers could not be written")]
pub struct NotWritten;

/// The open file. Its thread ends with it.
pub struct CursorFile {
    thread: CursorThread,
}

impl CursorFile {
    /// Opens `cursors.db` in the data folder, makes it if it is not there, and reads what has been heard of since
    /// `after`. Blocks while it does. A file that is of no use is replaced by an empty one, and where no file can be had,
    /// nothing is kept; both are told in the log only.
    #[must_use]
    pub fn open(dir: &Path, after: Timestamp) -> (Self, Vec<CursorRow>) {
        let (thread, rows) = CursorThread::start(dir, after);
        (Self { thread }, rows)
    }

    /// Writes changes, all or none.
    ///
    /// # Errors
    /// [`NotWritten`] when the same changes are worth another attempt.
    pub async fn save(&self, changes: CursorChanges) -> Result<(), NotWritten> {
        let (done, answer) = oneshot::channel();
        if !self.thread.send(Message::Save(changes, done)) {
            return Ok(());
        }
        // A thread that has died has said so in the log; there is nothing to try again.
        answer.await.unwrap_or(Ok(()))
    }

    /// Closes the file.
    pub async fn close(self) {
        let (done, answer) = oneshot::channel();
        if self.thread.send(Message::Close(done)) {
            answer.await.unwrap_or(());
        }
    }
}

impl fmt::Debug for CursorFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CursorFile").finish_non_exhaustive()
    }
}
