//! What the hub knows about an app: its keys, to check signatures with, and what its clients may do.

use std::sync::Arc;
use std::time::Duration;

use orderbell_wire::limits;
use secrecy::{ExposeSecret as _, SecretString};

use crate::tracked::TrackedChannels;

/// A tenant. Channels of the same name in two apps have nothing to do with each other.
#[derive(Clone, Debug)]
pub struct App {
    /// Names the app in publications.
    pub id: i64,
    /// Goes up with every change: of two versions of an app the hub keeps the one with the greater number.
    pub revision: u64,
    /// A disabled app has no connections.
    pub enabled: bool,
    /// The live keys; any of them may sign a subscription.
    pub keys: Vec<AppKey>,
    /// Names the present state of the app's log: positions of another epoch mean nothing in it.
    pub epoch: Arc<str>,
    /// What differs from app to app.
    pub settings: AppSettings,
}

/// The switches and limits of an app. The default is what a new app has: everything that is not needed is off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppSettings {
    /// Clients may send events to each other on private and presence channels.
    pub client_events: bool,
    /// Subscribers of public, private and encrypted channels are told how many they are.
    pub subscription_counts: bool,
    /// How long a connection may take to sign in or to join a private or presence channel before it is closed with
    /// 4009; `None` for as long as it likes. It counts for connections made after it was set.
    pub authorize_within: Option<Duration>,
    /// How many connections the app may have; one more is refused with 4100. `None` for no limit of its own.
    pub max_connections: Option<usize>,
    /// The largest message of a client, in bytes; beyond it the connection is closed with 1009.
    pub max_message: usize,
    /// How many channels one connection may be subscribed to.
    pub max_channels: usize,
    /// How many users one presence channel may have.
    pub presence_members: usize,
    /// The largest payload of a client event, in bytes as it goes on the wire.
    pub client_event_data: usize,
    /// How many client events a connection may send within any second.
    pub client_events_per_second: usize,
    /// The channels whose events are logged, so that a client gets what it has missed. They need a hub that was started
    /// with a [`History`](crate::History).
    pub replay: TrackedChannels,
    /// Every message comes back as it was instead of being understood: what `examples/echo.rs` lets a conformance suite
    /// of RFC 6455 talk to. Servers are built without the feature, so none has this.
    #[cfg(feature = "echo")]
    pub echo: bool,
}

impl AppSettings {
    #[cfg(feature = "echo")]
    pub(crate) fn echoes(&self) -> bool {
        self.echo
    }

    #[cfg(not(feature = "echo"))]
    #[expect(clippy::unused_self, reason = "it depends on the settings where the feature is on")]
    pub(crate) fn echoes(&self) -> bool {
        false
    }
}

/// A key and its secret. The secret does not show in debug output.
#[derive(Clone, Debug)]
pub struct AppKey {
    /// Names the key among those of its app, for the connections that were opened with it.
    pub id: i64,
    /// The public half, as it stands in URLs and in front of signatures.
    pub key: String,
    /// The half that signs.
    pub secret: SecretString,
}

impl Default for AppSettings {
    fn default() -> Self {
        Self {
            client_events: false,
            subscription_counts: false,
            authorize_within: None,
            max_connections: None,
            max_message: limits::MESSAGE,
            max_channels: limits::CHANNELS_PER_CONNECTION,
            presence_members: limits::PRESENCE_MEMBERS,
            client_event_data: limits::CLIENT_EVENT_DATA,
            client_events_per_second: limits::CLIENT_EVENTS_PER_SECOND,
            replay: TrackedChannels::default(),
            #[cfg(feature = "echo")]
            echo: false,
        }
    }
}

impl App {
    pub(crate) fn secret_of(&self, key: &str) -> Option<&str> {
        self.keys.iter().find(|live| live.key == key).map(|live| live.secret.expose_secret())
    }

    pub(crate) fn has_key(&self, id: i64) -> bool {
        self.keys.iter().any(|live| live.id == id)
    }
}
