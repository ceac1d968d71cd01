//! What happens to orders because time passes: expiry, calls for somebody to take an order, questions to gateways and
//! couriers, completion, and forgetting what is old.
//!
//! The ledger says what is due ([`orderbell_store::timers`]). `worker` takes it, finds out what has to be found out
//! elsewhere (`payments`, `parcels`) and hands that back as reports; what becomes of the order is decided in the ledger's
//! transaction. The steps take the time as an argument; only `worker` and [`Running`] look at the clock, and `clock`
//! watches whether somebody has set it.

mod clock;
mod parcels;
mod payments;
mod retention;
mod running;
mod worker;

pub use self::{parcels::NUMBER, running::Running};

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::{SignedDuration, Timestamp};
use orderbell_orders::Command;
use tokio::sync::Notify;

/// What the workers share with whoever asks for work or counts it.
#[derive(Debug, Default)]
pub struct Timers {
    wake: Notify,
    counts: Counts,
}

/// Timers that were dealt with since the start.
#[derive(Debug, Default)]
pub struct Counts {
    /// Those that did what they were for, or had nothing to do any more.
    pub done: AtomicU64,
    /// Those that were put off because somebody elsewhere did not answer.
    pub put_off: AtomicU64,
    /// Those that were given up.
    pub failed: AtomicU64,
}

/// What a look elsewhere has brought.
#[derive(Debug, PartialEq)]
enum Found {
    /// Reports about the order, perhaps none; the timer may have its effect.
    Reports(Vec<Command>),
    /// Nobody answers. The timer is put off.
    NotNow {
        /// Until then.
        until: Timestamp,
        /// Why, for whoever looks at the jobs.
        error: String,
    },
    /// Nobody will answer: something has to be mended first.
    Hopeless(
        /// What.
        String,
    ),
}

impl Timers {
    /// Lets the workers look for work at once, after somebody has made something due.
    pub fn wake(&self) {
        self.wake.notify_one();
    }

    /// What was dealt with since the start.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.counts
    }
}

impl Counts {
    fn add(counter: &AtomicU64) {
        counter.fetch_add(1, Ordering::Relaxed);
    }
}

/// The pause after a number of attempts in vain: a minute at first, then twice as long each time, at most an hour.
fn pause(attempts: u32) -> SignedDuration {
    SignedDuration::from_mins(1 << attempts.saturating_sub(1).min(6)).min(SignedDuration::from_hours(1))
}

fn after(now: Timestamp, pause: SignedDuration) -> Timestamp {
    now.checked_add(pause).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests;
