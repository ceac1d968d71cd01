use std::time::{Duration, Instant};

use orderbell_hub::{AppSettings, HubConfig};
use serde_json::{Value, json};

use crate::harness::{Client, Server, masked, server, server_for, subscribe};

fn talkative() -> Server {
    let settings = AppSettings { client_events: true, ..AppSettings::default() };
    // The limit of client events is to be met before that of messages.
    server_for(HubConfig { shards: 3, messages_per_second: 0, ..HubConfig::default() }, settings)
}

fn event(name: &str, channel: &str, data: impl Into<Value>) -> Value {
    json!({"event": name, "channel": channel, "data": data.into()})
}

async fn pair(server: &Server, channel: &str) -> (Client, Client) {
    let (mut a, mut b) = (server.connect().await, server.connect().await);
    a.subscribe(channel).await;
    b.subscribe(channel).await;
    (a, b)
}

#[tokio::test]
async fn checks_60_and_64_others_get_a_string_and_the_sender_nothing() {
    let server = talkative();
    for channel in ["private-a", "private-encrypted-a"] {
        let (mut a, mut b) = pair(&server, channel).await;
        a.send(&event("client-x", channel, json!({"a": 1}))).await;
        b.expect_event(channel, "client-x", r#"{"a":1}"#).await;
        a.expect_nothing().await;
        b.expect_nothing().await;
    }
}

#[tokio::test]
async fn checks_61_and_62_the_sender_is_who_the_app_says_and_not_who_the_message_says() {
    let server = talkative();
    let (mut a, mut b) = (server.connect().await, server.connect().await);
    a.join("presence-a", r#"{"user_id":1}"#).await;
    b.join("presence-a", r#"{"user_id":"u2"}"#).await;
    let mut message = event("client-x", "presence-a", "text");
    message["user_id"] = json!("u2");
    message["socket_id"] = json!("1.1");
    message["more"] = json!(true);
    a.expect_data("pusher_internal:member_added", "presence-a").await;
    a.send(&message).await;
    let expected = json!({"event": "client-x", "channel": "presence-a", "data": "text", "user_id": "1"});
    assert_eq!(b.receive().await, expected);
    a.subscribe("private-a").await;
    b.subscribe("private-a").await;
    message["channel"] = json!("private-a");
    a.send(&message).await;
    b.expect_event("private-a", "client-x", "text").await;
    a.expect_nothing().await;
}

#[tokio::test]
async fn check_63_every_kind_of_data_arrives_as_its_text() {
    let server = talkative();
    let (mut a, mut b) = pair(&server, "private-a").await;
    for (data, text) in [
        (json!("plain"), "plain"),
        (json!(5), "5"),
        (Value::Null, "null"),
        (json!([1, "é"]), r#"[1,"é"]"#),
        (json!({"a": 1}), r#"{"a":1}"#),
    ] {
        a.send(&event("client-x", "private-a", data)).await;
        b.expect_event("private-a", "client-x", text).await;
    }
}

#[tokio::test]
async fn check_65_a_new_app_has_no_client_events() {
    let server = server();
    let (mut a, mut b) = pair(&server, "private-a").await;
    a.send(&event("client-x", "private-a", "d")).await;
    let message =
        "To send client events, you must enable this feature in the Settings page of your dashboard.";
    a.expect_error(message).await;
    b.expect_nothing().await;
    a.expect_nothing().await;
}

#[tokio::test]
async fn checks_66_and_67_what_may_not_be_sent_is_refused_and_goes_nowhere() {
    let server = talkative();
    let (mut a, mut b) = pair(&server, "private-a").await;
    a.subscribe("public").await;
    b.subscribe("public").await;
    b.subscribe("private-b").await;
    let not_subscribed = "Cannot broadcast client event (connection not subscribed to channel private-b)";
    for (name, channel, message) in [
        ("client-x", "public", "Client event rejected - only supported on private and presence channels"),
        (
            "client-x",
            "#server-to-user-1",
            "Client event rejected - only supported on private and presence channels",
        ),
        ("client-x", "private-b", not_subscribed),
        ("x", "private-a", "Client event rejected - client events must be prefixed by 'client-'"),
        ("pusher:fake", "private-a", "Unsupported event received on socket: 'pusher:fake'"),
        (
            "pusher_internal:member_added",
            "private-a",
            "Unsupported event received on socket: 'pusher_internal:member_added'",
        ),
    ] {
        a.send(&event(name, channel, "d")).await;
        a.expect_error(message).await;
    }
    a.expect_nothing().await;
    b.expect_nothing().await;
}

#[tokio::test]
async fn an_event_sent_before_the_subscription_is_in_force_is_refused() {
    let server = talkative();
    let mut client = server.connect().await;
    let data = r#"{"user_id":"u1"}"#;
    let auth = client.auth("presence-a", Some(data));
    let join = subscribe("presence-a", Some(&auth), Some(data)).to_string();
    let early = event("client-x", "presence-a", "early").to_string();
    // In one packet, so that the channel's home cannot have answered in between.
    client.send_bytes(&[masked(0x81, join.as_bytes()), masked(0x81, early.as_bytes())].concat()).await;
    let message = "Cannot broadcast client event (connection not subscribed to channel presence-a)";
    client.expect_error(message).await;
    client.expect_members("presence-a").await;
}

#[tokio::test]
async fn check_68_over_ten_a_second_events_are_refused_and_a_second_later_they_pass_again() {
    let server = talkative();
    let (mut a, mut b) = pair(&server, "private-a").await;
    let start = Instant::now();
    for number in 0..15 {
        a.send(&event("client-x", "private-a", number)).await;
    }
    for number in 0..10 {
        b.expect_event("private-a", "client-x", &number.to_string()).await;
    }
    for _ in 10..15 {
        let error = a.receive().await;
        assert_eq!((&error["event"], &error["data"]["code"]), (&json!("pusher:error"), &json!(4301)));
    }
    b.expect_nothing().await;
    // The limit is one of time, so time has to pass; another connection is not affected meanwhile.
    b.send(&event("client-x", "private-a", "other")).await;
    a.expect_event("private-a", "client-x", "other").await;
    let ping = json!({"event": "pusher:ping", "data": {}});
    loop {
        a.send(&event("client-x", "private-a", "again")).await;
        a.send(&ping).await;
        match a.receive().await["event"].as_str().unwrap() {
            "pusher:error" => a.receive().await,
            _ => break,
        };
    }
    assert!(start.elapsed() >= Duration::from_secs(1));
    b.expect_event("private-a", "client-x", "again").await;
}

#[tokio::test]
async fn check_69_names_and_data_are_limited() {
    let server = talkative();
    let (mut a, mut b) = pair(&server, "private-a").await;
    let longest = format!("client-{}", "é".repeat(193));
    a.send(&event(&longest, "private-a", "x".repeat(10_240))).await;
    b.expect_event("private-a", &longest, &"x".repeat(10_240)).await;
    a.send(&event(&format!("{longest}x"), "private-a", "d")).await;
    a.expect_error("Invalid event name: an event name has at most 200 characters, this one has 201").await;
    a.send(&event("client-x", "private-a", "x".repeat(10_241))).await;
    a.expect_error("Client event rejected - data may have 10240 bytes, this has 10241").await;
    b.expect_nothing().await;
}

#[tokio::test]
async fn client_events_and_publications_come_to_everybody_in_one_order() {
    let server = talkative();
    let mut clients = Vec::new();
    for _ in 0..6 {
        let mut client = server.connect().await;
        client.subscribe("private-a").await;
        clients.push(client);
    }
    for round in 0..8 {
        for (number, client) in clients.iter_mut().enumerate() {
            client.send(&event("client-x", "private-a", format!("{number}.{round}"))).await;
        }
        server.publish(&["private-a"], "e", &format!("s.{round}"));
    }
    let mut seen: Vec<Vec<String>> = Vec::new();
    for (number, client) in clients.iter_mut().enumerate() {
        let mut events = Vec::new();
        for _ in 0..8 * 6 {
            events.push(client.receive().await["data"].as_str().unwrap().to_owned());
        }
        assert!(!events.iter().any(|event| event.starts_with(&format!("{number}."))));
        seen.push(events);
    }
    // Each leaves out its own; what two of them have in common has one order.
    for (number, events) in seen.iter().enumerate() {
        let own = |event: &&String| !event.starts_with(&format!("{number}.")) && !event.starts_with("0.");
        let first: Vec<&String> = seen[0].iter().filter(own).collect();
        assert_eq!(events.iter().filter(own).collect::<Vec<_>>(), first);
    }
}
