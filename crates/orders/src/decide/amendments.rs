//! What the sender of an order says about it again: other details, or where it is in their system.

use crate::details::{Detail, Details};
use crate::event::Event;
use crate::order::Order;
use crate::refusal::Refusal;
use crate::status::Status;

use super::{Scene, wording};

impl Scene<'_> {
    /// Writes details anew. The details were checked as those of a new order are.
    pub(super) fn amend(&self, details: &Details) -> Result<Vec<Event>, Refusal> {
        let order = self.order;
        if details.currency != order.currency {
            let message = format!("must stay {}, payments were made in it", order.currency);
            return Err(Refusal::Invalid { field: "currency", message });
        }
        let changed = details.changes(order);
        if changed.is_empty() {
            return Ok(Vec::new());
        }
        // What has been handed over or called off is an invoice by now; whom it went to may still be corrected.
        let settled = |detail: &Detail| {
            matches!(detail, Detail::Items | Detail::Total | Detail::Booking | Detail::Delivery | Detail::Eta)
        };
        if order.status.is_closed() && changed.iter().any(settled) && !self.is_theirs() {
            return Err(self.not_possible());
        }
        if changed.contains(&Detail::ExpiresAt) && details.expires_at.is_some_and(|at| at <= self.now) {
            let message = "must be in the future".to_owned();
            return Err(Refusal::Invalid { field: "expires_at", message });
        }
        let lines = if changed.contains(&Detail::Items) { details.items.clone() } else { Vec::new() };
        let details = Details { items: lines, ..details.clone() };
        let paid = details.total <= order.paid;
        let mut events = vec![Event::OrderUpdated { changed, details: Box::new(details) }];
        if order.status == Status::PendingPayment && paid {
            events.push(Event::moved(order.status, Status::Placed));
        }
        Ok(events)
    }

    /// Goes where the order is in the system that it lives in. That system has decided already, so neither the flow nor
    /// the payment stands against it; only a report that may be an old one does not lead back.
    pub(super) fn follow(
        &self,
        to: Status,
        newer: bool,
        reason: Option<&str>,
    ) -> Result<Vec<Event>, Refusal> {
        let from = self.order.status;
        if from == to {
            return Ok(Vec::new());
        }
        let leads_on = match (from.rank(), to.rank()) {
            (Some(from), Some(to)) => to > from,
            // By an exit from wherever it is, but not from what the customer has already.
            (Some(_), None) => from != Status::Completed,
            (None, _) => false,
        };
        if !leads_on && !newer {
            return Err(Refusal::GoesBack { from, to });
        }
        let mut events = Vec::with_capacity(2);
        match to {
            Status::Expired => events.push(Event::PaymentExpired),
            Status::Declined | Status::Cancelled => events.extend(self.owed_refund()),
            _ => {}
        }
        let reason = wording::reason(reason)?.filter(|_| to.is_exit());
        events.push(Event::StatusChanged { from, to, reason, eta: None, courier: None, tracking_no: None });
        Ok(events)
    }

    /// Whether the order lives in another system, which knows better what was sold.
    fn is_theirs(&self) -> bool {
        let Order { source, ext_id, .. } = self.order;
        ext_id.is_some() && source != crate::draft::OWN_SOURCE
    }
}
