//! `GET /apps/{id}/channels/{channel}`: one channel, whether anybody listens to it or not.

use axum::{Json, extract::State};
use orderbell_wire::channel::ChannelKind;
use serde_json::{Value, json};

use super::{
    occupancy::attributes,
    signed::{Refused, Signed, channel_name},
};
use crate::http::{AppState, path::Path, problem::Problem};

/// Describes a channel.
pub async fn show(
    State(state): State<AppState>,
    path: Result<Path<(String, String)>, Problem>,
    signed: Signed,
) -> Result<Json<Value>, Refused> {
    let Path((_, name)) = path?;
    let channel = channel_name(&name)?;
    let info = signed.info();
    if info.user_count && channel.kind() != ChannelKind::Presence {
        return Err(Refused::new(400, "user_count is an attribute of presence channels"));
    }
    let found = state.hub.occupancies(signed.app_id(), vec![channel.clone()]).await;
    let occupancy = found.first().copied().unwrap_or_default();
    let mut shown = attributes(occupancy, info);
    shown.insert("occupied".to_owned(), (occupancy.subscriptions > 0).into());
    if info.cache {
        let last = state.hub.last_event(signed.app_id(), &channel).await;
        let cache = last.map(|last| json!({ "data": last.data, "ttl": last.left.as_secs() }));
        shown.insert("cache".to_owned(), cache.into());
    }
    Ok(Json(Value::Object(shown)))
}
