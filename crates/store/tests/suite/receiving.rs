use orderbell_orders::{
    Actor, Command, OrderRef, PaymentReport, PaymentSource, PaymentState, ProductEdit, Status, UserReport,
};
use orderbell_store::{
    AppId, Change, Conditions, NewReceipt, NewSource, OrderKey, Plan, ProductKey, ProductName, ReceiptState,
    Report, Scope, Source, SourceChange, SourceRotation, Step, Store,
};
use secrecy::ExposeSecret as _;

use super::{app, draft, later, place, start};

async fn source(store: &Store, app: AppId, token: u8) -> Source {
    let new = NewSource {
        name: "Midtrans".into(),
        provider: "midtrans".into(),
        token_hash: [token; 32],
        secret: "server-key".into(),
        settings: "{}".into(),
        enabled: true,
    };
    store.create_source(app, new, 10, start()).await.unwrap().unwrap()
}

fn report(source: &Source, key: &str, money: bool) -> NewReceipt {
    NewReceipt {
        app: source.app,
        source: source.id,
        dedupe_key: key.into(),
        headers: vec![("content-type".into(), "application/json".into())],
        body: format!("{{\"key\":\"{key}\"}}"),
        money,
    }
}

/// A payment of the order with a code, under a reference that may be known already.
fn paid(code: &str) -> Plan {
    let reference = format!("{code}-1");
    let report = PaymentReport {
        provider: "midtrans".into(),
        reference: reference.clone(),
        transaction: Some(format!("tx-{code}")),
        method: None,
        state: PaymentState::Paid,
        amount: None,
        source: PaymentSource::Webhook,
    };
    let act = |order| {
        Report::Order(Box::new(Change::Act {
            order,
            command: Command::ReportPayment(Box::new(report.clone())),
            conditions: Conditions::default(),
        }))
    };
    let known = act(OrderKey::Payment { provider: "midtrans".into(), reference });
    let named = act(OrderKey::Order(OrderRef::Code(code.parse().unwrap())));
    says(vec![vec![known, named]])
}

fn says(steps: Vec<Step>) -> Plan {
    Plan::Apply { steps, scope: Scope::All, note: String::new() }
}

fn unpaid(code: &str) -> orderbell_orders::Draft {
    orderbell_orders::Draft { code: Some(code.into()), paid: false, ..draft("Budi") }
}

pub(crate) async fn sources_are_the_apps_own_and_their_secrets_are_exchanged(store: Store) {
    let (app, other) = (app(&store, "a").await.id, app(&store, "b").await.id);
    let made = source(&store, app, 1).await;
    assert_eq!(store.sources(other).await.unwrap(), []);
    assert!(store.source(other, made.id).await.unwrap().is_none());
    let change = SourceChange { enabled: Some(false), ..SourceChange::default() };
    assert!(!store.update_source(other, made.id, change.clone(), later(1)).await.unwrap());
    assert!(store.update_source(app, made.id, change, later(1)).await.unwrap());
    let secrets = async |token: u8, at| {
        let live = store.source_by_token([token; 32], at).await.unwrap();
        live.map(|live| {
            live.secrets.iter().map(|secret| secret.expose_secret().to_owned()).collect::<Vec<_>>()
        })
    };
    for number in 1..5 {
        let secret = Some(format!("new-{number}").into());
        let rotation = SourceRotation { secret, ..SourceRotation::default() };
        assert!(store.rotate_source(app, made.id, rotation, later(2)).await.unwrap());
    }
    assert_eq!(secrets(1, later(3)).await.unwrap(), ["new-4", "new-3", "new-2"]);
    let rotation = SourceRotation { token: Some(([2; 32], later(100))), ..SourceRotation::default() };
    assert!(!store.rotate_source(other, made.id, rotation.clone(), later(3)).await.unwrap());
    assert!(store.rotate_source(app, made.id, rotation, later(3)).await.unwrap());
    assert!(secrets(1, later(99)).await.is_some() && secrets(2, later(99)).await.is_some());
    assert!(secrets(1, later(100)).await.is_none() && secrets(2, later(100)).await.is_some());
    let rotation = SourceRotation { end_old: true, ..SourceRotation::default() };
    store.rotate_source(app, made.id, rotation, later(4)).await.unwrap();
    assert!(secrets(1, later(5)).await.is_none());
    assert_eq!(secrets(2, later(5)).await.unwrap(), ["new-4"]);
    assert!(!store.delete_source(other, made.id, later(6)).await.unwrap());
    assert!(store.delete_source(app, made.id, later(6)).await.unwrap());
    assert!(secrets(2, later(7)).await.is_none());
}

