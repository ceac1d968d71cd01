//! A few examples of what an app triggers, for whoever says what it means.
//!
//! They are taken beside the trigger and not in its way: now and then one of each event on each kind of channel, by way
//! of a short queue that drops what does not fit. So a thousand events a second cost no more than a few.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use orderbell_store::{AppId, NewEventSample, Store};
use orderbell_wire::channel::ChannelName;
use tokio::sync::mpsc;

use super::Broadcast;
use crate::apps::AppEntry;

/// Most bytes of an example's data.
pub const MAX_BYTES: usize = 10 * 1024;

/// An event on a kind of channel gives one example in this time.
const EVERY: Duration = Duration::from_secs(2);

/// Kinds of events that are remembered before all are forgotten. Forgetting costs an example too many.
const KINDS: usize = 2_000;

/// Examples that wait to be written.
const WAITING: usize = 64;

/// When each kind of event last gave an example, and the way to those who write them.
#[derive(Debug)]
pub struct Sampling {
    last: Mutex<HashMap<(AppId, String, String), Instant>>,
    sink: mpsc::Sender<(AppId, NewEventSample)>,
    /// Until the writing task takes it.
    source: Mutex<Option<mpsc::Receiver<(AppId, NewEventSample)>>>,
}

impl Default for Sampling {
    fn default() -> Self {
        let (sink, source) = mpsc::channel(WAITING);
        Self { last: Mutex::default(), sink, source: Mutex::new(Some(source)) }
    }
}

impl Sampling {
    /// Whether an event would be kept as an example now.
    #[must_use]
    pub fn wants(&self, app: AppId, channels: &[ChannelName], event: &str, bytes: usize) -> bool {
        let Some(channel) = channels.first() else { return false };
        // What is encrypted says nothing, and is none of our business.
        let encrypted = channel.as_str().starts_with("private-encrypted-");
        if bytes > MAX_BYTES || encrypted || event.starts_with("client-") {
            return false;
        }
        let key = (app, pattern(channel.as_str()), event.to_owned());
        self.last().get(&key).is_none_or(|last| last.elapsed() >= EVERY)
    }

    /// Keeps an event as an example, unless one of its kind was kept a moment ago.
    pub(super) fn offer(&self, app: &AppEntry, broadcast: Broadcast) {
        let Broadcast { channels, event, data } = broadcast;
        let Some(channel) = channels.into_iter().next() else { return };
        if !app.record.channels.event_samples || data.len() > MAX_BYTES {
            return;
        }
        let pattern = pattern(&channel);
        {
            let mut last = self.last();
            let key = (app.record.id, pattern.clone(), event.clone());
            if last.get(&key).is_some_and(|last| last.elapsed() < EVERY) {
                return;
            }
            if last.len() >= KINDS {
                last.clear();
            }
            last.insert(key, Instant::now());
        }
        let sample = NewEventSample { pattern, event, channel, data, at: Timestamp::now() };
        if self.sink.try_send((app.record.id, sample)).is_err() {
            tracing::debug!("an example of an event was dropped, others wait to be written");
        }
    }

    /// Writes examples until the server stops.
    pub async fn write(&self, store: &Store) {
        let source = self.source.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(mut source) = source else { return };
        while let Some((app, sample)) = source.recv().await {
            if let Err(error) = store.record_event_samples(app, vec![sample]).await {
                tracing::debug!(%error, "an example of an event was not kept");
            }
        }
    }

    /// Lets every kind of event give an example at once, after those that were kept were thrown away.
    pub fn forget(&self, app: AppId) {
        self.last().retain(|(of, _, _), _| *of != app);
    }

    fn last(&self) -> MutexGuard<'_, HashMap<(AppId, String, String), Instant>> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The kind of channel: `private-order.7` is one of `private-order.*`. What looks like a number or an id ends the name.
#[must_use]
pub fn pattern(channel: &str) -> String {
    let mut start = 0;
    for (index, c) in channel.char_indices().chain([(channel.len(), '.')]) {
        if !matches!(c, '.' | '-' | '_' | ';' | ',' | '=' | '@') {
            continue;
        }
        if is_id(&channel[start..index]) {
            return format!("{}*", &channel[..start]);
        }
        start = index + c.len_utf8();
        if start > channel.len() {
            break;
        }
    }
    channel.to_owned()
}

/// A number, the beginning of a UUID, or anything else with more than one digit in it.
fn is_id(part: &str) -> bool {
    let digits = part.bytes().filter(u8::is_ascii_digit).count();
    digits > 0 && (digits == part.len() || digits >= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_of_one_kind_have_one_pattern() {
        for (channel, expected) in [
            ("admin.orders", "admin.orders"),
            ("private-admin.orders", "private-admin.orders"),
            ("order.7", "order.*"),
            ("private-order.01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f", "private-order.*"),
            ("private-vendor-orders.12", "private-vendor-orders.*"),
            ("App.Models.User.9", "App.Models.User.*"),
            ("7", "*"),
            ("private-vendor-orders.main", "private-vendor-orders.main"),
            ("v2-orders", "v2-orders"),
        ] {
            assert_eq!(pattern(channel), expected, "{channel}");
        }
    }
}
