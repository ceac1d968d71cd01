//! Opening a data folder, and every reason not to.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use orderbell_store::{OpenError, OutageKind, ReadError, Scope, Store, StoreConfig, WriteError, owner};
use rusqlite::Connection;

use crate::suite::{app, draft, place, start};

fn beside(dir: &Path) -> StoreConfig {
    StoreConfig { exclusive: false, ..StoreConfig::new(dir) }
}

#[tokio::test]
async fn a_second_server_is_refused_until_the_first_has_closed() {
    let dir = tempfile::tempdir().unwrap();
    let first = Store::open(StoreConfig::new(dir.path())).unwrap();
    let refused = Store::open(StoreConfig::new(dir.path())).unwrap_err();
    assert!(matches!(&refused, OpenError::InUse { dir: named } if named == dir.path()), "{refused:?}");
    assert!(refused.to_string().contains("in use by another orderbell"), "{refused}");
    let owner = owner(dir.path()).unwrap().unwrap();
    assert_eq!(u32::try_from(owner.pid).unwrap(), std::process::id());
    let clone = first.clone();
    first.close().await;
    assert_eq!(
        orderbell_store::owner(dir.path()).unwrap(),
        None,
        "what is written in the lock does not count"
    );
    let second = Store::open(StoreConfig::new(dir.path())).unwrap();

    let write = clone.ping().await;
    assert!(matches!(&write, Err(WriteError::Unavailable(outage)) if outage.kind == OutageKind::Stopped));
    assert!(matches!(clone.apps().await, Err(ReadError::Unavailable(_))));
    clone.close().await;
    second.ping().await.unwrap();
}

#[tokio::test]
async fn a_command_works_beside_a_server() {
    let dir = tempfile::tempdir().unwrap();
    let server = Store::open(StoreConfig::new(dir.path())).unwrap();
    let command = Store::open(beside(dir.path())).unwrap();
    let made = app(&command, "warung").await;
    assert_eq!(server.apps().await.unwrap()[0].id, made.id);
    place(&server, made.id, draft("Budi"), start()).await;
    place(&command, made.id, draft("Ani"), start()).await;
    command.close().await;
    place(&server, made.id, draft("Ketut"), start()).await;
    let events = server.events_since(made.id, 0, 10).await.unwrap();
    assert_eq!(events.iter().map(|event| event.seq).collect::<Vec<_>>(), [1, 2, 3]);
}

#[tokio::test]
async fn what_was_recorded_is_there_after_reopening() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(StoreConfig::new(dir.path())).unwrap();
    let made = app(&store, "warung").await;
    let placed = place(&store, made.id, draft("Budi"), start()).await;
    store.close().await;
    assert_eq!(fs::metadata(dir.path().join("orderbell.db-wal")).map_or(0, |wal| wal.len()), 0);

    let store = Store::open(StoreConfig::new(dir.path())).unwrap();
    let read = store.order(made.id, &placed.order.code.clone().into(), Scope::All).await.unwrap().unwrap();
    assert_eq!(read.value, placed.order);
    assert_eq!(read.position.epoch, made.epoch);
    assert_eq!(store.events_since(made.id, 0, 10).await.unwrap(), placed.events);
}

#[tokio::test]
async fn nobody_else_may_look_in() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("a/b");
    let store = Store::open(StoreConfig::new(&data)).unwrap();
    app(&store, "warung").await;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&data), 0o700);
    let mut files = 0;
    for entry in fs::read_dir(&data).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        files += 1;
    }
    assert!(files >= 4, "the database, its log and index, and the lock");
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("file"), "").unwrap();
    let below = dir.path().join("file/data");
    // Nobody can make files there, not even the superuser that tests in containers run as.
    for path in [below.as_path(), Path::new("/proc"), Path::new("/proc/orderbell")] {
        for config in [StoreConfig::new(path), beside(path)] {
            let refused = Store::open(config).unwrap_err();
            assert!(matches!(&refused, OpenError::NotWritable { dir, .. } if dir == path), "{refused:?}");
            let text = refused.to_string();
            assert!(text.contains(path.to_str().unwrap()), "{text}");
            assert!(text.contains("`data`") && text.contains("--data"), "{text}");
        }
    }
}

#[tokio::test]
async fn a_newer_database_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    Store::open(StoreConfig::new(dir.path())).unwrap().close().await;
    let file = dir.path().join("orderbell.db");
    let later = Connection::open(&file).unwrap();
    later
        .execute(
            "INSERT INTO refinery_schema_history VALUES (9999, 'later', '2030-01-01T00:00:00Z', '1')",
            [],
        )
        .unwrap();
    drop(later);
    for config in [StoreConfig::new(dir.path()), beside(dir.path())] {
        let refused = Store::open(config).unwrap_err();
        assert!(matches!(refused, OpenError::Newer { found: 9999, known: 1.., .. }), "{refused:?}");
        assert!(refused.to_string().contains("newer than this program"), "{refused}");
    }
}

#[tokio::test]
async fn a_running_server_is_not_migrated_under() {
    let dir = tempfile::tempdir().unwrap();
    Store::open(StoreConfig::new(dir.path())).unwrap().close().await;
    let server = Store::open(StoreConfig::new(dir.path())).unwrap();
    // As if the server had an earlier schema than the command.
    let file = dir.path().join("orderbell.db");
    Connection::open(&file).unwrap().execute("DELETE FROM refinery_schema_history", []).unwrap();
    let refused = Store::open(beside(dir.path())).unwrap_err();
    assert!(matches!(refused, OpenError::InUse { .. }), "{refused:?}");
    server.ping().await.unwrap();
}

#[test]
fn a_file_that_is_no_database_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("orderbell.db");
    let text = "this is not a database, whatever its name says. ".repeat(100);
    fs::write(&file, &text).unwrap();
    let refused = Store::open(StoreConfig::new(dir.path())).unwrap_err();
    assert!(matches!(&refused, OpenError::Corrupt { file: named, .. } if *named == file), "{refused:?}");
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
}

#[tokio::test]
async fn the_writer_keeps_the_folder_until_it_has_finished() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(StoreConfig::new(dir.path())).unwrap();
    let head = store.head();
    drop(store);
    // No handle is left; the writer ends by itself, gives up the head and then the folder.
    let mut head = head;
    while head.changed().await.is_ok() {}
    loop {
        match Store::open(StoreConfig::new(dir.path())) {
            Ok(store) => break store.close().await,
            Err(OpenError::InUse { .. }) => tokio::task::yield_now().await,
            Err(error) => panic!("{error:?}"),
        }
    }
}
