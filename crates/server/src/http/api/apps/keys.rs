//! `/v1/apps/{app}/keys`: make, replace, reveal and revoke keys. A secret is shown when it is made, and afterwards only to
//! somebody who shows once more who they are.

use axum::{
    Json,
    extract::{Extension, State},
    http::StatusCode,
};
use jiff::Timestamp;
use orderbell_store::{AppKeyId, NewKey};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Purpose, SecretView, app_for, is_operator, key_refused, reloaded, who};
use crate::{
    apps::AppEntry,
    auth::{password::MAX_LENGTH, token::random_hex},
    http::{
        AppState,
        api::session::hashing_failed,
        body::{JsonBody, OptionalJsonBody},
        path::Path,
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
    listener::Peer,
};

/// Most characters of a label.
const LABEL: usize = 60;

/// A key to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KeyDraft {
    /// What people call it, 1 to 60 characters.
    #[schema(example = "web shop")]
    label: String,
}

/// How to replace a key.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"revoke": false}))]
pub struct Rotation {
    /// Whether the old key stops working at once, and its connections are closed with 4009. Otherwise both work until the
    /// old one is revoked.
    #[serde(default)]
    revoke: bool,
}

/// Who asks, once more.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reauthentication {
    /// The password of the person who is signed in. Programs of operators need none.
    #[schema(value_type = Option<String>)]
    password: Option<SecretString>,
}

/// Makes a key; it becomes the app's current one. The secret is shown this once.
#[utoipa::path(post, path = "/v1/apps/{app}/keys", operation_id = "create_app_key", tag = "apps",
    request_body = KeyDraft, params(("app" = String, Path, description = "Public app id.", example = "482913")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 201, body = SecretView), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn create(
    State(state): State<AppState>,
    Path(id): Path<String>,
    principal: Principal,
    JsonBody { value: draft, .. }: JsonBody<KeyDraft>,
) -> Result<(StatusCode, Json<SecretView>), Problem> {
    let app = app_for(&state, &principal, &id, Purpose::Manage)?;
    let label = draft.label.trim().to_owned();
    if !(1..=LABEL).contains(&label.chars().count()) {
        let message = format!("must have 1 to {LABEL} characters");
        return Err(Problem::validation(vec![FieldProblem { field: "label".into(), message }]));
    }
    let (key, secret) = random_pair();
    let key = NewKey { key, secret, label, configured: false };
    let made = state.store.create_app_key(app.record.id, key, Timestamp::now()).await.map_err(key_refused)?;
    let app = reloaded(&state, app.record.id).await?;
    tracing::info!(app.id = %id, app.key = %made.info.key, by = who(&principal), "a key was made");
    Ok((StatusCode::CREATED, Json(SecretView::new(&state, &app, &made))))
}

/// Makes a key in place of another, with the same label. The secret is shown this once.
#[utoipa::path(post, path = "/v1/apps/{app}/keys/{key}/rotate", operation_id = "rotate_app_key", tag = "apps",
    request_body = Rotation, params(("app" = String, Path, description = "Public app id.", example = "482913"),
        ("key" = String, Path, description = "The key to be replaced.", example = "278d425bdf160c739803")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 201, body = SecretView), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem)))]
pub async fn rotate(
    State(state): State<AppState>,
    Path((id, key)): Path<(String, String)>,
    principal: Principal,
    OptionalJsonBody { value: Rotation { revoke }, .. }: OptionalJsonBody<Rotation>,
) -> Result<(StatusCode, Json<SecretView>), Problem> {
    let app = app_for(&state, &principal, &id, Purpose::Manage)?;
    let old = key_id(&app, &key)?;
    let (new, secret) = random_pair();
    let made = state
        .store
        .rotate_app_key(app.record.id, old, new, secret, revoke, Timestamp::now())
        .await
        .map_err(key_refused)?;
    let app = reloaded(&state, app.record.id).await?;
    tracing::info!(app.id = %id, app.key = %made.info.key, old = %key, revoke, by = who(&principal), "a key was rotated");
    Ok((StatusCode::CREATED, Json(SecretView::new(&state, &app, &made))))
}

/// Shows the secret of a key again, to a person who gives their password or to a program of an operator.
#[utoipa::path(post, path = "/v1/apps/{app}/keys/{key}/reveal", operation_id = "reveal_app_key", tag = "apps",
    request_body = Reauthentication, params(("app" = String, Path, description = "Public app id.", example = "482913"),
        ("key" = String, Path, description = "The key.", example = "278d425bdf160c739803")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = SecretView), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 429, body = Problem)))]
pub async fn reveal(
    State(state): State<AppState>,
    Path((id, key)): Path<(String, String)>,
    Extension(Peer(peer)): Extension<Peer>,
    principal: Principal,
    OptionalJsonBody { value, .. }: OptionalJsonBody<Reauthentication>,
) -> Result<Json<SecretView>, Problem> {
    let app = app_for(&state, &principal, &id, Purpose::Manage)?;
    let live = app.live_key(&key).ok_or_else(|| Problem::not_found("the app has no live key like this"))?;
    match &principal {
        Principal::Program { .. } if is_operator(&principal) => {}
        Principal::Program { .. } => {
            return Err(Problem::forbidden("a secret is shown to people and operators"));
        }
        Principal::Person { user, .. } => {
            state.login_limit.attempt(&user.email, peer.ip()).map_err(|wait| {
                Problem::too_many(format!("too many attempts; try again in {wait} seconds"), wait)
            })?;
            let given = value.password.filter(|password| password.expose_secret().len() <= MAX_LENGTH);
            let given = given.unwrap_or_default();
            let right = state.passwords.verify(given, user.password_hash.clone()).await;
            if !right.map_err(|error| hashing_failed(&error))? {
                let message = "is wrong".to_owned();
                return Err(Problem::validation(vec![FieldProblem { field: "password".into(), message }]));
            }
        }
    }
    tracing::info!(app.id = %id, app.key = %key, by = who(&principal), "a secret was revealed");
    Ok(Json(SecretView::new(&state, &app, live)))
}

/// Ends a key for good. Connections that were opened with it are closed with 4009.
#[utoipa::path(delete, path = "/v1/apps/{app}/keys/{key}", operation_id = "revoke_app_key", tag = "apps",
    params(("app" = String, Path, description = "Public app id.", example = "482913"),
        ("key" = String, Path, description = "The key.", example = "278d425bdf160c739803")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "It is the app's last key: make another one first.")))]
pub async fn revoke(
    State(state): State<AppState>,
    Path((id, key)): Path<(String, String)>,
    principal: Principal,
) -> Result<StatusCode, Problem> {
    let app = app_for(&state, &principal, &id, Purpose::Manage)?;
    let revoked = state.store.revoke_app_key(app.record.id, key_id(&app, &key)?, Timestamp::now()).await;
    revoked.map_err(key_refused)?;
    reloaded(&state, app.record.id).await?;
    tracing::info!(app.id = %id, app.key = %key, by = who(&principal), "a key was revoked");
    Ok(StatusCode::NO_CONTENT)
}

fn key_id(app: &AppEntry, key: &str) -> Result<AppKeyId, Problem> {
    let live = app.live_key(key).ok_or_else(|| Problem::not_found("the app has no live key like this"))?;
    Ok(live.info.id)
}

/// A key and a secret, of the lengths that a new app has.
fn random_pair() -> (String, SecretString) {
    (random_hex::<10>(), random_hex::<16>().into())
}
