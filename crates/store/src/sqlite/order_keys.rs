//! Rows of `order_keys`: what gateways, couriers and banks call an order. Kept beside the order by the transaction that
//! changes it, so that a report finds its order by one look at an index.

use orderbell_orders::{Order, OrderId, OrderRef, Refusal};
use rusqlite::{Connection, params};

use crate::app::AppId;
use crate::desk::OrderKey;

use super::columns::uuid;
use super::error::DbError;
use super::order_rows;
use super::statement::{execute, row};
use super::writer::Tx;

const FIND: &str = "SELECT order_id FROM order_keys WHERE app_id = ?1 AND kind = ?2 AND key = ?3";

// A tracking number may be that of several orders; the newest of them is the one that news are about.
const INSERT: &str = "INSERT INTO order_keys (app_id, kind, key, order_id) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (app_id, kind, key) DO UPDATE SET order_id = excluded.order_id";

const REMOVE: &str = "DELETE FROM order_keys WHERE app_id = ?1 AND kind = ?2 AND key = ?3 AND order_id = ?4";

/// A key as it stands in the table: its kind and its text.
pub(super) type Key = (&'static str, String);

/// Our reference at a gateway.
const PAYMENT: &str = "payment";
/// The gateway's own id.
const TRANSACTION: &str = "transaction";
/// The courier's number.
const TRACKING: &str = "tracking";
/// A refund or a dispute.
const CASE: &str = "case";
/// What people call it; not in the table.
const CODE: &str = "code";
/// Its id elsewhere; not in the table.
const EXTERNAL: &str = "external";

/// An order by whatever it is called.
pub(super) fn find(conn: &Connection, app: AppId, key: &OrderKey) -> Result<Option<Order>, DbError> {
    match key {
        OrderKey::Order(OrderRef::Id(id)) => order_rows::by_id(conn, app, *id),
        OrderKey::Order(OrderRef::Code(code)) => order_rows::by_code(conn, app, code),
        OrderKey::External { source, ext_id } => order_rows::by_ext_id(conn, app, source, ext_id),
        OrderKey::Payment { provider, reference } => by_key(conn, app, PAYMENT, &pair(provider, reference)),
        OrderKey::Transaction { provider, transaction } => {
            by_key(conn, app, TRANSACTION, &pair(provider, transaction))
        }
        OrderKey::Tracking { number } => by_key(conn, app, TRACKING, number),
        OrderKey::Case { code } => by_key(conn, app, CASE, code),
    }
}

/// Everything that an order is called, besides its id, its code and its id elsewhere.
pub(super) fn of(order: &Order) -> Vec<Key> {
    let mut keys = Vec::new();
    for payment in &order.payments {
        keys.push((PAYMENT, pair(&payment.provider, &payment.reference)));
        if let Some(transaction) = &payment.transaction {
            keys.push((TRANSACTION, pair(&payment.provider, transaction)));
        }
    }
    keys.extend(order.tracking_no.iter().map(|number| (TRACKING, number.clone())));
    keys.extend(order.cases.iter().map(|case| (CASE, case.code.clone())));
    keys
}

/// The key by which somebody who looks for an order may wait for it: those of the table, and the names that an order
/// has from its beginning.
pub(super) fn awaited(key: &OrderKey) -> Key {
    match key {
        OrderKey::Order(OrderRef::Id(id)) => ("id", id.to_string()),
        OrderKey::Order(OrderRef::Code(code)) => (CODE, code.to_string()),
        OrderKey::External { source, ext_id } => (EXTERNAL, pair(source, ext_id)),
        OrderKey::Payment { provider, reference } => (PAYMENT, pair(provider, reference)),
        OrderKey::Transaction { provider, transaction } => (TRANSACTION, pair(provider, transaction)),
        OrderKey::Tracking { number } => (TRACKING, number.clone()),
        OrderKey::Case { code } => (CASE, code.clone()),
    }
}

/// The names that a new order has from its beginning, besides those of the table.
pub(super) fn of_new(order: &Order) -> Vec<Key> {
    let external = order.ext_id.as_ref().map(|ext_id| (EXTERNAL, pair(&order.source, ext_id)));
    [(CODE, order.code.to_string())].into_iter().chain(external).collect()
}

/// What the order is called from now on and was not before.
pub(super) fn added(before: Option<&Order>, after: &Order) -> Vec<Key> {
    let known = before.map(of).unwrap_or_default();
    let mut keys = of(after);
    keys.retain(|key| !known.contains(key));
    keys
}

/// Why an order cannot be called so: a payment is of one order only.
pub(super) fn clash(
    conn: &Connection,
    app: AppId,
    order: &Order,
    added: &[Key],
) -> Result<Option<Refusal>, DbError> {
    for (kind, key) in added.iter().filter(|(kind, _)| [PAYMENT, TRANSACTION].contains(kind)) {
        if let Some(owner) = by_key(conn, app, kind, key)?
            && owner.id != order.id
        {
            let field = if *kind == PAYMENT { "reference" } else { "transaction" };
            let message = format!("is that of a payment of another order, {}", owner.code);
            return Ok(Some(Refusal::Invalid { field, message }));
        }
    }
    Ok(None)
}

pub(super) fn insert(tx: &Tx<'_>, app: AppId, order: OrderId, keys: &[Key]) -> Result<(), DbError> {
    for (kind, key) in keys {
        execute(tx.conn, INSERT, params![app.0, kind, key, order.0.as_bytes()])?;
    }
    Ok(())
}

/// Takes back the tracking number that the order does not have any more: it was mistyped, and may be that of somebody
/// else's parcel. Nothing else that an order was called ceases to be its name.
pub(super) fn forget(tx: &Tx<'_>, app: AppId, before: Option<&Order>, after: &Order) -> Result<(), DbError> {
    if let Some(number) = before.and_then(|before| before.tracking_no.as_ref())
        && after.tracking_no.as_ref() != Some(number)
    {
        execute(tx.conn, REMOVE, params![app.0, TRACKING, number, after.id.0.as_bytes()])?;
    }
    Ok(())
}

fn by_key(conn: &Connection, app: AppId, kind: &str, key: &str) -> Result<Option<Order>, DbError> {
    let id = row(conn, FIND, params![app.0, kind, key], |row| Ok(OrderId(uuid(row, "order_id")?)))?;
    id.map_or(Ok(None), |id| order_rows::by_id(conn, app, id))
}

/// A line feed cannot be in either: texts that name things are single lines.
fn pair(provider: &str, name: &str) -> String {
    format!("{provider}\n{name}")
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn a_report_finds_its_order_by_index() {
        let plan = plan::of(FIND).join("\n");
        assert!(plan.contains("order_keys USING PRIMARY KEY (app_id=? AND kind=? AND key=?)"), "{plan}");
    }
}
