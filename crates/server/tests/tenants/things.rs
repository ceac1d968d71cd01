//! One of everything that an app can have, and what a path may name of it.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use orderbell_testkit::{Endpoint, Socket, TestServer};
use orderbell_wire::auth::http::sign;
use serde_json::{Value, json};

use crate::apps::App;

/// In everything that the app has been told; nothing that another app is shown may have it.
pub(crate) const MARK: &str = "melati";

/// Far more than anything takes; only a failure waits so long.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the parts of a path name: by the part before, and the name in the description.
#[derive(Debug, Clone)]
pub(crate) struct Things(BTreeMap<(String, String), String>);

impl Things {
    /// What a part of the path of an operation names.
    pub(crate) fn named(&self, operation: &str, before: &str, name: &str) -> &str {
        // Begun by hand, a job is over; another one is there to be taken back.
        let before = if operation == "cancel_job" { "jobs to cancel" } else { before };
        let found = self.0.get(&(before.to_owned(), name.to_owned()));
        found.unwrap_or_else(|| {
            panic!("{operation} names {{{name}}} after {before}: make one of it in things.rs, so that it is walked")
        })
    }

    /// The same with another name for the order: it has two.
    pub(crate) fn with_order(&self, order: &str) -> Self {
        let mut other = self.clone();
        other.0.insert(("orders".into(), "order".into()), order.into());
        other
    }

    /// Names of the same kinds that nothing has.
    pub(crate) fn nowhere(&self, order: &str) -> Self {
        let other = |((before, name), real): (&(String, String), &String)| {
            let made_up = match &**name {
                // These are words, not things.
                "action" | "decision" | "provider" => real.clone(),
                "order" => order.to_owned(),
                "socket_id" => "1.1".to_owned(),
                _ if real.parse::<i64>().is_ok() => "987654321".to_owned(),
                _ => "nothing-has-this-name".to_owned(),
            };
            ((before.clone(), name.clone()), made_up)
        };
        Self(self.0.iter().map(other).collect())
    }

    /// An answer without what was asked for in it.
    pub(crate) fn cleared(&self, text: &str) -> String {
        let named =
            self.0.iter().filter(|((_, name), _)| !matches!(&**name, "action" | "decision" | "provider"));
        let mut values: Vec<_> = named.map(|(_, value)| value).collect();
        values.sort_by_key(|value| usize::MAX - value.len());
        values.into_iter().fold(text.to_owned(), |text, value| text.replace(value.as_str(), "…"))
    }
}

/// An app with everything in it. What it holds open is as long there as this.
#[derive(Debug)]
pub(crate) struct Full {
    pub(crate) app: App,
    pub(crate) things: Things,
    pub(crate) uid: String,
    pub(crate) code: String,
    _socket: Socket,
    _endpoint: Endpoint,
}

pub(crate) fn order(code: &str, vendor: &str, pay_later: bool) -> Value {
    json!({
        "code": code, "flow": "restaurant", "pay_later": pay_later, "vendor_id": vendor,
        "customer": {"name": format!("Budi {MARK}")}, "items": [{"name": "Nasi goreng", "qty": 2, "unit_price": "22500"}],
    })
}

