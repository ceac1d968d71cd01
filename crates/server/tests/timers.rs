//! What the server does by itself, as it is seen from outside: after being off for two days, killed while at it, and through
//! `/v1/jobs`, `/v1/flows` and `/v1/couriers`.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    collections::BTreeMap,
    path::Path,
    time::{Duration, Instant},
};

use orderbell_testkit::{Http, TestServer};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");
const PATIENCE: Duration = Duration::from_secs(30);

fn order(flow: &str, pay_later: bool) -> Value {
    json!({
        "flow": flow, "pay_later": pay_later, "customer": {"name": "Budi"},
        "items": [{"name": "Sate", "qty": 1, "unit_price": "30000"}],
    })
}

fn place(api: &Http, flow: &str, pay_later: bool) -> String {
    let placed = api.post("/v1/orders", &order(flow, pay_later));
    assert_eq!(placed.status, 201, "{}", placed.text);
    placed.json()["order"]["code"].as_str().unwrap().to_owned()
}

/// Makes everything in the ledger of a stopped server two days older, as if it had been off for that long.
fn let_two_days_pass(data: &Path) {
    let database = rusqlite::Connection::open(data.join("orderbell.db")).unwrap();
    let days = "172800000000";
    let columns = [
        ("orders", vec!["placed_at", "taken_at", "expires_at", "created_at", "status_at", "updated_at"]),
        ("jobs", vec!["due_at", "set_at", "created_at"]),
    ];
    for (table, columns) in columns {
        let sets: Vec<_> = columns.iter().map(|column| format!("{column} = {column} - {days}")).collect();
        database.execute(&format!("UPDATE {table} SET {}", sets.join(", ")), []).unwrap();
    }
}

fn all_events(api: &Http) -> Vec<Value> {
    let mut events: Vec<Value> = Vec::new();
    loop {
        let after = events.last().map_or(0, |event| event["seq"].as_i64().unwrap());
        let page = api.get(&format!("/v1/events?after={after}")).json();
        events.extend(page["events"].as_array().unwrap().iter().cloned());
        if page["has_more"] == false {
            return events;
        }
    }
}

/// How often something happened to each order, by code.
fn count(events: &[Value], name: &str) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for event in events.iter().filter(|event| event["type"] == name) {
        *counts.entry(event["order"]["code"].as_str().unwrap().to_owned()).or_default() += 1;
    }
    counts
}

fn jobs(api: &Http, query: &str) -> Vec<Value> {
    let page = api.get(&format!("/v1/jobs?limit=200{query}"));
    assert_eq!(page.status, 200, "{}", page.text);
    page.json()["jobs"].as_array().unwrap().clone()
}

