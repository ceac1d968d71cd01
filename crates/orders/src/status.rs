//! The life of an order as one ranked line with three exits. Payment, refunds and shipping are states of their own and
//! never order statuses: mixing them in is what makes statuses of other systems race.
//!
//! Which of these steps a shop uses is the business of [`crate::flow`]; who may take them, of [`crate::rights`].

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Where an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Ordered, waiting for the money.
    PendingPayment,
    /// For the shop to take; rings.
    Placed,
    /// Taken.
    Accepted,
    /// Being made or packed.
    Preparing,
    /// Waiting to be picked up or brought.
    Ready,
    /// On its way.
    Shipped,
    /// The customer has it.
    Completed,
    /// Exit: not paid in time.
    Expired,
    /// Exit: the shop would not take it.
    Declined,
    /// Exit: called off.
    Cancelled,
}

/// The coarse state that lists and buttons go by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Waiting for money.
    Unpaid,
    /// Waiting for somebody to take it.
    New,
    /// In work.
    Active,
    /// Reached the customer.
    Done,
    /// Left by an exit.
    Closed,
}

/// The counter of the dashboard in which an order is counted; each order is in exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counter {
    /// `pending_payment`.
    Unpaid,
    /// `placed`.
    Pending,
    /// `accepted`, `preparing`, `ready`, `shipped`.
    Confirmed,
    /// `completed`.
    Completed,
    /// `expired`, `declined`, `cancelled`.
    Closed,
}

/// A status name that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "unknown status `{0}`, expected pending_payment, placed, accepted, preparing, ready, shipped, completed, expired, \
     declined or cancelled"
)]
pub struct UnknownStatus(
    /// What was given.
    pub String,
);

/// A phase name that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown phase `{0}`, expected `unpaid`, `new`, `active`, `done` or `closed`")]
pub struct UnknownPhase(
    /// What was given.
    pub String,
);

impl Status {
    /// Every status: the seven steps by rank, then the exits.
    pub const ALL: [Self; 10] = [
        Self::PendingPayment,
        Self::Placed,
        Self::Accepted,
        Self::Preparing,
        Self::Ready,
        Self::Shipped,
        Self::Completed,
        Self::Expired,
        Self::Declined,
        Self::Cancelled,
    ];

    /// The canonical name, also used in JSON and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PendingPayment => "pending_payment",
            Self::Placed => "placed",
            Self::Accepted => "accepted",
            Self::Preparing => "preparing",
            Self::Ready => "ready",
            Self::Shipped => "shipped",
            Self::Completed => "completed",
            Self::Expired => "expired",
            Self::Declined => "declined",
            Self::Cancelled => "cancelled",
        }
    }

    /// How far along the line, 0 (`pending_payment`) to 6 (`completed`); `None` for the exits, which are beside it.
    pub fn rank(self) -> Option<u8> {
        match self {
            Self::PendingPayment => Some(0),
            Self::Placed => Some(1),
            Self::Accepted => Some(2),
            Self::Preparing => Some(3),
            Self::Ready => Some(4),
            Self::Shipped => Some(5),
            Self::Completed => Some(6),
            Self::Expired | Self::Declined | Self::Cancelled => None,
        }
    }

    /// Whether the order left the line: expired, declined or cancelled.
    pub fn is_exit(self) -> bool {
        self.rank().is_none()
    }

    /// Whether nothing more is to be done: completed, or an exit.
    pub fn is_closed(self) -> bool {
        matches!(self.phase(), Phase::Done | Phase::Closed)
    }

    /// Whether `self` comes later on the line than `other`; an exit is neither before nor after anything.
    pub fn is_after(self, other: Self) -> bool {
        matches!((self.rank(), other.rank()), (Some(mine), Some(theirs)) if mine > theirs)
    }

    /// The coarse state.
    pub fn phase(self) -> Phase {
        match self {
            Self::PendingPayment => Phase::Unpaid,
            Self::Placed => Phase::New,
            Self::Accepted | Self::Preparing | Self::Ready | Self::Shipped => Phase::Active,
            Self::Completed => Phase::Done,
            Self::Expired | Self::Declined | Self::Cancelled => Phase::Closed,
        }
    }

    /// The dashboard counter.
    pub fn counter(self) -> Counter {
        match self.phase() {
            Phase::Unpaid => Counter::Unpaid,
            Phase::New => Counter::Pending,
            Phase::Active => Counter::Confirmed,
            Phase::Done => Counter::Completed,
            Phase::Closed => Counter::Closed,
        }
    }
}

impl Phase {
    /// Every phase, from unpaid to closed.
    pub const ALL: [Self; 5] = [Self::Unpaid, Self::New, Self::Active, Self::Done, Self::Closed];

    /// The stable name, also used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unpaid => "unpaid",
            Self::New => "new",
            Self::Active => "active",
            Self::Done => "done",
            Self::Closed => "closed",
        }
    }

    /// The statuses that make up this phase.
    pub fn statuses(self) -> impl Iterator<Item = Status> {
        Status::ALL.into_iter().filter(move |status| status.phase() == self)
    }
}

impl Counter {
    /// Every counter, from unpaid to closed.
    pub const ALL: [Self; 5] = [Self::Unpaid, Self::Pending, Self::Confirmed, Self::Completed, Self::Closed];

    /// The stable name, also used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unpaid => "unpaid",
            Self::Pending => "pending",
            Self::Confirmed => "confirmed",
            Self::Completed => "completed",
            Self::Closed => "closed",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Counter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Status {
    type Err = UnknownStatus;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|status| status.as_str() == text)
            .ok_or_else(|| UnknownStatus(text.to_owned()))
    }
}

impl FromStr for Phase {
    type Err = UnknownPhase;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|phase| phase.as_str() == text)
            .ok_or_else(|| UnknownPhase(text.to_owned()))
    }
}
