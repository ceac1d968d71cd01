//! How the store is doing, for whoever operates the server: figures to draw, and checks that answer yes or no.

use std::sync::atomic::Ordering;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::sqlite::positions;
use crate::store::Store;

/// Upper bounds of the buckets of times, in seconds. A commit takes a fraction of a millisecond on a good disk and tens of
/// milliseconds on a bad one.
pub const SECONDS_BOUNDS: [f64; 11] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// Upper bounds of the buckets of batch sizes, in commands.
pub const BATCH_BOUNDS: [f64; 7] = [1.0, 2.0, 4.0, 8.0, 16.0, 64.0, 256.0];

/// Figures of the store at one moment. Counts go up since the start of the process.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StoreMetrics {
    /// Writes that wait for the writer.
    pub queued_writes: usize,
    /// Writes that may wait.
    pub queue_capacity: usize,
    /// Commands per committed batch.
    pub batch_sizes: Distribution,
    /// Seconds per committed batch, from its beginning until it was on disk.
    pub batch_times: Distribution,
    /// Batches that failed; nothing of them was recorded.
    pub failed_batches: u64,
    /// Seconds per read, including the wait for a connection.
    pub read_times: Distribution,
    /// Reads under way, waiting ones included.
    pub reads_now: u64,
    /// Connections that read.
    pub readers: usize,
}

/// How values are spread: how many fell into each bucket (not added up), given by its upper bound, the last being
/// infinite.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    /// Upper bound and count.
    pub buckets: Vec<(f64, u64)>,
    /// Values altogether.
    pub count: u64,
    /// Their sum.
    pub sum: f64,
}

impl Store {
    /// The figures now. Asks neither disk nor writer, so it answers whatever state they are in.
    pub fn metrics(&self) -> StoreMetrics {
        let gauges = self.db.gauges();
        let (queued_writes, queue_capacity) = self.db.queue();
        StoreMetrics {
            queued_writes,
            queue_capacity,
            batch_sizes: gauges.batch_sizes.read(BATCH_BOUNDS, 1.0),
            batch_times: gauges.batch_times.read(SECONDS_BOUNDS, 1e-6),
            failed_batches: gauges.failed_batches.load(Ordering::Relaxed),
            read_times: gauges.read_times.read(SECONDS_BOUNDS, 1e-6),
            reads_now: gauges.reads_now.load(Ordering::Relaxed),
            readers: self.db.reader_count(),
        }
    }

    /// Whether the writer's thread lives. One that has died never comes back by itself.
    pub fn is_running(&self) -> bool {
        self.db.writer_is_running()
    }

    /// Writes something that changes nothing, through the queue, the commit and the disk.
    ///
    /// # Errors
    /// Whatever an order would be answered now.
    pub async fn check_write(&self) -> Result<(), WriteError> {
        self.db.write(|tx| Ok(positions::rewrite(tx)?)).await
    }

    /// The newest `seq` of every app's log.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn heads(&self) -> Result<Vec<(AppId, i64)>, ReadError> {
        self.db.read(|conn| Ok(positions::heads(conn)?)).await
    }
}
