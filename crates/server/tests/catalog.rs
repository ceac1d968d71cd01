//! Products, vendors, users, and what is reported of them, as programs and staff use them.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{process::Command, thread};

use orderbell_testkit::{EventStream, Http, Reply, TestServer};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

#[track_caller]
fn assert_problem(reply: &Reply, status: u16, code: &str, part: &str) {
    assert_eq!(reply.status, status, "{}", reply.text);
    assert_eq!(reply.header("content-type"), Some("application/problem+json"), "{}", reply.text);
    assert_eq!(reply.json()["code"], code, "{}", reply.text);
    assert!(reply.text.contains(part), "{part} is not in {}", reply.text);
}

#[track_caller]
fn ok(reply: &Reply, status: u16) -> Value {
    assert_eq!(reply.status, status, "{}", reply.text);
    reply.json()
}

fn product(sku: &str, stock: i64) -> Value {
    json!({"sku": sku, "name": format!("Menu {sku}"), "price": "25000", "stock": stock})
}

fn order_of(sku: &str, qty: i64) -> Value {
    json!({
        "flow": "restaurant",
        "pay_later": true,
        "customer": {"name": "Budi"},
        "items": [{"name": "Nasi goreng", "sku": sku, "qty": qty, "unit_price": "25000"}],
    })
}

fn stock(api: &Http, sku: &str) -> Value {
    ok(&api.get(&format!("/v1/products/{sku}")), 200)["product"]["stock"].clone()
}

fn events(api: &Http) -> Vec<Value> {
    api.get("/v1/events").json()["events"].as_array().unwrap().clone()
}

fn names(api: &Http) -> Vec<String> {
    events(api).iter().map(|event| event["type"].as_str().unwrap().to_owned()).collect()
}

/// Somebody who works for a vendor, signed in.
fn staff(server: &TestServer, role: &str, vendor: &str) -> Http {
    let invite = Command::new(BINARY)
        .args(["invite", "--role", role, "--vendor", vendor, "--data", server.data().to_str().unwrap()])
        .output()
        .unwrap();
    assert!(invite.status.success(), "{}", String::from_utf8_lossy(&invite.stderr));
    let link = String::from_utf8(invite.stdout).unwrap();
    let token = link.trim().rsplit('/').next().unwrap().to_owned();
    let person = server.anonymous();
    let made = person.post(
        "/v1/setup",
        &json!({
            "token": token, "name": "Sari", "email": format!("{role}{vendor}@example.com"), "password": "warung sari 2026",
        }),
    );
    ok(&made, 201);
    person.header("origin", server.url())
}

