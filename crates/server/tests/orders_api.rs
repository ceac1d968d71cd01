//! The order API as programs use it: record, look, act; and every way to ask for something wrong.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use orderbell_testkit::{Http, Reply, TestServer};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

fn order() -> Value {
    json!({
        "flow": "restaurant",
        "pay_later": true,
        "customer": {"name": "Budi", "phone": "+628123456789"},
        "items": [{"name": "Nasi goreng", "qty": 2, "unit_price": "22500"}],
    })
}

/// `order()` with one field replaced, by JSON pointer.
fn order_with(pointer: &str, value: Value) -> Value {
    let mut order = order();
    match order.pointer_mut(pointer) {
        Some(place) => *place = value,
        None => {
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            order.pointer_mut(parent).unwrap()[name] = value;
        }
    }
    order
}

fn head(http: &Http) -> i64 {
    http.get("/v1/events").json()["seq"].as_i64().unwrap()
}

#[track_caller]
fn assert_problem(reply: &Reply, status: u16, code: &str, part: &str) {
    assert_eq!(reply.status, status, "{}", reply.text);
    assert_eq!(reply.header("content-type"), Some("application/problem+json"), "{}", reply.text);
    let problem = reply.json();
    assert_eq!(problem["code"], code, "{}", reply.text);
    assert!(reply.text.contains(part), "{part} is not in {}", reply.text);
}

#[test]
fn an_order_lives_from_placed_to_completed() {
    let server = TestServer::start(BINARY);
    let api = server.api();

    let placed = api.post("/v1/orders", &order());
    assert_eq!(placed.status, 201, "{}", placed.text);
    let body = placed.json();
    assert_eq!(body["order"]["status"], "placed");
    assert_eq!(body["order"]["total"], 4_500_000);
    assert_eq!(body["order"]["total_display"], "Rp\u{a0}45.000");
    assert_eq!(body["order"]["counter"], "pending");
    assert!(body["order"]["rings_at"].is_string());
    let code = body["order"]["code"].as_str().unwrap();
    let path = format!("/v1/orders/{code}");

    let shown = api.get(&path);
    assert_eq!((shown.status, shown.header("etag")), (200, Some("\"1\"")));
    assert_eq!(shown.json()["order"]["uid"], body["order"]["uid"]);

    let mut version = 1;
    for (action, status) in
        [("accept", "accepted"), ("start", "preparing"), ("ready", "ready"), ("complete", "completed")]
    {
        let acted = api.post_empty(&format!("{path}/{action}"));
        assert_eq!(acted.status, 200, "{action}: {}", acted.text);
        version += 1;
        let order = &acted.json()["order"];
        assert_eq!((order["status"].as_str(), order["version"].as_i64()), (Some(status), Some(version)));
        assert!(order["rings_at"].is_null());
    }
    let stats = api.get("/v1/stats").json();
    assert_eq!(stats["stats"]["completed"], 1);
    assert_eq!(stats["stats"]["total"], 1);

    let events = api.get("/v1/events?after=0").json();
    let seqs: Vec<_> =
        events["events"].as_array().unwrap().iter().map(|e| e["seq"].as_i64().unwrap()).collect();
    assert_eq!(seqs, (1..=seqs.len() as i64).collect::<Vec<_>>(), "the log has no gaps");
    assert_eq!(events["seq"], stats["seq"]);
    let page = api.get("/v1/events?after=1&limit=2").json();
    assert_eq!((page["events"][0]["seq"].as_i64(), page["has_more"].as_bool()), (Some(2), Some(true)));
}

#[test]
fn asking_again_says_who_did_it_and_asking_too_late_shows_the_order() {
    let server = TestServer::start(BINARY);
    let (api, owner) = (server.api(), server.owner());
    let code = api.post("/v1/orders", &order()).json()["order"]["code"].as_str().unwrap().to_owned();
    let path = format!("/v1/orders/{code}");

    assert!(owner.post_empty(&format!("{path}/accept")).json().get("already_by").is_none());
    let again = api.post_empty(&format!("{path}/accept"));
    assert_eq!((again.status, again.json()["already_by"].as_str()), (200, Some("Dewi")), "{}", again.text);
    assert!(again.json()["seq"].is_null(), "nothing was written");

    let late = api.post(&format!("{path}/decline"), &json!({"reason": "closed"}));
    assert_problem(&late, 409, "not_possible", "accepted");
    assert_eq!(late.json()["order"]["status"], "accepted");

    let stale = api.header("If-Match", "\"1\"").post_empty(&format!("{path}/ready"));
    assert_problem(&stale, 412, "order_changed", "version 2");
    let current = api.header("If-Match", "\"2\"").post_empty(&format!("{path}/ready"));
    assert_eq!(current.status, 200, "{}", current.text);
}

