//! Products and their stock, vendors, users.

use jiff::Timestamp;
use orderbell_orders::{
    ActorKind, Command, Draft, DraftItem, Event, Order, Product, ProductEdit, Refusal, Status, StockChange,
    StockError, Subject, UserReport, VendorEdit,
};
use orderbell_store::{
    ActRefused, App, AppId, LogEntry, LogStream, Outcome, ProductCommand, ProductKey, ProductOutcome,
    ProductQuery, ProductRefused, ProductResult, Registration, Report, Scope, Store, VendorRefused,
    VendorWrite,
};

use super::{act, admin, app, draft, later, place, start, try_place};

fn product(name: &str, stock: Option<i64>) -> ProductEdit {
    ProductEdit { name: Some(name.into()), stock: Some(stock), ..ProductEdit::default() }
}

async fn tell(
    store: &Store,
    app: AppId,
    sku: &str,
    command: ProductCommand,
    scope: Scope,
    at: Timestamp,
) -> ProductResult {
    let done = store.product_command(app, sku.into(), command, scope, admin("Adi"), None, None, at).await;
    done.unwrap().fresh().unwrap()
}

async fn make(store: &Store, app: AppId, sku: &str, edit: ProductEdit) -> ProductOutcome {
    tell(store, app, sku, ProductCommand::Create(edit), Scope::All, start()).await.unwrap()
}

async fn counted(store: &Store, app: AppId, sku: &str, change: StockChange) -> ProductResult {
    tell(store, app, sku, ProductCommand::Stock { change, reason: None }, Scope::All, later(5)).await
}

async fn stock(store: &Store, app: AppId, sku: &str) -> Option<i64> {
    store.product(app, sku.into(), Scope::All).await.unwrap().unwrap().value.stock
}

/// What was told of low stock: the number of each product and what was left.
async fn alarms(store: &Store, app: AppId) -> Vec<(String, i64)> {
    let entries = store.log_since(app, 0, 1_000).await.unwrap();
    let products = entries.into_iter().filter_map(|entry| match entry {
        LogEntry::Order(event) => match (event.event, event.subject) {
            (Event::StockLow { .. }, Subject::Product(product)) => {
                Some((product.sku, product.stock.unwrap()))
            }
            _ => None,
        },
        LogEntry::Channel(_) => None,
    });
    products.collect()
}

fn of(sku: &str, qty: i64) -> Draft {
    let item = DraftItem { sku: Some(sku.into()), qty: Some(qty), ..draft("Budi").items[0].clone() };
    Draft { items: vec![item], ..draft("Budi") }
}

pub(crate) async fn a_product_reads_back_and_its_crossings_are_in_the_log(store: Store) {
    let app = app(&store, "warung").await;
    let made = make(&store, app.id, "NG-1", product("Nasi goreng", Some(6))).await;
    assert!(made.created && made.seq.is_none());
    let read = store.product(app.id, "NG-1".into(), Scope::All).await.unwrap().unwrap();
    assert_eq!((read.value, read.position.seq), (made.product, 0));
    let low = counted(&store, app.id, "NG-1", StockChange::By(-2)).await.unwrap();
    assert_eq!((low.seq, low.product.stock, low.product.low_since), (Some(1), Some(4), Some(later(5))));
    assert_eq!(counted(&store, app.id, "NG-1", StockChange::By(-1)).await.unwrap().seq, None);
    assert_eq!(counted(&store, app.id, "NG-1", StockChange::Set(9)).await.unwrap().product.low_since, None);
    assert_eq!(counted(&store, app.id, "NG-1", StockChange::Set(0)).await.unwrap().seq, Some(2));
    let events = store.events_since(app.id, 0, 10).await.unwrap();
    assert_eq!(events[0].subject, Subject::from(low.product));
    assert!(events[0].order().is_none());
    assert_eq!(alarms(&store, app.id).await, [("NG-1".to_owned(), 4), ("NG-1".to_owned(), 0)]);
}

