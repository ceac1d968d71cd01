//! The figures for Prometheus, and the checks behind `/readyz`, of the program as users run it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, Instant},
};

use orderbell_testkit::{Socket, TestServer};
use serde_json::json;

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

/// One line of the page.
#[derive(Debug)]
struct Sample {
    name: String,
    labels: BTreeMap<String, String>,
    value: f64,
}

/// Reads the page and holds it to the rules of the OpenMetrics text format that scrapers rely on.
fn parse(page: &str) -> Vec<Sample> {
    assert!(page.ends_with("# EOF\n"), "the page ends with its end mark");
    let (mut types, mut helped, mut samples) = (BTreeMap::new(), BTreeSet::new(), Vec::new());
    let mut current = String::new();
    for line in page.lines().filter(|line| *line != "# EOF") {
        if let Some(rest) = line.strip_prefix("# TYPE ") {
            let (name, kind) = rest.split_once(' ').unwrap();
            assert!(types.insert(name.to_owned(), kind.to_owned()).is_none(), "{name} is declared twice");
            current = name.to_owned();
        } else if let Some(rest) = line.strip_prefix("# HELP ") {
            let (name, help) = rest.split_once(' ').unwrap();
            assert!(help.len() > 10 && helped.insert(name.to_owned()), "{line}");
        } else {
            let sample = sample(line);
            let kind = &types[&current];
            let suffix =
                sample.name.strip_prefix(&current).unwrap_or_else(|| panic!("{line} is in {current}"));
            let allowed: &[&str] = match kind.as_str() {
                "counter" => &["_total"],
                "gauge" => &[""],
                "histogram" => &["_bucket", "_sum", "_count"],
                "info" => &["_info"],
                other => panic!("{other}"),
            };
            assert!(allowed.contains(&suffix), "{line} is no sample of a {kind}");
            samples.push(sample);
        }
    }
    for name in types.keys() {
        assert!(helped.contains(name), "{name} has no help");
        assert!(name.starts_with("orderbell_") || name.starts_with("process_"), "{name}");
    }
    histograms_add_up(&samples);
    samples
}

fn sample(line: &str) -> Sample {
    let (head, value) = line.rsplit_once(' ').unwrap_or_else(|| panic!("{line}"));
    let (name, labels) = head.split_once('{').unwrap_or((head, "}"));
    assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'), "{line}");
    let labels = labels.strip_suffix('}').unwrap();
    let labels = labels.split("\",").filter(|pair| !pair.is_empty()).map(|pair| {
        let (label, value) = pair.split_once("=\"").unwrap_or_else(|| panic!("{line}"));
        (label.to_owned(), value.trim_end_matches('"').to_owned())
    });
    let value = if value == "+Inf" { f64::INFINITY } else { value.parse().unwrap() };
    Sample { name: name.to_owned(), labels: labels.collect(), value }
}

fn histograms_add_up(samples: &[Sample]) {
    let mut last: BTreeMap<(String, String), f64> = BTreeMap::new();
    let mut bounds = BTreeMap::new();
    for bucket in samples.iter().filter(|sample| sample.name.ends_with("_bucket")) {
        let mut rest = bucket.labels.clone();
        let bound = rest.remove("le").unwrap();
        let key = (bucket.name.clone(), format!("{rest:?}"));
        let before = last.insert(key.clone(), bucket.value).unwrap_or(0.0);
        assert!(bucket.value >= before, "{bucket:?}");
        bounds.insert(key, bound);
    }
    for ((name, labels), bound) in bounds {
        assert_eq!(bound, "+Inf", "the last bucket of {name} {labels} has no bound");
    }
    for ((bucket, labels), total) in last {
        let name = bucket.replace("_bucket", "_count");
        let count = samples.iter().find(|s| s.name == name && format!("{:?}", s.labels) == labels).unwrap();
        assert_eq!(count.value, total, "{name} {labels}");
    }
}

fn find<'s>(samples: &'s [Sample], name: &str, labels: &[(&str, &str)]) -> Option<&'s Sample> {
    samples.iter().find(|sample| {
        sample.name == name
            && labels.iter().all(|(k, v)| sample.labels.get(*k).is_some_and(|found| found == v))
    })
}

fn scrape(server: &TestServer) -> Vec<Sample> {
    let reply = server.anonymous().get("/metrics");
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert!(reply.header("content-type").unwrap().starts_with("application/openmetrics-text"));
    parse(&reply.text)
}

