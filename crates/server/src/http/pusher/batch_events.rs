//! `POST /apps/{id}/batch_events`: up to ten events in one request, published in their order, all or none.

use axum::{Json, extract::State};
use orderbell_wire::batch;
use serde_json::{Value, json};

use super::{
    events::counted,
    publish::publish,
    signed::{Refused, Signed},
};
use crate::http::AppState;

/// Handles a batch. The answer lists one object per event if any of them asked for `info`, and is empty otherwise.
pub async fn trigger_all(State(state): State<AppState>, signed: Signed) -> Result<Json<Value>, Refused> {
    let app = signed.app_id();
    let events = batch::parse(&signed.body, signed.limits())
        .map_err(|error| Refused::new(error.status(), error.to_string()))?;
    state.admission.publish(app, events.len()).map_err(Refused::too_much)?;
    let asked: Vec<_> = events.iter().map(|event| (event.channels.clone(), event.info)).collect();
    publish(&state, signed.app(), events).await?;
    if asked.iter().all(|(_, info)| info.counts_nothing()) {
        return Ok(Json(json!({})));
    }
    let mut answers = Vec::with_capacity(asked.len());
    for (channels, info) in asked {
        // An event of a batch names one channel; SDKs of some languages could send several, and the first counts.
        let mut described =
            if info.counts_nothing() { Vec::new() } else { counted(&state.hub, app, channels, info).await };
        answers.push(if described.is_empty() { json!({}) } else { described.swap_remove(0).1 });
    }
    Ok(Json(json!({ "batch": answers })))
}