pub(crate) async fn a_report_is_written_down_once_with_its_effect(store: Store) {
    let app = app(&store, "a").await.id;
    let source = source(&store, app, 1).await;
    let order = place(&store, app, unpaid("A"), start()).await.order;
    let say = async |key: &str, at| {
        store.receive(report(&source, key, true), paid("A"), Actor::system(), later(at)).await.unwrap()
    };
    let first = say("k1", 1).await;
    assert_eq!((first.state, first.order, first.repeated), (ReceiptState::Applied, Some(order.id), false));
    assert_eq!(first.detail, "payment.received, order.status.changed");
    let again = say("k1", 2).await;
    assert_eq!((again.id, again.state, again.repeated), (first.id, ReceiptState::Applied, true));
    let other = say("k2", 3).await;
    assert_eq!((other.state, &*other.detail), (ReceiptState::Ignored, "was so already"));
    let kept = store.receipt(app, source.id, first.id).await.unwrap().unwrap();
    assert_eq!((kept.repeats, kept.repeated_at, kept.received_at), (1, Some(later(2)), later(1)));
    let order = store.order(app, &OrderRef::Id(order.id), Scope::All).await.unwrap().unwrap();
    assert_eq!((order.value.status, order.value.payments.len()), (Status::Placed, 1));
    assert!(store.begin_receipts(10, later(1000)).await.unwrap().is_empty());
}

fn stock(sku: &str, name: Option<&str>, left: i64) -> Report {
    let name = name.map(str::to_owned);
    let product = ProductEdit { name, stock: Some(Some(left)), ..ProductEdit::default() };
    Report::Stock { product: ProductKey::Sku(sku.into()), edit: product }
}

/// How many events of a kind there are.
async fn count(store: &Store, app: AppId, kind: &str) -> usize {
    let page = store.events_after(app, Scope::All, 0, 100).await.unwrap().value;
    page.events.iter().filter(|event| event.event.name() == kind).count()
}

pub(crate) async fn a_report_of_stock_has_its_effect_once_and_says_what_is_left(store: Store) {
    let app = app(&store, "a").await.id;
    let source = source(&store, app, 1).await;
    let say = async |key: &str, reports: Vec<Report>, at| {
        let steps = reports.into_iter().map(|report| vec![report]).collect();
        let told = report(&source, key, false);
        store.receive(told, says(steps), Actor::system(), later(at)).await.unwrap()
    };
    let unknown = say("k0", vec![stock("K1", None, 9)], 1).await;
    assert_eq!((unknown.state, &*unknown.detail), (ReceiptState::Failed, "K1: a new product needs a name"));
    let new = say("k1", vec![stock("K1", Some("Kopi"), 9)], 1).await;
    assert_eq!((new.state, &*new.detail), (ReceiptState::Applied, "K1: 9 left"));
    // What was refused is tried again when it is repeated.
    assert_eq!(say("k0", vec![stock("K1", None, 9)], 2).await.state, ReceiptState::Ignored);
    for at in 3..6 {
        let low = say("k2", vec![stock("K1", None, 4)], at).await;
        assert_eq!((low.state, &*low.detail), (ReceiptState::Applied, "stock.low, K1: 4 left"));
        assert_eq!(low.repeated, at > 3);
    }
    let same = say("k3", vec![stock("K1", None, 4)], 6).await;
    assert_eq!((same.state, &*same.detail), (ReceiptState::Ignored, "was so already"));
    assert_eq!(say("k4", vec![stock("K1", None, 3)], 7).await.detail, "K1: 3 left");
    // Of several products those before the refused one are taken, and it is named.
    let many = vec![stock("K1", None, 2), stock("K2", None, 1), stock("K3", Some("Teh"), 1)];
    let many = say("k5", many, 8).await;
    assert_eq!((many.state, &*many.detail), (ReceiptState::Failed, "K2: a new product needs a name"));
    let left = async |sku: &str| {
        store.product(app, sku.into(), Scope::All).await.unwrap().map(|found| found.value.stock)
    };
    assert_eq!((left("K1").await, left("K3").await), (Some(Some(2)), None));
    assert_eq!(count(&store, app, "stock.low").await, 1);
}

pub(crate) async fn a_vendors_source_touches_no_other_vendors_goods(store: Store) {
    let app = app(&store, "a").await.id;
    let source = source(&store, app, 1).await;
    let say = async |key: &str, vendor: &str, sku: &str| {
        let steps = vec![vec![stock(sku, Some("Kopi"), 9)]];
        let plan = Plan::Apply { steps, scope: Scope::Vendor(vendor.into()), note: String::new() };
        let told = report(&source, key, false);
        store.receive(told, plan, Actor::system(), later(1)).await.unwrap()
    };
    assert_eq!(say("k1", "7", "K1").await.state, ReceiptState::Applied);
    let theirs = say("k2", "8", "K1").await;
    assert_eq!(theirs.detail, "K1: there is a product with this sku already");
    let made = store.product(app, "K1".into(), Scope::Vendor("7".into())).await.unwrap();
    assert!(made.is_some(), "it belongs to whose source told of it");
}

