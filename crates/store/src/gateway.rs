//! Accounts of apps at payment gateways. There is at most one for each gateway.
//!
//! The server key is sealed at rest and comes out in the clear for whoever asks the gateway. It is not kept when the
//! account is pointed somewhere else: whoever may change the address must not be able to have the key sent there.

use jiff::Timestamp;
use secrecy::SecretString;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::sqlite::gateways;
use crate::store::Store;

/// An account, without its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatewayAccount {
    /// The gateway, as payments name it.
    pub provider: String,
    /// Which of its environments; what there are is the gateway's business.
    pub environment: String,
    /// Where to ask instead of at the gateway.
    pub base_url: Option<String>,
    /// The public key, for pages of the app.
    pub client_key: Option<String>,
    /// The gateway's number for the shop.
    pub merchant_id: Option<String>,
    /// Whether it may be used for new payments.
    pub enabled: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// An account with its key.
#[derive(Debug, Clone)]
pub struct OpenedAccount {
    /// The account.
    pub account: GatewayAccount,
    /// The key.
    pub server_key: SecretString,
}

/// An account as it should be.
#[derive(Debug, Clone)]
pub struct NewGatewayAccount {
    /// See [`GatewayAccount::provider`].
    pub provider: String,
    /// See [`GatewayAccount::environment`].
    pub environment: String,
    /// See [`GatewayAccount::base_url`].
    pub base_url: Option<String>,
    /// The key; `None` to keep the one that is there, which only works while environment and address stay the same.
    pub server_key: Option<SecretString>,
    /// See [`GatewayAccount::client_key`].
    pub client_key: Option<String>,
    /// See [`GatewayAccount::merchant_id`].
    pub merchant_id: Option<String>,
    /// See [`GatewayAccount::enabled`].
    pub enabled: bool,
}

impl Store {
    /// The account of an app at a gateway.
    ///
    /// # Errors
    /// When the database cannot be read, or the key does not open.
    pub async fn gateway_account(
        &self,
        app: AppId,
        provider: &str,
    ) -> Result<Option<OpenedAccount>, ReadError> {
        let (provider, sealing) = (provider.to_owned(), self.db.sealing());
        self.db.read(move |conn| Ok(gateways::one(conn, &sealing, app, &provider)?)).await
    }

    /// Makes the account be so; `None` when it needs a key and none was given.
    ///
    /// # Errors
    /// [`WriteError::UnknownApp`], or the write failed.
    pub async fn put_gateway_account(
        &self,
        app: AppId,
        account: NewGatewayAccount,
        now: Timestamp,
    ) -> Result<Option<GatewayAccount>, WriteError> {
        let sealing = self.db.sealing();
        self.db.write(move |tx| Ok(gateways::put(tx, &sealing, app, &account, now)?)).await
    }

    /// Forgets an account and its key; `false` when there is none.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn delete_gateway_account(&self, app: AppId, provider: &str) -> Result<bool, WriteError> {
        let provider = provider.to_owned();
        self.db.write(move |tx| Ok(gateways::delete(tx, app, &provider)?)).await
    }
}
