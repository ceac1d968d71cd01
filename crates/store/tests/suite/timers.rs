use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use orderbell_orders::timer::{is_on_its_way, next_check};
use orderbell_orders::{
    Actor, Command, Draft, Event, Flow, Flows, Order, OrderRef, PaymentReport, PaymentSource, PaymentState,
    ShipmentState, Status, Timer, VendorEdit,
};

use orderbell_store::{
    AppId, Conditions, CourierTemplate, CourierWritten, DueTimer, JobActed, JobAction, JobQuery, JobRow,
    JobState, OrderQuery, Scope, Store, TimerEnd, TimerKind, VendorWrite,
};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use super::{act, admin, app, draft, every_order, fresh, later, place, start, try_place};

const HOUR: i64 = 3_600;

fn unpaid(flow: &str) -> Draft {
    Draft { paid: false, flow: Some(flow.into()), ..draft("Budi") }
}

fn placed(flow: &str) -> Draft {
    Draft { flow: Some(flow.into()), ..draft("Budi") }
}

fn report(order: &Order, state: PaymentState) -> Command {
    Command::ReportPayment(Box::new(PaymentReport {
        provider: "midtrans".into(),
        reference: format!("{}-1", order.code),
        transaction: None,
        method: None,
        state,
        amount: None,
        source: PaymentSource::Recovery,
    }))
}

fn courier(name: &str) -> CourierTemplate {
    CourierTemplate {
        name: name.into(),
        url: "https://courier.example/{tracking_no}".into(),
        headers: vec![("X-Key".into(), "s3cret".into())],
        status_at: "/status".into(),
        text_at: String::new(),
        words: BTreeMap::from([("on the road".into(), ShipmentState::InTransit)]),
        every: SignedDuration::from_mins(30),
        enabled: true,
    }
}

pub(crate) async fn a_vendor_is_as_patient_as_it_says(store: Store) {
    let app = app(&store, "warung").await;
    let draft = Draft { vendor_id: Some("7".into()), ..placed("restaurant") };
    place(&store, app.id, draft.clone(), start()).await;
    let due = |kind: &'static str| {
        let store = store.clone();
        async move { timers(&store, app.id).await.into_iter().find(|(name, _)| name == kind).map(|(_, at)| at) }
    };
    assert_eq!(due("order.unattended").await, Some(180), "the flow's");
    let edit = VendorEdit {
        name: Some("Warung Dewi".into()),
        accept_warn_s: Some(Some(40)),
        accept_limit_s: Some(Some(90)),
        ..VendorEdit::default()
    };
    store
        .write_vendor(app.id, "7".into(), edit, VendorWrite::Put, admin("Adi"), later(1))
        .await
        .unwrap()
        .unwrap();
    store.catch_up_timers(later(1)).await.unwrap();
    assert_eq!(due("order.unattended").await, Some(40), "of an order from before");
    let timer = store.begin_timers(TimerKind::Unattended, 9, later(41)).await.unwrap().remove(0);
    store.end_timer(timer, Vec::new(), later(41)).await.unwrap();
    let log = store.events_after(app.id, Scope::All, 0, 10).await.unwrap().value.events;
    assert_eq!(log.last().unwrap().event.name(), "order.unattended");
}

async fn listed(store: &Store, app: AppId) -> Vec<JobRow> {
    store.jobs(app, JobQuery { limit: 200, ..JobQuery::default() }).await.unwrap()
}

/// Kinds and times of an app's jobs, in seconds from the start.
async fn timers(store: &Store, app: AppId) -> Vec<(String, i64)> {
    let mut found: Vec<_> = listed(store, app)
        .await
        .into_iter()
        .map(|job| (job.kind, job.due_at.duration_since(start()).as_secs()))
        .collect();
    found.sort();
    found
}

fn expected<const N: usize>(timers: [(TimerKind, i64); N]) -> Vec<(String, i64)> {
    timers.into_iter().map(|(kind, at)| (kind.as_str().to_owned(), at)).collect()
}

async fn begin(store: &Store, kind: TimerKind, at: Timestamp) -> Vec<DueTimer> {
    store.begin_timers(kind, 100, at).await.unwrap()
}

async fn status(store: &Store, app: AppId, order: &Order) -> Status {
    store.order(app, &OrderRef::Id(order.id), Scope::All).await.unwrap().unwrap().value.status
}

