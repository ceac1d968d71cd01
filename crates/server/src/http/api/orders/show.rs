//! `GET /v1/orders/{uid|code}`: one order.

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{Response, header},
    response::IntoResponse as _,
};
use orderbell_orders::OrderRef;

use super::{OrderPage, viewer::Viewer};
use crate::{
    http::{AppState, path::Path, problem::Problem},
    order_view::OrderView,
};

/// One order, by uid or code. The `ETag` is its version, for `If-Match`. A customer who has the order's link sees it by
/// uid, without what is the staff's own business.
#[utoipa::path(get, path = "/v1/orders/{order}", operation_id = "show_order", tag = "orders",
    params(
        ("order" = String, Path, description = "uid or code", example = "ORD-261121-7K3Q"),
        ("token" = Option<String>, Query, description = "The order's `link_token`; also as `t`, or as a bearer token")
    ),
    security(("api_key" = []), ("session" = []), ("link" = [])),
    responses((status = 200, body = OrderPage), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    viewer: Viewer,
    Path(reference): Path<String>,
) -> Result<Response<Body>, Problem> {
    let viewed = viewer.look(&state, &reference).await?;
    let order = &viewed.order;
    let etag = etag(order.value.version);
    let page = OrderPage {
        epoch: order.position.epoch.clone(),
        seq: order.position.seq,
        order: OrderView::new(&order.value, &viewed.app),
    };
    Ok(viewed.respond(([(header::ETAG, etag)], Json(page)).into_response()))
}

/// The entity tag of a version.
pub(super) fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// A path segment that is neither a uid nor a code names no order.
pub(in crate::http::api) fn parse_reference(text: &str) -> Result<OrderRef, Problem> {
    text.parse().map_err(|_| {
        Problem::not_found(format!(
            "{text:?} is neither the uid nor the code of an order, such as ORD-261121-7K3Q"
        ))
    })
}
