//! The settings that a new app starts with.

use std::ops::RangeInclusive;

use orderbell_store::ChannelSettings;

use super::{ConfigError, raw::RawChannels, wrong};
use crate::app_settings::{bounds, wrong_origin, wrong_replay};

pub(super) fn check(raw: RawChannels) -> Result<ChannelSettings, ConfigError> {
    if let Some(problem) = wrong_origin(&raw.allowed_origins) {
        return Err(wrong("channels.allowed_origins", &raw.allowed_origins.join(","), problem.message));
    }
    if let Some(problem) = wrong_replay(&raw.replay) {
        return Err(wrong("channels.replay", &raw.replay.join(","), problem.message));
    }
    Ok(ChannelSettings {
        client_events: raw.client_events,
        subscription_counts: raw.subscription_counts,
        authorize_within_seconds: within(
            "channels.authorize_within_seconds",
            raw.authorize_within_seconds,
            bounds::AUTHORIZE_WITHIN_SECONDS,
        )?,
        max_connections: within("channels.max_connections", raw.max_connections, bounds::MAX_CONNECTIONS)?,
        message_bytes: within("channels.message_bytes", raw.message_bytes, bounds::MESSAGE_BYTES)?,
        channels_per_connection: within(
            "channels.channels_per_connection",
            raw.channels_per_connection,
            bounds::CHANNELS_PER_CONNECTION,
        )?,
        presence_members: within(
            "channels.presence_members",
            raw.presence_members,
            bounds::PRESENCE_MEMBERS,
        )?,
        client_events_per_second: within(
            "channels.client_events_per_second",
            raw.client_events_per_second,
            bounds::CLIENT_EVENTS_PER_SECOND,
        )?,
        event_bytes: within("channels.event_bytes", raw.event_bytes, bounds::EVENT_BYTES)?,
        channels_per_event: within(
            "channels.channels_per_event",
            raw.channels_per_event,
            bounds::CHANNELS_PER_EVENT,
        )?,
        events_per_batch: within(
            "channels.events_per_batch",
            raw.events_per_batch,
            bounds::EVENTS_PER_BATCH,
        )?,
        event_samples: raw.event_samples,
        allowed_origins: raw.allowed_origins,
        replay: raw.replay,
    })
}

fn within(setting: &'static str, value: i64, bounds: RangeInclusive<u32>) -> Result<u32, ConfigError> {
    let found = u32::try_from(value).ok().filter(|value| bounds.contains(value));
    found.ok_or_else(|| {
        wrong(setting, &value, format!("must be between {} and {}", bounds.start(), bounds.end()))
    })
}
