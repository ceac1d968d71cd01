use std::time::{Duration, Instant};

use orderbell_hub::HubConfig;
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;

use crate::harness::{Server, masked, server, server_with};

const IDLE: Duration = Duration::from_millis(150);

fn impatient(pong_timeout: Duration) -> Server {
    server_with(HubConfig { shards: 1, activity_timeout: IDLE, pong_timeout, ..HubConfig::default() })
}

#[tokio::test]
async fn check_19_a_ping_of_the_protocol_is_answered() {
    let server = server();
    let mut client = server.connect().await;
    client.send(&json!({"event": "pusher:ping", "data": {}})).await;
    assert_eq!(client.receive().await, json!({"event": "pusher:pong", "data": "{}"}));
}

#[tokio::test]
async fn check_20_a_websocket_ping_is_echoed() {
    let server = server();
    let mut client = server.connect().await;
    client.send_bytes(&masked(0x89, b"payload")).await;
    assert_eq!(client.receive_pong().await, b"payload");
}

#[tokio::test]
async fn check_22_a_client_that_answers_nothing_is_asked_and_then_closed() {
    let patience = Duration::from_millis(300);
    let server = impatient(patience);
    // Nothing but the handshake, and nobody who would answer pings.
    let mut stream = server.raw(b"").await;
    let start = Instant::now();
    let mut seen = Vec::new();
    while tokio::io::AsyncReadExt::read_buf(&mut stream, &mut seen).await.unwrap() > 0 {}
    assert!(start.elapsed() >= IDLE + patience);
    let text = String::from_utf8_lossy(&seen);
    let at = |what: &str| text.find(what).unwrap();
    assert!(at("pusher:ping") < at(r#"{"event":"pusher:error","data":{"code":4201,"#));
    let message = "Pong reply not received in time";
    let close = [&[0x88, 2 + message.len() as u8][..], &4201_u16.to_be_bytes(), message.as_bytes()].concat();
    assert!(seen.ends_with(&close));
    assert_eq!(server.hub.metrics().no_pong, 1);
}

#[tokio::test]
async fn check_23_either_kind_of_pong_keeps_a_connection() {
    // A second ping comes only after a sign of life, so the patience can be longer than the test.
    let server = impatient(Duration::from_secs(10));
    let (mut protocol, mut websocket) = (server.connect().await, server.connect().await);
    let (mut asked_in_words, mut asked_by_frame) = (0, 0);
    let start = Instant::now();
    while start.elapsed() < 5 * IDLE || asked_in_words < 3 || asked_by_frame < 3 {
        // One answers words with words. The library holds its own pongs back until something is written, so the
        // frame's answer of the other is made by hand.
        while protocol.receive().await["event"] != "pusher:ping" {}
        asked_in_words += 1;
        protocol.send(&json!({"event": "pusher:pong", "data": {}})).await;
        while !matches!(websocket.next().await, Some(Message::Ping(_))) {}
        asked_by_frame += 1;
        websocket.send_bytes(&masked(0x8a, b"")).await;
    }
    assert_eq!(server.hub.metrics().connections, 2);
    assert_eq!(server.hub.metrics().no_pong, 0);
}

#[tokio::test]
async fn check_24_a_client_that_only_pings_stays() {
    let server = impatient(6 * IDLE);
    let mut client = server.connect().await;
    let start = Instant::now();
    let mut pulse = tokio::time::interval(IDLE / 3);
    while start.elapsed() < 8 * IDLE {
        pulse.tick().await;
        client.send(&json!({"event": "pusher:ping", "data": {}})).await;
        while client.receive().await["event"] != "pusher:pong" {}
    }
    assert_eq!(server.hub.metrics().no_pong, 0);
}

#[tokio::test]
async fn check_25_an_unsolicited_pong_is_not_answered() {
    let server = server();
    let mut client = server.connect().await;
    client.send(&json!({"event": "pusher:pong", "data": {}})).await;
    client.send_bytes(&masked(0x8a, b"whatever")).await;
    client.expect_nothing().await;
}
