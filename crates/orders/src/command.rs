//! What can be asked of an order. A command carries the sender's words as they came; [`crate::decide()`] cleans and checks
//! them, so that no caller can forget to.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use thiserror::Error;

use crate::case::{CaseKind, CaseState};
use crate::code::OrderCode;
use crate::details::Details;
use crate::draft::NewOrder;
use crate::id::OrderId;
use crate::locale::Locale;
use crate::money::Money;
use crate::payment::PaymentReport;
use crate::shipment::ShipmentState;
use crate::status::Status;
use crate::timer::Timer;

/// Something that somebody wants to happen.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Record a new order.
    Create {
        /// Its id, minted by the caller.
        id: OrderId,
        /// Its code: [`NewOrder::code`] if the draft had one, else one minted by the caller.
        code: OrderCode,
        /// The checked draft.
        order: Box<NewOrder>,
    },
    /// Say that the order has been seen.
    Acknowledge,
    /// Take the order.
    Accept {
        /// When it will be done; in the future.
        eta: Option<Timestamp>,
    },
    /// Refuse the order.
    Decline {
        /// Why; required, up to 500 characters.
        reason: Option<String>,
    },
    /// Begin making or packing it.
    Start,
    /// It can be picked up or brought.
    Ready,
    /// It is on its way.
    Ship {
        /// Who brings it, up to 60 characters.
        courier: Option<String>,
        /// The courier's number, up to 60 characters.
        tracking_no: Option<String>,
        /// Whether they take the place of others on an order that is on its way already: somebody had mistyped them.
        replace: bool,
    },
    /// The customer has it.
    Complete,
    /// Call it off.
    Cancel {
        /// Why, up to 500 characters.
        reason: Option<String>,
    },
    /// It was not paid in time.
    Expire,
    /// The money has been received outside any payment provider.
    MarkPaid {
        /// How: one of [`STAFF_METHODS`](crate::payment::STAFF_METHODS) or another word, up to 40 characters.
        method: Option<String>,
        /// What is on the paper, up to 120 characters.
        receipt: Option<String>,
        /// How much; `None` means what is outstanding. Less is a deposit, more is refused.
        amount: Option<Money>,
    },
    /// Take back into work what left by an exit.
    Reopen,
    /// Note what a gateway says about a payment.
    ReportPayment(
        /// What it says.
        Box<PaymentReport>,
    ),
    /// Ask for money back, or note that a bank did.
    OpenCase(
        /// What is known of it.
        Box<CaseReport>,
    ),
    /// Decide about a case.
    MoveCase {
        /// Its code.
        code: String,
        /// Where it is from now on.
        to: CaseState,
    },
    /// Note what a courier says.
    UpdateShipment {
        /// Who brings it, up to 60 characters.
        courier: Option<String>,
        /// The courier's number, up to 60 characters.
        tracking_no: Option<String>,
        /// Where it is.
        state: ShipmentState,
        /// The courier's words, up to 200 characters.
        text: Option<String>,
    },
    /// A timer has run out, or so its keeper thinks: whether it has is decided here.
    Lapse {
        /// Which.
        timer: Timer,
        /// The app's time zone.
        zone: TimeZone,
        /// The app's language, for a reason that customers read.
        locale: Locale,
    },
    /// Write anew what the sender of the order has written.
    Amend(
        /// All of it as it is to be, checked.
        Box<Details>,
    ),
    /// Go where the order is in the system that it lives in.
    Follow {
        /// Where it is there.
        to: Status,
        /// The report is known to be newer than all before it, so it may lead back as well.
        newer: bool,
        /// Why, where it left by an exit; up to 500 characters.
        reason: Option<String>,
    },
}

/// What is reported of a refund or a dispute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseReport {
    /// Which of the two.
    pub kind: CaseKind,
    /// The gateway's id for it, up to 120 characters; a second report with the same id is about the same case.
    pub reference: Option<String>,
    /// How much; `None`: everything that was paid and not yet given back.
    pub amount: Option<Money>,
    /// `amount` is everything that has gone back under this reference until now, and not this time's part alone.
    pub cumulative: bool,
    /// Why, up to 500 characters.
    pub reason: Option<String>,
    /// Where it is; `None`: at its beginning.
    pub state: Option<CaseState>,
    /// Until when evidence is taken.
    pub due_at: Option<Timestamp>,
}

/// A command without its details: what rights and refusals speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// See [`Command::Create`].
    Create,
    /// See [`Command::Acknowledge`].
    Acknowledge,
    /// See [`Command::Accept`].
    Accept,
    /// See [`Command::Decline`].
    Decline,
    /// See [`Command::Start`].
    Start,
    /// See [`Command::Ready`].
    Ready,
    /// See [`Command::Ship`].
    Ship,
    /// See [`Command::Complete`].
    Complete,
    /// See [`Command::Cancel`].
    Cancel,
    /// See [`Command::Expire`].
    Expire,
    /// See [`Command::MarkPaid`].
    MarkPaid,
    /// See [`Command::Reopen`].
    Reopen,
    /// See [`Command::ReportPayment`].
    ReportPayment,
    /// See [`Command::OpenCase`].
    OpenCase,
    /// See [`Command::MoveCase`].
    MoveCase,
    /// See [`Command::UpdateShipment`].
    UpdateShipment,
    /// See [`Command::Lapse`].
    Lapse,
    /// See [`Command::Amend`].
    Amend,
    /// See [`Command::Follow`].
    Follow,
}