pub(crate) async fn reports_that_race_tell_once_per_crossing(store: Store) {
    let app = app(&store, "warung").await;
    make(&store, app.id, "NG-1", product("Nasi goreng", Some(20))).await;
    for round in 1..=3 {
        let sales = (0..20).map(|_| {
            let store = store.clone();
            tokio::spawn(async move { counted(&store, app.id, "NG-1", StockChange::By(-1)).await.unwrap() })
        });
        let mut told = 0;
        for sale in sales.collect::<Vec<_>>() {
            told += usize::from(sale.await.unwrap().seq.is_some());
        }
        assert_eq!(told, 1, "round {round}");
        assert_eq!(stock(&store, app.id, "NG-1").await, Some(0));
        counted(&store, app.id, "NG-1", StockChange::Set(20)).await.unwrap();
    }
    assert_eq!(alarms(&store, app.id).await, vec![("NG-1".to_owned(), 4); 3]);
}

/// Twenty reports of twenty counts at once, in whatever order they come, and one product that ends as it was counted last.
pub(crate) async fn counts_in_any_order_leave_the_last_one_counted(store: Store) {
    let app = app(&store, "warung").await;
    make(
        &store,
        app.id,
        "NG-1",
        ProductEdit { counted_at: Some(start()), ..product("Nasi goreng", Some(20)) },
    )
    .await;
    for round in 1..=3 {
        // Each counts one less than the one before; the last has filled the shelf again.
        let reports = (0..20_i64).map(|n| {
            let (store, left) = (store.clone(), if n == 19 { 20 } else { 4 - n });
            let edit = ProductEdit {
                stock: Some(Some(left)),
                counted_at: Some(later(round * 100 + n)),
                ..ProductEdit::default()
            };
            let report = Report::Stock { product: ProductKey::Sku("NG-1".into()), edit };
            tokio::spawn(async move {
                let at = later(round * 100 + 50);
                let done = store.report(app.id, vec![report], Scope::All, admin("Adi"), None, at).await;
                let outcome = done.unwrap().fresh().unwrap().remove(0).unwrap();
                (outcome.seq().is_some(), outcome.ignored().is_some(), outcome.changed())
            })
        });
        let mut told = 0;
        for report in reports.collect::<Vec<_>>() {
            let (low, ignored, changed) = report.await.unwrap();
            assert!(!(ignored && (low || changed)));
            told += usize::from(low);
        }
        assert!(told <= 1, "round {round} told {told} times");
        assert_eq!(stock(&store, app.id, "NG-1").await, Some(20), "round {round}");
    }
}

pub(crate) async fn products_keep_their_names_to_themselves(store: Store) {
    let app = app(&store, "warung").await;
    let named = |id: Option<&str>| ProductEdit {
        external_ids: [("shopify".to_owned(), id.map(str::to_owned))].into(),
        ..product("Batik", None)
    };
    make(&store, app.id, "B-M", named(Some("808"))).await;
    let put = async |sku: &str, id: Option<&str>| {
        tell(&store, app.id, sku, ProductCommand::Put(named(id)), Scope::All, later(1)).await
    };
    let taken = ProductRefused::NameTaken { system: "shopify".into(), ext_id: "808".into() };
    assert_eq!(put("B-L", Some("808")).await, Err(taken.clone()));
    assert_eq!(store.product(app.id, "B-L".into(), Scope::All).await.unwrap(), None);
    put("B-L", Some("809")).await.unwrap();
    assert_eq!(put("B-L", Some("808")).await, Err(taken));
    // Given up, it is free; and so it is when its product goes.
    put("B-M", None).await.unwrap();
    assert_eq!(put("B-L", Some("808")).await.unwrap().product.external_ids["shopify"], "808");
    tell(&store, app.id, "B-L", ProductCommand::Delete, Scope::All, later(2)).await.unwrap();
    let again = put("B-M", Some("808")).await.unwrap().product;
    let read = store.product(app.id, "B-M".into(), Scope::All).await.unwrap().unwrap().value;
    assert_eq!((read.external_ids.len(), &read), (1, &again));
    let other = app_of(&store).await;
    make(&store, other.id, "B-M", named(Some("808"))).await;
    let many = ProductEdit {
        external_ids: (0..10).map(|n| (format!("s{n}"), Some("1".to_owned()))).collect(),
        ..ProductEdit::default()
    };
    let many = tell(&store, app.id, "B-M", ProductCommand::Change(many), Scope::All, later(3)).await;
    assert_eq!(many, Err(ProductRefused::TooManyNames));
}

