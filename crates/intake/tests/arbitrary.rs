//! Whatever anybody sends, nothing panics, and nothing is believed without its signature.

use orderbell_intake::generic::{self, Scheme};
use orderbell_intake::signature::{Encoding, Hash};
use orderbell_intake::{Dialect, Headers, SignedRequest, midtrans, shopify, standard, stripe, woocommerce};
use proptest::prelude::*;

/// JSON of the shapes that providers send, with the values gone wrong.
fn json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        "[ -~]{0,20}".prop_map(Into::into),
        prop::sample::select(vec![
            "settlement",
            "IDR",
            "150000.00",
            "2026-11-21 10:04:05",
            "2026-11-21T10:04:05Z",
            "ORD-1",
            "-1",
            "1e308",
            "999999999999999999999",
        ])
        .prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 48, 8, |inner| {
        let name = prop::sample::select(vec![
            "id",
            "type",
            "data",
            "object",
            "order_id",
            "transaction_id",
            "transaction_status",
            "gross_amount",
            "currency",
            "status",
            "status_code",
            "signature_key",
            "refunds",
            "va_numbers",
            "line_items",
            "total",
            "total_price",
            "price",
            "quantity",
            "billing",
            "metadata",
            "payment_intent",
            "amount",
            "sku",
            "stock",
            "name",
            "order_code",
            "evidence_details",
            "transactions",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::hash_map(name, inner, 0..10).prop_map(|fields| {
                fields
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect::<serde_json::Map<_, _>>()
                    .into()
            }),
        ]
    })
}

/// Everything that looks at a body.
fn read_all(topic: &str, body: &[u8]) {
    if let Ok(transaction) = midtrans::Transaction::read(body) {
        drop(transaction.verify("key"));
        drop(transaction.notification(true));
    }
    let code = midtrans::status_code(body);
    assert!(code.is_none() || body.starts_with(b"{") || body.first().is_some_and(u8::is_ascii_whitespace));
    drop(stripe::read(body));
    let dialect = Dialect::default();
    drop(woocommerce::read(topic, body, &dialect));
    assert!(!woocommerce::is_ping(body) || body.starts_with(b"webhook_id="));
    drop(standard::read("id", body, &dialect));
    drop(generic::read(body, &dialect));
    let headers = [("X-Shopify-Topic", topic), ("X-Shopify-Webhook-Id", "1")];
    drop(shopify::read(SignedRequest { headers: Headers(&headers), body }, &dialect));
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_a_panic(body in prop::collection::vec(any::<u8>(), 0..200), topic in "[a-z/.]{0,20}") {
        read_all(&topic, &body);
    }

    #[test]
    fn any_json_is_read_without_a_panic(value in json(), kind in prop::sample::select(vec![
        "orders/create", "refunds/create", "disputes/create", "fulfillments/update", "inventory_levels/update", "customers/create",
        "order.created", "order.updated", "order.deleted",
    ])) {
        read_all(kind, value.to_string().as_bytes());
        for stripe_kind in ["checkout.session.completed", "payment_intent.succeeded", "charge.refunded", "charge.dispute.created"] {
            let event = serde_json::json!({ "id": "e", "type": stripe_kind, "data": { "object": value } });
            drop(stripe::read(event.to_string().as_bytes()));
        }
        for own in ["payment.paid", "refund.created", "dispute.open", "shipment.delivered", "stock.changed", "user.registered"] {
            let event = serde_json::json!({ "type": own, "data": value });
            drop(standard::read("id", event.to_string().as_bytes(), &Dialect::default()));
        }
    }

    #[test]
    fn nobody_gets_in_without_the_secret(value in "\\PC{0,120}", body in prop::collection::vec(any::<u8>(), 0..50), now in any::<i64>()) {
        let names = ["Stripe-Signature", "X-Shopify-Hmac-Sha256", "X-WC-Webhook-Signature", "webhook-id", "webhook-timestamp", "webhook-signature", "x-proof"];
        let headers = names.map(|name| (name, value.as_str()));
        let request = SignedRequest { headers: Headers(&headers), body: &body };
        prop_assert!(stripe::verify(request, &["secret"], now).is_err());
        prop_assert!(shopify::verify(request, &["secret"]).is_err());
        prop_assert!(woocommerce::verify(request, "secret").is_err());
        prop_assert!(standard::verify(request, &[b"secret".to_vec()], now).is_err());
        let token = Scheme::Token { header: "x-proof".into() };
        prop_assert!(generic::verify(request, &token, "a secret that is too long to be hit upon").is_err());
        let hmac = Scheme::Hmac { header: "x-proof".into(), hash: Hash::Sha256, encoding: Encoding::Hex, prefix: String::new() };
        prop_assert!(generic::verify(request, &hmac, "secret").is_err());
    }
}

#[test]
fn a_body_that_is_too_large_is_not_read() {
    let body = format!("{{\"a\":\"{}\"}}", "x".repeat(orderbell_intake::request::MAX_BODY));
    let error = stripe::read(body.as_bytes()).unwrap_err();
    assert_eq!(error.status(), 400);
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let body = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(stripe::read(body.as_bytes()).is_err());
}
