//! `POST /apps/{id}/events`: an app's server publishes an event to channels.
//!
//! Answers `{}` once the event is in the log, for tracked channels, and with the hub, for others: how many sockets there
//! are does not matter to the caller, whose checkout waits for this answer. Only who asks for `info` waits for the shards
//! to count.

use axum::{Json, extract::State};
use orderbell_hub::Hub;
use orderbell_wire::{channel::ChannelName, info::Info, trigger::Trigger};
use serde_json::{Map, Value, json};

use super::{
    occupancy,
    publish::publish,
    signed::{Refused, Signed},
};
use crate::http::AppState;

/// Handles a trigger.
pub async fn trigger(State(state): State<AppState>, signed: Signed) -> Result<Json<Value>, Refused> {
    let trigger = Trigger::parse(&signed.body, signed.limits())
        .map_err(|error| Refused::new(error.status(), error.to_string()))?;
    state.admission.publish(signed.app_id(), 1).map_err(Refused::too_much)?;
    let asked = (trigger.channels.clone(), trigger.info);
    publish(&state, signed.app(), vec![trigger]).await?;
    let (channels, info) = asked;
    if info.counts_nothing() {
        return Ok(Json(json!({})));
    }
    let counted = counted(&state.hub, signed.app_id(), channels, info).await;
    let counted: Map<String, Value> =
        counted.into_iter().map(|(name, attributes)| (name.to_string(), attributes)).collect();
    Ok(Json(json!({ "channels": counted })))
}

/// What is asked about some channels, in their order.
pub(super) async fn counted(
    hub: &Hub,
    app: i64,
    channels: Vec<ChannelName>,
    info: Info,
) -> Vec<(ChannelName, Value)> {
    let occupancies = hub.occupancies(app, channels.clone()).await;
    let described = occupancies.into_iter().map(|found| Value::Object(occupancy::attributes(found, info)));
    channels.into_iter().zip(described).collect()
}
