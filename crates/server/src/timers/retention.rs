//! Forgets what is older than it is kept for. Each kind is deleted in small steps, so that orders do not wait for it.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::http::AppState;

/// How often there is something to forget.
const EVERY: Duration = Duration::from_secs(3600);

/// Forgets for as long as the server runs.
pub(super) async fn run(state: AppState) {
    let mut every = tokio::time::interval(EVERY);
    loop {
        every.tick().await;
        forget(&state, Timestamp::now()).await;
    }
}

/// Forgets what is too old at `now`.
pub(super) async fn forget(state: &AppState, now: Timestamp) {
    let keep = state.config.retention;
    let before = |age: SignedDuration| now.checked_sub(age).unwrap_or(Timestamp::MIN);
    for app in state.apps.all() {
        match state.store.prune_events(app.record.id, before(keep.events)).await {
            Ok(0) => {}
            Ok(events) => tracing::info!(app.id = app.record.public_id, events, "old events were deleted"),
            Err(error) => tracing::warn!(%error, "old events could not be deleted"),
        }
    }
    if let Err(error) = state.store.prune_jobs(before(keep.jobs)).await {
        tracing::warn!(%error, "jobs that were given up long ago could not be deleted");
    }
    if let Err(error) = state.store.prune_sessions(now).await {
        tracing::warn!(%error, "sessions that are over could not be deleted");
    }
    if let Err(error) = state.store.prune_idempotency(before(keep.idempotency)).await {
        tracing::warn!(%error, "old idempotency keys could not be deleted");
    }
}
