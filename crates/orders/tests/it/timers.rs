//! What runs out by itself: when, and that nothing does too early, too late or twice.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use orderbell_orders::timer::{is_on_its_way, next_check};
use orderbell_orders::{
    ActorKind, Audience, Command, Deadlines, DraftBooking, DraftDelivery, Event, Flows, Locale, Order,
    PaymentState, ShipmentState, Status, Timer, audience, texts,
};

use crate::shop::{Story, draft, flow, insider, lapse, later, plain, report, start};

const HOUR: i64 = 3_600;

fn zone() -> TimeZone {
    TimeZone::get("Asia/Jakarta").expect("is known everywhere")
}

fn due(story: &Story, timer: Timer) -> Option<Timestamp> {
    timer.due_at(&story.order, &story.flow, &zone())
}

fn run_out(story: &mut Story, timer: Timer, at: Timestamp) -> Vec<Event> {
    story.tell(&lapse(timer), &insider(ActorKind::System), at).expect("time may pass")
}

fn tell(story: &mut Story, command: &Command, at: i64) {
    story.tell(command, &insider(ActorKind::Admin), later(at)).expect("is allowed");
}

#[test]
fn an_unpaid_order_expires_two_minutes_after_its_deadline() {
    let mut story = Story::begin(draft("restaurant"));
    let deadline = story.order.expires_at.expect("waits for money");
    assert_eq!(deadline, later(15 * 60));
    assert_eq!(due(&story, Timer::Expire), Some(later(17 * 60)));
    assert!(run_out(&mut story, Timer::Expire, later(17 * 60 - 1)).is_empty(), "too early");
    let events = run_out(&mut story, Timer::Expire, later(17 * 60));
    assert!(matches!(events[..], [Event::PaymentExpired, Event::StatusChanged { to: Status::Expired, .. }]));
    assert!(run_out(&mut story, Timer::Expire, later(18 * 60)).is_empty(), "twice");
    assert_eq!(due(&story, Timer::Expire), None);
}

#[test]
fn what_is_paid_or_held_back_does_not_expire() {
    let mut story = Story::begin(draft("restaurant"));
    tell(&mut story, &report(PaymentState::Review), 60);
    assert_eq!(due(&story, Timer::Expire), None, "somebody is looking at the payment");
    assert!(run_out(&mut story, Timer::Expire, later(HOUR)).is_empty());
    tell(&mut story, &report(PaymentState::Failed), HOUR);
    assert_eq!(due(&story, Timer::Expire), Some(later(17 * 60)), "it waits for money again, and is late");
    tell(&mut story, &report(PaymentState::Paid), HOUR);
    assert_eq!(due(&story, Timer::Expire), None);
}

#[test]
fn staff_are_called_then_admins_until_somebody_accepts() {
    let mut story = Story::at("restaurant", Status::Placed);
    let placed = story.order.placed_at.expect("is placed");
    assert_eq!(due(&story, Timer::Unattended), Some(placed + SignedDuration::from_secs(180)));
    tell(&mut story, &Command::Acknowledge, 10);
    assert!(due(&story, Timer::Unattended).is_some(), "seen is not accepted");
    let called = run_out(&mut story, Timer::Unattended, placed + SignedDuration::from_secs(185));
    assert_eq!(called, [Event::OrderUnattended { waiting_s: 185, step: 1 }]);
    let Audience { admin, vendor, order } = audience(&called[0], &story.order);
    assert!(admin && vendor.is_some() && order.is_none(), "the customer does not hear of it");
    assert_eq!(due(&story, Timer::Unattended), Some(placed + SignedDuration::from_secs(300)));
    let called = run_out(&mut story, Timer::Unattended, placed + SignedDuration::from_secs(300));
    assert_eq!(called, [Event::OrderUnattended { waiting_s: 300, step: 2 }]);
    let text = |locale| {
        texts::notification(&called[0], &story.order, &insider(ActorKind::System), &story.flow, locale)
            .to_string()
    };
    assert_eq!(text(Locale::En), "Nobody has picked up order #ORD-261121-7K3Q for 5 min");
    assert_eq!(text(Locale::Id), "Pesanan #ORD-261121-7K3Q belum ditangani 5 menit");
    assert_eq!(due(&story, Timer::Unattended), None, "there is nobody else to call");
    assert_eq!(due(&story, Timer::Decline), None, "it is not declined unless the flow says so");
    tell(&mut story, &Command::Accept { eta: None }, 400);
    assert_eq!(story.order.unattended, 0);
}

