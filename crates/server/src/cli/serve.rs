//! `orderbell serve`: runs the server until it is told to stop.

use std::io::IsTerminal as _;

use clap::Args;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use super::Common;
use crate::{config::LogConfig, server::Server};

#[derive(Debug, Args)]
pub(super) struct Options {
    /// Address and port to listen on (default: 127.0.0.1:8080; 0.0.0.0:8080 for every interface).
    #[arg(long, value_name = "HOST:PORT")]
    listen: Option<String>,
    #[command(flatten)]
    common: Common,
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let config = options.common.load(options.listen)?;
    start_logging(&config.log);
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().thread_name("orderbell-http").build()?;
    runtime.block_on(async {
        // Before anything else, so that a stop during the start is not lost.
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let server = Server::start(config).await?;
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
        server.stop().await;
        Ok(())
    })
}

fn start_logging(config: &LogConfig) {
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
