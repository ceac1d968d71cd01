//! When to try again: soon at first, then ever later, until a while is over.
//!
//! The number of attempts decides, not the clock, so a clock that jumps neither cuts the attempts short nor goes on for
//! ever.

use std::time::Duration;

use rand::RngExt as _;

/// The pauses between attempts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    pauses: Vec<Duration>,
}

impl Schedule {
    /// Pauses that begin with `first`, double, and add up to `total`; none if `total` is zero.
    #[must_use]
    pub fn doubling(first: Duration, total: Duration) -> Self {
        let mut pauses = Vec::new();
        let (mut left, mut next) = (total, first.max(Duration::from_millis(1)));
        while !left.is_zero() {
            // A short rest is not worth an attempt of its own.
            let pause = if left < next * 2 { left } else { next };
            pauses.push(pause);
            left -= pause;
            next *= 2;
        }
        Self { pauses }
    }

    /// How many attempts there are in all.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        u32::try_from(self.pauses.len()).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// The pause after so many attempts have failed, `None` when it is time to give up. A wish of the endpoint is heard
    /// between once and twice the pause. Up to a tenth less is drawn at random, so that those who failed together do
    /// not come back together.
    #[must_use]
    pub fn pause(&self, failed: u32, wish: Option<Duration>) -> Option<Duration> {
        let pause = *self.pauses.get(usize::try_from(failed.checked_sub(1)?).ok()?)?;
        let pause = wish.map_or(pause, |wish| wish.clamp(pause, pause * 2));
        Some(pause.mul_f64(rand::rng().random_range(0.9..=1.0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn secs(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn check_146_pauses_double_and_end_after_five_minutes() {
        let schedule = Schedule::doubling(secs(2), secs(300));
        assert_eq!(schedule.pauses, [2, 4, 8, 16, 32, 64, 174].map(secs));
        assert_eq!(schedule.pauses.iter().sum::<Duration>(), secs(300));
        assert_eq!(schedule.attempts(), 8);
        for (failed, pause) in [(1, 2), (3, 8), (7, 174)] {
            let drawn = schedule.pause(failed, None).unwrap();
            assert!(drawn <= secs(pause) && drawn >= secs(pause) * 9 / 10, "{drawn:?}");
        }
        assert_eq!(schedule.pause(8, None), None);
        assert_eq!(schedule.pause(0, None), None);
    }

    #[test]
    fn a_wish_is_heard_within_bounds() {
        let schedule = Schedule::doubling(secs(10), secs(100));
        for (wish, least, most) in [(0, 9, 10), (15, 13, 15), (1_000_000, 18, 20)] {
            let drawn = schedule.pause(1, Some(secs(wish))).unwrap();
            assert!(drawn >= secs(least) && drawn <= secs(most), "{wish}: {drawn:?}");
        }
    }

    #[test]
    fn without_time_there_is_one_attempt() {
        let schedule = Schedule::doubling(secs(2), Duration::ZERO);
        assert_eq!((schedule.attempts(), schedule.pause(1, None)), (1, None));
    }
}
