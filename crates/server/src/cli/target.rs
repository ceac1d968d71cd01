//! Which server a command talks to, and as whom.
//!
//! On the server's own machine nothing has to be said: the running server or the settings tell the address, and the data
//! folder has the credentials. From elsewhere the address is given with `--url` and the credentials by the environment, where an app that
//! uses a Pusher SDK has them anyway. A secret is never an argument: arguments are shown to everybody by `ps`.

use std::time::Duration;

use anyhow::{Context as _, bail};
use clap::Args;
use orderbell_store::{App, LiveKey};
use secrecy::{ExposeSecret as _, SecretString};

use super::{Common, offline};
use crate::config::Config;

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(10);

/// Flags of the commands that talk to a server.
#[derive(Debug, Args)]
pub(super) struct At {
    /// Address of the server (default: that of the server which runs on the data folder, else of the settings).
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// Id of the app, where the server has several (default: the first).
    #[arg(long, value_name = "ID")]
    app: Option<String>,
    #[command(flatten)]
    common: Common,
}

/// A server and what is needed to talk to it.
#[derive(Debug)]
pub(super) struct Target {
    /// Scheme and authority, without a slash at the end.
    pub(super) url: String,
    /// The app's credentials, the key to sign with first; empty when only an API key is known.
    pub(super) keys: Vec<Key>,
    /// The app's public id.
    pub(super) app_id: Option<String>,
    /// An API key.
    api_key: Option<SecretString>,
}

/// One of the app's keys.
#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) key: String,
    pub(super) secret: SecretString,
}

impl At {
    /// The server that the settings describe.
    pub(super) fn of(common: Common) -> Self {
        Self { url: None, app: None, common }
    }

    /// Finds address and credentials.
    pub(super) fn find(self) -> anyhow::Result<Target> {
        let api_key = std::env::var("ORDERBELL_API_KEY").ok().filter(|key| !key.is_empty()).map(Into::into);
        let Self { url, app: wanted, common } = self;
        let config = common.clone().beside()?;
        let url = match url {
            Some(url) => checked(&url)?,
            None => config.base_url(config.listen),
        };
        if let Some(own) =
            config.app.credentials.as_ref().filter(|own| wanted.as_ref().is_none_or(|id| *id == own.id))
        {
            let keys = vec![Key { key: own.key.clone(), secret: own.secret.clone() }];
            return Ok(Target { url, keys, app_id: Some(own.id.clone()), api_key });
        }
        if config.data.join("orderbell.db").exists() {
            return offline::with_store(common, async |store, _| {
                let app = offline::Choice::of(wanted).find(store).await?;
                Ok(Target { url, keys: keys_of(&app), app_id: Some(app.public_id), api_key })
            });
        }
        if api_key.is_none() {
            bail!(no_credentials(&config));
        }
        Ok(Target { url, keys: Vec::new(), app_id: None, api_key })
    }
}

fn no_credentials(config: &Config) -> String {
    format!(
        "no credentials: there is no database in {} (name its folder with --data), and neither PUSHER_APP_ID, \
         PUSHER_APP_KEY and PUSHER_APP_SECRET nor ORDERBELL_API_KEY are in the environment",
        config.data.display()
    )
}

/// All live keys of an app, the one to sign with first.
pub(super) fn keys_of(app: &App) -> Vec<Key> {
    let key = |live: &LiveKey| Key { key: live.info.key.clone(), secret: live.secret.clone() };
    let current = key(app.current_key());
    let others = app.keys.iter().map(key).filter(|other| other.key != current.key);
    std::iter::once(current.clone()).chain(others).collect()
}

fn checked(url: &str) -> anyhow::Result<String> {
    let trimmed = url.trim_end_matches('/');
    let rest = trimmed.strip_prefix("https://").or_else(|| trimmed.strip_prefix("http://"));
    match rest {
        Some(host) if !host.is_empty() && !host.contains(['?', '#', ' ', '@']) => Ok(trimmed.to_owned()),
        _ => bail!("--url is {url:?}: it must be an address such as https://orders.example.com"),
    }
}

impl Target {
    /// The app's id and its first key, for signing.
    pub(super) fn signer(&self) -> anyhow::Result<(&str, &Key)> {
        let found = self.app_id.as_deref().zip(self.keys.first());
        found.context(
            "this needs the app's own credentials, an API key is not enough: set PUSHER_APP_ID, PUSHER_APP_KEY and \
             PUSHER_APP_SECRET, or run it beside the data folder",
        )
    }

    /// The value of `Authorization` for the JSON API.
    pub(super) fn authorization(&self) -> String {
        use base64::Engine as _;
        match (&self.api_key, self.keys.first()) {
            (Some(key), _) => format!("Bearer {}", key.expose_secret()),
            (None, Some(own)) => {
                let pair = format!("{}:{}", own.key, own.secret.expose_secret());
                format!("Basic {}", base64::prelude::BASE64_STANDARD.encode(pair))
            }
            (None, None) => String::new(),
        }
    }
}

/// A client for HTTP and HTTPS that follows no redirects and asks no proxy.
pub(super) fn http() -> anyhow::Result<reqwest::Client> {
    // An error means that somebody has chosen already, which is as good.
    drop(rustls::crypto::ring::default_provider().install_default());
    let client = reqwest::Client::builder()
        .connect_timeout(CONNECT)
        .redirect(reqwest::redirect::Policy::none())
        .user_agent(concat!("orderbell/", env!("CARGO_PKG_VERSION")))
        .build()?;
    Ok(client)
}

/// Why a server cannot be reached, in words that help.
pub(super) fn unreachable(url: &str, error: &reqwest::Error) -> anyhow::Error {
    let mut causes = vec![error.to_string()];
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        causes.push(cause.to_string());
        source = cause.source();
    }
    let last = causes.pop().unwrap_or_default();
    anyhow::anyhow!(
        "{url} does not answer ({last}); is the server running there? --url names another address"
    )
}

#[cfg(test)]
mod tests {
    use super::checked;

    #[test]
    fn an_address_is_checked() {
        assert_eq!(checked("https://a.example/").unwrap(), "https://a.example");
        for wrong in ["a.example", "ftp://a", "http://", "http://u@a", "http://a b"] {
            assert!(checked(wrong).is_err(), "{wrong}");
        }
    }
}
