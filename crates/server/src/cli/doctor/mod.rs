//! `orderbell doctor`: what is wrong here, and how to mend it.
//!
//! Each check says one thing in one line, and what to do in a second when something is to be done. A check that cannot be
//! made says so; it is never left out silently. Nothing is changed, apart from a file that is written to the data folder to
//! measure the disk and removed again.

mod database;
mod machine;
mod server;

use std::io::{IsTerminal as _, Write as _};

use clap::Args;
use serde::Serialize;

use super::{Common, target};
use crate::config::Config;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  orderbell doctor
  orderbell doctor --data /var/lib/orderbell --config /etc/orderbell.toml
  orderbell doctor --json | jq '.[] | select(.level == \"fail\")'

Run it as the user who runs the server, with the same settings. The exit code is 1 when something has failed, and 0 when
there are warnings only.")]
pub(super) struct Options {
    /// Print a JSON list of findings.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    common: Common,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    /// As it should be.
    Ok,
    /// It works, but not for long or not well.
    Warn,
    /// It does not work.
    Fail,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Finding {
    level: Level,
    /// What was looked at, in a word.
    check: &'static str,
    /// What was found.
    found: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    mend: Option<String>,
}

impl Finding {
    fn ok(check: &'static str, found: impl Into<String>) -> Self {
        Self { level: Level::Ok, check, found: found.into(), mend: None }
    }

    fn warn(check: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { level: Level::Warn, check, found: found.into(), mend: Some(mend.into()) }
    }

    fn fail(check: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { level: Level::Fail, check, found: found.into(), mend: Some(mend.into()) }
    }
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let Options { json, common } = options;
    let findings = examine(&common);
    if json {
        writeln!(std::io::stdout(), "{}", serde_json::to_string_pretty(&findings)?)?;
    } else {
        print(&findings)?;
    }
    let failed = findings.iter().filter(|finding| finding.level == Level::Fail).count();
    match failed {
        0 => Ok(()),
        1 => anyhow::bail!("1 check has failed"),
        many => anyhow::bail!("{many} checks have failed"),
    }
}

fn examine(common: &Common) -> Vec<Finding> {
    let config = match common.clone().beside() {
        Ok(config) => config,
        // Without settings nothing else can be found.
        Err(error) => {
            return vec![Finding::fail(
                "settings",
                error.to_string(),
                "mend the setting; config.default.toml explains each",
            )];
        }
    };
    let mut findings = vec![settings(common, &config)];
    findings.extend(machine::examine(&config));
    findings.extend(database::examine(common, &config));
    findings.extend(server::examine(common, &config));
    findings
}

fn settings(common: &Common, config: &Config) -> Finding {
    let from = match &common.config {
        Some(file) => format!("{} and the environment", file.display()),
        None => "defaults and the environment".to_owned(),
    };
    let exposed = !config.listen.ip().is_loopback();
    if exposed && config.public_url.is_none() {
        return Finding::warn(
            "settings",
            format!("valid ({from}), but it listens on {} without public_url", config.listen),
            "set public_url to the address that people use, so that links and cookies are right; https behind a proxy",
        );
    }
    Finding::ok("settings", format!("valid ({from})"))
}

fn print(findings: &[Finding]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let color = out.is_terminal();
    for Finding { level, check, found, mend } in findings {
        let (word, code) = match level {
            Level::Ok => ("ok  ", "32"),
            Level::Warn => ("warn", "33"),
            Level::Fail => ("FAIL", "31"),
        };
        match color {
            true => writeln!(out, "\u{1b}[{code}m{word}\u{1b}[0m  {check:<14} {found}")?,
            false => writeln!(out, "{word}  {check:<14} {found}")?,
        }
        if let Some(mend) = mend {
            writeln!(out, "      {:<14} -> {mend}", "")?;
        }
    }
    out.flush()
}