#[test]
fn a_server_that_was_away_calls_once() {
    let mut story = Story::at("restaurant", Status::Placed);
    let called = run_out(&mut story, Timer::Unattended, later(HOUR));
    assert!(matches!(called[..], [Event::OrderUnattended { step: 2, .. }]), "{called:?}");
    assert!(run_out(&mut story, Timer::Unattended, later(HOUR)).is_empty());
}

#[test]
fn where_nobody_has_to_accept_having_seen_an_order_ends_the_calls() {
    let mut story = Story::at("shop", Status::Placed);
    assert_eq!(due(&story, Timer::Unattended), None, "a shop has no such deadline");
    story.flow.deadlines = Deadlines { accept_warn_seconds: Some(600), ..Deadlines::default() };
    assert!(due(&story, Timer::Unattended).is_some());
    tell(&mut story, &Command::Acknowledge, 10);
    assert_eq!(due(&story, Timer::Unattended), None);
    assert!(run_out(&mut story, Timer::Unattended, later(HOUR)).is_empty());
}

#[test]
fn a_flow_may_decline_what_nobody_takes_and_owes_the_money_back() {
    let mut story = Story::at("restaurant", Status::Placed);
    story.flow.deadlines.auto_decline = true;
    assert_eq!(due(&story, Timer::Decline), Some(later(601)));
    assert!(run_out(&mut story, Timer::Decline, later(600)).is_empty());
    let events = run_out(&mut story, Timer::Decline, later(601));
    assert!(matches!(
        events[..],
        [Event::RefundRequested { .. }, Event::StatusChanged { to: Status::Declined, .. }]
    ));
    assert_eq!(story.order.reason.as_deref(), Some("Penjual tidak menjawab tepat waktu"));
    assert!(run_out(&mut story, Timer::Decline, later(700)).is_empty());
}

fn late(events: &[Event]) -> (Status, Status, i64) {
    let [Event::OrderLate { step, until, since, waiting_s, due_at }] = events else { panic!("{events:?}") };
    assert!(due_at.duration_since(*since).as_secs() <= i64::try_from(*waiting_s).expect("is small"));
    (*step, *until, since.duration_since(start()).as_secs())
}

#[test]
fn a_dish_that_is_not_ready_in_time_is_late_once_for_staff_only() {
    let mut story = Story::at("restaurant", Status::Placed);
    story.flow.deadlines.ready_seconds = Some(1_200);
    assert_eq!(due(&story, Timer::Late), None, "nobody has taken it");
    tell(&mut story, &Command::Accept { eta: None }, 100);
    assert_eq!(due(&story, Timer::Late), Some(later(1_300)));
    tell(&mut story, &Command::Start, 200);
    assert_eq!(due(&story, Timer::Late), Some(later(1_300)), "the time runs from the acceptance");
    assert!(run_out(&mut story, Timer::Late, later(1_299)).is_empty(), "too early");
    let events = run_out(&mut story, Timer::Late, later(1_310));
    assert_eq!(late(&events), (Status::Preparing, Status::Ready, 100));
    let Audience { admin, vendor, order } = audience(&events[0], &story.order);
    assert!(admin && vendor.is_some() && order.is_none(), "the customer does not hear of it");
    let text = |locale| {
        texts::notification(&events[0], &story.order, &insider(ActorKind::System), &story.flow, locale)
            .to_string()
    };
    assert_eq!(text(Locale::En), "Order #ORD-261121-7K3Q is late: still \"Preparing\" after 20 min");
    assert_eq!(
        text(Locale::Id),
        "Pesanan #ORD-261121-7K3Q terlambat: masih \"Sedang Disiapkan\" setelah 20 menit"
    );
    assert!(story.order.late.is_some());
    assert_eq!(due(&story, Timer::Late), None);
    assert!(run_out(&mut story, Timer::Late, later(HOUR)).is_empty(), "twice");
    tell(&mut story, &Command::Ready, HOUR);
    assert_eq!(story.order.late, None, "it has got there");
}

