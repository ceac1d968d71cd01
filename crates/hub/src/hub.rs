//! The handle that the rest of the program holds: it talks to the shards and never touches a socket.

use std::io;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use bytes::Bytes;
use orderbell_wire::channel::ChannelName;
use orderbell_wire::close::Disconnect;
use orderbell_wire::socket_id::SocketId;
use thiserror::Error;
use tokio::sync::oneshot;

use crate::attach::{Refused, Upgraded};
use crate::config::HubConfig;
use crate::cursors::Cursors;
use crate::exchange::Exchange;
use crate::history::History;
use crate::metrics::HubMetrics;
use crate::publication::{Encoded, Publication};
use crate::shard::{self, Command};

/// Connections and channels. Clones are handles of the same hub; when the last one is dropped, the shards end.
#[derive(Clone, Debug)]
pub struct Hub {
    exchange: Arc<Exchange>,
    cursors: Option<Arc<Cursors>>,
}

/// Why the hub cannot do what it was asked.
#[derive(Debug, Error)]
pub enum HubError {
    /// A thread or its runtime could not be created.
    #[error("cannot start a shard of the hub")]
    Start(#[source] io::Error),
    /// The shards do not keep up: publications worth more than the inbox limit wait for one of them. Nothing was
    /// published; try again later.
    #[error("the hub is overloaded, {queued} bytes wait for delivery")]
    Overloaded {
        /// Bytes that wait for the fullest shard.
        queued: usize,
    },
    /// The hub was shut down.
    #[error("the hub has stopped")]
    Stopped,
}

impl Hub {
    /// Starts the shards.
    ///
    /// # Errors
    ///
    /// [`HubError::Start`] when the system refuses a thread or its event queue.
    pub fn start(config: HubConfig) -> Result<Self, HubError> {
        Self::launch(config, None)
    }

    /// Starts the shards of a hub that can repeat what a client has missed on tracked channels.
    ///
    /// Say with [`Hub::reached`] where each app's log stands before the first connection is handed over.
    ///
    /// # Errors
    ///
    /// As [`Hub::start`].
    pub fn with_history(config: HubConfig, history: History) -> Result<Self, HubError> {
        Self::launch(config, Some(history))
    }

    fn launch(config: HubConfig, history: Option<History>) -> Result<Self, HubError> {
        let config = Arc::new(config);
        let cursors = history.as_ref().map(|history| Arc::clone(&history.cursors));
        let (shards, inboxes): (Vec<_>, Vec<_>) = (0..config.shard_count()).map(|_| shard::inbox()).unzip();
        let exchange = Arc::new(Exchange::new(shards, config.inbox_limit));
        let history = history.map(Arc::new);
        for (index, inbox) in inboxes.into_iter().enumerate() {
            let history = history.clone();
            shard::spawn(index, Arc::clone(&config), &exchange, inbox, history).map_err(HubError::Start)?;
        }
        Ok(Self { exchange, cursors })
    }

    /// Takes over a socket whose upgrade was answered with 101, or tells the client that the app has as many connections
    /// as it may have. A stopped hub drops it.
    pub fn attach(&self, connection: Upgraded) {
        let app = &connection.app;
        if !self.exchange.quotas().take(app.id, app.settings.max_connections) {
            let Upgraded { stream, read_ahead, .. } = connection;
            return self.refuse(stream, read_ahead, Disconnect::OVER_QUOTA);
        }
        self.hand_over(Command::Attach(Box::new(connection)));
    }

    /// Tells the client of an upgraded socket why it cannot stay, in a `pusher:error` and a close frame, and closes.
    ///
    /// This is how a client is turned away: an HTTP error would reach no event handler of it.
    pub fn refuse(&self, stream: TcpStream, read_ahead: Bytes, why: Disconnect) {
        // What the client said meanwhile is of no interest, but must not be mistaken for unread bytes either.
        drop(read_ahead);
        self.hand_over(Command::Refuse(Box::new(Refused { stream, why })));
    }