#[test]
fn a_product_lives_and_is_found() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let made = api.post("/v1/products", &product("NG-1", 20));
    assert_eq!(made.header("etag"), Some("\"1\""));
    let made = ok(&made, 201);
    assert_eq!((&made["seq"], &made["product"]["low_at"]), (&Value::Null, &json!(5)));
    assert_eq!((&made["product"]["price"], &made["product"]["currency"]), (&json!(2_500_000), &json!("IDR")));
    assert_eq!(made["product"]["price_display"], "Rp\u{a0}25.000");
    assert_problem(
        &api.post("/v1/products", &product("NG-1", 1)),
        409,
        "product_exists",
        "NG-1".get(..0).unwrap(),
    );

    let changed = ok(&api.patch("/v1/products/NG-1", &json!({"low_at": 10, "ext_id": "x-1"})), 200);
    assert_eq!((&changed["product"]["version"], &changed["product"]["stock"]), (&json!(2), &json!(20)));
    let stale = api.header("if-match", "\"1\"").patch("/v1/products/NG-1", &json!({"stock": null}));
    assert_problem(&stale, 412, "product_changed", "version 2");
    let uncounted =
        ok(&api.header("if-match", "\"2\"").patch("/v1/products/NG-1", &json!({"stock": null})), 200);
    assert_eq!(uncounted["product"]["stock"], Value::Null);
    let unknown = api.post("/v1/products/NG-1/stock", &json!({"change": -1}));
    assert_problem(&unknown, 409, "stock_unknown", "set its stock first");

    let put = json!({"name": "Es teh", "price": {"amount": 500_000, "currency": "IDR"}});
    assert_eq!(ok(&api.put("/v1/products/ET-1", &put), 201)["product"]["price"], 500_000);
    assert_eq!(ok(&api.put("/v1/products/ET-1", &put), 200)["product"]["version"], 1);
    for number in 0..5 {
        ok(&api.post("/v1/products", &product(&format!("M-{number}"), number * 2)), 201);
    }
    let page = api.get("/v1/products?limit=3&q=menu+m").json();
    let skus = |page: &Value| {
        page["products"]
            .as_array()
            .unwrap()
            .iter()
            .map(|p| p["sku"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!((skus(&page), &page["next"]), (vec!["M-0".into(), "M-1".into(), "M-2".into()], &json!("M-2")));
    let rest = api.get("/v1/products?limit=3&q=menu+m&after=M-2").json();
    assert_eq!((skus(&rest), &rest["next"]), (vec!["M-3".into(), "M-4".into()], &Value::Null));
    assert_eq!(skus(&api.get("/v1/products?low=true").json()), ["M-0", "M-1", "M-2"]);
    assert_eq!(api.delete("/v1/products/ET-1").status, 204);
    assert_problem(&api.get("/v1/products/ET-1"), 404, "not_found", "sku");
    assert_problem(&api.delete("/v1/products/ET-1"), 404, "not_found", "sku");
}

#[test]
fn capability_38_low_stock_is_told_once_per_crossing_with_what_is_left() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    ok(
        &api.post(
            "/v1/products",
            &json!({"sku": "NG-1", "name": "Nasi goreng", "stock": 6, "vendor_id": "7"}),
        ),
        201,
    );
    let report = |body: Value| ok(&api.post("/v1/products/NG-1/stock", &body), 200);
    assert_eq!(report(json!({"set": 5}))["seq"], Value::Null);
    assert_eq!(report(json!({"change": -1, "reason": "dropped"}))["seq"], 1);
    assert_eq!(report(json!({"change": -3}))["seq"], Value::Null);
    assert_eq!(report(json!({"set": 50}))["product"]["low"], false);
    assert_eq!(report(json!({"set": 0}))["seq"], 2);
    let told = events(&api);
    let first = &told[0];
    assert_eq!(
        (&first["type"], &first["kind"], &first["severity"]),
        (&json!("stock.low"), &json!("stock.low"), &json!("normal"))
    );
    assert_eq!(first["text"], "Nasi goreng tinggal 4");
    assert_eq!((&first["product"]["stock"], &first["reason"]), (&json!(4), &json!("dropped")));
    assert!(first.get("order").is_none());
    assert_eq!(told[1]["text"], "Nasi goreng habis");
    // A new product that has too few from the beginning.
    assert_eq!(ok(&api.post("/v1/products", &product("ET-1", 2)), 201)["seq"], 3);
}

#[test]
fn orders_take_from_the_shelf_and_low_stock_reaches_rooms_and_channels() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    ok(&api.post("/v1/products", &product("NG-1", 6)), 201);
    let key = server.first_run().api_key.clone();
    let bearer = format!("Bearer {key}");
    let mut stream = EventStream::open(server.authority(), "rooms=admin", &[("authorization", &bearer)]);
    let placed = ok(&api.post("/v1/orders", &order_of("NG-1", 4)), 201);
    assert_eq!((placed["seq"].as_i64(), stock(&api, "NG-1")), (Some(1), json!(2)));
    let low = loop {
        let event = stream.next().unwrap();
        if event.data["type"] == "stock.low" {
            break event.data;
        }
    };
    assert_eq!(low["data"]["product"]["stock"], 2, "{low}");
    let code = placed["order"]["code"].as_str().unwrap();
    ok(&api.post(&format!("/v1/orders/{code}/decline"), &json!({"reason": "habis"})), 200);
    assert_eq!(stock(&api, "NG-1"), 6);
    ok(&api.post_empty(&format!("/v1/orders/{code}/reopen")), 200);
    assert_eq!(stock(&api, "NG-1"), 2);
    // Nobody is refused for want of stock.
    ok(&api.post("/v1/orders", &order_of("NG-1", 9)), 201);
    assert_eq!(stock(&api, "NG-1"), -7);
    let lows = names(&api).into_iter().filter(|name| name == "stock.low").count();
    assert_eq!(lows, 2, "{:?}", names(&api));
}

