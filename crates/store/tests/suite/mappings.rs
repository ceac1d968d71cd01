use orderbell_orders::{Actor, ActorKind, ProductEdit, Status, UserReport};
use orderbell_store::desk::{Change, OrderKey, Reported, Upsert};
use orderbell_store::mapping::{MAX_APP_SAMPLES, MAX_LOG, MAX_SAMPLES};
use orderbell_store::report::Report;
use orderbell_store::{
    AppWords, Interpretation, MappingId, MappingOutcome, NewEventSample, ProductKey, Store,
};

use super::{app, draft, later, start};

fn villa() -> Actor {
    Actor { kind: ActorKind::Api, id: None, name: Some("villa".into()), vendor_id: None }
}

fn event(mapping: MappingId, says: Result<Vec<Change>, String>) -> Interpretation {
    let says =
        says.map(|changes| changes.into_iter().map(|change| Report::Order(Box::new(change))).collect());
    Interpretation {
        mapping,
        channel: "admin.orders".into(),
        event: "OrderCreated".into(),
        data: r#"{"id":77}"#.into(),
        actor: villa(),
        says,
    }
}

fn upsert(ext_id: &str) -> Change {
    let mut order = draft("Budi");
    order.source = Some("villa".into());
    order.ext_id = Some(ext_id.into());
    let order = order.validate(&orderbell_orders::Flows::default(), orderbell_orders::Currency::IDR).unwrap();
    let reported = Reported { status: Some(Status::Placed), ..Reported::default() };
    Change::Upsert(Box::new(Upsert { order, reported, link_hash: None }))
}

fn follow(ext_id: &str, status: Status) -> Change {
    let order = OrderKey::External { source: "villa".into(), ext_id: ext_id.into() };
    Change::Follow { order, reported: Reported { status: Some(status), ..Reported::default() } }
}

pub(crate) async fn mappings_are_the_apps_own_and_bounded(store: Store) {
    let (app, other) = (app(&store, "a").await.id, app(&store, "b").await.id);
    let made = store.create_mapping(app, "{}".into(), true, 1, start()).await.unwrap().unwrap();
    assert_eq!(store.create_mapping(app, "{}".into(), true, 1, start()).await.unwrap(), None);
    assert_eq!(store.mappings(app).await.unwrap(), std::slice::from_ref(&made));
    assert_eq!(store.mappings(other).await.unwrap(), []);
    assert_eq!(store.update_mapping(other, made.id, None, Some(false), later(1)).await.unwrap(), None);
    let changed = store.update_mapping(app, made.id, Some("[]".into()), Some(false), later(1)).await.unwrap();
    let changed = changed.unwrap();
    assert_eq!((changed.definition.as_str(), changed.enabled, changed.updated_at), ("[]", false, later(1)));
    assert!(!store.delete_mapping(other, made.id).await.unwrap());
    assert!(store.delete_mapping(app, made.id).await.unwrap());
    assert!(store.all_mappings().await.unwrap().is_empty());
}

pub(crate) async fn events_change_orders_and_leave_a_line_each(store: Store) {
    let app = app(&store, "a").await.id;
    let id = store.create_mapping(app, "{}".into(), true, 9, start()).await.unwrap().unwrap().id;
    let events = vec![
        event(id, Ok(vec![upsert("77")])),
        event(id, Ok(vec![upsert("77")])),
        event(id, Ok(vec![follow("77", Status::Accepted)])),
        event(id, Ok(vec![follow("77", Status::Placed)])),
        event(id, Ok(vec![follow("78", Status::Placed)])),
        event(id, Err("total must be an amount".into())),
    ];
    use MappingOutcome::{Applied, Failed, Ignored, Unchanged};
    let outcomes = store.interpret(app, events, later(1)).await.unwrap();
    assert_eq!(outcomes, [Applied, Unchanged, Applied, Ignored, Failed, Failed]);
    let log = store.mapping_log(app).await.unwrap();
    let told: Vec<_> =
        log.iter().map(|entry| (entry.outcome, entry.data.is_some(), entry.order.is_some())).collect();
    assert_eq!(told[..3], [(Failed, true, false), (Failed, true, false), (Ignored, false, true)]);
    assert_eq!(log[0].detail.as_deref(), Some("total must be an amount"));
    assert_eq!(
        log[2].detail.as_deref(),
        Some("the order is accepted already, and nothing says that placed is newer")
    );
    let counted = &store.mappings(app).await.unwrap()[0];
    assert_eq!((counted.applied, counted.unchanged, counted.ignored, counted.failed), (2, 1, 1, 2));
    for _ in 0..MAX_LOG / 50 {
        let many = (0..60).map(|_| event(id, Err("no".into()))).collect();
        store.interpret(app, many, later(2)).await.unwrap();
    }
    assert_eq!(store.mapping_log(app).await.unwrap().len(), MAX_LOG);
}

