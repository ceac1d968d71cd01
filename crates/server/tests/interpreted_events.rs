//! B7: an app that only broadcasts has durable orders once somebody has said what its events mean.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::time::{Duration, Instant};

use orderbell_testkit::{Http, Reply, Socket, TestServer};
use orderbell_wire::auth::http::sign;
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");
const CREATED: &str = "App\\Events\\OrderCreated";

fn now() -> i64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64
}

/// As Laravel's broadcaster does.
fn post(server: &TestServer, end_point: &str, body: &Value) -> Reply {
    let run = server.first_run();
    let (path, body) = (format!("/apps/{}/{end_point}", run.app_id), body.to_string());
    let query = sign(&run.key, &run.secret, "POST", &path, &[], body.as_bytes(), now());
    server.anonymous().post_text(&format!("{path}?{query}"), "application/json", &body)
}

fn trigger(server: &TestServer, channel: &str, event: &str, data: &Value) {
    let body = json!({"name": event, "channels": [channel], "data": data.to_string()});
    let reply = post(server, "events", &body);
    assert_eq!((reply.status, reply.text.as_str()), (200, "{}"));
}

fn booking(status: &str, updated_at: &str) -> Value {
    json!({"booking": {
        "id": 77, "guest_name": "Budi Santoso", "status": status, "total_price": "4500000.00", "check_in": "2026-12-01",
        "check_out": "2026-12-03", "villa": {"name": "Villa Ubud"}, "updated_at": updated_at,
    }, "socket": null})
}

fn mapping() -> Value {
    json!({
        "channel": "admin.orders", "event": [CREATED, "order.created"], "as": "order.upsert",
        "set": {
            "ext_id": "/booking/id", "status": "/booking/status", "customer_name": "/booking/guest_name",
            "total": "/booking/total_price", "booking.resource_name": "/booking/villa/name",
            "booking.check_in": "/booking/check_in", "booking.check_out": "/booking/check_out",
            "modified_at": "/booking/updated_at",
        },
        "status_map": {"pending": "placed"}, "source": "villa",
    })
}

fn status_mapping() -> Value {
    json!({
        "event": ["order.status.changed"], "as": "order.status", "source": "villa",
        "set": {"ext_id": "/bookingId", "to": "/newStatus"}, "status_map": {"pending": "placed"},
    })
}

fn make(api: &Http, mapping: &Value) -> i64 {
    let reply = api.post("/v1/mappings", &json!({"mapping": mapping}));
    assert_eq!(reply.status, 201, "{}", reply.text);
    reply.json()["id"].as_i64().unwrap()
}

fn orders(api: &Http) -> Vec<Value> {
    api.get("/v1/orders").json()["orders"].as_array().unwrap().clone()
}

fn events(api: &Http) -> Vec<(String, String)> {
    let log = api.get("/v1/events").json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    log["events"].as_array().unwrap().iter().map(|event| (text(&event["type"]), text(&event["to"]))).collect()
}

fn outcomes(api: &Http) -> Vec<(String, String)> {
    let log = api.get("/v1/mappings/log").json();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    log["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (text(&one["outcome"]), text(&one["detail"])))
        .collect()
}

#[test]
fn a_broadcast_reaches_everybody_untouched_and_becomes_an_order_that_survives() {
    let mut server = TestServer::start(BINARY);
    make(&server.api(), &mapping());
    let (mut socket, _) = Socket::open(server.authority(), &server.first_run().key);
    socket.subscribe("admin.orders", "");
    let data = booking("pending", "2026-11-21T03:04:05.000000Z");
    trigger(&server, "admin.orders", CREATED, &data);
    assert_eq!(socket.expect(CREATED).data, data.to_string(), "byte for byte");
    server.crash_and_restart();

    let api = server.api();
    let found = orders(&api);
    assert_eq!(found.len(), 1);
    let order = &found[0];
    for (field, expected) in [
        ("source", json!("villa")),
        ("ext_id", json!("77")),
        ("order_id", json!("77")),
        ("status", json!("placed")),
        ("customer_name", json!("Budi Santoso")),
        ("total", json!(450_000_000)),
        ("pay_later", json!(true)),
        ("needs_ack", json!(true)),
    ] {
        assert_eq!(order[field], expected, "{field}");
    }
    assert_eq!(order["booking"]["resource_name"], "Villa Ubud");
    assert_eq!(order["items"][0]["name"], "Villa Ubud");
    let event = &api.get("/v1/events").json()["events"][0];
    assert_eq!(event["actor"], json!({"kind": "api", "id": null, "name": "villa"}));
}

#[test]
fn an_order_that_is_told_as_paid_is_placed_and_paid_without_an_entry() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let mut mapping = mapping();
    mapping.as_object_mut().unwrap().remove("status_map");
    make(&api, &mapping);
    make(&api, &status_mapping());
    trigger(&server, "admin.orders", CREATED, &booking("PAID", "2026-11-21T03:04:05.000000Z"));
    let found = orders(&api);
    let order = &found[0];
    assert_eq!((&order["status"], &order["paid"]), (&json!("placed"), &order["total"]), "{order}");

    let mut other = booking("placed", "2026-11-21T03:04:05.000000Z");
    other["booking"]["id"] = json!(78);
    other["booking"]["villa"] = json!({"name": "Villa Sanur"});
    trigger(&server, "admin.orders", CREATED, &other);
    trigger(&server, "admin.orders", "order.status.changed", &json!({"bookingId": 78, "newStatus": "lunas"}));
    let found = orders(&api);
    let order = found.iter().find(|order| order["ext_id"] == "78").unwrap();
    assert_eq!((&order["status"], &order["paid"]), (&json!("placed"), &order["total"]), "{order}");
}

