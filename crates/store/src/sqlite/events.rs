//! Rows of `events`, the log.
//!
//! `data` holds the event and what it is about, right after it. The first event of an order carries the order itself.
//! Later ones leave its lines out, which would make every event of a large order as large as the first; they
//! are put back from `order_items` when an event is read. What is read equals what was recorded, in full.

use jiff::Timestamp;
use orderbell_orders::{
    Actor, Event, Order, OrderId, Product, RecordedEvent, RegisteredUser, Subject, Vendor,
};
use rusqlite::{Connection, Row, params};
use serde::{Deserialize, Serialize};

use crate::app::AppId;
use crate::error::WriteError;
use crate::log::LogStream;
use crate::query::Scope;

use super::STEP;
use super::columns::{count, json, time, to_json, uuid};
use super::error::DbError;
use super::orders::new_uuid;
use super::statement::{execute, row, rows};
use super::writer::Tx;
use super::{order_items, positions};

const INSERT: &str =
    "INSERT INTO events (app_id, seq, id, type, order_id, vendor_id, audience, actor, at, data)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";

const ALL: &str =
    "SELECT seq, id, actor, at, data FROM events WHERE app_id = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3";

const ADMINS: &str = "SELECT seq, id, actor, at, data FROM events
    WHERE app_id = ?1 AND seq > ?2 AND audience & 1 ORDER BY seq LIMIT ?3";

const VENDORS: &str = "SELECT seq, id, actor, at, data FROM events
    WHERE app_id = ?1 AND vendor_id = ?4 AND seq > ?2 AND audience & 2 ORDER BY seq LIMIT ?3";

const ORDERS: &str = "SELECT seq, id, actor, at, data FROM events
    WHERE app_id = ?1 AND order_id = ?4 AND seq > ?2 AND audience & 4 ORDER BY seq LIMIT ?3";

const OF_ORDER: &str = "SELECT seq, id, actor, at, data FROM events
    WHERE app_id = ?1 AND order_id = ?4 AND seq > ?2 AND audience & ?5 AND (?6 IS NULL OR vendor_id = ?6)
    ORDER BY seq LIMIT ?3";

// From the customer's orders to their events: a customer has a few orders, the log has all of them. CROSS JOIN keeps the
// planner from turning it around.
const CUSTOMERS: &str = "SELECT e.seq, e.id, e.actor, e.at, e.data
    FROM orders o CROSS JOIN events e ON e.app_id = o.app_id AND e.order_id = o.id
    WHERE o.app_id = ?1 AND o.customer_user_id = ?4 AND e.seq > ?2 AND e.audience & 4 ORDER BY e.seq LIMIT ?3";

const ADMIN_BEFORE: &str = "SELECT seq FROM events
    WHERE app_id = ?1 AND seq < ?2 AND audience & 1 ORDER BY seq DESC LIMIT 1";

const VENDOR_BEFORE: &str = "SELECT seq FROM events
    WHERE app_id = ?1 AND vendor_id = ?3 AND seq < ?2 AND audience & 2 ORDER BY seq DESC LIMIT 1";

const ORDER_BEFORE: &str = "SELECT seq FROM events
    WHERE app_id = ?1 AND order_id = ?3 AND seq < ?2 AND audience & 4 ORDER BY seq DESC LIMIT 1";

const LAST_PAYMENT: &str = "SELECT actor FROM events
    WHERE app_id = ?1 AND order_id = ?2 AND type = 'payment.received' ORDER BY seq DESC LIMIT 1";

#[derive(Serialize)]
struct DataOut<'a> {
    event: &'a Event,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<&'a Order>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<&'a Product>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<&'a RegisteredUser>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vendor: Option<&'a Vendor>,
}

/// How the `data` of an event begins that made an order.
const CREATED: &str = r#"{"event":{"type":"order.created","#;

/// The same as [`Data`], where the event is known to be the one that made an order: the commonest event, and the largest.
/// Its type is found before it is read, so that the order can be read in one go; [`Event`] has to look for its type first
/// and keeps everything it meets on the way.
#[derive(Deserialize)]
struct CreatedData {
    event: Created,
    order: Option<Box<Order>>,
}

#[derive(Deserialize)]
struct Created {
    order: Box<Order>,
}

#[derive(Deserialize)]
struct Data {
    event: Event,
    order: Option<Box<Order>>,
    product: Option<Box<Product>>,
    user: Option<Box<RegisteredUser>>,
    vendor: Option<Box<Vendor>>,
}

