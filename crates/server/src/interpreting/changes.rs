//! From what an event says to reports, as if the app had sent them by the API.

use orderbell_intake::{Fact, OrderKey as Named, mapping::Mapping};
use orderbell_orders::{Command, OrderRef, PaymentReport, PaymentSource, Status};
use orderbell_store::desk::{Change, OrderKey, Reported, Upsert};
use orderbell_store::{Conditions, report::Report};

use crate::{apps::AppEntry, facts};

/// What a fact changes.
///
/// # Errors
/// What stands in the way, in one sentence.
pub fn of(fact: Fact, mapping: &Mapping, app: &AppEntry) -> Result<Vec<Report>, String> {
    Ok(match fact {
        Fact::Stock(fact) => vec![facts::stock(fact, mapping.source(), app.record.currency)?],
        Fact::Product(fact) => vec![facts::product(fact, mapping.source(), app.record.currency)?],
        Fact::User(fact) => vec![facts::user(fact)?],
        fact => {
            changes(fact, mapping, app)?.into_iter().map(|change| Report::Order(Box::new(change))).collect()
        }
    })
}

fn changes(fact: Fact, mapping: &Mapping, app: &AppEntry) -> Result<Vec<Change>, String> {
    let source = mapping.source();
    Ok(match fact {
        Fact::Order(fact) => {
            let fact = *fact;
            let order = facts::order(fact.draft, &app.record.flows, app.record.currency)?;
            let reported = Reported {
                status: fact.status,
                paid: fact.paid,
                payment: None,
                revision: fact.modified_at.map(|at| at.as_microsecond()),
                reason: fact.reason,
            };
            vec![Change::Upsert(Box::new(Upsert { order, reported, link_hash: None }))]
        }
        Fact::Status(fact) => {
            let order = key(fact.order, source)?;
            let told = fact.courier.is_some() || fact.tracking_no.is_some();
            if fact.status == Status::Shipped && told {
                // The app tells of its own order: a number that it corrects is right.
                let command =
                    Command::Ship { courier: fact.courier, tracking_no: fact.tracking_no, replace: true };
                return Ok(vec![act(order, command)]);
            }
            let reported = Reported {
                status: Some(fact.status),
                paid: fact.paid,
                payment: None,
                revision: fact.modified_at.map(|at| at.as_microsecond()),
                reason: fact.reason,
            };
            vec![Change::Follow { order, reported }]
        }
        Fact::Payment(fact) => {
            let reference = match &fact.order {
                Named::External { ext_id, .. } => ext_id.clone(),
                Named::Code(name) | Named::Payment(name) | Named::Transaction(name) => name.clone(),
            };
            let report = PaymentReport {
                provider: source.to_owned(),
                // That by which an order that is reported as paid is taken for paid, so that both count once.
                reference,
                transaction: Some(fact.transaction),
                method: fact.method,
                state: fact.state,
                amount: fact.amount,
                source: PaymentSource::Webhook,
            };
            vec![act(key(fact.order, source)?, Command::ReportPayment(Box::new(report)))]
        }
        Fact::Shipment(fact) => {
            let order = match (fact.order, &fact.tracking_no) {
                (Some(order), _) => key(order, source)?,
                (None, Some(number)) => OrderKey::Tracking { number: number.clone() },
                (None, None) => return Err("neither the order nor a tracking number is told".to_owned()),
            };
            let command = Command::UpdateShipment {
                courier: fact.courier,
                tracking_no: fact.tracking_no,
                state: fact.state,
                text: fact.text,
            };
            vec![act(order, command)]
        }
        Fact::Stock(_) | Fact::Product(_) | Fact::User(_) | Fact::Refund(_) | Fact::Dispute(_) => {
            return Err("such events change no order".to_owned());
        }
    })
}

fn act(order: OrderKey, command: Command) -> Change {
    Change::Act { order, command, conditions: Conditions::default() }
}

fn key(named: Named, source: &str) -> Result<OrderKey, String> {
    Ok(match named {
        Named::External { source, ext_id } => OrderKey::External { source, ext_id },
        Named::Code(code) => {
            let code: OrderRef = code.parse().map_err(|_| format!("{code:?} is no code of an order"))?;
            OrderKey::Order(code)
        }
        Named::Payment(reference) => OrderKey::Payment { provider: source.to_owned(), reference },
        Named::Transaction(transaction) => OrderKey::Transaction { provider: source.to_owned(), transaction },
    })
}
