//! Takes timers that have run out and deals with them, some of each kind at a time, so that a gateway that is slow does
//! not keep orders from expiring elsewhere.
//!
//! Whatever is in hand when the process dies is taken up again by the next one; whatever is in hand when the server stops
//! is finished.

use std::{collections::HashMap, sync::Arc, time::Duration};

use jiff::Timestamp;
use orderbell_store::{DueTimer, TimerEnd, TimerKind, WriteError};
use tokio::{
    sync::{Semaphore, watch},
    task::JoinSet,
    time::Instant,
};

use super::{Counts, Found, after, parcels::Parcels, pause, payments};
use crate::http::AppState;

/// The ledger is looked at this often at least: timers are set without anybody being told.
const LOOK: Duration = Duration::from_secs(1);

/// The ledger is looked at this often at most.
const BREATH: Duration = Duration::from_millis(10);

/// Pause after a write that failed.
const RETRY: Duration = Duration::from_millis(200);

/// Attempts to write down what came of a timer, before it is left to the next start.
const WRITES: u32 = 50;

/// Attempts after which a timer is given up whose order cannot be written.
const ATTEMPTS: u32 = 5;

/// How many timers of a kind are in hand at a time: those that ask elsewhere wait for answers, the others only for the
/// disk.
fn at_once(kind: TimerKind) -> usize {
    match kind {
        TimerKind::Expire | TimerKind::Recover | TimerKind::Track => 8,
        TimerKind::Unattended | TimerKind::Decline | TimerKind::Late | TimerKind::Complete => 64,
    }
}

/// Deals with timers until told to stop.
#[derive(Debug)]
pub(super) struct Worker {
    state: AppState,
    parcels: Parcels,
    permits: HashMap<TimerKind, Arc<Semaphore>>,
}

impl Worker {
    pub(super) fn new(state: AppState, parcels: Parcels) -> Self {
        let permits = TimerKind::ALL.into_iter().map(|kind| (kind, Arc::new(Semaphore::new(at_once(kind)))));
        Self { state, parcels, permits: permits.collect() }
    }

    /// Runs until `stopping`; nothing that was begun is left behind.
    pub(super) async fn run(self, mut stopping: watch::Receiver<bool>) {
        let mut working = JoinSet::new();
        while !*stopping.borrow() {
            let again_at = self.begin(&mut working).await;
            tokio::select! {
                // A sender that is gone means the same.
                _ = stopping.wait_for(|stop| *stop) => {}
                // The end of one leaves room for the next.
                Some(_) = working.join_next() => while working.try_join_next().is_some() {},
                () = self.state.timers.wake.notified() => {}
                () = tokio::time::sleep_until(again_at) => {}
            }
        }
        while working.join_next().await.is_some() {}
    }

    /// Begins what is due, as far as there is room for it. Returns when to look again if nothing happens before.
    async fn begin(&self, working: &mut JoinSet<()>) -> Instant {
        let latest = Instant::now() + LOOK;
        let next = match self.state.store.next_timers().await {
            Ok(next) => next,
            Err(error) => {
                tracing::warn!(%error, "timers cannot be read now, trying again");
                return Instant::now() + RETRY;
            }
        };
        let mut again_at = latest;
        for (kind, due_at) in next {
            let now = Timestamp::now();
            if due_at > now {
                let wait = Duration::try_from(due_at.duration_since(now)).unwrap_or(Duration::ZERO);
                again_at = again_at.min(Instant::now() + wait.max(BREATH));
                continue;
            }
            match self.begin_kind(kind, working, now).await {
                // There may be more of them; when there is no room, the end of one is the reason to look.
                Ok(true) => again_at = Instant::now() + BREATH,
                Ok(false) => {}
                Err(error) => {
                    tracing::warn!(%error, timer = %kind, "timers cannot be begun now, trying again");
                    again_at = again_at.min(Instant::now() + RETRY);
                }
            }
        }
        again_at
    }

