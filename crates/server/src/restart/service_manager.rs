//! What the service manager is told: ready, stopping, still alive. Without one (`NOTIFY_SOCKET` is not set) nothing
//! happens.

use std::time::Duration;

use sd_notify::NotifyState;

/// The server accepts connections, perhaps again.
pub fn ready() {
    tell(&[NotifyState::Ready]);
}

/// The server is about to become its next version, which will say that it is ready. It must not be told as stopping, because
/// then the process would be expected to end.
pub fn reloading() {
    match NotifyState::monotonic_usec_now() {
        Ok(now) => tell(&[NotifyState::Reloading, now]),
        Err(error) => tracing::debug!(%error, "the clock cannot be read"),
    }
}

/// The server finishes what it has in hand and then ends.
pub fn stopping() {
    tell(&[NotifyState::Stopping]);
}

fn tell(state: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(state) {
        tracing::debug!(%error, "the service manager could not be told");
    }
}

/// How often the service manager wants a sign of life; `None` when it wants none.
#[must_use]
pub fn watchdog_interval() -> Option<Duration> {
    // Twice as often as asked, as the manual of systemd recommends.
    sd_notify::watchdog_enabled().map(|limit| limit / 2)
}

/// Gives signs of life for as long as `healthy` says so. Without them the service manager starts the process anew, which
/// is what helps against a hang.
pub async fn watch(every: Duration, healthy: impl AsyncFn() -> bool) {
    let mut ticker = tokio::time::interval(every.max(Duration::from_millis(100)));
    loop {
        ticker.tick().await;
        if healthy().await {
            tell(&[NotifyState::Watchdog]);
        } else {
            tracing::error!("no sign of life for the service manager");
        }
    }
}
