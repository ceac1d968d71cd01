//! Rows of `products`, and what is done with them inside the writer's transaction.

use std::collections::BTreeMap;

use jiff::Timestamp;
use orderbell_orders::{Actor, Event, Money, Product, ProductEdit, StockChange};
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use crate::app::AppId;
use crate::error::WriteError;
use crate::place::{ActResult, Idempotency};
use crate::product::{
    MAX_PRODUCTS, ProductCommand, ProductOutcome, ProductQuery, ProductRefused, ProductResult,
};
use crate::query::{Page, Scope};

use super::columns::{count, micros, named, opt_micros, opt_time, time, uuid};
use super::error::DbError;
use super::orders::new_uuid;
use super::statement::{execute, row, rows};
use super::writer::Tx;
use super::{events, idempotency, product_names};

const INSERT: &str =
    "INSERT INTO products (app_id, id, sku, ext_id, vendor_id, name, price, currency, stock, low_at,
        low_since, version, created_at, updated_at, counted_at, external_ids)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)";

const UPDATE: &str =
    "UPDATE products SET ext_id = ?3, vendor_id = ?4, name = ?5, price = ?6, currency = ?7, stock = ?8,
        low_at = ?9, low_since = ?10, version = ?11, updated_at = ?12, counted_at = ?13,
        external_ids = ?14
    WHERE app_id = ?1 AND id = ?2";

const BY_SKU: &str = "SELECT * FROM products WHERE app_id = ?1 AND sku = ?2";
const BY_ID: &str = "SELECT * FROM products WHERE app_id = ?1 AND id = ?2";

macro_rules! walk {
    ($filter:literal) => {
        concat!(
            "SELECT * FROM products WHERE app_id = ?1 AND ",
            $filter,
            " AND sku > ?2 AND (?3 IS NULL OR instr(lower(sku || char(10) || name || char(10) ",
            "|| coalesce(ext_id, '') || char(10) || coalesce(external_ids, '')), ?3) > 0) ORDER BY sku LIMIT ?4"
        )
    };
}

const ALL: &str = walk!("TRUE");
const LOW: &str = walk!("low_since IS NOT NULL");
const VENDORS: &str = walk!("vendor_id = ?5");
const VENDORS_LOW: &str = walk!("vendor_id = ?5 AND low_since IS NOT NULL");

/// Who works on products, and when.
pub(crate) struct Work {
    pub(crate) app: AppId,
    pub(crate) actor: Actor,
    pub(crate) scope: Scope,
    pub(crate) now: Timestamp,
}

/// Whether a reader or writer with this scope may see the product.
pub(crate) fn sees(scope: &Scope, product: &Product) -> bool {
    match scope {
        Scope::All => true,
        Scope::Vendor(vendor) => product.vendor_id.as_ref() == Some(vendor),
        Scope::Customer(_) => false,
    }
}

pub(crate) fn once(
    tx: &Tx<'_>,
    work: &Work,
    sku: &str,
    command: &ProductCommand,
    if_version: Option<i64>,
    idempotency: Option<Idempotency<ProductResult>>,
) -> Result<ActResult<ProductResult>, WriteError> {
    idempotency::once(tx, work.app, idempotency, micros(work.now), || {
        Ok(carry_out(tx, work, sku, command, if_version)?)
    })
}

pub(super) fn carry_out(
    tx: &Tx<'_>,
    work: &Work,
    sku: &str,
    command: &ProductCommand,
    if_version: Option<i64>,
) -> Result<ProductResult, DbError> {
    let Work { app, actor, scope, now } = work;
    let (app, now) = (*app, micros(*now));
    let found = by_sku(tx.conn, app, sku)?;
    let visible = found.as_ref().is_none_or(|product| sees(scope, product));
    let before = match (found, command) {
        (None, ProductCommand::Create(edit) | ProductCommand::Put(edit)) => {
            return create(tx, work, sku, edit, now);
        }
        (Some(product), ProductCommand::Create(_)) => {
            return Ok(Err(ProductRefused::Exists { product: visible.then(|| Box::new(product)) }));
        }
        (Some(_), ProductCommand::Put(_)) if !visible => {
            return Ok(Err(ProductRefused::Exists { product: None }));
        }
        (Some(product), _) if visible => product,
        _ => return Ok(Err(ProductRefused::NotFound)),
    };
    if if_version.is_some_and(|version| version != before.version) {
        return Ok(Err(ProductRefused::VersionMismatch { product: Box::new(before) }));
    }
    let mut product = before.clone();
    let mut why = None;
    match command {
        ProductCommand::Create(edit) | ProductCommand::Put(edit) | ProductCommand::Change(edit) => {
            if !product.edit(edit, now) {
                return as_before(tx, app, &before, product).map(Ok);
            }
            if !sees(scope, &product) {
                return Ok(Err(ProductRefused::OtherVendor));
            }
            if let Some(refused) = product_names::refused(tx.conn, app, &product)? {
                return Ok(Err(refused));
            }
        }
        ProductCommand::Stock { change, reason } => {
            match product.stock_after(*change) {
                Ok(stock) => product.stock = Some(stock),
                Err(error) => return Ok(Err(error.into())),
            }
            why.clone_from(reason);
            if product.stock == before.stock {
                if matches!(change, StockChange::Set(_)) {
                    product.counted(None, now);
                }
                return as_before(tx, app, &before, product).map(Ok);
            }
            // What came in or went is no count: a report of one that was made a moment ago is still the last.
            if matches!(change, StockChange::Set(_)) {
                product.counted(None, now);
            }
        }
        ProductCommand::Delete => {
            let values = params![app.0, product.id.as_bytes()];
            execute(tx.conn, "DELETE FROM products WHERE app_id = ?1 AND id = ?2", values)?;
            execute(tx.conn, "DELETE FROM stock_taken WHERE app_id = ?1 AND product_id = ?2", values)?;
            product_names::forget(tx, app, product.id)?;
            return Ok(Ok(done(product, None, false)));
        }
    }
    let seq = save(tx, app, &mut product, why, actor, now)?;
    product_names::follow(tx, app, &before.external_ids, &product)?;
    Ok(Ok(done(product, seq, false)))
}

