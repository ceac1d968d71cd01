//! Requests that a source was refused, and how fast it may send.
//!
//! Kept in memory: whoever has found a URL could otherwise make the server write to its disk as often as they like. So
//! the figures are since the start, and what is refused leaves no other trace than a line in the log.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;
use orderbell_store::SourceId;

use crate::admission::Publishing;

/// Longest reason that is kept, in characters.
const MAX_REASON: usize = 300;

/// What was refused, by source. There are as many entries as there are sources at most: a request that names none of them
/// is not counted.
#[derive(Debug, Default)]
pub struct Refused {
    by_source: Mutex<HashMap<SourceId, LastRefusal>>,
    pace: Publishing,
}

/// The latest refusal of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastRefusal {
    /// How many there were since the start.
    pub count: u64,
    /// When the latest was.
    pub at: Timestamp,
    /// Why, in words for whoever looks after the source.
    pub reason: String,
}

impl Refused {
    /// Counts a refusal.
    pub fn note(&self, source: SourceId, reason: &str, at: Timestamp) {
        let mut known = self.by_source.lock().unwrap_or_else(PoisonError::into_inner);
        let count = known.get(&source).map_or(0, |last| last.count) + 1;
        let reason = reason.chars().take(MAX_REASON).collect();
        known.insert(source, LastRefusal { count, at, reason });
    }

    /// The latest refusal of a source, if there was any since the start.
    #[must_use]
    pub fn last(&self, source: SourceId) -> Option<LastRefusal> {
        self.by_source.lock().unwrap_or_else(PoisonError::into_inner).get(&source).cloned()
    }

    /// Counts a request of a source that may send so many a second; a second's worth at once.
    ///
    /// # Errors
    /// The whole seconds after which to try again.
    pub fn pace(&self, source: SourceId, per_second: u32) -> Result<(), u64> {
        self.pace.check(source.0, Some(per_second), 1)
    }
}
