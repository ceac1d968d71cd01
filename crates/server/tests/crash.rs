//! Promise B2: an order that was acknowledged survives `kill -9`.

use std::{
    collections::BTreeSet,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use orderbell_testkit::TestServer;
use serde_json::json;

#[test]
fn every_acknowledged_order_survives_kills_and_the_log_has_no_gap() {
    let mut server = TestServer::start(env!("CARGO_BIN_EXE_orderbell"));
    let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
    let stop = Arc::new(AtomicBool::new(false));
    let (progress, progressed) = std::sync::mpsc::channel();

    let senders: Vec<_> = (0..4)
        .map(|sender| {
            let (api, acknowledged, stop, progress) =
                (server.api(), Arc::clone(&acknowledged), Arc::clone(&stop), progress.clone());
            thread::spawn(move || {
                let mut number = 0;
                while !stop.load(Ordering::Relaxed) {
                    let ext_id = format!("{sender}-{number}");
                    let order = json!({
                        "ext_id": ext_id, "pay_later": true, "customer": {"name": "Budi"},
                        "items": [{"name": "Sate", "qty": 1, "unit_price": "30000"}],
                    });
                    // No answer: the order may or may not be there; asking again with the same number tells.
                    let Some(reply) = api.post_if_up("/v1/orders", &order) else { continue };
                    assert!(matches!(reply.status, 201 | 409), "{}", reply.text);
                    acknowledged.lock().unwrap().insert(ext_id);
                    number += 1;
                    progress.send(()).unwrap();
                }
            })
        })
        .collect();

    for _ in 0..5 {
        // Each kill comes in the middle of the traffic: after some orders, never in a pause.
        for _ in 0..25 {
            progressed.recv().unwrap();
        }
        server.crash_and_restart();
    }
    stop.store(true, Ordering::Relaxed);
    drop(progress);
    for sender in senders {
        sender.join().unwrap();
    }

    let api = server.api();
    let mut found = BTreeSet::new();
    let mut seqs = Vec::new();
    loop {
        let after = seqs.last().copied().unwrap_or(0);
        let page = api.get(&format!("/v1/events?after={after}")).json();
        for event in page["events"].as_array().unwrap() {
            seqs.push(event["seq"].as_i64().unwrap());
            let ext_id = event["order"]["ext_id"].as_str().unwrap().to_owned();
            assert!(found.insert(ext_id), "an order is there twice: {event}");
        }
        if page["has_more"] == false {
            break;
        }
    }
    assert_eq!(seqs, (1..=seqs.len() as i64).collect::<Vec<_>>());
    let acknowledged = acknowledged.lock().unwrap();
    assert!(acknowledged.len() >= 125);
    let lost: Vec<_> = acknowledged.difference(&found).collect();
    assert!(lost.is_empty(), "acknowledged but not in the log: {lost:?}");
}
