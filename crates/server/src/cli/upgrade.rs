//! `orderbell upgrade`: has the running server become the program file that lies at its path now.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use clap::Args;
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use orderbell_store::Owner;

use super::Common;

/// How long the old server may take to finish and the new one to start.
const PATIENCE: Duration = Duration::from_secs(90);

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(flatten)]
    common: Common,
}

#[expect(clippy::print_stdout, reason = "the answer of the command")]
pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let dir = options.common.load(None)?.data;
    let look = || {
        orderbell_store::owner(&dir)
            .with_context(|| format!("cannot look into the data folder {}", dir.display()))
    };
    let Some(Owner { pid, opened_at }) = look()? else {
        bail!("no server runs on the data folder {}; --data names another", dir.display());
    };
    kill(Pid::from_raw(pid), Signal::SIGUSR2)
        .with_context(|| format!("cannot signal the server (process {pid}); run this as its user"))?;
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        match look()? {
            Some(owner) if owner.opened_at != opened_at => {
                println!("the server runs anew, as process {}", owner.pid);
                return Ok(());
            }
            _ => std::thread::sleep(Duration::from_millis(50)),
        }
    }
    bail!("the server (process {pid}) has not started anew after {} s; its log says why", PATIENCE.as_secs())
}
