//! Timers of orders as rows of `jobs`, named by the order. See [`crate::timers`].

use jiff::Timestamp;
use orderbell_orders::timer::{self, Timer};
use orderbell_orders::{Actor, Command, Order, OrderId, OrderRef, Payment};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::AppId;
use crate::error::WriteError;
use crate::job::{JobEnd, NewJob, Standing};
use crate::place::Conditions;
use crate::timers::{DueTimer, TimerEnd, TimerKind};

use super::apps::Rules;
use super::columns::{micros, to_json};
use super::error::DbError;
use super::writer::Tx;
use super::{apps, couriers, jobs, order_rows, orders, vendors};

/// Orders that are looked after in one write.
const CATCH_UP: usize = 100;

/// What a job needs to know of its order.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct About {
    pub(super) order: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    provider: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reference: Option<String>,
}

/// Sets and takes back the timers of an order that has just become what it is. What has not changed is left alone, so
/// that a job that is tried again keeps its place.
pub(super) fn follow(
    tx: &Tx<'_>,
    app: AppId,
    rules: &Rules,
    before: Option<&Order>,
    after: &Order,
    now: Timestamp,
) -> Result<(), DbError> {
    let flow_of = |order| vendors::flow_of(tx.conn, app, &rules.flows, order);
    let (was_paced, is_paced) = (before.map(flow_of).transpose()?, flow_of(after)?);
    for (kind, timer) in LAPSES {
        let is = timer.due_at(after, &is_paced, &rules.timezone);
        let was = before.zip(was_paced.as_deref());
        if was.and_then(|(before, flow)| timer.due_at(before, flow, &rules.timezone)) != is {
            let about = About { order: after.id.0, provider: None, reference: None };
            change(tx, app, kind, order_name(after.id), is, &about, now)?;
        }
    }
    for payment in &after.payments {
        let known = before.and_then(|before| {
            let known = before.payment(&payment.provider, &payment.reference, None)?;
            timer::next_check(before, known, now)
        });
        let next = timer::next_check(after, payment, now);
        if known != next {
            let name = payment_name(after.id, payment);
            let (provider, reference) = (Some(payment.provider.clone()), Some(payment.reference.clone()));
            let about = About { order: after.id.0, provider, reference };
            change(tx, app, TimerKind::Recover, name, next, &about, now)?;
        }
    }
    let parcel = |order: &Order| {
        timer::is_on_its_way(order).then(|| (order.courier.clone(), order.tracking_no.clone()))
    };
    if before.and_then(parcel) != parcel(after) {
        track(tx, app, after, now)?;
    }
    Ok(())
}

/// Sets or takes back the question to the courier of an order.
pub(super) fn track(tx: &Tx<'_>, app: AppId, order: &Order, now: Timestamp) -> Result<(), DbError> {
    let about = About { order: order.id.0, provider: None, reference: None };
    let due_at = next_question(tx, app, order, now)?;
    change(tx, app, TimerKind::Track, order_name(order.id), due_at, &about, now)
}

const LAPSES: [(TimerKind, Timer); 5] = [
    (TimerKind::Expire, Timer::Expire),
    (TimerKind::Unattended, Timer::Unattended),
    (TimerKind::Decline, Timer::Decline),
    (TimerKind::Late, Timer::Late),
    (TimerKind::Complete, Timer::Complete),
];

fn order_name(order: OrderId) -> String {
    order.to_string()
}

fn payment_name(order: OrderId, payment: &Payment) -> String {
    format!("{order} {} {}", payment.provider, payment.reference)
}

fn change(
    tx: &Tx<'_>,
    app: AppId,
    kind: TimerKind,
    name: String,
    due_at: Option<Timestamp>,
    about: &About,
    now: Timestamp,
) -> Result<(), DbError> {
    let Some(due_at) = due_at else {
        jobs::cancel(tx, app, kind.as_str(), &name)?;
        return Ok(());
    };
    let payload = to_json("payload of a timer", about)?;
    let job = NewJob { app, kind: kind.as_str(), standing: Standing::Named(name), due_at, payload };
    // Every order sets some. To wake those who do other jobs would make them read the database after each commit.
    jobs::add_unheard(tx, &job, now)?;
    Ok(())
}

fn next_question(
    tx: &Tx<'_>,
    app: AppId,
    order: &Order,
    now: Timestamp,
) -> Result<Option<Timestamp>, DbError> {
    let courier = match &order.courier {
        Some(courier) if timer::is_on_its_way(order) => couriers::every(tx, app, courier)?,
        _ => None,
    };
    Ok(courier.map(|every| now.checked_add(every).unwrap_or(Timestamp::MAX)))
}

