//! The page that Prometheus reads, in the OpenMetrics text format.
//!
//! Everything is gathered first and written afterwards, so that writing cannot fail half-way for a reason of ours. A scrape
//! costs one read of the database and a few locks; it never waits for a shard or for the writer.

use std::{
    collections::BTreeMap,
    fmt::{self, Write as _},
    sync::atomic::Ordering,
};

use jiff::Timestamp;
use orderbell_hub::HubMetrics;
use orderbell_store::{AppId, Distribution, JobBacklog, StoreMetrics};
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, EncodeCounterValue, EncodeGaugeValue, NoLabelSet, text},
    metrics::{MetricType, exemplar::Exemplar},
    registry::Registry,
};

use super::process::Process;
use crate::{health::Readiness, http::AppState, timers, webhooks::Counts};

/// Apps that get a label of their own; the others are added up as `other`.
pub const APPS: usize = 200;

/// Content type of the page.
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The whole page.
pub async fn page(state: &AppState) -> String {
    let mut registry = Registry::default();
    state.http_metrics.register(&mut registry);
    registry.register_collector(Box::new(Figures::gather(state).await));
    let mut page = String::new();
    if text::encode(&mut page, &registry).is_err() {
        // Writing to memory cannot fail, and labels are ours; but a broken page must not look like a whole one.
        tracing::error!("the metrics could not be written");
        page.clear();
        page.write_str("# EOF\n").expect("writing to memory cannot fail");
    }
    page
}

/// What the parts say at one moment.
#[derive(Debug)]
struct Figures {
    hub: HubMetrics,
    hub_queue: usize,
    raw_connections: usize,
    unexplained: u64,
    closes: BTreeMap<u16, u64>,
    connections: Labelled,
    webhooks: Labelled,
    timers: Labelled,
    jobs: Vec<JobBacklog>,
    now: Timestamp,
    store: StoreMetrics,
    heads: Labelled,
    lags: Labelled,
    readiness: Readiness,
    process: Process,
}

/// Values by public id of the app.
type Labelled = BTreeMap<String, u64>;

impl Figures {
    async fn gather(state: &AppState) -> Self {
        let mut names: Vec<(AppId, String)> =
            state.apps.all().iter().map(|app| (app.record.id, app.record.public_id.clone())).collect();
        names.sort();
        let names: BTreeMap<AppId, String> = names.into_iter().take(APPS).collect();
        let label = |app: AppId| names.get(&app).cloned().unwrap_or_else(|| "other".to_owned());

        let mut connections: Labelled = names.values().map(|name| (name.clone(), 0)).collect();
        let own = state.health.canary_app();
        for (app, count) in state.hub.connections_by_app().into_iter().filter(|(app, _)| *app != own) {
            *connections.entry(label(AppId(app))).or_default() += count;
        }
        let (mut heads, mut lags) = (Labelled::new(), Labelled::new());
        let relayed = state.relayed.all();
        match state.store.heads().await {
            Ok(found) => {
                for (app, head) in found {
                    let lag = head - relayed.get(&app).copied().unwrap_or(head);
                    *heads.entry(label(app)).or_default() += head.unsigned_abs();
                    *lags.entry(label(app)).or_default() += u64::try_from(lag).unwrap_or(0);
                }
            }
            Err(error) => tracing::warn!(%error, "the log's heads are missing from the metrics"),
        }
        let now = Timestamp::now();
        let jobs = state.store.job_backlog(now).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "the jobs are missing from the metrics");
            Vec::new()
        });
        Self {
            hub: state.hub.metrics(),
            hub_queue: state.hub.queued_bytes(),
            raw_connections: state.live.connections(),
            unexplained: state.hub.unexplained_refusals(),
            closes: state.hub.closes_by_code(),
            connections,
            webhooks: webhooks(state.webhooks.counts()),
            timers: timers(state.timers.counts()),
            jobs,
            now,
            store: state.store.metrics(),
            heads,
            lags,
            readiness: state.health.readiness(),
            process: Process::read(),
        }
    }
}

fn webhooks(counts: &Counts) -> Labelled {
    let outcomes = [
        ("delivered", &counts.delivered),
        ("retried", &counts.retried),
        ("given_up", &counts.failed),
        ("not_queued", &counts.dropped),
    ];
    outcomes.into_iter().map(|(name, count)| (name.to_owned(), count.load(Ordering::Relaxed))).collect()
}

fn timers(counts: &timers::Counts) -> Labelled {
    let outcomes = [("done", &counts.done), ("put_off", &counts.put_off), ("given_up", &counts.failed)];
    outcomes.into_iter().map(|(name, count)| (name.to_owned(), count.load(Ordering::Relaxed))).collect()
}

