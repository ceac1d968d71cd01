//! One core's share of the hub: a thread, its runtime, its sockets, its tables.
//!
//! Everything a shard owns is touched by its thread only, hence the `Cell`s and `RefCell`s; no borrow is held
//! across an await. The loop here takes turns: some commands from the inbox, some sockets written to, then the
//! runtime looks after the sockets that have something to say. Each share is bounded, so that no side starves.
//!
//! Writing follows a list of sockets with something queued. Events that arrive while the list is being worked
//! through are appended to the queues of sockets still on it, and leave with the same system call: the busier the
//! shard, the more events a call carries.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::io;
use std::rc::Rc;
use std::sync::{Arc, Weak};
use std::thread;
use std::time::{Duration, Instant};

use orderbell_wire::channel::ChannelName;
use orderbell_wire::close::Disconnect;
use orderbell_wire::{frame, limits, websocket};
use slab::Slab;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::sync::{Notify, oneshot};
use tokio::task::{self, LocalSet};
use tokio::time::MissedTickBehavior;

use crate::allowance::Rates;
use crate::app::App;
use crate::attach::{Refused, Upgraded};
use crate::channel_events::{AppEvent, ChannelEvents, Watch};
use crate::config::HubConfig;
use crate::connection::Conn;
use crate::drain::drain;
use crate::exchange::{Address, Exchange, Load, ShardHandle};
use crate::history::{History, Page};
use crate::keepalive::Appointment;
use crate::last_events::{Bounds, LastEvents};
use crate::metrics::ShardMetrics;
use crate::occupied::Report;
use crate::outbound::Frame;
use crate::presence::{Admission, Join, Leave, Rolls};
use crate::publication::Encoded;
use crate::queries::Question;
use crate::roster::Roster;
use crate::subscriber_counts::SubscriberCounts;
use crate::subscriptions::Subscriptions;
use crate::tenants::Tenants;
use crate::users::{Note, SignIn};
use crate::wheel::{Tick, Wheel};

/// Reads of all connections go through one buffer of this size, in bytes.
const SCRATCH: usize = 64 * 1024;

/// Bytes of clients that are read in one turn, give or take one read. The smallest messages make some thousands of it.
const READ_PER_TURN: usize = 128 * 1024;

/// Most commands taken from the inbox in one turn.
const COMMANDS_PER_TURN: usize = 64;

/// Most sockets written to in one turn; at some microseconds each, a turn stays within a millisecond.
const FLUSHES_PER_TURN: usize = 128;

/// What a shard can be asked to do.
#[derive(Debug)]
pub(crate) enum Command {
    Publish(Arc<Encoded>),
    Attach(Box<Upgraded>),
    Update(Arc<App>),
    Refuse(Box<Refused>),
    Join(Box<Join>),
    Leave(Box<Leave>),
    Admit(Box<Admission>),
    Counted { app: i64, channel: ChannelName, joined: bool },
    SignIn(Box<SignIn>),
    SignOut { app: i64, by: Address },
    Note(Box<Note>),
    Relieve,
    Terminate { app: i64, user: Box<str> },
    Close { to: Address, why: Box<Disconnect> },
    Reached { app: i64, seq: i64 },
    Page(Box<Page>),
    Watch(Arc<Watch>),
    Occupancy { report: Box<Report>, known: bool },
    Report(Box<AppEvent>),
    Ask(Question),
    Shutdown { window: Duration, done: oneshot::Sender<()> },
}

/// Frames that are the same for everybody.
#[derive(Debug)]
pub(crate) struct Fixed {
    pub(crate) pong: Frame,
    pub(crate) pings: [Frame; 2],
}

