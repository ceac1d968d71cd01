//! What is printed of a run: figures beside those of the bare loops, and whether the bars are met.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use crate::bench::{Plan, RATE};
use crate::machine::Machine;
use crate::statistics::Spread;

/// Clients that ask at the same time, in the order of [`Figures::orders`] and [`Figures::reports`].
pub const CONCURRENCY: [usize; 4] = [1, 10, 64, 100];

/// Milliseconds, median and 99th percentile.
pub type Latency = (f64, f64);

/// Everything that was measured, each figure once per round.
#[derive(Debug, Default)]
pub struct Figures {
    /// Orders per second of the bare loop, one per commit.
    pub loop_single: Vec<f64>,
    /// The same with 64 per commit.
    pub loop_batched: Vec<f64>,
    /// Orders through HTTP, at each concurrency.
    pub orders: [RequestFigures; CONCURRENCY.len()],
    /// Reports of another system, at each concurrency.
    pub reports: [RequestFigures; CONCURRENCY.len()],
    /// Latency of orders at a moderate rate.
    pub at_rate: Vec<Latency>,
    /// Deliveries.
    pub fan_out: BTreeMap<Receivers, Vec<FanOut>>,
    /// Bytes per connection, connected and subscribed; measured once.
    pub memory: (f64, f64),
}

/// Requests of one kind at one concurrency.
#[derive(Debug, Default)]
pub struct RequestFigures {
    /// Requests per second.
    pub rate: Vec<f64>,
    /// Microseconds of the server's processor time per request.
    pub cpu_micros: Vec<f64>,
    /// Cores that the server used.
    pub server_share: Vec<f64>,
    /// Cores that the generator used.
    pub generator_share: Vec<f64>,
    /// From request to answer.
    pub latency: Vec<Latency>,
}

/// Who sends to the subscribers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Receivers {
    /// The bare loop.
    Loop {
        /// Frames per write.
        coalesce: usize,
    },
    /// The server.
    Server,
}

/// One measurement of deliveries.
#[derive(Debug, Clone, Copy)]
pub struct FanOut {
    /// Deliveries per second.
    pub rate: f64,
    /// Microseconds of the sending process's time per delivery.
    pub cpu_micros: f64,
    /// Cores that it used.
    pub server_share: f64,
    /// Cores that the generator used.
    pub generator_share: f64,
    /// One event at a time: from its sending to the last receipt.
    pub last_receiver: Option<Latency>,
}

impl Receivers {
    /// All, in the order in which they are measured.
    pub const ALL: [Self; 3] = [Self::Server, Self::Loop { coalesce: 1 }, Self::Loop { coalesce: 4 }];
    /// The other way round.
    pub const ALL_REVERSED: [Self; 3] =
        [Self::Loop { coalesce: 4 }, Self::Loop { coalesce: 1 }, Self::Server];
}

/// The printed form.
#[derive(Debug)]
pub struct Report<'a> {
    /// What was asked for.
    pub plan: &'a Plan,
    /// Where.
    pub machine: &'a Machine,
    /// What was found.
    pub figures: &'a Figures,
}

impl Display for Report<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.head(f)?;
        self.orders(f)?;
        self.reports(f)?;
        self.deliveries(f)?;
        self.bars(f)
    }
}

