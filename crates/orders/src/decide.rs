//! What a command makes of an order: events, nothing (it is so already), or a refusal.
//!
//! The machine is a comparison of ranks and a handful of conditions, not a table of edges: an order only moves forward
//! (R1), may skip steps, leaves `pending_payment` only when it is paid or may be paid later (R2), and leaves the line by
//! three exits (R3). Asking for what is so already is no event and no error (R6); asking for what is no longer possible
//! is a refusal that callers answer with the current order. The one way back is to reopen what left by an exit (R4).
//!
//! Payments, cases and shipments have rules of their own, in files of their own; where one of them moves the order, it
//! does so by the rules above.

mod amendments;
mod cases;
mod creation;
mod payments;
mod shipments;
mod timers;
mod wording;

use jiff::Timestamp;

use crate::actor::{Actor, ActorKind};
use crate::apply::whole_micros;
use crate::command::{Action, Command};
use crate::event::Event;
use crate::flow::Flow;
use crate::order::{Order, SEEN_SILENCES};
use crate::refusal::Refusal;
use crate::rights;
use crate::status::{Phase, Status};

use wording::Wording;

/// Decides what `command` by `actor` does to `order` (`None`: there is none yet) at `now`. `flow` must be the flow of
/// the order, see [`crate::Flows::of`]; for a new one that of the draft.
///
/// The events are in the order in which they happened. An empty list means that it was so already.
///
/// # Errors
/// [`Refusal`], after which nothing has changed. Scope is checked before anything else, so that an outsider learns
/// nothing about the order.
pub fn decide(
    order: Option<&Order>,
    command: &Command,
    actor: &Actor,
    flow: &Flow,
    now: Timestamp,
) -> Result<Vec<Event>, Refusal> {
    let now = whole_micros(now);
    match (order, command) {
        (None, Command::Create { id, code, order: new }) => {
            creation::place(*id, code, new, actor, flow, now).map(|event| vec![event])
        }
        (None, _) => Err(Refusal::NoOrder { action: command.action() }),
        (Some(order), Command::Create { id, .. }) if order.id == *id => Ok(Vec::new()),
        (Some(_), Command::Create { .. }) => Err(Refusal::Exists),
        (Some(order), _) => Scene { order, actor, flow, now, action: command.action() }.act(command),
    }
}

/// Everything a decision about an existing order looks at.
struct Scene<'a> {
    order: &'a Order,
    actor: &'a Actor,
    flow: &'a Flow,
    now: Timestamp,
    action: Action,
}

