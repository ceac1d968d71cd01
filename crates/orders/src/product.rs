//! What is sold, and how much of it is left.
//!
//! The one rule here is the low-stock edge. People are told when a product crosses its mark, not each time that it is
//! found below: a shop that sells its last four plates one by one is told once, and once more after it has been filled
//! up again. So what is remembered is since when it has been low, and a report that changes nothing tells nothing.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use crate::money::Money;
use crate::vendor::set;

/// Below how many pieces a product is low, unless it says otherwise.
pub const DEFAULT_LOW_AT: i64 = 5;

/// The most pieces, and the most that can be owed, of one product.
pub const MAX_STOCK: i64 = 1_000_000_000;

/// Something that is sold. Storage form, like [`crate::Order`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Public id.
    pub id: Uuid,
    /// The shop's number for it; unique in the app.
    pub sku: String,
    /// Its id in the system that it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ext_id: Option<String>,
    /// Who sells it; without one only admins see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor_id: Option<String>,
    /// What it is called.
    pub name: String,
    /// What one costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Money>,
    /// Pieces left; `None` where nobody counts. Below zero when more was sold than there was: no order is refused for
    /// want of stock, because the shelf knows better than the count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stock: Option<i64>,
    /// It is low with fewer pieces than this; 0 for never, as long as nothing is owed.
    pub low_at: i64,
    /// Since when it has been low; `None` while the next crossing is to be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low_since: Option<Timestamp>,
    /// From 1, up by one for each change.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// What is to be known of a product from now on; `None` leaves a detail as it is, or as it is by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProductEdit {
    /// See [`Product::ext_id`].
    pub ext_id: Option<Option<String>>,
    /// See [`Product::vendor_id`].
    pub vendor_id: Option<Option<String>>,
    /// See [`Product::name`]; a new product needs one.
    pub name: Option<String>,
    /// See [`Product::price`].
    pub price: Option<Option<Money>>,
    /// See [`Product::stock`].
    pub stock: Option<Option<i64>>,
    /// See [`Product::low_at`].
    pub low_at: Option<i64>,
}

/// What is reported of the stock of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StockChange {
    /// So many are left.
    Set(i64),
    /// So many came in, or went when negative.
    By(i64),
}

/// Why a stock report was not taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum StockError {
    /// A difference needs something to differ from.
    #[error("nobody has counted this product yet: set its stock first")]
    Unknown,
    /// More than anybody has.
    #[error("the stock must be between -{MAX_STOCK} and {MAX_STOCK}")]
    OutOfRange,
}

impl Product {
    /// A product of which nothing but the name is known.
    pub fn new(id: Uuid, sku: String, name: String, now: Timestamp) -> Self {
        Self {
            id,
            sku,
            ext_id: None,
            vendor_id: None,
            name,
            price: None,
            stock: None,
            low_at: DEFAULT_LOW_AT,
            low_since: None,
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }

    /// Takes over what is told; says whether anything is another now.
    pub fn edit(&mut self, edit: &ProductEdit) -> bool {
        let before = self.clone();
        let ProductEdit { ext_id, vendor_id, name, price, stock, low_at } = edit;
        set(&mut self.ext_id, ext_id.as_ref());
        set(&mut self.vendor_id, vendor_id.as_ref());
        set(&mut self.name, name.as_ref());
        set(&mut self.price, price.as_ref());
        set(&mut self.stock, stock.as_ref());
        set(&mut self.low_at, low_at.as_ref());
        *self != before
    }

    /// Whether there are fewer pieces than there should be.
    pub fn is_low(&self) -> bool {
        self.stock.is_some_and(|stock| stock < self.low_at)
    }

    /// The stock after a report.
    ///
    /// # Errors
    /// See [`StockError`].
    pub fn stock_after(&self, change: StockChange) -> Result<i64, StockError> {
        let after = match change {
            StockChange::Set(stock) => Some(stock),
            StockChange::By(by) => self.stock.ok_or(StockError::Unknown)?.checked_add(by),
        };
        after.filter(|stock| (-MAX_STOCK..=MAX_STOCK).contains(stock)).ok_or(StockError::OutOfRange)
    }

    /// To be called after every change of `stock` or `low_at`, and once for a new product: remembers whether it is low,
    /// and says whether it has just become so, which is what people are to be told.
    #[must_use = "a crossing is to be told"]
    pub fn settle(&mut self, at: Timestamp) -> bool {
        match (self.is_low(), self.low_since) {
            (true, None) => {
                self.low_since = Some(crate::apply::whole_micros(at));
                true
            }
            (false, Some(_)) => {
                self.low_since = None;
                false
            }
            _ => false,
        }
    }
}
