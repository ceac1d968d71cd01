//! `orderbell tail`: shows what is recorded and published, from the log and live.

use std::{
    io::{IsTerminal as _, Write as _},
    time::Duration,
};

use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde_json::Value;

use super::target;

/// The server sends a line every fifteen seconds; after this silence it is gone.
const SILENCE: Duration = Duration::from_secs(45);

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  orderbell tail                                  what happens from now on
  orderbell tail --since 10m                      and what was recorded in the last ten minutes
  orderbell tail --type order --order ORD-261121-7K3Q
  orderbell tail --channel 'private-*' --event '*.created'
  orderbell tail --after 0 --no-follow --json     the whole log, one JSON object a line
  orderbell tail --url https://orders.example.com (with ORDERBELL_API_KEY in the environment)

Order events and what is triggered on tracked channels come from the log, so they can be shown from the past. Other
triggers and client events are shown while they pass. Credentials come from ORDERBELL_API_KEY or PUSHER_APP_ID,
PUSHER_APP_KEY and PUSHER_APP_SECRET in the environment, or else from the data folder.")]
pub(super) struct Options {
    /// Only channels of this name; `*` stands for any characters.
    #[arg(long, value_name = "PATTERN")]
    channel: Option<String>,
    /// Only events of this name; `*` stands for any characters.
    #[arg(long, value_name = "PATTERN")]
    event: Option<String>,
    /// Only these kinds (default: order, event and client).
    #[arg(long = "type", value_name = "KIND", value_delimiter = ',')]
    kinds: Vec<Kind>,
    /// Only events of the order with this code or uid.
    #[arg(long, value_name = "CODE")]
    order: Option<String>,
    /// Begin with what was recorded so long ago (10m, 2h, 1d) or at this time (2026-11-21T08:00:00Z).
    #[arg(long, value_name = "TIME", conflicts_with = "after", value_parser = since)]
    since: Option<Timestamp>,
    /// Begin after this position of the log.
    #[arg(long, value_name = "SEQ")]
    after: Option<u64>,
    /// End when everything that was recorded has been shown.
    #[arg(long)]
    no_follow: bool,
    /// Print each line as the JSON object that the server sends.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    target: target::At,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// Events of orders.
    Order,
    /// What programs trigger.
    Event,
    /// What clients send to each other.
    Client,
    /// What the server tells subscribers.
    Internal,
}

fn since(text: &str) -> Result<Timestamp, String> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    let wrong = || {
        format!("{text:?} is neither a time such as 2026-11-21T08:00:00Z nor a span such as 10m, 2h or 1d")
    };
    let units = [("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)];
    let parts = units.iter().find_map(|(unit, seconds)| Some((text.strip_suffix(unit)?, *seconds)));
    let (count, seconds) = parts.ok_or_else(wrong)?;
    let count: i64 = count.parse().map_err(|_| wrong())?;
    let span = count.checked_mul(seconds).filter(|span| *span >= 0).ok_or_else(wrong)?;
    Timestamp::now().checked_sub(SignedDuration::from_secs(span)).map_err(|_| wrong())
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let query = query(&options);
    let Options { no_follow, json, target, .. } = options;
    let target = target.find()?;
    let url = format!("{}/v1/console/tail?{query}", target.url);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let request = target::http()?.get(url).header("authorization", target.authorization());
        let mut reply =
            request.send().await.map_err(|error| target::unreachable(&target.url, &error.without_url()))?;
        if reply.status() != 200 {
            let status = reply.status();
            let body: Value = serde_json::from_str(&reply.text().await?).unwrap_or_default();
            bail!("the server answered {status}: {}", body["detail"].as_str().unwrap_or("without a reason"));
        }
        let mut printer = Printer { json, color: std::io::stdout().is_terminal(), no_follow };
        let mut rest = Vec::new();
        loop {
            let chunk =
                tokio::time::timeout(SILENCE, reply.chunk()).await.context("the server has gone silent")?;
            let Some(chunk) = chunk.context("the connection broke")? else {
                bail!("the server ended the stream; it stops or restarts");
            };
            rest.extend_from_slice(&chunk);
            while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
                let line: Vec<u8> = rest.drain(..=end).collect();
                if printer.print(&line[..end])? {
                    return Ok(());
                }
            }
        }
    })
}

