//! Who has the villa: of two bookings that share a night, the one that was confirmed, or paid for first, keeps others from
//! being confirmed. Whoever records a decision asks here, in the same transaction, with the orders that overlap.

use crate::command::Action;
use crate::order::Order;
use crate::refusal::Refusal;
use crate::status::{Phase, Status};

/// What an order has to be checked against before it becomes `after`; `None` where nobody can be in its way.
///
/// A payment that a gateway reports is not among them: the money has come, and a person has to decide about it.
pub fn asks_for_dates(action: Action, before: Option<&Order>, after: &Order) -> bool {
    let Some(booking) = &after.booking else { return false };
    let held = |order: &Order| order.status.phase() == Phase::Active;
    let other_dates = before.is_some_and(|before| before.booking.as_ref() != Some(booking));
    match action {
        Action::Create | Action::MarkPaid | Action::Reopen => !after.status.is_closed(),
        Action::ReportPayment | Action::Follow => false,
        Action::Amend => other_dates && !after.status.is_closed(),
        _ => held(after) && before.is_none_or(|before| !held(before)),
    }
}

/// Whether an order as it was before has a place in the row of those that were paid: it waits to be taken, and is paid.
pub fn is_in_row(before: &Order) -> bool {
    before.status == Status::Placed && before.outstanding().is_zero()
}

/// Whether `other` has what `order` asks for: they share a night, and `other` was confirmed, or is paid and came first.
/// `in_row` tells whether `order` was paid before, so that it may have come first itself, see [`is_in_row`].
pub fn holds_against(other: &Order, order: &Order, in_row: bool) -> bool {
    let (Some(theirs), Some(mine)) = (&other.booking, &order.booking) else { return false };
    if other.id == order.id || !theirs.overlaps(mine) {
        return false;
    }
    match other.status.phase() {
        Phase::Active => true,
        Phase::New => {
            let paid = other.outstanding().is_zero();
            let place = |order: &Order| (order.placed_at, order.id);
            paid && (!in_row || place(other) < place(order))
        }
        Phase::Unpaid | Phase::Done | Phase::Closed => false,
    }
}

/// What whoever comes second is told.
pub fn taken(action: Action, by: &Order) -> Option<Refusal> {
    let booking = by.booking.as_ref()?;
    Some(Refusal::Overlap {
        action,
        resource: booking.resource_name.clone(),
        by: by.code.clone(),
        check_in: booking.check_in,
        check_out: booking.check_out,
    })
}