fn done(product: Product, seq: Option<i64>, created: bool) -> ProductOutcome {
    ProductOutcome { product, seq, created, changed: true, ignored: None }
}

/// Notes that a product is as it was, which may have been counted just now. That is no other version of it.
fn as_before(tx: &Tx<'_>, app: AppId, before: &Product, product: Product) -> Result<ProductOutcome, DbError> {
    const COUNTED: &str = "UPDATE products SET counted_at = ?3 WHERE app_id = ?1 AND id = ?2";
    if product.counted_at != before.counted_at {
        let values = params![app.0, product.id.as_bytes(), opt_micros(product.counted_at)];
        execute(tx.conn, COUNTED, values)?;
    }
    Ok(ProductOutcome { product, seq: None, created: false, changed: false, ignored: None })
}

fn create(
    tx: &Tx<'_>,
    work: &Work,
    sku: &str,
    edit: &ProductEdit,
    now: Timestamp,
) -> Result<ProductResult, DbError> {
    let Some(name) = edit.name.clone() else { return Ok(Err(ProductRefused::NameRequired)) };
    let mut product = Product::new(new_uuid(now), sku.to_owned(), name, now);
    if let Scope::Vendor(vendor) = &work.scope {
        product.vendor_id = Some(vendor.clone());
    }
    product.edit(edit, now);
    if !sees(&work.scope, &product) {
        return Ok(Err(ProductRefused::OtherVendor));
    }
    if let Some(refused) = product_names::refused(tx.conn, work.app, &product)? {
        return Ok(Err(refused));
    }
    let there = row(tx.conn, "SELECT count(*) FROM products WHERE app_id = ?1", [work.app.0], |row| {
        Ok(row.get::<_, i64>(0)?)
    })?;
    if there.unwrap_or(0) >= count(MAX_PRODUCTS) {
        return Ok(Err(ProductRefused::TooMany));
    }
    let low = product.settle(now);
    insert(tx, work.app, &product)?;
    product_names::follow(tx, work.app, &BTreeMap::new(), &product)?;
    let seq = if low { Some(tell(tx, work.app, &product, None, &work.actor, now)?) } else { None };
    Ok(Ok(done(product, seq, true)))
}

/// Changes the stock of a product from within another command, such as one of an order. More than anybody has is as much
/// as anybody has: no order may fail for a number on a shelf.
///
/// It is no count, and leaves the time of the last one alone. If each sale moved it, a report that was on its way during
/// a sale would be too old, and in a busy shop none would ever be believed (ADR 14).
pub(super) fn shift(
    tx: &Tx<'_>,
    app: AppId,
    mut product: Product,
    by: i64,
    actor: &Actor,
    now: Timestamp,
) -> Result<(), DbError> {
    let Ok(stock) = product.stock_after(StockChange::By(by)) else { return Ok(()) };
    product.stock = Some(stock);
    save(tx, app, &mut product, None, actor, now)?;
    Ok(())
}

