//! Starting: what is printed, how fast it listens, and that every refusal to start is one clear line.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    net::TcpListener,
    process::Command,
    time::{Duration, Instant},
};

use orderbell_testkit::TestServer;
use serde_json::json;

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

fn refused(args: &[&str], environment: &[(&str, &str)]) -> String {
    let output = Command::new(BINARY)
        .args(args)
        .envs(environment.iter().copied())
        .env("ORDERBELL_LOG__LEVEL", "off")
        .output()
        .unwrap();
    assert!(!output.status.success(), "it started");
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(text.trim().lines().count(), 1, "one line: {text}");
    text
}

#[test]
fn the_first_start_prints_everything_that_is_needed_and_the_second_no_secret() {
    let mut server = TestServer::start(BINARY);
    let run = server.first_run().clone();
    assert!(run.setup_link.starts_with(&format!("{}/setup/", server.url())), "{run:?}");
    assert!(!run.app_id.is_empty() && !run.key.is_empty() && !run.secret.is_empty());
    assert!(run.api_key.starts_with("ob_"));
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!("{} -s -o /dev/null -w '%{{http_code}}'", run.curl))
        .output();
    assert_eq!(
        String::from_utf8(output.unwrap().stdout).unwrap(),
        "201",
        "the printed line works: {}",
        run.curl
    );

    // The last lines are commands to paste, and the folder has a name of its own.
    for command in ["app show --reveal", "keys create"] {
        let line = run.commands.iter().find(|line| line.contains(command)).unwrap();
        let words = line.split_once("orderbell ").unwrap().1;
        let output = Command::new("sh").arg("-c").arg(format!("{BINARY} {words}")).output().unwrap();
        assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    }

    server.terminate();
    let started = Instant::now();
    server.restart();
    assert!(server.first_run().setup_link == run.setup_link, "the first start's words are kept by the test");
    assert!(started.elapsed() < Duration::from_secs(10));
    assert_eq!(server.api().get("/v1/stats").json()["stats"]["total"], 1);
}

#[test]
fn a_port_in_use_is_named() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let data = tempfile::tempdir().unwrap();
    let text = refused(&["serve", "--listen", &address, "--data", data.path().to_str().unwrap()], &[]);
    assert!(text.contains(&address) && text.contains("--listen"), "{text}");
}

#[test]
fn a_data_folder_that_cannot_be_used_is_named() {
    let text = refused(&["serve", "--listen", "127.0.0.1:0", "--data", "/proc/orderbell"], &[]);
    assert!(text.contains("/proc/orderbell") && text.contains("--data"), "{text}");

    let server = TestServer::start(BINARY);
    let text = refused(&["serve", "--listen", "127.0.0.1:0", "--data", server.data().to_str().unwrap()], &[]);
    assert!(text.contains("in use by another orderbell"), "{text}");
}

#[test]
fn a_wrong_setting_is_named() {
    let data = tempfile::tempdir().unwrap();
    let args = ["serve", "--listen", "127.0.0.1:0", "--data", data.path().to_str().unwrap()];
    let text = refused(&args, &[("ORDERBELL_HUB__SHARDS", "a lot")]);
    assert!(text.contains("shards"), "{text}");
    let text = refused(&args, &[("ORDERBELL_HUB__QUEUE_BYTES", "1")]);
    assert!(text.contains("hub.queue_bytes") && text.contains("16384"), "{text}");
    let text = refused(&args, &[("PUSHER_APP_KEY", "k")]);
    assert!(text.contains("PUSHER_APP_ID"), "{text}");
    let text = refused(&["serve", "--listen", "nowhere"], &[]);
    assert!(text.contains("`listen`"), "{text}");
}

#[test]
fn commands_beside_a_running_server_make_keys_and_show_credentials() {
    let server = TestServer::start(BINARY);
    let data = server.data().to_str().unwrap();
    let run = |args: &[&str]| {
        let output = Command::new(BINARY).args(args).args(["--data", data]).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let key = run(&["keys", "create", "--label", "till"]);
    assert_eq!(server.anonymous().bearer(key.trim()).get("/v1/stats").status, 200);
    assert!(!run(&["app", "show"]).contains(&server.first_run().secret));
    assert!(run(&["app", "show", "--reveal"]).contains(&server.first_run().secret));
    let link = run(&["invite"]);
    // The server was told by a flag where to listen, which no setting knows.
    assert!(link.starts_with(&format!("{}/setup/", server.url())), "{link}");
    let port = server.authority().rsplit_once(':').unwrap().1;
    assert!(run(&["app", "show"]).contains(&format!("PUSHER_PORT={port}\n")));
    assert!(run(&["env", "node"]).contains(port));
    let source = run(&["source", "add", "woocommerce"]);
    assert!(source.contains(&format!("{}/hooks/woocommerce/", server.url())), "{source}");
    let webhook = run(&["webhook", "add", "https://shop.example.com/pusher/webhook"]);
    assert_eq!(webhook, "webhook 1 sends all events to https://shop.example.com/pusher/webhook\n");
}

#[test]
fn staff_are_invited_on_the_command_line_and_cannot_rename_the_shop() {
    let server = TestServer::start(BINARY);
    let data = server.data().to_str().unwrap();
    let invite =
        |args: &[&str]| Command::new(BINARY).args(["invite", "--data", data]).args(args).output().unwrap();
    let owner = server.owner();
    let made = invite(&["--role", "cashier", "--vendor", "7"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let link = String::from_utf8(made.stdout).unwrap();
    let answer = server.anonymous().post(
        "/v1/setup",
        &json!({
            "token": link.trim().rsplit('/').next(), "name": "Sari", "email": "sari@example.com",
            "password": "warung sari 2026", "store_name": "Sari's", "timezone": "Asia/Makassar", "locale": "en",
        }),
    );
    assert_eq!(answer.status, 201, "{}", answer.text);
    let (user, app) = (&answer.json()["user"], &answer.json()["app"]);
    assert_eq!((&user["role"], &user["vendor_id"]), (&json!("cashier"), &json!("7")));
    assert_eq!((&user["locale"], &app["locale"]), (&json!("en"), &json!("id")));
    assert_eq!((&app["name"], &app["timezone"]), (&json!("My shop"), &json!("Asia/Jakarta")));
    assert_eq!(owner.get("/v1/session").json()["app"]["name"], "My shop");
    for (args, why) in [
        (&["--role", "vendor"][..], "--vendor"),
        (&["--role", "admin", "--vendor", "7"], "--vendor"),
        (&["--role", "customer"], "vendor or cashier"),
        (&[], "has an owner already"),
    ] {
        let refused = invite(args);
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert!(!refused.status.success() && said.contains(why), "{args:?}: {said}");
    }
}

#[test]
fn credentials_in_the_environment_become_the_apps() {
    let server = TestServer::start_with(
        BINARY,
        &[
            ("REVERB_APP_ID", "484943"),
            ("REVERB_APP_KEY", "reverb-key"),
            ("REVERB_APP_SECRET", "reverb-secret"),
        ],
    );
    let run = server.first_run();
    assert_eq!((run.app_id.as_str(), run.key.as_str()), ("484943", "reverb-key"));
    assert_ne!(run.secret, "reverb-secret", "who has set it knows it");
}
