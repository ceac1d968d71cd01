//! Rooms on a plain WebSocket (S4): who may join, what comes, what is refused, and what survives.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::time::{Duration, Instant};

use orderbell_testkit::{Http, RawMessage, RawSocket, TestServer};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

fn order(vendor: &str) -> Value {
    json!({
        "flow": "restaurant", "customer": {"name": "Budi"}, "vendor_id": vendor,
        "items": [{"name": "Nasi goreng", "qty": 2, "unit_price": "22500"}],
    })
}

/// Places an order: its uid, and the token of its link.
fn place(api: &Http, vendor: &str) -> (String, String) {
    let placed = api.post("/v1/orders", &order(vendor)).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&placed["order"]["uid"]), text(&placed["link_token"]))
}

fn act(api: &Http, uid: &str, action: &str) {
    let reply = api.post_empty(&format!("/v1/orders/{uid}/{action}"));
    assert_eq!(reply.status, 200, "{}", reply.text);
}

/// The types and positions of the next messages.
fn heard(socket: &mut RawSocket, count: usize) -> Vec<(String, i64)> {
    let message = |_| socket.next().unwrap();
    let messages = (0..count).map(message);
    messages.map(|m| (m["type"].as_str().unwrap().to_owned(), m["seq"].as_i64().unwrap())).collect()
}

#[test]
fn s4_a_customer_and_a_cashier_follow_an_order_in_indonesian_across_a_crash() {
    let mut server = TestServer::start(BINARY);
    let (api, key) = (server.api(), server.first_run().api_key.clone());
    let mut cashier = RawSocket::open(server.authority());
    let joined = cashier.join("vendor:main", &key);
    assert_eq!((joined["type"].as_str(), joined["seq"].as_i64()), (Some("joined"), Some(0)), "{joined}");

    let (uid, link) = place(&api, "main");
    let room = format!("order:{uid}");
    let mut customer = RawSocket::open(server.authority());
    let joined = customer.rejoin(&room, &link, 0);
    assert_eq!(joined["recovered"], true, "{joined}");
    assert_eq!(customer.expect("new_order")["data"]["order"]["status_label"], "Menunggu Pembayaran");
    let unpaid = cashier.expect("new_order");
    assert_eq!((unpaid["room"].as_str(), unpaid["seq"].as_i64()), (Some("vendor:main"), Some(1)));

    act(&api, &uid, "mark-paid");
    for socket in [&mut customer, &mut cashier] {
        assert_eq!(socket.expect("payment_success")["data"]["order"]["payment_status"], "paid");
        assert_eq!(socket.expect("order_status_update")["data"]["to"], "placed");
    }
    act(&api, &uid, "start");
    let labels = |message: &Value| message["data"]["order"]["status_label"].as_str().unwrap().to_owned();
    let preparing = customer.expect("order_status_update");
    assert_eq!(labels(&preparing), "Sedang Disiapkan");
    assert!(preparing["data"]["actor"]["name"].is_null(), "customers see no staff");
    assert_eq!(cashier.expect("order_status_update")["seq"], preparing["seq"]);

    let last = preparing["seq"].as_i64().unwrap();
    server.kill();
    assert!(customer.next().is_err());
    server.restart();
    // The order becomes ready before the phone is back.
    act(&server.api(), &uid, "ready");
    let mut customer = RawSocket::open(server.authority());
    assert_eq!(customer.rejoin(&room, &link, last)["recovered"], true);
    let ready = customer.expect("order_status_update");
    assert_eq!((labels(&ready), ready["seq"].as_i64()), ("Siap Diambil".to_owned(), Some(last + 1)));
    assert_eq!(ready["data"]["event_id"].as_str().map(str::len), Some(36));
}

