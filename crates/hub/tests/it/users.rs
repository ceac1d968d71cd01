use std::time::Duration;

use orderbell_hub::{AppSettings, HubConfig};
use serde_json::{Value, json};

use crate::harness::{APP, Client, KEY, Server, server, server_for, server_with};

const U1: &str = r#"{"id":"u1"}"#;
const U2: &str = r#"{"id":"u2"}"#;
const U1_WATCHES_U2: &str = r#"{"id":"u1","watchlist":["u2"]}"#;

fn spread() -> Server {
    server_with(HubConfig { shards: 4, ..HubConfig::default() })
}

async fn signed_in(server: &Server, user_data: &str) -> Client {
    let mut client = server.connect().await;
    client.sign_in(user_data).await;
    client
}

async fn expect_users(client: &mut Client, events: Value) {
    let frame = client.receive().await;
    assert_eq!(frame["event"], "pusher_internal:watchlist_events", "{frame}");
    assert!(frame.get("channel").is_none());
    let data: Value = serde_json::from_str(frame["data"].as_str().unwrap()).unwrap();
    assert_eq!(data, json!({"events": events}));
}

fn online(users: &[&str]) -> Value {
    json!({"name": "online", "user_ids": users})
}

fn offline(users: &[&str]) -> Value {
    json!({"name": "offline", "user_ids": users})
}

#[tokio::test]
async fn checks_83_and_89_a_sign_in_is_confirmed_with_the_text_that_was_sent() {
    let server = server();
    for data in [U1, r#"{"id": "u1", "user_info": {"name": "Ren\u00e9"}}"#] {
        // The helper compares the whole frame: there is no `auth` in it.
        signed_in(&server, data).await.expect_nothing().await;
    }
}

#[tokio::test]
async fn check_85_a_users_channel_is_for_that_user_only() {
    let server = spread();
    let mut anonymous = server.connect().await;
    let mut other = signed_in(&server, U2).await;
    for client in [&mut anonymous, &mut other] {
        client.ask_to_subscribe("#server-to-user-u1", Some(""), None).await;
        let message = "The connection is not signed in as the user of #server-to-user-u1";
        client.expect_refusal("#server-to-user-u1", "AuthError", 401, message).await;
    }
}

#[tokio::test]
async fn checks_84_and_86_an_event_for_a_user_comes_once_to_each_connection() {
    let server = spread();
    let (mut a, mut b, mut c) =
        (signed_in(&server, U1).await, signed_in(&server, U1).await, signed_in(&server, U2).await);
    for (client, channel) in
        [(&mut a, "#server-to-user-u1"), (&mut b, "#server-to-user-u1"), (&mut c, "#server-to-user-u2")]
    {
        client.ask_to_subscribe(channel, Some(""), None).await;
        client.expect_subscribed(channel).await;
    }
    server.publish(&["#server-to-user-u1"], "e", "{}");
    for client in [&mut a, &mut b] {
        client.expect_event("#server-to-user-u1", "e", "{}").await;
        client.expect_nothing().await;
    }
    c.expect_nothing().await;
}

