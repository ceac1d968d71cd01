use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use futures_util::SinkExt as _;
use orderbell_hub::{AppSettings, HubConfig};
use orderbell_wire::auth::subscription_signature;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use crate::harness::{Client, KEY, SECRET, Server, masked, server, server_of, server_with, subscribe};

const ADDED: &str = "pusher_internal:member_added";
const REMOVED: &str = "pusher_internal:member_removed";
const ROOM: &str = "presence-room";

fn user(id: &str) -> String {
    json!({"user_id": id, "user_info": {"name": id.to_uppercase()}}).to_string()
}

/// Enough shards that the members of a channel are served by several, none of which need be its home.
fn spread() -> Server {
    server_with(HubConfig { shards: 4, ..HubConfig::default() })
}

async fn joined(server: &Server, id: &str) -> Client {
    let mut client = server.connect().await;
    client.join(ROOM, &user(id)).await;
    client
}

#[tokio::test]
async fn check_46_the_list_contains_who_just_came() {
    let server = server();
    let list = server.connect().await.join(ROOM, &user("u1")).await;
    assert_eq!(list, json!({"ids": ["u1"], "hash": {"u1": {"name": "U1"}}, "count": 1}));
}

#[tokio::test]
async fn checks_47_and_48_others_hear_once_who_comes_and_leaves() {
    let server = spread();
    let mut a = joined(&server, "u1").await;
    let mut b = server.connect().await;
    let list = b.join(ROOM, &user("u2")).await;
    assert_eq!(
        list,
        json!({"ids": ["u1", "u2"], "hash": {"u1": {"name": "U1"}, "u2": {"name": "U2"}}, "count": 2})
    );
    let added = a.expect_data(ADDED, ROOM).await;
    assert_eq!(added, json!({"user_id": "u2", "user_info": {"name": "U2"}}));
    b.unsubscribe(ROOM).await;
    assert_eq!(a.expect_data(REMOVED, ROOM).await, json!({"user_id": "u2"}));
    a.expect_nothing().await;
    b.expect_nothing().await;
}

#[tokio::test]
async fn check_49_a_socket_that_closes_or_breaks_takes_its_user_away() {
    let server = spread();
    let mut a = joined(&server, "u1").await;
    let mut b = joined(&server, "u2").await;
    a.expect_data(ADDED, ROOM).await;
    // The client says goodbye and keeps the socket open: its user is gone all the same.
    b.socket.send(Message::Close(None)).await.unwrap();
    assert_eq!(a.expect_data(REMOVED, ROOM).await, json!({"user_id": "u2"}));
    let mut c = joined(&server, "u3").await;
    a.expect_data(ADDED, ROOM).await;
    c.socket.get_mut().set_zero_linger().unwrap();
    drop(c);
    assert_eq!(a.expect_data(REMOVED, ROOM).await, json!({"user_id": "u3"}));
    let list = server.connect().await.join(ROOM, &user("u4")).await;
    assert_eq!(list["ids"], json!(["u1", "u4"]));
}

