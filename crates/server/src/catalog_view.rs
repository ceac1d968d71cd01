//! What is no order, as the outside sees it: in answers of the API and inside events.

use orderbell_orders::{Locale, Product, RegisteredUser};
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
            vendor_id: product.vendor_id.clone(),
            name: product.name.clone(),
            price: product.price.map(|price| price.minor()),
            price_display: product.price.map(|price| price.display(locale)),
            currency: product.price.map(|price| price.currency().to_string()),
            stock: product.stock,
            low_at: product.low_at,
            low: product.is_low(),
            low_since: product.low_since.map(time),
            version: product.version,
            created_at: time(product.created_at),
            updated_at: time(product.updated_at),
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
