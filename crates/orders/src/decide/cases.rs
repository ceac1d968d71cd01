//! Refunds and disputes.

use jiff::Timestamp;

use crate::actor::ActorKind;
use crate::apply::whole_micros;
use crate::case::{Case, CaseKind, CaseState, MAX_CASES};
use crate::command::CaseReport;
use crate::event::Event;
use crate::money::Money;
use crate::refusal::Refusal;

use super::{Scene, wording};

impl Scene<'_> {
    /// Opens a case, or goes on with the one that the report is about.
    pub(super) fn open_case(&self, report: &CaseReport) -> Result<Vec<Event>, Refusal> {
        let state = report.state.unwrap_or(report.kind.first());
        if state.kind() != report.kind {
            let message = format!("{state} is no status of a {}", report.kind.as_str());
            return Err(Refusal::Invalid { field: "status", message });
        }
        // A customer may ask; what becomes of it, and what banks do, is for others to say.
        if matches!(self.actor.kind, ActorKind::Customer | ActorKind::Vendor)
            && (report.kind == CaseKind::Dispute || state != report.kind.first())
        {
            let (action, role) = (self.action, self.actor.kind);
            return Err(Refusal::NotAllowed { action, role, status: None });
        }
        let reference = wording::optional("ref", report.reference.as_deref(), 120)?;
        let reason = wording::reason(report.reason.as_deref())?;
        let amount = report.amount.map(|amount| self.refundable(amount)).transpose()?;
        let (reference, amount) = match (report.cumulative, reference, amount) {
            (true, Some(reference), Some(amount)) => match self.newest_part(report.kind, reference, amount) {
                Some((reference, part)) => (Some(reference), Some(part)),
                None => return Ok(Vec::new()),
            },
            (_, reference, amount) => (reference, amount),
        };
        if let Some(known) = self.same_case(report.kind, reference.as_deref(), amount) {
            return Ok(self.carried_on(known, state, reference, reason).into_iter().collect());
        }
        // A refund that never was one is no news.
        if matches!(state, CaseState::Rejected | CaseState::Failed) {
            return Ok(Vec::new());
        }
        let open: i64 = self.open_refunds().map(|case| case.amount).sum();
        let left =
            self.order.paid - self.order.refunded - if report.kind == CaseKind::Refund { open } else { 0 };
        // Everything has been asked for: pressing the button again is no second request.
        let asked = self.order.cases.iter().any(|case| case.kind == CaseKind::Refund);
        if report.kind == CaseKind::Refund && amount.is_none() && left <= 0 && asked {
            return Ok(Vec::new());
        }
        let amount = amount.unwrap_or_else(|| self.order.money(left.max(0)));
        if amount.is_zero() || report.kind == CaseKind::Refund && amount.minor() > left {
            let left = self.order.money(left.max(0)).major_string();
            let message =
                format!("must be more than nothing and at most {left}, which is paid and not yet refunded");
            return Err(Refusal::Invalid { field: "amount", message });
        }
        if self.order.cases.len() >= MAX_CASES {
            let message = format!("an order can have at most {MAX_CASES} cases");
            return Err(Refusal::Invalid { field: "case", message });
        }
        let due_at = report.due_at.map(whole_micros);
        Ok(vec![event(self.case(report.kind, reference, amount, reason, state, due_at), true)])
    }

    /// Decides about a case.
    pub(super) fn move_case(&self, code: &str, to: CaseState) -> Result<Vec<Event>, Refusal> {
        let known = self.order.case(code).ok_or_else(|| Refusal::NoCase { code: code.to_owned() })?;
        if known.state == to {
            return Ok(Vec::new());
        }
        if !known.state.leads_to(to) {
            return Err(Refusal::CaseNotPossible { code: known.code.clone(), from: known.state, to });
        }
        if to == CaseState::Approved {
            self.check_approval(known)?;
        }
        Ok(vec![event(Case { state: to, updated_at: self.now, ..known.clone() }, false)])
    }

    /// Nobody gives back more than came in: what a bank is taking, or has taken, since the refund was asked for is not
    /// there any more. What has gone back all the same is a fact, and is noted as such.
    fn check_approval(&self, refund: &Case) -> Result<(), Refusal> {
        let goes_back = |case: &&Case| {
            case.code != refund.code && matches!(case.state, CaseState::Approved | CaseState::Open)
        };
        let going: i64 = self.order.cases.iter().filter(goes_back).map(|case| case.amount).sum();
        let left = (self.order.paid - self.order.refunded - going).max(0);
        if refund.amount <= left {
            return Ok(());
        }
        let (asked, left) = (self.order.money(refund.amount), self.order.money(left).major_string());
        let message = format!(
            "asks for {}, and {left} is left that is neither refunded, on its way back nor disputed; reject it, or open \
             one for less",
            asked.major_string()
        );
        Err(Refusal::Invalid { field: "amount", message })
    }

    /// An order that goes on after all owes nothing: the refunds that its end had opened, and nobody has decided about,
    /// are withdrawn. What the customer has asked for apart from that stays.
    pub(super) fn withdrawn_refunds(&self) -> impl Iterator<Item = Event> {
        let opened_by_end = |case: &&Case| {
            case.state == CaseState::Requested
                && case.reference.is_none()
                && case.opened_at == self.order.status_at
        };
        let withdrawn =
            |case: &Case| Case { state: CaseState::Rejected, updated_at: self.now, ..case.clone() };
        self.order.cases.iter().filter(opened_by_end).map(move |case| event(withdrawn(case), false))
    }

    /// The refund that is owed when a paid order is called off; none where one has been asked for already.
    pub(super) fn owed_refund(&self) -> Option<Event> {
        let order = self.order;
        let asked: i64 = self.open_refunds().map(|case| case.amount).sum();
        let owed = order.paid - order.refunded - asked;
        if owed <= 0 || order.cases.len() >= MAX_CASES {
            return None;
        }
        let case = self.case(CaseKind::Refund, None, order.money(owed), None, CaseState::Requested, None);
        Some(event(case, true))
    }

    fn open_refunds(&self) -> impl Iterator<Item = &Case> {
        let open = |case: &&Case| {
            matches!(case.state, CaseState::Requested | CaseState::Approved | CaseState::Failed)
        };
        self.order.cases.iter().filter(open)
    }

    /// The part of a sum that no case accounts for yet, and what it is to be known by; `None` when there is none. A gateway
    /// that tells only the sum has one reference for all parts, so the second and later ones get a number.
    fn newest_part(&self, kind: CaseKind, reference: String, sum: Money) -> Option<(String, Money)> {
        let is_part = |case: &&Case| {
            let rest = case.reference.as_deref().and_then(|known| known.strip_prefix(reference.as_str()));
            case.kind == kind
                && case.state.has_paid_out()
                && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let parts: Vec<_> = self.order.cases.iter().filter(is_part).collect();
        let known: i64 = parts.iter().map(|case| case.amount).sum();
        let part = sum.minor() - known;
        let reference = if parts.is_empty() { reference } else { format!("{reference}/{}", parts.len() + 1) };
        (part > 0).then(|| (reference, self.order.money(part)))
    }

    /// The case that a report is about: by its reference, or else the oldest open one for the same amount that nobody
    /// has given a reference yet.
    fn same_case(&self, kind: CaseKind, reference: Option<&str>, amount: Option<Money>) -> Option<&Case> {
        let reference = reference?;
        let mine = || self.order.cases.iter().filter(|case| case.kind == kind);
        mine().find(|case| case.reference.as_deref() == Some(reference)).or_else(|| {
            let fits = |case: &&Case| amount.is_none_or(|amount| amount.minor() == case.amount);
            mine().filter(|case| case.reference.is_none() && !case.state.has_paid_out()).find(fits)
        })
    }

    /// The known case at `state`, if it leads there or there is a reference to note.
    fn carried_on(
        &self,
        known: &Case,
        state: CaseState,
        reference: Option<String>,
        reason: Option<String>,
    ) -> Option<Event> {
        let state = if known.state.leads_to(state) { state } else { known.state };
        let case = Case {
            state,
            reference: known.reference.clone().or(reference),
            reason: known.reason.clone().or(reason),
            ..known.clone()
        };
        (case != *known).then(|| event(Case { updated_at: self.now, ..case }, false))
    }

    fn case(
        &self,
        kind: CaseKind,
        reference: Option<String>,
        amount: Money,
        reason: Option<String>,
        state: CaseState,
        due_at: Option<Timestamp>,
    ) -> Case {
        let number = self.order.cases.iter().filter(|case| case.kind == kind).count() + 1;
        let code = format!("{}-{}{number}", self.order.code, kind.letter());
        let amount = amount.minor();
        Case {
            code,
            kind,
            reference,
            amount,
            reason,
            state,
            due_at,
            opened_at: self.now,
            updated_at: self.now,
        }
    }

    fn refundable(&self, amount: Money) -> Result<Money, Refusal> {
        if amount.currency() == self.order.currency {
            return Ok(amount);
        }
        let message = format!("must be in the currency of the order, {}", self.order.currency);
        Err(Refusal::Invalid { field: "amount", message })
    }
}

/// The event for a case as it is from now on.
fn event(case: Case, new: bool) -> Event {
    let case = Box::new(case);
    match (case.kind, new && case.state == case.kind.first()) {
        (CaseKind::Refund, true) => Event::RefundRequested { case },
        (CaseKind::Refund, false) => Event::RefundUpdated { case },
        (CaseKind::Dispute, true) => Event::DisputeCreated { case },
        (CaseKind::Dispute, false) => Event::DisputeUpdated { case },
    }
}
