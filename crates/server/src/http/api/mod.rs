//! `/v1`: the JSON API of orders, and of the people who look after them.

pub mod apps;
pub mod catalog;
pub mod channel_events;
pub mod console;
pub mod couriers;
pub mod events;
pub mod flows;
pub mod gateways;
pub mod jobs;
pub mod mappings;
pub mod order_parts;
pub mod orders;
pub mod report;
pub mod session;
pub mod setup;
pub mod sources;
pub mod stats;
pub mod webhooks;
pub mod words;

use std::sync::Arc;

use orderbell_store::Role;

use super::{principal::Principal, problem::Problem};
use crate::apps::AppEntry;

/// The app whose `what` somebody may manage: programs of its developers, its owners and its admins.
fn managed<'a>(principal: &'a Principal, what: &str) -> Result<&'a Arc<AppEntry>, Problem> {
    match principal {
        Principal::Person { user, .. } if !matches!(user.role, Role::Owner | Role::Admin) => {
            Err(Problem::forbidden(format!("{what} are managed by owners and admins")))
        }
        principal => Ok(principal.app()),
    }
}
