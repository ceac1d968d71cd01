//! Server-sent events: one position for all rooms, taken up after any cut, for whoever may listen.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::time::{Duration, Instant};

use orderbell_testkit::{EventStream, Http, TestServer};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

fn order(vendor: &str) -> Value {
    json!({
        "flow": "restaurant", "pay_later": true, "customer": {"name": "Budi"}, "vendor_id": vendor,
        "items": [{"name": "Nasi goreng", "qty": 2, "unit_price": "22500"}],
    })
}

fn place(api: &Http, vendor: &str) -> (String, String) {
    let placed = api.post("/v1/orders", &order(vendor)).json();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&placed["order"]["uid"]), text(&placed["link_token"]))
}

fn bearer(server: &TestServer) -> String {
    format!("Bearer {}", server.first_run().api_key)
}

fn open(server: &TestServer, query: &str, headers: &[(&str, &str)]) -> EventStream {
    let stream = EventStream::open(server.authority(), query, headers);
    assert_eq!(stream.status, 200);
    assert_eq!(stream.header("content-type"), Some("text/event-stream"));
    stream
}

/// Room and position of the next events.
fn heard(stream: &mut EventStream, count: usize) -> Vec<(String, i64)> {
    let event = |_| stream.expect("message");
    let events = (0..count).map(event);
    events.map(|e| (e["room"].as_str().unwrap().to_owned(), e["seq"].as_i64().unwrap())).collect()
}

#[test]
fn several_rooms_are_one_stream_in_the_order_of_the_log() {
    let server = TestServer::start(BINARY);
    let (api, key) = (server.api(), bearer(&server));
    let (uid, _) = place(&api, "7");
    let rooms = format!("rooms=admin,vendor:7,order:{uid}");
    let mut stream = open(&server, &rooms, &[("authorization", &key)]);
    let joined = stream.expect("joined");
    assert_eq!(joined["seq"], 1);
    assert_eq!(joined["rooms"], json!(["admin", "vendor:7", format!("order:{uid}")]));
    assert_eq!(stream.last_id, format!("{}:1", joined["epoch"].as_str().unwrap()));

    place(&api, "8");
    assert_eq!(api.post_empty(&format!("/v1/orders/{uid}/accept")).status, 200);
    let order = format!("order:{uid}");
    let expected = [("admin", 2), ("admin", 3), ("vendor:7", 3), (&*order, 3)];
    assert_eq!(heard(&mut stream, 4), expected.map(|(room, seq)| (room.to_owned(), seq)));
    assert!(stream.last_id.ends_with(":3"));
}

#[test]
fn a_stream_is_taken_up_after_its_last_id_through_cuts_and_crashes() {
    let mut server = TestServer::start(BINARY);
    let key = bearer(&server);
    let mut stream = open(&server, "rooms=admin,vendor:7", &[("authorization", &key)]);
    stream.expect("joined");
    let (mut seen, mut last_id) = (Vec::new(), stream.last_id.clone());
    for round in 0..6 {
        for vendor in ["7", "8", "7"] {
            place(&server.api(), vendor);
        }
        // Hears only some of it, is cut off, and comes back: with an address that still has its first position.
        let mut stream = open(
            &server,
            "rooms=admin,vendor:7&after=0",
            &[("authorization", &key), ("last-event-id", &last_id)],
        );
        stream.expect("joined");
        for _ in 0..3 {
            let event = stream.expect("message");
            seen.push((event["seq"].as_i64().unwrap(), event["room"].as_str().unwrap().to_owned()));
        }
        last_id = stream.last_id;
        if round == 2 {
            server.crash_and_restart();
        }
    }
    let mut stream =
        open(&server, "rooms=admin,vendor:7", &[("authorization", &key), ("last-event-id", &last_id)]);
    stream.expect("joined");
    let expected: Vec<_> = (1..=18)
        .flat_map(|seq| {
            let rooms: &[&str] = if seq % 3 == 2 { &["admin"] } else { &["admin", "vendor:7"] };
            rooms.iter().map(move |room| (seq, (*room).to_owned()))
        })
        .collect();
    while seen.last() != expected.last() {
        let event = stream.expect("message");
        seen.push((event["seq"].as_i64().unwrap(), event["room"].as_str().unwrap().to_owned()));
    }
    let repeated = seen.len() - expected.len();
    seen.dedup();
    // Whoever is cut off between the rooms of one event hears of it in both again.
    seen.sort();
    seen.dedup();
    assert_eq!(seen, expected);
    assert!(repeated <= 6, "{repeated} repeats");
}

