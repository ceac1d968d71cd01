//! `orderbell keys`: API keys for programs that post orders.

use std::{fmt::Write as _, io::Write as _};

use clap::{Args, Subcommand};
use jiff::Timestamp;
use orderbell_store::ApiKeyId;

use super::{
    Common,
    offline::{self, Choice},
};
use crate::auth::token::Token;

/// Prefix of API keys, by which people and secret scanners know them.
pub(crate) const PREFIX: &str = "ob_";

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Make a key and print it. It is shown once; only its hash is kept.
    Create {
        /// What the key is for, to tell keys apart later.
        #[arg(long, default_value = "made on the command line")]
        label: String,
        /// Let it look after all apps of the server: make apps, change settings, make and reveal keys.
        #[arg(long)]
        operator: bool,
        #[command(flatten)]
        choice: Choice,
        #[command(flatten)]
        common: Common,
    },
    /// List the API keys of an app by number and label.
    List {
        #[command(flatten)]
        choice: Choice,
        #[command(flatten)]
        common: Common,
    },
    /// End an API key.
    Revoke {
        /// Its number in the list.
        number: i64,
        #[command(flatten)]
        choice: Choice,
        #[command(flatten)]
        common: Common,
    },
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let text = match options.command {
        Verb::Create { label, operator, choice, common } => offline::with_store(common, async |store, _| {
            let app = choice.find(store).await?;
            let token = Token::random(PREFIX);
            store.create_api_key(app.id, label, operator, token.hash(), Timestamp::now()).await?;
            Ok(format!("{}\n", token.expose()))
        })?,
        Verb::List { choice, common } => offline::with_store(common, async |store, _| {
            let app = choice.find(store).await?;
            let mut lines = String::new();
            for key in store.api_keys(app.id).await? {
                let state = if key.revoked_at.is_some() { "revoked" } else { "live" };
                let rights = if key.operator { "operator" } else { "app" };
                let made = key.created_at.strftime("%Y-%m-%d");
                writeln!(lines, "{:>4} {state:<8} {rights:<9} {made} {}", key.id, key.label)?;
            }
            Ok(lines)
        })?,
        Verb::Revoke { number, choice, common } => offline::changing(common, async |store, _| {
            let app = choice.find(store).await?;
            let revoked = store.revoke_api_key(app.id, ApiKeyId(number), Timestamp::now()).await?;
            anyhow::ensure!(
                revoked,
                "{} has no live API key number {number}; see: orderbell keys list",
                app.name
            );
            Ok(format!("API key {number} is revoked\n"))
        })?,
    };
    write!(std::io::stdout(), "{text}")?;
    Ok(())
}
