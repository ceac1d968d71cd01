//! How many may come in, how fast, and from behind which proxies.

use std::{net::IpAddr, num::NonZero, time::Duration};

use axum::http::HeaderName;
use ipnet::IpNet;

use super::{
    ConfigError, range,
    raw::{RawAdmission, RawHttp},
    wrong,
};

/// Handshakes that a core answers in a second without being busy with nothing else.
const HANDSHAKES_PER_CORE: usize = 1000;

/// Limits on new connections and on publishing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdmissionConfig {
    /// WebSocket handshakes answered in a second.
    pub handshakes_per_second: u32,
    /// How long one waits for its turn.
    pub handshake_wait: Duration,
    /// Sockets at the same time; `None`: as many as there are descriptors.
    pub connections: Option<usize>,
    /// Sockets at the same time from one address; 0: as many as there may be at all.
    pub connections_per_address: usize,
    /// Addresses that the limit per address is not for.
    pub unlimited_addresses: Vec<IpNet>,
    /// Descriptors that sockets leave alone.
    pub reserved_descriptors: usize,
    /// Memory of the process in bytes; `None`: what the system gives.
    pub memory: Option<u64>,
    /// Events that each app may publish over HTTP in a second; `None`: any number.
    pub publishes_per_second: Option<u32>,
}

/// Whom to believe about the address of a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProxyConfig {
    /// Proxies of our own.
    pub trusted: Vec<IpNet>,
    /// The header in which they say it.
    pub header: HeaderName,
}

impl AdmissionConfig {
    pub(super) fn check(raw: &RawAdmission) -> Result<Self, ConfigError> {
        let pace = range("admission.handshakes_per_second", raw.handshakes_per_second, 0, 1_000_000)?;
        let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
        let pace = if pace == 0 { cores * HANDSHAKES_PER_CORE } else { pace };
        let wait = range("admission.handshake_wait_seconds", raw.handshake_wait_seconds, 0, 14)?;
        let connections = range("admission.connections", raw.connections, 0, 10_000_000)?;
        let memory = match raw.memory_bytes {
            0 => None,
            bytes => Some(range("admission.memory_bytes", bytes, 16 << 20, 1 << 50)? as u64),
        };
        let publishes = range("admission.publishes_per_second", raw.publishes_per_second, 0, 1_000_000)?;
        Ok(Self {
            handshakes_per_second: u32::try_from(pace).unwrap_or(u32::MAX),
            handshake_wait: Duration::from_secs(wait as u64),
            connections: (connections > 0).then_some(connections),
            connections_per_address: range(
                "admission.connections_per_address",
                raw.connections_per_address,
                0,
                10_000_000,
            )?,
            unlimited_addresses: networks("admission.unlimited_addresses", &raw.unlimited_addresses)?,
            reserved_descriptors: range(
                "admission.reserved_descriptors",
                raw.reserved_descriptors,
                64,
                65_536,
            )?,
            memory,
            publishes_per_second: u32::try_from(publishes).ok().filter(|rate| *rate > 0),
        })
    }
}

impl ProxyConfig {
    pub(super) fn check(raw: &RawHttp) -> Result<Self, ConfigError> {
        let header = match &*raw.forwarded_header {
            name @ ("x-forwarded-for" | "forwarded") => HeaderName::from_bytes(name.as_bytes()),
            other => {
                let expected = "must be \"x-forwarded-for\" or \"forwarded\"";
                return Err(wrong("http.forwarded_header", other, expected));
            }
        };
        Ok(Self {
            trusted: networks("http.trusted_proxies", &raw.trusted_proxies)?,
            header: header.expect("both names are valid"),
        })
    }
}

/// Addresses and networks: `192.0.2.1`, `10.0.0.0/8`, `2001:db8::/32`.
fn networks(setting: &'static str, values: &[String]) -> Result<Vec<IpNet>, ConfigError> {
    let parse = |value: &String| {
        let text = value.trim();
        text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)).map_err(|_| {
            wrong(setting, value, "must be a list of addresses or networks such as 192.0.2.1 or 10.0.0.0/8")
        })
    };
    values.iter().filter(|value| !value.trim().is_empty()).map(parse).collect()
}
