//! Changes to orders by whatever they are called, and orders that live elsewhere, inside the writer's transaction.

use jiff::Timestamp;
use orderbell_orders::rights::in_scope;
use orderbell_orders::{
    Actor, Command, Details, Order, PaymentReport, PaymentSource, PaymentState, RecordedEvent, Refusal,
    Status,
};

use crate::app::AppId;
use crate::desk::{Change, Reported, Upsert};
use crate::error::WriteError;
use crate::place::{ActRefused, ActResult, Idempotency, Ignored, Outcome, Placement};

use super::apps;
use super::columns::micros;
use super::error::DbError;
use super::orders::{self, Desk, Origin};
use super::statement::execute;
use super::writer::Tx;
use super::{idempotency, order_keys, order_rows, timers};

/// Makes one change, whole or not at all.
pub(super) fn apply(
    tx: &Tx<'_>,
    app: AppId,
    change: &Change,
    actor: &Actor,
    now: Timestamp,
) -> Result<Result<Outcome, ActRefused>, DbError> {
    let rules = apps::rules(tx, app)?;
    let desk = Desk { tx, app, actor, rules: &rules, times: true, now: micros(now) };
    whole(tx, || match change {
        Change::Act { order, command, conditions } => match order_keys::find(tx.conn, app, order)? {
            Some(order) => orders::act_on(&desk, order, command, *conditions),
            None => Ok(Err(ActRefused::NotFound)),
        },
        Change::Upsert(new) => upsert(&desk, new),
        Change::Follow { order, reported } => match order_keys::find(tx.conn, app, order)? {
            Some(order) => follow(&desk, order, None, reported),
            None => Ok(Err(ActRefused::NotFound)),
        },
    })
}

pub(crate) fn upsert_once(
    tx: &Tx<'_>,
    app: AppId,
    new: &Upsert,
    actor: &Actor,
    idempotency: Option<Idempotency>,
    now: Timestamp,
) -> Result<ActResult, WriteError> {
    let rules = apps::rules(tx, app)?;
    let desk = Desk { tx, app, actor, rules: &rules, times: true, now: micros(now) };
    idempotency::once(tx, app, idempotency, desk.now, || Ok(whole(tx, || upsert(&desk, new))?))
}

fn upsert(desk: &Desk<'_>, new: &Upsert) -> Result<Result<Outcome, ActRefused>, DbError> {
    let Some(ext_id) = new.order.ext_id() else {
        let message = "is required: the order's id in the system that it lives in".to_owned();
        let refusal = Refusal::Invalid { field: "ext_id", message };
        return Ok(Err(ActRefused::Refused { refusal, order: None }));
    };
    match order_rows::by_ext_id(desk.tx.conn, desk.app, new.order.source(), ext_id)? {
        Some(order) => {
            let details = Details::told_again(&new.order, &order);
            follow(desk, order, Some(details), &new.reported)
        }
        None => create(desk, new),
    }
}

/// Records an order of which nothing was known, where it is over there.
fn create(desk: &Desk<'_>, new: &Upsert) -> Result<Result<Outcome, ActRefused>, DbError> {
    let Upsert { order, reported, link_hash } = new;
    let desk = &Desk { times: false, ..*desk };
    // Whoever works on it has decided over there not to wait for the money.
    let in_work = reported.status.is_some_and(|status| status != Status::PendingPayment);
    let order = order.clone().told(reported.paid && reported.payment.is_none(), in_work && !reported.paid);
    let placed = orders::place_now(desk, Placement { order, link_hash: *link_hash }, Origin::Elsewhere)?;
    let mut outcome = match placed {
        Ok(outcome) => outcome,
        Err(refused) => return Ok(Err(refused)),
    };
    order_rows::note_told(desk.tx, outcome.order.id, reported)?;
    let mut steps = Vec::new();
    steps.extend(reported.payment.clone().map(|report| Command::ReportPayment(Box::new(report))));
    steps.extend(reported.status.map(|to| going(reported, to, true)));
    if let Err(refused) = take(desk, &mut outcome.order, &mut outcome.events, &steps)? {
        return Ok(Err(refused));
    }
    timers::follow(desk.tx, desk.app, desk.rules, None, &outcome.order, desk.now)?;
    Ok(Ok(outcome))
}

