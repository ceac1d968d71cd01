//! The command line: one binary, a few verbs. Each verb is a file.

mod app;
mod auth_verify;
mod doctor;
mod env_lines;
mod hold;
mod invite;
mod key;
mod keys;

mod offline;
mod openapi;
mod operator;
mod running;
mod serve;
mod source;
mod tail;
mod target;
mod trigger;
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
    /// Make, list and revoke API keys for programs that post orders, beside a running server.
    Keys(keys::Options),
    /// Make and change apps, and print their credentials as lines for an existing app's .env file.
    App(app::Options),
    /// Make, replace and revoke the keys by which clients and SDKs name an app.
    Key(key::Options),
    /// Say who looks after all apps of the server.
    Operator(operator::Options),
    /// Print a link with which a person makes their account: the owner, or somebody of the staff.
    Invite(invite::Options),
    /// Send channel events to your backend.
    Webhook(webhook::Options),
    /// Let gateways, shops and couriers report to an app.
    Source(source::Options),
    /// Show what is recorded and published, from the log and live.
    Tail(tail::Options),
    /// Publish an event on a channel, as an app's server would.
    Trigger(trigger::Options),
    /// Print the exact lines that connect an app or an SDK to this server.
    Env(env_lines::Options),
    /// Find out which part of a signature is wrong.
    Auth(auth_verify::Options),
    /// Find out what is wrong here, and how to mend it.
    Doctor(doctor::Options),
    /// Print the description of the HTTP API.
    Openapi,
}

/// Flags of every command that touches the database.
#[derive(Debug, Clone, Args)]
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

    /// The settings of a command beside the server: if one runs on the data folder, its address is the one that counts,
    /// unless another was chosen.
    fn beside(self) -> Result<Config, ConfigError> {
        let mut config = self.load(None)?;
        let usual = Config::default_listen();
        running::follow_server(&mut config, usual);
        Ok(config)
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
        Command::App(options) => app::run(options),
        Command::Key(options) => key::run(options),
        Command::Operator(options) => operator::run(options),
        Command::Invite(options) => invite::run(options),
        Command::Webhook(options) => webhook::run(options),
        Command::Source(options) => source::run(options),
        Command::Tail(options) => tail::run(options),
        Command::Trigger(options) => trigger::run(options),
        Command::Env(options) => env_lines::run(options),
        Command::Auth(options) => auth_verify::run(options),
        Command::Doctor(options) => doctor::run(options),
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn the_commands_are_well_formed() {
        super::Cli::command().debug_assert();
    }
}
