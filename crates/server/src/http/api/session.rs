//! `/v1/session`: sign in, who am I, sign out.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json,
    extract::{Extension, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
};
use jiff::Timestamp;
use orderbell_store::{NewSession, User};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    apps::AppEntry,
    auth::{
        password::{MAX_LENGTH, PasswordError},
        token::{self, Token},
    },
    http::{
        AppState,
        api::flows::{LabelTexts, all_labels},
        body::JsonBody,
        origin,
        principal::signed_in,
        problem::{FieldProblem, Problem},
        session_cookie,
    },
    listener::Peer,
};

/// Most accounts with one address, in different apps, that a sign-in tries.
const ACCOUNTS: usize = 5;

/// Who is signed in, and what the dashboard needs to start.
#[derive(Debug, Serialize, ToSchema)]
pub struct SessionView {
    /// The person.
    pub user: UserView,
    /// The app that they look after.
    pub app: AppView,
    /// The server.
    pub server: ServerView,
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
pub struct UserView {
    /// Row id.
    pub id: i64,
    /// Name that colleagues see.
    #[schema(example = "Dewi")]
    pub name: String,
    /// E-mail address, which is also the sign-in name.
    pub email: String,
    /// `owner`, `admin`, `vendor`, `cashier` or `customer`.
    #[schema(example = "owner")]
    pub role: &'static str,
    /// The vendor whose orders they handle, for vendors and cashiers.
    pub vendor_id: Option<String>,
    /// Whether they look after all apps of the server.
    pub operator: bool,
    /// Language, `id` or `en`.
    #[schema(example = "id")]
    pub locale: &'static str,
}

/// An app, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct AppView {
    /// Public app id, as in a Pusher SDK.
    pub id: String,
    /// Name of the shop.
    pub name: String,
    /// Public key, for WebSocket connections.
    pub key: String,
    /// Language of texts that are not for one reader.
    pub locale: &'static str,
    /// Currency of orders that name none.
    pub currency: String,
    /// IANA time zone.
    pub timezone: String,
    /// The flows of the app by name: their steps, in order, and whether new orders must be accepted.
    pub flows: Vec<FlowView>,
}

/// What the dashboard needs to know of a flow to offer the right buttons.
#[derive(Debug, Serialize, ToSchema)]
pub struct FlowView {
    /// Name, as in `order.flow`.
    #[schema(example = "restaurant")]
    pub name: String,
    /// Statuses that the flow goes through, in order.
    pub steps: Vec<&'static str>,
    /// Steps that only exist for an order which is brought or sent to the customer.
    pub delivery_steps: Vec<&'static str>,
    /// Whether a new order must be accepted or declined by a person.
    pub needs_accept: bool,
    /// What every status is called in this flow.
    pub labels: BTreeMap<&'static str, LabelTexts>,
}

/// The server.
#[derive(Debug, Serialize, ToSchema)]
pub struct ServerView {
    /// Version of the program.
    pub version: &'static str,
    /// Its clock now, so that ages on screen do not depend on the reader's clock.
    pub time: String,
}

/// Credentials of a person.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// E-mail address.
    #[schema(example = "owner@example.com")]
    email: String,
    /// Password.
    #[schema(value_type = String)]
    password: SecretString,
}

/// Who is signed in.
#[utoipa::path(get, path = "/v1/session", operation_id = "show_session", tag = "session", security(("session" = [])),
    responses((status = 200, body = SessionView), (status = 401, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    method: Method,
    headers: HeaderMap,
) -> Result<Json<SessionView>, Problem> {
    match signed_in(&method, &headers, &state).await {
        Ok((app, user)) => Ok(Json(view(&app, &user))),
        Err(problem) if problem.status == 401 => Err(setup_or_sign_in(&state, problem).await?),
        Err(problem) => Err(problem),
    }
}

/// Signs in and sets the session cookie.
#[utoipa::path(post, path = "/v1/session", operation_id = "sign_in", tag = "session", request_body = SignIn,
    responses((status = 200, body = SessionView), (status = 401, body = Problem), (status = 429, body = Problem)))]