#[test]
fn a_parcel_is_late_from_placing_on_where_nobody_has_to_accept() {
    let mut story = Story::at("shop", Status::Placed);
    assert_eq!(due(&story, Timer::Late), None, "off unless somebody wants it");
    story.flow.deadlines =
        Deadlines { ready_seconds: Some(600), ship_seconds: Some(3_000), ..Deadlines::default() };
    let placed = story.order.placed_at.expect("is placed");
    assert_eq!(due(&story, Timer::Late), Some(placed + SignedDuration::from_secs(600)));
    tell(&mut story, &Command::Start, 300);
    assert_eq!(late(&run_out(&mut story, Timer::Late, later(700))).1, Status::Ready);
    assert_eq!(
        due(&story, Timer::Late),
        Some(placed + SignedDuration::from_secs(3_000)),
        "the next step has its own"
    );
    assert_eq!(late(&run_out(&mut story, Timer::Late, later(4_000))).1, Status::Shipped);
    tell(&mut story, &Command::Ready, 4_100);
    assert!(story.order.late.is_some(), "it is not on its way yet");
    tell(&mut story, &Command::Ship { courier: None, tracking_no: None, replace: false }, 4_200);
    assert_eq!(story.order.late, None);
}

#[test]
fn a_server_that_was_away_calls_an_order_late_once() {
    let mut story = Story::at("shop", Status::Placed);
    story.flow.deadlines =
        Deadlines { ready_seconds: Some(600), ship_seconds: Some(3_000), ..Deadlines::default() };
    assert_eq!(late(&run_out(&mut story, Timer::Late, later(2 * HOUR))).1, Status::Shipped);
    assert!(run_out(&mut story, Timer::Late, later(2 * HOUR)).is_empty());
    assert_eq!(due(&story, Timer::Late), None);
}

#[test]
fn what_is_called_off_is_never_late_and_what_is_reopened_is_anew() {
    let mut story = Story::at("restaurant", Status::Placed);
    story.flow.deadlines.ready_seconds = Some(600);
    tell(&mut story, &Command::Accept { eta: Some(later(900)) }, 100);
    assert_eq!(due(&story, Timer::Late), Some(later(900)), "as it was promised");
    assert_eq!(late(&run_out(&mut story, Timer::Late, later(900))).0, Status::Accepted);
    tell(&mut story, &Command::Cancel { reason: None }, 1_000);
    assert_eq!((story.order.late, due(&story, Timer::Late)), (None, None));
    assert!(run_out(&mut story, Timer::Late, later(HOUR)).is_empty());
    tell(&mut story, &Command::Reopen, 2_000);
    assert_eq!(due(&story, Timer::Late), None, "somebody has to take it again");
    tell(&mut story, &Command::Accept { eta: None }, 2_100);
    assert_eq!(due(&story, Timer::Late), Some(later(2_700)), "the old promise does not count");
    assert_eq!(late(&run_out(&mut story, Timer::Late, later(2_700))).2, 2_100);
}

#[test]
fn what_the_customer_wants_later_is_not_late_before() {
    let wanted = DraftDelivery {
        kind: Some("pickup".into()),
        due_at: Some(later(3 * HOUR).to_string()),
        ..DraftDelivery::default()
    };
    let mut story =
        Story::begin(orderbell_orders::Draft { delivery: Some(wanted), paid: true, ..draft("shop") });
    story.flow.deadlines = Deadlines { ready_seconds: Some(600), ..Deadlines::default() };
    assert_eq!(due(&story, Timer::Late), Some(later(3 * HOUR)));
    story.flow.deadlines = Deadlines { ship_seconds: Some(600), ..Deadlines::default() };
    assert_eq!(late(&run_out(&mut story, Timer::Late, later(HOUR))).1, Status::Ready, "nobody sends it");
}

