//! `orderbell-load`: the command line of the measurements.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use clap::{Args, Parser, Subcommand};
use orderbell_load::bench::{self, Plan};
use orderbell_load::floor;
use orderbell_load::listing;
use orderbell_load::machine::{Machine, Pinning};
use orderbell_load::process;
use orderbell_load::report::Report;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::LocalSet;
use tokio::time::timeout;

/// Set in the process that is pinned already: the server's core and the generator's.
const PINNED: &str = "ORDERBELL_LOAD_PINNED";

/// A run never takes longer, whatever hangs.
const AT_MOST: Duration = Duration::from_secs(240);

/// Descriptors that are used for other things than measured connections.
const SPARE_DESCRIPTORS: usize = 500;

/// Measures orderbell on this machine.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Measures durable orders and deliveries as ratios to what the machine can do at best.
    Bench(Bench),
    /// Measures lists and searches over many orders.
    BenchList(BenchList),
    #[command(hide = true)]
    FloorSockets { subscribers: usize, coalesce: usize },
    #[command(hide = true)]
    FloorSqlite { source: PathBuf, key: String, batch: u32, millis: u64, folder: PathBuf },
}

#[derive(Debug, Args)]
struct Bench {
    /// The server's binary; build it with --release.
    #[arg(long, value_name = "FILE")]
    server: PathBuf,
    /// How often everything is measured.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=15))]
    rounds: u16,
    /// Seconds of each single measurement.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u16).range(1..=10))]
    seconds: u16,
    /// One short round with few connections: shows that everything works, not how fast it is.
    #[arg(long)]
    quick: bool,
    /// Folder for the databases, on the disk that is of interest; the system's temporary folder when absent.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct BenchList {
    /// The server's binary; build it with --release.
    #[arg(long, value_name = "FILE")]
    server: PathBuf,
    /// How many orders there are.
    #[arg(long, default_value_t = 1_000_000, value_parser = clap::value_parser!(u32).range(1_000..=10_000_000))]
    orders: u32,
    /// Folder for the database, about a gigabyte for a million orders; the system's temporary folder when absent.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let told = writeln!(io::stderr(), "orderbell-load: {error:#}");
            if told.is_ok() { ExitCode::FAILURE } else { ExitCode::from(2) }
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Bench(options) => options.run(),
        Command::BenchList(options) => options.run(),
        Command::FloorSockets { subscribers, coalesce } => {
            floor::sockets::run(subscribers, coalesce, io::stdout())
        }
        Command::FloorSqlite { source, key, batch, millis, folder } => {
            let rate = floor::sqlite::run(&source, &key, &folder, batch, Duration::from_millis(millis))?;
            Ok(writeln!(io::stdout(), "{rate}")?)
        }
    }
}

impl Bench {
    fn run(self) -> anyhow::Result<()> {
        let pinning = pin()?;
        let plan = self.plan(pinning)?;
        let machine = Machine::look(&plan.folder)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let tell = |step: &str| {
            // Progress is a courtesy; a closed standard error is no reason to stop.
            drop(writeln!(io::stderr(), "{step}"));
        };
        let figures = LocalSet::new().block_on(&runtime, async {
            let mut interrupt = signal(SignalKind::interrupt())?;
            let mut terminate = signal(SignalKind::terminate())?;
            tokio::select! {
                figures = timeout(AT_MOST, bench::run(&plan, tell)) => {
                    figures.context("the run takes longer than four minutes; use fewer --rounds or --seconds")?
                }
                // Leaving this block drops, and so kills, whatever was started.
                _ = interrupt.recv() => bail!("interrupted"),
                _ = terminate.recv() => bail!("terminated"),
            }
        })?;
        let report = Report { plan: &plan, machine: &machine, figures: &figures };
        Ok(write!(io::stdout(), "{report}")?)
    }

    fn plan(self, pinning: Option<Pinning>) -> anyhow::Result<Plan> {
        let server = fs::canonicalize(&self.server).with_context(|| {
            format!("there is no server at {}; build it: cargo build --release", self.server.display())
        })?;
        let descriptors = descriptor_limit()?;
        let room = descriptors.saturating_sub(SPARE_DESCRIPTORS);
        ensure!(room >= 1_000, "a process may open {descriptors} files only; allow more: ulimit -n 20000");
        let (rounds, each) = if self.quick {
            (1, Duration::from_millis(300))
        } else {
            (usize::from(self.rounds), Duration::from_secs(self.seconds.into()))
        };
        Ok(Plan {
            server,
            folder: self.folder.unwrap_or_else(std::env::temp_dir),
            rounds,
            each,
            subscribers: if self.quick { 100 } else { 1_000 },
            idle: if self.quick { 500 } else { room.min(10_000) },
            pinning,
        })
    }
}

impl BenchList {
    fn run(self) -> anyhow::Result<()> {
        let pinning = pin()?;
        let folder = self.folder.unwrap_or_else(std::env::temp_dir);
        let machine = Machine::look(&folder)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let cpu = pinning.map(|pinning| pinning.server);
        let tell = |step: &str| drop(writeln!(io::stderr(), "{step}"));
        let measured = LocalSet::new()
            .block_on(&runtime, listing::run(&self.server, &folder, self.orders, cpu, tell))?;
        let mut out = io::stdout();
        writeln!(out, "{}, Linux {}, {}", machine.processors, machine.kernel, machine.filesystem)?;
        writeln!(out, "{} orders, a page of 50, one request at a time\n", self.orders)?;
        for line in measured {
            writeln!(out, "{:40} p50 {:7.2} ms   p99 {:7.2} ms", line.name, line.p50, line.p99)?;
        }
        Ok(())
    }
}

/// Becomes a process on the generator's core, if there are two cores and the means to.
fn pin() -> anyhow::Result<Option<Pinning>> {
    if let Ok(pinned) = std::env::var(PINNED) {
        let (server, generator) = pinned.split_once(',').context("the environment is not ours")?;
        return Ok(Some(Pinning { server: server.parse()?, generator: generator.parse()? }));
    }
    let Some(pinning) = Pinning::find() else { return Ok(None) };
    let mut again = process::command(std::env::current_exe()?, Some(pinning.generator));
    again.args(std::env::args_os().skip(1));
    again.env(PINNED, format!("{},{}", pinning.server, pinning.generator));
    // Returns only when it fails.
    Err(again.exec()).context("cannot pin the generator to a core")
}

/// Files that a process may have open.
fn descriptor_limit() -> anyhow::Result<usize> {
    let limits = fs::read_to_string("/proc/self/limits")?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let soft =
        line.and_then(|line| line.split_whitespace().next()).context("the limit of open files is unknown")?;
    Ok(soft.parse().unwrap_or(usize::MAX))
}
