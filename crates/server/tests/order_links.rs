//! The link of an order: whoever has its token may listen to this one order, from any page, and to nothing else (S4).

use orderbell_testkit::{Http, Reply, Socket, TestServer};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

fn order() -> Value {
    json!({
        "flow": "restaurant", "pay_later": true, "customer": {"name": "Budi"}, "vendor_id": "7",
        "items": [{"name": "Nasi goreng", "qty": 2, "unit_price": "22500"}],
    })
}

fn authorize(http: &Http, socket_id: &str, channel: &str, token: &str) -> Reply {
    let form = format!("socket_id={socket_id}&channel_name={channel}&token={token}");
    http.post_text("/broadcasting/auth", "application/x-www-form-urlencoded", &form)
}

#[test]
fn a_customer_follows_their_order_with_a_stock_client_and_its_link() {
    let server = TestServer::start(BINARY);
    let page = server.anonymous().header("Origin", "https://shop.example");
    let placed = server.api().post("/v1/orders", &order()).json();
    let (uid, token) = (placed["order"]["uid"].as_str().unwrap(), placed["link_token"].as_str().unwrap());
    let (mut socket, id) = Socket::open(server.authority(), &server.first_run().key);
    let channel = format!("private-order.{uid}");

    let allowed = authorize(&page, &id, &channel, token);
    assert_eq!(allowed.status, 200, "{}", allowed.text);
    assert_eq!(allowed.header("access-control-allow-origin"), Some("*"), "the shop's page may read it");
    socket.subscribe(&channel, allowed.json()["auth"].as_str().unwrap());
    assert_eq!(server.api().post_empty(&format!("/v1/orders/{uid}/accept")).status, 200);
    // That it was placed may be heard too, if the subscription was quicker than the relay.
    let mut frame = socket.next().unwrap();
    if frame.event == "order.created" {
        frame = socket.next().unwrap();
    }
    assert_eq!(frame.event, "order.status.changed");
    assert_eq!(frame.decoded()["to"], "accepted");
}

#[test]
fn a_link_opens_its_order_and_nothing_else() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let (mine, other) = (api.post("/v1/orders", &order()).json(), api.post("/v1/orders", &order()).json());
    let (uid, token) = (mine["order"]["uid"].as_str().unwrap(), mine["link_token"].as_str().unwrap());
    let other = other["order"]["uid"].as_str().unwrap();
    assert_eq!(token.len(), 22, "128 bits");
    for (channel, token) in [
        (format!("private-order.{other}"), token),
        (format!("private-order.{uid}"), "AAAAAAAAAAAAAAAAAAAAAA"),
        (format!("private-order.{uid}"), ""),
        ("private-order.01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f".to_owned(), token),
        ("private-vendor-orders.7".to_owned(), token),
        ("private-admin.orders".to_owned(), token),
        (format!("private-order.{uid}"), server.first_run().api_key.as_str()),
    ] {
        let reply = authorize(&server.anonymous(), "1.2", &channel, token);
        assert_eq!(reply.status, 403, "{channel} with {token}: {}", reply.text);
    }
}

#[test]
fn a_link_is_told_once_and_again_to_a_repetition_only() {
    let server = TestServer::start(BINARY);
    let api = server.api();
    let keyed = api.header("Idempotency-Key", "cart-1");
    let (first, again) = (keyed.post("/v1/orders", &order()), keyed.post("/v1/orders", &order()));
    assert_eq!(first.text, again.text, "byte for byte");
    let (code, token) = (first.json()["order"]["code"].clone(), first.json()["link_token"].clone());
    let code = code.as_str().unwrap();
    let another = api.post("/v1/orders", &order()).json();
    assert_ne!(another["link_token"], token);
    for reply in [
        api.get(&format!("/v1/orders/{code}")),
        api.post_empty(&format!("/v1/orders/{code}/accept")),
        api.get("/v1/events?after=0"),
        api.get("/v1/orders"),
    ] {
        assert_eq!(reply.status, 200);
        assert!(
            !reply.text.contains("link") && !reply.text.contains(token.as_str().unwrap()),
            "{}",
            reply.text
        );
    }
}

#[test]
fn a_browser_may_ask_from_any_page_but_without_cookies() {
    let server = TestServer::start(BINARY);
    let owner = server.owner();
    let foreign = owner.header("Origin", "https://shop.example");
    let form = "socket_id=1.2&channel_name=private-admin.orders";
    let refused = foreign.post_text("/broadcasting/auth", "application/x-www-form-urlencoded", form);
    assert_eq!((refused.status, refused.header("access-control-allow-origin")), (403, None));
    let preflight = foreign.options("/broadcasting/auth");
    assert_eq!(preflight.status, 204);
    assert_eq!(preflight.header("access-control-allow-origin"), Some("*"));
    assert!(preflight.header("access-control-allow-headers").unwrap().contains("x-csrf-token"));
    assert_eq!(preflight.header("access-control-allow-credentials"), None);
}

#[test]
fn a_shops_page_can_read_why_a_link_was_refused_wherever_customers_may_ask() {
    let server = TestServer::start(BINARY);
    let placed = server.api().post("/v1/orders", &order()).json();
    let uid = placed["order"]["uid"].as_str().unwrap();
    let page = server.anonymous().header("Origin", "https://shop.example");
    let wrong = "AAAAAAAAAAAAAAAAAAAAAA";
    let readable = |what: &str, reply: &Reply| {
        assert_eq!(reply.header("access-control-allow-origin"), Some("*"), "{what}: {}", reply.text);
        reply.status
    };
    for path in [
        format!("/v1/orders/{uid}"),
        format!("/v1/orders/{uid}/events"),
        format!("/v1/stream?rooms=order:{uid}"),
    ] {
        let with = |token: &str| format!("{path}{}token={token}", if path.contains('?') { '&' } else { '?' });
        assert_eq!(readable(&path, &page.options(&path)), 204);
        assert_eq!(readable(&path, &page.get(&with(wrong))), 401);
        assert_eq!(readable(&path, &page.get(&with("short"))), 401);
        assert_eq!(readable(&path, &page.bearer(wrong).get(&path)), 401);
        assert_eq!(readable(&path, &page.bearer("ob_short").get(&path)), 401);
        assert_eq!(readable(&path, &page.get(&path)), 401);
    }
    assert_eq!(readable("uid", &page.get(&format!("/v1/orders/%ff?token={wrong}"))), 400);
    let events = format!("/v1/orders/{uid}/events?limit=0&token={wrong}");
    assert_eq!(readable("limit", &page.get(&events)), 422);
    let pay = format!("/v1/orders/{uid}/payment-link");
    assert_eq!(readable("preflight", &page.options(&pay)), 204);
    assert_eq!(readable("wrong token", &page.post(&pay, &json!({ "token": wrong }))), 401);
    assert_eq!(readable("wrong field", &page.post(&pay, &json!({ "tokn": wrong }))), 422);
    assert_eq!(readable("no token", &page.post_empty(&pay)), 401);
    let form = "socket_id=1.2&channel_name=private-admin.orders";
    let kind = "application/x-www-form-urlencoded";
    assert_eq!(readable("auth", &page.post_text("/broadcasting/auth", kind, form)), 401);

    // What somebody's cookie has brought about is theirs, and what is not for customers is nobody else's business.
    let signed_in = server.owner().header("Origin", "https://shop.example");
    let missing = signed_in.get("/v1/orders/01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f");
    assert_eq!((missing.status, missing.header("access-control-allow-origin")), (404, None));
    let orders = page.get("/v1/orders");
    assert_eq!((orders.status, orders.header("access-control-allow-origin")), (401, None));
}
