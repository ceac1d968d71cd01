//! Rows of `order_items`. Lines that were written never change: where an order gets others, those are a revision beside
//! them. The event log relies on that.

use orderbell_orders::{Item, OrderId};
use rusqlite::{Connection, params};

use super::columns::count;
use super::error::DbError;
use super::statement::{execute, rows};
use super::writer::Tx;

const INSERT: &str =
    "INSERT INTO order_items (order_id, revision, line, name, sku, options, qty, unit_price, total)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

const OF_ORDER: &str = "SELECT name, sku, options, qty, unit_price, total FROM order_items
    WHERE order_id = ?1 AND revision = ?2 ORDER BY line";

pub(super) fn insert(tx: &Tx<'_>, order: OrderId, revision: u32, items: &[Item]) -> Result<(), DbError> {
    for (line, item) in items.iter().enumerate() {
        let Item { name, sku, options, qty, unit_price, total } = item;
        let values =
            params![order.0.as_bytes(), revision, count(line), name, sku, options, qty, unit_price, total];
        execute(tx.conn, INSERT, values)?;
    }
    Ok(())
}

pub(super) fn of_order(conn: &Connection, order: OrderId, revision: u32) -> Result<Vec<Item>, DbError> {
    rows(conn, OF_ORDER, params![order.0.as_bytes(), revision], |row| {
        Ok(Item {
            name: row.get("name")?,
            sku: row.get("sku")?,
            options: row.get("options")?,
            qty: row.get("qty")?,
            unit_price: row.get("unit_price")?,
            total: row.get("total")?,
        })
    })
}