#[test]
fn repeats_change_nothing_and_late_ones_do_not_lead_back() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    make(&api, &mapping());
    make(&api, &status_mapping());
    let created = booking("pending", "2026-11-21T03:04:05Z");
    for _ in 0..3 {
        trigger(&server, "admin.orders", CREATED, &created);
    }
    let batch = json!({"batch": [
        {"channel": "admin.orders", "name": "order.status.changed", "data": json!({"bookingId": 77, "newStatus": "confirmed"}).to_string()},
        {"channel": "admin.orders", "name": "order.status.changed", "data": json!({"bookingId": 77, "newStatus": "pending"}).to_string()},
    ]});
    assert_eq!(post(&server, "batch_events", &batch).status, 200);
    trigger(&server, "admin.orders", CREATED, &created);
    let happened = events(&api);
    assert_eq!(
        happened,
        [("order.created".into(), "placed".into()), ("order.status.changed".into(), "accepted".to_owned())]
    );
    let outcomes = outcomes(&api);
    let kinds: Vec<_> = outcomes.iter().map(|(outcome, _)| outcome.as_str()).collect();
    assert_eq!(kinds[1..], ["ignored", "applied", "unchanged", "unchanged", "applied"]);
    assert!(outcomes[1].1.contains("accepted already"), "{outcomes:?}");
    // One that says it is newer is believed.
    trigger(&server, "admin.orders", CREATED, &booking("pending", "2026-11-21T05:00:00Z"));
    assert_eq!(orders(&api)[0]["status"], "placed");
}

#[test]
fn what_cannot_be_read_is_logged_and_fails_no_trigger() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let id = make(&api, &mapping());
    make(&api, &status_mapping());
    trigger(&server, "admin.orders", CREATED, &json!({"booking": {"id": 1, "total_price": "Rp 1.000"}}));
    trigger(&server, "admin.orders", CREATED, &json!("just a text"));
    trigger(&server, "x", "order.status.changed", &json!({"bookingId": 5, "newStatus": "confirmed"}));
    let outcomes = outcomes(&api);
    assert!(outcomes.iter().all(|(outcome, _)| outcome == "failed"), "{outcomes:?}");
    assert_eq!(outcomes[0].1, "there is no such order");
    assert!(outcomes[1].1.contains("no JSON object"), "{outcomes:?}");
    assert!(outcomes[2].1.contains("total must be a plain decimal"), "{outcomes:?}");
    assert!(api.get("/v1/mappings/log").json()["entries"][2]["data"].as_str().unwrap().contains("Rp 1.000"));
    assert_eq!(orders(&api), [] as [Value; 0]);

    // Switched off it reads nothing.
    assert_eq!(api.patch(&format!("/v1/mappings/{id}"), &json!({"enabled": false})).status, 200);
    trigger(&server, "admin.orders", CREATED, &booking("pending", "2026-11-21T03:04:05Z"));
    assert_eq!(orders(&api), [] as [Value; 0]);
    let list = api.get("/v1/mappings").json();
    assert_eq!((&list["mappings"][0]["failed"], &list["mappings"][0]["enabled"]), (&json!(2), &json!(false)));
    assert_eq!(api.delete(&format!("/v1/mappings/{id}")).status, 204);
    assert_eq!(api.delete(&format!("/v1/mappings/{id}")).status, 404);
}

