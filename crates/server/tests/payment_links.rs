//! Payment links through the API, with a stand-in at the other end of the line.

use orderbell_testkit::{Http, MidtransStandIn, Reply, TestServer};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");
const KEY: &str = "SB-Mid-server-TESTKEY0001";

fn server() -> TestServer {
    TestServer::start_with(
        BINARY,
        &[("ORDERBELL_WEBHOOKS__ALLOW_PRIVATE", "127.0.0.0/8"), ("ORDERBELL_GATEWAYS__TIMEOUT_SECONDS", "1")],
    )
}

fn account(stand_in: &MidtransStandIn) -> Value {
    json!({ "environment": "sandbox", "base_url": stand_in.url(), "server_key": KEY })
}

fn set_up(api: &Http, stand_in: &MidtransStandIn) {
    let put = api.put("/v1/gateways/midtrans", &account(stand_in));
    assert_eq!(put.status, 200, "{}", put.text);
}

/// An order that waits for Rp 150.000.
fn order(api: &Http, code: &str) -> Value {
    let body = json!({
        "code": code, "customer": { "name": "Budi", "phone": "0812 3456 7890" },
        "items": [{ "name": "Nasi goreng", "qty": 2, "unit_price": "50000" }, { "name": "Es teh", "qty": 5, "unit_price": "10000" }]
    });
    let placed = api.post("/v1/orders", &body);
    assert_eq!(placed.status, 201, "{}", placed.text);
    placed.json()
}

fn link(api: &Http, order: &str) -> Reply {
    api.post_empty(&format!("/v1/orders/{order}/payment-link"))
}