impl Report<'_> {
    fn head(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (plan, machine) = (self.plan, self.machine);
        let kind = if machine.is_virtual { "virtual machine" } else { "bare machine" };
        writeln!(f, "\nmachine   {}, Linux {}, {kind}", machine.processors, machine.kernel)?;
        let micros = machine.sync.as_secs_f64() * 1e6;
        writeln!(
            f,
            "disk      {} on {}; making 4 KiB durable takes {micros:.0} us",
            plan.folder.display(),
            machine.filesystem
        )?;
        writeln!(f, "          (a virtual disk's fsync can be unrealistically cheap, and tmpfs has none)")?;
        match plan.pinning {
            Some(pinning) => writeln!(
                f,
                "pinned    server and bare loops on CPU {}, generator on CPU {}",
                pinning.server, pinning.generator
            )?,
            None => writeln!(f, "pinned    no (one CPU, or no taskset): both sides share, read with care")?,
        }
        let seconds = plan.each.as_secs_f64();
        writeln!(f, "rounds    {} of {seconds} s each; medians (least - greatest)\n", plan.rounds)
    }

    fn orders(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let figures = self.figures;
        let [single, batched] =
            [&figures.loop_single, &figures.loop_batched].map(|all| Spread::of(all.clone()));
        writeln!(
            f,
            "{:<26}{:>26}{:>9}{:>9}{:>9}{:>9}{:>8}{:>7}{:>6}",
            "DURABLE ORDERS", "orders/s", "of 1/c", "of 64/c", "p50 ms", "p99 ms", "CPU us", "server", "gen"
        )?;
        for (name, rate) in [("bare loop, 1 per commit", single), ("bare loop, 64 per commit", batched)] {
            writeln!(f, "{name:<26}{:>26}", range(&rate))?;
        }
        for (concurrency, measured) in CONCURRENCY.into_iter().zip(&figures.orders) {
            let rate = Spread::of(measured.rate.clone());
            let (p50, p99) = latency(&measured.latency);
            let name = format!("HTTP, {concurrency} at a time");
            writeln!(
                f,
                "{name:<26}{:>26}{:>9.2}{:>9.2}{p50:>9.2}{p99:>9.2}{:>8.0}{:>7}{:>6}",
                range(&rate),
                rate.ratio(&single),
                rate.ratio(&batched),
                Spread::of(measured.cpu_micros.clone()).median,
                percent(&measured.server_share),
                percent(&measured.generator_share)
            )?;
        }
        let (p50, p99) = latency(&figures.at_rate);
        writeln!(f, "{:<26}{RATE:>26}{:>18}{p50:>9.2}{p99:>9.2}\n", "HTTP at a fixed rate", "")
    }

    fn reports(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<26}{:>26}{:>27}{:>9}{:>8}{:>7}{:>6}",
            "WEBHOOKS, EACH AN ORDER", "webhooks/s", "p50 ms", "p99 ms", "CPU us", "server", "gen"
        )?;
        for (concurrency, measured) in CONCURRENCY.into_iter().zip(&self.figures.reports) {
            let (p50, p99) = latency(&measured.latency);
            let name = format!("HTTP, {concurrency} at a time");
            writeln!(
                f,
                "{name:<26}{:>26}{p50:>27.2}{p99:>9.2}{:>8.0}{:>7}{:>6}",
                range(&Spread::of(measured.rate.clone())),
                Spread::of(measured.cpu_micros.clone()).median,
                percent(&measured.server_share),
                percent(&measured.generator_share)
            )?;
        }
        writeln!(f)
    }

    fn deliveries(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let plain = self.rate(Receivers::Loop { coalesce: 1 });
        let coalesced = self.rate(Receivers::Loop { coalesce: 4 });
        let title = format!("TO {} SUBSCRIBERS", self.plan.subscribers);
        writeln!(
            f,
            "{title:<26}{:>26}{:>9}{:>9}{:>9}{:>9}{:>8}{:>7}{:>6}",
            "deliveries/s", "of loop", "of 4/w", "p50 ms", "p99 ms", "CPU us", "server", "gen"
        )?;
        for (receivers, name) in [
            (Receivers::Loop { coalesce: 1 }, "bare loop"),
            (Receivers::Loop { coalesce: 4 }, "bare loop, 4 per write"),
            (Receivers::Server, "server"),
        ] {
            let rate = self.rate(receivers);
            let all = self.all(receivers);
            let latencies: Vec<Latency> = all.iter().filter_map(|one| one.last_receiver).collect();
            let (p50, p99) = match latency(&latencies) {
                _ if latencies.is_empty() => Default::default(),
                (p50, p99) => (format!("{p50:.2}"), format!("{p99:.2}")),
            };
            writeln!(
                f,
                "{name:<26}{:>26}{:>9.2}{:>9.2}{p50:>9}{p99:>9}{:>8.2}{:>7}{:>6}",
                range(&rate),
                rate.ratio(&plain),
                rate.ratio(&coalesced),
                self.cpu_micros(receivers),
                percent(&all.iter().map(|one| one.server_share).collect::<Vec<_>>()),
                percent(&all.iter().map(|one| one.generator_share).collect::<Vec<_>>())
            )?;
        }
        writeln!(f, "(8 events under way; latency: one event at a time, until the last receiver has it)")?;
        let (connected, subscribed) = self.figures.memory;
        let idle = self.plan.idle;
        writeln!(
            f,
            "memory per connection: {connected:.0} B, subscribed {subscribed:.0} B ({idle} connections)\n"
        )
    }

    fn bars(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let figures = self.figures;
        let rate = |index: usize| Spread::of(figures.orders[index].rate.clone());
        let of = |rate: Spread, floor: &Vec<f64>| rate.ratio(&Spread::of(floor.clone()));
        let server = self.rate(Receivers::Server);
        let (connected, subscribed) = figures.memory;
        writeln!(f, "BARS")?;
        for (name, value, bar, more_is_better) in [
            (
                "orders, 1 at a time, of the loop with 1 per commit",
                of(rate(0), &figures.loop_single),
                0.5,
                true,
            ),
            (
                "orders, 64 at a time, of the loop with 64 per commit",
                of(rate(2), &figures.loop_batched),
                0.5,
                true,
            ),
            ("p99 of orders at a fixed rate, ms", latency(&figures.at_rate).1, 25.0, false),
            ("deliveries/s, on the machine of docs/benchmarks.md", server.median, 450_000.0, true),
            ("server's CPU us per delivery", self.cpu_micros(Receivers::Server), 2.0, false),
            ("bytes per connection", connected, 2_400.0, false),
            ("bytes per subscribed connection", subscribed, 2_800.0, false),
        ] {
            let met = if more_is_better { value >= bar } else { value <= bar };
            let (relation, verdict) =
                (if more_is_better { ">=" } else { "<=" }, if met { "met" } else { "MISSED" });
            writeln!(f, "  {name:<54}{:>10} {relation} {:<8}{verdict}", short(value), short(bar))?;
        }
        writeln!(
            f,
            "every answer was 2xx, every frame was checked: none lost, repeated, altered or out of order"
        )
    }

    fn all(&self, receivers: Receivers) -> &[FanOut] {
        self.figures.fan_out.get(&receivers).map_or(&[], Vec::as_slice)
    }

    fn rate(&self, receivers: Receivers) -> Spread {
        Spread::of(self.all(receivers).iter().map(|one| one.rate).collect())
    }

    fn cpu_micros(&self, receivers: Receivers) -> f64 {
        Spread::of(self.all(receivers).iter().map(|one| one.cpu_micros).collect()).median
    }
}

