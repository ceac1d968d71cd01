//! A server with an app, and those who report to it.

use std::time::{Duration, Instant};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use orderbell_intake::signature::{Hash, hmac};
use orderbell_testkit::{Http, Reply, TestServer};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha512};

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

/// The server key of the test vectors.
pub(crate) const SERVER_KEY: &str = "SB-Mid-server-TESTKEY0001";

/// Far more than anything takes; only a failure waits so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// An app, seen from outside.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) api: Http,
    pub(crate) outside: Http,
    pub(crate) base_url: String,
}

/// A source that was made: its number, and the path that its requests go to.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    pub(crate) id: i64,
    pub(crate) path: String,
}

impl Desk {
    pub(crate) fn of(server: &TestServer) -> Self {
        Self { api: server.api(), outside: server.anonymous(), base_url: server.url().to_owned() }
    }

    pub(crate) fn source(&self, body: &Value) -> Source {
        let made = self.api.post("/v1/sources", body);
        assert_eq!(made.status, 201, "{}", made.text);
        let made = made.json();
        let path = made["url"].as_str().unwrap().strip_prefix(&self.base_url).unwrap().to_owned();
        Source { id: made["source"]["id"].as_i64().unwrap(), path }
    }

    pub(crate) fn midtrans(&self) -> Source {
        self.source(&json!({"provider": "midtrans", "secret": SERVER_KEY}))
    }

    pub(crate) fn send(&self, source: &Source, headers: &[(&str, &str)], body: &str) -> Reply {
        let client =
            headers.iter().fold(self.outside.clone(), |client, (name, value)| client.header(name, value));
        client.post_text(&source.path, "application/json", body)
    }

    /// Sends to a server that may die over it; the status, if there was an answer.
    pub(crate) fn try_send(&self, source: &Source, headers: &[(&str, &str)], body: &str) -> Option<u16> {
        let client =
            headers.iter().fold(self.outside.clone(), |client, (name, value)| client.header(name, value));
        client.post_text_if_up(&source.path, "application/json", body).map(|reply| reply.status)
    }

    /// Sends what must be taken, and says what came of it.
    pub(crate) fn taken(&self, source: &Source, headers: &[(&str, &str)], body: &str) -> Value {
        let reply = self.send(source, headers, body);
        assert_eq!(reply.status, 200, "{}", reply.text);
        reply.json()
    }

    /// An order of Rp 150.000 that waits for its payment.
    pub(crate) fn place(&self, code: &str) {
        let body = json!({
            "code": code, "customer": {"name": "Budi"},
            "items": [{"name": "Kopi", "qty": 3, "unit_price": "50000"}],
        });
        let answer = self.api.post("/v1/orders", &body);
        assert_eq!(answer.status, 201, "{}", answer.text);
    }

    pub(crate) fn order(&self, code: &str) -> Value {
        self.api.get(&format!("/v1/orders/{code}")).json()["order"].clone()
    }

    /// The names of all events, in order.
    pub(crate) fn events(&self) -> Vec<String> {
        let page = self.api.get("/v1/events?after=0").json();
        page["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| event["type"].as_str().unwrap().to_owned())
            .collect()
    }

    pub(crate) fn count(&self, name: &str) -> usize {
        self.events().iter().filter(|event| *event == name).count()
    }

    pub(crate) fn receipts(&self, source: &Source) -> Vec<Value> {
        let page = self.api.get(&format!("/v1/sources/{}/receipts", source.id));
        assert_eq!(page.status, 200, "{}", page.text);
        page.json()["receipts"].as_array().unwrap().clone()
    }

    /// Waits until the newest receipt of a source has an outcome.
    pub(crate) fn settled(&self, source: &Source, outcome: &str) -> Value {
        self.until(|| {
            let receipt = self.receipts(source).into_iter().next()?;
            (receipt["outcome"] == outcome).then_some(receipt)
        })
    }

    /// Asks until there is an answer.
    pub(crate) fn until<T>(&self, mut ask: impl FnMut() -> Option<T>) -> T {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(answer) = ask() {
                return answer;
            }
            assert!(Instant::now() < deadline, "it did not happen: {:?}", self.events());
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// A notification as Midtrans sends it, of Rp 150.000.
pub(crate) fn midtrans(reference: &str, status: &str, more: &Value) -> String {
    let (code, amount) = ("200", "150000.00");
    let signed = format!("{reference}{code}{amount}{SERVER_KEY}");
    let mut body = json!({
        "transaction_time": "2026-11-21 10:04:05", "transaction_status": status, "transaction_id": format!("tx-{reference}"),
        "status_message": "midtrans payment notification", "status_code": code,
        "signature_key": hex::encode(Sha512::digest(signed)), "payment_type": "qris", "order_id": reference,
        "merchant_id": "G1", "gross_amount": amount, "fraud_status": "accept", "currency": "IDR", "issuer": "gopay",
    });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    body.to_string()
}

pub(crate) fn base64_hmac(secret: &[u8], body: &str) -> String {
    BASE64_STANDARD.encode(hmac(Hash::Sha256, secret, &[body.as_bytes()]))
}

/// What a WooCommerce shop says of order 727.
pub(crate) fn woo(status: &str, modified: &str, more: &Value) -> String {
    let mut body = json!({
        "id": 727, "number": "727", "status": status, "currency": "IDR", "date_modified_gmt": modified,
        "total": "165000.00", "total_tax": "0.00", "shipping_total": "15000.00",
        "date_paid_gmt": if ["processing", "completed", "refunded"].contains(&status) { json!("2026-11-21T03:04:00") } else { Value::Null },
        "payment_method": "midtrans", "payment_method_title": "Transfer BCA", "transaction_id": "",
        "billing": {"first_name": "Budi", "last_name": "Santoso", "email": "budi@example.com", "phone": "08123456789"},
        "shipping": {"address_1": "Jl. Melati 5", "city": "Bandung"},
        "line_items": [{"name": "Kopi", "sku": "K1", "quantity": 3, "price": 50000, "total": "150000.00"}],
        "refunds": [],
    });
    for (name, value) in more.as_object().unwrap() {
        body[name] = value.clone();
    }
    body.to_string()
}

/// Sends it with its signature.
pub(crate) fn send_woo(desk: &Desk, source: &Source, topic: &str, body: &str) -> Value {
    let signature = base64_hmac(b"woo_secret", body);
    desk.taken(source, &[("X-WC-Webhook-Topic", topic), ("X-WC-Webhook-Signature", &signature)], body)
}
