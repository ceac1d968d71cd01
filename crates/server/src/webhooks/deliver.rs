//! Sends what is due, many at a time, and writes down what came of each.
//!
//! The ledger decides what may be begun: what is due, and of each lane only the first. So an endpoint has at most as many
//! requests at a time as it has lanes, and one that is slow holds up its own deliveries only. What is begun when the
//! process dies is begun again by the next one, because nobody has finished it.

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use orderbell_delivery::{Answer, Client, Endpoint, Failure, Request, Sent};
use orderbell_store::{Attempt, AttemptEnd, Begun, Cause};
use orderbell_wire::{auth::webhook_signature, webhook};
use secrecy::ExposeSecret as _;
use tokio::{
    sync::{Semaphore, watch},
    task::JoinSet,
    time::Instant,
};

use super::{Counts, stopped};
use crate::http::AppState;

/// Deliveries begun by one write.
const AT_ONCE: usize = 64;

/// The ledger is looked at this often without any reason to, for what another process has added.
const LOOK: Duration = Duration::from_secs(2);

/// Pause after a write that failed.
const RETRY: Duration = Duration::from_millis(200);

/// Names a delivery, the same at every attempt, so that a receiver can tell a repetition.
const DELIVERY_HEADER: &str = "X-Orderbell-Delivery";

/// Delivers until told to stop, then finishes what was begun.
#[derive(Debug)]
pub struct Deliverer {
    state: AppState,
    client: Client,
    permits: Arc<Semaphore>,
}

impl Deliverer {
    /// A deliverer that has begun nothing yet.
    #[must_use]
    pub fn new(state: AppState, client: Client) -> Self {
        let permits = Arc::new(Semaphore::new(state.config.webhooks.concurrency));
        Self { state, client, permits }
    }

    /// Runs until `stopping`; nothing that was begun is left behind.
    pub async fn run(self, mut stopping: watch::Receiver<bool>) {
        let mut added = self.state.store.jobs_added();
        let mut sending = JoinSet::new();
        while !*stopping.borrow() {
            // Marked as seen before looking: what is added in between is another reason to look.
            added.mark_unchanged();
            let again_at = self.begin(&mut sending).await;
            tokio::select! {
                () = stopped(&mut stopping) => {}
                // The end of one may let the next of its lane begin.
                Some(_) = sending.join_next() => while sending.try_join_next().is_some() {},
                change = added.changed() => if change.is_err() { break },
                () = tokio::time::sleep_until(again_at) => {}
            }
        }
        while sending.join_next().await.is_some() {}
    }

    /// Begins as much as there is room for. Returns when to look again if nothing happens before.
    async fn begin(&self, sending: &mut JoinSet<()>) -> Instant {
        loop {
            let room = self.permits.available_permits().min(AT_ONCE);
            if room == 0 {
                // The end of any of them is a reason to look again.
                return Instant::now() + LOOK;
            }
            let begun = match self.state.store.begin_deliveries(room, Timestamp::now()).await {
                Ok(begun) => begun,
                Err(error) => {
                    tracing::warn!(%error, "webhooks cannot be delivered now, trying again");
                    return Instant::now() + RETRY;
                }
            };
            let all = begun.len() < room;
            for begun in begun {
                let permit = Arc::clone(&self.permits).try_acquire_owned();
                let permit = permit.expect("only this task takes permits, and it has counted them");
                let (state, client) = (self.state.clone(), self.client.clone());
                sending.spawn(async move {
                    deliver(&state, &client, begun).await;
                    drop(permit);
                });
            }
            if all {
                return self.next_due().await;
            }
        }
    }

    async fn next_due(&self) -> Instant {
        let latest = Instant::now() + LOOK;
        let Ok(Some(due)) = self.state.store.next_delivery_due().await else { return latest };
        let wait = Duration::try_from(due.duration_since(Timestamp::now())).unwrap_or(Duration::ZERO);
        // What is due and was not begun has to wait for something else; a moment later is soon enough.
        latest.min(Instant::now() + wait.max(Duration::from_millis(5)))
    }
}