#[test]
fn an_event_is_seen_guessed_tried_and_confirmed() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let data = booking("pending", "2026-11-21T03:04:05Z");
    trigger(&server, "order.77", CREATED, &data);
    let deadline = Instant::now() + Duration::from_secs(10);
    let seen = loop {
        let seen = api.get("/v1/mappings/samples").json();
        if seen["events"][0].is_object() {
            break seen;
        }
        assert!(Instant::now() < deadline, "no example was kept: {seen}");
        std::thread::yield_now();
    };
    let event = &seen["events"][0];
    assert_eq!((&event["channel"], &event["event"]), (&json!("order.*"), &json!(CREATED)));
    assert_eq!((&event["mapped"], &event["samples"][0]["data"]), (&json!(false), &json!(data.to_string())));

    let asked = json!({"channel": "order.*", "event": CREATED});
    let guess = api.post("/v1/mappings/guess", &asked);
    assert_eq!(guess.status, 200, "{}", guess.text);
    let guess = guess.json();
    assert!(guess["confidence"].as_u64().unwrap() >= 80, "{guess:#}");
    assert_eq!(guess["mapping"]["set"]["ext_id"], "/booking/id");

    let tried = api.post("/v1/mappings/try", &json!({"mapping": guess["mapping"], "data": data.to_string()}));
    let tried = tried.json();
    assert_eq!((&tried["ok"], &tried["order"]["status"]), (&json!(true), &json!("placed")), "{tried:#}");
    assert_eq!(orders(&api), [] as [Value; 0], "trying has no effect");

    make(&api, &guess["mapping"]);
    trigger(&server, "order.77", CREATED, &data);
    assert_eq!(orders(&api)[0]["customer_name"], "Budi Santoso");
    assert_eq!(api.get("/v1/mappings/samples").json()["events"][0]["mapped"], true);
    assert_eq!(api.delete("/v1/mappings/samples").status, 204);
    assert_eq!(api.get("/v1/mappings/samples").json()["events"], json!([]));
}

#[test]
fn s0_a_number_with_a_slash_and_an_address_alone_are_kept() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let mapping = json!({
        "event": [CREATED], "as": "order.upsert", "source": "toko",
        "set": {
            "ext_id": "/id", "code": "/number", "total": "/total", "delivery.type": "/method",
            "delivery.address": "/address", "customer_phone": "/phone",
        },
    });
    let order = |id: u32, number: &str, method: &str, phone: &str| json!({"id": id, "number": number, "total": 150_000, "method": method, "address": "Jl. Mawar 5", "phone": phone});
    let first = order(1, "INV/2026/2", "JNE REG", "0812-3456-7890");
    let tried = api.post("/v1/mappings/try", &json!({"mapping": mapping, "data": first})).json();
    assert_eq!((&tried["order"]["code"], &tried["note"]), (&json!("INV-2026-2"), &json!(null)), "{tried:#}");
    make(&api, &mapping);
    trigger(&server, "orders", CREATED, &first);
    let found = api.get("/v1/orders?q=inv/2026/2").json();
    let code = &found["orders"][0]["code"];
    assert_eq!(code, "INV-2026-2");
    let delivery = api.get("/v1/orders/INV-2026-2").json()["order"]["delivery"].clone();
    assert_eq!((&delivery["type"], &delivery["address"]), (&json!("ship"), &json!("Jl. Mawar 5")));

    // What cannot be used keeps no order from ringing, and whoever looks is told.
    let second = order(2, "INV/2026/3", "ambil sendiri", "n/a");
    let tried = api.post("/v1/mappings/try", &json!({"mapping": mapping, "data": second})).json();
    assert_eq!(tried["ok"], true);
    assert!(tried["note"].as_str().unwrap().starts_with("left out: customer_phone"), "{tried:#}");
    trigger(&server, "orders", CREATED, &second);
    let entry = api.get("/v1/mappings/log").json()["entries"][0].clone();
    assert_eq!((&entry["outcome"], &entry["detail"]), (&json!("applied"), &tried["note"]));
    assert_eq!(api.get("/v1/orders/INV-2026-3").json()["order"]["delivery"]["type"], "pickup");

    // A status that names the order by its number over there.
    let status = json!({"event": ["status"], "as": "order.status", "source": "toko", "set": {"code": "/number", "to": "/to"}});
    make(&api, &status);
    trigger(&server, "orders", "status", &json!({"number": "INV/2026/2", "to": "confirmed"}));
    assert_eq!(api.get("/v1/orders/INV-2026-2").json()["order"]["status"], "accepted");
}

