//! Who may watch the server, and how it watches itself.

use std::time::Duration;

use secrecy::SecretString;

use super::{
    ConfigError, range,
    raw::{RawHealth, RawMetrics},
    seconds, wrong,
};

/// Shortest token, in characters. Whoever guesses it sees figures only, but a person's name is no token.
const MIN_TOKEN: usize = 16;

/// Who gets `/metrics`.
#[derive(Debug, Clone)]
pub enum MetricsAccess {
    /// Nobody.
    Off,
    /// Requests from this machine that no proxy has forwarded.
    Loopback,
    /// Whoever sends this as a bearer token.
    Token(SecretString),
}

/// How the server checks itself.
#[derive(Debug, Clone, Copy)]
pub struct HealthConfig {
    /// Pause between two rounds of checks.
    pub interval: Duration,
    /// How long each check may take.
    pub timeout: Duration,
    /// Free bytes in the data folder below which the server is not ready.
    pub min_free: u64,
}

impl MetricsAccess {
    pub(super) fn check(raw: RawMetrics) -> Result<Self, ConfigError> {
        match raw.access.as_str() {
            "off" => Ok(Self::Off),
            "loopback" => Ok(Self::Loopback),
            "token" if raw.token.len() >= MIN_TOKEN => Ok(Self::Token(raw.token.into())),
            "token" => Err(wrong(
                "metrics.token",
                // The value itself must not end up in a log.
                &format!("{} characters", raw.token.len()),
                format!("must have at least {MIN_TOKEN} characters when metrics.access is \"token\""),
            )),
            other => Err(wrong("metrics.access", other, "must be \"off\", \"loopback\" or \"token\"")),
        }
    }
}

impl HealthConfig {
    pub(super) fn check(raw: &RawHealth) -> Result<Self, ConfigError> {
        let free = range("health.min_free_megabytes", raw.min_free_megabytes, 0, 1_000_000_000)?;
        Ok(Self {
            interval: seconds("health.interval_seconds", raw.interval_seconds, 60)?,
            timeout: seconds("health.timeout_seconds", raw.timeout_seconds, 30)?,
            min_free: (free as u64) << 20,
        })
    }
}
