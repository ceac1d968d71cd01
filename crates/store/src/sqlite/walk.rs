//! Walks along a list of orders: one index, which delivers in the order of the list and starts at the cursor, and for each
//! order on the way whether the other filters let it through.
//!
//! A walk reports what does not fit instead of leaving it out, so that whoever walks can stop after a while: no
//! combination of filters makes a page cost more than [`Range::steps`] orders.

use jiff::Timestamp;
use orderbell_orders::OrderId;
use rusqlite::types::ToSql;
use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

use crate::app::AppId;
use crate::query::{OrderQuery, Scope, SearchTerm, Sort};

use super::columns::{count, to_json};
use super::error::DbError;
use super::order_rows;
use super::statement::{row, while_wanted};

/// A place in the list.
pub(super) type Place = (Timestamp, OrderId);

macro_rules! between {
    ($filter:literal) => {
        concat!(
            "app_id = ?1 AND ",
            $filter,
            " AND (created_at, id) < (?2, ?3) AND (created_at, id) > (?4, ?5)"
        )
    };
}

macro_rules! walk {
    ($index:literal, $filter:literal, $order:literal) => {
        concat!(
            "SELECT created_at, id, coalesce((?6 IS NULL OR vendor_id = ?6) \
             AND (?7 IS NULL OR customer_user_id = ?7) \
             AND (?8 IS NULL OR status IN (SELECT value FROM json_each(?8))) \
             AND (NOT ?9 OR rings_at IS NOT NULL) \
             AND (NOT ?10 OR status = 'placed' AND ack_at IS NULL) \
             AND (?11 IS NULL OR source = ?11) \
             AND (?12 IS NULL OR payment_status IN (SELECT value FROM json_each(?12))) \
             AND (?13 IS NULL OR flow = ?13) \
             AND (NOT ?16 OR late IS NOT NULL) \
             AND (?14 IS NULL OR instr(search, ?14) > 0 OR instr(search, ?15) > 0), FALSE) AS fits \
             FROM orders INDEXED BY ",
            $index,
            " WHERE ",
            between!($filter),
            $order
        )
    };
}

/// The statements of a walk: the two directions, and a count that ends at a limit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Statements {
    newest: &'static str,
    oldest: &'static str,
    count: &'static str,
}

// The index is named: left to itself the planner takes a range of two ends for narrow, whatever the ends, and walks
// everything between them.
macro_rules! statements {
    ($index:literal, $filter:literal, $counted:literal) => {
        Statements {
            newest: walk!($index, $filter, " ORDER BY created_at DESC, id DESC"),
            oldest: walk!($index, $filter, " ORDER BY created_at, id"),
            count: concat!(
                "SELECT count(*) FROM (SELECT 1 FROM orders INDEXED BY ",
                $index,
                " WHERE ",
                between!($counted),
                " LIMIT ?6)"
            ),
        }
    };
}

pub(super) const ALL: Statements = statements!("orders_newest", "TRUE", "TRUE");
pub(super) const RINGING: Statements =
    statements!("orders_ringing", "rings_at IS NOT NULL", "rings_at IS NOT NULL");
pub(super) const VENDORS_RINGING: Statements = statements!(
    "orders_ringing_of_vendor",
    "vendor_id = ?6 AND rings_at IS NOT NULL",
    "vendor_id = ?7 AND rings_at IS NOT NULL"
);
pub(super) const LATE: Statements = statements!("orders_late", "late IS NOT NULL", "late IS NOT NULL");
pub(super) const VENDORS_LATE: Statements = statements!(
    "orders_late_of_vendor",
    "vendor_id = ?6 AND late IS NOT NULL",
    "vendor_id = ?7 AND late IS NOT NULL"
);
pub(super) const OF_STATUS: Statements =
    statements!("orders_newest_of_status", "status = ?17", "status = ?7");
pub(super) const VENDORS: Statements =
    statements!("orders_newest_of_vendor", "vendor_id = ?6", "vendor_id = ?7");
