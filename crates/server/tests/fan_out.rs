//! From an HTTP request to a WebSocket frame: order events and triggers, and what is refused on the way.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use orderbell_testkit::{Http, Socket, TestServer};
use orderbell_wire::auth::{http::sign, subscription_signature};
use serde_json::json;

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

fn order() -> serde_json::Value {
    json!({
        "flow": "restaurant", "pay_later": true, "customer": {"name": "Budi"}, "vendor_id": "7",
        "items": [{"name": "Nasi goreng", "qty": 2, "unit_price": "22500"}],
    })
}

/// What Echo does for a private channel.
fn authorize(http: &Http, socket_id: &str, channel: &str) -> (u16, String) {
    let form = format!("socket_id={socket_id}&channel_name={channel}");
    let reply = http.post_text("/broadcasting/auth", "application/x-www-form-urlencoded", &form);
    let auth =
        if reply.status == 200 { reply.json()["auth"].as_str().unwrap().to_owned() } else { reply.text };
    (reply.status, auth)
}

fn trigger(server: &TestServer, secret: &str, timestamp: i64, body: &str) -> (u16, String) {
    let run = server.first_run();
    let path = format!("/apps/{}/events", run.app_id);
    let query = sign(&run.key, secret, "POST", &path, &[], body.as_bytes(), timestamp);
    let reply = server.anonymous().post_text(&format!("{path}?{query}"), "application/json", body);
    (reply.status, reply.text)
}

fn now() -> i64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64
}

#[test]
fn order_events_reach_admins_vendor_and_customer_in_the_order_of_the_log() {
    let server = TestServer::start(BINARY);
    let (api, owner) = (server.api(), server.owner());
    let (mut admin, admin_id) = Socket::open(server.authority(), &server.first_run().key);
    let (mut vendor, vendor_id) = Socket::open(server.authority(), &server.first_run().key);
    admin.subscribe("private-admin.orders", &authorize(&owner, &admin_id, "private-admin.orders").1);
    vendor.subscribe("private-vendor-orders.7", &authorize(&owner, &vendor_id, "private-vendor-orders.7").1);

    let first = api.post("/v1/orders", &order()).json();
    let uid = first["order"]["uid"].as_str().unwrap();
    let mut other = order();
    other["vendor_id"] = json!("8");
    assert_eq!(api.post("/v1/orders", &other).status, 201);
    let mut seen_by_admin = vec![admin.expect("order.created"), admin.expect("order.created")];

    // From here on the first event is out on every channel, so the customer hears what comes next only.
    let (mut customer, customer_id) = Socket::open(server.authority(), &server.first_run().key);
    let channel = format!("private-order.{uid}");
    customer.subscribe(&channel, &authorize(&owner, &customer_id, &channel).1);
    assert_eq!(api.post_empty(&format!("/v1/orders/{uid}/accept")).status, 200);

    seen_by_admin.push(admin.expect("order.status.changed"));
    for (previous, frame) in (0..).zip(seen_by_admin) {
        let (data, seq) = (frame.decoded(), previous + 1);
        assert_eq!((data["seq"].as_i64(), data["prev"].as_i64()), (Some(seq), Some(previous)), "{data}");
        assert_eq!(data["epoch"], first["epoch"]);
    }
    assert_eq!(vendor.expect("order.created").decoded()["seq"], 1);
    let accepted = vendor.expect("order.status.changed").decoded();
    assert_eq!(
        (accepted["seq"].as_i64(), accepted["prev"].as_i64()),
        (Some(3), Some(1)),
        "vendor 8 is not heard"
    );
    let seen = customer.expect("order.status.changed").decoded();
    assert_eq!((seen["seq"].as_i64(), seen["prev"].as_i64()), (Some(3), Some(1)));
    assert_eq!((seen["from"].as_str(), seen["to"].as_str()), (Some("placed"), Some("accepted")));
    assert_eq!(seen["kind"], "order.accepted");
    assert!(seen["actor"]["name"].is_null(), "customers see no staff");
}

#[test]
fn only_signed_in_people_are_authorized_and_only_for_order_channels() {
    let server = TestServer::start(BINARY);
    let owner = server.owner();
    assert_eq!(authorize(&server.anonymous(), "1.2", "private-admin.orders").0, 401);
    assert_eq!(authorize(&owner, "1.2", "private-something-else").0, 403);
    assert_eq!(authorize(&owner, "1.2", "private-order.01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f").0, 403);
    assert_eq!(authorize(&owner, "not-a-socket", "private-admin.orders").0, 422);
    let foreign = owner.header("Origin", "http://evil.example");
    assert_eq!(authorize(&foreign, "1.2", "private-admin.orders").0, 403);
}

