use orderbell_orders::{Actor, Command, OrderRef, PaymentReport, PaymentSource, PaymentState, Status};
use orderbell_store::{
    AppId, Change, Conditions, NewReceipt, NewSource, OrderKey, Plan, ReceiptState, Source, SourceChange,
    SourceRotation, Store,
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
    let act = |order| Change::Act {
        order,
        command: Command::ReportPayment(Box::new(report.clone())),
        conditions: Conditions::default(),
    };
    let known = act(OrderKey::Payment { provider: "midtrans".into(), reference });
    let named = act(OrderKey::Order(OrderRef::Code(code.parse().unwrap())));
    Plan::Apply { steps: vec![vec![known, named]], note: String::new() }
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
    let order =
        store.order(app, &OrderRef::Id(order.id), orderbell_store::Scope::All).await.unwrap().unwrap();
    assert_eq!((order.value.status, order.value.payments.len()), (Status::Placed, 1));
    assert!(store.begin_receipts(10, later(1000)).await.unwrap().is_empty());
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