fn code(reply: &Reply) -> String {
    reply.json()["code"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_link_is_opened_once_and_given_again_until_the_money_is_there() {
    let (server, stand_in) = (server(), MidtransStandIn::start(KEY));
    let api = server.api();
    set_up(&api, &stand_in);
    let placed = order(&api, "ORD-1");
    let first = link(&api, "ORD-1");
    assert_eq!(first.status, 201, "{}", first.text);
    let payment = &first.json()["payment"];
    assert_eq!((&payment["reference"], &payment["amount"]), (&json!("ORD-1-1"), &json!(15_000_000)));
    assert_eq!(payment["expires_at"], placed["order"]["expires_at"]);
    assert!(payment["url"].as_str().unwrap().starts_with(&stand_in.url()));
    let again = link(&api, "ORD-1");
    assert_eq!((again.status, again.json()), (200, first.json()));
    assert_eq!(stand_in.received().len(), 1);

    // The clock trap: what Midtrans was told ends when the order does.
    let expiry = &stand_in.received()[0].json()["expiry"];
    let start = expiry["start_time"].as_str().unwrap();
    let start = jiff::fmt::strtime::parse("%Y-%m-%d %H:%M:%S %z", start).unwrap().to_timestamp().unwrap();
    let end = start + jiff::SignedDuration::from_mins(expiry["duration"].as_i64().unwrap());
    let expires_at: jiff::Timestamp = placed["order"]["expires_at"].as_str().unwrap().parse().unwrap();
    assert_eq!(end.as_second(), expires_at.as_second());
    assert!(expiry["start_time"].as_str().unwrap().ends_with(" +0700"));

    let shown = api.get("/v1/orders/ORD-1").json();
    assert_eq!(shown["order"]["payments"][0]["status"], "pending");
    let paid = json!({ "provider": "midtrans", "ref": "ORD-1-1", "status": "paid", "method": "QRIS" });
    assert_eq!(api.post("/v1/orders/ORD-1/payments", &paid).status, 200);
    let refused = link(&api, "ORD-1");
    assert_eq!((refused.status, &*code(&refused)), (409, "order_paid"));
}

#[test]
fn a_reference_that_the_gateway_has_had_before_is_given_up() {
    let (server, stand_in) = (server(), MidtransStandIn::start(KEY));
    let api = server.api();
    set_up(&api, &stand_in);
    order(&api, "ORD-1");
    // The page is opened, and the answer does not arrive; the next request finds out.
    stand_in.misbehave(1, "stall");
    let lost = link(&api, "ORD-1");
    assert_eq!((lost.status, &*code(&lost)), (503, "gateway_unavailable"), "{}", lost.text);
    let taken = json!({ "transaction_details": { "order_id": "ORD-1-1", "gross_amount": 150_000 } });
    let elsewhere = Http::new(&stand_in.url()).header("Authorization", &basic());
    assert_eq!(elsewhere.post("/snap/v1/transactions", &taken).status, 201);
    let second = link(&api, "ORD-1");
    assert_eq!(second.status, 201, "{}", second.text);
    assert_eq!(second.json()["payment"]["reference"], "ORD-1-2");
    let payments = api.get("/v1/orders/ORD-1").json()["order"]["payments"].clone();
    assert_eq!((&payments[0]["status"], &payments[1]["status"]), (&json!("cancelled"), &json!("pending")));
}

fn basic() -> String {
    // base64 of the key and a colon.
    "Basic U0ItTWlkLXNlcnZlci1URVNUS0VZMDAwMTo=".to_owned()
}

#[test]
fn b8_a_crash_between_the_reference_and_the_page_loses_neither() {
    let (mut server, stand_in) = (server(), MidtransStandIn::start(KEY));
    let api = server.api();
    set_up(&api, &stand_in);
    order(&api, "ORD-1");
    stand_in.misbehave(1, "503");
    assert_eq!(link(&api, "ORD-1").status, 503);
    server.crash_and_restart();
    let api = server.api();
    assert_eq!(api.get("/v1/orders/ORD-1").json()["order"]["payments"][0]["status"], "pending");
    let linked = link(&api, "ORD-1");
    assert_eq!((linked.status, &linked.json()["payment"]["reference"]), (201, &json!("ORD-1-1")));
    server.crash_and_restart();
    let again = link(&server.api(), "ORD-1");
    assert_eq!((again.status, again.json()), (200, linked.json()));
}

#[test]
fn p1_a_page_for_another_amount_is_ended_and_what_came_in_on_it_counts() {
    let (server, stand_in) = (server(), MidtransStandIn::start(KEY));
    let api = server.api();
    set_up(&api, &stand_in);
    for (code, paid_meanwhile) in [("ORD-1", false), ("ORD-2", true)] {
        order(&api, code);
        let first = format!("{code}-1");
        assert_eq!(link(&api, code).json()["payment"]["reference"], first);
        stand_in.choose(&first, "bca_va");
        if paid_meanwhile {
            stand_in.act(&first, "settle", &Value::Null);
        }
        let cash =
            json!({ "provider": "till", "ref": format!("{code}-cash"), "status": "paid", "amount": "50000" });
        assert_eq!(api.post(&format!("/v1/orders/{code}/payments"), &cash).status, 200);
        let second = link(&api, code);
        let state = &api.get(&format!("/v1/orders/{code}")).json()["order"]["payments"][0]["status"];
        if paid_meanwhile {
            assert_eq!((second.status, &*self::code(&second), state), (409, "order_paid", &json!("paid")));
        } else {
            assert_eq!((second.status, state), (201, &json!("expired")), "{}", second.text);
            let payment = &second.json()["payment"];
            assert_eq!(payment["reference"], format!("{code}-2"));
            assert_eq!(payment["amount"], 10_000_000);
        }
    }
}

#[test]
fn many_who_ask_at_once_get_one_page() {
    let (server, stand_in) = (server(), MidtransStandIn::start(KEY));
    let api = server.api();
    set_up(&api, &stand_in);
    order(&api, "ORD-1");
    let urls: Vec<Value> = std::thread::scope(|scope| {
        let asking: Vec<_> = (0..8)
            .map(|_| {
                let api = server.api();
                scope.spawn(move || link(&api, "ORD-1").json()["payment"]["url"].clone())
            })
            .collect();
        asking.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert!(urls.iter().all(|url| *url == urls[0] && url.is_string()), "{urls:?}");
    assert_eq!(stand_in.received().len(), 1);
}

#[test]
fn a_customer_pays_by_the_link_of_their_order_and_of_no_other() {
    let (server, stand_in) = (server(), MidtransStandIn::start(KEY));
    let api = server.api();
    set_up(&api, &stand_in);
    let (placed, other) = (order(&api, "ORD-1"), order(&api, "ORD-2"));
    let path = |order: &Value| format!("/v1/orders/{}/payment-link", order["order"]["uid"].as_str().unwrap());
    let token = json!({ "token": placed["link_token"] });
    let page = server.anonymous().header("Origin", "https://shop.example.com");
    let linked = page.post(&path(&placed), &token);
    assert_eq!(linked.status, 201, "{}", linked.text);
    assert_eq!(linked.header("access-control-allow-origin"), Some("*"));
    assert_eq!(page.options(&path(&placed)).status, 204);
    for (path, token) in [
        (path(&other), &token),
        ("/v1/orders/ORD-1/payment-link".to_owned(), &token),
        ("/v1/orders/01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f/payment-link".to_owned(), &token),
        (path(&placed), &json!({ "token": "AAAAAAAAAAAAAAAAAAAAAA" })),
        (path(&placed), &json!({ "token": server.first_run().api_key })),
    ] {
        let refused = page.post(&path, token);
        // As where the order is read.
        assert_eq!((refused.status, &*code(&refused)), (401, "wrong_token"), "{path}: {}", refused.text);
        assert_eq!(refused.header("access-control-allow-origin"), Some("*"));
    }
    assert_eq!(page.post_empty(&path(&placed)).status, 401);
    // The ways in which the token opens the order open its page too.
    let text = placed["link_token"].as_str().unwrap();
    for again in [
        page.post_empty(&format!("{}?token={text}", path(&placed))),
        page.bearer(text).post_empty(&path(&placed)),
    ] {
        assert_eq!((again.status, again.json()), (200, linked.json()), "{}", again.text);
        assert_eq!(again.header("access-control-allow-origin"), Some("*"));
    }
    // What staff know of the gateway is none of a customer's business.
    stand_in.misbehave(1, "503");
    let failed = page.post(&path(&other), &json!({ "token": other["link_token"] }));
    assert_eq!(failed.status, 503);
    assert!(!failed.text.contains("midtrans"), "{}", failed.text);
    assert_eq!(api.post("/v1/orders/ORD-2/cancel", &json!({})).status, 200);
    let closed = page.post(&path(&other), &json!({ "token": other["link_token"] }));
    assert_eq!((closed.status, &*code(&closed)), (409, "order_closed"));
    assert!(closed.json()["order"].is_null());
}

#[test]
fn b8_a_repeated_request_gets_the_first_answer() {
    let (server, stand_in) = (server(), MidtransStandIn::start(KEY));
    let api = server.api();
    set_up(&api, &stand_in);
    order(&api, "ORD-1");
    order(&api, "ORD-2");
    let with_key = api.header("Idempotency-Key", "pay-1");
    let first = link(&with_key, "ORD-1");
    let again = link(&with_key, "ORD-1");
    assert_eq!((first.status, again.status, &first.text), (201, 201, &again.text));
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    let other = link(&with_key, "ORD-2");
    assert_eq!((other.status, &*code(&other)), (422, "idempotency_key_reused"));
}

#[test]
fn without_a_gateway_or_with_a_wrong_one_the_answer_says_what_to_do() {
    let (server, stand_in) = (server(), MidtransStandIn::start(KEY));
    let api = server.api();
    order(&api, "ORD-1");
    let none = link(&api, "ORD-1");
    assert_eq!((none.status, &*code(&none)), (409, "no_gateway"));
    let wrong =
        json!({ "environment": "sandbox", "base_url": stand_in.url(), "server_key": "Mid-server-another" });
    assert_eq!(api.put("/v1/gateways/midtrans", &wrong).status, 200);
    let refused = link(&api, "ORD-1");
    assert_eq!((refused.status, &*code(&refused)), (502, "gateway_refused"));
    assert!(refused.text.contains("server key") && !refused.text.contains("another"), "{}", refused.text);
    // The reference that was refused is not spent.
    set_up(&api, &stand_in);
    assert_eq!(link(&api, "ORD-1").json()["payment"]["reference"], "ORD-1-1");
    let dollars = json!({
        "code": "ORD-3", "customer": { "name": "Eve" }, "currency": "USD",
        "items": [{ "name": "Tea", "qty": 1, "unit_price": "3.00" }]
    });
    assert_eq!(api.post("/v1/orders", &dollars).status, 201);
    let refused = link(&api, "ORD-3");
    assert_eq!((refused.status, &*code(&refused)), (409, "not_payable"));
    assert!(api.get("/v1/orders/ORD-3").json()["order"]["payments"].as_array().is_none_or(Vec::is_empty));
    assert_eq!(link(&api, "ORD-9").status, 404);
}

#[test]
fn the_account_is_shown_without_its_key_and_checked_with_it() {
    let (server, stand_in) = (server(), MidtransStandIn::start(KEY));
    let api = server.api();
    assert_eq!(api.get("/v1/gateways/midtrans").status, 404);
    for (field, value, part) in [
        ("environment", json!("live"), "sandbox or production"),
        ("base_url", json!("http://10.0.0.1"), "https://"),
        ("base_url", json!("https://pay.example.com/?a=1"), "query"),
        ("server_key", json!("SB-Mid-client-1"), "client key"),
        ("server_key", json!("a:b"), "colon"),
        ("client_key", json!("x".repeat(201)), "200"),
        ("server_key", json!(""), "is required"),
    ] {
        let mut body = account(&stand_in);
        body[field] = value;
        let refused = api.put("/v1/gateways/midtrans", &body);
        assert_eq!((refused.status, &refused.json()["errors"][0]["field"]), (422, &json!(field)));
        assert!(refused.text.contains(part), "{}", refused.text);
    }
    set_up(&api, &stand_in);
    let shown = api.get("/v1/gateways/midtrans");
    assert_eq!(shown.json()["environment"], "sandbox");
    assert!(!shown.text.contains(KEY));
    let check = || api.post_empty("/v1/gateways/midtrans/check").json()["result"].clone();
    assert_eq!(check(), "accepted");
    stand_in.misbehave(3, "503");
    assert_eq!(check(), "unknown");
    let elsewhere = json!({ "environment": "sandbox", "base_url": "http://127.0.0.1:9" });
    assert_eq!(api.put("/v1/gateways/midtrans", &elsewhere).json()["errors"][0]["field"], "server_key");
    let mut wrong = account(&stand_in);
    wrong["server_key"] = json!("Mid-server-another");
    assert_eq!(api.put("/v1/gateways/midtrans", &wrong).status, 200);
    assert_eq!(check(), "refused");
    assert_eq!(api.delete("/v1/gateways/midtrans").status, 204);
    assert_eq!(api.delete("/v1/gateways/midtrans").status, 404);
    assert_eq!(server.anonymous().get("/v1/gateways/midtrans").status, 401);
}

#[test]
fn the_key_is_neither_in_the_log_nor_readable_in_the_database() {
    let log = tempfile::NamedTempFile::new().unwrap();
    let wrapper = format!("exec {BINARY} \"$@\" 2>>{}", log.path().display());
    let script = tempfile::Builder::new().suffix(".sh").tempfile().unwrap();
    std::fs::write(script.path(), format!("#!/bin/sh\n{wrapper}\n")).unwrap();
    let mut permissions = std::fs::metadata(script.path()).unwrap().permissions();
    std::os::unix::fs::PermissionsExt::set_mode(&mut permissions, 0o755);
    std::fs::set_permissions(script.path(), permissions).unwrap();
    let path = script.into_temp_path();
    let mut server = TestServer::start_with(
        path.to_str().unwrap(),
        &[("ORDERBELL_WEBHOOKS__ALLOW_PRIVATE", "127.0.0.0/8"), ("ORDERBELL_LOG__LEVEL", "trace")],
    );
    let stand_in = MidtransStandIn::start(KEY);
    let api = server.api();
    set_up(&api, &stand_in);
    order(&api, "ORD-1");
    assert_eq!(link(&api, "ORD-1").status, 201);
    stand_in.misbehave(1, "503");
    order(&api, "ORD-2");
    assert_eq!(link(&api, "ORD-2").status, 503);
    server.terminate();
    let logged = std::fs::read(log.path()).unwrap();
    assert!(logged.len() > 1000, "it was logged at all");
    let database = std::fs::read_dir(server.data())
        .unwrap()
        .flatten()
        .flat_map(|file| std::fs::read(file.path()).unwrap_or_default());
    let bytes: Vec<u8> = logged.into_iter().chain(database).collect();
    for secret in [KEY, "U0ItTWlkLXNlcnZlci1URVNUS0VZMDAwMTo"] {
        assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()), "{secret} is readable");
    }
}