#[derive(Debug)]
pub(crate) struct Shard {
    index: usize,
    pub(crate) exchange: Weak<Exchange>,
    pub(crate) history: Option<Arc<History>>,
    /// How far each app's log has been published.
    pub(crate) reached: RefCell<HashMap<i64, Reached>>,
    /// Cursors of which the table does not know yet that they were moved.
    pub(crate) moved_cursors: RefCell<Vec<u64>>,
    pub(crate) config: Arc<HubConfig>,
    pub(crate) metrics: Arc<ShardMetrics>,
    pub(crate) load: Arc<Load>,
    pub(crate) fixed: Fixed,
    pub(crate) rates: Rates,
    /// How many bytes may wait for the blocked sockets of this shard.
    pub(crate) outbound_budget: usize,
    pub(crate) scratch: RefCell<Box<[u8]>>,
    pub(crate) tenants: RefCell<Tenants>,
    pub(crate) subscriptions: RefCell<Subscriptions>,
    /// The members of the presence channels that have their home here.
    pub(crate) rolls: RefCell<Rolls>,
    /// The users of the apps that have their home here.
    pub(crate) roster: RefCell<Roster>,
    pub(crate) subscriber_counts: RefCell<SubscriberCounts>,
    pub(crate) last_events: RefCell<LastEvents>,
    pub(crate) channel_events: ChannelEvents,
    pub(crate) next_ticket: Cell<u32>,
    pub(crate) connections: RefCell<Slab<Rc<Conn>>>,
    pub(crate) next_serial: Cell<u32>,
    /// Sockets with something to write, each once.
    pub(crate) dirty: RefCell<VecDeque<Rc<Conn>>>,
    /// Connections to be closed for their full queue, once nobody walks a list that they are in.
    pub(crate) overflowed: RefCell<Vec<Rc<Conn>>>,
    pub(crate) wheel: RefCell<Wheel<Appointment>>,
    pub(crate) tick: Duration,
    started: Instant,
    now: Cell<Tick>,
    pub(crate) draining: Cell<bool>,
    /// How many bytes of clients may still be read in this turn.
    pub(crate) readable: Cell<usize>,
    /// Told when none may: it is the turn of everything else.
    pub(crate) turn_over: Notify,
    /// Told when the last connection is gone.
    pub(crate) empty: Notify,
    /// Told when the shard has nothing left to do.
    pub(crate) stop: Notify,
}

/// How far an app's log has come through a shard.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Reached {
    pub(crate) newest: i64,
    /// An event goes to several channels, one after the other, so only those before the newest are complete.
    pub(crate) settled: i64,
}

/// The receiving end of an inbox.
#[derive(Debug)]
pub(crate) struct Inbox(UnboundedReceiver<Command>);

/// What others will know of a shard, and what the shard itself starts with.
pub(crate) fn inbox() -> (ShardHandle, Inbox) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let (load, metrics) = (Arc::default(), Arc::default());
    (ShardHandle { inbox: sender, load, metrics }, Inbox(receiver))
}

/// Starts a shard's thread.
pub(crate) fn spawn(
    index: usize,
    config: Arc<HubConfig>,
    exchange: &Arc<Exchange>,
    inbox: Inbox,
    history: Option<Arc<History>>,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    let handle = &exchange.shards()[index];
    let (load, metrics) = (Arc::clone(&handle.load), Arc::clone(&handle.metrics));
    let exchange = Arc::downgrade(exchange);
    thread::Builder::new().name(format!("shard-{index}")).spawn(move || {
        let shard = Rc::new(Shard::new(index, config, exchange, metrics, load, history));
        let local = LocalSet::new();
        local.block_on(&runtime, shard.run(inbox.0));
    })?;
    Ok(())
}

impl Shard {
    fn new(
        index: usize,
        config: Arc<HubConfig>,
        exchange: Weak<Exchange>,
        metrics: Arc<ShardMetrics>,
        load: Arc<Load>,
        history: Option<Arc<History>>,
    ) -> Self {
        let pings = [frame::ping(), websocket::ping_frame(b"")].map(Rc::new);
        Self {
            index,
            exchange,
            history,
            reached: RefCell::default(),
            moved_cursors: RefCell::default(),
            tick: config.tick(),
            rates: Rates::new(&config),
            outbound_budget: config.outbound_limit / config.shard_count(),
            metrics,
            load,
            fixed: Fixed { pong: Rc::new(frame::pong()), pings },
            scratch: RefCell::new(vec![0; SCRATCH].into_boxed_slice()),
            tenants: RefCell::default(),
            subscriptions: RefCell::default(),
            subscriber_counts: RefCell::new(SubscriberCounts::new(
                limits::SUBSCRIBERS_TOLD_AT_ONCE,
                config.count_pause,
            )),
            last_events: RefCell::new(LastEvents::new(Bounds {
                events: config.cache_events,
                bytes: config.cache_bytes,
                lifetime: config.cache_lifetime,
            })),
            channel_events: ChannelEvents::new(config.departure_delay),
            config,
            rolls: RefCell::default(),
            roster: RefCell::default(),
            next_ticket: Cell::new(0),
            connections: RefCell::default(),
            next_serial: Cell::new(0),
            dirty: RefCell::default(),
            overflowed: RefCell::default(),
            wheel: RefCell::new(Wheel::new()),
            started: Instant::now(),
            now: Cell::new(0),
            draining: Cell::new(false),
            readable: Cell::new(READ_PER_TURN),
            turn_over: Notify::new(),
            empty: Notify::new(),
            stop: Notify::new(),
        }
    }

