//! The commands for developers, run as they are typed: against a running server, and against broken set-ups.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    fs,
    io::{BufRead as _, BufReader},
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Command, Output, Stdio},
};

use orderbell_testkit::{Socket, TestServer};
use orderbell_wire::auth::{http::sign, subscription_signature};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

fn now() -> i64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64
}

/// The program with nothing of the developer's own shell.
fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(BINARY);
    let foreign =
        |name: &str| ["PUSHER_", "REVERB_", "ORDERBELL_"].iter().any(|prefix| name.starts_with(prefix));
    for (name, _) in std::env::vars().filter(|(name, _)| foreign(name)) {
        command.env_remove(name);
    }
    command.args(arguments);
    command
}

fn beside(server: &TestServer, arguments: &[&str]) -> Command {
    let mut command = program(arguments);
    command.arg("--data").arg(server.data()).env("ORDERBELL_LISTEN", server.authority());
    command
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn order() -> Value {
    json!({
        "pay_later": true, "customer": {"name": "Budi"},
        "items": [{"name": "Nasi goreng", "qty": 2, "unit_price": "22500"}],
    })
}

#[test]
fn trigger_publishes_what_a_client_receives() {
    let server = TestServer::start(BINARY);
    let (mut socket, id) = Socket::open(server.authority(), &server.first_run().key);
    socket.subscribe("news", "");
    let output = beside(&server, &["trigger", "news", "headline", r#"{"n":1}"#]).output().unwrap();
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(out(&output), "{}\n");
    assert_eq!(socket.expect("headline").decoded(), json!({"n": 1}));

    let info = ["trigger", "news", "counted", "x", "--except", &id, "--info", "subscription_count"];
    let output = beside(&server, &info).output().unwrap();
    assert_eq!(out(&output), "{\"channels\":{\"news\":{\"subscription_count\":1}}}\n");
    let run = server.first_run();
    let environment = [
        ("PUSHER_APP_ID", run.app_id.as_str()),
        ("PUSHER_APP_KEY", &run.key),
        ("PUSHER_APP_SECRET", &run.secret),
    ];
    let elsewhere = ["trigger", "news", "remote", "x", "--url", server.url()];
    let output = program(&elsewhere).envs(environment).output().unwrap();
    assert!(output.status.success(), "{}", err(&output));
    assert_eq!(socket.expect("remote").data, "x");
}

#[test]
fn errors_say_what_to_do() {
    let server = TestServer::start(BINARY);
    let run = server.first_run();
    let wrong = [
        ("PUSHER_APP_ID", run.app_id.as_str()),
        ("PUSHER_APP_KEY", &run.key),
        ("PUSHER_APP_SECRET", "a-wrong-secret"),
    ];
    let arguments = ["trigger", "news", "e", "d", "--url", server.url()];
    let output = program(&arguments).envs(wrong).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("401: Invalid signature") && err(&output).contains("app show"),
        "{}",
        err(&output)
    );
    assert!(!err(&output).contains("a-wrong-secret"));

    let output = beside(&server, &["trigger", "bad name!", "e", "d"]).output().unwrap();
    assert!(err(&output).contains("400"), "{}", err(&output));
    let nowhere = tempfile::tempdir().unwrap();
    let output = program(&["tail", "--data"]).arg(nowhere.path()).output().unwrap();
    assert!(err(&output).contains("no credentials") && err(&output).contains("--data"), "{}", err(&output));
    let output =
        program(&["tail", "--url", "http://127.0.0.1:1"]).env("ORDERBELL_API_KEY", "ob_x").output().unwrap();
    assert!(err(&output).contains("http://127.0.0.1:1 does not answer"), "{}", err(&output));
    let output = program(&["tail", "--url", server.url()]).env("ORDERBELL_API_KEY", "ob_x").output().unwrap();
    assert!(
        err(&output).contains("401") && err(&output).contains("orderbell keys create"),
        "{}",
        err(&output)
    );
}

#[test]
fn tail_shows_the_log_and_goes_on_live() {
    let server = TestServer::start(BINARY);
    assert_eq!(server.api().post("/v1/orders", &order()).status, 201);
    assert_eq!(server.api().post("/v1/orders", &order()).status, 201);
    let output = beside(&server, &["tail", "--since", "10m", "--no-follow"]).output().unwrap();
    assert!(output.status.success(), "{}", err(&output));
    let text = out(&output);
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.lines().all(|line| line.contains("order.created") && line.contains("Budi")), "{text}");
    let output = beside(&server, &["tail", "--after", "1", "--no-follow", "--json"]).output().unwrap();
    let lines: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((lines.len(), &lines[0]["seq"], &lines[1]["type"]), (2, &json!(2), &json!("caught_up")));

    let live = ["tail", "--channel", "news*", "--json"];
    let mut child = beside(&server, &live).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let caught_up: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    assert_eq!(caught_up["type"], "caught_up");
    for channel in ["other", "news-id"] {
        let output = beside(&server, &["trigger", channel, "headline", "hello"]).output().unwrap();
        assert!(output.status.success(), "{}", err(&output));
    }
    let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
    assert_eq!((&line["channel"], &line["data"]), (&json!("news-id"), &json!("hello")));
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn env_prints_this_servers_lines_and_hides_the_secret() {
    let server = TestServer::start(BINARY);
    let run = server.first_run();
    for kind in ["laravel-reverb", "laravel-pusher", "node", "go", "python", "echo"] {
        let hidden = out(&beside(&server, &["env", kind]).output().unwrap());
        assert!(hidden.contains(&run.key) && !hidden.contains(&run.secret), "{hidden}");
        assert_eq!(hidden.contains("--reveal shows it"), kind != "echo", "{hidden}");
        let shown = out(&beside(&server, &["env", kind, "--reveal"]).output().unwrap());
        assert_eq!(shown.contains(&run.secret), kind != "echo", "{shown}");
    }
    let lines =
        out(&beside(&server, &["env", "laravel-reverb", "--url", "https://orders.test"]).output().unwrap());
    for line in
        ["REVERB_HOST=orders.test", "REVERB_PORT=443", "REVERB_SCHEME=https", "BROADCAST_CONNECTION=reverb"]
    {
        assert!(lines.lines().any(|found| found == line), "{lines}");
    }
}

#[test]
fn auth_verify_says_which_part_is_wrong() {
    let server = TestServer::start(BINARY);
    let run = server.first_run();
    let channel = "presence-chat";
    let right =
        subscription_signature(&run.secret, "1.2".parse().unwrap(), &channel.parse().unwrap(), Some("{}"));
    let verify = |auth: &str, data: Option<&str>| {
        let mut arguments =
            vec!["auth", "verify", "--socket-id", "1.2", "--channel", channel, "--auth", auth];
        arguments.extend(data.map(|data| ["--channel-data", data]).into_iter().flatten());
        beside(&server, &arguments).output().unwrap()
    };
    let output = verify(&format!("{}:{right}", run.key), Some("{}"));
    assert_eq!((output.status.code(), out(&output).as_str()), (Some(0), "the signature is right\n"));
    let output = verify(&format!("{}:{}", run.key, right.to_uppercase()), Some("{}"));
    assert!(output.status.code() == Some(1) && err(&output).contains("upper case"), "{}", err(&output));
    let output = verify(&format!("other:{right}"), Some("{}"));
    assert!(err(&output).contains("not one of this app's"), "{}", err(&output));
    let bare = subscription_signature(&run.secret, "1.2".parse().unwrap(), &channel.parse().unwrap(), None);
    let output = verify(&format!("{}:{bare}", run.key), Some("{}"));
    assert!(err(&output).contains("channel_data was sent but not signed"), "{}", err(&output));

    let path = format!("/apps/{}/events", run.app_id);
    let request = |secret: &str, body: &str, at: i64, sent: &str| {
        let query = sign(&run.key, secret, "POST", &path, &[], body.as_bytes(), at);
        let request = format!("POST https://orders.test{path}?{query}");
        beside(&server, &["auth", "verify", "--request", &request, "--body", sent]).output().unwrap()
    };
    assert!(request(&run.secret, "{}", now(), "{}").status.success());
    for (output, part) in [
        (request(&run.secret, "{}", now() - 700, "{}"), "s behind this clock"),
        (request(&run.secret, "{}", now(), "{ }"), "body_md5"),
        (request("another", "{}", now(), "{}"), "another secret"),
    ] {
        assert!(output.status.code() == Some(1) && err(&output).contains(part), "{part}: {}", err(&output));
        assert!(!err(&output).contains(&run.secret));
    }
}

fn doctor(command: &mut Command) -> (Option<i32>, Vec<Value>) {
    let output = command.arg("--json").output().unwrap();
    let found =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {}", err(&output)));
    (output.status.code(), found)
}

fn levels<'f>(findings: &'f [Value], check: &str) -> Vec<&'f str> {
    findings.iter().filter(|f| f["check"] == check).map(|f| f["level"].as_str().unwrap()).collect()
}