pub(crate) async fn an_order_takes_its_goods_and_gives_them_back(store: Store) {
    let app = app(&store, "warung").await;
    make(&store, app.id, "NG-1", product("Nasi goreng", Some(6))).await;
    make(&store, app.id, "ET-1", product("Es teh", None)).await;
    let order = place(&store, app.id, of("NG-1", 4), start()).await.order;
    assert_eq!(stock(&store, app.id, "NG-1").await, Some(2));
    assert_eq!(alarms(&store, app.id).await, [("NG-1".to_owned(), 2)]);
    let cancel = Command::Cancel { reason: None };
    let cancelled = act(&store, app.id, &order, cancel, admin("Adi"), later(1)).await.unwrap();
    assert_eq!(stock(&store, app.id, "NG-1").await, Some(6));
    // It may have been sold meanwhile: nobody asks, the count goes below zero.
    counted(&store, app.id, "NG-1", StockChange::Set(1)).await.unwrap();
    let reopened = act(&store, app.id, &cancelled.order, Command::Reopen, admin("Adi"), later(9)).await;
    assert_eq!(reopened.unwrap().order.status, Status::Placed);
    assert_eq!(stock(&store, app.id, "NG-1").await, Some(-3));
    place(&store, app.id, of("ET-1", 3), start()).await;
    assert_eq!(stock(&store, app.id, "ET-1").await, None);
    assert_eq!(alarms(&store, app.id).await, [("NG-1".to_owned(), 2), ("NG-1".to_owned(), 1)]);
}

pub(crate) async fn what_was_completed_stays_sold_and_what_expired_comes_back(store: Store) {
    let app = app(&store, "warung").await;
    make(&store, app.id, "NG-1", product("Nasi goreng", Some(50))).await;
    let order = place(&store, app.id, of("NG-1", 3), start()).await.order;
    act(&store, app.id, &order, Command::Complete, admin("Adi"), later(1)).await.unwrap();
    assert_eq!(stock(&store, app.id, "NG-1").await, Some(47));
    let unpaid = Draft { paid: false, ..of("NG-1", 7) };
    let order = place(&store, app.id, unpaid, start()).await.order;
    assert_eq!((order.status, stock(&store, app.id, "NG-1").await), (Status::PendingPayment, Some(40)));
    let expired = act(&store, app.id, &order, Command::Expire, admin("Adi"), later(1)).await.unwrap().order;
    assert_eq!((expired.status, stock(&store, app.id, "NG-1").await), (Status::Expired, Some(47)));
    // A payment that comes too late takes nothing.
    let pay = late_payment(&expired);
    act(&store, app.id, &expired, pay, admin("Adi"), later(2)).await.unwrap();
    assert_eq!(stock(&store, app.id, "NG-1").await, Some(47));
}

fn late_payment(order: &Order) -> Command {
    Command::ReportPayment(Box::new(orderbell_orders::PaymentReport {
        provider: "midtrans".into(),
        reference: format!("{}-1", order.code),
        transaction: None,
        method: None,
        state: orderbell_orders::PaymentState::Paid,
        amount: None,
        source: orderbell_orders::PaymentSource::Webhook,
    }))
}

