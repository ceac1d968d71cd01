//! What is sent to webhooks: bodies that wait, attempts to deliver them, and the log of both.
//!
//! A delivery and the job that drives it are added in one transaction, and an attempt is written down in the transaction
//! that ends or renews the job. So a delivery is attempted at least once however often the process is killed, and its
//! log never says more than what happened. Deliveries of one lane of a webhook are done in order; different lanes do not
//! wait for each other.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::job::JobClaim;
use crate::sqlite::webhook_log;
use crate::store::Store;
use crate::webhook::WebhookId;

/// How many lanes a webhook may have.
pub const LANES: u8 = 16;

/// The row of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeliveryId(
    /// The row's number.
    pub i64,
);

/// Why something is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// Events have happened.
    Events,
    /// Somebody wants to know whether the webhook works.
    Test,
    /// Somebody wants it to be sent once more.
    Resend,
}

/// Where a delivery stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeliveryState {
    /// It waits for its first attempt or another one.
    Pending,
    /// The receiver has taken it.
    Delivered,
    /// It was given up.
    Failed,
}

/// A delivery to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDelivery {
    /// The app of the webhook.
    pub app: AppId,
    /// To whom.
    pub webhook: WebhookId,
    /// Why.
    pub cause: Cause,
    /// How many events are in the body.
    pub events: u32,
    /// The body, as it will be sent.
    pub body: String,
    /// Behind which other deliveries it has to wait; less than [`LANES`].
    pub lane: u8,
}

/// What became of deliveries that were to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Queued {
    /// Those that were added.
    pub added: Vec<DeliveryId>,
    /// How many were not: their webhook is gone, or has too many waiting.
    pub dropped: usize,
}

/// A delivery that the caller has begun to attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Begun {
    /// With this the attempt is written down.
    pub claim: JobClaim,
    /// The delivery.
    pub delivery: DeliveryId,
    /// To whom.
    pub webhook: WebhookId,
    /// The app of the webhook.
    pub app: AppId,
    /// Where to.
    pub url: String,
    /// Whether the webhook is switched on.
    pub enabled: bool,
    /// Why.
    pub cause: Cause,
    /// What is sent.
    pub body: String,
    /// How many attempts were written down before.
    pub attempts: u32,
    /// When the delivery was added.
    pub created_at: Timestamp,
}

/// One attempt to deliver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// When it began.
    pub at: Timestamp,
    /// How long it took, in milliseconds.
    pub duration_ms: i64,
    /// HTTP status of the answer, if there was one.
    pub status: Option<u16>,
    /// Why there was none, or what was wrong with it.
    pub error: Option<String>,
    /// The beginning of the answer's body.
    pub response: String,
}

/// What an attempt means for its delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttemptEnd {
    /// It was taken.
    Delivered,
    /// It is to be attempted again then.
    Again(Timestamp),
    /// It is given up.
    Failed,
}

/// A delivery as the log shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its row.
    pub id: DeliveryId,
    /// To whom.
    pub webhook: WebhookId,
    /// Why.
    pub cause: Cause,
    /// How many events are in the body.
    pub events: u32,
    /// What was, or will be, sent.
    pub body: String,
    /// Where it stands.
    pub state: DeliveryState,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was delivered or given up.
    pub finished_at: Option<Timestamp>,
    /// The attempts, in order.
    pub attempts: Vec<Attempt>,
}

impl Store {
    /// Adds deliveries that are to be attempted at once. Of a webhook that has `bound` or more waiting, none is added.
    ///
    /// # Errors
    /// When the write failed; none was added.
    pub async fn add_deliveries(
        &self,
        deliveries: Vec<NewDelivery>,
        bound: usize,
        now: Timestamp,
    ) -> Result<Queued, WriteError> {
        self.db.write(move |tx| Ok(webhook_log::add(tx, &deliveries, bound, now)?)).await
    }

    /// Begins attempts of up to `limit` deliveries that are due.
    ///
    /// # Errors
    /// When the write failed; nothing was begun.
    pub async fn begin_deliveries(&self, limit: usize, now: Timestamp) -> Result<Vec<Begun>, WriteError> {
        self.db.write(move |tx| Ok(webhook_log::begin(tx, limit, now)?)).await
    }

    /// When the next delivery is due.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_delivery_due(&self) -> Result<Option<Timestamp>, ReadError> {
        self.next_job_due(webhook_log::KIND).await
    }

    /// Writes down what came of an attempt that was begun, or that none was made. `false` when the claim does not hold
    /// any more, and then nothing was written.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn record_attempt(
        &self,
        begun: JobClaim,
        delivery: DeliveryId,
        attempt: Option<Attempt>,
        end: AttemptEnd,
        now: Timestamp,
    ) -> Result<bool, WriteError> {
        self.db
            .write(move |tx| Ok(webhook_log::record(tx, begun, delivery, attempt.as_ref(), end, now)?))
            .await
    }

    /// Deliveries of a webhook, the latest first, before a delivery if one is given; up to `limit`. Empty when the app
    /// has no such webhook.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn deliveries(
        &self,
        app: AppId,
        webhook: WebhookId,
        before: Option<DeliveryId>,
        limit: usize,
    ) -> Result<Vec<Delivery>, ReadError> {
        self.db.read(move |conn| Ok(webhook_log::list(conn, app, webhook, before, limit)?)).await
    }

    /// One delivery of a webhook.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn delivery(
        &self,
        app: AppId,
        webhook: WebhookId,
        id: DeliveryId,
    ) -> Result<Option<Delivery>, ReadError> {
        self.db.read(move |conn| Ok(webhook_log::one(conn, app, webhook, id)?)).await
    }

    /// Forgets deliveries that were finished before a time, and of each webhook all but the latest `keep`. What waits is
    /// never forgotten. Returns how many were.
    ///
    /// # Errors
    /// When a write failed.
    pub async fn prune_deliveries(&self, before: Timestamp, keep: usize) -> Result<usize, WriteError> {
        let mut sum = self.db.write_in_steps(move |tx| Ok(webhook_log::prune_by_age(tx, before)?)).await?;
        let webhooks = self.db.read(move |conn| Ok::<_, ReadError>(webhook_log::overfull(conn, keep)?)).await;
        // A read that fails is an outage that the next write will report.
        for (webhook, up_to) in webhooks.unwrap_or_default() {
            sum +=
                self.db.write_in_steps(move |tx| Ok(webhook_log::prune_up_to(tx, webhook, up_to)?)).await?;
        }
        Ok(sum)
    }
}

impl Cause {
    /// Its stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Test => "test",
            Self::Resend => "resend",
        }
    }
}

impl FromStr for Cause {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        [Self::Events, Self::Test, Self::Resend].into_iter().find(|cause| cause.as_str() == name).ok_or(())
    }
}

impl DeliveryState {
    /// Its stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
        }
    }
}

impl FromStr for DeliveryState {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        let states = [Self::Pending, Self::Delivered, Self::Failed];
        states.into_iter().find(|state| state.as_str() == name).ok_or(())
    }
}

impl fmt::Display for DeliveryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
