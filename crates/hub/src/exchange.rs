//! How commands get to shards, from the rest of the program and from one shard to another.
//!
//! Each shard has an inbox. What two senders put into two inboxes could arrive in two orders, so a publication goes
//! into all of them under one lock, which is held for as long as that takes and never while anything is delivered.
//! Shards take it only to publish on behalf of a client. They hold the exchange weakly: when the last handle of the
//! hub is dropped, the inboxes close and the shards end.

use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::mpsc::UnboundedSender;

use crate::hub::HubError;
use crate::metrics::ShardMetrics;
use crate::publication::Encoded;
use crate::quota::Quotas;
use crate::refusals::Refusals;
use crate::shard::Command;
use crate::tap::Taps;

#[derive(Debug)]
pub(crate) struct Exchange {
    shards: Vec<ShardHandle>,
    /// Held while a publication is put into all inboxes: without it two publishers could reach two shards in
    /// different orders, and the subscribers of a channel would not see one order.
    order: Mutex<()>,
    inbox_limit: usize,
    publications: AtomicU64,
    quotas: Quotas,
    /// How often the channels to be watched were chosen.
    pub(crate) watches: AtomicU64,
    pub(crate) taps: Taps,
    pub(crate) refusals: Refusals,
}

/// What others know of a shard.
#[derive(Debug)]
pub(crate) struct ShardHandle {
    pub(crate) inbox: UnboundedSender<Command>,
    pub(crate) load: Arc<Load>,
    pub(crate) metrics: Arc<ShardMetrics>,
}

/// How busy a shard is, known to both sides.
#[derive(Debug, Default)]
pub(crate) struct Load {
    /// Bytes of publications in the inbox.
    pub(crate) queued: AtomicUsize,
    /// Sockets handed over and not yet gone.
    pub(crate) sockets: AtomicUsize,
}

/// Where a connection is. It may be gone by the time somebody looks, and its key taken by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Address {
    pub(crate) shard: usize,
    pub(crate) key: u32,
    pub(crate) serial: u32,
}

impl Exchange {
    pub(crate) fn new(shards: Vec<ShardHandle>, inbox_limit: usize) -> Self {
        Self {
            shards,
            order: Mutex::new(()),
            inbox_limit,
            publications: AtomicU64::new(0),
            quotas: Quotas::default(),
            watches: AtomicU64::new(0),
            taps: Taps::default(),
            refusals: Refusals::default(),
        }
    }

    pub(crate) fn shards(&self) -> &[ShardHandle] {
        &self.shards
    }

    /// How many connections each app has.
    pub(crate) fn quotas(&self) -> &Quotas {
        &self.quotas
    }

    /// Publications accepted so far.
    pub(crate) fn publications(&self) -> u64 {
        self.publications.load(Ordering::Relaxed)
    }

    /// The shard that keeps what there must be one of: the members of a presence channel, for example.
    pub(crate) fn home(&self, app: i64, name: &str) -> usize {
        let hash = BuildHasherDefault::<DefaultHasher>::new().hash_one((app, name));
        usize::try_from(hash % self.shards.len() as u64).expect("less than the number of shards")
    }

    /// The shard that keeps who of an app is signed in.
    pub(crate) fn home_of_users(&self, app: i64) -> usize {
        // No channel has this name.
        self.home(app, "")
    }

    /// Puts a command into the inbox of one shard. False when that shard has ended.
    pub(crate) fn send(&self, shard: usize, command: Command) -> bool {
        self.shards[shard].inbox.send(command).is_ok()
    }

    /// Puts publications into all inboxes, one after the other, or none of them when the inboxes are too full.
    pub(crate) fn publish(&self, all: &[Arc<Encoded>]) -> Result<(), HubError> {
        self.put_into_all(all, self.inbox_limit)?;
        self.publications.fetch_add(all.len() as u64, Ordering::Relaxed);
        Ok(())
    }

    /// Publishes what the hub itself has to say. It is small, and must not be lost: a client that misses that
    /// somebody left would show them for ever.
    pub(crate) fn announce(&self, encoded: Encoded) {
        if self.put_into_all(&[Arc::new(encoded)], usize::MAX).is_err() {
            tracing::debug!("the hub is stopping, some of its clients miss an announcement");
        }
    }

    /// Runs `send`, which puts a command into all inboxes, so that no other one gets in between.
    pub(crate) fn in_order(&self, send: impl FnOnce(&Self)) {
        let in_order = self.order.lock().unwrap_or_else(PoisonError::into_inner);
        send(self);
        drop(in_order);
    }

    fn put_into_all(&self, all: &[Arc<Encoded>], limit: usize) -> Result<(), HubError> {
        let in_order = self.order.lock().unwrap_or_else(PoisonError::into_inner);
        let queued =
            self.shards.iter().map(|shard| shard.load.queued.load(Ordering::Relaxed)).max().unwrap_or(0);
        if queued > limit {
            return Err(HubError::Overloaded { queued });
        }
        let mut result = Ok(());
        for encoded in all {
            self.taps.pass(encoded);
            let size = encoded.size();
            for shard in &self.shards {
                shard.load.queued.fetch_add(size, Ordering::Relaxed);
                if shard.inbox.send(Command::Publish(Arc::clone(encoded))).is_err() {
                    result = Err(HubError::Stopped);
                }
            }
        }
        drop(in_order);
        result
    }
}
