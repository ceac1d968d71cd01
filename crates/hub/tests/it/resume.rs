//! What stock clients get of what they have missed.

use std::sync::Arc;
use std::time::Duration;

use orderbell_hub::{AppSettings, Cursors, HubConfig};
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use crate::harness::{Client, Server};
use crate::log::{Tracked, restarted, tracked, tracked_with};

mod channels;
mod model;
mod paging;
mod positions;

/// Takes events, and answers the receipt ping behind the last of them.
async fn receive(client: &mut Client, channel: &str, events: &[&str]) {
    for data in events {
        client.expect_event(channel, "e", data).await;
    }
    // The ping is in the same write, and answering it is all that a client does about it.
    client.expect_nothing().await;
}

async fn gone(server: &Server, left: u64) {
    server.until(|metrics| metrics.connections == left).await;
}

/// Subscribes, receives one event with its receipt, and is cut off.
async fn was_here(tracked: &Tracked, query: &str) {
    let before = tracked.server.hub.metrics();
    let mut client = tracked.server.connect_as(query).await;
    client.subscribe("log").await;
    tracked.log_event("log", "received");
    receive(&mut client, "log", &["received"]).await;
    tracked.receipts(before.receipts + 1).await;
    client.cut();
    gone(&tracked.server, before.connections).await;
}

#[tokio::test]
async fn a_tab_gets_what_it_missed_before_anything_new() {
    let tracked = tracked();
    was_here(&tracked, "tab=1").await;
    tracked.log_event("log", "missed 1");
    tracked.log_event("log-other", "not subscribed");
    tracked.log_event("log", "missed 2");
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    client.expect_event("log", "e", "missed 1").await;
    client.expect_event("log", "e", "missed 2").await;
    tracked.log_event("log", "live");
    receive(&mut client, "log", &["live"]).await;
    let metrics = tracked.server.hub.metrics();
    assert_eq!((metrics.replays, metrics.replayed, metrics.catching_up), (1, 2, 0));
}

#[tokio::test]
async fn an_event_under_several_names_is_one_event_in_the_log() {
    let tracked = tracked();
    was_here(&tracked, "tab=1").await;
    tracked.log_event_as("log", "missed", &["f", "g"]);
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    for name in ["e", "f", "g"] {
        client.expect_event("log", name, "missed").await;
    }
    tracked.log_event_as("log", "live", &["f"]);
    client.expect_event("log", "e", "live").await;
    client.expect_event("log", "f", "live").await;
    client.expect_nothing().await;

    // To a client that counts positions it is one event, live and repeated.
    let mut counting = tracked.server.connect_as("resume=1").await;
    let data = json!({"channel": "log", "after": 2, "epoch": "e1"});
    counting.send(&json!({"event": "pusher:subscribe", "data": data})).await;
    counting.expect_data("pusher_internal:subscription_succeeded", "log").await;
    let frame = counting.receive().await;
    assert_eq!((&frame["event"], &frame["data"], &frame["seq"]), (&json!("e"), &json!("live"), &json!(3)));
    assert_eq!(counting.receive().await["event"], "orderbell:position");
    tracked.log_event_as("log", "more", &["f"]);
    let frame = counting.receive().await;
    assert_eq!((&frame["data"], &frame["seq"], &frame["prev"]), (&json!("more"), &json!(4), &json!(3)));
    counting.expect_nothing().await;
}

#[tokio::test]
async fn nobody_else_gets_it() {
    let tracked = tracked();
    was_here(&tracked, "tab=1").await;
    tracked.log_event("log", "missed");
    for query in ["tab=2", "cookie=1", "client=js"] {
        let mut client = tracked.server.connect_as(query).await;
        client.subscribe("log").await;
        client.expect_nothing().await;
    }
    assert_eq!(tracked.server.hub.metrics().replays, 0);
}

#[tokio::test]
async fn what_no_receipt_covers_is_repeated_and_nothing_else() {
    let tracked = tracked();
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    tracked.log_event("log", "received");
    receive(&mut client, "log", &["received"]).await;
    tracked.receipts(1).await;
    // It never reads these, so no pong comes.
    tracked.log_event("log", "on its way 1");
    tracked.log_event("log", "on its way 2");
    tracked.server.until(|metrics| metrics.deliveries == 3).await;
    client.cut();
    gone(&tracked.server, 0).await;
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    receive(&mut client, "log", &["on its way 1", "on its way 2"]).await;
}

