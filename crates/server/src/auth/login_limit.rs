//! How often somebody may guess a password.
//!
//! Two limits: per account and address, so that one person's typing is not slowed by others; per address, so that
//! trying many accounts is slow too. Nobody is ever locked out for good, which would be a way to lock out the owner.

use std::{net::IpAddr, num::NonZeroU32, time::Duration};

use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter, clock::Clock as _, clock::DefaultClock};

/// Attempts at once per account and address, and how long one attempt takes to come back.
const PER_ACCOUNT: (u32, Duration) = (10, Duration::from_secs(30));
/// The same per address.
const PER_ADDRESS: (u32, Duration) = (50, Duration::from_secs(10));
/// Keys kept before idle ones are dropped.
const SWEEP_ABOVE: usize = 10_000;

/// Counts attempts in memory; a restart forgives them.
#[derive(Debug)]
pub struct LoginLimit {
    per_account: DefaultKeyedRateLimiter<(String, IpAddr)>,
    per_address: DefaultKeyedRateLimiter<IpAddr>,
}

impl Default for LoginLimit {
    fn default() -> Self {
        Self {
            per_account: RateLimiter::keyed(quota(PER_ACCOUNT)),
            per_address: RateLimiter::keyed(quota(PER_ADDRESS)),
        }
    }
}

impl LoginLimit {
    /// Counts one attempt.
    ///
    /// # Errors
    /// The whole seconds after which the next attempt is allowed, at least 1.
    pub fn attempt(&self, account: &str, address: IpAddr) -> Result<(), u64> {
        if self.per_account.len() > SWEEP_ABOVE || self.per_address.len() > SWEEP_ABOVE {
            self.per_account.retain_recent();
            self.per_address.retain_recent();
        }
        let now = DefaultClock::default().now();
        let wait = |until: governor::NotUntil<_>| until.wait_time_from(now).as_secs().max(1);
        self.per_address.check_key(&address).map_err(wait)?;
        self.per_account.check_key(&(account.to_lowercase(), address)).map_err(wait)
    }
}

fn quota((burst, period): (u32, Duration)) -> Quota {
    let burst = NonZeroU32::new(burst).expect("the limits above are not zero");
    Quota::with_period(period).expect("the periods above are not zero").allow_burst(burst)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_on_one_account_run_out_while_another_account_is_free() {
        let limit = LoginLimit::default();
        let address = IpAddr::from([127, 0, 0, 1]);
        for _ in 0..PER_ACCOUNT.0 {
            limit.attempt("Owner@example.com", address).unwrap();
        }
        let wait = limit.attempt("owner@EXAMPLE.com", address).unwrap_err();
        assert!((1..=PER_ACCOUNT.1.as_secs()).contains(&wait), "{wait}");
        limit.attempt("other@example.com", address).unwrap();
    }

    #[test]
    fn one_address_cannot_try_account_after_account() {
        let limit = LoginLimit::default();
        let address = IpAddr::from([127, 0, 0, 1]);
        let refused = (0..100).filter(|n| limit.attempt(&format!("user{n}"), address).is_err()).count();
        assert_eq!(refused, 100 - PER_ADDRESS.0 as usize);
        limit.attempt("user0", IpAddr::from([127, 0, 0, 2])).unwrap();
    }
}
