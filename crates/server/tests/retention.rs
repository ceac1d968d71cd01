//! A ledger full of what is old, and a server that starts on it: everything that is kept for a time goes, in small steps,
//! between which orders are taken; what is younger, and every order, stays.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    path::Path,
    time::{Duration, Instant},
};

use orderbell_testkit::{Http, TestServer};
use rusqlite::Connection;
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");
const PATIENCE: Duration = Duration::from_secs(60);

/// Old rows of each kind: several steps, of which each is 500.
const MANY: i64 = 1_300;

/// What is left in the end: six orders, and what five of them left.
const YOUNG: [(&str, i64); 6] = [
    ("orders", 6),
    ("events", 5),
    ("idempotency", 5),
    ("receipts", 0),
    ("jobs", 0),
    ("webhook_deliveries", 0),
];

fn order() -> Value {
    json!({"pay_later": true, "customer": {"name": "Budi"}, "items": [{"name": "Sate", "qty": 1, "unit_price": "30000"}]})
}

fn place(api: &Http, key: &str) -> String {
    let placed = api.header("Idempotency-Key", key).post("/v1/orders", &order());
    assert_eq!(placed.status, 201, "{}", placed.text);
    placed.json()["order"]["code"].as_str().unwrap().to_owned()
}

fn open(data: &Path) -> Connection {
    let database = Connection::open(data.join("orderbell.db")).unwrap();
    database.busy_timeout(Duration::from_secs(10)).unwrap();
    database
}

/// What there is of each kind, old and young.
fn counted(data: &Path) -> Vec<(&'static str, i64)> {
    let database = open(data);
    YOUNG
        .into_iter()
        .map(|(table, _)| {
            let count = database.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0));
            (table, count.unwrap())
        })
        .collect()
}

/// Makes what is there a year old, and as much of the same as would have come about in that time.
fn let_a_year_pass(data: &Path) {
    let year = 365 * 86_400_000_000_i64;
    open(data)
        .execute_batch(&format!(
            "BEGIN;
            UPDATE orders SET created_at = created_at - {year}, updated_at = updated_at - {year}, status_at = status_at - {year},
                closed_at = closed_at - {year}, placed_at = placed_at - {year};
            UPDATE events SET at = at - {year};
            UPDATE idempotency SET created_at = created_at - {year};
            CREATE TEMP TABLE n AS WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {MANY})
                SELECT n FROM n;
            CREATE TEMP TABLE last AS SELECT * FROM events ORDER BY seq DESC LIMIT 1;
            INSERT INTO events (app_id, seq, id, type, order_id, vendor_id, audience, actor, at, data)
                SELECT app_id, seq + n, unhex(printf('%032x', n)), type, order_id, vendor_id, audience, actor, at, data
                FROM last, n;
            UPDATE apps SET last_seq = (SELECT max(seq) FROM events WHERE app_id = apps.id);
            INSERT INTO idempotency (app_id, key, fingerprint, status, body, created_at)
                SELECT app_id, 'old-' || n, fingerprint, status, body, created_at
                FROM (SELECT * FROM idempotency LIMIT 1), n;
            INSERT INTO jobs (app_id, kind, state, due_at, set_at, payload, created_at, last_error)
                SELECT app_id, 'order.late', 'failed', at, at, '{{}}', at, 'long ago' FROM last, n;
            INSERT INTO receipts (source_id, dedupe_key, received_at, headers, body, money, outcome, detail)
                SELECT sources.id, 'old-' || n, at, '[]', '{{}}', n % 2, 'applied', '' FROM sources, last, n;
            INSERT INTO webhook_deliveries (webhook_id, cause, events, body, state, created_at, finished_at)
                SELECT webhooks.id, 'events', 1, '{{}}', 'delivered', at, at FROM webhooks, last, n;
            COMMIT;"
        ))
        .unwrap();
}

#[test]
fn what_is_old_is_forgotten_in_steps_and_orders_stay() {
    let mut server = TestServer::start(BINARY);
    let api = server.api();
    let old = place(&api, "old");
    assert_eq!(api.post_empty(&format!("/v1/orders/{old}/cancel")).status, 200);
    let source = json!({"name": "Gateway", "provider": "woocommerce"});
    let made = api.post("/v1/sources", &source);
    assert_eq!(made.status, 201, "{}", made.text);
    let hook = json!({"url": "https://shop.example/hook", "events": ["cache_miss"]});
    let made = api.post("/v1/webhooks", &hook);
    assert_eq!(made.status, 201, "{}", made.text);
    server.kill();
    let_a_year_pass(server.data());
    let before = counted(server.data());
    assert!(before[1..].iter().all(|(_, rows)| *rows >= MANY), "{before:?}");
    server.restart();
    let api = server.api();
    // Orders are taken meanwhile, and what they leave is young.
    let young: Vec<_> = (0..5).map(|n| place(&api, &format!("young-{n}"))).collect();
    let deadline = Instant::now() + PATIENCE;
    loop {
        let left = counted(server.data());
        if left == YOUNG {
            break;
        }
        assert!(Instant::now() < deadline, "{left:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(api.get("/v1/events?after=0").status, 410);
    for code in young.iter().chain([&old]) {
        assert_eq!(api.get(&format!("/v1/orders/{code}")).status, 200);
    }
    // A key that was forgotten is a new one; one that was not is recognised.
    assert_ne!(place(&api, "old"), old);
    assert_eq!(place(&api, "young-0"), young[0]);
    // What is left begins right after what is gone.
    let pruned = 2 + MANY;
    let first = api.get(&format!("/v1/events?after={pruned}")).json();
    assert_eq!(first["events"][0]["seq"], pruned + 1);
}
