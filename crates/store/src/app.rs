//! Apps (an app is a tenant, and a Pusher app to its SDKs) and the keys of their programs.

use std::fmt;

use jiff::Timestamp;
use orderbell_orders::{Currency, Flows, Locale};
use thiserror::Error;

use crate::app_keys::{LiveKey, NewKey};
use crate::channel_settings::ChannelSettings;
use crate::error::{ReadError, WriteError};
use crate::sqlite::{api_keys, apps, flows};
use crate::store::Store;
use crate::words::AppWords;

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
    /// Its live keys, oldest first; there is at least one.
    pub keys: Vec<LiveKey>,
    /// Whether it is served at all.
    pub enabled: bool,
    /// What its clients may do on channels.
    pub channels: ChannelSettings,
    /// What it calls things.
    pub words: AppWords,
    /// Language of texts that are not for one reader.
    pub locale: Locale,
    /// Currency of orders that name none.
    pub currency: Currency,
    /// IANA name of its time zone. The date in an order's code is taken in it.
    pub timezone: String,
    /// How its orders go.
    pub flows: Flows,
    /// From 1, up by one whenever it gets other flows.
    pub flows_version: i64,
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
    /// Its first key.
    pub key: NewKey,
    /// See [`App::channels`].
    pub channels: ChannelSettings,
    /// See [`App::locale`].
    pub locale: Locale,
    /// See [`App::currency`].
    pub currency: Currency,
    /// See [`App::timezone`].
    pub timezone: String,
    /// See [`App::flows`].
    pub flows: Flows,
}

/// What to change of an app; `None` leaves something as it is.
#[derive(Debug, Clone, Default)]
pub struct AppChanges {
    /// See [`App::name`].
    pub name: Option<String>,
    /// See [`App::timezone`]; the caller has checked that it exists.
    pub timezone: Option<String>,
    /// See [`App::locale`].
    pub locale: Option<Locale>,
    /// See [`App::enabled`].
    pub enabled: Option<bool>,
}

/// The key of a program, of which only the hash is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Its row.
    pub id: ApiKeyId,
    /// What people call it.
    pub label: String,
    /// Whether it may look after all apps of the server.
    pub operator: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it stopped working.
    pub revoked_at: Option<Timestamp>,
}

/// Why an app did not get other flows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FlowsRefused {
    /// It has other flows by now than whoever changed them has seen.
    Changed {
        /// The version that it has.
        version: i64,
    },
    /// Open orders go by flows that would be gone.
    InUse {
        /// Those flows, each with how many open orders go by it, in the order of the app's flows.
        flows: Vec<(String, u64)>,
    },
}

/// Why an app was not made.
#[derive(Debug, Clone, Error)]
pub enum CreateAppError {
    /// Another app has this id or this key.
    #[error("another app has this id or key")]
    Taken,
    /// The write failed.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl App {
    /// The key that new users of the app are given: the youngest.
    #[must_use]
    pub fn current_key(&self) -> &LiveKey {
        self.keys.last().expect("an app without a live key is not read")
    }
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
        let sealing = self.db.sealing();
        self.db.write(move |tx| apps::create(tx, &sealing, &app, now)).await
    }

    /// All apps, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn apps(&self) -> Result<Vec<App>, ReadError> {
        let sealing = self.db.sealing();
        self.db.read(move |conn| Ok(apps::all(conn, &sealing)?)).await
    }

    /// Changes an app and returns it as it is then. `edit` changes its channel settings; it runs between reading and
    /// writing them, where no other change can come in between.
    ///
    /// # Errors
    /// [`WriteError::UnknownApp`], or the write failed.
    pub async fn update_app(
        &self,
        app: AppId,
        changes: AppChanges,
        edit: impl FnOnce(&mut ChannelSettings) + Send + 'static,
    ) -> Result<App, WriteError> {
        let sealing = self.db.sealing();
        self.db.write(move |tx| apps::update(tx, &sealing, app, &changes, edit)).await
    }

    /// Gives the app these flows, and answers their version. They count for every order from the next command on, timers
    /// of open orders included. With `if_version` only if the app has that version of them.
    ///
    /// A flow that open orders go by stays: they would be in the middle of a way that is no more, with the steps, names
    /// and deadlines of another.
    ///
    /// # Errors
    /// [`WriteError::UnknownApp`], or a write failed.
    pub async fn set_flows(
        &self,
        app: AppId,
        wanted: Flows,
        if_version: Option<i64>,
        now: Timestamp,
    ) -> Result<Result<i64, FlowsRefused>, WriteError> {
        let set =
            self.db.write(move |tx| Ok::<_, WriteError>(flows::set(tx, app, &wanted, if_version)?)).await?;
        if set.is_ok() {
            self.catch_up_timers(now).await?;
        }
        Ok(set)
    }

    /// Gives apps of the time before there were settings of each app's own these.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn fill_channel_settings(&self, settings: ChannelSettings) -> Result<usize, WriteError> {
        self.db.write(move |tx| Ok(apps::fill_channel_settings(tx, &settings)?)).await
    }

    /// Adds a key for programs; `operator` lets it look after all apps. `hash` is the SHA-256 of the key; the key itself
    /// never gets here.
    ///
    /// # Errors
    /// [`WriteError::UnknownApp`], or the write failed.
    pub async fn create_api_key(
        &self,
        app: AppId,
        label: String,
        operator: bool,
        hash: [u8; 32],
        now: Timestamp,
    ) -> Result<ApiKeyId, WriteError> {
        self.db.write(move |tx| api_keys::create(tx, app, &label, operator, hash, now)).await
    }

    /// The keys of an app, oldest first, revoked ones included.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn api_keys(&self, app: AppId) -> Result<Vec<ApiKey>, ReadError> {
        self.db.read(move |conn| Ok(api_keys::all(conn, app)?)).await
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
        self.db.write(move |tx| Ok(api_keys::revoke(tx, app, key, now)?)).await
    }

    /// The app whose key has this SHA-256 and still works, and whether the key is an operator's.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn app_by_api_key(&self, hash: [u8; 32]) -> Result<Option<(AppId, bool)>, ReadError> {
        self.db.read(move |conn| Ok(api_keys::find(conn, hash)?)).await
    }
}