pub(crate) async fn a_vendors_orders_touch_no_other_vendors_goods(store: Store) {
    let app = app(&store, "pasar").await;
    let theirs = ProductEdit { vendor_id: Some(Some("8".into())), ..product("Sate", Some(9)) };
    make(&store, app.id, "ST-1", theirs.clone()).await;
    place(&store, app.id, Draft { vendor_id: Some("7".into()), ..of("ST-1", 2) }, start()).await;
    assert_eq!(stock(&store, app.id, "ST-1").await, Some(9));
    place(&store, app.id, Draft { vendor_id: Some("8".into()), ..of("ST-1", 5) }, start()).await;
    assert_eq!(stock(&store, app.id, "ST-1").await, Some(4));
    let hears = async |vendor: &str| {
        let stream = LogStream::Vendor(vendor.into());
        let page = store.stream_after(app.id, stream, 0, 100).await.unwrap().value.events;
        page.iter().filter(|event| matches!(event.event, Event::StockLow { .. })).count()
    };
    assert_eq!((hears("7").await, hears("8").await), (0, 1));
    let seven = Scope::Vendor("7".into());
    assert_eq!(store.product(app.id, "ST-1".into(), seven.clone()).await.unwrap(), None);
    let change = ProductCommand::Stock { change: StockChange::Set(1), reason: None };
    let refused = tell(&store, app.id, "ST-1", change, seven.clone(), later(1)).await;
    assert_eq!(refused, Err(ProductRefused::NotFound));
    let taken =
        tell(&store, app.id, "ST-1", ProductCommand::Create(product("Sate", None)), seven.clone(), later(1))
            .await;
    assert_eq!(taken, Err(ProductRefused::Exists { product: None }));
    let stolen = tell(&store, app.id, "ST-2", ProductCommand::Put(theirs), seven.clone(), later(1)).await;
    assert_eq!(stolen, Err(ProductRefused::OtherVendor));
    let own = tell(&store, app.id, "ST-2", ProductCommand::Put(product("Sate", None)), seven, later(1)).await;
    assert_eq!(own.unwrap().product.vendor_id.as_deref(), Some("7"));
}

pub(crate) async fn refused_product_commands_change_nothing(store: Store) {
    let app = app(&store, "warung").await;
    let gone = counted(&store, app.id, "NG-1", StockChange::Set(1)).await;
    assert_eq!(gone, Err(ProductRefused::NotFound));
    let nameless = ProductCommand::Put(ProductEdit::default());
    let refused = tell(&store, app.id, "NG-1", nameless, Scope::All, start()).await;
    assert_eq!(refused, Err(ProductRefused::NameRequired));
    let made = make(&store, app.id, "NG-1", product("Nasi goreng", None)).await.product;
    let again =
        tell(&store, app.id, "NG-1", ProductCommand::Create(product("x", None)), Scope::All, start()).await;
    assert_eq!(again, Err(ProductRefused::Exists { product: Some(Box::new(made.clone())) }));
    let unknown = counted(&store, app.id, "NG-1", StockChange::By(1)).await;
    assert_eq!(unknown, Err(ProductRefused::Stock(StockError::Unknown)));
    let stale = store
        .product_command(
            app.id,
            "NG-1".into(),
            ProductCommand::Change(product("Mie goreng", None)),
            Scope::All,
            admin("Adi"),
            Some(7),
            None,
            later(1),
        )
        .await;
    let stale = stale.unwrap().fresh().unwrap();
    assert_eq!(stale, Err(ProductRefused::VersionMismatch { product: Box::new(made.clone()) }));
    let same =
        tell(&store, app.id, "NG-1", ProductCommand::Put(product("Nasi goreng", None)), Scope::All, later(1))
            .await;
    let same = same.unwrap();
    assert!(!same.changed && same.product == Product { counted_at: Some(later(1)), ..made });
    tell(&store, app.id, "NG-1", ProductCommand::Delete, Scope::All, later(2)).await.unwrap();
    assert_eq!(store.product(app.id, "NG-1".into(), Scope::All).await.unwrap(), None);
    assert_eq!(alarms(&store, app.id).await, []);
}

