//! How many events an app's programs may publish; and how many requests a source may send, which is the same question.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Apps (or sources) by row id, with the moment at which each has used up what it was allowed.
#[derive(Debug, Default)]
pub struct Publishing(Mutex<HashMap<i64, Instant>>);

impl Publishing {
    /// Counts some events of an app that may publish so many a second; a second's worth at once.
    ///
    /// # Errors
    /// The whole seconds after which to try again.
    pub fn check(&self, app: i64, per_second: Option<u32>, events: usize) -> Result<(), u64> {
        self.check_at(Instant::now(), app, per_second, events)
    }

    fn check_at(&self, now: Instant, app: i64, per_second: Option<u32>, events: usize) -> Result<(), u64> {
        let Some(per_second) = per_second else { return Ok(()) };
        let cost = Duration::from_secs(1) * u32::try_from(events).unwrap_or(u32::MAX) / per_second.max(1);
        let mut used_up = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let since = used_up.entry(app).or_insert(now);
        let next = (*since).max(now) + cost;
        let ahead = next - now;
        // A batch larger than a second's worth passes when nothing else has.
        if ahead <= Duration::from_secs(1).max(cost) {
            *since = next;
            Ok(())
        } else {
            Err((ahead - Duration::from_secs(1)).as_secs() + 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_holds_what_is_allowed_and_apps_do_not_share_it() {
        let (publishing, now) = (Publishing::default(), Instant::now());
        let pass = |app, at| (0..100).filter(|_| publishing.check_at(at, app, Some(20), 1).is_ok()).count();
        assert_eq!(pass(1, now), 20);
        assert_eq!(pass(2, now), 20);
        assert_eq!(publishing.check_at(now, 1, Some(20), 1), Err(1));
        assert_eq!(pass(1, now + Duration::from_millis(500)), 10);
        assert_eq!(pass(1, now + Duration::from_secs(9)), 20);
        assert_eq!((0..100).filter(|_| publishing.check_at(now, 3, None, 1).is_ok()).count(), 100);
    }

    #[test]
    fn a_batch_larger_than_a_seconds_worth_is_not_refused_for_ever() {
        let (publishing, now) = (Publishing::default(), Instant::now());
        assert_eq!(publishing.check_at(now, 1, Some(2), 10), Ok(()));
        assert_eq!(publishing.check_at(now, 1, Some(2), 1), Err(5));
        assert_eq!(publishing.check_at(now + Duration::from_secs(5), 1, Some(2), 10), Ok(()));
    }
}
