//! What was sent to a webhook, attempt by attempt; sending it once more; and a request just to see whether it arrives.

use axum::{Json, extract::State, http::StatusCode};
use jiff::Timestamp;
use orderbell_store::{Attempt, Cause, Delivery, DeliveryId, NewDelivery, Webhook};
use orderbell_wire::webhook;
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

/// Most deliveries on one page.
const MAX_LIMIT: usize = 100;

/// Which part of the log.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WebhookDeliveryQuery {
    /// Only deliveries with a smaller number: `next` of the page before.
    before: Option<i64>,
    /// Deliveries on the page, 1 to 100.
    #[serde(default = "default_limit")]
    #[param(minimum = 1, maximum = 100)]
    limit: usize,
}

/// A page of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookDeliveryPage {
    /// The latest first.
    pub deliveries: Vec<WebhookDeliveryView>,
    /// With this as `before` comes the next page; `null` when there is none.
    pub next: Option<i64>,
}

/// Something that was, or is to be, sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookDeliveryView {
    /// Its number, which the receiver finds in the header `X-Orderbell-Delivery`.
    pub id: i64,
    /// `events`, `test` or `resend`.
    #[schema(example = "events")]
    pub cause: &'static str,
    /// How many events it carries.
    pub events: u32,
    /// `pending`, `delivered` or `failed`.
    #[schema(example = "delivered")]
    pub state: &'static str,
    /// When it was recorded.
    pub created_at: String,
    /// When it was delivered or given up.
    pub finished_at: Option<String>,
    /// The attempts, in order.
    pub attempts: Vec<WebhookAttemptView>,
    /// The body as it is sent. Left out of lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
}

/// One attempt to deliver.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookAttemptView {
    /// When it began.
    pub at: String,
    /// How long it took, in milliseconds.
    pub duration_ms: i64,
    /// HTTP status of the answer, if there was one.
    pub status: Option<u16>,
    /// Why there was none.
    pub error: Option<String>,
    /// The beginning of the answer's body, up to 4096 bytes. Left out of lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub response: Option<String>,
}

impl WebhookDeliveryView {
    fn new(delivery: Delivery, whole: bool) -> Self {
        let view = |attempt: Attempt| WebhookAttemptView {
            at: time(attempt.at),
            duration_ms: attempt.duration_ms,
            status: attempt.status,
            error: attempt.error,
            response: whole.then_some(attempt.response),
        };
        Self {
            id: delivery.id.0,
            cause: delivery.cause.as_str(),
            events: delivery.events,
            state: delivery.state.as_str(),
            created_at: time(delivery.created_at),
            finished_at: delivery.finished_at.map(time),
            attempts: delivery.attempts.into_iter().map(view).collect(),
            body: whole.then_some(delivery.body),
        }
    }
}

/// What was sent to a webhook, the latest first.
#[utoipa::path(get, path = "/v1/webhooks/{id}/deliveries", operation_id = "list_deliveries", tag = "webhooks",
    params(("id" = i64, Path, description = "Number of the webhook"), WebhookDeliveryQuery),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = WebhookDeliveryPage), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
    query: Result<Parameters<WebhookDeliveryQuery>, Problem>,
) -> Result<Json<WebhookDeliveryPage>, Problem> {
    let Parameters(WebhookDeliveryQuery { before, limit }) = query?;
    if !(1..=MAX_LIMIT).contains(&limit) {
        let message = format!("must be between 1 and {MAX_LIMIT}");
        return Err(Problem::validation(vec![FieldProblem { field: "limit".into(), message }]));
    }
    let webhook = find(&state, managed(&principal)?, &id).await?;
    let read = state.store.deliveries(webhook.app, webhook.id, before.map(DeliveryId), limit).await;
    let deliveries = read.map_err(|error| Problem::internal(&error))?;
    let next = deliveries.last().filter(|_| deliveries.len() == limit).map(|delivery| delivery.id.0);
    let deliveries =
        deliveries.into_iter().map(|delivery| WebhookDeliveryView::new(delivery, false)).collect();
    Ok(Json(WebhookDeliveryPage { deliveries, next }))
}

