//! Single decisions, each by the name of what it promises.

use orderbell_orders::{
    ActorKind, Command, Currency, Draft, DraftDelivery, Event, Locale, Money, PaymentSource, PaymentState,
    Refusal, ShipmentState, Status, decide, payment::STAFF, texts,
};

use crate::shop::{
    Story, actor, create, draft, flow, insider, item, later, outsiders, plain, refund, report, start,
};

fn admin() -> orderbell_orders::Actor {
    insider(ActorKind::Admin)
}

fn names(events: &[Event]) -> Vec<&str> {
    events.iter().map(Event::name).collect()
}

#[test]
fn an_unpaid_order_waits_and_does_not_ring() {
    let story = Story::begin(draft("shop"));
    assert_eq!(story.order.status, Status::PendingPayment);
    assert_eq!(story.order.expires_at, Some(later(24 * 3_600)));
    assert_eq!(story.order.rings_at(&story.flow), None);
    assert_eq!(story.order.version, 1);
    assert_eq!(Story::begin(draft("restaurant")).order.expires_at, Some(later(15 * 60)));
}

#[test]
fn pay_later_paid_and_free_orders_are_placed_at_once() {
    for draft in [
        Draft { pay_later: true, ..draft("shop") },
        Draft { paid: true, ..draft("shop") },
        Draft { items: vec![item("Sample", 1, "0")], ..draft("shop") },
    ] {
        let story = Story::begin(draft);
        assert_eq!(story.order.status, Status::Placed);
        assert_eq!(story.order.placed_at, Some(start()));
        assert_eq!(story.order.expires_at, None);
        assert_eq!(story.order.rings_at(&story.flow), Some(start()));
    }
}

#[test]
fn a_given_deadline_is_kept_and_must_lie_ahead() {
    let until = |time: &str| create(Draft { expires_at: Some(time.into()), ..draft("shop") });
    let ask = |command| decide(None, &command, &admin(), &flow("shop"), start());
    let events = ask(until("2026-11-21T12:00:00+07:00")).unwrap();
    let Event::OrderCreated { order } = &events[0] else { panic!("{events:?}") };
    assert_eq!(order.expires_at, Some("2026-11-21T05:00:00Z".parse().unwrap()));
    assert!(matches!(
        ask(until("2026-11-21T03:04:05.678Z")),
        Err(Refusal::Invalid { field: "expires_at", .. })
    ));
}

#[test]
fn staff_of_one_vendor_create_for_that_vendor_only() {
    let cashier = insider(ActorKind::Cashier);
    let ask = |vendor_id: Option<&str>| {
        let command = create(Draft { vendor_id: vendor_id.map(Into::into), ..draft("shop") });
        decide(None, &command, &cashier, &flow("shop"), start())
    };
    for own in [Some("7"), None] {
        let events = ask(own).unwrap();
        let Event::OrderCreated { order } = &events[0] else { panic!("{events:?}") };
        assert_eq!(order.vendor_id.as_deref(), Some("7"));
    }
    assert_eq!(ask(Some("8")), Err(Refusal::OutOfScope));
}

#[test]
fn customers_create_for_themselves_and_cannot_call_it_paid() {
    let ask =
        |draft: Draft| decide(None, &create(draft), &insider(ActorKind::Customer), &flow("shop"), start());
    let events = ask(Draft { customer_user_id: None, ..draft("shop") }).unwrap();
    let Event::OrderCreated { order } = &events[0] else { panic!("{events:?}") };
    assert_eq!(order.customer.user_id.as_deref(), Some("u_1"));
    let other = Draft { customer_user_id: Some("u_5".into()), ..draft("shop") };
    assert_eq!(ask(other), Err(Refusal::OutOfScope));
    let paid = Draft { paid: true, ..draft("shop") };
    assert!(matches!(ask(paid), Err(Refusal::Invalid { field: "paid", .. })));
}

#[test]
fn creating_the_same_order_twice_is_no_event_and_another_is_refused() {
    let story = Story::begin(draft("shop"));
    assert_eq!(story.ask(&create(draft("shop")), &admin(), later(1)), Ok(vec![]));
    let Command::Create { code, order, .. } = create(draft("shop")) else { panic!("made here") };
    let other = Command::Create { id: orderbell_orders::OrderId(uuid::Uuid::from_u128(9)), code, order };
    assert_eq!(story.ask(&other, &admin(), later(1)), Err(Refusal::Exists));
}

