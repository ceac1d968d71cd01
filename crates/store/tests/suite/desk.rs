use jiff::Timestamp;
use orderbell_orders::{
    Actor, CaseKind, CaseReport, Command, Draft, DraftBooking, DraftItem, MoneyInput, OrderRef,
    PaymentReport, PaymentSource, PaymentState, Refusal, ShipmentState, Status,
};
use orderbell_store::{
    ActRefused, AppId, Change, Conditions, Ignored, OrderKey, Outcome, Report, ReportOutcome, ReportRefused,
    Reported, Scope, Store, Upsert,
};

use super::{act, admin, app, checked, draft, every_order, later, place, start, try_place, vendor};

type Answer = Result<Outcome, ActRefused>;

fn shop() -> Actor {
    Actor::api(Some("toko".into()))
}

/// Order 17 of a shop, as that shop tells it.
fn told(name: &str, reported: Reported) -> Change {
    let order = Draft { paid: false, source: Some("toko".into()), ext_id: Some("17".into()), ..draft(name) };
    Change::Upsert(Box::new(Upsert { order: checked(order), reported, link_hash: None }))
}

fn at(status: Status, revision: Option<i64>) -> Reported {
    Reported { status: Some(status), revision, ..Reported::default() }
}

async fn say(store: &Store, app: AppId, change: Change) -> Answer {
    let mut answers = say_all(store, app, vec![change], shop(), later(5)).await;
    assert_eq!(answers.len(), 1);
    answers.remove(0)
}

/// All of it in one transaction.
async fn say_all(
    store: &Store,
    app: AppId,
    changes: Vec<Change>,
    actor: Actor,
    at: Timestamp,
) -> Vec<Answer> {
    let reports = changes.into_iter().map(|change| Report::Order(Box::new(change))).collect();
    let told = store.report(app, reports, Scope::All, actor, None, at).await.unwrap();
    let answer = |result| match result {
        Ok(ReportOutcome::Order(outcome)) => Ok(*outcome),
        Err(ReportRefused::Order(refused)) => Err(refused),
        other => panic!("an answer about something else: {other:?}"),
    };
    told.fresh().expect("nothing is replayed without a key").into_iter().map(answer).collect()
}

fn names(outcome: &Outcome) -> Vec<&str> {
    outcome.events.iter().map(|event| event.event.name()).collect()
}

fn payment(reference: &str, transaction: &str, state: PaymentState) -> Command {
    Command::ReportPayment(Box::new(PaymentReport {
        provider: "midtrans".into(),
        reference: reference.into(),
        transaction: Some(transaction.into()),
        method: None,
        state,
        amount: None,
        source: PaymentSource::Webhook,
    }))
}

pub(crate) async fn an_order_told_twice_is_one_order(store: Store) {
    let app = app(&store, "warung").await;
    let first = say(&store, app.id, told("Budi", at(Status::PendingPayment, None))).await.unwrap();
    assert_eq!((names(&first), first.created()), (vec!["order.created"], true));
    let again = say(&store, app.id, told("Budi", at(Status::PendingPayment, None))).await.unwrap();
    assert_eq!((names(&again), again.created(), &again.order), (vec![], false, &first.order));
    let renamed = say(&store, app.id, told("Budi Santoso", at(Status::PendingPayment, None))).await.unwrap();
    assert_eq!(names(&renamed), ["order.updated"]);
    assert_eq!((renamed.order.id, renamed.order.customer.name.as_str()), (first.order.id, "Budi Santoso"));
    let read = store.order(app.id, &OrderRef::Id(first.order.id), Scope::All).await.unwrap().unwrap().value;
    assert_eq!(read, renamed.order);
    assert_eq!(every_order(&store, app.id, Scope::All).await.len(), 1);
}

pub(crate) async fn an_order_starts_where_it_is_elsewhere(store: Store) {
    let app = app(&store, "warung").await;
    for (number, status) in Status::ALL.into_iter().enumerate() {
        let order = Draft {
            paid: false,
            source: Some("toko".into()),
            ext_id: Some(number.to_string()),
            ..draft("Budi")
        };
        let upsert = Upsert { order: checked(order), reported: at(status, None), link_hash: None };
        let done = say(&store, app.id, Change::Upsert(Box::new(upsert))).await.unwrap();
        assert_eq!(done.order.status, status);
        assert_eq!(done.order.paid, 0);
    }
    let paid = Reported { paid: true, ..at(Status::Preparing, None) };
    let done = say(&store, app.id, told("Budi", paid)).await.unwrap();
    assert_eq!((done.order.status, done.order.paid), (Status::Preparing, done.order.total));
}