/// The medians of both percentiles.
fn latency(all: &[Latency]) -> Latency {
    let median = |pick: fn(&Latency) -> f64| Spread::of(all.iter().map(pick).collect()).median;
    (median(|one| one.0), median(|one| one.1))
}

fn range(spread: &Spread) -> String {
    let [median, min, max] = [spread.median, spread.min, spread.max].map(thousands);
    format!("{median} ({min} - {max})")
}

fn percent(shares: &[f64]) -> String {
    format!("{:.0}%", Spread::of(shares.to_vec()).median * 100.0)
}

fn short(value: f64) -> String {
    if value >= 1_000.0 { thousands(value) } else { format!("{value:.2}") }
}

/// A rounded number with commas.
fn thousands(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped() {
        for (value, text) in
            [(0.0, "0"), (999.4, "999"), (999.5, "1,000"), (12_345.0, "12,345"), (1e6, "1,000,000")]
        {
            assert_eq!(thousands(value), text);
        }
        assert_eq!((short(0.512), short(2_400.0)), ("0.51".into(), "2,400".into()));
    }

    #[test]
    fn percentiles_of_rounds_have_medians_of_their_own() {
        assert_eq!(latency(&[(1.0, 30.0), (2.0, 10.0), (3.0, 20.0)]), (2.0, 20.0));
        assert_eq!(latency(&[]), (0.0, 0.0));
    }
}
