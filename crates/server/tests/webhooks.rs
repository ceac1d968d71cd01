//! Webhooks from the socket to somebody else's server: checks 140 to 148, and what endpoints do to each other.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use orderbell_testkit::{Answer, Endpoint, Http, Received, Socket, TestServer};
use orderbell_wire::auth::{subscription_signature, webhook_signature};
use serde_json::{Value, json};

/// Far more than anything takes; only a failure waits so long.
const PATIENCE: Duration = Duration::from_secs(30);

fn server(settings: &[(&str, &str)]) -> TestServer {
    let mut all = vec![("ORDERBELL_WEBHOOKS__ALLOW_PRIVATE", "127.0.0.0/8"), ("ORDERBELL_HUB__SHARDS", "2")];
    all.extend(settings);
    TestServer::start_with(env!("CARGO_BIN_EXE_orderbell"), &all)
}

fn add(api: &Http, body: &Value) -> i64 {
    let reply = api.post("/v1/webhooks", body);
    assert_eq!(reply.status, 201, "{}", reply.text);
    reply.json()["id"].as_i64().unwrap()
}

fn connect(server: &TestServer) -> (Socket, String) {
    Socket::open(server.authority(), &server.first_run().key)
}

fn auth(server: &TestServer, socket: &str, channel: &str, data: Option<&str>) -> String {
    let first = server.first_run();
    let (socket, name) = (socket.parse().unwrap(), channel.parse().unwrap());
    format!("{}:{}", first.key, subscription_signature(&first.secret, socket, &name, data))
}

/// The events of some requests, in the order in which they came.
fn events(received: &[Received]) -> Vec<Value> {
    received.iter().flat_map(|request| request.json()["events"].as_array().unwrap().clone()).collect()
}

fn occupied(channel: &str) -> Value {
    json!({"name": "channel_occupied", "channel": channel})
}

