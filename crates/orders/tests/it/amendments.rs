//! What other systems and staff say about an order again, and who gets the villa.

use orderbell_orders::{Action, OrderId};
use orderbell_orders::{
    ActorKind, Booking, Command, Detail, Details, Draft, DraftBooking, Event, Flows, Order, Refusal, Status,
    apply, holding,
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::shop::{Story, checked, draft, insider, item, later, plain};

fn names(events: &[Event]) -> Vec<&str> {
    events.iter().map(Event::name).collect()
}

fn amend(order: &Order, change: impl FnOnce(&mut Details)) -> Command {
    let mut details = Details::of(order);
    change(&mut details);
    Command::Amend(Box::new(details))
}

#[test]
fn what_was_told_before_is_no_news() {
    let story = Story::begin(draft("shop"));
    let again = Details::told_again(&checked(draft("shop")), &story.order);
    assert_eq!(again.changes(&story.order), []);
    assert_eq!(story.ask(&Command::Amend(Box::new(again)), &insider(ActorKind::Api), later(5)), Ok(vec![]));
}

#[test]
fn other_lines_are_a_revision_and_the_old_ones_stay_with_the_old_events() {
    let mut story = Story::begin(draft("shop"));
    let more = Draft { items: vec![item("Nasi goreng", 3, "50000")], ..draft("shop") };
    let details = Details::told_again(&checked(more), &story.order);
    let events = story
        .tell(&Command::Amend(Box::new(details)), &insider(ActorKind::Admin), later(5))
        .expect("an open order");
    let [Event::OrderUpdated { changed, .. }] = &events[..] else { panic!("{events:?}") };
    assert_eq!(changed, &[Detail::Items]);
    assert_eq!((story.order.items_revision, story.order.items.len()), (1, 1));
    assert_eq!(story.order.version, 2);
}

#[test]
fn an_order_that_is_paid_by_being_cheaper_is_placed() {
    let mut story = Story::begin(draft("shop"));
    let order = story.order.clone();
    let free = amend(&order, |details| {
        details.discount = details.subtotal;
        details.total = 0;
    });
    let events = story.tell(&free, &insider(ActorKind::Admin), later(5)).expect("a discount");
    assert_eq!(names(&events), ["order.updated", "order.status.changed"]);
    assert_eq!(story.order.status, Status::Placed);
}

#[test]
fn an_invoice_stays_and_its_address_may_be_corrected() {
    let story = Story::at("shop", Status::Completed);
    let admin = insider(ActorKind::Admin);
    let dearer = amend(&story.order, |details| details.total += 100);
    assert!(matches!(story.ask(&dearer, &admin, later(9)), Err(Refusal::NotPossible { .. })));
    let renamed = amend(&story.order, |details| details.customer.name = "Budi Santoso".into());
    assert_eq!(names(&story.ask(&renamed, &admin, later(9)).expect("a name")), ["order.updated"]);
}

#[test]
fn a_report_that_leads_back_must_be_newer() {
    let story = Story::at("shop", Status::Shipped);
    let api = insider(ActorKind::Api);
    let follow = |to, newer| Command::Follow { to, newer, reason: Some("their word".into()) };
    for to in [Status::PendingPayment, Status::Placed, Status::Accepted, Status::Ready] {
        let refused = story.ask(&follow(to, false), &api, later(9));
        assert_eq!(refused, Err(Refusal::GoesBack { from: Status::Shipped, to }));
        let led = story.ask(&follow(to, true), &api, later(9)).expect("newer");
        assert!(matches!(led[..], [Event::StatusChanged { reason: None, .. }]), "{led:?}");
    }
    for to in [Status::Completed, Status::Cancelled] {
        assert!(story.ask(&follow(to, false), &api, later(9)).is_ok(), "{to} leads on");
    }
    let gone = Story::at("shop", Status::Cancelled);
    assert!(matches!(
        gone.ask(&follow(Status::Placed, false), &api, later(9)),
        Err(Refusal::GoesBack { .. })
    ));
}

#[test]
fn neither_payment_nor_flow_stands_against_what_has_happened_elsewhere() {
    let story = Story::begin(draft("booking"));
    let follow = Command::Follow { to: Status::Shipped, newer: false, reason: None };
    let events = story.ask(&follow, &insider(ActorKind::Api), later(9)).expect("it has happened");
    assert_eq!(names(&events), ["order.status.changed"]);
    assert!(story.ask(&follow, &insider(ActorKind::Vendor), later(9)).is_err());
}

fn booked(number: u128, from: &str, to: &str, status: Status, paid: bool) -> Order {
    let draft = Draft {
        booking: Some(DraftBooking {
            resource_name: Some("Villa A".into()),
            check_in: Some(from.into()),
            check_out: Some(to.into()),
            ..DraftBooking::default()
        }),
        ..draft("booking")
    };
    let mut order = Story::begin(draft).order;
    order.id = OrderId(Uuid::from_u128(number));
    order.status = status;
    order.placed_at = Some(later(i64::try_from(number).expect("small")));
    order.paid = if paid { order.total } else { 0 };
    order
}

#[test]
fn of_two_paid_bookings_the_first_has_the_nights() {
    let first = booked(1, "2026-12-01", "2026-12-03", Status::Placed, true);
    let second = booked(2, "2026-12-02", "2026-12-04", Status::Placed, true);
    assert!(holding::holds_against(&first, &second, true));
    assert!(!holding::holds_against(&second, &first, true));
    let unpaid = booked(3, "2026-12-02", "2026-12-04", Status::Placed, false);
    assert!(!holding::holds_against(&unpaid, &second, true));
    let confirmed = Order { status: Status::Accepted, ..unpaid };
    assert!(holding::holds_against(&confirmed, &first, true));
    // Waiting unpaid gives nobody a place before those who have paid.
    let early = booked(5, "2026-12-01", "2026-12-03", Status::Placed, false);
    assert!(!holding::is_in_row(&early) && holding::is_in_row(&first));
    assert!(holding::holds_against(&second, &early, holding::is_in_row(&early)));
    let mut spelt = first.clone();
    spelt.id = second.id;
    if let Some(booking) = &mut spelt.booking {
        booking.resource_name = " villa\u{a0} a".into();
    }
    assert!(holding::holds_against(&first, &spelt, false), "{:?}", spelt.booking);
    let next_guest = booked(4, "2026-12-03", "2026-12-05", Status::Accepted, true);
    assert!(!holding::holds_against(&next_guest, &first, true), "arriving on the day of leaving");
}

#[test]
fn only_what_takes_nights_asks_for_them() {
    let placed = booked(1, "2026-12-01", "2026-12-03", Status::Placed, true);
    let accepted = Order { status: Status::Accepted, ..placed.clone() };
    assert!(holding::asks_for_dates(Action::Accept, Some(&placed), &accepted));
    assert!(holding::asks_for_dates(Action::Create, None, &placed));
    assert!(!holding::asks_for_dates(Action::ReportPayment, Some(&placed), &accepted), "money has come");
    assert!(!holding::asks_for_dates(Action::Complete, Some(&accepted), &accepted));
    let elsewhere = Booking { resource_name: "Villa B".into(), ..accepted.booking.clone().expect("booked") };
    let moved = Order { booking: Some(elsewhere), ..accepted.clone() };
    assert!(holding::asks_for_dates(Action::Amend, Some(&accepted), &moved));
    assert!(!holding::asks_for_dates(Action::Amend, Some(&accepted), &accepted));
}

#[test]
fn the_draft_of_an_order_is_the_order() {
    let mut story = Story::begin(Draft {
        booking: booked(1, "2026-12-01", "2026-12-03", Status::Placed, true).booking.map(|booking| {
            DraftBooking {
                resource_id: Some("villa-a".into()),
                resource_name: Some(booking.resource_name),
                check_in: Some(booking.check_in.to_string()),
                check_out: Some(booking.check_out.to_string()),
                guests: Some(4),
            }
        }),
        customer_phone: Some("+62 812-3456-7890".into()),
        ..draft("booking")
    });
    story.order.eta = Some(later(900));
    let again = Details::told_again(&checked(Draft::of(&story.order)), &story.order);
    assert_eq!(again, Details::of(&story.order));
}

proptest! {
    /// Of any two bookings that share a night at most one keeps the other out, or both are confirmed already.
    #[test]
    fn two_never_keep_each_other_out(a in 1u8..20, b in 1u8..20, c in 1u8..20, d in 1u8..20, paid: (bool, bool)) {
        prop_assume!(a < b && c < d);
        let day = |n: u8| format!("2026-12-{n:02}");
        let one = booked(1, &day(a), &day(b), Status::Placed, paid.0);
        let two = booked(2, &day(c), &day(d), Status::Placed, paid.1);
        prop_assert!(!(holding::holds_against(&one, &two, true) && holding::holds_against(&two, &one, true)));
        let share = a < d && c < b;
        prop_assert_eq!(holding::holds_against(&one, &two, true), share && paid.0);
    }

    /// Replaying the events of an amendment gives what was asked for, whatever was asked for.
    #[test]
    fn an_amendment_is_what_was_asked_for(note in proptest::option::of("[a-z]{1,20}"), name in "[A-Za-z]{1,20}", more in 1i64..50) {
        let story = Story::begin(draft("restaurant"));
        let other = Draft {
            note,
            customer_name: Some(name),
            items: vec![item("Sate", more, "25000")],
            ..draft("restaurant")
        };
        let wanted = Details::told_again(&checked(other), &story.order);
        let command = Command::Amend(Box::new(wanted.clone()));
        let api = insider(ActorKind::Api);
        let events = story.ask(&command, &api, later(5)).expect("an open order");
        let mut order = story.order;
        for event in &events {
            let stored: Event = serde_json::from_str(&serde_json::to_string(event).expect("JSON")).expect("reads back");
            order = apply(Some(order), &stored, &api, later(5));
        }
        prop_assert_eq!(Details::of(&order), wanted);
        let flows = Flows::default();
        let again = orderbell_orders::decide(Some(&order), &command, &api, flows.of(&order), later(6));
        prop_assert_eq!(again, Ok(vec![]));
    }
}

#[test]
fn everybody_but_customers_may_correct_and_only_systems_report() {
    let story = Story::begin(draft("shop"));
    let amended = plain(Action::Amend).expect("a command");
    assert!(story.ask(&amended, &insider(ActorKind::Customer), later(1)).is_err());
    assert!(story.ask(&amended, &insider(ActorKind::Cashier), later(1)).is_ok());
}
