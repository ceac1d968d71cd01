//! Which settings an app may have: one list of bounds for the configuration, the API and the command line.
//!
//! Every bound is there to keep one app from using up what all apps share; within them an app's managers decide.

use std::ops::RangeInclusive;

use orderbell_hub::{AppSettings as HubSettings, TrackedChannels};
use orderbell_store::ChannelSettings;
use orderbell_wire::trigger::TriggerLimits;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::problem::FieldProblem,
    origins::{OriginPattern, Origins},
    relay::channels,
};

/// Bounds of the numbers, both ends included.
pub mod bounds {
    use super::RangeInclusive;

    /// Seconds; 0 stands for never.
    pub const AUTHORIZE_WITHIN_SECONDS: RangeInclusive<u32> = 0..=600;
    /// Connections; 0 stands for no limit of the app's own.
    pub const MAX_CONNECTIONS: RangeInclusive<u32> = 0..=1_000_000;
    /// Bytes of a client's message.
    pub const MESSAGE_BYTES: RangeInclusive<u32> = 1024..=1_048_576;
    /// Channels of a connection.
    pub const CHANNELS_PER_CONNECTION: RangeInclusive<u32> = 1..=10_000;
    /// Users of a presence channel.
    pub const PRESENCE_MEMBERS: RangeInclusive<u32> = 1..=10_000;
    /// Client events of a connection within a second.
    pub const CLIENT_EVENTS_PER_SECOND: RangeInclusive<u32> = 1..=1000;
    /// Bytes of an event's data.
    pub const EVENT_BYTES: RangeInclusive<u32> = 1..=262_144;
    /// Channels of a published event.
    pub const CHANNELS_PER_EVENT: RangeInclusive<u32> = 1..=1000;
    /// Events of a batch.
    pub const EVENTS_PER_BATCH: RangeInclusive<u32> = 1..=100;
}

/// Most entries of `allowed_origins`.
pub const MAX_ORIGINS: usize = 50;
/// Most entries of `replay`.
pub const MAX_REPLAY: usize = 100;

/// What the clients of an app may do on channels, and how much of everything the app may have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AppSettings)]
pub struct SettingsView {
    /// Clients may send `client-` events to each other on private and presence channels.
    pub client_events: bool,
    /// Subscribers of public and private channels are told how many they are.
    pub subscription_counts: bool,
    /// A connection that has neither signed in nor joined a private or presence channel by then is closed with 4009; 0
    /// for never. Counts for connections made from now on.
    #[schema(maximum = 600)]
    pub authorize_within_seconds: u32,
    /// Origins of the pages that may connect: `https://shop.example.com`, `https://*.example.com`; none for any.
    #[schema(max_items = 50, example = json!(["https://shop.example.com"]))]
    pub allowed_origins: Vec<String>,
    /// Channels whose events are kept and sent again to clients that were away: names, and prefixes that end in `*`.
    #[schema(max_items = 100, example = json!(["chat-*"]))]
    pub replay: Vec<String>,
    /// Connections at the same time; 0 for no limit of the app's own. One more is refused with 4100.
    #[schema(maximum = 1_000_000)]
    pub max_connections: u32,
    /// Bytes of a client's message.
    #[schema(minimum = 1024, maximum = 1_048_576)]
    pub message_bytes: u32,
    /// Channels that one connection may be subscribed to.
    #[schema(minimum = 1, maximum = 10_000)]
    pub channels_per_connection: u32,
    /// Users of a presence channel.
    #[schema(minimum = 1, maximum = 10_000)]
    pub presence_members: u32,
    /// Client events that a connection may send within a second.
    #[schema(minimum = 1, maximum = 1000)]
    pub client_events_per_second: u32,
    /// Bytes of an event's data, published or sent by a client.
    #[schema(minimum = 1, maximum = 262_144)]
    pub event_bytes: u32,
    /// Channels of a published event.
    #[schema(minimum = 1, maximum = 1000)]
    pub channels_per_event: u32,
    /// Events in a batch.
    #[schema(minimum = 1, maximum = 100)]
    pub events_per_batch: u32,
    /// A few of the events that the app triggers are kept for a while, so that somebody can say what they mean.
    pub event_samples: bool,
}

/// Settings to change; what is left out stays as it is.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AppSettingsChange, example = json!({"client_events": true, "max_connections": 500}))]
pub struct SettingsChange {
    client_events: Option<bool>,
    subscription_counts: Option<bool>,
    authorize_within_seconds: Option<u32>,
    allowed_origins: Option<Vec<String>>,
    replay: Option<Vec<String>>,
    max_connections: Option<u32>,
    message_bytes: Option<u32>,
    channels_per_connection: Option<u32>,
    presence_members: Option<u32>,
    client_events_per_second: Option<u32>,
    event_bytes: Option<u32>,
    channels_per_event: Option<u32>,
    events_per_batch: Option<u32>,
    event_samples: Option<bool>,
}