pub(crate) async fn timers_come_and_go_with_the_order(store: Store) {
    let app = app(&store, "a").await.id;
    let order = place(&store, app, unpaid("restaurant"), start()).await.order;
    let pay_by = 15 * 60 + 120;
    assert_eq!(timers(&store, app).await, expected([(TimerKind::Expire, pay_by)]));
    act(&store, app, &order, report(&order, PaymentState::Pending), Actor::system(), later(10))
        .await
        .unwrap();
    let both = expected([(TimerKind::Expire, pay_by), (TimerKind::Recover, 10 + 120)]);
    assert_eq!(timers(&store, app).await, both);
    act(&store, app, &order, report(&order, PaymentState::Paid), Actor::system(), later(20)).await.unwrap();
    assert_eq!(timers(&store, app).await, expected([(TimerKind::Unattended, 20 + 180)]));
    let [call] = &begin(&store, TimerKind::Unattended, later(200)).await[..] else { panic!("one is due") };
    assert_eq!(store.end_timer(call.clone(), vec![], later(200)).await.unwrap(), TimerEnd::Done);
    assert_eq!(timers(&store, app).await, expected([(TimerKind::Unattended, 20 + 300)]), "the next step");
    act(&store, app, &order, Command::Accept { eta: None }, admin("Adi"), later(210)).await.unwrap();
    assert!(timers(&store, app).await.is_empty());
    let log = store.events_since(app, 0, 100).await.unwrap();
    let calls = log.iter().filter(|event| matches!(event.event, Event::OrderUnattended { .. })).count();
    assert_eq!(calls, 1);
}

pub(crate) async fn what_comes_too_early_waits_for_its_time(store: Store) {
    let app = app(&store, "a").await.id;
    let order = place(&store, app, unpaid("restaurant"), start()).await.order;
    // The clock goes back: the wait begins anew, and is over before the deadline that the order has by the clock.
    store.rebase_jobs(later(-HOUR)).await.unwrap();
    let early = later(-HOUR + 17 * 60);
    let [timer] = &begin(&store, TimerKind::Expire, early).await[..] else { panic!("one is due") };
    let end = store.end_timer(timer.clone(), vec![], early).await.unwrap();
    assert_eq!(end, TimerEnd::Again(later(17 * 60)));
    assert_eq!(status(&store, app, &order).await, Status::PendingPayment);
}

pub(crate) async fn a_timer_has_its_effect_once_however_often_it_is_begun(store: Store) {
    let app = app(&store, "a").await.id;
    let order = place(&store, app, unpaid("restaurant"), start()).await.order;
    let at = later(HOUR);
    let [first] = &begin(&store, TimerKind::Expire, at).await[..] else { panic!("one is due") };
    assert!(begin(&store, TimerKind::Expire, at).await.is_empty(), "another worker finds nothing");
    // The process dies with the timer in its hands.
    assert_eq!(store.release_jobs(at).await.unwrap(), 1);
    let [second] = &begin(&store, TimerKind::Expire, at).await[..] else { panic!("it is begun again") };
    assert_eq!(second.attempts, 2);
    assert_eq!(store.end_timer(first.clone(), vec![], at).await.unwrap(), TimerEnd::Superseded);
    assert_eq!(status(&store, app, &order).await, Status::PendingPayment);
    assert_eq!(store.end_timer(second.clone(), vec![], at).await.unwrap(), TimerEnd::Done);
    assert_eq!(store.end_timer(second.clone(), vec![], at).await.unwrap(), TimerEnd::Superseded);
    assert_eq!(status(&store, app, &order).await, Status::Expired);
    let log = store.events_since(app, 0, 100).await.unwrap();
    assert_eq!(log.iter().filter(|event| event.event == Event::PaymentExpired).count(), 1);
    assert!(listed(&store, app).await.is_empty());
}

