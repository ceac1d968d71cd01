//! What those who watch channels are told: checks 140 to 145, as far as they are the hub's.

use std::collections::HashMap;
use std::time::Duration;

use orderbell_hub::{AppEvent, AppSettings, HubConfig};
use orderbell_wire::webhook::{ChannelEvent, EventKind, EventKinds, Occurrence};
use tokio::sync::mpsc;
use tokio::time::timeout;

use crate::harness::{APP, Client, Server, server_for};

const PATIENCE: Duration = Duration::from_secs(20);
const DELAY: Duration = Duration::from_millis(300);

struct Watched {
    server: Server,
    sink: mpsc::Sender<AppEvent>,
    events: mpsc::Receiver<AppEvent>,
}

/// A hub of three shards, so that channels and their subscribers are often apart.
fn watched(kinds: &[EventKind], settings: AppSettings) -> Watched {
    let config = HubConfig { shards: 3, departure_delay: DELAY, ..HubConfig::default() };
    let server = server_for(config, settings);
    let (sink, events) = mpsc::channel(1000);
    let watched = Watched { server, sink, events };
    watched.watch(kinds);
    watched
}

fn all() -> Watched {
    let settings = AppSettings { client_events: true, ..AppSettings::default() };
    watched(&EventKind::ALL, settings)
}

impl Watched {
    fn watch(&self, kinds: &[EventKind]) {
        let kinds: EventKinds = kinds.iter().copied().collect();
        self.server.hub.watch(&self.sink, HashMap::from([(APP, kinds)]));
    }

    async fn next(&mut self) -> ChannelEvent {
        let event = timeout(PATIENCE, self.events.recv()).await.unwrap().unwrap();
        assert_eq!(event.app, APP);
        event.event
    }

    async fn expect(&mut self, channel: &str, what: Occurrence) {
        assert_eq!(self.next().await, ChannelEvent { channel: channel.parse().unwrap(), what });
    }

    /// Proves that nothing was reported: what a fresh channel causes comes next.
    async fn expect_nothing(&mut self, client: &mut Client, fresh: &str) {
        client.subscribe(fresh).await;
        self.expect(fresh, Occurrence::Occupied).await;
    }
}

fn cut(client: Client) {
    client.socket.get_ref().set_zero_linger().unwrap();
    drop(client);
}

#[tokio::test]
async fn check_140_the_first_subscriber_occupies_a_channel_whatever_shards_the_others_are_on() {
    let mut watched = all();
    for channel in ["a", "private-a", "private-encrypted-a"] {
        let mut clients = Vec::new();
        for number in 0..6 {
            let mut client = watched.server.connect().await;
            client.subscribe(channel).await;
            if number == 0 {
                watched.expect(channel, Occurrence::Occupied).await;
            }
            clients.push(client);
        }
        clients.into_iter().for_each(cut);
        watched.expect(channel, Occurrence::Vacated).await;
    }
}

#[tokio::test]
async fn check_141_who_is_back_in_time_was_never_away() {
    let mut watched = all();
    let mut other = watched.server.connect().await;
    for round in 0..3 {
        let mut client = watched.server.connect().await;
        client.subscribe("a").await;
        if round == 0 {
            watched.expect("a", Occurrence::Occupied).await;
        }
        cut(client);
        watched.server.until(|metrics| metrics.connections == 1).await;
    }
    watched.expect_nothing(&mut other, "b").await;
    // Nobody comes back this time. Leaving politely and leaving by a message are the same.
    watched.expect("a", Occurrence::Vacated).await;
    other.unsubscribe("b").await;
    watched.expect("b", Occurrence::Vacated).await;
}