pub(crate) async fn a_report_of_a_user_is_news_once(store: Store) {
    let app = app(&store, "a").await.id;
    let source = source(&store, app, 1).await;
    let say = async |key: &str, name: &str| {
        let email = Some("ana@example.com".into());
        let user = UserReport { id: "4711".into(), name: name.into(), email, phone: None };
        let plan = says(vec![vec![Report::User(user)]]);
        store.receive(report(&source, key, false), plan, Actor::system(), later(1)).await.unwrap()
    };
    let new = say("k1", "Ana").await;
    let said = "user.registered, ana@example.com is new";
    assert_eq!((new.state, &*new.detail), (ReceiptState::Applied, said));
    assert!(say("k1", "Ana").await.repeated);
    assert_eq!(say("k2", "Ana").await.state, ReceiptState::Ignored);
    assert_eq!(say("k3", "Ana Putri").await.detail, "ana@example.com has changed");
    assert_eq!(count(&store, app, "user.registered").await, 1);
}

pub(crate) async fn a_report_waits_for_its_order_and_a_job_comes_of_it(store: Store) {
    let app_id = app(&store, "a").await.id;
    let stranger = app(&store, "b").await.id;
    let source = source(&store, app_id, 1).await;
    let waits =
        store.receive(report(&source, "k", true), paid("A"), Actor::system(), later(1)).await.unwrap();
    assert_eq!(waits.state, ReceiptState::Unmatched);
    assert_eq!(store.source(app_id, source.id).await.unwrap().unwrap().unmatched, 1);
    // Another app's order of that name, and another order of the app's, are none of its business.
    place(&store, stranger, unpaid("A"), later(2)).await;
    place(&store, app_id, unpaid("B"), later(2)).await;
    assert_eq!(store.next_receipt_due().await.unwrap(), None);
    let mut added = store.jobs_added();
    added.mark_unchanged();
    place(&store, app_id, unpaid("A"), later(3)).await;
    assert!(added.has_changed().unwrap(), "whoever does the jobs is woken");
    let begun = store.begin_receipts(10, later(3)).await.unwrap().remove(0);
    assert_eq!((begun.receipt.id, &*begun.receipt.body), (waits.id, "{\"key\":\"k\"}"));
    // The sender is faster.
    let repeat =
        store.receive(report(&source, "k", true), paid("A"), Actor::system(), later(4)).await.unwrap();
    assert_eq!((repeat.state, repeat.repeated), (ReceiptState::Applied, true));
    let settled = store.settle_receipt(begun.clone(), paid("A"), Actor::system(), later(5)).await.unwrap();
    assert_eq!(settled.unwrap().state, ReceiptState::Applied);
    let twice = store.settle_receipt(begun, paid("A"), Actor::system(), later(6)).await.unwrap();
    assert!(twice.is_none(), "an old claim settles nothing");
    assert_eq!(store.source(app_id, source.id).await.unwrap().unwrap().unmatched, 0);
    assert!(
        store.reconsider_receipt(stranger, source.id, waits.id, later(7)).await.is_ok_and(|found| !found)
    );
    assert!(store.reconsider_receipt(app_id, source.id, waits.id, later(7)).await.unwrap());
    assert_eq!(store.begin_receipts(10, later(7)).await.unwrap().len(), 1);
}

pub(crate) async fn receipts_of_money_are_kept_for_longer(store: Store) {
    let app = app(&store, "a").await.id;
    let source = source(&store, app, 1).await;
    for number in 0..600 {
        let new = report(&source, &format!("k{number}"), number % 2 == 0);
        store.receive(new, Plan::Ignore("no news".into()), Actor::system(), later(number)).await.unwrap();
    }
    assert_eq!(store.prune_receipts(later(500), later(100)).await.unwrap(), 250 + 50);
    let kept = store.receipts(app, source.id, None, None, 1000).await.unwrap();
    assert_eq!((kept.len(), kept.iter().filter(|one| one.received_at < later(500)).count()), (300, 200));
    let none = store.receipts(app, source.id, Some(ReceiptState::Failed), None, 1000).await.unwrap();
    assert!(none.is_empty());
    assert!(store.delete_source(app, source.id, later(1000)).await.unwrap());
    assert!(store.receipts(app, source.id, None, None, 10).await.unwrap().is_empty());
}

fn counted(sku: &str, left: i64, at: i64) -> Report {
    let Report::Stock { product, edit } = stock(sku, Some("Kopi"), left) else { unreachable!() };
    Report::Stock { product, edit: ProductEdit { counted_at: Some(later(at)), ..edit } }
}