#[test]
fn many_reports_at_once_cross_the_mark_once() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    ok(&api.post("/v1/products", &product("NG-1", 30)), 201);
    let told: i64 = thread::scope(|scope| {
        let sales: Vec<_> = (0..30)
            .map(|_| {
                scope.spawn(|| {
                    let done = server.api().post("/v1/products/NG-1/stock", &json!({"change": -1}));
                    i64::from(!ok(&done, 200)["seq"].is_null())
                })
            })
            .collect();
        sales.into_iter().map(|sale| sale.join().unwrap()).sum()
    });
    assert_eq!((told, stock(&api, "NG-1")), (1, json!(0)));
    assert_eq!(names(&api), ["stock.low"]);
}

#[test]
fn b8_a_repeated_report_changes_the_stock_once() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    ok(&api.post("/v1/products", &product("NG-1", 30)), 201);
    let keyed = api.header("idempotency-key", "sale-1");
    let first = keyed.post("/v1/products/NG-1/stock", &json!({"change": -1}));
    let again = keyed.post("/v1/products/NG-1/stock", &json!({"change": -1}));
    assert_eq!((first.text, again.header("idempotent-replayed")), (again.text.clone(), Some("true")));
    assert_eq!(stock(&api, "NG-1"), 29);
    let other = keyed.post("/v1/products/NG-1/stock", &json!({"change": -2}));
    assert_problem(&other, 422, "idempotency_key_reused", "new key");
}

#[test]
fn vendors_and_cashiers_work_with_their_own_products_only() {
    let server = TestServer::start(BINARY);
    let _owner = server.owner();
    let api = server.api();
    ok(&api.post("/v1/products", &json!({"sku": "A-1", "name": "Sate", "stock": 9, "vendor_id": "8"})), 201);
    ok(&api.post("/v1/products", &json!({"sku": "B-1", "name": "Soto", "stock": 9, "vendor_id": "7"})), 201);
    ok(&api.put("/v1/vendors/7", &json!({"name": "Warung Sari"})), 201);
    let (vendor, cashier) = (staff(&server, "vendor", "7"), staff(&server, "cashier", "7"));
    for person in [&vendor, &cashier] {
        let seen = person.get("/v1/products").json();
        assert_eq!(
            (seen["products"].as_array().unwrap().len(), &seen["products"][0]["sku"]),
            (1, &json!("B-1"))
        );
        assert_problem(&person.get("/v1/products/A-1"), 404, "not_found", "sku");
        assert_problem(&person.post("/v1/products/A-1/stock", &json!({"set": 1})), 404, "not_found", "sku");
        ok(&person.post("/v1/products/B-1/stock", &json!({"change": -1})), 200);
        assert_problem(&person.get("/v1/users"), 403, "forbidden", "admins");
        assert_problem(
            &person.post("/v1/events", &json!({"type": "promo.started"})),
            403,
            "forbidden",
            "admins",
        );
        assert_eq!(person.get("/v1/vendors").json()["vendors"].as_array().unwrap().len(), 1);
        assert_problem(
            &person.patch("/v1/vendors/7", &json!({"auto_accept": true})),
            403,
            "forbidden",
            "admins",
        );
        assert_problem(&person.get("/v1/vendors/8"), 404, "not_found", "vendor");
    }
    assert_problem(
        &cashier.patch("/v1/products/B-1", &json!({"low_at": 1})),
        403,
        "forbidden",
        "cashiers report stock",
    );
    assert_problem(&vendor.put("/v1/products/A-1", &json!({"name": "x"})), 409, "product_exists", "sku");
    assert_problem(
        &vendor.patch("/v1/products/B-1", &json!({"vendor_id": "8"})),
        422,
        "validation_failed",
        "vendor_id",
    );
    assert_eq!(ok(&vendor.post("/v1/products", &product("B-2", 9)), 201)["product"]["vendor_id"], "7");
    let paused = vendor.patch("/v1/vendors/7", &json!({"paused_until": "2099-01-01T00:00:00Z"}));
    assert_eq!(ok(&paused, 200)["paused_until"], "2099-01-01T00:00:00.000Z");
}

