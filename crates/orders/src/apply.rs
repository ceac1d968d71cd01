//! What an event does to an order. No rule is checked here: the event has happened, and replaying a log must give the
//! same state whatever the rules have become since.

use jiff::Timestamp;

use crate::actor::Actor;
use crate::case::Case;
use crate::event::{Event, PaymentChange};
use crate::order::{Late, Order};
use crate::payment::{Payment, PaymentState, STAFF};
use crate::shipment::Shipment;
use crate::status::Status;

/// The state after `event`, done by `actor` at `at`. An event that is not about an order leaves it as it is.
///
/// Times are kept to the microsecond, the resolution of the store, so that a state that was read back equals the one
/// that was written.
///
/// # Panics
/// If the first event of an order is not `order.created`: such a log was not written by [`crate::decide()`].
pub fn apply(order: Option<Order>, event: &Event, actor: &Actor, at: Timestamp) -> Order {
    if let Event::OrderCreated { order } = event {
        return Order::clone(order);
    }
    let mut order = order.expect("the log of an order starts with order.created");
    if !event.is_of_order() {
        return order;
    }
    let at = whole_micros(at);
    order.version += 1;
    order.updated_at = at;
    match event {
        Event::OrderUpdated { details, .. } => details.write(&mut order),
        Event::OrderCreated { .. }
        | Event::StockLow { .. }
        | Event::UserRegistered
        | Event::VendorPaused { .. }
        | Event::VendorResumed
        | Event::Custom(_) => {}
        Event::PaymentExpired => expire_payments(&mut order, at),
        Event::StatusChanged { to, reason, eta, courier, tracking_no, .. } => {
            move_to(&mut order, *to, actor, at);
            order.reason.clone_from(reason);
            note_some(&mut order.eta, eta.as_ref());
            note_some(&mut order.courier, courier.as_ref());
            note_some(&mut order.tracking_no, tracking_no.as_ref());
        }
        Event::OrderAcknowledged => {
            order.ack_at = Some(at);
            order.ack_by = Some(actor.clone());
        }
        Event::OrderUnattended { step, .. } => order.unattended = *step,
        Event::OrderLate { until, due_at, .. } => order.late = Some(Late { until: *until, due_at: *due_at }),
        Event::PaymentReceived { amount, payment, .. } => {
            order.paid += amount.minor();
            if let Some(change) = payment {
                note_payment(&mut order, change, false, actor, at);
            }
        }
        Event::PaymentUpdated { payment } | Event::PaymentRecovered { payment } => {
            note_payment(&mut order, payment, false, actor, at);
        }
        Event::PaymentFailed { payment, late, reversed } => {
            if *late {
                order.paid += payment.amount.minor();
            } else if *reversed {
                order.paid -= payment.amount.minor();
            }
            note_payment(&mut order, payment, *reversed, actor, at);
        }
        Event::ShipmentUpdated { courier, tracking_no, state, text, corrected } => {
            if *corrected {
                order.shipment = None;
            }
            note_some(&mut order.courier, courier.as_ref());
            note_some(&mut order.tracking_no, tracking_no.as_ref());
            if let Some(state) = *state {
                order.shipment = Some(Shipment { state, text: text.clone(), updated_at: at });
            }
        }
        Event::RefundRequested { case }
        | Event::RefundUpdated { case }
        | Event::DisputeCreated { case }
        | Event::DisputeUpdated { case } => note_case(&mut order, case),
    }
    order
}

/// Cuts a time to the resolution of the store.
pub(crate) fn whole_micros(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

fn move_to(order: &mut Order, to: Status, actor: &Actor, at: Timestamp) {
    order.status = to;
    order.status_at = at;
    order.status_by = actor.clone();
    order.closed_at = to.is_closed().then_some(at);
    order.expires_at = None;
    order.unattended = 0;
    order.late = order.late.filter(|late| !to.is_closed() && late.until.is_after(to));
    if order.taken_at.is_none() && to.is_after(Status::Placed) {
        order.taken_at = Some(at);
    }
    if to == Status::Placed {
        order.placed_at = Some(at);
        order.taken_at = None;
        order.late = None;
        order.ack_at = None;
        order.ack_by = None;
    }
}

fn note_some<T: Clone>(slot: &mut Option<T>, value: Option<&T>) {
    if let Some(value) = value {
        *slot = Some(value.clone());
    }
}

/// Nobody waits any more for what was only begun.
fn expire_payments(order: &mut Order, at: Timestamp) {
    for payment in order.payments.iter_mut().filter(|payment| payment.state == PaymentState::Pending) {
        payment.state = PaymentState::Expired;
        payment.updated_at = at;
    }
}

fn note_payment(order: &mut Order, change: &PaymentChange, reversed: bool, actor: &Actor, at: Timestamp) {
    let same = |payment: &&mut Payment| {
        payment.provider == change.provider
            && (payment.reference == change.reference
                || change.transaction.is_some() && payment.transaction == change.transaction)
    };
    if let Some(payment) = order.payments.iter_mut().find(same) {
        payment.state = change.state;
        payment.amount = change.amount.minor();
        payment.reversed |= reversed;
        payment.updated_at = at;
        note_some(&mut payment.transaction, change.transaction.as_ref());
        note_some(&mut payment.method, change.method.as_ref());
        note_some(&mut payment.receipt, change.receipt.as_ref());
        return;
    }
    order.payments.push(Payment {
        provider: change.provider.clone(),
        reference: change.reference.clone(),
        transaction: change.transaction.clone(),
        method: change.method.clone(),
        receipt: change.receipt.clone(),
        by: (change.provider == STAFF).then(|| actor.clone()),
        state: change.state,
        amount: change.amount.minor(),
        reversed,
        created_at: at,
        updated_at: at,
    });
}

fn note_case(order: &mut Order, case: &Case) {
    match order.cases.iter_mut().find(|known| known.code == case.code) {
        Some(known) => *known = case.clone(),
        None => order.cases.push(case.clone()),
    }
    let paid_out = order.cases.iter().filter(|case| case.state.has_paid_out());
    order.refunded = paid_out.map(|case| case.amount).sum();
}
