//! `GET /readyz` asks whether clients can be served, and its own client is none of them.

use std::time::{Duration, Instant};

use orderbell_testkit::{Socket, TestServer};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

/// Waits for the first round of checks.
fn wait_until_ready(server: &TestServer) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while server.anonymous().get("/readyz").status != 200 {
        assert!(Instant::now() < deadline, "{}", server.anonymous().get("/readyz").text);
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn the_last_place_is_for_a_client_and_a_full_server_is_ready() {
    let server = TestServer::start_with(
        BINARY,
        &[("ORDERBELL_ADMISSION__CONNECTIONS", "1"), ("ORDERBELL_HEALTH__INTERVAL_SECONDS", "1")],
    );
    wait_until_ready(&server);
    let key = &server.first_run().key;
    let (_first, _) = Socket::open(server.authority(), key);
    let mut second = Socket::dial(server.authority(), &format!("/app/{key}?protocol=7"));
    assert_eq!(second.expect("pusher:error").data["code"], 4100);
    assert_eq!(second.next().unwrap_err().unwrap().0, 4100);
    assert_eq!(server.anonymous().get("/readyz").status, 200);
}

#[test]
fn a_server_that_does_not_wait_for_silent_clients_is_ready_all_the_same() {
    // Between two rounds its own client says nothing for longer than it may, and is closed for that.
    let server = TestServer::start_with(
        BINARY,
        &[
            ("ORDERBELL_HUB__ACTIVITY_TIMEOUT_SECONDS", "1"),
            ("ORDERBELL_HUB__PONG_TIMEOUT_SECONDS", "1"),
            ("ORDERBELL_HEALTH__INTERVAL_SECONDS", "3"),
        ],
    );
    wait_until_ready(&server);
    let until = Instant::now() + Duration::from_secs(7);
    while Instant::now() < until {
        let reply = server.anonymous().get("/readyz");
        assert_eq!(reply.status, 200, "{}", reply.text);
        // Paced by the clock on purpose: it has to stay so for a while.
        std::thread::sleep(Duration::from_millis(50));
    }
}
