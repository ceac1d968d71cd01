//! Making, changing and exchanging sources.

use orderbell_testkit::TestServer;
use serde_json::json;

use crate::desk::{BINARY, Desk, Source, base64_hmac, midtrans, woo};

#[test]
fn what_is_secret_is_shown_once_and_sealed() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let made = desk.api.post("/v1/sources", &json!({"provider": "woocommerce", "name": "Toko Bandung"}));
    assert_eq!(made.status, 201, "{}", made.text);
    let (url, secret) = (made.json()["url"].clone(), made.json()["secret"].clone());
    let (url, secret) = (url.as_str().unwrap().to_owned(), secret.as_str().unwrap().to_owned());
    let token = url.rsplit('/').next().unwrap();
    let list = desk.api.get("/v1/sources");
    assert!(!list.text.contains(token) && !list.text.contains(&secret));
    assert_eq!(list.json()["sources"][0]["name"], "Toko Bandung");
    for file in ["orderbell.db", "orderbell.db-wal"] {
        let bytes = std::fs::read(server.data().join(file)).unwrap_or_default();
        for text in [token, &secret] {
            assert!(!bytes.windows(text.len()).any(|part| part == text.as_bytes()), "{file} holds a secret");
        }
    }
}

#[test]
fn wrong_fields_are_named_together() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let body = json!({"provider": "midtrans", "name": "", "secret": "short", "settings": {"flow": "bakery"}});
    let reply = desk.api.post("/v1/sources", &body);
    assert_eq!(reply.status, 422, "{}", reply.text);
    let fields: Vec<_> =
        reply.json()["errors"].as_array().unwrap().iter().map(|error| error["field"].clone()).collect();
    assert_eq!(fields, ["settings.flow", "name", "secret"]);
    assert_eq!(desk.api.post("/v1/sources", &json!({"provider": "paypal"})).status, 422);
    assert_eq!(desk.api.post("/v1/sources", &json!({"provider": "midtrans"})).status, 422);
    assert_eq!(desk.api.delete("/v1/sources/1").status, 404);
}

#[test]
fn a_secret_and_a_url_are_exchanged_without_losing_a_request() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.source(&json!({"provider": "woocommerce", "secret": "woo_secret"}));
    let rotate = |body: &serde_json::Value| {
        let reply = desk.api.post(&format!("/v1/sources/{}/rotate", source.id), body);
        assert_eq!(reply.status, 200, "{}", reply.text);
        reply.json()
    };
    let send = |source: &Source, secret: &str, id: i64| {
        let body = woo("processing", "2026-11-21T03:04:05", &json!({"id": id}));
        let signature = base64_hmac(secret.as_bytes(), &body);
        let headers = [("X-WC-Webhook-Topic", "order.created"), ("X-WC-Webhook-Signature", &*signature)];
        desk.send(source, &headers, &body).status
    };
    rotate(&json!({"secret": "newer-secret"}));
    assert_eq!((send(&source, "woo_secret", 1), send(&source, "newer-secret", 2)), (200, 200));
    let exchanged = rotate(&json!({"url": true}));
    let path = exchanged["url"].as_str().unwrap().strip_prefix(server.url()).unwrap().to_owned();
    let moved = Source { id: source.id, path };
    assert!(exchanged["source"]["old_url_until"].is_string());
    assert_eq!((send(&source, "newer-secret", 3), send(&moved, "newer-secret", 4)), (200, 200));
    let ended = rotate(&json!({"end_old": true}));
    assert_eq!((&ended["source"]["secrets"], &ended["source"]["old_url_until"]), (&json!(1), &json!(null)));
    assert_eq!(send(&source, "newer-secret", 5), 404);
    assert_eq!((send(&moved, "woo_secret", 6), send(&moved, "newer-secret", 7)), (401, 200));
    assert_eq!(desk.count("order.created"), 5);
}

#[test]
fn a_deleted_source_takes_its_receipts_along_and_leaves_the_orders() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.midtrans();
    desk.place("A");
    desk.taken(&source, &[], &midtrans("A-1", "settlement", &json!({})));
    desk.settled(&source, "applied");
    assert_eq!(desk.api.delete(&format!("/v1/sources/{}", source.id)).status, 204);
    assert_eq!(desk.send(&source, &[], "{}").status, 404);
    assert_eq!(desk.api.get(&format!("/v1/sources/{}/receipts", source.id)).status, 404);
    assert_eq!(desk.order("A")["status"], "placed");
}

#[test]
fn a_payment_that_must_be_confirmed_waits_for_the_gateway() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    desk.place("A");
    let settings = json!({"confirm": "required"});
    let secret = crate::desk::SERVER_KEY;
    let source = desk.source(&json!({"provider": "midtrans", "secret": secret, "settings": settings}));
    let told = desk.taken(&source, &[], &midtrans("A-1", "settlement", &json!({})));
    assert_eq!(told["outcome"], "pending");
    let waits = desk.until(|| {
        let receipt = desk.receipts(&source).remove(0);
        receipt["detail"].as_str().unwrap().contains("no account").then_some(receipt)
    });
    assert_eq!((&waits["outcome"], desk.events().len()), (&json!("pending"), 1));
    // What moves no money need not wait.
    assert_eq!(desk.taken(&source, &[], &midtrans("A-1", "pending", &json!({})))["outcome"], "applied");
}