impl Collector for Figures {
    fn encode(&self, encoder: DescriptorEncoder<'_>) -> fmt::Result {
        let mut page = Page(encoder);
        page.info("orderbell_build", "Which build this is", "version", env!("CARGO_PKG_VERSION"))?;
        self.hub(&mut page)?;
        self.store(&mut page)?;
        self.jobs(&mut page)?;
        self.checks(&mut page)?;
        self.process(&mut page)
    }
}

impl Figures {
    fn hub(&self, page: &mut Page<'_>) -> fmt::Result {
        let hub = &self.hub;
        page.gauges("orderbell_connections", "WebSocket connections now, by app", "app", &self.connections)?;
        page.gauge(
            "orderbell_subscriptions",
            "Subscriptions now, with the server's own one",
            hub.subscriptions,
        )?;
        page.gauge(
            "orderbell_catching_up",
            "Subscriptions that are being sent what they missed",
            hub.catching_up,
        )?;
        page.gauge(
            "orderbell_raw_connections",
            "Raw WebSockets and event streams now",
            self.raw_connections,
        )?;
        page.gauge(
            "orderbell_hub_queue_bytes",
            "Bytes waiting in the fullest inbox of a shard",
            self.hub_queue,
        )?;
        let counters = [
            ("orderbell_publications", "Events accepted for delivery", hub.publications),
            ("orderbell_deliveries", "Frames of events put into the queues of sockets", hub.deliveries),
            ("orderbell_sent_bytes", "Bytes that the kernel took for sockets", hub.bytes_out),
            ("orderbell_socket_writes", "System calls that wrote to sockets", hub.writes),
            ("orderbell_received_messages", "Messages of clients", hub.messages_in),
            ("orderbell_slow_closes", "Connections closed because their queue was full", hub.slow_closed),
            (
                "orderbell_stalled_connections",
                "Connections dropped because nothing could be written",
                hub.stalled,
            ),
            ("orderbell_no_pong_closes", "Connections closed because a ping was not answered", hub.no_pong),
            (
                "orderbell_violations",
                "Connections closed for breaking the WebSocket protocol",
                hub.violations,
            ),
            (
                "orderbell_refused_connections",
                "Connections refused before they were established",
                hub.refused,
            ),
            ("orderbell_replays", "Subscriptions that began behind the log", hub.replays),
            ("orderbell_replayed_events", "Events sent from the log", hub.replayed),
            (
                "orderbell_incomplete_replays",
                "Replays that could not begin where the client was",
                hub.incomplete_replays,
            ),
            ("orderbell_failed_log_pages", "Pages of the log that had to be read again", hub.failed_pages),
            ("orderbell_receipts", "Receipt pings that clients answered", hub.receipts),
            (
                "orderbell_webhook_events_lost",
                "Channel events that no webhook hears of, because too many waited",
                hub.reports_dropped,
            ),
            ("orderbell_unexplained_refusals", "Wrong signatures beyond what is explained", self.unexplained),
        ];
        for (name, help, value) in counters {
            page.counter(name, help, value)?;
        }
        page.counters(
            "orderbell_webhook_attempts",
            "Requests of webhooks, by what became of them",
            "outcome",
            &self.webhooks,
        )?;
        let closes = self.closes.iter().map(|(code, count)| (code.to_string(), *count)).collect();
        page.counters(
            "orderbell_closes",
            "Connections closed or refused by the server, by code",
            "code",
            &closes,
        )
    }

    fn store(&self, page: &mut Page<'_>) -> fmt::Result {
        let store = &self.store;
        page.gauge("orderbell_store_queue", "Writes waiting for the writer", store.queued_writes)?;
        page.gauge("orderbell_store_queue_capacity", "Writes that may wait", store.queue_capacity)?;
        page.histogram("orderbell_store_batch_commands", "Writes per commit", &store.batch_sizes)?;
        page.histogram(
            "orderbell_store_commit_seconds",
            "Time of a batch until it is on disk",
            &store.batch_times,
        )?;
        page.counter(
            "orderbell_store_failed_batches",
            "Batches that were not recorded",
            store.failed_batches,
        )?;
        page.histogram("orderbell_store_read_seconds", "Time of a read, with its wait", &store.read_times)?;
        page.gauge("orderbell_store_reads", "Reads under way, waiting ones included", store.reads_now)?;
        page.gauge("orderbell_store_readers", "Connections that read", store.readers)?;
        page.gauges("orderbell_log_head", "Newest position of the log, by app", "app", &self.heads)?;
        page.gauges("orderbell_relay_lag_events", "Recorded but not yet sent out, by app", "app", &self.lags)
    }

