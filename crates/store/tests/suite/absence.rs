//! Vendors who are not there, held to a plain count.

use jiff::SignedDuration;
use orderbell_orders::{Command, Draft, Event, Flow, Flows, Order, Subject, VendorEdit};
use orderbell_store::{App, Store, TimerKind, VendorWrite};
use rand::rngs::StdRng;
use rand::{RngExt as _, SeedableRng as _};

use super::{act, admin, app, customer, draft, later, place, start, vendor};

/// An app whose restaurants decline after ten minutes, and a vendor there.
async fn declining(store: &Store, edit: VendorEdit) -> App {
    let app = app(store, "warung").await;
    let mut flows: Vec<Flow> = Flows::default().into();
    for flow in &mut flows {
        flow.deadlines.auto_decline = flow.name == "restaurant";
    }
    store.set_flows(app.id, Flows::new(flows).unwrap(), None, start()).await.unwrap().unwrap();
    let edit = VendorEdit { name: Some("Warung Sari".into()), ..edit };
    store
        .write_vendor(app.id, "7".into(), edit, VendorWrite::Create, admin("Adi"), start())
        .await
        .unwrap()
        .unwrap();
    app
}

async fn order(store: &Store, app: &App, at: i64) -> Order {
    let draft = Draft { flow: Some("restaurant".into()), vendor_id: Some("7".into()), ..draft("Budi") };
    place(store, app.id, draft, later(at)).await.order
}

/// Lets everything be declined whose time has come.
async fn lapse(store: &Store, at: i64) {
    for timer in store.begin_timers(TimerKind::Decline, 100, later(at)).await.unwrap() {
        store.end_timer(timer, Vec::new(), later(at)).await.unwrap();
    }
}

async fn pauses(store: &Store, app: &App) -> Vec<(u32, i64)> {
    let log = store.events_since(app.id, 0, 100_000).await.unwrap();
    log.iter()
        .filter_map(|event| match (&event.event, &event.subject) {
            (Event::VendorPaused { misses: misses @ 1.., until }, Subject::Vendor(vendor)) => {
                assert_eq!((vendor.id.as_str(), vendor.paused_until, vendor.misses), ("7", Some(*until), 0));
                assert!(event.audience.admin && event.audience.order.is_none());
                assert_eq!(event.audience.vendor.as_ref().map(|(id, _)| id.as_str()), Some("7"));
                Some((*misses, until.duration_since(start()).as_secs()))
            }
            _ => None,
        })
        .collect()
}

pub(crate) async fn orders_in_a_row_that_nobody_answers_pause_their_vendor(store: Store) {
    let app = declining(&store, VendorEdit::default()).await;
    let read = async || store.vendor(app.id, "7".into()).await.unwrap().unwrap();
    for n in 0..2 {
        order(&store, &app, n).await;
    }
    lapse(&store, 700).await;
    let vendor_now = read().await;
    assert_eq!((vendor_now.misses, vendor_now.version, vendor_now.paused_until), (2, 1, None));
    // Seen and left is no miss; an answer ends the row, whatever it is.
    let seen = order(&store, &app, 710).await;
    act(&store, app.id, &seen, Command::Acknowledge, vendor("7"), later(711)).await.unwrap();
    lapse(&store, 1_400).await;
    assert_eq!(read().await.misses, 2);
    let answered = order(&store, &app, 1_400).await;
    let decline = Command::Decline { reason: Some("habis".into()) };
    act(&store, app.id, &answered, decline, vendor("7"), later(1_401)).await.unwrap();
    assert_eq!(read().await.misses, 0);
    for n in 0..3 {
        order(&store, &app, 2_000 + n).await;
    }
    lapse(&store, 2_700).await;
    assert_eq!(pauses(&store, &app).await, [(3, 2_700 + 1_800)]);
    let vendor_now = read().await;
    assert_eq!((vendor_now.version, vendor_now.paused(later(2_701))), (2, Some(later(4_500))));
    // Somebody is back, and takes orders again.
    let resume = VendorEdit { paused_until: Some(None), ..VendorEdit::default() };
    store
        .write_vendor(app.id, "7".into(), resume, VendorWrite::Change(Some(2)), admin("Adi"), later(2_800))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(read().await.paused(later(2_801)), None);
}

pub(crate) async fn a_vendor_is_not_paused_that_does_not_want_it(store: Store) {
    let off = VendorEdit { pause_after_misses: Some(0), ..VendorEdit::default() };
    let app = declining(&store, off).await;
    for n in 0..5 {
        order(&store, &app, n).await;
    }
    lapse(&store, 700).await;
    assert!(pauses(&store, &app).await.is_empty());
    let long = VendorEdit {
        pause_after_misses: Some(1),
        pause_s: Some(60),
        paused_until: Some(Some(later(90_000))),
        ..VendorEdit::default()
    };
    store
        .write_vendor(app.id, "7".into(), long, VendorWrite::Put, admin("Adi"), later(701))
        .await
        .unwrap()
        .unwrap();
    order(&store, &app, 710).await;
    lapse(&store, 1_400).await;
    assert_eq!(pauses(&store, &app).await, [(1, 90_000)], "a pause is never made shorter");
}

/// Whatever happens in between, each full row of missed orders is one event.
pub(crate) async fn a_random_history_pauses_once_per_row(store: Store) {
    let seed = rand::random();
    let mut dice = StdRng::seed_from_u64(seed);
    let k = dice.random_range(1..5);
    let app = declining(&store, VendorEdit { pause_after_misses: Some(k), ..VendorEdit::default() }).await;
    let (mut now, mut row, mut expected) = (0, 0, 0);
    for _ in 0..150 {
        let placed = order(&store, &app, now).await;
        let command = match dice.random_range(0..10) {
            0 => Some((Command::Accept { eta: None }, vendor("7"))),
            1 => Some((Command::Decline { reason: Some("tutup".into()) }, vendor("7"))),
            2 => Some((Command::Start, admin("Adi"))),
            3 => Some((Command::Acknowledge, vendor("7"))),
            4 => Some((Command::Cancel { reason: None }, admin("Adi"))),
            5 => Some((Command::Cancel { reason: None }, customer("4711"))),
            _ => None,
        };
        if let Some((command, actor)) = command {
            let answers =
                matches!(command, Command::Accept { .. } | Command::Decline { .. } | Command::Start);
            let done = act(&store, app.id, &placed, command, actor, later(now + 1)).await;
            row = if answers { 0 } else { row };
            // The customer's account is not that of the order.
            now += 700;
            let missed = done.is_err();
            row += u32::from(missed);
        } else {
            now += 700;
            row += 1;
        }
        lapse(&store, now).await;
        if row == k {
            (row, expected) = (0, expected + 1);
        }
        let told = pauses(&store, &app).await;
        assert_eq!(told.len(), expected, "seed {seed}");
        assert!(told.iter().all(|(misses, _)| *misses == k), "seed {seed}");
    }
    let until = store.vendor(app.id, "7".into()).await.unwrap().unwrap();
    assert_eq!(until.misses, row, "seed {seed}");
    assert!(until.paused_until.is_none_or(|at| at <= later(now) + SignedDuration::from_secs(1_800)));
    // A vendor of whom nothing is known has nobody to pause.
    let unknown = Draft { flow: Some("restaurant".into()), vendor_id: Some("9".into()), ..draft("Budi") };
    place(&store, app.id, unknown, later(now)).await;
    lapse(&store, now + 700).await;
    assert_eq!(pauses(&store, &app).await.len(), expected);
}
