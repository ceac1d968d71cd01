//! What happened. Events are facts in the past tense: the log keeps them for good, so their serde form may only grow by
//! optional fields, and the snapshots beside this module hold it still.
//!
//! Like that of [`Order`] it is the storage form; what screens receive is made where it is sent.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::actor::Actor;
use crate::audience::{Audience, audience};
use crate::case::Case;
use crate::custom::CustomEvent;
use crate::details::{Detail, Details};
use crate::money::Money;
use crate::order::Order;
use crate::payment::{PaymentSource, PaymentState};
use crate::shipment::ShipmentState;
use crate::status::Status;
use crate::subject::{Subject, SubjectRef};

/// A fact: about one order, unless it says otherwise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum Event {
    /// The order exists from now on.
    #[serde(rename = "order.created")]
    OrderCreated {
        /// The order as it was made.
        order: Box<Order>,
    },
    /// What its sender had written was written anew.
    #[serde(rename = "order.updated")]
    OrderUpdated {
        /// What is other than before.
        changed: Vec<Detail>,
        /// All of it as it is from now on; without lines if those stay as they were.
        details: Box<Details>,
    },
    /// The order moved. Every move is exactly one of these, whatever else is told beside it.
    #[serde(rename = "order.status.changed")]
    StatusChanged {
        /// Where it was.
        from: Status,
        /// Where it is now.
        to: Status,
        /// Why, when it left by an exit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
        /// When it is promised for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        eta: Option<Timestamp>,
        /// Who brings it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        courier: Option<String>,
        /// The courier's number for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tracking_no: Option<String>,
    },
    /// Somebody has seen it.
    #[serde(rename = "order.acknowledged")]
    OrderAcknowledged,
    /// Nobody has taken it for longer than the shop allows itself.
    #[serde(rename = "order.unattended")]
    OrderUnattended {
        /// For how long it has waited, in seconds.
        waiting_s: u64,
        /// Who is called: 1 the shop, 2 the admins.
        step: u8,
    },
    /// It has not got as far as it should have by now.
    #[serde(rename = "order.late")]
    OrderLate {
        /// Where it is.
        step: Status,
        /// Where it should be.
        until: Status,
        /// Since when the shop has had it to make.
        since: Timestamp,
        /// For how long that was, in seconds.
        waiting_s: u64,
        /// When it should have been there.
        due_at: Timestamp,
    },
    /// Money came in.
    #[serde(rename = "payment.received")]
    PaymentReceived {
        /// How much.
        amount: Money,
        /// How, if known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        method: Option<String>,
        /// The payment that it came by.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        payment: Option<Box<PaymentChange>>,
    },
    /// A payment is somewhere else, without any money having moved.
    #[serde(rename = "payment.updated")]
    PaymentUpdated {
        /// The payment.
        payment: Box<PaymentChange>,
    },
    /// A payment did not work; or it did, and that is the problem.
    #[serde(rename = "payment.failed")]
    PaymentFailed {
        /// The payment.
        payment: Box<PaymentChange>,
        /// The money came in after the order had been closed: somebody has to reopen it or give the money back.
        #[serde(default)]
        late: bool,
        /// The bank took back money that had come in.
        #[serde(default)]
        reversed: bool,
    },
    /// A payment was found out about by asking the gateway, because its report had not arrived.
    #[serde(rename = "payment.recovered")]
    PaymentRecovered {
        /// The payment.
        payment: Box<PaymentChange>,
    },
    /// The time to pay ran out.
    #[serde(rename = "payment.expired")]
    PaymentExpired,
    /// What is known of the shipment changed; `None` leaves a detail as it was.
    #[serde(rename = "shipment.updated")]
    ShipmentUpdated {
        /// Who brings it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        courier: Option<String>,
        /// The courier's number for it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tracking_no: Option<String>,
        /// Where the parcel is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        state: Option<ShipmentState>,
        /// The courier's words for that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
        /// The number takes the place of a wrong one; what was known of that parcel is not about this order.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        corrected: bool,
    },
    /// Somebody wants money back.
    #[serde(rename = "refund.requested")]
    RefundRequested {
        /// The case as it is from now on.
        case: Box<Case>,
    },
    /// A refund moved on.
    #[serde(rename = "refund.updated")]
    RefundUpdated {
        /// The case as it is from now on.
        case: Box<Case>,
    },
    /// A bank took the customer's side.
    #[serde(rename = "dispute.created")]
    DisputeCreated {
        /// The case as it is from now on.
        case: Box<Case>,
    },
    /// A dispute moved on.
    #[serde(rename = "dispute.updated")]
    DisputeUpdated {
        /// The case as it is from now on.
        case: Box<Case>,
    },
    /// A product has fewer pieces left than it should. About the product.
    #[serde(rename = "stock.low")]
    StockLow {
        /// Why, in the words of whoever changed the stock.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// Somebody has an account from now on. About that user.
    #[serde(rename = "user.registered")]
    UserRegistered,
    /// A vendor takes no orders for a while, because nobody answered the last ones or because somebody says so. About that
    /// vendor.
    #[serde(rename = "vendor.paused")]
    VendorPaused {
        /// How many in a row nobody answered; 0 where somebody paused it, who is the actor then.
        misses: u32,
        /// Until when customers cannot order.
        until: Timestamp,
    },
    /// Somebody has ended the pause of a vendor. About that vendor.
    #[serde(rename = "vendor.resumed")]
    VendorResumed,
    /// Something that only the app knows of.
    #[serde(rename = "custom")]
    Custom(Box<CustomEvent>),
}

