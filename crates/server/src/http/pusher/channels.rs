//! `GET /apps/{id}/channels`: the channels that somebody listens to.

use axum::{Json, extract::State};
use serde_json::{Map, Value, json};

use super::{
    occupancy::attributes,
    signed::{Refused, Signed},
};
use crate::http::AppState;

/// Lists occupied channels. `channels` is an object even when it is empty: SDKs count on it.
pub async fn list(State(state): State<AppState>, signed: Signed) -> Result<Json<Value>, Refused> {
    let prefix = signed.param("filter_by_prefix").unwrap_or("");
    let info = signed.info();
    if info.user_count && !prefix.starts_with("presence-") {
        return Err(Refused::new(
            400,
            "user_count is an attribute of presence channels: add filter_by_prefix=presence-",
        ));
    }
    let found = state.hub.channels(signed.app_id(), prefix).await;
    let channels: Map<String, Value> = found
        .into_iter()
        .map(|(name, occupancy)| (name.to_string(), Value::Object(attributes(occupancy, info))))
        .collect();
    Ok(Json(json!({ "channels": channels })))
}
