//! What clients are given when they come back (promises U2 and U3): by the id of their page, by cookie, and by the
//! position that they name.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use orderbell_testkit::{Frame, Socket, TestServer};
use orderbell_wire::auth::http::sign;
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");
const TAB: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

fn start() -> TestServer {
    TestServer::start_with(BINARY, &[("ORDERBELL_CHANNELS__REPLAY", "news")])
}

fn now() -> i64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64
}

/// As the app's server does.
fn trigger(server: &TestServer, data: &str, except: Option<&str>) {
    let run = server.first_run();
    let path = format!("/apps/{}/events", run.app_id);
    let body = json!({"name": "e", "data": data, "channel": "news", "socket_id": except}).to_string();
    let query = sign(&run.key, &run.secret, "POST", &path, &[], body.as_bytes(), now());
    let reply = server.anonymous().post_text(&format!("{path}?{query}"), "application/json", &body);
    assert_eq!((reply.status, reply.text.as_str()), (200, "{}"));
}

fn open(server: &TestServer, path: &str, cookie: Option<&str>) -> (Socket, String) {
    let path = format!("{path}/app/{}?protocol=7&client=test&version=1", server.first_run().key);
    let headers: Vec<_> = cookie.map(|cookie| ("cookie", cookie)).into_iter().collect();
    Socket::greeted(Socket::dial_with(server.authority(), &path, &headers))
}

/// Opens the page's connection and subscribes.
fn page(server: &TestServer) -> (Socket, String) {
    let (mut socket, id) = open(server, &format!("/tab/{TAB}"), None);
    socket.subscribe("news", "");
    (socket, id)
}

fn expect_all(socket: &mut Socket, expected: &[&str]) {
    for data in expected {
        let frame = socket.expect("e");
        assert_eq!((frame.data, frame.position), (json!(data), None), "to a stock client as it always was");
    }
}

/// What comes until this does. An answered trigger may still be on its way to those who are connected, so somebody who
/// has just subscribed may hear of the one before.
fn until(socket: &mut Socket, last: &str) -> Vec<String> {
    let mut got = Vec::new();
    while got.last().is_none_or(|newest| newest != last) {
        got.push(socket.expect("e").data.as_str().unwrap().to_owned());
    }
    got
}

/// Waits until the receipt of what was read so far has certainly come: the server reads a connection in order. Twice,
/// because what came while a receipt was on its way is covered by the next one.
fn confirm(socket: &mut Socket) {
    for _ in 0..2 {
        socket.send("pusher:ping", &json!({}));
        socket.expect("pusher:pong");
    }
}

#[test]
fn a_page_is_given_what_it_missed_and_its_successor_nothing_twice() {
    let server = start();
    let (mut socket, _) = page(&server);
    trigger(&server, "1", None);
    expect_all(&mut socket, &["1"]);
    confirm(&mut socket);
    socket.lose();
    for data in ["2", "{\"url\":\"a\\/b\",\"\u{e9}\":\"\\u00e9\"} \u{1f514}", ""] {
        trigger(&server, data, None);
    }
    let (mut socket, _) = page(&server);
    trigger(&server, "5", None);
    expect_all(&mut socket, &["2", "{\"url\":\"a\\/b\",\"\u{e9}\":\"\\u00e9\"} \u{1f514}", "", "5"]);
    confirm(&mut socket);
    socket.lose();
    let (mut socket, _) = page(&server);
    trigger(&server, "6", None);
    expect_all(&mut socket, &["6"]);

    // Another page begins with the present.
    let (mut other, _) = open(&server, "/tab/7c9e6679-7425-40de-944b-e07fc1f90ae8", None);
    other.subscribe("news", "");
    trigger(&server, "7", None);
    let got = until(&mut other, "7");
    assert!(got == ["7"] || got == ["6", "7"], "{got:?}");
}

/// The newer connection of a page replaces the older one, which may be half open.
#[test]
fn a_page_has_one_connection() {
    let server = start();
    let (mut first, _) = page(&server);
    trigger(&server, "1", None);
    let (mut second, _) = page(&server);
    trigger(&server, "2", None);
    // What the first did not confirm is given to the second.
    expect_all(&mut second, &["1", "2"]);
    let mut last = first.next();
    while last.is_ok() {
        last = first.next();
    }
}

#[test]
fn a_kill_and_a_stop_cost_no_event() {
    let mut server = start();
    let (mut socket, _) = page(&server);
    trigger(&server, "1", None);
    expect_all(&mut socket, &["1"]);
    confirm(&mut socket);
    // An orderly stop writes positions once more.
    server.terminate();
    server.restart();
    trigger(&server, "2", None);
    let (mut socket, _) = page(&server);
    expect_all(&mut socket, &["2"]);
    trigger(&server, "3", None);
    // Whether the position of this connection was written or only the one before: nothing is missing.
    server.crash_and_restart();
    trigger(&server, "4", None);
    let (mut socket, _) = page(&server);
    let got = until(&mut socket, "4");
    assert!(got.ends_with(&["3".into(), "4".into()]), "{got:?}");
}

