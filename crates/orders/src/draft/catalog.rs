//! What somebody tells of products, vendors, users and things of its own, before it is believed. As with orders,
//! everything that is wrong is told at once.
//!
//! An outer `None` is a detail that nobody spoke of, an inner one a detail that is to be empty.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::check::{Checker, MAX_VENDOR_ID};
use super::{FieldError, MAX_NAME, MAX_SKU};
use crate::currency::Currency;
use crate::custom::{CustomEvent, check_name};
use crate::flow::Flows;
use crate::money::{Money, MoneyInput};
use crate::product::{MAX_EXTERNAL_IDS, MAX_STOCK, ProductEdit};
use crate::user::UserReport;
use crate::vendor::VendorEdit;

/// The longest time that a vendor may set, in seconds: 30 days.
const MAX_SECONDS: u32 = 30 * 24 * 3600;

/// The longest row of missed orders that a vendor may be left on.
const MAX_MISSES: u32 = 100;

/// The shortest pause that comes by itself, in seconds; a shorter one is over before anybody has seen it.
const MIN_PAUSE: u32 = 60;

/// What is told of a product.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProductDraft {
    /// See [`ProductEdit::ext_id`].
    pub ext_id: Option<Option<String>>,
    /// See [`ProductEdit::external_ids`].
    pub external_ids: BTreeMap<String, Option<String>>,
    /// See [`ProductEdit::vendor_id`].
    pub vendor_id: Option<Option<String>>,
    /// See [`ProductEdit::name`].
    pub name: Option<String>,
    /// What one costs.
    pub price: Option<Option<MoneyInput>>,
    /// Currency of the price; that of the app where it is left out.
    pub currency: Option<String>,
    /// See [`ProductEdit::stock`].
    pub stock: Option<Option<i64>>,
    /// See [`ProductEdit::counted_at`].
    pub counted_at: Option<Timestamp>,
    /// See [`ProductEdit::low_at`].
    pub low_at: Option<i64>,
}

/// What is told of a vendor.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct VendorDraft {
    /// See [`VendorEdit::ext_id`].
    pub ext_id: Option<Option<String>>,
    /// See [`VendorEdit::name`].
    pub name: Option<String>,
    /// See [`VendorEdit::flow`].
    pub flow: Option<Option<String>>,
    /// See [`VendorEdit::auto_accept`].
    pub auto_accept: Option<bool>,
    /// See [`VendorEdit::accept_warn_s`].
    pub accept_warn_s: Option<Option<i64>>,
    /// See [`VendorEdit::accept_limit_s`].
    pub accept_limit_s: Option<Option<i64>>,
    /// See [`VendorEdit::prep_s`].
    pub prep_s: Option<Option<i64>>,
    /// See [`VendorEdit::paused_until`].
    pub paused_until: Option<Option<String>>,
    /// See [`VendorEdit::pause_after_misses`].
    pub pause_after_misses: Option<i64>,
    /// See [`VendorEdit::pause_s`].
    pub pause_s: Option<i64>,
}

/// What is told of a user.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UserDraft {
    /// See [`UserReport::id`].
    pub id: Option<String>,
    /// See [`UserReport::name`].
    pub name: Option<String>,
    /// See [`UserReport::email`].
    pub email: Option<String>,
    /// See [`UserReport::phone`].
    pub phone: Option<String>,
}

/// An event of an app's own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CustomDraft {
    /// See [`CustomEvent::name`].
    pub name: String,
    /// See [`CustomEvent::text`].
    pub text: Option<String>,
    /// See [`CustomEvent::vendor_id`].
    pub vendor_id: Option<String>,
    /// See [`CustomEvent::data`].
    pub data: Map<String, Value>,
}

/// Checks the number by which a product is named.
///
/// # Errors
/// What is wrong with it.
pub fn check_sku(given: &str) -> Result<String, Vec<FieldError>> {
    let mut check = Checker::default();
    let sku = check.required("sku", Some(given), MAX_SKU);
    check.finish(sku)
}

/// Checks the id that a product has in another system, and the name of that system.
///
/// # Errors
/// What is wrong with them.
pub fn check_external_id(source: &str, ext_id: &str) -> Result<(String, String), Vec<FieldError>> {
    let mut check = Checker::default();
    if source.trim().is_empty() {
        check.error("source", "is required: the name of the system that the id is from");
    }
    let named = (check.source(Some(source)), check.required("ext_id", Some(ext_id), MAX_NAME));
    check.finish(named)
}

/// Checks the id by which a vendor is named.
///
/// # Errors
/// What is wrong with it.
pub fn check_vendor_id(given: &str) -> Result<String, Vec<FieldError>> {
    let mut check = Checker::default();
    let id = check.vendor_id("id", Some(given));
    if id.is_none() {
        check.error("id", format!("is required: 1 to {MAX_VENDOR_ID} characters"));
    }
    check.finish(id.unwrap_or_default())
}

