//! From what a source says to reports. What may become of an order is not decided here, and whether it exists
//! is not known: a step names every order that could be meant, and the store takes the first that is there.

use jiff::Timestamp;
use orderbell_intake::{
    Notification,
    fact::{
        self, DisputeFact, DisputeState, Fact, OrderFact, PaymentFact, RefundFact, ShipmentFact, StatusFact,
    },
};
use orderbell_orders::{
    Actor, ActorKind, CaseKind, CaseReport, CaseState, Command, Currency, Flows, OrderRef, PaymentReport,
    PaymentSource,
};
use orderbell_store::{Change, Conditions, OrderKey, Plan, Report, Reported, Scope, Source, Step, Upsert};

use super::{Provider, SourceSettings};
use crate::facts;

/// Longest reason, in characters; what providers send may be longer, and must not keep the news out.
const MAX_REASON: usize = 500;
/// Longest name of a method.
const MAX_METHOD: usize = 40;
/// Longest text of a courier.
const MAX_TEXT: usize = 200;

/// Where something was said.
#[derive(Debug)]
pub struct Context<'a> {
    /// Whose words they are.
    pub provider: Provider,
    /// What is to be known of the source.
    pub settings: &'a SourceSettings,
    /// The app's flows, for orders.
    pub flows: &'a Flows,
    /// The app's currency.
    pub currency: Currency,
}

/// What is to be done about what was said. `note` is for people.
#[must_use]
pub fn plan(said: &Notification, context: &Context<'_>, note: &str) -> Plan {
    if said.facts.is_empty() {
        return Plan::Ignore("says nothing that concerns orders".into());
    }
    let mut steps = Vec::new();
    let mut last = Vec::new();
    let mut nothing = String::new();
    let refunds = said.facts.iter().any(|fact| matches!(fact, Fact::Refund(_)));
    for fact in &said.facts {
        let done = match fact {
            Fact::Payment(fact) => context.payment(fact).map(|step| steps.push(step)),
            Fact::Refund(fact) => context.refund(fact).map(|step| steps.push(step)),
            Fact::Dispute(fact) => context.dispute(fact).map(|step| steps.push(step)),
            Fact::Shipment(fact) => context.shipment(fact).map(|step| steps.push(step)),
            Fact::Order(fact) => context.order(fact, refunds).map(|told| match told {
                Some((step, later)) => {
                    steps.push(step);
                    last.extend(later);
                }
                None => "is not an order yet, or has a status that is not known".clone_into(&mut nothing),
            }),
            Fact::Status(fact) => {
                steps.push(context.status(fact));
                Ok(())
            }
            Fact::Stock(fact) => facts::stock(fact.clone(), &context.origin(), context.currency)
                .map(|report| steps.push(vec![report])),
            Fact::Product(fact) => facts::product(fact.clone(), &context.origin(), context.currency)
                .map(|report| steps.push(vec![report])),
            Fact::User(fact) => facts::user(fact.clone()).map(|report| steps.push(vec![report])),
        };
        if let Err(reason) = done {
            return Plan::Fail(reason);
        }
    }
    steps.extend(last);
    if steps.is_empty() {
        return Plan::Ignore(nothing);
    }
    // Whose orders it makes, theirs are the products that it counts.
    let scope = context.settings.vendor_id.clone().map_or(Scope::All, Scope::Vendor);
    Plan::Apply { steps, scope, note: note.to_owned() }
}

/// Who acts: a gateway's notice is the system's own doing, a shop's or a backend's is that of the app.
#[must_use]
pub fn actor(source: &Source, provider: Provider) -> Actor {
    let kind = if provider.is_gateway() { ActorKind::System } else { ActorKind::Api };
    Actor { kind, id: None, name: Some(source.name.clone()), vendor_id: None }
}