#[test]
fn what_is_not_understood_keeps_no_order_from_ringing_and_is_read_again() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let id = make(&api, &mapping());
    let mut odd = booking("galau", "2026-11-21T03:04:05Z");
    odd["booking"]["check_out"] = json!("2026-11-30");
    trigger(&server, "admin.orders", CREATED, &odd);
    let placed = &orders(&api)[0];
    assert_eq!((&placed["status"], &placed["flow"]), (&json!("placed"), &json!("booking")));
    let log = api.get("/v1/mappings/log").json();
    let detail = log["entries"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("booking.check_out must be later"), "{detail}");
    assert!(detail.ends_with("nobody has said what the status \"galau\" means"), "{detail}");

    // An amount that cannot be read stands in the way. Once the mapping is mended, nothing is lost.
    let mut rupiah = booking("pending", "2026-11-21T03:04:05Z");
    rupiah["booking"]["id"] = json!(78);
    rupiah["booking"]["total_price"] = json!("Rp 4.500.000");
    rupiah["booking"]["price"] = json!(4_500_000);
    trigger(&server, "admin.orders", CREATED, &rupiah);
    let failed = api.get("/v1/mappings/log").json()["entries"][0].clone();
    assert_eq!((&failed["outcome"], orders(&api).len()), (&json!("failed"), 1));
    let again = format!("/v1/mappings/log/{}/apply", failed["id"]);
    let still = api.post_empty(&again);
    assert_eq!((still.status, &still.json()["entries"][0]["outcome"]), (200, &json!("failed")));
    let mut mended = mapping();
    mended["set"]["total"] = json!("/booking/price");
    assert_eq!(api.patch(&format!("/v1/mappings/{id}"), &json!({"mapping": mended})).status, 200);
    let entries = api.post_empty(&again).json()["entries"].clone();
    assert_eq!((&entries[0]["outcome"], orders(&api).len()), (&json!("applied"), 2));
    assert!(entries.as_array().unwrap().iter().all(|entry| entry["id"] != failed["id"]), "{entries:#}");
    assert_eq!(api.post_empty(&again).status, 404, "it is done");
    let done = format!("/v1/mappings/log/{}/apply", entries[0]["id"]);
    assert_eq!(api.post_empty(&done).json()["code"], "not_failed");
    assert_eq!(server.anonymous().post_empty(&done).status, 401);
}

#[test]
fn mistakes_in_a_mapping_are_named_by_field() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let wrong = json!({"mapping": {"event": [".order.created"], "as": "order.upsert", "set": {"ext_id": "id", "total": 5}}});
    let reply = api.post("/v1/mappings", &wrong);
    assert_eq!(reply.status, 422);
    let fields: Vec<_> =
        reply.json()["errors"].as_array().unwrap().iter().map(|error| error["field"].clone()).collect();
    for field in ["event[0]", "set.ext_id", "set.total"] {
        assert!(fields.contains(&json!(field)), "{field} is not in {fields:?}");
    }
    let unknown = json!({"mapping": {"event": ["a"], "as": "orders", "set": {}}});
    assert_eq!(api.post("/v1/mappings", &unknown).json()["errors"][0]["field"], "as");
    assert_eq!(server.anonymous().get("/v1/mappings").status, 401);
    assert_eq!(api.patch("/v1/mappings/99", &json!({"enabled": true})).status, 404);
}

