//! Everything that is asked over HTTP: the API, the Pusher endpoints, the WebSocket upgrade and the dashboard.
//!
//! [`router`] is the whole surface on one page. Handlers translate: they read a request, call the store or the hub,
//! and shape the answer; what an order may do is decided in `orderbell-orders`.

pub mod api;
pub mod assets;
pub mod body;
pub mod client_address;
pub mod credential;
pub mod docs;
pub mod field_code;
pub mod health;
pub mod hooks;
pub mod metrics;
pub mod openapi;
pub mod order_link;
pub mod origin;
pub mod parameters;
pub mod path;
pub mod principal;
pub mod problem;
pub mod pusher;
mod sdk;
pub mod security_headers;
pub mod session_cookie;
pub mod stream;
mod words;
pub mod ws;

use std::{ops::Deref, sync::Arc};

use axum::{
    Router, middleware,
    routing::{get, options, post},
};
use orderbell_hub::Hub;
use orderbell_store::{ReadError, Store};

pub use self::openapi::document as openapi_document;
use self::principal::ApiKeys;
use crate::{
    admission::Admission,
    apps::Apps,
    auth::{login_limit::LoginLimit, password::Passwords},
    config::Config,
    gateway::{Gateways, midtrans::MidtransGateway},
    health::Health,
    intake::Refused,
    interpreting::Interpreting,
    live::Live,
    refusals::Refusals,
    relay::Relayed,
    telemetry::{self, HttpMetrics},
    timers::Timers,
    webhooks::Webhooks,
};

/// What handlers share. Cheap to clone.
#[derive(Debug, Clone)]
pub struct AppState(Arc<Shared>);

/// The parts behind [`AppState`].
#[derive(Debug)]
pub struct Shared {
    /// All settings.
    pub config: Config,
    /// Where people reach the server.
    pub base_url: String,
    /// The ledger.
    pub store: Store,
    /// The sockets.
    pub hub: Hub,
    /// Who may come in.
    pub admission: Arc<Admission>,
    /// Apps by key and id.
    pub apps: Apps,
    /// Hashes passwords, a few at a time.
    pub passwords: Passwords,
    /// Counts sign-in attempts.
    pub login_limit: LoginLimit,
    /// API keys seen a moment ago.
    pub api_keys: ApiKeys,
    /// Whether all of this works.
    pub health: Health,
    /// Who was turned away lately, and why.
    pub refusals: Refusals,
    /// What sources were refused.
    pub refused: Refused,
    /// How far the relay has come.
    pub relayed: Relayed,
    /// What was asked over HTTP.
    pub http_metrics: HttpMetrics,
    /// Raw WebSockets and event streams.
    pub live: Live,
    /// What the apps' own broadcasts mean.
    pub interpreting: Interpreting,
    /// Where channel events are sent.
    pub webhooks: Webhooks,
    /// Who can be asked about payments.
    pub gateways: Gateways,
    /// What happens because time passes.
    pub timers: Timers,
    /// The API's description for people.
    pub docs: docs::Page,
    /// The one gateway on which pages to pay are opened.
    pub midtrans: Arc<MidtransGateway>,
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl AppState {
    /// Shares the parts among handlers.
    #[must_use]
    pub fn new(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }

    /// Puts changes of apps and of keys into effect, for open connections too.
    ///
    /// # Errors
    /// When the database cannot be read; everything stays as it was.
    pub async fn reload_apps(&self) -> Result<(), ReadError> {
        self.api_keys.forget();
        self.apps.reload(&self.store, &self.hub).await
    }

    /// Whether the server is about to stop; readiness is denied from then on.
    #[must_use]
    pub fn draining(&self) -> bool {
        self.health.is_draining()
    }

    /// Whether people reach the server over TLS, which a proxy in front ends.
    #[must_use]
    pub fn secure(&self) -> bool {
        self.base_url.starts_with("https://")
    }
}

/// What Pusher's clients and SDKs know, at the root and, where a prefix is set, under it as well: SDKs sign the path
/// without the prefix.
fn pusher_routes(state: &AppState) -> Router<AppState> {
    let routes = pusher::routes();
    match &*state.config.path_prefix {
        "" => routes,
        prefix => routes.clone().nest(prefix, routes),
    }
}

/// The question of a browser before a page of a shop may ask.
fn for_customers() -> Router<AppState> {
    let paths = origin::FOR_CUSTOMERS.into_iter();
    paths.fold(Router::new(), |routes, path| routes.route(path, options(origin::preflight)))
}

/// All routes.
pub fn router(state: AppState) -> Router {
    let (api, _) = openapi::routes().split_for_parts();
    let outer = state.clone();
    let measured = middleware::from_fn_with_state(state.clone(), telemetry::http::measure);
    Router::new()
        .merge(api)
        .route("/v1/openapi.json", get(openapi::serve))
        .route("/docs", get(docs::page))
        .route("/docs/docs.css", get(docs::style))
        .route("/ws", get(ws::upgrade))
        .route("/metrics", get(metrics::show))
        .route("/sdk/{file}", get(sdk::serve))
        .route("/hooks/{provider}/{token}", post(hooks::receive))
        .route("/broadcasting/auth", post(pusher::channel_auth::authorize))
        .merge(for_customers())
        .merge(pusher_routes(&state))
        .method_not_allowed_fallback(problem::method_not_allowed)
        .layer(middleware::from_fn(origin::refusals_are_readable))
        .with_state(state)
        .fallback_service(assets::router())
        .layer(middleware::from_fn_with_state(outer, client_address::resolve))
        .layer(middleware::from_fn(security_headers::add))
        .layer(measured)
}
