//! Rows of `vendors`.

use std::borrow::Cow;

use jiff::Timestamp;
use orderbell_orders::{Actor, Flow, Flows, Order, Status, Vendor, VendorEdit};
use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::vendor::{MAX_VENDORS, VendorRefused, VendorWrite};

use super::columns::{count, micros, opt_micros, opt_time, time};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;
use super::{apps, events};

const WRITE: &str = "INSERT INTO vendors (app_id, id, ext_id, name, flow, auto_accept, accept_warn_s, accept_limit_s,
        prep_s, paused_until, version, created_at, updated_at, pause_after_misses, pause_s, misses)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
    ON CONFLICT (app_id, id) DO UPDATE SET ext_id = excluded.ext_id, name = excluded.name, flow = excluded.flow,
        auto_accept = excluded.auto_accept, accept_warn_s = excluded.accept_warn_s,
        accept_limit_s = excluded.accept_limit_s, prep_s = excluded.prep_s, paused_until = excluded.paused_until,
        version = excluded.version, updated_at = excluded.updated_at,
        pause_after_misses = excluded.pause_after_misses, pause_s = excluded.pause_s, misses = excluded.misses";

/// Where an order waits for its vendor.
const WAITING: [Status; 4] = [Status::Placed, Status::Accepted, Status::Preparing, Status::Ready];

pub(crate) fn all(conn: &Connection) -> Result<Vec<(AppId, Vendor)>, DbError> {
    rows(conn, "SELECT * FROM vendors ORDER BY app_id, id", [], |row| {
        Ok((AppId(row.get("app_id")?), from_row(row)?))
    })
}

pub(crate) fn of_app(conn: &Connection, app: AppId) -> Result<Vec<Vendor>, DbError> {
    rows(conn, "SELECT * FROM vendors WHERE app_id = ?1 ORDER BY id", [app.0], from_row)
}

pub(crate) fn one(conn: &Connection, app: AppId, id: &str) -> Result<Option<Vendor>, DbError> {
    row(conn, "SELECT * FROM vendors WHERE app_id = ?1 AND id = ?2", params![app.0, id], from_row)
}

/// The flow of an order with the deadlines of its vendor. Those only matter until the order is on its way, so for any other
/// nobody is looked up.
pub(super) fn flow_of<'r>(
    conn: &Connection,
    app: AppId,
    flows: &'r Flows,
    order: &Order,
) -> Result<Cow<'r, Flow>, DbError> {
    let flow = flows.of(order);
    let Some(vendor) = order.vendor_id.as_deref().filter(|_| WAITING.contains(&order.status)) else {
        return Ok(Cow::Borrowed(flow));
    };
    let vendor = one(conn, app, vendor)?.filter(Vendor::has_deadlines);
    Ok(vendor.map_or(Cow::Borrowed(flow), |vendor| Cow::Owned(vendor.paced(flow))))
}

pub(crate) fn write(
    tx: &Tx<'_>,
    app: AppId,
    id: &str,
    edit: &VendorEdit,
    how: VendorWrite,
    actor: &Actor,
    now: Timestamp,
) -> Result<Result<(Vendor, bool), VendorRefused>, DbError> {
    let now = micros(now);
    let (mut vendor, created) = match (one(tx.conn, app, id)?, how) {
        (Some(_), VendorWrite::Create) => return Ok(Err(VendorRefused::Exists)),
        (Some(vendor), VendorWrite::Change(Some(version))) if version != vendor.version => {
            return Ok(Err(VendorRefused::VersionMismatch { vendor: Box::new(vendor) }));
        }
        (Some(vendor), _) => (vendor, false),
        (None, VendorWrite::Change(_)) => return Ok(Err(VendorRefused::NotFound)),
        (None, _) => {
            let Some(name) = edit.name.clone() else { return Ok(Err(VendorRefused::NameRequired)) };
            let there = row(tx.conn, "SELECT count(*) FROM vendors WHERE app_id = ?1", [app.0], |row| {
                Ok(row.get::<_, i64>(0)?)
            })?;
            if there.unwrap_or(0) >= count(MAX_VENDORS) {
                return Ok(Err(VendorRefused::TooMany));
            }
            (Vendor::new(id.to_owned(), name, now), true)
        }
    };
    let before = (!created).then(|| vendor.clone());
    let deadlines = vendor.deadlines();
    let changed = vendor.edit(edit);
    if !changed && !created {
        return Ok(Ok((vendor, false)));
    }
    if !created {
        vendor.version += 1;
        vendor.updated_at = now;
    }
    store(tx, app, &vendor)?;
    if let Some(told) = vendor.pause_told(before.as_ref(), now) {
        events::tell(tx, app, told, vendor.clone(), actor, now)?;
    }
    if vendor.deadlines() != deadlines {
        apps::note_changed_rules(tx, app)?;
    }
    Ok(Ok((vendor, created)))
}

/// Writes a vendor as it is.
pub(super) fn store(tx: &Tx<'_>, app: AppId, vendor: &Vendor) -> Result<(), DbError> {
    let values = params![
        app.0,
        vendor.id,
        vendor.ext_id,
        vendor.name,
        vendor.flow,
        vendor.auto_accept,
        vendor.accept_warn_s,
        vendor.accept_limit_s,
        vendor.prep_s,
        opt_micros(vendor.paused_until),
        vendor.version,
        vendor.created_at.as_microsecond(),
        vendor.updated_at.as_microsecond(),
        vendor.pause_after_misses,
        vendor.pause_s,
        vendor.misses,
    ];
    let written = execute(tx.conn, WRITE, values);
    written.map_err(|error| if error.is_dangling() { DbError::UnknownApp(app) } else { error })?;
    Ok(())
}

/// Notes that somebody is there. Where nothing was missed, which is always but for the odd time, nothing is written.
pub(super) fn answered(tx: &Tx<'_>, app: AppId, id: &str) -> Result<(), DbError> {
    let Some(mut vendor) = one(tx.conn, app, id)?.filter(|vendor| vendor.misses > 0) else { return Ok(()) };
    vendor.answered();
    store(tx, app, &vendor)
}

pub(crate) fn delete(tx: &Tx<'_>, app: AppId, id: &str) -> Result<bool, DbError> {
    let deleted =
        execute(tx.conn, "DELETE FROM vendors WHERE app_id = ?1 AND id = ?2", params![app.0, id])? > 0;
    if deleted {
        apps::note_changed_rules(tx, app)?;
    }
    Ok(deleted)
}

fn from_row(row: &Row<'_>) -> Result<Vendor, DbError> {
    Ok(Vendor {
        id: row.get("id")?,
        ext_id: row.get("ext_id")?,
        name: row.get("name")?,
        flow: row.get("flow")?,
        auto_accept: row.get("auto_accept")?,
        accept_warn_s: row.get("accept_warn_s")?,
        accept_limit_s: row.get("accept_limit_s")?,
        prep_s: row.get("prep_s")?,
        paused_until: opt_time(row, "paused_until")?,
        pause_after_misses: row.get("pause_after_misses")?,
        pause_s: row.get("pause_s")?,
        misses: row.get("misses")?,
        version: row.get("version")?,
        created_at: time(row, "created_at")?,
        updated_at: time(row, "updated_at")?,
    })
}
