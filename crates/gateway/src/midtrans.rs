//! A client of Midtrans: Snap pages, charges, and the status, expire and cancel calls of the core API.
//!
//! Midtrans says what happened in the body (`status_code`), with an HTTP status that may be another; a transaction comes
//! back in the shape of its notifications, which `orderbell-intake` reads. Three things it does differently from what one
//! would expect: a Snap page is no transaction until the customer has chosen how to pay, so asking for it is a 404; a
//! reference is good for one transaction only; and without a start time the time to pay begins at that choice, so that an
//! order could be paid a day after it has expired.

mod account;
mod answer;
mod body;
mod exchange;

pub use account::{Account, Environment};
pub use body::ChargeKind;

use jiff::Timestamp;
use orderbell_delivery::{Client, EndpointRules};
use orderbell_intake::midtrans::Transaction;

use self::account::Host;
use self::answer::Said;
use self::exchange::{Call, Repeat};
use crate::checkout::Checkout;
use crate::error::GatewayError;

/// Asks Midtrans for whichever account it is given.
#[derive(Debug, Clone)]
pub struct Midtrans {
    client: Client,
    rules: EndpointRules,
}

/// A page on which the customer chooses how to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it is.
    pub url: String,
    /// What Midtrans' script opens it with inside another page.
    pub token: String,
}

/// Where a payment is.
#[derive(Debug, Clone, PartialEq)]
pub enum Found {
    /// Somewhere.
    Known(Box<Transaction>),
    /// Nobody has chosen how to pay, or there is no such payment: Midtrans does not tell these apart.
    NotYet,
}

/// What became of ending a payment.
#[derive(Debug, Clone, PartialEq)]
pub enum Ended {
    /// It is over, in the state that the transaction says.
    Done(Box<Transaction>),
    /// There is nothing to end yet.
    NotYet,
    /// It cannot be ended any more; where it is has to be asked.
    TooLate,
}

impl Midtrans {
    /// A client that goes where `rules` permit.
    #[must_use]
    pub fn new(client: Client, rules: EndpointRules) -> Self {
        Self { client, rules }
    }

    /// Opens a page on which `checkout` can be paid until it expires.
    ///
    /// # Errors
    /// [`GatewayError::Taken`] when the reference was used before; it is not repeated when an answer was lost, because
    /// then nobody knows.
    pub async fn open_page(
        &self,
        account: &Account,
        checkout: &Checkout,
        now: Timestamp,
    ) -> Result<Page, GatewayError> {
        let call = Call::post(Host::App, "/snap/v1/transactions", body::snap(checkout, now), Repeat::Unsent);
        answer::page(self.exchange(account, call).await?)
    }

    /// Charges in a way that is chosen already, without a page.
    ///
    /// # Errors
    /// As for [`Self::open_page`].
    pub async fn charge(
        &self,
        account: &Account,
        checkout: &Checkout,
        kind: ChargeKind,
        now: Timestamp,
    ) -> Result<Transaction, GatewayError> {
        let call = Call::post(Host::Api, "/v2/charge", body::charge(checkout, kind, now), Repeat::Unsent);
        match answer::transaction(self.exchange(account, call).await?, &checkout.reference)? {
            Said::Transaction(transaction) => Ok(*transaction),
            Said::No(error) => Err(error),
        }
    }

    /// Asks where a payment is, by our reference or by Midtrans' own id.
    ///
    /// # Errors
    /// See [`GatewayError`].
    pub async fn status(&self, account: &Account, reference: &str) -> Result<Found, GatewayError> {
        let call = Call::get(Host::Api, path(reference, "status")?);
        match answer::transaction(self.exchange(account, call).await?, reference)? {
            Said::Transaction(transaction) => Ok(Found::Known(transaction)),
            Said::No(GatewayError::Rejected { code: 404, .. }) => Ok(Found::NotYet),
            Said::No(error) => Err(error),
        }
    }

    /// Ends a payment that waits, so that nobody can make it any more.
    ///
    /// # Errors
    /// See [`GatewayError`].
    pub async fn expire(&self, account: &Account, reference: &str) -> Result<Ended, GatewayError> {
        self.end(account, reference, "expire").await
    }

    /// Calls a payment off: one that waits, is challenged, or was captured and has not been settled.
    ///
    /// # Errors
    /// See [`GatewayError`].
    pub async fn cancel(&self, account: &Account, reference: &str) -> Result<Ended, GatewayError> {
        self.end(account, reference, "cancel").await
    }

    /// Asks about a payment that cannot exist: any answer but a refusal of the key means that the account works.
    ///
    /// # Errors
    /// See [`GatewayError`].
    pub async fn check(&self, account: &Account) -> Result<(), GatewayError> {
        let nothing = format!("orderbell-check-{:016x}", rand::random::<u64>());
        self.status(account, &nothing).await.map(drop)
    }

    async fn end(&self, account: &Account, reference: &str, how: &str) -> Result<Ended, GatewayError> {
        let call = Call::post(Host::Api, path(reference, how)?, "{}".to_owned(), Repeat::Freely);
        match answer::transaction(self.exchange(account, call).await?, reference)? {
            Said::Transaction(transaction) => Ok(Ended::Done(transaction)),
            Said::No(GatewayError::Rejected { code: 404, .. }) => Ok(Ended::NotYet),
            Said::No(GatewayError::Rejected { code: 412, .. }) => Ok(Ended::TooLate),
            Said::No(error) => Err(error),
        }
    }
}

/// A reference stands in the path as it is, so it must be nothing but a name there.
fn path(reference: &str, verb: &str) -> Result<String, GatewayError> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_~.".contains(&byte);
    let fits = (1..=50).contains(&reference.len()) && reference.bytes().all(plain);
    if !fits || reference.bytes().all(|byte| byte == b'.') {
        return Err(GatewayError::Reference);
    }
    Ok(format!("/v2/{reference}/{verb}"))
}
