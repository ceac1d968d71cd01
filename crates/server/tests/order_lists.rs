//! Looking for orders and for what they have: filters, pages, the CSV export, cases, payments and parcels, and what a
//! customer's link shows.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use orderbell_testkit::{Http, Reply, TestServer};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

fn place(api: &Http, name: &str, more: &Value) -> Value {
    let mut body = json!({
        "customer": {"name": name, "phone": "+62 812-3456-7890"},
        "items": [{"name": "Kopi", "qty": 3, "unit_price": "50000"}],
        "flow": "shop"
    });
    for (key, value) in more.as_object().unwrap() {
        body[key] = value.clone();
    }
    let answer = api.post("/v1/orders", &body);
    assert_eq!(answer.status, 201, "{}", answer.text);
    answer.json()
}

fn ok(reply: &Reply) -> Value {
    assert_eq!(reply.status, 200, "{}", reply.text);
    reply.json()
}

fn names(api: &Http, query: &str) -> Vec<String> {
    let page = ok(&api.get(&format!("/v1/orders?{query}")));
    let orders = page["orders"].as_array().unwrap();
    orders.iter().map(|order| order["customer_name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn orders_are_found_by_each_filter() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    place(&api, "one", &json!({"source": "shopify", "ext_id": "1001", "vendor_id": "7", "paid": true}));
    place(&api, "two", &json!({"flow": "restaurant", "pay_later": true, "vendor_id": "8"}));
    place(&api, "three", &json!({"source": "web"}));
    for (query, expected) in [
        ("", vec!["three", "two", "one"]),
        ("sort=oldest", vec!["one", "two", "three"]),
        ("source=shopify", vec!["one"]),
        ("flow=restaurant", vec!["two"]),
        ("vendor=7", vec!["one"]),
        ("payment_status=paid", vec!["one"]),
        ("payment_status=unpaid,paid&sort=oldest", vec!["one", "two", "three"]),
        ("needs_ack=true", vec!["two", "one"]),
        ("status=pending_payment", vec!["three"]),
        ("status=confirmed,%20Pending-Payment", vec!["three"]),
        ("phase=new&vendor=8", vec!["two"]),
        ("q=0812%203456", vec!["three", "two", "one"]),
        ("q=1001", vec!["one"]),
        ("q=THRE", vec!["three"]),
        ("from=2020-01-01&to=2099-12-31", vec!["three", "two", "one"]),
        ("to=2020-01-01", vec![]),
        ("from=2099-01-01T00:00:00%2B07:00", vec![]),
        ("status=&q=&source=", vec!["three", "two", "one"]),
    ] {
        assert_eq!(names(&api, query), expected, "{query}");
    }
}

#[test]
fn a_wrong_parameter_is_named() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    for (path, field) in [
        ("/v1/orders?status=cooking", "status"),
        ("/v1/orders?payment_status=rich", "payment_status"),
        ("/v1/orders?sort=upwards", "sort"),
        ("/v1/orders?from=yesterday", "from"),
        ("/v1/orders?from=2026-11-21&to=2026-11-20", "to"),
        ("/v1/orders?limit=101", "limit"),
        ("/v1/orders?limit=x", "limit"),
        ("/v1/orders?after=x", "after"),
        ("/v1/orders?ringing=perhaps", "ringing"),
        ("/v1/orders?colour=red", "colour"),
        ("/v1/orders.csv?after=x", "after"),
        ("/v1/orders.csv?bom=1", "bom"),
        ("/v1/cases?kind=loan", "kind"),
        ("/v1/cases?status=paid", "status"),
        ("/v1/cases?after=x", "after"),
        ("/v1/payments?status=open", "status"),
        ("/v1/payments?limit=0", "limit"),
        ("/v1/shipments?status=lost", "status"),
    ] {
        let reply = api.get(path);
        assert_eq!(reply.status, 422, "{path}: {}", reply.text);
        assert_eq!(reply.json()["errors"][0]["field"], field, "{path}: {}", reply.text);
    }
}

#[test]
fn an_export_is_every_order_and_no_formula() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    for n in 0..230 {
        place(&api, &format!("Budi {n}"), &json!({"paid": n % 2 == 0}));
    }
    place(&api, "=HYPERLINK(\"http://evil.example\")", &json!({"note": "two\nlines, and \"quotes\""}));
    let reply = api.get("/v1/orders.csv?sort=oldest&bom=true");
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert!(reply.header("content-type").unwrap().starts_with("text/csv"));
    assert!(reply.header("content-disposition").unwrap().contains("orders-20"));
    let text = reply.text.strip_prefix('\u{feff}').unwrap();
    assert!(text.starts_with("code,uid,source,"), "{}", &text[..100]);
    assert_eq!(text.matches("\r\n").count(), 232);
    let first = text.lines().nth(1).unwrap();
    assert!(first.contains(",IDR,150000.00,0.00,") && first.contains("+07:00"), "{first}");
    assert!(first.contains("\"'+62 812-3456-7890\""), "{first}");
    let last = &text[text.rfind("ORD-").unwrap()..];
    assert!(last.contains("\"'=HYPERLINK(\"\"http://evil.example\"\")\""), "{last}");
    assert!(last.contains("\"two\nlines, and \"\"quotes\"\"\""), "{last}");
    let paid = api.get("/v1/orders.csv?payment_status=paid");
    assert_eq!(paid.text.matches("\r\n").count(), 116);
}

