//! Reading the order events of the log: page by page for those who missed something, and the tail for whoever acts on
//! them. Their numbers are not without gaps here: those between belong to the events of channels, see
//! [`crate::channel_log`].

use jiff::Timestamp;
use orderbell_orders::{Audience, OrderId, RecordedEvent};
use thiserror::Error;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::query::{Scope, Stamped};
use crate::sqlite::{events, positions};
use crate::store::Store;

/// Some events in order.
#[derive(Debug, Clone, PartialEq)]
pub struct EventPage {
    /// The events.
    pub events: Vec<RecordedEvent>,
    /// Whether there are more after the last one.
    pub has_more: bool,
}

/// The order events that one channel carries.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LogStream {
    /// What admins hear.
    Admin,
    /// What a vendor hears.
    Vendor(String),
    /// What those hear who follow an order.
    Order(OrderId),
}

/// Why the log could not be read from there.
#[derive(Debug, Clone, Error)]
pub enum EventsError {
    /// Some of the events after that position are not kept any more; take a snapshot.
    #[error("events before {oldest} are not kept any more")]
    Pruned {
        /// The oldest event that is kept, or the next one to come if none is.
        oldest: i64,
    },
    /// The read failed.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl Store {
    /// The events after a position that a scope may see, at most `limit` (1 to 1000; what is outside is moved to the
    /// nearest). The stamp is the head of the whole log: when there are no more events, the reader has seen everything
    /// up to it.
    ///
    /// # Errors
    /// See [`EventsError`].
    pub async fn events_after(
        &self,
        app: AppId,
        scope: Scope,
        after: i64,
        limit: usize,
    ) -> Result<Stamped<EventPage>, EventsError> {
        self.db
            .read(move |conn| {
                let log = positions::log(conn, app)?;
                if after < log.pruned_seq {
                    return Err(EventsError::Pruned { oldest: log.pruned_seq + 1 });
                }
                let mut found = events::visible_after(conn, app, &scope, after, limit.clamp(1, 1000) + 1)?;
                let has_more = found.len() > limit.clamp(1, 1000);
                if has_more {
                    found.pop();
                }
                Ok(Stamped { position: log.position, value: EventPage { events: found, has_more } })
            })
            .await
    }

    /// The order events after a position, all of them whoever may see them, at most `limit`.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn events_since(
        &self,
        app: AppId,
        after: i64,
        limit: usize,
    ) -> Result<Vec<RecordedEvent>, ReadError> {
        self.db.read(move |conn| Ok(events::all_after(conn, app, after, limit)?)).await
    }

    /// The events of a stream after a position, at most `limit` (1 to 1000; what is outside is moved to the nearest).
    /// The stamp is the head of the whole log: when there are no more events, the reader has seen everything of the
    /// stream up to it.
    ///
    /// # Errors
    /// See [`EventsError`].
    pub async fn stream_after(
        &self,
        app: AppId,
        stream: LogStream,
        after: i64,
        limit: usize,
    ) -> Result<Stamped<EventPage>, EventsError> {
        self.db
            .read(move |conn| {
                let log = positions::log(conn, app)?;
                if after < log.pruned_seq {
                    return Err(EventsError::Pruned { oldest: log.pruned_seq + 1 });
                }
                let limit = limit.clamp(1, 1000);
                let mut events = events::stream_after(conn, app, &stream, after, limit + 1)?;
                let has_more = events.len() > limit;
                events.truncate(limit);
                Ok(Stamped { position: log.position, value: EventPage { events, has_more } })
            })
            .await
    }

    /// The events of one order after a position that a scope may see, at most `limit` (1 to 1000; what is outside is moved to
    /// the nearest). Whether the scope covers the order is for the caller to have found out. Events that are not kept any
    /// more are left out.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn order_events(
        &self,
        app: AppId,
        order: OrderId,
        scope: Scope,
        after: i64,
        limit: usize,
    ) -> Result<Stamped<EventPage>, ReadError> {
        self.db
            .read(move |conn| {
                let position = positions::position(conn, app)?;
                let readers = match &scope {
                    Scope::All => (Audience::ADMIN, None),
                    Scope::Vendor(vendor) => (Audience::VENDOR, Some(vendor.as_str())),
                    Scope::Customer(_) => (Audience::ORDER, None),
                };
                let limit = limit.clamp(1, 1000);
                let mut events = events::of_order(conn, app, order, readers, after, limit + 1)?;
                let has_more = events.len() > limit;
                events.truncate(limit);
                Ok(Stamped { position, value: EventPage { events, has_more } })
            })
            .await
    }

    /// Deletes the events that were recorded before a moment, oldest first and without leaving a hole; returns how
    /// many. Orders keep their state. Deletes in small steps, between which other writes get their turn.
    ///
    /// # Errors
    /// When a write failed; what was deleted until then stays deleted.
    pub async fn prune_events(&self, app: AppId, before: Timestamp) -> Result<usize, WriteError> {
        self.db.write_in_steps(move |tx| events::prune(tx, app, before)).await
    }
}
