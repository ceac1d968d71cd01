//! Apps (an app is a tenant, and a Pusher app to its SDKs) and the keys of their programs.

use std::fmt;

use jiff::Timestamp;
use orderbell_orders::{Currency, Flows, Locale};
use secrecy::SecretString;
use thiserror::Error;

use crate::error::{ReadError, WriteError};
use crate::sqlite::apps;
use crate::store::Store;

/// An app's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AppId(
    /// The row's number.
    pub i64,
);

/// The row of an API key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ApiKeyId(
    /// The row's number.
    pub i64,
);

/// An app.
#[derive(Debug, Clone)]
pub struct App {
    /// Its row.
    pub id: AppId,
    /// The id that its developers know, as in a Pusher SDK.
    pub public_id: String,
    /// Name of the shop.
    pub name: String,
    /// Public key of its sockets.
    pub key: String,
    /// What it signs with.
    pub secret: SecretString,
    /// Language of texts that are not for one reader.
    pub locale: Locale,
    /// Currency of orders that name none.
    pub currency: Currency,
    /// IANA name of its time zone. The date in an order's code is taken in it.
    pub timezone: String,
    /// How its orders go.
    pub flows: Flows,
    /// Names the event log; changes when the log is replaced, for example by a restored backup.
    pub epoch: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// An app to be made. The names are the caller's to check, the time zone included.
#[derive(Debug, Clone)]
pub struct NewApp {
    /// See [`App::public_id`]; unique.
    pub public_id: String,
    /// See [`App::name`].
    pub name: String,
    /// See [`App::key`]; unique.
    pub key: String,
    /// See [`App::secret`].
    pub secret: SecretString,
    /// See [`App::locale`].
    pub locale: Locale,
    /// See [`App::currency`].
    pub currency: Currency,
    /// See [`App::timezone`].
    pub timezone: String,
    /// See [`App::flows`].
    pub flows: Flows,
}

/// Settings to change; `None` leaves one as it is.
#[derive(Debug, Clone, Default)]
pub struct AppSettings {
    /// See [`App::name`].
    pub name: Option<String>,
    /// See [`App::timezone`]; the caller has checked that it exists.
    pub timezone: Option<String>,
    /// See [`App::locale`].
    pub locale: Option<Locale>,
}

/// The key of a program, of which only the hash is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Its row.
    pub id: ApiKeyId,
    /// What people call it.
    pub label: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it stopped working.
    pub revoked_at: Option<Timestamp>,
}

/// Why an app was not made, or not given other credentials.
#[derive(Debug, Clone, Error)]
pub enum CreateAppError {
    /// Another app has this id or this key.
    #[error("another app has this id or key")]
    Taken,
    /// The write failed.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl fmt::Display for AppId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for ApiKeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Store {
    /// Makes an app with an empty log of a new epoch.
    ///
    /// # Errors
    /// See [`CreateAppError`].
    pub async fn create_app(&self, app: NewApp, now: Timestamp) -> Result<App, CreateAppError> {
        self.db.write(move |tx| apps::create(tx, &app, now)).await
    }

    /// All apps, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn apps(&self) -> Result<Vec<App>, ReadError> {
        self.db.read(|conn| Ok(apps::all(conn)?)).await
    }

    /// Changes settings of an app and returns it as it is then.
    ///
    /// # Errors
    /// [`WriteError::UnknownApp`], or the write failed.
    pub async fn update_app(&self, app: AppId, settings: AppSettings) -> Result<App, WriteError> {
        self.db.write(move |tx| apps::update(tx, app, &settings)).await
    }

    /// Gives the app other credentials; the former ones stop working for new requests and connections.
    ///
    /// # Errors
    /// [`CreateAppError::Taken`] when another app has the id or key; otherwise as for every write.
    pub async fn update_credentials(
        &self,
        app: AppId,
        public_id: String,
        key: String,
        secret: SecretString,
    ) -> Result<App, CreateAppError> {
        self.db.write(move |tx| apps::update_credentials(tx, app, &public_id, &key, &secret)).await
    }

    /// Adds a key for programs. `hash` is the SHA-256 of the key; the key itself never gets here.
    ///
    /// # Errors
    /// [`WriteError::UnknownApp`], or the write failed.
    pub async fn create_api_key(
        &self,
        app: AppId,
        label: String,
        hash: [u8; 32],
        now: Timestamp,
    ) -> Result<ApiKeyId, WriteError> {
        self.db.write(move |tx| apps::create_api_key(tx, app, &label, hash, now)).await
    }

    /// The keys of an app, oldest first, revoked ones included.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn api_keys(&self, app: AppId) -> Result<Vec<ApiKey>, ReadError> {
        self.db.read(move |conn| Ok(apps::api_keys(conn, app)?)).await
    }

    /// Ends a key; `false` when the app has no such key that still worked.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn revoke_api_key(
        &self,
        app: AppId,
        key: ApiKeyId,
        now: Timestamp,
    ) -> Result<bool, WriteError> {
        self.db.write(move |tx| Ok(apps::revoke_api_key(tx, app, key, now)?)).await
    }

    /// The app whose key has this SHA-256 and still works.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn app_by_api_key(&self, hash: [u8; 32]) -> Result<Option<AppId>, ReadError> {
        self.db.read(move |conn| Ok(apps::by_api_key(conn, hash)?)).await
    }
}
