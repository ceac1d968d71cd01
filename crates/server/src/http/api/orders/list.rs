//! `GET /v1/orders`: orders, page by page, as a snapshot that says which position of the log it is true at.
//!
//! A screen subscribes first and takes the snapshot then: events up to the snapshot's `seq` are in it, later ones arrive
//! live, and nothing falls between.

use axum::{Json, extract::State};
use orderbell_store::{Cursor, OrderQuery};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::filters::{Errors, Filters};
use crate::{
    http::{
        AppState,
        parameters::{Beside, TwoParameters},
        principal::Principal,
        problem::Problem,
    },
    order_view::OrderView,
};

const MAX_LIMIT: usize = OrderQuery::MAX_LIMIT;

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// Most orders on the page, 1 to 100.
    #[serde(default = "default_limit")]
    #[param(default = 50, minimum = 1, maximum = 100)]
    pub(super) limit: usize,
    /// `next` of the page before.
    #[serde(default)]
    pub(super) after: Option<String>,
}

/// A page of orders.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrdersPage {
    /// The log's epoch.
    pub epoch: String,
    /// The log's head when the orders were read.
    pub seq: i64,
    /// Orders in the order that was asked for. They may be fewer than `limit`, even none, and not all.
    pub orders: Vec<OrderView>,
    /// Send it as `after` for the next page; `null` on the last one.
    pub next: Option<String>,
}

/// Orders that the caller may see. Read on until `next` is `null`: a page holds fewer orders than asked for when many had
/// to be looked through.
#[utoipa::path(get, path = "/v1/orders", operation_id = "list_orders", tag = "orders", params(Filters, Paging),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = OrdersPage), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
    TwoParameters(filters, paging): TwoParameters<Filters, Paging>,
) -> Result<Json<OrdersPage>, Problem> {
    let query = paging.apply(filters.query(&principal)?)?;
    let app = principal.app();
    let read = state.store.orders(app.record.id, query).await.map_err(|error| Problem::internal(&error))?;
    Ok(Json(OrdersPage {
        epoch: read.position.epoch,
        seq: read.position.seq,
        orders: read.value.items.iter().map(|order| OrderView::new(order, app)).collect(),
        next: read.value.next.map(|cursor| cursor.to_string()),
    }))
}

impl Beside for Paging {
    const NAMES: &'static [&'static str] = &["limit", "after"];
}

impl Paging {
    fn apply(self, query: OrderQuery) -> Result<OrderQuery, Problem> {
        let mut errors = Errors::default();
        if !(1..=MAX_LIMIT).contains(&self.limit) {
            errors.add("limit", format!("must be between 1 and {MAX_LIMIT}"));
        }
        let after = errors.one("after", self.after.as_deref(), |cursor| {
            cursor
                .parse::<Cursor>()
                .map_err(|_| "must be the `next` of a page that was fetched before".into())
        });
        errors.into_result(OrderQuery { limit: self.limit, after, ..query })
    }
}

fn default_limit() -> usize {
    50
}
