//! Apps that change while their clients are connected, and limits of one app.

use std::sync::Arc;

use orderbell_hub::{App, AppSettings, HubConfig};
use serde_json::{Value, json};

use crate::harness::{Client, KEY, SECOND_KEY, Server, app, server, server_of, server_with};

fn counting() -> AppSettings {
    AppSettings { subscription_counts: true, ..AppSettings::default() }
}

async fn expect_farewell(client: &mut Client, code: u16) {
    let texts = client.expect_close(code).await;
    let error: Value = serde_json::from_str(texts.last().unwrap()).unwrap();
    assert_eq!((&error["event"], &error["data"]["code"]), (&json!("pusher:error"), &json!(code)), "{error}");
}

async fn refused(server: &Server, key: &str, code: u16) {
    let mut client = server.dial(key).await;
    expect_farewell(&mut client, code).await;
}

fn without_second_key(revision: u64) -> Arc<App> {
    let mut app = app(revision, AppSettings::default());
    app.keys.pop();
    Arc::new(app)
}

#[tokio::test]
async fn check_9_and_10_an_app_over_its_quota_is_refused_until_somebody_goes() {
    let server = server_of(AppSettings { max_connections: Some(1), ..AppSettings::default() });
    let mut first = server.connect().await;
    // decisions 4: 4100 instead of 4004, so that stock clients come back.
    refused(&server, KEY, 4100).await;
    first.subscribe("a").await;
    server.publish(&["a"], "e", "1");
    first.expect_event("a", "e", "1").await;
    drop(first);
    server.until(|metrics| metrics.connections == 0).await;
    server.connect().await.subscribe("a").await;
}

#[tokio::test]
async fn a_revoked_key_ends_its_connections_and_no_others() {
    let server = server();
    let mut kept = server.connect().await;
    kept.subscribe("private-a").await;
    let mut revoked = Vec::new();
    for _ in 0..200 {
        revoked.push(server.connect_with(SECOND_KEY).await);
    }
    server.hub.update_app(&without_second_key(1));
    for client in &mut revoked {
        expect_farewell(client, 4009).await;
    }
    // The listener of these tests still knows the key, as a request does that was under way when it was revoked.
    refused(&server, SECOND_KEY, 4009).await;
    server.publish(&["private-a"], "e", "1");
    kept.expect_event("private-a", "e", "1").await;
}

#[tokio::test]
async fn a_revoked_key_no_longer_signs_on_open_connections() {
    let server = server();
    let mut client = server.connect().await;
    let auth = client.auth_by_second_key("private-a");
    client.ask_to_subscribe("private-a", Some(&auth), None).await;
    client.expect_subscribed("private-a").await;
    server.hub.update_app(&without_second_key(1));
    // An older version does not bring it back.
    server.hub.update_app(&Arc::new(app(0, AppSettings::default())));
    let auth = client.auth_by_second_key("private-b");
    client.ask_to_subscribe("private-b", Some(&auth), None).await;
    let error: Value = client.receive().await;
    assert_eq!(error["event"], "pusher:error");
}

#[tokio::test]
async fn check_8_a_disabled_app_has_no_connections() {
    let server = server();
    let mut client = server.connect().await;
    server.hub.update_app(&Arc::new(App { enabled: false, ..app(1, AppSettings::default()) }));
    expect_farewell(&mut client, 4003).await;
    refused(&server, KEY, 4003).await;
    server.hub.update_app(&Arc::new(app(2, AppSettings::default())));
    server.connect().await.subscribe("a").await;
}

#[tokio::test]
async fn switches_and_limits_change_on_open_connections() {
    let server = server_with(HubConfig { shards: 3, ..HubConfig::default() });
    let (mut a, mut b) = (server.connect().await, server.connect().await);
    a.subscribe("private-a").await;
    b.subscribe("private-a").await;
    let event = json!({"event": "client-e", "channel": "private-a", "data": "1"});
    a.send(&event).await;
    assert_eq!(a.receive().await["event"], "pusher:error");
    let settings = AppSettings { client_events: true, max_channels: 1, ..AppSettings::default() };
    server.hub.update_app(&Arc::new(app(1, settings)));
    a.send(&event).await;
    b.expect_event("private-a", "client-e", "1").await;
    let auth = a.auth("private-b", None);
    a.ask_to_subscribe("private-b", Some(&auth), None).await;
    assert_eq!(a.receive().await["event"], "pusher:error");
    let error = a.receive().await;
    assert_eq!(error["event"], "pusher:subscription_error");
    assert!(error["data"].to_string().contains("at most 1"), "{error}");
}

#[tokio::test]
async fn counting_starts_and_stops_with_the_right_numbers() {
    let server = server_with(HubConfig { shards: 3, ..HubConfig::default() });
    let mut clients = Vec::new();
    for _ in 0..5 {
        let mut client = server.connect().await;
        client.subscribe("a").await;
        clients.push(client);
    }
    server.hub.update_app(&Arc::new(app(1, counting())));
    let expected = json!({"subscription_count": 5});
    for client in &mut clients {
        while client.expect_data("pusher_internal:subscription_count", "a").await != expected {}
    }
    server.hub.update_app(&Arc::new(app(2, AppSettings::default())));
    clients.pop();
    server.until(|metrics| metrics.connections == 4).await;
    server.hub.update_app(&Arc::new(app(3, counting())));
    let expected = json!({"subscription_count": 4});
    for client in &mut clients {
        while client.expect_data("pusher_internal:subscription_count", "a").await != expected {}
    }
}
