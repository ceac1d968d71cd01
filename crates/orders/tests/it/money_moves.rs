//! Payments, refunds and disputes: reports that come twice, late, out of order, and for the wrong amount.

use orderbell_orders::{
    ActorKind, CaseKind, CaseReport, CaseState, Command, Currency, Draft, Event, Money, PaymentReport,
    PaymentSource, PaymentState, PaymentStatus, Refusal, Severity, Status, View, notice,
};

use crate::shop::{Story, draft, insider, later, plain, refund, report};

fn gateway(story: &mut Story, command: &Command) -> Vec<Event> {
    let system = insider(ActorKind::System);
    story.tell(command, &system, later(10)).expect("gateways may report")
}

fn names(events: &[Event]) -> Vec<&str> {
    events.iter().map(Event::name).collect()
}

fn attempt(number: u8, state: PaymentState, minor: Option<i64>, source: PaymentSource) -> Command {
    Command::ReportPayment(Box::new(PaymentReport {
        provider: "midtrans".into(),
        reference: format!("ORD-261121-7K3Q-{number}"),
        transaction: None,
        method: None,
        state,
        amount: minor.map(|minor| Money::new(minor, Currency::IDR).expect("in range")),
        source,
    }))
}

fn webhook(number: u8, state: PaymentState, minor: Option<i64>) -> Command {
    attempt(number, state, minor, PaymentSource::Webhook)
}

#[test]
fn a_settled_payment_places_the_order_once() {
    let mut story = Story::begin(draft("shop"));
    assert_eq!(names(&gateway(&mut story, &report(PaymentState::Pending))), ["payment.updated"]);
    assert_eq!(
        names(&gateway(&mut story, &report(PaymentState::Paid))),
        ["payment.received", "order.status.changed"]
    );
    assert_eq!((story.order.status, story.order.paid), (Status::Placed, story.order.total));
    for late in [PaymentState::Paid, PaymentState::Pending, PaymentState::Expired, PaymentState::Cancelled] {
        assert_eq!(gateway(&mut story, &report(late)), [], "{late:?} after the money");
    }
}

#[test]
fn an_attempt_that_ends_does_not_end_the_order() {
    let mut story = Story::begin(draft("shop"));
    gateway(&mut story, &webhook(1, PaymentState::Pending, None));
    gateway(&mut story, &webhook(2, PaymentState::Pending, None));
    assert_eq!(names(&gateway(&mut story, &webhook(1, PaymentState::Expired, None))), ["payment.updated"]);
    assert_eq!(story.order.status, Status::PendingPayment);
    gateway(&mut story, &webhook(2, PaymentState::Paid, None));
    assert_eq!(story.order.status, Status::Placed);
}

#[test]
fn a_part_of_the_money_is_kept_and_places_nothing() {
    let mut story = Story::begin(draft("shop"));
    assert_eq!(
        names(&gateway(&mut story, &webhook(1, PaymentState::Paid, Some(5_000_000)))),
        ["payment.received"]
    );
    assert_eq!(story.order.status, Status::PendingPayment);
    let rest = gateway(&mut story, &webhook(2, PaymentState::Paid, Some(10_000_000)));
    assert_eq!(names(&rest), ["payment.received", "order.status.changed"]);
}

#[test]
fn what_one_payment_has_brought_is_the_most_that_was_reported_of_it() {
    let mut story = Story::begin(draft("shop"));
    let paid = |minor| webhook(1, PaymentState::Paid, Some(minor));
    gateway(&mut story, &paid(5_000_000));
    assert_eq!(gateway(&mut story, &paid(4_000_000)), [], "an older report takes nothing back");
    let rest = gateway(&mut story, &paid(15_000_000));
    assert!(
        matches!(&rest[..], [Event::PaymentReceived { amount, .. }, Event::StatusChanged { .. }] if amount.minor() == 10_000_000),
        "{rest:?}"
    );
    assert_eq!((story.order.status, story.order.paid), (Status::Placed, 15_000_000));
    assert_eq!((story.order.payments.len(), story.order.payments[0].amount), (1, 15_000_000));
    // All of it is taken back at once.
    gateway(&mut story, &webhook(1, PaymentState::Failed, None));
    assert_eq!(story.order.paid, 0);
}

