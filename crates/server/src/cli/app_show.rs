//! `orderbell app show`: the credentials again, for whoever has the machine's file permissions.

use std::io::Write as _;

use clap::{Args, Subcommand};
use secrecy::ExposeSecret as _;

use super::{Common, offline};
use crate::first_run::env_block;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Print the .env lines of the app.
    Show {
        /// Print the secret too.
        #[arg(long)]
        reveal: bool,
        #[command(flatten)]
        common: Common,
    },
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let Verb::Show { reveal, common } = options.command;
    let text = offline::with_app(common, async |_, app, config| {
        let key = app.current_key();
        let secret = if reveal { key.secret.expose_secret() } else { "(hidden: --reveal shows it)" };
        Ok(env_block(&app.public_id, &key.info.key, secret, &config.base_url(config.listen)))
    })?;
    write!(std::io::stdout(), "{text}")?;
    Ok(())
}
