//! How fast handshakes are answered: in the order of their arrival, at a steady rate after a burst.
//!
//! Each arrival reserves the next free moment, so there is no queue to keep: who comes first is first, and how long the
//! wait will be is known at once.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::{Instant, sleep, sleep_until};

/// How many seconds' worth may pass at once.
const BURST_SECONDS: u32 = 1;

/// While memory is short, handshakes are this much slower.
const SLOWED: u32 = 4;

#[derive(Debug)]
pub(super) struct Pace {
    /// Between two handshakes.
    interval: Duration,
    patience: Duration,
    /// The moment after the last one that was given away.
    next: Mutex<Instant>,
}

impl Pace {
    pub(super) fn new(per_second: u32, patience: Duration) -> Self {
        Self {
            interval: Duration::from_secs(1) / per_second.max(1),
            patience,
            next: Mutex::new(Instant::now()),
        }
    }

    /// Waits for the turn of one handshake. False when it would not come before the client loses patience: then that much
    /// time has passed, so that who comes back at once is no burden either.
    pub(super) async fn turn(&self, slowed: bool) -> bool {
        match self.reserve(Instant::now(), slowed) {
            Some(turn) => {
                sleep_until(turn).await;
                true
            }
            None => {
                sleep(self.patience).await;
                false
            }
        }
    }

    fn reserve(&self, now: Instant, slowed: bool) -> Option<Instant> {
        let interval = if slowed { self.interval * SLOWED } else { self.interval };
        let burst = Duration::from_secs(1) * BURST_SECONDS;
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        // Time that nobody used is kept, but only the burst's worth of it.
        let earliest = now.checked_sub(burst).unwrap_or(now);
        let turn = (*next).max(earliest);
        if turn > now + self.patience {
            return None;
        }
        *next = turn + interval;
        Some(turn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_a_burst_handshakes_come_one_by_one_in_order_and_the_last_are_told_in_time() {
        let pace = Pace::new(10, Duration::from_secs(8));
        let start = Instant::now() + Duration::from_secs(60);
        let turns: Vec<_> = (0..200).map_while(|_| pace.reserve(start, false)).collect();
        // One second's worth at once, then one each tenth of a second for eight seconds.
        assert_eq!(turns.iter().filter(|turn| **turn <= start).count(), 11);
        assert_eq!(turns.len(), 10 + 81);
        assert!(turns.is_sorted() && turns[90] == start + Duration::from_secs(8));
        assert!(pace.reserve(start + Duration::from_millis(99), false).is_none());
        assert!(pace.reserve(start + Duration::from_millis(100), false).is_some(), "the queue has moved on");
    }

    #[test]
    fn a_short_memory_slows_handshakes_down() {
        let pace = Pace::new(10, Duration::from_secs(8));
        let start = Instant::now() + Duration::from_secs(60);
        let turns: Vec<_> = (0..200).map_while(|_| pace.reserve(start, true)).collect();
        assert_eq!(turns[20] - turns[19], Duration::from_millis(400));
    }

    #[tokio::test]
    async fn who_cannot_be_taken_in_time_is_told_so() {
        let pace = Pace::new(1, Duration::ZERO);
        assert!(pace.turn(false).await);
        assert!(!pace.turn(false).await);
    }
}
