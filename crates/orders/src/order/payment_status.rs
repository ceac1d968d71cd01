//! How it stands with the money of an order, in one word; [`super::Order::payment_status`] derives it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Whether an order is paid; derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentStatus {
    /// Something is still to be paid.
    Unpaid,
    /// A payment is held back until somebody looks at it.
    Review,
    /// Nothing is left to pay.
    Paid,
    /// Some of it has gone back.
    PartRefunded,
    /// All of it has gone back.
    Refunded,
    /// A bank is deciding about it.
    Disputed,
    /// A bank took it back.
    Reversed,
}

/// A payment status that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(
    "unknown payment status `{0}`, expected unpaid, review, paid, part_refunded, refunded, disputed or reversed"
)]
pub struct UnknownPaymentStatus(
    /// What was given.
    pub String,
);

impl FromStr for PaymentStatus {
    type Err = UnknownPaymentStatus;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let named = Self::ALL.into_iter().find(|status| status.as_str() == text);
        named.ok_or_else(|| UnknownPaymentStatus(text.to_owned()))
    }
}

impl PaymentStatus {
    /// Every payment status.
    pub const ALL: [Self; 7] = [
        Self::Unpaid,
        Self::Review,
        Self::Paid,
        Self::PartRefunded,
        Self::Refunded,
        Self::Disputed,
        Self::Reversed,
    ];

    /// The stable name, also used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unpaid => "unpaid",
            Self::Review => "review",
            Self::Paid => "paid",
            Self::PartRefunded => "part_refunded",
            Self::Refunded => "refunded",
            Self::Disputed => "disputed",
            Self::Reversed => "reversed",
        }
    }
}