pub(crate) async fn late_counts_are_not_believed(store: Store) {
    let app = app(&store, "a").await.id;
    let source = source(&store, app, 1).await;
    let say = async |key: &str, what: Report, at| {
        let told = report(&source, key, false);
        let said = store.receive(told, says(vec![vec![what]]), Actor::system(), later(at)).await.unwrap();
        (said.state, said.detail)
    };
    let left = async || store.product(app, "K1".into(), Scope::All).await.unwrap().unwrap().value;
    let late = (ReceiptState::Ignored, "is older than what is known, or would lead back".to_owned());
    assert_eq!(say("k1", counted("K1", 9, 10), 11).await.1, "K1: 9 left");
    assert_eq!(say("k3", counted("K1", 2, 30), 31).await.1, "stock.low, K1: 2 left");
    // Overtaken on its way, and a repeat with a key of its own: neither fills the shelf, so neither re-arms the alarm.
    assert_eq!(say("k2", counted("K1", 7, 20), 32).await, late);
    assert_eq!(say("k1b", counted("K1", 9, 10), 33).await, late);
    // What is sold here is no count: the shelf follows it, and what was on its way meanwhile is still the last count.
    let sku = |sku: &str| {
        let item = orderbell_orders::DraftItem {
            sku: Some(sku.into()),
            qty: Some(1),
            ..draft("Budi").items[0].clone()
        };
        orderbell_orders::Draft { items: vec![item], ..draft("Budi") }
    };
    let order = place(&store, app, sku("K1"), later(50)).await.order;
    assert_eq!((left().await.stock, left().await.counted_at), (Some(1), Some(later(30))));
    assert_eq!(say("k1c", counted("K1", 9, 10), 51).await, late);
    assert_eq!(left().await.stock, Some(1));
    let cancel = Command::Cancel { reason: None };
    super::act(&store, app, &order, cancel, super::admin("Adi"), later(52)).await.unwrap();
    assert_eq!(left().await.stock, Some(2));
    assert_eq!(say("k4", counted("K1", 3, 45), 53).await.1, "K1: 3 left");
    // A count without a time is one of now, and so is a person's; the same number again is a count as well.
    assert_eq!(say("k5", stock("K1", None, 3), 60).await.1, "was so already");
    assert_eq!(left().await.counted_at, Some(later(60)));
    assert_eq!(say("k6", counted("K1", 8, 59), 61).await, late);
    assert_eq!(say("k7", counted("K1", 8, 60), 62).await.1, "K1: 8 left");
    assert_eq!(say("k8", counted("K1", 4, 61), 63).await.1, "stock.low, K1: 4 left");
    assert_eq!(count(&store, app, "stock.low").await, 2);
}

pub(crate) async fn what_is_told_under_another_name_finds_its_product(store: Store) {
    let app = app(&store, "a").await.id;
    let source = source(&store, app, 1).await;
    let say = async |key: &str, what: Report, at| {
        let told = report(&source, key, false);
        let said = store.receive(told, says(vec![vec![what]]), Actor::system(), later(at)).await.unwrap();
        (said.state, said.detail)
    };
    let called = |sku: &str, id: &str, at| {
        Report::Product(ProductName {
            sku: sku.into(),
            name: "Batik".into(),
            source: "shopify".into(),
            ext_id: id.into(),
            told_at: Some(later(at)),
        })
    };
    let left = |id: &str, left| {
        let product = ProductKey::External { source: "shopify".into(), ext_id: id.into() };
        Report::Stock { product, edit: ProductEdit { stock: Some(Some(left)), ..ProductEdit::default() } }
    };
    let unknown = (ReceiptState::Failed, "no product has the external id 808 of shopify".to_owned());
    assert_eq!(say("s0", left("808", 9), 1).await, unknown);
    let learned = (ReceiptState::Applied, "B-M is shopify 808".to_owned());
    assert_eq!(say("p1", called("B-M", "808", 10), 11).await, learned);
    assert_eq!(say("p1b", called("B-M", "808", 12), 12).await.1, "was so already");
    assert_eq!(say("s1", left("808", 2), 13).await.1, "stock.low, B-M: 2 left");
    // The number goes to another thing over there; what was said before that comes too late.
    assert_eq!(say("p2", called("B-L", "808", 20), 21).await.1, "B-L is shopify 808");
    assert_eq!(say("p1c", called("B-M", "808", 12), 22).await.0, ReceiptState::Ignored);
    assert_eq!(say("s2", left("808", 7), 23).await.1, "B-L: 7 left");
    let product = async |sku: &str| store.product(app, sku.into(), Scope::All).await.unwrap().unwrap().value;
    assert!(product("B-M").await.external_ids.is_empty());
    assert_eq!(product("B-L").await.external_ids["shopify"], "808");
    // A product whose number it is, where nobody has said anything else.
    say("own", stock("909", Some("Kain"), 9), 30).await;
    assert_eq!(say("s3", left("909", 8), 31).await.1, "909: 8 left");
}