/// One delivery, with its body and the answers.
#[utoipa::path(get, path = "/v1/webhooks/{id}/deliveries/{delivery}", operation_id = "show_delivery", tag = "webhooks",
    params(("id" = i64, Path, description = "Number of the webhook"),
        ("delivery" = i64, Path, description = "Number of the delivery")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = WebhookDeliveryView), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    principal: Principal,
    Path((id, delivery)): Path<(String, String)>,
) -> Result<Json<WebhookDeliveryView>, Problem> {
    let webhook = find(&state, managed(&principal)?, &id).await?;
    Ok(Json(WebhookDeliveryView::new(logged(&state, &webhook, &delivery).await?, true)))
}

/// Sends a delivery once more, with the present time in it. It becomes a delivery of its own.
#[utoipa::path(post, path = "/v1/webhooks/{id}/deliveries/{delivery}/resend", operation_id = "resend_delivery",
    tag = "webhooks",
    params(("id" = i64, Path, description = "Number of the webhook"),
        ("delivery" = i64, Path, description = "Number of the delivery")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 202, body = WebhookDeliveryView), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn resend(
    State(state): State<AppState>,
    principal: Principal,
    Path((id, delivery)): Path<(String, String)>,
) -> Result<(StatusCode, Json<WebhookDeliveryView>), Problem> {
    let webhook = find(&state, managed(&principal)?, &id).await?;
    let delivery = logged(&state, &webhook, &delivery).await?;
    let body = webhook::restamped(&delivery.body, Timestamp::now().as_millisecond());
    add(&state, &webhook, Cause::Resend, delivery.events, body).await
}

/// Sends a request without events, signed like any other, once: to see whether the webhook works.
#[utoipa::path(post, path = "/v1/webhooks/{id}/test", operation_id = "test_webhook", tag = "webhooks",
    params(("id" = i64, Path, description = "Number of the webhook")), security(("api_key" = []), ("session" = [])),
    responses((status = 202, body = WebhookDeliveryView), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn test(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
) -> Result<(StatusCode, Json<WebhookDeliveryView>), Problem> {
    let webhook = find(&state, managed(&principal)?, &id).await?;
    let body = webhook::body(Timestamp::now().as_millisecond(), []);
    add(&state, &webhook, Cause::Test, 0, body).await
}

async fn logged(state: &AppState, webhook: &Webhook, id: &str) -> Result<Delivery, Problem> {
    let missing = || Problem::not_found("there is no such delivery in the log of the webhook");
    let id = DeliveryId(id.parse().map_err(|_| missing())?);
    let found = state.store.delivery(webhook.app, webhook.id, id).await;
    found.map_err(|error| Problem::internal(&error))?.ok_or_else(missing)
}

/// Adds a delivery that somebody has asked for. Not in a lane of events: it neither waits for them nor holds them up.
async fn add(
    state: &AppState,
    webhook: &Webhook,
    cause: Cause,
    events: u32,
    body: String,
) -> Result<(StatusCode, Json<WebhookDeliveryView>), Problem> {
    let (app, id, lane) = (webhook.app, webhook.id, orderbell_store::webhook_log::LANES - 1);
    let new = NewDelivery { app, webhook: id, cause, events, body, lane };
    let bound = state.config.webhooks.queue;
    let added = state.store.add_deliveries(vec![new], bound, Timestamp::now()).await.map_err(write_failed)?;
    let Some(delivery) = added.added.first() else {
        return Err(Problem::too_many("too many deliveries wait for this webhook already", 60));
    };
    let view = logged(state, webhook, &delivery.to_string()).await?;
    Ok((StatusCode::ACCEPTED, Json(WebhookDeliveryView::new(view, true))))
}

fn default_limit() -> usize {
    50
}
