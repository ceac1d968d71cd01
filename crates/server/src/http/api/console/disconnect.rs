//! `POST /v1/console/connections/{socket_id}/disconnect`: ends one connection.

use axum::{Json, extract::State};
use orderbell_wire::{
    close::{self, Disconnect},
    socket_id::SocketId,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{developer, wrong};
use crate::http::{AppState, body::OptionalJsonBody, path::Path, principal::Principal, problem::Problem};

/// What the client is to do afterwards.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reconnect {
    /// Come back at once (4200).
    #[default]
    AtOnce,
    /// Come back after a second (4100).
    Later,
    /// Stay away (4009), until the page is loaded again.
    Never,
}

/// How to end it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct DisconnectBody {
    /// What the client is to do afterwards; it comes back at once unless this says otherwise.
    reconnect: Reconnect,
}

/// The connection is being closed.
#[derive(Debug, Serialize, ToSchema)]
pub struct Disconnected {
    /// The close code that the client gets.
    #[schema(example = 4200)]
    code: u16,
}

/// Ends one connection of the app.
#[utoipa::path(post, path = "/v1/console/connections/{socket_id}/disconnect", operation_id = "disconnect",
    tag = "console", params(("socket_id" = String, Path, description = "The connection's public name")),
    request_body = DisconnectBody, security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = Disconnected), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn disconnect(
    State(state): State<AppState>,
    principal: Principal,
    Path(socket_id): Path<String>,
    OptionalJsonBody { value: body, .. }: OptionalJsonBody<DisconnectBody>,
) -> Result<Json<Disconnected>, Problem> {
    let app = developer(&principal)?;
    let socket_id: SocketId = socket_id.parse().map_err(|error| wrong("socket_id", format!("{error}")))?;
    let code = match body.reconnect {
        Reconnect::AtOnce => close::RECONNECT,
        Reconnect::Later => close::OVER_CAPACITY,
        Reconnect::Never => close::UNAUTHORIZED,
    };
    let why = Disconnect { code, message: "The connection was ended by an administrator".into() };
    if state.hub.disconnect(app.record.id.0, socket_id, why).await {
        tracing::info!(socket.id = %socket_id, code, "a connection was ended from the console");
        return Ok(Json(Disconnected { code }));
    }
    Err(Problem::not_found(format!("there is no connection {socket_id}; it may have ended by itself")))
}