#[test]
fn a_vendors_name_flow_pause_and_acceptance_count_at_once() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let order = |vendor: &str| {
        let mut order = order_of("x", 1);
        order["vendor_id"] = json!(vendor);
        order.as_object_mut().unwrap().remove("flow");
        order
    };
    let unknown = ok(&api.post("/v1/orders", &order("9")), 201);
    assert_eq!(
        (&unknown["order"]["vendor_id"], &unknown["order"]["vendor_name"]),
        (&json!("9"), &Value::Null)
    );
    assert_eq!(unknown["order"]["flow"], "shop");
    let made = api
        .post("/v1/vendors", &json!({"id": "7", "name": "Warung Sari", "flow": "restaurant", "prep_s": 900}));
    assert_eq!(made.header("etag"), Some("\"1\""));
    ok(&made, 201);
    assert_problem(&api.post("/v1/vendors", &json!({"id": "7", "name": "x"})), 409, "vendor_exists", "id");
    let placed = ok(&api.post("/v1/orders", &order("7")), 201);
    let shown = &placed["order"];
    assert_eq!(
        (&shown["vendor_name"], &shown["flow"], &shown["status"]),
        (&json!("Warung Sari"), &json!("restaurant"), &json!("placed"))
    );
    ok(&api.patch("/v1/vendors/7", &json!({"auto_accept": true, "name": "Warung Dewi"})), 200);
    let accepted = ok(&api.post("/v1/orders", &order("7")), 201);
    assert_eq!(
        (&accepted["order"]["status"], &accepted["order"]["vendor_name"]),
        (&json!("accepted"), &json!("Warung Dewi"))
    );
    assert_eq!(accepted["order"]["status_by"]["kind"], "system");
    assert!(accepted["order"]["eta"].is_string() && accepted["order"]["rings_at"].is_null());
    let last = events(&api).pop().unwrap();
    assert_eq!(
        (&last["kind"], &last["order"]["vendor_name"]),
        (&json!("order.accepted"), &json!("Warung Dewi"))
    );

    let stale = api.header("if-match", "\"1\"").patch("/v1/vendors/7", &json!({"name": "x"}));
    assert_problem(&stale, 412, "vendor_changed", "version 2");
    ok(&api.patch("/v1/vendors/7", &json!({"paused_until": "2099-01-01T00:00:00Z"})), 200);
    let refused = api.post("/v1/orders", &order("7"));
    assert_problem(&refused, 409, "vendor_paused", "Warung Dewi takes no orders until 2099-01-01T00:00:00Z");
    let mut elsewhere = order("7");
    elsewhere["ext_id"] = json!("woo-1");
    ok(&api.post("/v1/orders", &elsewhere), 201);
    ok(&api.patch("/v1/vendors/7", &json!({"paused_until": "2099-01-01T00:00:00Z"})), 200);
    ok(&api.patch("/v1/vendors/7", &json!({"paused_until": null})), 200);
    ok(&api.post("/v1/orders", &order("7")), 201);
    let told: Vec<_> = events(&api).into_iter().filter(|event| event["vendor"].is_object()).collect();
    let said: Vec<_> = told.iter().map(|event| [&event["type"], &event["reason"], &event["sound"]]).collect();
    let said_of = |name: &str| [json!(name), json!("manual"), json!("quiet")];
    let expected = [said_of("vendor.paused"), said_of("vendor.resumed")];
    assert_eq!(said, expected.each_ref().map(|one| one.each_ref()));
    assert_eq!(
        (&told[0]["vendor"]["paused_until"], &told[0]["misses"]),
        (&json!("2099-01-01T00:00:00.000Z"), &Value::Null)
    );
    assert_eq!(api.delete("/v1/vendors/7").status, 204);
    assert_problem(&api.delete("/v1/vendors/7"), 404, "not_found", "vendor");
    ok(&api.post("/v1/orders", &order("7")), 201);
}

