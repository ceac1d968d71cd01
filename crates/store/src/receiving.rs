//! From a report to its receipt and its effect, in one transaction.
//!
//! What a report means is not known here; whoever has read it hands over a [`Plan`]. A report whose order is not there is
//! kept with the names that the order would have. When an order gets one of them, from whatever side, a job is added in
//! that very transaction, and whoever does it reads the report again and hands over its plan once more. So it makes no
//! difference which of the two comes first, and none whether the process dies in between.

use jiff::Timestamp;
use orderbell_orders::{Actor, OrderId};

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::job::JobClaim;
use crate::query::Scope;
use crate::receipt::{Receipt, ReceiptId, ReceiptState};
use crate::report::Report;
use crate::source::{Source, SourceId};
use crate::sqlite::receiving;
use crate::store::Store;

/// A report that has just come in, see [`Receipt`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the receipt")]
pub struct NewReceipt {
    pub app: AppId,
    pub source: SourceId,
    pub dedupe_key: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// Whether it speaks of money, and is kept for longer.
    pub money: bool,
}

/// One thing to be done: the first of these reports whose order is there. An order can be called by several names, and
/// a reporter does not say which kind of name it has used. What is about no order is always there.
pub type Step = Vec<Report>;

/// What is to be done about a report.
#[derive(Debug, Clone, PartialEq)]
pub enum Plan {
    /// Take over what it says, one step after the other; a refused one is the last.
    Apply {
        /// What it says.
        steps: Vec<Step>,
        /// Whose products it may touch.
        scope: Scope,
        /// Something about them that people should know; may be empty.
        note: String,
    },
    /// Nothing, because of this.
    Ignore(String),
    /// It is to be looked at later, by whoever does the jobs.
    Later {
        /// Not before then.
        due_at: Timestamp,
        /// What it waits for.
        detail: String,
    },
    /// Nothing can be done, because of this.
    Fail(String),
}

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// Its receipt.
    pub id: ReceiptId,
    /// How it stands.
    pub state: ReceiptState,
    /// Why; may be empty.
    pub detail: String,
    /// The order that it turned out to be about.
    pub order: Option<OrderId>,
    /// It had come in before.
    pub repeated: bool,
}

/// A receipt that somebody has begun to look at again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BegunReceipt {
    /// With this it is settled.
    pub claim: JobClaim,
    /// How often it was begun, this time included.
    pub attempts: u32,
    /// The receipt.
    pub receipt: Receipt,
    /// Its source.
    pub source: Source,
}

impl Store {
    /// Writes a report down and does what is planned about it, or recognizes it. A repeat of one that could not be
    /// applied is tried again; any other repeat is only counted.
    ///
    /// # Errors
    /// See [`WriteError`]; nothing was written then, not even the receipt.
    pub async fn receive(
        &self,
        receipt: NewReceipt,
        plan: Plan,
        actor: Actor,
        now: Timestamp,
    ) -> Result<Received, WriteError> {
        self.db.write(move |tx| Ok(receiving::receive(tx, &receipt, &plan, &actor, now)?)).await
    }

    /// Begins to look again at up to `limit` receipts that are due.
    ///
    /// # Errors
    /// When the write failed; nothing was begun.
    pub async fn begin_receipts(
        &self,
        limit: usize,
        now: Timestamp,
    ) -> Result<Vec<BegunReceipt>, WriteError> {
        self.db.write(move |tx| Ok(receiving::begin(tx, limit, now)?)).await
    }

    /// When the next receipt is due to be looked at again.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_receipt_due(&self) -> Result<Option<Timestamp>, ReadError> {
        self.next_job_due(receiving::KIND).await
    }

    /// Does what is planned about a receipt that was begun, and ends its job. `None` when the claim does not hold any
    /// more, and then nothing was done.
    ///
    /// # Errors
    /// See [`WriteError`]; nothing was done then, and the claim still holds.
    pub async fn settle_receipt(
        &self,
        begun: BegunReceipt,
        plan: Plan,
        actor: Actor,
        now: Timestamp,
    ) -> Result<Option<Received>, WriteError> {
        self.db.write(move |tx| Ok(receiving::settle_begun(tx, &begun, &plan, &actor, now)?)).await
    }

    /// Has a receipt looked at again, at once; `false` when the source has no such receipt.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn reconsider_receipt(
        &self,
        app: AppId,
        source: SourceId,
        id: ReceiptId,
        now: Timestamp,
    ) -> Result<bool, WriteError> {
        self.db.write(move |tx| Ok(receiving::reconsider(tx, app, source, id, now)?)).await
    }
}
