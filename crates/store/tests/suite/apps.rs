use orderbell_orders::{Flows, Locale};
use orderbell_store::{
    AppChanges, AppId, ChannelSettings, CreateAppError, NewApp, ReadError, Scope, Store, WriteError,
};
use secrecy::ExposeSecret as _;

use super::{app, key, start};

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
    assert!(read.enabled);
    assert_eq!(read.keys.len(), 1);
    assert_eq!(read.current_key().info.key, "key-warung");
    assert_eq!(read.current_key().secret.expose_secret(), "secret-warung");
    assert_eq!(read.channels, ChannelSettings::default());
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
    let other = |public_id: &str, name: &str| NewApp {
        public_id: public_id.into(),
        name: first.name.clone(),
        key: key(name),
        channels: ChannelSettings::default(),
        locale: first.locale,
        currency: first.currency,
        timezone: first.timezone.clone(),
        flows: first.flows.clone(),
    };
    for taken in [other("id-warung", "new"), other("id", "warung")] {
        assert!(matches!(store.create_app(taken, start()).await, Err(CreateAppError::Taken)));
    }
    store.create_app(other("id", "new"), start()).await.unwrap();
}

pub(crate) async fn settings_change_one_by_one(store: Store) {
    let made = app(&store, "warung").await;
    let changes = AppChanges { name: Some("Warung Dewi".into()), ..AppChanges::default() };
    let named = store.update_app(made.id, changes, |_| {}).await.unwrap();
    assert_eq!((named.name.as_str(), named.timezone.as_str()), ("Warung Dewi", "Asia/Jakarta"));
    let changes = AppChanges {
        name: None,
        timezone: Some("Asia/Makassar".into()),
        locale: Some(Locale::En),
        enabled: Some(false),
    };
    let moved = store.update_app(made.id, changes, |channels| channels.client_events = true).await.unwrap();
    assert_eq!((moved.name.as_str(), moved.timezone.as_str()), ("Warung Dewi", "Asia/Makassar"));
    assert_eq!((moved.locale, moved.enabled), (Locale::En, false));
    assert_eq!(moved.epoch, made.epoch);
    let limit = |channels: &mut ChannelSettings| channels.max_connections = 7;
    let limited = store.update_app(made.id, AppChanges::default(), limit).await.unwrap();
    let expected = ChannelSettings { client_events: true, max_connections: 7, ..ChannelSettings::default() };
    assert_eq!((limited.channels, limited.enabled), (expected.clone(), false));
    assert_eq!(store.apps().await.unwrap()[0].channels, expected);
    assert_eq!(store.fill_channel_settings(ChannelSettings::default()).await.unwrap(), 0);
}

pub(crate) async fn api_keys_work_until_revoked(store: Store) {
    let (warung, villa) = (app(&store, "warung").await, app(&store, "villa").await);
    let key = store.create_api_key(warung.id, "till".into(), false, [1; 32], start()).await.unwrap();
    store.create_api_key(warung.id, "site".into(), true, [2; 32], start()).await.unwrap();
    assert_eq!(store.app_by_api_key([1; 32]).await.unwrap(), Some((warung.id, false)));
    assert_eq!(store.app_by_api_key([3; 32]).await.unwrap(), None);

    assert!(!store.revoke_api_key(villa.id, key, start()).await.unwrap(), "the key of another app");
    assert!(store.revoke_api_key(warung.id, key, start()).await.unwrap());
    assert!(!store.revoke_api_key(warung.id, key, start()).await.unwrap(), "revoked already");
    assert_eq!(store.app_by_api_key([1; 32]).await.unwrap(), None);
    assert_eq!(store.app_by_api_key([2; 32]).await.unwrap(), Some((warung.id, true)));

    let keys = store.api_keys(warung.id).await.unwrap();
    assert_eq!(keys.iter().map(|key| key.label.as_str()).collect::<Vec<_>>(), ["till", "site"]);
    assert_eq!(keys.iter().map(|key| key.revoked_at).collect::<Vec<_>>(), [Some(start()), None]);
    assert!(store.api_keys(villa.id).await.unwrap().is_empty());
}

pub(crate) async fn unknown_apps_are_named(store: Store) {
    let nobody = AppId(99);
    let write = store.update_app(nobody, AppChanges::default(), |_| {}).await;
    assert!(matches!(write, Err(WriteError::UnknownApp(app)) if app == nobody), "{write:?}");
    let write = store.create_api_key(nobody, "till".into(), false, [1; 32], start()).await;
    assert!(matches!(write, Err(WriteError::UnknownApp(app)) if app == nobody), "{write:?}");
    let read = store.stats(nobody, Scope::All).await;
    assert!(matches!(read, Err(ReadError::UnknownApp(app)) if app == nobody), "{read:?}");
    assert!(matches!(store.position(nobody).await, Err(ReadError::UnknownApp(_))));
    store.ping().await.unwrap();
}
