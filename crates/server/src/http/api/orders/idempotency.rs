//! `Idempotency-Key`: sending a request again, after a time-out say, does not do it again.
//!
//! The key belongs to the app, and stands for sender, method, path and body together. The answer is written in the transaction
//! of the effect, so there is no moment in which one exists without the other.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode},
};
use orderbell_store::StoredReply;
use sha2::{Digest as _, Sha256};

use crate::http::{
    principal::Principal,
    problem::{FieldProblem, Problem},
};

const HEADER: &str = "idempotency-key";
const MAX_LENGTH: usize = 255;

/// The key that a request carries, if any.
pub(in crate::http::api) fn key(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    let Some(value) = headers.get(HEADER) else { return Ok(None) };
    match value.to_str() {
        Ok(key) if (1..=MAX_LENGTH).contains(&key.len()) => Ok(Some(key.to_owned())),
        _ => Err(Problem::validation(vec![FieldProblem {
            field: "Idempotency-Key".into(),
            message: format!("must have 1 to {MAX_LENGTH} visible ASCII characters"),
        }])),
    }
}

/// What the key stands for.
pub(in crate::http::api) fn fingerprint(
    who: &Principal,
    method: &Method,
    path: &str,
    body: &[u8],
) -> [u8; 32] {
    // Programs of an app are one sender: a repetition may come from another of its machines.
    let sender = match who {
        Principal::Program { .. } => String::new(),
        Principal::Person { user, .. } => user.id.to_string(),
    };
    let mut hash = Sha256::new();
    for part in [sender.as_bytes(), method.as_str().as_bytes(), path.as_bytes(), body] {
        // The lengths keep "ab" + "c" apart from "a" + "bc".
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}

/// The stored answer, byte for byte, marked as a repetition.
pub(in crate::http::api) fn replayed(reply: StoredReply) -> Response<Body> {
    let mut response = super::send(reply);
    response.headers_mut().insert("idempotent-replayed", HeaderValue::from_static("true"));
    response
}

/// The key was used for something else.
pub(in crate::http::api) fn reused() -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        "idempotency_key_reused",
        "The idempotency key belongs to another request",
        "this Idempotency-Key was used with another sender, method, path or body; use a new key for a new request",
    )
}
