//! One round of checks after the other.

use std::{
    collections::HashMap,
    net::SocketAddr,
    time::{Duration, Instant},
};

use orderbell_store::AppId;
use tokio::time::timeout;

use super::{Part, canary::Canary};
use crate::http::AppState;

/// Pause after a round in which something failed.
const RETRY: Duration = Duration::from_secs(1);

/// How often a row is really written while all is well. More often would wear out small disks for nothing: a full or broken
/// disk shows with the first order as well, and then every round writes.
const WRITE_EVERY: Duration = Duration::from_secs(30);

/// Checks until the process ends.
pub async fn watch(state: AppState, address: SocketAddr) {
    let mut checks = Checks::new(address);
    loop {
        let parts = checks.round(&state).await;
        let healthy = parts.iter().all(|part| part.ok);
        state.health.record(parts);
        let interval = state.health.config.interval;
        tokio::time::sleep(if healthy { interval } else { interval.min(RETRY) }).await;
    }
}

/// What a round needs to know of the rounds before.
struct Checks {
    canary: Canary,
    written: Option<Instant>,
    /// Where each app's relay was when it was last seen to move or to have nothing to do.
    relayed: HashMap<AppId, (i64, Instant)>,
}

impl Checks {
    fn new(address: SocketAddr) -> Self {
        Self { canary: Canary::new(address), written: None, relayed: HashMap::new() }
    }

    async fn round(&mut self, state: &AppState) -> Vec<Part> {
        let Self { canary, written, relayed } = self;
        let allowed = state.health.config.timeout;
        let (write, read, trip, disk) = tokio::join!(
            within(allowed, "store_write", write(state, written)),
            timed(allowed, "store_read", async {
                state.store.heads().await.map_err(|error| error.to_string())
            }),
            within(allowed, "round_trip", async { canary.round_trip(state).await.map(Some) }),
            within(allowed, "disk", disk(state)),
        );
        let (read, heads) = read;
        let relay = match heads {
            Some(heads) => relay(state, heads, relayed, allowed),
            None => Part::failed("relay", "unknown, because the log's head cannot be read".to_owned()),
        };
        vec![write, read, trip, relay, disk]
    }
}

type Found = Result<Option<Duration>, String>;

/// Runs a check that knows best what its time is.
async fn within(allowed: Duration, name: &'static str, check: impl Future<Output = Found>) -> Part {
    match timeout(allowed, check).await {
        Ok(Ok(took)) => Part::passed(name, took),
        Ok(Err(problem)) => Part::failed(name, problem),
        Err(_) => Part::failed(name, format!("no answer within {} s", allowed.as_secs())),
    }
}

/// Runs a check and keeps what it found.
async fn timed<T>(
    allowed: Duration,
    name: &'static str,
    check: impl Future<Output = Result<T, String>>,
) -> (Part, Option<T>) {
    let began = Instant::now();
    match timeout(allowed, check).await {
        Ok(Ok(found)) => (Part::passed(name, Some(began.elapsed())), Some(found)),
        Ok(Err(problem)) => (Part::failed(name, problem), None),
        Err(_) => (Part::failed(name, format!("no answer within {} s", allowed.as_secs())), None),
    }
}

async fn write(state: &AppState, written: &mut Option<Instant>) -> Found {
    let began = Instant::now();
    let due = written.is_none_or(|at| at.elapsed() >= WRITE_EVERY);
    // Forgotten until it has succeeded, so that after a failure each round writes.
    *written = written.filter(|_| !due);
    let result = if due { state.store.check_write().await } else { state.store.ping().await };
    result.map_err(|error| error.to_string())?;
    if due {
        *written = Some(Instant::now());
    }
    Ok(Some(began.elapsed()))
}

async fn disk(state: &AppState) -> Found {
    let (data, least) = (state.config.data.clone(), state.health.config.min_free);
    let asked = tokio::task::spawn_blocking(move || rustix::fs::statvfs(&data)).await;
    let found = asked.map_err(|error| error.to_string())?.map_err(|error| error.to_string())?;
    let free = found.f_bavail * found.f_frsize;
    if free >= least {
        return Ok(None);
    }
    Err(format!(
        "{} MB are free in the data folder, at least {} MB are wanted (health.min_free_megabytes): free some space",
        free >> 20,
        least >> 20
    ))
}

/// The relay may be behind for a moment; it has failed when it is behind and does not move.
fn relay(
    state: &AppState,
    heads: Vec<(AppId, i64)>,
    seen: &mut HashMap<AppId, (i64, Instant)>,
    allowed: Duration,
) -> Part {
    let relayed = state.relayed.all();
    let mut behind = 0;
    let mut stuck = Vec::new();
    for (app, head) in heads {
        let at = relayed.get(&app).copied().unwrap_or(0);
        behind += (head - at).max(0);
        let last = seen.entry(app).or_insert((at, Instant::now()));
        if last.0 != at || at >= head {
            *last = (at, Instant::now());
        } else if last.1.elapsed() > allowed {
            stuck.push(format!("app {app} stands at {at} of {head}"));
        }
    }
    match stuck.is_empty() {
        true => Part::passed("relay", None),
        false => Part::failed("relay", format!("{behind} events are not sent out: {}", stuck.join(", "))),
    }
}