fn until_ready(server: &TestServer) {
    let deadline = Instant::now() + Duration::from_secs(20);
    while server.anonymous().get("/readyz").status != 200 {
        assert!(Instant::now() < deadline, "{}", server.anonymous().get("/readyz").text);
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn metrics_are_off_unless_they_are_switched_on() {
    let server = TestServer::start(BINARY);
    assert_eq!(server.anonymous().get("/metrics").status, 404);
}

#[test]
fn metrics_for_this_machine_are_not_for_what_a_proxy_forwards() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_METRICS__ACCESS", "loopback")]);
    assert_eq!(server.anonymous().get("/metrics").status, 200);
    for name in ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"] {
        assert_eq!(server.anonymous().header(name, "203.0.113.7").get("/metrics").status, 403, "{name}");
    }
}

#[test]
fn metrics_with_a_token_need_that_token() {
    let token = "a-long-random-token";
    let environment = [("ORDERBELL_METRICS__ACCESS", "token"), ("ORDERBELL_METRICS__TOKEN", token)];
    let server = TestServer::start_with(BINARY, &environment);
    assert_eq!(server.anonymous().get("/metrics").status, 401);
    assert_eq!(server.anonymous().bearer("another-long-token").get("/metrics").status, 401);
    assert_eq!(server.api().get("/metrics").status, 401, "an app's own key is not enough");
    let reply = server.anonymous().bearer(token).get("/metrics");
    assert_eq!(reply.status, 200);
    assert!(!reply.text.contains(token) && !reply.text.contains(&server.first_run().secret));
}

#[test]
fn the_page_counts_what_happened_and_names_no_channel() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_METRICS__ACCESS", "loopback")]);
    until_ready(&server);
    let run = server.first_run();
    let app = [("app", run.app_id.as_str())];
    assert_eq!(find(&scrape(&server), "orderbell_connections", &app).unwrap().value, 0.0);

    let (mut socket, _) = Socket::open(server.authority(), &run.key);
    socket.subscribe("a-channel-of-somebody", "");
    let order = json!({
        "pay_later": true, "customer": {"name": "Budi"},
        "items": [{"name": "Nasi goreng", "qty": 2, "unit_price": "22500"}],
    });
    assert_eq!(server.api().post("/v1/orders", &order).status, 201);
    assert_eq!(server.api().get("/v1/orders/NO-SUCH").status, 404);
    let mut refused = Socket::dial(server.authority(), "/app/unknown?protocol=7");
    while refused.next().is_ok() {}

    let samples = scrape(&server);
    let value = |name: &str, labels: &[(&str, &str)]| {
        find(&samples, name, labels).unwrap_or_else(|| panic!("{name} {labels:?}")).value
    };
    assert_eq!(value("orderbell_connections", &app), 1.0);
    assert_eq!(value("orderbell_log_head", &app), 1.0);
    assert_eq!(value("orderbell_closes_total", &[("code", "4001")]), 1.0);
    assert!(value("orderbell_deliveries_total", &[]) >= 1.0);
    assert!(value("orderbell_store_commit_seconds_count", &[]) >= 1.0);
    let placed = [("method", "POST"), ("route", "/v1/orders"), ("status", "201")];
    assert_eq!(value("orderbell_http_requests_total", &placed), 1.0);
    let missed = [("route", "/v1/orders/{order}"), ("status", "404")];
    assert_eq!(value("orderbell_http_requests_total", &missed), 1.0);
    assert_eq!(value("orderbell_ready", &[]), 1.0);
    assert!(value("orderbell_check_seconds", &[("part", "round_trip")]) > 0.0);
    assert!(value("process_resident_memory_bytes", &[]) > 1e6);

    let page = server.anonymous().get("/metrics").text;
    for private in ["a-channel-of-somebody", "canary", "127.0.0.1", &run.key, &run.secret, "Budi"] {
        assert!(!page.contains(private), "{private}");
    }
}

#[test]
fn a_disk_without_room_makes_the_server_unready_and_says_what_to_do() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_HEALTH__MIN_FREE_MEGABYTES", "1000000000")]);
    let deadline = Instant::now() + Duration::from_secs(20);
    let body = loop {
        let reply = server.anonymous().get("/readyz");
        assert_eq!(reply.status, 503, "while it starts, and afterwards");
        if reply.json()["status"] == "failing" {
            break reply.json();
        }
        assert!(Instant::now() < deadline);
        std::thread::sleep(Duration::from_millis(20));
    };
    let failing: Vec<&serde_json::Value> =
        body["parts"].as_array().unwrap().iter().filter(|part| part["ok"] == false).collect();
    assert_eq!(failing.len(), 1, "{body}");
    assert_eq!(failing[0]["name"], "disk");
    assert!(failing[0]["problem"].as_str().unwrap().contains("free some space"), "{body}");
    assert_eq!(server.anonymous().get("/healthz").status, 200, "a restart would not mend it");
}
