//! Rows of `bookings`: the nights that orders ask for or have. Two orders that share one are looked at together before
//! either is confirmed, in the transaction that confirms it; who has the nights is for [`orderbell_orders::holding`] to say.

use orderbell_orders::{Action, Booking, Order, OrderId, Refusal, holding};
use rusqlite::{Connection, params};

use crate::app::AppId;

use super::columns::uuid;
use super::error::DbError;
use super::order_rows;
use super::statement::{execute, rows};
use super::writer::Tx;

// Dates are written so that they compare as texts do.
const SHARED: &str = "SELECT DISTINCT order_id FROM bookings
    WHERE app_id = ?1 AND resource IN (?2, ?3, ?4) AND check_out > ?5 AND check_in < ?6 AND order_id <> ?7";

/// The order that has the nights, as a reason not to go on.
pub(super) fn taken(
    conn: &Connection,
    app: AppId,
    action: Action,
    before: Option<&Order>,
    after: &Order,
) -> Result<Option<Refusal>, DbError> {
    let Some(booking) = &after.booking else { return Ok(None) };
    if !holding::asks_for_dates(action, before, after) {
        return Ok(None);
    }
    let in_row = before.is_some_and(holding::is_in_row);
    let (name, id) = names(booking);
    let values = params![
        app.0,
        name,
        // As names were noted until November 2026.
        format!("name:{}", booking.resource_name),
        id,
        booking.check_in.to_string(),
        booking.check_out.to_string(),
        after.id.0.as_bytes()
    ];
    for other in rows(conn, SHARED, values, |row| Ok(OrderId(uuid(row, "order_id")?)))? {
        let other = order_rows::by_id(conn, app, other)?;
        if let Some(other) = other.filter(|other| holding::holds_against(other, after, in_row)) {
            return Ok(holding::taken(action, &other));
        }
    }
    Ok(None)
}

/// Notes the nights of an order, or that it has none any more.
pub(super) fn note(tx: &Tx<'_>, app: AppId, before: Option<&Order>, after: &Order) -> Result<(), DbError> {
    let wants = |order: &Order| order.booking.clone().filter(|_| !order.status.is_closed());
    let (was, is) = (before.and_then(wants), wants(after));
    if was == is {
        return Ok(());
    }
    if was.is_some() {
        execute(tx.conn, "DELETE FROM bookings WHERE order_id = ?1", [after.id.0.as_bytes()])?;
    }
    let Some(booking) = is else { return Ok(()) };
    let (name, id) = names(&booking);
    for resource in [Some(name), id].into_iter().flatten() {
        execute(
            tx.conn,
            "INSERT INTO bookings (order_id, app_id, resource, check_in, check_out) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                after.id.0.as_bytes(),
                app.0,
                resource,
                booking.check_in.to_string(),
                booking.check_out.to_string()
            ],
        )?;
    }
    Ok(())
}

/// What the resource is called: by its name and, where there is one, by its id.
fn names(booking: &Booking) -> (String, Option<String>) {
    (format!("name:{}", booking.resource_key()), booking.resource_id.as_ref().map(|id| format!("id:{id}")))
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn nights_are_found_by_index() {
        let plan = plan::of(SHARED).join("\n");
        assert!(plan.contains("bookings_of_resource (app_id=? AND resource=? AND check_out>?)"), "{plan}");
    }
}
