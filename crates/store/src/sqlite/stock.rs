//! What orders take from the shelf.
//!
//! An order holds its goods from the moment at which it exists until it falls through; then exactly that goes back which
//! was taken, whatever has become of the products meanwhile. A payment that comes too late takes nothing: the goods may be
//! gone, and whoever reopens the order decides. No order is refused for want of stock, the count may go below zero.
//!
//! Only products are touched that somebody counts, and that the order's vendor may sell. An order that lives elsewhere
//! takes nothing: the system that it lives in counts, and reports what is left.

use std::collections::BTreeMap;

use orderbell_orders::{Order, Status};
use rusqlite::params;
use uuid::Uuid;

use super::columns::uuid;
use super::error::DbError;
use super::orders::{Desk, Origin};
use super::products;
use super::statement::{execute, rows};

const TAKEN: &str = "SELECT product_id, qty, held FROM stock_taken WHERE app_id = ?1 AND order_id = ?2";

const NOTE: &str =
    "INSERT INTO stock_taken (app_id, order_id, product_id, qty, held) VALUES (?1, ?2, ?3, ?4, ?5)
    ON CONFLICT (app_id, order_id, product_id) DO UPDATE SET qty = excluded.qty, held = excluded.held";

const FORGET: &str = "DELETE FROM stock_taken WHERE app_id = ?1 AND order_id = ?2 AND product_id = ?3";

/// What an order has taken of one product.
struct Taken {
    product: Uuid,
    qty: i64,
    held: bool,
}

/// Brings the shelf in line with what has become of an order.
pub(super) fn follow(
    desk: &Desk<'_>,
    before: Option<&Order>,
    order: &Order,
    origin: Origin,
) -> Result<(), DbError> {
    let holds = |order: &Order| !order.status.is_exit();
    let rewritten = before.is_some_and(|before| before.items != order.items);
    let turned = before.is_some_and(|before| holds(before) != holds(order));
    // What was completed has been handed over.
    if order.status == Status::Completed || (before.is_some() && !rewritten && !turned) {
        return Ok(());
    }
    let taken = match before {
        Some(_) => taken(desk, order)?,
        None => Vec::new(),
    };
    let joins = origin == Origin::Here && (before.is_none() || rewritten);
    if taken.is_empty() && !joins {
        return Ok(());
    }
    if !holds(order) {
        for Taken { product, qty, held } in taken {
            note(desk, order, product, qty, false)?;
            if held {
                shift(desk, product, qty)?;
            }
        }
        return Ok(());
    }
    let mut wanted = goods(desk, order)?;
    for Taken { product, qty, held } in taken {
        let want = wanted.remove(&product).unwrap_or(0);
        note(desk, order, product, want, true)?;
        shift(desk, product, if held { qty } else { 0 } - want)?;
    }
    for (product, want) in wanted {
        note(desk, order, product, want, true)?;
        shift(desk, product, -want)?;
    }
    Ok(())
}

fn taken(desk: &Desk<'_>, order: &Order) -> Result<Vec<Taken>, DbError> {
    rows(desk.tx.conn, TAKEN, params![desk.app.0, order.id.0.as_bytes()], |row| {
        Ok(Taken { product: uuid(row, "product_id")?, qty: row.get("qty")?, held: row.get("held")? })
    })
}

/// The counted products of an order, each with how many of it.
fn goods(desk: &Desk<'_>, order: &Order) -> Result<BTreeMap<Uuid, i64>, DbError> {
    let mut goods = BTreeMap::<Uuid, i64>::new();
    for item in &order.items {
        let Some(sku) = &item.sku else { continue };
        let Some(product) = products::by_sku(desk.tx.conn, desk.app, sku)? else { continue };
        let sells = product.vendor_id.is_none() || product.vendor_id == order.vendor_id;
        if sells && product.stock.is_some() {
            *goods.entry(product.id).or_default() += i64::from(item.qty);
        }
    }
    Ok(goods)
}

fn note(desk: &Desk<'_>, order: &Order, product: Uuid, qty: i64, held: bool) -> Result<(), DbError> {
    let (order, product) = (order.id.0.as_bytes(), product.as_bytes());
    if qty > 0 {
        execute(desk.tx.conn, NOTE, params![desk.app.0, order, product, qty, held])?;
    } else {
        execute(desk.tx.conn, FORGET, params![desk.app.0, order, product])?;
    }
    Ok(())
}

/// Puts goods back, or takes them. What nobody counts any more is left alone.
fn shift(desk: &Desk<'_>, product: Uuid, by: i64) -> Result<(), DbError> {
    let Desk { tx, app, actor, now, .. } = *desk;
    match products::by_id(tx.conn, app, product)? {
        Some(product) if by != 0 => products::shift(tx, app, product, by, actor, now),
        _ => Ok(()),
    }
}
