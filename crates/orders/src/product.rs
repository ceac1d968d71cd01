//! What is sold, and how much of it is left.
//!
//! The one rule here is the low-stock edge. People are told when a product crosses its mark, not each time that it is
//! found below: a shop that sells its last four plates one by one is told once, and once more after it has been filled
//! up again. So what is remembered is since when it has been low, and a report that changes nothing tells nothing.
//!
//! And a count has a time. Reports of several counts overtake one another on their way, and a repeated one carries what was
//! true when it was first sent, so of two counts the later counted one holds, whichever comes last (ADR 14).

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use crate::money::Money;
use crate::vendor::set;

/// Below how many pieces a product is low, unless it says otherwise.
pub const DEFAULT_LOW_AT: i64 = 5;

/// The most pieces, and the most that can be owed, of one product.
pub const MAX_STOCK: i64 = 1_000_000_000;

/// In how many other systems one product may have an id.
pub const MAX_EXTERNAL_IDS: usize = 10;

/// How far a reporter's clock may be ahead of ours: its counts keep their order among themselves. What is said to have been
/// counted later than that is taken as counted now, so that one wrong year does not shut out every count after it.
const MAX_AHEAD: SignedDuration = SignedDuration::from_mins(5);

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
    /// What other systems call it in their reports: by the name of each system, its id there. No two products share one.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub external_ids: BTreeMap<String, String>,
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
    /// When somebody last said what is left, by their own clock if they told. What orders take and give back does not
    /// move it: it is when there was a count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted_at: Option<Timestamp>,
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
    /// See [`Product::external_ids`]: those that are other than before, `None` for one that is to go.
    pub external_ids: BTreeMap<String, Option<String>>,
    /// See [`Product::vendor_id`].
    pub vendor_id: Option<Option<String>>,
    /// See [`Product::name`]; a new product needs one.
    pub name: Option<String>,
    /// See [`Product::price`].
    pub price: Option<Option<Money>>,
    /// See [`Product::stock`].
    pub stock: Option<Option<i64>>,
    /// When `stock` was counted; now, where nobody says.
    pub counted_at: Option<Timestamp>,
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
            external_ids: BTreeMap::new(),
            vendor_id: None,
            name,
            price: None,
            stock: None,
            counted_at: None,
            low_at: DEFAULT_LOW_AT,
            low_since: None,
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }

    /// Takes over what is told; says whether anything is another now. That the same number was counted again is not: only
    /// [`Product::counted_at`] moves then.
    pub fn edit(&mut self, edit: &ProductEdit, now: Timestamp) -> bool {
        let before = self.clone();
        let ProductEdit { ext_id, external_ids, vendor_id, name, price, stock, counted_at, low_at } = edit;
        for (system, id) in external_ids {
            match id {
                Some(id) => self.external_ids.insert(system.clone(), id.clone()),
                None => self.external_ids.remove(system),
            };
        }
        set(&mut self.ext_id, ext_id.as_ref());
        set(&mut self.vendor_id, vendor_id.as_ref());
        set(&mut self.name, name.as_ref());
        set(&mut self.price, price.as_ref());
        set(&mut self.stock, stock.as_ref());
        set(&mut self.low_at, low_at.as_ref());
        let changed = *self != before;
        if stock.is_some() {
            self.counted(*counted_at, now);
        }
        changed
    }

    /// Whether a count that was made at `at` is older than the one that is known, and so is no news of what is left. One
    /// of the same moment is not: systems that tell whole seconds count twice in one.
    pub fn was_counted_after(&self, at: Option<Timestamp>) -> bool {
        at.zip(self.counted_at).is_some_and(|(at, known)| crate::apply::whole_micros(at) < known)
    }

    /// Notes that somebody has said what is left: as it was at `at`, or is now.
    pub fn counted(&mut self, at: Option<Timestamp>, now: Timestamp) {
        let believed = at.filter(|at| at.duration_since(now) <= MAX_AHEAD);
        self.counted_at = Some(crate::apply::whole_micros(believed.unwrap_or(now)));
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
