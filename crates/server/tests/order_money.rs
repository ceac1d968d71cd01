//! Payments, refunds, disputes and parcels through the API, as an app's backend reports them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use orderbell_testkit::{Http, Reply, TestServer};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

fn place(api: &Http) -> String {
    let body = json!({
        "flow": "shop",
        "customer": {"name": "Budi"},
        "items": [{"name": "Kopi", "qty": 3, "unit_price": "50000"}],
        "vendor_id": "7"
    });
    let answer = api.post("/v1/orders", &body);
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json()["order"]["code"].as_str().unwrap().to_owned()
}

fn tell(api: &Http, code: &str, what: &str, body: &Value) -> Reply {
    api.post(&format!("/v1/orders/{code}/{what}"), body)
}

fn order(answer: &Reply) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()["order"].clone()
}

/// The names of the events since `after`, in order.
fn events(api: &Http, after: i64) -> Vec<Value> {
    api.get(&format!("/v1/events?after={after}")).json()["events"].as_array().unwrap().clone()
}

#[test]
fn a_gateways_report_places_the_order_and_says_how_it_was_paid() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let code = place(&api);
    let payment = |status| json!({"provider": "midtrans", "ref": format!("{code}-1"), "status": status, "method": "BCA virtual account"});
    let waiting = order(&tell(&api, &code, "payments", &payment("pending")));
    assert_eq!(
        (&waiting["status"], &waiting["payment_status"]),
        (&json!("pending_payment"), &json!("unpaid"))
    );
    let paid = order(&tell(&api, &code, "payments", &payment("paid")));
    assert_eq!((&paid["status"], &paid["payment_status"]), (&json!("placed"), &json!("paid")));
    assert_eq!(paid["payments"][0]["method"], "BCA virtual account");

    // The gateway repeats itself, and an older report arrives late.
    for status in ["paid", "pending", "expired"] {
        let answer = tell(&api, &code, "payments", &payment(status)).json();
        assert_eq!(answer["seq"], Value::Null, "{status} changed something");
    }
    let told = events(&api, 0);
    let names: Vec<_> = told.iter().map(|event| event["type"].as_str().unwrap()).collect();
    assert_eq!(names, ["order.created", "payment.updated", "payment.received", "order.status.changed"]);
    let news = &told[2]["payment"];
    assert_eq!(
        (&news["status"], &news["previous"], &news["source"]),
        (&json!("paid"), &json!("pending"), &json!("webhook"))
    );
    assert!(told[2]["text"].as_str().unwrap().contains("BCA virtual account"), "{}", told[2]["text"]);
}

#[test]
fn what_staff_mark_as_paid_is_a_payment_with_its_method() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let code = place(&api);
    let deposit = json!({"method": "transfer", "receipt": "TRX 7", "amount": "50000"});
    let waiting = order(&tell(&api, &code, "mark-paid", &deposit));
    assert_eq!((&waiting["status"], &waiting["paid"]), (&json!("pending_payment"), &json!(5_000_000)));
    // The same slip twice is one payment.
    assert_eq!(tell(&api, &code, "mark-paid", &deposit).json()["seq"], Value::Null);
    for (body, field) in [
        (json!({"amount": "100000.01"}), "amount"),
        (json!({"amount": "0"}), "amount"),
        (json!({"amount": 100_000}), "amount"),
        (json!({"receipt": "7".repeat(121)}), "receipt"),
        (json!({"method": "x".repeat(41)}), "method"),
    ] {
        let refused = tell(&api, &code, "mark-paid", &body);
        assert_eq!((refused.status, &refused.json()["errors"][0]["field"]), (422, &json!(field)), "{body}");
    }
    let paid = order(&tell(&api, &code, "mark-paid", &json!({"method": "cash"})));
    assert_eq!((&paid["status"], &paid["payment_status"]), (&json!("placed"), &json!("paid")));
    let again = tell(&api, &code, "mark-paid", &json!({"method": "card"})).json();
    assert!(again["seq"].is_null() && again["already_by"].is_string(), "{again}");

    let payments: Vec<_> = paid["payments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|payment| {
            json!([
                payment["provider"],
                payment["ref"],
                payment["method"],
                payment["amount"],
                payment["receipt"]
            ])
        })
        .collect();
    assert_eq!(
        payments,
        [
            json!(["staff", format!("{code}-1"), "transfer", 5_000_000, "TRX 7"]),
            json!(["staff", format!("{code}-2"), "cash", 10_000_000, null])
        ]
    );
    assert!(paid["payments"][0]["by"].is_string(), "{}", paid["payments"][0]);
    let listed = api.get("/v1/payments?provider=staff").json();
    assert_eq!(listed["payments"].as_array().unwrap().len(), 2);
    let told: Vec<Value> =
        events(&api, 0).into_iter().filter(|event| event["type"] == "payment.received").collect();
    let news: Vec<_> =
        told.iter().map(|event| json!([event["payment"]["method"], event["payment"]["source"]])).collect();
    assert_eq!(news, [json!(["transfer", "staff"]), json!(["cash", "staff"])]);
    let file = api.get("/v1/orders.csv").text;
    assert!(file.trim_end().ends_with("\"transfer; cash\""), "{file}");
}