#[tokio::test]
async fn a_cookie_and_a_user_are_recognized_too() {
    let tracked = tracked();
    for query in ["cookie=1", "new_cookie=2"] {
        was_here(&tracked, query).await;
        tracked.log_event("log", "missed");
        let mut client = tracked.server.connect_as(&query.replace("new_", "")).await;
        client.subscribe("log").await;
        receive(&mut client, "log", &["missed"]).await;
        tracked.server.until(|metrics| metrics.catching_up == 0).await;
        client.cut();
        gone(&tracked.server, 0).await;
    }
    let user = r#"{"id":"u1"}"#;
    let mut client = tracked.server.connect().await;
    client.sign_in(user).await;
    client.subscribe("log").await;
    client.cut();
    gone(&tracked.server, 0).await;
    tracked.log_event("log", "missed");
    let mut client = tracked.server.connect().await;
    client.sign_in(user).await;
    client.subscribe("log").await;
    receive(&mut client, "log", &["missed"]).await;
}

#[tokio::test]
async fn a_page_that_says_good_bye_is_forgotten_unless_it_has_a_tab_id() {
    for (query, code, expected) in [
        ("cookie=1", 1000, false),
        ("cookie=1", 1001, false),
        ("cookie=1", 4100, true),
        ("tab=1", 1000, true),
        ("tab=1", 1001, true),
    ] {
        let tracked = tracked();
        let mut client = tracked.server.connect_as(query).await;
        client.subscribe("log").await;
        let frame = CloseFrame { code: code.into(), reason: "".into() };
        client.socket.close(Some(frame)).await.unwrap();
        client.read_to_close().await;
        gone(&tracked.server, 0).await;
        tracked.log_event("log", "missed");
        let mut client = tracked.server.connect_as(query).await;
        client.subscribe("log").await;
        if expected {
            client.expect_event("log", "e", "missed").await;
        }
        client.expect_nothing().await;
    }
}

#[tokio::test]
async fn who_unsubscribes_does_not_want_it() {
    let tracked = tracked();
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    client.unsubscribe("log").await;
    client.expect_nothing().await;
    assert!(tracked.cursors.is_empty());
    tracked.log_event("log", "missed");
    client.subscribe("log").await;
    client.expect_nothing().await;
}

#[tokio::test]
async fn the_log_may_fail_for_a_while() {
    let tracked = tracked();
    was_here(&tracked, "tab=1").await;
    tracked.log_event("log", "missed");
    tracked.log.fail_next(3);
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    // Nothing live overtakes what is missing.
    tracked.log_event("log", "live");
    receive(&mut client, "log", &["missed", "live"]).await;
    assert_eq!(tracked.server.hub.metrics().failed_pages, 3);
}

#[tokio::test]
async fn a_new_connection_of_a_tab_takes_the_place_of_a_dead_one() {
    let tracked = tracked();
    let mut half_open = tracked.server.connect_as("tab=1").await;
    half_open.subscribe("log").await;
    tracked.log_event("log", "lost on the way");
    tracked.server.until(|metrics| metrics.deliveries == 1).await;
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    receive(&mut client, "log", &["lost on the way"]).await;
    half_open.expect_event("log", "e", "lost on the way").await;
    half_open.expect_close(4100).await;
    gone(&tracked.server, 1).await;
    tracked.log_event("log", "live");
    receive(&mut client, "log", &["live"]).await;
}

#[tokio::test]
async fn siblings_lose_nothing() {
    let tracked = tracked();
    let (mut one, mut two) =
        (tracked.server.connect_as("cookie=1").await, tracked.server.connect_as("cookie=1").await);
    one.subscribe("log").await;
    two.subscribe("log").await;
    tracked.log_event("log", "1");
    receive(&mut one, "log", &["1"]).await;
    receive(&mut two, "log", &["1"]).await;
    tracked.receipts(2).await;
    tracked.log_event("log", "2");
    receive(&mut two, "log", &["2"]).await;
    tracked.receipts(3).await;
    one.cut();
    two.cut();
    gone(&tracked.server, 0).await;
    tracked.log_event("log", "3");
    let (mut one, mut two) =
        (tracked.server.connect_as("cookie=1").await, tracked.server.connect_as("cookie=1").await);
    // One of them has had the second event, or both; nobody can tell.
    for client in [&mut one, &mut two] {
        client.subscribe("log").await;
        receive(client, "log", &["2", "3"]).await;
    }
}