#[test]
fn each_room_hears_its_own_and_nothing_else() {
    let server = TestServer::start(BINARY);
    let (api, key) = (server.api(), server.first_run().api_key.clone());
    let (mine, my_link) = place(&api, "7");
    let (other, other_link) = place(&api, "8");
    let mut admin = RawSocket::open(server.authority());
    let mut vendors = RawSocket::open(server.authority());
    let mut customer = RawSocket::open(server.authority());
    admin.join("admin", &key);
    vendors.join("vendor:7", &key);
    customer.join(&format!("order:{mine}"), &my_link);
    for uid in [&mine, &other] {
        act(&api, uid, "mark-paid");
        act(&api, uid, "ack");
    }
    // Seqs 3, 4, 5 are of the first order and 6, 7, 8 of the second; customers do not hear of an acknowledgement.
    let types = ["payment_success", "order_status_update", "order.acknowledged"];
    let all: Vec<_> =
        (3..).zip(types.iter().chain(&types)).map(|(seq, kind)| ((*kind).to_owned(), seq)).collect();
    assert_eq!(heard(&mut admin, 6), all);
    assert_eq!(heard(&mut vendors, 3), all[..3]);
    assert_eq!(heard(&mut customer, 2), all[..2]);
    act(&api, &mine, "accept");
    assert_eq!(heard(&mut vendors, 1)[0].1, 9);
    assert_eq!(heard(&mut customer, 1)[0].1, 9);

    for (room, token) in [
        (format!("order:{other}"), my_link.as_str()),
        (format!("order:{mine}"), other_link.as_str()),
        ("admin".to_owned(), my_link.as_str()),
        ("vendor:7".to_owned(), my_link.as_str()),
        ("vendor:7".to_owned(), "ob_not-a-key"),
        ("admin".to_owned(), ""),
        ("order:01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f".to_owned(), key.as_str()),
    ] {
        let answer = customer.join(&room, token);
        assert_eq!((&answer["type"], &answer["room"]), (&json!("error"), &json!(room)), "{answer}");
        let code = answer["code"].as_str().unwrap();
        assert!(["unauthorized", "forbidden"].contains(&code), "{answer}");
    }
    act(&api, &mine, "ready");
    assert_eq!(heard(&mut customer, 1)[0].1, 10, "the refusals changed nothing");
}

#[test]
fn a_session_opens_rooms_on_our_own_pages_only_and_a_token_anywhere() {
    let server = TestServer::start(BINARY);
    let reply = server.owner_reply();
    let cookie = reply.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let own = format!("http://{}", server.authority());
    let join = json!({"type": "join", "room": "admin"});
    let answer = |headers: &[(&str, &str)]| RawSocket::open_with(server.authority(), headers).ask(&join);
    assert_eq!(answer(&[("cookie", &cookie), ("origin", &own)])["type"], "joined");
    let foreign = answer(&[("cookie", &cookie), ("origin", "https://evil.example")]);
    assert_eq!(foreign["code"], "foreign_page", "{foreign}");
    assert_eq!(answer(&[])["code"], "unauthorized");
    let bearer = format!("Bearer {}", server.first_run().api_key);
    assert_eq!(answer(&[("authorization", &bearer)])["type"], "joined");
    assert_eq!(answer(&[("authorization", "Bearer ob_wrong")])["code"], "unauthorized");

    let mut foreign = RawSocket::open_with(server.authority(), &[("origin", "https://shop.example")]);
    assert_eq!(foreign.join("admin", &server.first_run().api_key)["type"], "joined");
    let session = cookie.split_once('=').unwrap().1;
    assert_eq!(foreign.join("vendor:7", session)["type"], "joined", "the token of a session is one too");
}

