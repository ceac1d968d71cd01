//! `/v1/payments`: attempts to pay, whatever order they belong to.

use axum::{Json, extract::State};
use orderbell_orders::PaymentState;
use orderbell_store::{ListedPart, Part};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Found, PartPaging, find, known, one};
use crate::{
    apps::AppEntry,
    http::{
        AppState, api::orders::filters::Errors, parameters::TwoParameters, path::Path, principal::Principal,
        problem::Problem,
    },
    order_view::{OrderBrief, PaymentView},
};

/// Which payments.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PaymentFilters {
    /// The gateway, such as `midtrans`, or `staff`.
    #[param(example = "midtrans", max_length = 120)]
    provider: Option<String>,
    /// `pending`, `review`, `paid`, `failed`, `expired` or `cancelled`.
    #[param(example = "review")]
    status: Option<String>,
}

/// A payment with its order.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentEntry {
    /// The attempt to pay.
    pub payment: PaymentView,
    /// Its order.
    pub order: OrderBrief,
}

/// A page of payments.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentsPage {
    /// The log's epoch.
    pub epoch: String,
    /// The log's head when the payments were read.
    pub seq: i64,
    /// Payments, the last begun first.
    pub payments: Vec<PaymentEntry>,
    /// Send it as `after` for the next page; `null` on the last one.
    pub next: Option<String>,
}

/// One payment.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentPage {
    /// The log's epoch.
    pub epoch: String,
    /// The log's head when the payment was read.
    pub seq: i64,
    /// The attempt to pay.
    pub payment: PaymentView,
    /// Its order.
    pub order: OrderBrief,
}

/// Payments of all orders that the caller may see, the last begun first.
#[utoipa::path(get, path = "/v1/payments", operation_id = "list_payments", tag = "payments",
    params(PaymentFilters, PartPaging),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = PaymentsPage), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem, description = "There is no such order"), (status = 422, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
    TwoParameters(filters, paging): TwoParameters<PaymentFilters, PartPaging>,
) -> Result<Json<PaymentsPage>, Problem> {
    let mut errors = Errors::default();
    let provider = errors.name("provider", filters.provider);
    let states = PaymentState::ALL.map(PaymentState::as_str);
    let status = known(&mut errors, "status", filters.status.as_deref(), states);
    let Found { epoch, seq, parts, next } =
        find(&state, &principal, Part::Payment, paging, errors, (provider, status)).await?;
    let payments = parts.iter().filter_map(|part| entry(part, principal.app())).collect();
    Ok(Json(PaymentsPage { epoch, seq, payments, next }))
}

/// One payment, by its reference at its provider.
#[utoipa::path(get, path = "/v1/payments/{provider}/{reference}", operation_id = "show_payment", tag = "payments",
    params(
        ("provider" = String, Path, description = "the gateway", example = "midtrans"),
        ("reference" = String, Path, description = "our reference there", example = "ORD-261121-7K3Q-1")
    ),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = PaymentPage), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    principal: Principal,
    Path((provider, reference)): Path<(String, String)>,
) -> Result<Json<PaymentPage>, Problem> {
    let (stamp, part) = one(&state, &principal, Part::Payment, Some(provider), reference).await?;
    let entry =
        entry(&part, principal.app()).ok_or_else(|| Problem::not_found("there is no such payment"))?;
    let position = stamp.position;
    Ok(Json(PaymentPage {
        epoch: position.epoch,
        seq: position.seq,
        payment: entry.payment,
        order: entry.order,
    }))
}

fn entry(part: &ListedPart, app: &AppEntry) -> Option<PaymentEntry> {
    let payment = part.order.payment(&part.kind, &part.key, None)?;
    Some(PaymentEntry { payment: PaymentView::new(payment), order: OrderBrief::new(&part.order, app) })
}
