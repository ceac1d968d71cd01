//! Who a request comes from: a program with the app's credentials, or a person with a session.
//!
//! Programs send `Authorization: Bearer <API key>`, or `Basic <key>:<secret>` with the very credentials that their
//! Pusher SDK has. People are known by the session cookie, and then only from our own pages (see `origin`).

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use jiff::Timestamp;
use orderbell_orders::{Actor, ActorKind, OrderRef};
use orderbell_store::{AppId, ReadError, Role, Scope, User};
use orderbell_wire::channel::ChannelName;
use subtle::ConstantTimeEq as _;

use super::{AppState, origin, problem::Problem, session_cookie};
use crate::{
    apps::AppEntry,
    auth::token::{self, TokenHash},
    relay::channels::Stream,
};

/// Who asks, with the app that they belong to.
#[derive(Debug, Clone)]
pub enum Principal {
    /// A program of the app's developers; may do what an admin may.
    Program {
        /// The app whose credentials it has.
        app: Arc<AppEntry>,
        /// Whether it may look after all apps.
        operator: bool,
    },
    /// A signed-in person.
    Person {
        /// The app they belong to.
        app: Arc<AppEntry>,
        /// Who they are.
        user: Box<User>,
    },
}

impl Principal {
    /// The app that the request is about.
    #[must_use]
    pub fn app(&self) -> &Arc<AppEntry> {
        match self {
            Self::Program { app, .. } | Self::Person { app, .. } => app,
        }
    }

    /// Which orders they may see.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match self {
            Self::Program { .. } => Scope::All,
            Self::Person { user, .. } => match (user.role, &user.vendor_id) {
                (Role::Owner | Role::Admin, _) => Scope::All,
                (Role::Vendor | Role::Cashier, Some(vendor)) => Scope::Vendor(vendor.clone()),
                // Staff of no vendor see what a customer would: their own orders.
                (Role::Vendor | Role::Cashier | Role::Customer, _) => Scope::Customer(user.id.to_string()),
            },
        }
    }

    /// Whether they may hear a stream.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn may_hear(&self, state: &AppState, stream: &Stream) -> Result<bool, ReadError> {
        Ok(match (stream, self.scope()) {
            (Stream::Admin | Stream::Vendor(_), Scope::All) => true,
            (Stream::Vendor(vendor), Scope::Vendor(own)) => *vendor == own,
            (Stream::Admin, _) | (Stream::Vendor(_), Scope::Customer(_)) => false,
            (Stream::Order(uid), scope) => {
                state.store.order(self.app().record.id, &OrderRef::Id(*uid), scope).await?.is_some()
            }
        })
    }

    /// Whether they may read what was published on a tracked channel: programs and admins everything, others what they
    /// may hear.
    ///
    /// # Errors
    /// Whatever the store reports.
    pub async fn may_read(&self, state: &AppState, channel: &ChannelName) -> Result<bool, ReadError> {
        match (self.scope(), Stream::from_channel(channel)) {
            (Scope::All, _) => Ok(true),
            (_, Some(stream)) => self.may_hear(state, &stream).await,
            (_, None) => Ok(false),
        }
    }

    /// How they appear in the event log.
    #[must_use]
    pub fn actor(&self) -> Actor {
        match self {
            Self::Program { .. } => Actor { kind: ActorKind::Api, id: None, name: None, vendor_id: None },
            Self::Person { user, .. } => Actor {
                kind: match user.role {
                    Role::Owner | Role::Admin => ActorKind::Admin,
                    Role::Vendor => ActorKind::Vendor,
                    Role::Cashier => ActorKind::Cashier,
                    Role::Customer => ActorKind::Customer,
                },
                id: Some(user.id.to_string()),
                name: Some(user.name.clone()),
                vendor_id: user.vendor_id.clone(),
            },
        }
    }
}

impl FromRequestParts<AppState> for Principal {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        if parts.extensions.get::<LocalOperator>().is_some() {
            return local_operator(&parts.headers, state);
        }
        if let Some(value) = parts.headers.get(header::AUTHORIZATION) {
            let value = value.to_str().unwrap_or("");
            return program(value, state).await;
        }
        match session_cookie::read(&parts.headers) {
            Some(token) => {
                origin::check(&parts.method, &parts.headers, state.config.public_url.as_deref())?;
                person(&token, state).await
            }
            None => Err(Problem::unauthorized(
                "signed_out",
                "sign in, or send the header Authorization: Bearer <API key>",
            )),
        }
    }
}

/// Whoever runs this machine, as a request extension: the request came in over the admin socket.
#[derive(Debug, Clone, Copy)]
pub struct LocalOperator;

/// The header by which an operator on this machine names the app that a request is about, by its public id.
const APP_HEADER: &str = "orderbell-app";

fn local_operator(headers: &HeaderMap, state: &AppState) -> Result<Principal, Problem> {
    let named = headers.get(APP_HEADER).map(|id| id.to_str().unwrap_or(""));
    let app = match named {
        Some(id) => state.apps.by_public_id(id),
        None => state.apps.all().into_iter().next(),
    };
    app.map(|app| Principal::Program { app, operator: true })
        .ok_or_else(|| Problem::not_found("there is no app with the id in the header Orderbell-App"))
}

