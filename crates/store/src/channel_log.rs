//! The part of the log that is not about orders: what an app's servers trigger on channels whose events are kept.
//!
//! Both parts share one numbering, so the log as a whole has one order, and a reader of a channel has one position in
//! it. To the store a channel is a name, and an event on it is a name with some text that is given back byte for byte;
//! which channels there are, who listens, and how an order event looks there is known elsewhere.

use std::sync::Arc;

use jiff::Timestamp;
use orderbell_orders::RecordedEvent;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::log::LogStream;
use crate::query::Position;
use crate::sqlite::{channel_events, merged, positions};
use crate::store::Store;

/// An event to be recorded on one channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewChannelEvent {
    /// The channel's name.
    pub channel: String,
    /// The event's name.
    pub event: Arc<str>,
    /// The payload. Shared, because the same one often goes to many channels.
    pub data: Arc<str>,
    /// The connection that must not get it.
    pub except_socket: Option<String>,
    /// The reader's position that must not be given it later either.
    pub except_cursor: Option<u64>,
}

/// An event as it was recorded on a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelEvent {
    /// Position in the app's log.
    pub seq: i64,
    /// When it was recorded.
    pub at: Timestamp,
    /// See [`NewChannelEvent::channel`].
    pub channel: String,
    /// See [`NewChannelEvent::event`].
    pub event: String,
    /// See [`NewChannelEvent::data`].
    pub data: String,
    /// See [`NewChannelEvent::except_socket`].
    pub except_socket: Option<String>,
    /// See [`NewChannelEvent::except_cursor`].
    pub except_cursor: Option<u64>,
}

/// One entry of an app's log.
#[derive(Debug, Clone, PartialEq)]
pub enum LogEntry {
    /// Something happened to an order, a product or a user.
    Order(Box<RecordedEvent>),
    /// Something was triggered on a channel.
    Channel(ChannelEvent),
}

/// A channel as the log knows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LoggedChannel {
    /// Its name, by which it has the events that were triggered on it.
    pub name: String,
    /// The order events that it carries as well, if it does.
    pub orders: Option<LogStream>,
}

/// An entry on one channel.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelEntry {
    /// `seq` of the channel's entry before this one; 0 if there is none, or none that is kept.
    pub prev: i64,
    /// The entry.
    pub entry: LogEntry,
}

/// How much a page may hold. A page that is not empty by nature has at least one entry, however large that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PageLimit {
    /// Entries, at least 1.
    pub events: usize,
    /// Bytes of what is stored of them.
    pub bytes: usize,
}

/// Some entries of a channel in order, all read at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelPage {
    /// The entries.
    pub entries: Vec<ChannelEntry>,
    /// The head of the whole log at that moment: who has read the last page has seen everything up to it.
    pub position: Position,
    /// Whether there are more after the last one.
    pub has_more: bool,
    /// Entries of the channel up to this one may have been deleted: a reader who comes from before it may lack some.
    pub pruned_seq: i64,
}

impl LogEntry {
    /// Position in the app's log.
    #[must_use]
    pub fn seq(&self) -> i64 {
        match self {
            Self::Order(event) => event.seq,
            Self::Channel(event) => event.seq,
        }
    }
}

impl Store {
    /// Records events on channels, all or none and in their order, and returns the `seq` of each.
    ///
    /// # Errors
    /// [`WriteError::Busy`] at once when too many writes wait; otherwise as for every write.
    pub async fn record_channel_events(
        &self,
        app: AppId,
        events: Vec<NewChannelEvent>,
        now: Timestamp,
    ) -> Result<Vec<i64>, WriteError> {
        if events.is_empty() {
            return Ok(Vec::new());
        }
        self.db.write(move |tx| Ok(channel_events::insert_all(tx, app, &events, now)?)).await
    }

    /// The entries after a position of the whole log, at most `limit`.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn log_since(&self, app: AppId, after: i64, limit: usize) -> Result<Vec<LogEntry>, ReadError> {
        self.db.read(move |conn| Ok(merged::all_after(conn, app, after, limit)?)).await
    }

    /// The entries of a channel after a position.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn channel_page(
        &self,
        app: AppId,
        channel: LoggedChannel,
        after: i64,
        limit: PageLimit,
    ) -> Result<ChannelPage, ReadError> {
        self.db
            .read(move |conn| {
                let log = positions::log(conn, app)?;
                let orders_pruned = match channel.orders {
                    Some(_) => log.pruned_seq,
                    None => 0,
                };
                let pruned_seq = orders_pruned.max(channel_events::pruned_seq(conn, app, &channel.name)?);
                let (entries, has_more) = merged::of_channel_after(conn, app, &channel, after, limit)?;
                let mut prev = match entries.first() {
                    Some(first) => merged::previous_seq(conn, app, &channel, first.seq())?.unwrap_or(0),
                    None => 0,
                };
                let linked = entries.into_iter().map(|entry| {
                    let prev = std::mem::replace(&mut prev, entry.seq());
                    ChannelEntry { prev, entry }
                });
                let entries = linked.collect();
                Ok(ChannelPage { entries, position: log.position, has_more, pruned_seq })
            })
            .await
    }

    /// The `seq` of the channel's entry before `before`; `None` if there is none, or none that is kept.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn previous_seq(
        &self,
        app: AppId,
        channel: LoggedChannel,
        before: i64,
    ) -> Result<Option<i64>, ReadError> {
        self.db.read(move |conn| Ok(merged::previous_seq(conn, app, &channel, before)?)).await
    }

    /// Deletes events of channels, oldest first: those that were recorded before a moment, and those beyond the newest
    /// `keep`; returns how many. Order events are not touched. Deletes in small steps, between which other writes get
    /// their turn.
    ///
    /// # Errors
    /// When a read or write failed; what was deleted until then stays deleted.
    pub async fn prune_channel_events(
        &self,
        app: AppId,
        before: Timestamp,
        keep: usize,
    ) -> Result<usize, WriteError> {
        // Counting walks along an index; the writer has better things to do.
        let beyond = self.db.read(move |conn| Ok::<_, ReadError>(channel_events::beyond(conn, app, keep)?));
        let beyond = beyond.await?;
        let deleted =
            self.db.write_in_steps(move |tx| Ok(channel_events::prune(tx, app, before, beyond)?)).await?;
        if deleted > 0 {
            self.db.write(move |tx| Ok::<_, WriteError>(channel_events::forget_prunings(tx, app)?)).await?;
        }
        Ok(deleted)
    }
}
