//! How payment gateways are asked.

use std::time::Duration;

use super::{ConfigError, raw::RawGateways, seconds};

/// Settings of requests to payment gateways. Where they may go is said by those of webhooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GatewayConfig {
    /// How long a gateway may take to answer.
    pub timeout: Duration,
}

impl GatewayConfig {
    pub(super) fn check(raw: &RawGateways) -> Result<Self, ConfigError> {
        Ok(Self { timeout: seconds("gateways.timeout_seconds", raw.timeout_seconds, 30)? })
    }
}
