//! `/v1/products`, `/v1/vendors` and `/v1/users`: what is no order, but what orders are about. A noun is a file.

pub mod products;
pub mod users;
pub mod vendors;

use axum::{
    body::Body,
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode, Uri, header, request::Parts},
};
use orderbell_orders::FieldError;
use orderbell_store::{ActResult, Idempotency, Role, StoredReply, WriteError};
use serde::{Deserialize, Deserializer, Serialize};

use super::orders::{idempotency, send, write_failed};
use crate::http::{
    AppState,
    principal::Principal,
    problem::{FieldProblem, Problem},
};

/// What a request says besides its body.
#[derive(Debug)]
pub struct Head {
    method: Method,
    uri: Uri,
    pub(super) headers: HeaderMap,
}

impl FromRequestParts<AppState> for Head {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Self::Rejection> {
        Ok(Self { method: parts.method.clone(), uri: parts.uri.clone(), headers: parts.headers.clone() })
    }
}

impl Head {
    /// The sender's key, with what is answered to a repetition.
    pub(super) fn idempotency<T>(
        &self,
        principal: &Principal,
        raw: &[u8],
        reply: impl FnOnce(&T) -> StoredReply + Send + 'static,
    ) -> Result<Option<Idempotency<T>>, Problem> {
        Ok(idempotency::key(&self.headers)?.map(|key| Idempotency {
            key,
            fingerprint: idempotency::fingerprint(principal, &self.method, self.uri.path(), raw),
            render: Box::new(move |result| {
                let reply = reply(result);
                (reply.status, reply.body)
            }),
        }))
    }
}

/// The answer to a write, with the version of what was written as its tag.
pub(super) fn answer<T>(
    done: Result<ActResult<T>, WriteError>,
    reply: impl FnOnce(&T) -> StoredReply,
    version: impl FnOnce(&T) -> Option<i64>,
) -> Result<Response<Body>, Problem> {
    match done {
        Ok(ActResult::Fresh(fresh)) => {
            let version = version(&fresh.result);
            let mut response = send(fresh.reply.unwrap_or_else(|| reply(&fresh.result)));
            if let Some(version) = version {
                response.headers_mut().insert(header::ETAG, etag(version));
            }
            Ok(response)
        }
        Ok(ActResult::Replayed(reply)) => Ok(idempotency::replayed(reply)),
        Err(WriteError::KeyReused) => Err(idempotency::reused()),
        Err(error) => Err(write_failed(error)),
    }
}

/// An answer as it is kept for repetitions.
pub(super) fn stored(status: StatusCode, body: &impl Serialize) -> StoredReply {
    let body = serde_json::to_string(body).expect("a view has string keys only");
    StoredReply { status: status.as_u16(), body }
}

/// A refusal as it is kept for repetitions.
pub(super) fn refused(problem: &Problem) -> StoredReply {
    StoredReply { status: problem.status, body: problem.to_json() }
}

fn etag(version: i64) -> HeaderValue {
    HeaderValue::from_str(&format!("\"{version}\"")).expect("a quoted number is valid in a header")
}

/// What the domain found wrong.
pub(super) fn invalid(errors: Vec<FieldError>) -> Problem {
    Problem::validation(
        errors.into_iter().map(|error| FieldProblem { field: error.field, message: error.message }).collect(),
    )
}

fn wrong(field: &str, message: impl Into<String>) -> Problem {
    Problem::validation(vec![FieldProblem { field: field.into(), message: message.into() }])
}

/// A field that may be left out or be `null`, which are two different things.
pub(super) fn given<'de, T, D>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}

/// Owners, admins and programs.
fn admins_only(principal: &Principal, what: &str) -> Result<(), Problem> {
    match principal {
        Principal::Person { user, .. } if !matches!(user.role, Role::Owner | Role::Admin) => {
            Err(Problem::forbidden(format!("{what} owners and admins")))
        }
        _ => Ok(()),
    }
}
