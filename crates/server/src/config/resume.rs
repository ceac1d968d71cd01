//! What is kept for clients that come back.

use std::time::Duration;

use jiff::SignedDuration;

use super::{ConfigError, range, raw::RawResume};

/// What is kept, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResumeConfig {
    /// How long what apps trigger on tracked channels is kept.
    pub retention: SignedDuration,
    /// How many of these events an app may have.
    pub max_events: usize,
    /// How long it is remembered where a client was that has gone.
    pub keep: Duration,
    /// How many such positions there may be.
    pub max_positions: usize,
}

impl ResumeConfig {
    pub(super) fn check(raw: &RawResume) -> Result<Self, ConfigError> {
        let hours = |setting, value, most| range(setting, value, 1, most).map(|hours| hours as u32);
        let retention = hours("resume.retention_hours", raw.retention_hours, 8760)?;
        let keep = hours("resume.keep_hours", raw.keep_hours, 720)?;
        Ok(Self {
            retention: SignedDuration::from_hours(retention.into()),
            max_events: range("resume.max_events", raw.max_events, 1000, 100_000_000)?,
            keep: Duration::from_hours(keep.into()),
            max_positions: range("resume.max_positions", raw.max_positions, 1000, 10_000_000)?,
        })
    }
}
