//! Money that comes in, or does not.

use crate::event::{Event, PaymentChange};
use crate::money::Money;
use crate::payment::{MAX_PAYMENTS, Payment, PaymentReport, PaymentSource, PaymentState, STAFF, Step};
use crate::refusal::Refusal;
use crate::status::Status;

use super::{Scene, wording};

impl Scene<'_> {
    /// Money that a person has seen, as a payment of its own. What is there already is not paid twice: a second press of the
    /// button finds nothing outstanding, and the same receipt for the same amount is the same money.
    pub(super) fn mark_paid(
        &self,
        method: Option<&str>,
        receipt: Option<&str>,
        amount: Option<Money>,
    ) -> Result<Vec<Event>, Refusal> {
        let (order, due) = (self.order, self.order.outstanding());
        let waits = order.status == Status::PendingPayment;
        if due.is_zero() && !waits {
            return Ok(Vec::new());
        }
        if order.status.is_exit() {
            return Err(self.not_possible());
        }
        let method = wording::method(method)?;
        let receipt = wording::optional("receipt", receipt, 120)?;
        let mine = || order.payments.iter().filter(|payment| payment.provider == STAFF);
        let noted = |payment: &Payment| {
            payment.state == PaymentState::Paid
                && payment.method == method
                && amount.is_none_or(|amount| amount.minor() == payment.amount)
        };
        if receipt.is_some() && mine().any(|known| known.receipt == receipt && noted(known)) {
            return Ok(Vec::new());
        }
        let amount = self.part_of(due, amount)?;
        let mut events = Vec::new();
        if !amount.is_zero() {
            let notes = mine().count();
            if notes >= MAX_PAYMENTS {
                let message = format!(
                    "would be payment {} that staff note of this order, at most {MAX_PAYMENTS} are kept",
                    notes + 1
                );
                return Err(Refusal::Invalid { field: "amount", message });
            }
            check_sum(order.paid, amount)?;
            let change = PaymentChange {
                provider: STAFF.to_owned(),
                reference: self.free_reference(),
                transaction: None,
                method: method.clone(),
                receipt,
                state: PaymentState::Paid,
                previous: None,
                amount,
                source: PaymentSource::Staff,
            };
            events.push(Event::PaymentReceived { amount, method, payment: Some(Box::new(change)) });
        }
        if waits && (due.is_zero() || self.settles(&events)) {
            events.push(Event::moved(order.status, Status::Placed));
        }
        Ok(events)
    }

    /// How much of what is outstanding somebody has paid.
    fn part_of(&self, due: Money, amount: Option<Money>) -> Result<Money, Refusal> {
        let Some(amount) = amount else { return Ok(due) };
        if amount.currency() == due.currency()
            && amount.minor() <= due.minor()
            && (!amount.is_zero() || due.is_zero())
        {
            return Ok(amount);
        }
        let message = format!(
            "must be more than 0 and at most the outstanding {} {}",
            due.major_string(),
            due.currency()
        );
        Err(Refusal::Invalid { field: "amount", message })
    }

    /// The order's code with the first number that no payment noted by staff has.
    fn free_reference(&self) -> String {
        (1..=MAX_PAYMENTS + 1)
            .map(|number| format!("{}-{number}", self.order.code))
            .find(|reference| self.order.payment(STAFF, reference, None).is_none())
            .expect("there are fewer payments than numbers")
    }

    /// Notes what a gateway says. Reports come twice and out of order, so most of them change nothing.
    pub(super) fn report_payment(&self, report: &PaymentReport) -> Result<Vec<Event>, Refusal> {
        let order = self.order;
        let change = self.change(report)?;
        let known = order.payment(&change.provider, &change.reference, change.transaction.as_deref());
        // What staff have noted takes nobody's place.
        let reported = || order.payments.iter().filter(|payment| payment.provider != STAFF).count();
        let step = match known {
            Some(payment) if self.raises(payment, &change) => Step::Move,
            Some(payment) => payment.state.then(change.state),
            None if reported() >= MAX_PAYMENTS => {
                let message = format!(
                    "would be payment {} of this order, at most {MAX_PAYMENTS} are kept",
                    reported() + 1
                );
                return Err(Refusal::Invalid { field: "ref", message });
            }
            None => Step::Move,
        };
        let change = Box::new(PaymentChange { previous: known.map(|payment| payment.state), ..change });
        let recovered = report.source == PaymentSource::Recovery && known.is_some();
        let mut events = match (step, change.state) {
            (Step::Nothing, _) => return Ok(Vec::new()),
            (Step::Reversal, _) => {
                vec![Event::PaymentFailed { payment: change.clone(), late: false, reversed: true }]
            }
            (Step::Move, PaymentState::Paid) if order.status.is_exit() => {
                vec![Event::PaymentFailed { payment: change.clone(), late: true, reversed: false }]
            }
            (Step::Move, PaymentState::Paid) => {
                let counted = known.filter(|known| known.state == PaymentState::Paid);
                let amount = order.money(change.amount.minor() - counted.map_or(0, |known| known.amount));
                let method = change.method.clone();
                vec![Event::PaymentReceived { amount, method, payment: Some(change.clone()) }]
            }
            (Step::Move, PaymentState::Failed) => {
                vec![Event::PaymentFailed { payment: change.clone(), late: false, reversed: false }]
            }
            (Step::Move, _) => vec![Event::PaymentUpdated { payment: change.clone() }],
        };
        if recovered {
            events.push(Event::PaymentRecovered { payment: change });
        }
        if order.status == Status::PendingPayment && self.settles(&events) {
            events.push(Event::moved(order.status, Status::Placed));
        }
        Ok(events)
    }

    /// Whether more came in by a payment than is known. What one payment has brought is the most that was reported of it,
    /// in whatever order the reports come: an order that grew is paid again under the same reference, and an older report
    /// takes nothing back. Once the order has left by an exit, people decide about the money.
    fn raises(&self, known: &Payment, change: &PaymentChange) -> bool {
        let both_paid = known.state == PaymentState::Paid && change.state == PaymentState::Paid;
        both_paid && change.amount.minor() > known.amount && !self.order.status.is_exit()
    }

    /// Whether nothing is left to pay once these events have happened.
    fn settles(&self, events: &[Event]) -> bool {
        let came: i64 = events
            .iter()
            .map(|event| match event {
                Event::PaymentReceived { amount, .. } => amount.minor(),
                _ => 0,
            })
            .sum();
        came > 0 && self.order.paid + came >= self.order.total
    }

    /// The report with its texts cleaned and its amount found.
    fn change(&self, report: &PaymentReport) -> Result<PaymentChange, Refusal> {
        let order = self.order;
        let provider = wording::required("provider", &report.provider, 40)?;
        let reference = wording::required("ref", &report.reference, 120)?;
        let transaction = wording::optional("transaction", report.transaction.as_deref(), 120)?;
        let known = order.payment(&provider, &reference, transaction.as_deref());
        let amount = match report.amount {
            Some(amount) if amount.currency() != order.currency => {
                let message = format!("must be in the currency of the order, {}", order.currency);
                return Err(Refusal::Invalid { field: "amount", message });
            }
            // What is taken back is what came in, whatever the report of it says.
            Some(_) | None
                if report.state != PaymentState::Paid
                    && known.is_some_and(|known| known.state == PaymentState::Paid) =>
            {
                order.money(known.map_or(0, |known| known.amount))
            }
            Some(amount) => amount,
            None => known.map_or_else(|| order.outstanding(), |known: &Payment| order.money(known.amount)),
        };
        if report.state == PaymentState::Paid && amount.is_zero() && !order.outstanding().is_zero() {
            let message = "must be more than 0 for a payment that is paid, or left out".to_owned();
            return Err(Refusal::Invalid { field: "amount", message });
        }
        check_sum(order.paid, amount)?;
        Ok(PaymentChange {
            reference: known.map_or(reference, |known| known.reference.clone()),
            provider,
            transaction,
            method: wording::method(report.method.as_deref())?,
            receipt: None,
            state: report.state,
            previous: None,
            amount,
            source: report.source,
        })
    }
}

/// Everything that was ever paid has to stay an amount.
fn check_sum(paid: i64, amount: Money) -> Result<(), Refusal> {
    if amount.minor() > Money::MAX_MINOR - paid.max(0) {
        let message =
            format!("is too much: the payments of an order are at most {} minor units", Money::MAX_MINOR);
        return Err(Refusal::Invalid { field: "amount", message });
    }
    Ok(())
}
