//! `orderbell serve`: runs the server until it is told to stop, or to become its next version.

use std::{convert::Infallible, io::IsTerminal as _, net::TcpListener, time::Duration};

use anyhow::Context as _;
use clap::Args;
use nix::{sys::signal::Signal, unistd::getppid};
use tokio::signal::unix::{Signal as Signals, SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::Common;
use crate::{
    config::{Config, ConfigError, LogConfig},
    demo,
    restart::{inherited, replace, service_manager},
    server::Server,
    stale_dashboard,
};

/// How long threads that are of no use any more may take to end before the next version is executed.
const THREADS: Duration = Duration::from_secs(2);

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Address and port to listen on (default: 127.0.0.1:8080; 0.0.0.0:8080 for every interface).
    #[arg(long, value_name = "HOST:PORT")]
    listen: Option<String>,
    /// Look at the settings, say what is wrong with them, and end.
    #[arg(long)]
    check: bool,
    /// Show a shop, a restaurant and a villa whose orders come by themselves. Listens on this machine only and keeps
    /// nothing, unless --data names a folder for it.
    #[arg(long)]
    demo: bool,
    /// The process that holds the listening socket, set by `orderbell hold`; the server ends with it.
    #[arg(long, value_name = "PID", hide = true)]
    held_by: Option<i32>,
    #[command(flatten)]
    common: Common,
}

impl Options {
    pub(super) fn config(self) -> Result<Config, ConfigError> {
        self.common.load(self.listen)
    }
}

/// What comes after serving.
enum Next {
    Nothing,
    Successor(Vec<TcpListener>),
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    // First of all, while there is one thread only.
    let sockets = inherited::take().context("the listening sockets that were handed over cannot be used")?;
    let (check, held_by, demo) = (options.check, options.held_by, options.demo);
    let chosen = options.common.data.is_some();
    let mut config = options.config()?;
    // Removed when this function returns.
    let folder = if demo { demo::set_up(&mut config, chosen)? } else { None };
    if check {
        return Ok(());
    }
    if let Some(holder) = held_by {
        end_with(holder)?;
    }
    start_logging(&config.log);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().thread_name("orderbell-http").build()?;
    let next = runtime.block_on(serve(config, sockets))?;
    runtime.shutdown_timeout(THREADS);
    match next {
        Next::Nothing => Ok(()),
        Next::Successor(sockets) => {
            // What replaces this process makes a demo of its own.
            drop(folder);
            let failed: Result<Infallible, _> = replace::execute(&sockets);
            failed.map(|never| match never {}).context("the next version cannot be executed")
        }
    }
}

async fn serve(config: Config, sockets: Vec<TcpListener>) -> anyhow::Result<Next> {
    // Before anything else, so that a stop during the start is not lost.
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut upgrade = signal(SignalKind::user_defined2())?;
    // A demo belongs to its terminal and goes with it, folder and all. A server may have been told to outlive it.
    let mut hangup = if config.demo { Some(signal(SignalKind::hangup())?) } else { None };
    if cfg!(debug_assertions) {
        stale_dashboard::warn();
    }
    let server = Server::start(config, sockets).await?;
    let replaced = tokio::select! {
        _ = terminate.recv() => false,
        _ = interrupt.recv() => false,
        () = hung_up(hangup.as_mut()) => false,
        () = asked_for_successor(&mut upgrade) => true,
    };
    tracing::info!(replaced, "stopping");
    if replaced {
        service_manager::reloading();
    } else {
        service_manager::stopping();
    }
    let sockets = server.stop().await;
    // Who has asked to stop meanwhile does not want a successor.
    let stopped = tokio::select! {
        biased;
        _ = terminate.recv() => true,
        _ = interrupt.recv() => true,
        () = std::future::ready(()) => false,
    };
    Ok(if replaced && !stopped { Next::Successor(sockets) } else { Next::Nothing })
}

/// Resolves when the terminal is closed, if anybody minds.
async fn hung_up(signals: Option<&mut Signals>) {
    match signals {
        Some(signals) => drop(signals.recv().await),
        None => std::future::pending().await,
    }
}

/// Resolves when somebody wants the next version and that one accepts its settings. Until then this one serves.
async fn asked_for_successor(upgrade: &mut Signals) {
    while upgrade.recv().await.is_some() {
        match replace::check().await {
            Ok(()) => return,
            Err(error) => tracing::error!(error = &error as &dyn std::error::Error, "this version goes on"),
        }
    }
    // No signal can come any more, which is for the other signals to act upon.
    std::future::pending().await
}

/// Has the system end this process when its holder ends: otherwise it would go on with a socket that the next holder
/// cannot have.
fn end_with(holder: i32) -> anyhow::Result<()> {
    #[cfg(target_os = "linux")]
    nix::sys::prctl::set_pdeathsig(Signal::SIGTERM)?;
    anyhow::ensure!(getppid().as_raw() == holder, "the process that held the listening socket is gone");
    Ok(())
}

pub(super) fn start_logging(config: &LogConfig) {
    // Two libraries report every file and every migration as news; whoever wants to read that can still ask for it.
    let filter = EnvFilter::new(format!("memory_serve=warn,refinery_core=warn,{}", config.filter));
    let color = std::io::stderr().is_terminal();
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(color)
        .with_target(true);
    if config.json {
        subscriber.json().init();
    } else {
        subscriber.init();
    }
}
