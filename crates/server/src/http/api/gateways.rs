//! `/v1/gateways/midtrans`: the app's account at the payment gateway.
//!
//! The server key goes in and never comes out. It has to be given again when the account is pointed elsewhere, so that
//! nobody who may change the account can have the key sent to an address of theirs.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use jiff::Timestamp;
use orderbell_delivery::Endpoint;
use orderbell_gateway::{Environment, GatewayError};
use orderbell_store::{GatewayAccount, NewGatewayAccount, OpenedAccount, Role};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    apps::AppEntry,
    gateway::midtrans::PROVIDER,
    http::{
        AppState,
        api::orders::write_failed,
        body::JsonBody,
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
    order_view::time,
};

/// Longest key or number, in characters.
const MAX_KEY: usize = 200;

/// The account of an app at a payment gateway. Its server key is not shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct GatewayView {
    /// The gateway, as payments name it.
    #[schema(example = "midtrans")]
    pub provider: String,
    /// `sandbox` or `production`.
    #[schema(example = "sandbox")]
    pub environment: String,
    /// Where it is asked instead of at Midtrans.
    pub base_url: Option<String>,
    /// The public key, for the app's own pages.
    #[schema(example = "SB-Mid-client-61XuGAwQ8Bj8LxSS")]
    pub client_key: Option<String>,
    /// The gateway's number for the shop.
    #[schema(example = "G141532850")]
    pub merchant_id: Option<String>,
    /// Whether new payment links are made with it.
    pub enabled: bool,
    /// When it was set up.
    pub created_at: String,
    /// When it was last changed.
    pub updated_at: String,
}

/// The account as it should be.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "environment": "sandbox", "server_key": "SB-Mid-server-GwUP_WGbJPXsDzsNEBRs8IYA",
    "client_key": "SB-Mid-client-61XuGAwQ8Bj8LxSS"
}))]
pub struct GatewayBody {
    /// `sandbox` or `production`.
    environment: String,
    /// Where to ask instead of at Midtrans, for tests. The same rules as for webhooks say where it may be.
    #[serde(default)]
    base_url: Option<String>,
    /// The server key from Midtrans' dashboard. May be left out to keep the one that is there, while environment and
    /// address stay the same.
    #[serde(default)]
    #[schema(value_type = Option<String>, write_only)]
    server_key: Option<SecretString>,
    /// The client key.
    #[serde(default)]
    client_key: Option<String>,
    /// The merchant id.
    #[serde(default)]
    merchant_id: Option<String>,
    /// Whether new payment links are made with it; true when left out.
    #[serde(default = "yes")]
    enabled: bool,
}

/// Whether the account works.
#[derive(Debug, Serialize, ToSchema)]
pub struct GatewayCheck {
    /// `accepted`, `refused` (the key or the address is wrong), or `unknown` (the gateway gave no usable answer now).
    #[schema(example = "accepted")]
    pub result: &'static str,
    /// What was found, and what to do about it.
    #[schema(example = "midtrans accepts the server key")]
    pub detail: String,
}

impl From<GatewayAccount> for GatewayView {
    fn from(account: GatewayAccount) -> Self {
        Self {
            provider: account.provider,
            environment: account.environment,
            base_url: account.base_url,
            client_key: account.client_key,
            merchant_id: account.merchant_id,
            enabled: account.enabled,
            created_at: time(account.created_at),
            updated_at: time(account.updated_at),
        }
    }
}

/// The account at Midtrans; 404 while none is set up.
#[utoipa::path(get, path = "/v1/gateways/midtrans", operation_id = "show_gateway", tag = "gateways",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = GatewayView), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn show(State(state): State<AppState>, principal: Principal) -> Result<Json<GatewayView>, Problem> {
    Ok(Json(opened(&state, managed(&principal)?).await?.account.into()))
}

/// Sets the account at Midtrans up, or changes it.
#[utoipa::path(put, path = "/v1/gateways/midtrans", operation_id = "put_gateway", tag = "gateways",
    request_body = GatewayBody, security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = GatewayView), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn put(
    State(state): State<AppState>,
    principal: Principal,
    JsonBody { value: body, .. }: JsonBody<GatewayBody>,
) -> Result<Json<GatewayView>, Problem> {
    let app = managed(&principal)?.record.id;
    let account = checked(&state, body)?;
    let put = state.store.put_gateway_account(app, account, Timestamp::now()).await.map_err(write_failed)?;
    let message = "is required, because the account is new or points elsewhere than before";
    let account = put.ok_or_else(|| Problem::validation(vec![wrong("server_key", message)]))?;
    Ok(Json(account.into()))
}

