//! What somebody wants to order, before it is believed. [`Draft::validate`] looks at every field, collects everything that
//! is wrong (with its path and its limit, so that a form can be mended in one go) and gives a [`NewOrder`], which cannot
//! be made in any other way.

mod again;
mod booking;
mod catalog;
mod check;
mod sums;
pub(crate) mod text;

use jiff::Timestamp;
use serde_json::{Map, Value};
use thiserror::Error;

use crate::code::OrderCode;
use crate::currency::Currency;
use crate::flow::Flows;
use crate::money::{Money, MoneyInput};
use crate::order::{Booking, Customer, Delivery, Item};

use check::Checker;

pub use catalog::{
    CustomDraft, ProductDraft, UserDraft, VendorDraft, check_external_id, check_sku, check_vendor_id,
};

/// Most characters of the shop's number for a thing.
pub const MAX_SKU: usize = 64;
/// The source of an order that names none: it was made here.
pub const OWN_SOURCE: &str = "api";

/// Most lines of an order.
pub const MAX_ITEMS: usize = 200;
/// Most pieces in a line.
pub const MAX_QTY: u32 = 9_999;
/// Longest name of a person, a thing or a resource, in characters.
pub const MAX_NAME: usize = 120;
/// Longest note, in characters.
pub const MAX_NOTE: usize = 1_000;
/// Most bytes of the app's own data, as JSON.
pub const MAX_META_BYTES: usize = 16_384;

/// An order as it was asked for. Nothing is checked yet; what is `None` was not given.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// The app's own code for it, 1 to 40 letters, digits, `-`, `_`, `.`; one is made if there is none.
    pub code: Option<String>,
    /// The system it comes from, 1 to 40 letters, digits, `-`, `_`, `.`; default `api`.
    pub source: Option<String>,
    /// Its id in that system, 1 to 120 characters.
    pub ext_id: Option<String>,
    /// The vendor to fulfil it, 1 to 64 letters, digits and `_-=@,.;`.
    pub vendor_id: Option<String>,
    /// Name of its flow; default the app's first.
    pub flow: Option<String>,
    /// Who orders; required, 1 to 120 characters.
    pub customer_name: Option<String>,
    /// 5 to 20 digits, with the usual signs between them.
    pub customer_phone: Option<String>,
    /// Something with an `@` and a domain, up to 254 characters.
    pub customer_email: Option<String>,
    /// Their account, 1 to 120 characters.
    pub customer_user_id: Option<String>,
    /// ISO 4217 code; default the app's.
    pub currency: Option<String>,
    /// What is ordered, 1 to 200 lines.
    pub items: Vec<DraftItem>,
    /// Must equal the sum of the items if given.
    pub subtotal: Option<MoneyInput>,
    /// Taken off; default nothing.
    pub discount: Option<MoneyInput>,
    /// Put on; default nothing.
    pub shipping: Option<MoneyInput>,
    /// Put on; default nothing.
    pub tax: Option<MoneyInput>,
    /// Must equal `subtotal - discount + shipping + tax` if given.
    pub total: Option<MoneyInput>,
    /// Whether the whole total has been paid already.
    pub paid: bool,
    /// Whether it is worked on before it is paid.
    pub pay_later: bool,
    /// A remark, up to 1000 characters; may have several lines.
    pub note: Option<String>,
    /// What is booked.
    pub booking: Option<DraftBooking>,
    /// How it gets to the customer.
    pub delivery: Option<DraftDelivery>,
    /// The app's own data, up to 16 KiB as JSON.
    pub meta: Option<Map<String, Value>>,
    /// Until when it must be paid, RFC 3339; default the flow's deadline. Ignored for what need not be paid first.
    pub expires_at: Option<String>,
}

/// One line of a draft.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DraftItem {
    /// Required, 1 to 120 characters.
    pub name: Option<String>,
    /// Up to 64 characters.
    pub sku: Option<String>,
    /// Up to 500 characters.
    pub options: Option<String>,
    /// 1 to 9999; default 1.
    pub qty: Option<i64>,
    /// Required.
    pub unit_price: Option<MoneyInput>,
    /// Must equal `qty * unit_price` if given.
    pub total: Option<MoneyInput>,
}

/// The booking of a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftBooking {
    /// Up to 120 characters.
    pub resource_id: Option<String>,
    /// Required, 1 to 120 characters.
    pub resource_name: Option<String>,
    /// Required, `YYYY-MM-DD`.
    pub check_in: Option<String>,
    /// Required, `YYYY-MM-DD`, later than `check_in`.
    pub check_out: Option<String>,
    /// 1 to 999.
    pub guests: Option<i64>,
}

