//! Placing orders and acting on them, inside the writer's transaction. What may happen is decided by
//! [`orderbell_orders::decide()`]; here is found out what it is decided about, and written down what came of it.

use jiff::Timestamp;
use orderbell_orders::rights::in_scope;
use orderbell_orders::{
    Actor, Command, Event, Flow, Order, OrderCode, OrderId, OrderRef, RecordedEvent, Refusal, apply, decide,
    order_code,
};
use rusqlite::Connection;
use uuid::{NoContext, Uuid};

use crate::app::AppId;
use crate::error::WriteError;
use crate::place::{ActRefused, ActResult, Conditions, Idempotency, Outcome, Placement};

use super::apps::{self, Rules};
use super::columns::micros;
use super::error::DbError;
use super::writer::Tx;
use super::{events, idempotency, order_rows, positions, timers};

/// Codes that are tried for one order. Of the million codes of a day even half can be in use, and all of these are taken
/// once in 10^19 orders.
const CODE_ATTEMPTS: usize = 64;

/// An order by whatever it is named.
pub(crate) fn find(conn: &Connection, app: AppId, order: &OrderRef) -> Result<Option<Order>, DbError> {
    match order {
        OrderRef::Id(id) => order_rows::by_id(conn, app, *id),
        OrderRef::Code(code) => order_rows::by_code(conn, app, code),
    }
}

pub(crate) fn place(
    tx: &Tx<'_>,
    app: AppId,
    placement: Placement,
    actor: &Actor,
    idempotency: Option<Idempotency>,
    now: Timestamp,
) -> Result<ActResult, WriteError> {
    let Placement { order: new, link_hash } = placement;
    let now = micros(now);
    let rules = apps::rules(tx, app)?;
    idempotency::once(tx, app, idempotency, now, || {
        let same_ext_id = match new.ext_id() {
            Some(ext_id) => order_rows::by_ext_id(tx.conn, app, new.source(), ext_id)?,
            None => None,
        };
        let same_code = match new.code() {
            Some(code) => order_rows::by_code(tx.conn, app, code)?,
            None => None,
        };
        let code = match new.code() {
            Some(code) => code.clone(),
            None => free_code(tx, app, &rules, now)?,
        };
        let flow = rules.flows.get(new.flow()).unwrap_or_else(|| rules.flows.first());
        let command = Command::Create { id: OrderId(new_uuid(now)), code, order: Box::new(new) };
        // Whether the actor may place such an order at all comes first: the answer to somebody who may not says
        // nothing about the orders of others.
        let events = match decide(None, &command, actor, flow, now) {
            Ok(events) => events,
            Err(refusal) => return Ok(Err(ActRefused::Refused { refusal, order: None })),
        };
        if let Some(order) = same_ext_id {
            return Ok(Err(exists(actor, order, |order| ActRefused::DuplicateExternalId { order })));
        }
        if let Some(order) = same_code {
            return Ok(Err(exists(actor, order, |order| ActRefused::CodeTaken { order })));
        }
        Ok(Ok(record(tx, app, Before::Nothing { link_hash }, events, actor, flow, now)?))
    })
}

#[expect(clippy::too_many_arguments, reason = "the arguments of the public method, handed on")]
pub(crate) fn act(
    tx: &Tx<'_>,
    app: AppId,
    order: &OrderRef,
    command: &Command,
    actor: &Actor,
    conditions: Conditions,
    idempotency: Option<Idempotency>,
    now: Timestamp,
) -> Result<ActResult, WriteError> {
    let now = micros(now);
    let rules = apps::rules(tx, app)?;
    idempotency::once(tx, app, idempotency, now, || {
        let Some(order) = find(tx.conn, app, order)? else { return Ok(Err(ActRefused::NotFound)) };
        let flow = rules.flows.of(&order);
        let decision = decide(Some(&order), command, actor, flow, now);
        if decision == Err(Refusal::OutOfScope) {
            return Ok(Err(ActRefused::Refused { refusal: Refusal::OutOfScope, order: None }));
        }
        if conditions.if_version.is_some_and(|version| version != order.version) {
            return Ok(Err(ActRefused::VersionMismatch { order: Box::new(order) }));
        }
        let events = match decision {
            Ok(events) => events,
            Err(refusal) => return Ok(Err(ActRefused::Refused { refusal, order: Some(Box::new(order)) })),
        };
        if events.is_empty() {
            let already_by = Some(already_by(tx, app, command, &order)?);
            return Ok(Ok(Outcome { order, events: Vec::new(), already_by }));
        }
        if conditions.from.is_some_and(|from| from != order.status) {
            return Ok(Err(ActRefused::VersionMismatch { order: Box::new(order) }));
        }
        Ok(Ok(record(tx, app, Before::Order(&order), events, actor, flow, now)?))
    })
}

