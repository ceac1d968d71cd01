//! Making, changing and deleting webhooks.

use axum::{Json, extract::State, http::StatusCode};
use jiff::Timestamp;
use orderbell_delivery::Endpoint;
use orderbell_store::{NewWebhook, Webhook, WebhookChange};
use orderbell_wire::{limits, webhook::EventKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{find, managed};
use crate::{
    http::{
        AppState,
        api::orders::write_failed,
        body::JsonBody,
        path::Path,
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
    order_view::time,
};

/// Most webhooks of one app.
pub const PER_APP: usize = 20;

/// A webhook.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookView {
    /// Its number.
    pub id: i64,
    /// Where events are sent.
    #[schema(example = "https://shop.example.com/pusher/webhook")]
    pub url: String,
    /// Which events: `channel_occupied`, `channel_vacated`, `member_added`, `member_removed`, `client_event`,
    /// `cache_miss`, `subscription_count`.
    pub events: Vec<String>,
    /// Only of channels whose name begins so; empty for all.
    #[schema(example = "presence-")]
    pub channel_prefix: String,
    /// Whether up to 20 events of a quarter of a second may come in one request.
    pub batch: bool,
    /// Whether anything is sent.
    pub enabled: bool,
    /// When it was made.
    pub created_at: String,
    /// When it was last changed.
    pub updated_at: String,
}

/// The webhooks of an app.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebhookList {
    /// Oldest first.
    pub webhooks: Vec<WebhookView>,
}

/// A webhook to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookDraft {
    /// Where to send events. `https://`, unless the operator allows more.
    #[schema(example = "https://shop.example.com/pusher/webhook")]
    url: String,
    /// Which events; all of them when left out.
    #[serde(default = "all_events")]
    events: Vec<String>,
    /// Only of channels whose name begins so.
    #[serde(default)]
    channel_prefix: String,
    /// Whether several events may come in one request; true when left out.
    #[serde(default = "yes")]
    batch: bool,
    /// Whether anything is sent; true when left out.
    #[serde(default = "yes")]
    enabled: bool,
}

/// What is to be changed of a webhook; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WebhookPatch {
    /// Where to send events.
    url: Option<String>,
    /// Which events.
    events: Option<Vec<String>>,
    /// Only of channels whose name begins so.
    channel_prefix: Option<String>,
    /// Whether several events may come in one request.
    batch: Option<bool>,
    /// Whether anything is sent.
    enabled: Option<bool>,
}

impl From<Webhook> for WebhookView {
    fn from(webhook: Webhook) -> Self {
        Self {
            id: webhook.id.0,
            url: webhook.url,
            events: webhook.events,
            channel_prefix: webhook.prefix,
            batch: webhook.batch,
            enabled: webhook.enabled,
            created_at: time(webhook.created_at),
            updated_at: time(webhook.updated_at),
        }
    }
}

/// The webhooks of the app.
#[utoipa::path(get, path = "/v1/webhooks", operation_id = "list_webhooks", tag = "webhooks",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = WebhookList), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(State(state): State<AppState>, principal: Principal) -> Result<Json<WebhookList>, Problem> {
    let app = managed(&principal)?;
    let webhooks = state.store.webhooks(app.record.id).await.map_err(|error| Problem::internal(&error))?;
    Ok(Json(WebhookList { webhooks: webhooks.into_iter().map(WebhookView::from).collect() }))
}

/// Makes a webhook.
#[utoipa::path(post, path = "/v1/webhooks", operation_id = "create_webhook", tag = "webhooks",
    request_body = WebhookDraft, security(("api_key" = []), ("session" = [])),
    responses((status = 201, body = WebhookView), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(
    State(state): State<AppState>,
    principal: Principal,
    JsonBody { value: draft, .. }: JsonBody<WebhookDraft>,
) -> Result<(StatusCode, Json<WebhookView>), Problem> {
    let app = managed(&principal)?.record.id;
    check(&state, Some(&draft.url), Some(&draft.events), Some(&draft.channel_prefix))?;
    let WebhookDraft { url, events, channel_prefix: prefix, batch, enabled } = draft;
    let new = NewWebhook { url, events, prefix, batch, enabled };
    let created = state.store.create_webhook(app, new, PER_APP, Timestamp::now()).await;
    let created = created.map_err(write_failed)?.ok_or_else(|| {
        Problem::new(
            StatusCode::CONFLICT,
            "too_many_webhooks",
            "The app has too many webhooks",
            format!("an app may have {PER_APP} webhooks; delete one that is not needed"),
        )
    })?;
    take_effect(&state).await;
    Ok((StatusCode::CREATED, Json(created.into())))
}

/// One webhook.
#[utoipa::path(get, path = "/v1/webhooks/{id}", operation_id = "show_webhook", tag = "webhooks",
    params(("id" = i64, Path, description = "Number of the webhook")), security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = WebhookView), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
) -> Result<Json<WebhookView>, Problem> {
    Ok(Json(find(&state, managed(&principal)?, &id).await?.into()))
}

