//! The first start: makes the app, an API key and the owner's invitation, and prints how to begin.
//!
//! Secrets are printed on the start that makes them, once. Later starts say where to get them again.

use std::io::Write as _;

use jiff::{SignedDuration, Timestamp};
use orderbell_orders::Flows;
use orderbell_store::{App, AppId, KeyError, NewApp, NewInvitation, NewKey, Role, Store};
use secrecy::ExposeSecret as _;

use crate::{
    auth::token::{Token, random_app_id, random_hex},
    config::{Config, Credentials},
};

/// The setting `data` where nobody has set it.
const DEFAULT_DATA: &str = "./orderbell-data";

/// How long a set-up link works.
const INVITATION: SignedDuration = SignedDuration::from_mins(30);

/// What to tell the person who started the server.
#[derive(Debug)]
pub struct Welcome {
    base_url: String,
    data: String,
    /// What a command has to be given to find the server; empty where it finds it by the same settings.
    here: String,
    setup_link: Option<String>,
    first: Option<FirstSteps>,
}

/// What is printed on the very first start only.
#[derive(Debug)]
struct FirstSteps {
    env: String,
    curl: String,
}

/// Makes what a new database lacks, and applies credentials from the environment.
///
/// # Errors
/// Whatever the store reports.
pub async fn prepare(store: &Store, config: &Config, base_url: &str) -> anyhow::Result<Welcome> {
    let mut first = None;
    let app = match store.apps().await?.into_iter().next() {
        Some(app) => {
            store.fill_channel_settings(config.channels.clone()).await?;
            follow_credentials(store, app, config.app.credentials.as_ref()).await?
        }
        None => {
            let app = create_app(store, config, Flows::default()).await?;
            let key = Token::random(crate::cli::API_KEY_PREFIX);
            store
                .create_api_key(app.id, "made at the first start".into(), false, key.hash(), Timestamp::now())
                .await?;
            let secret = match config.app.credentials {
                // Whoever set it knows it; it need not end up in a terminal's history too.
                Some(_) => "(as in your environment)",
                None => app.current_key().secret.expose_secret(),
            };
            first = Some(FirstSteps {
                env: env_block(&app.public_id, &app.current_key().info.key, secret, base_url),
                curl: curl_line(base_url, key.expose()),
            });
            app
        }
    };
    let setup_link = match store.has_owner(app.id).await? {
        true => None,
        false => Some(invite(store, app.id, base_url).await?),
    };
    let data = config.data.display().to_string();
    // A flag or a demo may have chosen the folder; then no setting leads there.
    let here = if data == DEFAULT_DATA { String::new() } else { format!(" --data {}", shell_word(&data)) };
    Ok(Welcome { base_url: base_url.to_owned(), data, here, setup_link, first })
}

/// Makes an invitation for the owner and returns its link.
///
/// # Errors
/// Whatever the store reports.
pub async fn invite(store: &Store, app: AppId, base_url: &str) -> anyhow::Result<String> {
    invite_as(store, app, Role::Owner, None, base_url).await
}

/// Makes an invitation for anybody who has no account yet and returns its link.
///
/// # Errors
/// Whatever the store reports.
pub async fn invite_as(
    store: &Store,
    app: AppId,
    role: Role,
    vendor_id: Option<String>,
    base_url: &str,
) -> anyhow::Result<String> {
    let token = Token::random("");
    let now = Timestamp::now();
    let invitation =
        NewInvitation { token_hash: token.hash(), role, vendor_id, expires_at: now.checked_add(INVITATION)? };
    store.create_invitation(app, invitation, now).await?;
    Ok(format!("{base_url}/setup/{}", token.expose()))
}

/// The lines for an existing app's `.env`, for both names that Laravel knows the protocol by.
#[must_use]
pub fn env_block(id: &str, key: &str, secret: &str, base_url: &str) -> String {
    let (scheme, authority) = base_url.split_once("://").unwrap_or(("http", base_url));
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (authority, if scheme == "https" { "443" } else { "80" }),
    };
    let mut lines = String::new();
    let mut line = |text: String| {
        lines.push_str(&text);
        lines.push('\n');
    };
    line("BROADCAST_CONNECTION=pusher".into());
    line(format!("PUSHER_APP_ID={id}"));
    line(format!("PUSHER_APP_KEY={key}"));
    line(format!("PUSHER_APP_SECRET={secret}"));
    line(format!("PUSHER_HOST={host}"));
    line(format!("PUSHER_PORT={port}"));
    line(format!("PUSHER_SCHEME={scheme}"));
    line("PUSHER_APP_CLUSTER=mt1".into());
    for name in ["APP_KEY", "HOST", "PORT", "SCHEME", "APP_CLUSTER"] {
        line(format!("VITE_PUSHER_{name}=\"${{PUSHER_{name}}}\""));
    }
    lines
}

