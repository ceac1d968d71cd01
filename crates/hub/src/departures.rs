//! Who has left and may be back in a moment.
//!
//! A page that is reloaded leaves its channels and comes back within a second. Webhooks are not told of that: a departure
//! is kept for a while, and who returns meanwhile has neither left nor come. Every departure waits equally long, so the
//! one that is due next is always the oldest.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use orderbell_wire::channel::ChannelName;

/// What is gone: a user of a channel, or all subscribers of a channel.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Departed {
    pub(crate) app: i64,
    pub(crate) channel: ChannelName,
    /// `None` for the channel itself.
    pub(crate) user: Option<Arc<str>>,
}

/// The departures that are kept back on this shard.
#[derive(Debug)]
pub(crate) struct Departures {
    delay: Duration,
    /// Those that hold, by the number of the departure: a return in between makes an earlier number void.
    pending: HashMap<Departed, u64>,
    queue: VecDeque<(Instant, u64, Departed)>,
    next: u64,
}

impl Departures {
    pub(crate) fn new(delay: Duration) -> Self {
        Self { delay, pending: HashMap::new(), queue: VecDeque::new(), next: 0 }
    }

    pub(crate) fn leave(&mut self, departed: Departed, now: Instant) {
        let number = self.next;
        self.next += 1;
        self.pending.insert(departed.clone(), number);
        self.queue.push_back((now + self.delay, number, departed));
    }

    /// Takes a departure back; false when there is none to take back.
    pub(crate) fn return_of(&mut self, departed: &Departed) -> bool {
        self.pending.remove(departed).is_some()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// Those who have been away for long enough, in the order in which they left.
    pub(crate) fn take_due(&mut self, now: Instant) -> Vec<Departed> {
        let mut due = Vec::new();
        while let Some((_, number, departed)) = self.queue.pop_front_if(|(at, ..)| *at <= now) {
            if self.pending.get(&departed) == Some(&number) {
                self.pending.remove(&departed);
                due.push(departed);
            }
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    const DELAY: u64 = 30;

    fn user(number: u8) -> Departed {
        let user = Some(number.to_string().into());
        Departed { app: 1, channel: "presence-a".parse().unwrap(), user }
    }

    proptest! {
        /// The model knows since when each user is away.
        #[test]
        fn check_141_only_who_stays_away_has_left(
            steps in prop::collection::vec((0_u8..4, 0_u64..20), 0..120),
        ) {
            let start = Instant::now();
            let mut departures = Departures::new(Duration::from_millis(DELAY));
            let (mut at, mut away): (u64, BTreeMap<u8, u64>) = (0, BTreeMap::new());
            for (number, pause) in steps {
                at += pause;
                let now = start + Duration::from_millis(at);
                let mut expected: Vec<_> = away.iter().filter(|(_, since)| **since + DELAY <= at).collect();
                expected.sort_by_key(|(_, since)| **since);
                let mut told: Vec<_> = departures.take_due(now);
                let mut names: Vec<_> = expected.iter().map(|(number, _)| user(**number)).collect();
                // Those who left in the same millisecond have no order in the model.
                told.sort_by(|a, b| a.user.cmp(&b.user));
                names.sort_by(|a, b| a.user.cmp(&b.user));
                prop_assert_eq!(told, names);
                away.retain(|_, since| *since + DELAY > at);
                if away.remove(&number).is_some() {
                    prop_assert!(departures.return_of(&user(number)));
                } else {
                    prop_assert!(!departures.return_of(&user(number)));
                    departures.leave(user(number), now);
                    away.insert(number, at);
                }
            }
            at += DELAY;
            prop_assert_eq!(departures.take_due(start + Duration::from_millis(at)).len(), away.len());
            prop_assert!(departures.is_empty() && departures.pending.is_empty());
        }
    }
}
