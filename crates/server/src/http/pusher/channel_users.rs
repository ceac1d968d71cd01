//! `GET /apps/{id}/channels/{channel}/users`: who is on a presence channel.

use axum::{Json, extract::State};
use orderbell_wire::channel::ChannelKind;
use serde_json::{Value, json};

use super::signed::{Refused, Signed, channel_name};
use crate::http::{AppState, path::Path, problem::Problem};

/// Lists the members, each once. A presence channel without any has an empty list.
pub async fn list(
    State(state): State<AppState>,
    path: Result<Path<(String, String)>, Problem>,
    signed: Signed,
) -> Result<Json<Value>, Refused> {
    let Path((_, name)) = path?;
    let channel = channel_name(&name)?;
    if channel.kind() != ChannelKind::Presence {
        return Err(Refused::new(400, "users can be listed for presence channels only"));
    }
    let users = state.hub.users(signed.app_id(), &channel).await;
    let users: Vec<Value> = users.into_iter().map(|id| json!({ "id": id })).collect();
    Ok(Json(json!({ "users": users })))
}
