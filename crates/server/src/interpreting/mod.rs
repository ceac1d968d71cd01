//! Broadcasts of an app that are orders, payments and parcels as well (B7).
//!
//! 1. `http/pusher/publish.rs` has published an event as it is, at once and to everybody. Only then is it looked at here.
//! 2. The mappings of the app that name it read it ([`orderbell_intake::mapping`]); [`changes`] makes of what they read
//!    changes of orders.
//! 3. The store makes the changes and writes down what came of each, in one transaction, before the trigger is answered:
//!    what was answered survives the process, and a repeat says what is known already.
//!
//! An event that cannot be read, or says what is not possible, is an entry of the log and never a failed trigger: whoever
//! sent it is at a checkout. [`sampling`] keeps a few examples for whoever makes mappings.

pub mod changes;
pub mod sampling;

use std::{collections::HashMap, sync::Arc};

use arc_swap::ArcSwap;
use jiff::Timestamp;
use orderbell_intake::mapping::{Context, Mapping, data, translate};
use orderbell_orders::{Actor, ActorKind};
use orderbell_store::{AppId, Interpretation, MappingId, ReadError, Store, WriteError};
use orderbell_wire::trigger::Trigger;
use serde_json::Value;
use tokio::sync::Mutex;

use self::sampling::Sampling;
use crate::apps::AppEntry;

/// Most mappings of an app.
pub const PER_APP: usize = 50;

/// Most mappings that read one event. Several may: an event can be about an order and about its payment.
const PER_EVENT: usize = 5;

/// Most changes of one request, however many events and mappings it has: its sender waits.
const PER_REQUEST: usize = 100;

/// Longest explanation in the log, in characters.
const MAX_DETAIL: usize = 1000;

/// The mappings of all apps that are switched on, and the examples.
#[derive(Debug, Default)]
pub struct Interpreting {
    active: ArcSwap<HashMap<AppId, Vec<Active>>>,
    /// Held while reading, so that an earlier reading never replaces a later one.
    reading: Mutex<()>,
    /// Events that may be kept as examples.
    pub sampling: Sampling,
}

#[derive(Debug)]
struct Active {
    id: MappingId,
    mapping: Mapping,
}

/// An event as it is looked at after it was published.
#[derive(Debug, Clone)]
pub struct Broadcast {
    /// Its channels.
    pub channels: Vec<String>,
    /// Its name.
    pub event: String,
    /// Its data.
    pub data: String,
}

impl Interpreting {
    /// Reads all mappings, at the start and after one has changed.
    ///
    /// # Errors
    /// Whatever the store reports; everything stays as it was.
    pub async fn reload(&self, store: &Store) -> Result<(), ReadError> {
        let _one_at_a_time = self.reading.lock().await;
        let mut active: HashMap<AppId, Vec<Active>> = HashMap::new();
        for stored in store.all_mappings().await?.into_iter().filter(|stored| stored.enabled) {
            match serde_json::from_str(&stored.definition) {
                Ok(mapping) => active.entry(stored.app).or_default().push(Active { id: stored.id, mapping }),
                Err(error) => {
                    tracing::error!(%error, mapping.id = stored.id.0, "a mapping cannot be read, it is not used");
                }
            }
        }
        self.active.store(Arc::new(active));
        Ok(())
    }

    /// What is worth looking at of the triggers of a request: nothing, for an app without mappings whose examples are
    /// known or unwanted.
    #[must_use]
    pub fn wanted(&self, app: &AppEntry, triggers: &[Trigger]) -> Vec<Broadcast> {
        let active = self.active.load();
        let mappings = active.get(&app.record.id).map_or(&[][..], Vec::as_slice);
        let sampled = app.record.channels.event_samples;
        if mappings.is_empty() && !sampled {
            return Vec::new();
        }
        let wanted = triggers.iter().filter(|trigger| {
            let (name, channels) = (trigger.name.as_str(), &trigger.channels);
            let read = mappings
                .iter()
                .any(|active| channels.iter().any(|channel| active.mapping.matches(channel.as_str(), name)));
            read || (sampled && self.sampling.wants(app.record.id, channels, name, trigger.data.len()))
        });
        let broadcast = |trigger: &Trigger| Broadcast {
            channels: trigger.channels.iter().map(|channel| channel.as_str().to_owned()).collect(),
            event: trigger.name.as_str().to_owned(),
            data: trigger.data.clone(),
        };
        wanted.map(broadcast).collect()
    }

