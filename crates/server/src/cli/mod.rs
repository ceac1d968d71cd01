//! The command line: one binary, a few verbs. Each verb is a file.

mod app_show;
mod hold;
mod invite;
mod keys;

mod offline;
mod openapi;
mod serve;
mod upgrade;
mod webhook;

pub(crate) use self::keys::PREFIX as API_KEY_PREFIX;

use std::{path::PathBuf, process::ExitCode};

use clap::{Args, Parser, Subcommand};

use crate::config::{Config, ConfigError, Sources};

/// Real-time order notifications: rings until somebody takes the order.
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server.
    Serve(serve::Options),
    /// Run a server and keep its listening socket open while it restarts: orderbell hold -- serve ...
    Hold(hold::Options),
    /// Have the running server become the program file that lies at its path now, without refusing anybody.
    Upgrade(upgrade::Options),
    /// Make an API key for programs that post orders, beside a running server.
    Keys(keys::Options),
    /// Print the app's credentials as lines for an existing app's .env file.
    App(app_show::Options),
    /// Print a new set-up link while nobody owns the server.
    Invite(invite::Options),
    /// Send channel events to your backend.
    Webhook(webhook::Options),
    /// Print the description of the HTTP API.
    Openapi,
}

/// Flags of every command that touches the database.
#[derive(Debug, Args)]
struct Common {
    /// Folder of the database (default: ./orderbell-data).
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// A TOML file with settings; `config.default.toml` lists them.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl Common {
    fn load(self, listen: Option<String>) -> Result<Config, ConfigError> {
        Config::load(Sources {
            file: self.config,
            listen,
            data: self.data,
            environment: std::env::vars_os()
                .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)))
                .collect(),
        })
    }
}

/// Runs the program. Errors end it with one clear line and exit code 1.
#[must_use]
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Serve(options) => serve::run(options),
        Command::Hold(options) => match hold::run(options) {
            Ok(code) => return code,
            Err(error) => Err(error),
        },
        Command::Upgrade(options) => upgrade::run(options),
        Command::Keys(options) => keys::run(options),
        Command::App(options) => app_show::run(options),
        Command::Invite(options) => invite::run(options),
        Command::Webhook(options) => webhook::run(options),
        Command::Openapi => openapi::run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

/// One line with all causes: people paste it, and service managers log it.
#[expect(clippy::print_stderr, reason = "the program ends here, and a log filter must not hide why")]
fn report(error: &anyhow::Error) {
    eprintln!("orderbell: {error:#}");
}
