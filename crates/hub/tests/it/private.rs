use orderbell_wire::auth::subscription_signature;
use serde_json::json;

use crate::harness::{KEY, SECOND_KEY, SECOND_SECRET, SECRET, server};

#[tokio::test]
async fn check_37_a_correct_signature_subscribes() {
    let server = server();
    let mut client = server.connect().await;
    for channel in ["private-a", "private-encrypted-a"] {
        client.subscribe(channel).await;
        server.publish(&[channel], "e", "d");
        client.expect_event(channel, "e", "d").await;
    }
}

#[tokio::test]
async fn checks_39_and_43_without_auth_there_is_an_error_and_no_event() {
    let server = server();
    let mut client = server.connect().await;
    for auth in [None, Some("")] {
        client.ask_to_subscribe("private-a", auth, None).await;
        let message = "Auth info required to subscribe to private-a";
        client.expect_refusal("private-a", "AuthError", 401, message).await;
    }
    server.publish(&["private-a"], "e", "d");
    assert_eq!(server.count("private-a").await, 0);
    client.expect_nothing().await;
}

#[tokio::test]
async fn check_40_every_wrong_signature_is_refused_and_the_socket_stays_usable() {
    let server = server();
    let (mut client, other) = (server.connect().await, server.connect().await);
    let right = client.auth("private-a", None);
    let upper = format!("{KEY}:{}", right.split_once(':').unwrap().1.to_uppercase());
    let wrong = [
        upper,
        other.auth("private-a", None),
        client.auth("private-b", None),
        client.auth("private-a", Some("data")),
        format!("{KEY}:"),
    ];
    for auth in &wrong {
        client.ask_to_subscribe("private-a", Some(auth), None).await;
        let message = format!(
            "Invalid signature: Expected HMAC SHA256 hex digest of {}:private-a, but got {}",
            client.id(),
            auth.split_once(':').unwrap().1
        );
        client.expect_refusal("private-a", "AuthError", 401, &message).await;
    }
    client.ask_to_subscribe("private-a", Some("no colon"), None).await;
    let message = "Auth value for subscription to private-a is invalid: should be of format 'key:signature'";
    client.expect_refusal("private-a", "AuthError", 401, message).await;
    client.ask_to_subscribe("private-a", Some(&right.replace(KEY, "foreign")), None).await;
    let message = "Invalid key in subscription auth data: 'foreign'";
    client.expect_refusal("private-a", "AuthError", 401, message).await;
    client.subscribe("private-a").await;
}

#[tokio::test]
async fn checks_41_and_42_channel_data_is_signed_too() {
    let server = server();
    let mut client = server.connect().await;
    let auth = client.auth("private-a", Some("DATA"));
    client.ask_to_subscribe("private-a", Some(&auth), Some("data")).await;
    client.receive().await;
    assert_eq!(client.receive().await["event"], "pusher:subscription_error");
    client.ask_to_subscribe("private-a", Some(&auth), Some("DATA")).await;
    client.expect_subscribed("private-a").await;
}

#[tokio::test]
async fn check_45_any_live_key_may_sign() {
    let server = server();
    let mut client = server.connect().await;
    let channel = "private-a".parse().unwrap();
    let signature = subscription_signature(SECOND_SECRET, client.id(), &channel, None);
    client.ask_to_subscribe("private-a", Some(&format!("{SECOND_KEY}:{signature}")), None).await;
    client.expect_subscribed("private-a").await;
    // A live key with another live key's secret is not a pair.
    let channel = "private-b".parse().unwrap();
    let signature = subscription_signature(SECRET, client.id(), &channel, None);
    client.ask_to_subscribe("private-b", Some(&format!("{SECOND_KEY}:{signature}")), None).await;
    client.receive().await;
    assert_eq!(client.receive().await["event"], "pusher:subscription_error");
}

#[tokio::test]
async fn what_takes_a_sign_in_or_a_setting_is_refused_in_words() {
    let server = server();
    let mut client = server.connect().await;
    client.ask_to_subscribe("#server-to-user-u1", None, None).await;
    let message = "The connection is not signed in as the user of #server-to-user-u1";
    client.expect_refusal("#server-to-user-u1", "AuthError", 401, message).await;
    client.subscribe("private-a").await;
    client.send(&json!({"event": "client-x", "channel": "private-a", "data": {"a": 1}})).await;
    client
        .expect_error(
            "To send client events, you must enable this feature in the Settings page of your dashboard.",
        )
        .await;
    client.expect_nothing().await;
}
