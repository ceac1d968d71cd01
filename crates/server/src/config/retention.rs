//! How long what is over is kept.

use jiff::SignedDuration;

use super::{ConfigError, range, raw::RawRetention};

/// How long what is over is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetentionConfig {
    /// Events of orders. Orders themselves stay.
    pub events: SignedDuration,
    /// Jobs that were given up.
    pub jobs: SignedDuration,
    /// Answers for idempotency keys.
    pub idempotency: SignedDuration,
}

impl RetentionConfig {
    pub(super) fn check(raw: &RawRetention) -> Result<Self, ConfigError> {
        let hours = |setting, value, unit: u32, least, most| {
            let amount = range(setting, value, least, most)? as u32;
            Ok::<_, ConfigError>(SignedDuration::from_hours(i64::from(amount) * i64::from(unit)))
        };
        Ok(Self {
            events: hours("retention.events_days", raw.events_days, 24, 1, 3650)?,
            jobs: hours("retention.failed_jobs_days", raw.failed_jobs_days, 24, 1, 365)?,
            idempotency: hours("retention.idempotency_hours", raw.idempotency_hours, 1, 24, 720)?,
        })
    }
}
