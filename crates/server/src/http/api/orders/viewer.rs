//! Who may look at one order, or ask for the page on which it is paid: whoever may see it by their account or key, and its
//! customer, who has the link and no account (decision 21).
//!
//! What a link shows is what its customer may know: no notes of the staff, no disputes, no names. A link that does not fit
//! is answered alike whether there is such an order or not.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::FromRequestParts,
    http::{Response, header, request::Parts},
};
use orderbell_orders::{Order, OrderId, OrderRef, View};
use orderbell_store::{ReadError, Scope, Stamped};

use super::show::parse_reference;
use crate::{
    apps::AppEntry,
    http::{AppState, credential::Credential, order_link, origin, principal::Principal, problem::Problem},
};

/// What somebody shows who wants to look at an order.
#[derive(Debug)]
pub enum Viewer {
    /// Their account or key.
    Principal(Principal),
    /// The token of a link, as a parameter or as a bearer token.
    Link(Credential),
}

/// An order that they may look at, and as what.
#[derive(Debug)]
pub(super) struct Viewed {
    pub(super) app: Arc<AppEntry>,
    pub(super) order: Stamped<Order>,
    /// What its events are read by.
    pub(super) scope: Scope,
    pub(super) by_link: bool,
}

impl FromRequestParts<AppState> for Viewer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or("");
        let parameter =
            form_urlencoded::parse(query.as_bytes()).find(|(name, _)| matches!(&**name, "token" | "t"));
        if let Some((_, token)) = parameter {
            return match Credential::from_token(&token) {
                link @ Credential::Link(_) => Ok(Self::Link(link)),
                // Anything else has a header to travel in, where no log keeps it.
                _ => Err(wrong_link()),
            };
        }
        let header = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        match header.and_then(Credential::from_authorization) {
            Some(link @ Credential::Link(_)) => Ok(Self::Link(link)),
            _ => Ok(Self::Principal(Principal::from_request_parts(parts, state).await?)),
        }
    }
}

impl Viewer {
    /// The order, if there is one that they may look at.
    pub(super) async fn look(&self, state: &AppState, reference: &str) -> Result<Viewed, Problem> {
        match self {
            Self::Principal(principal) => {
                let app = principal.app();
                let order = parse_reference(reference)?;
                let found = state.store.order(app.record.id, &order, principal.scope()).await;
                let order = found
                    .map_err(|error| Problem::internal(&error))?
                    .ok_or_else(|| Problem::not_found(format!("there is no order {reference}")))?;
                Ok(Viewed { app: Arc::clone(app), order, scope: principal.scope(), by_link: false })
            }
            Self::Link(link) => {
                let (app, mut order) = of_link(state, reference, link).await?;
                order.value = order.value.seen_by(View::Reduced);
                Ok(Viewed { app, order, scope: Scope::Customer(String::new()), by_link: true })
            }
        }
    }
}

impl Viewed {
    /// Lets pages of other sites read what a link shows: a shop shows its customers their orders on its own.
    pub(super) fn respond(&self, response: Response<Body>) -> Response<Body> {
        if self.by_link { origin::readable_by_all(response) } else { response }
    }
}

/// The order that a link opens, with its app; as staff see it.
pub(super) async fn of_link(
    state: &AppState,
    reference: &str,
    link: &Credential,
) -> Result<(Arc<AppEntry>, Stamped<Order>), Problem> {
    let failed = |error: ReadError| Problem::internal(&error);
    let Credential::Link(hash) = link else { return Err(wrong_link()) };
    // A code would not do: it is unique in an app, and a link says nothing of apps.
    let uid = reference.parse::<OrderId>().map_err(|_| wrong_link())?;
    let app = order_link::verify_hash(state, uid, hash).await.map_err(failed)?;
    let app = app.ok_or_else(wrong_link)?;
    let found = state.store.order(app.record.id, &OrderRef::Id(uid), Scope::All).await;
    let order = found.map_err(failed)?.ok_or_else(wrong_link)?;
    Ok((app, order))
}

fn wrong_link() -> Problem {
    Problem::unauthorized(
        "wrong_token",
        "this token does not open this order; its link has the uid and the token of one order",
    )
}
