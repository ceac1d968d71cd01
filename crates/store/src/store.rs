//! The handle that everybody holds. What it can do is defined beside the nouns it works on ([`crate::app`],
//! [`crate::people`], [`crate::session`], [`crate::place`], [`crate::query`], [`crate::log`]); here is only its own life.

use std::fmt;
use std::sync::Arc;

use tokio::sync::watch;

use crate::error::WriteError;
use crate::live_sources::LiveSources;
use crate::sqlite::Database;

/// The ledger. Clones are cheap and share it; reads and writes need a tokio runtime.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: Arc<Database>,
    pub(crate) live_sources: Arc<LiveSources>,
}

impl Store {
    /// A counter that goes up after each commit that wrote events, of whichever app. Its sender goes away when the
    /// writer ends, so a task that waits for changes learns of the end as well.
    pub fn head(&self) -> watch::Receiver<u64> {
        self.db.head()
    }

    /// Goes once through the writer's queue and an empty transaction: an answer means that writes are being served.
    ///
    /// # Errors
    /// Whatever a write would be answered now.
    pub async fn ping(&self) -> Result<(), WriteError> {
        self.db.write(|_| Ok(())).await
    }

    /// Stops taking writes, finishes those that wait, folds the write-ahead log into the database and releases the
    /// folder. Other clones answer [`crate::OutageKind::Stopped`] from then on.
    pub async fn close(self) {
        self.db.close().await;
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("file", &self.db.file()).finish_non_exhaustive()
    }
}
