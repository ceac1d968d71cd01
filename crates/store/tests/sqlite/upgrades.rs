//! A database of every earlier version, filled as it would have been then (`filled.sql`), is opened by this one: nothing is
//! lost, everything is found, and old orders go on.

mod connections;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use orderbell_orders::{
    Command, Draft, DraftBooking, Event, Order, OrderCode, OrderRef, PaymentReport, PaymentSource,
    PaymentState, PaymentStatus, Refusal, ShipmentState, Status, Timer, timer::next_check,
};
use orderbell_store::{
    ActRefused, AppId, JobQuery, OrderQuery, Part, PartQuery, Scope, Store, StoreConfig, TimerKind,
    check_integrity,
};
use rusqlite::Connection;

use crate::suite::{act, admin, draft, every_order, place, try_place};

const APP: AppId = AppId(1);

/// The number of orders in `filled.sql`.
const ORDERS: usize = 610;

/// Every migration, oldest first: its version and its file.
fn migrations() -> Vec<(i64, PathBuf)> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations/sqlite");
    let mut found: Vec<_> = fs::read_dir(dir)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name[1..5].parse().unwrap(), path)
        })
        .collect();
    found.sort();
    found
}

/// The parts of `filled.sql` that a database of this version has.
fn filling(version: i64) -> String {
    let script = include_str!("filled.sql");
    let parts = script.split("\n-- @ ").skip(1).filter(|part| {
        let (from, to) = part.lines().next().unwrap().trim().split_once('-').unwrap();
        let to = if to.is_empty() { i64::MAX } else { to.parse().unwrap() };
        (from.parse().unwrap()..=to).contains(&version)
    });
    // The line that names the versions is a comment again.
    parts.map(|part| format!("-- {part}\n")).collect()
}

/// Makes a filled database as this version of the schema left it. What was applied is told as in `newest`, an empty one of
/// this version of the program.
fn filled(dir: &Path, version: i64, newest: &Path) {
    let database = Connection::open(dir.join("orderbell.db")).unwrap();
    database.pragma_update(None, "synchronous", "OFF").unwrap();
    for (_, path) in migrations().iter().filter(|(number, _)| *number <= version) {
        database.execute_batch(&fs::read_to_string(path).unwrap()).unwrap();
    }
    database.execute("ATTACH ?1 AS newest", [newest.to_str().unwrap()]).unwrap();
    let create: String = database
        .query_row("SELECT sql FROM newest.sqlite_schema WHERE name = 'refinery_schema_history'", [], |row| {
            row.get(0)
        })
        .unwrap();
    database.execute_batch(&create).unwrap();
    database
        .execute(
            "INSERT INTO refinery_schema_history SELECT * FROM newest.refinery_schema_history WHERE version <= ?1",
            [version],
        )
        .unwrap();
    database.execute_batch("DETACH newest").unwrap();
    database.execute_batch(&format!("BEGIN; {} COMMIT;", filling(version))).unwrap();
}

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_microsecond(1_795_161_600_000_000).unwrap() + SignedDuration::from_secs(seconds)
}

async fn order(store: &Store, n: u32) -> Order {
    let code: OrderCode = format!("ORD-261120-{n:04}").parse().unwrap();
    store.order(APP, &OrderRef::Code(code), Scope::All).await.unwrap().unwrap().value
}

