use serde_json::json;

use crate::harness::{masked, server, subscribe};

#[tokio::test]
async fn checks_26_and_27_public_channels_need_no_auth() {
    let server = server();
    let mut client = server.connect().await;
    let messages = [
        subscribe("with-empty", Some(""), None),
        subscribe("with-null", None, None),
        json!({"event": "pusher:subscribe", "data": {"channel": "without"}}),
        json!({"event": "pusher:subscribe", "data": "{\"channel\":\"in-a-string\"}"}),
    ];
    for (message, channel) in messages.iter().zip(["with-empty", "with-null", "without", "in-a-string"]) {
        client.send(message).await;
        client.expect_subscribed(channel).await;
    }
}

#[tokio::test]
async fn checks_28_and_30_subscribers_get_the_data_byte_for_byte_and_others_nothing() {
    let server = server();
    let (mut a, mut b, mut c) = (server.connect().await, server.connect().await, server.connect().await);
    a.subscribe("my-channel").await;
    b.subscribe("my-channel").await;
    c.subscribe("my-channel-2").await;
    let data = "{\"a\": 1,\n \"b\": \"\\\"\"}";
    server.publish(&["my-channel"], "my-event", data);
    a.expect_event("my-channel", "my-event", data).await;
    b.expect_event("my-channel", "my-event", data).await;
    assert_eq!(server.count("my-channel").await, 2);
    c.expect_nothing().await;
}

#[tokio::test]
async fn check_29_no_data_is_interpreted() {
    let server = server();
    let mut client = server.connect().await;
    client.subscribe("a").await;
    for data in ["plain", "5", "null", "", "\"q\"", "{\"é\":\"☃\"}", "\u{0}\u{1f}\u{2028}\u{10ffff}"] {
        server.publish(&["a"], r"App\Events\X ☃", data);
        client.expect_event("a", r"App\Events\X ☃", data).await;
    }
}

#[tokio::test]
async fn check_31_after_unsubscribing_nothing_comes_and_nothing_is_answered() {
    let server = server();
    let mut client = server.connect().await;
    client.subscribe("a").await;
    client.unsubscribe("a").await;
    client.expect_nothing().await;
    server.publish(&["a"], "e", "d");
    assert_eq!(server.count("a").await, 0);
    client.expect_nothing().await;
}

#[tokio::test]
async fn unsubscribing_from_nothing_is_an_error() {
    let server = server();
    let mut client = server.connect().await;
    client.unsubscribe("a").await;
    client.expect_error("No current subscription to channel a, or subscription in progress").await;
}

#[tokio::test]
async fn check_32_a_burst_of_subscribe_and_unsubscribe_ends_as_its_last_message_says() {
    let server = server();
    let mut client = server.connect().await;
    let on = masked(0x81, subscribe("a", Some(""), None).to_string().as_bytes());
    let off = json!({"event": "pusher:unsubscribe", "data": {"channel": "a"}}).to_string();
    let off = masked(0x81, off.as_bytes());
    client.send_bytes(&[&on[..], &off, &on, &off, &on].concat()).await;
    for _ in 0..3 {
        client.expect_subscribed("a").await;
    }
    server.publish(&["a"], "e", "once");
    client.expect_event("a", "e", "once").await;
    assert_eq!(server.count("a").await, 1);
    client.expect_nothing().await;
}

#[tokio::test]
async fn check_33_subscribing_twice_is_an_error_and_delivers_once() {
    let server = server();
    let mut client = server.connect().await;
    client.subscribe("a").await;
    client.ask_to_subscribe("a", None, None).await;
    client.expect_error("Existing subscription to channel a").await;
    server.publish(&["a"], "e", "once");
    client.expect_event("a", "e", "once").await;
    client.expect_nothing().await;
}

#[tokio::test]
async fn check_36_the_whole_alphabet_of_names_works() {
    let server = server();
    let mut client = server.connect().await;
    client.subscribe("foo-bar_1234@=,.;").await;
    server.publish(&["foo-bar_1234@=,.;"], "e", "d");
    client.expect_event("foo-bar_1234@=,.;", "e", "d").await;
}

#[tokio::test]
async fn check_35_lookalikes_of_private_channels_are_public() {
    let server = server();
    let mut client = server.connect().await;
    for channel in ["privatefoo", "my-private-x", "presence", "cached", "x-cache-y"] {
        client.ask_to_subscribe(channel, None, None).await;
        client.expect_subscribed(channel).await;
    }
    client.expect_nothing().await;
}
