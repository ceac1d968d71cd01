//! The server that is measured: the binary as people start it, with a data folder that goes away with it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use tempfile::TempDir;

use crate::process::{self, Process};

/// A running server.
#[derive(Debug)]
pub struct Server {
    /// The process. Declared before the folder, so that it is gone when the folder is removed.
    pub process: Process,
    /// `host:port`.
    pub authority: String,
    /// What the first start printed.
    pub credentials: Credentials,
    data: TempDir,
}

/// What programs need to talk to a server.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Credentials {
    /// App id.
    pub app_id: String,
    /// Public key.
    pub key: String,
    /// Secret.
    pub secret: String,
    /// API key.
    pub api_key: String,
}

impl Server {
    /// Starts `binary` with an empty data folder inside `folder`, and waits until it serves.
    ///
    /// # Errors
    /// When it does not come up; its own words are on standard error then.
    pub async fn start(binary: &Path, folder: &Path, cpu: Option<usize>) -> anyhow::Result<Self> {
        Self::start_with(binary, folder, cpu, &[]).await
    }

    /// The same with settings that are not the shipped ones, as environment variables.
    ///
    /// # Errors
    /// As [`Server::start`].
    pub async fn start_with(
        binary: &Path,
        folder: &Path,
        cpu: Option<usize>,
        settings: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        let data = tempfile::Builder::new().prefix("orderbell-bench-").tempdir_in(folder)?;
        let (process, lines) = launch(binary, data.path(), cpu, settings).await?;
        let (authority, credentials) = parse(&lines).context("the server printed something unexpected")?;
        ensure!(authority.starts_with("127.0.0.1:"), "the server listens on {authority}");
        Ok(Self { process, authority, credentials, data })
    }

    /// Stops the server, does something to its database, and starts it again; it may listen elsewhere then.
    ///
    /// # Errors
    /// When `meanwhile` fails, or as [`Server::start`].
    pub async fn stopped(
        self,
        binary: &Path,
        cpu: Option<usize>,
        meanwhile: impl FnOnce(&Path) -> anyhow::Result<()>,
    ) -> anyhow::Result<Self> {
        let database = self.database();
        let Self { process, credentials, data, .. } = self;
        drop(process);
        meanwhile(&database)?;
        let (process, lines) = launch(binary, data.path(), cpu, &[]).await?;
        let authority = authority(&lines).context("the server does not say where it listens")?;
        Ok(Self { process, authority, credentials, data })
    }

    /// Its database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.data.path().join("orderbell.db")
    }
}

/// Starts a server, and waits until it has said all that it says at its start.
async fn launch(
    binary: &Path,
    data: &Path,
    cpu: Option<usize>,
    settings: &[(&str, &str)],
) -> anyhow::Result<(Process, Vec<String>)> {
    let mut command = process::command(binary, cpu);
    command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(data);
    // What is measured is the shipped configuration, whatever the shell around has set.
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if ["ORDERBELL_", "PUSHER_", "REVERB_"].iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
    command.env("ORDERBELL_LOG__LEVEL", "warn").envs(settings.iter().copied());
    let mut process = Process::start(command)?;
    let mut lines = Vec::new();
    while !lines.last().is_some_and(|line: &String| line.contains("orderbell keys create")) {
        lines.push(process.line(Duration::ZERO).await.context("the server did not start")?);
    }
    Ok((process, lines))
}

/// What stands after a label in what a server prints at its start.
fn after<'a>(lines: &'a [String], label: &str) -> Option<&'a str> {
    lines.iter().find_map(|line| line.trim().strip_prefix(label)).map(str::trim)
}

/// Where it listens.
fn authority(lines: &[String]) -> Option<String> {
    let url = after(lines, "Dashboard")?.strip_prefix("http://")?;
    Some(url.trim_end_matches('/').to_owned())
}

/// The address and the credentials from what a first start prints.
fn parse(lines: &[String]) -> Option<(String, Credentials)> {
    let after = |label| after(lines, label);
    let api_key = lines.iter().find_map(|line| line.split("Bearer ").nth(1)?.split('\'').next());
    let credentials = Credentials {
        app_id: after("PUSHER_APP_ID=")?.to_owned(),
        key: after("PUSHER_APP_KEY=")?.to_owned(),
        secret: after("PUSHER_APP_SECRET=")?.to_owned(),
        api_key: api_key?.to_owned(),
    };
    Some((authority(lines)?, credentials))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_first_start_prints_is_understood() {
        let printed = "
  orderbell 0.1.0   data in /tmp/x

  Dashboard    http://127.0.0.1:4711/
  First owner  http://127.0.0.1:4711/setup/abc   (open it within 30 minutes; works once)

    PUSHER_APP_ID=123456
    PUSHER_APP_KEY=aaaa
    PUSHER_APP_SECRET=bbbb

    curl -X POST http://127.0.0.1:4711/v1/orders -H 'Authorization: Bearer ob_cccc' -d '{}'

  and a new key: orderbell keys create";
        let lines: Vec<String> = printed.lines().map(str::to_owned).collect();
        let (authority, credentials) = parse(&lines).unwrap();
        assert_eq!(authority, "127.0.0.1:4711");
        let expected = Credentials {
            app_id: "123456".into(),
            key: "aaaa".into(),
            secret: "bbbb".into(),
            api_key: "ob_cccc".into(),
        };
        assert_eq!(credentials, expected);
        assert_eq!(parse(&lines[..3]), None);
    }
}
