//! `orderbell operator`: the people who look after all apps of the server, besides their own.

use std::{fmt::Write as _, io::Write as _};

use anyhow::Context as _;
use clap::{Args, Subcommand};
use orderbell_store::Store;

use super::{Common, offline};

/// Most accounts with one address that are looked at.
const ACCOUNTS: usize = 100;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the operators.
    List {
        #[command(flatten)]
        common: Common,
    },
    /// Let somebody with an account look after all apps.
    Add {
        /// Their e-mail address.
        email: String,
        #[command(flatten)]
        common: Common,
    },
    /// Take that right away; they keep what they may do in their own app.
    Remove {
        /// Their e-mail address.
        email: String,
        #[command(flatten)]
        common: Common,
    },
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let text = match options.command {
        Verb::List { common } => offline::with_store(common, async |store, _| {
            let mut lines = String::new();
            for user in store.operators().await? {
                writeln!(lines, "{:<32} {}", user.email, user.name)?;
            }
            Ok(lines)
        })?,
        Verb::Add { email, common } => set(common, &email, true)?,
        Verb::Remove { email, common } => set(common, &email, false)?,
    };
    write!(std::io::stdout(), "{text}")?;
    Ok(())
}

fn set(common: Common, email: &str, operator: bool) -> anyhow::Result<String> {
    offline::with_store(common, async |store: &Store, _| {
        let users = store.users_by_email(email, ACCOUNTS).await?;
        users.first().with_context(|| format!("nobody has an account with the address {email}"))?;
        for user in &users {
            store.set_operator(user.id, operator).await?;
        }
        let now = if operator { "looks after all apps" } else { "looks after their own app only" };
        Ok(format!("{email} {now}\n"))
    })
}