#[tokio::test]
async fn check_142_users_come_with_their_first_connection_and_leave_with_their_last() {
    let mut watched = all();
    let added = |user: &str| Occurrence::MemberAdded { user: user.into() };
    let removed = |user: &str| Occurrence::MemberRemoved { user: user.into() };
    let mut tabs = Vec::new();
    for _ in 0..4 {
        let mut tab = watched.server.connect().await;
        tab.join("presence-a", r#"{"user_id":"u1"}"#).await;
        tabs.push(tab);
    }
    watched.expect("presence-a", Occurrence::Occupied).await;
    watched.expect("presence-a", added("u1")).await;
    let mut friend = watched.server.connect().await;
    friend.join("presence-a", r#"{"user_id":2}"#).await;
    watched.expect("presence-a", added("2")).await;
    friend.unsubscribe("presence-a").await;
    friend.join("presence-a", r#"{"user_id":2}"#).await;
    watched.expect_nothing(&mut friend, "fresh").await;

    tabs.into_iter().for_each(cut);
    watched.expect("presence-a", removed("u1")).await;
    cut(friend);
    let mut last = [watched.next().await, watched.next().await, watched.next().await];
    last.sort_by_key(|event| event.channel.as_str() == "fresh");
    assert_eq!((&last[0].what, &last[1].what), (&removed("2"), &Occurrence::Vacated), "in this order");
    assert_eq!(last[2].what, Occurrence::Vacated);
}

#[tokio::test]
async fn check_143_client_events_come_with_their_sender_and_after_what_made_them_possible() {
    let mut watched = all();
    for _ in 0..8 {
        let (mut one, mut two) = (watched.server.connect().await, watched.server.connect().await);
        one.subscribe("private-a").await;
        one.send_text(r#"{"event":"client-x","channel":"private-a","data":{"a": 1}}"#).await;
        two.join("presence-a", r#"{"user_id":"u"}"#).await;
        two.send_text(r#"{"event":"client-y","channel":"presence-a","data":"text"}"#).await;
        let event = |event: &str, data: &str, by: &Client, user: Option<&str>| Occurrence::ClientEvent {
            event: event.parse().unwrap(),
            data: data.into(),
            socket: by.id(),
            user: user.map(Into::into),
        };
        let expected = [
            ("private-a", vec![Occurrence::Occupied, event("client-x", r#"{"a": 1}"#, &one, None)]),
            (
                "presence-a",
                vec![
                    Occurrence::Occupied,
                    Occurrence::MemberAdded { user: "u".into() },
                    event("client-y", "text", &two, Some("u")),
                ],
            ),
        ];
        let mut found: HashMap<String, Vec<Occurrence>> = HashMap::new();
        for _ in 0..5 {
            let ChannelEvent { channel, what } = watched.next().await;
            found.entry(channel.as_str().to_owned()).or_default().push(what);
        }
        assert_eq!(found, HashMap::from(expected.map(|(channel, events)| (channel.to_owned(), events))));
        cut(one);
        cut(two);
        for _ in 0..3 {
            watched.next().await;
        }
    }
}

#[tokio::test]
async fn check_144_an_empty_cache_channel_is_missed_once_per_subscriber_and_a_full_one_never() {
    let mut watched = watched(&[EventKind::CacheMiss], AppSettings::default());
    for round in 0..2 {
        let mut client = watched.server.connect().await;
        let auth = client.auth("private-cache-a", None);
        client.ask_to_subscribe("private-cache-a", Some(&auth), None).await;
        client.expect_subscribed("private-cache-a").await;
        if round == 0 {
            watched.expect("private-cache-a", Occurrence::CacheMiss).await;
            watched.server.publish(&["private-cache-a"], "e", "1");
            assert_eq!(client.receive().await["event"], "pusher:cache_miss");
        }
        client.expect_event("private-cache-a", "e", "1").await;
    }
    let mut client = watched.server.connect().await;
    client.ask_to_subscribe("cache-fresh", None, None).await;
    watched.expect("cache-fresh", Occurrence::CacheMiss).await;
}

#[tokio::test]
async fn check_145_counts_are_told_where_the_app_has_them() {
    let settings = AppSettings { subscription_counts: true, ..AppSettings::default() };
    let mut watched = watched(&[EventKind::SubscriptionCount], settings);
    let (mut a, mut b) = (watched.server.connect().await, watched.server.connect().await);
    a.subscribe("a").await;
    watched.expect("a", Occurrence::SubscriptionCount(1)).await;
    b.subscribe("a").await;
    watched.expect("a", Occurrence::SubscriptionCount(2)).await;
    cut(b);
    watched.expect("a", Occurrence::SubscriptionCount(1)).await;
    a.ask_to_join("presence-a", r#"{"user_id":"u"}"#).await;
    cut(a);
    watched.expect("a", Occurrence::SubscriptionCount(0)).await;
}

#[tokio::test]
async fn check_148_only_what_is_wanted_is_told_and_the_wish_may_change() {
    let mut watched = watched(&[], AppSettings::default());
    let mut first = watched.server.connect().await;
    first.subscribe("before").await;
    first.join("presence-before", r#"{"user_id":"u"}"#).await;
    watched.watch(&[EventKind::ChannelOccupied, EventKind::ChannelVacated]);
    // Somebody who is there already has not just come, but leaves.
    let mut second = watched.server.connect().await;
    second.subscribe("before").await;
    second.join("presence-before", r#"{"user_id":"u"}"#).await;
    watched.expect_nothing(&mut second, "fresh").await;
    cut(second);
    watched.expect("fresh", Occurrence::Vacated).await;
    cut(first);
    let last = [watched.next().await, watched.next().await];
    let mut channels = last.map(|event| (event.channel.as_str().to_owned(), event.what));
    channels.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(channels, ["before", "presence-before"].map(|name| (name.to_owned(), Occurrence::Vacated)));
    watched.watch(&[]);
    let mut third = watched.server.connect().await;
    third.subscribe("unwatched").await;
    watched.watch(&EventKind::ALL);
    watched.expect_nothing(&mut third, "watched").await;
}

#[tokio::test]
async fn a_full_queue_costs_events_and_counts_them() {
    let config = HubConfig { shards: 2, ..HubConfig::default() };
    let server = server_for(config, AppSettings::default());
    let (sink, mut events) = mpsc::channel(1);
    server.hub.watch(&sink, HashMap::from([(APP, EventKind::ALL.into_iter().collect())]));
    let mut client = server.connect().await;
    for name in ["a", "b", "c"] {
        client.subscribe(name).await;
    }
    server.until(|metrics| metrics.reports_dropped == 2).await;
    assert!(events.recv().await.is_some());
    client.subscribe("d").await;
    assert!(events.recv().await.is_some(), "there is room again");
}