/// Writes a changed product, and tells people if it has become low; returns the `seq` of that.
pub(super) fn save(
    tx: &Tx<'_>,
    app: AppId,
    product: &mut Product,
    why: Option<String>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Option<i64>, DbError> {
    let low = product.settle(now);
    product.version += 1;
    product.updated_at = now;
    let values = params![
        app.0,
        product.id.as_bytes(),
        product.ext_id,
        product.vendor_id,
        product.name,
        product.price.map(Money::minor),
        product.price.map(|price| price.currency().code()),
        product.stock,
        product.low_at,
        opt_micros(product.low_since),
        product.version,
        product.updated_at.as_microsecond(),
        opt_micros(product.counted_at),
        names(product),
    ];
    execute(tx.conn, UPDATE, values)?;
    if low { tell(tx, app, product, why, actor, now).map(Some) } else { Ok(None) }
}

fn tell(
    tx: &Tx<'_>,
    app: AppId,
    product: &Product,
    reason: Option<String>,
    actor: &Actor,
    now: Timestamp,
) -> Result<i64, DbError> {
    events::tell(tx, app, Event::StockLow { reason }, product.clone(), actor, now)
}

fn insert(tx: &Tx<'_>, app: AppId, product: &Product) -> Result<(), DbError> {
    let values = params![
        app.0,
        product.id.as_bytes(),
        product.sku,
        product.ext_id,
        product.vendor_id,
        product.name,
        product.price.map(Money::minor),
        product.price.map(|price| price.currency().code()),
        product.stock,
        product.low_at,
        opt_micros(product.low_since),
        product.version,
        product.created_at.as_microsecond(),
        product.updated_at.as_microsecond(),
        opt_micros(product.counted_at),
        names(product),
    ];
    let inserted = execute(tx.conn, INSERT, values);
    inserted.map_err(|error| if error.is_dangling() { DbError::UnknownApp(app) } else { error })?;
    Ok(())
}

fn names(product: &Product) -> Option<String> {
    let names = &product.external_ids;
    (!names.is_empty()).then(|| serde_json::to_string(names).expect("a map of texts is JSON"))
}

pub(crate) fn by_sku(conn: &Connection, app: AppId, sku: &str) -> Result<Option<Product>, DbError> {
    row(conn, BY_SKU, params![app.0, sku], from_row)
}

pub(super) fn by_id(conn: &Connection, app: AppId, id: Uuid) -> Result<Option<Product>, DbError> {
    row(conn, BY_ID, params![app.0, id.as_bytes()], from_row)
}

/// Reads a page.
pub(crate) fn page(
    conn: &Connection,
    app: AppId,
    query: &ProductQuery,
) -> Result<Page<Product, String>, DbError> {
    let limit = query.limit.clamp(1, ProductQuery::MAX_LIMIT);
    let search = query.q.as_deref().map(|q| q.trim().to_ascii_lowercase()).filter(|q| !q.is_empty());
    let (after, most) = (query.after.as_deref().unwrap_or(""), count(limit + 1));
    let mut items = match (&query.scope, query.low) {
        (Scope::All, low) => {
            rows(conn, if low { LOW } else { ALL }, params![app.0, after, search, most], from_row)?
        }
        (Scope::Vendor(vendor), low) => {
            let sql = if low { VENDORS_LOW } else { VENDORS };
            rows(conn, sql, params![app.0, after, search, most, vendor], from_row)?
        }
        (Scope::Customer(_), _) => Vec::new(),
    };
    let has_more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().map(|product| product.sku.clone()).filter(|_| has_more);
    Ok(Page { items, next })
}

fn from_row(row: &Row<'_>) -> Result<Product, DbError> {
    let price = match row.get::<_, Option<i64>>("price")? {
        Some(minor) => {
            let price = Money::new(minor, named(row, "currency")?);
            Some(price.map_err(|_| DbError::Broken("a price is no amount"))?)
        }
        None => None,
    };
    let names = row.get::<_, Option<String>>("external_ids")?.map(|json| serde_json::from_str(&json));
    let names = names.transpose().map_err(|_| DbError::Broken("the names of a product are no JSON"))?;
    Ok(Product {
        id: uuid(row, "id")?,
        sku: row.get("sku")?,
        ext_id: row.get("ext_id")?,
        external_ids: names.unwrap_or_default(),
        vendor_id: row.get("vendor_id")?,
        name: row.get("name")?,
        price,
        stock: row.get("stock")?,
        counted_at: opt_time(row, "counted_at")?,
        low_at: row.get("low_at")?,
        low_since: opt_time(row, "low_since")?,
        version: row.get("version")?,
        created_at: time(row, "created_at")?,
        updated_at: time(row, "updated_at")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn each_list_walks_its_own_index_from_the_cursor() {
        plan::assert_searches(ALL, "products_by_sku", "(app_id=? AND sku>?)");
        plan::assert_searches(LOW, "products_low", "(app_id=? AND sku>?)");
        plan::assert_searches(VENDORS, "products_of_vendor", "(app_id=? AND vendor_id=? AND sku>?)");
        plan::assert_searches(BY_SKU, "products_by_sku", "(app_id=? AND sku=?)");
    }
}
