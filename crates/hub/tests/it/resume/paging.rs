//! Catching up with much, and with what goes wrong meanwhile.

use orderbell_hub::{AppSettings, HubConfig};
use orderbell_wire::channel::ChannelName;
use serde_json::Value;
use std::time::Duration;

use super::{gone, was_here};
use crate::harness::{APP, Client};
use crate::log::{Tracked, tracked_with};

/// A queue that a few hundred events would overflow.
const QUEUE: usize = 64 * 1024;

fn small_queues() -> Tracked {
    let config = HubConfig { shards: 1, queue_limit: QUEUE, ..HubConfig::default() };
    tracked_with(config, &AppSettings::default())
}

async fn expect_numbers(client: &mut Client, channel: &str, numbers: std::ops::Range<usize>) {
    for number in numbers {
        let frame: Value = client.receive().await;
        assert_eq!((&frame["channel"], &frame["data"]), (&channel.into(), &number.to_string().into()));
    }
}

#[tokio::test]
async fn a_hundred_thousand_events_pass_through_a_short_queue() {
    const MANY: usize = 100_000;
    let tracked = small_queues();
    was_here(&tracked, "tab=1").await;
    for number in 0..MANY {
        tracked.record("log", &number.to_string(), None);
    }
    tracked.begin_at_head();
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    expect_numbers(&mut client, "log", 0..MANY / 2).await;
    // What is logged meanwhile waits for its turn in the log.
    tracked.log_event("log", &MANY.to_string());
    expect_numbers(&mut client, "log", MANY / 2..MANY + 1).await;
    client.expect_nothing().await;
    let metrics = tracked.server.hub.metrics();
    assert_eq!((metrics.slow_closed, metrics.catching_up), (0, 0));
    // Pages ended where the queue was half full, not where it was full.
    assert!(tracked.log.requests() > MANY * 40 / QUEUE, "{}", tracked.log.requests());
}

#[tokio::test]
async fn a_client_that_does_not_read_is_given_nothing_more() {
    let tracked = small_queues();
    was_here(&tracked, "tab=1").await;
    let large = "x".repeat(8 * 1024);
    for _ in 0..2000 {
        tracked.record("log", &large, None);
    }
    tracked.begin_at_head();
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    // The buffers of the kernel fill up, then the queue up to half, then nothing is asked for.
    let mut before = usize::MAX;
    while before != tracked.log.requests() {
        before = tracked.log.requests();
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(before < 1500, "{before} pages were asked for");
    for _ in 0..2000 {
        client.expect_event("log", "e", &large).await;
    }
    client.expect_nothing().await;
    assert_eq!(tracked.server.hub.metrics().slow_closed, 0);
}

#[tokio::test]
async fn several_channels_take_turns() {
    let tracked = small_queues();
    let channels = ["log-1", "log-2", "log-3"];
    let mut client = tracked.server.connect_as("tab=1").await;
    for channel in channels {
        client.subscribe(channel).await;
    }
    client.cut();
    gone(&tracked.server, 0).await;
    for number in 0..3000 {
        for channel in channels {
            tracked.record(channel, &number.to_string(), None);
        }
    }
    tracked.begin_at_head();
    let mut client = tracked.server.connect_as("tab=1").await;
    for channel in channels {
        let auth = client.auth(channel, None);
        client.ask_to_subscribe(channel, Some(&auth), None).await;
    }
    let mut next = [0; 3];
    let mut confirmed = 0;
    while next.iter().sum::<usize>() < 9000 {
        let frame = client.receive().await;
        if frame["event"] == "pusher_internal:subscription_succeeded" {
            confirmed += 1;
            continue;
        }
        let place = channels.iter().position(|channel| frame["channel"] == *channel).unwrap();
        assert_eq!(frame["data"], next[place].to_string());
        next[place] += 1;
    }
    assert_eq!(confirmed, 3);
    client.expect_nothing().await;
}

#[tokio::test]
async fn what_is_left_or_lost_while_it_waits_for_the_log_leaves_no_trace() {
    let tracked = small_queues();
    for round in 0..4 {
        let tab = format!("tab={round}");
        was_here(&tracked, &tab).await;
        tracked.log_event("log", "missed");
        let held = tracked.log.hold();
        let asked = tracked.log.requests();
        let mut client = tracked.server.connect_as(&tab).await;
        client.subscribe("log").await;
        while tracked.log.requests() == asked {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        assert_eq!(tracked.server.hub.metrics().catching_up, 1);
        match round {
            0 => client.unsubscribe("log").await,
            1 => client.socket.close(None).await.unwrap(),
            2 => drop(tracked.server.connect_as(&tab).await),
            _ => {}
        }
        if round == 3 {
            client.cut();
        } else {
            tracked.server.until(|metrics| metrics.catching_up == 0).await;
            drop(client);
        }
        gone(&tracked.server, 0).await;
        assert_eq!(tracked.server.hub.metrics().catching_up, 0);
        drop(held);
    }
    // The answers find nobody, and the next one is served.
    was_here(&tracked, "tab=9").await;
    tracked.log_event("log", "missed");
    let mut client = tracked.server.connect_as("tab=9").await;
    client.subscribe("log").await;
    client.expect_event("log", "e", "missed").await;
}

#[tokio::test]
async fn a_hub_that_shuts_down_does_not_wait_for_the_log() {
    let tracked = small_queues();
    was_here(&tracked, "tab=1").await;
    tracked.log_event("log", "missed");
    let held = tracked.log.hold();
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    let hub = tracked.server.hub.clone();
    let shutdown = tokio::spawn(async move { hub.shutdown(Duration::ZERO).await });
    client.expect_close(4200).await;
    shutdown.await.unwrap();
    drop(held);
    let channel: ChannelName = "log".parse().unwrap();
    assert_eq!(tracked.server.hub.subscription_count(APP, &channel).await, 0);
}

#[tokio::test]
async fn an_overflow_is_repaired_by_the_next_connection() {
    let config = HubConfig { shards: 1, queue_limit: QUEUE, ..HubConfig::default() };
    let tracked = tracked_with(config, &AppSettings::default());
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    let large = "x".repeat(8 * 1024);
    let mut sent = 0;
    while tracked.server.hub.metrics().slow_closed == 0 {
        sent = tracked.log_event("log", &large);
    }
    let mut received = 0;
    while let Some(message) = client.next().await {
        received += i64::from(message.is_text());
    }
    assert!(received < sent);
    let mut client = tracked.server.connect_as("tab=1").await;
    client.subscribe("log").await;
    let confirmed = tracked.server.hub.metrics().receipts;
    // Whatever the receipts covered, nothing between the two connections is missing.
    let mut repeated = 0;
    while tracked.server.hub.metrics().catching_up > 0 || repeated < sent - received {
        client.expect_event("log", "e", &large).await;
        repeated += 1;
    }
    assert!(repeated >= sent - received, "{confirmed} receipts");
}
