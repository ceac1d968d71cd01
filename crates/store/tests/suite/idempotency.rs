use orderbell_orders::{Command, OrderRef};
use orderbell_store::{ActResult, AppId, Conditions, Idempotency, Scope, Store, StoredReply, WriteError};

use super::{admin, app, checked, draft, later, place, start};

/// A key with a reply that shows what came of it, in bytes that need care.
fn key(key: &str, fingerprint: u8) -> Idempotency {
    Idempotency {
        key: key.into(),
        fingerprint: [fingerprint; 32],
        render: Box::new(|result| match result {
            Ok(outcome) => {
                (201, format!("{{\"code\":\"{}\",\"note\":\"\u{e9}\u{0}\\n\"}}", outcome.order.code))
            }
            Err(refused) => (409, refused.to_string()),
        }),
    }
}

async fn place_with(store: &Store, app: AppId, idempotency: Idempotency) -> Result<ActResult, WriteError> {
    store.place_order(app, checked(draft("Budi")), admin("Adi"), Some(idempotency), start()).await
}

fn first_reply(result: ActResult) -> StoredReply {
    match result {
        ActResult::Fresh(fresh) => fresh.reply.expect("a key came along"),
        ActResult::Replayed(_) => panic!("replayed: {result:?}"),
    }
}

pub(crate) async fn replays_are_byte_identical(store: Store) {
    let app = app(&store, "warung").await;
    let first = first_reply(place_with(&store, app.id, key("k", 1)).await.unwrap());
    assert_eq!(first.status, 201);
    for _ in 0..3 {
        let again = place_with(&store, app.id, key("k", 1)).await.unwrap();
        assert_eq!(again, ActResult::Replayed(first.clone()));
    }
    assert_eq!(store.stats(app.id, Scope::All).await.unwrap().value.total, 1);
    assert_eq!(store.position(app.id).await.unwrap().seq, 1);
}

pub(crate) async fn another_body_is_refused(store: Store) {
    let app = app(&store, "warung").await;
    let first = first_reply(place_with(&store, app.id, key("k", 1)).await.unwrap());
    let other = place_with(&store, app.id, key("k", 2)).await;
    assert!(matches!(other, Err(WriteError::KeyReused)), "{other:?}");
    assert_eq!(store.stats(app.id, Scope::All).await.unwrap().value.total, 1);
    let again = place_with(&store, app.id, key("k", 1)).await.unwrap();
    assert_eq!(again, ActResult::Replayed(first));
}

pub(crate) async fn a_refusal_is_replayed_too(store: Store) {
    let app = app(&store, "warung").await;
    let order = place(&store, app.id, draft("Budi"), start()).await.order;
    let id = OrderRef::Id(order.id);
    let act = |command: Command, name: &'static str| {
        let (store, id) = (store.clone(), id.clone());
        async move {
            let conditions = Conditions::default();
            store
                .act(app.id, &id, command, admin("Adi"), conditions, Some(key(name, 1)), later(1))
                .await
                .unwrap()
        }
    };
    let decline = || Command::Decline { reason: Some("closed".into()) };
    first_reply(act(Command::Accept { eta: None }, "accept").await);
    let refused = first_reply(act(decline(), "decline").await);
    assert_eq!(refused.status, 409);
    assert_eq!(act(decline(), "decline").await, ActResult::Replayed(refused));
    let nowhere: OrderRef = "NO-SUCH".parse().unwrap();
    let missing = store
        .act(app.id, &nowhere, decline(), admin("Adi"), Conditions::default(), Some(key("n", 1)), later(1))
        .await
        .unwrap();
    assert_eq!(first_reply(missing).body, "there is no such order");
}

pub(crate) async fn keys_are_the_apps_own(store: Store) {
    let (warung, villa) = (app(&store, "warung").await, app(&store, "villa").await);
    first_reply(place_with(&store, warung.id, key("k", 1)).await.unwrap());
    first_reply(place_with(&store, villa.id, key("k", 2)).await.unwrap());
}

pub(crate) async fn repetitions_at_once_have_one_effect(store: Store) {
    let app = app(&store, "warung").await;
    let tries: Vec<_> = (0..32)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { place_with(&store, app.id, key("k", 1)).await.unwrap() })
        })
        .collect();
    let (mut fresh, mut replies) = (0, Vec::new());
    for one in tries {
        match one.await.unwrap() {
            ActResult::Replayed(reply) => replies.push(reply),
            result => {
                fresh += 1;
                replies.push(first_reply(result));
            }
        }
    }
    assert_eq!(fresh, 1);
    assert!(replies.iter().all(|reply| *reply == replies[0]));
    assert_eq!(store.stats(app.id, Scope::All).await.unwrap().value.total, 1);
}

pub(crate) async fn nothing_is_kept_of_a_failed_write(store: Store) {
    let app = app(&store, "warung").await;
    let mut broken = key("k", 1);
    broken.render = Box::new(|_| panic!("a reply that cannot be made"));
    let failed = place_with(&store, app.id, broken).await;
    assert!(matches!(failed, Err(WriteError::Defect(_))), "{failed:?}");
    assert_eq!(store.position(app.id).await.unwrap().seq, 0);
    assert_eq!(store.stats(app.id, Scope::All).await.unwrap().value.total, 0);
    first_reply(place_with(&store, app.id, key("k", 1)).await.unwrap());
    assert_eq!(store.position(app.id).await.unwrap().seq, 1, "the number was given back");
}

pub(crate) async fn pruning_forgets_only_old_keys(store: Store) {
    let app = app(&store, "warung").await;
    let place_at = |name: String, at| {
        let (store, order) = (store.clone(), checked(draft("Budi")));
        async move { store.place_order(app.id, order, admin("Adi"), Some(key(&name, 1)), at).await.unwrap() }
    };
    for n in 0..520 {
        first_reply(place_at(format!("old-{n}"), later(n)).await);
    }
    let kept = first_reply(place_at("new".into(), later(1000)).await);
    assert_eq!(store.prune_idempotency(later(1000)).await.unwrap(), 520);
    assert_eq!(store.prune_idempotency(later(1000)).await.unwrap(), 0);
    assert_eq!(place_at("new".into(), later(1001)).await, ActResult::Replayed(kept));
    first_reply(place_at("old-0".into(), later(1001)).await);
}
