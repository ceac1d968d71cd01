//! Lists of orders, newest or oldest first.
//!
//! Each filter has an index that delivers its orders in the order of the list, so a page costs what is on it and not what
//! lies before it. Of several filters the one with the fewest orders leads, and the others are asked on its way; which one
//! that is, is counted first, up to a thousand. Several statuses are several walks, merged: one walk that leaves out what
//! does not fit would read a year of finished orders to find three open ones. Walks only collect places in the list;
//! orders are read when it is known which ones the page holds.
//!
//! Two filters can each let through half of a million orders, and together none. After [`STEPS`] orders a page ends where
//! it is, with a cursor to go on from: it takes a tenth of a second at worst, and the list stays complete.

use orderbell_orders::{Order, Status};
use rusqlite::Connection;

use crate::app::AppId;
use crate::query::{Cursor, OrderQuery, Page, Scope, Sort};

use super::error::DbError;
use super::walk::{self, Place, Range, Statements, Walk, Walked};
use super::{order_rows, search};

/// Most orders that are looked at for one page.
const STEPS: usize = 50_000;

/// Up to here it is counted which filter has fewer orders.
const COUNTED: usize = 1_000;

/// Reads a page.
pub(crate) fn page(conn: &Connection, app: AppId, query: &OrderQuery) -> Result<Page<Order>, DbError> {
    let limit = query.limit.clamp(1, OrderQuery::MAX_LIMIT);
    let Walked { mut places, stopped } = places(conn, app, query, limit + 1)?;
    let next = if places.len() > limit {
        places.truncate(limit);
        places.last().copied()
    } else {
        stopped
    };
    let items = places
        .into_iter()
        .map(|(_, id)| {
            order_rows::by_id(conn, app, id)?.ok_or(DbError::Broken("a listed order is not there"))
        })
        .collect::<Result<Vec<_>, _>>()?;
    Ok(Page { items, next: next.map(|(created_at, id)| Cursor { created_at, id }) })
}

/// The first `limit` places of the list after the cursor.
fn places(conn: &Connection, app: AppId, query: &OrderQuery, limit: usize) -> Result<Walked, DbError> {
    let (Some(statuses), Some(vendor)) = (statuses(query), vendor(query)) else {
        return Ok(Walked::default());
    };
    let range = Range::new(app, query, &statuses, vendor)?;
    let walks = narrowest(conn, query, &statuses, &range)?;
    let mut walked = Walked::default();
    for walk in &walks {
        let one = range.walk(conn, walk, limit, STEPS / walks.len())?;
        walked.places.extend(one.places);
        // The first place up to which all of them have come.
        walked.stopped = match (walked.stopped, one.stopped) {
            (Some(a), Some(b)) => Some(if comes_first(query.sort, a, b) { a } else { b }),
            (a, b) => a.or(b),
        };
    }
    match query.sort {
        Sort::Newest => walked.places.sort_unstable_by(|one, other| other.cmp(one)),
        Sort::Oldest => walked.places.sort_unstable(),
    }
    if let Some(stopped) = walked.stopped {
        walked.places.retain(|place| !comes_first(query.sort, stopped, *place));
    }
    walked.places.truncate(limit);
    Ok(walked)
}

/// The walks that together lead to all orders of the query, over as few others as possible.
fn narrowest(
    conn: &Connection,
    query: &OrderQuery,
    statuses: &[&'static str],
    range: &Range,
) -> Result<Vec<Walk>, DbError> {
    let walk =
        |statements, value: Option<&str>| Walk { statements, vendor: None, value: value.map(str::to_owned) };
    let vendors = |statements: Statements, value: Option<&str>| Walk {
        vendor: range.vendor.clone(),
        ..walk(statements, value)
    };
    let of_vendor = range.vendor.is_some();
    // From those that are likely to be narrow to the one that never is: the first of equals leads.
    let mut choices: Vec<Vec<Walk>> = Vec::new();
    if range.customer.is_some() {
        return Ok(vec![walk(walk::CUSTOMERS, None)]);
    }
    if query.ringing || query.needs_ack {
        choices.push(vec![if of_vendor {
            vendors(walk::VENDORS_RINGING, None)
        } else {
            walk(walk::RINGING, None)
        }]);
    }
    if query.late {
        let late = || vendors(walk::VENDORS_LATE, None);
        choices.push(vec![if of_vendor { late() } else { walk(walk::LATE, None) }]);
    }
    if !statuses.is_empty() {
        let of = |status: &&'static str| {
            if of_vendor {
                vendors(walk::VENDORS_OF_STATUS, Some(status))
            } else {
                walk(walk::OF_STATUS, Some(status))
            }
        };
        choices.push(statuses.iter().map(of).collect());
    }
    if !query.payment_status.is_empty() {
        let of =
            |status: &orderbell_orders::PaymentStatus| walk(walk::OF_PAYMENT_STATUS, Some(status.as_str()));
        choices.push(query.payment_status.iter().map(of).collect());
    }
    choices.extend(query.source.as_deref().map(|source| vec![walk(walk::OF_SOURCE, Some(source))]));
    choices.extend(query.flow.as_deref().map(|flow| vec![walk(walk::OF_FLOW, Some(flow))]));
    if of_vendor && statuses.is_empty() {
        choices.push(vec![vendors(walk::VENDORS, None)]);
    }
    choices.push(vec![walk(walk::ALL, None)]);
    if let Some(term) = range.search() {
        // Hits have to be sorted, so they lead only if they are few; they are not counted, for that is to find them.
        if let Some(hits) = search::candidates(conn, term)? {
            return Ok(vec![walk(walk::FOUND, Some(&hits))]);
        }
    }
    let mut narrowest: Option<(usize, Vec<Walk>)> = None;
    if choices.len() == 1 {
        return Ok(choices.remove(0));
    }
    for walks in choices {
        let mut orders = 0;
        for walk in &walks {
            orders += range.count(conn, walk, COUNTED - orders.min(COUNTED))?;
        }
        if narrowest.as_ref().is_none_or(|(fewest, _)| orders < *fewest) {
            narrowest = Some((orders, walks));
        }
    }
    Ok(narrowest.map(|(_, walks)| walks).unwrap_or_default())
}

/// The statuses asked for, each once; empty means any, `None` means that no status fits.
fn statuses(query: &OrderQuery) -> Option<Vec<&'static str>> {
    if query.status.is_empty() && query.phase.is_none() {
        return Some(Vec::new());
    }
    let fits = |status: &Status| {
        (query.status.is_empty() || query.status.contains(status))
            && query.phase.is_none_or(|phase| status.phase() == phase)
    };
    let statuses: Vec<_> = Status::ALL.into_iter().filter(fits).map(Status::as_str).collect();
    (!statuses.is_empty()).then_some(statuses)
}

/// The vendor whose orders are asked for, if it is one's; `None` if it is another's than the reader's.
#[expect(clippy::option_option, reason = "any vendor and no vendor are two answers")]
fn vendor(query: &OrderQuery) -> Option<Option<String>> {
    match (&query.scope, &query.vendor) {
        (Scope::Vendor(own), Some(asked)) if own != asked => None,
        (Scope::Vendor(own), _) => Some(Some(own.clone())),
        (_, asked) => Some(asked.clone()),
    }
}

fn comes_first(sort: Sort, one: Place, other: Place) -> bool {
    match sort {
        Sort::Newest => one > other,
        Sort::Oldest => one < other,
    }
}
