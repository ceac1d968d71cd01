//! Who hears of an event. Computed from the event and what it is about, never chosen by whoever caused it, so that no request
//! can address a message to somebody else's screen. Which channels these audiences are is not known here.

use crate::event::Event;
use crate::id::OrderId;
use crate::order::Order;
use crate::status::Status;
use crate::subject::SubjectRef;

/// How much of an order a reader gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// Everything.
    Full,
    /// Without the note, the app's own data and the names of staff; and never an alarm.
    Reduced,
}

/// The readers of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    /// The app's admins; they always see everything.
    pub admin: bool,
    /// The staff of a vendor.
    pub vendor: Option<(String, View)>,
    /// Those who follow this one order: its customer.
    pub order: Option<(OrderId, View)>,
}

/// Who hears of `event`; the subject is as it was right after it.
pub fn audience<'a>(event: &Event, subject: impl Into<SubjectRef<'a>>) -> Audience {
    let staff = |vendor: Option<&String>| Audience {
        admin: true,
        vendor: vendor.map(|id| (id.clone(), View::Full)),
        order: None,
    };
    match (subject.into(), event) {
        (SubjectRef::Order(order), _) => of_order(event, order),
        (SubjectRef::Product(product), _) => staff(product.vendor_id.as_ref()),
        (SubjectRef::Vendor(vendor), _) => staff(Some(&vendor.id)),
        // An app names the readers of its own events, but only among its staff.
        (SubjectRef::App, Event::Custom(event)) => staff(event.vendor_id.as_ref()),
        (SubjectRef::User(_) | SubjectRef::App, _) => staff(None),
    }
}

fn of_order(event: &Event, order: &Order) -> Audience {
    let (vendor, follower) = match event {
        // An unpaid order is announced to the shop, but there is nothing for it to do yet.
        Event::OrderCreated { .. } if order.status == Status::PendingPayment => {
            (View::Reduced, Some(View::Reduced))
        }
        Event::OrderCreated { .. }
        | Event::OrderUpdated { .. }
        | Event::StatusChanged { .. }
        | Event::PaymentReceived { .. }
        | Event::ShipmentUpdated { .. } => (View::Full, Some(View::Reduced)),
        // Whether the shop is awake, and whether it keeps up, is not the customer's business.
        Event::OrderAcknowledged | Event::OrderUnattended { .. } | Event::OrderLate { .. } => {
            (View::Full, None)
        }
        Event::PaymentExpired
        | Event::PaymentFailed { .. }
        | Event::PaymentRecovered { .. }
        | Event::RefundRequested { .. }
        | Event::RefundUpdated { .. } => (View::Reduced, Some(View::Reduced)),
        // What a gateway is still doing, and what banks decide, is not for the customer's screen.
        Event::PaymentUpdated { .. } | Event::DisputeCreated { .. } | Event::DisputeUpdated { .. } => {
            (View::Reduced, None)
        }
        // These are not about orders.
        Event::StockLow { .. }
        | Event::UserRegistered
        | Event::VendorPaused { .. }
        | Event::VendorResumed
        | Event::Custom(_) => (View::Full, None),
    };
    Audience {
        admin: true,
        vendor: order.vendor_id.clone().map(|id| (id, vendor)),
        order: follower.map(|view| (order.id, view)),
    }
}

impl Audience {
    /// Bit of [`Audience::bits`] for admins.
    pub const ADMIN: i64 = 1;
    /// Bit of [`Audience::bits`] for the vendor.
    pub const VENDOR: i64 = 2;
    /// Bit of [`Audience::bits`] for those who follow the order.
    pub const ORDER: i64 = 4;

    /// The audience as a bit mask, for the log's index; whose vendor and which order are columns of their own.
    pub fn bits(&self) -> i64 {
        let bit = |is_there: bool, bit: i64| if is_there { bit } else { 0 };
        bit(self.admin, Self::ADMIN)
            | bit(self.vendor.is_some(), Self::VENDOR)
            | bit(self.order.is_some(), Self::ORDER)
    }
}
