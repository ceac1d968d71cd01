//! Channel events on their way to the backends of apps, in three steps that share nothing but the database:
//!
//! 1. the hub tells `collect` what happens on the channels of those apps that have a webhook;
//! 2. `collect` puts events together into bodies and adds them to the ledger, from where on none is lost;
//! 3. `deliver` sends what is due, and writes down what came of it.
//!
//! Here is the table of webhooks that the first two need, kept in memory because they need it for every event. What a
//! body looks like is known to `orderbell-wire`, where requests may go to `orderbell-delivery`.

pub mod collect;
pub mod deliver;
mod running;

pub use self::running::Running;

use std::{
    collections::HashMap,
    hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use arc_swap::ArcSwap;
use orderbell_hub::{AppEvent, Hub};
use orderbell_store::{AppId, ReadError, Store, Webhook, WebhookId};
use orderbell_wire::webhook::{ChannelEvent, EventKinds};
use tokio::sync::{Mutex, mpsc, watch};

/// Events that may wait for the collector. It hands them on within milliseconds, unless the database is down.
const WAITING: usize = 4096;

/// The webhooks of all apps, and how many of their deliveries went well.
#[derive(Debug)]
pub struct Webhooks {
    targets: ArcSwap<HashMap<AppId, Vec<Target>>>,
    sink: mpsc::Sender<AppEvent>,
    /// What the hub was told to watch. Held while reading, so that an earlier reading never replaces a later one.
    watched: Mutex<HashMap<i64, EventKinds>>,
    counts: Counts,
}

/// A webhook that is switched on, as the collector uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    id: WebhookId,
    app: AppId,
    kinds: EventKinds,
    prefix: String,
    batch: bool,
}

/// What was done so far, since the start.
#[derive(Debug, Default)]
pub struct Counts {
    /// Deliveries that were taken.
    pub delivered: AtomicU64,
    /// Attempts that failed and are repeated.
    pub retried: AtomicU64,
    /// Deliveries that were given up.
    pub failed: AtomicU64,
    /// Deliveries that were not even added, because too many waited.
    pub dropped: AtomicU64,
}

impl Counts {
    fn add(counter: &AtomicU64, amount: usize) {
        counter.fetch_add(amount as u64, Ordering::Relaxed);
    }
}

impl Webhooks {
    /// An empty table, and the events that will come once there are webhooks in it.
    #[must_use]
    pub fn new() -> (Self, mpsc::Receiver<AppEvent>) {
        let (sink, events) = mpsc::channel(WAITING);
        let webhooks =
            Self { targets: ArcSwap::default(), sink, watched: Mutex::default(), counts: Counts::default() };
        (webhooks, events)
    }

    /// Reads all webhooks, at the start and after one has changed, and tells the hub what to watch.
    ///
    /// # Errors
    /// Whatever the store reports; everything stays as it was.
    pub async fn reload(&self, store: &Store, hub: &Hub) -> Result<(), ReadError> {
        let mut watched = self.watched.lock().await;
        let mut targets: HashMap<AppId, Vec<Target>> = HashMap::new();
        let mut interests: HashMap<i64, EventKinds> = HashMap::new();
        for webhook in store.all_webhooks().await? {
            let Some(target) = Target::of(webhook) else { continue };
            let kinds = interests.entry(target.app.0).or_default();
            *kinds = kinds.union(target.kinds);
            targets.entry(target.app).or_default().push(target);
        }
        self.targets.store(Arc::new(targets));
        if *watched != interests {
            hub.watch(&self.sink, interests.clone());
            *watched = interests;
        }
        Ok(())
    }

    /// What was done so far.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.counts
    }
}

impl Target {
    /// `None` for a webhook that wants nothing.
    fn of(webhook: Webhook) -> Option<Self> {
        // A kind that this version does not know is one that cannot happen in it.
        let kinds: EventKinds = webhook.events.iter().filter_map(|kind| kind.parse().ok()).collect();
        let Webhook { id, app, prefix, batch, .. } = webhook;
        (webhook.enabled && !kinds.is_empty()).then_some(Self { id, app, kinds, prefix, batch })
    }

    fn wants(&self, event: &ChannelEvent) -> bool {
        self.kinds.contains(event.kind()) && event.channel.as_str().starts_with(&self.prefix)
    }
}

/// Waits until it is time to stop.
async fn stopped(stopping: &mut watch::Receiver<bool>) {
    // A sender that is gone means the same.
    drop(stopping.wait_for(|stop| *stop).await);
}

/// The lane of a channel's events: they stay in order, and those of other channels need not wait for them.
fn lane(channel: &str, lanes: u8) -> u8 {
    let hash = BuildHasherDefault::<DefaultHasher>::new().hash_one(channel);
    u8::try_from(hash % u64::from(lanes.max(1))).expect("less than the number of lanes")
}