#[test]
fn capability_39_a_user_is_news_once() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let user = json!({"id": "4711", "name": "Budi", "email": "budi@example.com"});
    assert_eq!(ok(&api.post("/v1/users", &user), 201)["seq"], 1);
    assert_eq!(ok(&api.post("/v1/users", &user), 200)["seq"], Value::Null);
    let renamed = json!({"id": "4711", "name": "Budi Santoso", "phone": "+62 812-3456-789"});
    assert_eq!(ok(&api.post("/v1/users", &renamed), 200)["user"]["name"], "Budi Santoso");
    let shown = ok(&api.get("/v1/users/4711"), 200);
    // What is not told stays.
    assert_eq!((&shown["phone"], &shown["email"]), (&json!("+62 812-3456-789"), &user["email"]));
    assert_eq!(ok(&api.get("/v1/users"), 200)["users"], json!([shown]));
    let told = events(&api);
    assert_eq!((told.len(), &told[0]["type"]), (1, &json!("user.registered")));
    assert_eq!(told[0]["text"], "Budi (budi@example.com) mendaftar");
    assert_eq!(told[0]["user"]["email"], "budi@example.com");
    assert_problem(&api.get("/v1/users/4712"), 404, "not_found", "user");
    let wrong = api.post("/v1/users", &json!({"id": "", "name": "x", "email": "nowhere"}));
    assert_problem(&wrong, 422, "validation_failed", "email");
    assert_eq!(wrong.json()["errors"].as_array().unwrap().len(), 2);
}

#[test]
fn what_happens_elsewhere_is_reported_in_one_go() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let placed = ok(&api.post("/v1/orders", &order_of("x", 1)), 201);
    let code = placed["order"]["code"].as_str().unwrap();
    let reported = api.post("/v1/events", &json!({"events": [
        {"type": "stock.changed", "data": {"sku": "NG-1", "name": "Nasi goreng", "stock": 9}},
        {"type": "stock.low", "data": {"sku": "NG-1", "stock": 4}},
        {"type": "stock.low", "data": {"sku": "NG-1", "stock": 3}},
        {"type": "stock.changed", "data": {"sku": "unheard-of", "stock": 3}},
        {"type": "user.registered", "data": {"id": "4711", "name": "Budi"}},
        {"type": "shipment.updated", "data": {"order": code, "status": "in_transit", "tracking_no": "JP1", "courier": "JNE"}},
        {"type": "shipment.updated", "data": {"tracking_no": "JP1", "status": "delivered"}},
        {"type": "shipment.updated", "data": {"tracking_no": "JP9", "status": "delivered"}},
        {"type": "promo.started", "text": "Promo mulai", "vendor_id": "7", "data": {"percent": 20}}
    ]}));
    let results = ok(&reported, 200)["results"].as_array().unwrap().clone();
    let statuses: Vec<_> = results.iter().map(|result| result["status"].as_i64().unwrap()).collect();
    assert_eq!(statuses, [200, 200, 200, 422, 200, 200, 200, 404, 200], "{}", reported.text);
    let wrote: Vec<_> = results.iter().map(|result| !result["seq"].is_null()).collect();
    assert_eq!(wrote, [false, true, false, false, true, true, true, false, true], "{}", reported.text);
    assert_eq!(results[3]["problem"]["errors"][0]["field"], "name");
    let told = names(&api);
    for (name, times) in [("stock.low", 1), ("user.registered", 1), ("promo.started", 1)] {
        assert_eq!(told.iter().filter(|told| *told == name).count(), times, "{name} {told:?}");
    }
    let own = events(&api).pop().unwrap();
    assert_eq!(
        (&own["type"], &own["kind"], &own["text"]),
        (&json!("promo.started"), &json!("custom"), &json!("Promo mulai"))
    );
    assert_eq!(own["data"], json!({"percent": 20}));
    let order = api.get(&format!("/v1/orders/{code}")).json();
    assert_eq!(order["order"]["shipment"]["status"], "delivered");

    let alone = api.post(
        "/v1/events",
        &json!({"type": "shipment.updated", "data": {"tracking_no": "JP9", "status": "delivered"}}),
    );
    assert_problem(&alone, 404, "not_found", "order");
    let keyed = api.header("idempotency-key", "promo-1");
    let first = keyed.post("/v1/events", &json!({"type": "promo.ended"}));
    assert_eq!(keyed.post("/v1/events", &json!({"type": "promo.ended"})).text, first.text);
    assert_eq!(names(&api).iter().filter(|name| *name == "promo.ended").count(), 1);
}