/// The signed-in person of a request, for routes that programs have no business with.
///
/// # Errors
/// 401 when nobody is signed in, 403 when another site's page asks.
pub async fn signed_in(
    method: &axum::http::Method,
    headers: &HeaderMap,
    state: &AppState,
) -> Result<(Arc<AppEntry>, Box<User>), Problem> {
    let token =
        session_cookie::read(headers).ok_or_else(|| Problem::unauthorized("signed_out", "sign in first"))?;
    origin::check(method, headers, state.config.public_url.as_deref())?;
    match person(&token, state).await? {
        Principal::Person { app, user } => Ok((app, user)),
        Principal::Program { .. } => unreachable!("person() makes persons only"),
    }
}

async fn program(value: &str, state: &AppState) -> Result<Principal, Problem> {
    let (scheme, credential) = value.split_once(' ').unwrap_or((value, ""));
    let found = if scheme.eq_ignore_ascii_case("bearer") {
        let found = by_api_key(token::hash(credential.trim()), state).await;
        found.map_err(|error| Problem::internal(&error))?
    } else if scheme.eq_ignore_ascii_case("basic") {
        by_app_secret(credential.trim(), state).map(|app| (app, false))
    } else {
        return Err(Problem::unauthorized(
            "unsupported_scheme",
            "Authorization must be Bearer <API key> or Basic <app key>:<app secret>",
        ));
    };
    let (app, operator) = found.ok_or_else(|| match scheme.eq_ignore_ascii_case("basic") {
        true => Problem::unauthorized(
            "wrong_api_key",
            "Basic credentials must be an app's key and its secret, and these are of no app or were revoked; see: \
             orderbell app show --reveal",
        ),
        false => Problem::unauthorized(
            "wrong_api_key",
            "the API key is unknown or revoked; make one with: orderbell keys create",
        ),
    })?;
    if !app.record.enabled && !operator {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "app_disabled",
            "The app is disabled",
            "its programs are turned away until somebody enables it, in the dashboard or with: orderbell app enable",
        ));
    }
    Ok(Principal::Program { app, operator })
}

/// The app of an API key, and whether the key is an operator's.
pub(super) async fn by_api_key(
    hash: TokenHash,
    state: &AppState,
) -> Result<Option<(Arc<AppEntry>, bool)>, ReadError> {
    let entry = |(app, operator)| state.apps.by_id(app).map(|app| (app, operator));
    if let Some(found) = state.api_keys.get(&hash) {
        return Ok(entry(found));
    }
    let found = state.store.app_by_api_key(hash).await?;
    if let Some(found) = found {
        state.api_keys.put(hash, found);
    }
    Ok(found.and_then(entry))
}

/// The app of HTTP Basic credentials.
pub(super) fn by_app_secret(credential: &str, state: &AppState) -> Option<Arc<AppEntry>> {
    let decoded = String::from_utf8(BASE64_STANDARD.decode(credential).ok()?).ok()?;
    let (key, secret) = decoded.split_once(':')?;
    let app = state.apps.by_key(key)?;
    let right = app.secret_of(key)?.as_bytes().ct_eq(secret.as_bytes());
    bool::from(right).then_some(app)
}

async fn person(token: &str, state: &AppState) -> Result<Principal, Problem> {
    let found = by_session(token::hash(token), state).await.map_err(|error| Problem::internal(&error))?;
    found.ok_or_else(|| Problem::unauthorized("signed_out", "the session has ended; sign in again"))
}

/// The person of a session.
pub(super) async fn by_session(hash: TokenHash, state: &AppState) -> Result<Option<Principal>, ReadError> {
    let session = state.store.session(hash, Timestamp::now()).await?;
    Ok(session.and_then(|session| {
        let app = state.apps.by_id(session.user.app)?;
        Some(Principal::Person { app, user: Box::new(session.user) })
    }))
}

/// The app of an API key, and whether the key is an operator's.
type KeyHolder = (AppId, bool);

/// API keys that were found a moment ago, so that a burst of orders does not read the same row each time.
///
/// An entry lives [`ApiKeys::LIFETIME`], which is how long a revoked key goes on working.
#[derive(Debug, Default)]
pub struct ApiKeys {
    known: Mutex<HashMap<TokenHash, (KeyHolder, Instant)>>,
}

impl ApiKeys {
    /// Forgets all of them, so that a revoked one stops working at once.
    pub fn forget(&self) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    const LIFETIME: Duration = Duration::from_secs(2);
    const CAPACITY: usize = 1024;

    fn get(&self, hash: &TokenHash) -> Option<KeyHolder> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(hash).filter(|(_, since)| since.elapsed() < Self::LIFETIME).map(|(found, _)| *found)
    }

    fn put(&self, hash: TokenHash, found: KeyHolder) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= Self::CAPACITY {
            known.clear();
        }
        known.insert(hash, (found, Instant::now()));
    }
}
