//! The upgrade of `/app/{key}` as clients ask for it, well and badly.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
};

use orderbell_testkit::{Socket, TestServer};
use orderbell_wire::auth::http::sign;
use serde_json::json;

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

/// Asks for an upgrade by hand. Returns the head of the answer, and the connection behind it.
fn upgrade(server: &TestServer, path: &str, headers: &str) -> (String, BufReader<TcpStream>) {
    let mut stream = TcpStream::connect(server.authority()).unwrap();
    stream.set_read_timeout(Some(std::time::Duration::from_secs(10))).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: WebSocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{headers}\r\n"
    )
    .unwrap();
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert_ne!(reader.read_line(&mut head).unwrap(), 0, "{head}");
    }
    (head.to_lowercase(), reader)
}

/// The payload of the next frame, which must be an uncompressed whole text.
fn text(reader: &mut BufReader<TcpStream>) -> String {
    let mut start = [0; 2];
    reader.read_exact(&mut start).unwrap();
    assert_eq!(start[0], 0x81, "a whole text frame without reserved bits");
    let length = match start[1] {
        126 => {
            let mut length = [0; 2];
            reader.read_exact(&mut length).unwrap();
            usize::from(u16::from_be_bytes(length))
        }
        length => usize::from(length),
    };
    let mut payload = vec![0; length];
    reader.read_exact(&mut payload).unwrap();
    String::from_utf8(payload).unwrap()
}

#[test]
fn check_13_only_known_protocols_are_spoken() {
    let server = TestServer::start(BINARY);
    let key = &server.first_run().key;
    let dial = |query: &str| Socket::dial(server.authority(), &format!("/app/{key}{query}"));
    for protocol in 4..=7 {
        dial(&format!("?protocol={protocol}")).expect("pusher:connection_established");
    }
    for (query, code) in [
        ("?protocol=99", 4007),
        ("?protocol=3", 4007),
        ("?protocol=x", 4007),
        ("?client=js", 4008),
        ("", 4008),
    ] {
        let mut socket = dial(query);
        assert_eq!(socket.expect("pusher:error").data["code"], code, "{query}");
        assert_eq!(socket.next().unwrap_err().unwrap().0, code, "{query}");
    }
}

#[test]
fn check_14_what_a_client_calls_itself_and_unknown_parameters_do_not_matter() {
    let server = TestServer::start(BINARY);
    let key = &server.first_run().key;
    for query in [
        "client=js&version=8.6.0&flash=false&protocol=7",
        "protocol=7&version=garbage%FF%00&client=",
        "protocol=7&unknown=1&unknown=2&&=&%",
    ] {
        Socket::dial(server.authority(), &format!("/app/{key}?{query}"))
            .expect("pusher:connection_established");
    }
}

#[test]
fn check_18_compression_is_offered_in_vain_and_large_events_are_intact() {
    let server = TestServer::start(BINARY);
    let run = server.first_run();
    let offer = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";
    let (head, mut reader) = upgrade(&server, &format!("/app/{}?protocol=7", run.key), offer);
    assert!(head.starts_with("http/1.1 101 "), "{head}");
    assert!(head.contains("sec-websocket-accept: s3pplmbitxaq9kygzzhzrbk+xoo=\r\n"), "{head}");
    assert!(!head.contains("sec-websocket-extensions"), "{head}");
    assert!(text(&mut reader).contains("pusher:connection_established"));
    let subscribe = br#"{"event":"pusher:subscribe","data":{"channel":"large"}}"#;
    // A mask of zeros changes nothing.
    let mut frame = vec![0x81, 0x80 | u8::try_from(subscribe.len()).unwrap(), 0, 0, 0, 0];
    frame.extend(subscribe);
    reader.get_mut().write_all(&frame).unwrap();
    assert!(text(&mut reader).contains("subscription_succeeded"));
    let path = format!("/apps/{}/events", run.app_id);
    for number in 0..20 {
        let data = format!("{number} {}", "☃ 1234 ".repeat(890));
        assert!(data.len() > 8_000);
        let body = json!({"name": "e", "channel": "large", "data": data}).to_string();
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
        let query = sign(&run.key, &run.secret, "POST", &path, &[], body.as_bytes(), now as i64);
        let reply = server.anonymous().post_text(&format!("{path}?{query}"), "application/json", &body);
        assert_eq!(reply.status, 200, "{}", reply.text);
        let message: serde_json::Value = serde_json::from_str(&text(&mut reader)).unwrap();
        assert_eq!(message, json!({"event": "e", "channel": "large", "data": data}));
    }
    // What is compressed all the same is not understood, and the client is told so: 1002.
    reader.get_mut().write_all(&[0xc1, 0x81, 0, 0, 0, 0, 0]).unwrap();
    let mut close = [0; 4];
    reader.read_exact(&mut close).unwrap();
    assert_eq!((close[0], u16::from_be_bytes([close[2], close[3]])), (0x88, 1002));
}

#[test]
fn the_words_of_an_upgrade_may_be_spread_over_lines() {
    let server = TestServer::start(BINARY);
    let path = format!("/app/{}?protocol=7", server.first_run().key);
    let stream = TcpStream::connect(server.authority()).unwrap();
    write!(
        &stream,
        "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\nConnection: UPGRADE\r\nUpgrade: h2c, websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    .unwrap();
    let mut line = String::new();
    BufReader::new(&stream).read_line(&mut line).unwrap();
    assert_eq!(line, "HTTP/1.1 101 Switching Protocols\r\n");
}

#[test]
fn what_is_no_upgrade_is_told_so_in_http() {
    let server = TestServer::start(BINARY);
    let path = format!("/app/{}?protocol=7", server.first_run().key);
    let reply = server.anonymous().get(&path);
    assert_eq!(reply.status, 400);
    assert!(reply.text.contains("Upgrade: websocket"), "{}", reply.text);
    for headers in ["Sec-WebSocket-Version: 8\r\n", "Sec-WebSocket-Key: short\r\n"] {
        let name = headers.split(':').next().unwrap();
        let stream = TcpStream::connect(server.authority()).unwrap();
        let rest = [
            "Connection: Upgrade\r\n",
            "Upgrade: websocket\r\n",
            "Sec-WebSocket-Version: 13\r\n",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
        ];
        let rest: String = rest.into_iter().filter(|header| !header.starts_with(name)).collect();
        write!(&stream, "GET {path} HTTP/1.1\r\nHost: x\r\n{rest}{headers}\r\n").unwrap();
        let mut line = String::new();
        BufReader::new(&stream).read_line(&mut line).unwrap();
        assert_eq!(line, "HTTP/1.1 400 Bad Request\r\n", "{headers}");
    }
}
