//! What a source has reported, and what became of each report.

use axum::{Json, extract::State, http::StatusCode};
use jiff::Timestamp;
use orderbell_store::{Receipt, ReceiptId, ReceiptState};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{find, managed};
use crate::{
    http::{
        AppState,
        api::orders::write_failed,
        parameters::Parameters,
        path::Path,
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
    order_view::time,
};

/// Most receipts on one page.
const MAX_LIMIT: usize = 100;

/// Which receipts.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReceiptQuery {
    /// Only receipts with a smaller number: `next` of the page before.
    before: Option<i64>,
    /// Only `applied`, `ignored`, `unmatched`, `pending` or `failed` ones.
    outcome: Option<String>,
    /// Receipts on the page, 1 to 100.
    #[serde(default = "default_limit")]
    #[param(minimum = 1, maximum = 100)]
    limit: usize,
}

/// A page of receipts.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptPage {
    /// The latest first.
    pub receipts: Vec<ReceiptView>,
    /// With this as `before` comes the next page; `null` when there is none.
    pub next: Option<i64>,
}

/// Something that was reported.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceiptView {
    /// Its number.
    pub id: i64,
    /// Equal for repeats of one report.
    pub dedupe_key: String,
    /// When it came in first.
    pub received_at: String,
    /// How often it came again.
    pub repeats: i64,
    /// When it came again last.
    pub repeated_at: Option<String>,
    /// `applied`, `ignored`, `unmatched`, `pending` or `failed`.
    #[schema(example = "applied")]
    pub outcome: &'static str,
    /// Why, or what it waits for.
    pub detail: String,
    /// When that was decided last.
    pub settled_at: Option<String>,
    /// The order that it is about, where that is known.
    pub order_id: Option<String>,
    /// Its headers, without those that prove who sent it. Left out of lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub headers: Option<Vec<HeaderView>>,
    /// Its body as received. Left out of lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
}

/// A header of a report.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeaderView {
    /// In lower case.
    #[schema(example = "x-wc-webhook-topic")]
    pub name: String,
    /// Up to 300 characters.
    #[schema(example = "order.updated")]
    pub value: String,
}

impl ReceiptView {
    fn new(receipt: Receipt, whole: bool) -> Self {
        let header = |(name, value)| HeaderView { name, value };
        Self {
            id: receipt.id.0,
            dedupe_key: receipt.dedupe_key,
            received_at: time(receipt.received_at),
            repeats: receipt.repeats,
            repeated_at: receipt.repeated_at.map(time),
            outcome: receipt.state.as_str(),
            detail: receipt.detail,
            settled_at: receipt.settled_at.map(time),
            order_id: receipt.order.map(|order| order.to_string()),
            headers: whole.then(|| receipt.headers.into_iter().map(header).collect()),
            body: whole.then_some(receipt.body),
        }
    }
}

/// What a source has reported, the latest first.
#[utoipa::path(get, path = "/v1/sources/{id}/receipts", operation_id = "list_receipts", tag = "sources",
    params(("id" = i64, Path, description = "Number of the source"), ReceiptQuery),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = ReceiptPage), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
    query: Result<Parameters<ReceiptQuery>, Problem>,
) -> Result<Json<ReceiptPage>, Problem> {
    let Parameters(ReceiptQuery { before, outcome, limit }) = query?;
    let wrong = |field: &str, message: String| {
        Problem::validation(vec![FieldProblem { field: field.into(), message }])
    };
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(wrong("limit", format!("must be between 1 and {MAX_LIMIT}")));
    }
    let outcome = outcome
        .map(|name| name.parse::<ReceiptState>())
        .transpose()
        .map_err(|()| wrong("outcome", "must be applied, ignored, unmatched, pending or failed".into()))?;
    let source = find(&state, managed(&principal)?, &id).await?.source;
    let read = state.store.receipts(source.app, source.id, outcome, before.map(ReceiptId), limit).await;
    let receipts = read.map_err(|error| Problem::internal(&error))?;
    let next = receipts.last().filter(|_| receipts.len() == limit).map(|receipt| receipt.id.0);
    let receipts = receipts.into_iter().map(|receipt| ReceiptView::new(receipt, false)).collect();
    Ok(Json(ReceiptPage { receipts, next }))
}

/// One receipt, with its body.
#[utoipa::path(get, path = "/v1/sources/{id}/receipts/{receipt}", operation_id = "show_receipt", tag = "sources",
    params(("id" = i64, Path, description = "Number of the source"),
        ("receipt" = i64, Path, description = "Number of the receipt")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = ReceiptView), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    principal: Principal,
    Path((id, receipt)): Path<(String, String)>,
) -> Result<Json<ReceiptView>, Problem> {
    let source = find(&state, managed(&principal)?, &id).await?.source;
    let missing = || Problem::not_found("the source has no such receipt");
    let receipt = ReceiptId(receipt.parse().map_err(|_| missing())?);
    let found = state.store.receipt(source.app, source.id, receipt).await;
    let found = found.map_err(|error| Problem::internal(&error))?.ok_or_else(missing)?;
    Ok(Json(ReceiptView::new(found, true)))
}

/// Applies a receipt again, within moments: after something was mended that stood against it.
#[utoipa::path(post, path = "/v1/sources/{id}/receipts/{receipt}/apply", operation_id = "apply_receipt", tag = "sources",
    params(("id" = i64, Path, description = "Number of the source"),
        ("receipt" = i64, Path, description = "Number of the receipt")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 202, body = ReceiptView), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn apply(
    State(state): State<AppState>,
    principal: Principal,
    Path((id, receipt)): Path<(String, String)>,
) -> Result<(StatusCode, Json<ReceiptView>), Problem> {
    let source = find(&state, managed(&principal)?, &id).await?.source;
    let missing = || Problem::not_found("the source has no such receipt");
    let receipt = ReceiptId(receipt.parse().map_err(|_| missing())?);
    let known = state.store.reconsider_receipt(source.app, source.id, receipt, Timestamp::now()).await;
    if !known.map_err(write_failed)? {
        return Err(missing());
    }
    let found = state.store.receipt(source.app, source.id, receipt).await;
    let found = found.map_err(|error| Problem::internal(&error))?.ok_or_else(missing)?;
    Ok((StatusCode::ACCEPTED, Json(ReceiptView::new(found, true))))
}

fn default_limit() -> usize {
    50
}
