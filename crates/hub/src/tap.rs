//! Listening to everything that is published in an app, for a developer who looks for an event.
//!
//! A tap hears what the subscribers of a channel hear and in the same order, whether there are any or not: triggers, client
//! events, and what the hub itself announces. It must never hold anything up: publications are shared, not copied, a tap
//! that does not keep up loses the oldest, and while nobody listens the cost is one load of a number.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use orderbell_wire::channel::ChannelName;
use orderbell_wire::frame;
use orderbell_wire::socket_id::SocketId;
use tokio::sync::broadcast;
use tokio::sync::broadcast::error::RecvError;

use crate::hub::Hub;
use crate::publication::Encoded;

/// Publications that a tap may be behind.
const BACKLOG: usize = 1024;

/// Most taps of a hub at the same time.
const TAPS: usize = 32;

#[derive(Debug)]
pub(crate) struct Taps {
    listeners: Arc<AtomicUsize>,
    sender: broadcast::Sender<Arc<Encoded>>,
}

impl Default for Taps {
    fn default() -> Self {
        Self { listeners: Arc::default(), sender: broadcast::channel(BACKLOG).0 }
    }
}

impl Taps {
    /// Shows a publication to whoever listens. Called in the order of publication.
    pub(crate) fn pass(&self, encoded: &Arc<Encoded>) {
        if self.listeners.load(Ordering::Relaxed) > 0 && self.sender.send(Arc::clone(encoded)).is_err() {
            tracing::trace!("the last tap has just gone");
        }
    }
}

/// What somebody published on a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tapped {
    /// The channel.
    pub channel: ChannelName,
    /// The event's name; those of the hub itself begin with `pusher_internal:`.
    pub event: String,
    /// The payload.
    pub data: String,
    /// Who sent it, where a client did and is known.
    pub user_id: Option<String>,
    /// The connection that does not get it.
    pub except: Option<SocketId>,
    /// Where it stands in the app's log, if it does.
    pub seq: Option<i64>,
}

/// An open tap. Dropping it closes it.
#[derive(Debug)]
pub struct Tap {
    app: i64,
    receiver: broadcast::Receiver<Arc<Encoded>>,
    listeners: Arc<AtomicUsize>,
}

impl Hub {
    /// Listens to an app from now on; `None` when too many listen already.
    pub fn tap(&self, app: i64) -> Option<Tap> {
        let taps = &self.exchange().taps;
        let one_more = |count| (count < TAPS).then_some(count + 1);
        taps.listeners.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_more).ok()?;
        Some(Tap { app, receiver: taps.sender.subscribe(), listeners: Arc::clone(&taps.listeners) })
    }
}

impl Tap {
    /// The next publication, one entry per channel.
    ///
    /// # Errors
    ///
    /// How many were lost, over all apps, because the tap was too slow. It goes on afterwards. `None` in the result: the
    /// hub has ended.
    pub async fn next(&mut self) -> Result<Option<Vec<Tapped>>, u64> {
        loop {
            match self.receiver.recv().await {
                Ok(encoded) if encoded.app == self.app => return Ok(Some(entries(&encoded))),
                Ok(_) => {}
                Err(RecvError::Lagged(lost)) => return Err(lost),
                Err(RecvError::Closed) => return Ok(None),
            }
        }
    }
}

impl Drop for Tap {
    fn drop(&mut self) {
        self.listeners.fetch_sub(1, Ordering::Relaxed);
    }
}

fn entries(encoded: &Encoded) -> Vec<Tapped> {
    let entry = |(channel, frame): &(ChannelName, bytes::Bytes)| {
        let sent = frame::event_of(frame)?;
        Some(Tapped {
            channel: channel.clone(),
            event: sent.event,
            data: sent.data,
            user_id: sent.user_id,
            except: encoded.except,
            seq: encoded.logged.map(|logged| logged.seq),
        })
    };
    encoded.frames.iter().filter_map(entry).collect()
}