impl SettingsChange {
    /// Everything that is wrong with it, by field.
    #[must_use]
    pub fn problems(&self) -> Vec<FieldProblem> {
        let numbers = [
            ("authorize_within_seconds", self.authorize_within_seconds, bounds::AUTHORIZE_WITHIN_SECONDS),
            ("max_connections", self.max_connections, bounds::MAX_CONNECTIONS),
            ("message_bytes", self.message_bytes, bounds::MESSAGE_BYTES),
            ("channels_per_connection", self.channels_per_connection, bounds::CHANNELS_PER_CONNECTION),
            ("presence_members", self.presence_members, bounds::PRESENCE_MEMBERS),
            ("client_events_per_second", self.client_events_per_second, bounds::CLIENT_EVENTS_PER_SECOND),
            ("event_bytes", self.event_bytes, bounds::EVENT_BYTES),
            ("channels_per_event", self.channels_per_event, bounds::CHANNELS_PER_EVENT),
            ("events_per_batch", self.events_per_batch, bounds::EVENTS_PER_BATCH),
        ];
        let out_of_bounds = numbers.into_iter().filter_map(|(field, value, bounds)| {
            let message = format!("must be between {} and {}", bounds.start(), bounds.end());
            value.filter(|value| !bounds.contains(value)).map(|_| problem(field, message))
        });
        let mut problems: Vec<FieldProblem> = out_of_bounds.collect();
        problems.extend(self.allowed_origins.as_deref().and_then(wrong_origin));
        problems.extend(self.replay.as_deref().and_then(wrong_replay));
        problems
    }

    /// Writes the changes into the settings of an app.
    pub fn apply(self, settings: &mut ChannelSettings) {
        fn set<T>(field: &mut T, value: Option<T>) {
            if let Some(value) = value {
                *field = value;
            }
        }
        set(&mut settings.client_events, self.client_events);
        set(&mut settings.subscription_counts, self.subscription_counts);
        set(&mut settings.authorize_within_seconds, self.authorize_within_seconds);
        set(&mut settings.allowed_origins, self.allowed_origins);
        set(&mut settings.replay, self.replay);
        set(&mut settings.max_connections, self.max_connections);
        set(&mut settings.message_bytes, self.message_bytes);
        set(&mut settings.channels_per_connection, self.channels_per_connection);
        set(&mut settings.presence_members, self.presence_members);
        set(&mut settings.client_events_per_second, self.client_events_per_second);
        set(&mut settings.event_bytes, self.event_bytes);
        set(&mut settings.channels_per_event, self.channels_per_event);
        set(&mut settings.events_per_batch, self.events_per_batch);
        set(&mut settings.event_samples, self.event_samples);
    }
}

impl From<&ChannelSettings> for SettingsView {
    fn from(settings: &ChannelSettings) -> Self {
        Self {
            client_events: settings.client_events,
            subscription_counts: settings.subscription_counts,
            authorize_within_seconds: settings.authorize_within_seconds,
            allowed_origins: settings.allowed_origins.clone(),
            replay: settings.replay.clone(),
            max_connections: settings.max_connections,
            message_bytes: settings.message_bytes,
            channels_per_connection: settings.channels_per_connection,
            presence_members: settings.presence_members,
            client_events_per_second: settings.client_events_per_second,
            event_bytes: settings.event_bytes,
            channels_per_event: settings.channels_per_event,
            events_per_batch: settings.events_per_batch,
            event_samples: settings.event_samples,
        }
    }
}

/// What the hub needs of the settings.
#[must_use]
pub fn hub_settings(settings: &ChannelSettings) -> HubSettings {
    let within = settings.authorize_within_seconds;
    HubSettings {
        client_events: settings.client_events,
        subscription_counts: settings.subscription_counts,
        authorize_within: (within > 0).then(|| std::time::Duration::from_secs(within.into())),
        max_connections: (settings.max_connections > 0).then_some(settings.max_connections as usize),
        max_message: settings.message_bytes as usize,
        max_channels: settings.channels_per_connection as usize,
        presence_members: settings.presence_members as usize,
        client_event_data: settings.event_bytes as usize,
        client_events_per_second: settings.client_events_per_second as usize,
        replay: tracked(&settings.replay),
    }
}

/// The order channels, and those of the app's own list. Entries that name no channel were refused when they were set.
fn tracked(entries: &[String]) -> TrackedChannels {
    let own = entries.iter().filter_map(|entry| TrackedChannels::parse([entry]).ok());
    own.fold(channels::tracked(), |all, entry| all.and(&entry))
}

/// How much the app may publish at once.
#[must_use]
pub fn trigger_limits(settings: &ChannelSettings) -> TriggerLimits {
    TriggerLimits {
        data: settings.event_bytes as usize,
        channels: settings.channels_per_event as usize,
        batch: settings.events_per_batch as usize,
    }
}