#[test]
fn nothing_can_be_done_to_an_order_that_does_not_exist() {
    let refusal = decide(None, &Command::Start, &admin(), &flow("shop"), start()).unwrap_err();
    assert_eq!(refusal.to_string(), "cannot start an order: there is no such order");
}

#[test]
fn an_unpaid_order_is_not_worked_on_until_staff_mark_it_paid() {
    let mut story = Story::begin(draft("restaurant"));
    let cashier = insider(ActorKind::Cashier);
    let refusal = story.ask(&Command::Start, &cashier, later(1)).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "cannot start an order that is not paid: Rp\u{a0}150.000 outstanding, mark it as paid first"
    );
    let paid = Command::MarkPaid { method: Some(" cash\n".into()), receipt: None, amount: None };
    let events = story.tell(&paid, &cashier, later(2)).unwrap();
    assert_eq!(names(&events), ["payment.received", "order.status.changed"]);
    let amount = Money::new(15_000_000, Currency::IDR).unwrap();
    let Event::PaymentReceived { amount: came, method, payment: Some(payment) } = &events[0] else {
        panic!("{events:?}");
    };
    assert_eq!((*came, method.as_deref(), payment.source), (amount, Some("cash"), PaymentSource::Staff));
    let [known] = &story.order.payments[..] else { panic!("{:?}", story.order.payments) };
    assert_eq!(
        (known.provider.as_str(), known.amount, &known.by),
        (STAFF, 15_000_000, &Some(cashier.clone()))
    );
    assert_eq!((story.order.status, story.order.version), (Status::Placed, 3));
    assert_eq!(story.order.placed_at, Some(later(2)));
    assert_eq!(story.tell(&paid, &cashier, later(3)), Ok(vec![]));
}

#[test]
fn staff_take_a_deposit_and_then_the_rest() {
    let mut story = Story::begin(draft("shop"));
    let cashier = insider(ActorKind::Cashier);
    let pay = |minor: i64, receipt: Option<&str>| Command::MarkPaid {
        method: Some("transfer".into()),
        receipt: receipt.map(Into::into),
        amount: Some(Money::new(minor, Currency::IDR).unwrap()),
    };
    for wrong in [15_000_001, 0] {
        let refusal = story.ask(&pay(wrong, None), &cashier, later(1)).unwrap_err();
        assert_eq!(
            refusal.to_string(),
            "amount must be more than 0 and at most the outstanding 150000.00 IDR"
        );
    }
    let deposit = story.tell(&pay(5_000_000, Some(" TRX 7 ")), &cashier, later(1)).unwrap();
    assert_eq!(names(&deposit), ["payment.received"]);
    assert_eq!((story.order.status, story.order.paid), (Status::PendingPayment, 5_000_000));
    // The same slip is the same money; another one is not.
    assert_eq!(story.tell(&pay(5_000_000, Some("TRX 7")), &cashier, later(2)), Ok(vec![]));
    let long = "7".repeat(121);
    let refusal = story.ask(&pay(5_000_000, Some(&long)), &cashier, later(2)).unwrap_err();
    assert!(matches!(refusal, Refusal::Invalid { field: "receipt", .. }), "{refusal:?}");
    story.tell(&pay(5_000_000, Some("TRX 8")), &cashier, later(3)).unwrap();
    let rest = Command::MarkPaid { method: Some("cash".into()), receipt: None, amount: None };
    let events = story.tell(&rest, &admin(), later(4)).unwrap();
    assert_eq!(names(&events), ["payment.received", "order.status.changed"]);
    let noted: Vec<_> = story
        .order
        .payments
        .iter()
        .map(|payment| (payment.reference.as_str(), payment.method.as_deref(), payment.receipt.as_deref()))
        .collect();
    assert_eq!(
        noted,
        [
            ("ORD-261121-7K3Q-1", Some("transfer"), Some("TRX 7")),
            ("ORD-261121-7K3Q-2", Some("transfer"), Some("TRX 8")),
            ("ORD-261121-7K3Q-3", Some("cash"), None)
        ]
    );
    assert_eq!(story.tell(&rest, &cashier, later(5)), Ok(vec![]), "a colleague was first");
}