pub(super) fn insert(tx: &Tx<'_>, app: AppId, recorded: &RecordedEvent) -> Result<(), DbError> {
    let without_lines;
    let mut data = DataOut { event: &recorded.event, order: None, product: None, user: None, vendor: None };
    match (&recorded.subject, &recorded.event) {
        (Subject::Order(after), Event::OrderCreated { order }) if order == after => {}
        (Subject::Order(order), _) => {
            without_lines = Order { items: Vec::new(), ..Order::clone(order) };
            data.order = Some(&without_lines);
        }
        (Subject::Product(product), _) => data.product = Some(product),
        (Subject::User(user), _) => data.user = Some(user),
        (Subject::Vendor(vendor), _) => data.vendor = Some(vendor),
        (Subject::App, _) => {}
    }
    let data = to_json("data", &data)?;
    let vendor = recorded.audience.vendor.as_ref().map(|(vendor, _)| vendor);
    let values = params![
        app.0,
        recorded.seq,
        recorded.id.as_bytes(),
        recorded.event.name(),
        recorded.order().map(|order| order.id.0.as_bytes()),
        vendor,
        recorded.audience.bits(),
        to_json("actor", &recorded.actor)?,
        recorded.at.as_microsecond(),
        data,
    ];
    execute(tx.conn, INSERT, values)?;
    tx.note_events();
    Ok(())
}

/// Records something that is not about an order; returns its `seq`.
pub(super) fn tell(
    tx: &Tx<'_>,
    app: AppId,
    event: Event,
    subject: impl Into<Subject>,
    actor: &Actor,
    now: Timestamp,
) -> Result<i64, DbError> {
    let seq = positions::take(tx, app, 1)?;
    let recorded = RecordedEvent::new(seq, new_uuid(now), now, actor.clone(), event, subject);
    insert(tx, app, &recorded)?;
    Ok(seq)
}

pub(crate) fn all_after(
    conn: &Connection,
    app: AppId,
    after: i64,
    limit: usize,
) -> Result<Vec<RecordedEvent>, DbError> {
    rows(conn, ALL, params![app.0, after, count(limit)], |row| from_row(conn, row))
}

pub(crate) fn visible_after(
    conn: &Connection,
    app: AppId,
    scope: &Scope,
    after: i64,
    limit: usize,
) -> Result<Vec<RecordedEvent>, DbError> {
    let read = |row: &Row<'_>| from_row(conn, row);
    match scope {
        Scope::All => rows(conn, ADMINS, params![app.0, after, count(limit)], read),
        Scope::Vendor(vendor) => rows(conn, VENDORS, params![app.0, after, count(limit), vendor], read),
        Scope::Customer(user) => rows(conn, CUSTOMERS, params![app.0, after, count(limit), user], read),
    }
}

pub(crate) fn stream_after(
    conn: &Connection,
    app: AppId,
    stream: &LogStream,
    after: i64,
    limit: usize,
) -> Result<Vec<RecordedEvent>, DbError> {
    let read = |row: &Row<'_>| from_row(conn, row);
    match stream {
        LogStream::Admin => rows(conn, ADMINS, params![app.0, after, count(limit)], read),
        LogStream::Vendor(vendor) => rows(conn, VENDORS, params![app.0, after, count(limit), vendor], read),
        LogStream::Order(order) => {
            rows(conn, ORDERS, params![app.0, after, count(limit), order.0.as_bytes()], read)
        }
    }
}

/// The events of one order that some readers may see: a bit of [`Audience::bits`], and for a vendor which one.
pub(crate) fn of_order(
    conn: &Connection,
    app: AppId,
    order: OrderId,
    (audience, vendor): (i64, Option<&str>),
    after: i64,
    limit: usize,
) -> Result<Vec<RecordedEvent>, DbError> {
    let values = params![app.0, after, count(limit), order.0.as_bytes(), audience, vendor];
    rows(conn, OF_ORDER, values, |row| from_row(conn, row))
}

pub(super) fn previous_seq(
    conn: &Connection,
    app: AppId,
    stream: &LogStream,
    before: i64,
) -> Result<Option<i64>, DbError> {
    let read = |row: &Row<'_>| Ok(row.get(0)?);
    match stream {
        LogStream::Admin => row(conn, ADMIN_BEFORE, params![app.0, before], read),
        LogStream::Vendor(vendor) => row(conn, VENDOR_BEFORE, params![app.0, before, vendor], read),
        LogStream::Order(order) => row(conn, ORDER_BEFORE, params![app.0, before, order.0.as_bytes()], read),
    }
}