#[test]
fn doctor_finds_nothing_on_a_healthy_server() {
    let server = TestServer::start(BINARY);
    let deadline = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while server.anonymous().get("/readyz").status != 200 {
        assert!(std::time::Instant::now() < deadline);
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    fs::set_permissions(server.data(), fs::Permissions::from_mode(0o700)).unwrap();
    let (code, findings) = doctor(&mut beside(&server, &["doctor"]));
    let failed: Vec<&Value> = findings.iter().filter(|finding| finding["level"] == "fail").collect();
    assert!(failed.iter().all(|finding| finding["check"] == "dashboard"), "{failed:?}");
    assert_eq!(code, Some(i32::from(!failed.is_empty())));
    for check in ["settings", "data folder", "disk space", "database", "server", "readiness", "websocket"] {
        assert_eq!(levels(&findings, check), ["ok"], "{check}: {findings:?}");
    }
    let text = out(&beside(&server, &["doctor"]).output().unwrap());
    assert!(text.contains("ok    database"), "{text}");

    // The address is a flag's, so only the folder leads to the server.
    let mut command = program(&["doctor", "--data"]);
    let (_, findings) = doctor(command.arg(server.data()));
    assert_eq!(levels(&findings, "server"), ["ok"], "{findings:?}");
    let found = findings.iter().find(|finding| finding["check"] == "server").unwrap();
    assert!(found["found"].as_str().unwrap().contains(server.authority()), "{found}");
    // A chosen address goes before the server's own.
    let mut command = program(&["doctor", "--data"]);
    let (_, findings) = doctor(command.arg(server.data()).env("ORDERBELL_LISTEN", free_port()));
    assert_eq!(levels(&findings, "server"), ["warn"], "{findings:?}");
}

#[test]
fn doctor_finds_what_is_broken_and_says_how_to_mend_it() {
    let server = TestServer::start(BINARY);
    // A proxy without WebSockets: another program answers at the public address.
    let foreign = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let public = format!("http://{}", foreign.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in foreign.incoming().flatten() {
            answer_bad_gateway(stream);
        }
    });
    fs::set_permissions(server.data(), fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = beside(&server, &["doctor"]);
    command.env("ORDERBELL_PUBLIC_URL", public).env("ORDERBELL_HEALTH__MIN_FREE_MEGABYTES", "1000000000");
    let (code, findings) = doctor(&mut command);
    assert_eq!(code, Some(1));
    for (check, level) in [
        ("data folder", "warn"),
        ("disk space", "fail"),
        ("public_url", "fail"),
        ("public websocket", "fail"),
        ("server", "ok"),
    ] {
        assert_eq!(levels(&findings, check), [level], "{check}: {findings:?}");
    }
    for finding in findings.iter().filter(|finding| finding["level"] != "ok") {
        assert!(finding["mend"].as_str().is_some_and(|mend| mend.len() > 10), "{finding}");
    }
}

fn answer_bad_gateway(mut stream: std::net::TcpStream) {
    use std::io::{Read as _, Write as _};
    let mut request = [0; 4096];
    if stream.read(&mut request).is_ok() {
        let answer = "HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        // The doctor may have hung up already.
        drop(stream.write_all(answer.as_bytes()));
    }
}

#[test]
fn doctor_without_a_server_and_with_a_damaged_database() {
    let data = tempfile::tempdir().unwrap();
    let free = free_port();
    let examine = |data: &Path| {
        let mut command = program(&["doctor", "--data"]);
        command.arg(data).env("ORDERBELL_LISTEN", &free);
        doctor(&mut command)
    };
    let (code, findings) = examine(&data.path().join("missing"));
    assert_eq!(code, Some(0), "{findings:?}");
    assert_eq!(levels(&findings, "database"), ["warn"]);
    assert_eq!(levels(&findings, "server"), ["warn"]);

    fs::write(data.path().join("orderbell.db"), vec![7; 100_000]).unwrap();
    let (code, findings) = examine(data.path());
    assert_eq!((code, levels(&findings, "database")), (Some(1), vec!["fail"]), "{findings:?}");

    let mut command = program(&["doctor", "--data"]);
    command.arg(data.path()).env("ORDERBELL_HUB__SHARDS", "1000");
    let (code, findings) = doctor(&mut command);
    assert_eq!((code, findings.len(), levels(&findings, "settings")), (Some(1), 1, vec!["fail"]));
    assert!(findings[0]["found"].as_str().unwrap().contains("hub.shards"), "{findings:?}");
}

fn free_port() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().to_string()
}