#[test]
fn a_trigger_reaches_public_and_private_subscribers_except_the_sender() {
    let server = TestServer::start(BINARY);
    let run = server.first_run().clone();
    let (mut receiver, receiver_id) = Socket::open(server.authority(), &run.key);
    let (mut sender, sender_id) = Socket::open(server.authority(), &run.key);
    let signature = |id: &str| {
        let channel = "private-room".parse().unwrap();
        format!("{}:{}", run.key, subscription_signature(&run.secret, id.parse().unwrap(), &channel, None))
    };
    for (socket, id) in [(&mut receiver, &receiver_id), (&mut sender, &sender_id)] {
        socket.subscribe("news", "");
        socket.subscribe("private-room", &signature(id));
    }
    let data = r#"{"text":"\u2603 raw"}"#;
    let body = json!({
        "name": "App\\Events\\NewOrderReceived", "channels": ["news", "private-room"], "data": data,
        "socket_id": sender_id,
    });
    assert_eq!(trigger(&server, &run.secret, now(), &body.to_string()), (200, "{}".to_owned()));
    let last = json!({"name": "last", "channel": "news", "data": ""});
    assert_eq!(trigger(&server, &run.secret, now(), &last.to_string()).0, 200);

    for channel in ["news", "private-room"] {
        let frame = receiver.expect("App\\Events\\NewOrderReceived");
        assert_eq!((frame.channel.as_deref(), frame.data.as_str()), (Some(channel), Some(data)));
    }
    receiver.expect("last");
    // The next thing that the sender hears is the last event: its own was left out on both channels.
    assert_eq!(sender.expect("last").channel.as_deref(), Some("news"));
}

#[test]
fn refused_triggers_publish_nothing_and_say_why() {
    let server = TestServer::start(BINARY);
    let run = server.first_run().clone();
    let (mut socket, _) = Socket::open(server.authority(), &run.key);
    socket.subscribe("news", "");
    let body = json!({"name": "e", "channel": "news", "data": "x"}).to_string();

    let (status, text) = trigger(&server, "wrong secret", now(), &body);
    assert!(status == 401 && text.starts_with("Invalid signature"), "{status} {text}");
    let (status, text) = trigger(&server, &run.secret, now() - 601, &body);
    assert!(status == 401 && text.starts_with("Timestamp expired"), "{status} {text}");
    let query = sign(&run.key, &run.secret, "POST", "/apps/999999/events", &[], body.as_bytes(), now());
    let unknown = format!("/apps/999999/events?{query}");
    assert_eq!(server.anonymous().post_text(&unknown, "application/json", &body).status, 404);
    for (body, status) in [
        ("not json".to_owned(), 400),
        (json!({"name": "e", "channel": "bad name!", "data": "x"}).to_string(), 400),
        (json!({"name": "pusher:x", "channel": "news", "data": "x"}).to_string(), 400),
        (json!({"name": "e", "channel": "news", "data": "x".repeat(10_241)}).to_string(), 413),
    ] {
        assert_eq!(trigger(&server, &run.secret, now(), &body).0, status, "{body}");
    }
    // All of them came before this one, which is the first that arrives.
    let marker = json!({"name": "marker", "channel": "news", "data": "x"}).to_string();
    assert_eq!(trigger(&server, &run.secret, now(), &marker).0, 200);
    socket.expect("marker");
}

#[test]
fn clients_with_a_wrong_key_or_protocol_learn_why() {
    let server = TestServer::start(BINARY);
    let key = &server.first_run().key;
    for (path, code) in [
        ("/app/nokey?protocol=7".to_owned(), 4001),
        (format!("/app/{key}?protocol=99"), 4007),
        (format!("/app/{key}"), 4008),
    ] {
        let mut socket = Socket::dial(server.authority(), &path);
        let error = socket.expect("pusher:error");
        assert_eq!(error.data["code"], code, "{path}");
        assert_eq!(socket.next().unwrap_err().unwrap().0, code, "{path}");
    }
    let plain = server.anonymous().get(&format!("/app/{key}?protocol=7"));
    assert!(plain.status == 400 && plain.text.contains("Upgrade"), "{}", plain.text);
}

#[test]
fn a_stopping_server_tells_clients_to_come_back_at_once() {
    let mut server = TestServer::start(BINARY);
    let (mut socket, _) = Socket::open(server.authority(), &server.first_run().key.clone());
    socket.subscribe("news", "");
    server.terminate();
    let closed = loop {
        match socket.next() {
            Ok(_) => {}
            Err(closed) => break closed,
        }
    };
    assert_eq!(closed.unwrap().0, 4200);
}