/// Fills the app. Returns when nothing of it changes by itself any more.
pub(crate) fn fill(server: &TestServer, app: App) -> Full {
    let owner = &app.owner;
    let post = |path: &str, body: &Value| {
        let reply = owner.post(path, body);
        assert!((200..=202).contains(&reply.status), "{path}: {} {}", reply.status, reply.text);
        if reply.text.is_empty() { Value::Null } else { reply.json() }
    };
    let code = format!("{}-1", MARK.to_uppercase());
    let (uid, _) = app.place(&order(&code, &format!("{MARK}-vendor"), true));
    let part = |part: &str| format!("/v1/orders/{code}/{part}");
    let reference = format!("{code}-1");
    post(
        &part("payments"),
        &json!({"provider": "midtrans", "ref": reference, "status": "paid", "method": "QRIS"}),
    );
    let case = format!("{code}-R1");
    post(&part("cases"), &json!({"kind": "refund", "amount": "10000", "reason": MARK}));
    post(&part("shipment"), &json!({"status": "in_transit", "courier": "JNE", "tracking_no": "JP1"}));
    // Orders that wait for their payment have jobs.
    for more in [2, 3] {
        app.place(&order(&format!("{}-{more}", MARK.to_uppercase()), "7", false));
    }
    let sku = format!("{MARK}-sku");
    post("/v1/products", &json!({"sku": sku, "name": MARK, "price": "25000", "stock": 20}));
    post("/v1/vendors", &json!({"id": format!("{MARK}-vendor"), "name": MARK}));
    post(
        "/v1/users",
        &json!({"id": format!("{MARK}-user"), "name": MARK, "email": format!("{MARK}@example.com")}),
    );
    let mapping = post(
        "/v1/mappings",
        &json!({"mapping": {
            "event": [format!("{MARK}.created"), "e"], "as": "order.status", "source": MARK, "set": {"ext_id": "/id", "to": "/to"},
        }}),
    );
    let courier = post(
        "/v1/couriers",
        &json!({
            "name": MARK, "url": "https://courier.example/{tracking_no}", "status_at": "/status", "enabled": false,
        }),
    );
    let token = format!("{MARK}-secret-token");
    let source = post("/v1/sources", &json!({"name": MARK, "provider": "generic", "secret": token}));
    let url = source["url"].as_str().unwrap().strip_prefix(server.url()).unwrap().to_owned();
    let report = json!({"id": 1, "type": "payment.paid", "data": {
        "order_code": code, "transaction_id": 7, "amount": "1000", "currency": "IDR", "method": "cash",
    }});
    let told = server.anonymous().header("X-Callback-Token", &token);
    let told = told.post_text(&url, "application/json", &report.to_string());
    assert_eq!(told.status, 200, "{}", told.text);
    let source = source["source"]["id"].to_string();
    let receipts = owner.get(&format!("/v1/sources/{source}/receipts")).json();

    let endpoint = Endpoint::content();
    let webhook = post("/v1/webhooks", &json!({"url": endpoint.url(), "channel_prefix": MARK}));
    let webhook = webhook["id"].to_string();
    post(&format!("/v1/webhooks/{webhook}/test"), &Value::Null);
    let delivery = until(|| {
        let page = owner.get(&format!("/v1/webhooks/{webhook}/deliveries")).json();
        let delivery = &page["deliveries"][0];
        (delivery["state"] == "delivered").then(|| delivery["id"].to_string()).ok_or_else(|| page.to_string())
    });
    let gateway =
        json!({"environment": "sandbox", "server_key": "SB-Mid-server-OfTheOther1", "enabled": false});
    assert_eq!(owner.put("/v1/gateways/midtrans", &gateway).status, 200);
    assert_eq!(owner.patch("/v1/words", &json!({"aliases": {"placed": MARK}})).status, 200);

    let (mut socket, socket_id) = Socket::open(server.authority(), &app.key);
    socket.subscribe(&format!("news.{MARK}"), "");
    trigger(server, &format!("news.{MARK}"));
    // What was triggered is no object, so it failed and may be read again.
    let failed = owner.get("/v1/mappings/log").json()["entries"][0]["id"].to_string();
    let jobs = until(|| {
        let jobs = owner.get("/v1/jobs?kind=order.expire&state=ready").json()["jobs"].clone();
        let ids: Vec<_> = jobs.as_array().unwrap().iter().map(|job| job["id"].to_string()).collect();
        if ids.len() >= 2 { Ok(ids) } else { Err(jobs.to_string()) }
    });
    let things = [
        (("apps", "app"), app.id.clone()),
        (("keys", "key"), app.key.clone()),
        (("orders", "order"), uid.clone()),
        (("{order}", "action"), "accept".to_owned()),
        (("by-ext", "source"), MARK.to_owned()),
        (("{source}", "ext_id"), format!("{MARK}-1042")),
        (("cases", "case"), case),
        (("{case}", "decision"), "approve".to_owned()),
        (("payments", "provider"), "midtrans".to_owned()),
        (("{provider}", "reference"), reference),
        (("products", "sku"), sku),
        (("vendors", "id"), format!("{MARK}-vendor")),
        (("users", "id"), format!("{MARK}-user")),
        (("mappings", "id"), mapping["id"].to_string()),
        (("log", "entry"), failed),
        (("couriers", "id"), courier["id"].to_string()),
        (("sources", "id"), source),
        (("receipts", "receipt"), receipts["receipts"][0]["id"].to_string()),
        (("webhooks", "id"), webhook),
        (("deliveries", "delivery"), delivery),
        (("jobs", "id"), jobs[0].clone()),
        (("jobs to cancel", "id"), jobs[1].clone()),
        (("connections", "socket_id"), socket_id),
        (("channels", "channel"), format!("news.{MARK}")),
    ];
    let things = things.map(|((before, name), value)| ((before.to_owned(), name.to_owned()), value));
    Full { things: Things(things.into()), uid, code, app, _socket: socket, _endpoint: endpoint }
}

fn trigger(server: &TestServer, channel: &str) {
    let run = server.first_run();
    let path = format!("/apps/{}/events", run.app_id);
    let body = json!({"name": "e", "channels": [channel], "data": MARK}).to_string();
    let now = jiff::Timestamp::now().as_second();
    let query = sign(&run.key, &run.secret, "POST", &path, &[], body.as_bytes(), now);
    let reply = server.anonymous().post_text(&format!("{path}?{query}"), "application/json", &body);
    assert_eq!((reply.status, &*reply.text), (200, "{}"));
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
