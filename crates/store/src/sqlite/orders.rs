//! Placing orders and acting on them, inside the writer's transaction. What may happen is decided by
//! [`orderbell_orders::decide()`]; here is found out what it is decided about, and written down what came of it.

use jiff::Timestamp;
use orderbell_orders::rights::in_scope;
use orderbell_orders::{
    Action, Actor, Command, Event, Order, OrderCode, OrderId, OrderRef, RecordedEvent, Refusal, apply,
    decide, order_code,
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
use super::{
    absence, acceptance, bookings, events, idempotency, order_keys, order_rows, positions, receiving, stock,
    timers, vendors,
};

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

/// Everything that a change needs besides what is asked for.
pub(super) struct Desk<'a> {
    pub(super) tx: &'a Tx<'a>,
    pub(super) app: AppId,
    pub(super) actor: &'a Actor,
    pub(super) rules: &'a Rules,
    /// Whether each change sets the timers of its order. Otherwise whoever makes several changes in a row does, after the
    /// last: most of those that one sets the next takes back.
    pub(super) times: bool,
    /// To the resolution of the database.
    pub(super) now: Timestamp,
}

/// Where it was decided that something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Here, so it may be refused.
    Here,
    /// In the system that the order lives in, where it has happened already.
    Elsewhere,
}

impl Desk<'_> {
    /// What a command makes of an order.
    pub(super) fn decide(&self, order: &Order, command: &Command) -> Result<Vec<Event>, Refusal> {
        decide(Some(order), command, self.actor, self.rules.flows.of(order), self.now)
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
    let rules = apps::rules(tx, app)?;
    let desk = Desk { tx, app, actor, rules: &rules, times: true, now: micros(now) };
    idempotency::once(tx, app, idempotency, desk.now, || Ok(place_now(&desk, placement, Origin::Here)?))
}

pub(super) fn place_now(
    desk: &Desk<'_>,
    placement: Placement,
    origin: Origin,
) -> Result<Result<Outcome, ActRefused>, DbError> {
    let Desk { tx, app, actor, rules, now, .. } = *desk;
    let Placement { order: new, link_hash } = placement;
    let same_ext_id = match new.ext_id() {
        // Whoever is told of an order has looked for it already.
        Some(_) if origin == Origin::Elsewhere => None,
        Some(ext_id) => order_rows::by_ext_id(tx.conn, app, new.source(), ext_id)?,
        None => None,
    };
    let same_code = match new.code() {
        Some(code) => order_rows::by_code(tx.conn, app, code)?,
        None => None,
    };
    let code = match new.code() {
        Some(code) => code.clone(),
        None => free_code(tx, app, rules, now)?,
    };
    let flow = rules.flows.get(new.flow()).unwrap_or_else(|| rules.flows.first());
    if origin == Origin::Here
        && let Some(refusal) = acceptance::paused(desk, &new)?
    {
        return Ok(Err(ActRefused::Refused { refusal, order: None }));
    }
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
    let placed = carry_out(desk, None, link_hash, events, Action::Create, origin)?;
    Ok(placed.map_err(|refusal| ActRefused::Refused { refusal, order: None }))
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
    let rules = apps::rules(tx, app)?;
    let desk = Desk { tx, app, actor, rules: &rules, times: true, now: micros(now) };
    idempotency::once(tx, app, idempotency, desk.now, || {
        let Some(order) = find(tx.conn, app, order)? else { return Ok(Err(ActRefused::NotFound)) };
        Ok(act_on(&desk, order, command, conditions)?)
    })
}

pub(super) fn act_on(
    desk: &Desk<'_>,
    order: Order,
    command: &Command,
    conditions: Conditions,
) -> Result<Result<Outcome, ActRefused>, DbError> {
    let decision = match command {
        // Only what time does to an order depends on how patient its vendor is.
        Command::Lapse { .. } => {
            let flow = vendors::flow_of(desk.tx.conn, desk.app, &desk.rules.flows, &order)?;
            decide(Some(&order), command, desk.actor, &flow, desk.now)
        }
        _ => desk.decide(&order, command),
    };
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
        let already_by = Some(already_by(desk.tx, desk.app, command, &order)?);
        return Ok(Ok(Outcome { order, events: Vec::new(), already_by, ignored: None }));
    }
    if conditions.from.is_some_and(|from| from != order.status) {
        return Ok(Err(ActRefused::VersionMismatch { order: Box::new(order) }));
    }
    let done = carry_out(desk, Some(&order), None, events, command.action(), Origin::Here)?;
    Ok(done.map_err(|refusal| ActRefused::Refused { refusal, order: Some(Box::new(order)) }))
}

/// Writes the events and the order that they lead to, unless another order stands against it. Every change of an order
/// goes through here. `link_hash` is that of an order that is new.
pub(super) fn carry_out(
    desk: &Desk<'_>,
    before: Option<&Order>,
    link_hash: Option<[u8; 32]>,
    happened: Vec<Event>,
    action: Action,
    origin: Origin,
) -> Result<Result<Outcome, Refusal>, DbError> {
    let Desk { tx, app, actor, rules, times, now } = *desk;
    let mut states = Vec::with_capacity(happened.len());
    for event in &happened {
        let last = states.last().or(before).cloned();
        states.push(apply(last, event, actor, now));
    }
    let order = states.last().ok_or(DbError::Broken("nothing happened to an order"))?.clone();
    let keys = order_keys::added(before, &order);
    if let Some(refusal) = order_keys::clash(tx.conn, app, &order, &keys)? {
        return Ok(Err(refusal));
    }
    if origin == Origin::Here
        && let Some(refusal) = bookings::taken(tx.conn, app, action, before, &order)?
    {
        return Ok(Err(refusal));
    }
    let first = positions::take(tx, app, happened.len())?;
    let recorded: Vec<_> = (first..)
        .zip(happened)
        .zip(states)
        .map(|((seq, event), state)| RecordedEvent::new(seq, new_uuid(now), now, actor.clone(), event, state))
        .collect();
    let flow = rules.flows.of(&order);
    match before {
        None => order_rows::insert(tx, app, &order, flow, link_hash)?,
        Some(before) => order_rows::update(tx, app, before, &order, flow)?,
    }
    order_keys::forget(tx, app, before, &order)?;
    order_keys::insert(tx, app, order.id, &keys)?;
    receiving::order_named(tx, app, before, &order, &keys, now)?;
    bookings::note(tx, app, before, &order)?;
    for event in &recorded {
        events::insert(tx, app, event)?;
    }
    if times {
        timers::follow(tx, app, rules, before, &order, now)?;
    }
    stock::follow(desk, before, &order, origin)?;
    absence::follow(desk, before, &order, origin)?;
    let outcome = Outcome { order, events: recorded, already_by: None, ignored: None };
    acceptance::by_itself(desk, before, outcome, origin).map(Ok)
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
pub(super) fn new_uuid(at: Timestamp) -> Uuid {
    let seconds = u64::try_from(at.as_second()).unwrap_or(0);
    let nanos = u32::try_from(at.subsec_nanosecond()).unwrap_or(0);
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds, nanos))
}
