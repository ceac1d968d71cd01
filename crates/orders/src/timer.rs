//! What time does to an order when nobody else does anything: it expires unpaid, is missed by its shop, is late, is
//! declined or completed in the end.
//!
//! When a timer runs out follows from the order alone, as the alarm does. So whoever keeps the timers needs no memory of
//! their own: a timer is there exactly while [`Timer::due_at`] gives a time, and one that runs out too early, too late
//! or twice is asked about again by [`crate::decide()`] and does nothing. How timers are kept is not known here.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::flow::Flow;
use crate::order::{DeliveryKind, Order};
use crate::payment::{Payment, PaymentState};
use crate::shipment::ShipmentState;
use crate::status::{Phase, Status};

/// How long after its deadline an unpaid order may still be paid: a transfer of the last minute is on its way.
pub const GRACE: SignedDuration = SignedDuration::from_mins(2);

/// The hour, by the app's clock, at which a stay is over on its last day.
const CHECK_OUT_HOUR: i8 = 12;

/// How long after its beginning a pending payment is asked about, for the first times.
const FIRST_CHECKS: [SignedDuration; 6] = [
    SignedDuration::from_mins(2),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(15),
    SignedDuration::from_mins(60),
    SignedDuration::from_hours(3),
    SignedDuration::from_hours(6),
];

/// How often it is asked about from then on.
const EVERY: SignedDuration = SignedDuration::from_hours(6);

/// How long a payment is asked about that no deadline ends.
const CHECKED_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// How long after its order expired a payment is asked about once more: what was paid in the last minute is there after
/// the first, what a bank held back after the second.
const LATE_CHECKS: [SignedDuration; 2] = [SignedDuration::from_mins(10), SignedDuration::from_hours(24)];

/// What may run out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Timer {
    /// The time to pay.
    Expire,
    /// The patience of those who wait for somebody to take the order.
    Unattended,
    /// The time to take it, where it is declined then.
    Decline,
    /// The time to make it, or to send it.
    Late,
    /// The time after which nobody disputes that the customer has it.
    Complete,
}

/// How far the calls for somebody to take an order have gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Escalation {
    /// 1: the shop was called; 2: the admins were; 3: they were called about a rest that has not been paid.
    pub(crate) step: u8,
    pub(crate) at: Timestamp,
}

/// Work that has its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Work {
    /// The step that it ends with.
    pub(crate) until: Status,
    /// When it began.
    pub(crate) since: Timestamp,
    pub(crate) due_at: Timestamp,
}

impl Timer {
    /// Every timer.
    pub const ALL: [Self; 5] = [Self::Expire, Self::Unattended, Self::Decline, Self::Late, Self::Complete];

    /// When it runs out, by the clock of `zone`; `None` while the order has no such timer.
    pub fn due_at(self, order: &Order, flow: &Flow, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::Expire => expires_at(order),
            Self::Unattended => escalations(order, flow).next().map(|escalation| escalation.at),
            Self::Decline => declined_at(order, flow),
            Self::Late => works(order, flow).map(|work| work.due_at).min(),
            Self::Complete => completed_at(order, flow, zone),
        }
    }
}

/// Held-back or partly paid orders do not expire, so they have no such timer until that is over.
fn expires_at(order: &Order) -> Option<Timestamp> {
    let waits = order.status == Status::PendingPayment && order.paid == 0 && !order.is_reviewed();
    order.expires_at.filter(|_| waits).map(|at| after(at, GRACE))
}

/// Whether somebody still has to take the order. Where nobody has to accept it, whoever has seen it has taken it.
fn waits_for_somebody(order: &Order, flow: &Flow) -> bool {
    order.status == Status::Placed && (order.ack_at.is_none() || flow.needs_accept)
}

/// The step of the call about an order of which a part is paid and the rest has not come in time. It does not expire:
/// somebody has to decide about the money.
pub(crate) const REST_MISSING: u8 = 3;

/// The calls for somebody to take the order, or to look after its money, that are still to come, in order.
pub(crate) fn escalations(order: &Order, flow: &Flow) -> impl Iterator<Item = Escalation> {
    let deadlines = &flow.deadlines;
    let alarm = deadlines.accept_alarm_seconds.or(deadlines.accept_limit_seconds);
    let waits = waits_for_somebody(order, flow);
    let (placed, reached) = (order.placed_at.unwrap_or(order.status_at), order.unattended);
    [(1, deadlines.accept_warn_seconds), (2, alarm)]
        .into_iter()
        .filter(move |(step, _)| waits && *step > reached)
        .filter_map(move |(step, seconds)| Some(Escalation { step, at: after(placed, pause(seconds?)) }))
        .chain(rest_missing(order))
}

fn rest_missing(order: &Order) -> Option<Escalation> {
    let waits = order.status == Status::PendingPayment && order.paid > 0 && !order.is_reviewed();
    let at = order.expires_at.filter(|_| waits && order.unattended < REST_MISSING)?;
    Some(Escalation { step: REST_MISSING, at: after(at, GRACE) })
}

fn declined_at(order: &Order, flow: &Flow) -> Option<Timestamp> {
    let limit = flow.deadlines.accept_limit_seconds.filter(|_| flow.deadlines.auto_decline)?;
    waits_for_somebody(order, flow).then(|| after(order.placed_at.unwrap_or(order.status_at), pause(limit)))
}

