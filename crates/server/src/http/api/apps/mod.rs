//! `/v1/apps`: the apps of the server, their settings and their keys.
//!
//! An owner or admin manages their own app, an operator all of them. An app that is somebody else's is answered like one
//! that does not exist. Keys are the business of people and operators: an API key for posting orders must not be enough to
//! make further credentials.

pub mod keys;
pub mod manage;
mod views;

use std::sync::Arc;

use axum::http::StatusCode;
use orderbell_store::{CreateAppError, KeyError, Role};

pub use self::views::{AppDetail, AppKeyView, AppList, NewAppView, SecretView};
use super::orders::write_failed;
use crate::{
    apps::AppEntry,
    http::{AppState, principal::Principal, problem::Problem},
};

/// What somebody wants with an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Look,
    Manage,
}

fn is_operator(principal: &Principal) -> bool {
    match principal {
        Principal::Program { operator, .. } => *operator,
        Principal::Person { user, .. } => user.operator,
    }
}

/// The app with this public id, if the caller may do this with it.
fn app_for(
    state: &AppState,
    principal: &Principal,
    id: &str,
    purpose: Purpose,
) -> Result<Arc<AppEntry>, Problem> {
    let app = state.apps.by_public_id(id);
    let own = |app: &Arc<AppEntry>| app.record.id == principal.app().record.id;
    let app = app
        .filter(|app| is_operator(principal) || own(app))
        .ok_or_else(|| Problem::not_found("there is no app with this id, or it is not yours"))?;
    let allowed = is_operator(principal)
        || match principal {
            Principal::Program { .. } => purpose == Purpose::Look,
            Principal::Person { user, .. } => matches!(user.role, Role::Owner | Role::Admin),
        };
    if allowed {
        return Ok(app);
    }
    Err(Problem::forbidden(
        "an app is managed by its owner and admins, who sign in, and by operators of the server",
    ))
}

/// How the caller is named in the log.
fn who(principal: &Principal) -> String {
    match principal {
        Principal::Program { .. } => "a program".to_owned(),
        Principal::Person { user, .. } => format!("user {}", user.id),
    }
}

/// Puts a change into effect and returns the app as it is then.
async fn reloaded(state: &AppState, app: orderbell_store::AppId) -> Result<Arc<AppEntry>, Problem> {
    state.reload_apps().await.map_err(|error| Problem::internal(&error))?;
    state.apps.by_id(app).ok_or_else(|| Problem::not_found("the app does not exist any more"))
}

fn key_refused(error: KeyError) -> Problem {
    let conflict = |code, detail: String| {
        Problem::new(StatusCode::CONFLICT, code, "The keys of the app do not allow this", detail)
    };
    match error {
        KeyError::Unknown => Problem::not_found("the app has no live key like this"),
        KeyError::Last => conflict("last_key", error.to_string()),
        KeyError::TooMany => conflict("too_many_keys", error.to_string()),
        KeyError::Taken => conflict("key_taken", error.to_string()),
        KeyError::Write(error) => write_failed(error),
    }
}

fn not_created(error: CreateAppError) -> Problem {
    match error {
        CreateAppError::Taken => Problem::new(
            StatusCode::CONFLICT,
            "app_taken",
            "There is such an app already",
            "another app of this server has this id",
        ),
        CreateAppError::Write(error) => write_failed(error),
    }
}
