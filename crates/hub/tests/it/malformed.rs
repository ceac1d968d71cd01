use orderbell_hub::{AppSettings, HubConfig};
use serde_json::json;
use tokio::io::AsyncWriteExt as _;

use crate::harness::{masked, server, server_of, server_with};

#[tokio::test]
async fn check_149_nonsense_is_answered_and_the_socket_stays_usable() {
    let server = server();
    let mut client = server.connect().await;
    for text in ["not json", "[]", "\"x\"", "{}", "{\"event\":5}"] {
        client.send_text(text).await;
        client.expect_error("Invalid message: expected a JSON object with a string member 'event'").await;
    }
    client.send(&json!({"event": "nope"})).await;
    client.expect_error("Unsupported event received on socket: 'nope'").await;
    let long = "é".repeat(500);
    client.send(&json!({"event": long})).await;
    client.expect_error(&format!("Unsupported event received on socket: '{}'", "é".repeat(100))).await;
    client.subscribe("a").await;
}

#[tokio::test]
async fn check_150_odd_subscriptions_are_errors() {
    let server = server();
    let mut client = server.connect().await;
    for data in [
        json!(null),
        json!("text"),
        json!({"channel": 5}),
        json!({"channel": "a".repeat(201)}),
        json!({"channel": "bad name!"}),
    ] {
        client.send(&json!({"event": "pusher:subscribe", "data": data})).await;
        assert_eq!(client.receive().await["event"], "pusher:error", "{data}");
    }
    client.send(&json!({"event": "pusher:subscribe"})).await;
    assert_eq!(client.receive().await["event"], "pusher:error");
    client.expect_nothing().await;
}

#[tokio::test]
async fn check_151_data_may_be_a_string_of_json() {
    let server = server();
    let mut client = server.connect().await;
    client.send(&json!({"event": "pusher:subscribe", "data": "{\"auth\":\"\",\"channel\":\"a\"}"})).await;
    client.expect_subscribed("a").await;
}

#[tokio::test]
async fn check_152_frames_that_are_not_text_close_only_their_own_connection() {
    let server = server_of(AppSettings { max_message: 1000, ..AppSettings::default() });
    let mut other = server.connect().await;
    other.subscribe("a").await;
    for (bytes, code) in [
        (masked(0x82, b"binary"), 1003),
        (masked(0x81, b"\xff\xfe"), 1007),
        (masked(0x81, &[b'x'; 1001]), 1009),
        (vec![0x81, 0x01, b'x'], 1002),
        (vec![0xf1], 1002),
    ] {
        let mut client = server.connect().await;
        client.send_bytes(&bytes).await;
        assert!(client.expect_close(code).await.is_empty());
    }
    server.until(|metrics| metrics.violations == 5 && metrics.connections == 1).await;
    server.publish(&["a"], "e", "d");
    other.expect_event("a", "e", "d").await;
}

#[tokio::test]
async fn check_153_a_depth_bomb_is_refused_and_harmless() {
    let server = server();
    let mut client = server.connect().await;
    let deep = "[".repeat(10_000);
    client.send_text(&format!("{{\"event\":\"pusher:ping\",\"data\":{deep}")).await;
    client.expect_error("Invalid message: nested deeper than 32 levels").await;
    client.expect_nothing().await;
}

