//! Many people and programs at the same moment: one of them wins, one event is recorded, and each of the others is told the
//! truth (B6, B8; S3's two who both press Accept, S2's gateway that repeats itself, S1's two guests for one villa).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    process::Command,
    sync::Barrier,
    thread,
    time::{Duration, Instant},
};

use orderbell_testkit::{Http, MidtransStandIn, Reply, TestServer};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");
const SERVER_KEY: &str = "SB-Mid-server-TESTKEY0001";

/// Runs `work` for each of `many`, all of them from the same moment on.
fn at_once<'a, T: Sync, R: Send>(many: &'a [T], work: impl Fn(&'a T) -> R + Sync) -> Vec<R> {
    let start = Barrier::new(many.len());
    thread::scope(|scope| {
        let run = |one| {
            scope.spawn({
                let (start, work) = (&start, &work);
                move || {
                    start.wait();
                    work(one)
                }
            })
        };
        let running: Vec<_> = many.iter().map(run).collect();
        running.into_iter().map(|one| one.join().unwrap()).collect()
    })
}

fn order(flow: &str) -> Value {
    json!({
        "flow": flow, "vendor_id": "7", "customer": {"name": "Budi"},
        "items": [{"name": "Nasi goreng", "qty": 2, "unit_price": "22500"}],
    })
}

fn rings(flow: &str) -> Value {
    let mut order = order(flow);
    order["pay_later"] = json!(true);
    order
}

fn code_of(reply: &Reply) -> String {
    assert!([200, 201].contains(&reply.status), "{}", reply.text);
    reply.json()["order"]["code"].as_str().unwrap().to_owned()
}

fn place(api: &Http, order: &Value) -> String {
    code_of(&api.post("/v1/orders", order))
}

fn act(api: &Http, code: &str, what: &str, body: &Value) -> Reply {
    api.post(&format!("/v1/orders/{code}/{what}"), body)
}

/// The log's events of one order.
fn events(api: &Http, code: &str) -> Vec<Value> {
    let (mut events, mut after) = (Vec::new(), json!(0));
    loop {
        let page = api.get(&format!("/v1/events?after={after}")).json();
        let new = page["events"].as_array().unwrap();
        events.extend(new.iter().filter(|event| event["order"]["code"] == code).cloned());
        if page["has_more"] != true {
            return events;
        }
        after = new.last().unwrap()["seq"].clone();
    }
}

fn types(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["type"].as_str().unwrap()).collect()
}

/// Somebody of a vendor's staff, with a session. Each comes from an address of their own: attempts are counted by address.
fn staff(server: &TestServer, name: &str, address: u8) -> Http {
    let invite = Command::new(BINARY)
        .args(["invite", "--role", "vendor", "--vendor", "7", "--data", server.data().to_str().unwrap()])
        .output()
        .unwrap();
    let link = String::from_utf8(invite.stdout).unwrap();
    let person = server.anonymous().header("X-Forwarded-For", &format!("198.51.100.{address}"));
    let made = person.post(
        "/v1/setup",
        &json!({
            "token": link.trim().rsplit('/').next(), "name": name, "email": format!("{name}@example.com"),
            "password": "warung sari 2026",
        }),
    );
    assert_eq!(made.status, 201, "{}", made.text);
    person
}

#[test]
fn s3_fifty_people_accept_one_order_and_all_learn_who_did() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_HTTP__TRUSTED_PROXIES", "127.0.0.1")]);
    drop(server.owner());
    let people: Vec<(String, Http)> = (0..50)
        .map(|number| {
            let name = format!("person{number}");
            let http = staff(&server, &name, number);
            (name, http)
        })
        .collect();
    let api = server.api();
    let code = place(&api, &rings("restaurant"));
    let answers = at_once(&people, |(name, http)| (name, act(http, &code, "accept", &json!({}))));

    let accepted: Vec<_> =
        events(&api, &code).into_iter().filter(|event| event["to"] == "accepted").collect();
    assert_eq!(accepted.len(), 1, "one event");
    let winner = accepted[0]["actor"]["name"].as_str().unwrap();
    for (name, answer) in answers {
        assert_eq!(answer.status, 200, "{name}: {}", answer.text);
        let told = answer.json();
        assert_eq!(told["order"]["status"], "accepted");
        assert_eq!(
            (&told["order"]["status_by"]["name"], &told["order"]["version"]),
            (&json!(winner), &json!(2))
        );
        let expected = if name == winner { Value::Null } else { json!(winner) };
        assert_eq!(told["already_by"], expected, "{name}");
    }
}