pub async fn create(
    State(state): State<AppState>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    JsonBody { value: SignIn { email, password }, .. }: JsonBody<SignIn>,
) -> Result<(StatusCode, [(HeaderName, HeaderValue); 1], Json<SessionView>), Problem> {
    origin::check(&Method::POST, &headers, state.config.public_url.as_deref())?;
    check_length(&password)?;
    state
        .login_limit
        .attempt(&email, peer.ip())
        .map_err(|wait| Problem::too_many(format!("too many attempts; try again in {wait} seconds"), wait))?;
    let users =
        state.store.users_by_email(&email, ACCOUNTS).await.map_err(|error| Problem::internal(&error))?;
    let wrong = || Problem::unauthorized("wrong_credentials", "the e-mail address or the password is wrong");
    if users.is_empty() {
        // Takes as long as a wrong password, so that nobody learns who has an account.
        let unknown = state.passwords.verify(password, None).await;
        return Err(unknown.map_or_else(|error| hashing_failed(&error), |_| wrong()));
    }
    // Somebody may have accounts in several apps; the password tells which one is meant.
    for user in users {
        let right = state.passwords.verify(password.clone(), user.password_hash.clone()).await;
        if right.map_err(|error| hashing_failed(&error))?
            && let Some(app) = state.apps.by_id(user.app)
        {
            return start(&state, &app, &user).await;
        }
    }
    Err(wrong())
}

/// Ends the session, if there is one: whoever signs out twice, or after the session has ended by itself, is signed out.
#[utoipa::path(delete, path = "/v1/session", operation_id = "sign_out", tag = "session",
    security((), ("session" = [])),
    responses((status = 204, description = "Nobody is signed in"), (status = 403, body = Problem)))]
pub async fn delete(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<(StatusCode, [(HeaderName, HeaderValue); 1]), Problem> {
    origin::check(&Method::DELETE, &headers, state.config.public_url.as_deref())?;
    if let Some(token) = session_cookie::read(&headers) {
        let deleted = state.store.delete_session(token::hash(&token)).await;
        deleted.map_err(super::orders::write_failed)?;
    }
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, session_cookie::end(state.secure()))]))
}

/// Starts a session for somebody who has just proven who they are.
pub(super) async fn start(
    state: &AppState,
    app: &Arc<AppEntry>,
    user: &User,
) -> Result<(StatusCode, [(HeaderName, HeaderValue); 1], Json<SessionView>), Problem> {
    let token = Token::random("");
    let session = NewSession { user: user.id, token_hash: token.hash() };
    state.store.create_session(session, Timestamp::now()).await.map_err(super::orders::write_failed)?;
    let cookie = session_cookie::start(&token, state.secure());
    Ok((StatusCode::OK, [(header::SET_COOKIE, cookie)], Json(view(app, user))))
}

pub(super) fn hashing_failed(error: &PasswordError) -> Problem {
    match error {
        PasswordError::Busy => Problem::too_many("too many people sign in at once; try again in a moment", 2),
        PasswordError::Failed => Problem::internal(error),
    }
}

/// Refused before hashing, whose cost grows with the length.
fn check_length(password: &SecretString) -> Result<(), Problem> {
    use secrecy::ExposeSecret as _;
    if password.expose_secret().len() <= MAX_LENGTH {
        return Ok(());
    }
    let message = format!("must be at most {MAX_LENGTH} bytes");
    Err(Problem::validation(vec![FieldProblem { field: "password".into(), message }]))
}

async fn setup_or_sign_in(state: &AppState, signed_out: Problem) -> Result<Problem, Problem> {
    for app in state.apps.all() {
        if state.store.has_owner(app.record.id).await.map_err(|error| Problem::internal(&error))? {
            return Ok(signed_out);
        }
    }
    Ok(Problem::unauthorized(
        "setup_required",
        "nobody owns this server yet: open the set-up link that it printed when it started \
         (orderbell invite prints a new one)",
    ))
}

fn view(app: &AppEntry, user: &User) -> SessionView {
    let record = &app.record;
    SessionView {
        user: UserView {
            id: user.id.0,
            name: user.name.clone(),
            email: user.email.clone(),
            role: user.role.as_str(),
            vendor_id: user.vendor_id.clone(),
            operator: user.operator,
            locale: user.locale.as_str(),
        },
        app: AppView {
            id: record.public_id.clone(),
            name: record.name.clone(),
            key: record.current_key().info.key.clone(),
            locale: record.locale.as_str(),
            currency: record.currency.code().to_owned(),
            timezone: record.timezone.clone(),
            flows: record
                .flows
                .iter()
                .map(|flow| FlowView {
                    name: flow.name.clone(),
                    steps: flow.steps.iter().map(|status| status.as_str()).collect(),
                    delivery_steps: flow.delivery_steps.iter().map(|status| status.as_str()).collect(),
                    needs_accept: flow.needs_accept,
                    labels: all_labels(flow),
                })
                .collect(),
        },
        server: ServerView {
            version: env!("CARGO_PKG_VERSION"),
            time: crate::order_view::time(Timestamp::now()),
        },
    }
}
