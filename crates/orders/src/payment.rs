//! Payments of an order. There may be many: customers change their mind about how to pay, gateways refuse a reference
//! twice, cash comes on top. Which of them are good decides what the order is; no attempt decides alone.
//!
//! Reports of a gateway arrive late, twice and out of order, so a payment moves by what is possible and not by what came
//! last: see [`PaymentState::then`].

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::actor::Actor;
use crate::money::Money;

/// Most payments that are kept of one order: so many that gateways report, and as many that staff note.
pub const MAX_PAYMENTS: usize = 50;

/// The provider of payments that staff note: cash, a transfer, a card at the counter.
pub const STAFF: &str = "staff";

/// The methods that every screen has a word for. Another text is a method as well, and is shown as it was written.
pub const STAFF_METHODS: [&str; 5] = ["cash", "transfer", "card", "qris", "other"];

/// One attempt to pay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// The gateway, such as `midtrans`, or [`STAFF`]. What staff marked as paid before such payments were kept is in
    /// the order's sum alone.
    pub provider: String,
    /// Our reference for it, unique at the provider: the order's code with a number.
    pub reference: String,
    /// The gateway's id, once it has told one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction: Option<String>,
    /// For people, such as `BCA virtual account`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// What is on the paper: the number of a receipt, a transfer or a card slip. Not unique.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// Who noted it, where a person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Actor>,
    /// Where it is.
    pub state: PaymentState,
    /// How much, in minor units of the order's currency.
    pub amount: i64,
    /// The money had come in and was taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reversed: bool,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// Where a payment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// The customer has not paid yet.
    Pending,
    /// Held back until somebody looks at it.
    Review,
    /// The money is there.
    Paid,
    /// It did not work, or was taken back.
    Failed,
    /// The time to pay ran out.
    Expired,
    /// Somebody called it off.
    Cancelled,
}

/// What a report makes of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Nothing: it is so already, or the report is older than what is known.
    Nothing,
    /// It moves.
    Move,
    /// Money that had come in is taken back.
    Reversal,
}

/// Who found out about a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentSource {
    /// The gateway told us.
    Webhook,
    /// We asked the gateway, because it had not told us.
    Recovery,
    /// A person says so.
    Staff,
}

/// What is reported of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentReport {
    /// See [`Payment::provider`]; 1 to 40 characters.
    pub provider: String,
    /// See [`Payment::reference`]; 1 to 120 characters.
    pub reference: String,
    /// See [`Payment::transaction`]; up to 120 characters.
    pub transaction: Option<String>,
    /// See [`Payment::method`]; up to 40 characters.
    pub method: Option<String>,
    /// Where it is.
    pub state: PaymentState,
    /// How much; `None`: as much as is known of this payment, or else what the order still lacks.
    pub amount: Option<Money>,
    /// Who found out.
    pub source: PaymentSource,
}

impl PaymentState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Pending, Self::Review, Self::Paid, Self::Failed, Self::Expired, Self::Cancelled];

    /// The stable name, also used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Review => "review",
            Self::Paid => "paid",
            Self::Failed => "failed",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether money may still come, or has.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Pending | Self::Review | Self::Paid)
    }

    /// What a report of `next` makes of a payment that is here.
    ///
    /// Money is never ignored, so every state leads to `paid`. From there only a failure leads away, which is then a
    /// reversal by the bank. An end is an end: neither `pending` nor another end follows it.
    pub fn then(self, next: Self) -> Step {
        use PaymentState::{Cancelled, Expired, Failed, Paid, Pending, Review};
        match (self, next) {
            (Paid, Failed) => Step::Reversal,
            (Pending, Review | Paid | Failed | Expired | Cancelled) => Step::Move,
            (Review, Paid | Failed | Expired | Cancelled) => Step::Move,
            (Failed | Expired | Cancelled, Paid) => Step::Move,
            _ => Step::Nothing,
        }
    }
}

impl PaymentSource {
    /// The stable name, also used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Webhook => "webhook",
            Self::Recovery => "recovery",
            Self::Staff => "staff",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_of_reports_ends_where_the_money_is() {
        use PaymentState::{Paid, Pending};
        // Whatever came before, and whatever repeats come after, except a reversal.
        for first in PaymentState::ALL {
            for second in PaymentState::ALL {
                let mut state = Pending;
                for report in
                    [first, second, Paid, Pending, PaymentState::Expired, Paid, PaymentState::Cancelled]
                {
                    if state.then(report) != Step::Nothing {
                        state = report;
                    }
                }
                assert_eq!(state, Paid, "{first:?}, {second:?}");
            }
        }
    }

    #[test]
    fn a_report_twice_is_a_report_once() {
        for state in PaymentState::ALL {
            assert_eq!(state.then(state), Step::Nothing);
        }
    }
}
