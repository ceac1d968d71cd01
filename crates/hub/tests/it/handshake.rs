use std::collections::HashSet;

use orderbell_wire::socket_id::SocketId;
use serde_json::{Value, json};
use tokio::io::AsyncReadExt as _;

use crate::harness::{KEY, masked, server, subscribe};

#[tokio::test]
async fn checks_1_and_2_the_first_frame_names_the_socket_and_the_timeout() {
    let server = server();
    let hello = server.dial(KEY).await.receive().await;
    assert_eq!(hello["event"], "pusher:connection_established");
    assert_eq!(hello.as_object().unwrap().len(), 2);
    let data: Value = serde_json::from_str(hello["data"].as_str().unwrap()).unwrap();
    assert!(data["socket_id"].as_str().unwrap().parse::<SocketId>().is_ok());
    assert_eq!(data["activity_timeout"], 30);
}

#[tokio::test]
async fn check_3_socket_ids_do_not_repeat() {
    let server = server();
    let mut ids = HashSet::new();
    for _ in 0..1000 {
        assert!(ids.insert(server.connect().await.id()));
    }
}

#[tokio::test]
async fn check_6_an_unknown_key_is_told_so_and_closed_with_4001() {
    let server = server();
    let mut client = server.dial("nobody").await;
    let message = "App key nobody not in this cluster. Did you forget to specify the cluster?";
    assert_eq!(
        client.receive().await,
        json!({"event": "pusher:error", "data": {"code": 4001, "message": message}})
    );
    let (close, rest) = client.read_to_close().await;
    assert_eq!(close, Some((4001, message.to_owned())));
    assert!(rest.is_empty());
    drop(client);
    server.until(|metrics| metrics.refused == 1 && metrics.connections == 0).await;
}

#[tokio::test]
async fn what_a_client_sends_right_behind_the_request_is_heard() {
    let server = server();
    let message = subscribe("eager", None, None).to_string();
    let mut stream = server.raw(&masked(0x81, message.as_bytes())).await;
    server.until(|metrics| metrics.subscriptions == 1).await;
    server.publish(&["eager"], "e", "the end");
    let mut seen = Vec::new();
    while !seen.ends_with(br#""data":"the end"}"#) {
        assert_ne!(stream.read_buf(&mut seen).await.unwrap(), 0);
    }
    let text = String::from_utf8_lossy(&seen);
    let at = |what: &str| text.find(what).unwrap();
    assert!(at("connection_established") < at("subscription_succeeded"));
}
