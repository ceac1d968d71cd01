//! `GET /metrics`, for whoever the settings let see it.
//!
//! The figures are of all apps together, so an app's own credentials are not enough. Off unless it is switched on: a proxy
//! on the same machine makes every request look local, and what nobody asked for must not become public that way.

use axum::{
    extract::{Extension, State},
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use secrecy::ExposeSecret as _;
use subtle::ConstantTimeEq as _;

use super::{AppState, problem::Problem};
use crate::{config::MetricsAccess, listener::Peer, telemetry::exposition};

/// Headers by which proxies say that they are not the one who asks.
const FORWARDED: [&str; 4] = ["forwarded", "x-forwarded-for", "x-real-ip", "via"];

/// Answers the page, or why not.
pub async fn show(
    State(state): State<AppState>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    match &state.config.metrics {
        MetricsAccess::Off => {
            return Err(Problem::not_found(
                "metrics are switched off; set metrics.access to \"loopback\" or \"token\"",
            ));
        }
        MetricsAccess::Loopback => {
            let forwarded = FORWARDED.iter().any(|name| headers.contains_key(*name));
            if forwarded || !peer.ip().to_canonical().is_loopback() {
                return Err(Problem::forbidden(
                    "metrics are answered to this machine only (metrics.access is \"loopback\")",
                ));
            }
        }
        MetricsAccess::Token(token) => {
            let given = headers.get(header::AUTHORIZATION).map_or(&b""[..], |value| value.as_bytes());
            let given = given.strip_prefix(b"Bearer ").unwrap_or(b"");
            if !bool::from(given.ct_eq(token.expose_secret().as_bytes())) {
                let problem = Problem::unauthorized(
                    "wrong_token",
                    "send Authorization: Bearer with the value of metrics.token",
                );
                return Err(problem);
            }
        }
    }
    let page = exposition::page(&state).await;
    Ok((
        StatusCode::OK,
        [(header::CONTENT_TYPE, exposition::CONTENT_TYPE), (header::CACHE_CONTROL, "no-store")],
        page,
    ))
}
