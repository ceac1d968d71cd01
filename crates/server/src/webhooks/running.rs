//! Starting and stopping the tasks of webhooks.

use std::time::Duration;

use anyhow::Context as _;
use jiff::{SignedDuration, Timestamp};
use orderbell_delivery::{Client, Settings};
use orderbell_hub::AppEvent;
use tokio::{
    sync::{mpsc, watch},
    task::JoinHandle,
};

use super::{collect, deliver::Deliverer};
use crate::http::AppState;

/// How often the log is cut to its bounds.
const PRUNE_EVERY: Duration = Duration::from_secs(300);

/// The tasks of webhooks.
#[derive(Debug)]
pub struct Running {
    stop_collecting: watch::Sender<bool>,
    stop_delivering: watch::Sender<bool>,
    collecting: JoinHandle<()>,
    delivering: JoinHandle<()>,
    pruning: JoinHandle<()>,
}

impl Running {
    /// Gives back what an earlier process had begun, reads the webhooks, and starts.
    ///
    /// # Errors
    /// When the database cannot be used, or requests cannot be sent at all.
    pub async fn start(state: &AppState, events: mpsc::Receiver<AppEvent>) -> anyhow::Result<Self> {
        let settings = &state.config.webhooks;
        let client = Client::new(&Settings {
            guard: settings.rules.guard.clone(),
            timeout: settings.timeout,
            user_agent: format!("Orderbell/{} (webhooks)", env!("CARGO_PKG_VERSION")),
        })?;
        let begun = state.store.release_jobs(Timestamp::now()).await.context("cannot release jobs")?;
        if begun > 0 {
            tracing::info!(jobs = begun, "work that was cut off is begun again");
        }
        state.webhooks.reload(&state.store, &state.hub).await.context("cannot read the webhooks")?;
        let (stop_collecting, collecting) = watch::channel(false);
        let (stop_delivering, delivering) = watch::channel(false);
        let deliverer = Deliverer::new(state.clone(), client);
        Ok(Self {
            stop_collecting,
            stop_delivering,
            collecting: tokio::spawn(collect::run(state.clone(), events, collecting)),
            delivering: tokio::spawn(deliverer.run(delivering)),
            pruning: tokio::spawn(prune(state.clone())),
        })
    }

    /// Records what has happened until now, and finishes the requests in hand. What is not yet begun waits in the ledger
    /// for the next start.
    pub async fn stop(self) {
        self.pruning.abort();
        for (stop, task) in [(self.stop_collecting, self.collecting), (self.stop_delivering, self.delivering)]
        {
            stop.send_replace(true);
            if let Err(error) = task.await {
                tracing::error!(%error, "a task of webhooks failed");
            }
        }
    }
}

async fn prune(state: AppState) {
    let settings = &state.config.webhooks;
    let age = SignedDuration::try_from(settings.log_age).unwrap_or(SignedDuration::MAX);
    let mut every = tokio::time::interval(PRUNE_EVERY);
    loop {
        every.tick().await;
        let before = Timestamp::now().checked_sub(age).unwrap_or(Timestamp::MIN);
        if let Err(error) = state.store.prune_deliveries(before, settings.log_entries).await {
            tracing::warn!(%error, "old deliveries could not be removed");
        }
    }
}
