//! What is taken from sources, and how long it is kept.

use std::time::Duration;

use super::{ConfigError, range, raw::RawIntake};

/// Settings of what other systems report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntakeConfig {
    /// Requests that one source may send in a second.
    pub per_second: u32,
    /// How long receipts are kept.
    pub keep: Duration,
    /// How long receipts are kept that speak of money.
    pub keep_money: Duration,
}

impl IntakeConfig {
    pub(super) fn check(raw: &RawIntake) -> Result<Self, ConfigError> {
        let days = |setting, days| {
            range(setting, days, 1, 3650).map(|days| Duration::from_secs(days as u64 * 86_400))
        };
        let per_second = range("intake.requests_per_second", raw.requests_per_second, 1, 100_000)?;
        Ok(Self {
            per_second: u32::try_from(per_second).expect("at most 100000"),
            keep: days("intake.receipt_days", raw.receipt_days)?,
            keep_money: days("intake.payment_receipt_days", raw.payment_receipt_days)?,
        })
    }
}
