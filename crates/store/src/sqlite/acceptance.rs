//! What a vendor has said of its orders beforehand: that it takes none for a while, or takes every one.

use jiff::SignedDuration;
use orderbell_orders::{Action, Actor, ActorKind, Command, NewOrder, Order, Refusal, Status, Vendor};

use crate::place::Outcome;

use super::error::DbError;
use super::orders::{self, Desk, Origin};
use super::vendors;

/// Why a customer cannot order now, if that is so. Staff at the counter know better than a pause, and an order that came
/// about in another system is a fact.
pub(super) fn paused(desk: &Desk<'_>, order: &NewOrder) -> Result<Option<Refusal>, DbError> {
    let from_customer = matches!(desk.actor.kind, ActorKind::Customer | ActorKind::Api);
    if !from_customer || order.ext_id().is_some() {
        return Ok(None);
    }
    let vendor = of(desk, order.vendor_id())?;
    Ok(vendor.and_then(|vendor| {
        let until = vendor.paused(desk.now)?;
        Some(Refusal::VendorPaused { vendor: vendor.name, until })
    }))
}

/// Accepts an order that has just been placed, if its vendor takes every one. What stands against that, such as a villa
/// that is taken, is for people to decide: the order then waits as any other.
pub(super) fn by_itself(
    desk: &Desk<'_>,
    before: Option<&Order>,
    mut outcome: Outcome,
    origin: Origin,
) -> Result<Outcome, DbError> {
    let just_placed = outcome.order.status == Status::Placed
        && before.is_none_or(|before| before.status == Status::PendingPayment);
    // Elsewhere it is decided elsewhere; and what is reopened is to be looked at.
    if !just_placed || origin == Origin::Elsewhere {
        return Ok(outcome);
    }
    let Some(vendor) = of(desk, outcome.order.vendor_id.as_deref())?.filter(|vendor| vendor.auto_accept)
    else {
        return Ok(outcome);
    };
    let eta = vendor
        .prep_s
        .and_then(|seconds| desk.now.checked_add(SignedDuration::from_secs(seconds.into())).ok());
    let actor = Actor::system();
    let desk = Desk { actor: &actor, ..*desk };
    let Ok(events) = desk.decide(&outcome.order, &Command::Accept { eta }) else { return Ok(outcome) };
    if events.is_empty() {
        return Ok(outcome);
    }
    let accepted =
        orders::carry_out(&desk, Some(&outcome.order), None, events, Action::Accept, Origin::Here)?;
    if let Ok(accepted) = accepted {
        outcome.order = accepted.order;
        outcome.events.extend(accepted.events);
    }
    Ok(outcome)
}

fn of(desk: &Desk<'_>, vendor: Option<&str>) -> Result<Option<Vendor>, DbError> {
    vendor.map_or(Ok(None), |id| vendors::one(desk.tx.conn, desk.app, id))
}
