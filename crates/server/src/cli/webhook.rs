//! `orderbell webhook`: where channel events are sent, beside a running server, which takes note within seconds.

use std::io::Write as _;

use anyhow::Context as _;
use clap::{Args, Subcommand};
use jiff::Timestamp;
use orderbell_delivery::Endpoint;
use orderbell_store::{NewWebhook, WebhookId};
use orderbell_wire::{channel::ChannelName, webhook::EventKind};

use super::{
    Common,
    offline::{self, Choice, Listed, Numbered},
};
use crate::http::api::webhooks::manage::PER_APP;

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Show the webhooks of the app.
    List(Listed),
    /// Send channel events to a URL.
    Add {
        /// Where to, as in https://shop.example.com/pusher/webhook.
        url: String,
        /// Only these events, separated by commas (default: all).
        #[arg(long, value_delimiter = ',', value_name = "EVENTS")]
        events: Vec<EventKind>,
        /// Only of channels whose name begins so.
        #[arg(long, default_value = "", value_name = "PREFIX", hide_default_value = true)]
        prefix: String,
        /// Send one event per request instead of up to twenty.
        #[arg(long)]
        no_batch: bool,
        #[command(flatten)]
        choice: Choice,
        #[command(flatten)]
        common: Common,
    },
    /// Delete a webhook with its log.
    Remove(Numbered),
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    match options.command {
        Verb::List(Listed { choice, common }) => list(common, &choice),
        Verb::Add { url, events, prefix, no_batch, choice, common } => {
            let events = if events.is_empty() { EventKind::ALL.to_vec() } else { events };
            anyhow::ensure!(
                prefix.is_empty() || prefix.parse::<ChannelName>().is_ok(),
                "{prefix:?} is not the beginning of any channel's name"
            );
            add(common, &choice, url, &events, prefix, !no_batch)
        }
        Verb::Remove(numbered) => numbered.remove("webhook", async |store, app, id| {
            store.delete_webhook(app, WebhookId(id), Timestamp::now()).await
        }),
    }
}

fn list(common: Common, choice: &Choice) -> anyhow::Result<()> {
    let webhooks = offline::with_store(common, async |store, _| {
        Ok(store.webhooks(choice.find(store).await?.id).await?)
    })?;
    let mut out = std::io::stdout().lock();
    for webhook in webhooks {
        let all = webhook.events.len() == EventKind::ALL.len();
        let events = if all { "all events".to_owned() } else { webhook.events.join(",") };
        let prefix = if webhook.prefix.is_empty() { String::new() } else { format!("  {}*", webhook.prefix) };
        let off = if webhook.enabled { "" } else { "  (switched off)" };
        writeln!(out, "{:>4}  {}  {events}{prefix}{off}", webhook.id.0, webhook.url)?;
    }
    Ok(())
}

fn add(
    common: Common,
    choice: &Choice,
    url: String,
    events: &[EventKind],
    prefix: String,
    batch: bool,
) -> anyhow::Result<()> {
    let events: Vec<String> = events.iter().map(|kind| kind.as_str().to_owned()).collect();
    let webhook = offline::with_store(common, async |store, config| {
        let app = choice.find(store).await?;
        Endpoint::parse(&url, &config.webhooks.rules)
            .with_context(|| format!("{url} cannot be a webhook"))?;
        let new = NewWebhook { url, events, prefix, batch, enabled: true };
        store
            .create_webhook(app.id, new, PER_APP, Timestamp::now())
            .await?
            .with_context(|| format!("the app has {PER_APP} webhooks already"))
    })?;
    let all = webhook.events.len() == EventKind::ALL.len();
    let events = if all { "all events".to_owned() } else { webhook.events.join(", ") };
    let of = if webhook.prefix.is_empty() { String::new() } else { format!(" of {}*", webhook.prefix) };
    writeln!(std::io::stdout(), "webhook {} sends {events}{of} to {}", webhook.id.0, webhook.url)?;
    Ok(())
}
