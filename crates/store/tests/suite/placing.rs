use orderbell_orders::{
    Actor, ActorKind, Command, Draft, DraftBooking, DraftDelivery, DraftItem, Event, MoneyInput, OrderRef,
    Refusal, Status,
};
use orderbell_store::{ActRefused, Placement, Scope, Store};

use super::{admin, app, checked, draft, fresh, later, place, start, try_place, vendor};

pub(crate) async fn every_field_is_stored(store: Store) {
    let app = app(&store, "villa").await;
    let major = |text: &str| Some(MoneyInput::Major(text.into()));
    let full = Draft {
        code: Some("villa-7".into()),
        source: Some("site".into()),
        ext_id: Some("A/1".into()),
        vendor_id: Some("ubud".into()),
        flow: Some("booking".into()),
        customer_name: Some("Ketut \u{1f33a} O'Neil".into()),
        customer_phone: Some("+62 812-3456-7890".into()),
        customer_email: Some("ketut@example.com".into()),
        customer_user_id: Some("u1".into()),
        items: vec![
            DraftItem {
                name: Some("Villa".into()),
                sku: Some("V-1".into()),
                options: Some("sea view".into()),
                qty: Some(3),
                unit_price: major("1500000.50"),
                total: None,
            },
            DraftItem { name: Some("Towel".into()), unit_price: major("0"), ..DraftItem::default() },
        ],
        discount: major("100000"),
        shipping: major("5000"),
        tax: major("12.34"),
        note: Some("late\narrival".into()),
        booking: Some(DraftBooking {
            resource_id: Some("v1".into()),
            resource_name: Some("Villa Melati".into()),
            check_in: Some("2026-12-24".into()),
            check_out: Some("2026-12-27".into()),
            guests: Some(2),
        }),
        delivery: Some(DraftDelivery {
            kind: Some("pickup".into()),
            address: Some("Jl. Raya 1".into()),
            due_at: Some("2026-12-24T14:00:00.5Z".into()),
        }),
        meta: serde_json::json!({"b": [1, 2.5, null], "a": {"x": "\u{0}"}}).as_object().cloned(),
        expires_at: Some("2026-11-22T00:00:00.123456789Z".into()),
        ..Draft::default()
    };
    let placed = place(&store, app.id, full, start()).await;
    assert_eq!(placed.order.status, Status::PendingPayment);
    assert_eq!(placed.order.code.as_str(), "VILLA-7");
    assert_eq!(placed.events.len(), 1);
    assert!(matches!(&placed.events[0].event, Event::OrderCreated { order } if **order == placed.order));

    let by_id = store.order(app.id, &OrderRef::Id(placed.order.id), Scope::All).await.unwrap().unwrap();
    assert_eq!(by_id.value, placed.order);
    assert_eq!((by_id.position.seq, &by_id.position.epoch), (1, &app.epoch));
    let by_code = store.order(app.id, &"villa-7".parse().unwrap(), Scope::All).await.unwrap().unwrap();
    assert_eq!(by_code.value, placed.order);
    assert_eq!(store.events_since(app.id, 0, 10).await.unwrap(), placed.events);

    let plain = place(&store, app.id, draft("Budi"), start()).await.order;
    assert_eq!(plain.status, Status::Placed);
    let prefix = "ORD-261121-";
    assert!(plain.code.as_str().starts_with(prefix), "{}: the date is that of the app's zone", plain.code);
    let late = place(&store, app.id, draft("Budi"), later(9 * 3600)).await.order;
    assert!(late.code.as_str().starts_with("ORD-261122-"), "{}: past midnight in Jakarta", late.code);
}

pub(crate) async fn an_external_id_is_placed_once(store: Store) {
    let (warung, villa) = (app(&store, "warung").await, app(&store, "villa").await);
    let external =
        |source: &str| Draft { source: Some(source.into()), ext_id: Some("1001".into()), ..draft("Budi") };
    let first = place(&store, warung.id, external("shop"), start()).await.order;
    let again = try_place(&store, warung.id, external("shop"), admin("Adi"), later(1)).await;
    let Err(ActRefused::DuplicateExternalId { order }) = again else { panic!("{again:?}") };
    assert_eq!(*order, first);
    place(&store, warung.id, external("till"), later(1)).await;
    place(&store, villa.id, external("shop"), later(1)).await;
    assert_eq!(store.position(warung.id).await.unwrap().seq, 2);
}

pub(crate) async fn a_chosen_code_is_taken_once(store: Store) {
    let (warung, villa) = (app(&store, "warung").await, app(&store, "villa").await);
    let coded = |code: &str| Draft { code: Some(code.into()), ..draft("Budi") };
    let first = place(&store, warung.id, coded("t-1"), start()).await.order;
    let again = try_place(&store, warung.id, coded("T-1"), admin("Adi"), later(1)).await;
    let Err(ActRefused::CodeTaken { order }) = again else { panic!("{again:?}") };
    assert_eq!(*order, first);
    place(&store, villa.id, coded("t-1"), later(1)).await;
}

pub(crate) async fn a_strangers_order_is_not_shown(store: Store) {
    let app = app(&store, "mall").await;
    let of_vendor =
        |vendor: &str| Draft { ext_id: Some("1001".into()), vendor_id: Some(vendor.into()), ..draft("Budi") };
    place(&store, app.id, of_vendor("a"), start()).await;
    let cashier = Actor { kind: ActorKind::Cashier, ..vendor("b") };
    let again = try_place(&store, app.id, of_vendor("b"), cashier, later(1)).await;
    assert_eq!(again, Err(ActRefused::Refused { refusal: Refusal::Exists, order: None }));
}

pub(crate) async fn refused_drafts_leave_nothing(store: Store) {
    let app = app(&store, "warung").await;
    let refused = try_place(&store, app.id, draft("Budi"), vendor("a"), start()).await;
    assert!(matches!(refused, Err(ActRefused::Refused { order: None, .. })), "{refused:?}");
    assert_eq!(store.position(app.id).await.unwrap().seq, 0);
    assert_eq!(store.stats(app.id, Scope::All).await.unwrap().value.total, 0);
    assert!(store.events_since(app.id, 0, 10).await.unwrap().is_empty());
}

pub(crate) async fn a_link_belongs_to_one_order(store: Store) {
    let app = app(&store, "warung").await;
    let order = checked(draft("Budi"));
    let placement = Placement { order, link_hash: Some([7; 32]) };
    let placed = store.place_order(app.id, placement, admin("Adi"), None, start()).await.unwrap();
    let linked = fresh(placed).unwrap().order;
    let plain = place(&store, app.id, draft("Sari"), start()).await.order;

    let link = store.order_link(linked.id).await.unwrap().unwrap();
    assert_eq!((link.app, link.token_hash), (app.id, [7; 32]));
    assert!(store.order_link(plain.id).await.unwrap().is_none());
    let act = Command::Accept { eta: None };
    super::act(&store, app.id, &linked, act, admin("Adi"), later(1)).await.unwrap();
    assert_eq!(store.order_link(linked.id).await.unwrap().unwrap().token_hash, [7; 32], "it stays");
}
