//! What the hub knows about an app: its keys, to check signatures with, and what its clients may do.

use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};

use crate::tracked::TrackedChannels;

/// A tenant. Channels of the same name in two apps have nothing to do with each other.
#[derive(Clone, Debug, Default)]
pub struct App {
    /// Names the app in publications.
    pub id: i64,
    /// The live keys; any of them may sign a subscription.
    pub keys: Vec<AppKey>,
    /// Names the present state of the app's log: positions of another epoch mean nothing in it.
    pub epoch: Arc<str>,
    /// What differs from app to app.
    pub settings: AppSettings,
}

/// The switches of an app. The default is what a new app has: everything that is not needed is off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AppSettings {
    /// Clients may send events to each other on private and presence channels.
    pub client_events: bool,
    /// Subscribers of public, private and encrypted channels are told how many they are.
    pub subscription_counts: bool,
    /// How long a connection may take to sign in or to join a private or presence channel before it is closed with
    /// 4009; `None` for as long as it likes.
    pub authorize_within: Option<Duration>,
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
    /// The public half, as it stands in URLs and in front of signatures.
    pub key: String,
    /// The half that signs.
    pub secret: SecretString,
}

impl App {
    pub(crate) fn secret_of(&self, key: &str) -> Option<&str> {
        self.keys.iter().find(|live| live.key == key).map(|live| live.secret.expose_secret())
    }
}
