//! `GET /ws`: a WebSocket without the Pusher protocol, for front ends made by hand.
//!
//! A client joins rooms and hears what happens there, as JSON text. It says nothing else: orders are made and changed over
//! HTTP, where there are answers. Reading and writing frames is the wire crate's; a connection is one task that owns
//! its socket and keeps no buffers while nothing happens.

mod client_message;
mod connection;
mod rooms;
mod socket;

use axum::{
    body::Body,
    extract::{Extension, Request, State},
    http::Response,
    response::IntoResponse as _,
};
use hyper::upgrade::OnUpgrade;
use orderbell_wire::websocket::accept_key;

use self::connection::Connection;
pub(super) use self::connection::random_part;
use super::{
    AppState,
    credential::Shown,
    pusher::connect::{detach, handshake, not_a_websocket, switching},
};
use crate::listener::Peer;

/// Answers the upgrade and starts the connection.
pub async fn upgrade(
    State(state): State<AppState>,
    Extension(Peer(peer)): Extension<Peer>,
    mut request: Request,
) -> Response<Body> {
    let accept = match handshake(request.headers()) {
        Ok(key) => accept_key(key),
        Err(problem) => return problem.into_response(),
    };
    let Some(upgrading) = request.extensions_mut().remove::<OnUpgrade>() else {
        return not_a_websocket("this connection cannot be upgraded").into_response();
    };
    let shown = Shown::from_headers(request.headers(), &state);
    let place = state.admission.enter(peer.ip()).await;
    tokio::spawn(async move {
        let Ok(upgraded) = upgrading.await else { return };
        let connection = detach(upgraded)
            .and_then(|(stream, read_ahead)| Connection::new(state, stream, read_ahead.into(), shown, place));
        match connection {
            // A task of its own: this one is as large as the upgrade was.
            Ok(connection) => drop(tokio::spawn(connection.run())),
            Err(error) => tracing::warn!(peer.address = %peer, %error, "websocket could not be taken over"),
        }
    });
    switching(&accept)
}
