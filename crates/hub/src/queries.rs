//! Questions about channels: who listens, who is there, what came last.
//!
//! A question travels to the shards as a function and is answered between two publications, so that an answer is true
//! of one moment of each shard. Nothing is counted beforehand for it: questions are rare and events are not.

use std::collections::BTreeMap;
use std::fmt;
use std::time::{Duration, Instant};

use orderbell_wire::channel::{ChannelKind, ChannelName};
use orderbell_wire::frame;
use tokio::sync::oneshot;

use crate::hub::Hub;
use crate::shard::{Command, Shard};

/// A question, on its way to a shard.
pub(crate) struct Question(Box<dyn FnOnce(&Shard) + Send>);

impl Question {
    pub(crate) fn answer(self, shard: &Shard) {
        (self.0)(shard);
    }
}

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Question")
    }
}

/// How busy a channel is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Occupancy {
    /// Connections that are subscribed.
    pub subscriptions: usize,
    /// Different users who are there; `None` where the channel has no members.
    pub users: Option<usize>,
}

/// The last event of a cache channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastEvent {
    /// What it was published with.
    pub data: String,
    /// How long it will still be kept.
    pub left: Duration,
}

impl Hub {
    /// How many connections are subscribed to a channel. Counts what was subscribed when the shards were asked;
    /// a stopped hub has none.
    pub async fn subscription_count(&self, app: i64, channel: &ChannelName) -> usize {
        let counts = self.occupancies(app, vec![channel.clone()]).await;
        counts.first().map_or(0, |occupancy| occupancy.subscriptions)
    }

    /// How busy each of some channels is, in their order.
    pub async fn occupancies(&self, app: i64, channels: Vec<ChannelName>) -> Vec<Occupancy> {
        let mut sums: Vec<Occupancy> = channels
            .iter()
            .map(|channel| Occupancy { subscriptions: 0, users: users_of(channel, 0) })
            .collect();
        let answers = self.ask_all(move |shard| {
            let (subscriptions, rolls) = (shard.subscriptions.borrow(), shard.rolls.borrow());
            let count = |channel| (subscriptions.count(app, channel), rolls.users(app, channel));
            channels.iter().map(count).collect::<Vec<_>>()
        });
        for answer in answers.await {
            for (sum, (subscriptions, users)) in sums.iter_mut().zip(answer) {
                sum.subscriptions += subscriptions;
                // Only the home of a channel knows its users, the others count none.
                sum.users = sum.users.map(|sum| sum + users);
            }
        }
        sums
    }

    /// The channels that somebody is subscribed to and whose name begins with `prefix`, without those of users.
    pub async fn channels(&self, app: i64, prefix: &str) -> BTreeMap<ChannelName, Occupancy> {
        let prefix = prefix.to_owned();
        let answers = self.ask_all(move |shard| {
            let listed = |(name, _): &(&ChannelName, usize)| {
                name.as_str().starts_with(&prefix) && name.kind() != ChannelKind::ServerToUser
            };
            let owned = |(name, count): (&ChannelName, usize)| (name.clone(), count);
            let subscribed = shard.subscriptions.borrow().sizes(app).filter(listed).map(owned).collect();
            let users = shard.rolls.borrow().sizes(app).filter(listed).map(owned).collect();
            (subscribed, users)
        });
        let (subscribed, users): (Vec<Vec<_>>, Vec<Vec<_>>) = answers.await.into_iter().unzip();
        let mut channels: BTreeMap<ChannelName, Occupancy> = BTreeMap::new();
        for (name, count) in subscribed.into_iter().flatten() {
            let users = users_of(&name, 0);
            channels.entry(name).or_insert(Occupancy { subscriptions: 0, users }).subscriptions += count;
        }
        for (name, users) in users.into_iter().flatten() {
            // Who has a seat but does not listen yet, or any more, does not make the channel occupied.
            if let Some(occupancy) = channels.get_mut(&name) {
                occupancy.users = Some(users);
            }
        }
        channels
    }

    /// The ids of the users who are on a presence channel, each once.
    pub async fn users(&self, app: i64, channel: &ChannelName) -> Vec<String> {
        let (home, channel) = (self.exchange().home(app, channel.as_str()), channel.clone());
        let answer = self.ask(home, move |shard| {
            let rolls = shard.rolls.borrow();
            rolls.members(app, &channel).map(|(id, _)| id.to_owned()).collect()
        });
        answer.await.unwrap_or_default()
    }

    /// The last event of a cache channel, if one is kept.
    pub async fn last_event(&self, app: i64, channel: &ChannelName) -> Option<LastEvent> {
        let channel = channel.clone();
        // Every shard knows.
        let answer = self.ask(0, move |shard| {
            let last_events = shard.last_events.borrow();
            last_events.last(app, &channel, Instant::now()).map(|(last, left)| (last.frame.clone(), left))
        });
        let (frame, left) = answer.await??;
        Some(LastEvent { data: frame::data_of(&frame)?, left })
    }

    /// Asks one shard; a shard that has ended gives no answer.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        shard: usize,
        question: impl FnOnce(&Shard) -> T + Send + 'static,
    ) -> Option<T> {
        self.put_question(shard, question).await.ok()
    }

    /// Asks all shards at the same time.
    pub(crate) async fn ask_all<T: Send + 'static>(
        &self,
        question: impl Fn(&Shard) -> T + Clone + Send + 'static,
    ) -> Vec<T> {
        let shards = self.exchange().shards().len();
        let asked: Vec<oneshot::Receiver<T>> =
            (0..shards).map(|shard| self.put_question(shard, question.clone())).collect();
        let mut answers = Vec::with_capacity(shards);
        for answer in asked {
            answers.extend(answer.await.ok());
        }
        answers
    }

    fn put_question<T: Send + 'static>(
        &self,
        shard: usize,
        question: impl FnOnce(&Shard) -> T + Send + 'static,
    ) -> oneshot::Receiver<T> {
        let (reply, answer) = oneshot::channel();
        // Whoever asked may have stopped waiting.
        let ask = move |shard: &Shard| reply.send(question(shard)).unwrap_or_else(drop);
        if !self.exchange().send(shard, Command::Ask(Question(Box::new(ask)))) {
            tracing::debug!("the hub has stopped, a question gets no answer");
        }
        answer
    }
}

fn users_of(channel: &ChannelName, users: usize) -> Option<usize> {
    (channel.kind() == ChannelKind::Presence).then_some(users)
}