    /// Whether there was room for any.
    async fn begin_kind(
        &self,
        kind: TimerKind,
        working: &mut JoinSet<()>,
        now: Timestamp,
    ) -> Result<bool, WriteError> {
        let permits = &self.permits[&kind];
        let room = permits.available_permits();
        if room == 0 {
            return Ok(false);
        }
        for timer in self.state.store.begin_timers(kind, room, now).await? {
            let permit = Arc::clone(permits).try_acquire_owned();
            let permit = permit.expect("only this task takes permits, and it has counted them");
            let (state, parcels) = (self.state.clone(), self.parcels.clone());
            working.spawn(async move {
                deal_with(&state, &parcels, timer).await;
                drop(permit);
            });
        }
        Ok(true)
    }
}

async fn deal_with(state: &AppState, parcels: &Parcels, timer: DueTimer) {
    let found = look(state, parcels, &timer, Timestamp::now()).await;
    let counts = state.timers.counts();
    for attempt in 1..=WRITES {
        match write(state, &timer, &found, Timestamp::now()).await {
            Ok(end) => {
                tracing::debug!(timer = %timer.kind, order.id = %timer.order, ?end, "a timer ran out");
                Counts::add(match (&found, &end) {
                    (Found::NotNow { .. }, _) => &counts.put_off,
                    (Found::Hopeless(_), _) | (_, TimerEnd::Failed(_)) => &counts.failed,
                    _ => &counts.done,
                });
                return;
            }
            // The write itself is at fault, not the moment: an order that cannot be read must not hold up the others.
            Err(error @ (WriteError::Defect(_) | WriteError::UnknownApp(_))) => {
                tracing::error!(%error, timer = %timer.kind, order.id = %timer.order, "a timer could not take effect");
                Counts::add(&counts.put_off);
                return leave(state, &timer, error.to_string()).await;
            }
            Err(error) if attempt == WRITES => {
                tracing::error!(%error, timer = %timer.kind, order.id = %timer.order, "a timer is left to the next start");
            }
            Err(_) => tokio::time::sleep(RETRY).await,
        }
    }
}

/// What has to be found out elsewhere before the timer can have its effect.
pub(super) async fn look(state: &AppState, parcels: &Parcels, timer: &DueTimer, now: Timestamp) -> Found {
    let looked = match timer.kind {
        TimerKind::Expire => payments::before_expiry(state, timer, now).await,
        TimerKind::Recover => payments::recover(state, timer, now).await,
        TimerKind::Track => parcels.ask(state, timer, now).await,
        TimerKind::Unattended | TimerKind::Decline | TimerKind::Late | TimerKind::Complete => {
            Ok(Found::Reports(Vec::new()))
        }
    };
    looked.unwrap_or_else(|error| Found::NotNow {
        until: after(now, pause(timer.attempts)),
        error: error.to_string(),
    })
}

pub(super) async fn write(
    state: &AppState,
    timer: &DueTimer,
    found: &Found,
    now: Timestamp,
) -> Result<TimerEnd, WriteError> {
    match found {
        Found::Reports(reports) => state.store.end_timer(timer.clone(), reports.clone(), now).await,
        Found::NotNow { until, error } => {
            let held = state.store.put_off_timer(timer.claim, *until, error.clone(), now).await?;
            Ok(if held { TimerEnd::Again(*until) } else { TimerEnd::Superseded })
        }
        Found::Hopeless(error) => {
            let held = state.store.give_up_timer(timer.claim, error.clone(), now).await?;
            Ok(if held { TimerEnd::Failed(error.clone()) } else { TimerEnd::Superseded })
        }
    }
}

/// Puts off a timer that cannot be written, and gives it up in the end.
async fn leave(state: &AppState, timer: &DueTimer, error: String) {
    let now = Timestamp::now();
    let left = if timer.attempts < ATTEMPTS {
        state.store.put_off_timer(timer.claim, after(now, pause(timer.attempts)), error, now).await
    } else {
        state.store.give_up_timer(timer.claim, error, now).await
    };
    if let Err(error) = left {
        tracing::error!(%error, timer = %timer.kind, "a timer is left to the next start");
    }
}
