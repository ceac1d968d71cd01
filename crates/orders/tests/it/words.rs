//! Every text and every label in both languages, as snapshots to be read by somebody who speaks them.

use std::fmt::Write as _;

use orderbell_orders::{Action, ActorKind, Command, Flows, Locale, Status, View, texts};

use crate::shop::{Story, draft, insider, later, plain};

/// The texts of everything that happens in a story that ends with these actions.
fn told(story: &Story, actions: &[Action], actor: ActorKind) -> String {
    let (mut story, mut text) = (story.clone(), String::new());
    for action in actions {
        let actor = insider(actor);
        let events =
            story.tell(&plain(*action).expect("not a creation"), &actor, later(60)).expect("is allowed");
        for event in &events {
            for locale in [Locale::En, Locale::Id] {
                let words = texts::notification(event, &story.order, &actor, &story.flow, locale);
                writeln!(text, "{locale}: {words}").expect("writing to a string");
            }
        }
    }
    text.replace('\u{a0}', "·")
}

#[test]
fn notifications_in_both_languages() {
    let placed = Story::at("shop", Status::Placed);
    let created = Story::begin(draft("shop"));
    let mut text = String::new();
    for locale in [Locale::En, Locale::Id] {
        let (event, actor, _) = &created.log[0];
        let words = texts::notification(event, &created.order, actor, &created.flow, locale);
        writeln!(text, "{locale}: {words}").expect("writing to a string");
    }
    text = text.replace('\u{a0}', "·");
    text += &told(&created, &[Action::MarkPaid], ActorKind::Cashier);
    text += &told(&created, &[Action::Expire], ActorKind::Admin);
    text += &told(&placed, &[Action::Acknowledge, Action::Accept, Action::Start], ActorKind::Cashier);
    text += &told(&placed, &[Action::Ready, Action::Ship, Action::Complete], ActorKind::Vendor);
    text += &told(&placed, &[Action::Decline], ActorKind::Vendor);
    text += &told(&placed, &[Action::Cancel], ActorKind::Customer);
    text += &told(&Story::at("restaurant", Status::Ready), &[Action::Complete], ActorKind::Cashier);
    insta::assert_snapshot!(text);
}

#[test]
fn details_that_are_not_known_leave_no_gap() {
    let say = |story: &Story, command: &Command| {
        let (mut story, admin) = (story.clone(), insider(ActorKind::Admin));
        let events = story.tell(command, &admin, later(60)).expect("is allowed");
        let words = events.iter().map(|event| {
            texts::notification(event, &story.order, &admin, &story.flow, Locale::En).to_string()
        });
        words.collect::<Vec<_>>()
    };
    let ship = Command::Ship { courier: None, tracking_no: None, replace: false };
    assert_eq!(
        say(&Story::at("shop", Status::Ready), &ship),
        [
            "Shipment Update - Order #ORD-261121-7K3Q - Shipped",
            "Order Shipped - Order #ORD-261121-7K3Q shipped",
        ]
    );
    let pay = Command::MarkPaid { method: None, receipt: None, amount: None };
    assert_eq!(
        say(&Story::begin(draft("shop")), &pay)[0],
        "Payment Received - Order #ORD-261121-7K3Q paid (Rp\u{a0}150.000)"
    );
}

#[test]
fn readers_of_the_reduced_view_read_a_part_instead_of_a_name() {
    let mut story = Story::at("shop", Status::Placed);
    let parts = ActorKind::ALL.into_iter().filter_map(|kind| {
        let actor = insider(kind);
        let events = story.tell(&plain(Action::Cancel)?, &actor, later(60)).ok()?;
        let event = events.last()?;
        let hidden = actor.seen_by(View::Reduced);
        story.order.status = Status::Placed;
        let words = texts::notification(event, &story.order, &hidden, &story.flow, Locale::En);
        Some(words.body)
    });
    let parts: Vec<_> = parts.collect();
    assert_eq!(
        parts,
        [
            "Order #ORD-261121-7K3Q cancelled by the customer",
            "Order #ORD-261121-7K3Q cancelled by the shop",
            "Order #ORD-261121-7K3Q cancelled by an admin",
            "Order #ORD-261121-7K3Q cancelled by the shop",
        ]
    );
}

#[test]
fn labels_in_both_languages() {
    let flows = Flows::default();
    let mut text = String::new();
    for flow in flows.iter() {
        for status in Status::ALL {
            let (en, id) = (flow.label(status, Locale::En), flow.label(status, Locale::Id));
            writeln!(text, "{:10} {status:15} {en} / {id}", flow.name).expect("writing to a string");
        }
    }
    insta::assert_snapshot!(text);
}