/// Makes the app that a new database starts with.
///
/// # Errors
/// Whatever the store reports.
pub(crate) async fn create_app(store: &Store, config: &Config, flows: Flows) -> anyhow::Result<App> {
    let settings = &config.app;
    let Credentials { id, key, secret } = settings.credentials.clone().unwrap_or_else(|| Credentials {
        id: random_app_id(),
        key: random_hex::<10>(),
        secret: random_hex::<16>().into(),
    });
    let app = NewApp {
        public_id: id,
        name: settings.name.clone(),
        key: NewKey { key, secret, label: "first key".into(), configured: true },
        channels: config.channels.clone(),
        locale: settings.locale,
        currency: settings.currency,
        timezone: settings.timezone.clone(),
        flows,
    };
    Ok(store.create_app(app, Timestamp::now()).await?)
}

/// Credentials in the settings are configuration: when they change, the first app follows. Keys that people made stay.
async fn follow_credentials(store: &Store, app: App, wanted: Option<&Credentials>) -> anyhow::Result<App> {
    let Some(Credentials { id, key, secret }) = wanted else { return Ok(app) };
    let known = app.keys.iter().find(|live| live.info.key == *key);
    let same = known.is_some_and(|live| live.secret.expose_secret() == secret.expose_secret());
    if same && app.public_id == *id {
        return Ok(app);
    }
    let credentials =
        orderbell_store::Credentials { public_id: id.clone(), key: key.clone(), secret: secret.clone() };
    match store.follow_credentials(app.id, credentials, Timestamp::now()).await {
        Ok(app) => {
            tracing::warn!(
                app.id = %id,
                "the app's credentials now follow the settings; those that the settings named before stop working"
            );
            Ok(app)
        }
        Err(KeyError::Taken) => anyhow::bail!(
            "the id {id} or the key {key} in the settings belongs to another app of this server, or the key was \
             revoked; give others, or none to keep those that the app has"
        ),
        Err(error) => Err(error.into()),
    }
}

/// A word as a shell takes it for one.
fn shell_word(text: &str) -> String {
    let plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '.' | '_' | '-' | '+' | ':' | ',' | '@');
    match !text.is_empty() && text.chars().all(plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

/// An order that rings, as one line to paste.
fn curl_line(base_url: &str, api_key: &str) -> String {
    format!(
        "curl -X POST {base_url}/v1/orders -H 'Authorization: Bearer {api_key}' \
         -H 'Content-Type: application/json' \
         -d '{{\"flow\":\"restaurant\",\"pay_later\":true,\"customer\":{{\"name\":\"Budi\"}},\
         \"items\":[{{\"name\":\"Nasi goreng\",\"qty\":2,\"unit_price\":\"22500\"}}]}}'"
    )
}

impl Welcome {
    /// Prints to standard output.
    ///
    /// # Errors
    /// When standard output cannot be written to.
    pub fn print(&self) -> std::io::Result<()> {
        let mut out = std::io::stdout().lock();
        writeln!(out, "\n  orderbell {}   data in {}\n", env!("CARGO_PKG_VERSION"), self.data)?;
        writeln!(out, "  Dashboard    {}/", self.base_url)?;
        if let Some(link) = &self.setup_link {
            writeln!(out, "  First owner  {link}   (open it within 30 minutes; works once)")?;
        }
        match &self.first {
            Some(first) => {
                writeln!(
                    out,
                    "\n  For the .env of an app that uses Laravel Echo, pusher-js or a Pusher SDK:\n"
                )?;
                for line in first.env.lines() {
                    writeln!(out, "    {line}")?;
                }
                writeln!(out, "\n  Make the dashboard ring:\n\n    {}\n", first.curl)?;
                writeln!(out, "  The secret and the API key are shown this once.")?;
                writeln!(out, "  Again        orderbell app show --reveal{}", self.here)?;
                writeln!(out, "  A new key    orderbell keys create{}\n", self.here)?;
            }
            None => {
                writeln!(out, "  Credentials  orderbell app show --reveal{}", self.here)?;
                writeln!(out, "  API key      orderbell keys create{}\n", self.here)?;
            }
        }
        out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_one_word_to_the_shell() {
        for (folder, word) in
            [("/srv/orders-1", "/srv/orders-1"), ("my shop", "'my shop'"), ("it's", r"'it'\''s'"), ("", "''")]
        {
            assert_eq!(shell_word(folder), word);
        }
    }

    #[test]
    fn the_env_block_splits_the_address() {
        for (url, expected) in [
            ("http://127.0.0.1:8080", ["PUSHER_HOST=127.0.0.1", "PUSHER_PORT=8080", "PUSHER_SCHEME=http"]),
            ("https://orders.test", ["PUSHER_HOST=orders.test", "PUSHER_PORT=443", "PUSHER_SCHEME=https"]),
            ("http://[::1]:9000", ["PUSHER_HOST=[::1]", "PUSHER_PORT=9000", "PUSHER_SCHEME=http"]),
        ] {
            let block = env_block("1", "k", "s", url);
            for line in expected {
                assert!(block.lines().any(|found| found == line), "{url}: {block}");
            }
        }
    }
}
