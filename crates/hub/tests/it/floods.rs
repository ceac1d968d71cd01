//! Clients that send too much or take too little, and that nobody else notices.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use orderbell_hub::{AppSettings, HubConfig};
use serde_json::{Value, json};

use crate::harness::{Client, Server, masked, server_for, server_with, subscribe};

fn rate_error(frame: &Value) -> bool {
    frame["event"] == "pusher:error" && frame["data"]["code"] == 4301
}

#[tokio::test]
async fn too_many_messages_are_refused_in_words_and_then_the_connection_is_closed_with_4100() {
    let server = server_for(
        HubConfig { messages_per_second: 10, ..HubConfig::default() },
        AppSettings { max_channels: 1, ..AppSettings::default() },
    );
    let (mut noisy, mut quiet) = (server.connect().await, server.connect().await);
    let ping = masked(0x81, br#"{"event":"pusher:ping","data":{}}"#);
    noisy.send_bytes(&ping.repeat(100)).await;
    for _ in 0..100 {
        assert_eq!(noisy.receive().await["event"], "pusher:pong");
    }
    noisy.send_bytes(&ping.repeat(300)).await;
    let texts = noisy.expect_close(4100).await;
    let refused = texts.iter().filter(|text| text.contains("too many messages")).count();
    assert!((1..10).contains(&refused), "words become rare: {texts:?}");
    quiet.expect_nothing().await;
    assert!(server.hub.metrics().rate_refused >= 100);
}

#[tokio::test]
async fn pings_of_the_websocket_protocol_count_and_pongs_do_not() {
    let server = server_for(
        HubConfig { messages_per_second: 1, ..HubConfig::default() },
        AppSettings { max_channels: 1, ..AppSettings::default() },
    );
    let mut client = server.connect().await;
    // Nobody is punished for answering pings, of which the server sends as many as it likes.
    client.send_bytes(&masked(0x8A, b"").repeat(1000)).await;
    client.expect_nothing().await;
    client.send_bytes(&masked(0x89, b"").repeat(1000)).await;
    client.expect_close(4100).await;
}

#[tokio::test]
async fn too_many_subscriptions_are_refused_each_by_name() {
    let config = HubConfig { subscriptions_per_second: 1, ..HubConfig::default() };
    let settings = AppSettings { max_channels: 6, ..AppSettings::default() };
    let server = server_for(config, settings);
    let mut client = server.connect().await;
    // Twice as many as it may have channels: to leave all and come again is nothing unusual.
    for number in 0..6 {
        client.subscribe(&format!("c{number}")).await;
        client.unsubscribe(&format!("c{number}")).await;
    }
    client.send(&subscribe("late", None, None)).await;
    let frame = client.receive().await;
    assert!(rate_error(&frame), "{frame}");
    let message = "Subscription rejected - too many in a short time, the limit is per connection";
    client.expect_refusal("late", "LimitReached", 429, message).await;
    client.expect_nothing().await;
    assert_eq!(server.count("late").await, 0);

    for _ in 0..200 {
        client.send_bytes(&masked(0x81, subscribe("late", None, None).to_string().as_bytes())).await;
    }
    client.expect_close(4100).await;
}

/// Two who read nothing, the second of whom came late, and one who takes everything.
async fn with_slow_readers(config: HubConfig) -> (Server, [Client; 2], Client, usize) {
    let server = server_with(HubConfig { shards: 1, queue_limit: 64 << 20, ..config });
    let (mut first, mut second) = (server.connect().await, server.connect().await);
    let mut quick = server.connect().await;
    first.subscribe("a").await;
    quick.subscribe("a").await;
    let filler = "x".repeat(60_000);
    let mut number = 0;
    // Far more than the buffers of the kernel hold.
    for round in 0..2 {
        if round == 1 {
            second.subscribe("a").await;
        }
        for _ in 0..200 {
            let data = format!("{number} {filler}");
            server.publish(&["a"], "e", &data);
            quick.expect_event("a", "e", &data).await;
            number += 1;
        }
    }
    (server, [first, second], quick, number)
}

#[tokio::test]
async fn over_the_common_budget_the_slowest_goes_and_the_next_stays() {
    let config = HubConfig { outbound_limit: 15 << 20, ..HubConfig::default() };
    let (server, [mut first, mut second], mut quick, published) = with_slow_readers(config).await;
    server.until(|metrics| metrics.slow_closed == 1).await;
    let texts = first.expect_close(4100).await;
    assert!(texts.len() < published);
    for number in published / 2..published {
        let frame = second.receive().await;
        assert!(frame["data"].as_str().unwrap().starts_with(&format!("{number} ")));
    }
    second.expect_nothing().await;
    quick.expect_nothing().await;
}

#[tokio::test]
async fn relief_closes_the_slowest_and_is_harmless_when_nobody_is_slow() {
    let (server, [mut first, second], mut quick, _) = with_slow_readers(HubConfig::default()).await;
    assert_eq!(server.hub.metrics().slow_closed, 0);
    server.hub.relieve();
    first.expect_close(4100).await;
    drop(second);
    server.until(|metrics| metrics.connections == 1).await;
    server.hub.relieve();
    quick.expect_nothing().await;
    assert_eq!(server.hub.metrics().slow_closed, 1);
}

/// About what a shard reads in one turn.
const BYTES_PER_TURN: u64 = 128 * 1024;

#[tokio::test]
async fn publications_do_not_wait_for_more_than_a_few_turns_of_a_flood() {
    let close_timeout = Duration::from_millis(100);
    let config = HubConfig { shards: 1, messages_per_second: 0, close_timeout, ..HubConfig::default() };
    let server = server_with(config);
    let mut listener = server.connect().await;
    listener.subscribe("a").await;
    // A message that is understood and needs no answer: as many as possible fit into a turn.
    let message = masked(0x81, br#"{"event":"pusher:pong"}"#);
    let bytes_each = message.len() as u64;
    let stop = Arc::new(AtomicBool::new(false));
    let mut flooders = Vec::new();
    for _ in 0..100 {
        let mut stream = server.raw(&[]).await.into_std().unwrap();
        stream.set_nonblocking(false).unwrap();
        let (block, stop) = (message.repeat(2000), Arc::clone(&stop));
        flooders.push(std::thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) && stream.write_all(&block).is_ok() {}
        }));
    }
    server.until(|metrics| metrics.messages_in > 100_000).await;
    let mut waits = Vec::new();
    for number in 0..20 {
        let before = server.hub.metrics();
        server.publish(&["a"], "e", &number.to_string());
        let mut after = server.hub.metrics();
        while after.deliveries == before.deliveries {
            std::thread::yield_now();
            after = server.hub.metrics();
        }
        waits.push((after.messages_in - before.messages_in) * bytes_each / BYTES_PER_TURN);
        listener.expect_event("a", "e", &number.to_string()).await;
    }
    stop.store(true, Ordering::Relaxed);
    // What is on its way need not be read to the end.
    server.hub.shutdown(Duration::ZERO).await;
    for flooder in flooders {
        flooder.join().unwrap();
    }
    waits.sort_unstable();
    // Half of them, because whoever counts here may be asleep between two looks.
    assert!(waits[waits.len() / 2] <= 8, "turns that passed: {waits:?}");
}

