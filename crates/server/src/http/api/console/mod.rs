//! `/v1/console`: what a developer looks at while something does not work.
//!
//! Each app sees itself only. Nothing here shows a secret, a signature, or a person's whole address; what clients send to
//! each other is shown, which is why only programs, owners and admins may look.

pub mod channels;
pub mod connections;
pub mod disconnect;
pub mod refusals;
pub mod tail;

use std::sync::Arc;

use orderbell_store::Scope;

use crate::{
    apps::AppEntry,
    http::{
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
};

/// Most entries on a page.
const MAX_LIMIT: usize = 200;

/// The app that the caller may look into.
fn developer(principal: &Principal) -> Result<&Arc<AppEntry>, Problem> {
    match principal.scope() {
        Scope::All => Ok(principal.app()),
        Scope::Vendor(_) | Scope::Customer(_) => Err(Problem::forbidden(
            "the console is for owners, admins, and programs with the app's credentials",
        )),
    }
}

fn checked_limit(limit: usize) -> Result<usize, Problem> {
    if (1..=MAX_LIMIT).contains(&limit) {
        return Ok(limit);
    }
    Err(wrong("limit", format!("must be between 1 and {MAX_LIMIT}")))
}

fn wrong(field: &str, message: String) -> Problem {
    Problem::validation(vec![FieldProblem { field: field.to_owned(), message }])
}

fn default_limit() -> usize {
    100
}