fn query(options: &Options) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let named = [("channel", &options.channel), ("event", &options.event), ("order", &options.order)];
    for (name, value) in named {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    if !options.kinds.is_empty() {
        let kinds = options.kinds.iter().map(|kind| match kind {
            Kind::Order => "order",
            Kind::Event => "event",
            Kind::Client => "client",
            Kind::Internal => "internal",
        });
        query.append_pair("type", &kinds.collect::<Vec<_>>().join(","));
    }
    if let Some(after) = options.after {
        query.append_pair("after", &after.to_string());
    }
    if let Some(since) = options.since {
        query.append_pair("since", &since.to_string());
    }
    query.finish()
}

struct Printer {
    json: bool,
    color: bool,
    no_follow: bool,
}

impl Printer {
    /// Prints a line; true when it was the last one that is wanted.
    fn print(&mut self, line: &[u8]) -> anyhow::Result<bool> {
        let value: Value =
            serde_json::from_slice(line).context("the server sent something else than lines of JSON")?;
        let kind = value["type"].as_str().unwrap_or_default();
        let mut out = std::io::stdout().lock();
        let written = match kind {
            "alive" => Ok(()),
            _ if self.json => out.write_all(line).and_then(|()| out.write_all(b"\n")),
            "caught_up" => Ok(()),
            "skipped" => {
                writeln!(out, "         ({} publications went by too fast to be shown)", value["count"])
            }
            _ => writeln!(out, "{}", self.text(&value)),
        };
        match written.and_then(|()| out.flush()) {
            // Whoever reads has seen enough, as in `tail | head`.
            Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => return Ok(true),
            other => other?,
        }
        Ok(self.no_follow && kind == "caught_up")
    }

    fn text(&self, value: &Value) -> String {
        let text = |name: &str| value[name].as_str().unwrap_or_default();
        let at = text("at").parse::<Timestamp>().map_or_else(
            |_| text("at").to_owned(),
            |at| at.to_zoned(TimeZone::system()).strftime("%H:%M:%S").to_string(),
        );
        let seq = value["seq"].as_i64().map(|seq| format!("  #{seq}")).unwrap_or_default();
        let (mark, rest) = match text("type") {
            "order" => {
                let order = &value["data"]["order"];
                let of = ["code", "status"].into_iter().filter_map(|name| order[name].as_str());
                let parts: Vec<_> = of.chain(value["data"]["text"].as_str()).collect();
                ("32", parts.join("  "))
            }
            "client" => ("35", self.on_channel(value)),
            "internal" => ("90", self.on_channel(value)),
            _ => ("36", self.on_channel(value)),
        };
        match self.color {
            true => format!("{at}  \u{1b}[{mark}m{}\u{1b}[0m  {rest}{seq}", text("event")),
            false => format!("{at}  {}  {rest}{seq}", text("event")),
        }
    }

    fn on_channel(&self, value: &Value) -> String {
        let text = |name: &str| value[name].as_str().unwrap_or_default();
        let by = value["user_id"].as_str().map(|user| format!("  by {user}")).unwrap_or_default();
        // One line each, whatever a payload contains.
        let data: String = text("data").chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        format!("{}  {data}{by}", text("channel"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_and_times_are_understood() {
        let ago = |text: &str| {
            let from = since(text).unwrap();
            Timestamp::now().duration_since(from).as_secs()
        };
        for (text, seconds) in [("30s", 30), ("10m", 600), ("2h", 7200), ("1d", 86_400)] {
            assert!((seconds..seconds + 5).contains(&ago(text)), "{text}");
        }
        assert_eq!(since("2026-11-21T08:00:00Z").unwrap().as_second(), 1_795_248_000);
        for wrong in
            ["", "m", "ten", "10", "-5m", "99999999999999999999d", "10y", "9223372036854775807d", "10\u{e9}"]
        {
            assert!(since(wrong).is_err(), "{wrong}");
        }
    }
}
