use orderbell_store::{AppKeyId, Credentials, KeyError, MAX_LIVE_KEYS, Store};
use secrecy::ExposeSecret as _;

use super::{app, key, later, start};

fn credentials(public_id: &str, key: &str, secret: &str) -> Credentials {
    Credentials { public_id: public_id.into(), key: key.into(), secret: secret.into() }
}

async fn live(store: &Store, index: usize) -> Vec<(String, String)> {
    let app = store.apps().await.unwrap().swap_remove(index);
    let pair =
        |live: &orderbell_store::LiveKey| (live.info.key.clone(), live.secret.expose_secret().to_owned());
    app.keys.iter().map(pair).collect()
}

pub(crate) async fn several_keys_are_live_until_revoked(store: Store) {
    let (warung, villa) = (app(&store, "warung").await, app(&store, "villa").await);
    let first = warung.current_key().info.id;
    let second = store.create_app_key(warung.id, key("second"), later(1)).await.unwrap();
    assert_eq!(store.apps().await.unwrap()[0].current_key().info, second.info);
    let taken = store.create_app_key(villa.id, key("second"), later(1)).await;
    assert!(matches!(taken, Err(KeyError::Taken)), "{taken:?}");

    let foreign = store.revoke_app_key(villa.id, first, later(2)).await;
    assert!(matches!(foreign, Err(KeyError::Unknown)), "{foreign:?}");
    store.revoke_app_key(warung.id, first, later(2)).await.unwrap();
    let again = store.revoke_app_key(warung.id, first, later(3)).await;
    assert!(matches!(again, Err(KeyError::Unknown)), "{again:?}");
    let last = store.revoke_app_key(warung.id, second.info.id, later(3)).await;
    assert!(matches!(last, Err(KeyError::Last)), "{last:?}");

    assert_eq!(live(&store, 0).await, [("key-second".into(), "secret-second".into())]);
    let listed = store.app_keys(warung.id).await.unwrap();
    assert_eq!(listed.iter().map(|key| key.revoked_at).collect::<Vec<_>>(), [Some(later(2)), None]);
    let back = store.create_app_key(warung.id, key("warung"), later(4)).await;
    assert!(matches!(back, Err(KeyError::Taken)), "a revoked key does not come back: {back:?}");
}

pub(crate) async fn a_rotated_key_keeps_its_label(store: Store) {
    let made = app(&store, "warung").await;
    let first = made.current_key().info.clone();
    let second =
        store.rotate_app_key(made.id, first.id, "k2".into(), "s2".into(), false, later(1)).await.unwrap();
    assert_eq!((&second.info.label, second.info.configured), (&first.label, false));
    assert_eq!(live(&store, 0).await.len(), 2);
    store.rotate_app_key(made.id, second.info.id, "k3".into(), "s3".into(), true, later(2)).await.unwrap();
    let keys: Vec<String> = live(&store, 0).await.into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["key-warung", "k3"]);
    let gone = store.rotate_app_key(made.id, second.info.id, "k4".into(), "s4".into(), true, later(3)).await;
    assert!(matches!(gone, Err(KeyError::Unknown)), "{gone:?}");
    let unknown = store.rotate_app_key(made.id, AppKeyId(99), "k4".into(), "s4".into(), true, later(3)).await;
    assert!(matches!(unknown, Err(KeyError::Unknown)), "{unknown:?}");
}

pub(crate) async fn live_keys_are_bounded(store: Store) {
    let made = app(&store, "warung").await;
    for number in 1..MAX_LIVE_KEYS {
        store.create_app_key(made.id, key(&number.to_string()), start()).await.unwrap();
    }
    let more = store.create_app_key(made.id, key("more"), start()).await;
    assert!(matches!(more, Err(KeyError::TooMany)), "{more:?}");
}

pub(crate) async fn an_app_follows_the_settings_and_keeps_other_keys(store: Store) {
    let (warung, villa) = (app(&store, "warung").await, app(&store, "villa").await);
    let made_by_people = store.create_app_key(warung.id, key("own"), later(1)).await.unwrap();
    let own = ("key-own".to_owned(), "secret-own".to_owned());
    let taken = store.follow_credentials(warung.id, credentials("id-villa", "k", "s"), later(2)).await;
    assert!(matches!(taken, Err(KeyError::Taken)), "{taken:?}");
    let taken = store.follow_credentials(warung.id, credentials("7", "key-villa", "s"), later(2)).await;
    assert!(matches!(taken, Err(KeyError::Taken)), "{taken:?}");
    assert_eq!(live(&store, 0).await[0].0, "key-warung", "nothing of a failed change remains");

    let changed = store.follow_credentials(warung.id, credentials("7", "k", "s"), later(2)).await.unwrap();
    assert_eq!((changed.public_id.as_str(), changed.epoch), ("7", warung.epoch));
    assert_eq!(live(&store, 0).await, [own.clone(), ("k".into(), "s".into())]);
    store.follow_credentials(warung.id, credentials("7", "k", "other"), later(3)).await.unwrap();
    assert_eq!(live(&store, 0).await, [own.clone(), ("k".into(), "other".into())]);
    store.follow_credentials(warung.id, credentials("7", "k", "other"), later(3)).await.unwrap();
    assert_eq!(live(&store, 1).await[0].0, villa.current_key().info.key);

    let configured = store.apps().await.unwrap()[0].current_key().info.id;
    store.revoke_app_key(warung.id, configured, later(4)).await.unwrap();
    let back = store.follow_credentials(warung.id, credentials("7", "k", "other"), later(5)).await;
    assert!(matches!(back, Err(KeyError::Taken)), "settings do not undo a revocation: {back:?}");
    assert_eq!(live(&store, 0).await, [own]);
    assert_eq!(store.apps().await.unwrap()[0].keys[0].info, made_by_people.info);
}
