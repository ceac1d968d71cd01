//! What an app sells, and how much of it is left. A change of the stock and the notice that a product has become low are
//! one transaction, and commands run one after the other: however many report at once, one of them crosses the mark.

use jiff::Timestamp;
use orderbell_orders::product::MAX_EXTERNAL_IDS;
use orderbell_orders::{Actor, Product, ProductEdit, StockChange, StockError};
use thiserror::Error;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::place::{ActResult, Idempotency, Ignored};
use crate::query::{Page, Scope, Stamped};
use crate::sqlite::{positions, products};
use crate::store::Store;

/// Most products of one app.
pub const MAX_PRODUCTS: usize = 100_000;

/// How a product is named by whoever has something to say about it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ProductKey {
    /// By its number.
    Sku(String),
    /// By its id in another system. Where no product has it, one whose number it is, is meant.
    External {
        /// The system.
        source: String,
        /// The id there.
        ext_id: String,
    },
}

/// What another system calls a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductName {
    /// The product's number; one that is not known is made.
    pub sku: String,
    /// What it is called by people.
    pub name: String,
    /// The system.
    pub source: String,
    /// Its id there. From now on it is this product that has it, whichever had it before.
    pub ext_id: String,
    /// When the system says so: an older word than the last one is ignored.
    pub told_at: Option<Timestamp>,
}

/// What somebody wants done with a product.
#[derive(Debug, Clone, PartialEq)]
pub enum ProductCommand {
    /// It is new.
    Create(ProductEdit),
    /// It is new, or it is like this from now on.
    Put(ProductEdit),
    /// It is like this from now on.
    Change(ProductEdit),
    /// Something was counted, came in or went.
    Stock {
        /// What.
        change: StockChange,
        /// Why, in somebody's words.
        reason: Option<String>,
    },
    /// It is not sold any more.
    Delete,
}

/// What came of a command.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductOutcome {
    /// The product as it is now, or as it was when it was deleted.
    pub product: Product,
    /// `seq` of `stock.low`, if people were told.
    pub seq: Option<i64>,
    /// Whether it is new.
    pub created: bool,
    /// Whether anything is another than before, told or not.
    pub changed: bool,
    /// Why a report of another system was not believed; then nothing was recorded.
    pub ignored: Option<Ignored>,
}

/// Why a command was not carried out. Nothing changed.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ProductRefused {
    /// The app has no such product, or it is another vendor's.
    #[error("there is no such product")]
    NotFound,
    /// By this id of another system nothing is known.
    #[error("no product has the external id {ext_id} of {system}")]
    UnknownName {
        /// The system.
        system: String,
        /// The id there.
        ext_id: String,
    },
    /// Another product has this id of another system.
    #[error("another product has the external id {ext_id} of {system}")]
    NameTaken {
        /// The system.
        system: String,
        /// The id there.
        ext_id: String,
    },
    /// It has enough names.
    #[error("a product may have ids in {MAX_EXTERNAL_IDS} systems")]
    TooManyNames,
    /// The number is in use.
    #[error("there is a product with this sku already")]
    Exists {
        /// That product; `None` if it is another vendor's.
        product: Option<Box<Product>>,
    },
    /// A new product needs a name.
    #[error("a new product needs a name")]
    NameRequired,
    /// Vendors sell for themselves.
    #[error("this vendor_id is not yours")]
    OtherVendor,
    /// The product is not as the sender had it before them.
    #[error("the product has changed in the meantime, it is at version {}", product.version)]
    VersionMismatch {
        /// The product as it is.
        product: Box<Product>,
    },
    /// The stock cannot be changed so.
    #[error(transparent)]
    Stock(#[from] StockError),
    /// The app has enough.
    #[error("an app may have {MAX_PRODUCTS} products")]
    TooMany,
}

/// What came of a command, or why nothing did.
pub type ProductResult = Result<ProductOutcome, ProductRefused>;

/// Which products to list, in the order of their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductQuery {
    /// Whose. A customer's scope has none.
    pub scope: Scope,
    /// Only those that are low.
    pub low: bool,
    /// Only those whose number, name or one of whose external ids has this in it, whatever the case of its ASCII letters.
    pub q: Option<String>,
    /// Products on a page, 1 to [`ProductQuery::MAX_LIMIT`]; what is outside is moved to the nearest.
    pub limit: usize,
    /// Only those after this number.
    pub after: Option<String>,
}

impl ProductQuery {
    /// Most products on a page.
    pub const MAX_LIMIT: usize = 200;
}

impl Store {
    /// Does something with the product of this number.
    ///
    /// # Errors
    /// See [`WriteError`]; a refusal is not an error but a result.
    #[expect(clippy::too_many_arguments, reason = "each is a different thing that the request says")]
    pub async fn product_command(
        &self,
        app: AppId,
        sku: String,
        command: ProductCommand,
        scope: Scope,
        actor: Actor,
        if_version: Option<i64>,
        idempotency: Option<Idempotency<ProductResult>>,
        now: Timestamp,
    ) -> Result<ActResult<ProductResult>, WriteError> {
        let work = products::Work { app, actor, scope, now };
        self.db.write(move |tx| products::once(tx, &work, &sku, &command, if_version, idempotency)).await
    }

    /// One product, if the app has it and the scope covers it.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn product(
        &self,
        app: AppId,
        sku: String,
        scope: Scope,
    ) -> Result<Option<Stamped<Product>>, ReadError> {
        self.db
            .read(move |conn| {
                let position = positions::position(conn, app)?;
                let found = products::by_sku(conn, app, &sku)?.filter(|found| products::sees(&scope, found));
                Ok(found.map(|value| Stamped { position, value }))
            })
            .await
    }

    /// A page of products.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn products(
        &self,
        app: AppId,
        query: ProductQuery,
    ) -> Result<Stamped<Page<Product, String>>, ReadError> {
        self.db
            .read(move |conn| {
                let position = positions::position(conn, app)?;
                Ok(Stamped { position, value: products::page(conn, app, &query)? })
            })
            .await
    }
}
