//! `orderbell keys create`: an API key for programs that post orders.

use std::io::Write as _;

use clap::{Args, Subcommand};
use jiff::Timestamp;

use super::{Common, offline};
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
        #[command(flatten)]
        common: Common,
    },
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let Verb::Create { label, common } = options.command;
    let token = offline::with_app(common, async |store, app, _| {
        let token = Token::random(PREFIX);
        store.create_api_key(app.id, label, false, token.hash(), Timestamp::now()).await?;
        Ok(token)
    })?;
    writeln!(std::io::stdout(), "{}", token.expose())?;
    Ok(())
}