impl ProductDraft {
    /// Checks the draft; `apps` is the currency of the app.
    ///
    /// # Errors
    /// Everything that is wrong; never an empty list.
    pub fn validate(self, apps: Currency) -> Result<ProductEdit, Vec<FieldError>> {
        let mut check = Checker::default();
        // A price may name its own currency.
        let named = match &self.price {
            Some(Some(MoneyInput::Minor { currency, .. })) if self.currency.is_none() => {
                Some(currency.clone())
            }
            _ => self.currency.clone(),
        };
        let currency = check.currency(named.as_deref(), apps);
        let price =
            self.price.map(|price| -> Option<Money> { check.money("price", price.as_ref(), currency) });
        let edit = ProductEdit {
            ext_id: self.ext_id.map(|given| check.line("ext_id", given.as_deref(), MAX_NAME)),
            external_ids: check.external_ids(&self.external_ids),
            vendor_id: self.vendor_id.map(|given| check.vendor_id("vendor_id", given.as_deref())),
            name: self.name.map(|given| check.required("name", Some(&given), MAX_NAME)),
            price,
            stock: self
                .stock
                .map(|given| given.and_then(|n| check.number("stock", n, -MAX_STOCK, MAX_STOCK))),
            counted_at: self.counted_at,
            low_at: self.low_at.and_then(|given| check.number("low_at", given, 0, MAX_STOCK)),
        };
        check.finish(edit)
    }
}

impl Checker {
    /// Ids in other systems, by the names of those.
    fn external_ids(&mut self, given: &BTreeMap<String, Option<String>>) -> BTreeMap<String, Option<String>> {
        if given.len() > MAX_EXTERNAL_IDS {
            let message = format!("must name at most {MAX_EXTERNAL_IDS} systems, names {}", given.len());
            self.error("external_ids", message);
            return BTreeMap::new();
        }
        let mut sound = BTreeMap::new();
        for (source, id) in given {
            match check_external_id(source, id.as_deref().unwrap_or("-")) {
                Ok((source, checked)) => {
                    sound.insert(source, id.as_ref().map(|_| checked));
                }
                Err(errors) => {
                    for error in errors {
                        self.error(format!("external_ids.{source}"), error.message);
                    }
                }
            }
        }
        sound
    }
}

impl VendorDraft {
    /// Checks the draft against the flows of the app.
    ///
    /// # Errors
    /// Everything that is wrong; never an empty list.
    pub fn validate(self, flows: &Flows) -> Result<VendorEdit, Vec<FieldError>> {
        let mut check = Checker::default();
        let mut seconds = |field: &str, given: Option<Option<i64>>| {
            given.map(|given| given.and_then(|n| check.number(field, n, 0, MAX_SECONDS)))
        };
        let accept_warn_s = seconds("accept_warn_s", self.accept_warn_s);
        let accept_limit_s = seconds("accept_limit_s", self.accept_limit_s);
        let prep_s = seconds("prep_s", self.prep_s);
        if let (Some(Some(warn)), Some(Some(limit))) = (accept_warn_s, accept_limit_s)
            && warn > limit
        {
            check.error("accept_warn_s", format!("must not be more than accept_limit_s, which is {limit}"));
        }
        let paused_until: Option<Option<Timestamp>> =
            self.paused_until.map(|given| check.time("paused_until", given.as_deref()));
        let misses = self.pause_after_misses;
        let edit = VendorEdit {
            pause_after_misses: misses.and_then(|n| check.number("pause_after_misses", n, 0, MAX_MISSES)),
            pause_s: self.pause_s.and_then(|n| check.number("pause_s", n, MIN_PAUSE, MAX_SECONDS)),
            ext_id: self.ext_id.map(|given| check.line("ext_id", given.as_deref(), MAX_NAME)),
            name: self.name.map(|given| check.required("name", Some(&given), MAX_NAME)),
            flow: self.flow.map(|given| given.map(|name| check.flow(Some(&name), flows))),
            auto_accept: self.auto_accept,
            accept_warn_s,
            accept_limit_s,
            prep_s,
            paused_until,
        };
        check.finish(edit)
    }
}

impl UserDraft {
    /// Checks the draft.
    ///
    /// # Errors
    /// Everything that is wrong; never an empty list.
    pub fn validate(self) -> Result<UserReport, Vec<FieldError>> {
        let mut check = Checker::default();
        let report = UserReport {
            id: check.required("id", self.id.as_deref(), MAX_NAME),
            name: check.required("name", self.name.as_deref(), MAX_NAME),
            email: check.email("email", self.email.as_deref()),
            phone: check.phone("phone", self.phone.as_deref()),
        };
        check.finish(report)
    }
}

impl CustomDraft {
    /// Checks the draft.
    ///
    /// # Errors
    /// Everything that is wrong; never an empty list.
    pub fn validate(self) -> Result<CustomEvent, Vec<FieldError>> {
        let mut check = Checker::default();
        if let Err(error) = check_name(&self.name) {
            check.error("type", error.to_string());
        }
        let text = check.line("text", self.text.as_deref(), CustomEvent::MAX_TEXT);
        let vendor_id = check.vendor_id("vendor_id", self.vendor_id.as_deref());
        let bytes = serde_json::to_string(&self.data).map_or(usize::MAX, |json| json.len());
        if bytes > CustomEvent::MAX_DATA {
            check.error(
                "data",
                format!("must be at most {} bytes as JSON, has {bytes}", CustomEvent::MAX_DATA),
            );
        }
        check.finish(CustomEvent { name: self.name, text, vendor_id, data: self.data })
    }
}