#[test]
fn a_payment_that_brought_nothing_is_not_paid() {
    let story = Story::begin(draft("shop"));
    let nothing = webhook(1, PaymentState::Paid, Some(0));
    let refusal = story.ask(&nothing, &insider(ActorKind::System), later(10)).unwrap_err();
    assert!(matches!(refusal, Refusal::Invalid { field: "amount", .. }), "{refusal:?}");
}

#[test]
fn no_refund_is_approved_for_money_that_a_bank_is_taking() {
    let mut story = Story::at("shop", Status::Placed);
    let (admin, paid) = (insider(ActorKind::Admin), story.order.paid);
    let half = Money::new(paid / 2 + 1, Currency::IDR).unwrap();
    story
        .tell(
            &Command::OpenCase(Box::new(CaseReport { amount: Some(half), ..refund(None) })),
            &admin,
            later(20),
        )
        .unwrap();
    let code = story.order.cases[0].code.clone();
    let dispute = CaseReport {
        kind: CaseKind::Dispute,
        reference: Some("D".into()),
        amount: Some(half),
        ..refund(None)
    };
    story.tell(&Command::OpenCase(Box::new(dispute)), &insider(ActorKind::System), later(21)).unwrap();
    let approve = Command::MoveCase { code, to: CaseState::Approved };
    let refusal = story.ask(&approve, &admin, later(22)).unwrap_err();
    assert!(matches!(refusal, Refusal::Invalid { field: "amount", .. }), "{refusal:?}");
    let won = Command::MoveCase { code: story.order.cases[1].code.clone(), to: CaseState::Won };
    story.tell(&won, &insider(ActorKind::System), later(23)).unwrap();
    story.tell(&approve, &admin, later(24)).unwrap();
    assert_eq!(story.order.cases[0].state, CaseState::Approved);
}

#[test]
fn an_order_that_goes_on_after_all_owes_no_refund() {
    let mut story = Story::at("restaurant", Status::Placed);
    let admin = insider(ActorKind::Admin);
    let asked = Money::new(100, Currency::IDR).unwrap();
    story
        .tell(
            &Command::OpenCase(Box::new(CaseReport { amount: Some(asked), ..refund(None) })),
            &admin,
            later(20),
        )
        .unwrap();
    story.tell(&Command::Decline { reason: Some("sold out".into()) }, &admin, later(30)).unwrap();
    let events = story.tell(&Command::Reopen, &admin, later(40)).unwrap();
    assert_eq!(names(&events), ["order.status.changed", "refund.updated"]);
    let states: Vec<_> = story.order.cases.iter().map(|case| case.state).collect();
    assert_eq!(states, [CaseState::Requested, CaseState::Rejected], "what was asked for before stays");
}

#[test]
fn nobody_expires_an_order_whose_payment_is_being_looked_at() {
    let mut story = Story::begin(draft("shop"));
    gateway(&mut story, &webhook(1, PaymentState::Review, None));
    assert_eq!(story.order.payment_status(), PaymentStatus::Review);
    let system = insider(ActorKind::System);
    let refusal = story.ask(&Command::Expire, &system, later(90_000)).unwrap_err();
    assert_eq!(refusal.code(), "not_possible");
}

#[test]
fn money_for_a_closed_order_is_kept_and_cries_for_help() {
    let mut story = Story::begin(draft("shop"));
    gateway(&mut story, &webhook(1, PaymentState::Pending, None));
    story.tell(&Command::Expire, &insider(ActorKind::Admin), later(1)).unwrap();
    assert_eq!(story.order.payments[0].state, PaymentState::Expired);
    let events = gateway(&mut story, &webhook(1, PaymentState::Paid, None));
    assert!(matches!(&events[..], [Event::PaymentFailed { late: true, .. }]), "{events:?}");
    assert_eq!(notice(&events[0], &story.order, &story.flow, View::Full).severity, Severity::Critical);
    assert_eq!((story.order.status, story.order.paid), (Status::Expired, story.order.total));
    // Both ways out of it: back to work, or the money back.
    let admin = insider(ActorKind::Admin);
    assert!(story.ask(&Command::OpenCase(Box::new(refund(None))), &admin, later(20)).is_ok());
    let reopened = story.tell(&Command::Reopen, &admin, later(20)).unwrap();
    assert_eq!(names(&reopened), ["order.status.changed"]);
    assert_eq!((story.order.status, story.order.closed_at), (Status::Placed, None));
    assert!(story.order.rings_at(&story.flow).is_some(), "it rings again");
}

