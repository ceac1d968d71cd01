//! Each provider's words, and what becomes of them.

use jiff::Timestamp;
use orderbell_intake::signature::{Hash, hmac};
use orderbell_testkit::TestServer;
use serde_json::{Value, json};

use crate::desk::{BINARY, Desk, Source, base64_hmac, midtrans, send_woo, woo};

#[test]
fn a_midtrans_notification_pays_the_order_whose_code_begins_the_reference() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.midtrans();
    desk.place("ORD-261121-7K3Q");
    let pending = desk.taken(&source, &[], &midtrans("ORD-261121-7K3Q-1", "pending", &json!({})));
    assert_eq!(pending["outcome"], "applied");
    desk.taken(&source, &[], &midtrans("ORD-261121-7K3Q-1", "settlement", &json!({})));
    let receipt = desk.settled(&source, "applied");
    assert_eq!(receipt["detail"], "payment.received, order.status.changed; not confirmed by the gateway");
    let order = desk.order("ORD-261121-7K3Q");
    assert_eq!((&order["status"], &order["payment_status"]), (&json!("placed"), &json!("paid")));
    assert_eq!(order["payments"][0]["method"], "QRIS (gopay)");
    assert_eq!(receipt["order_id"], order["uid"]);
    let names = ["order.created", "payment.updated", "payment.received", "order.status.changed"];
    assert_eq!(desk.events(), names);

    // Late and repeated reports, and one with a word that nobody knows.
    for status in ["pending", "settlement", "expire", "cancel", "teleported"] {
        desk.taken(&source, &[], &midtrans("ORD-261121-7K3Q-1", status, &json!({})));
    }
    desk.until(|| desk.receipts(&source).iter().all(|receipt| receipt["outcome"] != "pending").then_some(()));
    assert_eq!(desk.events(), names);
    let repeats: i64 =
        desk.receipts(&source).iter().map(|receipt| receipt["repeats"].as_i64().unwrap()).sum();
    assert_eq!((desk.receipts(&source).len(), repeats), (5, 2));
}

#[test]
fn refunds_that_midtrans_adds_up_are_cases_one_by_one_and_a_chargeback_is_a_dispute() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.midtrans();
    desk.place("A");
    desk.taken(&source, &[], &midtrans("A-1", "settlement", &json!({})));
    desk.settled(&source, "applied");
    let refund = |sum: &str, keys: &[&str]| {
        let refunds: Vec<_> = keys.iter().map(|key| json!({"refund_key": key, "reason": "broken"})).collect();
        midtrans("A-1", "partial_refund", &json!({"refund_amount": sum, "refunds": refunds}))
    };
    for body in [refund("50000.00", &["r1"]), refund("90000.00", &["r1", "r2"]), refund("50000.00", &["r1"])]
    {
        desk.taken(&source, &[], &body);
        desk.settled(&source, "applied");
    }
    desk.taken(&source, &[], &midtrans("A-1", "chargeback", &json!({})));
    let disputed = desk.settled(&source, "applied");
    assert_eq!(disputed["detail"], "dispute.created; not confirmed by the gateway");
    let order = desk.order("A");
    let cases: Vec<_> = order["cases"].as_array().unwrap().iter().collect();
    let seen: Vec<_> = cases.iter().map(|case| (&case["kind"], &case["amount"], &case["status"])).collect();
    let expected = [
        (&json!("refund"), &json!(5_000_000), &json!("refunded")),
        (&json!("refund"), &json!(4_000_000), &json!("refunded")),
        (&json!("dispute"), &json!(15_000_000), &json!("open")),
    ];
    assert_eq!(seen, expected);
}

#[test]
fn a_refund_that_is_told_before_its_payment_brings_it() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.midtrans();
    desk.place("A");
    desk.taken(&source, &[], &midtrans("A-1", "partial_refund", &json!({"refund_amount": "50000.00"})));
    let receipt = desk.settled(&source, "applied");
    let all = "payment.received, order.status.changed, refund.updated; not confirmed by the gateway";
    assert_eq!(receipt["detail"], all);
    desk.taken(&source, &[], &midtrans("A-1", "settlement", &json!({})));
    desk.settled(&source, "ignored");
    let order = desk.order("A");
    assert_eq!((&order["payment_status"], desk.count("payment.received")), (&json!("part_refunded"), 1));
}

fn stripe(desk: &Desk, source: &Source, body: &str, at: i64) -> orderbell_testkit::Reply {
    let signed = format!("{at}.{body}");
    let mac = hex::encode(hmac(Hash::Sha256, b"whsec_test_secret", &[signed.as_bytes()]));
    desk.send(source, &[("Stripe-Signature", &format!("t={at},v1={mac}"))], body)
}

