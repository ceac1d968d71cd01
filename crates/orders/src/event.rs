//! What happened. Events are facts in the past tense: the log keeps them for good, so their serde form may only grow by
//! optional fields, and the snapshots beside this module hold it still.
//!
//! Like that of [`Order`] it is the storage form; what screens receive is made where it is sent.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::actor::Actor;
use crate::audience::{Audience, audience};
use crate::money::Money;
use crate::order::Order;
use crate::status::Status;

/// A fact about one order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type")]
pub enum Event {
    /// The order exists from now on.
    #[serde(rename = "order.created")]
    OrderCreated {
        /// The order as it was made.
        order: Box<Order>,
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
    /// Money came in.
    #[serde(rename = "payment.received")]
    PaymentReceived {
        /// How much.
        amount: Money,
        /// How, if known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        method: Option<String>,
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
    },
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
    /// The order right after this event.
    pub order: Order,
    /// Who hears of it.
    pub audience: Audience,
}

impl Event {
    /// The canonical name: that of the event on channels, in webhooks and in the log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::OrderCreated { .. } => "order.created",
            Self::StatusChanged { .. } => "order.status.changed",
            Self::OrderAcknowledged => "order.acknowledged",
            Self::PaymentReceived { .. } => "payment.received",
            Self::PaymentExpired => "payment.expired",
            Self::ShipmentUpdated { .. } => "shipment.updated",
        }
    }

    /// A plain move.
    pub(crate) fn moved(from: Status, to: Status) -> Self {
        Self::StatusChanged { from, to, reason: None, eta: None, courier: None, tracking_no: None }
    }
}

impl RecordedEvent {
    /// Puts an event into its place; the audience follows from the event and is never chosen by the caller.
    pub fn new(seq: i64, id: Uuid, at: Timestamp, actor: Actor, event: Event, order: Order) -> Self {
        let audience = audience(&event, &order);
        Self { seq, id, at, actor, event, order, audience }
    }
}