pub(crate) async fn expiry_and_payment_at_once_have_one_winner(store: Store) {
    let app = app(&store, "a").await.id;
    for round in 0..20 {
        let order = place(&store, app, unpaid("restaurant"), start()).await.order;
        let at = later(HOUR);
        let [timer] = &begin(&store, TimerKind::Expire, at).await[..] else { panic!("one is due") };
        let reference = OrderRef::Id(order.id);
        let pay = store.act(
            app,
            &reference,
            report(&order, PaymentState::Paid),
            Actor::system(),
            Conditions::default(),
            None,
            at,
        );
        let expire = store.end_timer(timer.clone(), vec![], at);
        let (paid, expired) = if round % 2 == 0 {
            tokio::join!(pay, expire)
        } else {
            let (expired, paid) = tokio::join!(expire, pay);
            (paid, expired)
        };
        fresh(paid.unwrap()).unwrap();
        expired.unwrap();
        let order = store.order(app, &OrderRef::Id(order.id), Scope::All).await.unwrap().unwrap().value;
        // Whoever came first, the money is counted, and the order went one way only.
        assert_eq!(order.paid, order.total);
        assert!(matches!(order.status, Status::Placed | Status::Expired), "{}", order.status);
        let log = store.events_since(app, 0, 10_000).await.unwrap();
        let moves = log
            .iter()
            .filter(|event| event.order().is_some_and(|of| of.id == order.id))
            .filter(|event| matches!(event.event, Event::StatusChanged { .. }))
            .count();
        assert_eq!(moves, 1);
        let late = log.iter().any(|event| {
            event.order().is_some_and(|of| of.id == order.id)
                && matches!(event.event, Event::PaymentFailed { late: true, .. })
        });
        assert_eq!(late, order.status == Status::Expired);
    }
}

pub(crate) async fn a_claim_that_was_retried_or_cancelled_ends_nothing(store: Store) {
    let (app, other) = (app(&store, "a").await.id, app(&store, "b").await.id);
    let order = place(&store, app, placed("restaurant"), start()).await.order;
    let [job] = &listed(&store, app).await[..] else { panic!("one timer") };
    let [held] = &begin(&store, TimerKind::Unattended, later(200)).await[..] else { panic!("one is due") };
    let retry = |app| store.act_on_job(app, job.id, JobAction::Retry, later(201));
    assert_eq!(retry(other).await.unwrap(), JobActed::Unknown);
    assert_eq!(retry(app).await.unwrap(), JobActed::Yes);
    assert_eq!(store.end_timer(held.clone(), vec![], later(201)).await.unwrap(), TimerEnd::Superseded);
    let [again] = &begin(&store, TimerKind::Unattended, later(201)).await[..] else { panic!("it is due") };
    let cancelled = store.act_on_job(app, job.id, JobAction::Cancel, later(202)).await.unwrap();
    assert_eq!(cancelled, JobActed::Yes);
    assert_eq!(store.end_timer(again.clone(), vec![], later(202)).await.unwrap(), TimerEnd::Superseded);
    let seen = store.order(app, &OrderRef::Id(order.id), Scope::All).await.unwrap().unwrap().value;
    assert_eq!(seen.unattended, 0, "nobody was called");
    place(&store, app, unpaid("restaurant"), start()).await;
    let [expiry] = &listed(&store, app).await[..] else { panic!("one timer") };
    let refused = store.act_on_job(app, expiry.id, JobAction::Cancel, later(202)).await.unwrap();
    assert_eq!(refused, JobActed::Unsafe("order.expire".into()));
}

pub(crate) async fn jobs_are_listed_by_kind_and_state_and_the_apps_own(store: Store) {
    let (app, other) = (app(&store, "a").await.id, app(&store, "b").await.id);
    let order = place(&store, app, unpaid("restaurant"), start()).await.order;
    place(&store, app, placed("restaurant"), start()).await;
    place(&store, other, unpaid("shop"), start()).await;
    let query =
        |kind: Option<&str>, state, before| JobQuery { kind: kind.map(Into::into), state, before, limit: 1 };
    let [newest] = &store.jobs(app, query(None, None, None)).await.unwrap()[..] else {
        panic!("a page of one")
    };
    assert_eq!(newest.kind, "order.unattended");
    let [second] = &store.jobs(app, query(None, None, Some(newest.id))).await.unwrap()[..] else {
        panic!("a page of one")
    };
    assert_eq!(second.order, Some((order.id, order.code.clone())));
    assert!(store.jobs(app, query(None, None, Some(second.id))).await.unwrap().is_empty());
    let of_kind = store.jobs(app, query(Some("order.expire"), None, None)).await.unwrap();
    assert_eq!(of_kind, std::slice::from_ref(second));
    assert!(store.jobs(app, query(None, Some(JobState::Failed), None)).await.unwrap().is_empty());
    let backlog = store.job_backlog(later(2 * HOUR)).await.unwrap();
    let expire = backlog.iter().find(|kind| kind.kind == "order.expire").unwrap();
    assert_eq!((expire.due, expire.oldest_due, expire.failed), (1, Some(later(17 * 60)), 0));
}

