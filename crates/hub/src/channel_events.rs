//! What the rest of the program is told about channels, for those apps that want to know.
//!
//! Nobody watches an app by default, and then all of this is one look at an empty table. Where somebody does, every
//! event goes through the home of its channel (`presence.rs` says why there are homes) and from there into one bounded
//! queue, so that whoever reads the queue sees the events of a channel in the order in which they happened, whichever
//! shards they happened on. A queue that is full costs events, which are counted, and never a shard its time.
//!
//! A presence channel is occupied while it has members; the roll on its home knows that already. Other channels are
//! occupied while any shard has a subscriber, and `occupied.rs` puts the shards' reports together. Users' own channels
//! are nobody else's business. Departures are kept back by `departures.rs`.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use orderbell_wire::channel::{ChannelKind, ChannelName};
use orderbell_wire::webhook::{ChannelEvent, EventKind, EventKinds, Occurrence};
use tokio::sync::mpsc;
use tokio::sync::mpsc::error::TrySendError;

use crate::connection::Conn;
use crate::departures::{Departed, Departures};
use crate::hub::Hub;
use crate::occupied::{Change, Occupied, Report};
use crate::shard::{Command, Shard};

/// Whether somebody is there is of interest to a watcher of one of these.
const OCCUPANCY: [EventKind; 2] = [EventKind::ChannelOccupied, EventKind::ChannelVacated];

/// Who is there is of interest to a watcher of one of these.
const MEMBERS: [EventKind; 2] = [EventKind::MemberAdded, EventKind::MemberRemoved];

/// An event of a channel of an app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppEvent {
    /// The app.
    pub app: i64,
    /// What happened where.
    pub event: ChannelEvent,
}

/// Who is watched, and where to say it.
#[derive(Debug)]
pub(crate) struct Watch {
    interests: HashMap<i64, EventKinds>,
    sink: mpsc::Sender<AppEvent>,
    /// Rises with every watch of this hub.
    number: u64,
}

/// A shard's part.
#[derive(Debug)]
pub(crate) struct ChannelEvents {
    watch: RefCell<Option<Arc<Watch>>>,
    /// The apps whose occupied channels are followed, each with the number of the watch that began it.
    followed: RefCell<HashMap<i64, u64>>,
    occupied: RefCell<Occupied>,
    departures: RefCell<Departures>,
    /// Whether the queue was full the last time, so that it is logged once.
    full: Cell<bool>,
}

impl Hub {
    /// From now on tells `sink` what happens on the channels of these apps, as far as the kinds given for each go. What
    /// was watched before is not any more. Events that find `sink` full are dropped and counted
    /// ([`HubMetrics::reports_dropped`](crate::HubMetrics::reports_dropped)).
    ///
    /// A channel that has subscribers already when its app comes under watch is not reported as newly occupied.
    pub fn watch(&self, sink: &mpsc::Sender<AppEvent>, interests: HashMap<i64, EventKinds>) {
        let sink = sink.clone();
        self.exchange().tell_all(|number| {
            let watch = Arc::new(Watch { interests, sink, number });
            move || Command::Watch(Arc::clone(&watch))
        });
    }
}

impl ChannelEvents {
    pub(crate) fn new(delay: Duration) -> Self {
        Self {
            watch: RefCell::default(),
            followed: RefCell::default(),
            occupied: RefCell::default(),
            departures: RefCell::new(Departures::new(delay)),
            full: Cell::new(false),
        }
    }

    fn wants(&self, app: i64, kinds: &[EventKind]) -> bool {
        let watch = self.watch.borrow();
        watch.as_ref().is_some_and(|watch| {
            watch.interests.get(&app).is_some_and(|interests| interests.contains_any(kinds))
        })
    }
}

