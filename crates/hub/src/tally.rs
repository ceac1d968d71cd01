//! Counts by app and by close code, for whoever operates the server.
//!
//! Touched when a connection begins or ends and never per message, so a lock that nobody else wants is cheap enough, and
//! whoever reads need not wait for the shard.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::hub::Hub;

/// The counts of one shard.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    connections: Mutex<HashMap<i64, u64>>,
    closes: Mutex<BTreeMap<u16, u64>>,
}

impl Tally {
    pub(crate) fn connected(&self, app: i64) {
        *locked(&self.connections).entry(app).or_default() += 1;
    }

    pub(crate) fn disconnected(&self, app: i64) {
        let mut connections = locked(&self.connections);
        if let Some(count) = connections.get_mut(&app) {
            *count -= 1;
            if *count == 0 {
                connections.remove(&app);
            }
        }
    }

    /// The hub has decided to close a connection, or to refuse it, with this code.
    pub(crate) fn closed(&self, code: u16) {
        *locked(&self.closes).entry(code).or_default() += 1;
    }
}

/// A count is whole whatever happened while it was locked.
fn locked<T>(counts: &Mutex<T>) -> MutexGuard<'_, T> {
    counts.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Hub {
    /// Connections at this moment, by app. Apps without any are not listed.
    pub fn connections_by_app(&self) -> BTreeMap<i64, u64> {
        let mut sums = BTreeMap::new();
        for shard in self.exchange().shards() {
            for (app, count) in locked(&shard.metrics.tally.connections).iter() {
                *sums.entry(*app).or_default() += count;
            }
        }
        sums
    }

    /// How many connections were closed or refused by the hub so far, by close code.
    pub fn closes_by_code(&self) -> BTreeMap<u16, u64> {
        let mut sums = BTreeMap::new();
        for shard in self.exchange().shards() {
            for (code, count) in locked(&shard.metrics.tally.closes).iter() {
                *sums.entry(*code).or_default() += count;
            }
        }
        sums
    }

    /// Bytes of publications that wait in the fullest inbox; near the limit, publishers are refused.
    pub fn queued_bytes(&self) -> usize {
        let queued = self.exchange().shards().iter().map(|shard| &shard.load.queued);
        queued.map(|queued| queued.load(std::sync::atomic::Ordering::Relaxed)).max().unwrap_or(0)
    }

    /// Whether all shards run. One that has ended takes its connections with it and never comes back.
    pub fn is_running(&self) -> bool {
        self.exchange().shards().iter().all(|shard| !shard.inbox.is_closed())
    }
}