#[test]
fn an_order_that_is_not_paid_cannot_be_reopened_and_only_admins_can() {
    let story = Story::at("shop", Status::Expired);
    let refusal = story.ask(&Command::Reopen, &insider(ActorKind::Admin), later(2)).unwrap_err();
    assert_eq!(refusal.code(), "payment_required");
    let refusal = story.ask(&Command::Reopen, &insider(ActorKind::Vendor), later(2)).unwrap_err();
    assert_eq!(refusal.code(), "not_allowed");
    let story = Story::at("shop", Status::Completed);
    let refusal = story.ask(&Command::Reopen, &insider(ActorKind::Admin), later(2)).unwrap_err();
    assert_eq!(refusal.code(), "not_possible");
}

#[test]
fn a_bank_that_takes_the_money_back_is_told_loudly_and_changes_no_status() {
    let mut story = Story::begin(draft("shop"));
    gateway(&mut story, &report(PaymentState::Paid));
    let events = gateway(&mut story, &report(PaymentState::Failed));
    assert!(matches!(&events[..], [Event::PaymentFailed { reversed: true, late: false, .. }]), "{events:?}");
    assert_eq!((story.order.status, story.order.paid), (Status::Placed, 0));
    assert_eq!(story.order.payment_status(), PaymentStatus::Reversed);
}

#[test]
fn what_is_found_by_asking_says_so() {
    let mut story = Story::begin(draft("shop"));
    gateway(&mut story, &webhook(1, PaymentState::Pending, None));
    let events = gateway(&mut story, &attempt(1, PaymentState::Paid, None, PaymentSource::Recovery));
    assert_eq!(names(&events), ["payment.received", "payment.recovered", "order.status.changed"]);
}

#[test]
fn amounts_in_another_currency_or_out_of_range_are_refused() {
    let story = Story::begin(draft("shop"));
    let with = |amount| {
        let report = PaymentReport {
            provider: "stripe".into(),
            reference: "x".into(),
            transaction: None,
            method: None,
            state: PaymentState::Paid,
            amount: Some(amount),
            source: PaymentSource::Webhook,
        };
        story.ask(&Command::ReportPayment(Box::new(report)), &insider(ActorKind::System), later(1))
    };
    let dollars = Money::new(100, "USD".parse().unwrap()).unwrap();
    assert_eq!(with(dollars).unwrap_err().code(), "invalid");
    assert!(with(Money::new(Money::MAX_MINOR, Currency::IDR).unwrap()).is_ok());
}

#[test]
fn calling_a_paid_order_off_asks_for_the_money_back_once() {
    let mut story = Story::at("shop", Status::Placed);
    let events = story
        .tell(&plain(orderbell_orders::Action::Cancel).unwrap(), &insider(ActorKind::Admin), later(5))
        .unwrap();
    assert_eq!(names(&events), ["refund.requested", "order.status.changed"]);
    let case = &story.order.cases[0];
    assert_eq!((case.code.as_str(), case.amount), ("ORD-261121-7K3Q-R1", story.order.total));
    // An order that nobody has paid owes nothing.
    let mut unpaid = Story::begin(Draft { pay_later: true, ..draft("shop") });
    let events =
        unpaid.tell(&Command::Cancel { reason: None }, &insider(ActorKind::Admin), later(5)).unwrap();
    assert_eq!(names(&events), ["order.status.changed"]);
}