/// On the shard of the connection.
impl Shard {
    /// Begins, changes or ends watching.
    pub(crate) fn watch(&self, watch: Arc<Watch>) {
        let follows =
            |app: &i64| watch.interests.get(app).is_some_and(|kinds| kinds.contains_any(&OCCUPANCY));
        let mut begun = Vec::new();
        {
            let mut followed = self.channel_events.followed.borrow_mut();
            let mut occupied = self.channel_events.occupied.borrow_mut();
            followed.retain(|app, _| {
                let stays = follows(app);
                if !stays {
                    occupied.forget(*app);
                }
                stays
            });
            for app in watch.interests.keys().filter(|app| follows(app)) {
                if !followed.contains_key(app) {
                    followed.insert(*app, watch.number);
                    begun.push(*app);
                }
            }
        }
        let number = watch.number;
        *self.channel_events.watch.borrow_mut() = Some(watch);
        for app in begun {
            let subscriptions = self.subscriptions.borrow();
            for (channel, _) in subscriptions.sizes(app).filter(|(channel, _)| is_followed(channel)) {
                self.report_occupancy(app, channel, true, number, true);
            }
        }
    }

    /// Called when a connection has become a subscriber.
    pub(crate) fn note_subscriber(&self, app: i64, channel: &ChannelName) {
        self.note_occupancy(app, channel, true);
    }

    /// Called when a connection is no longer a subscriber.
    pub(crate) fn note_subscriber_gone(&self, conn: &Conn, channel: &ChannelName) {
        let Some(app) = conn.tenant.as_ref() else { return };
        self.note_occupancy(app.id, channel, false);
    }

    /// The channels of a connection for which [`Self::note_subscriber_gone`] has to be called when it leaves all.
    pub(crate) fn noted_channels(&self, conn: &Conn) -> Vec<ChannelName> {
        let Some(app) = conn.tenant.as_ref() else { return Vec::new() };
        if !self.channel_events.followed.borrow().contains_key(&app.id) {
            return Vec::new();
        }
        conn.memberships.borrow().iter().map(|membership| membership.channel.name.clone()).collect()
    }

    fn note_occupancy(&self, app: i64, channel: &ChannelName, present: bool) {
        let since = self.channel_events.followed.borrow().get(&app).copied();
        let Some(since) = since.filter(|_| is_followed(channel)) else { return };
        // Only the first to come and the last to go make a difference.
        if self.subscriptions.borrow().count(app, channel) == usize::from(present) {
            self.report_occupancy(app, channel, present, since, false);
        }
    }

    fn report_occupancy(&self, app: i64, channel: &ChannelName, present: bool, since: u64, known: bool) {
        let report = Report { app, channel: channel.clone(), shard: self.index(), present, since };
        let home = self.home(app, channel.as_str());
        if !self.tell(home, Command::Occupancy { report: Box::new(report), known }) {
            tracing::trace!("nobody is left to be told of an occupied channel");
        }
    }

    /// Whether somebody wants to hear of such events of an app.
    pub(crate) fn is_wanted(&self, app: i64, kind: EventKind) -> bool {
        self.channel_events.wants(app, &[kind])
    }

    /// Reports what happened to a connection of this shard, by way of the channel's home.
    pub(crate) fn report_event(&self, app: i64, channel: &ChannelName, what: Occurrence) {
        let event = ChannelEvent { channel: channel.clone(), what };
        if !self.is_wanted(app, event.kind()) {
            return;
        }
        let home = self.home(app, event.channel.as_str());
        if !self.tell(home, Command::Report(Box::new(AppEvent { app, event }))) {
            tracing::trace!("nobody is left to be told of an event");
        }
    }
}

/// On the home of the channel.
impl Shard {
    /// `known` is a report that only repeats what has been so for some time.
    pub(crate) fn take_occupancy(&self, report: &Report, known: bool) {
        let change = self.channel_events.occupied.borrow_mut().apply(report);
        match change {
            Some(Change::Occupied) if !known => self.channel_occupied(report.app, &report.channel),
            Some(Change::Vacated) => self.channel_vacated(report.app, &report.channel),
            _ => {}
        }
    }

