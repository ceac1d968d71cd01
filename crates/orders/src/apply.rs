//! What an event does to an order. No rule is checked here: the event has happened, and replaying a log must give the
//! same state whatever the rules have become since.

use jiff::Timestamp;

use crate::actor::Actor;
use crate::event::Event;
use crate::order::Order;
use crate::status::Status;

/// The state after `event`, done by `actor` at `at`.
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
    let at = whole_micros(at);
    if ends_its_command(&order, event) {
        order.version += 1;
    }
    order.updated_at = at;
    match event {
        Event::OrderCreated { .. } | Event::PaymentExpired => {}
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
        Event::PaymentReceived { amount, .. } => order.paid += amount.minor(),
        Event::ShipmentUpdated { courier, tracking_no } => {
            note_some(&mut order.courier, courier.as_ref());
            note_some(&mut order.tracking_no, tracking_no.as_ref());
        }
    }
    order
}

/// Cuts a time to the resolution of the store.
pub(crate) fn whole_micros(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

/// Whether the version goes up with this event. A command counts once, with its last event: those that announce a move
/// (money in, time out, goods handed over) come before it, so that a reader who compares versions never takes the
/// announcement for the final state.
fn ends_its_command(order: &Order, event: &Event) -> bool {
    match event {
        Event::OrderCreated { .. } | Event::PaymentExpired => false,
        Event::StatusChanged { .. } | Event::OrderAcknowledged => true,
        Event::PaymentReceived { .. } => order.status != Status::PendingPayment,
        Event::ShipmentUpdated { .. } => order.status == Status::Shipped,
    }
}

fn move_to(order: &mut Order, to: Status, actor: &Actor, at: Timestamp) {
    order.status = to;
    order.status_at = at;
    order.status_by = actor.clone();
    order.closed_at = to.is_closed().then_some(at);
    order.expires_at = None;
    if to == Status::Placed {
        order.placed_at = Some(at);
        order.ack_at = None;
        order.ack_by = None;
    }
}

fn note_some<T: Clone>(slot: &mut Option<T>, value: Option<&T>) {
    if let Some(value) = value {
        *slot = Some(value.clone());
    }
}
