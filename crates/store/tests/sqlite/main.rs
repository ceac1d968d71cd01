//! The store on SQLite: the suite that every backend passes, and what is particular to files and processes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../suite/mod.rs"]
mod suite;

mod batches;
mod crash;
mod cursors;
mod opening;
mod sealing;
mod upgrades;

use orderbell_store::{Store, StoreConfig};
use tempfile::TempDir;

/// An empty store in a folder that goes away afterwards.
pub(crate) async fn empty() -> (Store, TempDir) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(StoreConfig::new(dir.path().join("data"))).unwrap();
    (store, dir)
}

store_suite!(crate::empty);
