//! `GET /v1/events`: the event log, page by page, for whoever missed something.

use axum::{Json, extract::State, http::StatusCode};
use orderbell_store::EventsError;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    http::{
        AppState,
        parameters::Parameters,
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
    relay::envelope::{self, Envelope},
};

/// Most events on one page.
const MAX_LIMIT: usize = 500;

/// Where to start.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EventsQuery {
    /// Only events with a greater `seq`.
    #[serde(default)]
    after: i64,
    /// Events on the page, 1 to 500.
    #[serde(default = "default_limit")]
    #[param(minimum = 1, maximum = 500)]
    limit: usize,
}

/// A page of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct EventsPage {
    /// The log's epoch.
    pub epoch: String,
    /// The log's head.
    pub seq: i64,
    /// Events in order.
    pub events: Vec<Envelope>,
    /// Whether there are more after the last one.
    pub has_more: bool,
}

/// Events after a position, in order: of the orders and products that the caller may see, and for admins of users.
///
/// The numbers may jump, because what an app triggers on tracked channels is numbered in the same log and not shown here.
/// Who has read the last page has seen everything up to `seq`.
#[utoipa::path(get, path = "/v1/events", operation_id = "list_events", tag = "events", params(EventsQuery),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = EventsPage), (status = 401, body = Problem), (status = 410, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
    query: Result<Parameters<EventsQuery>, Problem>,
) -> Result<Json<EventsPage>, Problem> {
    let Parameters(query) = query?;
    if query.after < 0 || !(1..=MAX_LIMIT).contains(&query.limit) {
        let (field, message) = if query.after < 0 {
            ("after", "must not be negative".to_owned())
        } else {
            ("limit", format!("must be between 1 and {MAX_LIMIT}"))
        };
        return Err(Problem::validation(vec![FieldProblem { field: field.into(), message }]));
    }
    let app = principal.app();
    let read = state.store.events_after(app.record.id, principal.scope(), query.after, query.limit).await;
    let page = read.map_err(|error| match error {
        EventsError::Pruned { oldest } => Problem::new(
            StatusCode::GONE,
            "events_pruned",
            "These events are not kept any more",
            format!("the oldest event is {oldest}: take a snapshot (GET /v1/orders) and go on from its seq"),
        )
        .with_epoch(app.record.epoch.clone()),
        EventsError::Read(error) => Problem::internal(&error),
    })?;
    let epoch = page.position.epoch;
    let events = page.value.events.iter().map(|event| envelope::build(event, app, &epoch)).collect();
    Ok(Json(EventsPage { seq: page.position.seq, events, has_more: page.value.has_more, epoch }))
}

fn default_limit() -> usize {
    MAX_LIMIT
}
