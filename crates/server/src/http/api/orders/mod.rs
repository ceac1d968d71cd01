//! `/v1/orders`: record an order, look at orders, and do something with one. A verb is a file.

pub mod act;
pub mod amend;
pub mod cases;
pub mod draft_body;
pub mod events;
pub mod export;
pub mod filters;
pub(super) mod idempotency;
pub mod list;
pub mod payment_link;
pub mod payments;
pub mod perform;
pub mod place;
pub mod shipment;
pub mod show;
pub mod upsert;
mod viewer;

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
    response::IntoResponse as _,
};
use jiff::Timestamp;
use orderbell_orders::{Currency, Money, MoneyInput, Order, Refusal, currency::UnknownCurrency};
use orderbell_store::{ActRefused, Fresh, Ignored, Outcome, StoredReply, WriteError};
use serde::Serialize;
use utoipa::ToSchema;

use self::draft_body::MoneyBody;
use crate::{
    apps::AppEntry,
    auth::token::Token,
    http::problem::{FieldProblem, PROBLEM_JSON, Problem},
    order_view::{OrderView, actor_name},
};

/// One order, at a position of the event log.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderPage {
    /// The log's epoch.
    pub epoch: String,
    /// The log's head when the order was read.
    pub seq: i64,
    /// The order.
    pub order: OrderView,
}

/// An order after something was done with it.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrderChanged {
    /// The log's epoch.
    pub epoch: String,
    /// `seq` of the last event that this request wrote; `null` if it changed nothing.
    pub seq: Option<i64>,
    /// The order as it is now.
    pub order: OrderView,
    /// Who had done it before, when the order already was as asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Dewi")]
    pub already_by: Option<String>,
    /// Why a report of another system was not believed: `older`, a newer one came before it, or `goes_back`, it leads
    /// back and does not say that it is newer. Nothing was recorded then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ignored: Option<&'static str>,
    /// For a new order: the token by which its customer follows it without an account, at `/ws`, `/v1/stream` and
    /// `/broadcasting/auth`. It is not shown again, except to a repetition of the same request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "q83vEjRWeJCrze8SNFZ4kA")]
    pub link_token: Option<String>,
}

impl OrderChanged {
    fn new(outcome: &Outcome, app: &AppEntry, link: Option<&Token>) -> Self {
        Self {
            epoch: app.record.epoch.clone(),
            seq: outcome.events.last().map(|event| event.seq),
            order: OrderView::new(&outcome.order, app),
            already_by: outcome.already_by.as_ref().map(actor_name),
            ignored: outcome.ignored.map(ignored),
            link_token: link.map(|token| token.expose().to_owned()),
        }
    }
}

/// Why a report is not believed, for programs.
pub(super) fn ignored(why: Ignored) -> &'static str {
    match why {
        Ignored::Older => "older",
        Ignored::GoesBack { .. } => "goes_back",
    }
}

/// A refused write, as the sender must see it: 503 where the same request may be sent again.
pub fn write_failed(error: WriteError) -> Problem {
    match error {
        WriteError::Busy => {
            Problem::unavailable("too many writes are waiting; nothing was recorded, send the request again")
        }
        WriteError::Unavailable(_) => {
            tracing::error!(%error, "the database does not take writes");
            Problem::unavailable(
                "the database does not take writes now; nothing was recorded, send the request again",
            )
        }
        error => Problem::internal(&error),
    }
}

/// The answer to a write: its status and the exact bytes, which an idempotency key keeps.
/// `link` is the token of the order that was to be made.
fn reply(
    result: &Result<Outcome, ActRefused>,
    success: StatusCode,
    app: &AppEntry,
    link: Option<&Token>,
) -> StoredReply {
    match result {
        Ok(outcome) => StoredReply {
            status: success.as_u16(),
            body: serde_json::to_string(&OrderChanged::new(outcome, app, link))
                .expect("an order has string keys only"),
        },
        Err(refusal) => {
            let problem = problem(refusal, app);
            StoredReply { status: problem.status, body: problem.to_json() }
        }
    }
}

