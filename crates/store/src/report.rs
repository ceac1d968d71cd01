//! What an app reports in one go: stock, users, news of orders, and events of its own. All of it is one transaction; what
//! one report is refused stops no other.

use jiff::Timestamp;
use orderbell_orders::{Actor, CustomEvent, ProductEdit, UserReport};
use thiserror::Error;

use crate::app::AppId;
use crate::desk::Change;
use crate::error::WriteError;
use crate::place::{ActRefused, ActResult, Idempotency, Ignored, Outcome};
use crate::product::{ProductKey, ProductName, ProductOutcome, ProductRefused};
use crate::query::Scope;
use crate::registered::Registration;
use crate::sqlite::report;
use crate::store::Store;

/// Something that has happened elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub enum Report {
    /// So much is left of a product. One that is not known is made, if the report names it. Of a count that is older than
    /// the last one nothing is believed.
    Stock {
        /// The product.
        product: ProductKey,
        /// What is told of it.
        edit: ProductEdit,
    },
    /// So a product is called elsewhere.
    Product(ProductName),
    /// Somebody has an account.
    User(UserReport),
    /// Something about an order.
    Order(Box<Change>),
    /// Something that only the app knows of.
    Custom(CustomEvent),
}

/// What came of a report.
#[derive(Debug, Clone, PartialEq)]
pub enum ReportOutcome {
    /// Of one about stock.
    Stock(Box<ProductOutcome>),
    /// Of one about what a product is called.
    Product(Box<ProductOutcome>),
    /// Of one about a user.
    User(Box<Registration>),
    /// Of one about an order.
    Order(Box<Outcome>),
    /// Of an event of the app's own: its `seq`.
    Custom(i64),
}

/// Why nothing came of a report.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ReportRefused {
    /// See [`ProductRefused`].
    #[error(transparent)]
    Product(#[from] ProductRefused),
    /// See [`ActRefused`].
    #[error(transparent)]
    Order(#[from] ActRefused),
}

/// What came of each report, in their order.
pub type ReportResults = Vec<Result<ReportOutcome, ReportRefused>>;

impl ReportOutcome {
    /// `seq` of the last event that it wrote.
    #[must_use]
    pub fn seq(&self) -> Option<i64> {
        match self {
            Self::Stock(outcome) | Self::Product(outcome) => outcome.seq,
            Self::User(registration) => registration.seq,
            Self::Order(outcome) => outcome.events.last().map(|event| event.seq),
            Self::Custom(seq) => Some(*seq),
        }
    }

    /// Why it was not believed, if it was not; then nothing was recorded.
    #[must_use]
    pub fn ignored(&self) -> Option<Ignored> {
        match self {
            Self::Stock(outcome) | Self::Product(outcome) => outcome.ignored,
            Self::Order(outcome) => outcome.ignored,
            Self::User(_) | Self::Custom(_) => None,
        }
    }

    /// Whether anything is another than before. A stock may change without an event, and so may what is known of a user.
    #[must_use]
    pub fn changed(&self) -> bool {
        match self {
            Self::Stock(outcome) | Self::Product(outcome) => outcome.changed,
            Self::User(registration) => registration.changed,
            Self::Order(outcome) => !outcome.events.is_empty(),
            Self::Custom(_) => true,
        }
    }
}

impl Store {
    /// Takes over reports, in the given order. Whoever calls sees to it that there are not too many.
    ///
    /// # Errors
    /// See [`WriteError`]; nothing has happened then. A refusal is not an error but an answer.
    pub async fn report(
        &self,
        app: AppId,
        reports: Vec<Report>,
        scope: Scope,
        actor: Actor,
        idempotency: Option<Idempotency<ReportResults>>,
        now: Timestamp,
    ) -> Result<ActResult<ReportResults>, WriteError> {
        self.db.write(move |tx| report::once(tx, app, &reports, scope, &actor, idempotency, now)).await
    }
}