pub(crate) async fn other_flows_set_the_timers_of_open_orders_anew(store: Store) {
    let app = app(&store, "a").await.id;
    place(&store, app, placed("restaurant"), start()).await;
    place(&store, app, placed("shop"), start()).await;
    assert_eq!(timers(&store, app).await, expected([(TimerKind::Unattended, 180)]));
    let mut flows: Vec<Flow> = Flows::default().into();
    for flow in &mut flows {
        flow.deadlines.accept_warn_seconds = None;
        flow.deadlines.accept_alarm_seconds = None;
        flow.deadlines.accept_limit_seconds = Some(900);
        flow.deadlines.auto_decline = flow.name == "shop";
    }
    store.set_flows(app, Flows::new(flows).unwrap(), None, later(1)).await.unwrap().unwrap();
    assert_eq!(
        timers(&store, app).await,
        expected([(TimerKind::Decline, 900), (TimerKind::Unattended, 900), (TimerKind::Unattended, 900)])
    );
}

pub(crate) async fn couriers_are_asked_while_a_parcel_is_on_its_way(store: Store) {
    let app = app(&store, "a").await.id;
    let order = place(&store, app, placed("shop"), start()).await.order;
    let ship =
        Command::Ship { courier: Some("JNE".into()), tracking_no: Some("JT-1".into()), replace: false };
    act(&store, app, &order, ship, admin("Adi"), later(1)).await.unwrap();
    assert!(timers(&store, app).await.is_empty(), "nobody knows how to ask JNE");
    let put = store.put_courier(app, None, courier("Jne"), 1, later(2)).await.unwrap();
    let CourierWritten::Yes(jne) = put else { panic!("{put:?}") };
    assert_eq!(timers(&store, app).await, expected([(TimerKind::Track, 2 + 1_800)]));
    let full = store.put_courier(app, None, courier("SiCepat"), 1, later(2)).await.unwrap();
    assert!(matches!(full, CourierWritten::TooMany));
    let taken = store.put_courier(app, None, courier("JNE"), 2, later(2)).await.unwrap();
    assert!(matches!(taken, CourierWritten::NameTaken));
    let known = store.courier_named(app, "jne".into()).await.unwrap().unwrap();
    assert_eq!((known.id, known.template.headers.len()), (jne.id, 1));

    let at = later(2_000);
    let [timer] = &begin(&store, TimerKind::Track, at).await[..] else { panic!("one is due") };
    let news = |state| Command::UpdateShipment { courier: None, tracking_no: None, state, text: None };
    let end = store.end_timer(timer.clone(), vec![news(ShipmentState::InTransit)], at).await.unwrap();
    assert_eq!(end, TimerEnd::Again(later(2_000 + 1_800)));
    let at = later(4_000);
    let [timer] = &begin(&store, TimerKind::Track, at).await[..] else { panic!("one is due") };
    let end = store.end_timer(timer.clone(), vec![news(ShipmentState::Delivered)], at).await.unwrap();
    assert_eq!(end, TimerEnd::Done);
    assert_eq!(status(&store, app, &order).await, Status::Completed);
    assert!(timers(&store, app).await.is_empty());
    assert!(store.delete_courier(app, jne.id).await.unwrap());
    assert!(!store.delete_courier(app, jne.id).await.unwrap());
}

/// The built-in flows, with these times to be ready and to be sent.
fn working(times: &[(&str, Option<u32>, Option<u32>)]) -> Flows {
    let mut flows: Vec<Flow> = Flows::default().into();
    for flow in &mut flows {
        if let Some((_, ready, ship)) = times.iter().find(|(name, ..)| *name == flow.name) {
            (flow.deadlines.ready_seconds, flow.deadlines.ship_seconds) = (*ready, *ship);
        }
    }
    Flows::new(flows).unwrap()
}

