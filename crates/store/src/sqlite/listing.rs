//! Lists of orders, newest first.
//!
//! Each filter has an index that delivers its orders in the order of the list, so a page costs what is on it and not what
//! lies before it. Several statuses are several such walks, merged: one walk that leaves out what does not fit would read
//! a year of finished orders to find three open ones. Walks only collect places in the list; orders are read when it is
//! known which ones the page holds. Only a search looks at orders that it then leaves out, within its other filters.

use jiff::Timestamp;
use orderbell_orders::{Order, OrderId, Status};
use rusqlite::types::ToSql;
use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

use crate::app::AppId;
use crate::query::{Cursor, OrderQuery, Page, Scope};

use super::columns::{count, to_json};
use super::error::DbError;
use super::order_rows;
use super::statement::rows;

macro_rules! walk {
    ($filter:literal) => {
        concat!(
            "SELECT created_at, id FROM orders WHERE app_id = ?1 AND ",
            $filter,
            " AND (created_at, id) < (?2, ?3) AND (?4 IS NULL OR instr(search, ?4) > 0) ",
            "ORDER BY created_at DESC, id DESC LIMIT ?5"
        )
    };
}

const NEWEST: &str = walk!("TRUE");
const OF_STATUS: &str = walk!("status = ?6");
const RINGING: &str = walk!("rings_at IS NOT NULL");
const VENDORS: &str = walk!("vendor_id = ?6");
const VENDORS_OF_STATUS: &str = walk!("vendor_id = ?6 AND status = ?7");
const VENDORS_RINGING: &str = walk!("vendor_id = ?6 AND rings_at IS NOT NULL");
// One person's orders are few; they are looked at one by one.
const CUSTOMERS: &str = walk!(
    "customer_user_id = ?6 AND (NOT ?7 OR rings_at IS NOT NULL) \
     AND (?8 IS NULL OR status IN (SELECT value FROM json_each(?8)))"
);

/// Reads a page.
pub(crate) fn page(conn: &Connection, app: AppId, query: &OrderQuery) -> Result<Page<Order>, DbError> {
    let limit = query.limit.clamp(1, OrderQuery::MAX_LIMIT);
    let mut places = places(conn, app, query, limit + 1)?;
    let has_more = places.len() > limit;
    places.truncate(limit);
    let last = places.last().map(|(created_at, id)| Cursor { created_at: *created_at, id: *id });
    let items = places
        .into_iter()
        .map(|(_, id)| {
            order_rows::by_id(conn, app, id)?.ok_or(DbError::Broken("a listed order is not there"))
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Page { items, next: last.filter(|_| has_more) })
}

/// The first `limit` places of the list after the cursor.
fn places(
    conn: &Connection,
    app: AppId,
    query: &OrderQuery,
    limit: usize,
) -> Result<Vec<(Timestamp, OrderId)>, DbError> {
    let Some(statuses) = statuses(query) else { return Ok(Vec::new()) };
    let walk = Walk::new(app, query, limit);
    let ringing = query.ringing;
    if let Scope::Customer(user) = &query.scope {
        let list = match &statuses[..] {
            [] => None,
            some => Some(to_json("status", &some.iter().map(|status| status.as_str()).collect::<Vec<_>>())?),
        };
        return walk.run(conn, CUSTOMERS, &[user, &ringing, &list]);
    }
    if ringing {
        // Only placed orders ring.
        if !statuses.is_empty() && !statuses.contains(&Status::Placed) {
            return Ok(Vec::new());
        }
        return match &query.scope {
            Scope::Vendor(vendor) => walk.run(conn, VENDORS_RINGING, &[vendor]),
            _ => walk.run(conn, RINGING, &[]),
        };
    }
    if statuses.is_empty() {
        return match &query.scope {
            Scope::Vendor(vendor) => walk.run(conn, VENDORS, &[vendor]),
            _ => walk.run(conn, NEWEST, &[]),
        };
    }
    let mut merged = Vec::new();
    for status in statuses {
        merged.extend(match &query.scope {
            Scope::Vendor(vendor) => walk.run(conn, VENDORS_OF_STATUS, &[vendor, &status.as_str()])?,
            _ => walk.run(conn, OF_STATUS, &[&status.as_str()])?,
        });
    }
    merged.sort_unstable_by(|one, other| other.cmp(one));
    merged.truncate(limit);
    Ok(merged)
}

/// The statuses asked for, each once; empty means any, `None` means that no status fits.
fn statuses(query: &OrderQuery) -> Option<Vec<Status>> {
    if query.status.is_empty() && query.phase.is_none() {
        return Some(Vec::new());
    }
    let fits = |status: &Status| {
        (query.status.is_empty() || query.status.contains(status))
            && query.phase.is_none_or(|phase| status.phase() == phase)
    };
    let statuses: Vec<_> = Status::ALL.into_iter().filter(fits).collect();
    (!statuses.is_empty()).then_some(statuses)
}

/// What all walks of a query have in common.
struct Walk {
    app: i64,
    before_at: i64,
    before_id: [u8; 16],
    search: Option<String>,
    limit: i64,
}

impl Walk {
    fn new(app: AppId, query: &OrderQuery, limit: usize) -> Self {
        let (before_at, before_id) = match query.before {
            Some(cursor) => (cursor.created_at.as_microsecond(), cursor.id.0),
            None => (i64::MAX, Uuid::max()),
        };
        let search = query.q.as_deref().map(|q| q.trim().to_lowercase()).filter(|q| !q.is_empty());
        Self { app: app.0, before_at, before_id: before_id.into_bytes(), search, limit: count(limit) }
    }

    fn run(
        &self,
        conn: &Connection,
        sql: &'static str,
        filter: &[&dyn ToSql],
    ) -> Result<Vec<(Timestamp, OrderId)>, DbError> {
        let common: [&dyn ToSql; 5] =
            [&self.app, &self.before_at, &self.before_id, &self.search, &self.limit];
        let params = params_from_iter(common.into_iter().chain(filter.iter().copied()));
        rows(conn, sql, params, order_rows::place_in_list)
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    /// One step means: no sorting either, the index delivers in the order of the list and starts at the cursor.
    #[test]
    fn each_filter_walks_its_own_index_from_the_cursor() {
        let from_cursor = |by: &str| format!("({by} AND (created_at,id)<(?,?))");
        let walks = [
            (NEWEST, "orders_newest", "app_id=?"),
            (OF_STATUS, "orders_newest_of_status", "app_id=? AND status=?"),
            (RINGING, "orders_ringing", "app_id=?"),
            (VENDORS, "orders_newest_of_vendor", "app_id=? AND vendor_id=?"),
            (VENDORS_OF_STATUS, "orders_newest_of_vendor_status", "app_id=? AND vendor_id=? AND status=?"),
            (VENDORS_RINGING, "orders_ringing_of_vendor", "app_id=? AND vendor_id=?"),
        ];
        for (sql, index, by) in walks {
            plan::assert_searches(sql, index, &from_cursor(by));
        }
        let customers = plan::of(CUSTOMERS);
        assert!(customers[0].contains("INDEX orders_newest_of_customer "), "{customers:?}");
        assert!(customers[0].ends_with(&from_cursor("app_id=? AND customer_user_id=?")), "{customers:?}");
        assert!(customers.iter().all(|step| !step.contains("TEMP B-TREE FOR ORDER BY")), "{customers:?}");
    }
}