/// Who recorded the last payment of an order.
pub(super) fn last_payer(conn: &Connection, app: AppId, order: OrderId) -> Result<Option<Actor>, DbError> {
    row(conn, LAST_PAYMENT, params![app.0, order.0.as_bytes()], |row| json(row, "actor"))
}

/// One step of pruning; see [`crate::Store::prune_events`]. Goes by `seq` and stops at the first event that is to stay,
/// so that what is left has no hole even if the clock once went back.
pub(crate) fn prune(tx: &Tx<'_>, app: AppId, before: Timestamp) -> Result<usize, WriteError> {
    let mut last = None;
    let mut due = 0;
    let oldest = rows(
        tx.conn,
        "SELECT seq, at FROM events WHERE app_id = ?1 ORDER BY seq LIMIT ?2",
        params![app.0, count(STEP)],
        |row| Ok((row.get::<_, i64>("seq")?, time(row, "at")?)),
    )?;
    for (seq, _) in oldest.iter().take_while(|(_, at)| *at < before) {
        last = Some(*seq);
        due += 1;
    }
    if let Some(last) = last {
        execute(tx.conn, "DELETE FROM events WHERE app_id = ?1 AND seq <= ?2", params![app.0, last])?;
        execute(tx.conn, "UPDATE apps SET pruned_seq = ?2 WHERE id = ?1", params![app.0, last])?;
    }
    Ok(due)
}

pub(super) fn from_row(conn: &Connection, row: &Row<'_>) -> Result<RecordedEvent, DbError> {
    let Data { event, order, product, user, vendor } = data(row)?;
    let subject = match (order, product, user, vendor) {
        (Some(mut order), ..) => {
            order.items = order_items::of_order(conn, order.id, order.items_revision)?;
            Subject::Order(order)
        }
        (None, Some(product), ..) => Subject::Product(product),
        (None, None, Some(user), _) => Subject::User(user),
        (None, None, None, Some(vendor)) => Subject::Vendor(vendor),
        (None, None, None, None) => match &event {
            Event::OrderCreated { order } => Subject::Order(order.clone()),
            Event::Custom(_) => Subject::App,
            _ => return Err(DbError::Broken("an event is about nothing")),
        },
    };
    let (seq, id, at) = (row.get("seq")?, uuid(row, "id")?, time(row, "at")?);
    Ok(RecordedEvent::new(seq, id, at, json(row, "actor")?, event, subject))
}

fn data(row: &Row<'_>) -> Result<Data, DbError> {
    let text = row.get_ref("data")?.as_str().map_err(rusqlite::Error::from)?;
    if !text.starts_with(CREATED) {
        return json(row, "data");
    }
    let CreatedData { event, order } = json(row, "data")?;
    let event = Event::OrderCreated { order: event.order };
    Ok(Data { event, order, product: None, user: None, vendor: None })
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn the_log_is_read_by_index_only() {
        plan::assert_searches(ALL, "sqlite_autoindex_events_1", "(app_id=? AND seq>?)");
        plan::assert_searches(ADMINS, "sqlite_autoindex_events_1", "(app_id=? AND seq>?)");
        plan::assert_searches(VENDORS, "events_of_vendor", "(app_id=? AND vendor_id=? AND seq>?)");
        plan::assert_searches(OF_ORDER, "events_of_order", "(app_id=? AND order_id=? AND seq>?)");
        plan::assert_searches(ORDERS, "events_of_order", "(app_id=? AND order_id=? AND seq>?)");
        plan::assert_searches(ADMIN_BEFORE, "sqlite_autoindex_events_1", "(app_id=? AND seq<?)");
        plan::assert_searches(VENDOR_BEFORE, "events_of_vendor", "(app_id=? AND vendor_id=? AND seq<?)");
        plan::assert_searches(ORDER_BEFORE, "events_of_order", "(app_id=? AND order_id=? AND seq<?)");
        plan::assert_searches(LAST_PAYMENT, "events_of_order", "(app_id=? AND order_id=?)");
        let customers = plan::of(CUSTOMERS);
        assert!(
            customers[0].starts_with("SEARCH o USING COVERING INDEX orders_newest_of_customer "),
            "{customers:?}"
        );
        assert!(customers[1].starts_with("SEARCH e USING INDEX events_of_order "), "{customers:?}");
        assert!(customers[1].ends_with("(app_id=? AND order_id=? AND seq>?)"), "{customers:?}");
    }
}