#[test]
fn money_that_comes_by_the_gateway_after_all_is_counted_on_top_of_the_cash() {
    let mut story = Story::begin(draft("shop"));
    let (cashier, system) = (insider(ActorKind::Cashier), insider(ActorKind::System));
    story.tell(&report(PaymentState::Pending), &system, later(1)).unwrap();
    story.tell(&plain(orderbell_orders::Action::MarkPaid).unwrap(), &cashier, later(2)).unwrap();
    let events = story.tell(&report(PaymentState::Paid), &system, later(3)).unwrap();
    assert_eq!(names(&events), ["payment.received"]);
    assert_eq!((story.order.paid, story.order.total), (30_000_000, 15_000_000));
    // What came twice can go back.
    story.tell(&Command::OpenCase(Box::new(refund(None))), &admin(), later(4)).unwrap();
    assert_eq!(story.order.cases[0].amount, 30_000_000);
}

#[test]
fn attempts_at_the_gateway_do_not_keep_anybody_from_paying_cash() {
    let mut story = Story::begin(draft("shop"));
    for number in 0..orderbell_orders::payment::MAX_PAYMENTS {
        let Command::ReportPayment(mut attempt) = report(PaymentState::Failed) else { unreachable!() };
        attempt.reference = format!("try-{number}");
        attempt.transaction = None;
        story.tell(&Command::ReportPayment(attempt), &insider(ActorKind::System), later(1)).unwrap();
    }
    story.tell(&plain(orderbell_orders::Action::MarkPaid).unwrap(), &admin(), later(2)).unwrap();
    assert_eq!(story.order.status, Status::Placed);
}

#[test]
fn cash_on_delivery_is_paid_after_the_fact_without_moving_the_order() {
    let mut story = Story::begin(Draft { pay_later: true, ..draft("shop") });
    story.tell(&Command::Complete, &admin(), later(1)).unwrap();
    let events = story.tell(&plain(orderbell_orders::Action::MarkPaid).unwrap(), &admin(), later(2)).unwrap();
    assert_eq!(names(&events), ["payment.received"]);
    assert_eq!((story.order.status, story.order.version), (Status::Completed, 3));
    assert_eq!(story.order.payment_status().as_str(), "paid");
}

#[test]
fn seen_is_final_in_a_shop() {
    let mut story = Story::at("shop", Status::Placed);
    let vendor = insider(ActorKind::Vendor);
    assert_eq!(story.tell(&Command::Acknowledge, &vendor, later(10)), Ok(vec![Event::OrderAcknowledged]));
    assert_eq!(story.order.rings_at(&story.flow), None);
    assert_eq!(story.order.ack_by.as_ref(), Some(&vendor));
    let cashier = insider(ActorKind::Cashier);
    assert_eq!(story.tell(&Command::Acknowledge, &cashier, later(9_999)), Ok(vec![]));
    assert_eq!(story.order.already_by(orderbell_orders::Action::Acknowledge), Some(&vendor));
}

#[test]
fn seen_silences_a_minute_where_orders_must_be_accepted() {
    let mut story = Story::at("restaurant", Status::Placed);
    let cashier = insider(ActorKind::Cashier);
    story.tell(&Command::Acknowledge, &cashier, later(10)).unwrap();
    assert_eq!(story.order.rings_at(&story.flow), Some(later(70)));
    assert!(!story.order.needs_ack());
    assert_eq!(story.ask(&Command::Acknowledge, &cashier, later(69)), Ok(vec![]));
    let again = story.tell(&Command::Acknowledge, &cashier, later(70)).unwrap();
    assert_eq!(again, [Event::OrderAcknowledged]);
    assert_eq!(story.order.rings_at(&story.flow), Some(later(130)));
    story.tell(&Command::Accept { eta: None }, &cashier, later(80)).unwrap();
    assert_eq!(story.order.rings_at(&story.flow), None);
}

#[test]
fn seen_after_a_colleague_took_it_is_already_so() {
    let story = Story::at("shop", Status::Preparing);
    let cashier = insider(ActorKind::Cashier);
    assert_eq!(story.ask(&Command::Acknowledge, &cashier, later(5)), Ok(vec![]));
    assert_eq!(story.order.already_by(orderbell_orders::Action::Acknowledge), Some(&admin()));
}

#[test]
fn the_second_to_accept_is_told_who_was_first() {
    let mut story = Story::at("restaurant", Status::Placed);
    let eta = Some(later(1_800));
    story.tell(&Command::Accept { eta }, &insider(ActorKind::Cashier), later(5)).unwrap();
    assert_eq!(story.order.eta, eta);
    let second = story.ask(&Command::Accept { eta: None }, &insider(ActorKind::Vendor), later(6));
    assert_eq!(second, Ok(vec![]));
    let by = story.order.already_by(orderbell_orders::Action::Accept).unwrap();
    assert_eq!(by.name.as_deref(), Some("Sari"));
}

