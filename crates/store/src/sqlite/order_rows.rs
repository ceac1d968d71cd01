//! Rows of `orders`: what an order looks like as columns.

use jiff::Timestamp;
use orderbell_orders::{Customer, Details, Flow, Order, OrderCode, OrderId, Status};
use rusqlite::{Connection, Params, Row, params};
use serde::Serialize;

use crate::app::AppId;
use crate::desk::Reported;
use crate::query::OrderLink;

use super::columns::{count, json, named, opt_json, opt_micros, opt_time, opt_to_json, time, to_json, uuid};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;
use super::{counts, order_items, order_parts, search};

const BY_ID: &str = "SELECT * FROM orders WHERE id = ?2 AND app_id = ?1";
const BY_CODE: &str = "SELECT * FROM orders WHERE app_id = ?1 AND code = ?2";
const BY_EXT_ID: &str = "SELECT * FROM orders WHERE app_id = ?1 AND source = ?2 AND ext_id = ?3";

const OPEN: &str =
    "SELECT * FROM orders WHERE app_id = ?1 AND closed_at IS NULL AND id > ?2 ORDER BY id LIMIT ?3";

const LINK: &str = "SELECT app_id, link_hash FROM orders WHERE id = ?1 AND link_hash IS NOT NULL";

const INSERT: &str = "INSERT INTO orders (
        id, app_id, code, source, ext_id, vendor_id, flow, status, status_by, status_at, version,
        customer_name, customer_phone, customer_email, customer_user_id, currency, subtotal, discount, shipping, tax,
        total, paid, pay_later, note, booking, delivery, meta, courier, tracking_no, reason,
        placed_at, ack_at, ack_by, expires_at, eta, created_at, updated_at, closed_at, rings_at, search,
        link_hash, payment_status, search_no, taken_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
        ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39, ?40, ?41, ?42,
        ?43, ?44)";

// Only what its sender wrote; see [`Details`].
const AMEND: &str = "UPDATE orders SET customer_name = ?2, customer_phone = ?3, customer_email = ?4,
        customer_user_id = ?5, subtotal = ?6, discount = ?7, shipping = ?8, tax = ?9, total = ?10, note = ?11,
        booking = ?12, delivery = ?13, meta = ?14, search = ?15, items_revision = ?16 WHERE id = ?1";

// What only the sender writes is not written again; see AMEND.
const UPDATE: &str = "UPDATE orders SET
        status = ?3, status_by = ?4, status_at = ?5, version = ?6, paid = ?7, courier = ?8, tracking_no = ?9,
        reason = ?10, placed_at = ?11, ack_at = ?12, ack_by = ?13, expires_at = ?14, eta = ?15, updated_at = ?16,
        closed_at = ?17, rings_at = ?18, refunded = ?19, payments = ?20, cases = ?21, shipment = ?22, unattended = ?23,
        payment_status = ?24, taken_at = ?25, late = ?26
    WHERE id = ?1 AND version = ?2";

pub(super) fn by_id(conn: &Connection, app: AppId, id: OrderId) -> Result<Option<Order>, DbError> {
    find(conn, BY_ID, params![app.0, id.0.as_bytes()])
}

pub(super) fn by_code(conn: &Connection, app: AppId, code: &OrderCode) -> Result<Option<Order>, DbError> {
    find(conn, BY_CODE, params![app.0, code.as_str()])
}

pub(super) fn by_ext_id(
    conn: &Connection,
    app: AppId,
    source: &str,
    ext_id: &str,
) -> Result<Option<Order>, DbError> {
    find(conn, BY_EXT_ID, params![app.0, source, ext_id])
}

/// Some open orders after one, in the order of their ids and without their lines.
pub(super) fn open_after(
    conn: &Connection,
    app: AppId,
    last: Option<OrderId>,
    limit: usize,
) -> Result<Vec<Order>, DbError> {
    let last = last.map_or_else(Vec::new, |last| last.0.as_bytes().to_vec());
    rows(conn, OPEN, params![app.0, last, count(limit)], from_row)
}

/// The link of an order, if it has one.
pub(crate) fn link(conn: &Connection, id: OrderId) -> Result<Option<OrderLink>, DbError> {
    row(conn, LINK, params![id.0.as_bytes()], |row| {
        Ok(OrderLink { app: AppId(row.get("app_id")?), token_hash: row.get("link_hash")? })
    })
}

pub(super) fn has_code(conn: &Connection, app: AppId, code: &OrderCode) -> Result<bool, DbError> {
    let taken = row(
        conn,
        "SELECT 1 FROM orders WHERE app_id = ?1 AND code = ?2",
        params![app.0, code.as_str()],
        |_| Ok(()),
    )?;
    Ok(taken.is_some())
}