#[tokio::test]
async fn check_49_a_peer_that_is_gone_without_a_word_leaves_when_its_time_is_over() {
    let server = server_with(HubConfig {
        shards: 2,
        activity_timeout: Duration::from_millis(200),
        // Long enough for the one who does answer, on a busy machine.
        pong_timeout: Duration::from_secs(1),
        close_timeout: Duration::from_millis(200),
        ..HubConfig::default()
    });
    let mut a = joined(&server, "u1").await;
    // From now on nobody answers for this one, and its socket stays open.
    let b = joined(&server, "u2").await;
    let mut heard = a.receive().await;
    while heard["event"] != REMOVED {
        assert!(heard["event"] == "pusher:ping" || heard["event"] == ADDED, "{heard}");
        a.send(&json!({"event": "pusher:pong", "data": {}})).await;
        heard = a.receive().await;
    }
    assert_eq!(heard["data"], r#"{"user_id":"u2"}"#);
    drop(b);
}

#[tokio::test]
async fn check_50_a_user_is_there_from_the_first_connection_to_the_last() {
    let server = spread();
    let mut watcher = joined(&server, "w").await;
    let mut first = joined(&server, "u1").await;
    watcher.expect_data(ADDED, ROOM).await;
    let mut second = server.connect().await;
    assert_eq!(second.join(ROOM, &user("u1")).await["count"], 2);
    first.unsubscribe(ROOM).await;
    first.expect_nothing().await;
    watcher.expect_nothing().await;
    second.unsubscribe(ROOM).await;
    assert_eq!(watcher.expect_data(REMOVED, ROOM).await, json!({"user_id": "u1"}));
    watcher.expect_nothing().await;
}

#[tokio::test]
async fn check_51_who_is_sent_away_and_returns_before_the_old_socket_is_gone_never_left() {
    let close_timeout = std::time::Duration::from_secs(60);
    let server = server_with(HubConfig { shards: 2, close_timeout, ..HubConfig::default() });
    let mut watcher = joined(&server, "w").await;
    let mut old = joined(&server, "u1").await;
    watcher.expect_data(ADDED, ROOM).await;
    // The server closes this one, and the client is slow to hang up.
    old.send_bytes(&masked(0x82, b"binary messages are refused")).await;
    old.socket.flush().await.unwrap();
    server.until(|metrics| metrics.violations == 1).await;
    let list = server.connect().await.join(ROOM, &user("u1")).await;
    assert_eq!(list["count"], 2);
    watcher.expect_nothing().await;
    drop(old);
    // The new connection went with its client at the end of the line above.
    assert_eq!(watcher.expect_data(REMOVED, ROOM).await, json!({"user_id": "u1"}));
    watcher.expect_nothing().await;
}

#[tokio::test]
async fn check_52_ids_are_strings_even_where_they_were_numbers() {
    let server = spread();
    let mut a = joined(&server, "u1").await;
    let mut b = server.connect().await;
    let list = b.join(ROOM, r#"{"user_id":10,"user_info":{"name":"Mr. Channels"}}"#).await;
    assert_eq!(list["ids"], json!(["10", "u1"]));
    assert_eq!(list["hash"]["10"], json!({"name": "Mr. Channels"}));
    assert_eq!(a.expect_data(ADDED, ROOM).await["user_id"], "10");
    b.unsubscribe(ROOM).await;
    assert_eq!(a.expect_data(REMOVED, ROOM).await, json!({"user_id": "10"}));
}

#[tokio::test]
async fn checks_53_and_54_info_may_be_missing_or_spelled_in_any_way() {
    let server = spread();
    let mut a = joined(&server, "u1").await;
    let list = server.connect().await.join(ROOM, r#"{"user_id":"u2"}"#).await;
    assert_eq!(list["hash"].as_object().unwrap().get("u2"), Some(&Value::Null));
    assert_eq!(a.expect_data(ADDED, ROOM).await, json!({"user_id": "u2", "user_info": null}));
    a.expect_data(REMOVED, ROOM).await;
    let python = r#"{"user_id": "u3", "user_info": {"name": "Ren\u00e9"}}"#;
    let list = server.connect().await.join(ROOM, python).await;
    assert_eq!(list["hash"]["u3"], json!({"name": "René"}));
    assert_eq!(a.expect_data(ADDED, ROOM).await["user_info"], json!({"name": "René"}));
}

#[tokio::test]
async fn check_55_who_does_not_say_who_they_are_is_refused() {
    let server = server();
    let mut client = server.connect().await;
    let auth = client.auth(ROOM, None);
    client.ask_to_subscribe(ROOM, Some(&auth), None).await;
    let message = "channel_data, or a sign-in before it, is required to subscribe to presence-room";
    client.expect_refusal(ROOM, "AuthError", 401, message).await;
    let long = json!({"user_id": "x".repeat(129)}).to_string();
    let large = json!({"user_id": "u1", "user_info": "x".repeat(1023)}).to_string();
    for (data, message) in [
        ("not json", "channel_data must be a JSON object with a member 'user_id'"),
        ("{}", "channel_data must have a member 'user_id' that is a non-empty string or a number"),
        (&long, "user_id may have at most 128 characters, this one has 129"),
        (&large, "user_info may have at most 1024 bytes, this one has 1025"),
    ] {
        client.ask_to_join(ROOM, data).await;
        client.expect_refusal(ROOM, "AuthError", 401, message).await;
    }
    client.ask_to_subscribe(ROOM, None, Some("{}")).await;
    let message = "Auth info required to subscribe to presence-room";
    client.expect_refusal(ROOM, "AuthError", 401, message).await;
    assert_eq!(server.count(ROOM).await, 0);
    assert_eq!(client.join(ROOM, &user("u1")).await["count"], 1);
}

#[tokio::test]
async fn check_59_the_newest_info_of_a_user_is_shown() {
    let server = spread();
    let mut a = joined(&server, "u1").await;
    let mut again = server.connect().await;
    again.join(ROOM, r#"{"user_id":"u1","user_info":{"name":"new"}}"#).await;
    a.expect_nothing().await;
    let list = server.connect().await.join(ROOM, &user("u2")).await;
    assert_eq!(list["hash"]["u1"], json!({"name": "new"}));
    assert_eq!(list["count"], 2);
}

#[tokio::test]
async fn a_full_channel_takes_more_connections_but_no_more_users() {
    let server = server_of(AppSettings { presence_members: 2, ..AppSettings::default() });
    let mut a = joined(&server, "u1").await;
    let _b = joined(&server, "u2").await;
    a.expect_data(ADDED, ROOM).await;
    let mut c = server.connect().await;
    c.ask_to_join(ROOM, &user("u3")).await;
    let message = "presence-room has 2 members, which is the limit";
    c.expect_refusal(ROOM, "LimitReached", 429, message).await;
    c.unsubscribe(ROOM).await;
    c.expect_error("No current subscription to channel presence-room, or subscription in progress").await;
    assert_eq!(c.join(ROOM, &user("u2")).await["count"], 2);
    a.expect_nothing().await;
    drop(a);
    server.until(|metrics| metrics.connections == 2).await;
    // The departure is in the home's inbox before the connection is uncounted.
    assert_eq!(joined_list(&server, "u3").await["ids"], json!(["u2", "u3"]));
}

async fn joined_list(server: &Server, id: &str) -> Value {
    server.connect().await.join(ROOM, &user(id)).await
}

#[tokio::test]
async fn check_32_a_burst_of_joins_and_leaves_is_answered_join_by_join() {
    let server = spread();
    let mut watcher = joined(&server, "w").await;
    let mut client = server.connect().await;
    let data = user("u1");
    let auth = client.auth(ROOM, Some(&data));
    let on = masked(0x81, subscribe(ROOM, Some(&auth), Some(&data)).to_string().as_bytes());
    let off = json!({"event": "pusher:unsubscribe", "data": {"channel": ROOM}}).to_string();
    let off = masked(0x81, off.as_bytes());
    client.send_bytes(&[&on[..], &off, &on, &off, &on].concat()).await;
    for _ in 0..3 {
        assert_eq!(client.expect_members(ROOM).await["ids"], json!(["u1", "w"]));
    }
    for event in [ADDED, REMOVED, ADDED, REMOVED, ADDED] {
        assert_eq!(watcher.expect_data(event, ROOM).await["user_id"], "u1");
    }
    server.publish(&[ROOM], "e", "once");
    client.expect_event(ROOM, "e", "once").await;
    assert_eq!(server.count(ROOM).await, 2);
    client.ask_to_join(ROOM, &data).await;
    client.expect_error("Existing subscription to channel presence-room").await;
    client.expect_nothing().await;
}

#[tokio::test]
async fn check_33_joining_twice_while_the_first_is_not_answered_is_an_error() {
    let server = spread();
    let mut client = server.connect().await;
    let data = user("u1");
    let auth = client.auth(ROOM, Some(&data));
    let on = masked(0x81, subscribe(ROOM, Some(&auth), Some(&data)).to_string().as_bytes());
    client.send_bytes(&[&on[..], &on].concat()).await;
    client.expect_error("Existing subscription to channel presence-room").await;
    assert_eq!(client.expect_members(ROOM).await["count"], 1);
    client.expect_nothing().await;
}

#[tokio::test]
async fn check_134_channels_and_apps_do_not_share_members() {
    let server = spread();
    let mut client = joined(&server, "u1").await;
    assert_eq!(client.join("presence-other", &user("u1")).await["count"], 1);
    client.unsubscribe("presence-other").await;
    client.expect_nothing().await;
    assert_eq!(joined_list(&server, "u2").await["ids"], json!(["u1", "u2"]));
}

/// Check 57, as far as one node goes: everybody joins and leaves at once over four shards, and each client follows the
/// list by what it is told. Then all lists are the same and right.
#[tokio::test]
async fn check_57_lists_that_are_followed_end_up_equal() {
    let server = spread();
    let mut tasks = Vec::new();
    for number in 0..50_u32 {
        let mut client = server.connect().await;
        let id = client.id();
        tasks.push(tokio::spawn(async move {
            let channel = ROOM.parse().unwrap();
            // Two connections share a user; a third of them stay.
            let data = user(&format!("u{}", number / 2));
            let auth = format!("{KEY}:{}", subscription_signature(SECRET, id, &channel, Some(&data)));
            for _ in 0..3 {
                client.ask_to_subscribe(ROOM, Some(&auth), Some(&data)).await;
                client.unsubscribe(ROOM).await;
            }
            if number % 3 == 0 {
                client.ask_to_subscribe(ROOM, Some(&auth), Some(&data)).await;
            }
            // With the answer to a ping everything before it is on its way to the home.
            client.send(&json!({"event": "pusher:ping", "data": {}})).await;
            let mut heard = VecDeque::new();
            loop {
                let frame = client.receive().await;
                if frame["event"] == "pusher:pong" {
                    break;
                }
                heard.push_back(frame);
            }
            (number, client, heard)
        }));
    }
    let mut clients = Vec::new();
    for task in tasks {
        clients.push(task.await.unwrap());
    }
    let stay: Vec<u32> = (0..50).filter(|number| number % 3 == 0).collect();
    server.until(|metrics| metrics.subscriptions == stay.len() as u64).await;
    let mut expected: Vec<String> = stay.iter().map(|number| format!("u{}", number / 2)).collect();
    expected.sort();
    expected.dedup();
    // Whoever comes now comes last, and hears the last of it from the home.
    let mut last = server.connect().await;
    let shown = last.join(ROOM, &user("zz")).await;
    expected.push("zz".to_owned());
    assert_eq!(shown["ids"], json!(expected));
    for (number, client, heard) in &mut clients {
        let mut list: Option<BTreeSet<String>> = None;
        let mut answers = 0;
        loop {
            if number.is_multiple_of(3) {
                if list.as_ref().is_some_and(|list| list.contains("zz")) {
                    break;
                }
            } else if answers == 3 && heard.is_empty() {
                break;
            }
            let frame = match heard.pop_front() {
                Some(frame) => frame,
                None => client.receive().await,
            };
            let data: Value = serde_json::from_str(frame["data"].as_str().unwrap()).unwrap();
            match frame["event"].as_str().unwrap() {
                "pusher_internal:subscription_succeeded" => {
                    answers += 1;
                    let ids = data["presence"]["ids"].as_array().unwrap();
                    list = Some(ids.iter().map(|id| id.as_str().unwrap().to_owned()).collect());
                }
                ADDED => {
                    let id = data["user_id"].as_str().unwrap().to_owned();
                    assert!(list.as_mut().unwrap().insert(id), "added twice: {data}");
                }
                REMOVED => {
                    let id = data["user_id"].as_str().unwrap();
                    assert!(list.as_mut().unwrap().remove(id), "was not there: {data}");
                }
                other => panic!("{other}"),
            }
        }
        if number.is_multiple_of(3) {
            let ids: Vec<String> = list.unwrap().into_iter().collect();
            assert_eq!(ids, expected);
        } else {
            client.expect_nothing().await;
        }
    }
}

#[tokio::test]
async fn check_156_a_hundred_seats_are_given_back_by_a_broken_connection() {
    let server = spread();
    let mut client = server.connect().await;
    for number in 0..100 {
        client.join(&format!("presence-{number}"), &user("u1")).await;
    }
    client.socket.get_mut().set_zero_linger().unwrap();
    drop(client);
    server.until(|metrics| metrics.connections == 0 && metrics.subscriptions == 0).await;
    let mut other = server.connect().await;
    for number in 0..100 {
        let list = other.join(&format!("presence-{number}"), &user("u2")).await;
        assert_eq!(list["ids"], json!(["u2"]));
    }
}