#[test]
fn a_stale_command_is_refused_and_says_where_the_order_is() {
    let story = Story::at("shop", Status::Shipped);
    let refusal = story.ask(&Command::Start, &admin(), later(5)).unwrap_err();
    assert_eq!(refusal.to_string(), "cannot start an order that is shipped");
    assert_eq!(refusal.code(), "not_possible");
}

#[test]
fn declining_needs_a_reason_and_cancelling_does_not() {
    let mut story = Story::at("restaurant", Status::Placed);
    let vendor = insider(ActorKind::Vendor);
    for reason in [None, Some(" \u{202e}\n ".to_owned())] {
        let refusal = story.ask(&Command::Decline { reason }, &vendor, later(5)).unwrap_err();
        assert_eq!(refusal.to_string(), "reason is required to decline an order: 1 to 500 characters");
    }
    let long = Command::Decline { reason: Some("x".repeat(501)) };
    assert_eq!(
        story.ask(&long, &vendor, later(5)).unwrap_err().to_string(),
        "reason must be at most 500 characters long, has 501"
    );
    assert!(story.ask(&Command::Cancel { reason: None }, &vendor, later(5)).is_ok());
    story.tell(&Command::Decline { reason: Some("sold out".into()) }, &vendor, later(5)).unwrap();
    assert_eq!(story.order.reason.as_deref(), Some("sold out"));
    assert_eq!(story.order.closed_at, Some(later(5)));
}

#[test]
fn a_promised_time_must_lie_ahead() {
    let story = Story::at("restaurant", Status::Placed);
    let refusal = story.ask(&Command::Accept { eta: Some(later(5)) }, &admin(), later(5)).unwrap_err();
    assert_eq!(refusal.to_string(), "eta must be in the future");
}

#[test]
fn steps_that_a_flow_does_not_have_are_refused() {
    let story = Story::at("booking", Status::Placed);
    let refusal = story.ask(&Command::Start, &admin(), later(5)).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "cannot start an order: the flow booking has no step preparing for this order"
    );
}

#[test]
fn a_restaurant_ships_only_what_is_delivered() {
    let order = |kind: &str| {
        let delivery = DraftDelivery { kind: Some(kind.into()), ..DraftDelivery::default() };
        Story::begin(Draft { paid: true, delivery: Some(delivery), ..draft("restaurant") })
    };
    let ship = Command::Ship { courier: None, tracking_no: None, replace: false };
    assert!(order("delivery").ask(&ship, &admin(), later(5)).is_ok());
    assert_eq!(order("pickup").ask(&ship, &admin(), later(5)).unwrap_err().code(), "not_in_flow");
}

#[test]
fn an_order_that_must_be_accepted_is_not_completed_before() {
    let ask = |flow| Story::at(flow, Status::Placed).ask(&Command::Complete, &admin(), later(5));
    assert_eq!(ask("booking").unwrap_err().code(), "not_possible");
    assert_eq!(names(&ask("shop").unwrap()), ["order.status.changed"]);
}

#[test]
fn shipping_tells_of_the_shipment_and_moves_once() {
    let mut story = Story::at("shop", Status::Ready);
    let ship = |courier: Option<&str>, number: Option<&str>| Command::Ship {
        courier: courier.map(Into::into),
        tracking_no: number.map(Into::into),
        replace: false,
    };
    let before = story.order.version;
    let events = story.tell(&ship(Some("JNE"), None), &admin(), later(5)).unwrap();
    assert_eq!(names(&events), ["shipment.updated", "order.status.changed"]);
    assert_eq!(story.order.version, before + 2);
    assert_eq!(story.order.courier.as_deref(), Some("JNE"));

    let added = story.tell(&ship(None, Some("JN123")), &admin(), later(6)).unwrap();
    assert_eq!(names(&added), ["shipment.updated"]);
    assert_eq!(story.order.tracking_no.as_deref(), Some("JN123"));
    assert_eq!(story.order.version, before + 3);
    assert_eq!(story.ask(&ship(Some("JNE"), Some("JN123")), &admin(), later(7)), Ok(vec![]));
    let other = story.ask(&ship(Some("SiCepat"), None), &admin(), later(7)).unwrap_err();
    assert_eq!(other.code(), "not_possible");
    assert_eq!(
        other.to_string(),
        "the order goes with JNE under the number JN123 already, and has one parcel; to correct that, ship it again with \
         `replace`"
    );
}