/// Changes a webhook.
#[utoipa::path(patch, path = "/v1/webhooks/{id}", operation_id = "change_webhook", tag = "webhooks",
    params(("id" = i64, Path, description = "Number of the webhook")), request_body = WebhookPatch,
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = WebhookView), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn change(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
    JsonBody { value: patch, .. }: JsonBody<WebhookPatch>,
) -> Result<Json<WebhookView>, Problem> {
    let webhook = find(&state, managed(&principal)?, &id).await?;
    check(&state, patch.url.as_deref(), patch.events.as_deref(), patch.channel_prefix.as_deref())?;
    let WebhookPatch { url, events, channel_prefix: prefix, batch, enabled } = patch;
    let change = WebhookChange { url, events, prefix, batch, enabled };
    let changed = state.store.update_webhook(webhook.app, webhook.id, change, Timestamp::now()).await;
    let changed = changed
        .map_err(write_failed)?
        .ok_or_else(|| Problem::not_found("the webhook was deleted a moment ago"))?;
    take_effect(&state).await;
    Ok(Json(changed.into()))
}

/// Deletes a webhook with its log; what waits for it is not sent any more.
#[utoipa::path(delete, path = "/v1/webhooks/{id}", operation_id = "delete_webhook", tag = "webhooks",
    params(("id" = i64, Path, description = "Number of the webhook")), security(("api_key" = []), ("session" = [])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn delete(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let webhook = find(&state, managed(&principal)?, &id).await?;
    state.store.delete_webhook(webhook.app, webhook.id, Timestamp::now()).await.map_err(write_failed)?;
    take_effect(&state).await;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets the hub know. If that fails it knows a few seconds later.
async fn take_effect(state: &AppState) {
    if let Err(error) = state.webhooks.reload(&state.store, &state.hub).await {
        tracing::warn!(%error, "a changed webhook takes effect a little later");
    }
}

fn check(
    state: &AppState,
    url: Option<&str>,
    events: Option<&[String]>,
    prefix: Option<&str>,
) -> Result<(), Problem> {
    let mut errors = Vec::new();
    if let Some(url) = url
        && let Err(error) = Endpoint::parse(url, &state.config.webhooks.rules)
    {
        errors.push(FieldProblem { field: "url".into(), message: error.to_string() });
    }
    if let Some(events) = events {
        if events.is_empty() {
            errors.push(FieldProblem { field: "events".into(), message: "must name at least one".into() });
        }
        // Every kind once is enough for anybody.
        if events.len() > EventKind::ALL.len() {
            let message = format!("must name at most {}", EventKind::ALL.len());
            errors.push(FieldProblem { field: "events".into(), message });
        } else {
            for (index, event) in events.iter().enumerate() {
                if let Err(error) = event.parse::<EventKind>() {
                    errors
                        .push(FieldProblem { field: format!("events[{index}]"), message: error.to_string() });
                }
            }
        }
    }
    if prefix.is_some_and(|prefix| prefix.len() > limits::CHANNEL_NAME) {
        let message = format!("must have at most {} characters", limits::CHANNEL_NAME);
        errors.push(FieldProblem { field: "channel_prefix".into(), message });
    }
    if errors.is_empty() { Ok(()) } else { Err(Problem::validation(errors)) }
}

fn all_events() -> Vec<String> {
    EventKind::ALL.iter().map(|kind| kind.as_str().to_owned()).collect()
}

fn yes() -> bool {
    true
}