/// The work on an order that is not done and has not been called late.
pub(crate) fn works(order: &Order, flow: &Flow) -> impl Iterator<Item = Work> {
    let deadlines = &flow.deadlines;
    let since = work_since(order, flow);
    let fetched = order.delivery.as_ref().is_some_and(|delivery| delivery.kind == DeliveryKind::Pickup);
    let shipped = if fetched { Status::Ready } else { Status::Shipped };
    [
        (Status::Ready, deadlines.ready_seconds, Status::Ready),
        (shipped, deadlines.ship_seconds, Status::Shipped),
    ]
    .into_iter()
    .filter(move |(until, ..)| {
        let called = order.late.is_some_and(|late| !until.is_after(late.until));
        until.is_after(order.status) && flow.offers(*until, order) && !called
    })
    .filter_map(move |(until, seconds, step)| {
        let (since, usual) = (since?, after(since?, pause(seconds?)));
        let due_at = if step == Status::Ready { own_time(order, since, usual) } else { usual };
        Some(Work { until, since, due_at })
    })
}

/// Since when the shop has the order to make; `None` while it has not. Where nobody has to accept it, it has it as soon as
/// it is placed.
fn work_since(order: &Order, flow: &Flow) -> Option<Timestamp> {
    let (first, second) = match order.status {
        Status::Placed if flow.needs_accept => return None,
        _ if flow.needs_accept => (order.taken_at, order.placed_at),
        _ => (order.placed_at, order.taken_at),
    };
    let has_it = order.status == Status::Placed || order.status.phase() == Phase::Active;
    has_it.then(|| first.or(second).unwrap_or(order.status_at))
}

/// When this very order should be ready: when somebody promised it for, or when the customer wants it, if that is later
/// than it usually takes. A promise from before it was reopened is none.
fn own_time(order: &Order, since: Timestamp, usual: Timestamp) -> Timestamp {
    let promised = order.eta.filter(|eta| *eta > since);
    let wanted = order.delivery.as_ref().and_then(|delivery| delivery.due_at);
    promised.unwrap_or_else(|| wanted.map_or(usual, |wanted| usual.max(wanted)))
}

/// A stay is over on its last day, a parcel some days after it was handed over. What nobody has taken on does not
/// complete by itself.
fn completed_at(order: &Order, flow: &Flow, zone: &TimeZone) -> Option<Timestamp> {
    if order.status.phase() != Phase::Active {
        return None;
    }
    let days = SignedDuration::from_hours(24 * i64::from(flow.deadlines.auto_complete_days?));
    if let Some(booking) = &order.booking {
        let over = booking.check_out.at(CHECK_OUT_HOUR, 0, 0, 0).to_zoned(zone.clone()).ok()?;
        return Some(after(over.timestamp(), days));
    }
    let delivered = order.shipment.as_ref().filter(|shipment| shipment.state == ShipmentState::Delivered)?;
    Some(after(delivered.updated_at, days))
}

/// When the gateway should next be asked about a payment, later than `now`; `None`: not any more.
///
/// A pending payment is asked about at growing intervals and at the deadline of its order. One that ended with its order
/// is asked about twice more, because money that came in then must not go unnoticed.
pub fn next_check(order: &Order, payment: &Payment, now: Timestamp) -> Option<Timestamp> {
    let later = |at: &Timestamp| *at > now;
    match payment.state {
        PaymentState::Pending | PaymentState::Review => {
            let end = after(payment.created_at, CHECKED_FOR);
            let regular = FIRST_CHECKS
                .into_iter()
                .map(|pause| after(payment.created_at, pause))
                .find(later)
                .or_else(|| next_regular(payment.created_at, now));
            regular.into_iter().chain(order.expires_at).filter(later).min().filter(|at| *at <= end)
        }
        PaymentState::Expired if order.status == Status::Expired => {
            let closed = order.closed_at.filter(|closed| payment.updated_at >= *closed)?;
            LATE_CHECKS.into_iter().map(|pause| after(closed, pause)).find(later)
        }
        PaymentState::Expired | PaymentState::Paid | PaymentState::Failed | PaymentState::Cancelled => None,
    }
}

/// The next of the checks at even intervals.
fn next_regular(begun: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let passed = now.duration_since(begun).as_secs().checked_div(EVERY.as_secs())?;
    Some(after(begun, SignedDuration::from_secs((passed + 1).checked_mul(EVERY.as_secs())?)))
}

/// Whether the courier can be asked where the parcel is, and has not yet told the end of it.
pub fn is_on_its_way(order: &Order) -> bool {
    let ended = order
        .shipment
        .as_ref()
        .is_some_and(|shipment| matches!(shipment.state, ShipmentState::Delivered | ShipmentState::Returned));
    order.status.phase() == Phase::Active && !ended && order.courier.is_some() && order.tracking_no.is_some()
}

fn pause(seconds: u32) -> SignedDuration {
    SignedDuration::from_secs(seconds.into())
}

fn after(at: Timestamp, pause: SignedDuration) -> Timestamp {
    at.checked_add(pause).unwrap_or(Timestamp::MAX)
}
