//! Is the process alive and can it write? For load balancers, and for the dashboard's wait after a restart.

use axum::{Json, extract::State};
use serde::Serialize;

use super::{AppState, problem::Problem};

/// Answer of `/healthz`.
#[derive(Debug, Serialize)]
pub struct Health {
    status: &'static str,
    version: &'static str,
}

/// `GET /healthz`: 200 when the ledger's writer answers, 503 when it does not.
pub async fn show(State(state): State<AppState>) -> Result<Json<Health>, Problem> {
    match state.store.ping().await {
        Ok(()) => Ok(Json(Health { status: "ok", version: env!("CARGO_PKG_VERSION") })),
        Err(error) => {
            tracing::error!(%error, "health check failed");
            Err(Problem::unavailable("the database does not take writes; the server's log says why"))
        }
    }
}