#[test]
fn wrong_orders_are_refused_with_the_field_and_leave_no_trace() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let before = head(&api);

    for (pointer, value, field) in [
        ("/items/0/qty", json!(-1), "items[0].qty"),
        ("/items/0/qty", json!(0), "items[0].qty"),
        ("/items/0/qty", json!(10_000), "items[0].qty"),
        ("/items/0/qty", json!(1e300), "items[0].qty"),
        ("/items/0/qty", json!("two"), "items[0].qty"),
        ("/items/0/qty", json!(1.5), "items[0].qty"),
        ("/items/0/unit_price", json!("-1"), "items[0].unit_price"),
        ("/items/0/unit_price", json!(22500), "items[0].unit_price"),
        ("/items/0/unit_price", json!("99999999999999999999999"), "items[0].unit_price"),
        ("/items/0/unit_price", json!("22.500,00"), "items[0].unit_price"),
        ("/items/0/unit_price", json!({"amount": 1, "currency": "USD"}), "items[0].unit_price"),
        ("/items/0/unit_price", json!({"amount": -1, "currency": "IDR"}), "items[0].unit_price"),
        ("/items", json!([]), "items"),
        ("/items", json!({}), "items"),
        ("/items/0/colour", json!("red"), "items[0].colour"),
        ("/currency", json!("RUPIAH"), "currency"),
        ("/total", json!("1"), "total"),
        ("/customer/name", json!(""), "customer.name"),
        ("/customer/name", json!("x".repeat(121)), "customer.name"),
        ("/customer/email", json!("not an address"), "customer.email"),
        ("/note", json!("x".repeat(1001)), "note"),
        ("/flow", json!("casino"), "flow"),
        ("/pay_later", json!("yes"), "pay_later"),
        ("/surprise", json!(1), "surprise"),
        ("/expires_at", json!("tomorrow"), "expires_at"),
    ] {
        let reply = api.post("/v1/orders", &order_with(pointer, value.clone()));
        assert_problem(&reply, 422, "validation_failed", field);
        let problem = reply.json();
        let found = problem["errors"].as_array().unwrap();
        assert!(found.iter().any(|error| error["field"] == field), "{pointer} = {value}: {}", reply.text);
    }
    let mut missing = order();
    missing.as_object_mut().unwrap().remove("customer");
    assert_problem(&api.post("/v1/orders", &missing), 422, "validation_failed", "customer");

    assert_eq!(head(&api), before, "nothing was recorded");
    assert_eq!(api.get("/v1/stats").json()["stats"]["total"], 0);
}

#[test]
fn overflowing_sums_are_refused() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let huge = json!({"amount": 9_007_199_254_740_991_i64, "currency": "IDR"});
    let reply = api.post("/v1/orders", &order_with("/items/0/unit_price", huge));
    assert_problem(&reply, 422, "validation_failed", "items[0]");
    assert_eq!(head(&api), 0);
}

#[test]
fn unreadable_requests_are_refused_before_anything_is_looked_at() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let json_type = "application/json";
    for broken in ["", "{", "not json", "{} {}", "\u{0}"] {
        let reply = api.post_text("/v1/orders", json_type, broken);
        assert_problem(&reply, 400, "malformed_json", "not JSON");
    }
    let reply = api.post_text("/v1/orders", "text/plain", &order().to_string());
    assert_problem(&reply, 415, "unsupported_media_type", "application/json");
    let reply = api.post_text("/v1/orders", json_type, &"x".repeat(10 << 20));
    assert_problem(&reply, 413, "body_too_large", "262144");
    let reply = server.anonymous().post("/v1/orders", &order());
    assert_problem(&reply, 401, "signed_out", "Bearer");
    let reply = server.anonymous().bearer("ob_wrong").post("/v1/orders", &order());
    assert_problem(&reply, 401, "wrong_api_key", "orderbell keys create");
    let reply = api.get("/v1/orders/ORD-000000-ZZZZ");
    assert_problem(&reply, 404, "not_found", "ORD-000000-ZZZZ");
    let reply = api.get("/v1/orders/';%20drop%20table%20orders");
    assert_problem(&reply, 404, "not_found", "uid");
    let reply = api.get("/v1/nothing");
    assert_problem(&reply, 404, "not_found", "/v1/nothing");
    let reply = api.delete("/v1/orders");
    assert_problem(&reply, 405, "method_not_allowed", "DELETE");
    for (query, field) in [
        ("status=eaten", "status"),
        ("phase=moon", "phase"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=x", "limit"),
        ("after=x", "after"),
        ("colour=red", "colour"),
    ] {
        let reply = api.get(&format!("/v1/orders?{query}"));
        assert_problem(&reply, 422, "validation_failed", field);
    }
    assert_eq!(head(&api), 0, "nothing was recorded");
}

