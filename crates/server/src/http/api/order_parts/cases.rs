//! `/v1/cases`: refunds and disputes, to be looked through and decided.

use axum::{Json, body::Body, extract::State, http::Response};
use orderbell_orders::{CaseKind, CaseState, Command};
use orderbell_store::{ListedPart, Part};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Found, PartPaging, find, known, one};
use crate::{
    apps::AppEntry,
    http::{
        AppState,
        api::orders::{
            OrderChanged,
            filters::Errors,
            perform::{Sender, perform},
        },
        body::RawBody,
        parameters::TwoParameters,
        path::Path,
        principal::Principal,
        problem::Problem,
    },
    order_view::{CaseView, OrderBrief},
};

/// What may be decided, and where it leads.
const DECISIONS: [(&str, CaseState); 6] = [
    ("approve", CaseState::Approved),
    ("reject", CaseState::Rejected),
    ("refunded", CaseState::Refunded),
    ("failed", CaseState::Failed),
    ("won", CaseState::Won),
    ("lost", CaseState::Lost),
];

/// Which cases.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct CaseFilters {
    /// `refund` or `dispute`.
    #[param(example = "refund")]
    kind: Option<String>,
    /// A refund: `requested`, `approved`, `refunded`, `failed` or `rejected`. A dispute: `open`, `won` or `lost`.
    #[param(example = "requested")]
    status: Option<String>,
}

/// A case with its order.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseEntry {
    /// The refund or the dispute.
    pub case: CaseView,
    /// Its order.
    pub order: OrderBrief,
}

/// A page of cases.
#[derive(Debug, Serialize, ToSchema)]
pub struct CasesPage {
    /// The log's epoch.
    pub epoch: String,
    /// The log's head when the cases were read.
    pub seq: i64,
    /// Cases, the last opened first.
    pub cases: Vec<CaseEntry>,
    /// Send it as `after` for the next page; `null` on the last one.
    pub next: Option<String>,
}

/// One case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CasePage {
    /// The log's epoch.
    pub epoch: String,
    /// The log's head when the case was read.
    pub seq: i64,
    /// The refund or the dispute.
    pub case: CaseView,
    /// Its order.
    pub order: OrderBrief,
}

/// Refunds and disputes of all orders that the caller may see, the last opened first.
#[utoipa::path(get, path = "/v1/cases", operation_id = "list_cases", tag = "cases", params(CaseFilters, PartPaging),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = CasesPage), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem, description = "There is no such order"), (status = 422, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
    TwoParameters(filters, paging): TwoParameters<CaseFilters, PartPaging>,
) -> Result<Json<CasesPage>, Problem> {
    let mut errors = Errors::default();
    let kind = known(&mut errors, "kind", filters.kind.as_deref(), CaseKind::ALL.map(CaseKind::as_str));
    let status =
        known(&mut errors, "status", filters.status.as_deref(), CaseState::ALL.map(CaseState::as_str));
    let Found { epoch, seq, parts, next } =
        find(&state, &principal, Part::Case, paging, errors, (kind, status)).await?;
    let cases = parts.iter().filter_map(|part| entry(part, principal.app())).collect();
    Ok(Json(CasesPage { epoch, seq, cases, next }))
}

/// One case, by its code.
#[utoipa::path(get, path = "/v1/cases/{case}", operation_id = "show_case", tag = "cases",
    params(("case" = String, Path, description = "code of the case", example = "ORD-261121-7K3Q-R1")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = CasePage), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    principal: Principal,
    Path(code): Path<String>,
) -> Result<Json<CasePage>, Problem> {
    let (stamp, part) = one(&state, &principal, Part::Case, None, code).await?;
    let entry = entry(&part, principal.app()).ok_or_else(|| Problem::not_found("there is no such case"))?;
    let position = stamp.position;
    Ok(Json(CasePage { epoch: position.epoch, seq: position.seq, case: entry.case, order: entry.order }))
}

/// Decides about a case: `approve`, `reject`, `refunded` or `failed` for a refund, `won` or `lost` for a dispute. The same as
/// `/v1/orders/{order}/cases/{case}`, for those who know the case and not the order.
#[utoipa::path(post, path = "/v1/cases/{case}/{decision}", operation_id = "move_case", tag = "cases",
    params(
        ("case" = String, Path, description = "code of the case", example = "ORD-261121-7K3Q-R1"),
        ("decision" = String, Path, description = "what is decided", example = "approve"),
        ("If-Match" = Option<String>, Header, description = "do it only if this is the order's ETag"),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, kept for 48 hours")
    ),
    security(("api_key" = []), ("session" = [])),
    responses(
        (status = 200, body = OrderChanged),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "The case cannot go there from where it is"),
        (status = 412, body = Problem, description = "The order has another version; `order` is the order as it is"),
        (status = 422, body = Problem),
        (status = 503, body = Problem, description = "Nothing was recorded; send the request again")
    ))]
pub async fn decide(
    State(state): State<AppState>,
    sender: Sender,
    Path((code, decision)): Path<(String, String)>,
    RawBody(raw): RawBody,
) -> Result<Response<Body>, Problem> {
    let to = DECISIONS.iter().find(|(name, _)| *name == decision).map(|(_, state)| *state);
    let to = to.ok_or_else(|| {
        let known = DECISIONS.map(|(name, _)| name).join(", ");
        Problem::not_found(format!("{decision:?} cannot be decided about a case; known are {known}"))
    })?;
    let (_, part) = one(&state, &sender.principal, Part::Case, None, code.clone()).await?;
    let order = part.order.id.to_string();
    perform(&state, &sender, &order, &raw, None, Command::MoveCase { code, to }).await
}

fn entry(part: &ListedPart, app: &AppEntry) -> Option<CaseEntry> {
    let case = part.order.case(&part.key)?;
    Some(CaseEntry {
        case: CaseView::new(case, &part.order, app.record.locale),
        order: OrderBrief::new(&part.order, app),
    })
}
