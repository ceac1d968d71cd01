//! The order desk: what other systems report of orders, and orders that live elsewhere.
//!
//! A reporter names an order by what it knows of it: its own id of a payment, a tracking number, its number in a shop. It
//! often has several things to say at once. So what is said is a [`Change`] to an order named by an [`OrderKey`], which
//! happens whole or not at all; [`crate::report`] takes any number of them in one transaction.

use jiff::Timestamp;
use orderbell_orders::{Actor, Command, NewOrder, OrderRef, PaymentReport, Status};

use crate::app::AppId;
use crate::error::WriteError;
use crate::place::{ActResult, Conditions, Idempotency};
use crate::sqlite::desk;
use crate::store::Store;

/// How an order is named by whoever has something to say about it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OrderKey {
    /// By its id or its code.
    Order(OrderRef),
    /// By its id in another system.
    External {
        /// The system.
        source: String,
        /// The id there.
        ext_id: String,
    },
    /// By our reference of one of its payments.
    Payment {
        /// The gateway.
        provider: String,
        /// The reference.
        reference: String,
    },
    /// By a gateway's own id of one of its payments.
    Transaction {
        /// The gateway.
        provider: String,
        /// The gateway's id.
        transaction: String,
    },
    /// By the courier's number of its parcel. Where several orders went in one parcel it is the last of them.
    Tracking {
        /// The number.
        number: String,
    },
    /// By the code of one of its refunds or disputes.
    Case {
        /// The code.
        code: String,
    },
}

/// Something that is to happen to an order.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Somebody acts on it.
    Act {
        /// Which one.
        order: OrderKey,
        /// What.
        command: Command,
        /// What the reporter takes for granted.
        conditions: Conditions,
    },
    /// An order that lives elsewhere looks like this now.
    Upsert(Box<Upsert>),
    /// Of an order that lives elsewhere only this is told.
    Follow {
        /// Which one.
        order: OrderKey,
        /// What is told.
        reported: Reported,
    },
}

/// An order that lives elsewhere, whole, as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Upsert {
    /// The order, with its source and its id there.
    pub order: NewOrder,
    /// How it stands.
    pub reported: Reported,
    /// SHA-256 of the token by which its customer follows it, in case it is new here.
    pub link_hash: Option<[u8; 32]>,
}

/// How an order stands in the system that it lives in.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reported {
    /// Where it is; `None`: nothing is said of that.
    pub status: Option<Status>,
    /// Whether nothing is left to pay there.
    pub paid: bool,
    /// The payment by which it was paid, where it is known. It counts with or without `paid`.
    pub payment: Option<PaymentReport>,
    /// Rises with every change over there: a version, or a time in microseconds. A report with a lower one than was
    /// seen is not believed; with a higher one it may lead back, which is otherwise taken for a late report.
    pub revision: Option<i64>,
    /// Why it was called off.
    pub reason: Option<String>,
}

impl Store {
    /// Records an order that lives elsewhere, or what has become of it there.
    ///
    /// # Errors
    /// See [`WriteError`]; a refusal is not an error but a result.
    pub async fn upsert_order(
        &self,
        app: AppId,
        upsert: Upsert,
        actor: Actor,
        idempotency: Option<Idempotency>,
        now: Timestamp,
    ) -> Result<ActResult, WriteError> {
        self.db.write(move |tx| desk::upsert_once(tx, app, &upsert, &actor, idempotency, now)).await
    }
}