#[test]
fn a_position_that_cannot_be_taken_up_is_reset() {
    let server = TestServer::start(BINARY);
    let (api, key) = (server.api(), bearer(&server));
    place(&api, "7");
    for (id, reason) in [("0123456789abcdef:1", "epoch"), ("not an id", "epoch")] {
        let mut stream = open(&server, "rooms=admin", &[("authorization", &key), ("last-event-id", id)]);
        let reset = stream.expect("reset");
        assert_eq!((&reset["reason"], &reset["seq"]), (&json!(reason), &json!(1)), "{id}");
        assert_eq!(stream.expect("joined")["seq"], 1);
    }
    let mut ahead = open(&server, "rooms=admin&after=99", &[("authorization", &key)]);
    assert_eq!(ahead.expect("reset")["reason"], "ahead");
    ahead.expect("joined");
    place(&api, "7");
    assert_eq!(ahead.expect("message")["seq"], 2, "it goes on from the head");
}

#[test]
fn a_customer_listens_from_any_page_with_their_link_and_sees_no_staff() {
    let server = TestServer::start(BINARY);
    let (api, owner) = (server.api(), server.owner());
    let (uid, link) = place(&api, "7");
    let query = format!("rooms=order:{uid}&token={link}");
    let mut stream = open(&server, &query, &[("origin", "https://shop.example")]);
    assert_eq!(stream.header("access-control-allow-origin"), Some("*"));
    stream.expect("joined");
    assert_eq!(owner.post_empty(&format!("/v1/orders/{uid}/accept")).status, 200);
    let event = stream.expect("message");
    assert_eq!(event["type"], "order_status_update");
    assert_eq!(event["data"]["order"]["status_label"], "Diterima");
    assert!(event["data"]["actor"]["name"].is_null());
}

#[test]
fn whoever_may_not_listen_gets_an_answer_that_says_why() {
    let server = TestServer::start(BINARY);
    let (uid, link) = place(&server.api(), "7");
    let cookie = server.owner_reply().header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let ask =
        |query: &str, headers: &[(&str, &str)]| EventStream::open(server.authority(), query, headers).status;
    let key = bearer(&server);
    let auth: &[(&str, &str)] = &[("authorization", &key)];
    for (query, headers, status) in [
        (format!("rooms=admin&token={link}"), &[][..], 403),
        (format!("rooms=order:{uid},vendor:7&token={link}"), &[][..], 403),
        (format!("rooms=order:{uid}&token=AAAAAAAAAAAAAAAAAAAAAA"), &[][..], 401),
        ("rooms=admin&token=ob_wrong".to_owned(), &[][..], 401),
        ("rooms=admin".to_owned(), &[][..], 401),
        ("rooms=admin".to_owned(), &[("authorization", "Bearer ob_wrong")][..], 401),
        ("rooms=kitchen".to_owned(), auth, 422),
        ("rooms=".to_owned(), auth, 422),
        (String::new(), auth, 422),
        ("rooms=admin&after=soon".to_owned(), auth, 422),
        ("rooms=admin&after=-1".to_owned(), auth, 422),
        ("rooms=admin&room=x".to_owned(), auth, 422),
        (format!("rooms={}", (0..60).map(|n| format!("vendor:{n},")).collect::<String>()), auth, 422),
        ("rooms=admin".to_owned(), &[("cookie", &*cookie), ("sec-fetch-site", "cross-site")][..], 403),
        ("rooms=admin".to_owned(), &[("cookie", &*cookie), ("origin", "https://evil.example")][..], 403),
        ("rooms=admin".to_owned(), &[("cookie", &*cookie), ("sec-fetch-site", "same-origin")][..], 200),
        ("rooms=admin".to_owned(), auth, 200),
    ] {
        assert_eq!(ask(&query, headers), status, "{query} {headers:?}");
    }
    let foreign = EventStream::open(server.authority(), "rooms=admin", &[("cookie", &cookie)]);
    assert_eq!(foreign.header("access-control-allow-origin"), None, "a cookie's stream is for our own pages");
    assert_eq!(server.anonymous().options("/v1/stream").status, 204);
}

