//! The state of an order: what every event carries and every screen shows.
//!
//! The serde form of these types is the storage form: it is what the event log keeps, and changing it needs a
//! migration. It is not what goes out over HTTP or to a screen; that form is made where it is sent, and may hide or
//! rename things freely.

mod payment_status;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

pub use self::payment_status::{PaymentStatus, UnknownPaymentStatus};
use crate::actor::Actor;
use crate::audience::View;
use crate::case::{Case, CaseKind, CaseState};
use crate::code::OrderCode;
use crate::command::Action;
use crate::currency::Currency;
use crate::flow::Flow;
use crate::id::OrderId;
use crate::money::Money;
use crate::payment::{Payment, PaymentState};
use crate::shipment::Shipment;
use crate::status::Status;

/// How long "seen" silences an order that still has to be accepted.
pub const SEEN_SILENCES: SignedDuration = SignedDuration::from_secs(60);

/// An order. Only [`crate::apply()`] changes one; amounts are minor units of `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Public id.
    pub id: OrderId,
    /// What people call it; unique in the app.
    pub code: OrderCode,
    /// The system it comes from; `api` unless told otherwise.
    pub source: String,
    /// Its id in that system.
    pub ext_id: Option<String>,
    /// Whose order it is to fulfil; without one only admins see it.
    pub vendor_id: Option<String>,
    /// Name of its flow.
    pub flow: String,
    /// Where it is.
    pub status: Status,
    /// Who brought it there.
    pub status_by: Actor,
    /// Since when it is there.
    pub status_at: Timestamp,
    /// From 1, up by one for each event.
    pub version: i64,
    /// Who ordered.
    pub customer: Customer,
    /// Currency of all amounts.
    pub currency: Currency,
    /// Sum of the items.
    pub subtotal: i64,
    /// Taken off, as a positive number.
    pub discount: i64,
    /// Put on for bringing it.
    pub shipping: i64,
    /// Put on for the state.
    pub tax: i64,
    /// `subtotal - discount + shipping + tax`.
    pub total: i64,
    /// How much has come in, more than the total where somebody paid twice.
    pub paid: i64,
    /// How much of that has gone back.
    #[serde(default)]
    pub refunded: i64,
    /// Every attempt to pay, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<Payment>,
    /// Refunds and disputes, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Case>,
    /// Whether it is worked on before it is paid: cash, on delivery, on account.
    pub pay_later: bool,
    /// A remark that came with the order; staff may have written it, so customers' screens do not show it.
    pub note: Option<String>,
    /// What was booked, and when.
    pub booking: Option<Booking>,
    /// How it gets to the customer.
    pub delivery: Option<Delivery>,
    /// Whatever the app wants to keep with the order; not interpreted.
    pub meta: Option<Map<String, Value>>,
    /// What was ordered, 1 to 200 lines.
    pub items: Vec<Item>,
    /// How often the lines were written anew.
    #[serde(default, skip_serializing_if = "is_first")]
    pub items_revision: u32,
    /// Who brings it.
    pub courier: Option<String>,
    /// The courier's number for it.
    pub tracking_no: Option<String>,
    /// Where the parcel is, once a courier has told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment: Option<Shipment>,
    /// Why it was declined or cancelled.
    pub reason: Option<String>,
    /// Since when the shop has it before itself.
    pub placed_at: Option<Timestamp>,
    /// When somebody last said that they have seen it.
    pub ack_at: Option<Timestamp>,
    /// Who said so.
    pub ack_by: Option<Actor>,
    /// How far the calls for somebody to take it have gone: 1 the shop, 2 the admins; 0 while nobody had to be called.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub unattended: u8,
    /// Since when the shop works on it: when it went on from `placed`. Its deadlines run from here where it had to be
    /// accepted, whichever steps it takes since.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_at: Option<Timestamp>,
    /// What it is late for; `None` while it is in time, and as soon as it has got there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<Late>,
    /// Until when it must be paid; only while it waits for payment.
    pub expires_at: Option<Timestamp>,
    /// When the shop promised it.
    pub eta: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// When it was completed or left by an exit.
    pub closed_at: Option<Timestamp>,
}

/// A deadline that passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Late {
    /// The step that it should have reached.
    pub until: Status,
    /// When it should have.
    pub due_at: Timestamp,
}

/// Who ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// Their name, 1 to 120 characters.
    pub name: String,
    /// As they wrote it.
    pub phone: Option<String>,
    /// As they wrote it.
    pub email: Option<String>,
    /// Their account, for those who have one.
    pub user_id: Option<String>,
}

/// One line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What it is called, 1 to 120 characters.
    pub name: String,
    /// The shop's number for it.
    pub sku: Option<String>,
    /// Size, extras and the like, as text.
    pub options: Option<String>,
    /// How many, 1 to 9999.
    pub qty: u32,
    /// Price of one, in minor units.
    pub unit_price: i64,
    /// `qty * unit_price`, in minor units.
    pub total: i64,
}

/// A booked resource for the nights from `check_in` up to, but not including, `check_out`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// The villa, room or table, as the app knows it.
    pub resource_id: Option<String>,
    /// What it is called.
    pub resource_name: String,
    /// First day.
    pub check_in: Date,
    /// Day of leaving, later than `check_in`.
    pub check_out: Date,
    /// How many people.
    pub guests: Option<u16>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_first(revision: &u32) -> bool {
    *revision == 0
}