#[test]
fn a_mistyped_tracking_number_is_corrected_and_its_parcel_forgotten() {
    let mut story = Story::at("shop", Status::Ready);
    let ship = |courier: Option<&str>, number: &str, replace| Command::Ship {
        courier: courier.map(Into::into),
        tracking_no: Some(number.into()),
        replace,
    };
    story.tell(&ship(Some("JNE"), "JN123", false), &admin(), later(5)).unwrap();
    let news = Command::UpdateShipment {
        courier: None,
        tracking_no: Some("JN123".into()),
        state: ShipmentState::OutForDelivery,
        text: None,
    };
    story.tell(&news, &admin(), later(6)).unwrap();
    assert!(story.order.shipment.is_some());
    let vendor = insider(ActorKind::Vendor);
    let events = story.tell(&ship(None, "JN132", true), &vendor, later(7)).unwrap();
    assert_eq!(names(&events), ["shipment.updated"]);
    assert_eq!(
        (story.order.courier.as_deref(), story.order.tracking_no.as_deref()),
        (Some("JNE"), Some("JN132"))
    );
    assert_eq!((&story.order.shipment, story.order.status), (&None, Status::Shipped));
    assert_eq!(story.ask(&ship(None, "JN132", true), &vendor, later(8)), Ok(vec![]));
    // What comes of the other parcel is not about this order.
    assert!(matches!(story.ask(&news, &admin(), later(9)), Err(Refusal::OtherShipment { .. })));
    let words = texts::notification(&events[0], &story.order, &vendor, &story.flow, Locale::Id).to_string();
    assert_eq!(words, "Info pengiriman - Nomor resi pesanan #ORD-261121-7K3Q diganti: JN132");
}

#[test]
fn a_timer_does_not_expire_an_order_early_but_an_admin_may() {
    let mut story = Story::begin(draft("shop"));
    let system = insider(ActorKind::System);
    let day = 24 * 3_600;
    assert_eq!(story.ask(&Command::Expire, &system, later(day - 1)).unwrap_err().code(), "too_early");
    assert!(story.ask(&Command::Expire, &system, later(day)).is_ok());
    let events = story.tell(&Command::Expire, &admin(), later(1)).unwrap();
    assert_eq!(names(&events), ["payment.expired", "order.status.changed"]);
    assert_eq!((story.order.status, story.order.version), (Status::Expired, 3));
}

#[test]
fn a_customer_takes_back_only_what_nobody_has_taken() {
    let customer = insider(ActorKind::Customer);
    let cancel = Command::Cancel { reason: None };
    assert!(Story::at("shop", Status::Placed).ask(&cancel, &customer, later(5)).is_ok());
    let refusal = Story::at("shop", Status::Accepted).ask(&cancel, &customer, later(5)).unwrap_err();
    assert_eq!(refusal.to_string(), "the role customer may not cancel an order that is accepted");
}

#[test]
fn an_order_without_vendor_is_out_of_reach_of_vendors() {
    let story = Story::begin(Draft { vendor_id: None, paid: true, ..draft("shop") });
    for stranger in outsiders().into_iter().chain([insider(ActorKind::Vendor)]) {
        assert_eq!(story.ask(&Command::Start, &stranger, later(1)), Err(Refusal::OutOfScope));
    }
    assert!(story.ask(&Command::Start, &admin(), later(1)).is_ok());
}

#[test]
fn a_key_for_one_vendor_reaches_no_other() {
    let story = Story::at("shop", Status::Placed);
    let own = actor(ActorKind::Api, "k", "till", Some("7"));
    let other = actor(ActorKind::Api, "k", "till", Some("8"));
    assert!(story.ask(&Command::Start, &own, later(5)).is_ok());
    assert_eq!(story.ask(&Command::Start, &other, later(5)), Err(Refusal::OutOfScope));
}

#[test]
fn times_are_kept_to_the_microsecond() {
    let odd = "2026-11-21T03:04:05.123456789Z".parse().unwrap();
    let events = decide(None, &create(draft("shop")), &admin(), &flow("shop"), odd).unwrap();
    let Event::OrderCreated { order } = &events[0] else { panic!("{events:?}") };
    assert_eq!(order.created_at, "2026-11-21T03:04:05.123456Z".parse().unwrap());
}
