//! The course of a run: rounds, in each of which the server and the bare loops take turns.
//!
//! By turns, because a machine's speed drifts over minutes: what is measured within seconds of each other can be
//! compared. Every round has a new server with an empty database, and every other round goes through the sides in the
//! opposite order, so that neither is always the one that comes second.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::rc::Rc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::net::TcpStream;

use crate::fan_out::{Publisher, connect, saturate};
use crate::http::Connection;
use crate::machine::Pinning;
use crate::orders::Orders;
use crate::process::{Process, command, own_cpu_seconds};
use crate::report::{CONCURRENCY, FanOut, Figures, Latency, Receivers, RequestFigures};
use crate::reports::{Reports, UNBOUNDED};
use crate::saturation::{Load, saturate as send};
use crate::server::Server;
use crate::statistics::p50_p99;
use crate::subscribers::Subscribers;

/// Events on their way at a time when deliveries are counted.
const WINDOW: usize = 8;

/// Orders a second when latency is measured under a moderate load.
pub const RATE: u32 = 500;

/// What to measure, and how long.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The server's binary.
    pub server: PathBuf,
    /// Where databases are made.
    pub folder: PathBuf,
    /// How often everything is measured.
    pub rounds: usize,
    /// How long each single measurement takes.
    pub each: Duration,
    /// Subscribers of the measured channel.
    pub subscribers: usize,
    /// Connections whose memory is measured.
    pub idle: usize,
    /// Who runs where.
    pub pinning: Option<Pinning>,
}

/// Runs the plan.
///
/// # Errors
/// When something does not start, an order or event is refused, or a delivery is lost, repeated or out of order.
pub async fn run(plan: &Plan, mut tell: impl FnMut(&str)) -> anyhow::Result<Figures> {
    let mut figures = Figures::default();
    tell("memory of idle connections");
    figures.memory = memory(plan).await.context("while the memory of connections was measured")?;
    for round in 0..plan.rounds {
        tell(&format!("round {} of {}", round + 1, plan.rounds));
        let server_first = round % 2 == 0;
        orders(plan, server_first, &mut figures).await.context("while orders were placed")?;
        reports(plan, &mut figures).await.context("while reports were sent")?;
        for receivers in if server_first { Receivers::ALL } else { Receivers::ALL_REVERSED } {
            let measured = fan_out(plan, receivers).await.context("while events were published")?;
            figures.fan_out.entry(receivers).or_default().push(measured);
        }
    }
    Ok(figures)
}

/// One round of orders.
async fn orders(plan: &Plan, server_first: bool, figures: &mut Figures) -> anyhow::Result<()> {
    let server = Server::start(&plan.server, &plan.folder, plan.cpu()).await?;
    let orders = Orders::new(&server);
    // The first order is the pattern for the bare loop's.
    orders.send(&mut Connection::open(&server.authority).await?).await?;
    if !server_first {
        loops(plan, &server, figures).await?;
    }
    for (concurrency, measured) in CONCURRENCY.into_iter().zip(&mut figures.orders) {
        requests(plan, &server, &orders, concurrency, measured).await?;
    }
    let moderate = orders.at_rate(RATE, plan.each).await?;
    figures.at_rate.push(p50_p99(moderate.latencies));
    orders.verify().await?;
    if server_first {
        loops(plan, &server, figures).await?;
    }
    Ok(())
}

/// One round of reports from another system.
async fn reports(plan: &Plan, figures: &mut Figures) -> anyhow::Result<()> {
    let server = Server::start_with(&plan.server, &plan.folder, plan.cpu(), &[UNBOUNDED]).await?;
    let reports = Reports::new(&server).await?;
    for (concurrency, measured) in CONCURRENCY.into_iter().zip(&mut figures.reports) {
        requests(plan, &server, &reports, concurrency, measured).await?;
    }
    reports.verify().await
}

/// One measurement of requests that follow each other.
async fn requests<L: Load + 'static>(
    plan: &Plan,
    server: &Server,
    load: &Rc<L>,
    concurrency: usize,
    measured: &mut RequestFigures,
) -> anyhow::Result<()> {
    let (before, own_before) = (server.process.cpu_seconds()?, own_cpu_seconds()?);
    let answered = send(load, concurrency, plan.each).await?;
    let used = server.process.cpu_seconds()? - before;
    measured.rate.push(answered.rate());
    measured.cpu_micros.push(used * 1e6 / answered.requests as f64);
    measured.server_share.push(used / answered.seconds);
    measured.generator_share.push((own_cpu_seconds()? - own_before) / answered.seconds);
    measured.latency.push(p50_p99(answered.latencies));
    Ok(())
}

