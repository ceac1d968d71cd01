//! Making, changing and deleting mappings, and the log of what they did.

use axum::{Json, extract::State, http::StatusCode};
use jiff::Timestamp;
use orderbell_store::{MappingLogEntry, StoredMapping};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{MappingBody, id, managed, missing};
use crate::{
    http::{
        AppState, api::orders::write_failed, body::JsonBody, path::Path, principal::Principal,
        problem::Problem,
    },
    interpreting::PER_APP,
    order_view::time,
};

/// A mapping with what came of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MappingView {
    /// Its number.
    pub id: i64,
    /// The mapping.
    #[schema(inline = false)]
    pub mapping: MappingBody,
    /// Whether events are read with it.
    pub enabled: bool,
    /// When it was made.
    pub created_at: String,
    /// When it was last changed.
    pub updated_at: String,
    /// Events that changed something.
    pub applied: i64,
    /// Events that said what was known already.
    pub unchanged: i64,
    /// Events that were late.
    pub ignored: i64,
    /// Events that could not be read or were refused.
    pub failed: i64,
}

/// The mappings of an app.
#[derive(Debug, Serialize, ToSchema)]
pub struct MappingList {
    /// Oldest first.
    pub mappings: Vec<MappingView>,
}

/// A mapping to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MappingDraft {
    /// The mapping.
    mapping: MappingBody,
    /// Whether events are read with it; true when left out.
    #[serde(default = "yes")]
    enabled: bool,
}

/// What is to be changed of a mapping; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MappingPatch {
    /// The whole mapping anew.
    mapping: Option<MappingBody>,
    /// Whether events are read with it.
    enabled: Option<bool>,
}

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
    /// Why, where nothing was changed.
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

/// The mappings of the app.
#[utoipa::path(get, path = "/v1/mappings", operation_id = "list_mappings", tag = "mappings",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = MappingList), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(State(state): State<AppState>, principal: Principal) -> Result<Json<MappingList>, Problem> {
    let app = managed(&principal)?.record.id;
    let found = state.store.mappings(app).await.map_err(|error| Problem::internal(&error))?;
    let mappings = found.iter().map(view).collect::<Result<_, _>>()?;
    Ok(Json(MappingList { mappings }))
}

/// Makes a mapping. Events that are triggered from now on are read with it.
#[utoipa::path(post, path = "/v1/mappings", operation_id = "create_mapping", tag = "mappings",
    request_body = MappingDraft, security(("api_key" = []), ("session" = [])),
    responses((status = 201, body = MappingView), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(
    State(state): State<AppState>,
    principal: Principal,
    JsonBody { value: draft, .. }: JsonBody<MappingDraft>,
) -> Result<(StatusCode, Json<MappingView>), Problem> {
    let app = managed(&principal)?.record.id;
    let definition = definition(draft.mapping)?;
    let created = state.store.create_mapping(app, definition, draft.enabled, PER_APP, Timestamp::now()).await;
    let created = created.map_err(write_failed)?.ok_or_else(|| {
        Problem::new(
            StatusCode::CONFLICT,
            "too_many_mappings",
            "The app has too many mappings",
            format!("an app may have {PER_APP} mappings; delete one that is not needed"),
        )
    })?;
    take_effect(&state).await?;
    Ok((StatusCode::CREATED, Json(view(&created)?)))
}

/// Changes a mapping.
#[utoipa::path(patch, path = "/v1/mappings/{id}", operation_id = "change_mapping", tag = "mappings",
    params(("id" = i64, Path, description = "Number of the mapping")), request_body = MappingPatch,
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = MappingView), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn change(
    State(state): State<AppState>,
    principal: Principal,
    Path(number): Path<String>,
    JsonBody { value: patch, .. }: JsonBody<MappingPatch>,
) -> Result<Json<MappingView>, Problem> {
    let app = managed(&principal)?.record.id;
    let definition = patch.mapping.map(definition).transpose()?;
    let changed =
        state.store.update_mapping(app, id(&number)?, definition, patch.enabled, Timestamp::now()).await;
    let changed = changed.map_err(write_failed)?.ok_or_else(missing)?;
    take_effect(&state).await?;
    Ok(Json(view(&changed)?))
}

/// Deletes a mapping. Orders that it made stay.
#[utoipa::path(delete, path = "/v1/mappings/{id}", operation_id = "delete_mapping", tag = "mappings",
    params(("id" = i64, Path, description = "Number of the mapping")), security(("api_key" = []), ("session" = [])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn delete(
    State(state): State<AppState>,
    principal: Principal,
    Path(number): Path<String>,
) -> Result<StatusCode, Problem> {
    let app = managed(&principal)?.record.id;
    if !state.store.delete_mapping(app, id(&number)?).await.map_err(write_failed)? {
        return Err(missing());
    }
    take_effect(&state).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What came of the last events that were read, newest first.
#[utoipa::path(get, path = "/v1/mappings/log", operation_id = "list_mapping_log", tag = "mappings",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = MappingLog), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn log(State(state): State<AppState>, principal: Principal) -> Result<Json<MappingLog>, Problem> {
    let app = managed(&principal)?.record.id;
    let entries = state.store.mapping_log(app).await.map_err(|error| Problem::internal(&error))?;
    Ok(Json(MappingLog { entries: entries.into_iter().map(entry).collect() }))
}

/// Reads events with the mappings as they are from now on.
async fn take_effect(state: &AppState) -> Result<(), Problem> {
    state.interpreting.reload(&state.store).await.map_err(|error| Problem::internal(&error))
}

fn definition(body: MappingBody) -> Result<String, Problem> {
    let mapping = body.checked()?;
    serde_json::to_string(&mapping).map_err(|error| Problem::internal(&error))
}

fn view(stored: &StoredMapping) -> Result<MappingView, Problem> {
    let mapping: orderbell_intake::mapping::Mapping =
        serde_json::from_str(&stored.definition).map_err(|error| Problem::internal(&error))?;
    Ok(MappingView {
        id: stored.id.0,
        mapping: mapping.into(),
        enabled: stored.enabled,
        created_at: time(stored.created_at),
        updated_at: time(stored.updated_at),
        applied: stored.applied,
        unchanged: stored.unchanged,
        ignored: stored.ignored,
        failed: stored.failed,
    })
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

fn yes() -> bool {
    true
}