#[test]
fn cases_payments_and_parcels_are_found_across_orders() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let first = place(&api, "Budi", &json!({"vendor_id": "7"}))["order"]["code"].as_str().unwrap().to_owned();
    let second =
        place(&api, "Siti", &json!({"vendor_id": "8"}))["order"]["code"].as_str().unwrap().to_owned();
    let tell =
        |code: &str, what: &str, body: Value| ok(&api.post(&format!("/v1/orders/{code}/{what}"), &body));
    for code in [&first, &second] {
        let payment = json!({"provider": "midtrans", "ref": format!("{code}-1"), "status": "pending"});
        tell(code, "payments", payment);
    }
    tell(&first, "payments", json!({"provider": "midtrans", "ref": format!("{first}-1"), "status": "paid"}));
    let case = tell(&first, "cases", json!({"kind": "refund", "amount": "45000"}));
    let case = case["order"]["cases"][0]["code"].as_str().unwrap().to_owned();
    tell(&first, "shipment", json!({"status": "in_transit", "courier": "JNE", "tracking_no": "JP1"}));

    let codes = |path: &str, list: &str| -> Vec<String> {
        let page = ok(&api.get(path));
        let all = page[list].as_array().unwrap().clone();
        all.iter().map(|entry| entry["order"]["code"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(codes("/v1/payments", "payments"), [second.clone(), first.clone()]);
    assert_eq!(codes("/v1/payments?status=paid", "payments"), [&*first]);
    assert_eq!(codes("/v1/payments?provider=stripe", "payments"), Vec::<String>::new());
    assert_eq!(codes(&format!("/v1/payments?order={second}"), "payments"), [&*second]);
    assert_eq!(codes("/v1/payments?vendor=8", "payments"), [&*second]);
    let page = ok(&api.get("/v1/payments?limit=1"));
    let next = page["next"].as_str().unwrap();
    assert_eq!(codes(&format!("/v1/payments?limit=1&after={next}"), "payments"), [&*first]);
    let one = ok(&api.get(&format!("/v1/payments/midtrans/{first}-1")));
    assert_eq!((&one["payment"]["status"], &one["order"]["code"]), (&json!("paid"), &json!(first)));
    assert_eq!(api.get("/v1/payments/midtrans/nothing").status, 404);

    assert_eq!(codes("/v1/shipments?courier=JNE&status=in_transit", "shipments"), [&*first]);
    assert_eq!(ok(&api.get("/v1/shipments"))["shipments"][0]["tracking_no"], "JP1");
    assert!(codes("/v1/shipments?courier=POS", "shipments").is_empty());

    assert_eq!(codes("/v1/cases?kind=refund&status=requested", "cases"), [&*first]);
    assert_eq!(ok(&api.get(&format!("/v1/cases/{case}")))["case"]["status"], "requested");
    let approved = ok(&api.post_empty(&format!("/v1/cases/{case}/approve")));
    assert_eq!(approved["order"]["cases"][0]["status"], "approved");
    assert!(codes("/v1/cases?status=requested", "cases").is_empty());
    assert_eq!(api.post_empty(&format!("/v1/cases/{case}/won")).status, 409);
    assert_eq!(api.post_empty(&format!("/v1/cases/{case}/burn")).status, 404);
    assert_eq!(api.post_empty("/v1/cases/ORD-261121-AAAA-R1/approve").status, 404);
    assert_eq!(
        ok(&api.post_empty(&format!("/v1/cases/{case}/refunded")))["order"]["payment_status"],
        "part_refunded"
    );
}

#[test]
fn a_customers_link_shows_their_order_and_no_other() {
    let server = TestServer::start(BINARY);
    let (api, anyone) = (server.api(), server.anonymous());
    let mine = place(
        &api,
        "Budi",
        &json!({"note": "regular guest, pays late", "paid": true, "meta": {"margin": 12}}),
    );
    let other = place(&api, "Siti", &json!({"paid": true}));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let (uid, token) = (text(&mine["order"]["uid"]), text(&mine["link_token"]));
    let (code, others) = (text(&mine["order"]["code"]), text(&other["order"]["uid"]));
    ok(&api.post(&format!("/v1/orders/{uid}/cases"), &json!({"kind": "dispute"})));
    ok(&api.post_empty(&format!("/v1/orders/{uid}/ack")));

    let ways = [
        anyone.get(&format!("/v1/orders/{uid}?token={token}")),
        anyone.get(&format!("/v1/orders/{uid}?t={token}")),
        anyone.bearer(&token).get(&format!("/v1/orders/{uid}")),
    ];
    for reply in &ways {
        let order = &ok(reply)["order"];
        assert_eq!(order["customer_name"], "Budi");
        for hidden in ["regular guest", "margin", "dispute"] {
            assert!(!order["note"].is_string() && !order["cases"].to_string().contains(hidden), "{order}");
            assert!(!reply.text.contains("regular guest"), "{}", reply.text);
        }
        assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
    }
    let events = ok(&anyone.get(&format!("/v1/orders/{uid}/events?t={token}")));
    let types: Vec<_> =
        events["events"].as_array().unwrap().iter().map(|event| text(&event["type"])).collect();
    assert_eq!(types, ["order.created"], "neither who saw it nor what the bank does");
    let staff = ok(&api.get(&format!("/v1/orders/{code}/events")));
    assert_eq!(staff["events"].as_array().unwrap().len(), 3, "{staff}");

    let key = server.first_run().api_key.clone();
    let unknown = "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f";
    let mut refusals = Vec::new();
    for path in [
        format!("/v1/orders/{others}?t={token}"),
        format!("/v1/orders/{unknown}?t={token}"),
        format!("/v1/orders/{code}?t={token}"),
        format!("/v1/orders/{uid}?t=AAAAAAAAAAAAAAAAAAAAAA"),
        format!("/v1/orders/{uid}?t="),
        format!("/v1/orders/{uid}?t={key}"),
        format!("/v1/orders/{others}/events?t={token}"),
        format!("/v1/orders/{uid}/events?token=AAAAAAAAAAAAAAAAAAAAAA"),
    ] {
        let reply = anyone.get(&path);
        assert_eq!(reply.status, 401, "{path}: {}", reply.text);
        refusals.push(reply.text);
    }
    assert!(
        refusals.iter().all(|text| *text == refusals[0]),
        "nobody learns which orders there are: {refusals:?}"
    );

    let guest = anyone.bearer(&token);
    for path in ["/v1/orders", "/v1/orders.csv", "/v1/payments", "/v1/cases", "/v1/stats", "/v1/events"] {
        assert_eq!(guest.get(path).status, 401, "{path}");
    }
    for action in ["accept", "cancel", "ack"] {
        assert_eq!(guest.post_empty(&format!("/v1/orders/{uid}/{action}")).status, 401, "{action}");
    }
    let preflight = anyone.options(&format!("/v1/orders/{uid}"));
    assert_eq!((preflight.status, preflight.header("access-control-allow-origin")), (204, Some("*")));
}
