//! Midtrans signs how much, and not what became of it: whatever moves money is asked about, whichever way it moves.

use orderbell_testkit::{MidtransStandIn, TestServer};
use serde_json::{Value, json};

use crate::desk::{BINARY, Desk, SERVER_KEY, Source};

/// A desk whose app has an account at the gateway, the gateway, and a paid order of Rp 150.000: its reference there.
fn paid(code: &str) -> (TestServer, Desk, MidtransStandIn, Source, String) {
    let gateway = MidtransStandIn::start(SERVER_KEY);
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_WEBHOOKS__ALLOW_PRIVATE", "127.0.0.0/8")]);
    let desk = Desk::of(&server);
    let account = json!({"environment": "sandbox", "base_url": gateway.url(), "server_key": SERVER_KEY});
    assert_eq!(desk.api.put("/v1/gateways/midtrans", &account).status, 200);
    let source = desk.midtrans();
    desk.place(code);
    let link = desk.api.post_empty(&format!("/v1/orders/{code}/payment-link")).json();
    let reference = link["payment"]["reference"].as_str().unwrap().to_owned();
    gateway.choose(&reference, "bca_va");
    gateway.act(&reference, "settle", &json!({}));
    tell(&desk, &source, &last(&gateway));
    desk.settled(&source, "applied");
    assert_eq!(desk.order(code)["payment_status"], "paid");
    (server, desk, gateway, source, reference)
}

/// The notification that the gateway has made last; nobody has told it where to send it.
fn last(gateway: &MidtransStandIn) -> Value {
    gateway.notifications().pop().unwrap().body
}

fn tell(desk: &Desk, source: &Source, body: &Value) -> Value {
    desk.taken(source, &[], &body.to_string())
}

/// What a genuine notification becomes in the hands of somebody who has seen it: its signature holds still.
fn forged(genuine: &Value, status: &str, refund: Option<&str>) -> Value {
    let mut body = genuine.clone();
    body["transaction_status"] = json!(status);
    if let Some(sum) = refund {
        body["refund_amount"] = json!(sum);
        body["refunds"] = json!([{"refund_key": "forged", "refund_amount": sum}]);
    }
    body
}

fn cases(desk: &Desk, code: &str) -> Vec<(Value, Value)> {
    let order = desk.order(code);
    let cases = order["cases"].as_array().cloned().unwrap_or_default();
    cases.into_iter().map(|case| (case["kind"].clone(), case["amount"].clone())).collect()
}

#[test]
fn refunds_and_chargebacks_count_when_the_gateway_knows_of_them() {
    let (_server, desk, gateway, source, reference) = paid("A");
    for amount in [50_000, 40_000] {
        gateway.act(&reference, "refund", &json!({"amount": amount}));
        assert_eq!(tell(&desk, &source, &last(&gateway))["outcome"], "pending");
        let receipt = desk.settled(&source, "applied");
        assert_eq!(receipt["detail"], "refund.updated; confirmed by the gateway");
    }
    gateway.act(&reference, "chargeback", &json!({}));
    tell(&desk, &source, &last(&gateway));
    assert_eq!(desk.settled(&source, "applied")["detail"], "dispute.created; confirmed by the gateway");
    let [refund, dispute] = ["refund", "dispute"].map(|kind| json!(kind));
    let expected =
        [(refund.clone(), json!(5_000_000)), (refund, json!(4_000_000)), (dispute, json!(15_000_000))];
    assert_eq!(cases(&desk, "A"), expected);
    assert_eq!(desk.count("payment.received"), 1);
}