/// No order was told to be late for a step more than once between two times at which it was placed, nor after it was closed.
async fn assert_late_once(store: &Store, app: AppId, what: &str) {
    let mut told = std::collections::BTreeSet::new();
    for event in store.events_since(app, 0, 100_000).await.unwrap() {
        let Some(order) = event.order() else { continue };
        if let Event::OrderLate { step, until, since, .. } = &event.event {
            assert!(!step.is_closed() && until.is_after(*step), "{what}: {:?}", event.event);
            assert!(told.insert((order.id, *since, *until)), "{what}: twice {:?}", event.event);
        }
    }
}

pub(crate) async fn late_orders_are_told_once_and_listed(store: Store) {
    let app = app(&store, "a").await.id;
    store
        .set_flows(app, working(&[("restaurant", Some(1_200), None)]), None, start())
        .await
        .unwrap()
        .unwrap();
    let of_vendor = Draft { vendor_id: Some("7".into()), ..placed("restaurant") };
    let order = place(&store, app, of_vendor, start()).await.order;
    let other = place(&store, app, placed("restaurant"), start()).await.order;
    for (order, at) in [(&order, 100), (&other, 200)] {
        act(&store, app, order, Command::Accept { eta: None }, admin("Adi"), later(at)).await.unwrap();
    }
    let both = expected([(TimerKind::Late, 1_300), (TimerKind::Late, 1_400)]);
    assert_eq!(timers(&store, app).await, both);
    act(&store, app, &order, Command::Start, admin("Adi"), later(300)).await.unwrap();
    assert_eq!(timers(&store, app).await, both, "another step of the same work");
    // A vendor who says how long it takes has a time of its own.
    let edit = VendorEdit { name: Some("Warung".into()), prep_s: Some(Some(600)), ..VendorEdit::default() };
    store
        .write_vendor(app, "7".into(), edit, VendorWrite::Put, admin("Adi"), later(301))
        .await
        .unwrap()
        .unwrap();
    store.catch_up_timers(later(301)).await.unwrap();
    assert_eq!(timers(&store, app).await, expected([(TimerKind::Late, 700), (TimerKind::Late, 1_400)]));
    // The process dies with the timer in its hands, and the clock jumps.
    let [lost] = &begin(&store, TimerKind::Late, later(701)).await[..] else { panic!("one is due") };
    assert_eq!(store.release_jobs(later(702)).await.unwrap(), 1);
    for timer in begin(&store, TimerKind::Late, later(9 * HOUR)).await {
        assert_eq!(store.end_timer(timer, vec![], later(9 * HOUR)).await.unwrap(), TimerEnd::Done);
    }
    assert_eq!(store.end_timer(lost.clone(), vec![], later(9 * HOUR)).await.unwrap(), TimerEnd::Superseded);
    assert!(timers(&store, app).await.is_empty());
    let told = |log: Vec<orderbell_orders::RecordedEvent>| {
        log.into_iter().filter(|event| event.event.name() == "order.late").count()
    };
    assert_eq!(told(store.events_since(app, 0, 1_000).await.unwrap()), 2);
    let listed = async |query: OrderQuery| {
        let page = store.orders(app, OrderQuery { late: true, ..query }).await.unwrap().value;
        let mut ids: Vec<_> = page.items.into_iter().map(|order| order.id).collect();
        ids.sort();
        ids
    };
    let mut all = vec![order.id, other.id];
    all.sort();
    assert_eq!(listed(OrderQuery::new(Scope::All)).await, all);
    assert_eq!(listed(OrderQuery::new(Scope::Vendor("7".into()))).await, [order.id]);
    let accepted = OrderQuery { status: vec![Status::Accepted], ..OrderQuery::new(Scope::All) };
    assert_eq!(listed(accepted).await, [other.id]);
    // One that is done, one that is called off, and one that comes back.
    act(&store, app, &other, Command::Ready, admin("Adi"), later(9 * HOUR)).await.unwrap();
    act(&store, app, &order, Command::Cancel { reason: None }, admin("Adi"), later(9 * HOUR)).await.unwrap();
    assert!(listed(OrderQuery::new(Scope::All)).await.is_empty());
    assert!(timers(&store, app).await.is_empty());
    act(&store, app, &order, Command::Reopen, admin("Adi"), later(9 * HOUR)).await.unwrap();
    act(&store, app, &order, Command::Start, admin("Adi"), later(9 * HOUR)).await.unwrap();
    assert_eq!(timers(&store, app).await, expected([(TimerKind::Late, 9 * HOUR + 600)]));
}

