//! Receipts: what sources have reported, each thing once, and what became of it.
//!
//! A report is written down in the transaction that acts on it. So however often it is sent, and wherever the process
//! dies, it is acted on once: either there is no trace of it and the sender repeats it, or there is a receipt with its
//! effect beside it.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use orderbell_orders::OrderId;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::source::SourceId;
use crate::sqlite::receipts;
use crate::store::Store;

/// The row of a receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReceiptId(
    /// The row's number.
    pub i64,
);

/// What became of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReceiptState {
    /// It changed something.
    Applied,
    /// It changed nothing: it says nothing that concerns orders, or nothing new.
    Ignored,
    /// Its order is not there. It is applied when the order appears.
    Unmatched,
    /// It waits to be confirmed by whoever it is about.
    Pending,
    /// It cannot be applied.
    Failed,
}

/// A report that came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Its row.
    pub id: ReceiptId,
    /// From where.
    pub source: SourceId,
    /// Equal for repeats of one report.
    pub dedupe_key: String,
    /// When it came in first.
    pub received_at: Timestamp,
    /// How often it came again.
    pub repeats: i64,
    /// When it came again last.
    pub repeated_at: Option<Timestamp>,
    /// Its headers, without those that prove who sent it.
    pub headers: Vec<(String, String)>,
    /// Its body as received.
    pub body: String,
    /// What became of it.
    pub state: ReceiptState,
    /// Why, for people; may be empty.
    pub detail: String,
    /// When that was decided last.
    pub settled_at: Option<Timestamp>,
    /// The order that it turned out to be about.
    pub order: Option<OrderId>,
}

impl ReceiptState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Applied, Self::Ignored, Self::Unmatched, Self::Pending, Self::Failed];

    /// Its stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Ignored => "ignored",
            Self::Unmatched => "unmatched",
            Self::Pending => "pending",
            Self::Failed => "failed",
        }
    }
}

impl FromStr for ReceiptState {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|state| state.as_str() == name).ok_or(())
    }
}

impl fmt::Display for ReceiptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Store {
    /// Receipts of a source, the latest first, before a receipt if one is given, only those in a state if one is given;
    /// up to `limit`. Empty when the app has no such source.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn receipts(
        &self,
        app: AppId,
        source: SourceId,
        state: Option<ReceiptState>,
        before: Option<ReceiptId>,
        limit: usize,
    ) -> Result<Vec<Receipt>, ReadError> {
        self.db.read(move |conn| Ok(receipts::list(conn, app, source, state, before, limit)?)).await
    }

    /// One receipt of a source.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn receipt(
        &self,
        app: AppId,
        source: SourceId,
        id: ReceiptId,
    ) -> Result<Option<Receipt>, ReadError> {
        self.db.read(move |conn| Ok(receipts::one(conn, app, source, id)?)).await
    }

    /// Forgets receipts that came in before `before`, and those that speak of money before `money_before`. Returns how
    /// many. A report that is sent again later is applied again, which changes nothing: orders only move forward.
    ///
    /// # Errors
    /// When a write failed.
    pub async fn prune_receipts(
        &self,
        before: Timestamp,
        money_before: Timestamp,
    ) -> Result<usize, WriteError> {
        let others = self.db.write_in_steps(move |tx| Ok(receipts::prune(tx, false, before)?)).await?;
        let money = self.db.write_in_steps(move |tx| Ok(receipts::prune(tx, true, money_before)?)).await?;
        Ok(others + money)
    }
}