pub(crate) async fn late_reports_are_not_believed(store: Store) {
    let app = app(&store, "warung").await;
    say(&store, app.id, told("Budi", at(Status::Shipped, Some(20)))).await.unwrap();
    let older = say(&store, app.id, told("Old Name", at(Status::Completed, Some(19)))).await.unwrap();
    assert_eq!((older.ignored, older.events.len()), (Some(Ignored::Older), 0));
    let back = say(&store, app.id, told("Old Name", at(Status::Accepted, None))).await.unwrap();
    let goes_back = Ignored::GoesBack { from: Status::Shipped, to: Status::Accepted };
    assert_eq!((back.ignored, back.order.customer.name.as_str()), (Some(goes_back), "Budi"));
    let newer = say(&store, app.id, told("Budi", at(Status::Accepted, Some(21)))).await.unwrap();
    assert_eq!((newer.order.status, newer.ignored), (Status::Accepted, None));
    let key = OrderKey::External { source: "toko".into(), ext_id: "17".into() };
    let follow = |reported| Change::Follow { order: key.clone(), reported };
    let older = say(&store, app.id, follow(at(Status::Completed, Some(20)))).await.unwrap();
    assert_eq!(older.ignored, Some(Ignored::Older));
    let on = say(&store, app.id, follow(at(Status::Completed, None))).await.unwrap();
    assert_eq!(on.order.status, Status::Completed);
    let unknown = OrderKey::External { source: "toko".into(), ext_id: "18".into() };
    let nowhere = Change::Follow { order: unknown, reported: at(Status::Completed, None) };
    assert_eq!(say(&store, app.id, nowhere).await, Err(ActRefused::NotFound));
}

pub(crate) async fn being_paid_elsewhere_is_a_payment(store: Store) {
    let app = app(&store, "warung").await;
    say(&store, app.id, told("Budi", Reported::default())).await.unwrap();
    let paid = Reported { paid: true, ..at(Status::Accepted, None) };
    let done = say(&store, app.id, told("Budi", paid.clone())).await.unwrap();
    assert_eq!(names(&done), ["payment.received", "order.status.changed", "order.status.changed"]);
    assert_eq!((done.order.payments[0].provider.as_str(), done.order.paid), ("toko", done.order.total));
    assert_eq!(names(&say(&store, app.id, told("Budi", paid)).await.unwrap()), Vec::<&str>::new());
}

pub(crate) async fn an_order_is_found_by_whatever_it_is_called(store: Store) {
    let app = app(&store, "warung").await;
    let order = place(&store, app.id, draft("Budi"), start()).await.order;
    let other = place(&store, app.id, draft("Siti"), start()).await.order;
    let by = |key: OrderKey, command: Command| Change::Act {
        order: key,
        command,
        conditions: Conditions::default(),
    };
    let by_id = OrderKey::Order(OrderRef::Id(order.id));
    let reference = format!("{}-1", order.code);
    let by_payment = OrderKey::Payment { provider: "midtrans".into(), reference: reference.clone() };
    let unknown = by(by_payment.clone(), payment(&reference, "t-1", PaymentState::Pending));
    assert_eq!(say(&store, app.id, unknown).await, Err(ActRefused::NotFound));

    let refund = CaseReport {
        kind: CaseKind::Refund,
        reference: None,
        amount: None,
        cumulative: false,
        reason: None,
        state: None,
        due_at: None,
    };
    let ship = Command::UpdateShipment {
        courier: Some("JNE".into()),
        tracking_no: Some("JNE-99".into()),
        state: ShipmentState::InTransit,
        text: None,
    };
    let changes = vec![
        by(by_id, payment(&reference, "t-1", PaymentState::Pending)),
        by(by_payment, ship),
        by(
            OrderKey::Transaction { provider: "midtrans".into(), transaction: "t-1".into() },
            Command::OpenCase(Box::new(refund)),
        ),
        by(OrderKey::Tracking { number: "JNE-99".into() }, Command::Acknowledge),
        by(OrderKey::Case { code: format!("{}-R1", order.code) }, Command::Complete),
    ];
    let answers = say_all(&store, app.id, changes, admin("Adi"), later(5)).await;
    for answer in &answers {
        assert_eq!(answer.as_ref().unwrap().order.id, order.id);
    }
    let elsewhere = super::app(&store, "kedai").await;
    let stranger = by(OrderKey::Tracking { number: "JNE-99".into() }, Command::Acknowledge);
    assert_eq!(say(&store, elsewhere.id, stranger).await, Err(ActRefused::NotFound));

    let taken = by(OrderKey::Order(OrderRef::Id(other.id)), payment(&reference, "t-2", PaymentState::Paid));
    let refused = say(&store, app.id, taken).await.unwrap_err();
    assert!(matches!(
        refused,
        ActRefused::Refused { refusal: Refusal::Invalid { field: "reference", .. }, .. }
    ));
}