impl Scene<'_> {
    fn act(&self, command: &Command) -> Result<Vec<Event>, Refusal> {
        if !rights::in_scope(self.actor, self.order) {
            return Err(Refusal::OutOfScope);
        }
        if !rights::may(self.actor.kind, self.action) {
            return Err(Refusal::NotAllowed { action: self.action, role: self.actor.kind, status: None });
        }
        match command {
            Command::Acknowledge => self.acknowledge(),
            Command::MarkPaid { method, receipt, amount } => {
                self.mark_paid(method.as_deref(), receipt.as_deref(), *amount)
            }
            Command::Ship { courier, tracking_no, replace } => {
                self.ship(courier.as_deref(), tracking_no.as_deref(), *replace)
            }
            Command::Expire => self.expire(),
            Command::Accept { eta } => self.step(Wording { eta: *eta, ..Wording::default() }),
            Command::Decline { reason } | Command::Cancel { reason } => {
                self.step(Wording { reason: reason.as_deref(), ..Wording::default() })
            }
            Command::Start | Command::Ready | Command::Complete => self.step(Wording::default()),
            Command::Reopen => self.reopen(),
            Command::ReportPayment(report) => self.report_payment(report),
            Command::OpenCase(report) => self.open_case(report),
            Command::MoveCase { code, to } => self.move_case(code, *to),
            Command::UpdateShipment { courier, tracking_no, state, text } => {
                self.update_shipment(courier.as_deref(), tracking_no.as_deref(), *state, text.as_deref())
            }
            Command::Lapse { timer, zone, locale } => self.lapse(*timer, zone, *locale),
            Command::Amend(details) => self.amend(details),
            Command::Follow { to, newer, reason } => self.follow(*to, *newer, reason.as_deref()),
            Command::Create { .. } => Err(Refusal::Exists),
        }
    }

    /// A command that is one move and nothing else.
    fn step(&self, wording: Wording<'_>) -> Result<Vec<Event>, Refusal> {
        let to = self.action.target().expect("only actions that lead to a status are steps");
        if self.order.status == to {
            return Ok(Vec::new());
        }
        self.check_move(to)?;
        let moved = wording.moved(self.action, self.order.status, to, self.now)?;
        let mut events = Vec::with_capacity(2);
        // Whoever calls a paid order off owes the customer their money, and must not have to remember it.
        if matches!(to, Status::Declined | Status::Cancelled) {
            events.extend(self.owed_refund());
        }
        events.push(moved);
        Ok(events)
    }

    /// R4: what left by an exit comes back to where the shop takes it, if the money is there or may come later.
    fn reopen(&self) -> Result<Vec<Event>, Refusal> {
        let order = self.order;
        if order.status == Status::Placed {
            return Ok(Vec::new());
        }
        if !order.status.is_exit() {
            return Err(self.not_possible());
        }
        let due = order.outstanding();
        if !due.is_zero() && !order.pay_later {
            return Err(Refusal::PaymentRequired { action: self.action, due });
        }
        let reopened = std::iter::once(Event::moved(order.status, Status::Placed));
        Ok(reopened.chain(self.withdrawn_refunds()).collect())
    }

    /// Whether the order can go to `to`, and this actor may take it there.
    fn check_move(&self, to: Status) -> Result<(), Refusal> {
        let from = self.order.status;
        if !self.flow.offers(to, self.order) {
            let flow = self.flow.name.clone();
            return Err(Refusal::NotInFlow { action: self.action, step: to, flow });
        }
        if !self.leads(from, to) {
            return Err(self.not_possible());
        }
        if !rights::may_now(self.actor.kind, self.action, from) {
            let (action, role) = (self.action, self.actor.kind);
            return Err(Refusal::NotAllowed { action, role, status: Some(from) });
        }
        let due = self.order.outstanding();
        if from == Status::PendingPayment && !to.is_exit() && !due.is_zero() && !self.order.pay_later {
            return Err(Refusal::PaymentRequired { action: self.action, due });
        }
        Ok(())
    }

    /// Whether the line, or one of its exits, leads from `from` to `to`.
    fn leads(&self, from: Status, to: Status) -> bool {
        match to {
            Status::Expired => {
                from == Status::PendingPayment && self.order.paid == 0 && !self.order.is_reviewed()
            }
            Status::Declined => from == Status::Placed,
            Status::Cancelled => Status::Completed.is_after(from),
            // Where orders have to be accepted, one that nobody accepted cannot be done. Elsewhere a sale over the
            // counter is handed out at once.
            Status::Completed if self.flow.needs_accept => from.phase() == Phase::Active,
            _ => to.is_after(from),
        }
    }

    fn acknowledge(&self) -> Result<Vec<Event>, Refusal> {
        let order = self.order;
        let seen = vec![Event::OrderAcknowledged];
        match (order.status, order.ack_at) {
            (Status::Placed, None) => Ok(seen),
            // It rings again because nobody has accepted it: whoever answers that ring is heard.
            (Status::Placed, Some(at)) if self.flow.needs_accept && at + SEEN_SILENCES <= self.now => {
                Ok(seen)
            }
            (_, Some(_)) => Ok(Vec::new()),
            // A colleague has moved it on, so it has been seen.
            (status, None) if status.is_after(Status::Placed) => Ok(Vec::new()),
            (_, None) => Err(self.not_possible()),
        }
    }

    fn expire(&self) -> Result<Vec<Event>, Refusal> {
        let from = self.order.status;
        if from == Status::Expired {
            return Ok(Vec::new());
        }
        self.check_move(Status::Expired)?;
        if self.actor.kind == ActorKind::System
            && let Some(not_before) = self.order.expires_at
            && self.now < not_before
        {
            return Err(Refusal::TooEarly { action: self.action, not_before });
        }
        Ok(vec![Event::PaymentExpired, Event::moved(from, Status::Expired)])
    }

    fn not_possible(&self) -> Refusal {
        Refusal::NotPossible { action: self.action, status: self.order.status }
    }
}
