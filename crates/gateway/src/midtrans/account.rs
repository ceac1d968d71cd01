//! Whose money it is, and at which of Midtrans' addresses.

use std::fmt;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use secrecy::{ExposeSecret as _, SecretString};

/// Midtrans for real, or to try things out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Environment {
    /// No money moves.
    Sandbox,
    /// Money moves.
    Production,
}

/// An account at Midtrans.
#[derive(Clone)]
pub struct Account {
    /// Which of the two it is for.
    pub environment: Environment,
    /// Where to ask instead of at Midtrans, without a slash at the end: a stand-in for tests, or a gateway of one's own.
    pub base_url: Option<String>,
    /// The key.
    pub server_key: SecretString,
}

/// Which of Midtrans' servers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Host {
    /// The core API.
    Api,
    /// Snap.
    App,
}

impl Environment {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sandbox, Self::Production];

    /// The stable name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Production => "production",
        }
    }
}

impl Account {
    pub(super) fn base(&self, host: Host) -> &str {
        if let Some(base) = &self.base_url {
            return base;
        }
        match (self.environment, host) {
            (Environment::Sandbox, Host::Api) => "https://api.sandbox.midtrans.com",
            (Environment::Sandbox, Host::App) => "https://app.sandbox.midtrans.com",
            (Environment::Production, Host::Api) => "https://api.midtrans.com",
            (Environment::Production, Host::App) => "https://app.midtrans.com",
        }
    }

    /// The key as user name, and no password.
    pub(super) fn authorization(&self) -> String {
        format!("Basic {}", BASE64_STANDARD.encode(format!("{}:", self.server_key.expose_secret())))
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account")
            .field("environment", &self.environment)
            .field("base_url", &self.base_url)
            .finish_non_exhaustive()
    }
}
