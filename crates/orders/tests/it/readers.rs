//! Who hears of what, how much of it, and how loud.

use orderbell_orders::{
    Action, ActorKind, Audience, Draft, Event, Kind, RecordedEvent, Severity, Sound, Status, View, audience,
    notice,
};
use uuid::Uuid;

use crate::shop::{Story, VENDOR, draft, insider, later, plain};

/// What the action writes, with the story as it is afterwards.
fn after(story: &Story, action: Action) -> (Vec<Event>, Story) {
    let mut story = story.clone();
    let command = plain(action).expect("not a creation");
    let events = story.tell(&command, &insider(ActorKind::Admin), later(60)).expect("an admin may");
    (events, story)
}

fn views(audience: &Audience) -> (Option<View>, Option<View>) {
    (audience.vendor.as_ref().map(|(_, view)| *view), audience.order.map(|(_, view)| view))
}

#[test]
fn an_unpaid_order_is_announced_to_its_vendor_without_an_alarm() {
    let story = Story::begin(draft("shop"));
    let event = &story.log[0].0;
    let audience = audience(event, &story.order);
    assert_eq!(views(&audience), (Some(View::Reduced), Some(View::Reduced)));
    assert_eq!(audience.bits(), Audience::ADMIN | Audience::VENDOR | Audience::ORDER);
    let sound = |view| notice(event, &story.order, &story.flow, view).sound;
    assert_eq!((sound(View::Full), sound(View::Reduced)), (Sound::Chime, Sound::Quiet));
}

#[test]
fn a_placed_order_rings_at_its_vendor_and_not_at_its_customer() {
    let story = Story::begin(Draft { pay_later: true, ..draft("shop") });
    let event = &story.log[0].0;
    assert_eq!(views(&audience(event, &story.order)), (Some(View::Full), Some(View::Reduced)));
    let sound = |view| notice(event, &story.order, &story.flow, view).sound;
    assert_eq!((sound(View::Full), sound(View::Reduced)), (Sound::Ring, Sound::Quiet));
}

#[test]
fn customers_do_not_hear_who_has_seen_their_order() {
    let (events, story) = after(&Story::at("shop", Status::Placed), Action::Acknowledge);
    let audience = audience(&events[0], &story.order);
    assert_eq!(views(&audience), (Some(View::Full), None));
    assert_eq!(audience.bits(), 3);
}

#[test]
fn the_expiry_of_a_payment_is_told_to_the_vendor_in_short() {
    let (events, story) = after(&Story::begin(draft("shop")), Action::Expire);
    let both: Vec<_> = events.iter().map(|event| views(&audience(event, &story.order))).collect();
    let reduced = Some(View::Reduced);
    assert_eq!(both, [(reduced, reduced), (Some(View::Full), reduced)]);
}

#[test]
fn an_order_without_vendor_is_heard_of_by_admins_and_its_customer() {
    let story = Story::begin(Draft { vendor_id: None, ..draft("shop") });
    assert_eq!(audience(&story.log[0].0, &story.order).bits(), 5);
}

#[test]
fn the_reduced_view_names_no_staff_and_keeps_no_notes() {
    let (_, story) = after(&Story::at("restaurant", Status::Placed), Action::Acknowledge);
    let mut order = story.order;
    order.meta = Some(serde_json::Map::from_iter([("margin".to_owned(), 12.into())]));
    let reduced = order.seen_by(View::Reduced);
    let text = serde_json::to_string(&reduced).expect("plain data");
    for hidden in ["knows the owner", "margin", "Agus", "u_2"] {
        assert!(!text.contains(hidden), "{hidden}");
    }
    assert_eq!(reduced.status_by.kind, ActorKind::Admin);
    assert_eq!(order.seen_by(View::Full), order);
}

#[test]
fn a_recorded_event_knows_its_audience() {
    let story = Story::begin(draft("shop"));
    let (event, actor, at) = story.log[0].clone();
    let recorded = RecordedEvent::new(1, Uuid::from_u128(2), at, actor, event, story.order);
    assert_eq!(recorded.audience, audience(&recorded.event, &recorded.subject));
    assert_eq!(recorded.audience.vendor.map(|(id, _)| id).as_deref(), Some(VENDOR));
}

#[test]
fn a_move_is_announced_as_what_it_leads_to() {
    let kinds = |flow: &str, from, action| {
        let (events, story) = after(&Story::at(flow, from), action);
        let notices = events.iter().map(|event| notice(event, &story.order, &story.flow, View::Full));
        notices.map(|notice| (notice.kind.as_str(), notice.severity, notice.sound)).collect::<Vec<_>>()
    };
    use Severity::{High, Low, Normal};
    use Sound::{Chime, Quiet};
    for (from, action, expected) in [
        (Status::Placed, Action::Accept, vec![("order.accepted", Normal, Quiet)]),
        (
            Status::Placed,
            Action::Decline,
            vec![("refund.requested", High, Chime), ("order.declined", High, Quiet)],
        ),
        (Status::Placed, Action::Start, vec![("order.preparing", Low, Quiet)]),
        (Status::Placed, Action::Ready, vec![("order.ready", High, Chime)]),
        (Status::PendingPayment, Action::Cancel, vec![("order.cancelled", High, Chime)]),
        (
            Status::Declined,
            Action::Reopen,
            vec![("order.reopened", High, Sound::Ring), ("refund.updated", Normal, Quiet)],
        ),
        (Status::Placed, Action::Acknowledge, vec![("order.acknowledged", Low, Quiet)]),
        (Status::Ready, Action::Complete, vec![("order.delivered", Normal, Quiet)]),
        (
            Status::Ready,
            Action::Ship,
            vec![("shipment.updated", Low, Quiet), ("order.shipped", Normal, Quiet)],
        ),
        (
            Status::PendingPayment,
            Action::MarkPaid,
            vec![("payment.received", High, Chime), ("order.status.changed", Low, Quiet)],
        ),
        (
            Status::PendingPayment,
            Action::Expire,
            vec![("payment.expired", Normal, Quiet), ("order.status.changed", Low, Quiet)],
        ),
    ] {
        assert_eq!(kinds("shop", from, action), expected, "{action}");
    }
    assert_eq!(kinds("booking", Status::Accepted, Action::Complete)[0].0, "order.completed");
}

#[test]
fn kinds_have_names_and_pictures_of_their_own() {
    let mut names: Vec<_> = Kind::ALL.into_iter().map(Kind::as_str).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Kind::ALL.len());
    assert!(Kind::ALL.into_iter().all(|kind| !kind.icon().is_ascii()));
}
