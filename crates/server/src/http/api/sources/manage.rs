//! Making, changing, exchanging and deleting sources.

use axum::{Json, extract::State, http::StatusCode};
use jiff::{SignedDuration, Timestamp};
use orderbell_intake::standard;
use orderbell_store::{NewSource, SourceChange, SourceRotation, SourceSummary};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{find, managed};
use crate::{
    apps::AppEntry,
    auth::token::{self, Token},
    http::{
        AppState,
        api::orders::write_failed,
        body::JsonBody,
        path::Path,
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
    intake::{Provider, SourceSettings, settings::Confirm},
    order_view::time,
};

/// Most sources of one app.
pub const PER_APP: usize = 50;

/// Longest secret, in characters.
const MAX_SECRET: usize = 500;

/// Longest name, in characters.
const MAX_NAME: usize = 60;

/// For how long the URL before works after a new one was made: longer than any provider goes on repeating.
const OLD_URL: SignedDuration = SignedDuration::from_hours(72);

/// A source.
#[derive(Debug, Serialize, ToSchema)]
pub struct SourceView {
    /// Its number.
    pub id: i64,
    /// What people call it.
    #[schema(example = "Toko Bandung")]
    pub name: String,
    /// Whose words it speaks.
    pub provider: Provider,
    /// Everything else about it.
    pub settings: SourceSettings,
    /// Whether its requests are taken.
    pub enabled: bool,
    /// How many secrets are tried, the newest first.
    pub secrets: usize,
    /// Until when its URL before works.
    pub old_url_until: Option<String>,
    /// When the newest of its receipts came in.
    pub last_received_at: Option<String>,
    /// Receipts that wait for their order.
    pub unmatched: i64,
    /// Receipts that wait for the gateway's confirmation.
    pub pending: i64,
    /// Receipts that could not be applied.
    pub failed: i64,
    /// The latest request that was refused since the server's start.
    pub refused: Option<RefusedView>,
    /// Its reports of payments are believed without asking the gateway, because the app has no account there that the
    /// server could ask with.
    pub unconfirmed: bool,
    /// When it was made.
    pub created_at: String,
    /// When it was last changed.
    pub updated_at: String,
}

/// Requests of a source that were refused.
#[derive(Debug, Serialize, ToSchema)]
pub struct RefusedView {
    /// How many since the server's start.
    pub count: u64,
    /// When the latest was.
    pub at: String,
    /// Why.
    #[schema(
        example = "the signature does not match: check that the secret configured here is the provider's"
    )]
    pub reason: String,
}

/// The sources of an app.
#[derive(Debug, Serialize, ToSchema)]
pub struct SourceList {
    /// Oldest first.
    pub sources: Vec<SourceView>,
}

/// A source with what is shown only once.
#[derive(Debug, Serialize, ToSchema)]
pub struct SourceSecrets {
    /// The source.
    pub source: SourceView,
    /// Where it is to send its requests. Shown now and never again; `null` if it stays what it was.
    #[schema(example = "https://orders.example.com/hooks/woocommerce/obs_x7uJ")]
    pub url: Option<String>,
    /// The secret that was made for it, to be entered at the provider. Shown now and never again; `null` if the request
    /// named one or none was made.
    pub secret: Option<String>,
}

/// A source to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceDraft {
    /// Whose words it speaks.
    provider: Provider,
    /// What people call it, 1 to 60 characters; the provider's name when left out.
    name: Option<String>,
    /// What its requests are signed with: Midtrans' server key, Stripe's `whsec_...`, the client secret of a Shopify app.
    /// For the others one is made when it is left out.
    secret: Option<String>,
    /// Everything else about it.
    #[serde(default)]
    settings: SourceSettings,
    /// Whether its requests are taken; true when left out.
    #[serde(default = "yes")]
    enabled: bool,
}

/// What is to be changed of a source; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SourcePatch {
    /// What people call it.
    name: Option<String>,
    /// All of its settings, in place of those before.
    settings: Option<SourceSettings>,
    /// Whether its requests are taken.
    enabled: Option<bool>,
}

/// What is to be exchanged of a source.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SourceExchange {
    /// A secret that counts from now on, or `""` to have one made where the provider takes ours. Those before go on
    /// working until `end_old`.
    secret: Option<String>,
    /// Whether to make another URL. The one before works for three days, or until `end_old`.
    url: bool,
    /// Whether what was exchanged before ends now.
    end_old: bool,
}

