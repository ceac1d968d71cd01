//! Too many at a time: sockets are paced and counted, and whatever happens to them, orders are taken.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
    time::{Duration, Instant},
};

use orderbell_testkit::{Reply, Socket, TestServer};
use orderbell_wire::auth::http::sign;
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

fn path(server: &TestServer) -> String {
    format!("/app/{}?protocol=7&client=test&version=1", server.first_run().key)
}

/// What the server's first words are: established, or the code of the close that they announce.
fn verdict(socket: &mut Socket) -> Result<(), u16> {
    let frame = match socket.next() {
        Ok(frame) => frame,
        Err(close) => return Err(close.unwrap().0),
    };
    if frame.event == "pusher:connection_established" {
        return Ok(());
    }
    let code = frame.data["code"].as_u64().unwrap() as u16;
    assert_eq!(socket.next().unwrap_err().unwrap().0, code);
    Err(code)
}

fn order(server: &TestServer) -> Reply {
    let order = json!({"pay_later": true, "customer": {"name": "Budi"},
        "items": [{"name": "Sate", "qty": 1, "unit_price": "30000"}]});
    server.api().post("/v1/orders", &order)
}

fn trigger(server: &TestServer, data: &str) -> Reply {
    let run = server.first_run();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64;
    let path = format!("/apps/{}/events", run.app_id);
    let body = json!({"name": "e", "channel": "news", "data": data}).to_string();
    let query = sign(&run.key, &run.secret, "POST", &path, &[], body.as_bytes(), now);
    server.anonymous().post_text(&format!("{path}?{query}"), "application/json", &body)
}

#[test]
fn one_address_behind_a_trusted_proxy_has_so_many_connections_and_others_have_theirs() {
    let server = TestServer::start_with(
        BINARY,
        &[
            ("ORDERBELL_HTTP__TRUSTED_PROXIES", "127.0.0.1,10.0.0.0/8"),
            ("ORDERBELL_ADMISSION__CONNECTIONS_PER_ADDRESS", "3"),
            ("ORDERBELL_ADMISSION__UNLIMITED_ADDRESSES", "198.51.100.0/24"),
        ],
    );
    let dial = |forwarded: &str| {
        let mut socket =
            Socket::dial_with(server.authority(), &path(&server), &[("x-forwarded-for", forwarded)]);
        verdict(&mut socket).map(|()| socket)
    };
    let mut held: Vec<_> = (0..3).map(|_| dial("203.0.113.1").unwrap()).collect();
    // What the client itself has written in front of the proxy's word does not count.
    assert_eq!(dial("192.0.2.77, 203.0.113.1").unwrap_err(), 4100);
    held.push(dial("203.0.113.2, 10.9.9.9").unwrap());
    let network: Vec<_> = (0..3).map(|n| dial(&format!("2001:db8::{n}")).unwrap()).collect();
    assert_eq!(dial("2001:db8::ffff").unwrap_err(), 4100);
    held.extend((0..5).map(|_| dial("198.51.100.4").unwrap()));
    drop((held, network));
    let deadline = Instant::now() + Duration::from_secs(10);
    while dial("203.0.113.1").is_err() {
        assert!(Instant::now() < deadline, "the places are not given back");
    }
}

#[test]
fn a_storm_of_two_thousand_is_let_in_one_after_the_other_and_nobody_is_refused() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_ADMISSION__HANDSHAKES_PER_SECOND", "600")]);
    let request = format!(
        "GET {} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        path(&server)
    );
    let started = Instant::now();
    let mut sockets: Vec<_> = (0..2000)
        .map(|_| {
            let mut stream = TcpStream::connect(server.authority()).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            stream.write_all(request.as_bytes()).unwrap();
            stream
        })
        .collect();
    // Meanwhile orders are taken as if nothing was.
    let asked = Instant::now();
    assert_eq!(order(&server).status, 201);
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
    for stream in &mut sockets {
        let mut words = Vec::new();
        let mut chunk = [0; 1024];
        while !String::from_utf8_lossy(&words).contains("socket_id") {
            let read = stream.read(&mut chunk).unwrap();
            assert!(read > 0, "{}", String::from_utf8_lossy(&words));
            words.extend_from_slice(&chunk[..read]);
        }
        assert!(words.starts_with(b"HTTP/1.1 101 "), "{}", String::from_utf8_lossy(&words));
    }
    // 600 at once and the others at their pace.
    assert!(started.elapsed() >= Duration::from_secs(2), "{:?}", started.elapsed());
}

