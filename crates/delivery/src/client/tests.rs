use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::*;
use crate::endpoint::EndpointRules;

/// An endpoint that reads a request and answers with some bytes, then waits to be hung up on.
struct Peer {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
}

async fn peer(answer: impl Into<Vec<u8>>) -> Peer {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let connections = Arc::new(AtomicUsize::new(0));
    let (count, answer) = (Arc::clone(&connections), answer.into());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            count.fetch_add(1, Ordering::SeqCst);
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut buffer = [0; 4096];
                let read = stream.read(&mut buffer).await.unwrap_or(0);
                if read > 0 {
                    stream.write_all(&answer).await.ok();
                    while stream.read(&mut buffer).await.unwrap_or(0) > 0 {}
                }
            });
        }
    });
    Peer { address, connections }
}

impl Peer {
    fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn rules(allowed: &[&str]) -> EndpointRules {
    let allowed = allowed.iter().map(|network| network.parse().unwrap()).collect();
    EndpointRules { guard: Guard::new(allowed), allow_http: true, ports: vec![443] }
}

fn settings(rules: &EndpointRules) -> Settings {
    Settings { guard: rules.guard.clone(), timeout: Duration::from_millis(600), user_agent: "test".into() }
}

async fn send(client: &Client, endpoint: &Endpoint) -> Sent {
    client.send(Request::post(endpoint, Vec::new(), "{}".into())).await
}

async fn send_to(answer: impl Into<Vec<u8>>) -> Sent {
    let peer = peer(answer).await;
    let rules = rules(&["127.0.0.0/8"]);
    let endpoint = Endpoint::parse(&format!("http://{}/", peer.address), &rules).unwrap();
    send(&Client::new(&settings(&rules)).unwrap(), &endpoint).await
}

#[tokio::test]
async fn an_answer_is_told_with_the_beginning_of_its_body() {
    let sent = send_to("HTTP/1.1 503 No\r\nRetry-After: 7\r\nContent-Length: 5\r\n\r\nlater").await;
    let retry_after = Some(Duration::from_secs(7));
    let expected = Answer { status: 503, retry_after, body: "later".into(), whole: true };
    assert_eq!(sent.result.unwrap(), expected);
}

#[tokio::test]
async fn an_answer_says_whether_its_body_is_whole() {
    let rules = rules(&["127.0.0.0/8"]);
    for (keep, length, body, whole) in [(5, 5, "later", true), (4, 5, "late", false), (9, 6, "later", false)]
    {
        let peer = peer(format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\nlater")).await;
        let endpoint = Endpoint::parse(&format!("http://{}/", peer.address), &rules).unwrap();
        let request = Request::get(&endpoint, Vec::new()).keeping(keep);
        let answer = Client::new(&settings(&rules)).unwrap().send(request).await.result.unwrap();
        assert_eq!((answer.body.as_str(), answer.whole), (body, whole), "{keep} of {length}");
    }
}

#[tokio::test]
async fn a_redirect_is_an_answer_like_any_other() {
    let target = peer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    let location =
        format!("HTTP/1.1 307 Go\r\nLocation: http://{}/\r\nContent-Length: 0\r\n\r\n", target.address);
    assert_eq!(send_to(location).await.result.unwrap().status, 307);
    assert_eq!(target.connections(), 0);
}

#[tokio::test]
async fn a_silent_endpoint_costs_the_timeout_and_no_more() {
    let sent = send_to("").await;
    assert!(matches!(sent.result, Err(Failure::Timeout(_))), "{sent:?}");
    assert!(sent.took < Duration::from_secs(3), "{sent:?}");
}

#[tokio::test]
async fn a_body_that_never_ends_or_never_comes_does_not_spoil_the_answer() {
    let endless = ["HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n", &"x".repeat(200_000)].concat();
    let sent = send_to(endless).await;
    let answer = sent.result.unwrap();
    assert_eq!((answer.status, answer.body.len()), (200, KEPT));
    let sent = send_to("HTTP/1.1 204 OK\r\n\r\n").await;
    assert_eq!(sent.result.unwrap().status, 204);
    let sent = send_to("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf").await;
    assert!(sent.took < Duration::from_secs(3), "{sent:?}");
    assert_eq!(sent.result.unwrap().body, "half");
}

#[tokio::test]
async fn what_is_not_http_is_no_answer() {
    let sent = send_to("SSH-2.0-OpenSSH_9.2\r\n").await;
    assert!(matches!(sent.result, Err(Failure::Broken(_))), "{sent:?}");
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let rules = rules(&["127.0.0.0/8"]);
    let endpoint = Endpoint::parse(&format!("http://{closed}/"), &rules).unwrap();
    let sent = send(&Client::new(&settings(&rules)).unwrap(), &endpoint).await;
    assert!(matches!(sent.result, Err(Failure::Connect(_))), "{sent:?}");
}

/// A name server that gives these answers in turn, the last one for ever.
fn names(answers: Vec<Vec<&'static str>>) -> (Lookup, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let lookup: Lookup = Arc::new(move |_| {
        let turn = count.fetch_add(1, Ordering::SeqCst).min(answers.len() - 1);
        let found = answers[turn].iter().map(|ip| SocketAddr::new(ip.parse().unwrap(), 0)).collect();
        Box::pin(async move { Ok(found) })
    });
    (lookup, asked)
}

