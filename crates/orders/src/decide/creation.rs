//! The first decision about an order: whether this actor may make it, and where it starts.

use jiff::{SignedDuration, Timestamp};

use crate::actor::{Actor, ActorKind};
use crate::code::OrderCode;
use crate::command::Action;
use crate::draft::NewOrder;
use crate::event::Event;
use crate::flow::Flow;
use crate::id::OrderId;
use crate::order::{Customer, Order};
use crate::refusal::Refusal;
use crate::rights;
use crate::status::Status;

pub(super) fn place(
    id: OrderId,
    code: &OrderCode,
    new: &NewOrder,
    actor: &Actor,
    flow: &Flow,
    now: Timestamp,
) -> Result<Event, Refusal> {
    let (action, role) = (Action::Create, actor.kind);
    if !rights::may(role, action) {
        return Err(Refusal::NotAllowed { action, role, status: None });
    }
    // Somebody who has only one place to put an order need not name it.
    let (own_vendor, own_account) = match role {
        ActorKind::Cashier | ActorKind::Api => (actor.vendor_id.clone(), None),
        ActorKind::Customer => (None, actor.id.clone()),
        ActorKind::Vendor | ActorKind::Admin | ActorKind::System => (None, None),
    };
    let vendor_id = new.vendor_id.clone().or(own_vendor);
    let user_id = new.customer.user_id.clone().or(own_account);
    if !rights::reaches(actor, vendor_id.as_deref(), user_id.as_deref()) {
        return Err(Refusal::OutOfScope);
    }
    if new.paid && role == ActorKind::Customer {
        let message = "cannot be set by a customer: only the shop knows what it received".to_owned();
        return Err(Refusal::Invalid { field: "paid", message });
    }
    if new.expires_at.is_some_and(|at| at <= now) {
        let message = "must be in the future".to_owned();
        return Err(Refusal::Invalid { field: "expires_at", message });
    }

    let status =
        if new.pay_later || new.paid || new.total == 0 { Status::Placed } else { Status::PendingPayment };
    let waits = status == Status::PendingPayment;
    let order = Order {
        id,
        code: code.clone(),
        source: new.source.clone(),
        ext_id: new.ext_id.clone(),
        vendor_id,
        flow: new.flow.clone(),
        status,
        status_by: actor.clone(),
        status_at: now,
        version: 1,
        customer: Customer { user_id, ..new.customer.clone() },
        currency: new.currency,
        subtotal: new.subtotal,
        discount: new.discount,
        shipping: new.shipping,
        tax: new.tax,
        total: new.total,
        paid: if new.paid { new.total } else { 0 },
        refunded: 0,
        payments: Vec::new(),
        cases: Vec::new(),
        pay_later: new.pay_later,
        note: new.note.clone(),
        booking: new.booking.clone(),
        delivery: new.delivery.clone(),
        meta: new.meta.clone(),
        items: new.items.clone(),
        items_revision: 0,
        courier: None,
        tracking_no: None,
        shipment: None,
        reason: None,
        placed_at: (!waits).then_some(now),
        ack_at: None,
        ack_by: None,
        unattended: 0,
        taken_at: None,
        late: None,
        expires_at: waits.then(|| new.expires_at.unwrap_or_else(|| pay_by(flow, now))),
        eta: None,
        created_at: now,
        updated_at: now,
        closed_at: None,
    };
    Ok(Event::OrderCreated { order: Box::new(order) })
}

fn pay_by(flow: &Flow, now: Timestamp) -> Timestamp {
    let window = SignedDuration::from_secs(flow.deadlines.pay_seconds.into());
    now.checked_add(window).unwrap_or(Timestamp::MAX)
}
