//! `GET /v1/orders/{uid|code}`: one order.

use axum::{
    Json,
    extract::{Path, State},
    http::{HeaderName, header},
};
use orderbell_orders::OrderRef;

use super::OrderPage;
use crate::{
    http::{AppState, principal::Principal, problem::Problem},
    order_view::OrderView,
};

/// One order, by uid or code. The `ETag` is its version, for `If-Match`.
#[utoipa::path(get, path = "/v1/orders/{order}", operation_id = "show_order", tag = "orders",
    params(("order" = String, Path, description = "uid or code", example = "ORD-261121-7K3Q")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = OrderPage), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    principal: Principal,
    Path(reference): Path<String>,
) -> Result<([(HeaderName, String); 1], Json<OrderPage>), Problem> {
    let app = principal.app();
    let found = state.store.order(app.record.id, &parse_reference(&reference)?, principal.scope()).await;
    let found = found.map_err(|error| Problem::internal(&error))?;
    let stamped = found.ok_or_else(|| Problem::not_found(format!("there is no order {reference}")))?;
    let etag = etag(stamped.value.version);
    let page = OrderPage {
        epoch: stamped.position.epoch,
        seq: stamped.position.seq,
        order: OrderView::new(&stamped.value, app),
    };
    Ok(([(header::ETAG, etag)], Json(page)))
}

/// The entity tag of a version.
pub(super) fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// A path segment that is neither a uid nor a code names no order.
pub(super) fn parse_reference(text: &str) -> Result<OrderRef, Problem> {
    text.parse().map_err(|_| {
        Problem::not_found(format!(
            "{text:?} is neither the uid nor the code of an order, such as ORD-261121-7K3Q"
        ))
    })
}
