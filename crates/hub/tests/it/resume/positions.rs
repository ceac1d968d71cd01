//! Clients that follow positions: they say where they were, and are told where they are.

use std::time::Duration;

use orderbell_hub::{AppSettings, HubConfig};
use serde_json::{Value, json};

use crate::harness::Client;
use crate::log::{Tracked, tracked, tracked_with};

async fn ask(client: &mut Client, channel: &str, after: i64, epoch: &str) {
    let data =
        json!({"channel": channel, "auth": client.auth(channel, None), "after": after, "epoch": epoch});
    client.send(&json!({"event": "pusher:subscribe", "data": data})).await;
}

/// What the confirmation says.
async fn resumed(client: &mut Client, channel: &str) -> Value {
    let data = client.expect_data("pusher_internal:subscription_succeeded", channel).await;
    data["resume"].clone()
}

async fn expect_logged(client: &mut Client, channel: &str, data: &str, seq: i64, prev: i64) {
    let expected = json!({"event": "e", "channel": channel, "data": data, "seq": seq, "prev": prev});
    assert_eq!(client.receive().await, expected);
}

async fn expect_position(client: &mut Client, positions: Value) {
    let frame = client.receive().await;
    assert_eq!(frame["event"], "orderbell:position");
    assert!(frame.get("channel").is_none());
    assert_eq!(serde_json::from_str::<Value>(frame["data"].as_str().unwrap()).unwrap(), positions);
}

/// Five events on the channel, with others between.
fn history() -> Tracked {
    let tracked = tracked();
    for n in 1..=5 {
        tracked.log_event("log", &n.to_string());
        tracked.log_event("log-other", "x");
    }
    tracked
}

#[tokio::test]
async fn who_is_new_begins_at_the_head() {
    let tracked = history();
    let mut client = tracked.server.connect_as("resume=1").await;
    let auth = client.auth("log", None);
    client.ask_to_subscribe("log", Some(&auth), None).await;
    let expected = json!({"epoch": "e1", "seq": 10, "recovered": false});
    assert_eq!(resumed(&mut client, "log").await, expected);
    expect_position(&mut client, json!({"log": 10})).await;
    tracked.log_event("log", "6");
    expect_logged(&mut client, "log", "6", 11, 9).await;
    client.expect_nothing().await;
}

#[tokio::test]
async fn who_was_here_gets_the_rest_with_positions() {
    let tracked = history();
    let mut client = tracked.server.connect_as("resume=1").await;
    ask(&mut client, "log", 5, "e1").await;
    let expected = json!({"epoch": "e1", "seq": 10, "recovered": true});
    assert_eq!(resumed(&mut client, "log").await, expected);
    expect_logged(&mut client, "log", "4", 7, 5).await;
    expect_logged(&mut client, "log", "5", 9, 7).await;
    expect_position(&mut client, json!({"log": 9})).await;
    tracked.log_event("log", "6");
    expect_logged(&mut client, "log", "6", 11, 9).await;
    // The same once more, with nothing missing.
    client.unsubscribe("log").await;
    ask(&mut client, "log", 11, "e1").await;
    let expected = json!({"epoch": "e1", "seq": 11, "recovered": true});
    assert_eq!(resumed(&mut client, "log").await, expected);
    expect_position(&mut client, json!({"log": 11})).await;
    client.expect_nothing().await;
}

#[tokio::test]
async fn a_snapshot_is_asked_for_where_the_log_cannot_help() {
    let tracked = history();
    tracked.log.prune(4);
    let mut client = tracked.server.connect_as("resume=1").await;
    let cases = [("e0", 5, "epoch"), ("e1", 3, "expired"), ("e1", 11, "ahead")];
    for (epoch, after, reason) in cases {
        ask(&mut client, "log", after, epoch).await;
        let expected = json!({"epoch": "e1", "seq": 10, "recovered": false, "reason": reason});
        assert_eq!(resumed(&mut client, "log").await, expected);
        expect_position(&mut client, json!({"log": 10})).await;
        client.unsubscribe("log").await;
    }
    assert_eq!(tracked.server.hub.metrics().incomplete_replays, 3);
    for n in 0..1001 {
        tracked.record("log", &n.to_string(), None);
    }
    tracked.begin_at_head();
    ask(&mut client, "log", 10, "e1").await;
    let expected = json!({"epoch": "e1", "seq": 1011, "recovered": false, "reason": "too_many"});
    assert_eq!(resumed(&mut client, "log").await, expected);
    expect_position(&mut client, json!({"log": 1011})).await;
    client.unsubscribe("log").await;
    ask(&mut client, "log", 11, "e1").await;
    assert_eq!(resumed(&mut client, "log").await["recovered"], true);
    for n in 1..1001 {
        expect_logged(&mut client, "log", &n.to_string(), n + 11, n + 10).await;
    }
}