impl SourceView {
    /// `asks`: the server can ask the gateway for the app.
    fn new(state: &AppState, summary: SourceSummary, asks: bool) -> Self {
        let SourceSummary { source, secrets, last_received_at, unmatched, pending, failed } = summary;
        let settings = SourceSettings::from_json(&source.settings);
        // A row of a later version has a provider that this one cannot serve; it is shown as a generic one.
        let provider = source.provider.parse().unwrap_or(Provider::Generic);
        let refused = state.refused.last(source.id);
        Self {
            id: source.id.0,
            name: source.name,
            provider,
            unconfirmed: provider == Provider::Midtrans && settings.confirm == Confirm::IfPossible && !asks,
            settings,
            enabled: source.enabled,
            secrets,
            old_url_until: source.old_token_until.filter(|until| *until > Timestamp::now()).map(time),
            last_received_at: last_received_at.map(time),
            unmatched,
            pending,
            failed,
            refused: refused.map(|last| RefusedView {
                count: last.count,
                at: time(last.at),
                reason: last.reason,
            }),
            created_at: time(source.created_at),
            updated_at: time(source.updated_at),
        }
    }
}

/// A source as it is now, after something has been done to it.
async fn view(state: &AppState, app: &AppEntry, id: &str) -> Result<SourceView, Problem> {
    let summary = find(state, app, id).await?;
    Ok(SourceView::new(state, summary, asks(state, app).await?))
}

/// Whether the server can ask Midtrans about the app's payments.
async fn asks(state: &AppState, app: &AppEntry) -> Result<bool, Problem> {
    let account = state.store.gateway_account(app.record.id, Provider::Midtrans.as_str()).await;
    account.map(|account| account.is_some()).map_err(|error| Problem::internal(&error))
}

/// The sources of the app.
#[utoipa::path(get, path = "/v1/sources", operation_id = "list_sources", tag = "sources",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = SourceList), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(State(state): State<AppState>, principal: Principal) -> Result<Json<SourceList>, Problem> {
    let app = managed(&principal)?;
    let found = state.store.sources(app.record.id).await.map_err(|error| Problem::internal(&error))?;
    let asks = asks(&state, app).await?;
    let sources = found.into_iter().map(|summary| SourceView::new(&state, summary, asks)).collect();
    Ok(Json(SourceList { sources }))
}

/// Makes a source, and says once where it is to send its requests.
#[utoipa::path(post, path = "/v1/sources", operation_id = "create_source", tag = "sources",
    request_body(content = SourceDraft, example = json!({
        "provider": "midtrans", "name": "Midtrans", "secret": "SB-Mid-server-TESTKEY0001",
        "settings": {"confirm": "required"}
    })),
    security(("api_key" = []), ("session" = [])),
    responses((status = 201, body = SourceSecrets), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(
    State(state): State<AppState>,
    principal: Principal,
    JsonBody { value: draft, .. }: JsonBody<SourceDraft>,
) -> Result<(StatusCode, Json<SourceSecrets>), Problem> {
    let app = managed(&principal)?;
    let SourceDraft { provider, name, secret, settings, enabled } = draft;
    let mut errors = settings.check(provider, &app.record.flows);
    let name = name.unwrap_or_else(|| provider.to_string());
    errors.extend(name_problem(&name));
    errors.extend(secret_problem(provider, secret.as_deref()));
    if !errors.is_empty() {
        return Err(Problem::validation(errors));
    }
    let made = secret.is_none().then(|| new_secret(provider));
    let token = Token::random("obs_");
    let new = NewSource {
        name,
        provider: provider.to_string(),
        token_hash: token.hash(),
        secret: SecretString::from(secret.or_else(|| made.clone()).unwrap_or_default()),
        settings: settings.to_json(),
        enabled,
    };
    let created = state.store.create_source(app.record.id, new, PER_APP, Timestamp::now()).await;
    let created = created.map_err(write_failed)?.ok_or_else(|| {
        Problem::new(
            StatusCode::CONFLICT,
            "too_many_sources",
            "The app has too many sources",
            format!("an app may have {PER_APP} sources; delete one that is not needed"),
        )
    })?;
    let source = view(&state, app, &created.id.to_string()).await?;
    let url = Some(url(&state.base_url, provider, &token));
    Ok((StatusCode::CREATED, Json(SourceSecrets { source, url, secret: made })))
}

/// Changes a source.
#[utoipa::path(patch, path = "/v1/sources/{id}", operation_id = "change_source", tag = "sources",
    params(("id" = i64, Path, description = "Number of the source")),
    request_body(content = SourcePatch, example = json!({"name": "Toko Bandung", "enabled": false})),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = SourceView), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn change(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
    JsonBody { value: patch, .. }: JsonBody<SourcePatch>,
) -> Result<Json<SourceView>, Problem> {
    let app = managed(&principal)?;
    let source = find(&state, app, &id).await?.source;
    let provider = source.provider.parse().unwrap_or(Provider::Generic);
    let mut errors: Vec<_> = patch.name.as_deref().and_then(name_problem).into_iter().collect();
    if let Some(settings) = &patch.settings {
        errors.extend(settings.check(provider, &app.record.flows));
    }
    if !errors.is_empty() {
        return Err(Problem::validation(errors));
    }
    let settings = patch.settings.map(|settings| settings.to_json());
    let change = SourceChange { name: patch.name, settings, enabled: patch.enabled };
    let changed = state.store.update_source(app.record.id, source.id, change, Timestamp::now()).await;
    changed.map_err(write_failed)?;
    Ok(Json(view(&state, app, &id).await?))
}

