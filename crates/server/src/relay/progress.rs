//! How far the relay has come in each log, for those who watch it.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use orderbell_store::AppId;

/// The newest `seq` of each app that was handed to the hub.
#[derive(Debug, Default)]
pub struct Relayed(Mutex<HashMap<AppId, i64>>);

impl Relayed {
    pub(super) fn set(&self, app: AppId, seq: i64) {
        self.locked().insert(app, seq);
    }

    /// All of them. An app that is missing has nothing to relay yet.
    #[must_use]
    pub fn all(&self) -> HashMap<AppId, i64> {
        self.locked().clone()
    }

    fn locked(&self) -> MutexGuard<'_, HashMap<AppId, i64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