    fn jobs(&self, page: &mut Page<'_>) -> fmt::Result {
        let of_kind = |value: fn(&JobBacklog, Timestamp) -> u64| -> Labelled {
            self.jobs.iter().map(|backlog| (backlog.kind.clone(), value(backlog, self.now))).collect()
        };
        let due = of_kind(|backlog, _| backlog.due);
        let age = of_kind(|backlog, now| {
            let late = backlog.oldest_due.map_or(0, |due| now.duration_since(due).as_secs());
            u64::try_from(late).unwrap_or(0)
        });
        let failed = of_kind(|backlog, _| backlog.failed);
        page.gauges("orderbell_jobs_due", "Jobs that could have been begun by now", "kind", &due)?;
        page.gauges("orderbell_jobs_overdue_seconds", "How late the latest of them is", "kind", &age)?;
        page.gauges("orderbell_jobs_failed", "Jobs that were given up and are kept", "kind", &failed)?;
        page.counters(
            "orderbell_timers",
            "Timers of orders that were dealt with, by what became of them",
            "outcome",
            &self.timers,
        )
    }

    fn checks(&self, page: &mut Page<'_>) -> fmt::Result {
        let readiness = &self.readiness;
        page.gauge("orderbell_ready", "1 when /readyz answers 200", u64::from(readiness.is_ready()))?;
        if let Some(age) = readiness.age_seconds() {
            page.gauge("orderbell_check_age_seconds", "Age of the latest checks", age)?;
        }
        let up = readiness.parts().map(|part| (part.name.to_owned(), u64::from(part.ok))).collect();
        page.gauges("orderbell_check_up", "1 when a part passed its latest check", "part", &up)?;
        let times =
            readiness.parts().filter_map(|part| Some((part.name.to_owned(), part.milliseconds? / 1e3)));
        page.gauges("orderbell_check_seconds", "Time of the latest check", "part", &times.collect())
    }

    fn process(&self, page: &mut Page<'_>) -> fmt::Result {
        let process = &self.process;
        page.gauge(
            "process_start_time_seconds",
            "Start of the process, since 1970",
            process.started_seconds,
        )?;
        if let Some(bytes) = process.resident_bytes {
            page.gauge("process_resident_memory_bytes", "Resident memory", bytes)?;
        }
        if let Some(count) = process.open_fds {
            page.gauge("process_open_fds", "Open file descriptors", count)?;
        }
        if let Some(count) = process.max_fds {
            page.gauge("process_max_fds", "File descriptors that may be open", count)?;
        }
        if let Some(seconds) = process.cpu_seconds {
            page.counter("process_cpu_seconds", "CPU time in user and kernel mode", seconds)?;
        }
        Ok(())
    }
}

/// Writes one family after the other.
struct Page<'a>(DescriptorEncoder<'a>);

impl Page<'_> {
    fn info(&mut self, name: &str, help: &str, label: &str, value: &str) -> fmt::Result {
        self.0.encode_descriptor(name, help, None, MetricType::Info)?.encode_info(&[(label, value)])
    }

    fn counter(&mut self, name: &str, help: &str, value: impl EncodeCounterValue + Copy) -> fmt::Result {
        let mut family = self.0.encode_descriptor(name, help, None, MetricType::Counter)?;
        family.encode_counter::<NoLabelSet, _, f64>(&value, None)
    }

    fn counters(&mut self, name: &str, help: &str, label: &str, values: &Labelled) -> fmt::Result {
        let mut family = self.0.encode_descriptor(name, help, None, MetricType::Counter)?;
        for (of, value) in values {
            family
                .encode_family(&[(label, of.as_str())])?
                .encode_counter::<NoLabelSet, _, f64>(value, None)?;
        }
        Ok(())
    }

    fn gauge(&mut self, name: &str, help: &str, value: impl EncodeGaugeValue + Copy) -> fmt::Result {
        self.0.encode_descriptor(name, help, None, MetricType::Gauge)?.encode_gauge(&value)
    }

    fn gauges<V: EncodeGaugeValue>(
        &mut self,
        name: &str,
        help: &str,
        label: &str,
        values: &BTreeMap<String, V>,
    ) -> fmt::Result {
        let mut family = self.0.encode_descriptor(name, help, None, MetricType::Gauge)?;
        for (of, value) in values {
            family.encode_family(&[(label, of.as_str())])?.encode_gauge(value)?;
        }
        Ok(())
    }

    fn histogram(&mut self, name: &str, help: &str, values: &Distribution) -> fmt::Result {
        let mut family = self.0.encode_descriptor(name, help, None, MetricType::Histogram)?;
        let exemplars = None::<&std::collections::HashMap<usize, Exemplar<NoLabelSet, f64>>>;
        family.encode_histogram(values.sum, values.count, &values.buckets, exemplars)
    }
}
