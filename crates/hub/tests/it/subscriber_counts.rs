use std::time::{Duration, Instant};

use orderbell_hub::{AppSettings, HubConfig};
use serde_json::{Value, json};

use crate::harness::{Client, Server, server, server_for};

fn counting(config: HubConfig) -> Server {
    server_for(config, AppSettings { subscription_counts: true, ..AppSettings::default() })
}

async fn expect_count(client: &mut Client, channel: &str, count: usize) {
    let data = client.expect_data("pusher_internal:subscription_count", channel).await;
    assert_eq!(data, json!({"subscription_count": count}));
}

#[tokio::test]
async fn check_95_subscribers_hear_how_many_they_are() {
    let server = counting(HubConfig { shards: 3, ..HubConfig::default() });
    for channel in ["a", "private-a", "private-encrypted-a"] {
        let (mut a, mut b) = (server.connect().await, server.connect().await);
        a.subscribe(channel).await;
        expect_count(&mut a, channel, 1).await;
        b.subscribe(channel).await;
        for client in [&mut a, &mut b] {
            expect_count(client, channel, 2).await;
        }
        b.unsubscribe(channel).await;
        expect_count(&mut a, channel, 1).await;
        b.subscribe(channel).await;
        for client in [&mut a, &mut b] {
            expect_count(client, channel, 2).await;
        }
        b.socket.get_mut().set_zero_linger().unwrap();
        drop(b);
        expect_count(&mut a, channel, 1).await;
        a.expect_nothing().await;
    }
}

#[tokio::test]
async fn check_96_without_the_setting_and_on_presence_and_user_channels_nobody_is_told() {
    let quiet = server();
    let mut client = quiet.connect().await;
    client.subscribe("a").await;
    client.expect_nothing().await;
    let server = counting(HubConfig { shards: 2, ..HubConfig::default() });
    let mut client = server.connect().await;
    client.sign_in(r#"{"id":"u1"}"#).await;
    client.ask_to_subscribe("#server-to-user-u1", None, None).await;
    client.expect_subscribed("#server-to-user-u1").await;
    client.join("presence-a", r#"{"user_id":"u1"}"#).await;
    client.unsubscribe("presence-a").await;
    client.expect_nothing().await;
}

#[tokio::test]
async fn check_97_above_a_hundred_the_number_is_told_once_in_a_while() {
    const CROWD: usize = 130;
    let pause = Duration::from_millis(500);
    let server = counting(HubConfig { shards: 2, count_pause: pause, ..HubConfig::default() });
    let mut first = server.connect().await;
    first.subscribe("a").await;
    expect_count(&mut first, "a", 1).await;
    let mut crowd = Vec::new();
    for number in 2..=CROWD {
        let mut client = server.connect().await;
        client.subscribe("a").await;
        if number <= 101 {
            expect_count(&mut first, "a", number).await;
        }
        crowd.push(client);
    }
    let mut last_told = Instant::now();
    let mut frames = 0;
    loop {
        let data = first.expect_data("pusher_internal:subscription_count", "a").await;
        let Value::Number(count) = &data["subscription_count"] else { panic!("{data}") };
        if frames > 0 {
            // A tick of tolerance for the time between telling and hearing.
            assert!(last_told.elapsed() >= pause / 2, "told again after {:?}", last_told.elapsed());
        }
        last_told = Instant::now();
        frames += 1;
        if count.as_u64() == Some(CROWD as u64) {
            break;
        }
    }
    first.expect_nothing().await;
}
