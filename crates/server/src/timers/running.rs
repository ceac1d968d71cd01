//! Starting and stopping what deals with timers.

use std::time::Duration;

use jiff::Timestamp;
use orderbell_delivery::{Client, Settings};
use tokio::{sync::watch, task::JoinHandle};

use super::{clock, parcels::Parcels, retention, worker::Worker};
use crate::http::AppState;

/// How long a stop waits for gateways and couriers. What they would have said is asked again after the next start.
const GOODBYE: Duration = Duration::from_secs(10);

/// The tasks of timers.
#[derive(Debug)]
pub struct Running {
    stop: watch::Sender<bool>,
    working: JoinHandle<()>,
    watching: Vec<JoinHandle<()>>,
}

impl Running {
    /// Starts; what is overdue is dealt with at once. To be called after what an earlier process had begun was given back.
    ///
    /// # Errors
    /// When requests cannot be sent at all.
    pub fn start(state: &AppState) -> anyhow::Result<Self> {
        let settings = &state.config.webhooks;
        let client = Client::new(&Settings {
            guard: settings.rules.guard.clone(),
            timeout: settings.timeout,
            user_agent: format!("Orderbell/{} (shipments)", env!("CARGO_PKG_VERSION")),
        })?;
        let (stop, stopping) = watch::channel(false);
        let worker = Worker::new(state.clone(), Parcels::new(client));
        Ok(Self {
            stop,
            working: tokio::spawn(worker.run(stopping)),
            watching: vec![
                tokio::spawn(clock::watch(state.clone())),
                tokio::spawn(retention::run(state.clone())),
                tokio::spawn(catch_up(state.clone())),
            ],
        })
    }

    /// Finishes what is in hand. What is not yet begun waits in the ledger for the next start.
    pub async fn stop(self) {
        for task in self.watching {
            task.abort();
        }
        self.stop.send_replace(true);
        let mut working = self.working;
        match tokio::time::timeout(GOODBYE, &mut working).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::error!(%error, "the worker of timers failed"),
            Err(_) => {
                tracing::warn!(
                    "somebody elsewhere does not answer, their timers run out again after the next start"
                );
                working.abort();
            }
        }
    }
}

/// Orders of the time before there were timers get theirs, and those whose rules were changed by another process.
async fn catch_up(state: AppState) {
    match state.store.catch_up_timers(Timestamp::now()).await {
        Ok(()) => state.timers.wake(),
        Err(error) => tracing::warn!(%error, "some open orders have no timers until the next start"),
    }
}