/// The pages that may connect. Entries that do not read as origins were refused when they were set.
#[must_use]
pub fn origins(settings: &ChannelSettings) -> Origins {
    settings.allowed_origins.iter().filter_map(|entry| entry.parse().ok()).collect()
}

/// What is wrong with a list of origins, if anything.
#[must_use]
pub fn wrong_origin(entries: &[String]) -> Option<FieldProblem> {
    if entries.len() > MAX_ORIGINS {
        let message = format!("may have {MAX_ORIGINS} entries at most, this has {}", entries.len());
        return Some(problem("allowed_origins", message));
    }
    let wrong = |(index, entry): (usize, &String)| {
        let error = entry.parse::<OriginPattern>().err()?;
        Some(problem(&format!("allowed_origins[{index}]"), error.to_string()))
    };
    entries.iter().enumerate().find_map(wrong)
}

/// What is wrong with a list of channels to be replayed, if anything.
#[must_use]
pub fn wrong_replay(entries: &[String]) -> Option<FieldProblem> {
    if entries.len() > MAX_REPLAY {
        let message = format!("may have {MAX_REPLAY} entries at most, this has {}", entries.len());
        return Some(problem("replay", message));
    }
    let wrong = |(index, entry): (usize, &String)| {
        TrackedChannels::parse([entry]).err()?;
        let message = "must be a channel name, or the beginning of one and then `*`".to_owned();
        Some(problem(&format!("replay[{index}]"), message))
    };
    entries.iter().enumerate().find_map(wrong)
}

fn problem(field: &str, message: String) -> FieldProblem {
    FieldProblem { field: format!("settings.{field}"), message }
}

#[cfg(test)]
mod tests {
    use orderbell_wire::limits;

    use super::*;

    fn problems(json: &str) -> Vec<FieldProblem> {
        serde_json::from_str::<SettingsChange>(json).unwrap().problems()
    }

    #[test]
    fn every_wrong_setting_is_named_with_its_bounds() {
        for (json, field, part) in [
            (r#"{"event_bytes":0}"#, "settings.event_bytes", "between 1 and 262144"),
            (r#"{"authorize_within_seconds":601}"#, "settings.authorize_within_seconds", "0 and 600"),
            (r#"{"allowed_origins":["https://a.test","a.test"]}"#, "settings.allowed_origins[1]", "https://"),
            (r#"{"replay":["a","b c"]}"#, "settings.replay[1]", "channel name"),
        ] {
            let found = problems(json);
            assert_eq!(found.len(), 1, "{json}");
            assert!(found[0].field == field && found[0].message.contains(part), "{found:?}");
        }
        assert_eq!(problems(r#"{"event_bytes":0,"max_connections":9999999}"#).len(), 2);
        assert!(
            problems(r#"{"replay":["chat-*","a","*"],"allowed_origins":["*"],"max_connections":0}"#)
                .is_empty()
        );
        assert!(serde_json::from_str::<SettingsChange>(r#"{"event_byte":1}"#).is_err());
    }

    #[test]
    fn only_what_is_given_changes() {
        let mut settings = ChannelSettings::default();
        let change: SettingsChange =
            serde_json::from_str(r#"{"client_events":true,"replay":["a"],"event_bytes":99}"#).unwrap();
        change.apply(&mut settings);
        let expected = ChannelSettings {
            client_events: true,
            replay: vec!["a".into()],
            event_bytes: 99,
            ..ChannelSettings::default()
        };
        assert_eq!(settings, expected);
    }

    #[test]
    fn order_channels_are_tracked_and_others_can_be() {
        let tracks = |replay: &[&str], channel: &str| {
            let replay = replay.iter().map(|entry| (*entry).to_owned()).collect();
            let settings = ChannelSettings { replay, ..ChannelSettings::default() };
            hub_settings(&settings).replay.contains(&channel.parse().unwrap())
        };
        let order = format!("private-order.{}", uuid::Uuid::nil());
        for replay in [&[][..], &["news", "private-chat.*", "no name"]] {
            for channel in ["private-admin.orders", "private-vendor-orders.7", &order] {
                assert!(tracks(replay, channel), "{channel}");
            }
            assert!(!tracks(replay, "admin.orders") && !tracks(replay, "private-chat"));
            assert_eq!(tracks(replay, "news"), !replay.is_empty());
            assert_eq!(tracks(replay, "private-chat.7"), !replay.is_empty());
        }
    }

    #[test]
    fn the_defaults_are_those_of_the_protocol() {
        let defaults = ChannelSettings::default();
        let ours = HubSettings { replay: channels::tracked(), ..HubSettings::default() };
        assert_eq!(hub_settings(&defaults), ours);
        assert_eq!(trigger_limits(&defaults), TriggerLimits::default());
        assert_eq!(defaults.message_bytes as usize, limits::MESSAGE);
    }
}
