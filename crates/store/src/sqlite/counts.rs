//! Rows of `order_counts`. The empty vendor stands for the whole app; orders without a vendor are counted only there,
//! because nobody but an admin sees them.

use jiff::Timestamp;
use orderbell_orders::{Counter, Order, Status};
use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::query::{Scope, Stats};

use super::columns::{named, opt_time};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

const ONE_MORE: &str = "INSERT INTO order_counts (app_id, vendor_id, status, n) VALUES (?1, ?2, ?3, 1)
    ON CONFLICT (app_id, vendor_id, status) DO UPDATE SET n = n + 1";

const ONE_LESS: &str =
    "UPDATE order_counts SET n = n - 1 WHERE app_id = ?1 AND vendor_id = ?2 AND status = ?3";

const KEPT: &str = "SELECT status, n FROM order_counts WHERE app_id = ?1 AND vendor_id = ?2";

const OLDEST: &str = "SELECT min(placed_at) AS at FROM orders WHERE app_id = ?1 AND status = 'placed'";

const VENDORS_OLDEST: &str = "SELECT min(placed_at) AS at FROM orders
    WHERE app_id = ?1 AND vendor_id = ?2 AND status = 'placed'";

// For the next two the index is named: left to itself the planner takes one that saves sorting a handful of rows, and
// goes through the orders of the whole app to find one person's.
const CUSTOMERS: &str = "SELECT status, count(*) AS n FROM orders INDEXED BY orders_newest_of_customer
    WHERE app_id = ?1 AND customer_user_id = ?2 GROUP BY status";

const CUSTOMERS_OLDEST: &str = "SELECT min(placed_at) AS at FROM orders INDEXED BY orders_newest_of_customer
    WHERE app_id = ?1 AND customer_user_id = ?2 AND status = 'placed'";

/// Counts an order where it is now, and no longer where it was.
pub(super) fn moved(tx: &Tx<'_>, app: AppId, from: Option<Status>, order: &Order) -> Result<(), DbError> {
    if from == Some(order.status) {
        return Ok(());
    }
    let vendor = order.vendor_id.as_deref().filter(|vendor| !vendor.is_empty());
    for vendor in [Some(""), vendor].into_iter().flatten() {
        execute(tx.conn, ONE_MORE, params![app.0, vendor, order.status.as_str()])?;
        if let Some(from) = from {
            execute(tx.conn, ONE_LESS, params![app.0, vendor, from.as_str()])?;
        }
    }
    Ok(())
}

pub(crate) fn stats(conn: &Connection, app: AppId, scope: &Scope) -> Result<Stats, DbError> {
    let (counts, oldest) = match scope {
        Scope::All => (rows(conn, KEPT, params![app.0, ""], count)?, row(conn, OLDEST, [app.0], at)?),
        Scope::Vendor(vendor) if vendor.is_empty() => (Vec::new(), None),
        Scope::Vendor(vendor) => (
            rows(conn, KEPT, params![app.0, vendor], count)?,
            row(conn, VENDORS_OLDEST, params![app.0, vendor], at)?,
        ),
        Scope::Customer(user) => (
            rows(conn, CUSTOMERS, params![app.0, user], count)?,
            row(conn, CUSTOMERS_OLDEST, params![app.0, user], at)?,
        ),
    };
    let mut stats = Stats { oldest_pending_at: oldest.flatten(), ..Stats::default() };
    for (status, n) in counts {
        stats.total += n;
        *match status.counter() {
            Counter::Unpaid => &mut stats.unpaid,
            Counter::Pending => &mut stats.pending,
            Counter::Confirmed => &mut stats.confirmed,
            Counter::Completed => &mut stats.completed,
            Counter::Closed => &mut stats.closed,
        } += n;
    }
    Ok(stats)
}

fn count(row: &Row<'_>) -> Result<(Status, i64), DbError> {
    Ok((named(row, "status")?, row.get("n")?))
}

fn at(row: &Row<'_>) -> Result<Option<Timestamp>, DbError> {
    opt_time(row, "at")
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn counters_do_not_walk_over_orders() {
        assert_eq!(plan::of(KEPT), ["SEARCH order_counts USING PRIMARY KEY (app_id=? AND vendor_id=?)"]);
        plan::assert_searches(OLDEST, "orders_waiting", "(app_id=?)");
        plan::assert_searches(VENDORS_OLDEST, "orders_waiting_of_vendor", "(app_id=? AND vendor_id=?)");
        plan::assert_searches(
            CUSTOMERS_OLDEST,
            "orders_newest_of_customer",
            "(app_id=? AND customer_user_id=?)",
        );
        let customers = plan::of(CUSTOMERS);
        assert!(
            customers[0].starts_with("SEARCH orders USING INDEX orders_newest_of_customer "),
            "{customers:?}"
        );
    }
}
