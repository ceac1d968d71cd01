//! Events that an app has triggered, kept as examples.

use std::collections::BTreeMap;

use axum::{Json, extract::State, http::StatusCode};
use orderbell_intake::mapping::Mapping;
use orderbell_store::EventSample;
use serde::Serialize;
use utoipa::ToSchema;

use super::managed;
use crate::{
    http::{AppState, api::orders::write_failed, principal::Principal, problem::Problem},
    order_view::time,
};

/// An event on a kind of channel.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeenEvent {
    /// The channel, or the beginning of such channels and `*`.
    #[schema(example = "private-order.*")]
    pub channel: String,
    /// The event's name as triggered.
    #[schema(example = "App\\Events\\OrderCreated")]
    pub event: String,
    /// Whether a mapping that is switched on reads it.
    pub mapped: bool,
    /// When it was last kept.
    pub last_at: String,
    /// Newest first, at most 5.
    pub samples: Vec<SampleView>,
}

/// An example of an event.
#[derive(Debug, Serialize, ToSchema)]
pub struct SampleView {
    /// The channel.
    pub channel: String,
    /// Its data, as it was sent.
    pub data: String,
    /// When.
    pub at: String,
}

/// The events that were seen.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeenEvents {
    /// Whether examples are kept; a setting of the app (`event_samples`).
    pub enabled: bool,
    /// The last seen first.
    pub events: Vec<SeenEvent>,
}

/// Events that the app has triggered, with examples.
#[utoipa::path(get, path = "/v1/mappings/samples", operation_id = "list_event_samples", tag = "mappings",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = SeenEvents), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(State(state): State<AppState>, principal: Principal) -> Result<Json<SeenEvents>, Problem> {
    let app = managed(&principal)?;
    let samples =
        state.store.event_samples(app.record.id).await.map_err(|error| Problem::internal(&error))?;
    let stored = state.store.mappings(app.record.id).await.map_err(|error| Problem::internal(&error))?;
    let active: Vec<Mapping> = stored
        .iter()
        .filter(|stored| stored.enabled)
        .filter_map(|stored| serde_json::from_str(&stored.definition).ok())
        .collect();
    let mut order = Vec::new();
    let mut groups: BTreeMap<(String, String), Vec<EventSample>> = BTreeMap::new();
    for sample in samples {
        let key = (sample.pattern.clone(), sample.event.clone());
        let group = groups.entry(key.clone()).or_default();
        if group.is_empty() {
            order.push(key);
        }
        group.push(sample);
    }
    let events = order.into_iter().filter_map(|key| {
        let samples = groups.remove(&key)?;
        let newest = samples.first()?;
        Some(SeenEvent {
            mapped: active.iter().any(|mapping| mapping.matches(&newest.channel, &newest.event)),
            last_at: time(newest.at),
            channel: key.0,
            event: key.1,
            samples: samples.into_iter().map(view).collect(),
        })
    });
    Ok(Json(SeenEvents { enabled: app.record.channels.event_samples, events: events.collect() }))
}

/// Throws all examples away.
#[utoipa::path(delete, path = "/v1/mappings/samples", operation_id = "forget_event_samples", tag = "mappings",
    security(("api_key" = []), ("session" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn forget(State(state): State<AppState>, principal: Principal) -> Result<StatusCode, Problem> {
    let app = managed(&principal)?.record.id;
    state.store.forget_event_samples(app).await.map_err(write_failed)?;
    state.interpreting.sampling.forget(app);
    Ok(StatusCode::NO_CONTENT)
}

fn view(sample: EventSample) -> SampleView {
    SampleView { channel: sample.channel, data: sample.data, at: time(sample.at) }
}
