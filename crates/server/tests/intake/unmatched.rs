//! Reports that come before their order does.

use orderbell_testkit::TestServer;
use serde_json::json;

use crate::desk::{BINARY, Desk, midtrans, send_woo, woo};

#[test]
fn a_payment_that_comes_before_its_order_is_applied_when_the_order_appears() {
    let mut server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.midtrans();
    let body = midtrans("A-1", "settlement", &json!({}));
    desk.taken(&source, &[], &body);
    let waits = desk.settled(&source, "unmatched");
    assert_eq!(
        waits["detail"],
        "waits for the order with payment midtrans A-1 or code A-1 or code A; not confirmed by the gateway"
    );
    assert_eq!(desk.events(), [""; 0]);
    assert_eq!(desk.api.get("/v1/sources").json()["sources"][0]["unmatched"], 1);
    // It waits in the database, not in the process.
    server.crash_and_restart();
    desk.place("A");
    desk.settled(&source, "applied");
    assert_eq!(desk.events(), ["order.created", "payment.received", "order.status.changed"]);
    // The gateway goes on repeating itself.
    assert_eq!(desk.taken(&source, &[], &body)["repeated"], true);
    assert_eq!(desk.count("payment.received"), 1);
}

#[test]
fn a_job_that_was_not_begun_is_done_after_a_restart() {
    let mut server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.midtrans();
    for number in 0..20 {
        desk.taken(&source, &[], &midtrans(&format!("A{number}-1"), "settlement", &json!({})));
    }
    desk.until(|| desk.receipts(&source).iter().all(|one| one["outcome"] == "unmatched").then_some(()));
    for number in 0..20 {
        desk.place(&format!("A{number}"));
    }
    server.crash_and_restart();
    desk.until(|| desk.receipts(&source).iter().all(|one| one["outcome"] == "applied").then_some(()));
    assert_eq!(desk.count("payment.received"), 20);
}

#[test]
fn a_repeat_finds_the_order_as_well_and_somebody_may_ask_for_it() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    // Numbers of another system, whose orders come by the API.
    let settings = json!({"orders_of": "shop"});
    let secret = crate::desk::SERVER_KEY;
    let source = desk.source(&json!({"provider": "midtrans", "secret": secret, "settings": settings}));
    desk.taken(&source, &[], &midtrans("INV/2026/5", "settlement", &json!({})));
    desk.settled(&source, "unmatched");
    let order = json!({"source": "shop", "ext_id": "INV/2026/5", "customer": {"name": "Budi"},
        "items": [{"name": "Kopi", "qty": 3, "unit_price": "50000"}]});
    assert_eq!(desk.api.post("/v1/orders", &order).status, 201);
    let receipt = desk.settled(&source, "applied");
    let path = format!("/v1/sources/{}/receipts/{}", source.id, receipt["id"]);
    let whole = desk.api.get(&path).json();
    assert!(whole["body"].as_str().unwrap().contains("INV/2026/5"));
    assert_eq!(desk.api.post_empty(&format!("{path}/apply")).status, 202);
    assert_eq!(desk.settled(&source, "ignored")["detail"], "was so already; not confirmed by the gateway");
    assert_eq!(desk.count("payment.received"), 1);
}

#[test]
fn a_refund_that_comes_before_the_order_waits_for_it() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let shop = desk.source(&json!({"provider": "woocommerce", "secret": "woo_secret"}));
    let gateway = desk.source(&json!({"provider": "generic", "secret": "s3cret-token"}));
    let refund = json!({"id": "r1", "type": "refund.created",
        "data": {"source": "woocommerce", "ext_id": "727", "refund_id": "r1", "amount": "65000", "currency": "IDR"}});
    let told = desk.taken(&gateway, &[("x-callback-token", "s3cret-token")], &refund.to_string());
    assert_eq!(told["outcome"], "unmatched");
    send_woo(&desk, &shop, "order.created", &woo("processing", "2026-11-21T03:04:05", &json!({})));
    desk.settled(&gateway, "applied");
    assert_eq!(desk.count("refund.updated"), 1);
}
