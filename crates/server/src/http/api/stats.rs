//! `GET /v1/stats`: the counters, stamped with the position in the log that they are true at.

use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    http::{AppState, principal::Principal, problem::Problem},
    order_view::time,
};

/// Counters at a position of the event log.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatsPage {
    /// The log's epoch: when it differs from the one you know, take new snapshots.
    pub epoch: String,
    /// The log's head when the counters were read; events above it are not in them.
    pub seq: i64,
    /// The counters.
    pub stats: StatsView,
}

/// How many orders there are in each group of statuses.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatsView {
    /// Waiting for payment.
    pub unpaid: i64,
    /// Placed, waiting for somebody.
    pub pending: i64,
    /// Accepted, preparing, ready or shipped.
    pub confirmed: i64,
    /// Completed.
    pub completed: i64,
    /// Expired, declined or cancelled.
    pub closed: i64,
    /// All of them.
    pub total: i64,
    /// When the oldest pending order was placed.
    pub oldest_pending_at: Option<String>,
}

/// Counters of the orders that the caller may see.
#[utoipa::path(get, path = "/v1/stats", operation_id = "show_stats", tag = "orders", security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = StatsPage), (status = 401, body = Problem)))]
pub async fn show(State(state): State<AppState>, principal: Principal) -> Result<Json<StatsPage>, Problem> {
    let read = state.store.stats(principal.app().record.id, principal.scope()).await;
    let stamped = read.map_err(|error| Problem::internal(&error))?;
    let stats = stamped.value;
    Ok(Json(StatsPage {
        epoch: stamped.position.epoch,
        seq: stamped.position.seq,
        stats: StatsView {
            unpaid: stats.unpaid,
            pending: stats.pending,
            confirmed: stats.confirmed,
            completed: stats.completed,
            closed: stats.closed,
            total: stats.total,
            oldest_pending_at: stats.oldest_pending_at.map(time),
        },
    }))
}