#[tokio::test]
async fn g12_a_name_that_leads_inside_is_refused_at_every_look_up() {
    let inside = peer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    let rules = rules(&[]);
    // The port is the listener's, as it would be for whoever knows of a service inside.
    let rules = EndpointRules { ports: vec![inside.address.port()], ..rules };
    let url = format!("http://rebinding.example.com:{}/", inside.address.port());
    let endpoint = Endpoint::parse(&url, &rules).unwrap();
    for answers in [
        vec![vec!["127.0.0.1"]],
        vec![vec!["::ffff:127.0.0.1"], vec!["::1"], vec!["169.254.169.254"]],
        // Rebinding: what was looked up first is not what is connected to. 240.0.0.1 cannot be connected to either.
        vec![vec!["127.0.0.1", "10.0.0.1"], vec!["127.0.0.1"]],
    ] {
        let (lookup, asked) = names(answers);
        let client = Client::with_lookup(&settings(&rules), &lookup).unwrap();
        for _ in 0..3 {
            let sent = send(&client, &endpoint).await;
            assert!(matches!(sent.result, Err(Failure::Forbidden(_))), "{sent:?}");
        }
        assert_eq!(asked.load(Ordering::SeqCst), 3, "nothing is remembered between requests");
    }
    assert_eq!(inside.connections(), 0);
}

#[tokio::test]
async fn g12_of_several_addresses_only_the_permitted_are_tried() {
    let peer = peer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    let rules = EndpointRules { ports: vec![peer.address.port()], ..rules(&["127.0.0.1/32"]) };
    let endpoint =
        Endpoint::parse(&format!("http://two.example.com:{}/", peer.address.port()), &rules).unwrap();
    let (lookup, _) = names(vec![vec!["127.0.0.2", "127.0.0.1"]]);
    let client = Client::with_lookup(&settings(&rules), &lookup).unwrap();
    assert_eq!(send(&client, &endpoint).await.result.unwrap().status, 200);
    assert_eq!(peer.connections(), 1);
}

#[tokio::test]
async fn a_plain_url_reaches_listed_networks_and_not_the_public() {
    let peer = peer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").await;
    let rules = EndpointRules { allow_http: false, ..rules(&["127.0.0.0/8"]) };
    let url = format!("http://app.example.com:{}/", peer.address.port());
    let endpoint = Endpoint::parse(&url, &rules).unwrap();
    let client = Client::with_lookup(&settings(&rules), &names(vec![vec!["8.8.8.8"]]).0).unwrap();
    let sent = send(&client, &endpoint).await;
    assert!(matches!(sent.result, Err(Failure::NotListed(_))), "{sent:?}");
    let client = Client::with_lookup(&settings(&rules), &names(vec![vec!["127.0.0.1"]]).0).unwrap();
    assert_eq!(send(&client, &endpoint).await.result.unwrap().status, 200);
}

#[tokio::test]
async fn a_name_nobody_knows_is_said_so() {
    let rules = rules(&[]);
    let lookup: Lookup =
        Arc::new(|_| Box::pin(async { Err(std::io::Error::other("nobody knows that name")) }));
    let client = Client::with_lookup(&settings(&rules), &lookup).unwrap();
    let endpoint = Endpoint::parse("https://nowhere.example.com/", &rules).unwrap();
    let sent = send(&client, &endpoint).await;
    assert!(matches!(&sent.result, Err(Failure::Name(why)) if why.contains("nobody knows")), "{sent:?}");
}
