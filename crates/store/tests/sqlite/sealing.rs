//! Secrets in the database file, and the key that is not in it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use orderbell_store::{OpenError, SealingKey, Store, StoreConfig};
use rusqlite::{Connection, params};
use secrecy::ExposeSecret as _;

use crate::suite::app;

fn config(dir: &Path) -> StoreConfig {
    StoreConfig::new(dir)
}

fn with_key(dir: &Path, key: &SealingKey) -> StoreConfig {
    StoreConfig { sealing_key: Some(key.clone()), ..StoreConfig::new(dir) }
}

fn files_contain(dir: &Path, text: &str) -> bool {
    fs::read_dir(dir).unwrap().any(|entry| {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        bytes.windows(text.len()).any(|part| part == text.as_bytes())
    })
}

async fn secret_of_the_only_app(store: &Store) -> String {
    store.apps().await.unwrap()[0].current_key().secret.expose_secret().to_owned()
}

#[tokio::test]
async fn no_file_holds_a_readable_secret_and_the_key_is_the_owners_alone() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(config(dir.path())).unwrap();
    app(&store, "warung").await;
    assert!(files_contain(dir.path(), "key-warung") && !files_contain(dir.path(), "secret-warung"));
    store.close().await;
    let file = dir.path().join("secret.key");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let again = Store::open(config(dir.path())).unwrap();
    assert_eq!(secret_of_the_only_app(&again).await, "secret-warung");
}

#[tokio::test]
async fn a_wrong_or_missing_key_stops_the_start() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("secret.key");
    Store::open(config(dir.path())).unwrap().close().await;
    let right = fs::read_to_string(&file).unwrap();

    let refused = Store::open(with_key(dir.path(), &SealingKey::random())).unwrap_err();
    assert!(matches!(refused, OpenError::WrongKey { file: None, .. }), "{refused:?}");
    assert!(refused.to_string().contains("ORDERBELL_SECRET_KEY"), "{refused}");

    let wrong = SealingKey::random();
    fs::write(&file, wrong.to_hex().expose_secret()).unwrap();
    let refused = Store::open(config(dir.path())).unwrap_err();
    assert!(matches!(refused, OpenError::WrongKey { file: Some(_), .. }), "{refused:?}");
    assert!(refused.to_string().contains("secret.key"), "{refused}");
    assert!(!format!("{refused} {refused:?}").contains(wrong.to_hex().expose_secret()));

    fs::write(&file, "not a key").unwrap();
    let refused = Store::open(config(dir.path())).unwrap_err();
    assert!(matches!(refused, OpenError::KeyFile { .. }), "{refused:?}");

    fs::remove_file(&file).unwrap();
    let refused = Store::open(config(dir.path())).unwrap_err();
    assert!(matches!(refused, OpenError::KeyMissing { .. }), "{refused:?}");
    assert!(!file.exists(), "a key that opens nothing is not made");

    fs::write(&file, right).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    let refused = Store::open(config(dir.path())).unwrap_err();
    assert!(matches!(refused, OpenError::KeyExposed { .. }), "{refused:?}");
    assert!(refused.to_string().contains("chmod 600"), "{refused}");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    Store::open(config(dir.path())).unwrap();
}

#[tokio::test]
async fn a_key_from_the_settings_needs_no_file() {
    let dir = tempfile::tempdir().unwrap();
    let key = SealingKey::random();
    let store = Store::open(with_key(dir.path(), &key)).unwrap();
    app(&store, "warung").await;
    store.close().await;
    assert!(!dir.path().join("secret.key").exists());
    let again = Store::open(with_key(dir.path(), &key)).unwrap();
    assert_eq!(secret_of_the_only_app(&again).await, "secret-warung");
}

/// Makes a database as the first version of the program left it, with one app and one owner.
async fn first_version(dir: &Path) {
    let newest = tempfile::tempdir().unwrap();
    Store::open(config(newest.path())).unwrap().close().await;
    let newest = Connection::open(newest.path().join("orderbell.db")).unwrap();
    let (create, name, applied, checksum): (String, String, String, String) = newest
        .query_row(
            "SELECT (SELECT sql FROM sqlite_schema WHERE name = 'refinery_schema_history'), name, applied_on, checksum
             FROM refinery_schema_history WHERE version = 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
        .unwrap();
    let first = Connection::open(dir.join("orderbell.db")).unwrap();
    first.execute_batch(include_str!("../../../../migrations/sqlite/V0001__ledger.sql")).unwrap();
    first.execute_batch(&create).unwrap();
    first
        .execute(
            "INSERT INTO refinery_schema_history VALUES (1, ?1, ?2, ?3)",
            params![name, applied, checksum],
        )
        .unwrap();
    first
        .execute_batch(
            &r#"INSERT INTO apps VALUES
                (1, '7', 'Warung', 'old-key', 'a secret that was readable', 'id', 'IDR', 'Asia/Jakarta', 'FLOWS', 'e', 5, 2, 1);
            INSERT INTO users VALUES (1, 1, 'dewi@example.com', 'Dewi', 'owner', NULL, 'id', NULL, 1);
            INSERT INTO users VALUES (2, 1, 'budi@example.com', 'Budi', 'admin', NULL, 'id', NULL, 1);
            INSERT INTO api_keys VALUES (1, 1, 'till', zeroblob(32), 1, NULL);"#
                .replace("FLOWS", &serde_json::to_string(&orderbell_orders::Flows::default()).unwrap()),
        )
        .unwrap();
}

#[tokio::test]
async fn a_database_of_the_first_version_keeps_its_app_and_loses_its_readable_secret() {
    let dir = tempfile::tempdir().unwrap();
    first_version(dir.path()).await;
    assert!(files_contain(dir.path(), "a secret that was readable"));
    let store = Store::open(config(dir.path())).unwrap();
    let apps = store.apps().await.unwrap();
    let key = &apps[0].current_key().info;
    assert_eq!((key.key.as_str(), key.configured, apps[0].enabled), ("old-key", true, true));
    assert_eq!(secret_of_the_only_app(&store).await, "a secret that was readable");
    assert!(!files_contain(dir.path(), "a secret that was readable"));
    assert_eq!(store.position(apps[0].id).await.unwrap().seq, 5);
    assert_eq!(store.app_by_api_key([0; 32]).await.unwrap(), Some((apps[0].id, false)));
    let operators = store.operators().await.unwrap();
    assert_eq!(operators.iter().map(|user| user.name.as_str()).collect::<Vec<_>>(), ["Dewi"]);
    let settings = orderbell_store::ChannelSettings { client_events: true, ..Default::default() };
    assert_eq!(store.fill_channel_settings(settings).await.unwrap(), 1);
    assert!(store.apps().await.unwrap()[0].channels.client_events);
    store.close().await;

    // References hold, also into the table that was made anew.
    let database = Connection::open(dir.path().join("orderbell.db")).unwrap();
    assert!(!database.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap());
    database.pragma_update(None, "foreign_keys", true).unwrap();
    assert!(database.execute("DELETE FROM apps", []).is_err());
}
