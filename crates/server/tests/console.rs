//! The console's API: what a developer can see of a running server, and what nobody else can.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    collections::BTreeSet,
    io::{BufRead as _, BufReader, Write as _},
    net::TcpStream,
    time::{Duration, Instant},
};

use orderbell_testkit::{Socket, TestServer};
use orderbell_wire::auth::{http::sign, subscription_signature};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

fn now() -> i64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64
}

fn order() -> Value {
    json!({
        "pay_later": true, "customer": {"name": "Budi"},
        "items": [{"name": "Nasi goreng", "qty": 2, "unit_price": "22500"}],
    })
}

fn trigger(server: &TestServer, channel: &str, event: &str, data: &str) {
    let run = server.first_run();
    let path = format!("/apps/{}/events", run.app_id);
    let body = json!({"name": event, "channel": channel, "data": data}).to_string();
    let query = sign(&run.key, &run.secret, "POST", &path, &[], body.as_bytes(), now());
    let reply = server.anonymous().post_text(&format!("{path}?{query}"), "application/json", &body);
    assert_eq!(reply.status, 200, "{}", reply.text);
}

/// Follows the console's lines.
struct Tail {
    reader: BufReader<TcpStream>,
}

impl Tail {
    fn open(server: &TestServer, query: &str) -> Self {
        let mut stream = TcpStream::connect(server.authority()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let key = &server.first_run().api_key;
        let head =
            format!("GET /v1/console/tail{query} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        Self { reader: BufReader::new(stream) }
    }

    /// The next line that tells of something.
    fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert!(self.reader.read_line(&mut line).unwrap() > 0, "the answer ended");
            if let Some(value) = line.starts_with('{').then(|| serde_json::from_str::<Value>(&line).unwrap())
                && value["type"] != "alive"
            {
                return value;
            }
        }
    }
}

#[test]
fn connections_and_channels_are_shown_to_developers_and_the_canary_to_nobody() {
    let server = TestServer::start(BINARY);
    let deadline = Instant::now() + Duration::from_secs(20);
    while server.anonymous().get("/readyz").status != 200 {
        assert!(Instant::now() < deadline);
        std::thread::sleep(Duration::from_millis(20));
    }
    let run = server.first_run();
    let mut clients = Vec::new();
    for _ in 0..5 {
        let (mut socket, id) = Socket::open(server.authority(), &run.key);
        socket.subscribe("a", "");
        clients.push((socket, id));
    }
    clients[0].0.subscribe("cache-b", "");

    let (mut seen, mut query) = (BTreeSet::new(), "?limit=2".to_owned());
    loop {
        let page = server.api().get(&format!("/v1/console/connections{query}")).json();
        for connection in page["connections"].as_array().unwrap() {
            assert!(seen.insert(connection["socket_id"].as_str().unwrap().to_owned()));
            assert_eq!(connection["peer"], "127.0.0.1");
            assert!(connection["since"].as_str().unwrap().starts_with("20"));
        }
        match page["next"].as_str() {
            Some(next) => query = format!("?limit=2&after={next}"),
            None => break,
        }
    }
    assert_eq!(seen, clients.iter().map(|(_, id)| id.clone()).collect());

    let page = server.api().get("/v1/console/channels?limit=1").json();
    assert_eq!(
        page["channels"],
        json!([{"name": "a", "kind": "public", "cache": false, "subscriptions": 5}])
    );
    assert_eq!((&page["total"], &page["next"]), (&json!(2), &json!("a")));
    let page = server.api().get("/v1/console/channels?after=a").json();
    assert_eq!(page["channels"][0]["name"], "cache-b");
    assert!(page["next"].is_null());

    for path in ["connections", "channels", "refusals", "tail"] {
        let path = format!("/v1/console/{path}");
        assert_eq!(server.anonymous().get(&path).status, 401, "{path}");
        assert_eq!(server.api().get(&format!("{path}?limit=0")).status == 422, !path.ends_with("refusals"));
    }
}

#[test]
fn a_connection_can_be_ended_so_that_it_comes_back_or_not() {
    let server = TestServer::start(BINARY);
    let run = server.first_run();
    let cases = [
        (json!({}), 4200),
        (json!({"reconnect": "at_once"}), 4200),
        (json!({"reconnect": "later"}), 4100),
        (json!({"reconnect": "never"}), 4009),
    ];
    for (body, code) in cases {
        let (mut socket, id) = Socket::open(server.authority(), &run.key);
        let path = format!("/v1/console/connections/{id}/disconnect");
        assert_eq!(server.anonymous().post(&path, &body).status, 401);
        let reply = server.api().post(&path, &body);
        assert_eq!((reply.status, &reply.json()["code"]), (200, &json!(code)), "{}", reply.text);
        let closed = loop {
            if let Err(closed) = socket.next() {
                break closed.unwrap().0;
            }
        };
        assert_eq!(closed, code);
    }
    assert_eq!(server.api().post_empty("/v1/console/connections/1.2/disconnect").status, 404);
    assert_eq!(server.api().post_empty("/v1/console/connections/x/disconnect").status, 422);
    let unknown = server.api().post("/v1/console/connections/1.2/disconnect", &json!({"reconnect": "soon"}));
    assert_eq!(unknown.status, 422, "{}", unknown.text);
}