    /// Reads events that were published, and does what they say. Returns after that is on disk.
    ///
    /// # Errors
    /// Only when the ledger takes no writes.
    pub async fn interpret(
        &self,
        store: &Store,
        app: &AppEntry,
        broadcasts: Vec<Broadcast>,
    ) -> Result<(), WriteError> {
        let mut said = Vec::new();
        for broadcast in broadcasts {
            self.read(app, &broadcast, &mut said);
            self.sampling.offer(app, broadcast);
        }
        if said.is_empty() {
            return Ok(());
        }
        if said.len() > PER_REQUEST {
            tracing::warn!(app.id = %app.record.public_id, events = said.len(), "too many events at once are not interpreted");
            said.truncate(PER_REQUEST);
        }
        store.interpret(app.record.id, said, Timestamp::now()).await?;
        Ok(())
    }

    /// Reads an event again that could not be read or was refused, and does what it says now. `false`: no mapping reads
    /// such events any more.
    ///
    /// # Errors
    /// Only when the ledger takes no writes.
    pub async fn again(
        &self,
        store: &Store,
        app: &AppEntry,
        entry: i64,
        broadcast: &Broadcast,
    ) -> Result<bool, WriteError> {
        let mut said = Vec::new();
        self.read(app, broadcast, &mut said);
        if said.is_empty() {
            return Ok(false);
        }
        store.interpret_again(app.record.id, entry, said, Timestamp::now()).await?;
        Ok(true)
    }

    fn read(&self, app: &AppEntry, broadcast: &Broadcast, said: &mut Vec<Interpretation>) {
        let active = self.active.load();
        let mappings = active.get(&app.record.id).into_iter().flatten();
        let mut parsed: Option<Result<Value, String>> = None;
        let reading = mappings.filter_map(|active| {
            let mut channels = broadcast.channels.iter();
            let channel = channels.find(|channel| active.mapping.matches(channel, &broadcast.event))?;
            Some((active, channel))
        });
        for (Active { id, mapping }, channel) in reading.take(PER_EVENT) {
            let data = parsed.get_or_insert_with(|| data(&broadcast.data));
            let mut note = None;
            let says = match data {
                Ok(data) => {
                    let translation = translate(mapping, data, context(app));
                    let problem = translation.problem();
                    match (translation.fact, problem) {
                        (Some(fact), None) => changes::of(fact, mapping, app).map(|(reports, left_out)| {
                            note = left_out;
                            reports
                        }),
                        (_, problem) => Err(problem.unwrap_or_else(|| "says nothing".to_owned())),
                    }
                }
                Err(error) => Err(format!("the data is no JSON object: {error}")),
            };
            said.push(Interpretation {
                mapping: *id,
                channel: channel.clone(),
                event: broadcast.event.clone(),
                data: broadcast.data.chars().take(sampling::MAX_BYTES).collect(),
                actor: actor(mapping),
                says: says.map_err(|problem| problem.chars().take(MAX_DETAIL).collect()),
                note: note.map(|note| note.chars().take(MAX_DETAIL).collect()),
            });
        }
    }
}

/// What a mapping needs to know of an app.
#[must_use]
pub fn context(app: &AppEntry) -> Context<'_> {
    Context { currency: app.record.currency, timezone: &app.timezone, aliases: &app.record.words.aliases }
}

/// In whose name the events of a mapping change orders: the app's own backend, by the name of the system.
#[must_use]
pub fn actor(mapping: &Mapping) -> Actor {
    let source = mapping.source().to_owned();
    Actor { kind: ActorKind::Api, id: None, name: Some(source), vendor_id: None }
}
