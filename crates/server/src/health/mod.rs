//! Whether the server can do its work, found out by doing it all the time.
//!
//! A round of checks goes the ways that an order and an event go: a row is written and read, an event is published and
//! received by a client of our own over our own listener, the relay is where the log is, and there is room on the disk. What
//! `/readyz` answers is the latest round with its age; asking costs nothing and changes nothing.
//!
//! Alive is another question: a full disk makes the server unready, and a restart would not mend it. Not alive is only what
//! a restart does mend, a thread that has died.

mod canary;
mod round;

#[cfg(test)]
mod tests;

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use serde::Serialize;
use utoipa::ToSchema;

pub use self::round::watch;
use crate::{auth::token::random_hex, config::HealthConfig};

/// The app of our own client. No app of the database has a negative id, so it is in no list, count or webhook of theirs.
const CANARY: i64 = i64::MIN;

/// Where the server is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// The first round is not over.
    Starting,
    /// Everything works.
    Ready,
    /// Some part does not.
    Failing,
    /// It stops; look elsewhere.
    Draining,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Part {
    /// What was checked: `store_write`, `store_read`, `round_trip`, `relay`, `disk`, or `checks` when they stand still.
    #[schema(example = "round_trip")]
    pub name: &'static str,
    /// Whether it works.
    pub ok: bool,
    /// How long it took, where that means something.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub milliseconds: Option<f64>,
    /// What is wrong.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}

/// The state of the server with what it follows from.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Readiness {
    /// In one word.
    status: Status,
    /// The program's version.
    version: &'static str,
    /// Age of the checks below, in seconds; absent before the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    checked_seconds_ago: Option<f64>,
    /// The checks.
    parts: Vec<Part>,
}

impl Readiness {
    /// Whether requests should be sent here.
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.status == Status::Ready
    }

    /// Age of the checks; `None` before the first.
    #[must_use]
    pub fn age_seconds(&self) -> Option<f64> {
        self.checked_seconds_ago
    }

    /// The checks.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.iter()
    }
}

/// What is known of the server's own state.
#[derive(Debug)]
pub struct Health {
    config: HealthConfig,
    canary: Arc<orderbell_hub::App>,
    canary_key: String,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    draining: bool,
    latest: Option<(Instant, Vec<Part>)>,
}

impl Health {
    /// Nothing is known yet.
    #[must_use]
    pub fn new(config: HealthConfig) -> Self {
        let canary_key = random_hex::<20>();
        // The hub keeps no connection of an app without keys. Nothing is ever signed with this one.
        let key = orderbell_hub::AppKey { id: 0, key: canary_key.clone(), secret: random_hex::<20>().into() };
        Self {
            config,
            canary: Arc::new(orderbell_hub::App {
                id: CANARY,
                revision: 0,
                enabled: true,
                keys: vec![key],
                epoch: "".into(),
                settings: orderbell_hub::AppSettings::default(),
            }),
            canary_key,
            known: Mutex::default(),
        }
    }

    /// The app of our own client, and the id of its key, if this is its key, which nobody else can know.
    #[must_use]
    pub fn admit_canary(&self, key: &str) -> Option<(Arc<orderbell_hub::App>, i64)> {
        (key == self.canary_key).then(|| (Arc::clone(&self.canary), 0))
    }

    /// The row id under which the hub knows our own client.
    #[must_use]
    pub fn canary_app(&self) -> i64 {
        CANARY
    }

    /// From now on the server is not ready, whatever the checks say.
    pub fn drain(&self) {
        self.known().draining = true;
    }

    /// Whether the server is about to stop: it still answers, but nobody should be sent to it.
    #[must_use]
    pub fn is_draining(&self) -> bool {
        self.known().draining
    }

    /// What to answer now.
    #[must_use]
    pub fn readiness(&self) -> Readiness {
        let known = self.known();
        let age = known.latest.as_ref().map(|(at, _)| at.elapsed());
        let mut parts = known.latest.as_ref().map(|(_, parts)| parts.clone()).unwrap_or_default();
        if let Some(age) = age.filter(|age| *age > self.too_old()) {
            parts.push(Part::failed("checks", format!("the last round ended {} s ago", age.as_secs())));
        }
        let status = match (known.draining, age) {
            (true, _) => Status::Draining,
            (false, None) => Status::Starting,
            (false, Some(_)) if parts.iter().all(|part| part.ok) => Status::Ready,
            (false, Some(_)) => Status::Failing,
        };
        Readiness {
            status,
            version: env!("CARGO_PKG_VERSION"),
            checked_seconds_ago: age.map(|age| (age.as_secs_f64() * 10.0).round() / 10.0),
            parts,
        }
    }

    /// Age at which checks say nothing any more.
    fn too_old(&self) -> Duration {
        self.config.interval + 3 * self.config.timeout
    }

    fn record(&self, parts: Vec<Part>) {
        let failing = |parts: &[Part]| -> Vec<&'static str> {
            parts.iter().filter(|part| !part.ok).map(|part| part.name).collect()
        };
        let mut known = self.known();
        let before = known.latest.as_ref().map(|(_, parts)| failing(parts)).unwrap_or_default();
        let now = failing(&parts);
        if now != before {
            let problems: Vec<&str> = parts.iter().filter_map(|part| part.problem.as_deref()).collect();
            if now.is_empty() {
                tracing::info!(recovered = ?before, "the server is ready again");
            } else {
                tracing::warn!(failing = ?now, ?problems, "the server is not ready");
            }
        }
        known.latest = Some((Instant::now(), parts));
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Part {
    fn passed(name: &'static str, took: Option<Duration>) -> Self {
        let milliseconds = took.map(|took| (took.as_secs_f64() * 1e5).round() / 100.0);
        Self { name, ok: true, milliseconds, problem: None }
    }

    fn failed(name: &'static str, problem: String) -> Self {
        Self { name, ok: false, milliseconds: None, problem: Some(problem) }
    }
}

/// The address at which this process reaches its own listener.
pub(crate) fn own_address(bound: SocketAddr) -> SocketAddr {
    let mut address = bound;
    if bound.ip().is_unspecified() {
        address.set_ip(match bound {
            SocketAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
        });
    }
    address
}