pub(crate) async fn products_are_listed_page_by_page(store: Store) {
    let (app, other) = (app(&store, "warung").await, app_of(&store).await);
    for number in 0..25 {
        let vendor = (number % 5 == 0).then(|| "7".to_owned());
        let edit =
            ProductEdit { vendor_id: Some(vendor), ..product(&format!("Menu {number}"), Some(number)) };
        make(&store, app.id, &format!("M-{number:02}"), edit).await;
    }
    make(&store, other.id, "M-00", product("Villa", Some(1))).await;
    let list = async |scope: Scope, low: bool, q: Option<&str>, limit: usize| {
        let (mut found, mut after) = (Vec::<Product>::new(), None);
        loop {
            let query = ProductQuery { scope: scope.clone(), low, q: q.map(Into::into), limit, after };
            let page = store.products(app.id, query).await.unwrap().value;
            assert!(page.items.len() <= limit);
            found.extend(page.items);
            after = page.next;
            if after.is_none() {
                return found.into_iter().map(|product| product.sku).collect::<Vec<_>>();
            }
        }
    };
    let all: Vec<_> = (0..25).map(|number| format!("M-{number:02}")).collect();
    assert_eq!(list(Scope::All, false, None, 7).await, all);
    assert_eq!(list(Scope::All, true, None, 2).await, all[..5]);
    assert_eq!(
        list(Scope::Vendor("7".into()), false, None, 3).await,
        ["M-00", "M-05", "M-10", "M-15", "M-20"]
    );
    assert_eq!(list(Scope::Vendor("7".into()), true, None, 3).await, ["M-00"]);
    assert_eq!(
        list(Scope::All, false, Some("mENU 2"), 50).await,
        ["M-02", "M-20", "M-21", "M-22", "M-23", "M-24"]
    );
    assert!(list(Scope::Customer("u_1".into()), false, None, 50).await.is_empty());
}

async fn app_of(store: &Store) -> App {
    app(store, "villa").await
}

pub(crate) async fn a_user_is_news_once(store: Store) {
    let app = app(&store, "warung").await;
    let report = |name: &str| UserReport {
        id: "4711".into(),
        name: name.into(),
        email: Some("budi@example.com".into()),
        phone: None,
    };
    let register = async |name: &str, at| -> Registration {
        store.register_user(app.id, report(name), admin("Adi"), None, at).await.unwrap().fresh().unwrap()
    };
    let tellers = (0..10).map(|_| {
        let (store, report) = (store.clone(), report("Budi"));
        tokio::spawn(async move { store.register_user(app.id, report, admin("Adi"), None, start()).await })
    });
    let mut told = 0;
    for teller in tellers.collect::<Vec<_>>() {
        told += usize::from(teller.await.unwrap().unwrap().fresh().unwrap().seq.is_some());
    }
    assert_eq!(told, 1);
    let renamed = register("Budi Santoso", later(3)).await;
    assert_eq!((renamed.seq, renamed.user.registered_at, renamed.user.updated_at), (None, start(), later(3)));
    assert_eq!(store.registered_user(app.id, "4711".into()).await.unwrap(), Some(renamed.user.clone()));
    for number in 0..5 {
        let report = UserReport { id: format!("u-{number}"), ..report("Sari") };
        store.register_user(app.id, report, admin("Adi"), None, later(10 + number)).await.unwrap();
    }
    let first = store.registered_users(app.id, None, 4).await.unwrap();
    assert_eq!(first.position.seq, 6);
    let ids = |users: &[orderbell_orders::RegisteredUser]| {
        users.iter().map(|user| user.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&first.value.items), ["u-4", "u-3", "u-2", "u-1"]);
    let cursor = first.value.next.unwrap().to_string().parse().unwrap();
    let rest = store.registered_users(app.id, Some(cursor), 4).await.unwrap().value;
    assert_eq!((ids(&rest.items), rest.next), (vec!["u-0".to_owned(), "4711".to_owned()], None));
    let events = store.events_since(app.id, 0, 10).await.unwrap();
    assert!(matches!(&events[0].subject, Subject::User(user) if user.name == "Budi"));
}

