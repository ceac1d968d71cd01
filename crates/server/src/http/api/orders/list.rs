//! `GET /v1/orders`: orders, newest first, as a snapshot that says which position of the log it is true at.
//!
//! A screen subscribes first and takes the snapshot then: events up to the snapshot's `seq` are in it, later ones arrive
//! live, and nothing falls between.

use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use orderbell_orders::{Phase, status::UnknownStatus};
use orderbell_store::{Cursor, OrderQuery, Scope};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    http::{
        AppState,
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
    order_view::OrderView,
};

const MAX_LIMIT: usize = OrderQuery::MAX_LIMIT;
const MAX_SEARCH: usize = 100;

/// Which orders.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ListQuery {
    /// Statuses, in our words or the app's, separated by commas.
    #[serde(default)]
    #[param(example = "placed,accepted")]
    status: Option<String>,
    /// `unpaid`, `new`, `active`, `done` or `closed`.
    #[serde(default)]
    phase: Option<String>,
    /// Only orders that ring, now or once a pause is over.
    #[serde(default)]
    ringing: bool,
    /// Only orders of this vendor.
    #[serde(default)]
    vendor: Option<String>,
    /// Searches code, external id, customer, telephone number and what was booked; at most 100 characters.
    #[serde(default)]
    q: Option<String>,
    /// Orders on the page, 1 to 200.
    #[serde(default = "default_limit")]
    limit: usize,
    /// `next` of the page before.
    #[serde(default)]
    before: Option<String>,
}

/// A page of orders.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrdersPage {
    /// The log's epoch.
    pub epoch: String,
    /// The log's head when the orders were read.
    pub seq: i64,
    /// Orders, newest first.
    pub orders: Vec<OrderView>,
    /// Send it as `before` for the next page; `null` on the last one.
    pub next: Option<String>,
}

/// Orders that the caller may see, newest first.
#[utoipa::path(get, path = "/v1/orders", operation_id = "list_orders", tag = "orders", params(ListQuery),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = OrdersPage), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
    query: Result<Query<ListQuery>, QueryRejection>,
) -> Result<Json<OrdersPage>, Problem> {
    let Query(query) = query.map_err(|error| super::query_refused(&error))?;
    let query = check(query, &principal)?;
    let app = principal.app();
    let read = state.store.orders(app.record.id, query).await.map_err(|error| Problem::internal(&error))?;
    Ok(Json(OrdersPage {
        epoch: read.position.epoch,
        seq: read.position.seq,
        orders: read.value.items.iter().map(|order| OrderView::new(order, app)).collect(),
        next: read.value.next.map(|cursor| cursor.to_string()),
    }))
}

fn check(query: ListQuery, principal: &Principal) -> Result<OrderQuery, Problem> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, message: String| errors.push(FieldProblem { field: field.into(), message });
    let words = &principal.app().record.words.aliases;
    let mut statuses = Vec::new();
    for name in query.status.iter().flat_map(|list| list.split(',')).filter(|name| !name.is_empty()) {
        match &words.read_all(name)[..] {
            [] => wrong("status", UnknownStatus(name.to_owned()).to_string()),
            found => statuses.extend(found),
        }
    }
    let phase = query.phase.map(|name| name.parse::<Phase>()).transpose();
    if let Err(error) = &phase {
        wrong("phase", error.to_string());
    }
    if !(1..=MAX_LIMIT).contains(&query.limit) {
        wrong("limit", format!("must be between 1 and {MAX_LIMIT}"));
    }
    if query.q.as_ref().is_some_and(|q| q.chars().count() > MAX_SEARCH) {
        wrong("q", format!("must have at most {MAX_SEARCH} characters"));
    }
    let before = query.before.map(|cursor| cursor.parse::<Cursor>()).transpose();
    if before.is_err() {
        wrong("before", "must be the `next` of a page that was fetched before".into());
    }
    match (phase, before) {
        (Ok(phase), Ok(before)) if errors.is_empty() => Ok(OrderQuery {
            // Whoever sees all orders may look at one vendor's; whoever does not, sees their own in any case.
            scope: match (principal.scope(), query.vendor) {
                (Scope::All, Some(vendor)) => Scope::Vendor(vendor),
                (scope, _) => scope,
            },
            status: statuses,
            phase,
            ringing: query.ringing,
            q: query.q.filter(|q| !q.trim().is_empty()),
            limit: query.limit,
            before,
        }),
        _ => Err(Problem::validation(errors)),
    }
}

fn default_limit() -> usize {
    50
}
