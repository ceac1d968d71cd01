//! What the clients of an app may do on channels, and how much of everything the app may have.
//!
//! Kept as one JSON value: the database never asks for a single one of these, and a value of an earlier version of the
//! program reads back with the defaults for what it did not know. Which values make sense is the caller's to check.

use serde::{Deserialize, Serialize};

/// The settings. The defaults are those of `config.default.toml`, where each is explained.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ChannelSettings {
    /// Clients may send events to each other on private and presence channels.
    pub client_events: bool,
    /// Subscribers are told how many they are.
    pub subscription_counts: bool,
    /// Seconds until a connection has to have shown who it is; 0 for never.
    pub authorize_within_seconds: u32,
    /// Origins of the pages that may connect; empty for any.
    pub allowed_origins: Vec<String>,
    /// Channels whose events are kept for clients that were away: names, and prefixes that end in `*`.
    pub replay: Vec<String>,
    /// Connections at the same time; 0 for no limit.
    pub max_connections: u32,
    /// Bytes of a client's message.
    pub message_bytes: u32,
    /// Channels that one connection may be subscribed to.
    pub channels_per_connection: u32,
    /// Users of a presence channel.
    pub presence_members: u32,
    /// Client events that a connection may send within a second.
    pub client_events_per_second: u32,
    /// Bytes of an event's data, published or sent by a client.
    pub event_bytes: u32,
    /// Channels of a published event.
    pub channels_per_event: u32,
    /// Events in a batch.
    pub events_per_batch: u32,
    /// A few of the events that the app triggers are kept as examples for mappings.
    pub event_samples: bool,
}

impl Default for ChannelSettings {
    fn default() -> Self {
        Self {
            client_events: false,
            subscription_counts: false,
            authorize_within_seconds: 0,
            allowed_origins: Vec::new(),
            replay: Vec::new(),
            max_connections: 0,
            message_bytes: 64 * 1024,
            channels_per_connection: 200,
            presence_members: 100,
            client_events_per_second: 10,
            event_bytes: 10_240,
            channels_per_event: 100,
            events_per_batch: 10,
            event_samples: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_an_earlier_version_reads_with_the_defaults_for_the_rest() {
        let read: ChannelSettings = serde_json::from_str(r#"{"client_events":true,"gone":1}"#).unwrap();
        assert_eq!(read, ChannelSettings { client_events: true, ..ChannelSettings::default() });
        let written = serde_json::to_string(&read).unwrap();
        assert_eq!(serde_json::from_str::<ChannelSettings>(&written).unwrap(), read);
    }
}
