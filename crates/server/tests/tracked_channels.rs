//! Tracked channels: what is triggered on them is in the log before it is answered, and can be read there.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::time::{Duration, Instant};

use orderbell_testkit::{Http, Reply, Socket, TestServer};
use orderbell_wire::auth::http::sign;
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

fn start() -> TestServer {
    TestServer::start_with(BINARY, &[("ORDERBELL_CHANNELS__REPLAY", "news,private-chat.*")])
}

fn now() -> i64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64
}

/// As the app's server does.
fn post(server: &TestServer, end_point: &str, body: &Value) -> Reply {
    let run = server.first_run();
    let (path, body) = (format!("/apps/{}/{end_point}", run.app_id), body.to_string());
    let query = sign(&run.key, &run.secret, "POST", &path, &[], body.as_bytes(), now());
    server.anonymous().post_text(&format!("{path}?{query}"), "application/json", &body)
}

fn trigger(server: &TestServer, channels: &[&str], data: &str) {
    let reply = post(server, "events", &json!({"name": "e", "data": data, "channels": channels}));
    assert_eq!((reply.status, reply.text.as_str()), (200, "{}"));
}

fn subscriber(server: &TestServer, channels: &[&str]) -> (Socket, String) {
    let (mut socket, id) = Socket::open(server.authority(), &server.first_run().key);
    for channel in channels {
        socket.subscribe(channel, "");
    }
    (socket, id)
}

fn page(http: &Http, channel: &str, query: &str) -> Reply {
    http.get(&format!("/v1/channels/{channel}/events{query}"))
}

/// `(seq, prev, data)` of each event.
fn events(page: &Value) -> Vec<(i64, i64, &str)> {
    let events = page["events"].as_array().unwrap().iter();
    events
        .map(|event| {
            let number = |name: &str| event[name].as_i64().unwrap();
            (number("seq"), number("prev"), event["data"].as_str().unwrap())
        })
        .collect()
}

fn order() -> Value {
    json!({
        "pay_later": true, "customer": {"name": "Budi"},
        "items": [{"name": "Sate", "qty": 1, "unit_price": "30000"}],
    })
}

#[test]
fn what_was_answered_is_there_after_a_kill_byte_for_byte() {
    let mut server = start();
    let odd = "{\"url\":\"a\\/b\", \"\u{e9}\":  \"\\u00e9\"}\r\n \u{1f514}";
    let event = json!({"name": "App\\Events\\Naik Harga \u{2603}", "data": odd, "channels": ["news", "free", "private-chat.7"]});
    assert_eq!(post(&server, "events", &event).status, 200);
    assert_eq!(server.api().post("/v1/orders", &order()).status, 201);
    let event = |channel: &str, data: &str| json!({"channel": channel, "name": "e", "data": data});
    let batch = json!({"batch": [event("news", "1"), event("free", "2"), event("news", "3")]});
    assert_eq!(post(&server, "batch_events", &batch).text, "{}");
    server.crash_and_restart();

    let api = server.api();
    let news = page(&api, "news", "").json();
    assert_eq!(events(&news), [(1, 0, odd), (4, 1, "1"), (5, 4, "3")]);
    assert_eq!(news["events"][0]["event"], "App\\Events\\Naik Harga \u{2603}");
    assert_eq!((&news["head"], &news["has_more"]), (&json!(5), &json!(false)));
    assert_eq!(events(&page(&api, "private-chat.7", "").json()), [(2, 0, odd)]);

    // Order events are listed as ever; the numbers between belong to the others.
    let log = api.get("/v1/events").json();
    assert_eq!(log["events"].as_array().unwrap().len(), 1);
    assert_eq!((&log["events"][0]["seq"], &log["seq"]), (&json!(3), &json!(5)));
    assert_eq!(log["epoch"], news["epoch"]);
}

#[test]
fn tracked_and_other_channels_of_one_trigger_are_published_alike() {
    let server = start();
    let (mut all, id) = subscriber(&server, &["news", "free"]);
    let (mut other, _) = subscriber(&server, &["news", "free"]);
    trigger(&server, &["news", "free"], "1");
    for socket in [&mut all, &mut other] {
        let mut got: Vec<_> = (0..2).map(|_| socket.expect("e").channel.unwrap()).collect();
        got.sort();
        assert_eq!(got, ["free", "news"]);
    }
    let event = |channel: &str, data: &str| json!({"channel": channel, "name": "e", "data": data});
    let batch: Vec<_> = (0..10).map(|n| event(["news", "free"][n % 2], &n.to_string())).collect();
    assert_eq!(post(&server, "batch_events", &json!({"batch": batch})).status, 200);
    let mut got = [Vec::new(), Vec::new()];
    for _ in 0..10 {
        let frame = all.expect("e");
        got[usize::from(frame.channel.unwrap() == "free")].push(frame.data.as_str().unwrap().to_owned());
    }
    assert_eq!(got, [["0", "2", "4", "6", "8"], ["1", "3", "5", "7", "9"]]);

    let body = json!({"name": "e", "data": "2", "channels": ["news", "free"], "socket_id": id, "info": "subscription_count"});
    let reply = post(&server, "events", &body);
    let counts = json!({"news": {"subscription_count": 2}, "free": {"subscription_count": 2}});
    assert_eq!((reply.status, reply.json()), (200, json!({"channels": counts})));
    trigger(&server, &["news", "free"], "3");
    for _ in 0..2 {
        assert_eq!(all.expect("e").data, "3", "the sender does not get its own event");
    }
}