#[test]
fn who_cannot_be_taken_in_time_is_told_4100_after_a_handshake() {
    let server = TestServer::start_with(
        BINARY,
        &[
            ("ORDERBELL_ADMISSION__HANDSHAKES_PER_SECOND", "5"),
            ("ORDERBELL_ADMISSION__HANDSHAKE_WAIT_SECONDS", "1"),
        ],
    );
    let dialling: Vec<_> = (0..30)
        .map(|_| {
            let (authority, path) = (server.authority().to_owned(), path(&server));
            std::thread::spawn(move || verdict(&mut Socket::dial(&authority, &path)))
        })
        .collect();
    let verdicts: Vec<_> = dialling.into_iter().map(|dial| dial.join().unwrap()).collect();
    let taken = verdicts.iter().filter(|verdict| verdict.is_ok()).count();
    assert!((5..30).contains(&taken), "{verdicts:?}");
    assert!(verdicts.iter().all(|verdict| matches!(verdict, Ok(()) | Err(4100))), "{verdicts:?}");
}

#[test]
fn silent_connections_that_take_all_descriptors_do_not_keep_an_order_out() {
    let server = TestServer::start_limited(BINARY, 200, &[("ORDERBELL_HTTP__HEAD_TIMEOUT_SECONDS", "60")]);
    let connect = || TcpStream::connect(server.authority()).unwrap();
    let silent: Vec<_> = (0..500)
        .map(|number| {
            let mut stream = connect();
            if number % 2 == 0 {
                stream.write_all(b"GET / HTTP/1.1\r\n").unwrap();
            }
            stream
        })
        .collect();
    let asked = Instant::now();
    assert_eq!(order(&server).status, 201);
    assert!(asked.elapsed() < Duration::from_secs(6), "{:?}", asked.elapsed());
    drop(silent);
}

#[test]
fn sockets_leave_descriptors_for_orders() {
    let server = TestServer::start_limited(BINARY, 200, &[]);
    let mut sockets = Vec::new();
    let refused = loop {
        let mut socket = Socket::dial(server.authority(), &path(&server));
        match verdict(&mut socket) {
            Ok(()) => sockets.push(socket),
            Err(code) => break code,
        }
        assert!(sockets.len() <= 100);
    };
    assert_eq!((refused, sockets.len()), (4100, 100));
    for _ in 0..20 {
        assert_eq!(order(&server).status, 201);
    }
    drop(sockets.pop());
    let deadline = Instant::now() + Duration::from_secs(10);
    while verdict(&mut Socket::dial(server.authority(), &path(&server))).is_err() {
        assert!(Instant::now() < deadline, "the place is not given back");
    }
}

#[test]
fn without_memory_sockets_and_events_wait_and_orders_do_not() {
    // Far less than the program has in use anyway.
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_ADMISSION__MEMORY_BYTES", "16777216")]);
    let deadline = Instant::now() + Duration::from_secs(10);
    while verdict(&mut Socket::dial(server.authority(), &path(&server))) != Err(4100) {
        assert!(Instant::now() < deadline, "nobody looks at the memory");
    }
    let reply = trigger(&server, "x");
    assert_eq!((reply.status, reply.header("retry-after")), (429, Some("1")));
    assert_eq!(order(&server).status, 201);
}

#[test]
fn an_app_that_publishes_too_much_is_told_when_to_go_on() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_ADMISSION__PUBLISHES_PER_SECOND", "5")]);
    let replies: Vec<_> = (0..20).map(|_| trigger(&server, "x")).collect();
    let taken = replies.iter().filter(|reply| reply.status == 200).count();
    assert!((5..20).contains(&taken), "{taken}");
    let refused = replies.iter().find(|reply| reply.status != 200).unwrap();
    assert_eq!((refused.status, refused.header("retry-after")), (429, Some("1")), "{}", refused.text);
    // Asking about channels is not publishing.
    assert_eq!(order(&server).status, 201);
}

#[test]
fn a_client_that_does_not_read_is_sent_away_and_nobody_else_notices() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_HUB__QUEUE_BYTES", "65536")]);
    let open = || {
        let (mut socket, _) = Socket::open(server.authority(), &server.first_run().key);
        socket.subscribe("news", "");
        socket
    };
    let (mut stuck, mut quick) = (open(), open());
    let filler = "x".repeat(9_000);
    for number in 0..2000 {
        let data = format!("{number} {filler}");
        assert_eq!(trigger(&server, &data).status, 200);
        assert_eq!(quick.expect("e").data, Value::from(data));
    }
    let mut seen = 0;
    let close = loop {
        match stuck.next() {
            // A beginning without a gap, and then the end.
            Ok(frame) => {
                assert!(frame.data.as_str().unwrap().starts_with(&format!("{seen} ")), "{seen}");
                seen += 1;
            }
            Err(close) => break close.map(|(code, _)| code),
        }
    };
    // Who does not even take note of the close within two seconds is cut off.
    assert!(matches!(close, None | Some(4100)), "{close:?}");
    assert!(seen < 2000);
}