/// A payment as it is from an event on; `None` leaves a detail as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentChange {
    /// See [`crate::Payment::provider`].
    pub provider: String,
    /// Our reference.
    pub reference: String,
    /// The gateway's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transaction: Option<String>,
    /// How it is paid, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// What is on the paper that staff have of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
    /// Where it is.
    pub state: PaymentState,
    /// Where it was; `None` for one that is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<PaymentState>,
    /// How much.
    pub amount: Money,
    /// Who found out.
    pub source: PaymentSource,
}

/// An event with its place in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedEvent {
    /// Position in the app's log, from 1, without gaps.
    pub seq: i64,
    /// Id of the event, the same wherever it is delivered.
    pub id: Uuid,
    /// When it happened.
    pub at: Timestamp,
    /// Who did it.
    pub actor: Actor,
    /// What happened.
    pub event: Event,
    /// What it is about, right after this event.
    pub subject: Subject,
    /// Who hears of it.
    pub audience: Audience,
}

impl Event {
    /// The canonical name: that of the event on channels, in webhooks and in the log.
    pub fn name(&self) -> &str {
        match self {
            Self::Custom(event) => &event.name,
            Self::StockLow { .. } => "stock.low",
            Self::UserRegistered => "user.registered",
            Self::VendorPaused { .. } => "vendor.paused",
            Self::VendorResumed => "vendor.resumed",
            Self::OrderCreated { .. } => "order.created",
            Self::OrderUpdated { .. } => "order.updated",
            Self::StatusChanged { .. } => "order.status.changed",
            Self::OrderAcknowledged => "order.acknowledged",
            Self::OrderUnattended { .. } => "order.unattended",
            Self::OrderLate { .. } => "order.late",
            Self::PaymentReceived { .. } => "payment.received",
            Self::PaymentUpdated { .. } => "payment.updated",
            Self::PaymentFailed { .. } => "payment.failed",
            Self::PaymentRecovered { .. } => "payment.recovered",
            Self::PaymentExpired => "payment.expired",
            Self::ShipmentUpdated { .. } => "shipment.updated",
            Self::RefundRequested { .. } => "refund.requested",
            Self::RefundUpdated { .. } => "refund.updated",
            Self::DisputeCreated { .. } => "dispute.created",
            Self::DisputeUpdated { .. } => "dispute.updated",
        }
    }

    /// Whether it is about an order.
    pub fn is_of_order(&self) -> bool {
        !matches!(
            self,
            Self::StockLow { .. }
                | Self::UserRegistered
                | Self::VendorPaused { .. }
                | Self::VendorResumed
                | Self::Custom(_)
        )
    }

    /// A plain move.
    pub(crate) fn moved(from: Status, to: Status) -> Self {
        Self::StatusChanged { from, to, reason: None, eta: None, courier: None, tracking_no: None }
    }
}

impl RecordedEvent {
    /// Puts an event into its place; the audience follows from the event and is never chosen by the caller.
    pub fn new(
        seq: i64,
        id: Uuid,
        at: Timestamp,
        actor: Actor,
        event: Event,
        subject: impl Into<Subject>,
    ) -> Self {
        let subject = subject.into();
        let audience = audience(&event, &subject);
        Self { seq, id, at, actor, event, subject, audience }
    }

    /// The order right after this event, if it is about one.
    pub fn order(&self) -> Option<&Order> {
        SubjectRef::from(&self.subject).order()
    }
}
