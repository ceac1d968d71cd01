//! Which channels have subscribers, on any shard.
//!
//! Each shard tells the home of a channel when its own first subscriber has come and when its last one has gone; the
//! home keeps the set of shards. A set, because it may be told twice: when somebody begins to watch an app, every shard
//! says once more what it has.

use std::collections::HashMap;

use orderbell_wire::channel::ChannelName;

/// The occupied channels that have their home on this shard, by app.
#[derive(Debug, Default)]
pub(crate) struct Occupied {
    apps: HashMap<i64, Channels>,
}

#[derive(Debug, Default)]
struct Channels {
    /// Since when the app is watched. What was reported before then belongs to an earlier watch and is void.
    since: u64,
    shards: HashMap<ChannelName, Vec<usize>>,
}

/// A report of a shard about a channel.
#[derive(Debug)]
pub(crate) struct Report {
    pub(crate) app: i64,
    pub(crate) channel: ChannelName,
    pub(crate) shard: usize,
    /// It has subscribers there, or has none any more.
    pub(crate) present: bool,
    /// See [`Channels::since`].
    pub(crate) since: u64,
}

/// What a report changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// The channel has its first subscriber.
    Occupied,
    /// The channel has no subscriber any more.
    Vacated,
}

impl Occupied {
    pub(crate) fn apply(&mut self, report: &Report) -> Option<Change> {
        let channels = self.apps.entry(report.app).or_default();
        if report.since < channels.since {
            return None;
        }
        if report.since > channels.since {
            *channels = Channels { since: report.since, shards: HashMap::new() };
        }
        if report.present {
            let shards = channels.shards.entry(report.channel.clone()).or_default();
            let first = shards.is_empty();
            if !shards.contains(&report.shard) {
                shards.push(report.shard);
            }
            return first.then_some(Change::Occupied);
        }
        let shards = channels.shards.get_mut(&report.channel)?;
        shards.retain(|shard| *shard != report.shard);
        if !shards.is_empty() {
            return None;
        }
        channels.shards.remove(&report.channel);
        Some(Change::Vacated)
    }

    /// Forgets an app that nobody watches any more.
    pub(crate) fn forget(&mut self, app: i64) {
        self.apps.remove(&app);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn report(shard: usize, present: bool, since: u64) -> Report {
        Report { app: 1, channel: "a".parse().unwrap(), shard, present, since }
    }

    proptest! {
        #[test]
        fn a_channel_is_occupied_while_a_shard_has_it(
            steps in prop::collection::vec((0_usize..3, any::<bool>()), 0..60),
        ) {
            let (mut occupied, mut model) = (Occupied::default(), BTreeSet::new());
            for (shard, present) in steps {
                let before = model.is_empty();
                if present { model.insert(shard); } else { model.remove(&shard); }
                let expected = match (before, model.is_empty()) {
                    (true, false) => Some(Change::Occupied),
                    (false, true) => Some(Change::Vacated),
                    _ => None,
                };
                prop_assert_eq!(occupied.apply(&report(shard, present, 1)), expected);
            }
        }
    }

    #[test]
    fn reports_of_an_earlier_watch_are_void() {
        let mut occupied = Occupied::default();
        assert_eq!(occupied.apply(&report(0, true, 1)), Some(Change::Occupied));
        assert_eq!(occupied.apply(&report(1, true, 2)), Some(Change::Occupied));
        assert_eq!(occupied.apply(&report(0, true, 1)), None);
        assert_eq!(occupied.apply(&report(1, false, 2)), Some(Change::Vacated));
        occupied.forget(1);
        assert_eq!(occupied.apply(&report(0, false, 1)), None);
    }
}
