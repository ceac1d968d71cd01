//! `GET /v1/console/connections`: who is connected.

use axum::{Json, extract::State};
use jiff::Timestamp;
use orderbell_hub::{ConnectionCursor, ConnectionInfo};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{checked_limit, default_limit, developer, wrong};
use crate::{
    http::{AppState, parameters::Parameters, principal::Principal, problem::Problem},
    order_view::time,
    refusals::mask,
};

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ConnectionsQuery {
    /// `next` of the page before.
    after: Option<String>,
    /// Connections on the page, 1 to 200.
    #[serde(default = "default_limit")]
    #[param(minimum = 1, maximum = 200)]
    limit: usize,
}

/// Some connections.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConnectionsPage {
    /// The connections, in no particular order.
    connections: Vec<ConnectionView>,
    /// Send it as `after` for the next page; absent on the last. A page may be short, or empty, and not be the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A WebSocket of a Pusher client.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConnectionView {
    /// Its public name.
    #[schema(example = "264774.13368624")]
    socket_id: String,
    /// The network it comes from; a proxy's address where one is in front. Private addresses are whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "203.0.113.0/24")]
    peer: Option<String>,
    /// Who is signed in, or who it is on its first presence channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<String>,
    /// Since when it is connected.
    since: String,
    /// When something last came from it.
    last_seen: String,
    /// Its first 50 channels.
    channels: Vec<String>,
    /// How many channels it has.
    subscriptions: usize,
    /// Bytes that wait to be sent to it. Many, for long: it does not read.
    queue_bytes: usize,
    /// It is being closed.
    closing: bool,
}

/// Connections of the app, page by page.
#[utoipa::path(get, path = "/v1/console/connections", operation_id = "list_connections", tag = "console",
    params(ConnectionsQuery), security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = ConnectionsPage), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
    query: Result<Parameters<ConnectionsQuery>, Problem>,
) -> Result<Json<ConnectionsPage>, Problem> {
    let app = developer(&principal)?;
    let Parameters(query) = query?;
    let limit = checked_limit(query.limit)?;
    let from: Option<ConnectionCursor> = match query.after.as_deref().map(str::parse) {
        None => None,
        Some(Ok(cursor)) => Some(cursor),
        Some(Err(_)) => return Err(wrong("after", "must be `next` of an earlier page".to_owned())),
    };
    let page = state.hub.connections(app.record.id.0, from, limit).await;
    let now = Timestamp::now();
    Ok(Json(ConnectionsPage {
        connections: page.connections.into_iter().map(|found| view(found, now)).collect(),
        next: page.next.map(|next| next.to_string()),
    }))
}

fn view(found: ConnectionInfo, now: Timestamp) -> ConnectionView {
    let ago = |age: std::time::Duration| {
        let age = jiff::SignedDuration::try_from(age).unwrap_or_default();
        time(now.checked_sub(age).unwrap_or(Timestamp::MIN))
    };
    ConnectionView {
        socket_id: found.socket_id.to_string(),
        peer: found.peer.map(|peer| mask(peer.ip())),
        user_id: found.user,
        since: ago(found.age),
        last_seen: ago(found.silent),
        channels: found.channels.iter().map(ToString::to_string).collect(),
        subscriptions: found.subscriptions,
        queue_bytes: found.queued,
        closing: found.closing,
    }
}
