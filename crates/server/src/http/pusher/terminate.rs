//! `POST /apps/{id}/users/{user_id}/terminate_connections`: ends a user's connections.
//!
//! The Python SDK leaves out the app; it is known by the key that signed.

use axum::{Json, extract::State};
use serde::Deserialize;
use serde_json::{Value, json};

use super::signed::{Refused, Signed};
use crate::http::{AppState, path::Path, problem::Problem};

/// The user, from either form of the path.
#[derive(Debug, Deserialize)]
pub struct Target {
    user_id: String,
}

/// Ends every connection that is signed in as the user. A user who is not there is no error.
pub async fn user(
    State(state): State<AppState>,
    path: Result<Path<Target>, Problem>,
    signed: Signed,
) -> Result<Json<Value>, Refused> {
    let Path(Target { user_id }) = path?;
    state.hub.terminate(signed.app_id(), &user_id);
    Ok(Json(json!({})))
}