/// An action name that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown action `{0}`")]
pub struct UnknownAction(
    /// What was given.
    pub String,
);

impl Command {
    /// Which action it asks for.
    pub fn action(&self) -> Action {
        match self {
            Self::Create { .. } => Action::Create,
            Self::Acknowledge => Action::Acknowledge,
            Self::Accept { .. } => Action::Accept,
            Self::Decline { .. } => Action::Decline,
            Self::Start => Action::Start,
            Self::Ready => Action::Ready,
            Self::Ship { .. } => Action::Ship,
            Self::Complete => Action::Complete,
            Self::Cancel { .. } => Action::Cancel,
            Self::Expire => Action::Expire,
            Self::MarkPaid { .. } => Action::MarkPaid,
            Self::Reopen => Action::Reopen,
            Self::ReportPayment(_) => Action::ReportPayment,
            Self::OpenCase(_) => Action::OpenCase,
            Self::MoveCase { .. } => Action::MoveCase,
            Self::UpdateShipment { .. } => Action::UpdateShipment,
            Self::Lapse { .. } => Action::Lapse,
            Self::Amend(_) => Action::Amend,
            Self::Follow { .. } => Action::Follow,
        }
    }
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 19] = [
        Self::Create,
        Self::Acknowledge,
        Self::Accept,
        Self::Decline,
        Self::Start,
        Self::Ready,
        Self::Ship,
        Self::Complete,
        Self::Cancel,
        Self::Expire,
        Self::MarkPaid,
        Self::Reopen,
        Self::ReportPayment,
        Self::OpenCase,
        Self::MoveCase,
        Self::UpdateShipment,
        Self::Lapse,
        Self::Amend,
        Self::Follow,
    ];

    /// The short stable name: `create`, `ack`, `accept`, `decline`, `start`, `ready`, `ship`, `complete`, `cancel`,
    /// `expire`, `mark-paid`, `reopen`, `report-payment`, `open-case`, `move-case`, `update-shipment`, `lapse`,
    /// `amend`, `follow`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Acknowledge => "ack",
            Self::Accept => "accept",
            Self::Decline => "decline",
            Self::Start => "start",
            Self::Ready => "ready",
            Self::Ship => "ship",
            Self::Complete => "complete",
            Self::Cancel => "cancel",
            Self::Expire => "expire",
            Self::MarkPaid => "mark-paid",
            Self::Reopen => "reopen",
            Self::ReportPayment => "report-payment",
            Self::OpenCase => "open-case",
            Self::MoveCase => "move-case",
            Self::UpdateShipment => "update-shipment",
            Self::Lapse => "lapse",
            Self::Amend => "amend",
            Self::Follow => "follow",
        }
    }

    /// The status that this action leads to; `None` for those that leave the status alone or depend on the order.
    pub fn target(self) -> Option<Status> {
        match self {
            Self::Accept => Some(Status::Accepted),
            Self::Decline => Some(Status::Declined),
            Self::Start => Some(Status::Preparing),
            Self::Ready => Some(Status::Ready),
            Self::Ship => Some(Status::Shipped),
            Self::Complete => Some(Status::Completed),
            Self::Cancel => Some(Status::Cancelled),
            Self::Expire => Some(Status::Expired),
            Self::Reopen => Some(Status::Placed),
            Self::Create
            | Self::Acknowledge
            | Self::MarkPaid
            | Self::ReportPayment
            | Self::OpenCase
            | Self::MoveCase
            | Self::UpdateShipment
            | Self::Lapse
            | Self::Amend
            | Self::Follow => None,
        }
    }

    /// The action as a verb with "an order", for messages.
    pub(crate) fn phrase(self) -> &'static str {
        match self {
            Self::Create => "create an order",
            Self::Acknowledge => "acknowledge an order",
            Self::Accept => "accept an order",
            Self::Decline => "decline an order",
            Self::Start => "start an order",
            Self::Ready => "mark an order as ready",
            Self::Ship => "ship an order",
            Self::Complete => "complete an order",
            Self::Cancel => "cancel an order",
            Self::Expire => "expire an order",
            Self::MarkPaid => "mark an order as paid",
            Self::Reopen => "reopen an order",
            Self::ReportPayment => "report a payment of an order",
            Self::OpenCase => "open a case about an order",
            Self::MoveCase => "decide a case about an order",
            Self::UpdateShipment => "update the shipment of an order",
            Self::Lapse => "let time run out for an order",
            Self::Amend => "amend an order",
            Self::Follow => "report where an order is",
        }
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Action {
    type Err = UnknownAction;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|action| action.as_str() == text)
            .ok_or_else(|| UnknownAction(text.to_owned()))
    }
}
