//! `POST /v1/orders/{uid|code}/payments`: what is known of a payment, from whoever looks after the gateway.

use axum::{body::Body, extract::State, http::Response};
use orderbell_orders::{Command, Currency, PaymentReport, PaymentSource, PaymentState};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    OrderChanged,
    draft_body::MoneyBody,
    invalid, money,
    perform::{Sender, perform},
};
use crate::http::{AppState, body::JsonBody, path::Path, problem::Problem};

/// A payment of an order, as it is now.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "provider": "midtrans", "ref": "ORD-261121-7K3Q-1", "status": "paid", "amount": "45000", "method": "QRIS"
}))]
pub struct PaymentBody {
    /// The gateway, 1 to 40 characters.
    provider: String,
    /// Your reference for the payment at the gateway, 1 to 120 characters. A second report with the same reference is
    /// about the same payment.
    #[serde(rename = "ref")]
    reference: String,
    /// The gateway's own id.
    #[serde(default)]
    transaction: Option<String>,
    /// How it is paid, for people; up to 40 characters.
    #[serde(default)]
    method: Option<String>,
    /// `pending`, `review`, `paid`, `failed`, `expired` or `cancelled`.
    status: String,
    /// How much; what is known of the payment, or else what is outstanding, when absent.
    #[serde(default)]
    amount: Option<MoneyBody>,
    /// ISO 4217 code of an amount that names none; the app's currency when absent.
    #[serde(default)]
    currency: Option<String>,
}

/// Reports a payment. Reports may come twice and in any order: an older state never replaces a newer one. When nothing is
/// left to pay, an order that waited for it is placed.
#[utoipa::path(post, path = "/v1/orders/{order}/payments", operation_id = "report_payment", tag = "orders",
    request_body = PaymentBody,
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
        (status = 409, body = Problem),
        (status = 422, body = Problem),
        (status = 503, body = Problem, description = "Nothing was recorded; send the request again")
    ))]
pub async fn report(
    State(state): State<AppState>,
    sender: Sender,
    Path(order): Path<String>,
    JsonBody { value: body, raw }: JsonBody<PaymentBody>,
) -> Result<Response<Body>, Problem> {
    let report = report_of(body, sender.principal.app().record.currency)?;
    perform(&state, &sender, &order, &raw, None, Command::ReportPayment(Box::new(report))).await
}

fn report_of(body: PaymentBody, currency: Currency) -> Result<PaymentReport, Problem> {
    let state = PaymentState::ALL.into_iter().find(|state| state.as_str() == body.status);
    let known = PaymentState::ALL.map(PaymentState::as_str).join(", ");
    Ok(PaymentReport {
        provider: body.provider,
        reference: body.reference,
        transaction: body.transaction,
        method: body.method,
        state: state.ok_or_else(|| invalid("status", &format!("must be one of {known}")))?,
        amount: money(body.amount, body.currency.as_deref(), currency)?,
        source: PaymentSource::Webhook,
    })
}
