//! The file of positions: it comes back as it was left, and never stands in the way.

use std::path::Path;

use jiff::Timestamp;
use orderbell_store::{AppId, CursorChange, CursorFile, CursorKey, CursorRow, Store, StoreConfig};

use crate::suite::later;

fn reader(identity: &str, channel: &str, slot: u64) -> CursorKey {
    CursorKey { app: AppId(1), identity: identity.into(), channel: channel.into(), slot }
}

fn at(key: CursorKey, seq: i64, seconds: i64) -> CursorRow {
    CursorRow { key, seq, at: later(seconds) }
}

fn open(dir: &Path) -> (CursorFile, Vec<CursorRow>) {
    open_after(dir, Timestamp::MIN)
}

fn open_after(dir: &Path, after: Timestamp) -> (CursorFile, Vec<CursorRow>) {
    let (file, mut rows) = CursorFile::open(dir, after);
    rows.sort_by(|a, b| a.key.cmp(&b.key));
    (file, rows)
}

#[tokio::test]
async fn positions_come_back_as_they_were_left() {
    let dir = tempfile::tempdir().unwrap();
    let (file, rows) = open(dir.path());
    assert_eq!(rows, []);
    let (a, b, c) = (reader("a", "news", 1), reader("a", "news", u64::MAX), reader("b", "chat", 1));
    let put = |key: &CursorKey, seq, seconds| CursorChange::Put(at(key.clone(), seq, seconds));
    file.save(vec![put(&a, 1, 0), put(&b, 2, 0), put(&c, 3, 0)]).await;
    file.save(vec![put(&a, 5, 9), CursorChange::Forget(c.clone()), CursorChange::Forget(c)]).await;
    file.save(Vec::new()).await;
    // Without closing it first, as after a crash.
    drop(file);
    let (file, rows) = open(dir.path());
    assert_eq!(rows, [at(a.clone(), 5, 9), at(b.clone(), 2, 0)]);

    // The last word about a reader counts, also within one batch.
    file.save(vec![put(&b, 7, 20), CursorChange::Forget(a.clone()), put(&a, 6, 20), put(&b, 8, 20)]).await;
    file.prune(later(9)).await;
    file.close().await;
    assert_eq!(open(dir.path()).1, [at(a.clone(), 6, 20), at(b.clone(), 8, 20)]);
    let (file, rows) = open_after(dir.path(), later(21));
    assert_eq!(rows, []);
    file.close().await;
    assert_eq!(open(dir.path()).1, []);
}

#[tokio::test]
async fn a_file_of_no_use_is_replaced() {
    for content in [&b"this is no database"[..], &[0x53; 9000], b"SQLite format 3\0and then nonsense"] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("cursors.db");
        std::fs::write(&path, content).unwrap();
        let (file, rows) = open(dir.path());
        assert_eq!(rows, []);
        let row = at(reader("a", "news", 1), 1, 0);
        file.save(vec![CursorChange::Put(row.clone())]).await;
        file.close().await;
        assert_eq!(open(dir.path()).1, [row]);
    }
}

/// Every page but the first is overwritten.
#[tokio::test]
async fn a_damaged_file_is_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("cursors.db");
    let (file, _) = open(dir.path());
    let rows = (0..500).map(|n| at(reader("a", &format!("channel-{n}"), n), 1, 0));
    file.save(rows.map(CursorChange::Put).collect()).await;
    file.close().await;
    let mut bytes = std::fs::read(&path).unwrap();
    assert!(bytes.len() > 20_000, "{}", bytes.len());
    bytes[4096..].fill(0xff);
    std::fs::write(&path, bytes).unwrap();
    let (file, rows) = open(dir.path());
    assert_eq!(rows, []);
    let row = at(reader("a", "news", 1), 1, 0);
    file.save(vec![CursorChange::Put(row.clone())]).await;
    file.close().await;
    assert_eq!(open(dir.path()).1, [row]);
}

#[tokio::test]
async fn where_there_can_be_no_file_nothing_is_kept_and_nothing_fails() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("cursors.db")).unwrap();
    let (file, rows) = open(dir.path());
    assert_eq!(rows, []);
    file.save(vec![CursorChange::Put(at(reader("a", "news", 1), 1, 0))]).await;
    file.prune(later(0)).await;
    file.close().await;
}

/// The ledger and the positions share a folder and nothing else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_file_is_private_and_apart_from_the_ledger() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(StoreConfig::new(dir.path())).unwrap();
    let (file, _) = open(dir.path());
    file.save(vec![CursorChange::Put(at(reader("a", "news", 1), 1, 0))]).await;
    store.ping().await.unwrap();
    #[cfg(unix)]
    {
        let mode = std::fs::metadata(dir.path().join("cursors.db")).unwrap();
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode.permissions()) & 0o777, 0o600);
    }
    file.close().await;
    store.close().await;
}