/// Writes a new order with its lines, and counts it.
pub(super) fn insert(
    tx: &Tx<'_>,
    app: AppId,
    order: &Order,
    flow: &Flow,
    link_hash: Option<[u8; 32]>,
) -> Result<(), DbError> {
    let search_no = search::next_no(tx)?;
    let values = params![
        order.id.0.as_bytes(),
        app.0,
        order.code.as_str(),
        order.source,
        order.ext_id,
        order.vendor_id,
        order.flow,
        order.status.as_str(),
        to_json("status_by", &order.status_by)?,
        order.status_at.as_microsecond(),
        order.version,
        order.customer.name,
        order.customer.phone,
        order.customer.email,
        order.customer.user_id,
        order.currency.code(),
        order.subtotal,
        order.discount,
        order.shipping,
        order.tax,
        order.total,
        order.paid,
        order.pay_later,
        order.note,
        opt_to_json("booking", order.booking.as_ref())?,
        opt_to_json("delivery", order.delivery.as_ref())?,
        opt_to_json("meta", order.meta.as_ref())?,
        order.courier,
        order.tracking_no,
        order.reason,
        opt_micros(order.placed_at),
        opt_micros(order.ack_at),
        opt_to_json("ack_by", order.ack_by.as_ref())?,
        opt_micros(order.expires_at),
        opt_micros(order.eta),
        order.created_at.as_microsecond(),
        order.updated_at.as_microsecond(),
        opt_micros(order.closed_at),
        opt_micros(order.rings_at(flow)),
        search::text(order),
        link_hash,
        order.payment_status().as_str(),
        search_no,
        opt_micros(order.taken_at),
    ];
    execute(tx.conn, INSERT, values)?;
    order_items::insert(tx, order.id, order.items_revision, &order.items)?;
    search::added(tx, search_no)?;
    order_parts::follow(tx, app, None, order)?;
    counts::moved(tx, app, None, order)
}

/// Writes what became of an order, and counts it where it is now.
pub(super) fn update(
    tx: &Tx<'_>,
    app: AppId,
    before: &Order,
    order: &Order,
    flow: &Flow,
) -> Result<(), DbError> {
    let values = params![
        order.id.0.as_bytes(),
        before.version,
        order.status.as_str(),
        to_json("status_by", &order.status_by)?,
        order.status_at.as_microsecond(),
        order.version,
        order.paid,
        order.courier,
        order.tracking_no,
        order.reason,
        opt_micros(order.placed_at),
        opt_micros(order.ack_at),
        opt_to_json("ack_by", order.ack_by.as_ref())?,
        opt_micros(order.expires_at),
        opt_micros(order.eta),
        order.updated_at.as_microsecond(),
        opt_micros(order.closed_at),
        opt_micros(order.rings_at(flow)),
        order.refunded,
        list_to_json("payments", &order.payments)?,
        list_to_json("cases", &order.cases)?,
        opt_to_json("shipment", order.shipment.as_ref())?,
        order.unattended,
        order.payment_status().as_str(),
        opt_micros(order.taken_at),
        opt_to_json("late", order.late.as_ref())?,
    ];
    if execute(tx.conn, UPDATE, values)? != 1 {
        return Err(DbError::Broken("an order changed under the only writer"));
    }
    if !Details::of(order).changes(before).is_empty() {
        amend(tx, before, order)?;
    }
    order_parts::follow(tx, app, Some(before), order)?;
    counts::moved(tx, app, Some(before.status), order)
}

/// Writes what its sender has written anew.
fn amend(tx: &Tx<'_>, before: &Order, order: &Order) -> Result<(), DbError> {
    let text = search::text(order);
    let values = params![
        order.id.0.as_bytes(),
        order.customer.name,
        order.customer.phone,
        order.customer.email,
        order.customer.user_id,
        order.subtotal,
        order.discount,
        order.shipping,
        order.tax,
        order.total,
        order.note,
        opt_to_json("booking", order.booking.as_ref())?,
        opt_to_json("delivery", order.delivery.as_ref())?,
        opt_to_json("meta", order.meta.as_ref())?,
        text,
        order.items_revision,
    ];
    execute(tx.conn, AMEND, values)?;
    if text != search::text(before) {
        search::changed(tx, order)?;
    }
    if order.items_revision != before.items_revision {
        order_items::insert(tx, order.id, order.items_revision, &order.items)?;
    }
    Ok(())
}