/// What a random history left, against what the states of the orders call for.
pub(crate) async fn a_random_history_leaves_the_timers_its_state_calls_for(store: Store) {
    let seed = rand::random();
    let mut dice = StdRng::seed_from_u64(seed);
    let app = app(&store, "a").await;
    let put = store.put_courier(app.id, None, courier("JNE"), 1, start()).await.unwrap();
    assert!(matches!(put, CourierWritten::Yes(_)));
    let zone = TimeZone::get(&app.timezone).unwrap();
    let flows = working(&[("restaurant", Some(700), None), ("shop", Some(400), Some(1_500))]);
    store.set_flows(app.id, flows.clone(), None, start()).await.unwrap().unwrap();
    let (mut now, mut orders) = (start(), Vec::new());
    for step in 0..400 {
        now += SignedDuration::from_secs(dice.random_range(0..400));
        if orders.len() < 12 {
            let flow = ["shop", "restaurant"][dice.random_range(0..2)];
            let draft = if dice.random() { unpaid(flow) } else { placed(flow) };
            orders.push(try_place(&store, app.id, draft, admin("Adi"), now).await.unwrap().order);
        }
        let order = &orders[dice.random_range(0..orders.len())];
        let state = PaymentState::ALL[dice.random_range(0..PaymentState::ALL.len())];
        let parcel = ShipmentState::ALL[dice.random_range(0..ShipmentState::ALL.len())];
        let command = match dice.random_range(0..12) {
            0 => Command::Acknowledge,
            1 => Command::Accept { eta: None },
            2 => Command::Start,
            3 => Command::Ship {
                courier: Some("JNE".into()),
                tracking_no: Some("JT-1".into()),
                replace: false,
            },
            4 => Command::Complete,
            5 => Command::Cancel { reason: None },
            6 if dice.random() => Command::Ready,
            6 => Command::Reopen,
            7 => Command::UpdateShipment { courier: None, tracking_no: None, state: parcel, text: None },
            8..10 => report(order, state),
            _ => {
                let kind = TimerKind::ALL[dice.random_range(0..TimerKind::ALL.len())];
                for timer in begin(&store, kind, now).await {
                    let end = store.end_timer(timer, vec![], now).await.unwrap();
                    assert!(!matches!(end, TimerEnd::Failed(_)), "seed {seed}, step {step}: {end:?}");
                }
                continue;
            }
        };
        // Whether it is possible now does not matter.
        drop(act(&store, app.id, order, command, admin("Adi"), now).await);
    }
    let mut called_for = Vec::new();
    for order in every_order(&store, app.id, Scope::All).await {
        let flow = flows.of(&order);
        let kinds = [
            TimerKind::Expire,
            TimerKind::Unattended,
            TimerKind::Decline,
            TimerKind::Late,
            TimerKind::Complete,
        ];
        for (kind, timer) in kinds.into_iter().zip(Timer::ALL) {
            if let Some(due_at) = timer.due_at(&order, flow, &zone) {
                called_for.push((kind.as_str().to_owned(), order.code.clone(), Some(due_at)));
            }
        }
        // When these are due depends on when they were set.
        for _ in order.payments.iter().filter(|payment| next_check(&order, payment, now).is_some()) {
            called_for.push((TimerKind::Recover.as_str().to_owned(), order.code.clone(), None));
        }
        if is_on_its_way(&order) {
            called_for.push((TimerKind::Track.as_str().to_owned(), order.code.clone(), None));
        }
    }
    let mut there: Vec<_> = listed(&store, app.id)
        .await
        .into_iter()
        .map(|job| {
            let asks = matches!(job.kind.parse(), Ok(TimerKind::Recover | TimerKind::Track));
            let (_, code) = job.order.expect("is about an order");
            (job.kind, code, (!asks).then_some(job.due_at))
        })
        .collect();
    called_for.sort();
    there.sort();
    assert_late_once(&store, app.id, &format!("seed {seed}")).await;
    assert_eq!(there, called_for, "seed {seed}");
}
