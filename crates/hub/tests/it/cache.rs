use std::time::Duration;

use orderbell_hub::{AppSettings, HubConfig};
use serde_json::json;

use crate::harness::{Client, Server, server_for, server_with};

/// Enough shards that newcomers are served by each of them.
fn spread() -> Server {
    server_with(HubConfig { shards: 3, ..HubConfig::default() })
}

async fn expect_miss(client: &mut Client, channel: &str) {
    client.expect_event(channel, "pusher:cache_miss", "{}").await;
}

async fn expect_last(server: &Server, channel: &str, data: &str) {
    for _ in 0..3 {
        let mut client = server.connect().await;
        client.subscribe(channel).await;
        client.expect_event(channel, "e", data).await;
        client.expect_nothing().await;
    }
}

#[tokio::test]
async fn check_71_an_empty_cache_channel_says_so_after_the_confirmation() {
    let server = spread();
    let mut client = server.connect().await;
    client.subscribe("cache-x").await;
    expect_miss(&mut client, "cache-x").await;
    client.expect_nothing().await;
}

#[tokio::test]
async fn check_72_an_event_that_nobody_heard_waits_for_who_comes_later() {
    let server = spread();
    let data = "{\"a\": 1,\n \"é\": \"\\\"\"}";
    server.publish(&["other", "cache-x"], "e", data);
    expect_last(&server, "cache-x", data).await;
}

#[tokio::test]
async fn check_73_only_the_last_event_comes_again_and_only_for_newcomers() {
    let server = spread();
    let mut early = server.connect().await;
    early.subscribe("cache-x").await;
    expect_miss(&mut early, "cache-x").await;
    server.publish(&["cache-x"], "e", "1");
    server.publish(&["cache-x"], "e", "2");
    expect_last(&server, "cache-x", "2").await;
    early.expect_event("cache-x", "e", "1").await;
    early.expect_event("cache-x", "e", "2").await;
    early.expect_nothing().await;
}

#[tokio::test]
async fn check_74_what_is_too_old_or_too_much_is_forgotten() {
    let lifetime = Duration::from_millis(1);
    let server = server_with(HubConfig { shards: 1, cache_lifetime: lifetime, ..HubConfig::default() });
    server.publish(&["cache-x"], "e", "1");
    let mut client = server.connect().await;
    // Connecting takes longer than a millisecond only usually, so it is tried until it did.
    loop {
        client.subscribe("cache-x").await;
        if client.receive().await["event"] == "pusher:cache_miss" {
            break;
        }
        client.unsubscribe("cache-x").await;
    }
    let server = server_with(HubConfig { shards: 2, cache_events: 2, ..HubConfig::default() });
    for channel in ["cache-a", "cache-b", "cache-c"] {
        server.publish(&[channel], "e", "1");
    }
    let mut client = server.connect().await;
    client.subscribe("cache-a").await;
    expect_miss(&mut client, "cache-a").await;
    expect_last(&server, "cache-c", "1").await;
}

#[tokio::test]
async fn check_75_guarded_cache_channels_send_it_after_authorization() {
    let server = spread();
    for channel in ["private-cache-x", "private-encrypted-cache-x"] {
        let mut client = server.connect().await;
        client.ask_to_subscribe(channel, None, None).await;
        assert_eq!(client.receive().await["event"], "pusher:error");
        assert_eq!(client.receive().await["event"], "pusher:subscription_error");
        client.subscribe(channel).await;
        expect_miss(&mut client, channel).await;
        server.publish(&[channel], "e", "1");
        expect_last(&server, channel, "1").await;
    }
    let mut client = server.connect().await;
    client.join("presence-cache-x", r#"{"user_id":"u1"}"#).await;
    expect_miss(&mut client, "presence-cache-x").await;
    server.publish(&["presence-cache-x"], "e", "1");
    let mut client = server.connect().await;
    client.join("presence-cache-x", r#"{"user_id":"u1"}"#).await;
    client.expect_event("presence-cache-x", "e", "1").await;
}

#[tokio::test]
async fn check_76_what_the_hub_itself_says_is_not_kept() {
    let settings = AppSettings { subscription_counts: true, ..AppSettings::default() };
    let server = server_for(HubConfig { shards: 3, ..HubConfig::default() }, settings);
    server.publish(&["presence-cache-x", "cache-x"], "e", "1");
    for number in 0..3 {
        let mut client = server.connect().await;
        client.join("presence-cache-x", &json!({"user_id": number}).to_string()).await;
        client.expect_event("presence-cache-x", "e", "1").await;
        client.subscribe("cache-x").await;
        client.expect_event("cache-x", "e", "1").await;
        client
            .expect_event("cache-x", "pusher_internal:subscription_count", r#"{"subscription_count":1}"#)
            .await;
        client.unsubscribe("cache-x").await;
        // The next member must not see this one leave.
        client.unsubscribe("presence-cache-x").await;
        client.expect_nothing().await;
    }
}

#[tokio::test]
async fn check_77_an_event_that_leaves_out_its_sender_is_kept_all_the_same() {
    let server = spread();
    let mut sender = server.connect().await;
    sender.subscribe("cache-x").await;
    expect_miss(&mut sender, "cache-x").await;
    server.publish_except(&["cache-x"], "e", "1", Some(sender.id()));
    expect_last(&server, "cache-x", "1").await;
    sender.expect_nothing().await;
}

#[tokio::test]
async fn check_70_client_events_are_not_kept() {
    let settings = AppSettings { client_events: true, ..AppSettings::default() };
    let server = server_for(HubConfig { shards: 3, ..HubConfig::default() }, settings);
    let (mut a, mut b) = (server.connect().await, server.connect().await);
    for client in [&mut a, &mut b] {
        client.subscribe("private-cache-x").await;
        expect_miss(client, "private-cache-x").await;
    }
    a.send(&json!({"event": "client-x", "channel": "private-cache-x", "data": "d"})).await;
    b.expect_event("private-cache-x", "client-x", "d").await;
    let mut later = server.connect().await;
    later.subscribe("private-cache-x").await;
    expect_miss(&mut later, "private-cache-x").await;
}

#[tokio::test]
async fn checks_81_and_82_an_encrypted_channel_is_guarded_and_its_payload_is_not_touched() {
    let server = spread();
    let mut client = server.connect().await;
    client.ask_to_subscribe("private-encrypted-x", Some(""), None).await;
    let message = "Auth info required to subscribe to private-encrypted-x";
    client.expect_refusal("private-encrypted-x", "AuthError", 401, message).await;
    client.subscribe("private-encrypted-x").await;
    let data =
        r#"{"nonce":"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEB","ciphertext":"f+ToFJlxeHsOZdVhAyLx3xpXLKxIWj8="}"#;
    server.publish(&["private-encrypted-x"], "e", data);
    client.expect_event("private-encrypted-x", "e", data).await;
}
