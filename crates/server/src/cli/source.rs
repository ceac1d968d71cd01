//! `orderbell source`: who may report to an app, beside a running server, which finds a source at its next request.

use std::{io::Write as _, path::PathBuf};

use anyhow::Context as _;
use clap::{Args, Subcommand};
use jiff::Timestamp;
use orderbell_store::{NewSource, SourceId};
use secrecy::SecretString;

use super::{
    Common,
    offline::{self, Choice, Listed, Numbered},
};
use crate::{
    auth::token::Token,
    http::api::sources::manage::{PER_APP, new_secret, secret_problem, url},
    intake::{Provider, SourceSettings},
};

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Show the sources of the app.
    List(Listed),
    /// Let another system report to the app; prints the URL to give it.
    Add {
        /// midtrans, stripe, shopify, woocommerce, standard or generic.
        provider: Provider,
        /// What to call it (default: the provider's name).
        #[arg(long)]
        name: Option<String>,
        /// File with the secret that its requests are signed with; on the command line others could read it. Where the
        /// provider takes ours, one is made and printed.
        #[arg(long, value_name = "FILE")]
        secret_file: Option<PathBuf>,
        /// Settings as JSON, such as '{"vendor_id":"bandung"}'.
        #[arg(long, value_name = "JSON")]
        settings: Option<String>,
        #[command(flatten)]
        choice: Choice,
        #[command(flatten)]
        common: Common,
    },
    /// Delete a source with its receipts.
    Remove(Numbered),
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    match options.command {
        Verb::List(Listed { choice, common }) => list(common, &choice),
        Verb::Add { provider, name, secret_file, settings, choice, common } => {
            let secret = secret_file
                .map(|file| {
                    let text = std::fs::read_to_string(&file);
                    text.with_context(|| format!("cannot read {}", file.display()))
                })
                .transpose()?
                .map(|text| text.trim().to_owned());
            let settings = settings.as_deref().map(serde_json::from_str).transpose();
            let settings = settings.context("--settings is not JSON of a source's settings")?;
            let name = name.unwrap_or_else(|| provider.to_string());
            add(common, &choice, provider, name, secret, &settings.unwrap_or_default())
        }
        Verb::Remove(numbered) => numbered.remove("source", async |store, app, id| {
            store.delete_source(app, SourceId(id), Timestamp::now()).await
        }),
    }
}

fn list(common: Common, choice: &Choice) -> anyhow::Result<()> {
    let sources = offline::with_store(common, async |store, _| {
        Ok(store.sources(choice.find(store).await?.id).await?)
    })?;
    let mut out = std::io::stdout().lock();
    for summary in sources {
        let source = summary.source;
        let last = summary.last_received_at.map_or("nothing yet".to_owned(), |at| format!("last {at:.0}"));
        let off = if source.enabled { "" } else { "  (switched off)" };
        writeln!(out, "{:>4}  {:<12} {}  {last}{off}", source.id.0, source.provider, source.name)?;
    }
    Ok(())
}

fn add(
    common: Common,
    choice: &Choice,
    provider: Provider,
    name: String,
    secret: Option<String>,
    settings: &SourceSettings,
) -> anyhow::Result<()> {
    if let Some(problem) = secret_problem(provider, secret.as_deref()) {
        anyhow::bail!("the secret {}; give it with --secret-file", problem.message);
    }
    let made = secret.is_none().then(|| new_secret(provider));
    let token = Token::random("obs_");
    let base_url = offline::with_store(common, async |store, config| {
        let app = choice.find(store).await?;
        if let Some(problem) = settings.check(provider, &app.flows).first() {
            anyhow::bail!("{} {}", problem.field, problem.message);
        }
        let new = NewSource {
            name,
            provider: provider.to_string(),
            token_hash: token.hash(),
            secret: SecretString::from(secret.or_else(|| made.clone()).unwrap_or_default()),
            settings: settings.to_json(),
            enabled: true,
        };
        let created = store.create_source(app.id, new, PER_APP, Timestamp::now()).await?;
        created.with_context(|| format!("the app has {PER_APP} sources already"))?;
        Ok(config.base_url(config.listen))
    })?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "URL     {}", url(&base_url, provider, &token))?;
    if let Some(made) = made {
        writeln!(out, "Secret  {made}")?;
    }
    writeln!(out, "Neither is shown again.")?;
    Ok(())
}
