//! How many connections each app has, over all shards.
//!
//! A place is taken before a socket is handed to a shard and given back when the socket is gone, so that the number is
//! never exceeded, not even for a moment. That is one short lock per connection made and one per connection ended.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The connections of all apps.
#[derive(Debug, Default)]
pub(crate) struct Quotas {
    connections: Mutex<HashMap<i64, usize>>,
}

impl Quotas {
    /// Takes a place, unless the app has `limit` connections already.
    pub(crate) fn take(&self, app: i64, limit: Option<usize>) -> bool {
        let mut connections = self.connections();
        let count = connections.entry(app).or_default();
        let free = limit.is_none_or(|limit| *count < limit);
        if free {
            *count += 1;
        } else if *count == 0 {
            connections.remove(&app);
        }
        free
    }

    /// Gives a place back.
    pub(crate) fn give_back(&self, app: i64) {
        let mut connections = self.connections();
        if let Some(count) = connections.get_mut(&app) {
            *count -= 1;
            if *count == 0 {
                connections.remove(&app);
            }
        }
    }

    /// How many connections an app has, those included that are being closed.
    pub(crate) fn count(&self, app: i64) -> usize {
        self.connections().get(&app).copied().unwrap_or(0)
    }

    /// Each change is one step, so the numbers are whole whatever happened while they were locked.
    fn connections(&self) -> MutexGuard<'_, HashMap<i64, usize>> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_app_by_app() {
        let quotas = Quotas::default();
        assert!(quotas.take(1, Some(2)) && quotas.take(1, Some(2)) && !quotas.take(1, Some(2)));
        assert!(quotas.take(2, None) && !quotas.take(3, Some(0)));
        quotas.give_back(1);
        assert!(quotas.take(1, Some(2)));
        assert_eq!([1, 2, 3].map(|app| quotas.count(app)), [2, 1, 0]);
        quotas.give_back(1);
        quotas.give_back(1);
        quotas.give_back(2);
        assert!(quotas.connections().is_empty());
    }
}