#[test]
fn the_same_key_makes_one_order_and_another_body_is_refused() {
    let server = TestServer::start(BINARY);
    let api = server.api().header("Idempotency-Key", "cart-7");
    let first = api.post("/v1/orders", &order());
    let second = api.post("/v1/orders", &order());
    assert_eq!((first.status, second.status), (201, 201), "{}", second.text);
    assert_eq!(first.text, second.text, "byte for byte");
    assert_eq!(second.header("idempotent-replayed"), Some("true"));
    assert_eq!(first.header("idempotent-replayed"), None);

    let other = api.post("/v1/orders", &order_with("/items/0/qty", json!(3)));
    assert_problem(&other, 422, "idempotency_key_reused", "another");
    assert_eq!(server.api().get("/v1/stats").json()["stats"]["total"], 1);

    let other_sender = server.owner().header("Idempotency-Key", "cart-7").post("/v1/orders", &order());
    assert_problem(&other_sender, 422, "idempotency_key_reused", "another");

    let too_long = server.api().header("Idempotency-Key", &"k".repeat(256)).post("/v1/orders", &order());
    assert_problem(&too_long, 422, "validation_failed", "Idempotency-Key");
}

#[test]
fn the_same_external_number_makes_one_order() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let first = api.post("/v1/orders", &order_with("/ext_id", json!("A-1043")));
    let again = api.post("/v1/orders", &order_with("/ext_id", json!("A-1043")));
    assert_problem(&again, 409, "order_exists", "A-1043");
    assert_eq!(again.json()["order"]["uid"], first.json()["order"]["uid"]);
}

#[test]
fn the_list_pages_and_filters() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    for n in 0..5 {
        let name = format!("Customer {n}");
        assert_eq!(api.post("/v1/orders", &order_with("/customer/name", json!(name))).status, 201);
    }
    let first = api.get("/v1/orders?limit=2").json();
    assert_eq!(first["orders"][0]["customer_name"], "Customer 4", "newest first");
    let second = api.get(&format!("/v1/orders?limit=3&after={}", first["next"].as_str().unwrap())).json();
    let names: Vec<_> = second["orders"]
        .as_array()
        .unwrap()
        .iter()
        .map(|o| o["customer_name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names, ["Customer 2", "Customer 1", "Customer 0"]);
    assert!(second["next"].is_null());

    let uid = first["orders"][0]["uid"].as_str().unwrap();
    assert_eq!(api.post_empty(&format!("/v1/orders/{uid}/accept")).status, 200);
    assert_eq!(api.get("/v1/orders?ringing=true").json()["orders"].as_array().unwrap().len(), 4);
    assert_eq!(api.get("/v1/orders?status=accepted").json()["orders"].as_array().unwrap().len(), 1);
    assert_eq!(api.get("/v1/orders?phase=new&q=customer%203").json()["orders"].as_array().unwrap().len(), 1);
}

#[test]
fn the_app_secret_is_a_credential_too() {
    let server = TestServer::start_with(
        BINARY,
        &[("PUSHER_APP_ID", "7"), ("PUSHER_APP_KEY", "shop-key"), ("PUSHER_APP_SECRET", "shop-secret")],
    );
    // base64 of shop-key:shop-secret, and of shop-key:wrong
    let basic = |value: &str| server.anonymous().header("Authorization", &format!("Basic {value}"));
    assert_eq!(basic("c2hvcC1rZXk6c2hvcC1zZWNyZXQ=").post("/v1/orders", &order()).status, 201);
    assert_eq!(basic("c2hvcC1rZXk6d3Jvbmc=").post("/v1/orders", &order()).status, 401);
}