#[tokio::test]
async fn nobody_else_notices_what_is_wrong_with_a_client() {
    let server = server_of(AppSettings { max_message: 2000, ..AppSettings::default() });
    let mut other = server.connect().await;
    other.subscribe("a").await;
    other.subscribe("private-a").await;
    let mut client = server.connect().await;
    client.subscribe("a").await;
    let nonsense = [
        json!("not an object"),
        json!({"event": "pusher:unheard-of", "data": {}}),
        json!({"event": "pusher_internal:subscription_succeeded", "channel": "a", "data": "{}"}),
        json!({"event": "pusher:error", "data": {"code": 4200, "message": "go away"}}),
        json!({"event": "e", "channel": "a", "data": "forged"}),
        json!({"event": "client-e", "channel": "a", "data": "forged"}),
        json!({"event": "client-e", "channel": "private-a", "data": "forged"}),
        json!({"event": "pusher:subscribe", "data": {"channel": "private-a", "auth": "key:0000"}}),
        json!({"event": "pusher:unsubscribe", "data": {"channel": "private-a"}}),
        json!({"event": "pusher:signin", "data": {"auth": "key:0000", "user_data": "{}"}}),
    ];
    for message in &nonsense {
        client.send(message).await;
        assert_eq!(client.receive().await["event"], "pusher:error", "{message}");
        // A refused subscription is told to its channel, too.
        if message["event"] == "pusher:subscribe" {
            assert_eq!(client.receive().await["event"], "pusher:subscription_error");
        }
    }
    // It is the same connection with the same subscription, up to the message that is too long.
    server.publish(&["a", "private-a"], "e", "real");
    client.expect_event("a", "e", "real").await;
    client.send_text(&"x".repeat(2001)).await;
    client.expect_close(1009).await;
    other.expect_event("a", "e", "real").await;
    other.expect_event("private-a", "e", "real").await;
    other.expect_nothing().await;
}

#[tokio::test]
async fn a_flood_of_tiny_fragments_ends_at_the_limit_of_a_message() {
    let server = server_of(AppSettings { max_message: 2000, ..AppSettings::default() });
    let mut client = server.connect().await;
    let fragments = [masked(0x01, b"x"), masked(0x00, b"x").repeat(3000)].concat();
    client.send_bytes(&fragments).await;
    client.expect_close(1009).await;
}

#[tokio::test]
async fn a_flood_of_pings_is_answered_as_long_as_the_answers_are_read() {
    let server = server_with(HubConfig {
        shards: 1,
        queue_limit: 16 * 1024,
        messages_per_second: 0,
        ..HubConfig::default()
    });
    let (mut client, mut other) = (server.connect().await, server.connect().await);
    let ping = masked(0x89, &[b'x'; 125]);
    for _ in 0..100 {
        client.send_bytes(&ping.repeat(100)).await;
        for _ in 0..100 {
            assert_eq!(client.receive_pong().await.len(), 125);
        }
    }
    other.expect_nothing().await;
    // Who reads none of them is closed as any slow reader is, and costs no more than a queue.
    let mut deaf = server.raw(b"").await;
    while server.hub.metrics().slow_closed == 0 {
        if deaf.write_all(&ping.repeat(100)).await.is_err() {
            break;
        }
    }
    server.until(|metrics| metrics.slow_closed == 1).await;
    other.expect_nothing().await;
}

#[tokio::test]
async fn a_message_in_fragments_counts_as_one() {
    let server = server();
    let mut client = server.connect().await;
    let text = br#"{"event":"pusher:ping","data":{}}"#;
    client.send_bytes(&masked(0x01, &text[..10])).await;
    client.send_bytes(&masked(0x89, b"between")).await;
    client.send_bytes(&masked(0x80, &text[10..])).await;
    assert_eq!(client.receive_pong().await, b"between");
    assert_eq!(client.receive().await["event"], "pusher:pong");
}

#[tokio::test]
async fn a_connection_has_a_limited_number_of_channels() {
    let server = server_of(AppSettings { max_channels: 2, ..AppSettings::default() });
    let mut client = server.connect().await;
    client.subscribe("a").await;
    client.subscribe("b").await;
    client.ask_to_subscribe("c", None, None).await;
    client.expect_error("A connection may be subscribed to at most 2 channels").await;
    let refusal = client.receive().await;
    assert_eq!((&refusal["channel"], &refusal["data"]["type"]), (&json!("c"), &json!("LimitReached")));
    client.unsubscribe("a").await;
    client.subscribe("c").await;
}