#[test]
fn every_wrong_field_is_named_and_leaves_no_trace() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let many: Vec<_> = (0..101).map(|_| json!({"type": "promo.started"})).collect();
    let large = "x".repeat(9_000);
    for (body, field) in [
        (json!({}), "type"),
        (json!({"events": []}), "events"),
        (json!({"events": many}), "events"),
        (json!({"type": "promo.started", "events": [{"type": "x"}]}), "type"),
        (json!({"type": "order.created", "data": {}}), "type"),
        (json!({"type": "client-x", "data": {}}), "type"),
        (json!({"type": "a b", "data": {}}), "type"),
        (json!({"type": "promo.started", "data": {"x": large}}), "data"),
        (json!({"type": "promo.started", "vendor_id": "a b"}), "vendor_id"),
        (json!({"type": "promo.started", "text": "y".repeat(301)}), "text"),
        (json!({"type": "stock.low", "data": {"stock": 1}}), "data.sku"),
        (json!({"type": "stock.low", "data": {"sku": "x", "stock": "many"}}), "data.stock"),
        (json!({"type": "stock.low", "data": {"sku": "x", "stock": 2_000_000_000_000_i64}}), "data.stock"),
        (json!({"type": "stock.low", "text": "x", "data": {"sku": "x", "stock": 1}}), "text"),
        (json!({"type": "stock.low", "data": {"sku": "x", "stock": 1, "left": 1}}), "data.left"),
        (json!({"type": "user.registered", "data": {"id": "x"}}), "data.name"),
        (
            json!({"type": "shipment.updated", "data": {"status": "lost", "order": "ORD-261121-7K3Q"}}),
            "data.status",
        ),
        (json!({"type": "shipment.updated", "data": {"status": "delivered"}}), "data.order"),
        (json!({"type": "shipment.updated", "data": {"status": "delivered", "order": "?"}}), "data.order"),
        (json!({"events": [{"type": "promo.started"}, {"type": "x"}]}), "events[1].type"),
        (json!({"type": "promo.started", "extra": 1}), "extra"),
    ] {
        let refused = api.post("/v1/events", &body);
        assert_problem(&refused, 422, "validation_failed", "");
        assert_eq!(refused.json()["errors"][0]["field"], field, "{}", refused.text);
    }
    for (body, field) in [
        (json!({"sku": "x"}), "name"),
        (json!({"name": "x"}), "sku"),
        (json!({"sku": "x".repeat(65), "name": "x"}), "sku"),
        (json!({"sku": "x", "name": " "}), "name"),
        (json!({"sku": "x", "name": "x", "price": "1.234.567"}), "price"),
        (json!({"sku": "x", "name": "x", "price": 5}), "price"),
        (json!({"sku": "x", "name": "x", "low_at": -1}), "low_at"),
        (json!({"sku": "x", "name": "x", "stock": 1.5}), "stock"),
        (json!({"sku": "x", "name": "x", "vendor_id": "a b"}), "vendor_id"),
        (json!({"sku": "x", "name": "x", "colour": "red"}), "colour"),
    ] {
        let refused = api.post("/v1/products", &body);
        assert_problem(&refused, 422, "validation_failed", "");
        assert_eq!(refused.json()["errors"][0]["field"], field, "{}", refused.text);
    }
    for (body, field) in [
        (json!({"name": "x"}), "id"),
        (json!({"id": "a b", "name": "x"}), "id"),
        (json!({"id": "7"}), "name"),
        (json!({"id": "7", "name": "x", "flow": "pub"}), "flow"),
        (json!({"id": "7", "name": "x", "prep_s": -1}), "prep_s"),
        (json!({"id": "7", "name": "x", "accept_warn_s": 9, "accept_limit_s": 8}), "accept_warn_s"),
        (json!({"id": "7", "name": "x", "paused_until": "tomorrow"}), "paused_until"),
    ] {
        let refused = api.post("/v1/vendors", &body);
        assert_problem(&refused, 422, "validation_failed", "");
        assert_eq!(refused.json()["errors"][0]["field"], field, "{}", refused.text);
    }
    ok(&api.post("/v1/products", &product("NG-1", 9)), 201);
    for (body, field) in
        [(json!({}), "set"), (json!({"set": 1, "change": 1}), "set"), (json!({"set": i64::MAX}), "stock")]
    {
        let refused = api.post("/v1/products/NG-1/stock", &body);
        assert_problem(&refused, 422, "validation_failed", "");
        assert_eq!(refused.json()["errors"][0]["field"], field, "{}", refused.text);
    }
    assert_problem(
        &api.patch("/v1/products/NG-1", &json!({"sku": "NG-2"})),
        422,
        "validation_failed",
        "keeps its number",
    );
    for query in ["limit=0", "limit=201", "low=perhaps", &format!("q={}", "x".repeat(101)), "sort=name"] {
        assert_eq!(api.get(&format!("/v1/products?{query}")).status, 422, "{query}");
    }
    assert_eq!(api.get("/v1/users?before=x").status, 422);
    assert_eq!(server.anonymous().get("/v1/products").status, 401);
    assert_eq!(names(&api), Vec::<String>::new());
}