/// Deletes a source with its receipts. What it has reported stays.
#[utoipa::path(delete, path = "/v1/sources/{id}", operation_id = "delete_source", tag = "sources",
    params(("id" = i64, Path, description = "Number of the source")), security(("api_key" = []), ("session" = [])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn delete(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let app = managed(&principal)?;
    let source = find(&state, app, &id).await?.source;
    state.store.delete_source(app.record.id, source.id, Timestamp::now()).await.map_err(write_failed)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Exchanges the secret or the URL of a source, so that no request is lost meanwhile.
#[utoipa::path(post, path = "/v1/sources/{id}/rotate", operation_id = "rotate_source", tag = "sources",
    params(("id" = i64, Path, description = "Number of the source")),
    request_body(content = SourceExchange, example = json!({"secret": "whsec_new"})),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = SourceSecrets), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn rotate(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
    JsonBody { value: exchange, .. }: JsonBody<SourceExchange>,
) -> Result<Json<SourceSecrets>, Problem> {
    let app = managed(&principal)?;
    let source = find(&state, app, &id).await?.source;
    let provider = source.provider.parse().unwrap_or(Provider::Generic);
    let SourceExchange { secret, url: new_url, end_old } = exchange;
    if secret.is_none() && !new_url && !end_old {
        let message = "must be given, unless `url` or `end_old` is true".into();
        return Err(Problem::validation(vec![FieldProblem { field: "secret".into(), message }]));
    }
    let made = secret.as_deref().is_some_and(str::is_empty).then(|| new_secret(provider));
    let given = secret.filter(|secret| !secret.is_empty());
    if (given.is_some() || made.is_some())
        && let Some(problem) = secret_problem(provider, given.as_deref())
    {
        return Err(Problem::validation(vec![problem]));
    }
    let now = Timestamp::now();
    let token = new_url.then(|| Token::random("obs_"));
    let rotation = SourceRotation {
        secret: given.or_else(|| made.clone()).map(SecretString::from),
        token: token
            .as_ref()
            .map(|token| (token.hash(), now.saturating_add(OLD_URL).unwrap_or(Timestamp::MAX))),
        end_old,
    };
    state.store.rotate_source(app.record.id, source.id, rotation, now).await.map_err(write_failed)?;
    let url = token.map(|token| url(&state.base_url, provider, &token));
    let source = view(&state, app, &id).await?;
    Ok(Json(SourceSecrets { source, url, secret: made }))
}

/// Where a source sends its requests.
#[must_use]
pub fn url(base_url: &str, provider: Provider, token: &Token) -> String {
    format!("{base_url}/hooks/{provider}/{}", token.expose())
}

/// A secret of the form that the provider's senders expect.
#[must_use]
pub fn new_secret(provider: Provider) -> String {
    use base64::{Engine as _, prelude::BASE64_STANDARD};
    match provider {
        Provider::Standard => format!("whsec_{}", BASE64_STANDARD.encode(token::random_bytes::<32>())),
        _ => token::random_hex::<24>(),
    }
}

/// What is wrong with a secret for a source of this provider.
#[must_use]
pub fn secret_problem(provider: Provider, secret: Option<&str>) -> Option<FieldProblem> {
    let message = match secret {
        None if provider.takes_our_secret() => return None,
        None => "is required: the provider chooses it".to_owned(),
        Some(secret) if secret.trim() != secret || !(8..=MAX_SECRET).contains(&secret.chars().count()) => {
            format!("must have 8 to {MAX_SECRET} characters, without spaces around them")
        }
        Some(secret) if provider == Provider::Standard && standard::secret_bytes(secret).is_none() => {
            "must be base64, with or without `whsec_` before it".to_owned()
        }
        Some(_) => return None,
    };
    Some(FieldProblem { field: "secret".into(), message })
}

fn name_problem(name: &str) -> Option<FieldProblem> {
    let fits = name.trim() == name
        && (1..=MAX_NAME).contains(&name.chars().count())
        && !name.chars().any(char::is_control);
    let message = format!("must be 1 to {MAX_NAME} characters on one line, without spaces around them");
    (!fits).then_some(FieldProblem { field: "name".into(), message })
}

fn yes() -> bool {
    true
}
