//! `GET /v1/console/refusals`: who was turned away lately, and why.

use axum::{Json, extract::State};
use jiff::Timestamp;
use orderbell_hub::RefusedSubscription;
use serde::Serialize;
use utoipa::ToSchema;

use super::developer;
use crate::{
    http::{AppState, principal::Principal, problem::Problem},
    order_view::time,
    refusals::{Entry, Kind},
};

/// The latest refusals.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefusalsPage {
    /// The newest first; at most a hundred of each kind, and none from before the server's start.
    refusals: Vec<RefusalView>,
}

/// Something that was refused.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefusalView {
    /// When.
    at: String,
    /// `connection`, `subscription` or `request`.
    #[schema(example = "subscription")]
    kind: &'static str,
    /// A stable name of the reason.
    #[schema(example = "channel_data_not_signed")]
    code: String,
    /// The reason, and what to change.
    reason: String,
    /// The channel that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<String>,
    /// The connection that asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    socket_id: Option<String>,
    /// The network that it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    peer: Option<String>,
}

/// Connections, subscriptions and signed requests of the app that were refused lately, each with its reason. Those whose
/// key or app id nobody knows belong to no app; the server's first app sees them.
#[utoipa::path(get, path = "/v1/console/refusals", operation_id = "list_refusals", tag = "console",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = RefusalsPage), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
) -> Result<Json<RefusalsPage>, Problem> {
    let id = developer(&principal)?.record.id;
    let mut all: Vec<(Timestamp, RefusalView)> = Vec::new();
    all.extend(state.hub.refused_subscriptions(id.0).into_iter().map(subscription));
    all.extend(state.refusals.latest(Some(id)).into_iter().map(other));
    if state.apps.all().iter().map(|app| app.record.id).min() == Some(id) {
        all.extend(state.refusals.latest(None).into_iter().map(other));
    }
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    Ok(Json(RefusalsPage { refusals: all.into_iter().map(|(_, view)| view).collect() }))
}

fn subscription(refused: RefusedSubscription) -> (Timestamp, RefusalView) {
    let at = Timestamp::try_from(refused.at).unwrap_or(Timestamp::UNIX_EPOCH);
    let view = RefusalView {
        at: time(at),
        kind: "subscription",
        code: refused.code.to_owned(),
        reason: refused.reason,
        channel: Some(refused.channel.to_string()),
        socket_id: Some(refused.socket_id.to_string()),
        peer: None,
    };
    (at, view)
}

fn other(entry: Entry) -> (Timestamp, RefusalView) {
    let view = RefusalView {
        at: time(entry.at),
        kind: match entry.kind {
            Kind::Connection => "connection",
            Kind::Request => "request",
        },
        code: entry.code.into_owned(),
        reason: entry.reason,
        channel: None,
        socket_id: None,
        peer: entry.peer,
    };
    (entry.at, view)
}
