//! The last event of each cache channel, for those who subscribe later.
//!
//! Every shard keeps its own table, filled by the publications that come through its inbox. Since it hands its
//! subscribers the same publications in the same order, a newcomer gets exactly the event before the next one that it
//! will hear, and nobody has to be asked. The frames themselves are shared by all shards; what is repeated per shard is
//! a name and some numbers.
//!
//! Bounded by time, count and bytes. What has to go is always the oldest, in the order of publication.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use bytes::Bytes;
use orderbell_wire::channel::ChannelName;

use crate::publication::Logged;

/// How much is kept, and for how long.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) events: usize,
    pub(crate) bytes: usize,
    pub(crate) lifetime: Duration,
}

#[derive(Debug)]
pub(crate) struct LastEvents {
    bounds: Bounds,
    apps: HashMap<i64, HashMap<ChannelName, Kept>>,
    /// The same events by age.
    by_age: BTreeMap<u64, (i64, ChannelName)>,
    bytes: usize,
    next: u64,
}

#[derive(Debug)]
pub(crate) struct Kept {
    pub(crate) frame: Bytes,
    /// Its place in the log.
    pub(crate) logged: Option<Logged>,
    since: Instant,
    age: u64,
}

impl LastEvents {
    pub(crate) fn new(bounds: Bounds) -> Self {
        Self { bounds, apps: HashMap::new(), by_age: BTreeMap::new(), bytes: 0, next: 0 }
    }

    /// Keeps an event in place of the channel's former one.
    pub(crate) fn keep(
        &mut self,
        app: i64,
        channel: &ChannelName,
        frame: &Bytes,
        logged: Option<Logged>,
        now: Instant,
    ) {
        self.remove(app, channel);
        let age = self.next;
        self.next += 1;
        self.bytes += frame.len();
        self.by_age.insert(age, (app, channel.clone()));
        let kept = Kept { frame: frame.clone(), logged, since: now, age };
        self.apps.entry(app).or_default().insert(channel.clone(), kept);
        self.shrink(now);
    }

    /// The channel's last event, and for how long it will still be kept.
    pub(crate) fn last(&self, app: i64, channel: &ChannelName, now: Instant) -> Option<(&Kept, Duration)> {
        let kept = self.apps.get(&app)?.get(channel)?;
        let left = self.bounds.lifetime.checked_sub(now.duration_since(kept.since))?;
        (!left.is_zero()).then_some((kept, left))
    }

    fn shrink(&mut self, now: Instant) {
        while let Some((_, (app, channel))) = self.by_age.first_key_value() {
            let fits = self.by_age.len() <= self.bounds.events && self.bytes <= self.bounds.bytes;
            if fits && self.last(*app, channel, now).is_some() {
                return;
            }
            let (app, channel) = (*app, channel.clone());
            self.remove(app, &channel);
        }
    }

    fn remove(&mut self, app: i64, channel: &ChannelName) {
        let Some(channels) = self.apps.get_mut(&app) else { return };
        let Some(kept) = channels.remove(channel) else { return };
        if channels.is_empty() {
            self.apps.remove(&app);
        }
        self.by_age.remove(&kept.age);
        self.bytes -= kept.frame.len();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BOUNDS: Bounds = Bounds { events: 3, bytes: 30, lifetime: Duration::from_secs(10) };

    proptest! {
        /// The model is a list of all events, the latest last.
        #[test]
        fn tables_match_the_end_of_a_list(
            steps in prop::collection::vec((0_u8..5, 1_usize..16, 0_u64..5), 0..60),
        ) {
            let (mut table, mut now) = (LastEvents::new(BOUNDS), Instant::now());
            let mut list: Vec<(u8, usize, Instant)> = Vec::new();
            for (channel, size, pause) in steps {
                now += Duration::from_secs(pause);
                let name = |channel: u8| format!("cache-{channel}").parse::<ChannelName>().unwrap();
                table.keep(1, &name(channel), &Bytes::from(vec![channel; size]), None, now);
                list.retain(|event| event.0 != channel);
                list.push((channel, size, now));
                while list.len() > BOUNDS.events
                    || list.iter().map(|event| event.1).sum::<usize>() > BOUNDS.bytes
                    || list.first().is_some_and(|event| now - event.2 >= BOUNDS.lifetime)
                {
                    list.remove(0);
                }
                for channel in 0..5 {
                    let shown = table.last(1, &name(channel), now);
                    let shown = shown.map(|(kept, left)| (kept.frame.len(), now + left - BOUNDS.lifetime));
                    let expected = list.iter().find(|event| event.0 == channel).map(|event| (event.1, event.2));
                    prop_assert_eq!(shown, expected);
                    prop_assert!(table.last(2, &name(channel), now).is_none());
                }
                prop_assert_eq!(table.by_age.len(), list.len());
            }
        }
    }

    #[test]
    fn check_74_an_event_is_forgotten_when_its_time_is_over() {
        let (mut table, now) = (LastEvents::new(BOUNDS), Instant::now());
        let channel: ChannelName = "cache-a".parse().unwrap();
        table.keep(1, &channel, &Bytes::from_static(b"x"), None, now);
        assert!(table.last(1, &channel, now + Duration::from_millis(9_999)).is_some());
        assert!(table.last(1, &channel, now + BOUNDS.lifetime).is_none());
    }
}