#[test]
fn a_cancelled_order_that_was_paid_is_refunded_and_can_be_reopened() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let code = place(&api);
    order(&tell(&api, &code, "mark-paid", &json!({"method": "cash"})));
    let cancelled = order(&tell(&api, &code, "cancel", &json!({"reason": "sold out"})));
    let case = &cancelled["cases"][0];
    assert_eq!(
        (&case["kind"], &case["status"], &case["amount"]),
        (&json!("refund"), &json!("requested"), &json!(15_000_000))
    );
    let number = case["code"].as_str().unwrap();

    let decided = order(&tell(&api, &code, &format!("cases/{number}"), &json!({"status": "refunded"})));
    assert_eq!((&decided["payment_status"], &decided["refunded"]), (&json!("refunded"), &json!(15_000_000)));
    let back = tell(&api, &code, &format!("cases/{number}"), &json!({"status": "rejected"}));
    assert_eq!((back.status, &back.json()["code"]), (409, &json!("not_possible")));

    let other = place(&api);
    order(&tell(&api, &other, "mark-paid", &json!({})));
    order(&tell(&api, &other, "cancel", &json!({})));
    let reopened = order(&tell(&api, &other, "reopen", &json!({})));
    assert_eq!((&reopened["status"], &reopened["closed_at"]), (&json!("placed"), &Value::Null));
    assert_ne!(reopened["rings_at"], Value::Null);
    let kinds: Vec<_> = events(&api, 0).iter().map(|event| event["kind"].clone()).collect();
    // The refund that the cancellation had opened is withdrawn with it.
    assert_eq!(kinds[kinds.len() - 2..], [json!("order.reopened"), json!("refund.updated")]);
    assert_eq!(reopened["cases"][0]["status"], "rejected");
}

#[test]
fn a_courier_ships_and_completes_an_order() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let code = place(&api);
    order(&tell(&api, &code, "mark-paid", &json!({})));
    let report =
        json!({"status": "Dijemput", "courier": "JNE", "tracking_no": "JP1", "text": "at the counter"});
    let shipped = order(&tell(&api, &code, "shipment", &report));
    assert_eq!(
        (&shipped["status"], &shipped["shipment"]["status"]),
        (&json!("shipped"), &json!("picked_up"))
    );
    let done = order(&tell(&api, &code, "shipment", &json!({"status": "delivered"})));
    assert_eq!(done["status"], "completed");
    let told: Vec<Value> =
        events(&api, 0).into_iter().filter(|event| event["type"] == "shipment.updated").collect();
    assert_eq!(
        told[0]["shipment"],
        json!({"courier": "JNE", "tracking_no": "JP1", "status": "picked_up", "status_label": "Dijemput kurir", "text": "at the counter"})
    );
    assert_eq!(told[1]["shipment"]["status"], "delivered");
}

#[test]
fn a_second_tracking_number_is_refused_with_what_to_do_or_replaces_a_wrong_one() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let code = place(&api);
    order(&tell(&api, &code, "mark-paid", &json!({})));
    order(&tell(&api, &code, "ship", &json!({"courier": "JNE", "tracking_no": "JP1"})));
    let refused = tell(&api, &code, "ship", &json!({"tracking_no": "JP2"}));
    assert_eq!((refused.status, &refused.json()["code"]), (409, &json!("not_possible")));
    for words in ["with JNE under the number JP1", "`replace`"] {
        assert!(refused.text.contains(words), "{}", refused.text);
    }
    order(&tell(&api, &code, "shipment", &json!({"status": "in_transit"})));
    let corrected = order(&tell(&api, &code, "ship", &json!({"tracking_no": "JP2", "replace": true})));
    assert_eq!(
        (&corrected["courier"], &corrected["tracking_no"], &corrected["shipment"]),
        (&json!("JNE"), &json!("JP2"), &Value::Null)
    );
    let wrong = api.post(
        "/v1/events",
        &json!({"type": "shipment.updated", "data": {"tracking_no": "JP1", "status": "delivered"}}),
    );
    assert_eq!(wrong.status, 404, "{}", wrong.text);
}

#[test]
fn wrong_reports_name_the_field_and_leave_no_trace() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let code = place(&api);
    let before = events(&api, 0).len();
    for (what, body, field) in [
        ("payments", json!({"provider": "x", "ref": "1", "status": "teleported"}), "status"),
        ("payments", json!({"provider": "", "ref": "1", "status": "paid"}), "provider"),
        ("payments", json!({"provider": "x", "ref": "1", "status": "paid", "amount": 5}), "amount"),
        (
            "payments",
            json!({"provider": "x", "ref": "1", "status": "paid", "amount": "5", "currency": "USD"}),
            "amount",
        ),
        ("payments", json!({"provider": "x", "ref": "1", "status": "paid", "currency": "XXQ"}), "currency"),
        ("cases", json!({"kind": "refund"}), "amount"),
        ("cases", json!({"kind": "favour"}), "kind"),
        ("cases", json!({"kind": "refund", "status": "won"}), "status"),
        ("cases", json!({"kind": "dispute", "due_at": "tomorrow"}), "due_at"),
        ("shipment", json!({"status": "lost in space"}), "status"),
    ] {
        let answer = tell(&api, &code, what, &body);
        assert_eq!(answer.status, 422, "{what} {body}: {}", answer.text);
        assert_eq!(answer.json()["errors"][0]["field"], field, "{what} {body}: {}", answer.text);
    }
    let unpaid = tell(&api, &code, "reopen", &json!({}));
    assert_eq!(unpaid.status, 409, "{}", unpaid.text);
    let missing = tell(&api, &code, "cases/ORD-1-R9", &json!({"status": "won"}));
    assert_eq!((missing.status, &missing.json()["code"]), (409, &json!("no_case")));
    assert_eq!(events(&api, 0).len(), before);
}
