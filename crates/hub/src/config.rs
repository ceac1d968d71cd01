//! The settings of a hub.

use std::num::NonZero;
use std::thread;
use std::time::Duration;

use orderbell_wire::{close, limits};

/// How a [`Hub`](crate::Hub) behaves. Start from `HubConfig::default()` and change what differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubConfig {
    /// The number of shards, each a thread; 0 means one per core.
    pub shards: usize,
    /// Announced to clients, in whole seconds: a client that heard nothing for so long sends a ping. The server
    /// does the same to a client that was silent for so long.
    pub activity_timeout: Duration,
    /// How long a client may take to answer the server's ping before it is closed with 4201.
    pub pong_timeout: Duration,
    /// How many bytes may wait for one socket. A client that reads too slowly for this is closed with 4100.
    pub queue_limit: usize,
    /// How many bytes may wait for all sockets together that the kernel takes nothing for; beyond it the slowest clients
    /// are closed with 4100.
    pub outbound_limit: usize,
    /// How long the kernel may refuse to take a byte for a socket before the connection is given up.
    pub write_stall: Duration,
    /// How many messages a client may send each second, ten seconds' worth at once; large ones count more than once.
    /// Beyond it they are refused, and in the end the connection is closed with 4100. 0: without limit.
    pub messages_per_second: usize,
    /// The same for subscribing and unsubscribing; twice as many as there may be channels always pass at once.
    pub subscriptions_per_second: usize,
    /// How many cache channels have a last event kept; beyond it the oldest is forgotten.
    pub cache_events: usize,
    /// How many bytes these events may have together.
    pub cache_bytes: usize,
    /// How long each is kept.
    pub cache_lifetime: Duration,
    /// How often the number of many subscribers is told, where the app wants it told.
    pub count_pause: Duration,
    /// How long a departure is kept back from those who watch channels: who is back by then was never away.
    pub departure_delay: Duration,
    /// The code that ends the connections of a user when the app asks for it; it decides whether they come back.
    pub terminate_code: u16,
    /// How long a close waits for the client to take note before the socket is dropped.
    pub close_timeout: Duration,
    /// How many events of the log a client is sent at a time when it catches up.
    pub page_entries: usize,
    /// A client that follows positions is told to take a snapshot when it has missed more events of a channel.
    pub snapshot_after: usize,
    /// How long to wait after the log could not be read.
    pub page_retry: Duration,
    /// How often such a client is told where its channels are.
    pub position_interval: Duration,
    /// The kernel's send buffer of a socket, in bytes. Left alone it would grow to megabytes for exactly the clients that
    /// do not read; a fixed size keeps what waits for a slow client in our own, bounded queue.
    pub send_buffer: usize,
    /// How long the kernel keeps trying to deliver to a peer that does not acknowledge.
    pub user_timeout: Duration,
    /// After so long without traffic the kernel asks whether the peer is still there; three times without an answer,
    /// ten seconds apart, and the connection is gone.
    pub keepalive: Duration,
    /// How many bytes of publications may wait for one shard; beyond it publishing fails.
    pub inbox_limit: usize,
}

impl Default for HubConfig {
    fn default() -> Self {
        Self {
            shards: 0,
            activity_timeout: Duration::from_secs(30),
            pong_timeout: Duration::from_secs(30),
            queue_limit: 1024 * 1024,
            outbound_limit: 1024 * 1024 * 1024,
            write_stall: Duration::from_secs(10),
            messages_per_second: 200,
            subscriptions_per_second: 50,
            cache_events: 10_000,
            cache_bytes: 32 * 1024 * 1024,
            cache_lifetime: Duration::from_secs(limits::CACHE_SECONDS),
            count_pause: Duration::from_secs(limits::COUNT_SECONDS),
            departure_delay: Duration::from_secs(limits::DEPARTURE_SECONDS),
            terminate_code: close::UNAUTHORIZED,
            close_timeout: Duration::from_secs(2),
            page_entries: 512,
            snapshot_after: 1000,
            page_retry: Duration::from_millis(250),
            position_interval: Duration::from_secs(10),
            send_buffer: 128 * 1024,
            user_timeout: Duration::from_secs(30),
            keepalive: Duration::from_secs(30),
            inbox_limit: 64 * 1024 * 1024,
        }
    }
}

impl HubConfig {
    pub(crate) fn shard_count(&self) -> usize {
        match self.shards {
            0 => thread::available_parallelism().map_or(1, NonZero::get),
            count => count,
        }
    }

    /// The step of the shards' timer wheels: fine enough for the shortest timeout, coarse enough to cost nothing.
    pub(crate) fn tick(&self) -> Duration {
        let shortest =
            self.activity_timeout.min(self.pong_timeout).min(self.close_timeout).min(self.write_stall);
        let shortest = shortest.min(self.departure_delay);
        (shortest / 8).clamp(Duration::from_millis(5), Duration::from_secs(1))
    }

    /// The announced timeout in seconds; clients do not know fractions.
    pub(crate) fn announced_timeout(&self) -> u64 {
        self.activity_timeout.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_announced_timeout_is_rounded_up() {
        let announced = |millis| {
            HubConfig { activity_timeout: Duration::from_millis(millis), ..HubConfig::default() }
                .announced_timeout()
        };
        assert_eq!((announced(30_000), announced(1_001), announced(200)), (30, 2, 1));
    }

    #[test]
    fn the_tick_follows_the_shortest_timeout() {
        let config = HubConfig::default();
        assert_eq!(config.tick(), Duration::from_millis(250));
        assert_eq!(
            HubConfig { pong_timeout: Duration::from_millis(1), ..config }.tick(),
            Duration::from_millis(5)
        );
    }
}
