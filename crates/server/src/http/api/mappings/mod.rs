//! `/v1/mappings`: what an app's own broadcasts mean, examples of those that nobody has explained yet, and what came of
//! those that were read.
//!
//! For programs of the app's developers, and for those who look after the whole app.

mod body;
pub mod log;
pub mod manage;
pub mod propose;
pub mod samples;
pub mod trial;

use std::sync::Arc;

use orderbell_store::{MappingId, Role};

pub use self::body::MappingBody;
use crate::{
    apps::AppEntry,
    http::{principal::Principal, problem::Problem},
};

/// The app whose events somebody may explain.
pub(super) fn managed(principal: &Principal) -> Result<&Arc<AppEntry>, Problem> {
    match principal {
        Principal::Person { user, .. } if !matches!(user.role, Role::Owner | Role::Admin) => {
            Err(Problem::forbidden("what events mean and are called is the business of owners and admins"))
        }
        principal => Ok(principal.app()),
    }
}

/// The mapping of a path. What is no number is no mapping either.
fn id(text: &str) -> Result<MappingId, Problem> {
    text.parse().map(MappingId).map_err(|_| missing())
}

fn missing() -> Problem {
    Problem::not_found("there is no such mapping")
}
