//! `/v1/sources`: other systems that report to the app, and what came of what they reported.
//!
//! For programs of the app's developers, and for those who look after the whole app.

pub mod manage;
pub mod receipts;

use std::sync::Arc;

use orderbell_store::{Role, SourceId, SourceSummary};

use crate::{
    apps::AppEntry,
    http::{AppState, principal::Principal, problem::Problem},
};

/// The app whose sources somebody may manage.
fn managed(principal: &Principal) -> Result<&Arc<AppEntry>, Problem> {
    match principal {
        Principal::Person { user, .. } if !matches!(user.role, Role::Owner | Role::Admin) => {
            Err(Problem::forbidden("sources are managed by owners and admins"))
        }
        principal => Ok(principal.app()),
    }
}

/// The source of a path. What is no number is no source either.
async fn find(state: &AppState, app: &AppEntry, id: &str) -> Result<SourceSummary, Problem> {
    let missing = || Problem::not_found("there is no such source");
    let id = SourceId(id.parse().map_err(|_| missing())?);
    let found = state.store.source(app.record.id, id).await.map_err(|error| Problem::internal(&error))?;
    found.ok_or_else(missing)
}