#[tokio::test]
async fn stock_clients_see_the_bytes_that_were_published() {
    let tracked = tracked();
    let mut stock = tracked.server.connect_as("tab=1").await;
    // Where it was is of no interest to anybody if it does not follow positions.
    ask(&mut stock, "log", 3, "other").await;
    stock.expect_subscribed("log").await;
    tracked.log_event("log", "d");
    stock.expect_event("log", "e", "d").await;
    stock.expect_nothing().await;
}

#[tokio::test]
async fn an_own_event_does_not_look_lost() {
    let tracked = history();
    let mut client = tracked.server.connect_as("resume=1&tab=1").await;
    ask(&mut client, "log", 9, "e1").await;
    assert_eq!(resumed(&mut client, "log").await["recovered"], true);
    expect_position(&mut client, json!({"log": 9})).await;
    let id = client.id();
    tracked.log_event_except("log", "own", Some(id));
    let withheld = |seq, prev| json!({"event": "orderbell:withheld", "channel": "log", "data": "{}", "seq": seq, "prev": prev});
    assert_eq!(client.receive().await, withheld(11, 9));
    client.cut();
    tracked.server.until(|metrics| metrics.connections == 0).await;
    tracked.log_event_except("log", "own", Some(id));
    tracked.log_event("log", "of others");
    let mut client = tracked.server.connect_as("resume=1&tab=1").await;
    ask(&mut client, "log", 11, "e1").await;
    assert_eq!(resumed(&mut client, "log").await["recovered"], true);
    assert_eq!(client.receive().await, withheld(12, 11));
    expect_logged(&mut client, "log", "of others", 13, 12).await;
    expect_position(&mut client, json!({"log": 13})).await;
}

#[tokio::test]
async fn positions_are_told_again_and_again() {
    let config =
        HubConfig { shards: 1, position_interval: Duration::from_millis(300), ..HubConfig::default() };
    let tracked = tracked_with(config, &AppSettings::default());
    let mut client = tracked.server.connect_as("resume=1").await;
    ask(&mut client, "log", 0, "e1").await;
    assert_eq!(resumed(&mut client, "log").await["recovered"], true);
    expect_position(&mut client, json!({"log": 0})).await;
    expect_position(&mut client, json!({"log": 0})).await;
    tracked.log_event("log", "d");
    expect_logged(&mut client, "log", "d", 1, 0).await;
    let auth = client.auth("log-2", None);
    client.ask_to_subscribe("log-2", Some(&auth), None).await;
    resumed(&mut client, "log-2").await;
    expect_position(&mut client, json!({"log-2": 1})).await;
    expect_position(&mut client, json!({"log": 1, "log-2": 1})).await;
    client.unsubscribe("log").await;
    expect_position(&mut client, json!({"log-2": 1})).await;
}

#[tokio::test]
async fn a_subscription_waits_for_the_log_and_can_be_given_up() {
    let tracked = history();
    let mut client = tracked.server.connect_as("resume=1").await;
    tracked.log.fail_next(1);
    ask(&mut client, "log", 5, "e1").await;
    client.expect_nothing().await;
    ask(&mut client, "log", 5, "e1").await;
    client.expect_error("Existing subscription to channel log").await;
    assert_eq!(resumed(&mut client, "log").await["recovered"], true);
    for n in [4, 5] {
        expect_logged(&mut client, "log", &n.to_string(), 2 * n - 1, 2 * n - 3).await;
    }
    expect_position(&mut client, json!({"log": 9})).await;
    let held = tracked.log.hold();
    ask(&mut client, "log-other", 5, "e1").await;
    client.unsubscribe("log-other").await;
    client.expect_nothing().await;
    drop(held);
    ask(&mut client, "log-other", 10, "e1").await;
    assert_eq!(resumed(&mut client, "log-other").await["seq"], 10);
    expect_position(&mut client, json!({"log-other": 10})).await;
    client.expect_nothing().await;
}

#[tokio::test]
async fn what_happens_while_the_log_is_read_is_not_missed() {
    let tracked = history();
    let mut client = tracked.server.connect_as("resume=1").await;
    let held = tracked.log.hold();
    let asked = tracked.log.requests();
    ask(&mut client, "log", 9, "e1").await;
    while tracked.log.requests() == asked {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    tracked.log_event("log", "meanwhile");
    drop(held);
    assert_eq!(resumed(&mut client, "log").await["recovered"], true);
    expect_logged(&mut client, "log", "meanwhile", 11, 9).await;
    expect_position(&mut client, json!({"log": 11})).await;
    tracked.log_event("log", "live");
    expect_logged(&mut client, "log", "live", 12, 11).await;
}