async fn found(store: &Store, query: OrderQuery) -> BTreeSet<String> {
    let mut codes = BTreeSet::new();
    let mut query = OrderQuery { limit: 100, ..query };
    loop {
        let page = store.orders(APP, query.clone()).await.unwrap().value;
        codes.extend(page.items.into_iter().map(|order| order.code.to_string()));
        let Some(next) = page.next else { return codes };
        query.after = Some(next);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_filled_database_of_every_earlier_version_goes_on() {
    let newest = migrations().last().unwrap().0;
    let empty = tempfile::tempdir().unwrap();
    Store::open(StoreConfig::new(empty.path())).unwrap().close().await;
    for version in 1..newest {
        let dir = tempfile::tempdir().unwrap();
        filled(dir.path(), version, &empty.path().join("orderbell.db"));
        let sealing_key = Some(connections::key());
        let store = Store::open(StoreConfig { sealing_key, ..StoreConfig::new(dir.path()) }).unwrap();
        everything_is_there(&store, version).await;
        everything_is_found(&store, version).await;
        open_orders_have_their_timers(&store, version).await;
        old_orders_go_on(&store, version).await;
        connections::hold(&store, version).await;
        store.close().await;
        check_integrity(dir.path()).unwrap();
        let database = Connection::open(dir.path().join("orderbell.db")).unwrap();
        assert!(!database.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap(), "V{version}");
    }
}

async fn everything_is_there(store: &Store, version: i64) {
    let orders = every_order(store, APP, Scope::All).await;
    assert_eq!(orders.len(), ORDERS, "V{version}");
    let whole = order(store, 4).await;
    assert_eq!((whole.items.len(), whole.items[0].name.as_str()), (1, "Nasi goreng"));
    assert_eq!(whole.booking.unwrap().resource_id.as_deref(), Some("v-a"));
    let stats = store.stats(APP, Scope::All).await.unwrap().value;
    let counted =
        |fits: fn(&Order) -> bool| i64::try_from(orders.iter().filter(|o| fits(o)).count()).unwrap();
    assert_eq!(stats.total, counted(|_| true));
    assert_eq!(stats.pending, counted(|order| order.status == Status::Placed));
    // Every event reads back, with its lines, and the last of each order is what the order is.
    let log = store.events_since(APP, 0, 10_000).await.unwrap();
    let last = store.position(APP).await.unwrap().seq;
    assert_eq!((log.len(), log.last().unwrap().seq), (usize::try_from(last).unwrap(), last));
    let mut after = BTreeMap::new();
    for event in &log {
        let order = event.order().unwrap();
        assert_eq!(order.items.len(), 1, "V{version}: {}", event.seq);
        after.insert(order.code.to_string(), order.status);
    }
    assert!(orders.iter().all(|order| after[order.code.as_str()] == order.status), "V{version}");
    assert_eq!(store.apps().await.unwrap().len(), 2);
    assert!(store.app_by_api_key([0; 32]).await.unwrap().is_some());
}

async fn everything_is_found(store: &Store, version: i64) {
    let all = || OrderQuery::new(Scope::All);
    let orders = every_order(store, APP, Scope::All).await;
    let having = |fits: &dyn Fn(&Order) -> bool| -> BTreeSet<String> {
        orders.iter().filter(|order| fits(order)).map(|order| order.code.to_string()).collect()
    };
    for status in PaymentStatus::ALL {
        let query = OrderQuery { payment_status: vec![status], ..all() };
        let expected = having(&|order| order.payment_status() == status);
        assert_eq!(found(store, query).await, expected, "V{version}: {}", status.as_str());
    }
    for source in ["import", "woocommerce", "api"] {
        let query = OrderQuery { source: Some(source.into()), ..all() };
        assert_eq!(found(store, query).await, having(&|order| order.source == source), "V{version}");
    }
    let ringing = OrderQuery { ringing: true, ..all() };
    assert_eq!(found(store, ringing).await, having(&|order| order.status == Status::Placed), "V{version}");
    // In the index and not yet in it; by name, number, address and telephone number however it is written.
    for (term, n) in [
        ("langganan 377", 377),
        ("Langganan 699", 699),
        ("ORD-261120-0003", 3),
        ("W/17", 8),
        ("l105@example", 105),
        ("ringing@example.com", 2),
        ("081211112222", 1),
        ("+62 812 1111", 1),
        ("0274 512345", 4),
        ("0274555777", 5),
        ("+62 274 555 777", 5),
        ("0274600140", 140),
        ("0274/600693", 693),
        ("villa melati", 9),
    ] {
        let query = OrderQuery { q: Some(term.into()), ..all() };
        let expected = BTreeSet::from([format!("ORD-261120-{n:04}")]);
        assert_eq!(found(store, query).await, expected, "V{version}: {term}");
    }
    let parts = async |part, state: Option<&str>| {
        let query = PartQuery { state: state.map(str::to_owned), ..PartQuery::new(Scope::All, part) };
        let page = store.parts(APP, query).await.unwrap().value;
        page.parts.into_iter().map(|part| format!("{} {}", part.kind, part.key)).collect::<Vec<_>>()
    };
    if version >= 6 {
        assert_eq!(parts(Part::Payment, Some("pending")).await, ["midtrans ORD-261120-0001-1"], "V{version}");
        assert_eq!(parts(Part::Case, None).await.len(), 2, "V{version}");
        assert_eq!(parts(Part::Case, Some("open")).await, ["dispute ORD-261120-0006-D1"], "V{version}");
        assert_eq!(parts(Part::Shipment, Some("in_transit")).await, ["JNE "], "V{version}");
    }
}

/// Exactly the timers that the open orders call for, each at its time.
async fn open_orders_have_their_timers(store: &Store, version: i64) {
    let now = at(2_000);
    store.catch_up_timers(now).await.unwrap();
    let app = store.apps().await.unwrap().into_iter().find(|app| app.id == APP).unwrap();
    let zone = jiff::tz::TimeZone::get(&app.timezone).unwrap();
    let vendor = store.vendor(APP, "7".into()).await.unwrap();
    let mut called_for = BTreeSet::new();
    for order in every_order(store, APP, Scope::All).await {
        let flow = app.flows.of(&order);
        let flow = match &vendor {
            Some(vendor) if order.vendor_id.is_some() => vendor.paced(flow),
            _ => flow.clone(),
        };
        for (kind, timer) in [
            (TimerKind::Expire, Timer::Expire),
            (TimerKind::Unattended, Timer::Unattended),
            (TimerKind::Decline, Timer::Decline),
            (TimerKind::Late, Timer::Late),
            (TimerKind::Complete, Timer::Complete),
        ] {
            let due_at = timer.due_at(&order, &flow, &zone);
            called_for.extend(due_at.map(|due_at| (kind.as_str(), order.code.to_string(), due_at)));
        }
        for payment in &order.payments {
            let due_at = next_check(&order, payment, now);
            called_for
                .extend(due_at.map(|due_at| (TimerKind::Recover.as_str(), order.code.to_string(), due_at)));
        }
    }
    let jobs = store.jobs(APP, JobQuery { limit: 200, ..JobQuery::default() }).await.unwrap();
    let there: BTreeSet<_> = jobs
        .iter()
        .map(|job| (job.kind.as_str(), job.order.as_ref().unwrap().1.to_string(), job.due_at))
        .collect();
    assert_eq!(there, called_for, "V{version}");
    let kinds: BTreeSet<_> = there.iter().map(|(kind, ..)| *kind).collect();
    assert!(
        kinds.is_superset(&BTreeSet::from(["order.expire", "order.unattended", "order.complete"])),
        "{kinds:?}"
    );
    // Whoever has said how long a dish takes is told of those that take longer.
    assert_eq!(kinds.contains("order.late"), version >= 8, "V{version}");
}

async fn old_orders_go_on(store: &Store, version: i64) {
    let now = at(100_000);
    let report = |reference: &str| {
        Command::ReportPayment(Box::new(PaymentReport {
            provider: "midtrans".into(),
            reference: reference.into(),
            transaction: Some("tx-1".into()),
            method: None,
            state: PaymentState::Paid,
            amount: None,
            source: PaymentSource::Webhook,
        }))
    };
    // The nights of an old booking are taken, and so are its names at gateways and its id elsewhere.
    let night = Draft {
        flow: Some("booking".into()),
        booking: Some(DraftBooking {
            resource_name: Some("Villa Anggrek".into()),
            check_in: Some("2026-12-26".into()),
            check_out: Some("2026-12-28".into()),
            ..DraftBooking::default()
        }),
        ..draft("Tamu lain")
    };
    let refused = try_place(store, APP, night, admin("Adi"), now).await.unwrap_err();
    assert!(
        matches!(refused, ActRefused::Refused { refusal: Refusal::Overlap { .. }, .. }),
        "V{version}: {refused:?}"
    );
    let again =
        Draft { source: Some("woocommerce".into()), ext_id: Some("W/17".into()), ..draft("Dari Woo") };
    let refused = try_place(store, APP, again, admin("Adi"), now).await.unwrap_err();
    assert!(matches!(refused, ActRefused::DuplicateExternalId { .. }), "V{version}: {refused:?}");
    let unpaid = order(store, 1).await;
    if version >= 6 {
        let stranger = order(store, 8).await;
        let taken = act(store, APP, &stranger, report("ORD-261120-0001-1"), admin("Adi"), now).await;
        assert!(taken.is_err(), "V{version}: a payment belongs to one order");
    }
    let paid =
        act(store, APP, &unpaid, report("ORD-261120-0001-1"), admin("Adi"), at(2_100)).await.unwrap().order;
    assert_eq!((paid.status, paid.outstanding().is_zero()), (Status::Placed, true), "V{version}");
    let step = async |n, command| {
        act(store, APP, &order(store, n).await, command, admin("Adi"), now).await.unwrap().order
    };
    assert_eq!(step(2, Command::Accept { eta: None }).await.status, Status::Accepted);
    assert_eq!(step(3, Command::Ready).await.status, Status::Ready);
    assert_eq!(
        step(8, Command::Ship { courier: None, tracking_no: None, replace: false }).await.status,
        Status::Shipped
    );
    let arrived = Command::UpdateShipment {
        courier: None,
        tracking_no: Some("JT-OLD-1".into()),
        state: ShipmentState::Delivered,
        text: None,
    };
    assert_eq!(step(5, arrived).await.status, Status::Completed);
    assert_eq!(step(699, Command::Reopen).await.status, Status::Placed);
    // What had been waiting since then happens now, once.
    for kind in TimerKind::ALL {
        for timer in store.begin_timers(kind, 100, now).await.unwrap() {
            store.end_timer(timer, Vec::new(), now).await.unwrap();
        }
    }
    let log = store.events_since(APP, 0, 10_000).await.unwrap();
    let late: Vec<_> = log
        .iter()
        .filter(|event| matches!(event.event, Event::OrderLate { .. }))
        .map(|event| event.order().unwrap().code.to_string())
        .collect();
    let expected: &[&str] = if version >= 8 { &["ORD-261120-0010"] } else { &[] };
    assert_eq!(late, expected, "V{version}");
    // New orders stand beside the old ones, and are searched with them.
    let new = place(store, APP, draft("Langganan 377"), now).await.order;
    let both = OrderQuery { q: Some("langganan 377".into()), ..OrderQuery::new(Scope::All) };
    let expected = BTreeSet::from([new.code.to_string(), "ORD-261120-0377".to_owned()]);
    assert_eq!(found(store, both).await, expected, "V{version}");
}
