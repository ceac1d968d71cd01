//! What a client of a stream shows, who holds it, and which streams they may hear.
//!
//! A request brings its credentials in headers; a WebSocket may bring them in each message, and an `EventSource`, which
//! can send neither, in the address. Whatever the way, what they open follows from here. A credential is kept while the
//! stream lives, to be looked up again, so only hashes of tokens are.

use std::sync::Arc;

use axum::http::{HeaderMap, Method, header};
use orderbell_orders::OrderId;
use orderbell_store::{ReadError, Scope};
use secrecy::{ExposeSecret as _, SecretString};

use super::{
    AppState, order_link, origin,
    principal::{self, Principal},
    session_cookie,
};
use crate::{
    apps::AppEntry,
    auth::token::{self, TokenHash},
    cli::API_KEY_PREFIX,
    relay::channels::Stream,
};

/// Length of the token of an order's link; no other token is as short.
const LINK_LENGTH: usize = 22;

/// What somebody shows.
#[derive(Debug, Clone)]
pub enum Credential {
    /// The token of a session.
    Session(TokenHash),
    /// An API key.
    ApiKey(TokenHash),
    /// Key and secret of an app, as HTTP Basic has them.
    AppSecret(SecretString),
    /// The token of a link, for whichever order is asked for.
    Link(TokenHash),
}

/// Who shows it.
#[derive(Debug, Clone)]
pub enum Holder {
    /// A program or a person.
    Principal(Principal),
    /// Somebody who has the link of an order.
    Link {
        /// The app of the order.
        app: Arc<AppEntry>,
        /// The order.
        order: OrderId,
    },
}

/// What came with the request that opened a connection.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// From `Authorization`, or else the session cookie.
    pub credential: Option<Arc<Credential>>,
    /// The origin of the page, where a cookie is not accepted because of it.
    pub foreign_page: Option<String>,
}

impl Credential {
    /// A token as a parameter has it.
    #[must_use]
    pub fn from_token(text: &str) -> Self {
        let hash = token::hash(text);
        if text.len() == LINK_LENGTH {
            Self::Link(hash)
        } else if text.starts_with(API_KEY_PREFIX) {
            Self::ApiKey(hash)
        } else {
            Self::Session(hash)
        }
    }

    /// The value of an `Authorization` header; `None` for a scheme that is not known.
    #[must_use]
    pub fn from_authorization(value: &str) -> Option<Self> {
        let (scheme, credential) = value.split_once(' ')?;
        let credential = credential.trim();
        if scheme.eq_ignore_ascii_case("bearer") {
            Some(Self::from_token(credential))
        } else if scheme.eq_ignore_ascii_case("basic") {
            Some(Self::AppSecret(credential.to_owned().into()))
        } else {
            None
        }
    }

    /// Tells credentials apart; `None` for a link, which is not looked up again.
    #[must_use]
    pub fn key(&self) -> Option<[u8; 33]> {
        let (kind, hash) = match self {
            Self::Session(hash) => (0, *hash),
            Self::ApiKey(hash) => (1, *hash),
            Self::AppSecret(credential) => (2, token::hash(credential.expose_secret())),
            Self::Link(_) => return None,
        };
        let mut key = [kind; 33];
        key[1..].copy_from_slice(&hash);
        Some(key)
    }

    /// Who holds it now; `None` if it has ended or never was, or if its app is disabled: such an app has no streams. A link has a holder for its order only.
    ///
    /// # Errors
    /// When the ledger cannot be read.
    pub async fn holder(&self, state: &AppState) -> Result<Option<Holder>, ReadError> {
        let principal = match self {
            Self::Session(hash) => principal::by_session(*hash, state).await?,
            Self::ApiKey(hash) => {
                let found = principal::by_api_key(*hash, state).await?;
                found.map(|(app, operator)| Principal::Program { app, operator })
            }
            Self::AppSecret(credential) => {
                let found = principal::by_app_secret(credential.expose_secret(), state);
                found.map(|app| Principal::Program { app, operator: false })
            }
            Self::Link(_) => None,
        };
        Ok(principal.map(Holder::Principal).filter(Holder::is_served))
    }

    /// Who holds it, if they may hear the stream.
    ///
    /// # Errors
    /// Why not.
    pub async fn admit(&self, state: &AppState, stream: &Stream) -> Result<Holder, Refused> {
        let holder = match (self, stream) {
            (Self::Link(hash), Stream::Order(order)) => {
                let app = order_link::verify_hash(state, *order, hash).await?;
                app.map(|app| Holder::Link { app, order: *order }).filter(Holder::is_served)
            }
            (Self::Link(_), _) => return Err(Refused::Forbidden),
            _ => self.holder(state).await?,
        };
        let holder = holder.ok_or(Refused::Unknown)?;
        if !holder.app().record.enabled {
            return Err(Refused::Disabled);
        }
        if holder.may_hear(state, stream).await? { Ok(holder) } else { Err(Refused::Forbidden) }
    }
}

/// Why somebody may not hear a stream.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Refused {
    /// The credential is wrong or has ended.
    #[error("the token is unknown, revoked, or has ended")]
    Unknown,
    /// The credential is right but does not open this.
    #[error("this token or account may not listen here")]
    Forbidden,
    /// The app is switched off.
    #[error("the app is disabled")]
    Disabled,
    /// It could not be found out.
    #[error(transparent)]
    Read(#[from] ReadError),
}

impl Holder {
    /// The app that they belong to.
    #[must_use]
    pub fn app(&self) -> &Arc<AppEntry> {
        match self {
            Self::Principal(principal) => principal.app(),
            Self::Link { app, .. } => app,
        }
    }

    /// Which orders they may see; `None` for the holder of a link, who sees one.
    #[must_use]
    pub fn scope(&self) -> Option<Scope> {
        match self {
            Self::Principal(principal) => Some(principal.scope()),
            Self::Link { .. } => None,
        }
    }

    fn is_served(&self) -> bool {
        self.app().record.enabled
    }

    async fn may_hear(&self, state: &AppState, stream: &Stream) -> Result<bool, ReadError> {
        match self {
            Self::Principal(principal) => principal.may_hear(state, stream).await,
            Self::Link { order, .. } => Ok(*stream == Stream::Order(*order)),
        }
    }
}

impl Shown {
    /// What a request shows. A cookie counts only where our own page sent it: any page can open a stream to us, and the
    /// browser adds the cookie.
    #[must_use]
    pub fn from_headers(headers: &HeaderMap, state: &AppState) -> Self {
        if let Some(value) = headers.get(header::AUTHORIZATION) {
            let credential = value.to_str().ok().and_then(Credential::from_authorization);
            return Self { credential: credential.map(Arc::new), foreign_page: None };
        }
        let Some(token) = session_cookie::read(headers) else { return Self::default() };
        // As strictly as for requests that change something.
        match origin::check(&Method::POST, headers, state.config.public_url.as_deref()) {
            Ok(()) => {
                let credential = Credential::Session(token::hash(&token));
                Self { credential: Some(Arc::new(credential)), foreign_page: None }
            }
            Err(problem) => Self { credential: None, foreign_page: Some(problem.detail) },
        }
    }
}
