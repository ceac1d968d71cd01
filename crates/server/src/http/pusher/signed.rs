//! The signature step that all endpoints of the HTTP API share.
//!
//! A handler that takes [`Signed`] runs for requests of the app in the path only, and after the signature was checked
//! over exactly what was received. Refusals are plain text, because server SDKs show them to people verbatim.

use std::{borrow::Cow, sync::Arc};

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts as _, RawPathParams, Request},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use orderbell_wire::{
    auth::http::{self as signature, SignedRequest, Verified},
    channel::ChannelName,
    info::Info,
    trigger::TriggerLimits,
};

use crate::{
    apps::AppEntry,
    http::{AppState, body::RawBody, problem::Problem},
    listener::Peer,
};

/// A request that an app has signed.
#[derive(Debug)]
pub struct Signed {
    /// The body as received.
    pub body: Bytes,
    request: Verified<Arc<AppEntry>>,
}

/// Why a request is not answered: a status, and a text for whoever reads the log of the SDK.
#[derive(Debug)]
pub struct Refused {
    status: u16,
    message: Cow<'static, str>,
    retry_after: Option<u64>,
}

impl Refused {
    /// A refusal with any status.
    pub fn new(status: u16, message: impl Into<Cow<'static, str>>) -> Self {
        Self { status, message: message.into(), retry_after: None }
    }

    /// 503, with the advice to send the same again in a second.
    pub fn unavailable(message: impl Into<Cow<'static, str>>) -> Self {
        Self { retry_after: Some(1), ..Self::new(503, message) }
    }

    /// 429: the same request may be sent again after so many seconds.
    pub fn too_much(retry_after: u64) -> Self {
        let message = "too many events at the moment; the header Retry-After says when to try again";
        Self { retry_after: Some(retry_after), ..Self::new(429, message) }
    }
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self::new(problem.status, problem.detail)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST);
        let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
        let mut response = (status, headers, self.message).into_response();
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        response
    }
}

impl Signed {
    /// The app.
    pub fn app(&self) -> &Arc<AppEntry> {
        &self.request.app
    }

    /// The app's row id, by which the hub knows it.
    pub fn app_id(&self) -> i64 {
        self.request.app.record.id.0
    }

    /// A parameter of the query, by its lower-case name.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.request.param(name)
    }

    /// How much the app may publish at once.
    pub fn limits(&self) -> TriggerLimits {
        self.request.app.trigger_limits
    }

    /// What the query asks about channels.
    pub fn info(&self) -> Info {
        Info::parse(self.param("info").unwrap_or(""))
    }
}

impl FromRequest<AppState> for Signed {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Refused> {
        let (mut parts, body) = request.into_parts();
        let params = RawPathParams::from_request_parts(&mut parts, state)
            .await
            .map_err(|_| Refused::new(400, "a part of the path is not text in UTF-8; check its %-escapes"))?;
        let app_id = params.iter().find(|(name, _)| *name == "app_id").map(|(_, id)| id.to_owned());
        let (method, uri) = (parts.method.clone(), parts.uri.clone());
        let peer = parts.extensions.get::<Peer>().map(|Peer(peer)| peer.ip());
        let RawBody(body) = RawBody::from_request(Request::from_parts(parts, body), state).await?;

        let signed = SignedRequest {
            method: method.as_str(),
            path: uri.path(),
            raw_query: uri.query().unwrap_or(""),
            body: &body,
        };
        let lookup = |key: &str| {
            let app = state.apps.by_key(key)?;
            let secret = app.secret_of(key)?.to_owned();
            Some((app, secret))
        };
        let verified = signature::verify(&signed, lookup, Timestamp::now().as_second()).map_err(|error| {
            state.refusals.request(state, app_id.as_deref(), &signed, peer, &error);
            Refused::new(error.status(), error.to_string())
        })?;
        match app_id {
            Some(id) if verified.app.record.public_id != id => Err(wrong_app(state, &id)),
            _ if !verified.app.record.enabled => Err(Refused::new(403, "the app is disabled")),
            _ => Ok(Self { body, request: verified }),
        }
    }
}

fn wrong_app(state: &AppState, app_id: &str) -> Refused {
    if state.apps.by_public_id(app_id).is_some() {
        Refused::new(401, "the key in auth_key belongs to another app than the one in the path")
    } else {
        Refused::new(404, format!("there is no app with id {app_id} on this server"))
    }
}

/// A channel name from a path.
pub fn channel_name(name: &str) -> Result<ChannelName, Refused> {
    ChannelName::try_from(name).map_err(|error| Refused::new(400, format!("{name:?}: {error}")))
}
