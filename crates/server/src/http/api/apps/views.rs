//! Apps and keys as the API shows them.

use orderbell_store::{AppKey, LiveKey};
use secrecy::ExposeSecret as _;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    app_settings::SettingsView, apps::AppEntry, first_run::env_block, http::AppState, order_view::time,
};

/// The apps that the caller looks after.
#[derive(Debug, Serialize, ToSchema)]
pub struct AppList {
    /// Oldest first.
    pub apps: Vec<AppDetail>,
    /// Whether the caller looks after all apps of the server, and may make new ones.
    pub operator: bool,
}

/// An app with its settings and keys, without secrets.
#[derive(Debug, Serialize, ToSchema)]
pub struct AppDetail {
    /// Public app id, as in a Pusher SDK.
    #[schema(example = "482913")]
    pub id: String,
    /// Name of the shop.
    #[schema(example = "Warung Dewi")]
    pub name: String,
    /// Whether it is served: a disabled app has no connections, and its programs get 403.
    pub enabled: bool,
    /// Language of texts that are not for one reader.
    #[schema(example = "id")]
    pub locale: &'static str,
    /// Currency of orders that name none.
    #[schema(example = "IDR")]
    pub currency: String,
    /// IANA time zone.
    #[schema(example = "Asia/Jakarta")]
    pub timezone: String,
    /// When it was made.
    #[schema(example = "2026-11-21T08:00:00Z")]
    pub created_at: String,
    /// Connections of its clients now.
    #[schema(example = 12)]
    pub connections: usize,
    /// What its clients may do on channels, and how much of everything it may have.
    pub settings: SettingsView,
    /// Its keys, oldest first, revoked ones included.
    pub keys: Vec<AppKeyView>,
}

/// A key, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct AppKeyView {
    /// The public half.
    #[schema(example = "278d425bdf160c739803")]
    pub key: String,
    /// What people call it.
    #[schema(example = "web shop")]
    pub label: String,
    /// Whether it is the one that the dashboard and new programs use: the youngest that works.
    pub current: bool,
    /// Whether it comes from the server's own settings or its first start.
    pub configured: bool,
    /// When it was made.
    #[schema(example = "2026-11-21T08:00:00Z")]
    pub created_at: String,
    /// When it stopped working.
    pub revoked_at: Option<String>,
}

/// A key with its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct SecretView {
    /// The public half.
    #[schema(example = "278d425bdf160c739803")]
    pub key: String,
    /// The half that signs. Whoever has it can act as the app.
    #[schema(example = "7ad3773142a6692b25b8")]
    pub secret: String,
    /// Lines for the `.env` file of an app that uses Laravel Echo, pusher-js or a Pusher SDK.
    #[schema(example = "PUSHER_APP_ID=482913\nPUSHER_APP_KEY=278d425bdf160c739803\n")]
    pub env: String,
}

/// An app that was just made.
#[derive(Debug, Serialize, ToSchema)]
pub struct NewAppView {
    /// The app.
    pub app: AppDetail,
    /// Its first key. The secret is shown this once.
    pub key: SecretView,
    /// The link by which its owner sets it up; works once, for half an hour.
    #[schema(example = "https://orders.example.com/setup/3fJ0…")]
    pub setup_link: String,
}

impl AppDetail {
    /// The app, with what the store knows of its keys.
    pub fn new(state: &AppState, app: &AppEntry, keys: Vec<AppKey>) -> Self {
        let record = &app.record;
        let current = record.current_key().info.id;
        let keys = keys.into_iter().map(|key| AppKeyView {
            current: key.id == current,
            configured: key.configured,
            created_at: time(key.created_at),
            revoked_at: key.revoked_at.map(time),
            key: key.key,
            label: key.label,
        });
        Self {
            id: record.public_id.clone(),
            name: record.name.clone(),
            enabled: record.enabled,
            locale: record.locale.as_str(),
            currency: record.currency.code().to_owned(),
            timezone: record.timezone.clone(),
            created_at: time(record.created_at),
            connections: state.hub.connections_of(record.id.0),
            settings: SettingsView::from(&record.channels),
            keys: keys.collect(),
        }
    }
}

impl SecretView {
    /// A key with its secret, and the lines that a program needs.
    pub fn new(state: &AppState, app: &AppEntry, key: &LiveKey) -> Self {
        let secret = key.secret.expose_secret().to_owned();
        Self {
            env: env_block(&app.record.public_id, &key.info.key, &secret, &state.base_url),
            key: key.info.key.clone(),
            secret,
        }
    }
}
