//! Reports, each handed to those who keep what it is about.

use jiff::Timestamp;
use orderbell_orders::{Actor, Event, Subject};

use crate::app::AppId;
use crate::error::WriteError;
use crate::place::{ActResult, Idempotency};
use crate::product::ProductCommand;
use crate::query::Scope;
use crate::report::{Report, ReportOutcome, ReportResults};

use super::columns::micros;
use super::writer::Tx;
use super::{desk, events, idempotency, products, registered};

pub(crate) fn once(
    tx: &Tx<'_>,
    app: AppId,
    reports: Vec<Report>,
    scope: Scope,
    actor: &Actor,
    idempotency: Option<Idempotency<ReportResults>>,
    now: Timestamp,
) -> Result<ActResult<ReportResults>, WriteError> {
    let now = micros(now);
    let work = products::Work { app, actor: actor.clone(), scope, now };
    idempotency::once(tx, app, idempotency, now, || {
        let mut results = Vec::with_capacity(reports.len());
        for report in reports {
            results.push(match report {
                Report::Stock { sku, product } => {
                    products::carry_out(tx, &work, &sku, &ProductCommand::Put(product), None)?
                        .map(|outcome| ReportOutcome::Stock(Box::new(outcome)))
                        .map_err(Into::into)
                }
                Report::User(user) => {
                    Ok(ReportOutcome::User(Box::new(registered::register(tx, app, user, actor, now)?)))
                }
                Report::Order(change) => desk::apply(tx, app, &change, actor, now)?
                    .map(|outcome| ReportOutcome::Order(Box::new(outcome)))
                    .map_err(Into::into),
                Report::Custom(event) => {
                    let event = Event::Custom(Box::new(event));
                    Ok(ReportOutcome::Custom(events::tell(tx, app, event, Subject::App, actor, now)?))
                }
            });
        }
        Ok(results)
    })
}