#[test]
fn an_apps_words_go_out_and_come_in_and_its_names_are_heard() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let words = json!({
        "aliases": {"placed": "pending", "accepted": "confirmed"},
        "emit_as": {"order.created": [CREATED, "NewOrderReceived"]},
        "laravel_flat": true, "public_channels": true,
    });
    let reply = api.patch("/v1/words", &words);
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert!(reply.json()["warnings"][0].as_str().unwrap().contains("admin.orders"));

    let (mut socket, _) = Socket::open(server.authority(), &server.first_run().key);
    socket.subscribe("admin.orders", "");
    let order = json!({
        "pay_later": true, "customer": {"name": "Budi"}, "ext_id": "77", "source": "villa",
        "items": [{"name": "Villa Ubud", "qty": 1, "unit_price": "4500000"}],
        "booking": {"resource_name": "Villa Ubud", "check_in": "2026-12-01", "check_out": "2026-12-03"},
    });
    let placed = api.post("/v1/orders", &order);
    assert_eq!((placed.status, &placed.json()["order"]["status"]), (201, &json!("pending")));
    let mut seen = Vec::new();
    for name in ["order.created", CREATED, "NewOrderReceived"] {
        let data: Value = serde_json::from_str(socket.expect(name).data.as_str().unwrap()).unwrap();
        seen.push(data);
    }
    assert!(seen.iter().all(|data| *data == seen[0]), "one event under three names");
    let data = &seen[0];
    for (field, expected) in [
        ("order_id", json!("77")),
        ("status", json!("pending")),
        ("new_status", json!("pending")),
        ("to", json!("placed")),
        ("guest_name", json!("Budi")),
        ("villa_name", json!("Villa Ubud")),
        ("check_in", json!("2026-12-01")),
        ("total_price", json!(4_500_000)),
    ] {
        assert_eq!(data[field], expected, "{field}");
    }
    assert_eq!(
        (&data["order"]["status"], &data["order"]["status_canonical"]),
        (&json!("pending"), &json!("placed"))
    );

    assert_eq!(api.get("/v1/orders?status=pending").json()["orders"].as_array().unwrap().len(), 1);
    assert_eq!(api.get("/v1/orders?status=confirmed").json()["orders"], json!([]));
    let code = placed.json()["order"]["code"].as_str().unwrap().to_owned();
    let accepted = api.post(&format!("/v1/orders/{code}/accept"), &json!({"from": "pending"}));
    assert_eq!((accepted.status, &accepted.json()["order"]["status"]), (200, &json!("confirmed")));

    for (wrong, field) in [
        (json!({"aliases": {"gone": "x"}}), "aliases.gone"),
        (json!({"aliases": {"placed": ""}}), "aliases.placed"),
        (json!({"emit_as": {"order.created": [".order.created"]}}), "emit_as.order.created[0]"),
        (json!({"emit_as": {"order.created": ["pusher:ping"]}}), "emit_as.order.created[0]"),
        (json!({"emit_as": {"Order Created": ["a"]}}), "emit_as.Order Created"),
    ] {
        let reply = api.patch("/v1/words", &wrong);
        assert_eq!((reply.status, &reply.json()["errors"][0]["field"]), (422, &json!(field)), "{wrong}");
    }
}

#[test]
fn stock_and_people_are_taken_over_too() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    make(
        &api,
        &json!({"event": ["StockChanged"], "as": "stock", "set": {"sku": "/sku", "name": "/name", "stock": "/left"}}),
    );
    make(
        &api,
        &json!({"event": ["UserRegistered"], "as": "user", "set": {"id": "/id", "name": "/name", "email": "/email"}}),
    );
    for left in [9, 4, 4] {
        trigger(&server, "admin", "StockChanged", &json!({"sku": "K1", "name": "Kopi", "left": left}));
    }
    for _ in 0..2 {
        trigger(
            &server,
            "admin",
            "UserRegistered",
            &json!({"id": 9, "name": "Ayu", "email": "ayu@example.com"}),
        );
    }
    let types: Vec<_> = events(&api).into_iter().map(|(kind, _)| kind).collect();
    for once in ["stock.low", "user.registered"] {
        assert_eq!(types.iter().filter(|kind| *kind == once).count(), 1, "{types:?}");
    }
    let applied = |outcome: &str| outcomes(&api).iter().filter(|(told, _)| told == outcome).count();
    assert_eq!((applied("applied"), applied("unchanged")), (3, 2), "{:?}", outcomes(&api));
    // Nine were a change as well, of which nobody had to be told; a number that nobody can have is none.
    for (sku, left, why) in [
        (&*"x".repeat(65), json!(1), "sku must be at most 64 characters long, has 65"),
        ("K1", json!(9_000_000_000_i64), "stock must be a whole number from -1000000000 to 1000000000"),
        ("K1", json!(-9_000_000_000_i64), "stock must be a whole number from -1000000000 to 1000000000"),
        ("\u{1b}\u{7f}", json!(1), "sku is required"),
    ] {
        trigger(&server, "admin", "StockChanged", &json!({"sku": sku, "name": "Kopi", "left": left}));
        let (outcome, detail) = outcomes(&api).remove(0);
        assert!(outcome == "failed" && detail.starts_with(why), "{outcome} {detail}");
    }
    trigger(&server, "admin", "UserRegistered", &json!({"id": 10, "name": "E\u{0}ka", "email": "eka@"}));
    let eka = api.get("/v1/users/10").json();
    assert_eq!((&eka["name"], &eka["email"]), (&json!("Eka"), &Value::Null));
}
