//! Placing orders and acting on them: the writes that the ledger exists for. Each is one transaction that holds the
//! order, its events, the counters and, if a key came along, the reply that a repetition will get.

use std::fmt;

use jiff::Timestamp;
use orderbell_orders::{Actor, Command, NewOrder, Order, OrderRef, RecordedEvent, Refusal, Status};
use thiserror::Error;

use crate::app::AppId;
use crate::error::WriteError;
use crate::sqlite::orders;
use crate::store::Store;

/// An order to be placed.
#[derive(Debug, Clone, PartialEq)]
pub struct Placement {
    /// The order.
    pub order: NewOrder,
    /// SHA-256 of the token by which its customer follows it, if there is one.
    pub link_hash: Option<[u8; 32]>,
}

impl From<NewOrder> for Placement {
    fn from(order: NewOrder) -> Self {
        Self { order, link_hash: None }
    }
}

/// What a command did.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The order as it is now.
    pub order: Order,
    /// What was recorded, in order. Empty when the order was already so.
    pub events: Vec<RecordedEvent>,
    /// When it was already so: who had made it so.
    pub already_by: Option<Actor>,
    /// Why a report of another system was not believed; then nothing was recorded.
    pub ignored: Option<Ignored>,
}

/// Why a report of another system is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ignored {
    /// One with a higher version or time came before it.
    Older,
    /// It leads back, and nothing says that it is newer than what is known.
    GoesBack {
        /// Where the order is.
        from: Status,
        /// Where it is said to be.
        to: Status,
    },
}

/// Why a command was not carried out. Nothing changed.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum ActRefused {
    /// The app has no such order.
    #[error("there is no such order")]
    NotFound,
    /// The rules of the domain forbid it.
    #[error("{refusal}")]
    Refused {
        /// Which rule.
        refusal: Refusal,
        /// The order as it is. `None` if there is none yet, and for [`Refusal::OutOfScope`]: an order that somebody
        /// must not see is not handed out with the refusal.
        order: Option<Box<Order>>,
    },
    /// The order is not in the state that the sender had before them.
    #[error("the order has changed in the meantime, it is at version {}", order.version)]
    VersionMismatch {
        /// The order as it is.
        order: Box<Order>,
    },
    /// The sending system has placed an order with this id before.
    #[error("the source `{}` has placed this order before, it is {}", order.source, order.code)]
    DuplicateExternalId {
        /// That order as it is now.
        order: Box<Order>,
    },
    /// The code that the sender chose belongs to another order.
    #[error("the code {} belongs to another order", order.code)]
    CodeTaken {
        /// That order as it is now.
        order: Box<Order>,
    },
}

/// Makes the reply to a request from what came of it: HTTP status and body. Runs inside the transaction, on the
/// writer's thread, so it must be quick and must not block.
pub type Render<T = Result<Outcome, ActRefused>> = Box<dyn FnOnce(&T) -> (u16, String) + Send>;

/// The sender's promise that a request with the same key is the same request.
pub struct Idempotency<T = Result<Outcome, ActRefused>> {
    /// The key, unique in the app.
    pub key: String,
    /// Hash of everything that makes the request what it is.
    pub fingerprint: [u8; 32],
    /// Makes the reply that is stored.
    pub render: Render<T>,
}

/// A reply as it was first given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReply {
    /// HTTP status.
    pub status: u16,
    /// Body, byte for byte.
    pub body: String,
}

/// What came of a command.
#[derive(Debug, Clone, PartialEq)]
pub enum ActResult<T = Result<Outcome, ActRefused>> {
    /// It was carried out or refused just now.
    Fresh(Box<Fresh<T>>),
    /// The key had been used for the same request; this is what that one was told.
    Replayed(StoredReply),
}

/// What came of a command that ran just now.
#[derive(Debug, Clone, PartialEq)]
pub struct Fresh<T = Result<Outcome, ActRefused>> {
    /// What it did, or why it did not.
    pub result: T,
    /// What [`Idempotency::render`] made of it and what was stored; `None` without a key.
    pub reply: Option<StoredReply>,
}

/// What the sender takes for granted about the order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Conditions {
    /// Its version. Checked before anything else, so even what is already so is refused when the version is another.
    pub if_version: Option<i64>,
    /// Its status. Somebody who asks for what is already so is told so, whatever they took for granted: two people who
    /// press the same button both get their wish.
    pub from: Option<Status>,
}

impl Outcome {
    /// Nothing was recorded, for that reason.
    pub(crate) fn ignored(order: Order, why: Ignored) -> Self {
        Self { order, events: Vec::new(), already_by: None, ignored: Some(why) }
    }

    /// Whether the order is new.
    pub fn created(&self) -> bool {
        self.events.first().is_some_and(|event| event.event.name() == "order.created")
    }
}

impl<T> ActResult<T> {
    /// What came of a command that was sent without a key; `None` for a replay.
    pub fn fresh(self) -> Option<T> {
        match self {
            Self::Fresh(fresh) => Some(fresh.result),
            Self::Replayed(_) => None,
        }
    }
}

impl<T> fmt::Debug for Idempotency<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Idempotency").field("key", &self.key).finish_non_exhaustive()
    }
}

impl Store {
    /// Records a new order. Mints its id, and its code if the draft has none.
    ///
    /// # Errors
    /// See [`WriteError`]; a refusal is not an error but a result.
    pub async fn place_order(
        &self,
        app: AppId,
        order: impl Into<Placement>,
        actor: Actor,
        idempotency: Option<Idempotency>,
        now: Timestamp,
    ) -> Result<ActResult, WriteError> {
        let order = order.into();
        self.db.write(move |tx| orders::place(tx, app, order, &actor, idempotency, now)).await
    }

    /// Acts on an order.
    ///
    /// # Errors
    /// See [`WriteError`]; a refusal is not an error but a result.
    #[expect(
        clippy::too_many_arguments,
        reason = "each is a different thing that the request says; none has a default"
    )]
    pub async fn act(
        &self,
        app: AppId,
        order: &OrderRef,
        command: Command,
        actor: Actor,
        conditions: Conditions,
        idempotency: Option<Idempotency>,
        now: Timestamp,
    ) -> Result<ActResult, WriteError> {
        let order = order.clone();
        self.db
            .write(move |tx| orders::act(tx, app, &order, &command, &actor, conditions, idempotency, now))
            .await
    }

    /// Forgets replies that were stored before a moment; returns how many. Deletes in small steps, between which other
    /// writes get their turn.
    ///
    /// # Errors
    /// When a write failed; what was deleted until then stays deleted.
    pub async fn prune_idempotency(&self, before: Timestamp) -> Result<usize, WriteError> {
        self.db.write_in_steps(move |tx| crate::sqlite::idempotency::prune(tx, before)).await
    }
}