pub(crate) async fn a_wrong_tracking_number_is_no_name_of_its_order_any_more(store: Store) {
    let app = app(&store, "warung").await;
    let order = place(&store, app.id, draft("Budi"), start()).await.order;
    let ship = |number: &str, replace| Command::Ship {
        courier: Some("JNE".into()),
        tracking_no: Some(number.into()),
        replace,
    };
    act(&store, app.id, &order, ship("JNE-1", false), admin("Adi"), later(1)).await.unwrap();
    let refused =
        act(&store, app.id, &order, ship("JNE-2", false), admin("Adi"), later(2)).await.unwrap_err();
    assert!(
        matches!(refused, ActRefused::Refused { refusal: Refusal::OtherShipment { .. }, .. }),
        "{refused:?}"
    );
    act(&store, app.id, &order, ship("JNE-2", true), admin("Adi"), later(2)).await.unwrap();
    let news = |number: &str| Change::Act {
        order: OrderKey::Tracking { number: number.into() },
        command: Command::UpdateShipment {
            courier: None,
            tracking_no: None,
            state: ShipmentState::InTransit,
            text: None,
        },
        conditions: Conditions::default(),
    };
    assert_eq!(say(&store, app.id, news("JNE-1")).await, Err(ActRefused::NotFound));
    let found = say(&store, app.id, news("JNE-2")).await.unwrap().order;
    assert_eq!((found.id, found.tracking_no.as_deref()), (order.id, Some("JNE-2")));
}

pub(crate) async fn a_refused_change_leaves_nothing_and_stops_no_other(store: Store) {
    let app = app(&store, "warung").await;
    say(&store, app.id, told("Budi", at(Status::Placed, None))).await.unwrap();
    let before = store.position(app.id).await.unwrap();
    // The name would be taken, the payment is not: of this report nothing may remain.
    let report = PaymentReport {
        provider: String::new(),
        reference: "1".into(),
        transaction: None,
        method: None,
        state: PaymentState::Paid,
        amount: None,
        source: PaymentSource::Webhook,
    };
    let wrong = told("Other Name", Reported { payment: Some(report), ..at(Status::Accepted, None) });
    let right = told("Budi", at(Status::Accepted, None));
    let answers = say_all(&store, app.id, vec![wrong, right], shop(), later(5)).await;
    assert!(matches!(answers[0], Err(ActRefused::Refused { .. })), "{answers:?}");
    let done = answers[1].as_ref().unwrap();
    assert_eq!(done.order.customer.name, "Budi");
    assert_eq!(store.position(app.id).await.unwrap().seq, before.seq + 1);
}

pub(crate) async fn twenty_tellers_make_one_order(store: Store) {
    let app = app(&store, "warung").await;
    let tellers: Vec<_> = (0..20)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { say(&store, app.id, told("Budi", at(Status::Accepted, None))).await })
        })
        .collect();
    let mut created = 0;
    for teller in tellers {
        created += usize::from(teller.await.unwrap().unwrap().created());
    }
    assert_eq!(created, 1);
    assert_eq!(store.position(app.id).await.unwrap().seq, 2);
}

pub(crate) async fn lines_of_old_events_stay(store: Store) {
    let app = app(&store, "warung").await;
    say(&store, app.id, told("Budi", at(Status::Placed, None))).await.unwrap();
    let other = Draft {
        paid: false,
        source: Some("toko".into()),
        ext_id: Some("17".into()),
        items: vec![DraftItem {
            name: Some("Sate".into()),
            unit_price: Some(MoneyInput::Major("25000".into())),
            ..DraftItem::default()
        }],
        ..draft("Budi")
    };
    let upsert = Upsert { order: checked(other), reported: at(Status::Accepted, None), link_hash: None };
    let done = say(&store, app.id, Change::Upsert(Box::new(upsert))).await.unwrap();
    assert_eq!(names(&done), ["order.updated", "order.status.changed"]);
    let page = store.events_after(app.id, Scope::All, 0, 10).await.unwrap().value;
    let lines: Vec<_> =
        page.events.iter().map(|event| event.order().unwrap().items[0].name.clone()).collect();
    assert_eq!(lines, ["Nasi Goreng", "Sate", "Sate"]);
    assert_eq!(page.events[1..], done.events[..]);
}