#[test]
fn a_gateways_refund_finds_the_request_that_it_answers() {
    let mut story = Story::at("shop", Status::Declined);
    let done = CaseReport { state: Some(CaseState::Refunded), ..refund(Some("mid-r1")) };
    let events = gateway(&mut story, &Command::OpenCase(Box::new(done.clone())));
    assert_eq!(names(&events), ["refund.updated"]);
    assert_eq!(story.order.cases.len(), 1);
    assert_eq!(story.order.payment_status(), PaymentStatus::Refunded);
    assert_eq!(gateway(&mut story, &Command::OpenCase(Box::new(done))), [], "a repeat");
}

#[test]
fn a_sum_of_refunds_is_told_as_its_parts_in_whatever_order_it_comes() {
    let mut story = Story::at("shop", Status::Placed);
    let mut told = |minor| {
        let amount = Some(Money::new(minor, Currency::IDR).unwrap());
        let state = Some(CaseState::Refunded);
        let sum = CaseReport { amount, state, cumulative: true, ..refund(Some("tx-1")) };
        names(&gateway(&mut story, &Command::OpenCase(Box::new(sum)))).len()
    };
    assert_eq!((told(5_000_000), told(5_000_000), told(9_000_000), told(5_000_000)), (1, 0, 1, 0));
    assert_eq!(story.order.refunded, 9_000_000);
    let parts: Vec<_> =
        story.order.cases.iter().map(|case| (case.reference.as_deref(), case.amount)).collect();
    assert_eq!(parts, [(Some("tx-1"), 5_000_000), (Some("tx-1/2"), 4_000_000)]);
}

#[test]
fn more_than_was_paid_is_not_given_back() {
    let story = Story::at("shop", Status::Placed);
    let admin = insider(ActorKind::Admin);
    let ask = |minor| {
        let amount = Some(Money::new(minor, Currency::IDR).unwrap());
        story.ask(&Command::OpenCase(Box::new(CaseReport { amount, ..refund(None) })), &admin, later(2))
    };
    assert!(ask(story.order.total).is_ok());
    let refusal = ask(story.order.total + 1).unwrap_err().to_string();
    assert_eq!(
        refusal,
        "amount must be more than nothing and at most 150000.00, which is paid and not yet refunded"
    );
}

#[test]
fn customers_ask_and_do_not_decide() {
    let story = Story::at("shop", Status::Completed);
    let customer = insider(ActorKind::Customer);
    let asked = story.ask(&Command::OpenCase(Box::new(refund(None))), &customer, later(2)).unwrap();
    assert_eq!(names(&asked), ["refund.requested"]);
    let decided = CaseReport { state: Some(CaseState::Refunded), ..refund(None) };
    assert_eq!(
        story.ask(&Command::OpenCase(Box::new(decided)), &customer, later(2)).unwrap_err().code(),
        "not_allowed"
    );
    let dispute = CaseReport { kind: CaseKind::Dispute, ..refund(None) };
    assert_eq!(
        story.ask(&Command::OpenCase(Box::new(dispute)), &customer, later(2)).unwrap_err().code(),
        "not_allowed"
    );
}

#[test]
fn a_dispute_is_critical_and_its_loss_is_a_refund() {
    let mut story = Story::at("shop", Status::Completed);
    let dispute = CaseReport { kind: CaseKind::Dispute, ..refund(Some("dp_1")) };
    let events = gateway(&mut story, &Command::OpenCase(Box::new(dispute)));
    assert_eq!(names(&events), ["dispute.created"]);
    assert_eq!(notice(&events[0], &story.order, &story.flow, View::Full).severity, Severity::Critical);
    assert_eq!(story.order.payment_status(), PaymentStatus::Disputed);
    let lost = Command::MoveCase { code: "ORD-261121-7K3Q-D1".into(), to: CaseState::Lost };
    assert_eq!(names(&gateway(&mut story, &lost)), ["dispute.updated"]);
    assert_eq!(story.order.payment_status(), PaymentStatus::Refunded);
    let refusal = story
        .ask(
            &Command::MoveCase { code: "ORD-261121-7K3Q-D1".into(), to: CaseState::Won },
            &insider(ActorKind::Admin),
            later(30),
        )
        .unwrap_err();
    assert_eq!(refusal.to_string(), "cannot move the case ORD-261121-7K3Q-D1 from lost to won");
}