/// Sends the answer to a write that was just carried out, with the order's version as its tag.
fn respond(fresh: Fresh, success: StatusCode, app: &AppEntry, link: Option<&Token>) -> Response<Body> {
    let mut response = send(fresh.reply.unwrap_or_else(|| reply(&fresh.result, success, app, link)));
    if let Ok(outcome) = &fresh.result {
        let tag = show::etag(outcome.order.version);
        response
            .headers_mut()
            .insert(header::ETAG, HeaderValue::from_str(&tag).expect("a quoted number is valid in a header"));
    }
    response
}

/// Sends stored bytes.
pub(super) fn send(reply: StoredReply) -> Response<Body> {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK);
    let json = HeaderValue::from_static("application/json");
    let content_type = if status.is_success() { json } else { PROBLEM_JSON };
    (status, [(header::CONTENT_TYPE, content_type)], reply.body).into_response()
}

fn invalid(field: &str, message: &str) -> Problem {
    Problem::validation(vec![FieldProblem { field: field.into(), message: message.into() }])
}

fn parse_time(field: &str, time: Option<&str>) -> Result<Option<Timestamp>, Problem> {
    let wrong = || invalid(field, "must be a time such as 2026-11-21T10:30:00+07:00");
    time.map(|time| time.parse().map_err(|_| wrong())).transpose()
}

/// An amount that may name its currency, else is in `named`, else in the app's.
fn money(amount: Option<MoneyBody>, named: Option<&str>, apps: Currency) -> Result<Option<Money>, Problem> {
    let currency = match named {
        Some(code) => {
            code.parse().map_err(|error: UnknownCurrency| invalid("currency", &error.to_string()))?
        }
        None => apps,
    };
    let Some(amount) = amount.map(|MoneyBody(input)| input) else { return Ok(None) };
    let currency = match &amount {
        MoneyInput::Minor { currency: own, .. } => own.parse().unwrap_or(currency),
        _ => currency,
    };
    amount.resolve(currency).map(Some).map_err(|error| invalid("amount", &error.to_string()))
}

/// What the ledger refused.
pub(super) fn problem(refusal: &ActRefused, app: &AppEntry) -> Problem {
    let conflict = |code, title, detail: String, order: &Order| {
        Problem::new(StatusCode::CONFLICT, code, title, detail).with_order(OrderView::new(order, app))
    };
    match refusal {
        ActRefused::NotFound => Problem::not_found("there is no such order"),
        ActRefused::Refused { refusal, order } => {
            refused(refusal, order.as_deref().map(|order| (order, app)))
        }
        ActRefused::VersionMismatch { order } => Problem::new(
            StatusCode::PRECONDITION_FAILED,
            "order_changed",
            "The order has changed",
            format!(
                "the order is {} at version {} now; look at it and decide again",
                order.status.as_str(),
                order.version
            ),
        )
        .with_order(OrderView::new(order, app)),
        ActRefused::DuplicateExternalId { order } => conflict(
            "order_exists",
            "There is such an order already",
            format!("source {:?} has sent this ext_id before: it is order {}", order.source, order.code),
            order,
        ),
        ActRefused::CodeTaken { order } => conflict(
            "code_taken",
            "There is such an order already",
            format!("the code {} belongs to another order; leave it out to get a new one", order.code),
            order,
        ),
    }
}

/// What the domain refused, with the order as it is.
fn refused(refusal: &Refusal, order: Option<(&Order, &AppEntry)>) -> Problem {
    let (status, code, title) = match refusal {
        // Somebody else's order: whether it exists is none of their business.
        Refusal::OutOfScope => return Problem::not_found("there is no such order"),
        Refusal::NotAllowed { .. } => (StatusCode::FORBIDDEN, "forbidden", "You may not do this"),
        Refusal::Invalid { field, message } => {
            return Problem::validation(vec![FieldProblem {
                field: (*field).to_owned(),
                message: message.clone(),
            }]);
        }
        other => (StatusCode::CONFLICT, other.code(), "The order does not allow this"),
    };
    let problem = Problem::new(status, code, title, refusal.to_string());
    match order {
        Some((order, app)) => problem.with_order(OrderView::new(order, app)),
        None => problem,
    }
}
