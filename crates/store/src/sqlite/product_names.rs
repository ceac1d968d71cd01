//! What other systems call products, and what they report of them by those names.
//!
//! Reports overtake one another on their way, so each is held against the time of the last one that was believed: a count
//! against the product's, a name against that of its row. An older one changes nothing, which is told and is no failure,
//! as with orders.

use std::collections::BTreeMap;

use jiff::Timestamp;
use orderbell_orders::product::MAX_EXTERNAL_IDS;
use orderbell_orders::{Product, ProductEdit};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::app::AppId;
use crate::place::Ignored;
use crate::product::{
    ProductCommand, ProductKey, ProductName, ProductOutcome, ProductRefused, ProductResult,
};

use super::columns::{micros, opt_micros, opt_time, uuid};
use super::error::DbError;
use super::products::{self, Work, sees};
use super::statement::{execute, row};
use super::writer::Tx;

const BY_NAME: &str =
    "SELECT product_id, told_at FROM product_names WHERE app_id = ?1 AND source = ?2 AND ext_id = ?3";

const OF_PRODUCT: &str = "DELETE FROM product_names WHERE app_id = ?1 AND product_id = ?2";

/// Takes over a count, unless a later one is known.
pub(super) fn counted(
    tx: &Tx<'_>,
    work: &Work,
    key: &ProductKey,
    edit: &ProductEdit,
) -> Result<ProductResult, DbError> {
    let (found, sku) = match key {
        ProductKey::Sku(sku) => (products::by_sku(tx.conn, work.app, sku)?, sku.clone()),
        ProductKey::External { source, ext_id } => {
            let found = match named(tx.conn, work.app, source, ext_id)? {
                Some((product, _)) => products::by_id(tx.conn, work.app, product)?,
                None => products::by_sku(tx.conn, work.app, ext_id)?,
            };
            let Some(found) = found.filter(|found| sees(&work.scope, found)) else {
                let (system, ext_id) = (source.clone(), ext_id.clone());
                return Ok(Err(ProductRefused::UnknownName { system, ext_id }));
            };
            let sku = found.sku.clone();
            (Some(found), sku)
        }
    };
    match found {
        Some(product) if sees(&work.scope, &product) && product.was_counted_after(edit.counted_at) => {
            Ok(Ok(older(product)))
        }
        _ => products::carry_out(tx, work, &sku, &ProductCommand::Put(edit.clone()), None),
    }
}

/// Notes what a system calls a product, unless it has said something else later: whole or not at all.
pub(super) fn learn(tx: &Tx<'_>, work: &Work, told: &ProductName) -> Result<ProductResult, DbError> {
    execute(tx.conn, "SAVEPOINT name", [])?;
    let result = take(tx, work, told)?;
    if result.is_err() {
        execute(tx.conn, "ROLLBACK TO name", [])?;
    }
    execute(tx.conn, "RELEASE name", [])?;
    Ok(result)
}

fn take(tx: &Tx<'_>, work: &Work, told: &ProductName) -> Result<ProductResult, DbError> {
    let ProductName { sku, name, source, ext_id, told_at } = told;
    let told_at = told_at.map(micros);
    let known = named(tx.conn, work.app, source, ext_id)?;
    if let Some((product, Some(last))) = known
        && told_at.is_some_and(|told_at| told_at < last)
        && let Some(product) = products::by_id(tx.conn, work.app, product)?
    {
        return Ok(Ok(older(product)));
    }
    // Systems number their things anew, and give a number to another thing: theirs is the last word on it.
    if let Some((product, _)) = known
        && let Some(mut product) = products::by_id(tx.conn, work.app, product)?
        && product.sku != *sku
    {
        if !sees(&work.scope, &product) {
            let (system, ext_id) = (source.clone(), ext_id.clone());
            return Ok(Err(ProductRefused::NameTaken { system, ext_id }));
        }
        let before = product.external_ids.clone();
        product.external_ids.remove(source);
        products::save(tx, work.app, &mut product, None, &work.actor, work.now)?;
        follow(tx, work.app, &before, &product)?;
    }
    let external_ids = BTreeMap::from([(source.clone(), Some(ext_id.clone()))]);
    let edit = ProductEdit { name: Some(name.clone()), external_ids, ..ProductEdit::default() };
    let result = products::carry_out(tx, work, sku, &ProductCommand::Put(edit), None)?;
    if let Ok(outcome) = &result {
        write(tx, work.app, outcome.product.id, source, ext_id, told_at)?;
    }
    Ok(result)
}