    fn hand_over(&self, command: Command) {
        let emptiest =
            self.exchange.shards().iter().min_by_key(|shard| shard.load.sockets.load(Ordering::Relaxed));
        let Some(shard) = emptiest else { return };
        shard.load.sockets.fetch_add(1, Ordering::Relaxed);
        if shard.inbox.send(command).is_err() {
            tracing::debug!("the hub has stopped, a new connection is dropped");
        }
    }

    /// Delivers an event to all subscribers of its channels. Returns at once; delivery follows.
    ///
    /// Publications of one caller keep their order, and all subscribers of a channel see the same order.
    ///
    /// # Errors
    ///
    /// [`HubError::Overloaded`]: nobody gets the event. [`HubError::Stopped`]: at most the clients of shards that
    /// have not ended yet get it, and all of them are being told to reconnect.
    pub fn publish(&self, publication: Publication) -> Result<(), HubError> {
        self.exchange.publish(&[Arc::new(Encoded::new(publication))])
    }

    /// Delivers several events, one after the other and all or none: a hub that is too busy for them takes none.
    ///
    /// # Errors
    ///
    /// As [`Hub::publish`].
    pub fn publish_all(&self, publications: Vec<Publication>) -> Result<(), HubError> {
        let all: Vec<_> = publications.into_iter().map(Encoded::new).map(Arc::new).collect();
        self.exchange.publish(&all)
    }

    /// Says that everything in an app's log up to `seq` has been published, or was before this hub began: who subscribes
    /// from now on without having been here begins after it. Publications say it themselves.
    pub fn reached(&self, app: i64, seq: i64) {
        for shard in 0..self.exchange.shards().len() {
            if !self.exchange.send(shard, Command::Reached { app, seq }) {
                tracing::debug!("the hub has stopped, the position of a log is of no use");
            }
        }
    }

    /// The cursor of a connection on a tracked channel, also for a moment after the connection was lost.
    ///
    /// It is what the log has to remember with an event that its own sender must not get: the socket id is another
    /// one by the time of a replay.
    pub fn cursor_of(&self, app: i64, socket: SocketId, channel: &ChannelName) -> Option<u64> {
        self.cursors.as_ref()?.slot_of(app, socket, channel)
    }

    pub(crate) fn exchange(&self) -> &Exchange {
        &self.exchange
    }

    /// Sockets that were handed over and are not yet gone, those that are only told to go away included.
    pub fn sockets(&self) -> usize {
        self.exchange.shards().iter().map(|shard| shard.load.sockets.load(Ordering::Relaxed)).sum()
    }

    /// The counters at this moment.
    pub fn metrics(&self) -> HubMetrics {
        let mut sum = HubMetrics { publications: self.exchange.publications(), ..HubMetrics::default() };
        for shard in self.exchange.shards() {
            shard.metrics.add_to(&mut sum);
        }
        sum
    }

    /// Ends all connections that are signed in as a user. Returns at once; a user who is not there is no error.
    pub fn terminate(&self, app: i64, user: &str) {
        let home = self.exchange.home_of_users(app);
        if !self.exchange.send(home, Command::Terminate { app, user: user.into() }) {
            tracing::debug!("the hub has stopped, its connections are gone");
        }
    }

    /// Asks all clients to reconnect (4200), spread evenly over `window` in random order, and ends the shards.
    ///
    /// Clients reconnect without delay, so the window is what keeps them from arriving all at once. Returns when
    /// the last connection is gone, at the latest after `window` plus the close timeout.
    pub async fn shutdown(&self, window: Duration) {
        let asked: Vec<oneshot::Receiver<()>> = self
            .exchange
            .shards()
            .iter()
            .filter_map(|shard| {
                let (done, answer) = oneshot::channel();
                shard.inbox.send(Command::Shutdown { window, done }).is_ok().then_some(answer)
            })
            .collect();
        for answer in asked {
            // A dropped sender means that the shard has ended, which is what is waited for.
            answer.await.unwrap_or(());
        }
    }
}
