//! Refunds and disputes: money that goes back because the shop agrees, or because a bank decides. Two words for one
//! life: it is opened, somebody decides, it is closed. An order can have several, and its status does not depend on them.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Most cases that are kept of one order.
pub const MAX_CASES: usize = 50;

/// A refund or a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// What people call it: the order's code with a letter and a number, unique in the app.
    pub code: String,
    /// Which of the two.
    pub kind: CaseKind,
    /// The gateway's id for it, by which repeats are recognized.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// How much, in minor units of the order's currency.
    pub amount: i64,
    /// Why, up to 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Where it is.
    pub state: CaseState,
    /// Until when evidence is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// Which kind of case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseKind {
    /// The shop decides.
    Refund,
    /// The customer's bank decides.
    Dispute,
}

/// Where a case is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// A refund that somebody asked for.
    Requested,
    /// A refund that is on its way.
    Approved,
    /// A refund that has arrived.
    Refunded,
    /// A refund that the gateway could not carry out.
    Failed,
    /// A refund that the shop will not give.
    Rejected,
    /// A dispute in which evidence may be handed in.
    Open,
    /// A dispute that left the money where it was.
    Won,
    /// A dispute that took the money.
    Lost,
}

impl CaseKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Refund, Self::Dispute];

    /// The stable name, also used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Refund => "refund",
            Self::Dispute => "dispute",
        }
    }

    /// The letter in its code.
    pub(crate) fn letter(self) -> char {
        match self {
            Self::Refund => 'R',
            Self::Dispute => 'D',
        }
    }

    /// Where a case of this kind begins.
    pub fn first(self) -> CaseState {
        match self {
            Self::Refund => CaseState::Requested,
            Self::Dispute => CaseState::Open,
        }
    }
}

impl CaseState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Requested,
        Self::Approved,
        Self::Refunded,
        Self::Failed,
        Self::Rejected,
        Self::Open,
        Self::Won,
        Self::Lost,
    ];

    /// The stable name, also used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Approved => "approved",
            Self::Refunded => "refunded",
            Self::Failed => "failed",
            Self::Rejected => "rejected",
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }

    /// Which kind of case can be here.
    pub fn kind(self) -> CaseKind {
        match self {
            Self::Requested | Self::Approved | Self::Refunded | Self::Failed | Self::Rejected => {
                CaseKind::Refund
            }
            Self::Open | Self::Won | Self::Lost => CaseKind::Dispute,
        }
    }

    /// Whether a case that is here can go to `next`. A refund that failed can be tried again.
    pub fn leads_to(self, next: Self) -> bool {
        use CaseState::{Approved, Failed, Lost, Open, Refunded, Rejected, Requested, Won};
        matches!(
            (self, next),
            (Requested, Approved | Refunded | Failed | Rejected)
                | (Approved, Refunded | Failed)
                | (Failed, Approved | Refunded)
                | (Open, Won | Lost)
        )
    }

    /// Whether the money is with the customer.
    pub fn has_paid_out(self) -> bool {
        matches!(self, Self::Refunded | Self::Lost)
    }
}

impl fmt::Display for CaseState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_case_changes_its_kind_or_comes_back_to_its_beginning() {
        for from in CaseState::ALL {
            for to in CaseState::ALL.into_iter().filter(|to| from.leads_to(*to)) {
                assert_eq!(from.kind(), to.kind());
                assert_ne!(to, to.kind().first());
            }
        }
    }

    #[test]
    fn what_was_paid_out_stays_paid_out() {
        for from in CaseState::ALL.into_iter().filter(|state| state.has_paid_out()) {
            assert!(!CaseState::ALL.into_iter().any(|to| from.leads_to(to)));
        }
    }
}
