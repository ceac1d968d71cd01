//! Telling subscribers how many they are, where the app wants it.
//!
//! Subscribers of a channel are spread over shards, so a home adds them up (`presence.rs` says why there are homes).
//! Every change is told up to a hundred subscribers; beyond that at most once in a while, and then the number that it
//! is by that time, because a thousand clients that hear of each of a thousand others would be a million frames.

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use orderbell_wire::channel::{ChannelKind, ChannelName};
use orderbell_wire::frame;

use crate::app::App;
use crate::connection::Conn;
use crate::publication::Encoded;
use crate::shard::{Command, Shard};

/// The numbers of the channels that have their home on this shard.
#[derive(Debug)]
pub(crate) struct SubscriberCounts {
    apps: HashMap<i64, HashMap<ChannelName, Count>>,
    /// Channels that have to wait, and until when, in order.
    waiting: VecDeque<(Instant, i64, ChannelName)>,
    /// Up to this many subscribers every change is told.
    at_once: usize,
    pause: Duration,
}

#[derive(Debug, Default)]
struct Count {
    subscribers: usize,
    waits: bool,
    /// Something has changed since the number was told.
    changed: bool,
}

impl SubscriberCounts {
    pub(crate) fn new(at_once: usize, pause: Duration) -> Self {
        Self { apps: HashMap::new(), waiting: VecDeque::new(), at_once, pause }
    }

    /// Counts one more or one less. Returns the number if it has to be told now.
    fn change(&mut self, app: i64, channel: &ChannelName, joined: bool, now: Instant) -> Option<usize> {
        let count = self.apps.entry(app).or_default().entry(channel.clone()).or_default();
        count.subscribers = if joined { count.subscribers + 1 } else { count.subscribers.saturating_sub(1) };
        if count.waits {
            count.changed = true;
            return None;
        }
        let subscribers = count.subscribers;
        if subscribers > self.at_once {
            count.waits = true;
            self.waiting.push_back((now + self.pause, app, channel.clone()));
        } else if subscribers == 0 {
            self.forget(app, channel);
        }
        Some(subscribers)
    }

    /// The numbers that have waited long enough and have to be told now.
    fn take_due(&mut self, now: Instant) -> Vec<(i64, ChannelName, usize)> {
        let mut told = Vec::new();
        while let Some((_, app, channel)) = self.waiting.pop_front_if(|(until, ..)| *until <= now) {
            let counts = self.apps.get_mut(&app).expect("a channel that waits is not forgotten");
            let count = counts.get_mut(&channel).expect("a channel that waits is not forgotten");
            let (subscribers, changed) = (count.subscribers, std::mem::take(&mut count.changed));
            count.waits = changed && subscribers > self.at_once;
            if count.waits {
                self.waiting.push_back((now + self.pause, app, channel.clone()));
            } else if subscribers == 0 {
                self.forget(app, &channel);
            }
            if changed {
                told.push((app, channel, subscribers));
            }
        }
        told
    }

    fn forget(&mut self, app: i64, channel: &ChannelName) {
        if let Some(channels) = self.apps.get_mut(&app) {
            channels.remove(channel);
            if channels.is_empty() {
                self.apps.remove(&app);
            }
        }
    }
}

/// On the shard of the connection.
impl Shard {
    pub(crate) fn report_subscription(&self, conn: &Conn, channel: &ChannelName, joined: bool) {
        let Some(app) = conn.app().filter(|app| app.settings.subscription_counts) else { return };
        self.report_change(app.id, channel, joined);
    }

    /// Tells the homes of all channels of an app about all subscribers here, after the app has switched counting on; or
    /// takes back what they were told, after it was switched off. So a home knows of each shard exactly what that shard
    /// counts at the time, in whichever order the shards hear of the switch.
    pub(crate) fn count_anew(&self, app: &App) {
        let joined = app.settings.subscription_counts;
        for (channel, count) in self.subscriptions.borrow().sizes(app.id) {
            for _ in 0..count {
                self.report_change(app.id, channel, joined);
            }
        }
    }

    fn report_change(&self, app: i64, channel: &ChannelName, joined: bool) {
        // Presence channels tell who is there, and a user's own channel is nobody else's business.
        if matches!(channel.kind(), ChannelKind::Presence | ChannelKind::ServerToUser) {
            return;
        }
        let home = self.home(app, channel.as_str());
        if !self.tell(home, Command::Counted { app, channel: channel.clone(), joined }) {
            tracing::trace!("nobody is left to be told a number");
        }
    }
}

/// On the home of the channel.
impl Shard {
    pub(crate) fn count_subscriber(&self, app: i64, channel: ChannelName, joined: bool) {
        let told = self.subscriber_counts.borrow_mut().change(app, &channel, joined, Instant::now());
        if let Some(subscribers) = told {
            self.tell_count(app, channel, subscribers);
        }
    }

    pub(crate) fn tell_due_counts(&self) {
        if self.subscriber_counts.borrow().waiting.is_empty() {
            return;
        }
        let told = self.subscriber_counts.borrow_mut().take_due(Instant::now());
        for (app, channel, subscribers) in told {
            self.tell_count(app, channel, subscribers);
        }
    }

    fn tell_count(&self, app: i64, channel: ChannelName, subscribers: usize) {
        if self.tenants.borrow().app(app).is_some_and(|app| !app.settings.subscription_counts) {
            return;
        }
        self.note_count(app, &channel, subscribers);
        if subscribers > 0 {
            let frame = frame::subscription_count(&channel, subscribers);
            self.announce(Encoded::live(app, channel, frame, None));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const AT_ONCE: usize = 3;
    const PAUSE: Duration = Duration::from_millis(50);

    proptest! {
        #[test]
        fn check_97_large_channels_are_told_once_in_a_while_and_always_the_latest(
            steps in prop::collection::vec((any::<bool>(), 0_u64..30), 0..200),
        ) {
            let channel: ChannelName = "a".parse().unwrap();
            let mut counts = SubscriberCounts::new(AT_ONCE, PAUSE);
            let start = Instant::now();
            let (mut now, mut subscribers, mut told) = (start, 0_usize, Vec::new());
            for (joins, pause) in steps {
                now += Duration::from_millis(pause);
                told.extend(counts.take_due(now).into_iter().map(|(.., number)| (now, number)));
                let joined = joins || subscribers == 0;
                subscribers = if joined { subscribers + 1 } else { subscribers - 1 };
                told.extend(counts.change(1, &channel, joined, now).map(|number| (now, number)));
            }
            // A number above the limit is followed by a pause, whatever comes next.
            for pair in told.windows(2) {
                prop_assert!(pair[0].1 <= AT_ONCE || pair[1].0 - pair[0].0 >= PAUSE, "{:?}", told);
            }
            now += PAUSE;
            told.extend(counts.take_due(now).into_iter().map(|(.., number)| (now, number)));
            prop_assert_eq!(told.last().map_or(0, |last| last.1), subscribers);
            for _ in 0..subscribers {
                counts.change(1, &channel, false, now);
            }
            counts.take_due(now + PAUSE);
            counts.take_due(now + PAUSE * 2);
            prop_assert!(counts.apps.is_empty() && counts.waiting.is_empty());
        }
    }
}
