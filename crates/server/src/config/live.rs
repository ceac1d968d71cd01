//! Limits of raw WebSockets (`/ws`) and event streams (`/v1/stream`).

use std::time::Duration;

use super::{ConfigError, range, raw::RawLive, seconds};

/// What one such connection may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LiveConfig {
    /// Connections of both kinds together.
    pub max_connections: usize,
    /// Rooms of one connection.
    pub max_rooms: usize,
    /// Largest message of a client, in bytes.
    pub max_message: usize,
    /// Messages of a client that are read in a second.
    pub messages_per_second: u32,
    /// A WebSocket that has joined no room by then is closed.
    pub join_within: Duration,
    /// Pause between two signs of life on an event stream.
    pub heartbeat: Duration,
}

impl LiveConfig {
    pub(super) fn check(raw: &RawLive) -> Result<Self, ConfigError> {
        let pace = range("live.messages_per_second", raw.messages_per_second, 1, 1000)?;
        Ok(Self {
            max_connections: range("live.max_connections", raw.max_connections, 1, 1_000_000)?,
            max_rooms: range("live.max_rooms", raw.max_rooms, 1, 1000)?,
            max_message: range("live.max_message_bytes", raw.max_message_bytes, 512, 64 << 10)?,
            messages_per_second: u32::try_from(pace).expect("at most 1000"),
            join_within: seconds("live.join_within_seconds", raw.join_within_seconds, 600)?,
            heartbeat: seconds("live.heartbeat_seconds", raw.heartbeat_seconds, 300)?,
        })
    }
}
