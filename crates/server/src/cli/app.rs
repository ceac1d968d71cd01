//! `orderbell app`: the apps of the server, beside a running one or without. What changes counts at once.

use std::{fmt::Write as _, io::Write as _};

use anyhow::Context as _;
use clap::{Args, Subcommand};
use jiff::Timestamp;
use orderbell_orders::Flows;
use orderbell_store::{App, AppChanges, ChannelSettings, NewApp, NewKey};
use secrecy::ExposeSecret as _;
use serde_json::{Map, Value};

use super::{
    Common,
    offline::{self, Choice},
};
use crate::{
    app_settings::{SettingsChange, SettingsView},
    auth::token::{random_app_id, random_hex},
    first_run::{self, env_block},
    http::problem::FieldProblem,
};

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// List the apps.
    List {
        #[command(flatten)]
        common: Common,
    },
    /// Make an app; prints its .env lines, with the secret, and the set-up link for its owner.
    Create {
        /// Name of the shop.
        name: String,
        /// Public id, digits only; a random one by default.
        #[arg(long)]
        id: Option<String>,
        #[command(flatten)]
        common: Common,
    },
    /// Print the settings and the .env lines of an app.
    Show {
        #[command(flatten)]
        choice: Choice,
        /// Print the secret too.
        #[arg(long)]
        reveal: bool,
        #[command(flatten)]
        common: Common,
    },
    /// Change settings: orderbell app set client_events=true max_connections=500 allowed_origins=https://a.test,https://b.test
    Set {
        /// What to change: name, or any setting that `app show` prints. Lists take commas.
        #[arg(required = true, value_name = "SETTING=VALUE")]
        settings: Vec<String>,
        #[command(flatten)]
        choice: Choice,
        #[command(flatten)]
        common: Common,
    },
    /// Serve an app again.
    Enable {
        #[command(flatten)]
        choice: Choice,
        #[command(flatten)]
        common: Common,
    },
    /// Stop serving an app: its connections are closed, its programs turned away.
    Disable {
        #[command(flatten)]
        choice: Choice,
        #[command(flatten)]
        common: Common,
    },
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let text = match options.command {
        Verb::List { common } => list(common)?,
        Verb::Create { name, id, common } => create(common, &name, id)?,
        Verb::Show { choice, reveal, common } => show(common, &choice, reveal)?,
        Verb::Set { settings, choice, common } => {
            let (name, settings) = parsed(&settings)?;
            let changes = AppChanges { name, ..AppChanges::default() };
            change(common, &choice, changes, move |channels| settings.apply(channels))?
        }
        Verb::Enable { choice, common } => {
            change(common, &choice, AppChanges { enabled: Some(true), ..AppChanges::default() }, |_| {})?
        }
        Verb::Disable { choice, common } => {
            change(common, &choice, AppChanges { enabled: Some(false), ..AppChanges::default() }, |_| {})?
        }
    };
    write!(std::io::stdout(), "{text}")?;
    Ok(())
}

fn list(common: Common) -> anyhow::Result<String> {
    offline::with_store(common, async |store, _| {
        let mut lines = String::new();
        for app in store.apps().await? {
            let state = if app.enabled { "enabled" } else { "disabled" };
            let key = &app.current_key().info.key;
            writeln!(lines, "{:<10} {state:<9} {key:<22} {}", app.public_id, app.name)?;
        }
        Ok(lines)
    })
}

fn create(common: Common, name: &str, id: Option<String>) -> anyhow::Result<String> {
    let public_id = id.unwrap_or_else(random_app_id);
    anyhow::ensure!(
        (1..=20).contains(&public_id.len()) && public_id.bytes().all(|byte| byte.is_ascii_digit()),
        "the id of an app must be 1 to 20 digits"
    );
    anyhow::ensure!(
        (1..=120).contains(&name.trim().chars().count()),
        "the name must have 1 to 120 characters"
    );
    offline::changing(common, async |store, config| {
        let app = NewApp {
            public_id,
            name: name.trim().to_owned(),
            key: NewKey {
                key: random_hex::<10>(),
                secret: random_hex::<16>().into(),
                label: "first key".to_owned(),
                configured: false,
            },
            channels: config.channels.clone(),
            locale: config.app.locale,
            currency: config.app.currency,
            timezone: config.app.timezone.clone(),
            flows: Flows::default(),
        };
        let app = store.create_app(app, Timestamp::now()).await?;
        let base_url = config.base_url(config.listen);
        let link = first_run::invite(store, app.id, &base_url).await?;
        Ok(format!(
            "{}\n# for its owner, works once within 30 minutes:\n# {link}\n",
            env_lines(&app, true, &base_url)
        ))
    })
}

