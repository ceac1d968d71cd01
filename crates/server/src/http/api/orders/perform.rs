//! Carrying out a command on an order: the same conditions, the same idempotency and the same answers, whichever route it
//! came by.

use axum::{
    body::Body,
    http::{HeaderMap, Method, Response, StatusCode, Uri, header},
};
use jiff::Timestamp;
use orderbell_orders::{Command, Status};
use orderbell_store::{ActResult, Conditions, Idempotency, WriteError};

use super::{idempotency, invalid, respond, show::parse_reference, write_failed};
use crate::http::{AppState, principal::Principal, problem::Problem};

/// What a request consists of besides its command.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    /// uid or code of the order, as it stands in the path.
    pub(super) order: &'a str,
    pub(super) method: &'a Method,
    pub(super) uri: &'a Uri,
    pub(super) headers: &'a HeaderMap,
    /// The body as it came.
    pub(super) raw: &'a [u8],
    /// Do it only in this status.
    pub(super) from: Option<Status>,
}

pub(super) async fn perform(
    state: &AppState,
    principal: &Principal,
    asked: Asked<'_>,
    command: Command,
) -> Result<Response<Body>, Problem> {
    let app = principal.app().clone();
    let order = parse_reference(asked.order)?;
    let conditions = Conditions { if_version: if_match(asked.headers)?, from: asked.from };
    let idempotency = idempotency::key(asked.headers)?.map(|key| {
        let app = app.clone();
        Idempotency {
            key,
            fingerprint: idempotency::fingerprint(principal, asked.method, asked.uri.path(), asked.raw),
            render: Box::new(move |result| {
                let reply = super::reply(result, StatusCode::OK, &app, None);
                (reply.status, reply.body)
            }),
        }
    });
    let acted = state
        .store
        .act(app.record.id, &order, command, principal.actor(), conditions, idempotency, Timestamp::now())
        .await;
    match acted {
        Ok(ActResult::Fresh(fresh)) => Ok(respond(*fresh, StatusCode::OK, &app, None)),
        Ok(ActResult::Replayed(reply)) => Ok(idempotency::replayed(reply)),
        Err(WriteError::KeyReused) => Err(idempotency::reused()),
        Err(error) => Err(write_failed(error)),
    }
}

/// `If-Match: "5"`; `*` matches any version, so it is no condition.
pub(in crate::http::api) fn if_match(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or("");
    if text == "*" {
        return Ok(None);
    }
    let version = text.trim_start_matches("W/").trim_matches('"').parse();
    version.map(Some).map_err(|_| invalid("If-Match", "must be an ETag, such as \"5\""))
}
