//! `/v1/setup`: a person makes their account with an invitation: the owner with the one that the server printed, staff with
//! those of `orderbell invite`.

use axum::{
    Json,
    extract::{Extension, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode},
};
use jiff::Timestamp;
use orderbell_orders::Locale;
use orderbell_store::{AppChanges, NewUser, RedeemError, Role};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use utoipa::ToSchema;

use super::session::{self, SessionView};
use crate::{
    auth::{
        password::{MAX_LENGTH, MIN_LENGTH},
        token,
    },
    http::{
        AppState,
        body::JsonBody,
        origin,
        problem::{FieldProblem, Problem},
    },
    listener::Peer,
};

/// What somebody says about themselves, and the owner about their shop.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// The last part of the printed link.
    token: String,
    /// Name that colleagues see, 1 to 120 characters.
    #[schema(example = "Dewi")]
    name: String,
    /// E-mail address, for signing in.
    #[schema(example = "dewi@example.com")]
    email: String,
    /// 12 to 1024 bytes.
    #[schema(value_type = String, min_length = 12)]
    password: SecretString,
    /// Name of the shop, 1 to 120 characters; unchanged when absent, or when it is not the owner who says so.
    #[serde(default)]
    store_name: Option<String>,
    /// Their language, `id` or `en`, which an owner's shop takes over; the shop's when absent.
    #[serde(default)]
    locale: Option<String>,
    /// IANA time zone of the shop; unchanged when absent, or when it is not the owner who says so.
    #[serde(default)]
    #[schema(example = "Asia/Jakarta")]
    timezone: Option<String>,
}

/// Makes the account of whoever was invited and signs them in. The invitation works once.
#[utoipa::path(post, path = "/v1/setup", operation_id = "set_up", tag = "session", request_body = Setup,
    responses((status = 201, body = SessionView), (status = 403, body = Problem), (status = 422, body = Problem),
        (status = 429, body = Problem)))]
pub async fn create(
    State(state): State<AppState>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    JsonBody { value: setup, .. }: JsonBody<Setup>,
) -> Result<(StatusCode, [(HeaderName, HeaderValue); 1], Json<SessionView>), Problem> {
    origin::check(&Method::POST, &headers, state.config.public_url.as_deref())?;
    let locale = validate(&setup)?;
    // Hashing is the expensive part, so guessing tokens is limited like guessing passwords.
    state
        .login_limit
        .attempt("(set-up)", peer.ip())
        .map_err(|wait| Problem::too_many(format!("too many attempts; try again in {wait} seconds"), wait))?;
    let password_hash =
        state.passwords.hash(setup.password).await.map_err(|error| session::hashing_failed(&error))?;
    let user = NewUser {
        email: setup.email.trim().to_owned(),
        name: setup.name.trim().to_owned(),
        vendor_id: None,
        locale,
        password_hash: Some(password_hash),
    };
    let hash = token::hash(setup.token.trim());
    let user = state.store.redeem_invitation(hash, user, Timestamp::now()).await.map_err(refusal)?;
    // How the shop is called and which language it speaks is not for a cashier to say.
    if user.role == Role::Owner {
        let changes =
            AppChanges { name: setup.store_name, timezone: setup.timezone, locale, ..AppChanges::default() };
        state.store.update_app(user.app, changes, |_| {}).await.map_err(super::orders::write_failed)?;
        state.reload_apps().await.map_err(|error| Problem::internal(&error))?;
    }
    let app = state
        .apps
        .by_id(user.app)
        .ok_or_else(|| Problem::not_found("the app of this invitation does not exist any more"))?;
    tracing::info!(user.id = user.id.0, user.role = %user.role, "an account was made");
    let (_, cookie, body) = session::start(&state, &app, &user).await?;
    Ok((StatusCode::CREATED, cookie, body))
}

fn validate(setup: &Setup) -> Result<Option<Locale>, Problem> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, message: String| errors.push(FieldProblem { field: field.into(), message });
    let is_name = |text: &str| (1..=120).contains(&text.trim().chars().count());
    if !is_name(&setup.name) {
        wrong("name", "must have 1 to 120 characters".into());
    }
    let email = setup.email.trim();
    let address = email.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && host.len() >= 3 && host.contains('.') && !email.contains(char::is_whitespace)
    });
    if !address || email.len() > 254 {
        wrong("email", "must be an e-mail address of at most 254 characters".into());
    }
    let length = setup.password.expose_secret().len();
    if setup.password.expose_secret().chars().count() < MIN_LENGTH || length > MAX_LENGTH {
        wrong(
            "password",
            format!("must have at least {MIN_LENGTH} characters and at most {MAX_LENGTH} bytes"),
        );
    }
    if setup.store_name.as_deref().is_some_and(|name| !is_name(name)) {
        wrong("store_name", "must have 1 to 120 characters".into());
    }
    if setup.timezone.as_deref().is_some_and(|name| jiff::tz::TimeZone::get(name).is_err()) {
        wrong("timezone", "must be an IANA time zone such as Asia/Jakarta".into());
    }
    let locale = setup.locale.as_deref().map(str::parse::<Locale>).transpose();
    if locale.is_err() {
        wrong("locale", "must be \"id\" or \"en\"".into());
    }
    if errors.is_empty() { Ok(locale.unwrap_or_default()) } else { Err(Problem::validation(errors)) }
}

fn refusal(error: RedeemError) -> Problem {
    let used_up = |why: &str| {
        Problem::new(
            StatusCode::FORBIDDEN,
            "invitation_invalid",
            "The set-up link does not work",
            format!("{why}; restart the server or run: orderbell invite, and open the link that it prints"),
        )
    };
    match error {
        RedeemError::Unknown => used_up("the set-up link is not one of this server's"),
        RedeemError::Expired => used_up("the set-up link has expired"),
        RedeemError::Used => used_up("the set-up link was used already"),
        RedeemError::EmailTaken => Problem::validation(vec![FieldProblem {
            field: "email".into(),
            message: "belongs to another account already".into(),
        }]),
        RedeemError::Write(error) => super::orders::write_failed(error),
    }
}
