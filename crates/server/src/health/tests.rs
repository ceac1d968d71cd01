use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;
use tokio::time::sleep;

use crate::{
    config::{Config, Sources},
    server::Server,
};

const PATIENCE: Duration = Duration::from_secs(20);

async fn start(environment: &[(&str, &str)]) -> (Server, TempDir) {
    let data = tempfile::tempdir().unwrap();
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let sources = Sources {
        file: None,
        listen: Some("127.0.0.1:0".to_owned()),
        data: Some(data.path().to_owned()),
        environment: environment.iter().map(owned).collect(),
    };
    (Server::start(Config::load(sources).unwrap(), Vec::new()).await.unwrap(), data)
}

const QUICK: [(&str, &str); 2] =
    [("ORDERBELL_HEALTH__INTERVAL_SECONDS", "1"), ("ORDERBELL_HEALTH__TIMEOUT_SECONDS", "1")];

async fn get(server: &Server, path: &'static str) -> (u16, Value) {
    let url = format!("http://{}", server.address());
    let reply =
        tokio::task::spawn_blocking(move || orderbell_testkit::Http::new(&url).get(path)).await.unwrap();
    (reply.status, reply.json())
}

/// Asks until the server answers that it is so.
async fn until(server: &Server, wanted: impl Fn(u16, &Value) -> bool) -> Value {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let (status, body) = get(server, "/readyz").await;
        if wanted(status, &body) {
            return body;
        }
        assert!(Instant::now() < deadline, "{status} {body}");
        sleep(Duration::from_millis(20)).await;
    }
}

fn failing(body: &Value) -> Vec<&str> {
    let parts = body["parts"].as_array().unwrap().iter();
    parts.filter(|part| part["ok"] == false).map(|part| part["name"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stopped_hub_makes_the_server_unready_and_not_alive() {
    let (server, _data) = start(&QUICK).await;
    let body = until(&server, |status, _| status == 200).await;
    assert_eq!(body["status"], "ready");
    assert_eq!(failing(&body), [""; 0]);
    let trip = body["parts"].as_array().unwrap().iter().find(|part| part["name"] == "round_trip").unwrap();
    assert!(trip["milliseconds"].as_f64().unwrap() > 0.0);
    assert_eq!(get(&server, "/healthz").await.0, 200);

    server.state.hub.shutdown(Duration::ZERO).await;
    let body = until(&server, |status, _| status == 503).await;
    assert_eq!(body["status"], "failing");
    assert_eq!(failing(&body), ["round_trip"]);
    assert_eq!(get(&server, "/healthz").await.0, 503);
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_that_takes_no_writes_makes_the_server_unready_but_alive() {
    let (server, data) = start(&QUICK).await;
    until(&server, |status, _| status == 200).await;
    let other = rusqlite::Connection::open(data.path().join("orderbell.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let body = until(&server, |status, _| status == 503).await;
    assert_eq!(failing(&body), ["store_write"]);
    assert_eq!(get(&server, "/healthz").await.0, 200);
    other.execute_batch("ROLLBACK").unwrap();
    until(&server, |status, _| status == 200).await;
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stops_says_so_before_it_does() {
    let (server, _data) = start(&QUICK).await;
    until(&server, |status, _| status == 200).await;
    server.state.health.drain();
    let (status, body) = get(&server, "/readyz").await;
    assert_eq!((status, body["status"].as_str()), (503, Some("draining")));
    server.stop().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_relay_that_stands_still_is_noticed() {
    let (server, _data) = start(&QUICK).await;
    until(&server, |status, _| status == 200).await;
    server.background[0].abort();
    let api_key = crate::auth::token::Token::random("ob_");
    let app = server.state.apps.all()[0].record.id;
    let store = &server.state.store;
    store.create_api_key(app, "test".into(), false, api_key.hash(), jiff::Timestamp::now()).await.unwrap();
    let url = format!("http://{}", server.address());
    let order = serde_json::json!({
        "pay_later": true, "customer": {"name": "Budi"},
        "items": [{"name": "Nasi goreng", "qty": 1, "unit_price": "22500"}],
    });
    let key = api_key.expose().to_owned();
    let placing = tokio::task::spawn_blocking(move || {
        orderbell_testkit::Http::new(&url).bearer(&key).post("/v1/orders", &order).status
    });
    assert_eq!(placing.await.unwrap(), 201);
    let body = until(&server, |status, _| status == 503).await;
    assert_eq!(failing(&body), ["relay"]);
    server.stop().await;
}
