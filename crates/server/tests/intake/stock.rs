//! Stock and users that other systems report: taken like what the app reports itself, each thing once, and held to the
//! same limits.

use jiff::Timestamp;
use orderbell_testkit::TestServer;
use serde_json::{Value, json};

use crate::desk::{BINARY, Desk, Source, base64_hmac, send_woo};
use crate::faults::die_at;

const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

/// A source that says whatever we have words for, by a token.
fn generic() -> Value {
    json!({"provider": "generic", "secret": "s3cret-token"})
}

fn say(desk: &Desk, source: &Source, message: &Value) -> Value {
    desk.taken(source, &[("X-Callback-Token", "s3cret-token")], &message.to_string())
}

fn left(id: &str, sku: &str, name: &str, stock: i64) -> Value {
    json!({"id": id, "type": "stock.changed", "data": {"sku": sku, "name": name, "stock": stock}})
}

fn detail(desk: &Desk, source: &Source) -> (String, String) {
    let receipt = desk.receipts(source).remove(0);
    let text = |field: &str| receipt[field].as_str().unwrap().to_owned();
    (text("outcome"), text("detail"))
}

#[test]
fn stock_and_users_come_by_standard_webhooks_and_are_told_once() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.source(&json!({"provider": "standard", "secret": SECRET}));
    let now = Timestamp::now().as_second().to_string();
    let key = orderbell_intake::standard::secret_bytes(SECRET).unwrap();
    let send = |id: &str, message: Value| {
        let body = message.to_string();
        let signature = format!("v1,{}", base64_hmac(&key, &format!("{id}.{now}.{body}")));
        let headers = [("webhook-id", id), ("webhook-timestamp", &*now), ("webhook-signature", &signature)];
        desk.taken(&source, &headers, &body)
    };
    let stock =
        |left: i64| json!({"type": "stock.changed", "data": {"sku": "K1", "name": "Kopi", "stock": left}});
    let ana = json!({"type": "user.registered", "data": {"id": 4711, "name": "Ana", "email": "ana@example.com",
        "phone": "0812-3456-789"}});
    assert_eq!(send("m1", stock(9))["outcome"], "applied");
    for _ in 0..3 {
        send("m2", stock(4));
        send("m3", ana.clone());
    }
    send("m4", stock(3));
    assert_eq!(detail(&desk, &source), ("applied".into(), "K1: 3 left".into()));
    let told: Vec<_> = desk.receipts(&source).iter().map(|receipt| receipt["detail"].clone()).collect();
    assert_eq!(told[1..3], ["user.registered, ana@example.com is new", "stock.low, K1: 4 left"]);
    assert_eq!(desk.events(), ["stock.low", "user.registered"]);
    assert_eq!(desk.api.get("/v1/products/K1").json()["product"]["stock"], 3);
    assert_eq!(desk.api.get("/v1/users/4711").json()["phone"], "0812-3456-789");
}

#[test]
fn what_does_not_fit_is_named_and_changes_nothing() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.source(&generic());
    let long = "x".repeat(65);
    for (message, why) in [
        (left("1", &long, "Kopi", 1), "sku must be at most 64 characters long, has 65"),
        (
            left("2", "K1", "Kopi", -2_000_000_000),
            "stock must be a whole number from -1000000000 to 1000000000",
        ),
        (left("3", "K1", "Kopi", i64::MAX), "stock must be a whole number from -1000000000 to 1000000000"),
        (left("4", "\u{1b}\u{7f}", "Kopi", 1), "sku is required"),
        (left("5", "K1", "", 1), "K1: a new product needs a name"),
        (
            json!({"id": "6", "type": "user.registered", "data": {"id": "1", "name": "\u{0}\u{7}"}}),
            "name is required",
        ),
    ] {
        assert_eq!(say(&desk, &source, &message)["outcome"], "failed", "{message}");
        let (_, said) = detail(&desk, &source);
        assert!(said.starts_with(why), "{said}");
    }
    // Control characters go, as everywhere; what a user can do without is left out where it is wrong.
    say(&desk, &source, &left("7", "K\u{0}1", "Ko\u{202e}pi", 9));
    let product = desk.api.get("/v1/products/K1").json()["product"].clone();
    assert_eq!((&product["name"], &product["stock"]), (&json!("Kopi"), &json!(9)));
    let bare =
        json!({"id": "8", "type": "user.registered", "data": {"id": "1", "name": "Ana", "email": "ana@"}});
    assert_eq!(say(&desk, &source, &bare)["outcome"], "applied");
    assert_eq!(detail(&desk, &source).1, "user.registered, Ana is new");
    // Without an id, 4 again would look like a repeat of the 4 before.
    let nameless = json!({"type": "stock.changed", "data": {"sku": "K1", "stock": 4}}).to_string();
    assert_eq!(desk.send(&source, &[("X-Callback-Token", "s3cret-token")], &nameless).status, 400);
    assert_eq!(desk.events(), ["user.registered"]);
}