fn booked(name: &str, from: &str, to: &str, paid: bool) -> Draft {
    Draft {
        paid,
        flow: Some("booking".into()),
        booking: Some(DraftBooking {
            resource_id: Some("villa-a".into()),
            resource_name: Some("Villa A".into()),
            check_in: Some(from.into()),
            check_out: Some(to.into()),
            guests: None,
        }),
        ..draft(name)
    }
}

fn overlap(answer: &Answer) -> bool {
    matches!(answer, Err(ActRefused::Refused { refusal: Refusal::Overlap { .. }, .. }))
}

pub(crate) async fn the_same_nights_are_sold_once(store: Store) {
    let app = app(&store, "villa").await;
    let accept = || Command::Accept { eta: None };
    let first = place(&store, app.id, booked("Budi", "2026-12-01", "2026-12-03", false), start()).await.order;
    let second =
        place(&store, app.id, booked("Siti", "2026-12-02", "2026-12-03", false), start()).await.order;
    let after = place(&store, app.id, booked("Eka", "2026-12-03", "2026-12-05", true), later(1)).await.order;
    let pay = Command::MarkPaid { method: None, receipt: None, amount: None };
    act(&store, app.id, &first, pay.clone(), admin("Adi"), later(2)).await.unwrap();
    assert!(overlap(&act(&store, app.id, &second, pay, admin("Adi"), later(3)).await));
    // A gateway's money is never refused; but it buys no nights that somebody has.
    let report = payment("S-1", "t-1", PaymentState::Paid);
    let paid = act(&store, app.id, &second, report, Actor::system(), later(4)).await.unwrap();
    assert_eq!(paid.order.status, Status::Placed);
    assert!(overlap(&act(&store, app.id, &second, accept(), admin("Adi"), later(5)).await));
    act(&store, app.id, &first, accept(), admin("Adi"), later(6)).await.unwrap();
    let new = booked("Rina", "2026-12-02", "2026-12-03", true);
    assert!(overlap(&try_place(&store, app.id, new.clone(), admin("Adi"), later(7)).await));
    act(&store, app.id, &after, accept(), admin("Adi"), later(8)).await.unwrap();
    // Called off, the nights are free again.
    let cancel = Command::Cancel { reason: None };
    act(&store, app.id, &first, cancel, admin("Adi"), later(9)).await.unwrap();
    act(&store, app.id, &second, accept(), admin("Adi"), later(10)).await.unwrap();
    assert!(overlap(&try_place(&store, app.id, new, admin("Adi"), later(11)).await));
}

pub(crate) async fn two_bookings_at_once_have_one_winner(store: Store) {
    let app = app(&store, "villa").await;
    for round in 0..10 {
        let (from, to) = (format!("2027-01-{:02}", round + 1), format!("2027-01-{:02}", round + 2));
        let tasks: Vec<_> = (0..6)
            .map(|n| {
                let (store, draft) = (store.clone(), booked(&format!("Guest {n}"), &from, &to, true));
                tokio::spawn(async move { try_place(&store, app.id, draft, admin("Adi"), start()).await })
            })
            .collect();
        let mut won = 0;
        for task in tasks {
            let answer = task.await.unwrap();
            won += usize::from(answer.is_ok());
            assert!(answer.is_ok() || overlap(&answer), "{answer:?}");
        }
        assert_eq!(won, 1);
    }
}

pub(crate) async fn a_vendors_key_does_not_reach_others(store: Store) {
    let app = app(&store, "warung").await;
    say(&store, app.id, told("Budi", at(Status::Placed, None))).await.unwrap();
    let theirs = Actor { vendor_id: Some("8".into()), ..shop() };
    let answers =
        say_all(&store, app.id, vec![told("Budi", at(Status::Cancelled, None))], theirs, later(6)).await;
    let Err(ActRefused::Refused { refusal: Refusal::OutOfScope, order: None }) = &answers[0] else {
        panic!("{answers:?}")
    };
    let staff =
        say_all(&store, app.id, vec![told("Budi", at(Status::Cancelled, None))], vendor("7"), later(6)).await;
    assert!(staff[0].is_err());
}
