//! What orders take from the shelf.
//!
//! An order holds its goods from the moment at which it exists until it falls through; then exactly that goes back which
//! was taken, whatever has become of the products meanwhile. A payment that comes too late takes nothing: the goods may be
//! gone, and whoever reopens the order decides. No order is refused for want of stock, the count may go below zero.
//!
//! Only products are touched that somebody counts, and that the order's vendor may sell.

use std::collections::BTreeMap;

use jiff::Timestamp;
use orderbell_orders::{Actor, Order, Product, Status};
use rusqlite::params;
use uuid::Uuid;

use crate::app::AppId;

use super::columns::uuid;
use super::error::DbError;
use super::products;
use super::statement::{execute, rows};
use super::writer::Tx;

const TAKEN: &str = "SELECT product_id, qty FROM stock_taken WHERE app_id = ?1 AND order_id = ?2";

const NOTE: &str = "INSERT INTO stock_taken (app_id, order_id, product_id, qty) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (app_id, order_id, product_id) DO UPDATE SET qty = excluded.qty";

const FORGET: &str = "DELETE FROM stock_taken WHERE app_id = ?1 AND order_id = ?2 AND product_id = ?3";

/// Brings the shelf in line with what has become of an order.
pub(super) fn follow(
    tx: &Tx<'_>,
    app: AppId,
    before: Option<&Order>,
    order: &Order,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), DbError> {
    // What was completed has been handed over; what comes in closed is history.
    if order.status == Status::Completed || (before.is_none() && order.status.is_closed()) {
        return Ok(());
    }
    let holds = |order: &Order| !order.status.is_exit();
    if let Some(before) = before
        && holds(before) == holds(order)
        && before.items == order.items
    {
        return Ok(());
    }
    let mut wanted = if holds(order) { goods(tx, app, order)? } else { BTreeMap::new() };
    let taken = match before {
        Some(_) => rows(tx.conn, TAKEN, params![app.0, order.id.0.as_bytes()], |row| {
            Ok((uuid(row, "product_id")?, row.get::<_, i64>("qty")?))
        })?,
        None => Vec::new(),
    };
    for (id, had) in taken {
        let (want, product) = match wanted.remove(&id) {
            Some((want, product)) => (want, Some(product)),
            None => (0, products::by_id(tx.conn, app, id)?),
        };
        note(tx, app, order, id, want)?;
        if let Some(product) = product
            && had != want
        {
            products::shift(tx, app, product, had - want, actor, now)?;
        }
    }
    for (id, (want, product)) in wanted {
        note(tx, app, order, id, want)?;
        products::shift(tx, app, product, -want, actor, now)?;
    }
    Ok(())
}

/// The counted products of an order, each with how many of it.
fn goods(tx: &Tx<'_>, app: AppId, order: &Order) -> Result<BTreeMap<Uuid, (i64, Product)>, DbError> {
    let mut by_sku = BTreeMap::<&str, i64>::new();
    for item in &order.items {
        if let Some(sku) = &item.sku {
            *by_sku.entry(sku).or_default() += i64::from(item.qty);
        }
    }
    let mut goods = BTreeMap::new();
    for (sku, qty) in by_sku {
        let Some(product) = products::by_sku(tx.conn, app, sku)? else { continue };
        let sells = product.vendor_id.is_none() || product.vendor_id == order.vendor_id;
        if sells && product.stock.is_some() {
            goods.insert(product.id, (qty, product));
        }
    }
    Ok(goods)
}

fn note(tx: &Tx<'_>, app: AppId, order: &Order, product: Uuid, qty: i64) -> Result<(), DbError> {
    let (order, product) = (order.id.0.as_bytes(), product.as_bytes());
    if qty > 0 {
        execute(tx.conn, NOTE, params![app.0, order, product, qty])?;
    } else {
        execute(tx.conn, FORGET, params![app.0, order, product])?;
    }
    Ok(())
}
