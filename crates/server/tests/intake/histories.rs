//! Many reports at once, and the same reports in any order.

use std::{sync::Barrier, thread};

use orderbell_testkit::TestServer;
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use serde_json::json;

use crate::desk::{BINARY, Desk, midtrans, send_woo, woo};

#[test]
fn twenty_reports_of_one_payment_at_once_are_one_payment() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.midtrans();
    desk.place("A");
    let statuses = ["pending", "capture", "settlement", "expire"];
    let barrier = Barrier::new(20);
    thread::scope(|scope| {
        for number in 0..20 {
            let (desk, source, barrier) = (desk.clone(), source.clone(), &barrier);
            let body = midtrans("A-1", statuses[(number * 7) % 4], &json!({}));
            scope.spawn(move || {
                barrier.wait();
                desk.taken(&source, &[], &body);
            });
        }
    });
    desk.until(|| desk.receipts(&source).iter().all(|one| one["outcome"] != "pending").then_some(()));
    assert_eq!(desk.receipts(&source).len(), 4);
    assert_eq!(desk.count("payment.received"), 1);
    assert_eq!(desk.count("order.status.changed"), 1);
    assert_eq!(desk.order("A")["payment_status"], "paid");
}

#[test]
fn a_history_ends_the_same_in_whatever_order_it_comes() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_INTAKE__REQUESTS_PER_SECOND", "100000")]);
    let desk = Desk::of(&server);
    let (gateway, shop) =
        (desk.midtrans(), desk.source(&json!({"provider": "woocommerce", "secret": "woo_secret"})));
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    // Which of the reports come, in which order and how often.
    let orders = prop::collection::vec(0_usize..8, 0..12).prop_flat_map(|more| {
        let all: Vec<usize> = (0..8).chain(more).collect();
        Just(all).prop_shuffle()
    });
    let history = std::cell::Cell::new(0);
    runner
        .run(&orders, |order| {
            history.set(history.get() + 1);
            let (id, before) = (history.get(), desk.events().len());
            let reference = format!("H{id}-1");
            for step in order {
                let at = |minute: usize| format!("2026-11-21T03:0{minute}:00");
                let shop_says = |status: &str, minute: usize| {
                    let body = woo(status, &at(minute), &json!({"id": id}));
                    send_woo(&desk, &shop, "order.updated", &body);
                };
                let gateway_says = |status: &str| {
                    desk.taken(&gateway, &[], &midtrans(&reference, status, &json!({})));
                };
                match step {
                    0 => shop_says("pending", 1),
                    1 => shop_says("processing", 2),
                    2 => shop_says("completed", 3),
                    3 => drop(desk.api.post(
                        "/v1/orders",
                        &json!({
                            "code": format!("H{id}"), "customer": {"name": "Budi"},
                            "items": [{"name": "Kopi", "qty": 3, "unit_price": "50000"}],
                        }),
                    )),
                    4 => gateway_says("pending"),
                    5 => gateway_says("settlement"),
                    6 => gateway_says("expire"),
                    _ => gateway_says("capture"),
                }
            }
            let settled = || {
                let all = desk.receipts(&gateway);
                let mine = all.iter().filter(|one| {
                    one["dedupe_key"].as_str().unwrap().starts_with(&format!("tx-{reference}:"))
                });
                mine.into_iter()
                    .all(|one| !["pending", "unmatched"].contains(&one["outcome"].as_str().unwrap()))
                    .then_some(())
            };
            desk.until(settled);
            let paid = desk.order(&format!("H{id}"));
            prop_assert_eq!((&paid["status"], &paid["payment_status"]), (&json!("placed"), &json!("paid")));
            prop_assert_eq!(&paid["payments"].as_array().unwrap().len(), &1);
            let (number, found) = (id.to_string(), desk.api.get("/v1/orders?limit=100").json());
            let shop_order = found["orders"]
                .as_array()
                .unwrap()
                .iter()
                .find(|one| one["ext_id"].as_str() == Some(number.as_str()));
            let shop_order = shop_order.unwrap();
            prop_assert_eq!(&shop_order["status"], "completed");
            prop_assert_eq!(&shop_order["payment_status"], "paid");
            let news = desk.api.get(&format!("/v1/events?after={before}")).json();
            let received =
                news["events"].as_array().unwrap().iter().filter(|one| one["type"] == "payment.received");
            prop_assert_eq!(received.count(), 2);
            let created =
                news["events"].as_array().unwrap().iter().filter(|one| one["type"] == "order.created");
            prop_assert_eq!(created.count(), 2);
            Ok(())
        })
        .unwrap();
}