#[test]
fn shops_report_stock_and_new_customers() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let settings = json!({"vendor_id": "bandung"});
    let shop = desk.source(&json!({"provider": "woocommerce", "secret": "woo_secret", "settings": settings}));
    let kopi = |left: i64| {
        json!({"id": 31, "name": "Kopi", "sku": "K1", "stock_quantity": left, "date_modified_gmt": "2026-11-21T03:04:05"})
            .to_string()
    };
    send_woo(&desk, &shop, "product.created", &kopi(9));
    for _ in 0..2 {
        send_woo(&desk, &shop, "product.updated", &kopi(4));
    }
    let product = desk.api.get("/v1/products/K1").json()["product"].clone();
    assert_eq!((&product["stock"], &product["vendor_id"]), (&json!(4), &json!("bandung")));
    let ana =
        json!({"id": 25, "email": "ana@example.com", "first_name": "Ana", "last_name": "Putri"}).to_string();
    send_woo(&desk, &shop, "customer.created", &ana);
    let newest = &desk.receipts(&shop)[0]["id"];
    let whole = desk.api.get(&format!("/v1/sources/{}/receipts/{newest}", shop.id)).json();
    let topic = json!({"name": "x-wc-webhook-topic", "value": "customer.created"});
    assert!(whole["headers"].as_array().unwrap().contains(&topic), "{whole}");

    let shopify = desk.source(&json!({"provider": "shopify", "secret": "shpss_secret"}));
    let tell = |topic: &str, id: &str, body: Value| {
        let body = body.to_string();
        let signature = base64_hmac(b"shpss_secret", &body);
        let headers = [
            ("X-Shopify-Hmac-Sha256", &*signature),
            ("X-Shopify-Topic", topic),
            ("X-Shopify-Webhook-Id", id),
        ];
        desk.taken(&shopify, &headers, &body)
    };
    let batik = json!({"sku": "808950810", "name": "Batik", "stock": 7});
    assert_eq!(desk.api.post("/v1/products", &batik).status, 201);
    tell(
        "inventory_levels/update",
        "w1",
        json!({"inventory_item_id": 808_950_810, "location_id": 1, "available": 2}),
    );
    assert_eq!(detail(&desk, &shopify), ("applied".into(), "stock.low, 808950810: 2 left".into()));
    let kain = json!({"id": 632_910_392, "title": "Kain", "updated_at": "2025-03-01T03:00:00Z",
        "variants": [{"title": "Merah", "sku": "K-M", "inventory_item_id": 49_148_385}]});
    tell("products/create", "w1a", kain);
    assert_eq!(detail(&desk, &shopify), ("applied".into(), "K-M is shopify 49148385".into()));
    let level =
        |left: i64, at: &str| json!({"inventory_item_id": 49_148_385, "available": left, "updated_at": at});
    tell("inventory_levels/update", "w1c", level(8, "2025-03-01T04:00:05Z"));
    tell("inventory_levels/update", "w1b", level(3, "2025-03-01T04:00:01Z"));
    let late = "is older than what is known, or would lead back";
    assert_eq!(detail(&desk, &shopify), ("ignored".into(), late.into()));
    let kain = desk.api.get("/v1/products/K-M").json()["product"].clone();
    assert_eq!((&kain["name"], &kain["stock"]), (&json!("Kain - Merah"), &json!(8)));
    assert_eq!(
        (&kain["external_ids"], &kain["counted_at"]),
        (&json!({"shopify": "49148385"}), &json!("2025-03-01T04:00:05.000Z"))
    );
    let siti = json!({"id": 706, "email": "siti@example.com", "first_name": "Siti", "last_name": "Aminah"});
    tell("customers/create", "w2", siti);
    assert_eq!(desk.events(), ["stock.low", "user.registered", "stock.low", "user.registered"]);
}

#[test]
fn a_stock_survives_a_death_at_every_step() {
    let body = left("m1", "K1", "Kopi", 4).to_string();
    let headers = [("X-Callback-Token", "s3cret-token")];
    let send = |desk: &Desk, source: &Source| desk.try_send(source, &headers, &body);
    for point in ["received", "written", "step", "applied", "committed"] {
        let (desk, _server, source) = die_at(point, send, &generic());
        assert_eq!(detail(&desk, &source), ("applied".into(), "stock.low, K1: 4 left".into()), "{point}");
        assert_eq!(desk.receipts(&source).len(), 1, "{point}");
        assert_eq!(desk.events(), ["order.created", "stock.low"], "{point}");
    }
}