#[test]
fn a_stay_is_over_at_noon_of_its_last_day_where_the_villa_is() {
    let booking = DraftBooking {
        resource_name: Some("Villa A".into()),
        check_in: Some("2026-12-01".into()),
        check_out: Some("2026-12-03".into()),
        ..DraftBooking::default()
    };
    let mut story = Story::begin(orderbell_orders::Draft { booking: Some(booking), ..draft("booking") });
    tell(&mut story, &plain(orderbell_orders::Action::MarkPaid).expect("a command"), 1);
    assert_eq!(due(&story, Timer::Complete), None, "nobody has taken it");
    tell(&mut story, &Command::Accept { eta: None }, 2);
    let over = "2026-12-03T12:00:00+07:00".parse().expect("a time");
    assert_eq!(due(&story, Timer::Complete), Some(over));
    assert!(run_out(&mut story, Timer::Complete, over - SignedDuration::from_secs(1)).is_empty());
    assert_eq!(run_out(&mut story, Timer::Complete, over).len(), 1);
    assert_eq!(story.order.status, Status::Completed);
}

#[test]
fn a_delivered_parcel_completes_its_order_some_days_later_where_delivery_does_not() {
    let mut story = Story::at("shop", Status::Shipped);
    story.flow.completes_on_delivery = false;
    story.flow.deadlines.auto_complete_days = Some(3);
    let delivered = Command::UpdateShipment {
        courier: None,
        tracking_no: Some("JT-1".into()),
        state: ShipmentState::Delivered,
        text: None,
    };
    assert!(!is_on_its_way(&story.order), "nobody knows the number");
    tell(&mut story, &delivered, 100);
    assert!(!is_on_its_way(&story.order), "it has arrived");
    assert_eq!(due(&story, Timer::Complete), Some(later(100 + 3 * 24 * HOUR)));
    run_out(&mut story, Timer::Complete, later(100 + 3 * 24 * HOUR));
    assert_eq!(story.order.status, Status::Completed);
}

/// Every moment at which a payment is asked about, from `from` on.
fn checks(order: &Order, from: Timestamp) -> Vec<i64> {
    let mut now = from;
    let mut times = Vec::new();
    while let Some(next) = next_check(order, &order.payments[0], now) {
        assert!(next > now, "every check is later than the one before");
        times.push(next.duration_since(start()).as_secs());
        now = next;
        assert!(times.len() < 100, "it ends");
    }
    times
}

#[test]
fn a_pending_payment_is_asked_about_ever_less_often_and_at_the_deadline() {
    let mut story = Story::begin(draft("shop"));
    tell(&mut story, &report(PaymentState::Pending), 0);
    let hours = |hours: i64| hours * HOUR;
    let times = checks(&story.order, start());
    assert_eq!(times[..6], [120, 300, 900, hours(1), hours(3), hours(6)]);
    assert_eq!(times[6..9], [hours(12), hours(18), hours(24)]);
    run_out(&mut story, Timer::Expire, later(hours(24) + 120));
    let closed = hours(24) + 120;
    assert_eq!(checks(&story.order, later(closed)), [closed + 600, closed + hours(24)]);
    tell(&mut story, &report(PaymentState::Paid), closed + 300);
    assert!(checks(&story.order, later(closed + 300)).is_empty(), "the money is there");
}

#[test]
fn every_mistake_in_a_flow_is_named_by_its_field() {
    let mut odd = flow("restaurant");
    odd.steps.reverse();
    odd.deadlines.pay_seconds = 5;
    odd.deadlines.accept_alarm_seconds = Some(60);
    odd.deadlines.ready_seconds = Some(60);
    odd.deadlines.ship_seconds = Some(50);
    odd.labels.get_mut(&Status::Placed).expect("has one").id = " ".into();
    let errors = Flows::validate(vec![flow("shop"), odd, flow("shop")]).expect_err("cannot work");
    let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "flows[1].steps",
            "flows[1].labels.placed.id",
            "flows[1].deadlines.pay_seconds",
            "flows[1].deadlines.accept_alarm_seconds",
            "flows[1].deadlines.ship_seconds",
            "flows[2].name"
        ]
    );
}