#[tokio::test]
async fn a_sender_never_gets_its_own_event() {
    let tracked = tracked();
    let mut sender = tracked.server.connect_as("tab=1").await;
    let mut other = tracked.server.connect_as("tab=2").await;
    sender.subscribe("log").await;
    other.subscribe("log").await;
    let id = sender.id();
    tracked.log_event_except("log", "own 1", Some(id));
    receive(&mut other, "log", &["own 1"]).await;
    sender.expect_nothing().await;
    sender.cut();
    gone(&tracked.server, 1).await;
    // Sent before the connection was lost, triggered after it.
    tracked.log_event_except("log", "own 2", Some(id));
    tracked.log_event("log", "of others");
    let mut sender = tracked.server.connect_as("tab=1").await;
    sender.subscribe("log").await;
    receive(&mut sender, "log", &["of others"]).await;
    // And the log may be ahead of the relay.
    let late = tracked.record("log", "own 3", Some(sender.id()));
    sender.cut();
    gone(&tracked.server, 1).await;
    let mut sender = tracked.server.connect_as("tab=1").await;
    sender.subscribe("log").await;
    sender.expect_nothing().await;
    tracked.server.hub.publish(late).unwrap();
    receive(&mut other, "log", &["own 2", "of others", "own 3"]).await;
    sender.expect_nothing().await;
}

#[tokio::test]
async fn who_was_away_for_too_long_is_told() {
    let tracked = tracked();
    was_here(&tracked, "tab=1").await;
    let lost = tracked.log_event("log", "lost");
    tracked.log_event("log", "left");
    tracked.log.prune(lost);
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    let expected =
        json!({"event": "orderbell:replay_incomplete", "channel": "log", "data": r#"{"after":1}"#});
    assert_eq!(client.receive().await, expected);
    receive(&mut client, "log", &["left"]).await;
    assert_eq!(tracked.server.hub.metrics().incomplete_replays, 1);
}

#[tokio::test]
async fn positions_survive_a_restart() {
    let tracked = tracked();
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    client.subscribe("private-log").await;
    tracked.log_event("log", "received");
    receive(&mut client, "log", &["received"]).await;
    tracked.receipts(1).await;
    // It takes a tick until the table knows.
    let mut rows = Vec::new();
    while !rows.iter().any(|row: &orderbell_hub::CursorRow| row.seq == 1) {
        rows.extend(tracked.cursors.changes().written);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let Tracked { server, log, .. } = tracked;
    server.hub.shutdown(Duration::ZERO).await;
    drop((server, client));

    let cursors = Arc::new(Cursors::new(Duration::from_secs(3600), 10_000));
    cursors.restore(rows);
    assert_eq!(cursors.len(), 2);
    let tracked =
        restarted(HubConfig { shards: 2, ..HubConfig::default() }, &AppSettings::default(), log, cursors);
    tracked.record("log", "while it was down", None);
    tracked.begin_at_head();
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("private-log").await;
    client.subscribe("log").await;
    receive(&mut client, "log", &["while it was down"]).await;
}

#[tokio::test]
async fn channels_without_a_log_cost_no_pings() {
    let tracked = tracked();
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("plain").await;
    tracked.server.publish(&["plain"], "e", "d");
    client.expect_event("plain", "e", "d").await;
    client.send(&json!({"event": "pusher:ping", "data": {}})).await;
    assert!(matches!(client.next().await, Some(Message::Text(_))), "no ping comes before the answer");
    assert!(tracked.cursors.is_empty());
}

#[tokio::test]
async fn a_receipt_ping_comes_with_the_events_and_never_twice() {
    let config = HubConfig { shards: 1, ..HubConfig::default() };
    let tracked = tracked_with(config, &AppSettings::default());
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    // The shard counts a write before it answers a question.
    tracked.server.count("log").await;
    let writes = tracked.server.hub.metrics().writes;
    tracked.log_event("log", "1");
    tracked.server.until(|metrics| metrics.writes > writes).await;
    assert!(matches!(client.next().await, Some(Message::Text(_))));
    // The library answers as soon as it is asked for the next message.
    let Some(Message::Ping(first)) = client.next().await else { panic!("a ping follows") };
    assert_eq!(tracked.server.hub.metrics().writes, writes + 1);
    client.expect_nothing().await;
    tracked.receipts(1).await;
    tracked.log_event("log", "2");
    assert!(matches!(client.next().await, Some(Message::Text(_))));
    let Some(Message::Ping(second)) = client.next().await else { panic!("a ping follows") };
    assert_ne!(first, second);
}
