//! Midtrans for the apps of this server: whose account is asked comes from the ledger, how it is asked is known to
//! `orderbell-gateway`.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};

use jiff::Timestamp;
use orderbell_delivery::{Client, ClientError, Settings};
use orderbell_gateway::{
    Account, Checkout, Environment, GatewayError, Midtrans,
    midtrans::{Ended, Found, Page},
};
use orderbell_intake::midtrans::Transaction;
use orderbell_orders::{OrderId, PaymentReport, PaymentSource, PaymentState};
use orderbell_store::{AppId, OpenedAccount, ReadError, Store};
use tokio::sync::OwnedMutexGuard;

use super::{Asking, GatewayAnswer, PaymentGateway, Standing};
use crate::config::Config;

/// What payments call it.
pub const PROVIDER: &str = "midtrans";

/// Orders whose links are being made.
type Opening = HashMap<(AppId, OrderId), Weak<tokio::sync::Mutex<()>>>;

/// Midtrans, for whichever app has an account there.
#[derive(Debug)]
pub struct MidtransGateway {
    store: Store,
    client: Midtrans,
    opening: Mutex<Opening>,
}

impl MidtransGateway {
    /// A gateway that may go where webhooks may.
    ///
    /// # Errors
    /// When requests cannot be sent at all.
    pub fn new(store: Store, config: &Config) -> Result<Self, ClientError> {
        let rules = config.webhooks.rules.clone();
        let client = Client::new(&Settings {
            guard: rules.guard.clone(),
            timeout: config.gateways.timeout,
            user_agent: format!("Orderbell/{} (payments)", env!("CARGO_PKG_VERSION")),
        })?;
        Ok(Self { store, client: Midtrans::new(client, rules), opening: Mutex::default() })
    }

    /// Opens a page to pay on.
    ///
    /// # Errors
    /// See [`Midtrans::open_page`].
    pub async fn open_page(&self, opened: &OpenedAccount, checkout: &Checkout) -> Result<Page, GatewayError> {
        self.client.open_page(&account(opened), checkout, Timestamp::now()).await
    }

    /// Asks whether the key of an account is accepted.
    ///
    /// # Errors
    /// See [`Midtrans::check`].
    pub async fn check(&self, opened: &OpenedAccount) -> Result<(), GatewayError> {
        self.client.check(&account(opened)).await
    }

    /// Waits until nobody else makes a link for the order: two at once would open two pages.
    pub async fn turn(&self, app: AppId, order: OrderId) -> OwnedMutexGuard<()> {
        let lock = {
            let mut opening = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
            opening.retain(|_, lock| lock.strong_count() > 0);
            match opening.get(&(app, order)).and_then(Weak::upgrade) {
                Some(lock) => lock,
                None => {
                    let lock = Arc::default();
                    opening.insert((app, order), Arc::downgrade(&lock));
                    lock
                }
            }
        };
        lock.lock_owned().await
    }

    /// The account that knows an app's payments. One that is switched off still does.
    async fn opened(&self, app: AppId) -> Result<Option<OpenedAccount>, ReadError> {
        self.store.gateway_account(app, PROVIDER).await
    }

    async fn ask_status(&self, account: &Account, reference: &str) -> Result<GatewayAnswer, GatewayError> {
        Ok(match self.client.status(account, reference).await? {
            Found::Known(transaction) => answer(&transaction),
            Found::NotYet => GatewayAnswer::NotYet,
        })
    }

    async fn ask_expire(&self, account: &Account, reference: &str) -> Result<GatewayAnswer, GatewayError> {
        match self.client.expire(account, reference).await? {
            Ended::Done(transaction) => Ok(answer(&transaction)),
            Ended::NotYet => Ok(GatewayAnswer::NotYet),
            Ended::TooLate => self.ask_status(account, reference).await,
        }
    }
}

impl PaymentGateway for MidtransGateway {
    fn status<'a>(&'a self, app: AppId, reference: &'a str) -> Asking<'a> {
        Box::pin(async move {
            match self.opened(app).await {
                Ok(Some(opened)) => settled(self.ask_status(&account(&opened), reference).await),
                Ok(None) => GatewayAnswer::Unknown,
                Err(error) => GatewayAnswer::Unavailable(error.to_string()),
            }
        })
    }

    fn expire<'a>(&'a self, app: AppId, reference: &'a str) -> Asking<'a> {
        Box::pin(async move {
            match self.opened(app).await {
                Ok(Some(opened)) => settled(self.ask_expire(&account(&opened), reference).await),
                Ok(None) => GatewayAnswer::Unknown,
                Err(error) => GatewayAnswer::Unavailable(error.to_string()),
            }
        })
    }
}

fn account(opened: &OpenedAccount) -> Account {
    let OpenedAccount { account, server_key } = opened;
    let production = account.environment == Environment::Production.as_str();
    Account {
        environment: if production { Environment::Production } else { Environment::Sandbox },
        base_url: account.base_url.clone(),
        server_key: server_key.clone(),
    }
}

fn settled(result: Result<GatewayAnswer, GatewayError>) -> GatewayAnswer {
    match result {
        Ok(answer) => answer,
        // No payment that Midtrans has can have such a name.
        Err(GatewayError::Reference) => GatewayAnswer::Unknown,
        Err(error) => GatewayAnswer::Unavailable(error.to_string()),
    }
}

/// How a transaction stands. Money that went back, or is fought about, had come in.
fn answer(transaction: &Transaction) -> GatewayAnswer {
    let (refunded, disputed) = (transaction.refunded(), transaction.is_disputed());
    let came_in = (refunded.is_some() || disputed).then_some(PaymentState::Paid);
    let Some(state) = transaction.payment_state().or(came_in) else {
        let status: String = transaction.status.chars().take(40).collect();
        return GatewayAnswer::Unavailable(format!("midtrans names a status that nobody knows: {status}"));
    };
    let payment = PaymentReport {
        provider: PROVIDER.to_owned(),
        reference: transaction.reference.clone(),
        transaction: Some(transaction.transaction_id.clone()),
        method: transaction.method(),
        state,
        amount: transaction.gross(),
        source: PaymentSource::Recovery,
    };
    GatewayAnswer::Known(Box::new(Standing { payment, refunded, disputed }))
}
