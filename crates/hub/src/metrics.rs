//! Counters, one set per shard, added up when somebody asks.
//!
//! Only its shard writes to a set, so a plain load and store is enough and the hot path needs no atomic
//! read-modify-write.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::tally::Tally;

/// What a hub has done so far, over all its shards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct HubMetrics {
    /// Connections of clients at this moment.
    pub connections: u64,
    /// Subscriptions at this moment.
    pub subscriptions: u64,
    /// Publications accepted.
    pub publications: u64,
    /// Frames of publications put into the queues of sockets.
    pub deliveries: u64,
    /// Bytes taken by the kernel.
    pub bytes_out: u64,
    /// System calls that wrote to sockets; `deliveries / writes` tells how well frames are batched.
    pub writes: u64,
    /// Messages of clients.
    pub messages_in: u64,
    /// Connections closed with 4100 because their queue was full.
    pub slow_closed: u64,
    /// Connections dropped because the kernel took nothing for too long.
    pub stalled: u64,
    /// Connections closed with 4201 because a ping was not answered.
    pub no_pong: u64,
    /// Connections closed for breaking the WebSocket protocol or its limits.
    pub violations: u64,
    /// Messages and subscriptions refused because a client sent too many.
    pub rate_refused: u64,
    /// Channel events that nobody took in time, see [`Hub::watch`](crate::Hub::watch).
    pub reports_dropped: u64,
    /// Subscriptions that had to catch up with the log when they began.
    pub replays: u64,
    /// Subscriptions that are catching up at this moment.
    pub catching_up: u64,
    /// Events sent from the log.
    pub replayed: u64,
    /// Replays that could not begin where the client was, because the events are not kept any more, or are too many.
    pub incomplete_replays: u64,
    /// Pages of the log that could not be read, and were asked for again.
    pub failed_pages: u64,
    /// Receipt pings that clients have answered.
    pub receipts: u64,
    /// Connections refused, in words, before they were established.
    pub refused: u64,
}

#[derive(Debug, Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn add(&self, amount: u64) {
        self.0.store(self.get().wrapping_add(amount), Ordering::Relaxed);
    }

    pub(crate) fn subtract(&self, amount: u64) {
        self.0.store(self.get().wrapping_sub(amount), Ordering::Relaxed);
    }

    pub(crate) fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The counters of one shard. Aligned so that two shards never write to the same cache line.
#[derive(Debug, Default)]
#[repr(align(128))]
pub(crate) struct ShardMetrics {
    pub(crate) connections: Counter,
    pub(crate) subscriptions: Counter,
    pub(crate) deliveries: Counter,
    pub(crate) bytes_out: Counter,
    pub(crate) writes: Counter,
    pub(crate) messages_in: Counter,
    pub(crate) slow_closed: Counter,
    pub(crate) stalled: Counter,
    pub(crate) no_pong: Counter,
    pub(crate) violations: Counter,
    pub(crate) replays: Counter,
    pub(crate) catching_up: Counter,
    pub(crate) replayed: Counter,
    pub(crate) incomplete_replays: Counter,
    pub(crate) failed_pages: Counter,
    pub(crate) receipts: Counter,
    pub(crate) rate_refused: Counter,
    pub(crate) refused: Counter,
    pub(crate) reports_dropped: Counter,
    pub(crate) tally: Tally,
}

impl ShardMetrics {
    pub(crate) fn add_to(&self, sum: &mut HubMetrics) {
        sum.connections += self.connections.get();
        sum.subscriptions += self.subscriptions.get();
        sum.deliveries += self.deliveries.get();
        sum.bytes_out += self.bytes_out.get();
        sum.writes += self.writes.get();
        sum.messages_in += self.messages_in.get();
        sum.slow_closed += self.slow_closed.get();
        sum.stalled += self.stalled.get();
        sum.no_pong += self.no_pong.get();
        sum.violations += self.violations.get();
        sum.replays += self.replays.get();
        sum.catching_up += self.catching_up.get();
        sum.replayed += self.replayed.get();
        sum.incomplete_replays += self.incomplete_replays.get();
        sum.failed_pages += self.failed_pages.get();
        sum.receipts += self.receipts.get();
        sum.rate_refused += self.rate_refused.get();
        sum.refused += self.refused.get();
        sum.reports_dropped += self.reports_dropped.get();
    }
}
