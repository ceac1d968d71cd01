use std::time::{Duration, Instant};

use futures_util::SinkExt as _;
use orderbell_hub::{AppSettings, HubConfig, HubError};
use serde_json::Value;
use tokio::io::AsyncReadExt as _;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;

use crate::harness::{masked, publication, server, server_of, server_with};

#[tokio::test]
async fn a_clients_close_is_echoed() {
    let server = server();
    for code in [1000_u16, 1001, 4321] {
        let mut client = server.connect().await;
        client.subscribe("a").await;
        let frame = CloseFrame { code: code.into(), reason: "bye".into() };
        client.socket.send(Message::Close(Some(frame))).await.unwrap();
        loop {
            match client.next().await {
                Some(Message::Close(Some(frame))) => assert_eq!(u16::from(frame.code), code),
                Some(other) => panic!("{other:?}"),
                None => break,
            }
        }
    }
    server.until(|metrics| metrics.connections == 0 && metrics.subscriptions == 0).await;
}

#[tokio::test]
async fn a_vanished_client_leaves_nothing_behind() {
    let server = server();
    let mut client = server.connect().await;
    for n in 0..100 {
        client.subscribe(&format!("channel-{n}")).await;
    }
    assert_eq!(server.hub.metrics().subscriptions, 100);
    client.socket.get_mut().set_zero_linger().unwrap();
    drop(client);
    server.until(|metrics| metrics.connections == 0 && metrics.subscriptions == 0).await;
    assert_eq!(server.count("channel-50").await, 0);
}

#[tokio::test]
async fn a_client_that_keeps_talking_still_learns_why_it_was_closed() {
    let server = server_of(AppSettings { max_message: 100, ..AppSettings::default() });
    let mut client = server.connect().await;
    let message = masked(0x81, br#"{"event":"pusher:pong"}"#);
    let too_big = masked(0x81, &[b'x'; 101]);
    client.send_bytes(&[&too_big[..], &message.repeat(10_000)].concat()).await;
    assert!(client.expect_close(1009).await.is_empty());
}

#[tokio::test]
async fn a_client_that_does_not_hang_up_is_cut_off() {
    let close_timeout = Duration::from_millis(100);
    let server = server_with(HubConfig { shards: 1, close_timeout, ..HubConfig::default() });
    // A binary frame is answered by a close, which this client reads and ignores.
    let mut stream = server.raw(&masked(0x82, b"x")).await;
    let mut seen = Vec::new();
    stream.read_to_end(&mut seen).await.unwrap();
    server.until(|metrics| metrics.violations == 1 && metrics.connections == 0).await;
}

#[tokio::test]
async fn a_slow_reader_gets_a_beginning_and_4100_and_others_get_everything() {
    let server = server_with(HubConfig {
        shards: 1,
        queue_limit: 256 * 1024,
        close_timeout: Duration::from_secs(10),
        ..HubConfig::default()
    });
    let (mut slow, mut quick) = (server.connect().await, server.connect().await);
    slow.subscribe("a").await;
    quick.subscribe("a").await;
    // The quick one takes each event before the next is published, so that only the slow one can fall behind.
    let filler = "x".repeat(8_000);
    let mut published = 0;
    while server.hub.metrics().slow_closed == 0 {
        let data = format!("{published} {filler}");
        server.publish(&["a"], "e", &data);
        quick.expect_event("a", "e", &data).await;
        published += 1;
    }
    server.publish(&["a"], "e", "end");
    quick.expect_event("a", "e", "end").await;
    quick.expect_nothing().await;

    let texts = slow.expect_close(4100).await;
    assert!(!texts.is_empty() && texts.len() < published);
    for (number, text) in texts.iter().enumerate() {
        let frame: Value = serde_json::from_str(text).unwrap();
        assert!(frame["data"].as_str().unwrap().starts_with(&format!("{number} ")), "{number}");
    }
    drop((slow, quick));
    server.until(|metrics| metrics.connections == 0 && metrics.subscriptions == 0).await;
    assert_eq!(server.hub.metrics().slow_closed, 1);
}

#[tokio::test]
async fn a_reader_that_stalls_for_good_is_dropped() {
    let server = server_with(HubConfig {
        shards: 1,
        queue_limit: 64 * 1024 * 1024,
        write_stall: Duration::from_millis(300),
        ..HubConfig::default()
    });
    let mut stuck = server.connect().await;
    stuck.subscribe("a").await;
    let filler = "x".repeat(100_000);
    while server.hub.metrics().stalled == 0 {
        server.publish(&["a"], "e", &filler);
        server.count("a").await;
        tokio::task::yield_now().await;
        if server.hub.metrics().publications > 400 {
            server.until(|metrics| metrics.stalled == 1).await;
        }
    }
    server.until(|metrics| metrics.connections == 0 && metrics.subscriptions == 0).await;
    let (close, _) = stuck.read_to_close().await;
    assert_eq!(close, None, "a peer that takes nothing cannot be told");
}

#[tokio::test]
async fn shutdown_sends_everybody_4200_spread_over_the_window() {
    let server = server();
    let window = Duration::from_millis(400);
    let mut clients = Vec::new();
    for _ in 0..20 {
        let mut client = server.connect().await;
        clients.push(tokio::spawn(async move {
            let texts = client.expect_close(4200).await;
            assert_eq!(texts.len(), 1);
            assert!(texts[0].contains(r#""code":4200"#), "{texts:?}");
            Instant::now()
        }));
    }
    let start = Instant::now();
    server.hub.shutdown(window).await;
    let mut times = Vec::new();
    for client in clients {
        times.push(client.await.unwrap() - start);
    }
    times.sort_unstable();
    // Ten connections a shard: the last tenth of the window belongs to the last one.
    assert!(times[19] >= window * 8 / 10, "{times:?}");
    assert!(times[0] <= window / 2, "{times:?}");
    let published = server.hub.publish(publication(&["a"], "e", "d", None));
    assert!(matches!(published, Err(HubError::Stopped)));
    assert_eq!(server.count("a").await, 0);
    assert_eq!(server.hub.metrics().connections, 0);
    // A second time there is nothing left to wait for.
    server.hub.shutdown(window).await;
}

#[tokio::test]
async fn a_hub_without_handles_ends_and_lets_go_of_its_sockets() {
    let hub = orderbell_hub::Hub::start(HubConfig { shards: 1, ..HubConfig::default() }).unwrap();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let mut client = tokio::net::TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
    let (stream, peer) = listener.accept().unwrap();
    let app = std::sync::Arc::new(crate::harness::app(0, AppSettings::default()));
    hub.attach(orderbell_hub::Upgraded {
        stream,
        read_ahead: bytes::Bytes::new(),
        app,
        key: 1,
        peer,
        identity: orderbell_hub::Identity::default(),
        resume: false,
        place: None,
    });
    drop(hub);
    let mut seen = Vec::new();
    client.read_to_end(&mut seen).await.unwrap();
}
