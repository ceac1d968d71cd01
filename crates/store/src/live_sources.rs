//! Sources that were asked for a moment ago, so that a burst of reports does not read and unseal the same row each time.
//!
//! What is changed through this store counts at once; what another process changes counts after [`LIFETIME`].

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::source::LiveSource;

/// How long a source is remembered.
const LIFETIME: Duration = Duration::from_secs(2);

/// Sources remembered before all are forgotten.
const CAPACITY: usize = 1024;

/// Sources by the hash of the token in their URL.
#[derive(Default)]
pub(crate) struct LiveSources(Mutex<Known>);

#[derive(Default)]
struct Known {
    by_token: HashMap<[u8; 32], (LiveSource, Instant)>,
    /// How often all were forgotten.
    changes: u64,
}

/// What had been forgotten when a read began. What is read by somebody who began before a change may be from before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AsOf(u64);

impl LiveSources {
    /// The source, if it is remembered; otherwise what to remember it with.
    pub(crate) fn get(&self, token_hash: &[u8; 32]) -> Result<LiveSource, AsOf> {
        let known = self.lock();
        match known.by_token.get(token_hash) {
            Some((source, since)) if since.elapsed() < LIFETIME => Ok(source.clone()),
            _ => Err(AsOf(known.changes)),
        }
    }

    /// Remembers a source, unless one was changed since.
    pub(crate) fn put(&self, token_hash: [u8; 32], source: &LiveSource, as_of: AsOf) {
        let mut known = self.lock();
        if known.changes != as_of.0 {
            return;
        }
        if known.by_token.len() >= CAPACITY {
            known.by_token.clear();
        }
        known.by_token.insert(token_hash, (source.clone(), Instant::now()));
    }

    /// A source was changed.
    pub(crate) fn forget(&self) {
        let mut known = self.lock();
        known.by_token.clear();
        known.changes += 1;
    }

    /// The table is whole whatever happened while it was locked: each change of it is one call.
    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for LiveSources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LiveSources").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::app::AppId;
    use crate::source::{Source, SourceId};

    fn source(id: i64) -> LiveSource {
        let source = Source {
            id: SourceId(id),
            app: AppId(1),
            name: "shop".into(),
            provider: "woocommerce".into(),
            settings: "{}".into(),
            enabled: true,
            old_token_until: None,
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
        };
        LiveSource { source, secrets: Vec::new() }
    }

    #[test]
    fn what_was_read_before_a_change_is_not_remembered_after_it() {
        let live = LiveSources::default();
        let as_of = live.get(&[7; 32]).unwrap_err();
        live.put([7; 32], &source(1), as_of);
        assert_eq!(live.get(&[7; 32]).unwrap().source.id, SourceId(1));
        let late = live.get(&[8; 32]).unwrap_err();
        live.forget();
        live.put([8; 32], &source(2), late);
        assert!(live.get(&[7; 32]).is_err());
        assert!(live.get(&[8; 32]).is_err());
    }

    #[test]
    fn there_are_not_many_at_once() {
        let live = LiveSources::default();
        let as_of = live.get(&[0; 32]).unwrap_err();
        for n in 0..=CAPACITY {
            let mut hash = [0; 32];
            hash[..8].copy_from_slice(&n.to_le_bytes());
            live.put(hash, &source(1), as_of);
        }
        assert_eq!(live.lock().by_token.len(), 1);
    }
}
