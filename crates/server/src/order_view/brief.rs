//! An order in a few words, beside what is really the matter.

use orderbell_orders::Order;
use serde::Serialize;
use utoipa::ToSchema;

use crate::apps::AppEntry;

/// Which order something belongs to.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct OrderBrief {
    /// Unique id.
    #[schema(example = "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f")]
    pub uid: String,
    /// Number for people.
    #[schema(example = "ORD-261121-7K3Q")]
    pub code: String,
    /// Rises by one with every change.
    pub version: i64,
    /// Status, in Orderbell's words.
    #[schema(example = "placed")]
    pub status_canonical: &'static str,
    /// Status for people, in the app's language.
    #[schema(example = "Pesanan masuk")]
    pub status_label: String,
    /// `unpaid`, `review`, `paid`, `part_refunded`, `refunded`, `disputed` or `reversed`.
    #[schema(example = "paid")]
    pub payment_status: &'static str,
    /// Vendor that handles it.
    pub vendor_id: Option<String>,
    /// Customer's name.
    #[schema(example = "Budi")]
    pub customer_name: String,
    /// ISO 4217 code of its amounts, and of those that belong to it.
    #[schema(example = "IDR")]
    pub currency: String,
    /// To pay, in minor units.
    #[schema(example = 4_500_000)]
    pub total: i64,
    /// To pay, for people.
    #[schema(example = "Rp 45.000")]
    pub total_display: String,
    /// Its page on the dashboard.
    #[schema(example = "/orders/ORD-261121-7K3Q")]
    pub url: String,
}

impl OrderBrief {
    /// The order in the app's language.
    #[must_use]
    pub fn new(order: &Order, app: &AppEntry) -> Self {
        let locale = app.record.locale;
        Self {
            uid: order.id.to_string(),
            code: order.code.to_string(),
            version: order.version,
            status_canonical: order.status.as_str(),
            status_label: app.record.flows.of(order).label(order.status, locale).to_owned(),
            payment_status: order.payment_status().as_str(),
            vendor_id: order.vendor_id.clone(),
            customer_name: order.customer.name.clone(),
            currency: order.currency.code().to_owned(),
            total: order.total,
            total_display: order.money(order.total).display(locale),
            url: format!("/orders/{}", order.code),
        }
    }
}
