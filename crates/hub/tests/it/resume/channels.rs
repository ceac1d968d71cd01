//! Tracked channels that have something of their own: members, a last event, client events.

use orderbell_hub::{AppSettings, HubConfig};
use serde_json::{Value, json};

use super::{gone, receive};
use crate::log::{tracked, tracked_with};

#[tokio::test]
async fn a_presence_channel_is_joined_before_it_repeats_anything() {
    let tracked = tracked();
    let member = r#"{"user_id":"u1"}"#;
    // Nothing but the membership says who it is.
    let mut client = tracked.server.connect().await;
    client.join("presence-log", member).await;
    client.cut();
    gone(&tracked.server, 0).await;
    tracked.log_event("presence-log", "missed");
    let mut client = tracked.server.connect().await;
    let list = client.join("presence-log", member).await;
    assert_eq!(list["count"], 1);
    receive(&mut client, "presence-log", &["missed"]).await;
    let mut other = tracked.server.connect().await;
    other.join("presence-log", r#"{"user_id":"u2"}"#).await;
    other.expect_nothing().await;
    let added = client.expect_data("pusher_internal:member_added", "presence-log").await;
    assert_eq!(added["user_id"], "u2");
}

#[tokio::test]
async fn a_client_that_follows_positions_is_told_with_the_members() {
    let tracked = tracked();
    for n in 1..=3 {
        tracked.log_event("presence-log", &n.to_string());
    }
    let mut client = tracked.server.connect_as("resume=1").await;
    let member = r#"{"user_id":"u1"}"#;
    let auth = client.auth("presence-log", Some(member));
    let data =
        json!({"channel": "presence-log", "auth": auth, "channel_data": member, "after": 2, "epoch": "e1"});
    client.send(&json!({"event": "pusher:subscribe", "data": data})).await;
    let data = client.expect_data("pusher_internal:subscription_succeeded", "presence-log").await;
    assert_eq!(data["presence"]["ids"], json!(["u1"]));
    assert_eq!(data["resume"], json!({"epoch": "e1", "seq": 3, "recovered": true}));
    let frame = client.receive().await;
    assert_eq!((&frame["data"], &frame["seq"], &frame["prev"]), (&json!("3"), &json!(3), &json!(2)));
    assert_eq!(client.receive().await["event"], "orderbell:position");
    client.expect_nothing().await;
}

#[tokio::test]
async fn what_is_not_logged_does_not_wait_for_the_log() {
    let config = HubConfig { shards: 2, ..HubConfig::default() };
    let tracked = tracked_with(config, &AppSettings { client_events: true, ..AppSettings::default() });
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("private-log").await;
    client.cut();
    gone(&tracked.server, 0).await;
    tracked.log_event("private-log", "missed");
    let held = tracked.log.hold();
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("private-log").await;
    let mut other = tracked.server.connect().await;
    other.subscribe("private-log").await;
    other.send(&json!({"event": "client-x", "channel": "private-log", "data": "hello"})).await;
    client.expect_event("private-log", "client-x", "hello").await;
    tracked.log_event("private-log", "live");
    other.expect_event("private-log", "e", "live").await;
    client.expect_nothing().await;
    drop(held);
    receive(&mut client, "private-log", &["missed", "live"]).await;
}

#[tokio::test]
async fn the_last_event_of_a_cache_channel_does_not_come_twice() {
    let tracked = tracked();
    let channel = "cache-log";
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe(channel).await;
    assert_eq!(client.receive().await["event"], "pusher:cache_miss");
    tracked.log_event(channel, "1");
    receive(&mut client, channel, &["1"]).await;
    tracked.receipts(1).await;
    client.cut();
    gone(&tracked.server, 0).await;

    // Nothing was missed: the last event comes as on every subscription to a cache channel.
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe(channel).await;
    receive(&mut client, channel, &["1"]).await;
    client.cut();
    gone(&tracked.server, 0).await;

    // Something was: the last event is the last of the replay.
    tracked.log_event(channel, "2");
    tracked.log_event(channel, "3");
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe(channel).await;
    receive(&mut client, channel, &["2", "3"]).await;

    // Who follows positions can tell that it is an old one.
    let mut client = tracked.server.connect_as("resume=1").await;
    let auth = client.auth(channel, None);
    client.ask_to_subscribe(channel, Some(&auth), None).await;
    client.expect_data("pusher_internal:subscription_succeeded", channel).await;
    let last: Value = client.receive().await;
    assert_eq!(last, json!({"event": "e", "channel": channel, "data": "3", "seq": 3, "prev": 2}));
}