#[test]
fn a_browser_is_known_by_its_cookie() {
    let server = start();
    let (mut socket, _) = open(&server, "", None);
    let cookie = socket.cookie().unwrap().split(';').next().unwrap().to_owned();
    socket.subscribe("news", "");
    trigger(&server, "1", None);
    expect_all(&mut socket, &["1"]);
    confirm(&mut socket);
    socket.lose();
    trigger(&server, "2", None);
    let (mut stranger, _) = open(&server, "", None);
    stranger.subscribe("news", "");
    let (mut socket, _) = open(&server, "", Some(&cookie));
    socket.subscribe("news", "");
    trigger(&server, "3", None);
    expect_all(&mut socket, &["2", "3"]);
    let got = until(&mut stranger, "3");
    assert!(got == ["3"] || got == ["2", "3"], "{got:?}");
}

#[test]
fn a_sender_does_not_get_its_own_event_back() {
    let server = start();
    let (mut socket, id) = page(&server);
    trigger(&server, "1", Some(&id));
    trigger(&server, "2", None);
    expect_all(&mut socket, &["2"]);
    socket.lose();
    // Triggered by the page just before its line broke, and recorded after.
    trigger(&server, "3", Some(&id));
    trigger(&server, "4", None);
    let (mut socket, _) = page(&server);
    let got = until(&mut socket, "4");
    assert!(!got.contains(&"3".to_owned()) && !got.contains(&"1".to_owned()), "{got:?}");
}

#[test]
fn many_come_back_at_once_and_each_is_given_everything() {
    let server = start();
    let tabs: Vec<_> = (0..60).map(|n| format!("/tab/7c9e6679-7425-40de-944b-e07fc1f9{n:04}")).collect();
    let join = |tab: &String| {
        let (mut socket, _) = open(&server, tab, None);
        socket.subscribe("news", "");
        socket
    };
    for socket in tabs.iter().map(join).collect::<Vec<_>>() {
        socket.lose();
    }
    let all: Vec<_> = (0..150).map(|n| n.to_string()).collect();
    for data in &all {
        trigger(&server, data, None);
    }
    let expected: Vec<_> = all.iter().map(String::as_str).collect();
    for mut socket in tabs.iter().map(join).collect::<Vec<_>>() {
        expect_all(&mut socket, &expected);
    }
}

/// A client that follows positions, as `orderbell.js` does.
struct Follower {
    socket: Socket,
    id: String,
}

impl Follower {
    fn open(server: &TestServer) -> Self {
        let path = format!("/app/{}?protocol=7&resume=1", server.first_run().key);
        let (socket, id) = Socket::greeted(Socket::dial(server.authority(), &path));
        Self { socket, id }
    }

    /// Subscribes and returns what the server says about the position.
    fn subscribe(&mut self, position: &Value) -> Value {
        let mut data = json!({"channel": "news"});
        data.as_object_mut().unwrap().extend(position.as_object().unwrap().clone());
        self.socket.send("pusher:subscribe", &data);
        self.socket.expect("pusher_internal:subscription_succeeded").decoded()["resume"].clone()
    }

    /// The next event, whatever is said about positions before it.
    fn event(&mut self) -> Frame {
        loop {
            let frame = self.socket.next().unwrap();
            if frame.event != "orderbell:position" {
                return frame;
            }
        }
    }
}

#[test]
fn who_follows_positions_is_told_them_and_goes_on_where_it_was() {
    let mut server = start();
    let mut follower = Follower::open(&server);
    let start = follower.subscribe(&json!({}));
    assert_eq!((&start["seq"], &start["recovered"]), (&json!(0), &json!(false)));
    trigger(&server, "1", None);
    let first = follower.event();
    assert_eq!((first.data, first.position), (json!("1"), Some((1, 0))));
    follower.socket.lose();
    trigger(&server, "2", None);
    server.crash_and_restart();
    trigger(&server, "3", None);

    let mut follower = Follower::open(&server);
    let resumed = follower.subscribe(&json!({"after": 1, "epoch": start["epoch"]}));
    assert_eq!((&resumed["recovered"], &resumed["epoch"]), (&json!(true), &start["epoch"]), "{resumed}");
    for (data, position) in [("2", (2, 1)), ("3", (3, 2))] {
        let frame = follower.event();
        assert_eq!((frame.data, frame.position), (json!(data), Some(position)));
    }

    let mut follower = Follower::open(&server);
    let lost = follower.subscribe(&json!({"after": 1, "epoch": "another"}));
    assert_eq!((&lost["recovered"], &lost["reason"]), (&json!(false), &json!("epoch")));
    let from = lost["seq"].as_i64().unwrap();
    trigger(&server, "4", Some(&follower.id));
    trigger(&server, "5", None);
    // Its own event is left out without looking like a gap.
    let mut withheld = follower.event();
    if from == 2 {
        assert_eq!((withheld.data, withheld.position), (json!("3"), Some((3, 2))));
        withheld = follower.event();
    }
    assert_eq!((withheld.event.as_str(), withheld.position), ("orderbell:withheld", Some((4, 3))));
    let next = follower.event();
    assert_eq!((next.data, next.position), (json!("5"), Some((5, 4))));
}
