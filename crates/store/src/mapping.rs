//! What an app's own broadcasts mean, what came of those that were read, and examples of those that nobody has explained
//! yet. How a broadcast is read is not known here: a mapping is a text, and what it makes of an event are [`Report`]s.

use jiff::Timestamp;
use orderbell_orders::{Actor, OrderId};

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::report::Report;
use crate::sqlite::{event_samples, mapping_log, mappings};
use crate::store::Store;

/// Newest entries of the log that are kept of an app.
pub const MAX_LOG: usize = 200;
/// Examples that are kept of an event on a channel.
pub const MAX_SAMPLES: usize = 5;
/// Examples that are kept of an app.
pub const MAX_APP_SAMPLES: usize = 500;

/// The row of a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MappingId(
    /// The row's number.
    pub i64,
);

/// A mapping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredMapping {
    /// Its row.
    pub id: MappingId,
    /// Whose it is.
    pub app: AppId,
    /// The mapping itself, as JSON.
    pub definition: String,
    /// Whether events are read with it.
    pub enabled: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// Events that changed something.
    pub applied: i64,
    /// Events that said what was known already.
    pub unchanged: i64,
    /// Events that were late.
    pub ignored: i64,
    /// Events that could not be read or were refused.
    pub failed: i64,
}

/// An event that was read with a mapping.
#[derive(Debug, Clone)]
pub struct Interpretation {
    /// The mapping.
    pub mapping: MappingId,
    /// The channel.
    pub channel: String,
    /// The event's name.
    pub event: String,
    /// Its data, kept in case something is wrong.
    pub data: String,
    /// In whose name.
    pub actor: Actor,
    /// What it says, or why it cannot be read.
    pub says: Result<Vec<Report>, String>,
    /// What of it cannot be used, for whoever reads the log.
    pub note: Option<String>,
}

/// What came of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MappingOutcome {
    /// It changed something.
    Applied,
    /// It said what was known already.
    Unchanged,
    /// It was late.
    Ignored,
    /// It could not be read, or was refused.
    Failed,
}

/// An entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingLogEntry {
    /// Its number, rising.
    pub id: i64,
    /// The mapping, which may be gone.
    pub mapping: MappingId,
    /// When.
    pub at: Timestamp,
    /// The channel.
    pub channel: String,
    /// The event's name.
    pub event: String,
    /// What came of it.
    pub outcome: MappingOutcome,
    /// Why, where nothing was changed; what of the event could not be used, where something was.
    pub detail: Option<String>,
    /// The order that it was about.
    pub order: Option<(OrderId, String)>,
    /// The event's data, where it failed.
    pub data: Option<String>,
}

/// An event to be kept as an example.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the example")]
pub struct NewEventSample {
    pub pattern: String,
    pub event: String,
    pub channel: String,
    pub data: String,
    pub at: Timestamp,
}

/// An event that was kept as an example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventSample {
    /// The channel, or the beginning of such channels and `*`.
    pub pattern: String,
    /// The event's name.
    pub event: String,
    /// The channel.
    pub channel: String,
    /// Its data.
    pub data: String,
    /// When.
    pub at: Timestamp,
}

impl MappingOutcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Applied, Self::Unchanged, Self::Ignored, Self::Failed];

    /// The stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Unchanged => "unchanged",
            Self::Ignored => "ignored",
            Self::Failed => "failed",
        }
    }
}

impl Store {
    /// Makes a mapping, unless the app has `limit` of them already; `None` then.
    ///
    /// # Errors
    /// [`WriteError::UnknownApp`], or the write failed.
    pub async fn create_mapping(
        &self,
        app: AppId,
        definition: String,
        enabled: bool,
        limit: usize,
        now: Timestamp,
    ) -> Result<Option<StoredMapping>, WriteError> {
        self.db.write(move |tx| Ok(mappings::create(tx, app, &definition, enabled, limit, now)?)).await
    }

    /// The mappings of an app, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn mappings(&self, app: AppId) -> Result<Vec<StoredMapping>, ReadError> {
        self.db.read(move |conn| Ok(mappings::of_app(conn, app)?)).await
    }

    /// The mappings of all apps, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn all_mappings(&self) -> Result<Vec<StoredMapping>, ReadError> {
        self.db.read(|conn| Ok(mappings::all(conn)?)).await
    }

    /// Changes a mapping and returns it as it is then; `None` when the app has no such mapping.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn update_mapping(
        &self,
        app: AppId,
        id: MappingId,
        definition: Option<String>,
        enabled: Option<bool>,
        now: Timestamp,
    ) -> Result<Option<StoredMapping>, WriteError> {
        self.db.write(move |tx| Ok(mappings::update(tx, app, id, definition.as_deref(), enabled, now)?)).await
    }

    /// Deletes a mapping; `false` when the app has no such mapping. Its log stays until it is forgotten.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn delete_mapping(&self, app: AppId, id: MappingId) -> Result<bool, WriteError> {
        self.db.write(move |tx| Ok(mappings::delete(tx, app, id)?)).await
    }

    /// Does what events say, one after the other, and writes down what came of each: all of it in one transaction.
    ///
    /// # Errors
    /// When the write failed; nothing has happened then. What an event is refused is not an error but an outcome.
    pub async fn interpret(
        &self,
        app: AppId,
        events: Vec<Interpretation>,
        now: Timestamp,
    ) -> Result<Vec<MappingOutcome>, WriteError> {
        self.db.write(move |tx| Ok(mapping_log::interpret(tx, app, &events, now)?)).await
    }

    /// Does what an event says that failed before, now that it is understood otherwise. Its entry goes, unless it fails
    /// again.
    ///
    /// # Errors
    /// When the write failed; nothing has happened then.
    pub async fn interpret_again(
        &self,
        app: AppId,
        entry: i64,
        events: Vec<Interpretation>,
        now: Timestamp,
    ) -> Result<Vec<MappingOutcome>, WriteError> {
        self.db.write(move |tx| Ok(mapping_log::interpret_again(tx, app, entry, &events, now)?)).await
    }

    /// The newest entries of the log, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn mapping_log(&self, app: AppId) -> Result<Vec<MappingLogEntry>, ReadError> {
        self.db.read(move |conn| Ok(mapping_log::newest(conn, app)?)).await
    }

    /// Keeps examples of events, and forgets older ones.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn record_event_samples(
        &self,
        app: AppId,
        samples: Vec<NewEventSample>,
    ) -> Result<(), WriteError> {
        self.db.write(move |tx| Ok(event_samples::record(tx, app, &samples)?)).await
    }

    /// The examples of an app, newest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn event_samples(&self, app: AppId) -> Result<Vec<EventSample>, ReadError> {
        self.db.read(move |conn| Ok(event_samples::of_app(conn, app)?)).await
    }

    /// Forgets the examples of an app.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn forget_event_samples(&self, app: AppId) -> Result<(), WriteError> {
        self.db.write(move |tx| Ok(event_samples::forget(tx, app)?)).await
    }
}