#[track_caller]
fn until<T>(mut look: impl FnMut() -> Result<T, String>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        match look() {
            Ok(found) => return found,
            Err(seen) => assert!(Instant::now() < deadline, "{seen}"),
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn what_was_overdue_during_a_stop_happens_right_after_the_start() {
    let mut server = TestServer::start(BINARY);
    let api = server.api();
    let (unpaid, missed) = (place(&api, "shop", false), place(&api, "restaurant", true));
    assert_eq!(jobs(&api, "").len(), 2);
    server.kill();
    let_two_days_pass(server.data());
    server.restart();
    let api = server.api();
    until(|| match jobs(&api, "") {
        left if left.is_empty() => Ok(()),
        left => Err(format!("{left:?}")),
    });
    let events = all_events(&api);
    assert_eq!(count(&events, "payment.expired"), BTreeMap::from([(unpaid.clone(), 1)]));
    let called = events.iter().find(|event| event["type"] == "order.unattended").unwrap();
    assert_eq!(called["order"]["code"], json!(missed));
    assert_eq!((called["step"].as_i64(), called["severity"].as_str()), (Some(2), Some("critical")));
    assert!(called["waiting_s"].as_i64().unwrap() >= 2 * 86_400);
    assert_eq!(api.get(&format!("/v1/orders/{unpaid}")).json()["order"]["status"], "expired");
}

#[test]
fn an_order_that_became_late_during_a_stop_is_told_once_and_listed() {
    let mut server = TestServer::start(BINARY);
    let api = server.api();
    let mut flows = api.get("/v1/flows").json();
    for flow in flows["flows"].as_array_mut().unwrap() {
        match flow["name"].as_str() {
            Some("restaurant") => flow["deadlines"]["ready_seconds"] = json!(1200),
            Some("shop") => flow["deadlines"]["ship_seconds"] = json!(86_400),
            _ => flow["deadlines"]["ready_seconds"] = json!(600),
        }
    }
    let refused = api.put("/v1/flows", &flows);
    assert_eq!(
        (refused.status, refused.json()["errors"][0]["field"].as_str()),
        (422, Some("flows[2].deadlines.ready_seconds"))
    );
    flows["flows"][2]["deadlines"]["ready_seconds"] = Value::Null;
    assert_eq!(api.put("/v1/flows", &flows).status, 200);
    let (parcel, dish) = (place(&api, "shop", true), place(&api, "restaurant", true));
    assert_eq!(api.post_empty(&format!("/v1/orders/{dish}/accept")).status, 200);
    let waiting: Vec<_> =
        jobs(&api, "&kind=order.late").iter().map(|job| job["can_cancel"].clone()).collect();
    assert_eq!(waiting, [json!(true), json!(true)]);
    assert_eq!(api.get("/v1/orders?late=true").json()["orders"], json!([]));
    server.kill();
    let_two_days_pass(server.data());
    server.restart();
    let api = server.api();
    until(|| match jobs(&api, "") {
        left if left.is_empty() => Ok(()),
        left => Err(format!("{left:?}")),
    });
    server.crash_and_restart();
    let api = server.api();
    let events = all_events(&api);
    let once = BTreeMap::from([(parcel.clone(), 1), (dish.clone(), 1)]);
    assert_eq!(count(&events, "order.late"), once);
    let told = events
        .iter()
        .find(|event| event["type"] == "order.late" && event["order"]["code"] == json!(dish))
        .unwrap();
    assert_eq!((&told["overdue"]["step"], &told["overdue"]["until"]), (&json!("accepted"), &json!("ready")));
    assert_eq!(
        (&told["kind"], &told["severity"], &told["sound"]),
        (&json!("order.late"), &json!("high"), &json!("chime"))
    );
    assert!(told["waiting_s"].as_i64().unwrap() >= 2 * 86_400);
    let listed = |api: &Http| api.get("/v1/orders?late=true").json()["orders"].as_array().unwrap().len();
    assert_eq!(listed(&api), 2);
    assert_eq!(api.get(&format!("/v1/orders/{parcel}")).json()["order"]["late"]["until"], "shipped");
    assert_eq!(api.post_empty(&format!("/v1/orders/{dish}/ready")).status, 200);
    assert_eq!(listed(&api), 1);
}

#[test]
fn a_vendor_whose_orders_nobody_answers_is_paused_until_somebody_resumes() {
    let mut server = TestServer::start(BINARY);
    let api = server.api();
    let mut flows = api.get("/v1/flows").json();
    flows["flows"][1]["deadlines"]["auto_decline"] = json!(true);
    assert_eq!(api.put("/v1/flows", &flows).status, 200);
    let vendor = json!({"name": "Warung Sari", "pause_after_misses": 2, "pause_s": 3600});
    assert_eq!(api.put("/v1/vendors/7", &vendor).status, 201);
    let wrong = api.patch("/v1/vendors/7", &json!({"pause_after_misses": 101, "pause_s": 59}));
    assert_eq!((wrong.status, wrong.json()["errors"].as_array().map(Vec::len)), (422, Some(2)));
    let body = |n: usize| {
        let mut body = order("restaurant", true);
        body["vendor_id"] = json!("7");
        body["note"] = json!(n.to_string());
        body
    };
    for n in 0..2 {
        assert_eq!(api.post("/v1/orders", &body(n)).status, 201);
    }
    server.kill();
    let_two_days_pass(server.data());
    server.restart();
    let api = server.api();
    let told = until(|| match all_events(&api).into_iter().find(|event| event["type"] == "vendor.paused") {
        Some(event) => Ok(event),
        None => Err("nobody was paused".to_owned()),
    });
    assert_eq!(
        (&told["vendor"]["id"], &told["misses"], &told["actor"]["kind"]),
        (&json!("7"), &json!(2), &json!("system"))
    );
    assert_eq!(told["text"], "Warung Sari berhenti menerima pesanan: 2 pesanan berturut-turut tidak dijawab");
    let refused = api.post("/v1/orders", &body(3));
    assert_eq!((refused.status, refused.json()["code"].as_str()), (409, Some("vendor_paused")));
    assert_eq!(api.patch("/v1/vendors/7", &json!({"paused_until": null})).status, 200);
    assert_eq!(api.post("/v1/orders", &body(3)).status, 201);
    // Another patience of the vendor's counts at once for what is open.
    assert_eq!(api.patch("/v1/vendors/7", &json!({"accept_limit_s": 86_400})).status, 200);
    let due =
        jobs(&api, "&kind=order.decline")[0]["due_at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    assert!(due.duration_since(jiff::Timestamp::now()).as_secs() > 86_000);
}

#[test]
fn kills_while_orders_expire_lose_none_and_repeat_none() {
    let mut server = TestServer::start(BINARY);
    let api = server.api();
    let codes: Vec<_> = (0..150).map(|_| place(&api, "shop", false)).collect();
    server.kill();
    let_two_days_pass(server.data());
    server.restart();
    for _ in 0..4 {
        let before = count(&all_events(&server.api()), "payment.expired").len();
        // Each kill comes while they expire, not before and not after.
        let after = (before + 15).min(codes.len());
        until(|| match count(&all_events(&server.api()), "payment.expired").len() {
            expired if expired >= after => Ok(()),
            expired => Err(format!("{expired} of {after}")),
        });
        server.crash_and_restart();
    }
    let api = server.api();
    until(|| match jobs(&api, "") {
        left if left.is_empty() => Ok(()),
        left => Err(format!("{} are left", left.len())),
    });
    let events = all_events(&api);
    let expired = count(&events, "payment.expired");
    assert_eq!(expired.len(), codes.len());
    assert!(expired.values().all(|times| *times == 1), "{expired:?}");
    let moved = count(&events, "order.status.changed");
    assert!(moved.values().all(|times| *times == 1), "{moved:?}");
}

#[test]
fn jobs_are_shown_to_admins_begun_at_once_and_taken_back_where_that_is_safe() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_METRICS__ACCESS", "loopback")]);
    let api = server.api();
    let (unpaid, missed) = (place(&api, "shop", false), place(&api, "restaurant", true));
    let listed = jobs(&api, "");
    assert_eq!(listed[0]["kind"], "order.unattended");
    assert_eq!(listed[0]["order_code"], json!(missed));
    assert_eq!(
        (listed[1]["kind"].as_str(), listed[1]["can_cancel"].as_bool()),
        (Some("order.expire"), Some(false))
    );
    assert_eq!(jobs(&api, "&kind=order.expire")[0]["order_code"], json!(unpaid));
    assert!(jobs(&api, "&state=failed").is_empty());
    let page = api.get("/v1/jobs?limit=1").json();
    let next = api.get(&format!("/v1/jobs?limit=1&before={}", page["next"])).json();
    assert_eq!((next["jobs"][0]["kind"].as_str(), next["next"].is_null()), (Some("order.expire"), true));

    // Begun before its time it finds nothing to do, and waits for its time again.
    let (id, due_at) = (listed[1]["id"].clone(), listed[1]["due_at"].clone());
    assert_eq!(api.post_empty(&format!("/v1/jobs/{id}/retry")).status, 202);
    until(|| match jobs(&api, "&kind=order.expire") {
        found if found[0]["attempts"] == 1 && found[0]["due_at"] == due_at => Ok(()),
        found => Err(format!("{found:?}")),
    });
    let refused = api.delete(&format!("/v1/jobs/{id}"));
    assert_eq!((refused.status, refused.json()["code"].as_str()), (409, Some("job_not_manual")));
    let id = listed[0]["id"].clone();
    assert_eq!(api.delete(&format!("/v1/jobs/{id}")).status, 204);
    assert_eq!(api.delete(&format!("/v1/jobs/{id}")).status, 404);
    for (query, field) in [
        ("state=done", "state"),
        ("limit=0", "limit"),
        ("before=0", "before"),
        ("kind=", "kind"),
        ("kind=nope", "kind"),
    ] {
        let refused = api.get(&format!("/v1/jobs?{query}"));
        assert_eq!(refused.status, 422, "{}", refused.text);
        assert_eq!(refused.json()["errors"][0]["field"], field);
    }
    assert_eq!(server.anonymous().get("/v1/jobs").status, 401);
    let metrics = api.get("/metrics").text;
    for line in ["orderbell_jobs_due{kind=\"order.expire\"} 0", "orderbell_jobs_failed{kind=\"webhook\"} 0"] {
        assert!(metrics.contains(line), "{metrics}");
    }
}

#[test]
fn flows_in_use_stay_and_of_two_editors_the_second_is_told() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let open = place(&api, "restaurant", true);
    let read = api.get("/v1/flows");
    let seen = read.header("etag").unwrap().to_owned();
    assert_eq!(seen, "\"1\"");
    let mut without = read.json();
    without["flows"].as_array_mut().unwrap().remove(1);
    let used = api.header("If-Match", &seen).put("/v1/flows", &without);
    assert_eq!((used.status, used.json()["code"].clone()), (409, json!("flow_in_use")), "{}", used.text);
    assert!(used.text.contains("1 open order goes by restaurant"), "{}", used.text);
    assert_eq!(api.get("/v1/flows").json(), read.json());

    let mut first = read.json();
    first["flows"][0]["deadlines"]["pay_seconds"] = json!(3_600);
    let saved = api.header("If-Match", &seen).put("/v1/flows", &first);
    assert_eq!((saved.status, saved.header("etag")), (200, Some("\"2\"")), "{}", saved.text);
    let mut second = read.json();
    second["flows"][2]["deadlines"]["pay_seconds"] = json!(7_200);
    let late = api.header("If-Match", &seen).put("/v1/flows", &second);
    assert_eq!((late.status, late.json()["code"].clone()), (412, json!("flows_changed")), "{}", late.text);
    assert_eq!(api.get("/v1/flows").json(), first);

    let cancelled = api.post(&format!("/v1/orders/{open}/cancel"), &json!({"reason": "closed"}));
    assert_eq!(cancelled.status, 200, "{}", cancelled.text);
    let gone = api.put("/v1/flows", &without);
    assert_eq!((gone.status, gone.header("etag")), (200, Some("\"3\"")), "{}", gone.text);
}

#[test]
fn flows_are_configured_checked_and_count_at_once() {
    let server = TestServer::start(BINARY);
    let (api, owner) = (server.api(), server.owner());
    let open = place(&api, "restaurant", true);
    let usual = api.get("/v1/flows/defaults").json();
    assert_eq!(usual["flows"], api.get("/v1/flows").json()["flows"], "nobody has configured any");
    assert_eq!(usual["labels"]["ready"], json!({"en": "Ready for pick-up", "id": "Siap Diambil"}));
    let mut flows = api.get("/v1/flows").json();
    assert_eq!(flows["flows"][1]["deadlines"]["accept_alarm_seconds"], 300);
    flows["flows"][1]["steps"] = json!(["accepted", "completed"]);
    flows["flows"][1]["delivery_steps"] = json!([]);
    flows["flows"][1]["labels"]["accepted"] = json!({"en": "On it", "id": "Siap"});
    flows["flows"][1]["deadlines"]["accept_warn_seconds"] = json!(3600);
    flows["flows"][1]["deadlines"]["accept_alarm_seconds"] = Value::Null;
    flows["flows"][1]["deadlines"]["accept_limit_seconds"] = Value::Null;
    let put = api.put("/v1/flows", &flows);
    assert_eq!(put.status, 200, "{}", put.text);
    assert_eq!(put.json(), flows);

    // An order that was there before goes by them, its timers included.
    let refused = api.post_empty(&format!("/v1/orders/{open}/start"));
    assert_eq!(refused.json()["code"], "not_in_flow", "{}", refused.text);
    let job = &jobs(&api, "")[0];
    let placed = api.get(&format!("/v1/orders/{open}")).json()["order"]["placed_at"].clone();
    let time = |text: &Value| text.as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    assert_eq!(time(&job["due_at"]).duration_since(time(&placed)).as_secs(), 3_600);
    let accepted = api.post_empty(&format!("/v1/orders/{open}/accept")).json();
    assert_eq!(accepted["order"]["status"], "accepted");
    let session = owner.get("/v1/session").json();
    let flow = &session["app"]["flows"][1];
    assert_eq!(flow["labels"]["accepted"], json!({"en": "On it", "id": "Siap"}));
    assert_eq!(flow["labels"]["placed"]["id"], "Pesanan Masuk");
    assert_eq!(flow["delivery_steps"], json!([]));

    let refused = |pointer: &str, value: Value, field: &str| {
        let mut wrong = flows.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        let reply = api.put("/v1/flows", &wrong);
        assert_eq!(reply.status, 422, "{}", reply.text);
        assert_eq!(reply.json()["errors"][0]["field"], field, "{}", reply.text);
    };
    refused("/flows/0/steps", json!(["teleported"]), "flows[0].steps[0]");
    refused("/flows/0/steps", json!(["accepted"]), "flows[0].steps");
    refused("/flows/0/deadlines/pay_seconds", json!(59), "flows[0].deadlines.pay_seconds");
    refused("/flows/0/deadlines/auto_decline", json!(true), "flows[0].deadlines.auto_decline");
    refused("/flows/2/name", json!("shop"), "flows[2].name");
    refused("/flows", json!([]), "flows");
    assert_eq!(api.get("/v1/flows").json(), flows, "what is refused changes nothing");
}

#[test]
fn couriers_are_entered_checked_and_their_keys_never_shown() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_WEBHOOKS__ALLOW_PRIVATE", "127.0.0.0/8")]);
    let api = server.api();
    let draft = json!({
        "name": "JNE", "url": "http://127.0.0.1:9/track/{tracking_no}", "headers": {"X-Key": "s3cret-key"},
        "status_at": "/data/status", "words": {"ON PROCESS": "in_transit"},
    });
    let created = api.post("/v1/couriers", &draft);
    assert_eq!(created.status, 201, "{}", created.text);
    let courier = created.json();
    assert_eq!(courier["headers"], json!(["X-Key"]));
    assert_eq!(courier["words"], json!({"on process": "in_transit"}));
    assert_eq!((courier["every_seconds"].as_i64(), courier["enabled"].as_bool()), (Some(1800), Some(true)));
    let path = format!("/v1/couriers/{}", courier["id"]);
    let mut change = draft.clone();
    change["headers"] = json!({"X-Key": null});
    change["every_seconds"] = json!(600);
    let changed = api.put(&path, &change);
    assert_eq!(
        (changed.status, changed.json()["every_seconds"].as_i64()),
        (200, Some(600)),
        "{}",
        changed.text
    );
    assert_eq!(api.post("/v1/couriers", &draft).json()["code"], "name_taken");
    for shown in [api.get("/v1/couriers").text, api.get(&path).text, created.text, changed.text] {
        assert!(!shown.contains("s3cret"), "{shown}");
    }
    let database = std::fs::read(server.data().join("orderbell.db-wal")).unwrap();
    assert!(!database.windows(10).any(|part| part == b"s3cret-key"), "the key is sealed");

    let refused = |field: &str, value: Value, path: &str, part: &str| {
        let mut wrong = draft.clone();
        wrong["name"] = json!("Other");
        wrong[field] = value;
        let reply = api.post("/v1/couriers", &wrong);
        assert_eq!(reply.status, 422, "{}", reply.text);
        let error = &reply.json()["errors"][0];
        assert_eq!(error["field"], path, "{}", reply.text);
        assert!(error["message"].as_str().unwrap().contains(part), "{}", reply.text);
    };
    refused("name", json!(" "), "name", "1 to 60");
    refused("url", json!("https://courier.example/track"), "url", "{tracking_no}");
    refused("url", json!("https://{tracking_no}.example/track"), "url", "not in the host");
    refused("url", json!("http://169.254.169.254/{tracking_no}"), "url", "allow_private");
    refused("headers", json!({"Host": "x"}), "headers.Host", "header");
    refused("headers", json!({"X-New": null}), "headers.X-New", "no value");
    refused("status_at", json!("status"), "status_at", "/data/status");
    refused("words", json!({"gone": "vanished"}), "words.gone", "delivered");
    refused("every_seconds", json!(5), "every_seconds", "between 60 and 86400");
    assert_eq!(api.delete(&path).status, 204);
    assert_eq!(api.get(&path).status, 404);
}