pub(super) const VENDORS_OF_STATUS: Statements = statements!(
    "orders_newest_of_vendor_status",
    "vendor_id = ?6 AND status = ?17",
    "vendor_id = ?7 AND status = ?8"
);
pub(super) const CUSTOMERS: Statements =
    statements!("orders_newest_of_customer", "customer_user_id = ?7", "customer_user_id = ?7");
pub(super) const OF_SOURCE: Statements =
    statements!("orders_newest_of_source", "source = ?17", "source = ?7");
pub(super) const OF_FLOW: Statements = statements!("orders_newest_of_flow", "flow = ?17", "flow = ?7");
pub(super) const OF_PAYMENT_STATUS: Statements =
    statements!("orders_newest_of_payment_status", "payment_status = ?17", "payment_status = ?7");
/// Orders by their numbers in the index of searches, a JSON array. Few, and sorted when they are together.
pub(super) const FOUND: Statements = statements!(
    "orders_by_search_no",
    "search_no IN (SELECT value FROM json_each(?17))",
    "search_no IN (SELECT value FROM json_each(?7))"
);

/// One walk: its statements, and what they need beyond what all walks have.
#[derive(Debug, Clone)]
pub(super) struct Walk {
    pub(super) statements: Statements,
    /// The vendor, where the index is by vendor: a count has no other way to know.
    pub(super) vendor: Option<String>,
    /// The value that the index is searched for.
    pub(super) value: Option<String>,
}

/// What all walks of a query have in common.
#[derive(Debug)]
pub(super) struct Range {
    app: i64,
    below: (i64, [u8; 16]),
    above: (i64, [u8; 16]),
    oldest_first: bool,
    pub(super) vendor: Option<String>,
    pub(super) customer: Option<String>,
    statuses: Option<String>,
    ringing: bool,
    needs_ack: bool,
    late: bool,
    source: Option<String>,
    payment_statuses: Option<String>,
    flow: Option<String>,
    search: Option<SearchTerm>,
}

/// What a walk brought back.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// Places of orders that fit.
    pub(super) places: Vec<Place>,
    /// Where it gave up; `None` if it came to its end or found enough.
    pub(super) stopped: Option<Place>,
}

