//! `serve --demo` as somebody sees it who has just unpacked the program.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    collections::BTreeSet,
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use orderbell_orders::Kind;
use orderbell_testkit::Http;
use serde_json::json;

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

/// Stops the demo even if the test fails, in a way that leaves nothing behind.
struct Demo {
    child: Child,
    url: String,
    password: String,
    folder: PathBuf,
    printed: String,
}

impl Demo {
    fn start() -> Self {
        let mut child = Command::new(BINARY)
            .args(["serve", "--demo", "--listen", "127.0.0.1:0"])
            .env("ORDERBELL_LOG__LEVEL", "off")
            // The keys of a real app, which a demo must not take over.
            .env("ORDERBELL_APP__ID", "100001")
            .env("ORDERBELL_APP__KEY", "a-real-key")
            .env("ORDERBELL_APP__SECRET", "a-real-secret")
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let (mut url, mut password, mut folder) = (None, None, None);
        let mut printed = String::new();
        for line in lines {
            let line = line.unwrap();
            printed.push_str(&line);
            printed.push('\n');
            let words: Vec<_> = line.split_whitespace().collect();
            match &words[..] {
                ["orderbell", _, "data", "in", path] => folder = Some(PathBuf::from(path)),
                ["Dashboard", address] => url = Some(address.trim_end_matches('/').to_owned()),
                ["Sign", "in", "as,", "with", "the", "password", word, ..] => {
                    password = Some((*word).to_owned())
                }
                ["wayan@demo.test", ..] => break,
                _ => {}
            }
        }
        Self { child, url: url.unwrap(), password: password.unwrap(), folder: folder.unwrap(), printed }
    }

    fn end(&self, signal: Signal) -> nix::Result<()> {
        kill(Pid::from_raw(i32::try_from(self.child.id()).unwrap()), signal)
    }

    fn sign_in(&self, email: &str) -> Http {
        let http = Http::new(&self.url).header("Origin", &self.url);
        let answer = http.post("/v1/session", &json!({"email": email, "password": self.password}));
        assert_eq!(answer.status, 200, "{}", answer.text);
        http
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let ended = self.child.try_wait().is_ok_and(|status| status.is_some());
        // A number that is nobody's any more may be somebody else's.
        if !ended && self.end(Signal::SIGTERM).is_err() {
            self.child.kill().ok();
        }
        self.child.wait().ok();
    }
}

/// Everything that was recorded: what kind of notification it is, and the milliseconds until then from the first.
fn recorded(http: &Http) -> Vec<(String, i64)> {
    let mut events: Vec<(i64, String, i64)> = Vec::new();
    loop {
        let after = events.last().map_or(0, |(seq, ..)| *seq);
        let log = http.get(&format!("/v1/events?after={after}")).json();
        for event in log["events"].as_array().unwrap() {
            let at: jiff::Timestamp = event["at"].as_str().unwrap().parse().unwrap();
            let kind = event["kind"].as_str().unwrap().to_owned();
            events.push((event["seq"].as_i64().unwrap(), kind, at.as_millisecond()));
        }
        if log["has_more"] != true {
            break;
        }
    }
    let first = events.first().map_or(0, |(_, _, at)| *at);
    events.into_iter().map(|(_, kind, at)| (kind, at - first)).collect()
}

#[test]
fn within_a_minute_there_is_one_of_every_kind() {
    let demo = Demo::start();
    let owner = demo.sign_in("agus@demo.test");
    let catalogue: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.as_str().to_owned()).collect();
    // Longer than a minute, so that a busy machine is told apart from a story that is missing.
    let deadline = Instant::now() + Duration::from_secs(90);
    loop {
        let log = recorded(&owner);
        let seen: BTreeSet<_> = log.iter().map(|(kind, _)| kind.clone()).collect();
        if seen.is_superset(&catalogue) {
            let first = |kind| log.iter().find(|(seen, _)| seen == kind).map(|(_, at)| *at);
            let late: Vec<_> = catalogue.iter().filter(|kind| first(*kind) > Some(60_000)).collect();
            assert!(late.is_empty(), "{late:?} came after a minute");
            break;
        }
        let missing: Vec<_> = catalogue.difference(&seen).collect();
        assert!(Instant::now() < deadline, "{missing:?} did not come");
        std::thread::sleep(Duration::from_millis(500));
    }
    // Each of the staff sees what is theirs.
    let kitchen = demo.sign_in("dewi@demo.test").get("/v1/orders").json();
    let orders = kitchen["orders"].as_array().unwrap();
    assert!(!orders.is_empty() && orders.iter().all(|order| order["vendor_id"] == "warung"), "{kitchen}");
}

#[test]
fn nothing_is_left_behind_however_it_is_ended() {
    for signal in [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP] {
        let mut demo = Demo::start();
        assert!(demo.folder.exists());
        demo.end(signal).unwrap();
        assert!(demo.child.wait().unwrap().success(), "{signal}");
        assert!(!demo.folder.exists(), "the folder of a demo goes with it, after {signal} as well");
    }
}

#[test]
fn what_is_printed_leads_to_the_demo_and_not_to_another_server() {
    let demo = Demo::start();
    let there = format!("--data {}", demo.folder.display());
    assert!(demo.printed.contains(&format!("orderbell app show --reveal {there}")), "{}", demo.printed);
    let args = ["app", "show", "--reveal", "--data", demo.folder.to_str().unwrap()];
    let shown = Command::new(BINARY).args(args).env("ORDERBELL_LOG__LEVEL", "off").output().unwrap();
    assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
}

fn refused(args: &[&str]) -> String {
    let output = Command::new(BINARY).args(args).env("ORDERBELL_LOG__LEVEL", "off").output().unwrap();
    assert!(!output.status.success(), "it started");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_demo_is_not_shown_to_the_network_and_does_not_touch_real_orders() {
    let text = refused(&["serve", "--demo", "--listen", "0.0.0.0:0"]);
    assert!(text.contains("--demo") && text.contains("127.0.0.1:0"), "{text}");
    let real = tempfile::tempdir().unwrap();
    std::fs::write(real.path().join("orderbell.db"), "orders").unwrap();
    let text = refused(&["serve", "--demo", "--data", real.path().to_str().unwrap()]);
    assert!(text.contains("no demo"), "{text}");
    assert!(!real.path().join("demo").exists());
}
