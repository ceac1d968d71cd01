//! The process dies between any two steps of a report, and the sender repeats it: nothing is lost, nothing happens twice.

use orderbell_testkit::TestServer;
use serde_json::json;

use crate::desk::{BINARY, Desk, Source, base64_hmac, midtrans, woo};

/// Ends the process at `point` with a report in hand, starts another, lets the sender repeat itself, and says what there
/// is in the end.
pub(crate) fn die_at(
    point: &str,
    send: impl Fn(&Desk, &Source) -> Option<u16>,
    source: &serde_json::Value,
) -> (Desk, TestServer, Source) {
    let mut server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    desk.place("A");
    let source = desk.source(source);
    server.kill();
    server.restart_with(&[("ORDERBELL_FAULT__POINT", point)]);
    let answered = send(&desk, &source);
    assert!(server.wait_for_end(), "the server lives on: {point} was never reached ({answered:?})");
    server.restart_with(&[]);
    // Senders repeat what was not answered with a 2xx, and sometimes what was.
    for _ in 0..2 {
        assert_eq!(send(&desk, &source), Some(200), "{point}");
    }
    (desk, server, source)
}

#[test]
fn a_payment_survives_a_death_at_every_step() {
    let gateway = json!({"provider": "midtrans", "secret": crate::desk::SERVER_KEY});
    let body = midtrans("A-1", "settlement", &json!({}));
    let send = |desk: &Desk, source: &Source| desk.try_send(source, &[], &body);
    for point in
        ["received", "written", "applied", "committed", "begun", "confirmed", "job ended", "job committed"]
    {
        let (desk, _server, source) = die_at(point, send, &gateway);
        desk.until(|| (desk.order("A")["status"] == "placed").then_some(()));
        let receipts = desk.receipts(&source);
        assert_eq!(receipts.len(), 1, "{point}");
        desk.settled(&source, "applied");
        assert_eq!(desk.events(), ["order.created", "payment.received", "order.status.changed"], "{point}");
    }
}

#[test]
fn an_order_survives_a_death_at_every_step() {
    let shop = json!({"provider": "woocommerce", "secret": "woo_secret"});
    let body = woo("processing", "2026-11-21T03:04:05", &json!({}));
    let signature = base64_hmac(b"woo_secret", &body);
    let headers = [("X-WC-Webhook-Topic", "order.created"), ("X-WC-Webhook-Signature", &*signature)];
    let send = |desk: &Desk, source: &Source| desk.try_send(source, &headers, &body);
    for point in ["received", "written", "step", "applied", "committed"] {
        let (desk, _server, source) = die_at(point, send, &shop);
        desk.settled(&source, "applied");
        let names = ["order.created", "order.created", "payment.received", "order.status.changed"];
        assert_eq!(desk.events(), names, "{point}");
    }
}
