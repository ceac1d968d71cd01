//! How far which reader of a channel has got, in a file of its own beside the ledger.
//!
//! It is a memory aid, not a record: what is lost with it is only that some readers are sent again what they have, or are
//! taken for new ones. So nothing here may ever hold up an order or a start. Writes go to a thread and a database of their
//! own, once a second or so and not synced one by one; a file that cannot be read is put aside and a new one begun.

use std::fmt;
use std::path::Path;

use jiff::Timestamp;
use tokio::sync::oneshot;

use crate::app::AppId;
use crate::sqlite::cursor_file::{CursorThread, Message};

/// Which reader it is that is somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CursorKey {
    /// The app.
    pub app: AppId,
    /// What the reader is known by, as bytes that mean nothing here.
    pub identity: Vec<u8>,
    /// The channel.
    pub channel: String,
    /// One of several readers of the channel that are known by the same.
    pub slot: u64,
}

/// Where a reader is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CursorRow {
    /// Which.
    pub key: CursorKey,
    /// The newest `seq` that it has confirmed.
    pub seq: i64,
    /// When it was last heard of.
    pub at: Timestamp,
}

/// What became of a reader.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CursorChange {
    /// It is there now.
    Put(CursorRow),
    /// It is not to be remembered any more.
    Forget(CursorKey),
}

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

    /// Writes changes, and returns when that is done or has failed. What failed is tried again with the next changes.
    pub async fn save(&self, changes: Vec<CursorChange>) {
        self.ask(|done| Message::Save(changes, done)).await;
    }

    /// Forgets readers that were last heard of before a moment.
    pub async fn prune(&self, before: Timestamp) {
        self.ask(|done| Message::Prune(before, done)).await;
    }

    /// Writes what could not be written so far, and closes the file.
    pub async fn close(self) {
        self.ask(Message::Close).await;
    }

    async fn ask(&self, message: impl FnOnce(oneshot::Sender<()>) -> Message) {
        let (done, answer) = oneshot::channel();
        // A thread that has ended has said so in the log; nobody can do anything about it here.
        if self.thread.send(message(done)) {
            answer.await.unwrap_or(());
        }
    }
}

impl fmt::Debug for CursorFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CursorFile").finish_non_exhaustive()
    }
}
