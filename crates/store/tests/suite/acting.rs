use jiff::Timestamp;
use orderbell_orders::{Command, Draft, Event, OrderRef, Refusal, Status};
use orderbell_store::{ActRefused, Conditions, Part, PartQuery, Scope, Store};

use super::{act, admin, app, customer, draft, fresh, later, place, start, vendor};

fn accept() -> Command {
    Command::Accept { eta: None }
}

pub(crate) async fn already_so_names_who_was_first(store: Store) {
    let app = app(&store, "warung").await;
    let order = place(&store, app.id, Draft { paid: false, ..draft("Budi") }, start()).await.order;
    let pay = Command::MarkPaid { method: None, receipt: None, amount: None };
    let steps =
        [(pay, "Kasir"), (Command::Acknowledge, "Wayan"), (accept(), "Dewi"), (Command::Start, "Made")];
    for (command, name) in steps.clone() {
        let done = act(&store, app.id, &order, command, admin(name), later(1)).await.unwrap();
        assert_eq!(done.already_by, None);
        assert!(!done.events.is_empty());
    }
    let before = store.position(app.id).await.unwrap();
    for (at, (command, name)) in steps.into_iter().enumerate() {
        let again = act(&store, app.id, &order, command.clone(), admin("Late"), later(2)).await;
        if at == 2 {
            let Err(ActRefused::Refused { refusal: Refusal::NotPossible { .. }, .. }) = again else {
                panic!("accepting what is being prepared: {again:?}")
            };
            continue;
        }
        let again = again.unwrap();
        assert!(again.events.is_empty());
        assert_eq!(again.already_by, Some(admin(name)), "{command:?}");
        assert_eq!(again.order.status, Status::Preparing);
    }
    assert_eq!(store.position(app.id).await.unwrap(), before);
}

pub(crate) async fn two_accept_at_once_and_one_wins(store: Store) {
    let app = app(&store, "warung").await;
    for round in 0..20 {
        let order = place(&store, app.id, draft("Budi"), later(round)).await.order;
        let press = |name: &'static str| {
            let (store, order) = (store.clone(), order.clone());
            tokio::spawn(async move {
                act(&store, app.id, &order, accept(), admin(name), later(round + 1)).await.unwrap()
            })
        };
        let (dewi, made) = (press("Dewi"), press("Made"));
        let (dewi, made) = (dewi.await.unwrap(), made.await.unwrap());
        let (winner, loser, name) =
            if made.already_by.is_some() { (dewi, made, "Dewi") } else { (made, dewi, "Made") };
        assert_eq!(winner.already_by, None);
        assert_eq!(winner.events.len(), 1);
        assert_eq!(loser.already_by, Some(admin(name)));
        assert!(loser.events.is_empty());
        assert_eq!(loser.order, winner.order);
    }
    assert_eq!(store.position(app.id).await.unwrap().seq, 40);
}

pub(crate) async fn version_mismatch_changes_nothing(store: Store) {
    let app = app(&store, "warung").await;
    let order = place(&store, app.id, draft("Budi"), start()).await.order;
    let at = |version| Conditions { if_version: Some(version), from: None };
    let id = OrderRef::Id(order.id);
    let run = |command, version| {
        let (store, id) = (store.clone(), id.clone());
        async move {
            fresh(store.act(app.id, &id, command, admin("Adi"), at(version), None, later(1)).await.unwrap())
        }
    };
    let stale = run(accept(), 2).await;
    let Err(ActRefused::VersionMismatch { order: now }) = stale else { panic!("{stale:?}") };
    assert_eq!(*now, order);
    let done = run(accept(), 1).await.unwrap();
    assert_eq!(done.order.version, 2);
    let stale = run(accept(), 1).await;
    assert!(matches!(stale, Err(ActRefused::VersionMismatch { .. })), "even what is so already: {stale:?}");
    assert_eq!(run(accept(), 2).await.unwrap().already_by, Some(admin("Adi")));
    assert_eq!(store.position(app.id).await.unwrap().seq, 2);
}

pub(crate) async fn from_guards_against_a_stale_screen(store: Store) {
    let app = app(&store, "warung").await;
    let order = place(&store, app.id, draft("Budi"), start()).await.order;
    let placed = Conditions { if_version: None, from: Some(Status::Placed) };
    let run = |command, name: &'static str| {
        let (store, id) = (store.clone(), OrderRef::Id(order.id));
        async move { fresh(store.act(app.id, &id, command, admin(name), placed, None, later(1)).await.unwrap()) }
    };
    run(accept(), "Dewi").await.unwrap();
    let same_wish = run(accept(), "Made").await.unwrap();
    assert_eq!(same_wish.already_by, Some(admin("Dewi")));
    let other_wish = run(Command::Cancel { reason: Some("sold out".into()) }, "Made").await;
    let Err(ActRefused::VersionMismatch { order }) = other_wish else { panic!("{other_wish:?}") };
    assert_eq!(order.status, Status::Accepted);
}

pub(crate) async fn refusals_bring_the_order(store: Store) {
    let app = app(&store, "warung").await;
    let order = place(&store, app.id, draft("Budi"), start()).await.order;
    let done = act(&store, app.id, &order, Command::Complete, admin("Adi"), later(1)).await.unwrap();
    let refused = act(&store, app.id, &order, accept(), admin("Adi"), later(2)).await;
    let Err(ActRefused::Refused { refusal: Refusal::NotPossible { status, .. }, order: Some(now) }) = refused
    else {
        panic!("{refused:?}")
    };
    assert_eq!(status, Status::Completed);
    assert_eq!(*now, done.order);
}