/// The log of a webhook once a delivery of it satisfies a condition.
fn delivery(api: &Http, webhook: i64, reached: impl Fn(&Value) -> bool) -> Value {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let page = api.get(&format!("/v1/webhooks/{webhook}/deliveries")).json();
        let list = page["deliveries"].as_array().unwrap();
        if let Some(found) = list.iter().find(|delivery| reached(delivery)) {
            return found.clone();
        }
        assert!(Instant::now() < deadline, "not in the log: {page:#}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn check_140_a_first_subscriber_is_reported_signed_and_exact() {
    let (server, endpoint) = (server(&[]), Endpoint::content());
    let webhook = add(&server.api(), &json!({"url": endpoint.url()}));
    let before = jiff::Timestamp::now().as_millisecond();
    let (mut socket, _) = connect(&server);
    socket.subscribe("a", "");
    let request = endpoint.wait_for(1).remove(0);
    let after = jiff::Timestamp::now().as_millisecond();
    let first = server.first_run();
    assert_eq!(request.line, "POST /hook");
    assert_eq!(request.header("Content-Type"), Some("application/json"));
    assert_eq!(request.header("X-Pusher-Key"), Some(&*first.key));
    assert_eq!(request.header("X-Pusher-Signature"), Some(&*webhook_signature(&first.secret, &request.body)));
    assert!(request.header("User-Agent").unwrap().starts_with("Orderbell/"));
    let time = request.json()["time_ms"].as_i64().unwrap();
    assert!((before..=after).contains(&time), "{before} {time} {after}");
    let exact = format!(r#"{{"time_ms":{time},"events":[{{"name":"channel_occupied","channel":"a"}}]}}"#);
    assert_eq!(request.body, exact);
    let logged = delivery(&server.api(), webhook, |delivery| delivery["state"] == "delivered");
    assert_eq!(request.header("X-Orderbell-Delivery").unwrap(), logged["id"].to_string());
    assert_eq!((&logged["events"], &logged["attempts"][0]["status"]), (&json!(1), &json!(200)));
    let details = server.api().get(&format!("/v1/webhooks/{webhook}/deliveries/{}", logged["id"])).json();
    assert_eq!(
        (&details["body"], &details["attempts"][0]["response"]),
        (&json!(request.body), &json!("thanks"))
    );
}

#[test]
fn check_141_142_143_what_happens_on_channels_arrives_and_brief_absences_do_not() {
    let server = server(&[("ORDERBELL_CHANNELS__CLIENT_EVENTS", "true")]);
    let endpoint = Endpoint::content();
    // One request at a time, so that the order of arrival is the order of events of all channels.
    add(&server.api(), &json!({"url": endpoint.url(), "batch": false, "channel_prefix": "presence-"}));
    let data = r#"{"user_id":"u1","user_info":{"name":"Dewi"}}"#;
    let join = |channel: &str| {
        let (mut socket, id) = connect(&server);
        let auth = auth(&server, &id, channel, Some(data));
        socket.send("pusher:subscribe", &json!({"auth": auth, "channel": channel, "channel_data": data}));
        assert_eq!(socket.next().unwrap().event, "pusher_internal:subscription_succeeded");
        (socket, id)
    };
    let (mut first, id) = join("presence-a");
    first.send_text(r#"{"event":"client-typing","channel":"presence-a","data":{"a": 1}}"#);
    let client = json!({
        "name": "client_event", "channel": "presence-a", "event": "client-typing", "data": r#"{"a": 1}"#,
        "socket_id": id, "user_id": "u1",
    });
    let added = json!({"name": "member_added", "channel": "presence-a", "user_id": "u1"});
    assert_eq!(events(&endpoint.wait_for(3)), [occupied("presence-a"), added, client]);
    // Away, and back through another connection.
    drop(first);
    let (second, _) = join("presence-a");
    let left = Instant::now();
    drop(second);
    let removed = json!({"name": "member_removed", "channel": "presence-a", "user_id": "u1"});
    let vacated = json!({"name": "channel_vacated", "channel": "presence-a"});
    let received = endpoint.wait_for(5);
    assert_eq!(events(&received)[3..], [removed, vacated]);
    let waited = received[3].at - left;
    assert!(waited >= Duration::from_secs(2) && waited < Duration::from_secs(10), "{waited:?}");
}

#[test]
fn check_144_145_148_each_webhook_hears_what_it_asked_for() {
    let server = server(&[("ORDERBELL_CHANNELS__SUBSCRIPTION_COUNTS", "true")]);
    let (misses, counts) = (Endpoint::content(), Endpoint::content());
    add(&server.api(), &json!({"url": misses.url(), "events": ["cache_miss"]}));
    add(
        &server.api(),
        &json!({"url": counts.url(), "events": ["subscription_count"], "channel_prefix": "a"}),
    );
    let (mut one, _) = connect(&server);
    one.subscribe("cache-x", "");
    one.send("pusher:subscribe", &json!({"auth": "", "channel": "a"}));
    let miss = json!({"name": "cache_miss", "channel": "cache-x"});
    assert_eq!(events(&misses.wait_for(1)), [miss]);
    let count = json!({"name": "subscription_count", "channel": "a", "subscription_count": 1});
    assert_eq!(events(&counts.wait_for(1)), [count]);
    assert_eq!(misses.received().len(), 1);
}

#[test]
fn check_146_a_failing_endpoint_is_tried_again_with_the_same_body_and_then_given_up() {
    let server = server(&[("ORDERBELL_WEBHOOKS__RETRY_SECONDS", "5")]);
    let api = server.api();
    let recovers = Endpoint::start(|number, _| Answer::Status(if number < 2 { 500 } else { 200 }));
    let never = Endpoint::start(|_, _| Answer::Status(404));
    let gone = Endpoint::start(|_, _| Answer::Status(410));
    let ids = [&recovers, &never, &gone].map(|endpoint| add(&api, &json!({"url": endpoint.url()})));
    let (mut socket, _) = connect(&server);
    socket.subscribe("a", "");
    let received = recovers.wait_for(3);
    let bodies: BTreeSet<_> = received.iter().map(|request| &request.body).collect();
    assert_eq!(bodies.len(), 1, "the time and the signature stay");
    let signatures: BTreeSet<_> =
        received.iter().map(|request| request.header("X-Pusher-Signature")).collect();
    assert_eq!(signatures.len(), 1);
    assert!(received[1].at - received[0].at >= Duration::from_millis(1700), "the first pause is about 2 s");
    let logged = delivery(&api, ids[0], |delivery| delivery["state"] == "delivered");
    let statuses = |delivery: &Value| -> Vec<i64> {
        let attempts = delivery["attempts"].as_array().unwrap();
        attempts.iter().map(|attempt| attempt["status"].as_i64().unwrap()).collect()
    };
    assert_eq!(statuses(&logged), [500, 500, 200]);
    let given_up = delivery(&api, ids[1], |delivery| delivery["state"] == "failed");
    assert_eq!(statuses(&given_up), [404, 404, 404], "after 0, 2 and 5 seconds");
    assert_eq!(statuses(&delivery(&api, ids[2], |delivery| delivery["state"] == "failed")), [410]);
}

#[test]
fn check_147_events_come_together_or_one_by_one_and_in_order() {
    let server = server(&[("ORDERBELL_CHANNELS__CLIENT_EVENTS", "true")]);
    let (together, apart) = (Endpoint::content(), Endpoint::content());
    let events_wanted = json!(["client_event"]);
    add(&server.api(), &json!({"url": together.url(), "events": events_wanted}));
    add(&server.api(), &json!({"url": apart.url(), "events": events_wanted, "batch": false}));
    let mut sockets: Vec<_> = (0..5).map(|_| connect(&server)).collect();
    for (socket, id) in &mut sockets {
        let auth = auth(&server, id, "private-a", None);
        socket.subscribe("private-a", &auth);
    }
    for round in 0..10 {
        for (number, (socket, _)) in sockets.iter_mut().enumerate() {
            let event = json!({"event": "client-x", "channel": "private-a", "data": [number, round]});
            socket.send_text(&event.to_string());
        }
    }
    for (endpoint, most) in [(&together, 20), (&apart, 1)] {
        let received = endpoint.wait_until(|received| events(received).len() >= 50);
        assert!(
            received
                .iter()
                .all(|request| (1..=most).contains(&request.json()["events"].as_array().unwrap().len()))
        );
        let mut rounds = [0; 5];
        for event in events(&received) {
            let data: Value = serde_json::from_str(event["data"].as_str().unwrap()).unwrap();
            let sender = usize::try_from(data[0].as_u64().unwrap()).unwrap();
            assert_eq!(data[1], rounds[sender], "the events of a sender are in order");
            rounds[sender] += 1;
        }
        assert_eq!(rounds, [10; 5]);
    }
    assert!(together.received().len() < 25, "{}", together.received().len());
}

#[test]
fn a_bad_endpoint_delays_nobody_else() {
    let server = server(&[]);
    let api = server.api();
    let bad: Vec<_> = [Answer::Stall, Answer::Drip, Answer::HangUp, Answer::Endless]
        .into_iter()
        .map(|answer| Endpoint::start(move |_, _| answer.clone()))
        .collect();
    let good = Endpoint::content();
    let target = Endpoint::content();
    let redirect_to = target.url();
    let redirecting = Endpoint::start(move |_, _| Answer::Redirect(redirect_to.clone()));
    let bad_ids: Vec<_> = bad.iter().map(|endpoint| add(&api, &json!({"url": endpoint.url()}))).collect();
    let redirecting_id = add(&api, &json!({"url": redirecting.url()}));
    add(&api, &json!({"url": good.url()}));
    let (mut socket, _) = connect(&server);
    for number in 0..10 {
        let begun = Instant::now();
        socket.subscribe(&format!("a{number}"), "");
        good.wait_until(|received| events(received).len() > number);
        assert!(begun.elapsed() < Duration::from_secs(2), "{number}: {:?}", begun.elapsed());
    }
    // An endless body after a good head is a success; the others are noted for what they are.
    delivery(&api, bad_ids[3], |delivery| delivery["state"] == "delivered");
    for id in [bad_ids[0], bad_ids[1]] {
        let slow = delivery(&api, id, |delivery| delivery["attempts"][0]["error"].is_string());
        let attempt = &slow["attempts"][0];
        assert_eq!(attempt["error"], "no answer within 4000 ms");
        assert!((4000..6000).contains(&attempt["duration_ms"].as_i64().unwrap()), "{attempt}");
    }
    let broken = delivery(&api, bad_ids[2], |delivery| delivery["attempts"][0]["error"].is_string());
    assert!(broken["attempts"][0]["error"].as_str().unwrap().starts_with("no usable answer"), "{broken}");
    let redirected = delivery(&api, redirecting_id, |delivery| delivery["attempts"][0]["status"] == 302);
    assert_eq!(redirected["state"], "pending");
    assert_eq!(target.received().len(), 0, "redirects are not followed");
}

#[test]
fn g12_webhooks_do_not_lead_inside() {
    let inside = Endpoint::content();
    let server = TestServer::start(env!("CARGO_BIN_EXE_orderbell"));
    let port = inside.url().rsplit(':').next().unwrap().trim_end_matches("/hook").to_owned();
    for url in [
        format!("http://127.0.0.1:{port}/"),
        format!("https://127.0.0.1:{port}/"),
        "https://127.1/".into(),
        "https://0x7f000001/".into(),
        "https://2130706433/".into(),
        "https://[::ffff:127.0.0.1]/".into(),
        "https://[64:ff9b::7f00:1]/".into(),
        "https://169.254.169.254/latest/meta-data/".into(),
        "https://10.0.0.1/".into(),
        "https://user@127.0.0.1/".into(),
        "ftp://example.com/".into(),
        "javascript:alert(1)".into(),
        "".into(),
    ] {
        let reply = server.api().post("/v1/webhooks", &json!({"url": url}));
        assert_eq!(
            (reply.status, &reply.json()["errors"][0]["field"]),
            (422, &json!("url")),
            "{url}: {}",
            reply.text
        );
    }
    // A name that leads inside is only found out on the way.
    let id = add(&server.api(), &json!({"url": "https://localhost/"}));
    let tested = server.api().post(&format!("/v1/webhooks/{id}/test"), &json!({}));
    assert_eq!(tested.status, 202, "{}", tested.text);
    let failed = delivery(&server.api(), id, |delivery| delivery["state"] == "failed");
    let error = failed["attempts"][0]["error"].as_str().unwrap();
    assert!(error.contains("loopback address"), "{failed}");
    assert_eq!(inside.received().len(), 0);
}

#[test]
fn w1_nothing_recorded_is_lost_when_the_server_is_killed() {
    let mut server = server(&[("ORDERBELL_CHANNELS__CLIENT_EVENTS", "true")]);
    // The endpoint answers nothing while the server lives, so that it dies with attempts in hand.
    let endpoint = Endpoint::start(|number, _| if number < 12 { Answer::Stall } else { Answer::Status(200) });
    let id = add(&server.api(), &json!({"url": endpoint.url(), "batch": false, "events": ["client_event"]}));
    let mut expected = BTreeSet::new();
    for round in 0..3 {
        let (mut socket, socket_id) = connect(&server);
        for number in 0..4 {
            let channel = format!("private-{round}-{number}");
            let auth = auth(&server, &socket_id, &channel, None);
            socket.subscribe(&channel, &auth);
            let event = json!({"event": "client-x", "channel": channel, "data": "x"});
            socket.send_text(&event.to_string());
            expected.insert(channel);
        }
        // Everything of this round is in the ledger, and something is on its way.
        let recorded = 4 * (round + 1);
        let deadline = Instant::now() + PATIENCE;
        while server.api().get(&format!("/v1/webhooks/{id}/deliveries")).json()["deliveries"]
            .as_array()
            .unwrap()
            .len()
            < recorded
        {
            assert!(Instant::now() < deadline, "round {round} was not recorded");
            std::thread::sleep(Duration::from_millis(10));
        }
        drop(endpoint.wait_for(round + 1));
        server.crash_and_restart();
    }
    let received = endpoint.wait_until(|received| {
        let done =
            received.iter().skip(12).flat_map(|request| request.json()["events"].as_array().unwrap().clone());
        done.map(|event| event["channel"].as_str().unwrap().to_owned()).collect::<BTreeSet<_>>().len() >= 12
    });
    let channels: BTreeSet<_> =
        events(&received[12..]).iter().map(|event| event["channel"].as_str().unwrap().to_owned()).collect();
    assert_eq!(channels, expected);
    let deliveries: BTreeSet<_> =
        received.iter().map(|request| request.header("X-Orderbell-Delivery").unwrap().to_owned()).collect();
    assert_eq!(deliveries.len(), 12, "a repetition names the same delivery");
}

#[test]
fn stopping_finishes_what_is_in_hand() {
    let mut server = server(&[]);
    let endpoint = Endpoint::content();
    let id = add(&server.api(), &json!({"url": endpoint.url(), "events": ["channel_occupied"]}));
    let (mut socket, _) = connect(&server);
    for number in 0..5 {
        socket.subscribe(&format!("a{number}"), "");
    }
    server.terminate();
    server.restart();
    let received = endpoint.wait_until(|received| events(received).len() >= 5);
    assert_eq!(events(&received).len(), 5, "each once: nothing was cut off in the middle");
    delivery(&server.api(), id, |delivery| delivery["state"] == "delivered");
}

#[test]
fn webhooks_are_managed_over_the_api() {
    let server = server(&[]);
    let (api, endpoint) = (server.api(), Endpoint::content());
    assert_eq!(server.anonymous().get("/v1/webhooks").status, 401);
    assert_eq!(api.get("/v1/webhooks").json(), json!({"webhooks": []}));
    let made = api.post("/v1/webhooks", &json!({"url": endpoint.url()}));
    assert_eq!(made.status, 201);
    let made = made.json();
    assert_eq!(made["events"].as_array().unwrap().len(), 7);
    assert_eq!(
        (&made["batch"], &made["enabled"], &made["channel_prefix"]),
        (&json!(true), &json!(true), &json!(""))
    );
    let path = format!("/v1/webhooks/{}", made["id"]);
    let changed = api.patch(&path, &json!({"events": ["cache_miss"], "enabled": false}));
    assert_eq!(
        (changed.status, &changed.json()["events"]),
        (200, &json!(["cache_miss"])),
        "{}",
        changed.text
    );
    assert_eq!(api.get(&path).json()["enabled"], false);
    for (body, field) in [
        (json!({"url": endpoint.url(), "events": []}), "events"),
        (json!({"url": endpoint.url(), "events": ["channel_occupied", "order.created"]}), "events[1]"),
        (json!({"url": endpoint.url(), "channel_prefix": "x".repeat(201)}), "channel_prefix"),
        (json!({"url": endpoint.url(), "secret": "x"}), "secret"),
        (json!({"url": format!("https://example.com/{}", "x".repeat(2000))}), "url"),
    ] {
        let reply = api.post("/v1/webhooks", &body);
        assert_eq!(
            (reply.status, &reply.json()["errors"][0]["field"]),
            (422, &json!(field)),
            "{}",
            reply.text
        );
    }
    // A test is sent even when the webhook is switched off, once, and without events.
    let tested = api.post(&format!("{path}/test"), &json!({}));
    assert_eq!((tested.status, &tested.json()["cause"]), (202, &json!("test")), "{}", tested.text);
    let request = endpoint.wait_for(1).remove(0);
    assert_eq!(request.json()["events"], json!([]));
    let logged = delivery(&api, made["id"].as_i64().unwrap(), |delivery| delivery["state"] == "delivered");
    let again = api.post(&format!("{path}/deliveries/{}/resend", logged["id"]), &json!({}));
    assert_eq!((again.status, &again.json()["cause"]), (202, &json!("resend")), "{}", again.text);
    let second = endpoint.wait_for(2).remove(1);
    assert!(second.json()["time_ms"].as_i64() >= request.json()["time_ms"].as_i64());
    let page = api.get(&format!("{path}/deliveries?limit=1")).json();
    let next = page["next"].as_i64().unwrap();
    let page = api.get(&format!("{path}/deliveries?limit=1&before={next}")).json();
    assert_eq!(page["deliveries"][0]["id"], logged["id"]);
    for path in
        ["/v1/webhooks/99", "/v1/webhooks/x", "/v1/webhooks/99/deliveries", &format!("{path}/deliveries/99")]
    {
        assert_eq!(api.get(path).status, 404, "{path}");
    }
    assert_eq!(api.get(&format!("{path}/deliveries?limit=0")).status, 422);
    for _ in 1..20 {
        add(&api, &json!({"url": endpoint.url()}));
    }
    let reply = api.post("/v1/webhooks", &json!({"url": endpoint.url()}));
    assert_eq!((reply.status, &reply.json()["code"]), (409, &json!("too_many_webhooks")));
    assert_eq!(api.delete(&path).status, 204);
    assert_eq!(api.get(&path).status, 404);
    assert_eq!(api.delete(&path).status, 404);
}
