//! Links by which customers pay: which reference stands for which page at the gateway.
//!
//! The ledger writes down the reference, as a pending payment of the order, before anybody asks the gateway for a page.
//! A process that dies in between leaves a reference without a page, which the next request takes up again; the other
//! order would leave a page that can be paid and that nobody knows. While a page is open the same link is given again,
//! because two open pages are two chances to pay twice.

use jiff::{SignedDuration, Timestamp};
use orderbell_orders::{Actor, Order, OrderRef};
use rusqlite::Connection;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::place::{ActRefused, StoredReply};
use crate::sqlite::{idempotency, payment_links};
use crate::store::Store;

/// A reference with the page that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentLink {
    /// The gateway.
    pub provider: String,
    /// Our reference: the order's code with a number.
    pub reference: String,
    /// How much, in minor units of the order's currency.
    pub amount: i64,
    /// Where the page is, once there is one.
    pub page: Option<LinkPage>,
    /// Until when it can be paid there.
    pub expires_at: Timestamp,
    /// When it was asked for.
    pub created_at: Timestamp,
}

/// A page at the gateway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkPage {
    /// Its address.
    pub url: String,
    /// What the gateway's script opens it with.
    pub token: String,
}

/// A wish for a link.
#[derive(Debug, Clone)]
pub struct LinkWish {
    /// The gateway.
    pub provider: String,
    /// Who asks; `None` for whoever holds the link of the order.
    pub actor: Option<Actor>,
    /// How long the page may be open at most; the order's own time to pay ends it sooner.
    pub life: SignedDuration,
    /// A reference that the gateway has had before: it is given up, and the next one is taken.
    pub instead_of: Option<String>,
    /// Pages that ask for another amount than is due and cannot be ended; they do not count.
    pub despite: Vec<String>,
}

/// What becomes of the wish.
#[derive(Debug, Clone, PartialEq)]
pub enum Wished {
    /// There is such a page already.
    Open(PaymentLink),
    /// A page is open that asks for another amount than is due. Nothing was written down: it should be ended first, so
    /// that nobody pays both.
    Outdated(PaymentLink),
    /// The reference is written down; now the gateway has to be asked for a page.
    Reserved {
        /// The link without a page.
        link: PaymentLink,
        /// What is to be paid for.
        order: Box<Order>,
    },
    /// No.
    Refused(LinkRefused),
}

/// Why there is no link.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LinkRefused {
    /// As for any other command.
    #[error(transparent)]
    Act(#[from] ActRefused),
    /// Nothing is left to pay.
    #[error("the order is paid")]
    Paid {
        /// The order.
        order: Box<Order>,
    },
    /// It left by an exit, or its time to pay is over.
    #[error("the order is closed")]
    Closed {
        /// The order.
        order: Box<Order>,
    },
    /// A payment is held back by the gateway until somebody has looked at it.
    #[error("a payment of the order is under review")]
    Review {
        /// The order.
        order: Box<Order>,
    },
}

impl Store {
    /// Finds the open link of an order, or writes down the reference of a new one.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn wish_payment_link(
        &self,
        app: AppId,
        order: &OrderRef,
        wish: LinkWish,
        now: Timestamp,
    ) -> Result<Wished, WriteError> {
        let order = order.clone();
        self.db.write(move |tx| payment_links::wish(tx, app, &order, &wish, now)).await
    }

    /// Notes the page that the gateway has opened for a reference. `false` when the reference was given up meanwhile.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn open_payment_link(
        &self,
        app: AppId,
        provider: &str,
        reference: &str,
        page: LinkPage,
    ) -> Result<bool, WriteError> {
        let (provider, reference) = (provider.to_owned(), reference.to_owned());
        self.db.write(move |tx| Ok(payment_links::opened(tx, app, &provider, &reference, &page)?)).await
    }

    /// What was answered to a request with this key, if it was this request.
    ///
    /// # Errors
    /// When the database cannot be read; the inner result is `Err` when the key stands for another request.
    pub async fn stored_reply(
        &self,
        app: AppId,
        key: &str,
        fingerprint: [u8; 32],
    ) -> Result<Result<Option<StoredReply>, KeyReused>, ReadError> {
        let key = key.to_owned();
        let find = move |conn: &Connection| Ok::<_, ReadError>(idempotency::find(conn, app, &key)?);
        let found = self.db.read(find).await?;
        Ok(match found {
            Some((used_for, _)) if used_for != fingerprint => Err(KeyReused),
            found => Ok(found.map(|(_, reply)| reply)),
        })
    }

    /// Keeps the answer to a request whose effect is in the ledger already, so that it need not be written together with
    /// it. The first answer stays.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn keep_reply(
        &self,
        app: AppId,
        key: &str,
        fingerprint: [u8; 32],
        reply: StoredReply,
        now: Timestamp,
    ) -> Result<(), WriteError> {
        let key = key.to_owned();
        self.db.write(move |tx| Ok(idempotency::keep(tx, app, &key, fingerprint, &reply, now)?)).await
    }
}

/// An idempotency key was used for another request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the idempotency key belongs to another request")]
pub struct KeyReused;
