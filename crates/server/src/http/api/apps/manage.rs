//! `/v1/apps` and `/v1/apps/{app}`: list, make, show, change.

use axum::{Json, extract::State, http::StatusCode};
use jiff::Timestamp;
use orderbell_orders::{Currency, Flows, Locale};
use orderbell_store::{AppChanges, NewApp, NewKey};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    AppDetail, AppList, NewAppView, Purpose, SecretView, app_for, is_operator, not_created, reloaded, who,
};
use crate::{
    app_settings::SettingsChange,
    apps::AppEntry,
    auth::token::{random_app_id, random_hex},
    first_run,
    http::{
        AppState,
        api::orders::write_failed,
        body::JsonBody,
        path::Path,
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
};

/// An app to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Warung Dewi", "settings": {"max_connections": 500}}))]
pub struct AppDraft {
    /// Name of the shop, 1 to 120 characters.
    name: String,
    /// Public app id, at most 20 digits; a random one when absent.
    #[serde(default)]
    id: Option<String>,
    /// `id` or `en`; the server's setting when absent.
    #[serde(default)]
    locale: Option<String>,
    /// ISO 4217 code; the server's setting when absent.
    #[serde(default)]
    currency: Option<String>,
    /// IANA time zone; the server's setting when absent.
    #[serde(default)]
    timezone: Option<String>,
    /// What differs from the server's settings for new apps.
    #[serde(default)]
    settings: SettingsChange,
}

/// What to change of an app; what is left out stays as it is.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"enabled": true, "settings": {"client_events": true}}))]
pub struct AppChange {
    /// Name of the shop, 1 to 120 characters.
    name: Option<String>,
    /// Whether it is served. When it is disabled, its connections are closed with 4003.
    enabled: Option<bool>,
    /// `id` or `en`.
    locale: Option<String>,
    /// IANA time zone.
    timezone: Option<String>,
    /// Settings to change. They count at once, for open connections too.
    #[serde(default)]
    settings: SettingsChange,
}

/// Lists the apps that the caller looks after: all for an operator, their own for everybody else.
#[utoipa::path(get, path = "/v1/apps", operation_id = "list_apps", tag = "apps",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = AppList), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(State(state): State<AppState>, principal: Principal) -> Result<Json<AppList>, Problem> {
    let operator = is_operator(&principal);
    let entries = if operator {
        state.apps.all()
    } else {
        vec![app_for(&state, &principal, &principal.app().record.public_id, Purpose::Look)?]
    };
    let mut apps = Vec::with_capacity(entries.len());
    for entry in entries {
        apps.push(detail(&state, &entry).await?);
    }
    Ok(Json(AppList { apps, operator }))
}

/// Makes an app with one key. Operators only.
#[utoipa::path(post, path = "/v1/apps", operation_id = "create_app", tag = "apps", request_body = AppDraft,
    security(("api_key" = []), ("session" = [])),
    responses((status = 201, body = NewAppView), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(
    State(state): State<AppState>,
    principal: Principal,
    JsonBody { value: draft, .. }: JsonBody<AppDraft>,
) -> Result<(StatusCode, Json<NewAppView>), Problem> {
    if !is_operator(&principal) {
        return Err(Problem::forbidden("only an operator of the server makes apps"));
    }
    let app = checked(&state, draft)?;
    let made = state.store.create_app(app, Timestamp::now()).await.map_err(not_created)?;
    let app = reloaded(&state, made.id).await?;
    tracing::info!(app.id = %app.record.public_id, by = who(&principal), "an app was made");
    let setup_link = first_run::invite(&state.store, made.id, &state.base_url)
        .await
        .map_err(|error| Problem::internal(error.as_ref()))?;
    let key = SecretView::new(&state, &app, app.record.current_key());
    let view = NewAppView { app: detail(&state, &app).await?, key, setup_link };
    Ok((StatusCode::CREATED, Json(view)))
}

/// Shows an app.
#[utoipa::path(get, path = "/v1/apps/{app}", operation_id = "show_app", tag = "apps",
    params(("app" = String, Path, description = "Public app id.", example = "482913")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = AppDetail), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    Path(id): Path<String>,
    principal: Principal,
) -> Result<Json<AppDetail>, Problem> {
    let app = app_for(&state, &principal, &id, Purpose::Look)?;
    Ok(Json(detail(&state, &app).await?))
}

