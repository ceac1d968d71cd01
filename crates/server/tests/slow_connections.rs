//! Connections that say nothing, or too little, are closed; a patient client with a pause between requests is not.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::{Duration, Instant},
};

use orderbell_testkit::TestServer;

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

/// Waits until the server closes, and says how long that took.
fn closed_after(mut stream: TcpStream, since: Instant) -> Duration {
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut answer = Vec::new();
    // A reset is a close, too.
    drop(stream.read_to_end(&mut answer));
    since.elapsed()
}

#[test]
fn silent_partial_and_dripping_connections_are_closed_by_the_head_timeout() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_HTTP__HEAD_TIMEOUT_SECONDS", "1")]);
    let since = Instant::now();
    let connect = || TcpStream::connect(server.authority()).unwrap();

    let silent: Vec<_> = (0..20).map(|_| connect()).collect();
    let mut partial = connect();
    partial.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n").unwrap();
    let mut dripping = connect();
    dripping.write_all(b"GET /").unwrap();
    let mut drips = dripping.try_clone().unwrap();
    let drip = std::thread::spawn(move || {
        // Paced by the clock on purpose: dripping is sending slowly. Ends when the server closes.
        while drips.write_all(b"x").is_ok() {
            std::thread::sleep(Duration::from_millis(100));
        }
    });

    for stream in silent.into_iter().chain([partial, dripping]) {
        let took = closed_after(stream, since);
        assert!(took < Duration::from_secs(6), "closed after {took:?}");
    }
    drip.join().unwrap();
    assert_eq!(server.anonymous().get("/healthz").status, 200);
}

#[test]
fn a_kept_alive_connection_may_pause_for_longer_than_the_head_timeout() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_HTTP__HEAD_TIMEOUT_SECONDS", "1")]);
    let mut stream = TcpStream::connect(server.authority()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    for pause in [0, 2] {
        // The pause itself is what is tested.
        std::thread::sleep(Duration::from_secs(pause));
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut answer = [0; 1024];
        let read = stream.read(&mut answer).unwrap();
        assert!(
            answer[..read].starts_with(b"HTTP/1.1 200 OK"),
            "{}",
            String::from_utf8_lossy(&answer[..read])
        );
    }
}