#[test]
fn order_channels_have_pages_too_with_whatever_is_triggered_there() {
    let server = start();
    let (api, owner) = (server.api(), server.owner());
    let uid = api.post("/v1/orders", &order()).json()["order"]["uid"].as_str().unwrap().to_owned();
    let channel = format!("private-order.{uid}");
    trigger(&server, &["private-admin.orders"], "hello");
    trigger(&server, &[&channel], "your table is ready");
    assert_eq!(api.post_empty(&format!("/v1/orders/{uid}/accept")).status, 200);

    let admins = page(&owner, "private-admin.orders", "").json();
    let rows = events(&admins);
    assert_eq!(rows.iter().map(|row| (row.0, row.1)).collect::<Vec<_>>(), [(1, 0), (2, 1), (4, 2)]);
    assert_eq!(rows[1].2, "hello");
    let created: Value = serde_json::from_str(rows[0].2).unwrap();
    assert_eq!(
        (&created["seq"], &created["prev"], &created["type"]),
        (&json!(1), &json!(0), &json!("order.created"))
    );
    assert_eq!(
        (&created["epoch"], &admins["events"][0]["event"]),
        (&admins["epoch"], &json!("order.created"))
    );
    let one = page(&api, &channel, "?after=1&limit=1").json();
    assert_eq!((events(&one), &one["has_more"]), (vec![(3, 1, "your table is ready")], &json!(true)));
    let rest = page(&api, &channel, "?after=3").json();
    assert_eq!((events(&rest)[0].1, &rest["has_more"], &rest["head"]), (3, &json!(false), &json!(4)));
}

#[test]
fn what_cannot_be_read_is_said_why() {
    let server = start();
    let (api, anonymous) = (server.api(), server.anonymous());
    for (channel, query, status, code) in [
        ("news", "?after=-1", 422, "validation_failed"),
        ("news", "?limit=0", 422, "validation_failed"),
        ("news", "?limit=501", 422, "validation_failed"),
        ("news", "?since=1", 422, "validation_failed"),
        ("no%20name", "", 422, "validation_failed"),
        ("free", "", 404, "not_found"),
        ("private-chat", "", 404, "not_found"),
    ] {
        let reply = page(&api, channel, query);
        assert_eq!(
            (reply.status, &reply.json()["code"]),
            (status, &json!(code)),
            "{channel}{query}: {}",
            reply.text
        );
    }
    assert_eq!(page(&anonymous, "news", "").status, 401);
    let ahead = page(&api, "news", "?after=99").json();
    assert_eq!((events(&ahead), &ahead["head"]), (vec![], &json!(0)));
}

#[test]
fn what_is_not_kept_any_more_is_410_with_the_epoch() {
    let mut server = TestServer::start_with(
        BINARY,
        &[("ORDERBELL_CHANNELS__REPLAY", "news,quiet"), ("ORDERBELL_RESUME__MAX_EVENTS", "1000")],
    );
    trigger(&server, &["quiet"], "1");
    let batch: Vec<_> =
        (0..10).map(|n| json!({"channel": "news", "name": "e", "data": n.to_string()})).collect();
    for _ in 0..110 {
        assert_eq!(post(&server, "batch_events", &json!({ "batch": batch })).status, 200);
    }
    // A start looks for what is too much.
    server.crash_and_restart();
    let api = server.api();
    let deadline = Instant::now() + Duration::from_secs(10);
    let gone = loop {
        let reply = page(&api, "news", "?limit=500");
        if reply.status == 410 {
            break reply.json();
        }
        assert!(Instant::now() < deadline, "{}", reply.text);
        std::thread::yield_now();
    };
    let left = page(&api, "news", "?after=101&limit=1").json();
    assert_eq!((&gone["code"], &gone["epoch"]), (&json!("events_pruned"), &left["epoch"]));
    assert!(gone["detail"].as_str().unwrap().contains("after=101"), "{gone}");
    assert_eq!((events(&left), &left["head"]), (vec![(102, 0, "0")], &json!(1101)));
    assert_eq!(page(&api, "news", "?after=100").status, 410);
    assert_eq!(page(&api, "quiet", "").status, 410);
    assert_eq!(page(&api, "quiet", "?after=1").status, 200, "nothing is missing on a quiet channel");
}

#[test]
fn a_client_is_given_a_cookie_once_and_a_tab_none() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_HTTP__PATH_PREFIX", "/ws")]);
    let app = format!("app/{}?protocol=7", server.first_run().key);
    let dial = |path: &str, cookie: Option<&str>| {
        let headers: Vec<_> = cookie.map(|cookie| ("cookie", cookie)).into_iter().collect();
        let mut socket = Socket::dial_with(server.authority(), path, &headers);
        socket.expect("pusher:connection_established");
        socket.cookie().map(str::to_owned)
    };
    let set = dial(&format!("/{app}"), None).expect("a new client is given a cookie");
    for part in ["orderbell_tab=", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
        assert!(set.contains(part), "{set}");
    }
    assert!(!set.contains("Secure"), "{set}");
    let sent = set.split(';').next().unwrap();
    assert_eq!(dial(&format!("/{app}"), Some(sent)), None);
    assert_eq!(dial(&format!("/tab/7c9e6679-7425-40de-944b-e07fc1f90ae7/{app}"), None), None);
    assert_eq!(dial(&format!("/ws/tab/7c9e6679-7425-40de-944b-e07fc1f90ae8/{app}"), None), None);
    assert!(dial(&format!("/tab/nonsense/{app}"), None).is_some(), "is as good as no tab");
}
