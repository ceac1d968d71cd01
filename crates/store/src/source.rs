//! Sources: other systems that report what happened by calling a URL of ours. Which systems there are and what their
//! settings mean is not known here; both are kept as they are given.
//!
//! The token in a source's URL says whose request it is, and is kept as a hash. The secrets that requests are signed with
//! are needed in the clear, so they are sealed. Both can be exchanged without losing a request: the URL before works for
//! a while, and several secrets are tried, the newest first.

use std::fmt;

use jiff::Timestamp;
use secrecy::SecretString;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::sqlite::{receipts, sources};
use crate::store::Store;

/// Most secrets of a source. One more than is needed for an exchange: somebody may have mistyped the first new one.
pub const MAX_SECRETS: usize = 3;

/// The row of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(
    /// The row's number.
    pub i64,
);

/// A source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its row.
    pub id: SourceId,
    /// Whose it is.
    pub app: AppId,
    /// What people call it.
    pub name: String,
    /// Whose words it speaks.
    pub provider: String,
    /// Everything else that is to be known of it, as JSON.
    pub settings: String,
    /// Whether its requests are taken.
    pub enabled: bool,
    /// Until when its URL before works, if it had one.
    pub old_token_until: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A source with what its requests are checked with.
#[derive(Debug, Clone)]
pub struct LiveSource {
    /// The source.
    pub source: Source,
    /// Its secrets, newest first.
    pub secrets: Vec<SecretString>,
}

/// How a source is doing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSummary {
    /// The source.
    pub source: Source,
    /// How many secrets are tried.
    pub secrets: usize,
    /// When the newest of its receipts came in.
    pub last_received_at: Option<Timestamp>,
    /// Receipts whose order is not there.
    pub unmatched: i64,
    /// Receipts that wait for a confirmation.
    pub pending: i64,
    /// Receipts that could not be applied.
    pub failed: i64,
}

/// A source to be made, see [`Source`]. The values are the caller's to check.
#[derive(Debug, Clone)]
pub struct NewSource {
    /// See [`Source::name`].
    pub name: String,
    /// See [`Source::provider`].
    pub provider: String,
    /// SHA-256 of the token in its URL.
    pub token_hash: [u8; 32],
    /// What its requests are signed with.
    pub secret: SecretString,
    /// See [`Source::settings`].
    pub settings: String,
    /// See [`Source::enabled`].
    pub enabled: bool,
}

/// What is to be changed of a source, see [`Source`]; `None` leaves it as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the source")]
pub struct SourceChange {
    pub name: Option<String>,
    pub settings: Option<String>,
    pub enabled: Option<bool>,
}

/// What is to be exchanged of a source.
#[derive(Debug, Clone, Default)]
pub struct SourceRotation {
    /// A secret that counts from now on; those before go on working, up to [`MAX_SECRETS`] in all.
    pub secret: Option<SecretString>,
    /// SHA-256 of another token for its URL, and until when the one before works.
    pub token: Option<([u8; 32], Timestamp)>,
    /// All but the newest secret, and the URL before, end now.
    pub end_old: bool,
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Store {
    /// Makes a source, unless the app has `limit` of them already; `None` then.
    ///
    /// # Errors
    /// [`WriteError::UnknownApp`], or the write failed.
    pub async fn create_source(
        &self,
        app: AppId,
        source: NewSource,
        limit: usize,
        now: Timestamp,
    ) -> Result<Option<Source>, WriteError> {
        let sealing = self.db.sealing();
        self.db.write(move |tx| Ok(sources::create(tx, &sealing, app, &source, limit, now)?)).await
    }

    /// The sources of an app, oldest first, and how each is doing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn sources(&self, app: AppId) -> Result<Vec<SourceSummary>, ReadError> {
        let sealing = self.db.sealing();
        self.db.read(move |conn| Ok(sources::of_app(conn, &sealing, app)?)).await
    }

    /// One source of an app, and how it is doing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn source(&self, app: AppId, id: SourceId) -> Result<Option<SourceSummary>, ReadError> {
        let sealing = self.db.sealing();
        self.db.read(move |conn| Ok(sources::one(conn, &sealing, app, id)?)).await
    }

    /// The source whose URL has a token with this hash, at `now`. It may be as it was two seconds ago, where another
    /// process has changed it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn source_by_token(
        &self,
        token_hash: [u8; 32],
        now: Timestamp,
    ) -> Result<Option<LiveSource>, ReadError> {
        let as_of = match self.live_sources.get(&token_hash) {
            Ok(source) => return Ok(Some(source)),
            Err(as_of) => as_of,
        };
        let sealing = self.db.sealing();
        let found =
            self.db.read(move |conn| Ok::<_, ReadError>(sources::by_token(conn, &sealing, token_hash, now)?));
        let Some((source, lasts)) = found.await? else { return Ok(None) };
        // A URL of before ends at a moment that nobody announces, so it is looked up each time.
        if lasts {
            self.live_sources.put(token_hash, &source, as_of);
        }
        Ok(Some(source))
    }

    /// Changes a source; `false` when the app has no such source.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn update_source(
        &self,
        app: AppId,
        id: SourceId,
        change: SourceChange,
        now: Timestamp,
    ) -> Result<bool, WriteError> {
        let updated = self.db.write(move |tx| Ok(sources::update(tx, app, id, &change, now)?)).await;
        self.live_sources.forget();
        updated
    }

    /// Exchanges secret or URL of a source; `false` when the app has no such source.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn rotate_source(
        &self,
        app: AppId,
        id: SourceId,
        rotation: SourceRotation,
        now: Timestamp,
    ) -> Result<bool, WriteError> {
        let sealing = self.db.sealing();
        let rotated =
            self.db.write(move |tx| Ok(sources::rotate(tx, &sealing, app, id, &rotation, now)?)).await;
        self.live_sources.forget();
        rotated
    }

    /// Deletes a source with its receipts; `false` when the app has no such source. What it has reported stays.
    ///
    /// Many receipts are deleted in several writes, so that orders do not wait for it. If that is interrupted, the source
    /// is switched off and still listed.
    ///
    /// # Errors
    /// When a write failed.
    pub async fn delete_source(&self, app: AppId, id: SourceId, now: Timestamp) -> Result<bool, WriteError> {
        let off = SourceChange { enabled: Some(false), ..SourceChange::default() };
        let found = self.update_source(app, id, off, now).await?;
        if found {
            self.db.write_in_steps(move |tx| Ok(receipts::delete_step(tx, id)?)).await?;
            self.db.write(move |tx| Ok::<_, WriteError>(sources::delete(tx, app, id)?)).await?;
            self.live_sources.forget();
        }
        Ok(found)
    }
}