#[test]
fn stripe_names_the_order_by_its_code_and_later_by_its_payment() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.source(&json!({"provider": "stripe", "secret": "whsec_test_secret"}));
    desk.place("ORD-1");
    let now = Timestamp::now().as_second();
    let event = |id: &str, kind: &str, object: Value| {
        json!({"id": id, "object": "event", "type": kind, "created": now, "data": {"object": object}})
            .to_string()
    };
    let session = json!({"id": "cs_1", "payment_intent": "pi_1", "client_reference_id": "ORD-1", "payment_status": "paid",
        "amount_total": 15_000_000, "currency": "idr", "payment_method_types": ["card"]});
    let paid = event("evt_1", "checkout.session.completed", session);
    for _ in 0..3 {
        assert_eq!(stripe(&desk, &source, &paid, now).status, 200);
    }
    // The same payment as its own event, in words that name no order.
    let intent = json!({"id": "pi_1", "amount_received": 15_000_000, "currency": "idr"});
    assert_eq!(stripe(&desk, &source, &event("evt_2", "payment_intent.succeeded", intent), now).status, 200);
    let refund =
        json!({"id": "ch_1", "payment_intent": "pi_1", "amount_refunded": 2_000_000, "currency": "idr"});
    assert_eq!(stripe(&desk, &source, &event("evt_3", "charge.refunded", refund), now).status, 200);
    let dispute = json!({"id": "dp_1", "payment_intent": "pi_1", "amount": 15_000_000, "currency": "idr",
        "reason": "fraudulent", "status": "needs_response"});
    assert_eq!(
        stripe(&desk, &source, &event("evt_4", "charge.dispute.created", dispute.clone()), now).status,
        200
    );
    let mut won = dispute;
    won["status"] = json!("won");
    assert_eq!(stripe(&desk, &source, &event("evt_5", "charge.dispute.closed", won), now).status, 200);
    let names = [
        "order.created",
        "payment.received",
        "order.status.changed",
        "refund.updated",
        "dispute.created",
        "dispute.updated",
    ];
    assert_eq!(desk.events(), names);
    assert_eq!(desk.order("ORD-1")["cases"][1]["status"], "won");
    // An event that concerns no order is no error: it would come again for days.
    assert_eq!(stripe(&desk, &source, &event("evt_6", "invoice.created", json!({})), now).status, 200);
    assert_eq!(desk.receipts(&source)[0]["outcome"], "ignored");
}

#[test]
fn a_woocommerce_order_is_placed_paid_and_followed_once_each() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let settings = json!({"vendor_id": "bandung", "statuses": {"packing": "preparing"}});
    let source =
        desk.source(&json!({"provider": "woocommerce", "secret": "woo_secret", "settings": settings}));
    let none = json!({});
    send_woo(&desk, &source, "order.created", &woo("pending", "2026-11-21T03:00:00", &none));
    // The shop says the same once more under another topic, as it does.
    let again = send_woo(&desk, &source, "order.updated", &woo("pending", "2026-11-21T03:00:00", &none));
    assert_eq!(again["outcome"], "ignored");
    assert_eq!(desk.events(), ["order.created"]);
    send_woo(&desk, &source, "order.updated", &woo("processing", "2026-11-21T03:04:05", &none));
    send_woo(
        &desk,
        &source,
        "order.updated",
        &woo("packing", "2026-11-21T03:05:00", &json!({"date_paid_gmt": "2026-11-21T03:04:00"})),
    );
    // An older report that comes late leads nowhere.
    let late = send_woo(
        &desk,
        &source,
        "order.updated",
        &woo("pending", "2026-11-21T03:01:00", &json!({"customer_note": "late"})),
    );
    assert_eq!(late["outcome"], "ignored");
    let names = ["order.created", "payment.received", "order.status.changed", "order.status.changed"];
    assert_eq!(desk.events(), names);
    let page = desk.api.get("/v1/orders?limit=10").json();
    let order = &page["orders"][0];
    assert_eq!((&order["status"], &order["vendor_id"]), (&json!("preparing"), &json!("bandung")));
    assert_eq!((&order["source"], &order["ext_id"]), (&json!("woocommerce"), &json!("727")));
    assert_eq!(order["payments"][0]["method"], "Transfer BCA");
}

#[test]
fn a_woocommerce_order_that_is_new_and_paid_tells_of_its_payment_and_a_refund_of_it_calls_it_off() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.source(&json!({"provider": "woocommerce", "secret": "woo_secret"}));
    send_woo(&desk, &source, "order.created", &woo("processing", "2026-11-21T03:04:05", &json!({})));
    assert_eq!(desk.events(), ["order.created", "payment.received", "order.status.changed"]);
    let refunds = json!({"refunds": [{"id": 9, "total": "-65000.00", "reason": "broken"}]});
    send_woo(&desk, &source, "order.updated", &woo("processing", "2026-11-21T04:00:00", &refunds));
    let refunds = json!({"refunds": [{"id": 9, "total": "-65000.00"}, {"id": 10, "total": "-100000.00"}]});
    let told = send_woo(&desk, &source, "order.updated", &woo("refunded", "2026-11-21T05:00:00", &refunds));
    assert_eq!(told["outcome"], "applied", "{:?}", desk.receipts(&source)[0]);
    let order = desk.api.get("/v1/orders?limit=10").json()["orders"][0].clone();
    assert_eq!((&order["status"], &order["payment_status"]), (&json!("cancelled"), &json!("refunded")));
    assert_eq!(desk.count("refund.requested"), 0);
    assert_eq!(desk.count("refund.updated"), 2);
    // The shop throws the order away: it is called off already.
    let gone = send_woo(&desk, &source, "order.deleted", r#"{"id":727}"#);
    assert_eq!(gone["outcome"], "ignored");
}

