//! The handle that the rest of the program holds: it talks to the shards and never touches a socket.

use std::io;
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use orderbell_wire::channel::ChannelName;
use orderbell_wire::close::Disconnect;
use thiserror::Error;
use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;

use crate::attach::{Refused, Upgraded};
use crate::config::HubConfig;
use crate::metrics::{HubMetrics, ShardMetrics};
use crate::publication::{Encoded, Publication};
use crate::shard::{self, Command};

/// Connections and channels. Clones are handles of the same hub; when the last one is dropped, the shards end.
#[derive(Clone, Debug)]
pub struct Hub {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    shards: Vec<ShardHandle>,
    /// Held while a publication is put into all inboxes: without it two publishers could reach two shards in
    /// different orders, and the subscribers of a channel would not see one order. The shards never take it.
    order: Mutex<()>,
    inbox_limit: usize,
    publications: AtomicU64,
}

/// What the hub keeps of a shard.
#[derive(Debug)]
pub(crate) struct ShardHandle {
    pub(crate) inbox: UnboundedSender<Command>,
    pub(crate) load: Arc<Load>,
    pub(crate) metrics: Arc<ShardMetrics>,
}

/// How busy a shard is, known to both sides.
#[derive(Debug, Default)]
pub(crate) struct Load {
    /// Bytes of publications in the inbox.
    pub(crate) queued: AtomicUsize,
    /// Sockets handed over and not yet gone.
    pub(crate) sockets: AtomicUsize,
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
        let inbox_limit = config.inbox_limit;
        let config = Arc::new(config);
        let shards = (0..config.shard_count())
            .map(|index| shard::spawn(index, Arc::clone(&config)).map_err(HubError::Start))
            .collect::<Result<_, _>>()?;
        let inner = Inner { shards, order: Mutex::new(()), inbox_limit, publications: AtomicU64::new(0) };
        Ok(Self { inner: Arc::new(inner) })
    }

    /// Takes over a socket whose upgrade was answered with 101. A stopped hub drops it.
    pub fn attach(&self, connection: Upgraded) {
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
        let shards = &self.inner.shards;
        let emptiest = shards.iter().min_by_key(|shard| shard.load.sockets.load(Ordering::Relaxed));
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
        let encoded = Arc::new(Encoded::new(publication));
        let size = encoded.size();
        let shards = &self.inner.shards;
        let in_order = self.inner.order.lock().unwrap_or_else(PoisonError::into_inner);
        let queued = shards.iter().map(|shard| shard.load.queued.load(Ordering::Relaxed)).max().unwrap_or(0);
        if queued > self.inner.inbox_limit {
            return Err(HubError::Overloaded { queued });
        }
        for shard in shards {
            shard.load.queued.fetch_add(size, Ordering::Relaxed);
            if shard.inbox.send(Command::Publish(Arc::clone(&encoded))).is_err() {
                return Err(HubError::Stopped);
            }
        }
        drop(in_order);
        self.inner.publications.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }

    /// The counters at this moment.
    pub fn metrics(&self) -> HubMetrics {
        let mut sum = HubMetrics {
            publications: self.inner.publications.load(Ordering::Relaxed),
            ..HubMetrics::default()
        };
        for shard in &self.inner.shards {
            shard.metrics.add_to(&mut sum);
        }
        sum
    }

    /// How many connections are subscribed to a channel. Counts what was subscribed when the shards were asked;
    /// a stopped hub has none.
    pub async fn subscription_count(&self, app: i64, channel: &ChannelName) -> usize {
        let asked: Vec<oneshot::Receiver<usize>> = self
            .inner
            .shards
            .iter()
            .filter_map(|shard| {
                let (reply, answer) = oneshot::channel();
                let command = Command::Count { app, channel: channel.clone(), reply };
                shard.inbox.send(command).is_ok().then_some(answer)
            })
            .collect();
        let mut sum = 0;
        for answer in asked {
            sum += answer.await.unwrap_or(0);
        }
        sum
    }

    /// Asks all clients to reconnect (4200), spread evenly over `window` in random order, and ends the shards.
    ///
    /// Clients reconnect without delay, so the window is what keeps them from arriving all at once. Returns when
    /// the last connection is gone, at the latest after `window` plus the close timeout.
    pub async fn shutdown(&self, window: Duration) {
        let asked: Vec<oneshot::Receiver<()>> = self
            .inner
            .shards
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
