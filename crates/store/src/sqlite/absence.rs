//! Vendors who are not there: orders in a row that nobody answered pause their vendor, so that customers order from
//! somebody who is.
//!
//! An order is missed when it is declined by its deadline and nobody has even seen it. Whoever answers one ends the row,
//! whatever the answer. One that was seen and left is neither: somebody is there, and does not answer. All of this is
//! written in the transaction of the order, so the row cannot be counted wrong by a process that dies in between.

use orderbell_orders::{Actor, ActorKind, Order, Status};

use super::error::DbError;
use super::orders::{Desk, Origin};
use super::{events, vendors};

/// Counts what has become of an order that waited for somebody to take it.
pub(super) fn follow(
    desk: &Desk<'_>,
    before: Option<&Order>,
    order: &Order,
    origin: Origin,
) -> Result<(), DbError> {
    let Some(before) = before.filter(|before| before.status == Status::Placed) else { return Ok(()) };
    let by_people = desk.actor.kind != ActorKind::System && desk.actor.kind != ActorKind::Customer;
    let taken = order.status.is_after(Status::Placed);
    let declined = order.status == Status::Declined;
    // What was decided in another system says nothing of who sits at the screens of this one.
    if origin == Origin::Elsewhere || !(taken || declined) {
        return Ok(());
    }
    let Some(id) = order.vendor_id.as_deref() else { return Ok(()) };
    if by_people {
        return vendors::answered(desk.tx, desk.app, id);
    }
    if !declined || before.ack_at.is_some() {
        return Ok(());
    }
    let Some(mut vendor) = vendors::one(desk.tx.conn, desk.app, id)? else { return Ok(()) };
    let pause = vendor.missed(desk.now);
    if pause.is_some() {
        vendor.version += 1;
        vendor.updated_at = desk.now;
    }
    vendors::store(desk.tx, desk.app, &vendor)?;
    if let Some(pause) = pause {
        events::tell(desk.tx, desk.app, pause, vendor, &Actor::system(), desk.now)?;
    }
    Ok(())
}