/// Why a product cannot have these names.
pub(super) fn refused(
    conn: &Connection,
    app: AppId,
    product: &Product,
) -> Result<Option<ProductRefused>, DbError> {
    if product.external_ids.len() > MAX_EXTERNAL_IDS {
        return Ok(Some(ProductRefused::TooManyNames));
    }
    for (source, ext_id) in &product.external_ids {
        if named(conn, app, source, ext_id)?.is_some_and(|(other, _)| other != product.id) {
            let (system, ext_id) = (source.clone(), ext_id.clone());
            return Ok(Some(ProductRefused::NameTaken { system, ext_id }));
        }
    }
    Ok(None)
}

/// Brings the names that are looked up in line with those that the product has.
pub(super) fn follow(
    tx: &Tx<'_>,
    app: AppId,
    before: &BTreeMap<String, String>,
    product: &Product,
) -> Result<(), DbError> {
    const GONE: &str = "DELETE FROM product_names WHERE app_id = ?1 AND source = ?2 AND ext_id = ?3";
    for (source, ext_id) in before {
        if product.external_ids.get(source) != Some(ext_id) {
            execute(tx.conn, GONE, params![app.0, source, ext_id])?;
        }
    }
    for (source, ext_id) in &product.external_ids {
        if before.get(source) != Some(ext_id) {
            write(tx, app, product.id, source, ext_id, None)?;
        }
    }
    Ok(())
}

/// Forgets the names of a product that goes.
pub(super) fn forget(tx: &Tx<'_>, app: AppId, product: Uuid) -> Result<(), DbError> {
    execute(tx.conn, OF_PRODUCT, params![app.0, product.as_bytes()])?;
    Ok(())
}

fn write(
    tx: &Tx<'_>,
    app: AppId,
    product: Uuid,
    source: &str,
    ext_id: &str,
    told_at: Option<Timestamp>,
) -> Result<(), DbError> {
    const WRITE: &str =
        "INSERT INTO product_names (app_id, source, ext_id, product_id, told_at) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (app_id, source, ext_id) DO UPDATE SET product_id = excluded.product_id,
            told_at = coalesce(excluded.told_at, told_at)";
    execute(tx.conn, WRITE, params![app.0, source, ext_id, product.as_bytes(), opt_micros(told_at)])?;
    Ok(())
}

/// The product that a system calls so, and when it last said that.
fn named(
    conn: &Connection,
    app: AppId,
    source: &str,
    ext_id: &str,
) -> Result<Option<(Uuid, Option<Timestamp>)>, DbError> {
    row(conn, BY_NAME, params![app.0, source, ext_id], |row| {
        Ok((uuid(row, "product_id")?, opt_time(row, "told_at")?))
    })
}

fn older(product: Product) -> ProductOutcome {
    let ignored = Some(Ignored::Older);
    ProductOutcome { product, seq: None, created: false, changed: false, ignored }
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn names_are_found_and_forgotten_in_one_step() {
        let by = "(app_id=? AND source=? AND ext_id=?)";
        plan::assert_searches(BY_NAME, "sqlite_autoindex_product_names_1", by);
        plan::assert_searches(OF_PRODUCT, "product_names_of_product", "(app_id=? AND product_id=?)");
    }
}