impl Booking {
    /// Whether both are for the same resource and share a night. Somebody may arrive on the day on which somebody leaves.
    pub fn overlaps(&self, other: &Self) -> bool {
        let same = match (&self.resource_id, &other.resource_id) {
            (Some(mine), Some(theirs)) => mine == theirs,
            _ => self.resource_name == other.resource_name,
        };
        same && self.check_in < other.check_out && other.check_in < self.check_out
    }
}

/// How an order gets to the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Which way.
    #[serde(rename = "type")]
    pub kind: DeliveryKind,
    /// Where to.
    pub address: Option<String>,
    /// When it is wanted.
    pub due_at: Option<Timestamp>,
}

/// The ways in which an order gets to the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryKind {
    /// The customer fetches it.
    Pickup,
    /// The shop brings it.
    Delivery,
    /// A carrier brings it.
    Ship,
}

impl Order {
    /// From when on this order rings; `None` while nobody has to be called.
    ///
    /// The alarm is a property of the state and not of a message, so a lost frame, a reload or a second tab can neither
    /// lose it nor keep it alive: placed and not yet seen rings since it was placed; seen, but still to be
    /// accepted, rings again a minute after it was seen. The moment may lie in the future.
    pub fn rings_at(&self, flow: &Flow) -> Option<Timestamp> {
        if self.status != Status::Placed {
            return None;
        }
        match self.ack_at {
            None => Some(self.placed_at.unwrap_or(self.status_at)),
            Some(seen) if flow.needs_accept => {
                Some(seen.checked_add(SEEN_SILENCES).unwrap_or(Timestamp::MAX))
            }
            Some(_) => None,
        }
    }

    /// Whether nobody has seen the order yet and somebody should.
    pub fn needs_ack(&self) -> bool {
        self.status == Status::Placed && self.ack_at.is_none()
    }

    /// Who made it so, when [`crate::decide()`] answers `action` with no events; `None` where the state does not tell.
    pub fn already_by(&self, action: Action) -> Option<&Actor> {
        match action {
            Action::Acknowledge => self.ack_by.as_ref().or(Some(&self.status_by)),
            Action::Create
            | Action::MarkPaid
            | Action::ReportPayment
            | Action::OpenCase
            | Action::MoveCase
            | Action::UpdateShipment
            | Action::Lapse
            | Action::Amend => None,
            _ => Some(&self.status_by),
        }
    }

    /// An amount of this order as money.
    pub fn money(&self, minor: i64) -> Money {
        Money::clamped(minor, self.currency)
    }

    /// What is still to be paid.
    pub fn outstanding(&self) -> Money {
        self.money(self.total - self.paid)
    }

    /// How it stands with the money: what needs somebody's attention comes first.
    pub fn payment_status(&self) -> PaymentStatus {
        if self.cases.iter().any(|case| case.state == CaseState::Open) {
            return PaymentStatus::Disputed;
        }
        if self.refunded > 0 {
            let all = self.refunded >= self.paid;
            return if all { PaymentStatus::Refunded } else { PaymentStatus::PartRefunded };
        }
        if self.outstanding().is_zero() {
            return PaymentStatus::Paid;
        }
        let has = |state| self.payments.iter().any(|payment| payment.state == state);
        if self.payments.iter().any(|payment| payment.reversed) {
            PaymentStatus::Reversed
        } else if has(PaymentState::Review) {
            PaymentStatus::Review
        } else {
            PaymentStatus::Unpaid
        }
    }

    /// Whether a payment is held back: the order must neither expire nor go on until somebody has decided.
    pub fn is_reviewed(&self) -> bool {
        self.payments.iter().any(|payment| payment.state == PaymentState::Review)
    }

    /// The payment with this reference at this provider, or with this id of the provider's.
    pub fn payment(&self, provider: &str, reference: &str, transaction: Option<&str>) -> Option<&Payment> {
        self.payments.iter().filter(|payment| payment.provider == provider).find(|payment| {
            payment.reference == reference
                || transaction.is_some() && payment.transaction.as_deref() == transaction
        })
    }

    /// The case with this code.
    pub fn case(&self, code: &str) -> Option<&Case> {
        self.cases.iter().find(|case| case.code == code)
    }

    /// Whether it is brought or sent to the customer.
    pub fn is_delivered(&self) -> bool {
        self.delivery
            .as_ref()
            .is_some_and(|delivery| matches!(delivery.kind, DeliveryKind::Delivery | DeliveryKind::Ship))
    }

    /// What a reader with this view may see of the order: the reduced view goes without the note, the app's own data,
    /// the names of staff, disputes, the gateways' ids and how well the shop keeps up.
    #[must_use]
    pub fn seen_by(&self, view: View) -> Self {
        let mut order = self.clone();
        if view == View::Reduced {
            order.note = None;
            order.meta = None;
            order.late = None;
            order.status_by = order.status_by.seen_by(view);
            order.ack_by = order.ack_by.map(|actor| actor.seen_by(view));
            for payment in &mut order.payments {
                payment.transaction = None;
                payment.receipt = None;
                payment.by = payment.by.take().map(|actor| actor.seen_by(view));
            }
            // A dispute is between the shop and the bank.
            order.cases.retain(|case| case.kind == CaseKind::Refund);
        }
        order
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
fn is_zero(step: &u8) -> bool {
    *step == 0
}

impl DeliveryKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Pickup, Self::Delivery, Self::Ship];

    /// The stable name, also used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pickup => "pickup",
            Self::Delivery => "delivery",
            Self::Ship => "ship",
        }
    }
}