#[test]
fn of_accept_and_decline_one_wins_and_the_other_is_shown_the_order() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    for _ in 0..5 {
        let code = place(&api, &rings("restaurant"));
        let tries: Vec<&str> = ["accept", "decline"].repeat(8);
        let answers =
            at_once(&tries, |action| (*action, act(&api, &code, action, &json!({"reason": "sold out"}))));
        let changes: Vec<_> = events(&api, &code).into_iter().skip(1).collect();
        assert_eq!(types(&changes), ["order.status.changed"]);
        let winner = changes[0]["to"].as_str().unwrap();
        for (action, answer) in answers {
            let same = winner.starts_with(action.trim_end_matches('e'));
            assert_eq!(
                answer.status,
                if same { 200 } else { 409 },
                "{action} after {winner}: {}",
                answer.text
            );
            assert_eq!(answer.json()["order"]["status"], winner, "{}", answer.text);
        }
    }
}

#[test]
fn twenty_identical_requests_with_one_key_are_one_order() {
    let server = TestServer::start(BINARY);
    let api = server.api().header("Idempotency-Key", "cart-8c2f");
    let answers = at_once(&[(); 20], |()| api.post("/v1/orders", &rings("restaurant")));
    let first = &answers[0].text;
    for answer in &answers {
        assert_eq!((answer.status, &answer.text), (201, first), "all get the first answer");
    }
    assert_eq!(types(&events(&server.api(), &code_of(&answers[0]))), ["order.created"]);
    assert_eq!(server.api().get("/v1/stats").json()["stats"]["total"], 1);
    let changed = api.post("/v1/orders", &rings("shop"));
    assert_eq!(changed.status, 422, "the key belongs to another order: {}", changed.text);
}

#[test]
fn s2_an_expiry_and_a_late_payment_end_in_one_of_two_ways_and_never_in_both() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    for _ in 0..12 {
        let code = place(&api, &order("shop"));
        let payment = json!({"provider": "midtrans", "ref": format!("{code}-1"), "status": "paid"});
        let tries: Vec<(&str, Value)> =
            (0..3).flat_map(|_| [("expire", json!({})), ("payments", payment.clone())]).collect();
        let answers = at_once(&tries, |(what, body)| (*what, act(&api, &code, what, body).status));
        let log = events(&api, &code);
        let order = api.get(&format!("/v1/orders/{code}")).json()["order"].clone();
        assert_eq!(order["paid"], order["total"], "money is never ignored");
        let expiries: Vec<u16> =
            answers.iter().filter(|(what, _)| *what == "expire").map(|(_, status)| *status).collect();
        assert!(answers.iter().all(|(what, status)| *what == "expire" || *status == 200), "{answers:?}");
        match order["status"].as_str().unwrap() {
            "placed" => {
                assert_eq!(types(&log), ["order.created", "payment.received", "order.status.changed"]);
                assert_eq!(expiries, [409; 3]);
            }
            "expired" => {
                assert_eq!(
                    types(&log),
                    ["order.created", "payment.expired", "order.status.changed", "payment.failed"]
                );
                assert_eq!(log[3]["late"], true, "{}", log[3]);
                assert_eq!(expiries, [200; 3]);
            }
            other => panic!("{other}: {log:#?}"),
        }
    }
}

#[test]
fn s2_a_gateway_that_repeats_itself_in_any_order_pays_once() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let code = place(&api, &order("shop"));
    let tries: Vec<&str> = ["pending", "paid", "paid", "expired"].repeat(5);
    let answers = at_once(&tries, |status| {
        let report = json!({"provider": "midtrans", "ref": format!("{code}-1"), "status": status});
        act(&api, &code, "payments", &report).status
    });
    assert_eq!(answers, [200; 20]);
    let log = events(&api, &code);
    let received = types(&log).iter().filter(|name| **name == "payment.received").count();
    let placed = log.iter().filter(|event| event["to"] == "placed").count();
    assert_eq!((received, placed), (1, 1), "{:?}", types(&log));
    let order = api.get(&format!("/v1/orders/{code}")).json()["order"].clone();
    assert_eq!((&order["paid"], &order["status"]), (&order["total"], &json!("placed")));
    assert_eq!(order["payments"].as_array().unwrap().len(), 1);
}

fn booking(guest: &str, check_in: &str, check_out: &str) -> Value {
    json!({
        "flow": "booking", "pay_later": true, "customer": {"name": guest},
        "items": [{"name": "Villa Melati", "qty": 1, "unit_price": "1500000"}],
        "booking": {
            "resource_id": "melati", "resource_name": "Villa Melati", "check_in": check_in, "check_out": check_out,
        },
    })
}