#[tokio::test]
async fn a_client_does_not_wait_for_more_than_a_few_turns_of_publications() {
    let config = HubConfig { shards: 1, inbox_limit: usize::MAX, ..HubConfig::default() };
    let server = server_with(config);
    let mut client = server.connect().await;
    let mut listener = server.connect().await;
    listener.subscribe("a").await;
    let stop = Arc::new(AtomicBool::new(false));
    let publisher = {
        let (hub, stop) = (server.hub.clone(), Arc::clone(&stop));
        std::thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                // Always some thousands ahead, never without bound.
                while hub.metrics().publications < taken(&hub) + 5_000 {
                    hub.publish(crate::harness::publication(&["a"], "e", "x", None)).unwrap();
                }
                std::thread::yield_now();
            }
        })
    };
    let reading = tokio::spawn(async move {
        while let Some(message) = listener.next().await {
            drop(message);
        }
    });
    server.until(|metrics| metrics.deliveries > 1_000).await;
    let mut waits = Vec::new();
    for _ in 0..20 {
        let before = server.hub.metrics();
        client.send(&json!({"event": "pusher:ping", "data": {}})).await;
        let mut after = server.hub.metrics();
        while after.messages_in == before.messages_in {
            std::thread::yield_now();
            after = server.hub.metrics();
        }
        waits.push(after.deliveries - before.deliveries);
        assert_eq!(client.receive().await["event"], "pusher:pong");
    }
    stop.store(true, Ordering::Relaxed);
    publisher.join().unwrap();
    drop(client);
    server.hub.shutdown(Duration::ZERO).await;
    reading.await.unwrap();
    waits.sort_unstable();
    // A turn takes 64 publications. Without turns a client would wait for the whole inbox, which is thousands.
    assert!(waits[waits.len() / 2] <= 64 * 20, "publications that passed: {waits:?}");
}

/// Publications that have left the inbox, as far as it shows: each is delivered once.
fn taken(hub: &orderbell_hub::Hub) -> u64 {
    hub.metrics().deliveries
}
