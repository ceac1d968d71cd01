//! Carrying out a command on an order: the same conditions, the same idempotency and the same answers, whichever route it
//! came by.

use axum::{
    body::Body,
    extract::FromRequestParts,
    http::{HeaderMap, Method, Response, StatusCode, header, request::Parts},
};
use jiff::Timestamp;
use orderbell_orders::{Command, Status};
use orderbell_store::{ActResult, Conditions, Idempotency, WriteError};

use super::{idempotency, invalid, respond, show::parse_reference, write_failed};
use crate::http::{AppState, principal::Principal, problem::Problem};

/// Who asks for a change, and what of their request counts beside its body.
#[derive(Debug)]
pub struct Sender {
    /// Who.
    pub principal: Principal,
    method: Method,
    path: String,
    /// The headers of the request.
    pub(super) headers: HeaderMap,
}

impl FromRequestParts<AppState> for Sender {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let principal = Principal::from_request_parts(parts, state).await?;
        let (method, path) = (parts.method.clone(), parts.uri.path().to_owned());
        Ok(Self { principal, method, path, headers: parts.headers.clone() })
    }
}

impl Sender {
    /// The key of the request, if it has one, and what it stands for.
    pub(in crate::http::api) fn idempotency(
        &self,
        raw: &[u8],
    ) -> Result<Option<(String, [u8; 32])>, Problem> {
        let fingerprint =
            |key| (key, idempotency::fingerprint(&self.principal, &self.method, &self.path, raw));
        Ok(idempotency::key(&self.headers)?.map(fingerprint))
    }
}

/// Carries out a command on the order that `reference` names, if it is in status `from`; `raw` is the body as it came.
pub(in crate::http::api) async fn perform(
    state: &AppState,
    sender: &Sender,
    reference: &str,
    raw: &[u8],
    from: Option<Status>,
    command: Command,
) -> Result<Response<Body>, Problem> {
    let app = sender.principal.app().clone();
    let order = parse_reference(reference)?;
    let conditions = Conditions { if_version: if_match(&sender.headers)?, from };
    let idempotency = sender.idempotency(raw)?.map(|(key, fingerprint)| {
        let app = app.clone();
        Idempotency {
            key,
            fingerprint,
            render: Box::new(move |result| {
                let reply = super::reply(result, StatusCode::OK, &app, None);
                (reply.status, reply.body)
            }),
        }
    });
    let actor = sender.principal.actor();
    let acted = state
        .store
        .act(app.record.id, &order, command, actor, conditions, idempotency, Timestamp::now())
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
