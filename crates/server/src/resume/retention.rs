//! How long what apps trigger on tracked channels is kept.

use std::time::Duration;

use jiff::Timestamp;

use crate::http::AppState;

/// Often, because an app can trigger many events in an hour and each look costs next to nothing.
const EVERY: Duration = Duration::from_secs(60);

/// Deletes what is too old or too much, for as long as the server runs.
pub async fn prune_channel_events(state: AppState) {
    let resume = &state.config.resume;
    let mut every = tokio::time::interval(EVERY);
    loop {
        every.tick().await;
        let before = Timestamp::now().checked_sub(resume.retention).unwrap_or(Timestamp::MIN);
        for app in state.apps.all() {
            match state.store.prune_channel_events(app.record.id, before, resume.max_events).await {
                Ok(0) => {}
                Ok(deleted) => {
                    tracing::debug!(
                        app.id = app.record.public_id,
                        deleted,
                        "old events of channels were deleted"
                    );
                }
                Err(error) => tracing::warn!(%error, "old events of channels could not be deleted"),
            }
        }
    }
}