#[test]
fn s1_of_guests_for_the_same_nights_one_has_the_villa_and_the_others_are_told_who() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    // All of them share the night of the second, and the last only begins when the others leave.
    let nights = [("01", "03"), ("02", "03"), ("02", "05"), ("01", "04"), ("02", "03"), ("05", "07")];
    let codes: Vec<String> = nights
        .iter()
        .map(|(from, to)| place(&api, &booking("Ayu", &format!("2027-03-{from}"), &format!("2027-03-{to}"))))
        .collect();
    let (next, rivals) = codes.split_last().unwrap();
    let answers = at_once(rivals, |code| (code, act(&api, code, "accept", &json!({}))));
    let winners: Vec<_> = answers.iter().filter(|(_, answer)| answer.status == 200).collect();
    assert_eq!(winners.len(), 1, "{answers:#?}");
    let winner = winners[0].0;
    for (code, answer) in answers.iter().filter(|(code, _)| *code != winner) {
        assert_eq!((answer.status, &answer.json()["code"]), (409, &json!("overlap")), "{}", answer.text);
        assert!(answer.text.contains(winner.as_str()), "{code} is not told who has it: {}", answer.text);
        assert_eq!(types(&events(&api, code)), ["order.created"]);
    }
    assert_eq!(
        act(&api, next, "accept", &json!({})).status,
        200,
        "arriving on the day of leaving is no overlap"
    );
}

#[test]
fn s1_of_guests_who_pay_at_once_one_is_booked() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let mut paid = booking("Made", "2027-03-01", "2027-03-03");
    paid["pay_later"] = json!(false);
    paid["paid"] = json!(true);
    let answers = at_once(&[(); 10], |()| api.post("/v1/orders", &paid).status);
    let booked = answers.iter().filter(|status| **status == 201).count();
    let refused = answers.iter().filter(|status| **status == 409).count();
    assert_eq!((booked, refused), (1, 9), "{answers:?}");
    assert_eq!(api.get("/v1/stats").json()["stats"]["total"], 1);
}

#[test]
fn twenty_senders_of_one_order_that_lives_elsewhere_make_one_and_only_lead_it_forward() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let states = ["placed", "accepted", "preparing", "ready"].repeat(5);
    let put = |status: &&str| {
        let version = ["placed", "accepted", "preparing", "ready"].iter().position(|known| known == status);
        let body = json!({"order": rings("restaurant"), "status": status, "version": version.unwrap() + 1});
        api.put("/v1/orders/by-ext/woo/727", &body)
    };
    let answers = at_once(&states, put);
    assert!(answers.iter().all(|answer| [200, 201].contains(&answer.status)), "{answers:#?}");
    let made = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(made, 1, "one of them made it, the others found it");
    let code = code_of(&answers[0]);
    assert!(answers.iter().all(|answer| code_of(answer) == code));
    assert_eq!(api.get(&format!("/v1/orders/{code}")).json()["order"]["status"], "ready");
    let log = events(&api, &code);
    assert_eq!(types(&log).iter().filter(|name| **name == "order.created").count(), 1);
    let way: Vec<_> = log.iter().filter_map(|event| event["to"].as_str()).collect();
    let mut once = way.clone();
    once.dedup();
    assert_eq!(way, once, "each status is reached once");
    assert!(way.is_sorted_by_key(|status| states.iter().position(|known| known == status)), "{way:?}");
}

#[test]
fn s2_twenty_notifications_of_one_payment_at_once_pay_once() {
    let gateway = MidtransStandIn::start(SERVER_KEY);
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_WEBHOOKS__ALLOW_PRIVATE", "127.0.0.0/8")]);
    let api = server.api();
    let account = json!({"environment": "sandbox", "base_url": gateway.url(), "server_key": SERVER_KEY});
    assert_eq!(api.put("/v1/gateways/midtrans", &account).status, 200);
    let source = api.post("/v1/sources", &json!({"provider": "midtrans", "secret": SERVER_KEY})).json();
    let hook = source["url"].as_str().and_then(|url| url.strip_prefix(server.url())).unwrap().to_owned();
    let code = place(&api, &order("shop"));
    let link = api.post_empty(&format!("/v1/orders/{code}/payment-link")).json();
    let reference = link["payment"]["reference"].as_str().unwrap();
    gateway.choose(reference, "bca_va");
    gateway.act(reference, "settle", &json!({}));
    let told: Vec<Value> = gateway.notifications().into_iter().map(|one| one.body).collect();
    assert_eq!(told.len(), 2, "pending and settlement: {told:#?}");
    let bodies: Vec<Value> = told.iter().cycle().take(20).cloned().collect();

    // The gateway has lost its patience: everything comes ten times, from everywhere, in no order.
    let anybody = server.anonymous();
    let answers = at_once(&bodies, |body| anybody.post(&hook, body).status);
    assert_eq!(answers, [200; 20]);
    let paid = || api.get(&format!("/v1/orders/{code}")).json()["order"]["status"] == "placed";
    let deadline = Instant::now() + Duration::from_secs(20);
    while !paid() {
        assert!(Instant::now() < deadline, "{:#?}", events(&api, &code));
        thread::sleep(Duration::from_millis(20));
    }
    // Once more, when all of it is known.
    assert_eq!(at_once(&bodies, |body| anybody.post(&hook, body).status), [200; 20]);
    let log = events(&api, &code);
    let received = types(&log).iter().filter(|name| **name == "payment.received").count();
    let placed = log.iter().filter(|event| event["to"] == "placed").count();
    assert_eq!((received, placed), (1, 1), "{:?}", types(&log));
}