/// One attempt, from the signature to the log.
async fn deliver(state: &AppState, client: &Client, begun: Begun) {
    let (attempt, end) = attempt(state, client, &begun).await;
    let counts = &state.webhooks.counts;
    let counter = match end {
        AttemptEnd::Delivered => &counts.delivered,
        AttemptEnd::Again(_) => &counts.retried,
        AttemptEnd::Failed => &counts.failed,
    };
    let mut tries = 0;
    loop {
        let recorded =
            state.store.record_attempt(begun.claim, begun.delivery, attempt.clone(), end, Timestamp::now());
        match recorded.await {
            Ok(recorded) => {
                if recorded {
                    Counts::add(counter, 1);
                }
                tracing::debug!(
                    webhook.id = %begun.webhook, delivery.id = %begun.delivery, ?end, recorded, "a webhook was called"
                );
                return;
            }
            // Without the record it is begun again after the next start, so there is no need to try for ever.
            Err(error) if tries == 50 => {
                tracing::error!(%error, delivery.id = %begun.delivery, "an attempt could not be recorded");
                return;
            }
            Err(_) => {
                tries += 1;
                tokio::time::sleep(RETRY).await;
            }
        }
    }
}

async fn attempt(state: &AppState, client: &Client, begun: &Begun) -> (Option<Attempt>, AttemptEnd) {
    let at = Timestamp::now();
    if !begun.enabled && begun.cause == Cause::Events {
        return (None, AttemptEnd::Failed);
    }
    let refused = |error: String| {
        let response = String::new();
        let attempt = Attempt { at, duration_ms: 0, status: None, error: Some(error), response };
        (Some(attempt), AttemptEnd::Failed)
    };
    let endpoint = match Endpoint::parse(&begun.url, &state.config.webhooks.rules) {
        Ok(endpoint) => endpoint,
        Err(error) => return refused(format!("the URL {error}")),
    };
    let app = state.apps.by_id(begun.app);
    let Some(key) = app.as_ref().and_then(|app| app.hub.keys.first()) else {
        return refused("the app has no live key to sign with".to_owned());
    };
    let headers = vec![
        ("Content-Type", webhook::CONTENT_TYPE.to_owned()),
        (webhook::KEY_HEADER, key.key.clone()),
        (webhook::SIGNATURE_HEADER, webhook_signature(key.secret.expose_secret(), &begun.body)),
        (DELIVERY_HEADER, begun.delivery.to_string()),
    ];
    let request = Request::post(&endpoint, headers, begun.body.clone());
    let Sent { took, result } = client.send(request).await;
    let verdict = verdict(&result);
    let wish = result.as_ref().ok().and_then(|answer| answer.retry_after);
    let failed = begun.attempts.saturating_add(1);
    let pause = || state.config.webhooks.schedule.pause(failed, wish);
    let end = match verdict {
        Verdict::Taken => AttemptEnd::Delivered,
        Verdict::Again if begun.cause != Cause::Test => pause().map_or(AttemptEnd::Failed, |pause| {
            let pause = SignedDuration::try_from(pause).unwrap_or(SignedDuration::ZERO);
            AttemptEnd::Again(Timestamp::now().saturating_add(pause).unwrap_or(Timestamp::MAX))
        }),
        Verdict::Again | Verdict::Hopeless => AttemptEnd::Failed,
    };
    let (status, error, response) = match result {
        Ok(Answer { status, body, .. }) => (Some(status), None, body),
        Err(error) => (None, Some(error.to_string()), String::new()),
    };
    let duration_ms = i64::try_from(took.as_millis()).unwrap_or(i64::MAX);
    (Some(Attempt { at, duration_ms, status, error, response }), end)
}

/// What an answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Taken,
    Again,
    Hopeless,
}

/// Any 2xx is a success. Everything else may pass, a 404 during a deployment as much as a 503, so it is tried again;
/// except for an endpoint that says it is gone for good, and an address that requests may not go to.
fn verdict(result: &Result<Answer, Failure>) -> Verdict {
    match result {
        Ok(Answer { status: 200..=299, .. }) => Verdict::Taken,
        Ok(Answer { status: 410, .. }) => Verdict::Hopeless,
        Err(Failure::Forbidden(_) | Failure::NotListed(_)) => Verdict::Hopeless,
        Ok(_) | Err(_) => Verdict::Again,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_146_only_2xx_is_a_success_and_only_410_is_final() {
        for status in 100..=599 {
            let answer = Ok(Answer { status, retry_after: None, body: String::new(), whole: true });
            let expected = match status {
                200..=299 => Verdict::Taken,
                410 => Verdict::Hopeless,
                _ => Verdict::Again,
            };
            assert_eq!(verdict(&answer), expected, "{status}");
        }
        assert_eq!(verdict(&Err(Failure::Timeout(Duration::from_secs(4)))), Verdict::Again);
        assert_eq!(verdict(&Err(Failure::NotListed("public".into()))), Verdict::Hopeless);
    }
}