/// What there was before something happened.
#[derive(Clone, Copy)]
enum Before<'a> {
    /// No order, but perhaps a link to the one that comes.
    Nothing {
        link_hash: Option<[u8; 32]>,
    },
    Order(&'a Order),
}

impl Before<'_> {
    fn order(&self) -> Option<&Order> {
        match self {
            Self::Nothing { .. } => None,
            Self::Order(order) => Some(order),
        }
    }
}

/// Writes the events and the order that they lead to.
fn record(
    tx: &Tx<'_>,
    app: AppId,
    before: Before<'_>,
    happened: Vec<Event>,
    actor: &Actor,
    flow: &Flow,
    now: Timestamp,
) -> Result<Outcome, DbError> {
    let first = positions::take(tx, app, happened.len())?;
    let mut order = match before {
        Before::Nothing { .. } => None,
        Before::Order(order) => Some(order.clone()),
    };
    let mut recorded = Vec::with_capacity(happened.len());
    for (seq, event) in (first..).zip(happened) {
        let after = apply(order, &event, actor, now);
        recorded.push(RecordedEvent::new(seq, new_uuid(now), now, actor.clone(), event, after.clone()));
        order = Some(after);
    }
    let order = order.ok_or(DbError::Broken("nothing happened to no order"))?;
    match before {
        Before::Nothing { link_hash } => order_rows::insert(tx, app, &order, flow, link_hash)?,
        Before::Order(before) => order_rows::update(tx, app, before, &order, flow)?,
    }
    for event in &recorded {
        events::insert(tx, app, event)?;
    }
    timers::follow(tx, app, before.order(), &order, flow, now)?;
    Ok(Outcome { order, events: recorded, already_by: None })
}

/// Refuses to place what is there already; who may not see the order learns only that there is one.
fn exists(actor: &Actor, order: Order, refused: impl FnOnce(Box<Order>) -> ActRefused) -> ActRefused {
    if in_scope(actor, &order) {
        refused(Box::new(order))
    } else {
        ActRefused::Refused { refusal: Refusal::Exists, order: None }
    }
}

/// Who made the order what somebody now asks it to be.
fn already_by(tx: &Tx<'_>, app: AppId, command: &Command, order: &Order) -> Result<Actor, DbError> {
    let by = match command {
        Command::Acknowledge => order.ack_by.clone(),
        Command::MarkPaid { .. } => events::last_payer(tx.conn, app, order.id)?,
        _ => None,
    };
    Ok(by.unwrap_or_else(|| order.status_by.clone()))
}

/// A code of the day, in the app's time zone, that no order of the app has.
fn free_code(tx: &Tx<'_>, app: AppId, rules: &Rules, now: Timestamp) -> Result<OrderCode, DbError> {
    let date = now.to_zoned(rules.timezone.clone()).date();
    for _ in 0..CODE_ATTEMPTS {
        let code = order_code(date, rand::random());
        if !order_rows::has_code(tx.conn, app, &code)? {
            return Ok(code);
        }
    }
    Err(DbError::Broken("all order codes of the day are in use"))
}

/// A UUIDv7 of a moment: in the index it lands beside those of the same time.
fn new_uuid(at: Timestamp) -> Uuid {
    let seconds = u64::try_from(at.as_second()).unwrap_or(0);
    let nanos = u32::try_from(at.subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds, nanos))
}
