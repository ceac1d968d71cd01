//! Following the log live, for the clients that do not speak the Pusher protocol: raw WebSockets and event streams.
//!
//! Nothing is queued for a connection. Each room keeps its last few events, once for all who follow it, and each
//! connection remembers how far it is. Whoever is further behind than the room remembers reads the log instead. So a slow
//! connection costs no memory, misses nothing, and a fast one costs no read.
//!
//! - [`feed`]: what the relay tells, and who wants to know;
//! - [`follow`]: how a connection goes forward, from memory or from the log;
//! - [`message`]: an event as these clients see it;
//! - [`pass`]: whether those who were let in may still be there.
//!
//! Nothing here knows sockets; `http::ws` and `http::stream` do.

pub mod feed;
pub mod follow;
pub mod message;
pub mod pass;
mod room;

use std::time::Duration;

use tokio::sync::watch;

pub use self::{
    feed::Feed,
    follow::{Advance, Follower, NotFollowed},
    message::LiveEvent,
    pass::{Pass, Passes},
};

/// The live side of a server.
#[derive(Debug)]
pub struct Live {
    /// What happens now.
    pub feed: Feed,
    /// Who was let in.
    pub passes: Passes,
    stop: watch::Sender<Stop>,
}

/// Whether connections may stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// They may.
    No,
    /// Event streams end. They are requests in hand, and the server waits for those.
    Streams,
    /// All end, each at a random moment within this time: all at once would come back at once.
    All(Duration),
}

/// How long after their moment connections are waited for.
const PATIENCE: Duration = Duration::from_secs(3);

impl Default for Live {
    fn default() -> Self {
        Self { feed: Feed::default(), passes: Passes::default(), stop: watch::Sender::new(Stop::No) }
    }
}

impl Live {
    /// For a connection, which holds it as long as it lives.
    #[must_use]
    pub fn stopping(&self) -> watch::Receiver<Stop> {
        self.stop.subscribe()
    }

    /// Connections that are open now.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.stop.receiver_count()
    }

    /// Ends event streams.
    pub fn stop_streams(&self) {
        self.stop.send_replace(Stop::Streams);
    }

    /// Ends all connections within `window`, and waits until they have ended.
    pub async fn shutdown(&self, window: Duration) {
        self.stop.send_replace(Stop::All(window));
        if tokio::time::timeout(window + PATIENCE, self.stop.closed()).await.is_err() {
            tracing::warn!(connections = self.connections(), "raw connections were cut off");
        }
    }
}