async fn vendor(store: &Store, app: AppId, edit: VendorEdit) {
    let edit = VendorEdit { name: Some("Warung Sari".into()), ..edit };
    let written =
        store.write_vendor(app, "7".into(), edit, VendorWrite::Put, admin("Adi"), start()).await.unwrap();
    assert!(written.unwrap().1);
}

pub(crate) async fn vendors_are_written_and_versioned(store: Store) {
    let app = app(&store, "pasar").await;
    vendor(&store, app.id, VendorEdit::default()).await;
    let write = async |edit: VendorEdit, how| {
        store.write_vendor(app.id, "7".into(), edit, how, admin("Adi"), later(1)).await.unwrap()
    };
    assert_eq!(write(VendorEdit::default(), VendorWrite::Create).await, Err(VendorRefused::Exists));
    let edit =
        VendorEdit { prep_s: Some(Some(900)), paused_until: Some(Some(later(60))), ..VendorEdit::default() };
    let (written, _) = write(edit.clone(), VendorWrite::Change(Some(1))).await.unwrap();
    assert_eq!((written.version, written.prep_s, written.paused(later(59))), (2, Some(900), Some(later(60))));
    assert_eq!(written.paused(later(60)), None);
    let stale = write(VendorEdit::default(), VendorWrite::Change(Some(1))).await;
    assert_eq!(stale, Err(VendorRefused::VersionMismatch { vendor: Box::new(written.clone()) }));
    assert_eq!(write(edit, VendorWrite::Put).await.unwrap().0, written);
    assert_eq!(store.vendors(app.id).await.unwrap(), std::slice::from_ref(&written));
    assert_eq!(store.all_vendors().await.unwrap(), [(app.id, written)]);
    assert!(store.delete_vendor(app.id, "7".into()).await.unwrap());
    let gone = write(VendorEdit::default(), VendorWrite::Change(None)).await;
    assert_eq!(gone, Err(VendorRefused::NotFound));
    assert_eq!(write(VendorEdit::default(), VendorWrite::Put).await, Err(VendorRefused::NameRequired));
}

pub(crate) async fn a_pause_by_hand_is_told_once(store: Store) {
    let app = app(&store, "pasar").await;
    vendor(&store, app.id, VendorEdit::default()).await;
    let pause =
        |until: Option<i64>| VendorEdit { paused_until: Some(until.map(later)), ..VendorEdit::default() };
    let sari = || super::vendor("7");
    let write = async |edit: VendorEdit, at| {
        let how = VendorWrite::Change(None);
        store.write_vendor(app.id, "7".into(), edit, how, sari(), later(at)).await.unwrap().unwrap();
    };
    // The same button on twenty screens is one pause.
    let presses = (0..20).map(|_| {
        let (store, edit) = (store.clone(), pause(Some(600)));
        tokio::spawn(async move {
            let how = VendorWrite::Change(None);
            store.write_vendor(app.id, "7".into(), edit, how, super::vendor("7"), later(1)).await.unwrap()
        })
    });
    for press in presses.collect::<Vec<_>>() {
        press.await.unwrap().unwrap();
    }
    write(VendorEdit { prep_s: Some(Some(60)), ..VendorEdit::default() }, 2).await;
    write(pause(Some(900)), 3).await;
    write(pause(None), 4).await;
    write(pause(None), 5).await;
    write(pause(Some(5)), 6).await;
    // What ends by itself was told with its end; taking it away afterwards ends nothing.
    write(pause(Some(700)), 10).await;
    write(pause(None), 701).await;
    let log = store.events_since(app.id, 0, 100).await.unwrap();
    let told: Vec<_> = log
        .iter()
        .map(|event| {
            assert!(matches!(&event.subject, Subject::Vendor(vendor) if vendor.id == "7"));
            assert_eq!((event.actor.name.clone(), event.audience.admin), (sari().name, true));
            assert_eq!(event.audience.vendor.as_ref().map(|(id, _)| id.as_str()), Some("7"));
            event.event.clone()
        })
        .collect();
    let paused = |at| Event::VendorPaused { misses: 0, until: later(at) };
    assert_eq!(told, [paused(600), paused(900), Event::VendorResumed, paused(700)]);
}

