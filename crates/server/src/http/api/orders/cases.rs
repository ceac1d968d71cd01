//! `POST /v1/orders/{uid|code}/cases`: refunds and disputes.

use axum::{body::Body, extract::State, http::Response};
use orderbell_orders::{CaseKind, CaseReport, CaseState, Command, Currency};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    OrderChanged,
    draft_body::MoneyBody,
    invalid, money, parse_time,
    perform::{Sender, perform},
};
use crate::http::{AppState, body::JsonBody, path::Path, problem::Problem};

/// A refund that somebody asks for, or a dispute that a bank has opened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "refund", "amount": "45000", "reason": "one dish was missing"}))]
pub struct CaseBody {
    /// `refund` or `dispute`.
    kind: String,
    /// The gateway's id for it, up to 120 characters. A second report with the same id is about the same case.
    #[serde(rename = "ref", default)]
    reference: Option<String>,
    /// How much; everything that was paid and not yet given back when absent.
    #[serde(default)]
    amount: Option<MoneyBody>,
    /// ISO 4217 code of an amount that names none; the app's currency when absent.
    #[serde(default)]
    currency: Option<String>,
    /// Why, up to 500 characters.
    #[serde(default)]
    reason: Option<String>,
    /// Where it is, when it does not begin here: a refund that has been carried out is `refunded`.
    #[serde(default)]
    status: Option<String>,
    /// Until when evidence is taken, RFC 3339.
    #[serde(default)]
    due_at: Option<String>,
}

/// What is decided about a case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionBody {
    /// A refund: `approved`, `refunded`, `failed` or `rejected`. A dispute: `won` or `lost`.
    #[schema(example = "approved")]
    status: String,
}

/// Opens a refund or a dispute. A paid order that is declined or cancelled gets its refund by itself.
#[utoipa::path(post, path = "/v1/orders/{order}/cases", operation_id = "open_case", tag = "orders",
    request_body = CaseBody,
    params(
        ("order" = String, Path, description = "uid or code", example = "ORD-261121-7K3Q"),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, kept for 48 hours")
    ),
    security(("api_key" = []), ("session" = [])),
    responses(
        (status = 200, body = OrderChanged),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 422, body = Problem),
        (status = 503, body = Problem, description = "Nothing was recorded; send the request again")
    ))]
pub async fn open(
    State(state): State<AppState>,
    sender: Sender,
    Path(order): Path<String>,
    JsonBody { value: body, raw }: JsonBody<CaseBody>,
) -> Result<Response<Body>, Problem> {
    let report = report_of(body, sender.principal.app().record.currency)?;
    perform(&state, &sender, &order, &raw, None, Command::OpenCase(Box::new(report))).await
}

/// Decides about a case.
#[utoipa::path(post, path = "/v1/orders/{order}/cases/{case}", operation_id = "decide_case", tag = "orders",
    request_body = DecisionBody,
    params(
        ("order" = String, Path, description = "uid or code", example = "ORD-261121-7K3Q"),
        ("case" = String, Path, description = "code of the case", example = "ORD-261121-7K3Q-R1"),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, kept for 48 hours")
    ),
    security(("api_key" = []), ("session" = [])),
    responses(
        (status = 200, body = OrderChanged),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "The case cannot go there from where it is"),
        (status = 422, body = Problem),
        (status = 503, body = Problem, description = "Nothing was recorded; send the request again")
    ))]
pub async fn decide(
    State(state): State<AppState>,
    sender: Sender,
    Path((order, code)): Path<(String, String)>,
    JsonBody { value: body, raw }: JsonBody<DecisionBody>,
) -> Result<Response<Body>, Problem> {
    let command = Command::MoveCase { code, to: case_state(&body.status)? };
    perform(&state, &sender, &order, &raw, None, command).await
}

fn report_of(body: CaseBody, currency: Currency) -> Result<CaseReport, Problem> {
    let kind = CaseKind::ALL.into_iter().find(|kind| kind.as_str() == body.kind);
    Ok(CaseReport {
        kind: kind.ok_or_else(|| invalid("kind", "must be refund or dispute"))?,
        reference: body.reference,
        amount: money(body.amount, body.currency.as_deref(), currency)?,
        cumulative: false,
        reason: body.reason,
        state: body.status.as_deref().map(case_state).transpose()?,
        due_at: parse_time("due_at", body.due_at.as_deref())?,
    })
}

fn case_state(name: &str) -> Result<CaseState, Problem> {
    let known = CaseState::ALL.map(CaseState::as_str).join(", ");
    let state = CaseState::ALL.into_iter().find(|state| state.as_str() == name);
    state.ok_or_else(|| invalid("status", &format!("must be one of {known}")))
}