/// Changes an app, or settings of it. Counts at once, for open connections too.
#[utoipa::path(patch, path = "/v1/apps/{app}", operation_id = "update_app", tag = "apps", request_body = AppChange,
    params(("app" = String, Path, description = "Public app id.", example = "482913")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = AppDetail), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn update(
    State(state): State<AppState>,
    Path(id): Path<String>,
    principal: Principal,
    JsonBody { value: change, .. }: JsonBody<AppChange>,
) -> Result<Json<AppDetail>, Problem> {
    let app = app_for(&state, &principal, &id, Purpose::Manage)?;
    let AppChange { name, enabled, locale, timezone, settings } = change;
    let mut wrong = settings.problems();
    let changes = AppChanges {
        name: name.map(|name| named(&name, &mut wrong)),
        timezone: timezone.map(|zone| zoned(zone, &mut wrong)),
        locale: locale.and_then(|locale| spoken(&locale, &mut wrong)),
        enabled,
    };
    if !wrong.is_empty() {
        return Err(Problem::validation(wrong));
    }
    let edit = move |channels: &mut _| settings.apply(channels);
    state.store.update_app(app.record.id, changes, edit).await.map_err(write_failed)?;
    let app = reloaded(&state, app.record.id).await?;
    tracing::info!(app.id = %id, enabled = app.record.enabled, by = who(&principal), "an app was changed");
    Ok(Json(detail(&state, &app).await?))
}

async fn detail(state: &AppState, app: &AppEntry) -> Result<AppDetail, Problem> {
    let keys = state.store.app_keys(app.record.id).await.map_err(|error| Problem::internal(&error))?;
    Ok(AppDetail::new(state, app, keys))
}

fn checked(state: &AppState, draft: AppDraft) -> Result<NewApp, Problem> {
    let mut wrong = draft.settings.problems();
    let defaults = &state.config.app;
    let public_id = draft.id.unwrap_or_else(random_app_id);
    if !(1..=20).contains(&public_id.len()) || !public_id.bytes().all(|byte| byte.is_ascii_digit()) {
        // The Python SDK takes nothing else.
        wrong.push(problem("id", "must be 1 to 20 digits"));
    }
    let currency = draft.currency.as_deref().map(str::parse::<Currency>).transpose();
    if currency.is_err() {
        wrong.push(problem("currency", "must be an ISO 4217 code such as IDR"));
    }
    let mut channels = state.config.channels.clone();
    draft.settings.apply(&mut channels);
    let app = NewApp {
        public_id,
        name: named(&draft.name, &mut wrong),
        key: NewKey {
            key: random_hex::<10>(),
            secret: random_hex::<16>().into(),
            label: "first key".to_owned(),
            configured: false,
        },
        channels,
        locale: draft.locale.and_then(|locale| spoken(&locale, &mut wrong)).unwrap_or(defaults.locale),
        currency: currency.ok().flatten().unwrap_or(defaults.currency),
        timezone: draft.timezone.map_or_else(|| defaults.timezone.clone(), |zone| zoned(zone, &mut wrong)),
        flows: Flows::default(),
    };
    if wrong.is_empty() { Ok(app) } else { Err(Problem::validation(wrong)) }
}

fn named(name: &str, wrong: &mut Vec<FieldProblem>) -> String {
    if !(1..=120).contains(&name.trim().chars().count()) {
        wrong.push(problem("name", "must have 1 to 120 characters"));
    }
    name.trim().to_owned()
}

fn zoned(zone: String, wrong: &mut Vec<FieldProblem>) -> String {
    if jiff::tz::TimeZone::get(&zone).is_err() {
        wrong.push(problem("timezone", "must be an IANA time zone such as Asia/Jakarta"));
    }
    zone
}

fn spoken(locale: &str, wrong: &mut Vec<FieldProblem>) -> Option<Locale> {
    let parsed = locale.parse();
    if parsed.is_err() {
        wrong.push(problem("locale", "must be \"id\" or \"en\""));
    }
    parsed.ok()
}

fn problem(field: &str, message: &str) -> FieldProblem {
    FieldProblem { field: field.to_owned(), message: message.to_owned() }
}