impl Range {
    /// `statuses` and `vendor` are the query's, with what follows from the reader's scope and the phase.
    pub(super) fn new(
        app: AppId,
        query: &OrderQuery,
        statuses: &[&'static str],
        vendor: Option<String>,
    ) -> Result<Self, DbError> {
        let mut below = query.to.map_or((i64::MAX, Uuid::max()), |to| (to.as_microsecond(), Uuid::nil()));
        let mut above =
            query.from.map_or((i64::MIN, Uuid::nil()), |from| (from.as_microsecond() - 1, Uuid::max()));
        if let Some(after) = query.after {
            let after = (after.created_at.as_microsecond(), after.id.0);
            match query.sort {
                Sort::Newest => below = below.min(after),
                Sort::Oldest => above = above.max(after),
            }
        }
        let payment: Vec<_> = query.payment_status.iter().map(|status| status.as_str()).collect();
        Ok(Self {
            app: app.0,
            below: (below.0, below.1.into_bytes()),
            above: (above.0, above.1.into_bytes()),
            oldest_first: query.sort == Sort::Oldest,
            vendor,
            customer: match &query.scope {
                Scope::Customer(user) => Some(user.clone()),
                Scope::All | Scope::Vendor(_) => None,
            },
            statuses: json_unless_empty(statuses)?,
            ringing: query.ringing,
            needs_ack: query.needs_ack,
            late: query.late,
            source: query.source.clone(),
            payment_statuses: json_unless_empty(&payment)?,
            flow: query.flow.clone(),
            search: query.q.as_deref().and_then(SearchTerm::new),
        })
    }

    /// What is searched for.
    pub(super) fn search(&self) -> Option<&SearchTerm> {
        self.search.as_ref()
    }

    /// Walks until `limit` orders fit, or `steps` have been looked at.
    pub(super) fn walk(
        &self,
        conn: &Connection,
        walk: &Walk,
        limit: usize,
        steps: usize,
    ) -> Result<Walked, DbError> {
        let text = self.search.as_ref().map(|term| &term.text);
        let otherwise = self.search.as_ref().and_then(|term| term.otherwise.as_ref());
        let common: [&dyn ToSql; 16] = [
            &self.app,
            &self.below.0,
            &self.below.1,
            &self.above.0,
            &self.above.1,
            &self.vendor,
            &self.customer,
            &self.statuses,
            &self.ringing,
            &self.needs_ack,
            &self.source,
            &self.payment_statuses,
            &self.flow,
            &text,
            &otherwise,
            &self.late,
        ];
        let own = walk.value.iter().map(|value| value as &dyn ToSql);
        let sql = if self.oldest_first { walk.statements.oldest } else { walk.statements.newest };
        let mut walked = Walked::default();
        let mut left = steps;
        while_wanted(conn, sql, params_from_iter(common.into_iter().chain(own)), |row| {
            let place = order_rows::place_in_list(row)?;
            if row.get("fits")? {
                walked.places.push(place);
            }
            left = left.saturating_sub(1);
            let enough = walked.places.len() >= limit;
            if left == 0 && !enough {
                walked.stopped = Some(place);
            }
            Ok(left > 0 && !enough)
        })?;
        Ok(walked)
    }

    /// How many orders a walk would look at, up to `most`.
    pub(super) fn count(&self, conn: &Connection, walk: &Walk, most: usize) -> Result<usize, DbError> {
        let most = count(most);
        let common: [&dyn ToSql; 6] =
            [&self.app, &self.below.0, &self.below.1, &self.above.0, &self.above.1, &most];
        let own = walk.vendor.iter().chain(&walk.value).map(|value| value as &dyn ToSql);
        let params = params_from_iter(common.into_iter().chain(own));
        let counted = row(conn, walk.statements.count, params, |row| Ok(row.get::<_, i64>(0)?))?;
        Ok(usize::try_from(counted.unwrap_or(0)).unwrap_or(0))
    }
}

fn json_unless_empty(names: &[&'static str]) -> Result<Option<String>, DbError> {
    if names.is_empty() { Ok(None) } else { to_json("filter", &names).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    /// One search means: no sorting either, the index delivers in the order of the list and starts at the cursor.
    #[test]
    fn each_filter_walks_its_own_index_from_the_cursor() {
        let walks = [
            (ALL, "orders_newest", "app_id=?"),
            (OF_STATUS, "orders_newest_of_status", "app_id=? AND status=?"),
            (RINGING, "orders_ringing", "app_id=?"),
            (LATE, "orders_late", "app_id=?"),
            (VENDORS_LATE, "orders_late_of_vendor", "app_id=? AND vendor_id=?"),
            (VENDORS, "orders_newest_of_vendor", "app_id=? AND vendor_id=?"),
            (VENDORS_OF_STATUS, "orders_newest_of_vendor_status", "app_id=? AND vendor_id=? AND status=?"),
            (VENDORS_RINGING, "orders_ringing_of_vendor", "app_id=? AND vendor_id=?"),
            (CUSTOMERS, "orders_newest_of_customer", "app_id=? AND customer_user_id=?"),
            (OF_SOURCE, "orders_newest_of_source", "app_id=? AND source=?"),
            (OF_FLOW, "orders_newest_of_flow", "app_id=? AND flow=?"),
            (OF_PAYMENT_STATUS, "orders_newest_of_payment_status", "app_id=? AND payment_status=?"),
        ];
        for (statements, index, by) in walks {
            for sql in [statements.newest, statements.oldest, statements.count] {
                let steps = plan::of(sql);
                let search = steps
                    .iter()
                    .find(|step| step.starts_with("SEARCH orders"))
                    .unwrap_or_else(|| panic!("{steps:?}"));
                assert!(search.contains(&format!("INDEX {index} (")), "{search} for {sql}");
                let range = format!("({by} AND (created_at,id)>(?,?) AND (created_at,id)<(?,?))");
                assert!(search.ends_with(&range), "{search} for {sql}");
                assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{steps:?} for {sql}");
            }
        }
        let found = plan::of(FOUND.newest);
        assert!(found.iter().any(|step| step.contains("orders_by_search_no (search_no=?)")), "{found:?}");
    }
}