#[tokio::test]
async fn check_87_a_failed_sign_in_is_an_error_and_no_close() {
    let server = server();
    let mut client = server.connect().await;
    let signed = |data: &str| client.user_auth(data);
    let not_json = "user_data must be a JSON object with a member 'id'";
    let cases = [
        (U1, format!("{KEY}:00"), "Invalid signature: Expected HMAC SHA256 hex digest of "),
        (U1, "no colon".to_owned(), "Auth value for user authentication is invalid"),
        (U1, "other:00".to_owned(), "Invalid key in user authentication data: 'other'"),
        (U1, signed(U2), "Invalid signature"),
        ("not json", signed("not json"), not_json),
        ("{}", signed("{}"), "user_data must have a member 'id'"),
        (r#"{"id":""}"#, signed(r#"{"id":""}"#), "user_data must have a member 'id'"),
        (r#"{"id":5}"#, signed(r#"{"id":5}"#), "user_data must have a member 'id'"),
    ];
    for (data, auth, message) in cases {
        client.ask_to_sign_in(&auth, data).await;
        let error = client.receive().await;
        assert_eq!((&error["event"], &error["data"]["code"]), (&json!("pusher:error"), &json!(4009)));
        assert!(error["data"]["message"].as_str().unwrap().starts_with(message), "{error}");
    }
    client.ask_to_subscribe("#server-to-user-u1", None, None).await;
    assert_eq!(client.receive().await["event"], "pusher:error");
    assert_eq!(client.receive().await["event"], "pusher:subscription_error");
    client.sign_in(U1).await;
}

#[tokio::test]
async fn check_88_a_connection_keeps_the_user_that_it_signed_in_as() {
    let server = server();
    let mut client = signed_in(&server, U1).await;
    let auth = client.user_auth(U2);
    client.ask_to_sign_in(&auth, U2).await;
    assert_eq!(
        client.receive().await["data"]["message"],
        "The connection is signed in as another user already"
    );
    client.ask_to_subscribe("#server-to-user-u2", None, None).await;
    assert_eq!(client.receive().await["event"], "pusher:error");
    assert_eq!(client.receive().await["event"], "pusher:subscription_error");
    client.ask_to_subscribe("#server-to-user-u1", None, None).await;
    client.expect_subscribed("#server-to-user-u1").await;
    client.sign_in(U1).await;
}

#[tokio::test]
async fn check_56_who_is_signed_in_is_present_as_that_user() {
    let server = spread();
    let mut client = signed_in(&server, r#"{"id":"u1","user_info":{"name":"A"}}"#).await;
    let auth = client.auth("presence-a", None);
    client.ask_to_subscribe("presence-a", Some(&auth), None).await;
    let list = client.expect_members("presence-a").await;
    assert_eq!(list, json!({"ids": ["u1"], "hash": {"u1": {"name": "A"}}, "count": 1}));
    // What the app says about this channel counts more.
    let list = client.join("presence-b", r#"{"user_id":"other"}"#).await;
    assert_eq!(list["ids"], json!(["other"]));
}

#[tokio::test]
async fn checks_90_and_91_watchers_hear_of_the_first_and_the_last_connection() {
    let server = spread();
    let mut a = signed_in(&server, U1_WATCHES_U2).await;
    expect_users(&mut a, json!([offline(&["u2"])])).await;
    let mut first = signed_in(&server, U2).await;
    expect_users(&mut a, json!([online(&["u2"])])).await;
    let second = signed_in(&server, U2).await;
    first.socket.close(None).await.unwrap();
    first.read_to_close().await;
    drop(first);
    server.until(|metrics| metrics.connections == 2).await;
    a.expect_nothing().await;
    drop(second);
    expect_users(&mut a, json!([offline(&["u2"])])).await;
    a.expect_nothing().await;
}

#[tokio::test]
async fn check_92_who_is_online_already_is_told_right_after_the_sign_in() {
    let server = spread();
    let _u2 = signed_in(&server, U2).await;
    let mut a = signed_in(&server, r#"{"id":"u1","watchlist":["u3","u2","u1"]}"#).await;
    expect_users(&mut a, json!([online(&["u2", "u1"]), offline(&["u3"])])).await;
    // Signing in again replaces the list.
    a.sign_in(r#"{"id":"u1","watchlist":["u3"]}"#).await;
    expect_users(&mut a, json!([offline(&["u3"])])).await;
    let _u3 = signed_in(&server, r#"{"id":"u3"}"#).await;
    expect_users(&mut a, json!([online(&["u3"])])).await;
    a.expect_nothing().await;
}

#[tokio::test]
async fn check_93_the_first_hundred_of_a_watchlist_are_watched() {
    let server = spread();
    let list: Vec<String> = (0..101).map(|number| format!("w{number}")).collect();
    let mut a = signed_in(&server, &json!({"id": "u1", "watchlist": list}).to_string()).await;
    let error = a.receive().await;
    assert_eq!((&error["event"], &error["data"]["code"]), (&json!("pusher:error"), &json!(4302)));
    expect_users(&mut a, json!([{"name": "offline", "user_ids": list[..100]}])).await;
    let _ignored = signed_in(&server, r#"{"id":"w100"}"#).await;
    let _watched = signed_in(&server, r#"{"id":"w99"}"#).await;
    expect_users(&mut a, json!([online(&["w99"])])).await;
}

#[tokio::test]
async fn check_136_terminating_a_user_ends_their_connections_and_no_others() {
    let server = spread();
    let (mut a, mut b, mut c) =
        (signed_in(&server, U1).await, signed_in(&server, U1).await, signed_in(&server, U2).await);
    server.hub.terminate(APP, "u1");
    for client in [&mut a, &mut b] {
        let (close, texts) = client.read_to_close().await;
        assert_eq!(close, Some((4009, "You got disconnected by the app.".to_owned())));
        assert_eq!(texts.len(), 1);
        assert!(texts[0].contains("pusher:error") && texts[0].contains("4009"), "{texts:?}");
    }
    c.expect_nothing().await;
    // They may come back.
    signed_in(&server, U1).await.expect_nothing().await;
}

#[tokio::test]
async fn checks_138_and_139_members_who_are_not_signed_in_and_strangers_are_not_ended() {
    let server = server_with(HubConfig { shards: 2, terminate_code: 4100, ..HubConfig::default() });
    let mut member = server.connect().await;
    member.join("presence-a", r#"{"user_id":"u1"}"#).await;
    let mut user = signed_in(&server, U1).await;
    server.hub.terminate(APP + 1, "u1");
    server.hub.terminate(APP, "nobody");
    user.expect_nothing().await;
    server.hub.terminate(APP, "u1");
    user.expect_close(4100).await;
    member.expect_nothing().await;
}

#[tokio::test]
async fn check_15_who_does_not_show_who_they_are_in_time_is_closed_with_4009() {
    let settings =
        AppSettings { authorize_within: Some(Duration::from_millis(300)), ..AppSettings::default() };
    let config = HubConfig { shards: 1, close_timeout: Duration::from_millis(100), ..HubConfig::default() };
    let server = server_for(config, settings);
    let mut listener = server.connect().await;
    listener.subscribe("private-a").await;
    let mut member = server.connect().await;
    member.join("presence-a", r#"{"user_id":"u1"}"#).await;
    let mut user = signed_in(&server, U1).await;
    let mut idle = server.connect().await;
    // Public channels need no signature, so they show nothing.
    idle.subscribe("public").await;
    let (close, texts) = idle.read_to_close().await;
    assert_eq!(close, Some((4009, "Connection not authorized within timeout".to_owned())));
    assert_eq!(texts.len(), 1);
    // The others connected earlier, so their time is up as well.
    for client in [&mut listener, &mut member, &mut user] {
        client.expect_nothing().await;
    }
}
