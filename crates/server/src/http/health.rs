//! `GET /healthz` and `GET /readyz`, for load balancers, service managers, and the dashboard's wait after a restart.
//!
//! Alive means that a restart would mend nothing; ready means that requests are welcome. See [`crate::health`].

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{AppState, problem::Problem};
use crate::health::Readiness;

/// The process is alive.
#[derive(Debug, Serialize, ToSchema)]
pub struct Alive {
    /// Always `ok`.
    #[schema(example = "ok")]
    status: &'static str,
    /// The program's version.
    version: &'static str,
}

/// Whether the process is alive: 503 when a thread has died that only a restart brings back.
#[utoipa::path(get, path = "/healthz", operation_id = "show_liveness", tag = "operation",
    responses((status = 200, body = Alive), (status = 503, body = Problem)))]
pub async fn alive(State(state): State<AppState>) -> Result<Json<Alive>, Problem> {
    let dead = match (state.store.is_running(), state.hub.is_running()) {
        (true, true) => return Ok(Json(Alive { status: "ok", version: env!("CARGO_PKG_VERSION") })),
        (false, _) => "the database writer has ended; restart the server",
        (true, false) => "a shard of the hub has ended; restart the server",
    };
    Err(Problem::unavailable(dead))
}

/// Whether the server can do its work: 503 while it starts, stops, or fails one of its checks, with each check's result.
#[utoipa::path(get, path = "/readyz", operation_id = "show_readiness", tag = "operation",
    responses((status = 200, body = Readiness), (status = 503, body = Readiness)))]
pub async fn ready(State(state): State<AppState>) -> Response {
    let readiness = state.health.readiness();
    let status = if readiness.is_ready() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, [(header::CACHE_CONTROL, "no-store")], Json(readiness)).into_response()
}
