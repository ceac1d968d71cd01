//! The forms that are kept for good. A diff here is a migration.

use orderbell_orders::{
    Action, ActorKind, Command, Counter, Deadlines, Draft, DraftBooking, DraftDelivery, DraftItem, Event,
    Flow, Flows, Locale, MoneyInput, Phase, Status,
};
use serde_json::{Map, json};

use crate::shop::{Story, draft, insider, item, later, plain};

/// A draft in which nothing is left out.
fn full() -> Draft {
    Draft {
        source: Some("laravel".into()),
        ext_id: Some("17".into()),
        customer_phone: Some("+62 812-3456-7890".into()),
        customer_email: Some("budi@example.com".into()),
        items: vec![DraftItem {
            sku: Some("NG-1".into()),
            options: Some("pedas".into()),
            ..item("Nasi goreng", 2, "50000")
        }],
        shipping: Some(MoneyInput::Major("10000".into())),
        discount: Some(MoneyInput::Major("5000".into())),
        tax: Some(MoneyInput::Major("500".into())),
        booking: Some(DraftBooking {
            resource_id: Some("villa-a".into()),
            resource_name: Some("Villa A".into()),
            check_in: Some("2026-12-01".into()),
            check_out: Some("2026-12-03".into()),
            guests: Some(4),
        }),
        delivery: Some(DraftDelivery {
            kind: Some("delivery".into()),
            address: Some("Jl. Melati 5\nSleman".into()),
            due_at: Some("2026-12-01T14:00:00+07:00".into()),
        }),
        meta: Some(Map::from_iter([("table".to_owned(), json!(12))])),
        ..draft("restaurant")
    }
}

#[test]
fn a_whole_order() {
    let mut story = Story::begin(full());
    let cashier = insider(ActorKind::Cashier);
    for command in [
        Command::MarkPaid { method: Some("cash".into()), receipt: None, amount: None },
        Command::Acknowledge,
        Command::Accept { eta: Some(later(1_800)) },
    ] {
        story.tell(&command, &cashier, later(60)).expect("is allowed");
    }
    insta::assert_json_snapshot!(story.order);
}

#[test]
fn every_event() {
    let mut events: Vec<Event> = Vec::new();
    let mut happen = |story: &Story, action: Action| {
        let command = plain(action).expect("not a creation");
        events.extend(story.ask(&command, &insider(ActorKind::Admin), later(60)).expect("is allowed"));
    };
    happen(&Story::begin(draft("shop")), Action::MarkPaid);
    happen(&Story::begin(draft("shop")), Action::Expire);
    happen(&Story::at("shop", Status::Placed), Action::Acknowledge);
    happen(&Story::at("shop", Status::Placed), Action::Decline);
    happen(&Story::at("shop", Status::Ready), Action::Ship);
    let accept = Command::Accept { eta: Some(later(1_800)) };
    let story = Story::at("restaurant", Status::Placed);
    events.extend(story.ask(&accept, &insider(ActorKind::Admin), later(60)).expect("is allowed"));
    events.push(Story::begin(full()).log.remove(0).0);
    insta::assert_json_snapshot!(events);
}

#[test]
fn the_default_flows() {
    insta::assert_json_snapshot!(Flows::default());
}

#[test]
fn flows_are_read_from_configuration() {
    let flows: Flows = serde_json::from_value(json!([
        { "name": "kiosk", "steps": ["ready", "completed"], "deadlines": { "pay_seconds": 300 },
          "labels": { "ready": { "en": "Come and get it", "id": "Silakan ambil" } } }
    ]))
    .expect("a sound flow");
    let kiosk = flows.get("kiosk").expect("is there");
    assert_eq!(kiosk.label(Status::Ready, Locale::En), "Come and get it");
    assert_eq!(kiosk.label(Status::Placed, Locale::Id), "Pesanan Baru");
    assert!(!kiosk.needs_accept);
    let story = Story::begin(draft("shop"));
    assert!(!kiosk.offers(Status::Preparing, &story.order));
    assert_eq!(flows.of(&story.order).name, "kiosk");
}

#[test]
fn a_flow_that_cannot_work_is_refused_by_name() {
    let base = || Flow {
        name: "odd".into(),
        steps: vec![Status::Accepted, Status::Completed],
        delivery_steps: vec![],
        needs_accept: false,
        delivers: false,
        completes_on_delivery: true,
        labels: [].into(),
        deadlines: Deadlines::default(),
    };
    let refused = |flow: Flow| Flows::new(vec![flow]).expect_err("cannot work").to_string();
    let short = Deadlines { pay_seconds: 59, ..Deadlines::default() };
    for (flow, expected) in [
        (Flow { name: "Big Shop".into(), ..base() }, "flow name `Big Shop` must be"),
        (Flow { steps: vec![], ..base() }, "the steps of flow `odd`"),
        (Flow { steps: vec![Status::Ready, Status::Accepted, Status::Completed], ..base() }, "the steps of"),
        (Flow { steps: vec![Status::Ready, Status::Ready, Status::Completed], ..base() }, "the steps of"),
        (Flow { steps: vec![Status::Placed, Status::Completed], ..base() }, "the steps of flow `odd`"),
        (Flow { steps: vec![Status::Declined, Status::Completed], ..base() }, "the steps of flow `odd`"),
        (Flow { steps: vec![Status::Ready], ..base() }, "the steps of flow `odd`"),
        (Flow { delivery_steps: vec![Status::Shipped], ..base() }, "the delivery steps of flow `odd`"),
        (Flow { delivery_steps: vec![Status::Completed], ..base() }, "the delivery steps of flow `odd`"),
        (
            Flow { needs_accept: true, steps: vec![Status::Ready, Status::Completed], ..base() },
            "flow `odd` needs acceptance",
        ),
        (Flow { deadlines: short, ..base() }, "flow `odd` needs at least 60 s"),
    ] {
        let message = refused(flow);
        assert!(message.starts_with(expected), "{message}");
    }
    assert!(Flows::new(vec![]).is_err());
    assert!(Flows::new(vec![base(), base()]).is_err());
    assert!(Flows::new(vec![base()]).is_ok());
}

#[test]
fn names_read_back() {
    for status in Status::ALL {
        assert_eq!(status.as_str().parse(), Ok(status));
        assert_eq!(serde_json::to_value(status).expect("plain data"), json!(status.as_str()));
    }
    for phase in Phase::ALL {
        assert_eq!(phase.as_str().parse(), Ok(phase));
        assert_eq!(serde_json::to_value(phase).expect("plain data"), json!(phase.as_str()));
    }
    for kind in ActorKind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
        assert_eq!(serde_json::to_value(kind).expect("plain data"), json!(kind.as_str()));
    }
    for action in Action::ALL {
        assert_eq!(action.as_str().parse(), Ok(action));
    }
    for locale in [Locale::En, Locale::Id] {
        assert_eq!(locale.as_str().parse(), Ok(locale));
    }
}

#[test]
fn every_status_counts_once() {
    let counted =
        |counter: Counter| Status::ALL.into_iter().filter(move |status| status.counter() == counter);
    let names: Vec<Vec<_>> =
        Counter::ALL.into_iter().map(|counter| counted(counter).map(Status::as_str).collect()).collect();
    assert_eq!(
        names,
        [
            vec!["pending_payment"],
            vec!["placed"],
            vec!["accepted", "preparing", "ready", "shipped"],
            vec!["completed"],
            vec!["expired", "declined", "cancelled"],
        ]
    );
    let phases: usize = Phase::ALL.into_iter().map(|phase| phase.statuses().count()).sum();
    assert_eq!(phases, Status::ALL.len());
}