fn show(common: Common, choice: &Choice, reveal: bool) -> anyhow::Result<String> {
    offline::with_store(common, async |store, config| {
        let app = choice.find(store).await?;
        let mut text = env_lines(&app, reveal, &config.base_url(config.listen));
        writeln!(text, "\n# {} is {}", app.name, if app.enabled { "enabled" } else { "disabled" })?;
        text.push_str(&settings(&app.channels)?);
        Ok(text)
    })
}

fn change(
    common: Common,
    choice: &Choice,
    changes: AppChanges,
    edit: impl FnOnce(&mut ChannelSettings) + Send + 'static,
) -> anyhow::Result<String> {
    offline::changing(common, async |store, _| {
        let app = choice.find(store).await?;
        let app = store.update_app(app.id, changes, edit).await?;
        let state = if app.enabled { "enabled" } else { "disabled" };
        Ok(format!("# {} ({}) is {state}\n{}", app.name, app.public_id, settings(&app.channels)?))
    })
}

fn env_lines(app: &App, reveal: bool, base_url: &str) -> String {
    let key = app.current_key();
    let secret = if reveal { key.secret.expose_secret() } else { "(hidden: --reveal shows it)" };
    env_block(&app.public_id, &key.info.key, secret, base_url)
}

/// The settings as comments, so that the whole output can go into an .env file.
fn settings(channels: &ChannelSettings) -> anyhow::Result<String> {
    let Value::Object(settings) = serde_json::to_value(SettingsView::from(channels))? else {
        anyhow::bail!("settings are not an object");
    };
    let mut lines = String::new();
    for (name, value) in settings {
        let value = match value {
            Value::Array(entries) => entries.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(","),
            value => value.to_string(),
        };
        writeln!(lines, "# {name}={value}")?;
    }
    Ok(lines)
}

/// Reads `setting=value` pairs.
fn parsed(pairs: &[String]) -> anyhow::Result<(Option<String>, SettingsChange)> {
    let (mut name, mut settings) = (None, Map::new());
    for pair in pairs {
        let (setting, value) =
            pair.split_once('=').with_context(|| format!("{pair:?} is not SETTING=VALUE"))?;
        let value = match setting {
            "name" => {
                anyhow::ensure!(
                    (1..=120).contains(&value.trim().chars().count()),
                    "name must have 1 to 120 characters"
                );
                name = Some(value.trim().to_owned());
                continue;
            }
            "allowed_origins" | "replay" => {
                value.split(',').map(str::trim).filter(|part| !part.is_empty()).collect()
            }
            _ => serde_json::from_str(value).unwrap_or_else(|_| Value::from(value)),
        };
        settings.insert(setting.to_owned(), value);
    }
    let settings: SettingsChange = serde_path_to_error::deserialize(Value::Object(settings))?;
    match settings.problems().first() {
        None => Ok((name, settings)),
        Some(FieldProblem { field, message }) => {
            anyhow::bail!("{} {message}", field.trim_start_matches("settings."))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(pairs: &[&str]) -> Result<(Option<String>, ChannelSettings), String> {
        let pairs: Vec<String> = pairs.iter().map(|&pair| pair.to_owned()).collect();
        let (name, change) = parsed(&pairs).map_err(|error| format!("{error:#}"))?;
        let mut settings = ChannelSettings::default();
        change.apply(&mut settings);
        Ok((name, settings))
    }

    #[test]
    fn settings_are_read_by_their_types() {
        let (name, settings) = outcome(&[
            "name=Warung = Dewi",
            "client_events=true",
            "max_connections=5",
            "replay=chat-*, news",
            "allowed_origins=",
        ])
        .unwrap();
        let expected = ChannelSettings {
            client_events: true,
            max_connections: 5,
            replay: vec!["chat-*".into(), "news".into()],
            ..ChannelSettings::default()
        };
        assert_eq!((name.as_deref(), settings), (Some("Warung = Dewi"), expected));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (pair, part) in [
            ("client_events", "SETTING=VALUE"),
            ("client_events=yes", "client_events"),
            ("colour=red", "colour"),
            ("event_bytes=0", "event_bytes must be between"),
            ("allowed_origins=shop", "allowed_origins[0]"),
        ] {
            let error = outcome(&[pair]).unwrap_err();
            assert!(error.contains(part), "{pair}: {error}");
        }
    }
}