#[test]
fn refusals_say_which_part_was_wrong_and_keep_secrets() {
    let server = TestServer::start(BINARY);
    let run = server.first_run();
    let (mut socket, id) = Socket::open(server.authority(), &run.key);
    let signature =
        subscription_signature(&run.secret, id.parse().unwrap(), &"private-a".parse().unwrap(), None);
    let auth = format!("{}:{}", run.key, signature.to_uppercase());
    socket.send("pusher:subscribe", &json!({"channel": "private-a", "auth": auth}));
    assert_eq!(socket.next().unwrap().event, "pusher:error");

    let mut unknown = Socket::dial(server.authority(), "/app/no-such-key?protocol=7");
    while unknown.next().is_ok() {}
    let path = format!("/apps/{}/channels", run.app_id);
    let query = sign(&run.key, "hunter-2", "GET", &path, &[], b"", now());
    assert_eq!(server.anonymous().get(&format!("{path}?{query}")).status, 401);
    let late = sign(&run.key, &run.secret, "GET", &path, &[], b"", now() - 700);
    assert_eq!(server.anonymous().get(&format!("{path}?{late}")).status, 401);

    let reply = server.api().get("/v1/console/refusals");
    let refusals = reply.json()["refusals"].as_array().unwrap().clone();
    let told: Vec<(&str, &str)> = refusals
        .iter()
        .map(|refusal| (refusal["kind"].as_str().unwrap(), refusal["code"].as_str().unwrap()))
        .collect();
    let expected = [
        ("request", "signature"),
        ("request", "signature"),
        ("connection", "close_4001"),
        ("subscription", "signature_upper_case"),
    ];
    assert_eq!(told, expected, "{}", reply.text);
    assert!(refusals[0]["reason"].as_str().unwrap().contains("s behind"), "{}", reply.text);
    assert_eq!(refusals[3]["channel"], "private-a");
    assert_eq!(refusals[3]["socket_id"], *id);
    for secret in [run.secret.as_str(), &signature, &signature.to_uppercase(), "hunter-2"] {
        assert!(!reply.text.contains(secret), "{}", reply.text);
    }
}

#[test]
fn the_tail_shows_the_log_and_what_is_published_once_each() {
    let server = TestServer::start(BINARY);
    assert_eq!(server.api().post("/v1/orders", &order()).status, 201);
    let mut tail = Tail::open(&server, "?after=0");
    let first = tail.next();
    assert_eq!(
        (&first["type"], &first["seq"], &first["event"]),
        (&json!("order"), &json!(1), &json!("order.created"))
    );
    assert!(first["channels"].as_array().unwrap().contains(&json!("private-admin.orders")));
    assert_eq!(tail.next(), json!({"type": "caught_up", "seq": 1}));

    trigger(&server, "news", "headline", r#"{"n":1}"#);
    let line = tail.next();
    assert_eq!(
        (&line["type"], &line["channel"], &line["data"]),
        (&json!("event"), &json!("news"), &json!(r#"{"n":1}"#))
    );
    assert_eq!(server.api().post("/v1/orders", &order()).status, 201);
    let line = tail.next();
    assert_eq!((&line["type"], &line["seq"]), (&json!("order"), &json!(2)));
    // The frames on the channels of orders are not shown beside the event itself.
    trigger(&server, "news", "end", "");
    assert_eq!(tail.next()["event"], "end");
}

#[test]
fn the_tail_is_filtered_by_the_server() {
    let server = TestServer::start(BINARY);
    let code = server.api().post("/v1/orders", &order()).json()["order"]["code"].as_str().map(str::to_owned);
    let code = code.unwrap_or_else(|| {
        server.api().get("/v1/orders").json()["orders"][0]["code"].as_str().unwrap().to_owned()
    });
    assert_eq!(server.api().post("/v1/orders", &order()).status, 201);
    let mut one = Tail::open(&server, &format!("?after=0&order={}", code.to_lowercase()));
    assert_eq!(one.next()["seq"], 1);
    assert_eq!(one.next()["type"], "caught_up");

    let mut some = Tail::open(&server, "?type=event&channel=news*&event=*line");
    assert_eq!(some.next()["type"], "caught_up");
    trigger(&server, "other", "headline", "no");
    trigger(&server, "news-id", "other", "no");
    trigger(&server, "news-id", "headline", "yes");
    assert_eq!(some.next()["data"], "yes");

    let mut since = Tail::open(&server, "?since=2026-01-01T00:00:00Z&type=order");
    assert_eq!(since.next()["seq"], 1);
    let mut since = Tail::open(&server, "?since=2999-01-01T00:00:00Z&type=order");
    assert_eq!(since.next()["type"], "caught_up");
    for wrong in ["?type=nothing", "?after=1&since=2026-01-01T00:00:00Z", "?since=yesterday"] {
        assert_eq!(server.api().get(&format!("/v1/console/tail{wrong}")).status, 422, "{wrong}");
    }
}

#[test]
fn a_server_that_stops_ends_the_tail() {
    let mut server = TestServer::start(BINARY);
    let mut tail = Tail::open(&server, "");
    assert_eq!(tail.next()["type"], "caught_up");
    let began = Instant::now();
    server.terminate();
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    let mut rest = String::new();
    while tail.reader.read_line(&mut rest).unwrap() > 0 {}
}