impl Context<'_> {
    fn origin(&self) -> String {
        self.settings.origin(self.provider).to_owned()
    }

    fn payment(&self, fact: &PaymentFact) -> Result<Step, String> {
        let report = PaymentReport {
            provider: self.origin(),
            reference: match &fact.order {
                fact::OrderKey::Payment(reference) => reference.clone(),
                _ => fact.transaction.clone(),
            },
            transaction: Some(fact.transaction.clone()),
            method: fact.method.as_deref().map(|method| cut(method, MAX_METHOD)),
            state: fact.state,
            amount: fact.amount,
            source: PaymentSource::Webhook,
        };
        self.step(&fact.order, &Command::ReportPayment(Box::new(report)))
    }

    fn refund(&self, fact: &RefundFact) -> Result<Step, String> {
        let report = CaseReport {
            kind: CaseKind::Refund,
            reference: Some(fact.reference.clone()),
            amount: fact.amount,
            cumulative: fact.cumulative,
            reason: fact.reason.as_deref().map(|reason| cut(reason, MAX_REASON)),
            state: Some(CaseState::Refunded),
            due_at: None,
        };
        self.step(&fact.order, &Command::OpenCase(Box::new(report)))
    }

    fn dispute(&self, fact: &DisputeFact) -> Result<Step, String> {
        let report = CaseReport {
            kind: CaseKind::Dispute,
            reference: Some(fact.reference.clone()),
            amount: fact.amount,
            cumulative: false,
            reason: fact.reason.as_deref().map(|reason| cut(reason, MAX_REASON)),
            state: Some(match fact.state {
                DisputeState::Open => CaseState::Open,
                DisputeState::Won => CaseState::Won,
                DisputeState::Lost => CaseState::Lost,
            }),
            due_at: fact.due_at,
        };
        self.step(&fact.order, &Command::OpenCase(Box::new(report)))
    }

    /// By its order, or by the tracking number. An order that is found by its number knows courier and number already;
    /// that the courier calls itself otherwise is no news.
    fn shipment(&self, fact: &ShipmentFact) -> Result<Step, String> {
        let update = |courier: Option<&String>, tracking_no: Option<&String>| Command::UpdateShipment {
            courier: courier.cloned(),
            tracking_no: tracking_no.cloned(),
            state: fact.state,
            text: fact.text.as_deref().map(|text| cut(text, MAX_TEXT)),
        };
        let mut step = match &fact.order {
            Some(key) => self.step(key, &update(fact.courier.as_ref(), fact.tracking_no.as_ref()))?,
            None => Vec::new(),
        };
        if let Some(number) = &fact.tracking_no {
            step.push(act(OrderKey::Tracking { number: number.clone() }, update(None, None)));
        }
        if step.is_empty() {
            return Err("names neither an order nor a tracking number".into());
        }
        Ok(step)
    }

    /// The order, and what comes after everything else: where it has left by an exit, what is known of refunds comes
    /// first, because calling a paid order off opens a refund for what has not gone back by then.
    fn order(&self, fact: &OrderFact, refunds: bool) -> Result<Option<(Step, Option<Step>)>, String> {
        let Some(status) = fact.status else { return Ok(None) };
        let ext_id = fact.draft.ext_id.clone().ok_or("an order without its id")?;
        let key = OrderKey::External { source: self.origin(), ext_id: ext_id.clone() };
        let reported = Reported {
            status: Some(status),
            paid: fact.paid,
            payment: fact.payment.as_ref().map(|payment| PaymentReport {
                provider: self.origin(),
                reference: ext_id.clone(),
                transaction: payment.transaction.clone(),
                method: payment.method.clone(),
                state: payment.state,
                amount: Some(payment.amount),
                source: PaymentSource::Webhook,
            }),
            revision: fact.modified_at.map(Timestamp::as_microsecond),
            reason: fact.reason.as_deref().map(|reason| cut(reason, MAX_REASON)),
        };
        if fact.draft.items.is_empty() {
            return Ok(Some((vec![report(Change::Follow { order: key, reported })], None)));
        }
        let mut draft = fact.draft.clone();
        draft.source = Some(self.origin());
        draft.vendor_id = self.settings.vendor_id.clone();
        draft.flow = self.settings.flow.clone();
        // How it came to be paid is a payment of its own.
        draft.paid = false;
        let order = facts::order(draft, self.flows, self.currency)?;
        let (now, later) = if refunds && status.is_exit() {
            let follow = Change::Follow { order: key, reported: reported.clone() };
            (Reported { status: None, ..reported }, Some(vec![report(follow)]))
        } else {
            (reported, None)
        };
        let upsert = Upsert { order, reported: now, link_hash: None };
        Ok(Some((vec![report(Change::Upsert(Box::new(upsert)))], later)))
    }

    fn status(&self, fact: &StatusFact) -> Step {
        let reported = Reported {
            status: Some(fact.status),
            revision: fact.modified_at.map(Timestamp::as_microsecond),
            reason: fact.reason.as_deref().map(|reason| cut(reason, MAX_REASON)),
            ..Reported::default()
        };
        let follow = |order| report(Change::Follow { order, reported: reported.clone() });
        self.names(&fact.order).into_iter().map(follow).collect()
    }

    fn step(&self, key: &fact::OrderKey, command: &Command) -> Result<Step, String> {
        let names = self.names(key);
        if names.is_empty() {
            return Err("names no order: neither a code nor a reference".into());
        }
        Ok(names.into_iter().map(|name| act(name, command.clone())).collect())
    }

    /// Everything that the reporter can have meant, the most particular first.
    fn names(&self, key: &fact::OrderKey) -> Vec<OrderKey> {
        let provider = self.origin();
        match key {
            fact::OrderKey::Payment(reference) => {
                let payment = OrderKey::Payment { provider, reference: reference.clone() };
                // Who makes payments without us gives the gateway the order's own number, or that with a counter.
                let numbered = reference.rsplit_once('-').filter(|(_, n)| is_counter(n));
                [payment]
                    .into_iter()
                    .chain(self.by_number(reference))
                    .chain(numbered.into_iter().flat_map(|(number, _)| self.by_number(number)))
                    .collect()
            }
            fact::OrderKey::Code(code) => self.by_number(code),
            fact::OrderKey::Transaction(transaction) => {
                vec![OrderKey::Transaction { provider, transaction: transaction.clone() }]
            }
            // A shop speaks of its own orders; whoever uses our words says whose they are.
            fact::OrderKey::External { source, ext_id } => {
                let own = matches!(self.provider, Provider::Shopify | Provider::WooCommerce);
                let source = if own { provider } else { source.clone() };
                vec![OrderKey::External { source, ext_id: ext_id.clone() }]
            }
        }
    }

    /// A number that is an order's code, or its id in the system that gives the gateway its numbers.
    fn by_number(&self, number: &str) -> Vec<OrderKey> {
        let code = number.parse().ok().map(|code| OrderKey::Order(OrderRef::Code(code)));
        let external = self
            .settings
            .orders_of
            .as_ref()
            .map(|source| OrderKey::External { source: source.clone(), ext_id: number.to_owned() });
        code.into_iter().chain(external).collect()
    }
}

