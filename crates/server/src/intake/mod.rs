//! What other systems report by calling `/hooks/{provider}/{token}`, from the request to the order.
//!
//! 1. `http/hooks.rs` finds the source by its token, reads the body and asks [`provider`] whether it is genuine and what
//!    it says. Whatever is wrong ends here, with a 4xx and without a trace in the database.
//! 2. [`translate`] turns what it says into changes of orders.
//! 3. The store writes a receipt and makes the changes, in one transaction; a repeat is recognized there. What has to be
//!    confirmed by a gateway first is only written down, with a job.
//! 4. [`worker`] does the jobs: it asks the gateway, whose answer counts ([`confirmed`]), and it applies again what had to
//!    wait for its order.
//!
//! Which words a provider uses is known to `orderbell-intake`, what may become of an order to `orderbell-orders`.

pub mod confirmed;
pub mod provider;
pub mod refused;
pub mod settings;
pub mod translate;
pub mod worker;

pub use self::{provider::Provider, refused::Refused, settings::SourceSettings};

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::{sync::watch, task::JoinHandle};

use crate::http::AppState;

/// How often receipts are cut to their age.
const PRUNE_EVERY: Duration = Duration::from_secs(300);

/// The tasks that settle receipts and forget them.
#[derive(Debug)]
pub struct Running {
    stop: watch::Sender<bool>,
    settling: JoinHandle<()>,
    pruning: JoinHandle<()>,
}

impl Running {
    /// Starts them.
    #[must_use]
    pub fn start(state: &AppState) -> Self {
        let (stop, stopping) = watch::channel(false);
        Self {
            stop,
            settling: tokio::spawn(worker::run(state.clone(), stopping)),
            pruning: tokio::spawn(prune(state.clone())),
        }
    }

    /// Finishes the receipts in hand. What is not yet begun waits in the ledger for the next start.
    pub async fn stop(self) {
        self.pruning.abort();
        self.stop.send_replace(true);
        if let Err(error) = self.settling.await {
            tracing::error!(%error, "the task that settles receipts failed");
        }
    }
}

async fn prune(state: AppState) {
    let settings = state.config.intake;
    let ago = |age: Duration| {
        let age = SignedDuration::try_from(age).unwrap_or(SignedDuration::MAX);
        Timestamp::now().checked_sub(age).unwrap_or(Timestamp::MIN)
    };
    let mut every = tokio::time::interval(PRUNE_EVERY);
    loop {
        every.tick().await;
        if let Err(error) = state.store.prune_receipts(ago(settings.keep), ago(settings.keep_money)).await {
            tracing::warn!(%error, "old receipts could not be removed");
        }
    }
}
