//! `serve --demo` as somebody sees it who has just unpacked the program.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    collections::BTreeSet,
    io::{BufRead as _, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use orderbell_testkit::Http;
use serde_json::json;

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

/// Stops the demo even if the test fails.
struct Demo {
    child: Child,
    url: String,
    password: String,
    folder: PathBuf,
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
        for line in lines {
            let line = line.unwrap();
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
        Self { child, url: url.unwrap(), password: password.unwrap(), folder: folder.unwrap() }
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
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn orders_come_and_move_by_themselves_and_nothing_is_left_behind() {
    let mut demo = Demo::start();
    let owner = demo.sign_in("agus@demo.test");
    let wanted = ["order.created", "order.acknowledged", "payment.received", "order.status.changed"];
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        let log = owner.get("/v1/events?after=0").json();
        let seen: BTreeSet<_> = log["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| event["type"].as_str().unwrap().to_owned())
            .collect();
        if wanted.iter().all(|name| seen.contains(*name)) {
            break;
        }
        assert!(Instant::now() < deadline, "only {seen:?} came");
        std::thread::sleep(Duration::from_millis(200));
    }
    // Each of the staff sees what is theirs.
    let kitchen = demo.sign_in("dewi@demo.test").get("/v1/orders").json();
    let orders = kitchen["orders"].as_array().unwrap();
    assert!(!orders.is_empty() && orders.iter().all(|order| order["vendor_id"] == "warung"), "{kitchen}");

    assert!(demo.folder.exists());
    let pid = nix::unistd::Pid::from_raw(i32::try_from(demo.child.id()).unwrap());
    nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGTERM).unwrap();
    assert!(demo.child.wait().unwrap().success());
    assert!(!demo.folder.exists(), "the folder of a demo goes with it");
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