/// What was told last of an order that lives elsewhere.
#[derive(Default)]
pub(super) struct Told {
    /// The newest version or time.
    pub(super) revision: Option<i64>,
    /// Where it was over there.
    pub(super) status: Option<Status>,
}

pub(super) fn told(conn: &Connection, id: OrderId) -> Result<Told, DbError> {
    let found =
        row(conn, "SELECT ext_revision, ext_status FROM orders WHERE id = ?1", [id.0.as_bytes()], |row| {
            let told = row.get::<_, Option<String>>("ext_status")?.is_some();
            let status = told.then(|| named(row, "ext_status")).transpose()?;
            Ok(Told { revision: row.get("ext_revision")?, status })
        })?;
    Ok(found.unwrap_or_default())
}

pub(super) fn note_told(tx: &Tx<'_>, id: OrderId, reported: &Reported) -> Result<(), DbError> {
    if reported.revision.is_some() || reported.status.is_some() {
        execute(
            tx.conn,
            "UPDATE orders SET ext_revision = coalesce(?2, ext_revision), ext_status = coalesce(?3, ext_status)
            WHERE id = ?1",
            params![id.0.as_bytes(), reported.revision, reported.status.map(Status::as_str)],
        )?;
    }
    Ok(())
}

/// Most orders have none: no text at all then, rather than an empty list.
fn list_to_json<T: Serialize>(column: &'static str, list: &[T]) -> Result<Option<String>, DbError> {
    if list.is_empty() { Ok(None) } else { to_json(column, &list).map(Some) }
}

fn find(conn: &Connection, sql: &'static str, key: impl Params) -> Result<Option<Order>, DbError> {
    let found = row(conn, sql, key, from_row)?;
    found
        .map(|mut order| {
            order.items = order_items::of_order(conn, order.id, order.items_revision)?;
            Ok(order)
        })
        .transpose()
}

/// The order without its lines.
fn from_row(row: &Row<'_>) -> Result<Order, DbError> {
    Ok(Order {
        id: OrderId(uuid(row, "id")?),
        code: named(row, "code")?,
        source: row.get("source")?,
        ext_id: row.get("ext_id")?,
        vendor_id: row.get("vendor_id")?,
        flow: row.get("flow")?,
        status: named(row, "status")?,
        status_by: json(row, "status_by")?,
        status_at: time(row, "status_at")?,
        version: row.get("version")?,
        customer: Customer {
            name: row.get("customer_name")?,
            phone: row.get("customer_phone")?,
            email: row.get("customer_email")?,
            user_id: row.get("customer_user_id")?,
        },
        currency: named(row, "currency")?,
        subtotal: row.get("subtotal")?,
        discount: row.get("discount")?,
        shipping: row.get("shipping")?,
        tax: row.get("tax")?,
        total: row.get("total")?,
        paid: row.get("paid")?,
        refunded: row.get("refunded")?,
        payments: opt_json(row, "payments")?.unwrap_or_default(),
        cases: opt_json(row, "cases")?.unwrap_or_default(),
        pay_later: row.get("pay_later")?,
        note: row.get("note")?,
        booking: opt_json(row, "booking")?,
        delivery: opt_json(row, "delivery")?,
        meta: opt_json(row, "meta")?,
        items: Vec::new(),
        items_revision: row.get("items_revision")?,
        courier: row.get("courier")?,
        tracking_no: row.get("tracking_no")?,
        shipment: opt_json(row, "shipment")?,
        reason: row.get("reason")?,
        placed_at: opt_time(row, "placed_at")?,
        ack_at: opt_time(row, "ack_at")?,
        ack_by: opt_json(row, "ack_by")?,
        unattended: row.get("unattended")?,
        taken_at: opt_time(row, "taken_at")?,
        late: opt_json(row, "late")?,
        expires_at: opt_time(row, "expires_at")?,
        eta: opt_time(row, "eta")?,
        created_at: time(row, "created_at")?,
        updated_at: time(row, "updated_at")?,
        closed_at: opt_time(row, "closed_at")?,
    })
}

/// Where an order stands in the list, without reading the order.
pub(super) fn place_in_list(row: &Row<'_>) -> Result<(Timestamp, OrderId), DbError> {
    Ok((time(row, "created_at")?, OrderId(uuid(row, "id")?)))
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn an_order_is_found_by_index_whatever_names_it() {
        plan::assert_searches(BY_ID, "sqlite_autoindex_orders_1", "(id=?)");
        plan::assert_searches(BY_CODE, "orders_by_code", "(app_id=? AND code=?)");
        plan::assert_searches(BY_EXT_ID, "orders_by_ext_id", "(app_id=? AND source=? AND ext_id=?)");
    }
}
