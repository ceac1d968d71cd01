//! Who acts. Every command and every recorded event names one, so that a colleague reads "accepted by Dewi" and not
//! just "accepted". How somebody proved to be this actor is not this crate's business.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::audience::View;

/// The part somebody plays towards an order; [`crate::rights`] says what each may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// The person who ordered.
    Customer,
    /// Staff at the counter of one vendor.
    Cashier,
    /// The owner or a manager of one vendor.
    Vendor,
    /// Runs the whole app.
    Admin,
    /// Orderbell itself: timers, automatic acceptance, notices of payment providers.
    System,
    /// The app's own backend, by API key or secret.
    Api,
}

/// A role name that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown actor kind `{0}`")]
pub struct UnknownActorKind(
    /// What was given.
    pub String,
);

/// Somebody who acts on orders, with the scope in which they may.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Actor {
    /// The part they play.
    pub kind: ActorKind,
    /// Their account; a customer without one owns no order.
    pub id: Option<String>,
    /// How colleagues call them.
    pub name: Option<String>,
    /// The vendor they work for. Required of vendors and cashiers (without it nothing is in their scope); on an API key
    /// it narrows the key to that vendor; without meaning for the others.
    pub vendor_id: Option<String>,
}

impl ActorKind {
    /// Every kind, in the order of the enum.
    pub const ALL: [Self; 6] =
        [Self::Customer, Self::Cashier, Self::Vendor, Self::Admin, Self::System, Self::Api];

    /// The stable name, also used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Cashier => "cashier",
            Self::Vendor => "vendor",
            Self::Admin => "admin",
            Self::System => "system",
            Self::Api => "api",
        }
    }
}

impl fmt::Display for ActorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for ActorKind {
    type Err = UnknownActorKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| UnknownActorKind(text.to_owned()))
    }
}

impl Actor {
    /// Orderbell itself.
    pub fn system() -> Self {
        Self { kind: ActorKind::System, id: None, name: None, vendor_id: None }
    }

    /// The app's own backend; `label` names the key.
    pub fn api(label: Option<String>) -> Self {
        Self { kind: ActorKind::Api, id: None, name: label, vendor_id: None }
    }

    /// What a reader with this view may know of the actor: the reduced view shows the part, never the person.
    #[must_use]
    pub fn seen_by(&self, view: View) -> Self {
        match view {
            View::Full => self.clone(),
            View::Reduced => Self { kind: self.kind, id: None, name: None, vendor_id: None },
        }
    }
}
