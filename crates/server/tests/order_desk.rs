//! Orders that live elsewhere, corrections, and nights that are sold once, through the API.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use orderbell_testkit::{Http, Reply, TestServer};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

fn order() -> Value {
    json!({
        "flow": "shop",
        "customer": {"name": "Budi"},
        "items": [{"name": "Kopi", "qty": 3, "unit_price": "50000"}]
    })
}

fn put(api: &Http, body: &Value) -> Reply {
    api.put("/v1/orders/by-ext/toko/1042", body)
}

fn types(api: &Http) -> Vec<String> {
    let page = api.get("/v1/events?after=0").json();
    let name = |event: &Value| event["type"].as_str().unwrap().to_owned();
    page["events"].as_array().unwrap().iter().map(name).collect()
}

#[test]
fn words_that_mean_the_same_everywhere_are_understood() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let told = put(&api, &json!({"order": order(), "status": "Confirmed"}));
    assert_eq!((told.status, &told.json()["order"]["status"]), (201, &json!("accepted")), "{}", told.text);
}

#[test]
fn an_order_of_another_system_is_kept_alike() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let told = json!({"order": order(), "status": "placed", "version": 3});
    let new = put(&api, &told);
    assert_eq!(new.status, 201, "{}", new.text);
    assert!(new.json()["link_token"].is_string());
    let code = new.json()["order"]["code"].clone();

    let again = put(&api, &told);
    assert_eq!((again.status, &again.json()["seq"]), (200, &Value::Null), "{}", again.text);
    assert!(again.json().get("link_token").is_none());

    let mut paid = order();
    paid["paid"] = json!(true);
    let packed = put(&api, &json!({"order": paid, "status": "preparing", "version": 4}));
    assert_eq!(packed.json()["order"]["status"], "preparing", "{}", packed.text);
    assert_eq!(
        (&packed.json()["order"]["code"], &packed.json()["order"]["payment_status"]),
        (&code, &json!("paid"))
    );

    for (body, why) in [
        (json!({"order": order(), "status": "completed", "version": 3}), "older"),
        (json!({"order": order(), "status": "placed"}), "goes_back"),
    ] {
        let late = put(&api, &body);
        assert_eq!((late.status, &late.json()["ignored"]), (200, &json!(why)), "{}", late.text);
    }
    let back = put(&api, &json!({"order": order(), "status": "placed", "version": 5}));
    assert_eq!(back.json()["order"]["status"], "placed");
    assert_eq!(
        types(&api),
        ["order.created", "payment.received", "order.status.changed", "order.status.changed"]
    );
}

#[test]
fn every_wrong_field_of_a_report_is_named() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let mut wrong = order();
    wrong["customer"]["name"] = json!("");
    wrong["ext_id"] = json!("1043");
    for (body, field) in [
        (json!({"order": wrong}), "order.ext_id"),
        (json!({"order": order(), "status": "paid"}), "status"),
        (json!({"order": order(), "version": 1, "updated_at": "2026-11-21T10:00:00Z"}), "version"),
        (json!({"order": order(), "updated_at": "yesterday"}), "updated_at"),
        (json!({"order": order(), "total": "5"}), "total"),
        (json!({"status": "placed"}), "order"),
    ] {
        let answer = put(&api, &body);
        assert_eq!(
            (answer.status, &answer.json()["errors"][0]["field"]),
            (422, &json!(field)),
            "{}",
            answer.text
        );
    }
    let long = format!("/v1/orders/by-ext/toko/{}", "x".repeat(121));
    let answer = api.put(&long, &json!({"order": order()}));
    assert_eq!(
        (answer.status, &answer.json()["errors"][0]["field"]),
        (422, &json!("ext_id")),
        "{}",
        answer.text
    );
    assert_eq!(types(&api), Vec::<String>::new());
}

#[test]
fn a_correction_names_the_version_that_was_seen() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let placed = api.post("/v1/orders", &order());
    let path = format!("/v1/orders/{}", placed.json()["order"]["code"].as_str().unwrap());
    let patch = |seen: &str, body: &Value| api.header("If-Match", seen).patch(&path, body);

    let note = json!({"note": "ring the bell", "customer": {"phone": "+62 812 3456 789"}});
    assert_eq!(api.patch(&path, &note).status, 428);
    let changed = patch("\"1\"", &note);
    assert_eq!((changed.status, changed.header("etag")), (200, Some("\"2\"")), "{}", changed.text);
    assert_eq!(changed.json()["order"]["note"], "ring the bell");
    let late = patch("\"1\"", &json!({"note": null}));
    assert_eq!((late.status, &late.json()["order"]["note"]), (412, &json!("ring the bell")), "{}", late.text);
    let emptied = patch("\"2\"", &json!({"note": null}));
    assert_eq!(
        (&emptied.json()["order"]["note"], &emptied.json()["order"]["customer_phone"]),
        (&Value::Null, &json!("+62 812 3456 789")),
        "{}",
        emptied.text
    );
    let same = patch("\"3\"", &json!({}));
    assert_eq!((same.status, &same.json()["seq"]), (200, &Value::Null));

    let more = json!({"items": [{"name": "Kopi", "qty": 4, "unit_price": "50000"}], "discount": "20000"});
    let dearer = patch("\"3\"", &more);
    assert_eq!(dearer.json()["order"]["total"], 18_000_000, "{}", dearer.text);
    let log = api.get("/v1/events?after=0").json();
    let last = log["events"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["type"], &last["changed"]), (&json!("order.updated"), &json!(["items", "total"])));

    for (body, field) in [
        (json!({"items": []}), "items"),
        (json!({"discount": "9000000"}), "discount"),
        (json!({"customer": {"name": null, "mail": "x"}}), "customer.mail"),
        (json!({"eta": "soon"}), "eta"),
        (json!({"expires_at": "2020-01-01T00:00:00Z"}), "expires_at"),
        (json!({"status": "completed"}), "status"),
    ] {
        let answer = patch("\"4\"", &body);
        assert_eq!(
            (answer.status, &answer.json()["errors"][0]["field"]),
            (422, &json!(field)),
            "{}",
            answer.text
        );
    }
}

#[test]
fn the_second_guest_is_told_who_has_the_villa() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let booking = |name: &str, from: &str, to: &str| {
        json!({
            "flow": "booking", "paid": true,
            "customer": {"name": name},
            "items": [{"name": "Villa A", "qty": 1, "unit_price": "1500000"}],
            "booking": {"resource_name": "Villa A", "check_in": from, "check_out": to}
        })
    };
    let first = api.post("/v1/orders", &booking("Budi", "2026-12-01", "2026-12-03"));
    assert_eq!(first.status, 201, "{}", first.text);
    let second = api.post("/v1/orders", &booking("Siti", "2026-12-02", "2026-12-04"));
    assert_eq!((second.status, &second.json()["code"]), (409, &json!("overlap")), "{}", second.text);
    let who = first.json()["order"]["code"].as_str().unwrap().to_owned();
    assert!(second.json()["detail"].as_str().unwrap().contains(&who), "{}", second.text);
    assert_eq!(api.post("/v1/orders", &booking("Siti", "2026-12-03", "2026-12-04")).status, 201);
}