pub(crate) async fn what_changes_without_an_event_is_not_called_unchanged(store: Store) {
    let app = app(&store, "a").await.id;
    let id = store.create_mapping(app, "{}".into(), true, 9, start()).await.unwrap().unwrap().id;
    let stock = |left: i64| {
        let product =
            ProductEdit { name: Some("Kopi".into()), stock: Some(Some(left)), ..ProductEdit::default() };
        Report::Stock { product: ProductKey::Sku("K1".into()), edit: product }
    };
    let user = |name: &str| {
        Report::User(UserReport { id: "4711".into(), name: name.into(), email: None, phone: None })
    };
    let said = [stock(90), stock(89), stock(89), stock(4), user("Ana"), user("Ana Putri"), user("Ana Putri")];
    let events = said.map(|report| Interpretation { says: Ok(vec![report]), ..event(id, Ok(vec![])) });
    use MappingOutcome::{Applied, Unchanged};
    let outcomes = store.interpret(app, events.into(), later(1)).await.unwrap();
    assert_eq!(outcomes, [Applied, Applied, Unchanged, Applied, Applied, Applied, Unchanged]);
    assert_eq!(store.position(app).await.unwrap().seq, 2, "stock.low and user.registered");
}

pub(crate) async fn examples_are_few_of_each_and_few_of_all(store: Store) {
    let app = app(&store, "a").await.id;
    let sample = |event: &str, number: usize| NewEventSample {
        pattern: "order.*".into(),
        event: event.into(),
        channel: format!("order.{number}"),
        data: number.to_string(),
        at: start(),
    };
    let many = (0..20).map(|number| sample("a", number)).collect();
    store.record_event_samples(app, many).await.unwrap();
    let kept = store.event_samples(app).await.unwrap();
    let data: Vec<_> = kept.iter().map(|sample| sample.data.as_str()).collect();
    assert_eq!(data, ["19", "18", "17", "16", "15"]);
    assert_eq!(data.len(), MAX_SAMPLES);
    let kinds = (0..MAX_APP_SAMPLES + 50).map(|number| sample(&format!("e{number}"), number)).collect();
    store.record_event_samples(app, kinds).await.unwrap();
    assert_eq!(store.event_samples(app).await.unwrap().len(), MAX_APP_SAMPLES);
    store.forget_event_samples(app).await.unwrap();
    assert!(store.event_samples(app).await.unwrap().is_empty());
}

pub(crate) async fn words_are_kept_with_the_app(store: Store) {
    let made = app(&store, "a").await;
    assert_eq!(made.words, AppWords::default());
    let edit = |words: &mut AppWords| {
        words.laravel_flat = true;
        words.emit_as.insert("order.created".into(), vec!["OrderCreated".into()]);
    };
    let words = store.update_words(made.id, edit).await.unwrap();
    assert!(words.laravel_flat);
    assert_eq!(store.apps().await.unwrap()[0].words, words);
    assert!(store.update_words(orderbell_store::AppId(99), |_| {}).await.is_err());
}
