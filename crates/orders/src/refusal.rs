//! Why a command is not carried out. A refusal is an ordinary answer and not a failure: nothing changed, and the text
//! tells a person what to do instead.

use jiff::Timestamp;
use jiff::civil::Date;
use thiserror::Error;

use crate::actor::ActorKind;
use crate::case::CaseState;
use crate::code::OrderCode;
use crate::command::Action;
use crate::locale::Locale;
use crate::money::Money;
use crate::status::Status;

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The order is not this actor's to see or to touch. Callers may answer as if there were no such order.
    #[error("this order is not in your scope")]
    OutOfScope,
    /// The actor's role may not do this, ever or at this point.
    #[error("the role {role} may not {}{}", action.phrase(), during(*status))]
    NotAllowed {
        /// What was asked.
        action: Action,
        /// By which role.
        role: ActorKind,
        /// The status that stands against it; `None` if the role may never do it.
        status: Option<Status>,
    },
    /// The order is past that, or never gets there from here.
    #[error("cannot {} that is {status}", action.phrase())]
    NotPossible {
        /// What was asked.
        action: Action,
        /// Where the order is.
        status: Status,
    },
    /// The order goes with another courier, or under another number.
    #[error(
        "the order goes {} already, and has one parcel; to correct that, ship it again with `replace`",
        with(courier.as_deref(), tracking_no.as_deref())
    )]
    OtherShipment {
        /// Who brings it.
        courier: Option<String>,
        /// The courier's number for it.
        tracking_no: Option<String>,
    },
    /// The order waits for its money.
    #[error("cannot {} that is not paid: {} outstanding, mark it as paid first", action.phrase(), due.display(Locale::En))]
    PaymentRequired {
        /// What was asked.
        action: Action,
        /// What is outstanding.
        due: Money,
    },
    /// A report of another system would lead back, and nothing says that it is newer than what is known.
    #[error("the order went from {to} to {from} before: a report that leads back must say that it is newer")]
    GoesBack {
        /// Where the order is.
        from: Status,
        /// Where it is said to be.
        to: Status,
    },
    /// The order's flow has no such step.
    #[error("cannot {}: the flow {flow} has no step {} for this order", action.phrase(), step.as_str())]
    NotInFlow {
        /// What was asked.
        action: Action,
        /// The step that is missing.
        step: Status,
        /// The flow of the order.
        flow: String,
    },
    /// A timer came before its time.
    #[error("cannot {} before {not_before}", action.phrase())]
    TooEarly {
        /// What was asked.
        action: Action,
        /// From when on it can be done.
        not_before: Timestamp,
    },
    /// The case is past that, or never gets there.
    #[error("cannot move the case {code} from {from} to {to}")]
    CaseNotPossible {
        /// The case.
        code: String,
        /// Where it is.
        from: CaseState,
        /// Where it should go.
        to: CaseState,
    },
    /// The order has no such case.
    #[error("the order has no case {code}")]
    NoCase {
        /// What was given.
        code: String,
    },
    /// Somebody else has the resource on one of the nights.
    #[error("cannot {}: {resource} is taken by order {by} from {check_in} to {check_out}", action.phrase())]
    Overlap {
        /// What was asked.
        action: Action,
        /// What is booked twice.
        resource: String,
        /// The order that has it.
        by: OrderCode,
        /// From when.
        check_in: Date,
        /// Until when.
        check_out: Date,
    },
    /// A detail of the command is unusable.
    #[error("{field} {message}")]
    Invalid {
        /// Which one.
        field: &'static str,
        /// What is wrong with it, with the limit; reads on after the field's name.
        message: String,
    },
    /// There is no order to act on.
    #[error("cannot {}: there is no such order", action.phrase())]
    NoOrder {
        /// What was asked.
        action: Action,
    },
    /// The vendor takes no orders for a while.
    #[error("{vendor} takes no orders until {until}")]
    VendorPaused {
        /// What the vendor is called.
        vendor: String,
        /// Until when.
        until: Timestamp,
    },
    /// Another order has this place already.
    #[error("this order exists already")]
    Exists,
}

impl Refusal {
    /// A stable name for programs: `out_of_scope`, `not_allowed`, `not_possible`, `payment_required`, `not_in_flow`,
    /// `too_early`, `no_case`, `overlap`, `goes_back`, `invalid`, `no_order`, `vendor_paused`, `exists`. A case that
    /// cannot move there, and another courier than the one that is noted, are `not_possible` as well.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OutOfScope => "out_of_scope",
            Self::NotAllowed { .. } => "not_allowed",
            Self::NotPossible { .. } | Self::CaseNotPossible { .. } | Self::OtherShipment { .. } => {
                "not_possible"
            }
            Self::PaymentRequired { .. } => "payment_required",
            Self::NotInFlow { .. } => "not_in_flow",
            Self::GoesBack { .. } => "goes_back",
            Self::TooEarly { .. } => "too_early",
            Self::NoCase { .. } => "no_case",
            Self::Overlap { .. } => "overlap",
            Self::Invalid { .. } => "invalid",
            Self::NoOrder { .. } => "no_order",
            Self::VendorPaused { .. } => "vendor_paused",
            Self::Exists => "exists",
        }
    }
}

fn with(courier: Option<&str>, tracking_no: Option<&str>) -> String {
    match (courier, tracking_no) {
        (Some(courier), Some(number)) => format!("with {courier} under the number {number}"),
        (Some(courier), None) => format!("with {courier}"),
        (None, Some(number)) => format!("under the number {number}"),
        (None, None) => "without a courier".to_owned(),
    }
}

fn during(status: Option<Status>) -> String {
    status.map(|status| format!(" that is {status}")).unwrap_or_default()
}
