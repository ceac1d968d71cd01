use orderbell_orders::{Flows, Locale};
use orderbell_store::{AppId, AppSettings, CreateAppError, NewApp, ReadError, Scope, Store, WriteError};
use secrecy::ExposeSecret as _;

use super::{app, start};

pub(crate) async fn apps_are_listed_as_they_were_made(store: Store) {
    assert!(store.apps().await.unwrap().is_empty());
    let first = app(&store, "warung").await;
    let second = app(&store, "villa").await;
    assert_ne!(first.epoch, second.epoch);
    let listed = store.apps().await.unwrap();
    assert_eq!(listed.iter().map(|app| app.id).collect::<Vec<_>>(), [first.id, second.id]);
    let read = &listed[0];
    assert_eq!(read.public_id, "id-warung");
    assert_eq!(read.name, "warung");
    assert_eq!(read.key, "key-warung");
    assert_eq!(read.secret.expose_secret(), "secret-warung");
    assert_eq!(read.locale, Locale::Id);
    assert_eq!(read.currency.code(), "IDR");
    assert_eq!(read.timezone, "Asia/Jakarta");
    assert_eq!(read.flows, Flows::default());
    assert_eq!(read.epoch, first.epoch);
    assert_eq!(read.created_at, start());
    assert!(!format!("{read:?}").contains("secret-warung"));
}

pub(crate) async fn ids_and_keys_are_unique(store: Store) {
    let first = app(&store, "warung").await;
    let other = |public_id: &str, key: &str| NewApp {
        public_id: public_id.into(),
        name: first.name.clone(),
        key: key.into(),
        secret: "s".into(),
        locale: first.locale,
        currency: first.currency,
        timezone: first.timezone.clone(),
        flows: first.flows.clone(),
    };
    for taken in [other("id-warung", "key"), other("id", "key-warung")] {
        assert!(matches!(store.create_app(taken, start()).await, Err(CreateAppError::Taken)));
    }
    store.create_app(other("id", "key"), start()).await.unwrap();
}

pub(crate) async fn settings_change_one_by_one(store: Store) {
    let made = app(&store, "warung").await;
    let settings = AppSettings { name: Some("Warung Dewi".into()), ..AppSettings::default() };
    let named = store.update_app(made.id, settings).await.unwrap();
    assert_eq!((named.name.as_str(), named.timezone.as_str()), ("Warung Dewi", "Asia/Jakarta"));
    let settings =
        AppSettings { name: None, timezone: Some("Asia/Makassar".into()), locale: Some(Locale::En) };
    let moved = store.update_app(made.id, settings).await.unwrap();
    assert_eq!((moved.name.as_str(), moved.timezone.as_str()), ("Warung Dewi", "Asia/Makassar"));
    assert_eq!(moved.locale, Locale::En);
    assert_eq!(moved.epoch, made.epoch);
}

pub(crate) async fn credentials_can_be_replaced(store: Store) {
    let (warung, villa) = (app(&store, "warung").await, app(&store, "villa").await);
    let taken = store.update_credentials(warung.id, "id-villa".into(), "k".into(), "s".into()).await;
    assert!(matches!(taken, Err(CreateAppError::Taken)), "{taken:?}");
    let changed = store.update_credentials(warung.id, "7".into(), "k".into(), "s".into()).await.unwrap();
    assert_eq!((changed.public_id.as_str(), changed.key.as_str()), ("7", "k"));
    assert_eq!(changed.secret.expose_secret(), "s");
    assert_eq!((changed.id, changed.epoch, changed.name), (warung.id, warung.epoch, warung.name));
    let listed = store.apps().await.unwrap();
    assert_eq!((listed[0].key.as_str(), &listed[1].key), ("k", &villa.key));
}

pub(crate) async fn api_keys_work_until_revoked(store: Store) {
    let (warung, villa) = (app(&store, "warung").await, app(&store, "villa").await);
    let key = store.create_api_key(warung.id, "till".into(), [1; 32], start()).await.unwrap();
    store.create_api_key(warung.id, "site".into(), [2; 32], start()).await.unwrap();
    assert_eq!(store.app_by_api_key([1; 32]).await.unwrap(), Some(warung.id));
    assert_eq!(store.app_by_api_key([3; 32]).await.unwrap(), None);

    assert!(!store.revoke_api_key(villa.id, key, start()).await.unwrap(), "the key of another app");
    assert!(store.revoke_api_key(warung.id, key, start()).await.unwrap());
    assert!(!store.revoke_api_key(warung.id, key, start()).await.unwrap(), "revoked already");
    assert_eq!(store.app_by_api_key([1; 32]).await.unwrap(), None);
    assert_eq!(store.app_by_api_key([2; 32]).await.unwrap(), Some(warung.id));

    let keys = store.api_keys(warung.id).await.unwrap();
    assert_eq!(keys.iter().map(|key| key.label.as_str()).collect::<Vec<_>>(), ["till", "site"]);
    assert_eq!(keys.iter().map(|key| key.revoked_at).collect::<Vec<_>>(), [Some(start()), None]);
    assert!(store.api_keys(villa.id).await.unwrap().is_empty());
}

pub(crate) async fn unknown_apps_are_named(store: Store) {
    let nobody = AppId(99);
    let write = store.update_app(nobody, AppSettings::default()).await;
    assert!(matches!(write, Err(WriteError::UnknownApp(app)) if app == nobody), "{write:?}");
    let write = store.create_api_key(nobody, "till".into(), [1; 32], start()).await;
    assert!(matches!(write, Err(WriteError::UnknownApp(app)) if app == nobody), "{write:?}");
    let read = store.stats(nobody, Scope::All).await;
    assert!(matches!(read, Err(ReadError::UnknownApp(app)) if app == nobody), "{read:?}");
    assert!(matches!(store.position(nobody).await, Err(ReadError::UnknownApp(_))));
    store.ping().await.unwrap();
}
