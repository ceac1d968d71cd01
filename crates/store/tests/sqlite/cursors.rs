//! The file of positions: it comes back as it was left, and never stands in the way.

use std::path::Path;

use jiff::Timestamp;
use orderbell_store::{AppId, CursorChanges, CursorFile, CursorRow, Store, StoreConfig};

use crate::suite::later;

fn row(slot: u64, identity: &str, seq: i64, seconds: i64) -> CursorRow {
    let (epoch, channel) = ("e1".into(), "private-admin.orders".into());
    CursorRow { app: AppId(1), epoch, identity: identity.into(), channel, slot, seq, at: later(seconds) }
}

fn open(dir: &Path) -> (CursorFile, Vec<CursorRow>) {
    open_after(dir, Timestamp::MIN)
}

fn open_after(dir: &Path, after: Timestamp) -> (CursorFile, Vec<CursorRow>) {
    let (file, mut rows) = CursorFile::open(dir, after);
    rows.sort_by(|a, b| (a.slot, &a.identity).cmp(&(b.slot, &b.identity)));
    (file, rows)
}

async fn save(file: &CursorFile, written: Vec<CursorRow>, forgotten: Vec<u64>) {
    file.save(CursorChanges { written, forgotten }).await.unwrap();
}

#[tokio::test]
async fn positions_come_back_as_they_were_left() {
    let dir = tempfile::tempdir().unwrap();
    let (file, rows) = open(dir.path());
    assert_eq!(rows, []);
    let last = u64::MAX >> 1;
    save(&file, vec![row(1, "a", 1, 0), row(1, "b", 1, 0), row(last, "a", 2, 0), row(2, "c", 3, 0)], vec![])
        .await;
    let moved = CursorRow { epoch: "e2".into(), ..row(last, "a", 7, 9) };
    save(&file, vec![moved.clone()], vec![1, 99]).await;
    save(&file, vec![], vec![]).await;
    // Without closing it first, as after a crash.
    drop(file);
    let (file, rows) = open(dir.path());
    assert_eq!(rows, [row(2, "c", 3, 0), moved.clone()]);
    file.close().await;

    let (file, rows) = open_after(dir.path(), later(9));
    assert_eq!(rows, std::slice::from_ref(&moved));
    file.close().await;
    assert_eq!(open(dir.path()).1, [moved], "what was too old is gone");
}

#[tokio::test]
async fn a_file_of_no_use_is_replaced() {
    for content in [&b"this is no database"[..], &[0x53; 9000], b"SQLite format 3\0and then nonsense"] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("cursors.db");
        std::fs::write(&path, content).unwrap();
        let (file, rows) = open(dir.path());
        assert_eq!(rows, []);
        let row = row(1, "a", 1, 0);
        save(&file, vec![row.clone()], vec![]).await;
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
    save(&file, (0..500).map(|n| row(n, "a", 1, 0)).collect(), vec![]).await;
    file.close().await;
    let mut bytes = std::fs::read(&path).unwrap();
    assert!(bytes.len() > 20_000, "{}", bytes.len());
    bytes[4096..].fill(0xff);
    std::fs::write(&path, bytes).unwrap();
    let (file, rows) = open(dir.path());
    assert_eq!(rows, []);
    let row = row(1, "a", 1, 0);
    save(&file, vec![row.clone()], vec![]).await;
    file.close().await;
    assert_eq!(open(dir.path()).1, [row]);
}

#[tokio::test]
async fn where_there_can_be_no_file_nothing_is_kept_and_nothing_fails() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("cursors.db")).unwrap();
    let (file, rows) = open(dir.path());
    assert_eq!(rows, []);
    save(&file, vec![row(1, "a", 1, 0)], vec![]).await;
    file.close().await;
}

/// The ledger and the positions share a folder and nothing else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_file_is_private_and_apart_from_the_ledger() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(StoreConfig::new(dir.path())).unwrap();
    let (file, _) = open(dir.path());
    save(&file, vec![row(1, "a", 1, 0)], vec![]).await;
    store.ping().await.unwrap();
    #[cfg(unix)]
    {
        let mode = std::fs::metadata(dir.path().join("cursors.db")).unwrap();
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode.permissions()) & 0o777, 0o600);
    }
    file.close().await;
    store.close().await;
}
