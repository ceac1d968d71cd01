//! `POST /apps/{id}/events`: an app's server publishes an event to channels.
//!
//! Answers `{}` once the hub has the publication: how many sockets there are does not matter to the caller, whose
//! checkout waits for this answer.

use std::borrow::Cow;

use axum::{
    Json,
    extract::{Path, State},
    http::{StatusCode, Uri, header},
    response::{IntoResponse as _, Response},
};
use jiff::Timestamp;
use orderbell_hub::Publication;
use orderbell_wire::{
    auth::http::{self as signature, SignedRequest},
    limits,
    trigger::Trigger,
};
use secrecy::ExposeSecret as _;

use crate::http::{AppState, body::RawBody, problem::Problem};

/// Handles a trigger. Errors are plain text, as server SDKs show them to people verbatim.
pub async fn trigger(
    State(state): State<AppState>,
    Path(app_id): Path<String>,
    uri: Uri,
    body: Result<RawBody, Problem>,
) -> Response {
    let body = match body {
        Ok(RawBody(body)) => body,
        Err(problem) => return refuse(problem.status, problem.detail),
    };
    match publish(&state, &app_id, &uri, &body) {
        Ok(()) => Json(serde_json::json!({})).into_response(),
        Err((status, message)) => refuse(status, message),
    }
}

fn publish(state: &AppState, app_id: &str, uri: &Uri, body: &[u8]) -> Result<(), (u16, Cow<'static, str>)> {
    let request =
        SignedRequest { method: "POST", path: uri.path(), raw_query: uri.query().unwrap_or(""), body };
    let lookup = |key: &str| {
        let app = state.apps.by_key(key)?;
        let secret = app.record.secret.expose_secret().to_owned();
        Some((app, secret))
    };
    let verified = signature::verify(&request, lookup, Timestamp::now().as_second());
    let app = verified.map_err(|error| (error.status(), error.to_string().into()))?.app;
    if app.record.public_id != app_id {
        let known = state.apps.by_public_id(app_id).is_some();
        return Err(if known {
            (401, "the key in auth_key belongs to another app than the one in the path".into())
        } else {
            (404, format!("there is no app with id {app_id} on this server").into())
        });
    }
    let trigger = Trigger::parse(body, limits::EVENT_DATA)
        .map_err(|error| (error.status(), error.to_string().into()))?;
    let publication = Publication {
        app: app.record.id.0,
        channels: trigger.channels,
        event: trigger.name,
        data: trigger.data,
        except: trigger.except,
    };
    state.hub.publish(publication).map_err(|error| (503, error.to_string().into()))
}

fn refuse(status: u16, message: impl Into<Cow<'static, str>>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_REQUEST);
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (status, headers, message.into()).into_response()
}