/// Records what has become of an order that is known.
fn follow(
    desk: &Desk<'_>,
    mut order: Order,
    details: Option<Details>,
    reported: &Reported,
) -> Result<Result<Outcome, ActRefused>, DbError> {
    if !in_scope(desk.actor, &order) {
        return Ok(Err(ActRefused::Refused { refusal: Refusal::OutOfScope, order: None }));
    }
    let seen = order_rows::told(desk.tx.conn, order.id)?;
    let newer = match (reported.revision, seen.revision) {
        (Some(told), Some(seen)) if told < seen => return Ok(Ok(Outcome::ignored(order, Ignored::Older))),
        (Some(told), Some(seen)) => told > seen,
        _ => false,
    };
    let mut steps = Vec::new();
    steps.extend(details.map(|details| Command::Amend(Box::new(details))));
    steps.extend(payment(reported, &order).map(|report| Command::ReportPayment(Box::new(report))));
    if let Some(to) = reported.status {
        let back = matches!(desk.decide(&order, &going(reported, to, false)), Err(Refusal::GoesBack { .. }));
        // Where the order has not moved over there, nobody has decided against what people have done with it here.
        let moved = seen.status != Some(to);
        if back && moved && !newer {
            // Of a late report nothing is believed, neither where the order is nor what it looks like.
            return Ok(Ok(Outcome::ignored(order.clone(), Ignored::GoesBack { from: order.status, to })));
        }
        if !back || moved {
            steps.push(going(reported, to, newer));
        }
    }
    let mut events = Vec::new();
    if let Err(refused) = take(desk, &mut order, &mut events, &steps)? {
        return Ok(Err(refused));
    }
    order_rows::note_told(desk.tx, order.id, reported)?;
    let already_by = events.is_empty().then(|| order.status_by.clone());
    Ok(Ok(Outcome { order, events, already_by, ignored: None }))
}

/// Carries out what other systems have decided, one step after the other.
fn take(
    desk: &Desk<'_>,
    order: &mut Order,
    events: &mut Vec<RecordedEvent>,
    steps: &[Command],
) -> Result<Result<(), ActRefused>, DbError> {
    for step in steps {
        let happened = match desk.decide(order, step) {
            Ok(happened) if happened.is_empty() => continue,
            Ok(happened) => happened,
            Err(refusal) => {
                return Ok(Err(ActRefused::Refused { refusal, order: Some(Box::new(order.clone())) }));
            }
        };
        match orders::carry_out(desk, Some(order), None, happened, step.action(), Origin::Elsewhere)? {
            Ok(outcome) => {
                *order = outcome.order;
                events.extend(outcome.events);
            }
            Err(refusal) => {
                return Ok(Err(ActRefused::Refused { refusal, order: Some(Box::new(order.clone())) }));
            }
        }
    }
    Ok(Ok(()))
}

fn going(reported: &Reported, to: Status, newer: bool) -> Command {
    Command::Follow { to, newer, reason: reported.reason.clone() }
}

/// The payment that is told of, or the one that being paid over there must have come by.
fn payment(reported: &Reported, order: &Order) -> Option<PaymentReport> {
    let implied = || PaymentReport {
        provider: order.source.clone(),
        reference: order.ext_id.clone().unwrap_or_else(|| order.code.to_string()),
        transaction: None,
        method: None,
        state: PaymentState::Paid,
        amount: None,
        source: PaymentSource::Webhook,
    };
    match &reported.payment {
        Some(report) => Some(report.clone()),
        None => (reported.paid && !order.outstanding().is_zero()).then(implied),
    }
}

/// Undoes what was done when it comes to a refusal.
fn whole(
    tx: &Tx<'_>,
    work: impl FnOnce() -> Result<Result<Outcome, ActRefused>, DbError>,
) -> Result<Result<Outcome, ActRefused>, DbError> {
    execute(tx.conn, "SAVEPOINT change", [])?;
    let result = work()?;
    if result.is_err() {
        execute(tx.conn, "ROLLBACK TO change", [])?;
    }
    execute(tx.conn, "RELEASE change", [])?;
    Ok(result)
}
