//! How fast clients are sent away when the server stops.

use std::time::Duration;

use super::{ConfigError, range, raw::RawDrain};

/// The pace of the goodbye.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrainConfig {
    /// Connections asked to reconnect in a second.
    pub closes_per_second: u32,
    /// The goodbye takes no longer than this, however many there are.
    pub longest: Duration,
}

impl DrainConfig {
    pub(super) fn check(raw: &RawDrain) -> Result<Self, ConfigError> {
        let pace = range("drain.closes_per_second", raw.closes_per_second, 1, 100_000)?;
        let longest = range("drain.longest_seconds", raw.longest_seconds, 0, 300)?;
        Ok(Self {
            closes_per_second: u32::try_from(pace).expect("at most 100,000"),
            longest: Duration::from_secs(longest as u64),
        })
    }

    /// How long the closes of this many connections are spread over.
    #[must_use]
    pub fn window(&self, connections: u64) -> Duration {
        let connections = u32::try_from(connections).unwrap_or(u32::MAX);
        (Duration::from_secs(1) * connections / self.closes_per_second).min(self.longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_goodbye_grows_with_the_number_of_clients_and_ends_in_time() {
        let drain = DrainConfig { closes_per_second: 1000, longest: Duration::from_secs(8) };
        assert_eq!(drain.window(0), Duration::ZERO);
        assert_eq!(drain.window(100), Duration::from_millis(100));
        assert_eq!(drain.window(5_000), Duration::from_secs(5));
        assert_eq!(drain.window(u64::MAX), Duration::from_secs(8));
    }
}
