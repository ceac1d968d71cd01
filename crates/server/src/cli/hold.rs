//! `orderbell hold -- serve ...`: keeps the listening socket and a server that serves it.
//!
//! The server may crash, be killed or be replaced by a newer program file; the socket stays open, so clients that connect
//! meanwhile wait instead of being refused. It is what systemd does with a socket unit, for containers and other places
//! without systemd. It does as little as possible, because nothing holds the socket for it.

use std::{
    ffi::OsString,
    net::TcpListener,
    os::unix::process::ExitStatusExt as _,
    process::{Command, ExitCode, ExitStatus},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail};
use clap::{Args, Parser as _};
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tokio::{
    process::Child,
    signal::unix::{Signal as Signals, SignalKind, signal},
};

use super::{Cli, serve};
use crate::{listener, restart::inherited, server::cannot_listen};

/// A server that lived for so long is taken for a working one: its end is an accident, and the next starts at once.
const HEALTHY: Duration = Duration::from_secs(2);

/// Pauses before the next start of a server that keeps ending: doubled each time, between these. A start is cheap, and
/// clients wait all the while.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));

#[derive(Debug, Args)]
pub(super) struct Options {
    /// `serve` and its options.
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true, value_name = "serve ...")]
    command: Vec<OsString>,
}

pub(super) fn run(options: Options) -> anyhow::Result<ExitCode> {
    let inherited =
        inherited::take().context("the listening sockets that were handed over cannot be used")?;
    let mut command: Vec<OsString> = std::env::args_os().take(1).collect();
    command.extend(options.command);
    let config = match Cli::try_parse_from(&command).map(|cli| cli.command) {
        Ok(super::Command::Serve(options)) => options.config()?,
        Ok(_) => bail!("hold keeps a server running: orderbell hold -- serve --listen HOST:PORT"),
        Err(error) => error.exit(),
    };
    serve::start_logging(&config.log);
    let sockets = if inherited.is_empty() {
        vec![listener::bind(config.listen).with_context(|| cannot_listen(config.listen))?]
    } else {
        inherited
    };
    // One thread: the server is to end with the thread that has started it.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async { Holder::new(command, sockets)?.keep().await })
}

struct Holder {
    command: Vec<OsString>,
    sockets: Vec<TcpListener>,
    terminate: Signals,
    interrupt: Signals,
    upgrade: Signals,
}

impl Holder {
    fn new(command: Vec<OsString>, sockets: Vec<TcpListener>) -> anyhow::Result<Self> {
        Ok(Self {
            command,
            sockets,
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            upgrade: signal(SignalKind::user_defined2())?,
        })
    }

    /// Starts servers, one after the other, until somebody says stop.
    async fn keep(mut self) -> anyhow::Result<ExitCode> {
        let mut served = false;
        let mut pause = Duration::ZERO;
        loop {
            let started = Instant::now();
            // A program file that is just being replaced can be missing for a moment.
            match self.start() {
                Ok(mut child) => {
                    let (status, stopped) = self.watch(&mut child).await?;
                    served |= started.elapsed() >= HEALTHY || status.code().is_none();
                    // One that refuses its settings says why and would do so for ever.
                    if stopped || !served {
                        return Ok(exit_code(status));
                    }
                    tracing::warn!(%status, "the server has ended, starting it again");
                }
                Err(error) if served => tracing::error!(%error, "the server cannot be started"),
                Err(error) => return Err(error),
            }
            pause = if started.elapsed() >= HEALTHY {
                Duration::ZERO
            } else {
                (pause * 2).clamp(PAUSES.0, PAUSES.1)
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = self.terminate.recv() => return Ok(ExitCode::SUCCESS),
                _ = self.interrupt.recv() => return Ok(ExitCode::SUCCESS),
            }
        }
    }

    fn start(&self) -> anyhow::Result<Child> {
        let (program, arguments) = self.command.split_first().context("a process has a name")?;
        let mut command = Command::new(program);
        command.args(arguments).args(["--held-by", &std::process::id().to_string()]);
        inherited::pass(&mut command, &self.sockets)?;
        tokio::process::Command::from(command)
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))
    }

    /// Waits for the end of the server and passes signals on to it. Says whether somebody wanted the end.
    async fn watch(&mut self, child: &mut Child) -> anyhow::Result<(ExitStatus, bool)> {
        let mut stopped = false;
        loop {
            let passed_on = tokio::select! {
                status = child.wait() => return Ok((status?, stopped)),
                _ = self.terminate.recv() => Signal::SIGTERM,
                _ = self.interrupt.recv() => Signal::SIGTERM,
                _ = self.upgrade.recv() => Signal::SIGUSR2,
            };
            stopped |= passed_on == Signal::SIGTERM;
            // Without a number it has ended, which the next turn learns.
            if let Some(pid) = child.id().and_then(|id| i32::try_from(id).ok()) {
                kill(Pid::from_raw(pid), passed_on)?;
            }
        }
    }
}

/// The server's own code; the shells' convention for a signal.
fn exit_code(status: ExitStatus) -> ExitCode {
    let code = status.code().or_else(|| Some(128 + status.signal()?)).unwrap_or(1);
    ExitCode::from(u8::try_from(code).unwrap_or(1))
}
