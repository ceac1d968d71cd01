//! Reports, each handed to those who keep what it is about.

use jiff::Timestamp;
use orderbell_orders::{Actor, Event, Subject};

use crate::app::AppId;
use crate::error::WriteError;
use crate::place::{ActResult, Idempotency};
use crate::query::Scope;
use crate::report::{Report, ReportOutcome, ReportRefused, ReportResults};

use super::columns::micros;
use super::error::DbError;
use super::products::Work;
use super::writer::Tx;
use super::{desk, events, idempotency, product_names, registered};

pub(crate) fn once(
    tx: &Tx<'_>,
    app: AppId,
    reports: &[Report],
    scope: Scope,
    actor: &Actor,
    idempotency: Option<Idempotency<ReportResults>>,
    now: Timestamp,
) -> Result<ActResult<ReportResults>, WriteError> {
    let now = micros(now);
    let work = Work { app, actor: actor.clone(), scope, now };
    idempotency::once(tx, app, idempotency, now, || {
        Ok(reports.iter().map(|report| one(tx, &work, report)).collect::<Result<_, _>>()?)
    })
}

/// Takes over one report, whole or not at all. To be used together with rows of the caller's own, in one transaction.
pub(super) fn one(
    tx: &Tx<'_>,
    work: &Work,
    report: &Report,
) -> Result<Result<ReportOutcome, ReportRefused>, DbError> {
    let Work { app, actor, now, .. } = work;
    let (app, now) = (*app, *now);
    Ok(match report {
        Report::Stock { product, edit } => product_names::counted(tx, work, product, edit)?
            .map(|outcome| ReportOutcome::Stock(Box::new(outcome)))
            .map_err(Into::into),
        Report::Product(name) => product_names::learn(tx, work, name)?
            .map(|outcome| ReportOutcome::Product(Box::new(outcome)))
            .map_err(Into::into),
        Report::User(user) => {
            Ok(ReportOutcome::User(Box::new(registered::register(tx, app, user.clone(), actor, now)?)))
        }
        Report::Order(change) => desk::apply(tx, app, change, actor, now)?
            .map(|outcome| ReportOutcome::Order(Box::new(outcome)))
            .map_err(Into::into),
        Report::Custom(event) => {
            let event = Event::Custom(Box::new(event.clone()));
            Ok(ReportOutcome::Custom(events::tell(tx, app, event, Subject::App, actor, now)?))
        }
    })
}
