//! What came of the events that were read with mappings, and another try for those that failed: an order that could not be
//! read must not be lost because somebody mends the mapping a minute later.

use axum::{Json, extract::State, http::StatusCode};
use orderbell_store::{MappingLogEntry, MappingOutcome};
use serde::Serialize;
use utoipa::ToSchema;

use super::managed;
use crate::{
    http::{AppState, api::orders::write_failed, path::Path, principal::Principal, problem::Problem},
    interpreting::{Broadcast, sampling},
    order_view::time,
};

/// What came of an event.
#[derive(Debug, Serialize, ToSchema)]
pub struct MappingLogEntryView {
    /// Its number, rising.
    pub id: i64,
    /// The mapping, which may be gone.
    pub mapping_id: i64,
    /// When.
    pub at: String,
    /// The channel.
    pub channel: String,
    /// The event's name.
    pub event: String,
    /// `applied`, `unchanged`, `ignored` or `failed`.
    pub outcome: &'static str,
    /// Why, where nothing was changed; what of the event could not be used, where something was.
    pub detail: Option<String>,
    /// The uid of the order that it was about.
    pub order: Option<String>,
    /// The code of that order.
    pub order_code: Option<String>,
    /// The event's data, where it failed.
    pub data: Option<String>,
}

/// What came of the last events.
#[derive(Debug, Serialize, ToSchema)]
pub struct MappingLog {
    /// Newest first, at most 200.
    pub entries: Vec<MappingLogEntryView>,
}

/// What came of the last events that were read, newest first.
#[utoipa::path(get, path = "/v1/mappings/log", operation_id = "list_mapping_log", tag = "mappings",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = MappingLog), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(State(state): State<AppState>, principal: Principal) -> Result<Json<MappingLog>, Problem> {
    let app = managed(&principal)?.record.id;
    let entries = state.store.mapping_log(app).await.map_err(|error| Problem::internal(&error))?;
    Ok(Json(MappingLog { entries: entries.into_iter().map(entry).collect() }))
}

/// Reads an event again that failed, with the mappings as they are now, and does what it says. Its entry makes place for
/// that of what has come of it.
#[utoipa::path(post, path = "/v1/mappings/log/{entry}/apply", operation_id = "apply_mapping_log_entry", tag = "mappings",
    params(("entry" = i64, Path, description = "Number of the entry")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = MappingLog), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem)))]
pub async fn apply(
    State(state): State<AppState>,
    principal: Principal,
    Path(number): Path<String>,
) -> Result<Json<MappingLog>, Problem> {
    let app = managed(&principal)?;
    let missing = || Problem::not_found("the log has no such entry any more");
    let number: i64 = number.parse().map_err(|_| missing())?;
    let entries = state.store.mapping_log(app.record.id).await.map_err(|error| Problem::internal(&error))?;
    let entry = entries.into_iter().find(|entry| entry.id == number).ok_or_else(missing)?;
    let data = entry.data.filter(|_| entry.outcome == MappingOutcome::Failed);
    let Some(data) = data else {
        return Err(refused("not_failed", "only an event that failed can be read again"));
    };
    if data.chars().count() >= sampling::MAX_BYTES {
        return Err(refused("too_large", "the event was too large to be kept whole: trigger it again"));
    }
    let broadcast = Broadcast { channels: vec![entry.channel], event: entry.event, data };
    let read = state.interpreting.again(&state.store, app, number, &broadcast).await.map_err(write_failed)?;
    if !read {
        return Err(refused("no_mapping", "no mapping that is switched on reads such events"));
    }
    list(State(state), principal).await
}

fn refused(code: &'static str, why: &str) -> Problem {
    Problem::new(StatusCode::CONFLICT, code, "The event cannot be read again", why)
}

fn entry(entry: MappingLogEntry) -> MappingLogEntryView {
    let (order, order_code) = entry.order.unzip();
    MappingLogEntryView {
        id: entry.id,
        mapping_id: entry.mapping.0,
        at: time(entry.at),
        channel: entry.channel,
        event: entry.event,
        outcome: entry.outcome.as_str(),
        detail: entry.detail,
        order: order.map(|order| order.to_string()),
        order_code,
        data: entry.data,
    }
}
