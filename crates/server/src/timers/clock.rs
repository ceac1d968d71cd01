//! Notices that somebody has set the clock. Waits are measured with the clock that only runs, times are told by the one
//! that can be set; when the two drift apart, what waits has to be looked at again.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::time::Instant;

use crate::http::AppState;

/// How often the two clocks are compared.
const LOOK: Duration = Duration::from_millis(500);

/// By how much they may differ. A clock that is kept right is moved by less.
const TOLERANCE: SignedDuration = SignedDuration::from_secs(1);

/// Both clocks at one moment.
#[derive(Debug, Clone, Copy)]
struct Reading {
    told: Timestamp,
    ran: Instant,
}

impl Reading {
    fn now() -> Self {
        Self { told: Timestamp::now(), ran: Instant::now() }
    }

    /// How far the clock was set forwards since an earlier reading; negative: backwards. A machine that slept counts as
    /// one whose clock was set forwards, and that is how it looks to whoever waits.
    fn jump_since(self, earlier: Self) -> SignedDuration {
        let ran = SignedDuration::try_from(self.ran - earlier.ran).unwrap_or(SignedDuration::MAX);
        self.told.duration_since(earlier.told) - ran
    }
}

/// Watches for as long as the server runs.
pub(super) async fn watch(state: AppState) {
    let mut earlier = Reading::now();
    loop {
        tokio::time::sleep(LOOK).await;
        let now = Reading::now();
        let jump = now.jump_since(earlier);
        earlier = now;
        if jump.abs() <= TOLERANCE {
            continue;
        }
        tracing::warn!(seconds = jump.as_secs(), "the clock was set, what waits is looked at again");
        if jump.is_negative()
            && let Err(error) = state.store.rebase_jobs(now.told).await
        {
            tracing::warn!(%error, "work that waits may be late");
        }
        state.timers.wake();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_clock_is_told_from_one_that_runs() {
        let earlier = Reading::now();
        let after = |told: i64, ran: u64| Reading {
            told: earlier.told + SignedDuration::from_secs(told),
            ran: earlier.ran + Duration::from_secs(ran),
        };
        assert_eq!(after(10, 10).jump_since(earlier), SignedDuration::ZERO);
        assert_eq!(after(-3_590, 10).jump_since(earlier), SignedDuration::from_secs(-3_600));
        assert_eq!(after(86_410, 10).jump_since(earlier), SignedDuration::from_secs(86_400));
    }
}