#[test]
fn a_count_that_comes_late_is_answered_and_changes_nothing() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let put = json!({"name": "Batik", "external_ids": {"shopify": "808"}});
    assert_eq!(api.put("/v1/products/B-M", &put).status, 201);
    let tell = |left: i64, at: &str| {
        let data = json!({"source": "shopify", "ext_id": "808", "stock": left, "occurred_at": at});
        api.post("/v1/events", &json!({"type": "stock.changed", "data": data}))
    };
    assert_eq!(tell(9, "2025-03-01T10:00:05+07:00").status, 200);
    let late = tell(2, "2025-03-01T10:00:01+07:00");
    assert_eq!(
        (late.status, &late.json()["results"][0]),
        (200, &json!({"status": 200, "seq": null, "ignored": "older"}))
    );
    let product = api.get("/v1/products/B-M").json()["product"].clone();
    assert_eq!((&product["stock"], &product["counted_at"]), (&json!(9), &json!("2025-03-01T03:00:05.000Z")));
    // A person's count is one of now, whatever is still on its way.
    assert_eq!(api.post("/v1/products/B-M/stock", &json!({"set": 7})).status, 200);
    assert_eq!(tell(2, "2025-03-01T10:00:09+07:00").json()["results"][0]["ignored"], "older");
    let other = api.put("/v1/products/B-L", &json!({"name": "Batik L", "external_ids": {"shopify": "808"}}));
    assert_problem(&other, 409, "external_id_taken", "another product has the external id 808 of shopify");
    for (data, field) in [
        (json!({"stock": 1}), "data.sku"),
        (json!({"stock": 1, "source": "shopify"}), "data.ext_id"),
        (json!({"stock": 1, "sku": "B-M", "source": "shopify", "ext_id": "808"}), "data.source"),
        (json!({"stock": 1, "sku": "B-M", "occurred_at": "yesterday"}), "data.occurred_at"),
    ] {
        let refused = api.post("/v1/events", &json!({"type": "stock.changed", "data": data}));
        assert_eq!((refused.status, refused.json()["errors"][0]["field"].as_str()), (422, Some(field)));
    }
    assert_eq!(api.patch("/v1/products/B-M", &json!({"external_ids": {"shopify": null}})).status, 200);
    assert_eq!(tell(2, "2099-01-01T00:00:00Z").status, 404);
}