    /// A user has taken the first seat on a presence channel that now has this many users.
    pub(crate) fn note_member(&self, app: i64, channel: &ChannelName, user: &Arc<str>, users: usize) {
        if users == 1 && self.channel_events.wants(app, &OCCUPANCY) {
            self.channel_occupied(app, channel);
        }
        if self.channel_events.wants(app, &MEMBERS) {
            let departed = Departed { app, channel: channel.clone(), user: Some(Arc::clone(user)) };
            if !self.channel_events.departures.borrow_mut().return_of(&departed) {
                let what = Occurrence::MemberAdded { user: Arc::clone(user) };
                self.emit(AppEvent { app, event: ChannelEvent { channel: channel.clone(), what } });
            }
        }
    }

    /// A user has given up the last seat on a presence channel that has this many users left.
    pub(crate) fn note_member_gone(&self, app: i64, channel: &ChannelName, user: &Arc<str>, users: usize) {
        if self.channel_events.wants(app, &MEMBERS) {
            let departed = Departed { app, channel: channel.clone(), user: Some(Arc::clone(user)) };
            self.channel_events.departures.borrow_mut().leave(departed, Instant::now());
        }
        if users == 0 && self.channel_events.wants(app, &OCCUPANCY) {
            self.channel_vacated(app, channel);
        }
    }

    /// The number of subscribers was told to them.
    pub(crate) fn note_count(&self, app: i64, channel: &ChannelName, subscribers: usize) {
        let what = Occurrence::SubscriptionCount(subscribers);
        self.emit(AppEvent { app, event: ChannelEvent { channel: channel.clone(), what } });
    }

    fn channel_occupied(&self, app: i64, channel: &ChannelName) {
        let departed = Departed { app, channel: channel.clone(), user: None };
        if !self.channel_events.departures.borrow_mut().return_of(&departed) {
            let event = ChannelEvent { channel: channel.clone(), what: Occurrence::Occupied };
            self.emit(AppEvent { app, event });
        }
    }

    fn channel_vacated(&self, app: i64, channel: &ChannelName) {
        let departed = Departed { app, channel: channel.clone(), user: None };
        self.channel_events.departures.borrow_mut().leave(departed, Instant::now());
    }

    /// Reports those who have been away for long enough. Not while the hub sends everybody away: they are expected back
    /// on the server that takes over.
    pub(crate) fn report_departures(&self) {
        if self.draining.get() || self.channel_events.departures.borrow().is_empty() {
            return;
        }
        let due = self.channel_events.departures.borrow_mut().take_due(Instant::now());
        for Departed { app, channel, user } in due {
            let what = user.map_or(Occurrence::Vacated, |user| Occurrence::MemberRemoved { user });
            self.emit(AppEvent { app, event: ChannelEvent { channel, what } });
        }
    }

    /// Puts an event into the queue, if its kind is wanted.
    pub(crate) fn emit(&self, event: AppEvent) {
        let watch = self.channel_events.watch.borrow();
        let Some(watch) = watch.as_ref() else { return };
        if !watch.interests.get(&event.app).is_some_and(|kinds| kinds.contains(event.event.kind())) {
            return;
        }
        let result = watch.sink.try_send(event);
        let full = matches!(result, Err(TrySendError::Full(_)));
        if full {
            self.metrics.reports_dropped.add(1);
        }
        if full && !self.channel_events.full.get() {
            tracing::warn!("channel events are not taken as fast as they happen, some are lost");
        }
        self.channel_events.full.set(full);
    }
}

impl crate::exchange::Exchange {
    /// Gives every shard a command, numbered, in the same order everywhere.
    fn tell_all<M: Fn() -> Command>(&self, make: impl FnOnce(u64) -> M) {
        self.in_order(|exchange| {
            let command = make(exchange.watches.fetch_add(1, Ordering::Relaxed) + 1);
            for shard in 0..exchange.shards().len() {
                if !exchange.send(shard, command()) {
                    tracing::debug!("the hub has stopped, nothing more is reported");
                }
            }
        });
    }
}

/// Whether its subscribers are counted for being occupied; presence channels have their roll.
fn is_followed(channel: &ChannelName) -> bool {
    !matches!(channel.kind(), ChannelKind::Presence | ChannelKind::ServerToUser)
}
