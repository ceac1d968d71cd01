//! The one shape of every error that the HTTP API answers: RFC 9457 problem details.
//!
//! A problem says what went wrong, where (`errors[].field`), and what to do (`detail`). `code` is stable and meant
//! for programs; the texts are meant for people and may change. Internal causes are logged here, once, and never sent.

use axum::{
    Json,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::field_code::{FieldCode, recognise};
use crate::order_view::OrderView;

/// An error of the HTTP API, as `application/problem+json`.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Problem {
    /// HTTP status code, repeated for readers who see the body only.
    #[schema(example = 422)]
    pub status: u16,
    /// Stable identifier of the kind of error.
    #[schema(example = "validation_failed")]
    pub code: &'static str,
    /// The kind of error in a few words.
    #[schema(example = "The request is not valid")]
    pub title: &'static str,
    /// What happened here and what to do about it.
    pub detail: String,
    /// Every field that is wrong, for errors about a body.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<FieldProblemView>, required = false)]
    pub errors: Vec<FieldProblem>,
    /// The order as it is now, when the request did not fit its state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<Box<OrderView>>,
    /// The log's epoch, when positions of the log are the matter.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub epoch: Option<Box<str>>,
    #[serde(skip)]
    retry_after: Option<u32>,
}

/// One field of a request that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(into = "FieldProblemView")]
pub struct FieldProblem {
    /// Path of the field.
    pub field: String,
    /// What is wrong with it, with the limit where there is one.
    pub message: String,
}

/// One field of a request that is wrong.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FieldProblem)]
pub struct FieldProblemView {
    /// Path of the field.
    #[schema(example = "items[0].qty")]
    field: String,
    /// What is wrong with it; `other` where only the message says it.
    code: FieldCode,
    /// The limits and names in the message, for a text of one's own.
    #[serde(skip_serializing_if = "Map::is_empty")]
    #[schema(required = false, example = json!({ "min": 1, "max": 9999 }))]
    params: Map<String, Value>,
    /// The same in words.
    #[schema(example = "must be between 1 and 9999")]
    message: String,
}

impl From<FieldProblem> for FieldProblemView {
    fn from(FieldProblem { field, message }: FieldProblem) -> Self {
        let (code, params) = recognise(&message);
        Self { field, code, params, message }
    }
}

impl Problem {
    /// A problem with status, code and title; `detail` is for the person who reads it.
    #[must_use]
    pub fn new(
        status: StatusCode,
        code: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            status: status.as_u16(),
            code,
            title,
            detail: detail.into(),
            errors: Vec::new(),
            order: None,
            epoch: None,
            retry_after: None,
        }
    }

    /// 422 with every wrong field.
    #[must_use]
    pub fn validation(errors: Vec<FieldProblem>) -> Self {
        let detail = match errors.as_slice() {
            [one] => format!("{}: {}", one.field, one.message),
            many => format!("{} fields are wrong; nothing was recorded", many.len()),
        };
        let mut problem = Self::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "validation_failed",
            "The request is not valid",
            detail,
        );
        problem.errors = errors;
        problem
    }

    /// 401 for a request without usable credentials.
    #[must_use]
    pub fn unauthorized(code: &'static str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, code, "Credentials are missing or wrong", detail)
    }

    /// 403 for somebody who is known but may not do this.
    #[must_use]
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "You may not do this", detail)
    }

    /// 404; also for things of other tenants, whose existence must not be told.
    #[must_use]
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", "There is no such thing", detail)
    }

    /// 429 with the seconds after which to try again.
    #[must_use]
    pub fn too_many(detail: impl Into<String>, retry_after: u64) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", "Too many attempts", detail)
            .retry_after(retry_after)
    }

    /// 503: nothing was recorded, and the same request may be sent again.
    #[must_use]
    pub fn unavailable(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", "The server cannot do this now", detail)
            .retry_after(1)
    }

    /// 500, with the cause in the log and not in the answer.
    #[must_use]
    pub fn internal(error: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(error = error, "request failed");
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "The server failed",
            "nothing was recorded by this request; the cause is in the server's log",
        )
    }

    /// Adds the order as it is now.
    #[must_use]
    pub fn with_order(mut self, order: OrderView) -> Self {
        self.order = Some(Box::new(order));
        self
    }

    /// Adds the log's epoch.
    #[must_use]
    pub fn with_epoch(mut self, epoch: impl Into<Box<str>>) -> Self {
        self.epoch = Some(epoch.into());
        self
    }

    /// Adds `Retry-After`, in seconds.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(u32::try_from(seconds).unwrap_or(u32::MAX));
        self
    }

    /// Body bytes, for the idempotency record.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a problem has string keys and finite numbers only")
    }
}

/// Content type of every error.
pub const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");
const RETRY_AFTER: HeaderName = header::RETRY_AFTER;

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let retry_after = self.retry_after;
        let mut response = (status, Json(self)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, PROBLEM_JSON);
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        response
    }
}

/// Answer to a known path with a method that it does not have.
pub async fn method_not_allowed(request: axum::extract::Request) -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        "The method is not supported here",
        format!("{} is not possible on {}; see /v1/openapi.json", request.method(), request.uri().path()),
    )
}