pub(crate) async fn a_vendor_that_takes_every_order_accepts_by_itself(store: Store) {
    let app = app(&store, "pasar").await;
    let edit = VendorEdit { auto_accept: Some(true), prep_s: Some(Some(900)), ..VendorEdit::default() };
    vendor(&store, app.id, edit).await;
    let draft = |paid| Draft { vendor_id: Some("7".into()), paid, ..draft("Budi") };
    let placed: Outcome = place(&store, app.id, draft(true), start()).await;
    assert_eq!((placed.order.status, placed.order.eta), (Status::Accepted, Some(later(900))));
    assert_eq!(placed.order.status_by.kind, ActorKind::System);
    let names: Vec<_> = placed.events.iter().map(|event| event.event.name()).collect();
    assert_eq!(names, ["order.created", "order.status.changed"]);
    let unpaid = place(&store, app.id, draft(false), start()).await.order;
    assert_eq!(unpaid.status, Status::PendingPayment);
    let pay = Command::MarkPaid { method: None, receipt: None, amount: None };
    let paid = act(&store, app.id, &unpaid, pay, admin("Adi"), later(1)).await.unwrap();
    assert_eq!((paid.order.status, paid.order.status_by.kind), (Status::Accepted, ActorKind::System));
    let statuses: Vec<_> =
        paid.events.iter().filter_map(|event| event.order()).map(|order| order.status).collect();
    assert_eq!(statuses, [Status::PendingPayment, Status::Placed, Status::Accepted]);
    assert_eq!(store.events_since(app.id, 3, 10).await.unwrap(), paid.events);
    // What is reopened is to be looked at.
    let cancel = Command::Cancel { reason: None };
    let cancelled = act(&store, app.id, &paid.order, cancel, admin("Adi"), later(2)).await.unwrap().order;
    let reopened = act(&store, app.id, &cancelled, Command::Reopen, admin("Adi"), later(3)).await.unwrap();
    assert_eq!(reopened.order.status, Status::Placed);
    let other = place(&store, app.id, Draft { vendor_id: Some("8".into()), ..draft(true) }, start()).await;
    assert_eq!(other.order.status, Status::Placed);
}

pub(crate) async fn a_paused_vendor_takes_no_orders_of_customers(store: Store) {
    let app = app(&store, "pasar").await;
    vendor(&store, app.id, VendorEdit { paused_until: Some(Some(later(60))), ..VendorEdit::default() }).await;
    let draft = Draft { vendor_id: Some("7".into()), ..draft("Budi") };
    let api = orderbell_orders::Actor::api(None);
    let ask = async |draft: Draft, actor, at| try_place(&store, app.id, draft, actor, at).await;
    let refused = ask(draft.clone(), api.clone(), later(59)).await.unwrap_err();
    let refusal = Refusal::VendorPaused { vendor: "Warung Sari".into(), until: later(60) };
    assert_eq!(refused, ActRefused::Refused { refusal, order: None });
    // Nothing but the pause is told.
    assert_eq!(store.position(app.id).await.unwrap().seq, 1);
    ask(draft.clone(), admin("Adi"), later(59)).await.unwrap();
    let elsewhere = Draft { ext_id: Some("17".into()), source: Some("woocommerce".into()), ..draft.clone() };
    ask(elsewhere, api.clone(), later(59)).await.unwrap();
    ask(draft, api, later(60)).await.unwrap();
}
