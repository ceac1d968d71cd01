//! What is no order, as the outside sees it: in answers of the API and inside events.

use std::collections::BTreeMap;

use orderbell_orders::{Locale, Product, RegisteredUser, Vendor};
use serde::Serialize;
use utoipa::ToSchema;

use crate::order_view::time;

/// Something that is sold.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ProductView {
    /// Unique id.
    #[schema(example = "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f")]
    pub id: String,
    /// The shop's number for it.
    #[schema(example = "NG-1")]
    pub sku: String,
    /// Its id in the system that it comes from.
    pub ext_id: Option<String>,
    /// What other systems call it: by the name of each system, its id there.
    #[schema(example = json!({"shopify": "808950810"}))]
    pub external_ids: BTreeMap<String, String>,
    /// Who sells it; `null`: everybody, or nobody in particular.
    #[schema(example = "7")]
    pub vendor_id: Option<String>,
    /// What it is called.
    #[schema(example = "Nasi goreng")]
    pub name: String,
    /// What one costs, in minor units.
    #[schema(example = 2_500_000)]
    pub price: Option<i64>,
    /// What one costs, for people.
    #[schema(example = "Rp 25.000")]
    pub price_display: Option<String>,
    /// ISO 4217 code of the price.
    #[schema(example = "IDR")]
    pub currency: Option<String>,
    /// Pieces left; `null` where nobody counts. Below zero when more was sold than there was.
    #[schema(example = 4)]
    pub stock: Option<i64>,
    /// When somebody last said what is left. Counts that are older are ignored; what orders take does not move it.
    pub counted_at: Option<String>,
    /// It is low with fewer pieces than this.
    #[schema(example = 5)]
    pub low_at: i64,
    /// Whether it is low.
    pub low: bool,
    /// Since when it has been low.
    pub low_since: Option<String>,
    /// Rises by one with every change. Keep the product with the higher version.
    pub version: i64,
    /// When it was made.
    pub created_at: String,
    /// When it last changed.
    pub updated_at: String,
}

/// Somebody who fulfils orders.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct VendorView {
    /// As it stands on orders and in the names of channels.
    #[schema(example = "7")]
    pub id: String,
    /// Its id in the system that it comes from.
    pub ext_id: Option<String>,
    /// What it is called.
    #[schema(example = "Warung Sari")]
    pub name: String,
    /// Flow of its orders that name none; `null`: the app's first.
    #[schema(example = "restaurant")]
    pub flow: Option<String>,
    /// Whether its orders are accepted as soon as they are placed.
    pub auto_accept: bool,
    /// After how many seconds without an answer its staff are warned; `null`: as the flow says.
    #[schema(example = 180)]
    pub accept_warn_s: Option<u32>,
    /// After how many seconds without an answer it is too late; `null`: as the flow says.
    #[schema(example = 600)]
    pub accept_limit_s: Option<u32>,
    /// How many seconds it takes to make an order, after which it is late; `null`: as the flow says.
    #[schema(example = 900)]
    pub prep_s: Option<u32>,
    /// Until when customers cannot order; it may be over.
    pub paused_until: Option<String>,
    /// After how many orders in a row that were declined because nobody answered them it is paused; 0: never.
    #[schema(example = 3)]
    pub pause_after_misses: u32,
    /// For how many seconds it is paused then.
    #[schema(example = 1800)]
    pub pause_s: u32,
    /// How many such orders there have been since somebody last answered one.
    #[schema(example = 0)]
    pub misses: u32,
    /// Rises by one with every change.
    pub version: i64,
    /// When it was made.
    pub created_at: String,
    /// When it last changed.
    pub updated_at: String,
}

/// An account in the app, as far as it has told.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct RegisteredUserView {
    /// The app's own id for it, the `customer_user_id` of its orders.
    #[schema(example = "4711")]
    pub id: String,
    /// What they are called.
    #[schema(example = "Budi")]
    pub name: String,
    /// Their e-mail address.
    #[schema(example = "budi@example.com")]
    pub email: Option<String>,
    /// Their telephone number.
    pub phone: Option<String>,
    /// When they were first told of.
    pub registered_at: String,
    /// When what is known of them last changed.
    pub updated_at: String,
}

impl ProductView {
    /// A product in the app's language.
    #[must_use]
    pub fn new(product: &Product, locale: Locale) -> Self {
        Self {
            id: product.id.to_string(),
            sku: product.sku.clone(),
            ext_id: product.ext_id.clone(),
            external_ids: product.external_ids.clone(),
            vendor_id: product.vendor_id.clone(),
            name: product.name.clone(),
            price: product.price.map(|price| price.minor()),
            price_display: product.price.map(|price| price.display(locale)),
            currency: product.price.map(|price| price.currency().to_string()),
            stock: product.stock,
            counted_at: product.counted_at.map(time),
            low_at: product.low_at,
            low: product.is_low(),
            low_since: product.low_since.map(time),
            version: product.version,
            created_at: time(product.created_at),
            updated_at: time(product.updated_at),
        }
    }
}

impl VendorView {
    /// A vendor.
    #[must_use]
    pub fn new(vendor: &Vendor) -> Self {
        Self {
            id: vendor.id.clone(),
            ext_id: vendor.ext_id.clone(),
            name: vendor.name.clone(),
            flow: vendor.flow.clone(),
            auto_accept: vendor.auto_accept,
            accept_warn_s: vendor.accept_warn_s,
            accept_limit_s: vendor.accept_limit_s,
            prep_s: vendor.prep_s,
            paused_until: vendor.paused_until.map(time),
            pause_after_misses: vendor.pause_after_misses,
            pause_s: vendor.pause_s,
            misses: vendor.misses,
            version: vendor.version,
            created_at: time(vendor.created_at),
            updated_at: time(vendor.updated_at),
        }
    }
}

impl RegisteredUserView {
    /// A user.
    #[must_use]
    pub fn new(user: &RegisteredUser) -> Self {
        Self {
            id: user.id.clone(),
            name: user.name.clone(),
            email: user.email.clone(),
            phone: user.phone.clone(),
            registered_at: time(user.registered_at),
            updated_at: time(user.updated_at),
        }
    }
}