/// Forgets the account and its key. Links that were made stay good at Midtrans, and nobody asks any more what came of
/// them.
#[utoipa::path(delete, path = "/v1/gateways/midtrans", operation_id = "delete_gateway", tag = "gateways",
    security(("api_key" = []), ("session" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn delete(State(state): State<AppState>, principal: Principal) -> Result<StatusCode, Problem> {
    let app = managed(&principal)?.record.id;
    match state.store.delete_gateway_account(app, PROVIDER).await.map_err(write_failed)? {
        true => Ok(StatusCode::NO_CONTENT),
        false => Err(none()),
    }
}

/// Asks Midtrans about a payment that does not exist, to see whether the key is accepted. Nothing changes by it.
#[utoipa::path(post, path = "/v1/gateways/midtrans/check", operation_id = "check_gateway", tag = "gateways",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = GatewayCheck), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn check(
    State(state): State<AppState>,
    principal: Principal,
) -> Result<Json<GatewayCheck>, Problem> {
    let opened = opened(&state, managed(&principal)?).await?;
    Ok(Json(match state.midtrans.check(&opened).await {
        Ok(()) => GatewayCheck { result: "accepted", detail: "midtrans accepts the server key".to_owned() },
        Err(error @ (GatewayError::KeyRefused | GatewayError::Address(_))) => {
            GatewayCheck { result: "refused", detail: error.to_string() }
        }
        Err(error) => GatewayCheck { result: "unknown", detail: error.to_string() },
    }))
}

/// The app whose account somebody may manage.
fn managed(principal: &Principal) -> Result<&Arc<AppEntry>, Problem> {
    match principal {
        Principal::Person { user, .. } if !matches!(user.role, Role::Owner | Role::Admin) => {
            Err(Problem::forbidden("payment gateways are managed by owners and admins"))
        }
        principal => Ok(principal.app()),
    }
}

async fn opened(state: &AppState, app: &AppEntry) -> Result<OpenedAccount, Problem> {
    let found = state.store.gateway_account(app.record.id, PROVIDER).await;
    found.map_err(|error| Problem::internal(&error))?.ok_or_else(none)
}

fn none() -> Problem {
    Problem::not_found("the app has no account at midtrans; set one up with PUT /v1/gateways/midtrans")
}

fn checked(state: &AppState, body: GatewayBody) -> Result<NewGatewayAccount, Problem> {
    let mut errors = Vec::new();
    let environment = Environment::ALL.into_iter().find(|known| known.as_str() == body.environment);
    if environment.is_none() {
        errors.push(wrong("environment", "must be sandbox or production"));
    }
    let base_url = given(body.base_url).map(|url| url.trim_end_matches('/').to_owned());
    if let Some(url) = &base_url {
        if let Err(error) = Endpoint::parse(url, &state.config.webhooks.rules) {
            errors.push(wrong("base_url", &error.to_string()));
        } else if url.contains('?') {
            errors.push(wrong("base_url", "must not have a query (?...)"));
        }
    }
    let server_key = body.server_key.map(|key| key.expose_secret().trim().to_owned());
    let server_key = server_key.filter(|key| !key.is_empty());
    if let Some(key) = &server_key
        && let Some(message) = key_problem(key, environment)
    {
        errors.push(wrong("server_key", &message));
    }
    let (client_key, merchant_id) = (given(body.client_key), given(body.merchant_id));
    for (field, value) in [("client_key", &client_key), ("merchant_id", &merchant_id)] {
        if value.as_ref().is_some_and(|value| !is_word(value)) {
            errors.push(wrong(field, &format!("must have at most {MAX_KEY} visible ASCII characters")));
        }
    }
    if !errors.is_empty() {
        return Err(Problem::validation(errors));
    }
    Ok(NewGatewayAccount {
        provider: PROVIDER.to_owned(),
        environment: body.environment,
        base_url,
        server_key: server_key.map(SecretString::from),
        client_key,
        merchant_id,
        enabled: body.enabled,
    })
}

/// What is visibly wrong with a server key. Keys of the sandbox used to begin with `SB-`; newer ones need not.
fn key_problem(key: &str, environment: Option<Environment>) -> Option<String> {
    if !is_word(key) || key.contains(':') {
        Some(format!("must have at most {MAX_KEY} visible ASCII characters and no colon"))
    } else if key.contains("-client-") {
        Some("is a client key; the server key stands beside it in Midtrans' dashboard".to_owned())
    } else if environment == Some(Environment::Production) && key.starts_with("SB-") {
        Some("is a key of the sandbox, and the environment is production".to_owned())
    } else {
        None
    }
}

fn is_word(text: &str) -> bool {
    text.len() <= MAX_KEY && text.bytes().all(|byte| byte.is_ascii_graphic())
}

fn given(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn wrong(field: &str, message: &str) -> FieldProblem {
    FieldProblem { field: field.to_owned(), message: message.to_owned() }
}

fn yes() -> bool {
    true
}
