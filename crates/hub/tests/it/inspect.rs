use std::collections::BTreeSet;

use orderbell_hub::{AppSettings, HubConfig};
use orderbell_wire::close::Disconnect;
use orderbell_wire::socket_id::SocketId;
use serde_json::json;

use crate::harness::{APP, KEY, SECRET, server, server_for, server_with};

#[tokio::test]
async fn connections_are_listed_page_by_page_and_each_once() {
    let server = server_with(HubConfig { shards: 3, ..HubConfig::default() });
    let mut clients = Vec::new();
    for _ in 0..10 {
        clients.push(server.connect().await);
    }
    clients[0].subscribe("private-a").await;
    clients[0].join("presence-a", r#"{"user_id":"u1"}"#).await;
    clients[1].sign_in(r#"{"id":"u2"}"#).await;

    let (mut seen, mut from) = (Vec::new(), None);
    loop {
        let page = server.hub.connections(APP, from, 4).await;
        assert!(page.connections.len() <= 4);
        seen.extend(page.connections);
        from = page.next.map(|next| next.to_string().parse().unwrap());
        if from.is_none() {
            break;
        }
    }
    let ids: BTreeSet<String> = seen.iter().map(|found| found.socket_id.to_string()).collect();
    assert_eq!((ids.len(), seen.len()), (10, 10));
    let of = |id: SocketId| seen.iter().find(|found| found.socket_id == id).unwrap();
    let first = of(clients[0].id());
    let names: BTreeSet<&str> = first.channels.iter().map(|name| name.as_str()).collect();
    assert_eq!(names, BTreeSet::from(["presence-a", "private-a"]));
    assert_eq!((first.user.as_deref(), first.subscriptions, first.closing), (Some("u1"), 2, false));
    assert!(first.peer.unwrap().ip().is_loopback());
    assert_eq!(of(clients[1].id()).user.as_deref(), Some("u2"));
    assert_eq!(of(clients[2].id()).user, None);

    assert!(server.hub.connections(APP + 1, None, 100).await.connections.is_empty());
    assert_eq!(server.hub.connections_by_app(), [(APP, 10)].into());
}

#[tokio::test]
async fn one_connection_can_be_ended_and_only_by_its_own_app() {
    let server = server();
    let (mut client, mut other) = (server.connect().await, server.connect().await);
    let id = client.id();
    assert!(!server.hub.disconnect(APP + 1, id, Disconnect::RECONNECT).await);
    assert!(server.hub.disconnect(APP, id, Disconnect::RECONNECT).await);
    client.expect_close(4200).await;
    assert_eq!(server.hub.closes_by_code(), [(4200, 1)].into());
    other.expect_nothing().await;
    drop(client);
    server.until(|metrics| metrics.connections == 1).await;
    assert!(!server.hub.disconnect(APP, id, Disconnect::RECONNECT).await);
    assert_eq!(server.hub.connections_by_app(), [(APP, 1)].into());
}

#[tokio::test]
async fn refused_subscriptions_are_explained_without_secrets() {
    let server = server();
    let mut client = server.connect().await;
    let right = client.auth("private-a", None);
    let upper = format!("{KEY}:{}", right.split_once(':').unwrap().1.to_uppercase());
    client.ask_to_subscribe("private-a", None, None).await;
    client.ask_to_subscribe("private-a", Some(&upper), None).await;
    client.ask_to_subscribe("private-a", Some(&right), Some(r#"{"user_id":"Budi"}"#)).await;
    for _ in 0..6 {
        client.receive().await;
    }
    let refused = server.hub.refused_subscriptions(APP);
    let codes: Vec<&str> = refused.iter().map(|refused| refused.code).collect();
    assert_eq!(codes, ["channel_data_not_signed", "signature_upper_case", "auth_missing"]);
    let told = format!("{refused:?}");
    let signature = right.split_once(':').unwrap().1;
    for secret in [SECRET, signature, &signature.to_uppercase(), "Budi"] {
        assert!(!told.contains(secret), "{told}");
    }
    assert!(server.hub.refused_subscriptions(APP + 1).is_empty());
}

#[tokio::test]
async fn a_flood_of_wrong_signatures_is_counted_and_not_explained() {
    let server = server();
    let mut client = server.connect().await;
    for _ in 0..300 {
        client.ask_to_subscribe("private-a", Some(&format!("{KEY}:{}", "0".repeat(64))), None).await;
        client.receive().await;
        client.receive().await;
    }
    assert!(server.hub.refused_subscriptions(APP).len() <= 100);
    assert!(server.hub.unexplained_refusals() > 0);
}

#[tokio::test]
async fn a_tap_hears_what_is_published_in_its_app_in_order() {
    let settings = AppSettings { client_events: true, ..AppSettings::default() };
    let server = server_for(HubConfig::default(), settings);
    let (mut tap, mut foreign) = (server.hub.tap(APP).unwrap(), server.hub.tap(APP + 1).unwrap());
    server.publish(&["a", "b"], "e", r#"{"n":1}"#);
    let mut client = server.connect().await;
    client.subscribe("private-a").await;
    client.send(&json!({"event": "client-x", "channel": "private-a", "data": {"n": 2}})).await;
    let heard = tap.next().await.unwrap().unwrap();
    let heard: Vec<_> =
        heard.iter().map(|t| (t.channel.as_str(), t.event.as_str(), t.data.as_str())).collect();
    assert_eq!(heard, [("a", "e", r#"{"n":1}"#), ("b", "e", r#"{"n":1}"#)]);
    let heard = tap.next().await.unwrap().unwrap();
    assert_eq!((heard[0].event.as_str(), heard[0].except), ("client-x", Some(client.id())));

    let waiting = tokio::time::timeout(std::time::Duration::from_millis(20), foreign.next());
    assert!(waiting.await.is_err(), "the other app's tap hears nothing");
    let mut taps: Vec<_> = std::iter::from_fn(|| server.hub.tap(APP)).take(100).collect();
    assert!(taps.len() < 100 && server.hub.tap(APP).is_none(), "there is a limit");
    taps.pop();
    assert!(server.hub.tap(APP).is_some());
}