/// Whether something could be the counter of an order's payments.
fn is_counter(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn act(order: OrderKey, command: Command) -> Report {
    report(Change::Act { order, command, conditions: Conditions::default() })
}

fn report(change: Change) -> Report {
    Report::Order(Box::new(change))
}

fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(settings: &SourceSettings, key: &fact::OrderKey) -> Vec<String> {
        let flows = Flows::default();
        let context =
            Context { provider: Provider::Midtrans, settings, flows: &flows, currency: Currency::IDR };
        let name = |key| match key {
            OrderKey::Payment { provider, reference } => format!("{provider} payment {reference}"),
            OrderKey::Order(OrderRef::Code(code)) => format!("code {code}"),
            OrderKey::External { source, ext_id } => format!("{source} {ext_id}"),
            other => panic!("{other:?}"),
        };
        context.names(key).into_iter().map(name).collect()
    }

    #[test]
    fn a_reference_is_a_payment_or_a_number_or_a_number_with_a_counter() {
        let key = fact::OrderKey::Payment("ORD-261121-7K3Q-1".into());
        let plain = ["midtrans payment ORD-261121-7K3Q-1", "code ORD-261121-7K3Q-1", "code ORD-261121-7K3Q"];
        assert_eq!(names(&SourceSettings::default(), &key), plain);
        let elsewhere = SourceSettings { orders_of: Some("shop".into()), ..SourceSettings::default() };
        let key = fact::OrderKey::Payment("INV/5".into());
        assert_eq!(names(&elsewhere, &key), ["midtrans payment INV/5", "shop INV/5"]);
    }
}