#[test]
fn a_silent_stream_shows_that_it_lives_and_where_it_is() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_LIVE__HEARTBEAT_SECONDS", "1")]);
    let (api, key) = (server.api(), bearer(&server));
    let mut stream = open(&server, "rooms=vendor:9", &[("authorization", &key)]);
    stream.expect("joined");
    for _ in 0..3 {
        place(&api, "7");
    }
    // Signs of life tell the position, though nothing of this room has happened.
    let deadline = Instant::now() + Duration::from_secs(10);
    while !stream.last_id.ends_with(":3") {
        assert!(Instant::now() < deadline, "{}", stream.last_id);
        stream.sign_of_life();
    }
    place(&api, "9");
    assert_eq!(stream.expect("message")["seq"], 4);
}

#[test]
fn a_stream_ends_with_the_session_that_opened_it() {
    let server = TestServer::start(BINARY);
    let cookie = server.owner_reply().header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
    let mut stream = open(&server, "rooms=admin", &[("cookie", &cookie)]);
    stream.expect("joined");
    let since = Instant::now();
    assert_eq!(server.anonymous().header("cookie", &cookie).delete("/v1/session").status, 204);
    assert_eq!(stream.next(), None);
    assert!(since.elapsed() < Duration::from_secs(8));
    assert_eq!(EventStream::open(server.authority(), "rooms=admin", &[("cookie", &cookie)]).status, 401);
}

#[test]
fn a_storm_of_reconnects_misses_nothing() {
    let server = TestServer::start(BINARY);
    let key = bearer(&server);
    let (server, key) = (&server, &key);
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..24)
            .map(|client: usize| {
                scope.spawn(move || {
                    let (mut seen, mut id, mut cut) = (Vec::new(), String::from("0"), 0);
                    while seen.last() != Some(&120) {
                        let query = format!("rooms=admin&after={id}");
                        let mut stream = open(server, &query, &[("authorization", key)]);
                        stream.expect("joined");
                        // Each client is cut off after other numbers of events.
                        cut += 1;
                        for _ in 0..1 + (client * 7 + cut * 5) % 13 {
                            seen.push(stream.expect("message")["seq"].as_i64().unwrap());
                            if seen.last() == Some(&120) {
                                break;
                            }
                        }
                        id = stream.last_id;
                    }
                    seen
                })
            })
            .collect();
        let api = server.api();
        for _ in 0..120 {
            place(&api, "7");
        }
        for client in clients {
            assert_eq!(client.join().unwrap(), (1..=120).collect::<Vec<_>>());
        }
    });
}

#[test]
fn a_stopping_server_ends_its_streams_and_nothing_is_lost() {
    let mut server = TestServer::start(BINARY);
    let key = bearer(&server);
    let mut streams: Vec<_> =
        (0..10).map(|_| open(&server, "rooms=admin", &[("authorization", &key)])).collect();
    for stream in &mut streams {
        stream.expect("joined");
    }
    place(&server.api(), "7");
    server.terminate();
    server.restart();
    place(&server.api(), "7");
    for mut stream in streams {
        let mut seen = Vec::new();
        while let Some(event) = stream.next() {
            seen.push(event.data["seq"].as_i64().unwrap());
        }
        // The last order may have been placed too late for this stream, and then comes on the next.
        let headers = [("authorization", &*key), ("last-event-id", &*stream.last_id)];
        let mut back = open(&server, "rooms=admin", &headers);
        back.expect("joined");
        while seen.last() != Some(&2) {
            seen.push(back.expect("message")["seq"].as_i64().unwrap());
        }
        assert_eq!(seen, [1, 2]);
    }
}