#[test]
fn a_shopify_order_its_parcel_and_its_refund_are_followed() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.source(&json!({"provider": "shopify", "secret": "shpss_secret"}));
    let mut number = 0;
    let mut tell = |topic: &str, body: &Value| {
        number += 1;
        let (body, id) = (body.to_string(), format!("w{number}"));
        let signature = base64_hmac(b"shpss_secret", &body);
        let headers = [
            ("X-Shopify-Hmac-Sha256", &*signature),
            ("X-Shopify-Topic", topic),
            ("X-Shopify-Webhook-Id", &id),
        ];
        desk.taken(&source, &headers, &body)
    };
    let order = json!({"id": 820_982_911, "name": "#1001", "currency": "IDR", "total_price": "170500.00",
        "total_tax": "15500.00", "taxes_included": false, "financial_status": "paid", "fulfillment_status": null,
        "updated_at": "2026-11-21T10:04:05+07:00", "payment_gateway_names": ["shopify_payments"],
        "total_shipping_price_set": {"shop_money": {"amount": "5000.00", "currency_code": "IDR"}},
        "customer": {"first_name": "Siti", "last_name": "Aminah"}, "email": "siti@example.com",
        "shipping_address": {"name": "Siti Aminah", "address1": "Jl. Mawar 7", "city": "Solo"},
        "line_items": [{"id": 1, "title": "Batik", "quantity": 2, "price": "75000.00", "sku": "B-M"}]});
    assert_eq!(tell("orders/create", &order)["outcome"], "applied");
    assert_eq!(tell("orders/paid", &order)["outcome"], "ignored");
    let parcel = json!({"id": 1, "order_id": 820_982_911, "tracking_company": "JNE", "tracking_number": "JP1",
        "shipment_status": null});
    assert_eq!(tell("fulfillments/create", &parcel)["outcome"], "applied");
    let mut delivered = parcel;
    delivered["shipment_status"] = json!("delivered");
    assert_eq!(tell("fulfillments/update", &delivered)["outcome"], "applied");
    let refund = json!({"id": 5, "order_id": 820_982_911, "note": "too small",
        "transactions": [{"amount": "75000.00", "currency": "IDR"}]});
    assert_eq!(tell("refunds/create", &refund)["outcome"], "applied");
    assert_eq!(tell("themes/publish", &json!({}))["outcome"], "ignored");
    let found = desk.api.get("/v1/orders?limit=10").json()["orders"][0].clone();
    assert_eq!((&found["status"], &found["payment_status"]), (&json!("completed"), &json!("part_refunded")));
    assert_eq!((&found["courier"], &found["tracking_no"]), (&json!("JNE"), &json!("JP1")));
    assert_eq!(desk.count("payment.received"), 1);
}

#[test]
fn our_own_words_come_by_standard_webhooks_or_with_a_token() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    desk.place("A");
    let secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    let standard = desk.source(&json!({"provider": "standard", "secret": secret}));
    let body =
        json!({"type": "payment.paid", "data": {"order_code": "A", "transaction_id": 7, "amount": "150000",
        "currency": "IDR", "method": "cash"}})
        .to_string();
    let now = Timestamp::now().as_second().to_string();
    let key = orderbell_intake::standard::secret_bytes(secret).unwrap();
    let signature = format!("v1,{}", base64_hmac(&key, &format!("msg_1.{now}.{body}")));
    let headers = [("webhook-id", "msg_1"), ("webhook-timestamp", &*now), ("webhook-signature", &signature)];
    assert_eq!(desk.taken(&standard, &headers, &body)["outcome"], "applied");
    assert_eq!(desk.taken(&standard, &headers, &body)["repeated"], true);

    // A courier that knows nothing but its own number, and has its own words.
    let shipped = json!({"courier": "JNE", "tracking_no": "JP9"});
    assert_eq!(desk.api.post("/v1/orders/A/ship", &shipped).status, 200);
    let settings = json!({"types": {"paket.tiba": "shipment.delivered"}});
    let courier =
        desk.source(&json!({"provider": "generic", "secret": "s3cret-token", "settings": settings}));
    let told =
        json!({"id": 1, "type": "paket.tiba", "data": {"tracking_no": "JP9", "courier": "JNE Express"}});
    let told = desk.taken(&courier, &[("X-Callback-Token", "s3cret-token")], &told.to_string());
    assert_eq!(told["outcome"], "applied");
    assert_eq!(desk.order("A")["status"], "completed");
}