/// The bare loops beside an idle server.
async fn loops(plan: &Plan, server: &Server, figures: &mut Figures) -> anyhow::Result<()> {
    for (batch, measured) in [(1, &mut figures.loop_single), (64, &mut figures.loop_batched)] {
        let mut command = floor("floor-sqlite", plan.cpu())?;
        command.arg(server.database()).args([&Orders::key(0), &batch.to_string()]);
        command.arg(plan.each.as_millis().to_string()).arg(&plan.folder);
        let mut process = Process::start(command)?;
        measured.push(process.line(plan.each).await?.parse()?);
    }
    Ok(())
}

/// One measurement of fan-out.
async fn fan_out(plan: &Plan, receivers: Receivers) -> anyhow::Result<FanOut> {
    match receivers {
        Receivers::Server => {
            let server = Server::start(&plan.server, &plan.folder, plan.cpu()).await?;
            let mut streams = Vec::with_capacity(plan.subscribers);
            for _ in 0..plan.subscribers {
                streams.push(connect(&server).await?.subscribe(&server.credentials).await?);
            }
            let mut publisher = Publisher::http(&server).await?;
            let subscribers = Subscribers::listen(streams);
            measure(plan, &server.process, &mut publisher, subscribers, true).await
        }
        Receivers::Loop { coalesce } => {
            let mut command = floor("floor-sockets", plan.cpu())?;
            command.args([plan.subscribers.to_string(), coalesce.to_string()]);
            let mut process = Process::start(command)?;
            let address = process.line(Duration::ZERO).await?;
            let control = TcpStream::connect(&address).await?;
            control.set_nodelay(true)?;
            let mut streams = Vec::with_capacity(plan.subscribers);
            for _ in 0..plan.subscribers {
                streams.push((TcpStream::connect(&address).await?, Vec::new()));
            }
            let subscribers = Subscribers::listen(streams);
            measure(plan, &process, &mut Publisher::Floor(control), subscribers, coalesce == 1).await
        }
    }
}

async fn measure(
    plan: &Plan,
    process: &Process,
    publisher: &mut Publisher,
    subscribers: Subscribers,
    one_at_a_time: bool,
) -> anyhow::Result<FanOut> {
    let warm_up = plan.each / 10;
    saturate(publisher, &subscribers, WINDOW, warm_up).await?;
    let (before, own_before) = (process.cpu_seconds()?, own_cpu_seconds()?);
    let (deliveries, seconds) = saturate(publisher, &subscribers, WINDOW, plan.each).await?;
    let used = process.cpu_seconds()? - before;
    let generator_share = (own_cpu_seconds()? - own_before) / seconds;
    let mut last_receiver: Option<Latency> = None;
    if one_at_a_time {
        // Without what has gathered until here.
        drop(subscribers.take_latencies());
        saturate(publisher, &subscribers, 1, plan.each / 2).await?;
        last_receiver = Some(p50_p99(subscribers.take_latencies()));
    }
    subscribers.finish().await?;
    Ok(FanOut {
        rate: deliveries as f64 / seconds,
        cpu_micros: used * 1e6 / deliveries as f64,
        server_share: used / seconds,
        generator_share,
        last_receiver,
    })
}

/// Bytes per connection, connected and subscribed.
async fn memory(plan: &Plan) -> anyhow::Result<(f64, f64)> {
    let server = Server::start(&plan.server, &plan.folder, plan.cpu()).await?;
    // What the first connection makes the server allocate once is not the connection's.
    let first = connect(&server).await?.subscribe(&server.credentials).await?;
    let empty = server.process.resident()?;
    let mut clients = Vec::with_capacity(plan.idle);
    for _ in 0..plan.idle {
        clients.push(connect(&server).await?);
    }
    let connected = server.process.resident()?;
    let mut streams = vec![first];
    for client in clients {
        streams.push(client.subscribe(&server.credentials).await?);
    }
    let subscribed = server.process.resident()?;
    let each = |bytes: u64| bytes.saturating_sub(empty) as f64 / plan.idle as f64;
    Ok((each(connected), each(subscribed)))
}

fn floor(which: &str, cpu: Option<usize>) -> anyhow::Result<Command> {
    let own: &Path = &std::env::current_exe()?;
    let mut command = command(own, cpu);
    command.arg(which);
    Ok(command)
}

impl Plan {
    fn cpu(&self) -> Option<usize> {
        self.pinning.map(|pinning| pinning.server)
    }
}
