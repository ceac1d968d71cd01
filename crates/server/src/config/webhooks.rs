//! Where webhooks may go, and how much is done for them.

use std::time::Duration;

use orderbell_delivery::{EndpointRules, Guard, Schedule};

use super::{ConfigError, range, raw::RawWebhooks, seconds, wrong};

/// The pause before the second attempt; it doubles from there.
const FIRST_PAUSE: Duration = Duration::from_secs(2);

/// Settings of outgoing webhooks.
#[derive(Debug, Clone)]
pub struct WebhookConfig {
    /// Where they may go.
    pub rules: EndpointRules,
    /// How long an endpoint may take to answer.
    pub timeout: Duration,
    /// When a failed delivery is tried again.
    pub schedule: Schedule,
    /// Requests at the same time, to all endpoints together.
    pub concurrency: usize,
    /// Requests at the same time to one endpoint.
    pub per_endpoint: u8,
    /// Deliveries that may wait for one endpoint.
    pub queue: usize,
    /// How long finished deliveries stay in the log.
    pub log_age: Duration,
    /// How many deliveries stay in the log of one webhook.
    pub log_entries: usize,
}

impl WebhookConfig {
    pub(super) fn check(raw: &RawWebhooks) -> Result<Self, ConfigError> {
        let allowed =
            raw.allow_private.iter().map(|text| network(text.trim())).collect::<Result<_, _>>().map_err(
                |text| {
                    wrong(
                        "webhooks.allow_private",
                        &text,
                        "must be a list of networks such as 127.0.0.0/8 or 10.1.2.3",
                    )
                },
            )?;
        let ports = raw.ports.iter().map(|port| Ok(range("webhooks.ports", *port, 1, 65_535)? as u16));
        let per_endpoint = range("webhooks.per_endpoint", raw.per_endpoint, 1, 15)?;
        let retry = range("webhooks.retry_seconds", raw.retry_seconds, 0, 86_400)?;
        let days = range("webhooks.log_days", raw.log_days, 1, 3650)?;
        Ok(Self {
            rules: EndpointRules {
                guard: Guard::new(allowed),
                allow_http: raw.allow_http,
                ports: ports.collect::<Result<_, ConfigError>>()?,
            },
            timeout: seconds("webhooks.timeout_seconds", raw.timeout_seconds, 30)?,
            schedule: Schedule::doubling(FIRST_PAUSE, Duration::from_secs(retry as u64)),
            concurrency: range("webhooks.concurrency", raw.concurrency, 1, 4096)?,
            per_endpoint: u8::try_from(per_endpoint).expect("at most 15"),
            queue: range("webhooks.queue", raw.queue, 100, 1_000_000)?,
            log_age: Duration::from_secs(days as u64 * 86_400),
            log_entries: range("webhooks.log_entries", raw.log_entries, 10, 1_000_000)?,
        })
    }
}

/// A network, or a single address.
fn network(text: &str) -> Result<ipnet::IpNet, String> {
    text.parse().or_else(|_| text.parse::<std::net::IpAddr>().map(Into::into)).map_err(|_| text.to_owned())
}
