//! Rows of `receipts`.

use jiff::Timestamp;
use orderbell_orders::OrderId;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::receipt::{Receipt, ReceiptId, ReceiptState};
use crate::source::SourceId;

use super::STEP;
use super::columns::{count, json, named, opt_time, time, uuid};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

const LIST: &str = "SELECT r.* FROM receipts r JOIN sources s ON s.id = r.source_id
    WHERE r.source_id = ?2 AND s.app_id = ?1 AND r.id < ?3 AND (?4 IS NULL OR r.outcome = ?4)
    ORDER BY r.id DESC LIMIT ?5";

const ONE: &str = "SELECT r.* FROM receipts r JOIN sources s ON s.id = r.source_id
    WHERE r.id = ?3 AND r.source_id = ?2 AND s.app_id = ?1";

const PRUNE: &str = "DELETE FROM receipts WHERE id IN
    (SELECT id FROM receipts WHERE money = ?1 AND received_at < ?2 ORDER BY received_at LIMIT ?3)";

const DELETE: &str =
    "DELETE FROM receipts WHERE id IN (SELECT id FROM receipts WHERE source_id = ?1 LIMIT ?2)";

pub(crate) fn list(
    conn: &Connection,
    app: AppId,
    source: SourceId,
    state: Option<ReceiptState>,
    before: Option<ReceiptId>,
    limit: usize,
) -> Result<Vec<Receipt>, DbError> {
    let before = before.map_or(i64::MAX, |before| before.0);
    let state = state.map(ReceiptState::as_str);
    rows(conn, LIST, params![app.0, source.0, before, state, count(limit)], from_row)
}

pub(crate) fn one(
    conn: &Connection,
    app: AppId,
    source: SourceId,
    id: ReceiptId,
) -> Result<Option<Receipt>, DbError> {
    row(conn, ONE, params![app.0, source.0, id.0], from_row)
}

/// One step of forgetting; see [`crate::Store::prune_receipts`].
pub(crate) fn prune(tx: &Tx<'_>, money: bool, before: Timestamp) -> Result<usize, DbError> {
    execute(tx.conn, PRUNE, params![money, before.as_microsecond(), count(STEP)])
}

/// One step of forgetting a source.
pub(crate) fn delete_step(tx: &Tx<'_>, source: SourceId) -> Result<usize, DbError> {
    execute(tx.conn, DELETE, params![source.0, count(STEP)])
}

pub(super) fn from_row(row: &Row<'_>) -> Result<Receipt, DbError> {
    let order = match row.get_ref("order_id")? {
        ValueRef::Null => None,
        _ => Some(OrderId(uuid(row, "order_id")?)),
    };
    Ok(Receipt {
        id: ReceiptId(row.get("id")?),
        source: SourceId(row.get("source_id")?),
        dedupe_key: row.get("dedupe_key")?,
        received_at: time(row, "received_at")?,
        repeats: row.get("repeats")?,
        repeated_at: opt_time(row, "repeated_at")?,
        headers: json(row, "headers")?,
        body: row.get("body")?,
        state: named(row, "outcome")?,
        detail: row.get("detail")?,
        settled_at: opt_time(row, "settled_at")?,
        order,
    })
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn forgetting_costs_what_is_forgotten() {
        let plan = plan::of(PRUNE).join("\n");
        assert!(plan.contains("receipts_by_age (money=? AND received_at<?)"), "{plan}");
    }
}
