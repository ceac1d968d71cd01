use std::thread;

use orderbell_hub::{HubConfig, HubError, Publication};
use serde_json::json;

use crate::harness::{publication, server, server_with};

#[tokio::test]
async fn check_34_a_thousand_events_arrive_in_order_everywhere() {
    let server = server_with(HubConfig { shards: 3, ..HubConfig::default() });
    let mut clients = Vec::new();
    for _ in 0..9 {
        let mut client = server.connect().await;
        client.subscribe("a").await;
        clients.push(client);
    }
    for n in 0..1000 {
        server.publish(&["a"], "e", &n.to_string());
    }
    for client in &mut clients {
        for n in 0..1000 {
            client.expect_event("a", "e", &n.to_string()).await;
        }
        client.expect_nothing().await;
    }
    assert_eq!(server.hub.metrics().deliveries, 9_000);
}

#[tokio::test]
async fn all_subscribers_see_one_order_of_several_publishers() {
    const EACH: usize = 500;
    let server = server_with(HubConfig { shards: 3, ..HubConfig::default() });
    let mut clients = Vec::new();
    for _ in 0..6 {
        let mut client = server.connect().await;
        client.subscribe("a").await;
        clients.push(client);
    }
    let publishers: Vec<_> = ["x", "y", "z"]
        .map(|name| {
            let hub = server.hub.clone();
            thread::spawn(move || {
                for n in 0..EACH {
                    hub.publish(publication(&["a"], name, &n.to_string(), None)).unwrap();
                }
            })
        })
        .into();
    for publisher in publishers {
        publisher.join().unwrap();
    }
    let mut first = None;
    for client in &mut clients {
        let mut order = Vec::new();
        for _ in 0..3 * EACH {
            let frame = client.receive().await;
            order.push((frame["event"].clone(), frame["data"].as_str().unwrap().parse::<usize>().unwrap()));
        }
        for name in ["x", "y", "z"] {
            let own = order.iter().filter(|(event, _)| event == name).map(|(_, n)| *n);
            assert!(own.eq(0..EACH), "{name}");
        }
        assert!(*first.get_or_insert_with(|| order.clone()) == order, "two subscribers differ");
    }
}

#[tokio::test]
async fn check_113_the_excluded_socket_gets_nothing_on_any_channel() {
    let server = server();
    let (mut a, mut b) = (server.connect().await, server.connect().await);
    for client in [&mut a, &mut b] {
        client.subscribe("one").await;
        client.subscribe("two").await;
    }
    server.publish_except(&["one", "two"], "e", "d", Some(a.id()));
    b.expect_event("one", "e", "d").await;
    b.expect_event("two", "e", "d").await;
    server.count("one").await;
    a.expect_nothing().await;
    server.publish_except(&["one"], "e", "for all", Some("1.1".parse().unwrap()));
    a.expect_event("one", "e", "for all").await;
    b.expect_event("one", "e", "for all").await;
}

#[tokio::test]
async fn apps_do_not_hear_each_other() {
    let server = server();
    let mut client = server.connect().await;
    client.subscribe("a").await;
    server.hub.publish(Publication { app: 8, ..publication(&["a"], "e", "other app", None) }).unwrap();
    server.publish(&["a"], "e", "own app");
    client.expect_event("a", "e", "own app").await;
    assert_eq!(server.hub.subscription_count(8, &"a".parse().unwrap()).await, 0);
}

#[tokio::test]
async fn events_of_every_size_arrive_whole() {
    let server = server();
    let mut client = server.connect().await;
    client.subscribe("a").await;
    for size in [0, 100, 60_000, 70_000, 900_000] {
        let data = "é".repeat(size / 2);
        server.publish(&["a"], "e", &data);
        client.expect_event("a", "e", &data).await;
    }
}

#[tokio::test]
async fn two_thousand_connections_come_and_go_without_a_trace() {
    let server = server();
    for round in 0..10 {
        let mut clients = Vec::new();
        for n in 0..200 {
            let mut client = server.connect().await;
            client.subscribe("shared").await;
            client.subscribe(&format!("private-own-{n}")).await;
            clients.push(client);
        }
        assert_eq!(server.count("shared").await, 200);
        server.publish(&["shared", "private-own-7"], "e", &round.to_string());
        clients[7].expect_event("shared", "e", &round.to_string()).await;
        clients[7].expect_event("private-own-7", "e", &round.to_string()).await;
        if round % 2 == 0 {
            for client in &mut clients {
                client.unsubscribe("shared").await;
            }
        }
        drop(clients);
        server.until(|metrics| metrics.connections == 0 && metrics.subscriptions == 0).await;
        assert_eq!(server.count("shared").await, 0);
    }
    let metrics = server.hub.metrics();
    assert_eq!((metrics.publications, metrics.deliveries), (10, 2010));
}

#[tokio::test]
async fn a_full_inbox_is_reported_and_nothing_is_half_published() {
    // One byte may wait, so only an idle shard takes anything.
    let server = server_with(HubConfig { shards: 2, inbox_limit: 1, ..HubConfig::default() });
    let mut client = server.connect().await;
    client.subscribe("a").await;
    let mut accepted = Vec::new();
    let mut refused = 0;
    for n in 0_u32.. {
        match server.hub.publish(publication(&["a"], "e", &n.to_string(), None)) {
            Ok(()) => accepted.push(n),
            Err(HubError::Overloaded { queued }) => {
                assert!(queued > 1);
                refused += 1;
            }
            Err(error) => panic!("{error}"),
        }
        if refused > 0 && accepted.len() > 1 {
            break;
        }
    }
    for n in accepted {
        client.expect_event("a", "e", &n.to_string()).await;
    }
    client.expect_nothing().await;
}

#[tokio::test]
async fn reading_does_not_starve_while_events_pour_in() {
    let server = server_with(HubConfig { shards: 1, ..HubConfig::default() });
    let (mut listener, mut other) = (server.connect().await, server.connect().await);
    listener.subscribe("a").await;
    let hub = server.hub.clone();
    let done = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let stop = std::sync::Arc::clone(&done);
    let publisher = thread::spawn(move || {
        while !stop.load(std::sync::atomic::Ordering::Relaxed) {
            match hub.publish(publication(&["a"], "e", "d", None)) {
                Ok(()) | Err(HubError::Overloaded { .. }) => {}
                Err(error) => panic!("{error}"),
            }
        }
    });
    // The listener is closed for reading too slowly, if it likes; the other one is served all the while.
    for _ in 0..100 {
        other.send(&json!({"event": "pusher:ping", "data": {}})).await;
        assert_eq!(other.receive().await["event"], "pusher:pong");
    }
    done.store(true, std::sync::atomic::Ordering::Relaxed);
    publisher.join().unwrap();
}