    async fn run(self: Rc<Self>, mut inbox: UnboundedReceiver<Command>) {
        let mut ticker = tokio::time::interval(self.tick);
        ticker.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut commands = Vec::with_capacity(COMMANDS_PER_TURN);
        let mut more_to_write = false;
        loop {
            tokio::select! {
                biased;
                _ = ticker.tick() => self.advance_clock(),
                () = self.stop.notified() => break,
                received = inbox.recv_many(&mut commands, COMMANDS_PER_TURN) => {
                    // Without any handle left, nobody can reach this shard again.
                    if received == 0 {
                        break;
                    }
                }
                () = self.turn_over.notified() => {}
                () = std::future::ready(()), if more_to_write => {}
            }
            self.readable.set(READ_PER_TURN);
            let more_to_do = commands.len() == COMMANDS_PER_TURN;
            for command in commands.drain(..) {
                self.obey(command);
            }
            self.close_overflowed();
            more_to_write = self.flush_dirty(FLUSHES_PER_TURN);
            if more_to_write || more_to_do {
                task::yield_now().await;
            }
        }
    }

    fn advance_clock(self: &Rc<Self>) {
        let ticks = self.started.elapsed().as_nanos() / self.tick.as_nanos();
        // The wheel's time wraps by design.
        self.now.set(ticks as Tick);
        self.turn_wheel();
        self.report_moved_cursors();
        self.keep_within_budget();
        self.tell_due_counts();
        self.report_departures();
    }

    fn obey(self: &Rc<Self>, command: Command) {
        match command {
            Command::Publish(publication) => self.deliver(&publication),
            Command::Attach(connection) => self.attach(*connection),
            Command::Update(app) => self.update(&app),
            Command::Refuse(refused) => self.refuse(*refused),
            Command::Join(join) => self.admit(*join),
            Command::Leave(leave) => self.dismiss(*leave),
            Command::Admit(admission) => self.take_seat(*admission),
            Command::Counted { app, channel, joined } => self.count_subscriber(app, channel, joined),
            Command::SignIn(sign_in) => self.welcome(*sign_in),
            Command::SignOut { app, by } => self.farewell_to_user(app, by),
            Command::Note(note) => self.pass_on(*note),
            Command::Relieve => self.relieve(),
            Command::Terminate { app, user } => self.terminate(app, &user),
            Command::Close { to, why } => {
                if let Some(conn) = self.connection(to.key, to.serial) {
                    self.close(&conn, &why);
                }
            }
            Command::Reached { app, seq } => {
                let mut reached = self.reached.borrow_mut();
                let known = reached.entry(app).or_default();
                if seq >= known.newest {
                    *known = Reached { newest: seq, settled: seq };
                }
            }
            Command::Page(page) => self.take_page(*page),
            Command::Watch(watch) => self.watch(watch),
            Command::Occupancy { report, known } => self.take_occupancy(&report, known),
            Command::Report(event) => self.emit(*event),
            Command::Ask(question) => question.answer(self),
            Command::Shutdown { window, done } => {
                self.draining.set(true);
                task::spawn_local(drain(Rc::clone(self), window, done));
            }
        }
    }

    /// The way to all shards, until the hub is dropped.
    pub(crate) fn exchange(&self) -> Option<Arc<Exchange>> {
        self.exchange.upgrade()
    }

    pub(crate) fn index(&self) -> usize {
        self.index
    }

    /// The shard that keeps what there must be one of.
    pub(crate) fn home(&self, app: i64, name: &str) -> usize {
        self.exchange.upgrade().map_or(self.index, |exchange| exchange.home(app, name))
    }

    /// Sends a command to a shard. False when it has ended.
    pub(crate) fn tell(&self, shard: usize, command: Command) -> bool {
        self.exchange.upgrade().is_some_and(|exchange| exchange.send(shard, command))
    }

    /// Publishes something of the hub's own.
    pub(crate) fn announce(&self, publication: Encoded) {
        if let Some(exchange) = self.exchange.upgrade() {
            exchange.announce(publication);
        }
    }

    /// The way back to this shard.
    pub(crate) fn inbox(&self) -> Option<UnboundedSender<Command>> {
        Some(self.exchange.upgrade()?.shards()[self.index].inbox.clone())
    }

    pub(crate) fn address(&self, conn: &Conn) -> Address {
        Address { shard: self.index, key: conn.key.get(), serial: conn.serial }
    }

    pub(crate) fn now(&self) -> Tick {
        self.now.get()
    }

    /// A duration in ticks, rounded up: a deadline may be late by a tick, never early.
    pub(crate) fn ticks(&self, duration: Duration) -> Tick {
        Tick::try_from(duration.as_nanos().div_ceil(self.tick.as_nanos())).unwrap_or(Tick::MAX / 4)
    }
}