#[test]
fn a_forged_refund_is_asked_about_and_has_no_effect() {
    let (_server, desk, gateway, source, reference) = paid("A");
    let before = desk.events();
    let genuine = last(&gateway);
    for (status, refund, why) in [
        ("refund", None, "no refund of this payment"),
        ("partial_refund", Some("50000.00"), "no refund of this payment"),
        ("chargeback", None, "no dispute about this payment"),
        ("partial_chargeback", None, "no dispute about this payment"),
    ] {
        // It is genuine as far as the signature goes, so it is taken, and nothing comes of it.
        tell(&desk, &source, &forged(&genuine, status, refund));
        let receipt = desk.settled(&source, "failed");
        assert_eq!(receipt["detail"], format!("the gateway knows of {why}"), "{status}");
    }
    assert_eq!((desk.events(), cases(&desk, "A")), (before, vec![]));
    // A part has gone back, and somebody makes all of it of that.
    gateway.act(&reference, "refund", &json!({"amount": 50_000}));
    let genuine = last(&gateway);
    tell(&desk, &source, &genuine);
    desk.settled(&source, "applied");
    tell(&desk, &source, &forged(&genuine, "refund", Some("150000.00")));
    let receipt = desk.settled(&source, "failed");
    assert_eq!(receipt["detail"], "the gateway knows of a refund of IDR 50000.00 only");
    assert_eq!(cases(&desk, "A"), [(json!("refund"), json!(5_000_000))]);
}

#[test]
fn a_payment_that_the_gateway_calls_pending_still_is_asked_about_again() {
    let gateway = MidtransStandIn::start(SERVER_KEY);
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_WEBHOOKS__ALLOW_PRIVATE", "127.0.0.0/8")]);
    let desk = Desk::of(&server);
    let account = json!({"environment": "sandbox", "base_url": gateway.url(), "server_key": SERVER_KEY});
    assert_eq!(desk.api.put("/v1/gateways/midtrans", &account).status, 200);
    let source = desk.midtrans();
    desk.place("A");
    let link = desk.api.post_empty("/v1/orders/A/payment-link").json();
    let reference = link["payment"]["reference"].as_str().unwrap().to_owned();
    gateway.choose(&reference, "bca_va");
    // The machine that notifies knows more than the one that answers.
    let early = forged(&last(&gateway), "settlement", None);
    tell(&desk, &source, &early);
    desk.until(|| {
        let receipt = desk.receipts(&source).remove(0);
        receipt["detail"].as_str().unwrap().contains("pending still").then_some(())
    });
    assert_eq!(desk.count("payment.received"), 0);
    gateway.act(&reference, "settle", &json!({}));
    let receipt = desk.settled(&source, "applied");
    assert_eq!(receipt["detail"], "payment.received, order.status.changed; confirmed by the gateway");
}

#[test]
fn a_refund_waits_for_a_gateway_that_gives_no_answer_and_brings_the_payment_that_was_lost() {
    let gateway = MidtransStandIn::start(SERVER_KEY);
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_WEBHOOKS__ALLOW_PRIVATE", "127.0.0.0/8")]);
    let desk = Desk::of(&server);
    let account = json!({"environment": "sandbox", "base_url": gateway.url(), "server_key": SERVER_KEY});
    assert_eq!(desk.api.put("/v1/gateways/midtrans", &account).status, 200);
    let source = desk.midtrans();
    desk.place("A");
    let link = desk.api.post_empty("/v1/orders/A/payment-link").json();
    let reference = link["payment"]["reference"].as_str().unwrap().to_owned();
    gateway.choose(&reference, "bca_va");
    gateway.act(&reference, "settle", &json!({}));
    gateway.act(&reference, "refund", &json!({"amount": 50_000}));
    gateway.misbehave(3, "503");
    tell(&desk, &source, &last(&gateway));
    desk.until(|| {
        let receipt = desk.receipts(&source).remove(0);
        receipt["detail"].as_str().unwrap().contains("gave no answer").then_some(())
    });
    assert_eq!(desk.count("refund.updated"), 0);
    let receipt = desk.settled(&source, "applied");
    let all = "payment.received, order.status.changed, refund.updated; confirmed by the gateway";
    assert_eq!(receipt["detail"], all);
    assert_eq!(desk.order("A")["payment_status"], "part_refunded");
}
