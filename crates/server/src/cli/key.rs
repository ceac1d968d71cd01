//! `orderbell key`: the key and secret pairs of an app, by which clients connect and SDKs sign. What changes counts at once.

use std::{fmt::Write as _, io::Write as _};

use anyhow::Context as _;
use clap::{Args, Subcommand};
use jiff::Timestamp;
use orderbell_store::{App, AppKeyId, LiveKey, NewKey};
use secrecy::ExposeSecret as _;

use super::{
    Common,
    offline::{self, Choice},
};
use crate::{auth::token::random_hex, config::Config, first_run::env_block};

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the keys of an app, revoked ones included.
    List {
        #[command(flatten)]
        choice: Choice,
        #[command(flatten)]
        common: Common,
    },
    /// Make a key; the others go on working. Prints the .env lines with the secret.
    Create {
        /// What the key is for, to tell keys apart later.
        #[arg(long, default_value = "made on the command line")]
        label: String,
        #[command(flatten)]
        choice: Choice,
        #[command(flatten)]
        common: Common,
    },
    /// Make a key in place of another. Prints the .env lines with the secret.
    Rotate {
        /// The key to be replaced.
        key: String,
        /// End the old key at once instead of leaving it until it is revoked.
        #[arg(long)]
        revoke: bool,
        #[command(flatten)]
        choice: Choice,
        #[command(flatten)]
        common: Common,
    },
    /// End a key for good; connections that were opened with it are closed.
    Revoke {
        /// The key.
        key: String,
        #[command(flatten)]
        choice: Choice,
        #[command(flatten)]
        common: Common,
    },
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let text = match options.command {
        Verb::List { choice, common } => list(common, &choice)?,
        Verb::Create { label, choice, common } => offline::changing(common, async |store, config| {
            let app = choice.find(store).await?;
            let key = NewKey {
                key: random_hex::<10>(),
                secret: random_hex::<16>().into(),
                label,
                configured: false,
            };
            let made = store.create_app_key(app.id, key, Timestamp::now()).await?;
            Ok(env_lines(&app, &made, config))
        })?,
        Verb::Rotate { key, revoke, choice, common } => offline::changing(common, async |store, config| {
            let app = choice.find(store).await?;
            let old = live(&app, &key)?;
            let (new, secret) = (random_hex::<10>(), random_hex::<16>().into());
            let made = store.rotate_app_key(app.id, old, new, secret, revoke, Timestamp::now()).await?;
            Ok(env_lines(&app, &made, config))
        })?,
        Verb::Revoke { key, choice, common } => offline::changing(common, async |store, _| {
            let app = choice.find(store).await?;
            store.revoke_app_key(app.id, live(&app, &key)?, Timestamp::now()).await?;
            Ok(format!("{key} of {} is revoked\n", app.name))
        })?,
    };
    write!(std::io::stdout(), "{text}")?;
    Ok(())
}

fn list(common: Common, choice: &Choice) -> anyhow::Result<String> {
    offline::with_store(common, async |store, _| {
        let app = choice.find(store).await?;
        let mut lines = String::new();
        for key in store.app_keys(app.id).await? {
            let state = if key.revoked_at.is_some() { "revoked" } else { "live" };
            let made = key.created_at.strftime("%Y-%m-%d");
            writeln!(lines, "{:<22} {state:<8} {made} {}", key.key, key.label)?;
        }
        Ok(lines)
    })
}

fn live(app: &App, key: &str) -> anyhow::Result<AppKeyId> {
    let found = app.keys.iter().find(|live| live.info.key == key);
    let found =
        found.with_context(|| format!("{} has no live key {key}; see: orderbell key list", app.name))?;
    Ok(found.info.id)
}

fn env_lines(app: &App, key: &LiveKey, config: &Config) -> String {
    let base_url = config.base_url(config.listen);
    env_block(&app.public_id, &key.info.key, key.secret.expose_secret(), &base_url)
}
