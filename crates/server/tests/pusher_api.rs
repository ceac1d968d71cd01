//! The HTTP API of Pusher's server SDKs: statuses and bodies to the letter, as SDKs compare them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};

use orderbell_testkit::{Reply, Socket, TestServer};
use orderbell_wire::auth::{http::sign, subscription_signature, user_signature};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

fn now() -> i64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64
}

/// An app's server, with the credentials that the first start printed.
struct Sdk<'s> {
    server: &'s TestServer,
}

impl Sdk<'_> {
    fn path(&self, rest: &str) -> String {
        format!("/apps/{}/{rest}", self.server.first_run().app_id)
    }

    fn get(&self, rest: &str, params: &[(&str, &str)]) -> Reply {
        let run = self.server.first_run();
        let path = self.path(rest);
        let query = sign(&run.key, &run.secret, "GET", &path, params, b"", now());
        self.server.anonymous().get(&format!("{path}?{query}"))
    }

    fn post(&self, rest: &str, body: &Value) -> Reply {
        self.post_to(&self.path(rest), &self.path(rest), &body.to_string())
    }

    /// Signs one path and asks for another.
    fn post_to(&self, signed: &str, asked: &str, body: &str) -> Reply {
        let run = self.server.first_run();
        let query = sign(&run.key, &run.secret, "POST", signed, &[], body.as_bytes(), now());
        self.server.anonymous().post_text(&format!("{asked}?{query}"), "application/json", body)
    }

    fn ok(&self, rest: &str, params: &[(&str, &str)]) -> Value {
        let reply = self.get(rest, params);
        assert_eq!(
            (reply.status, reply.header("content-type")),
            (200, Some("application/json")),
            "{reply:?}"
        );
        reply.json()
    }

    /// A connected client.
    fn client(&self) -> Client {
        let run = self.server.first_run();
        let (socket, id) = Socket::open(self.server.authority(), &run.key);
        Client { socket, id, key: run.key.clone(), secret: run.secret.clone() }
    }
}

struct Client {
    socket: Socket,
    id: String,
    key: String,
    secret: String,
}

impl Client {
    fn join(&mut self, channel: &str, member: &Value) {
        let data = member.to_string();
        let (id, name) = (self.id.parse().unwrap(), channel.parse().unwrap());
        let auth = format!("{}:{}", self.key, subscription_signature(&self.secret, id, &name, Some(&data)));
        let message = json!({"auth": auth, "channel": channel, "channel_data": data});
        self.socket.send("pusher:subscribe", &message);
        self.socket.expect("pusher_internal:subscription_succeeded");
    }

    fn sign_in(&mut self, user_data: &str) {
        let auth =
            format!("{}:{}", self.key, user_signature(&self.secret, self.id.parse().unwrap(), user_data));
        self.socket.send("pusher:signin", &json!({"auth": auth, "user_data": user_data}));
        self.socket.expect("pusher:signin_success");
    }
}

fn event(channel: &str, data: &str) -> Value {
    json!({"name": "e", "channel": channel, "data": data})
}

fn refused(reply: &Reply, status: u16) {
    assert_eq!(reply.status, status, "{}", reply.text);
    assert_eq!(reply.header("content-type"), Some("text/plain; charset=utf-8"));
    assert!(!reply.text.is_empty());
}

#[test]
fn checks_111_and_116_a_trigger_without_info_is_answered_with_an_empty_object() {
    let server = TestServer::start(BINARY);
    let sdk = Sdk { server: &server };
    let mut client = sdk.client();
    client.socket.subscribe("a", "");
    let many = json!({"name": "e", "channels": ["a"], "data": "many"});
    for (body, data) in [(event("a", "one"), "one"), (many, "many"), (event("a", ""), "")] {
        let reply = sdk.post("events", &body);
        assert_eq!((reply.status, &*reply.text), (200, "{}"));
        assert_eq!(reply.header("content-type"), Some("application/json"));
        assert_eq!(client.socket.expect("e").data, data);
    }
}

