//! The keys of an app: what its sockets and its programs name themselves by, each with the secret that signs.
//!
//! Several are live at once, so that a key can be replaced without a moment in which somebody is turned away: make the
//! new one, move everybody over, revoke the old one. A revoked key never comes back, and no other app can have it.

use std::fmt;

use jiff::Timestamp;
use secrecy::SecretString;
use thiserror::Error;

use crate::app::{App, AppId};
use crate::error::{ReadError, WriteError};
use crate::sqlite::app_keys;
use crate::store::Store;

/// Most live keys of an app. Every signature may be of any of them.
pub const MAX_LIVE_KEYS: usize = 20;

/// A key's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AppKeyId(
    /// The row's number.
    pub i64,
);

/// A key, live or revoked, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AppKey {
    /// Its row.
    pub id: AppKeyId,
    /// The public half.
    pub key: String,
    /// What people call it.
    pub label: String,
    /// Whether it comes from the server's settings.
    pub configured: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it stopped working.
    pub revoked_at: Option<Timestamp>,
}

/// A key that works.
#[derive(Debug, Clone)]
pub struct LiveKey {
    /// The key.
    pub info: AppKey,
    /// What it signs with.
    pub secret: SecretString,
}

/// A key to be made.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// The public half, unique on the server.
    pub key: String,
    /// What it signs with.
    pub secret: SecretString,
    /// What people call it.
    pub label: String,
    /// See [`AppKey::configured`].
    pub configured: bool,
}

/// Credentials that the server's settings give to an app.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// See [`App::public_id`].
    pub public_id: String,
    /// The public half of the key.
    pub key: String,
    /// The half that signs.
    pub secret: SecretString,
}

/// Why a key was not made or not revoked.
#[derive(Debug, Clone, Error)]
pub enum KeyError {
    /// Another app has this key or id, or the key was revoked.
    #[error("the key or id belongs to another app, or the key was revoked")]
    Taken,
    /// The app has as many keys as it may have.
    #[error("an app may have {MAX_LIVE_KEYS} live keys; revoke one first")]
    TooMany,
    /// The app has no such live key.
    #[error("the app has no such live key")]
    Unknown,
    /// Without this one nobody could connect.
    #[error("this is the app's last live key; make another one first, or disable the app")]
    Last,
    /// The write failed.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl fmt::Display for AppKeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Store {
    /// All keys of an app, oldest first, revoked ones included.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn app_keys(&self, app: AppId) -> Result<Vec<AppKey>, ReadError> {
        self.db.read(move |conn| Ok(app_keys::all(conn, app)?)).await
    }

    /// Adds a key; it becomes the app's current one.
    ///
    /// # Errors
    /// See [`KeyError`].
    pub async fn create_app_key(&self, app: AppId, key: NewKey, now: Timestamp) -> Result<LiveKey, KeyError> {
        let sealing = self.db.sealing();
        self.db.write(move |tx| app_keys::create(tx, &sealing, app, key, now)).await
    }

    /// Adds a key with the label of an existing one and, if `revoke`, ends that one in the same moment.
    ///
    /// # Errors
    /// See [`KeyError`].
    pub async fn rotate_app_key(
        &self,
        app: AppId,
        old: AppKeyId,
        key: String,
        secret: SecretString,
        revoke: bool,
        now: Timestamp,
    ) -> Result<LiveKey, KeyError> {
        let sealing = self.db.sealing();
        self.db.write(move |tx| app_keys::rotate(tx, &sealing, app, old, key, secret, revoke, now)).await
    }

    /// Ends a key for good.
    ///
    /// # Errors
    /// See [`KeyError`].
    pub async fn revoke_app_key(&self, app: AppId, key: AppKeyId, now: Timestamp) -> Result<(), KeyError> {
        self.db.write(move |tx| app_keys::revoke(tx, app, key, now)).await
    }

    /// Makes an app follow the credentials of the server's settings: they become its id and one of its keys. Keys that
    /// the settings named before are revoked, those that people made are left alone.
    ///
    /// # Errors
    /// [`KeyError::Taken`] also when somebody has revoked that very key, which settings do not undo.
    pub async fn follow_credentials(
        &self,
        app: AppId,
        credentials: Credentials,
        now: Timestamp,
    ) -> Result<App, KeyError> {
        let sealing = self.db.sealing();
        self.db.write(move |tx| app_keys::follow(tx, &sealing, app, credentials, now)).await
    }
}
