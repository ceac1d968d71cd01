//! `/v1/webhooks`: where an app wants its channel events sent, and what came of it.
//!
//! For programs of the app's developers, and for those who look after the whole app.

pub mod deliveries;
pub mod manage;

use std::sync::Arc;

use orderbell_store::{Role, Webhook, WebhookId};

use crate::{
    apps::AppEntry,
    http::{AppState, principal::Principal, problem::Problem},
};

/// The app whose webhooks somebody may manage.
fn managed(principal: &Principal) -> Result<&Arc<AppEntry>, Problem> {
    match principal {
        Principal::Person { user, .. } if !matches!(user.role, Role::Owner | Role::Admin) => {
            Err(Problem::forbidden("webhooks are managed by owners and admins"))
        }
        principal => Ok(principal.app()),
    }
}

/// The webhook of a path. What is no number is no webhook either.
async fn find(state: &AppState, app: &AppEntry, id: &str) -> Result<Webhook, Problem> {
    let missing = || Problem::not_found("there is no such webhook");
    let id = WebhookId(id.parse().map_err(|_| missing())?);
    let found = state.store.webhook(app.record.id, id).await.map_err(|error| Problem::internal(&error))?;
    found.ok_or_else(missing)
}
