//! `GET /v1/console/channels`: what is listened to.

use axum::{Json, extract::State};
use orderbell_wire::channel::{ChannelKind, ChannelName};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{checked_limit, default_limit, developer};
use crate::http::{AppState, parameters::Parameters, principal::Principal, problem::Problem};

/// Which channels.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ChannelsQuery {
    /// Only channels whose name begins so.
    #[serde(default)]
    prefix: String,
    /// Only channels whose name comes after this one: `next` of the page before.
    after: Option<String>,
    /// Channels on the page, 1 to 200.
    #[serde(default = "default_limit")]
    #[param(minimum = 1, maximum = 200)]
    limit: usize,
}

/// Some channels.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChannelsPage {
    /// The channels that somebody listens to, by name.
    channels: Vec<ChannelView>,
    /// How many there are altogether.
    total: usize,
    /// Send it as `after` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// A channel with subscribers.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChannelView {
    /// Its name.
    name: String,
    /// `public`, `private`, `encrypted`, `presence` or `user`.
    #[schema(example = "private")]
    kind: &'static str,
    /// Whether its last event is kept for newcomers.
    cache: bool,
    /// Connections that listen.
    subscriptions: usize,
    /// Different users, on presence channels.
    #[serde(skip_serializing_if = "Option::is_none")]
    users: Option<usize>,
}

/// Channels of the app that somebody listens to, page by page.
#[utoipa::path(get, path = "/v1/console/channels", operation_id = "list_channels", tag = "console",
    params(ChannelsQuery), security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = ChannelsPage), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
    query: Result<Parameters<ChannelsQuery>, Problem>,
) -> Result<Json<ChannelsPage>, Problem> {
    let app = developer(&principal)?;
    let Parameters(query) = query?;
    let limit = checked_limit(query.limit)?;
    let found = state.hub.channels(app.record.id.0, &query.prefix).await;
    let total = found.len();
    let is_after = |name: &ChannelName| query.after.as_deref().is_none_or(|after| name.as_str() > after);
    let mut rest = found.into_iter().filter(|(name, _)| is_after(name));
    let channels: Vec<ChannelView> = rest
        .by_ref()
        .take(limit)
        .map(|(name, occupancy)| ChannelView {
            kind: kind(&name),
            cache: name.is_cache(),
            subscriptions: occupancy.subscriptions,
            users: occupancy.users,
            name: name.to_string(),
        })
        .collect();
    let next = rest.next().and(channels.last()).map(|last| last.name.clone());
    Ok(Json(ChannelsPage { channels, total, next }))
}

fn kind(name: &ChannelName) -> &'static str {
    match name.kind() {
        ChannelKind::Public => "public",
        ChannelKind::Private => "private",
        ChannelKind::Encrypted => "encrypted",
        ChannelKind::Presence => "presence",
        ChannelKind::ServerToUser => "user",
    }
}