/// The delivery of a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftDelivery {
    /// Required: `pickup`, `delivery` or `ship`.
    pub kind: Option<String>,
    /// Up to 500 characters; may have several lines.
    pub address: Option<String>,
    /// RFC 3339.
    pub due_at: Option<String>,
}

/// One thing that is wrong with a draft.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{field} {message}")]
pub struct FieldError {
    /// Path of the field, such as `items[2].qty`.
    pub field: String,
    /// What is wrong, with the limit; reads on after the field's name.
    pub message: String,
}

/// A draft in which everything holds: texts cleaned, amounts in one currency and in range, sums right.
#[derive(Debug, Clone, PartialEq)]
pub struct NewOrder {
    pub(crate) code: Option<OrderCode>,
    pub(crate) source: String,
    pub(crate) ext_id: Option<String>,
    pub(crate) vendor_id: Option<String>,
    pub(crate) flow: String,
    pub(crate) customer: Customer,
    pub(crate) currency: Currency,
    pub(crate) items: Vec<Item>,
    pub(crate) subtotal: i64,
    pub(crate) discount: i64,
    pub(crate) shipping: i64,
    pub(crate) tax: i64,
    pub(crate) total: i64,
    pub(crate) paid: bool,
    pub(crate) pay_later: bool,
    pub(crate) note: Option<String>,
    pub(crate) booking: Option<Booking>,
    pub(crate) delivery: Option<Delivery>,
    pub(crate) meta: Option<Map<String, Value>>,
    pub(crate) expires_at: Option<Timestamp>,
}

impl Draft {
    /// Checks the draft against an app's flows and its currency (which holds where the draft names none).
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the fields; never an empty list.
    pub fn validate(self, flows: &Flows, currency: Currency) -> Result<NewOrder, Vec<FieldError>> {
        let mut check = Checker::default();
        let code = check.code(self.code.as_deref());
        let source = check.source(self.source.as_deref());
        let ext_id = check.line("ext_id", self.ext_id.as_deref(), MAX_NAME);
        let vendor_id = check.vendor_id("vendor_id", self.vendor_id.as_deref());
        let flow = check.flow(self.flow.as_deref(), flows);
        let customer = Customer {
            name: check.required("customer_name", self.customer_name.as_deref(), MAX_NAME),
            phone: check.phone("customer_phone", self.customer_phone.as_deref()),
            email: check.email("customer_email", self.customer_email.as_deref()),
            user_id: check.line("customer_user_id", self.customer_user_id.as_deref(), MAX_NAME),
        };
        let currency = check.currency(self.currency.as_deref(), currency);
        let sums = sums::check(&mut check, &self, currency);
        let note = check.text("note", self.note.as_deref(), MAX_NOTE);
        let booking = self.booking.as_ref().and_then(|draft| booking::booking(&mut check, draft));
        let delivery = self.delivery.as_ref().and_then(|draft| booking::delivery(&mut check, draft));
        let meta = check.meta(self.meta);
        let expires_at = check.time("expires_at", self.expires_at.as_deref());
        let (Some(currency), Some(sums)) = (currency, sums) else {
            return Err(check.into_errors());
        };
        check.finish(NewOrder {
            code,
            source,
            ext_id,
            vendor_id,
            flow,
            customer,
            currency,
            items: sums.items,
            subtotal: sums.subtotal.minor(),
            discount: sums.discount.minor(),
            shipping: sums.shipping.minor(),
            tax: sums.tax.minor(),
            total: sums.total.minor(),
            paid: self.paid,
            pay_later: self.pay_later,
            note,
            booking,
            delivery,
            meta,
            expires_at,
        })
    }
}

impl NewOrder {
    /// Whose order it is to fulfil.
    pub fn vendor_id(&self) -> Option<&str> {
        self.vendor_id.as_deref()
    }

    /// The code that the draft asked for; whoever records the order makes one if there is none.
    pub fn code(&self) -> Option<&OrderCode> {
        self.code.as_ref()
    }

    /// The system it comes from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Its id in that system.
    pub fn ext_id(&self) -> Option<&str> {
        self.ext_id.as_deref()
    }

    /// Name of its flow; one of those it was checked against.
    pub fn flow(&self) -> &str {
        &self.flow
    }

    /// The order as another system tells it: whether it is paid there, or worked on without that.
    #[must_use]
    pub fn told(self, paid: bool, pay_later: bool) -> Self {
        Self { paid: self.paid || paid, pay_later: self.pay_later || pay_later, ..self }
    }

    /// What it costs.
    pub fn total(&self) -> Money {
        Money::clamped(self.total, self.currency)
    }
}