#[test]
fn check_115_info_tells_of_each_channel_what_applies_to_it() {
    let server = TestServer::start(BINARY);
    let sdk = Sdk { server: &server };
    let mut clients = [sdk.client(), sdk.client(), sdk.client()];
    for (client, user) in clients.iter_mut().zip(["u1", "u1", "u2"]) {
        client.socket.subscribe("pub", "");
        client.join("presence-p", &json!({"user_id": user}));
    }
    let body = json!({
        "name": "e", "channels": ["pub", "presence-p", "empty", "presence-empty"], "data": "d",
        "info": "user_count,subscription_count",
    });
    let expected = json!({"channels": {
        "pub": {"subscription_count": 3},
        "presence-p": {"user_count": 2, "subscription_count": 3},
        "empty": {"subscription_count": 0},
        "presence-empty": {"user_count": 0, "subscription_count": 0},
    }});
    assert_eq!(sdk.post("events", &body).json(), expected);
    let body = json!({"name": "e", "channels": ["pub"], "data": "d", "info": "user_count"});
    assert_eq!(sdk.post("events", &body).text, r#"{"channels":{"pub":{}}}"#);
    let body = json!({"name": "e", "channels": ["pub"], "data": "d", "info": "unknown"});
    assert_eq!(sdk.post("events", &body).text, "{}");
}

#[test]
fn checks_112_and_117_to_120_and_122_limits_and_what_is_not_an_event() {
    let server = TestServer::start(BINARY);
    let sdk = Sdk { server: &server };
    let mut client = sdk.client();
    client.socket.subscribe("c0", "");
    let channels = |count: usize| (0..count).map(|number| format!("c{number}")).collect::<Vec<_>>();
    let to = |count: usize| json!({"name": "e", "channels": channels(count), "data": "to many"});
    refused(&sdk.post("events", &to(101)), 400);
    assert_eq!(sdk.post("events", &to(100)).status, 200);
    assert_eq!(client.socket.expect("e").data, "to many");
    let large = sdk.post("events", &event("c0", &"x".repeat(10_241)));
    refused(&large, 413);
    assert!(
        large.text.starts_with("The data content of this event exceeds the allowed maximum (10240 bytes).")
    );
    assert_eq!(sdk.post("events", &event("c0", &"x".repeat(10_240))).status, 200);
    client.socket.expect("e");
    let named = |name: &str| json!({"name": name, "channel": "c0", "data": "d"});
    for name in ["", "pusher:x", "pusher_internal:x", &"n".repeat(201)] {
        refused(&sdk.post("events", &named(name)), 400);
    }
    for name in [r"App\Events\X", "with spaces ☃", "client-x", &"n".repeat(200)] {
        assert_eq!(sdk.post("events", &named(name)).status, 200);
        client.socket.expect(name);
    }
    let path = sdk.path("events");
    for body in
        ["not json", "[]", "{}", r#"{"name":"e","channel":"c0"}"#, r#"{"name":"e","channels":[],"data":""}"#]
    {
        refused(&sdk.post_to(&path, &path, body), 400);
    }
}

#[test]
fn check_113_the_sender_is_left_out_and_an_unknown_one_leaves_out_nobody() {
    let server = TestServer::start(BINARY);
    let sdk = Sdk { server: &server };
    let (mut a, mut b) = (sdk.client(), sdk.client());
    for client in [&mut a, &mut b] {
        client.socket.subscribe("x", "");
        client.socket.subscribe("y", "");
    }
    let except = |id: &str, data: &str| json!({"name": "e", "channels": ["x", "y", "x"], "data": data, "socket_id": id});
    assert_eq!(sdk.post("events", &except(&a.id, "1")).status, 200);
    assert_eq!(sdk.post("events", &except("1.1", "2")).status, 200);
    for data in ["1", "1", "2", "2"] {
        assert_eq!(b.socket.expect("e").data, data);
    }
    for data in ["2", "2"] {
        assert_eq!(a.socket.expect("e").data, data);
    }
}

#[test]
fn checks_124_to_128_batches() {
    let server = TestServer::start(BINARY);
    let sdk = Sdk { server: &server };
    let (mut a, mut b) = (sdk.client(), sdk.client());
    a.socket.subscribe("a", "");
    b.socket.subscribe("a", "");
    let events = |count: usize| (0..count).map(|number| event("a", &number.to_string())).collect::<Vec<_>>();
    refused(&sdk.post("batch_events", &json!({"batch": events(11)})), 400);
    let mut spoiled = events(2);
    spoiled.push(event("a", &"x".repeat(10_241)));
    refused(&sdk.post("batch_events", &json!({"batch": spoiled})), 413);
    refused(&sdk.post("batch_events", &json!({"batch": [event("a", "0"), event("bad name!", "1")]})), 400);
    refused(&sdk.post("batch_events", &json!({})), 400);
    assert_eq!(sdk.post("batch_events", &json!({"batch": []})).text, "{}");

    let reply = sdk.post("batch_events", &json!({"batch": events(10)}));
    assert_eq!((reply.status, &*reply.text), (200, "{}"));
    for number in 0..10 {
        // The first thing that arrives: nothing of the refused ones came before.
        assert_eq!(a.socket.expect("e").data, number.to_string());
        b.socket.expect("e");
    }
    let mut batch = events(3);
    batch[0]["info"] = json!("subscription_count");
    batch[2]["info"] = json!("user_count,subscription_count");
    batch[1]["socket_id"] = json!(a.id);
    let expected = json!({"batch": [{"subscription_count": 2}, {}, {"subscription_count": 2}]});
    assert_eq!(sdk.post("batch_events", &json!({"batch": batch})).json(), expected);
    for (client, numbers) in [(&mut a, &["0", "2"][..]), (&mut b, &["0", "1", "2"])] {
        for number in numbers {
            assert_eq!(client.socket.expect("e").data, *number);
        }
    }
}

#[test]
fn checks_129_to_131_the_list_of_channels() {
    let server = TestServer::start(BINARY);
    let sdk = Sdk { server: &server };
    assert_eq!(sdk.get("channels", &[]).text, r#"{"channels":{}}"#);
    let mut client = sdk.client();
    client.socket.subscribe("b", "");
    client.join("presence-a", &json!({"user_id": 1}));
    client.sign_in(r#"{"id":"u1"}"#);
    client.socket.subscribe("#server-to-user-u1", "");
    let mut tab = sdk.client();
    tab.join("presence-a", &json!({"user_id": "1"}));
    assert_eq!(sdk.ok("channels", &[]), json!({"channels": {"b": {}, "presence-a": {}}}));
    let users = [("filter_by_prefix", "presence-"), ("info", "user_count")];
    assert_eq!(sdk.ok("channels", &users), json!({"channels": {"presence-a": {"user_count": 1}}}));
    let counts = [("info", "subscription_count")];
    let expected =
        json!({"channels": {"b": {"subscription_count": 1}, "presence-a": {"subscription_count": 2}}});
    assert_eq!(sdk.ok("channels", &counts), expected);
    assert_eq!(sdk.get("channels", &[("filter_by_prefix", "zz")]).text, r#"{"channels":{}}"#);
    for wrong in [&[("info", "user_count")][..], &[("info", "user_count"), ("filter_by_prefix", "test_")]] {
        refused(&sdk.get("channels", wrong), 400);
    }
}

#[test]
fn checks_36_and_132_to_133_one_channel() {
    let server = TestServer::start(BINARY);
    let sdk = Sdk { server: &server };
    assert_eq!(sdk.get("channels/x", &[]).text, r#"{"occupied":false}"#);
    let mut client = sdk.client();
    client.socket.subscribe("x", "");
    client.socket.subscribe("foo-bar_1234@=,.;", "");
    client.join("presence-a", &json!({"user_id": "u1"}));
    let counts = [("info", "subscription_count")];
    assert_eq!(sdk.ok("channels/x", &counts), json!({"occupied": true, "subscription_count": 1}));
    assert_eq!(sdk.ok("channels/foo-bar_1234@=,.;", &[]), json!({"occupied": true}));
    let both = [("info", "user_count,subscription_count")];
    let expected = json!({"occupied": true, "user_count": 1, "subscription_count": 1});
    assert_eq!(sdk.ok("channels/presence-a", &both), expected);
    assert_eq!(
        sdk.ok("channels/presence-b", &[("info", "user_count")]),
        json!({"occupied": false, "user_count": 0})
    );
    refused(&sdk.get("channels/x", &[("info", "user_count")]), 400);
    refused(&sdk.get("channels/bad!", &[]), 400);
}

#[test]
fn check_78_the_last_event_of_a_cache_channel() {
    let server = TestServer::start(BINARY);
    let sdk = Sdk { server: &server };
    let cache = [("info", "cache")];
    assert_eq!(sdk.ok("channels/cache-x", &cache), json!({"occupied": false, "cache": null}));
    assert_eq!(sdk.post("events", &event("cache-x", "{\"é\": \"\\\"\"}")).status, 200);
    let shown = sdk.ok("channels/cache-x", &cache);
    assert_eq!(shown["cache"]["data"], "{\"é\": \"\\\"\"}");
    let ttl = shown["cache"]["ttl"].as_u64().unwrap();
    assert!((1700..=1800).contains(&ttl), "{ttl}");
    let mut client = sdk.client();
    client.socket.subscribe("cache-x", "");
    assert_eq!(client.socket.expect("e").data, "{\"é\": \"\\\"\"}");
}

#[test]
fn check_134_users_of_a_presence_channel_each_once() {
    let server = TestServer::start(BINARY);
    let sdk = Sdk { server: &server };
    assert_eq!(sdk.get("channels/presence-a/users", &[]).text, r#"{"users":[]}"#);
    let mut clients = [sdk.client(), sdk.client(), sdk.client()];
    for (client, user) in clients.iter_mut().zip([json!("u1"), json!("u1"), json!(2)]) {
        client.join("presence-a", &json!({"user_id": user}));
    }
    let expected = json!({"users": [{"id": "2"}, {"id": "u1"}]});
    assert_eq!(sdk.ok("channels/presence-a/users", &[]), expected);
    refused(&sdk.get("channels/public/users", &[]), 400);
}

#[test]
fn checks_136_to_139_terminating_a_user_by_either_path() {
    let server = TestServer::start(BINARY);
    let sdk = Sdk { server: &server };
    let python = "/users/u1/terminate_connections";
    for signed in [sdk.path("users/u1/terminate_connections"), python.to_owned()] {
        let (mut a, mut b, mut other, mut member) = (sdk.client(), sdk.client(), sdk.client(), sdk.client());
        a.sign_in(r#"{"id":"u1"}"#);
        b.sign_in(r#"{"id": "u1"}"#);
        other.sign_in(r#"{"id":"u2"}"#);
        member.join("presence-a", &json!({"user_id": "u1"}));
        let reply = sdk.post_to(&signed, &signed, "{}");
        assert_eq!((reply.status, &*reply.text), (200, "{}"));
        for client in [&mut a, &mut b] {
            assert_eq!(client.socket.expect("pusher:error").data["code"], 4009);
            assert_eq!(client.socket.next().unwrap_err().unwrap().0, 4009);
        }
        for client in [&mut other, &mut member] {
            client.socket.send("pusher:ping", &json!({}));
            client.socket.expect("pusher:pong");
        }
    }
    // Check 107: Node signs the path before it encodes it.
    let (signed, asked) = (
        sdk.path("users/user one/terminate_connections"),
        sdk.path("users/user%20one/terminate_connections"),
    );
    let reply = sdk.post_to(&signed, &asked, "{}");
    assert_eq!((reply.status, &*reply.text), (200, "{}"));
}

#[test]
fn checks_100_to_106_only_what_the_app_signed_is_answered() {
    let server = TestServer::start(BINARY);
    let sdk = Sdk { server: &server };
    let run = server.first_run();
    let path = sdk.path("channels");
    let get = |query: &str| server.anonymous().get(&format!("{path}?{query}"));
    let signed = |time: i64| sign(&run.key, &run.secret, "GET", &path, &[], b"", time);
    // A second may pass on the way, so the edge itself is left to the unit tests.
    assert_eq!(get(&signed(now() - 590)).status, 200);
    refused(&get(&signed(now() - 601)), 401);
    refused(&get(&signed(now() + 610)), 401);
    refused(&get(""), 401);
    refused(&get(&signed(now()).replace(&run.key, "other")), 401);
    refused(&get(&signed(now()).replace("auth_version=1%2E0", "auth_version=2%2E0")), 401);
    refused(&get(&sign(&run.key, "wrong", "GET", &path, &[], b"", now())), 401);
    // Check 103: the Python SDK sends the digest of nothing with every GET.
    let python = [("body_md5", "d41d8cd98f00b204e9800998ecf8427e")];
    assert_eq!(get(&sign(&run.key, &run.secret, "GET", &path, &python, b"", now())).status, 200);
    // Check 105: encoded or raw, in any order, names in any case.
    let info = [("Info", "user_count,subscription_count"), ("filter_by_prefix", "presence-")];
    let query = sign(&run.key, &run.secret, "GET", &path, &info, b"", now());
    assert_eq!(get(&query).text, r#"{"channels":{}}"#);
    assert_eq!(get(&query.replace("%2C", ",").replace("%2D", "-")).status, 200);
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.reverse();
    assert_eq!(get(&pairs.join("&").replace("info=", "Info=")).status, 200);
    // Checks 102 and 104.
    let other = "/apps/999999/channels";
    let query = sign(&run.key, &run.secret, "GET", other, &[], b"", now());
    refused(&server.anonymous().get(&format!("{other}?{query}")), 404);
    let path = sdk.path("events");
    let without_digest = sign(&run.key, &run.secret, "POST", &path, &[], b"", now());
    let body = event("a", "d").to_string();
    refused(
        &server.anonymous().post_text(&format!("{path}?{without_digest}"), "application/json", &body),
        401,
    );
}

#[test]
fn checks_5_and_108_everything_is_found_under_a_prefix_too() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_HTTP__PATH_PREFIX", "/ws")]);
    let sdk = Sdk { server: &server };
    let key = &server.first_run().key;
    let mut socket = Socket::dial(server.authority(), &format!("/ws/app/{key}?protocol=7"));
    socket.expect("pusher:connection_established");
    socket.subscribe("a", "");
    let signed = sdk.path("events");
    for asked in [format!("/ws{signed}"), signed.clone()] {
        let reply = sdk.post_to(&signed, &asked, &event("a", "d").to_string());
        assert_eq!((reply.status, &*reply.text), (200, "{}"));
        socket.expect("e");
    }
}

#[test]
fn check_110_a_hundred_requests_on_one_connection() {
    let server = TestServer::start(BINARY);
    let sdk = Sdk { server: &server };
    let run = server.first_run();
    let path = sdk.path("channels");
    let stream = std::net::TcpStream::connect(server.authority()).unwrap();
    let mut answers = BufReader::new(&stream);
    for _ in 0..100 {
        let query = sign(&run.key, &run.secret, "GET", &path, &[], b"", now());
        write!(&stream, "GET {path}?{query} HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut line = String::new();
        answers.read_line(&mut line).unwrap();
        assert_eq!(line, "HTTP/1.1 200 OK\r\n");
        let mut length = 0;
        while line != "\r\n" {
            line.clear();
            answers.read_line(&mut line).unwrap();
            if let Some(value) = line.to_lowercase().strip_prefix("content-length: ") {
                length = value.trim().parse().unwrap();
            }
        }
        let mut body = vec![0; length];
        answers.read_exact(&mut body).unwrap();
        assert_eq!(body, br#"{"channels":{}}"#);
    }
}
