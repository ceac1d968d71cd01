//! What the store has done, counted where it is done: a few atomic additions per batch or read, nothing per row.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::metrics::{BATCH_BOUNDS, Distribution, SECONDS_BOUNDS};

/// Counts of one database.
#[derive(Debug, Default)]
pub(crate) struct Gauges {
    /// Commands of each committed batch.
    pub(crate) batch_sizes: Buckets<{ BATCH_BOUNDS.len() }>,
    /// Micro-seconds of each committed batch, from its beginning until it was durable.
    pub(crate) batch_times: Buckets<{ SECONDS_BOUNDS.len() }>,
    /// Batches of which nothing was recorded.
    pub(crate) failed_batches: AtomicU64,
    /// Micro-seconds of each read, with the wait for a connection.
    pub(crate) read_times: Buckets<{ SECONDS_BOUNDS.len() }>,
    /// Reads that wait for a connection or have one.
    pub(crate) reads_now: AtomicU64,
}

/// How many values fell below each bound, and their sum.
#[derive(Debug)]
pub(crate) struct Buckets<const N: usize> {
    below: [AtomicU64; N],
    above: AtomicU64,
    sum: AtomicU64,
}

impl<const N: usize> Default for Buckets<N> {
    fn default() -> Self {
        Self {
            below: std::array::from_fn(|_| AtomicU64::new(0)),
            above: AtomicU64::new(0),
            sum: AtomicU64::new(0),
        }
    }
}

impl<const N: usize> Buckets<N> {
    fn add(&self, value: u64, bound: impl Fn(usize) -> u64) {
        let bucket =
            (0..N).find(|index| value <= bound(*index)).map_or(&self.above, |index| &self.below[index]);
        bucket.fetch_add(1, Ordering::Relaxed);
        self.sum.fetch_add(value, Ordering::Relaxed);
    }

    /// The counts; `scale` turns the unit in which values were added into that of the bounds.
    pub(crate) fn read(&self, bounds: [f64; N], scale: f64) -> Distribution {
        let mut buckets: Vec<(f64, u64)> = bounds
            .into_iter()
            .zip(&self.below)
            .map(|(bound, count)| (bound, count.load(Ordering::Relaxed)))
            .collect();
        buckets.push((f64::INFINITY, self.above.load(Ordering::Relaxed)));
        let count = buckets.iter().map(|(_, count)| count).sum();
        Distribution { buckets, count, sum: self.sum.load(Ordering::Relaxed) as f64 * scale }
    }
}

impl Buckets<{ BATCH_BOUNDS.len() }> {
    pub(crate) fn add_count(&self, count: usize) {
        self.add(count as u64, |index| BATCH_BOUNDS[index] as u64);
    }
}

impl Buckets<{ SECONDS_BOUNDS.len() }> {
    pub(crate) fn add_time(&self, time: Duration) {
        let micros = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        self.add(micros, |index| (SECONDS_BOUNDS[index] * 1e6) as u64);
    }
}
