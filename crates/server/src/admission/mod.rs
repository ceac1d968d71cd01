//! Who may come in when many want to: new sockets are paced, counted and, when the machine has no room, asked to come
//! back later; programs that publish too much are asked the same.
//!
//! Stock clients decide the manner. One that is refused by HTTP stays away for fifteen seconds and more, one that is kept
//! waiting for its handshake is content the moment it is answered. So the handshake is delayed as long as clients are
//! patient, and whoever cannot be taken even then gets a proper handshake and a 4100, which brings it back a second
//! later. The intake of orders is never in question here: it has descriptors and memory of its own.

mod addresses;
mod memory;
mod pace;
mod publishing;
mod room;

use std::{
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use orderbell_hub::{Hub, Place};
use orderbell_wire::close::Disconnect;
use tokio::sync::watch;

use self::{addresses::Addresses, memory::Memory, pace::Pace};
pub use self::{memory::Pressure, publishing::Publishing, room::Room};
use crate::config::AdmissionConfig;

/// How often the use of memory is looked at.
const LOOK: Duration = Duration::from_secs(1);

/// Counts and paces.
#[derive(Debug)]
pub struct Admission {
    config: AdmissionConfig,
    pace: Pace,
    addresses: Addresses,
    memory: Memory,
    publishing: Publishing,
    room: Room,
    /// Sockets of this very process, which nobody's limit is for.
    own: Arc<AtomicUsize>,
    hub: Hub,
    stopping: watch::Sender<bool>,
}

impl Admission {
    /// Looks at what the machine has, and takes as many descriptors as the system allows.
    #[must_use]
    pub fn new(config: AdmissionConfig, hub: Hub) -> Self {
        let room = Room::of_this_process(config.reserved_descriptors);
        let memory = Memory::new(config.memory);
        tracing::debug!(descriptors = room.descriptors(), memory = memory.limit(), "limits of this machine");
        Self {
            pace: Pace::new(config.handshakes_per_second, config.handshake_wait),
            addresses: Addresses::new(config.connections_per_address, config.unlimited_addresses.clone()),
            publishing: Publishing::default(),
            memory,
            room,
            own: Arc::default(),
            hub,
            stopping: watch::Sender::new(false),
            config,
        }
    }

    /// Waits for the turn of a new socket and gives it a place, to be kept for as long as it lives.
    ///
    /// # Errors
    /// What to tell the client after its handshake. It comes back in any case.
    pub async fn enter(&self, address: IpAddr) -> Result<Option<Place>, Disconnect> {
        let slowed = self.memory.pressure() >= Pressure::Pace;
        let mut stopping = self.stopping.subscribe();
        let in_turn = tokio::select! {
            in_turn = self.pace.turn(slowed) => in_turn,
            _ = stopping.wait_for(|stopping| *stopping) => return Err(Disconnect::RECONNECT),
        };
        if !in_turn {
            return Err(Disconnect::OVER_CAPACITY);
        }
        let sockets = self.hub.sockets().saturating_sub(self.own.load(Ordering::Relaxed));
        if self.memory.pressure() >= Pressure::NoSockets || sockets >= self.most_sockets() {
            return Err(Disconnect::OVER_CAPACITY);
        }
        self.addresses.take(address).ok_or(Disconnect::CROWDED_ADDRESS)
    }

    /// A place for the client that this process has for itself, to see what clients meet: a full server is not a broken one.
    pub fn enter_own(&self) -> Option<Place> {
        Place::take(&self.own, usize::MAX)
    }

    /// Sends away who still waits, and whoever comes from now on: the server is about to stop.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// How many sockets there may be.
    fn most_sockets(&self) -> usize {
        self.config.connections.unwrap_or(usize::MAX).min(self.room.for_sockets())
    }

    /// Whether an app may publish some events now.
    ///
    /// # Errors
    /// The whole seconds after which to try again.
    pub fn publish(&self, app: i64, events: usize) -> Result<(), u64> {
        if self.memory.pressure() >= Pressure::NoPublishing {
            return Err(1);
        }
        self.publishing.check(app, self.config.publishes_per_second, events)
    }

    /// How short of memory the process is.
    #[must_use]
    pub fn pressure(&self) -> Pressure {
        self.memory.pressure()
    }

    /// Whether descriptors run out, given how many connections are not sockets: then those that have nothing to say
    /// must not keep others out.
    #[must_use]
    pub fn crowded(&self, connections: usize) -> bool {
        self.room.is_crowded(self.hub.sockets() + connections)
    }

    /// Looks at the memory again and again, and makes room when there is little left.
    pub async fn watch(&self) {
        let mut ticker = tokio::time::interval(LOOK);
        loop {
            ticker.tick().await;
            if self.memory.look() >= Pressure::Relieve {
                self.hub.relieve();
            }
        }
    }
}