/// Looks after the timers of some open orders after `last`; returns the last of them, `None` when there were no more.
pub(crate) fn catch_up(
    tx: &Tx<'_>,
    app: AppId,
    last: Option<OrderId>,
    now: Timestamp,
) -> Result<Option<OrderId>, WriteError> {
    let rules = apps::rules(tx, app)?;
    let orders = order_rows::open_after(tx.conn, app, last, CATCH_UP)?;
    for order in &orders {
        let flow = vendors::flow_of(tx.conn, app, &rules.flows, order)?;
        for (kind, timer) in LAPSES {
            let due_at = timer.due_at(order, &flow, &rules.timezone);
            if due_at != jobs::due_of(tx, app, kind.as_str(), &order_name(order.id))? {
                let about = About { order: order.id.0, provider: None, reference: None };
                change(tx, app, kind, order_name(order.id), due_at, &about, now)?;
            }
        }
        for payment in &order.payments {
            let (name, next) = (payment_name(order.id, payment), timer::next_check(order, payment, now));
            if next.is_some() && jobs::due_of(tx, app, TimerKind::Recover.as_str(), &name)?.is_none() {
                let (provider, reference) = (Some(payment.provider.clone()), Some(payment.reference.clone()));
                let about = About { order: order.id.0, provider, reference };
                change(tx, app, TimerKind::Recover, name, next, &about, now)?;
            }
        }
        let asked = jobs::due_of(tx, app, TimerKind::Track.as_str(), &order_name(order.id))?;
        if asked.is_none() && timer::is_on_its_way(order) {
            track(tx, app, order, now)?;
        }
    }
    Ok(orders.last().map(|order| order.id))
}

pub(crate) fn begin(
    tx: &Tx<'_>,
    kind: TimerKind,
    limit: usize,
    now: Timestamp,
) -> Result<Vec<DueTimer>, DbError> {
    let mut begun = Vec::new();
    for job in jobs::claim(tx, kind.as_str(), limit, now)? {
        let Ok(about) = serde_json::from_str::<About>(&job.payload) else {
            let error = "what the job is about cannot be read".to_owned();
            jobs::finish(tx, job.claim, &JobEnd::Failed { error }, now)?;
            continue;
        };
        begun.push(DueTimer {
            claim: job.claim,
            kind,
            app: job.app,
            order: OrderId(about.order),
            payment: about.provider.zip(about.reference),
            attempts: job.attempts,
        });
    }
    Ok(begun)
}

pub(crate) fn end(
    tx: &Tx<'_>,
    timer: &DueTimer,
    reports: &[Command],
    now: Timestamp,
) -> Result<TimerEnd, WriteError> {
    let now = micros(now);
    if !jobs::is_held(tx, timer.claim)? {
        return Ok(TimerEnd::Superseded);
    }
    let app = timer.app;
    let rules = apps::rules(tx, app)?;
    let lapse = LAPSES.iter().find(|(kind, _)| *kind == timer.kind).map(|(_, lapse)| Command::Lapse {
        timer: *lapse,
        zone: rules.timezone.clone(),
        locale: rules.locale,
    });
    let mut refused = None;
    for command in reports.iter().chain(&lapse) {
        let order = OrderRef::Id(timer.order);
        let acted =
            orders::act(tx, app, &order, command, &Actor::system(), Conditions::default(), None, now)?;
        if let Some(Err(refusal)) = acted.fresh() {
            refused = Some(refusal.to_string());
        }
    }
    // What the order has become may have set this very job anew, or taken it back.
    if !jobs::is_held(tx, timer.claim)? {
        return Ok(TimerEnd::Done);
    }
    let order = order_rows::by_id(tx.conn, app, timer.order)?;
    let next = match &order {
        Some(order) => next_of(tx, timer, order, now)?,
        None => None,
    };
    let (job_end, end) = match next {
        None => (JobEnd::Done, TimerEnd::Done),
        Some(due_at) if due_at > now => {
            (JobEnd::Again { due_at, error: String::new() }, TimerEnd::Again(due_at))
        }
        // To begin it again at once would be to begin it for ever.
        Some(_) => {
            let error = refused.unwrap_or_else(|| "the order has not changed".to_owned());
            (JobEnd::Failed { error: error.clone() }, TimerEnd::Failed(error))
        }
    };
    jobs::finish(tx, timer.claim, &job_end, now)?;
    Ok(end)
}

/// When the order has this timer next, as it is now.
fn next_of(
    tx: &Tx<'_>,
    timer: &DueTimer,
    order: &Order,
    now: Timestamp,
) -> Result<Option<Timestamp>, DbError> {
    let rules = apps::rules(tx, timer.app)?;
    let lapse = LAPSES.iter().find(|(kind, _)| *kind == timer.kind);
    if let Some((_, lapse)) = lapse {
        let flow = vendors::flow_of(tx.conn, timer.app, &rules.flows, order)?;
        return Ok(lapse.due_at(order, &flow, &rules.timezone));
    }
    match (&timer.payment, timer.kind) {
        (Some((provider, reference)), TimerKind::Recover) => {
            let payment = order.payment(provider, reference, None);
            Ok(payment.and_then(|payment| timer::next_check(order, payment, now)))
        }
        _ => next_question(tx, timer.app, order, now),
    }
}