pub(crate) async fn an_outsider_learns_nothing(store: Store) {
    let app = app(&store, "mall").await;
    let of_a = Draft { vendor_id: Some("a".into()), ..draft("Budi") };
    let order = place(&store, app.id, of_a, start()).await.order;
    let stale = Conditions { if_version: Some(7), from: None };
    let id = OrderRef::Id(order.id);
    for outsider in [vendor("b"), customer("u1")] {
        let result =
            store.act(app.id, &id, Command::Complete, outsider, stale, None, later(1)).await.unwrap();
        assert_eq!(fresh(result), Err(ActRefused::Refused { refusal: Refusal::OutOfScope, order: None }));
    }
    act(&store, app.id, &order, accept(), vendor("a"), later(1)).await.unwrap();
}

pub(crate) async fn an_order_of_another_app_is_not_found(store: Store) {
    let (warung, villa) = (app(&store, "warung").await, app(&store, "villa").await);
    let order = place(&store, warung.id, draft("Budi"), start()).await.order;
    for name in [OrderRef::Id(order.id), OrderRef::Code(order.code.clone())] {
        assert_eq!(store.order(villa.id, &name, Scope::All).await.unwrap(), None);
        let conditions = Conditions::default();
        let result = store.act(villa.id, &name, accept(), admin("Adi"), conditions, None, later(1)).await;
        assert_eq!(fresh(result.unwrap()), Err(ActRefused::NotFound));
        let result = store.act(warung.id, &name, accept(), admin("Adi"), conditions, None, later(1)).await;
        assert_eq!(fresh(result.unwrap()).unwrap().order.status, Status::Accepted);
    }
}

pub(crate) async fn a_payment_is_two_events_and_two_versions(store: Store) {
    let app = app(&store, "warung").await;
    let order = place(&store, app.id, Draft { paid: false, ..draft("Budi") }, start()).await.order;
    let pay = Command::MarkPaid { method: Some("cash".into()), receipt: None, amount: None };
    let paid = act(&store, app.id, &order, pay, admin("Adi"), later(1)).await.unwrap();
    assert_eq!(paid.events.iter().map(|event| event.seq).collect::<Vec<_>>(), [2, 3]);
    assert!(matches!(paid.events[0].event, Event::PaymentReceived { .. }));
    let of = |event: usize| paid.events[event].order().unwrap();
    assert_eq!((of(0).paid, of(0).status), (9_000_000, Status::PendingPayment));
    assert_eq!(of(1), &paid.order);
    assert_eq!((paid.order.version, paid.order.status), (3, Status::Placed));
    assert_eq!(store.events_since(app.id, 1, 10).await.unwrap(), paid.events);
}

pub(crate) async fn of_two_who_take_the_money_one_is_told_of_the_other(store: Store) {
    let app = app(&store, "warung").await;
    let order = place(&store, app.id, Draft { paid: false, ..draft("Budi") }, start()).await.order;
    let pay = |name: &'static str, method: &str| {
        let command =
            Command::MarkPaid { method: Some(method.to_owned()), receipt: Some("K-7".into()), amount: None };
        let (store, order) = (store.clone(), order.clone());
        async move { act(&store, app.id, &order, command, admin(name), later(1)).await.unwrap() }
    };
    let (adi, ina) = tokio::join!(pay("Adi", "cash"), pay("Ina", "transfer"));
    let (first, second, winner) =
        if ina.events.is_empty() { (adi, ina, admin("Adi")) } else { (ina, adi, admin("Ina")) };
    assert_eq!((first.events.len(), second.events.len()), (2, 0));
    assert_eq!(second.already_by, Some(winner.clone()));
    assert_eq!(first.order, second.order);

    let read = store.order(app.id, &OrderRef::Id(order.id), Scope::All).await.unwrap().unwrap().value;
    let [payment] = &read.payments[..] else { panic!("{:?}", read.payments) };
    assert_eq!(
        (payment.provider.as_str(), payment.amount, &payment.by),
        ("staff", read.total, &Some(winner))
    );
    assert_eq!(payment.receipt.as_deref(), Some("K-7"));
    let query = PartQuery { kind: Some("staff".into()), ..PartQuery::new(Scope::All, Part::Payment) };
    let listed = store.parts(app.id, query).await.unwrap().value.parts;
    assert_eq!(listed.iter().map(|part| &part.key).collect::<Vec<_>>(), [&payment.reference]);
}

pub(crate) async fn eta_is_kept_to_the_microsecond(store: Store) {
    let app = app(&store, "warung").await;
    let order = place(&store, app.id, draft("Budi"), start()).await.order;
    let eta: Timestamp = "2026-11-21T09:00:00.123456789Z".parse().unwrap();
    let now: Timestamp = "2026-11-21T08:30:00.987654321Z".parse().unwrap();
    let command = Command::Accept { eta: Some(eta) };
    let accepted = act(&store, app.id, &order, command, admin("Adi"), now).await.unwrap();
    let read = store.order(app.id, &OrderRef::Id(order.id), Scope::All).await.unwrap().unwrap();
    assert_eq!(read.value, accepted.order);
    assert_eq!(store.events_since(app.id, 1, 10).await.unwrap(), accepted.events);
}