#[test]
fn bad_messages_are_answered_and_the_connection_stays() {
    let server = TestServer::start(BINARY);
    let key = server.first_run().api_key.clone();
    let mut socket = RawSocket::open(server.authority());
    for (text, code) in [
        ("hello", "malformed_json"),
        (r#"{"type":"shout"}"#, "unknown_type"),
        (r#"{"room":"admin"}"#, "invalid_message"),
        (r#"{"type":"join","room":"kitchen"}"#, "unknown_room"),
        (r#"{"type":"join","room":["admin"]}"#, "invalid_message"),
        (r#"{"type":"join","room":"admin","after":-3}"#, "invalid_message"),
        (r#"{"type":"join","room":"admin"}"#, "unauthorized"),
        ("[[[[[[", "malformed_json"),
    ] {
        socket.send(RawMessage::text(text));
        let answer = socket.expect("error");
        assert_eq!(answer["code"], code, "{text}: {answer}");
        assert!(answer["message"].as_str().is_some_and(|message| message.len() > 10), "{answer}");
    }
    assert_eq!(socket.ask(&json!({"type": "ping"})), json!({"type": "pong"}));
    socket.send(RawMessage::text("ping"));
    assert_eq!(socket.next().unwrap(), "pong");
    assert_eq!(socket.join("admin", &key)["type"], "joined");
    assert_eq!(socket.ask(&json!({"type": "leave", "room": "admin"}))["type"], "left");
    assert_eq!(socket.ask(&json!({"type": "leave", "room": "admin"}))["type"], "left");
    place(&server.api(), "7");
    socket.join("vendor:7", &key);
    place(&server.api(), "7");
    assert_eq!(socket.expect("new_order")["room"], "vendor:7", "nothing more comes of a room that was left");
}

#[test]
fn what_breaks_the_websocket_protocol_closes_with_the_code_that_says_so() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_LIVE__MAX_MESSAGE_BYTES", "1024")]);
    let closed = |message: RawMessage| {
        let mut socket = RawSocket::open(server.authority());
        socket.send(message);
        socket.next().unwrap_err().map(|(code, _)| code)
    };
    assert_eq!(closed(RawMessage::binary(vec![1, 2])), Some(1003));
    assert_eq!(closed(RawMessage::text("x".repeat(1025))), Some(1009));
    assert_eq!(closed(RawMessage::Close(None)), Some(1000));
    assert_eq!(server.anonymous().get("/ws").status, 400, "not an upgrade");
}

#[test]
fn rooms_and_time_without_one_are_limited() {
    let environment = [("ORDERBELL_LIVE__MAX_ROOMS", "2"), ("ORDERBELL_LIVE__JOIN_WITHIN_SECONDS", "1")];
    let server = TestServer::start_with(BINARY, &environment);
    let key = server.first_run().api_key.clone();
    let mut idle = RawSocket::open(server.authority());
    let mut socket = RawSocket::open(server.authority());
    assert_eq!(socket.join("vendor:1", &key)["type"], "joined");
    assert_eq!(socket.join("vendor:2", &key)["type"], "joined");
    assert_eq!(socket.join("vendor:2", &key)["type"], "joined", "again is not one more");
    assert_eq!(socket.join("vendor:3", &key)["code"], "too_many_rooms");
    assert_eq!(idle.next().unwrap_err().map(|(code, _)| code), Some(4009));
    assert_eq!(socket.ask(&json!({"type": "ping"}))["type"], "pong", "who has joined may stay");
}

#[test]
fn positions_that_cannot_be_taken_up_are_said_to_be_lost() {
    let server = TestServer::start(BINARY);
    let (api, key) = (server.api(), server.first_run().api_key.clone());
    place(&api, "7");
    let mut socket = RawSocket::open(server.authority());
    let epoch = socket.join("admin", &key)["epoch"].clone();
    let rejoin = |socket: &mut RawSocket, after: i64, epoch: &Value| {
        socket.ask(&json!({"type": "join", "room": "admin", "token": key, "after": after, "epoch": epoch}))
    };
    for (after, epoch, reason) in [(99, &epoch, "ahead"), (0, &json!("0123456789abcdef"), "epoch")] {
        let lost = rejoin(&mut socket, after, epoch);
        let fields = (&lost["recovered"], &lost["reason"], &lost["seq"]);
        assert_eq!(fields, (&json!(false), &json!(reason), &json!(1)), "live from the head");
    }
    let same = rejoin(&mut socket, 1, &epoch);
    assert_eq!((&same["recovered"], &same["seq"]), (&json!(true), &json!(1)));
    place(&api, "7");
    assert_eq!(socket.expect("new_order")["seq"], 2);
}

#[test]
fn a_client_that_was_far_behind_hears_everything_in_order_while_more_comes() {
    let server = TestServer::start(BINARY);
    let (api, key) = (server.api(), server.first_run().api_key.clone());
    for _ in 0..150 {
        place(&api, "7");
    }
    let mut socket = RawSocket::open(server.authority());
    socket.rejoin("vendor:7", &key, 0);
    let writer = std::thread::spawn(move || (0..50).for_each(|_| drop(place(&api, "7"))));
    let seqs: Vec<_> = heard(&mut socket, 200).into_iter().map(|(_, seq)| seq).collect();
    assert_eq!(seqs, (1..=200).collect::<Vec<_>>());
    writer.join().unwrap();
}

#[test]
fn a_client_that_does_not_read_costs_nothing_and_misses_nothing() {
    let server = TestServer::start(BINARY);
    let (api, key) = (server.api(), server.first_run().api_key.clone());
    let mut slow = RawSocket::open(server.authority());
    slow.join("admin", &key);
    let mut quick = RawSocket::open(server.authority());
    quick.join("admin", &key);
    // More than the kernel holds for the slow one, and more than the room remembers.
    let mut large = order("7");
    large["items"] = json!(vec![json!({"name": "N".repeat(120), "qty": 1, "unit_price": "1"}); 20]);
    for seq in 1..=120 {
        let placed = api.post("/v1/orders", &large);
        assert_eq!(placed.status, 201, "{}", placed.text);
        assert_eq!(quick.expect("new_order")["seq"], seq);
    }
    let seqs: Vec<_> = heard(&mut slow, 120).into_iter().map(|(_, seq)| seq).collect();
    assert_eq!(seqs, (1..=120).collect::<Vec<_>>());
}

#[test]
fn whoever_is_signed_out_is_turned_out_within_seconds() {
    let server = TestServer::start(BINARY);
    let reply = server.owner_reply();
    let cookie = reply.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let session = cookie.split_once('=').unwrap().1;
    let (mut both, mut one) = (RawSocket::open(server.authority()), RawSocket::open(server.authority()));
    both.join("admin", session);
    both.join("vendor:7", &server.first_run().api_key);
    one.join("admin", session);
    assert_eq!(server.anonymous().header("cookie", &cookie).delete("/v1/session").status, 204);
    let since = Instant::now();
    assert_eq!(one.expect("error")["code"], "access_ended");
    assert_eq!(one.next().unwrap_err().map(|(code, _)| code), Some(4009));
    let out = both.expect("error");
    assert_eq!((&out["code"], &out["room"]), (&json!("access_ended"), &json!("admin")));
    assert!(since.elapsed() < Duration::from_secs(8));
    place(&server.api(), "7");
    assert_eq!(both.expect("new_order")["room"], "vendor:7", "the other room was opened by a key");
}

#[test]
fn a_stopping_server_says_goodbye_and_nothing_is_lost() {
    let mut server = TestServer::start(BINARY);
    let key = server.first_run().api_key.clone();
    let mut sockets: Vec<_> = (0..20).map(|_| RawSocket::open(server.authority())).collect();
    for socket in &mut sockets {
        socket.join("admin", &key);
    }
    place(&server.api(), "7");
    for socket in &mut sockets {
        assert_eq!(socket.expect("new_order")["seq"], 1);
    }
    server.terminate();
    for socket in &mut sockets {
        assert_eq!(socket.next().unwrap_err().map(|(code, _)| code), Some(1012));
    }
    server.restart();
    place(&server.api(), "7");
    let mut back = RawSocket::open(server.authority());
    assert_eq!(back.rejoin("admin", &key, 1)["recovered"], true);
    assert_eq!(back.expect("new_order")["seq"], 2);
}
