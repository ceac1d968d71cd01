//! Rows of `order_parts`: what is listed of orders' cases, payments and parcels. Orders keep them as JSON, because they
//! are read with the order; the rows are for finding, and follow in the transaction of the change.

use jiff::Timestamp;
use orderbell_orders::{Order, OrderId};
use rusqlite::{Connection, params};

use crate::app::AppId;
use crate::parts::{ListedPart, Part, PartCursor, PartPage, PartQuery};
use crate::query::Scope;

use super::columns::{time, uuid};
use super::error::DbError;
use super::order_rows;
use super::statement::{execute, while_wanted};
use super::writer::Tx;

/// Most rows that are looked at for one page.
const STEPS: usize = 50_000;

const PUT: &str = "INSERT INTO order_parts (app_id, part, kind, key, order_id, vendor_id, state, at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
    ON CONFLICT (app_id, part, kind, key, order_id) DO UPDATE SET
        vendor_id = excluded.vendor_id, state = excluded.state, at = excluded.at";

const REMOVE: &str = "DELETE FROM order_parts
    WHERE app_id = ?1 AND part = ?2 AND kind = ?3 AND key = ?4 AND order_id = ?5";

macro_rules! walk {
    ($index:literal, $filter:literal) => {
        concat!(
            "SELECT at, order_id, kind, key, coalesce((?6 IS NULL OR vendor_id = ?6) AND (?7 IS NULL OR kind = ?7) \
             AND (?8 IS NULL OR key = ?8) AND (?9 IS NULL OR state = ?9) AND (?10 IS NULL OR order_id = ?10), FALSE) \
             AS fits FROM order_parts INDEXED BY ",
            $index,
            " WHERE ",
            $filter,
            " AND part = ?2 AND (at, order_id, key) < (?3, ?4, ?5) ORDER BY at DESC, order_id DESC, key DESC"
        )
    };
}

const NEWEST: &str = walk!("order_parts_newest", "app_id = ?1");
const OF_STATE: &str = walk!("order_parts_newest_of_state", "app_id = ?1 AND state = ?9");
// Few at once; they are sorted.
const OF_ORDER: &str = walk!("order_parts_of_order", "app_id = ?1 AND order_id = ?10");
const BY_KEY: &str = walk!("order_parts_by_key", "app_id = ?1 AND key = ?8");

/// Brings the rows of an order in line with it. `before` is what they follow now.
pub(super) fn follow(tx: &Tx<'_>, app: AppId, before: Option<&Order>, order: &Order) -> Result<(), DbError> {
    let (had, has) = (before.map(rows_of).unwrap_or_default(), rows_of(order));
    let order_id = order.id.0.as_bytes();
    for row in &had {
        if !has.iter().any(|now| now.is_same_as(row)) {
            execute(tx.conn, REMOVE, params![app.0, row.part.as_str(), row.kind, row.key, order_id])?;
        }
    }
    for row in has {
        if !had.contains(&row) {
            let at = row.at.as_microsecond();
            let values = params![
                app.0,
                row.part.as_str(),
                row.kind,
                row.key,
                order_id,
                order.vendor_id,
                row.state,
                at
            ];
            execute(tx.conn, PUT, values)?;
        }
    }
    Ok(())
}

/// Reads a page.
pub(crate) fn page(conn: &Connection, app: AppId, query: &PartQuery) -> Result<PartPage, DbError> {
    let limit = query.limit.clamp(1, PartQuery::MAX_LIMIT);
    let vendor = match (&query.scope, &query.vendor) {
        (Scope::Vendor(own), Some(asked)) if own != asked => {
            return Ok(PartPage { parts: Vec::new(), next: None });
        }
        (Scope::Vendor(own), _) => Some(own),
        (_, asked) => asked.as_ref(),
    };
    let (at, order, key) = match &query.after {
        Some(after) => (after.at.as_microsecond(), after.order.0, after.key.as_str()),
        None => (i64::MAX, uuid::Uuid::max(), ""),
    };
    let sql = if query.order.is_some() {
        OF_ORDER
    } else if query.key.is_some() {
        BY_KEY
    } else if query.state.is_some() {
        OF_STATE
    } else {
        NEWEST
    };
    let wanted = query.order.map(|order| order.0.into_bytes());
    let values = params![
        app.0,
        query.part.as_str(),
        at,
        order.as_bytes(),
        key,
        vendor,
        query.kind,
        query.key,
        query.state,
        wanted
    ];
    let mut found = Vec::new();
    let mut next = None;
    let mut left = STEPS;
    while_wanted(conn, sql, values, |row| {
        let cursor =
            PartCursor { at: time(row, "at")?, order: OrderId(uuid(row, "order_id")?), key: row.get("key")? };
        left = left.saturating_sub(1);
        if row.get("fits")? {
            if found.len() == limit {
                next = found.last().map(|(_, cursor): &(String, PartCursor)| cursor.clone());
                return Ok(false);
            }
            found.push((row.get("kind")?, cursor.clone()));
        }
        next = (left == 0).then_some(cursor);
        Ok(left > 0)
    })?;
    let parts = found.into_iter().map(|(kind, cursor)| {
        let order = order_rows::by_id(conn, app, cursor.order)?;
        let order = order.ok_or(DbError::Broken("the order of a listed part is not there"))?;
        Ok(ListedPart { order, kind, key: cursor.key })
    });
    Ok(PartPage { parts: parts.collect::<Result<_, DbError>>()?, next })
}

/// What a row says beside whose it is.
#[derive(Debug, PartialEq, Eq)]
struct PartRow<'a> {
    part: Part,
    kind: &'a str,
    key: &'a str,
    state: &'static str,
    at: Timestamp,
}

impl PartRow<'_> {
    fn is_same_as(&self, other: &PartRow<'_>) -> bool {
        (self.part, self.kind, self.key) == (other.part, other.kind, other.key)
    }
}

fn rows_of(order: &Order) -> Vec<PartRow<'_>> {
    let cases = order.cases.iter().map(|case| PartRow {
        part: Part::Case,
        kind: case.kind.as_str(),
        key: &case.code,
        state: case.state.as_str(),
        at: case.opened_at,
    });
    let payments = order.payments.iter().map(|payment| PartRow {
        part: Part::Payment,
        kind: &payment.provider,
        key: &payment.reference,
        state: payment.state.as_str(),
        at: payment.created_at,
    });
    let shipment = order.shipment.iter().map(|shipment| PartRow {
        part: Part::Shipment,
        kind: order.courier.as_deref().unwrap_or(""),
        key: "",
        state: shipment.state.as_str(),
        at: shipment.updated_at,
    });
    cases.chain(payments).chain(shipment).collect()
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn parts_are_walked_by_index_from_the_cursor() {
        let cursor = "(at,order_id,key)<(?,?,?)";
        plan::assert_searches(NEWEST, "order_parts_newest", &format!("(app_id=? AND part=? AND {cursor})"));
        let by_state = format!("(app_id=? AND part=? AND state=? AND {cursor})");
        plan::assert_searches(OF_STATE, "order_parts_newest_of_state", &by_state);
        for (sql, by) in [(OF_ORDER, "(order_id=? AND part=?"), (BY_KEY, "(app_id=? AND part=? AND key=?")] {
            assert!(plan::of(sql)[0].contains(by), "{:?}", plan::of(sql));
        }
    }
}
