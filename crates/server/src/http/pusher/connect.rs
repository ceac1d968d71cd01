//! `GET /app/{key}` and `GET /tab/{tab}/app/{key}`: a client opens its WebSocket.
//!
//! HTTP ends here. Once the 101 is out, the bare TCP connection goes to the hub with whatever the client has already
//! sent, and is never seen by hyper again. Refusals that a client must understand (unknown key, wrong protocol) are
//! sent over the WebSocket, because stock clients learn nothing from an HTTP error and only wait longer.

use std::{borrow::Cow, net::SocketAddr, sync::Arc};

use axum::{
    body::Body,
    extract::{Extension, RawQuery, Request, State},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse as _,
};
use hyper::upgrade::{OnUpgrade, Parts, Upgraded};
use hyper_util::rt::TokioIo;
use orderbell_wire::{close::Disconnect, websocket::accept_key};
use tokio::net::TcpStream;

use super::identity::{Recognized, recognize};
use crate::{
    http::{AppState, path::Path, problem::Problem},
    listener::Peer,
};

/// Protocol versions that are understood: what the SDKs in use announce.
const PROTOCOLS: std::ops::RangeInclusive<u32> = 4..=7;

/// Answers the upgrade and hands the connection over.
pub async fn upgrade(
    State(state): State<AppState>,
    Path(key): Path<String>,
    RawQuery(query): RawQuery,
    Extension(Peer(peer)): Extension<Peer>,
    request: Request,
) -> Response<Body> {
    connect(state, None, &key, query.as_deref().unwrap_or(""), peer, request).await
}

/// The same for a page that has given itself an id, as in `wsPath: '/tab/' + crypto.randomUUID()`.
pub async fn upgrade_tab(
    State(state): State<AppState>,
    Path((tab, key)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    Extension(Peer(peer)): Extension<Peer>,
    request: Request,
) -> Response<Body> {
    connect(state, Some(&tab), &key, query.as_deref().unwrap_or(""), peer, request).await
}

async fn connect(
    state: AppState,
    tab: Option<&str>,
    key: &str,
    query: &str,
    peer: SocketAddr,
    mut request: Request,
) -> Response<Body> {
    let accept = match handshake(request.headers()) {
        Ok(key) => accept_key(key),
        Err(problem) => return problem.into_response(),
    };
    let Some(upgrading) = request.extensions_mut().remove::<OnUpgrade>() else {
        return not_a_websocket("this connection cannot be upgraded").into_response();
    };
    let app = admit(&state, key, query, request.headers());
    // Those that are turned away for good wait for their turn as well: they cost as much.
    let place = match state.health.admit_canary(key) {
        Some(_) => Ok(state.admission.enter_own()),
        None => state.admission.enter(peer.ip()).await,
    };
    let admitted = app.and_then(|(app, key)| Ok((app, key, place?)));
    if let Err(why) = &admitted {
        state.refusals.connection(state.apps.by_key(key).map(|app| app.record.id), peer.ip(), why);
    }
    let resume = parameter(query, "resume").as_deref() == Some("1");
    let Recognized { identity, set_cookie } = recognize(tab, request.headers(), state.secure());
    tokio::spawn(async move {
        let Ok(upgraded) = upgrading.await else { return };
        match detach(upgraded) {
            Ok((stream, read_ahead)) => match admitted {
                Ok((app, key, place)) => state.hub.attach(orderbell_hub::Upgraded {
                    stream,
                    read_ahead,
                    app,
                    key,
                    peer,
                    identity,
                    resume,
                    place,
                }),
                Err(why) => state.hub.refuse(stream, read_ahead, why),
            },
            Err(error) => tracing::warn!(peer.address = %peer, %error, "websocket could not be taken over"),
        }
    });
    let mut response = switching(&accept);
    if let Some(cookie) = set_cookie {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// The 101 that ends HTTP on a connection.
pub(in crate::http) fn switching(accept: &str) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("Upgrade"));
    headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(
        header::SEC_WEBSOCKET_ACCEPT,
        HeaderValue::from_str(accept).expect("base64 is valid in a header"),
    );
    response
}

/// Which app the client belongs to and by which of its keys, or why it is turned away.
fn admit(
    state: &AppState,
    key: &str,
    query: &str,
    headers: &HeaderMap,
) -> Result<(Arc<orderbell_hub::App>, i64), Disconnect> {
    if let Some(canary) = state.health.admit_canary(key) {
        return Ok(canary);
    }
    let found = state.apps.by_key(key);
    let live = found.as_ref().and_then(|app| Some((app, app.live_key(key)?.info.id.0)));
    let Some((app, id)) = live else {
        return Err(Disconnect::unknown_key(key));
    };
    if !app.record.enabled {
        return Err(Disconnect::APP_DISABLED);
    }
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    if !app.origins.allow(text(header::ORIGIN), text(header::HOST)) {
        return Err(Disconnect::FOREIGN_ORIGIN);
    }
    let version = parameter(query, "protocol");
    match version.as_deref().map(str::parse::<u32>) {
        Some(Ok(version)) if PROTOCOLS.contains(&version) => Ok((Arc::clone(&app.hub), id)),
        Some(_) => Err(Disconnect::unsupported_protocol(version.as_deref().unwrap_or(""))),
        None => Err(Disconnect::NO_PROTOCOL),
    }
}

fn parameter<'q>(query: &'q str, name: &str) -> Option<Cow<'q, str>> {
    form_urlencoded::parse(query.as_bytes()).find(|(found, _)| found == name).map(|(_, value)| value)
}

/// RFC 6455 section 4.2.1, for HTTP/1.1.
pub(in crate::http) fn handshake(headers: &HeaderMap) -> Result<&str, Problem> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("");
    // A list may be spread over several lines: proxies add theirs.
    let lists = |name, token: &str| {
        let lines = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
        lines.flat_map(|line| line.split(',')).any(|part| part.trim().eq_ignore_ascii_case(token))
    };
    if !lists(header::UPGRADE, "websocket") || !lists(header::CONNECTION, "upgrade") {
        return Err(not_a_websocket(
            "this address is for WebSockets: the request has no Upgrade: websocket header (does a proxy in front \
             remove it?)",
        ));
    }
    if text(header::SEC_WEBSOCKET_VERSION) != "13" {
        return Err(not_a_websocket("only version 13 of the WebSocket protocol is supported"));
    }
    let key = text(header::SEC_WEBSOCKET_KEY);
    // 16 bytes in base64.
    if key.len() != 24 || !key.ends_with("==") {
        return Err(not_a_websocket("the header Sec-WebSocket-Key is missing or not 16 bytes in base64"));
    }
    Ok(key)
}

pub(in crate::http) fn not_a_websocket(detail: &str) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "not_a_websocket", "A WebSocket was expected", detail)
}

/// Takes the socket out of hyper and off this runtime.
pub(in crate::http) fn detach(upgraded: Upgraded) -> std::io::Result<(std::net::TcpStream, bytes::Bytes)> {
    let Parts { io, read_buf, .. } = upgraded
        .downcast::<TokioIo<TcpStream>>()
        .map_err(|_| std::io::Error::other("the connection is not plain TCP"))?;
    Ok((io.into_inner().into_std()?, read_buf))
}
