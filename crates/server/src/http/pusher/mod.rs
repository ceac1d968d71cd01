//! The Pusher side of the server: the HTTP API for server SDKs, sockets for clients, and channel authorization for the
//! dashboard's own page. What the protocol says is in `orderbell-wire`; what happens on sockets, in `orderbell-hub`.
//!
//! One file per endpoint; `signed.rs` is the step that those of the HTTP API have in common.

pub mod batch_events;
pub mod channel;
pub mod channel_auth;
pub mod channel_users;
pub mod channels;
pub mod connect;
pub mod events;
mod identity;
mod occupancy;
mod publish;
pub mod signed;
pub mod terminate;

use axum::{
    Router,
    routing::{get, post},
};

use super::AppState;

/// The routes that Pusher's clients and SDKs know.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/app/{key}", get(connect::upgrade))
        .route("/tab/{tab}/app/{key}", get(connect::upgrade_tab))
        .route("/apps/{app_id}/events", post(events::trigger))
        .route("/apps/{app_id}/batch_events", post(batch_events::trigger_all))
        .route("/apps/{app_id}/channels", get(channels::list))
        .route("/apps/{app_id}/channels/{channel}", get(channel::show))
        .route("/apps/{app_id}/channels/{channel}/users", get(channel_users::list))
        .route("/apps/{app_id}/users/{user_id}/terminate_connections", post(terminate::user))
        .route("/users/{user_id}/terminate_connections", post(terminate::user))
}
