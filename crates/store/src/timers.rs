//! Timers of orders: jobs that are set and taken back with the order, in the transaction of whatever changes it.
//!
//! Which timers an order has follows from its state ([`orderbell_orders::timer`]); here they become named jobs, so that
//! they survive the process. A timer that runs out is a question and not an order: what comes of it is decided about the
//! order as it is then, in the one transaction that also ends the job. So it has its effect exactly once, and none if it
//! comes too late. Whatever has to be found out elsewhere before, at a gateway or a courier, is found out by the server
//! and handed in as reports.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use orderbell_orders::{Command, OrderId};
use thiserror::Error;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::job::{JobClaim, JobEnd};
use crate::sqlite::{apps, jobs, timers};
use crate::store::Store;

/// What a timer is for. The names are the kinds of the jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimerKind {
    /// The time to pay.
    Expire,
    /// Calls for somebody to take the order.
    Unattended,
    /// The time to take it, where it is declined then.
    Decline,
    /// The time to make it, or to send it.
    Late,
    /// Completion without anybody's doing.
    Complete,
    /// A question to a gateway about a payment.
    Recover,
    /// A question to a courier about a parcel.
    Track,
}

/// A name that no timer has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no timer {0}")]
pub struct UnknownTimer(
    /// What was given.
    pub String,
);

/// A timer that has run out and is the caller's to deal with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueTimer {
    /// With this it is ended.
    pub claim: JobClaim,
    /// What it is for.
    pub kind: TimerKind,
    /// Whose order it belongs to.
    pub app: AppId,
    /// The order.
    pub order: OrderId,
    /// Provider and reference of the payment, for [`TimerKind::Recover`].
    pub payment: Option<(String, String)>,
    /// How often it was begun, this time included.
    pub attempts: u32,
}

/// What came of a timer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TimerEnd {
    /// Somebody else has it by now, or it was taken back. Nothing was changed.
    Superseded,
    /// The order has no such timer any more, or has set it anew.
    Done,
    /// The order still has it.
    Again(
        /// When it runs out next.
        Timestamp,
    ),
    /// The order should have changed and did not.
    Failed(
        /// Why.
        String,
    ),
}

impl TimerKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Expire,
        Self::Unattended,
        Self::Decline,
        Self::Late,
        Self::Complete,
        Self::Recover,
        Self::Track,
    ];

    /// The stable name, also the kind of its jobs.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Expire => "order.expire",
            Self::Unattended => "order.unattended",
            Self::Decline => "order.decline",
            Self::Late => "order.late",
            Self::Complete => "order.complete",
            Self::Recover => "payment.recover",
            Self::Track => "shipment.track",
        }
    }
}

impl fmt::Display for TimerKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for TimerKind {
    type Err = UnknownTimer;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| UnknownTimer(text.to_owned()))
    }
}

impl Store {
    /// When the next timer of each kind runs out; kinds without timers are left out.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_timers(&self) -> Result<Vec<(TimerKind, Timestamp)>, ReadError> {
        self.db
            .read(|conn| {
                let mut next = Vec::with_capacity(TimerKind::ALL.len());
                for kind in TimerKind::ALL {
                    if let Some(due_at) = jobs::next_due(conn, kind.as_str())? {
                        next.push((kind, due_at));
                    }
                }
                Ok(next)
            })
            .await
    }

    /// Begins up to `limit` timers of a kind that have run out, the longest due first.
    ///
    /// # Errors
    /// When the write failed; nothing was begun.
    pub async fn begin_timers(
        &self,
        kind: TimerKind,
        limit: usize,
        now: Timestamp,
    ) -> Result<Vec<DueTimer>, WriteError> {
        self.db.write(move |tx| Ok(timers::begin(tx, kind, limit, now)?)).await
    }

    /// Deals with a timer that was begun: carries out the `reports` of what was found out meanwhile, asks the order what
    /// the timer means to it, and ends the job or sets it to when the order has it next. All of it is one transaction. A
    /// report that the order refuses is left out; what it was refused for is in [`TimerEnd::Failed`] if the timer
    /// should have had an effect.
    ///
    /// # Errors
    /// When the write failed; nothing was changed.
    pub async fn end_timer(
        &self,
        timer: DueTimer,
        reports: Vec<Command>,
        now: Timestamp,
    ) -> Result<TimerEnd, WriteError> {
        self.db.write(move |tx| timers::end(tx, &timer, &reports, now)).await
    }

    /// Puts a timer off that could not be dealt with; `false` when somebody else has it by now.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn put_off_timer(
        &self,
        claim: JobClaim,
        due_at: Timestamp,
        error: String,
        now: Timestamp,
    ) -> Result<bool, WriteError> {
        self.finish_job(claim, JobEnd::Again { due_at, error }, now).await
    }

    /// Sets the timers of open orders anew whose app has got other rules since they were set: other flows, another
    /// courier, or a version of the program that knows more timers. Looks at a few orders at a time, between which other
    /// writes get their turn; what was interrupted begins again with the next call.
    ///
    /// # Errors
    /// When a write failed; what was set until then stays set.
    pub async fn catch_up_timers(&self, now: Timestamp) -> Result<(), WriteError> {
        let changed = self.db.write(|tx| Ok::<_, WriteError>(apps::with_changed_rules(tx)?)).await?;
        for (app, revision) in changed {
            let mut last = None;
            loop {
                last = self.db.write(move |tx| timers::catch_up(tx, app, last, now)).await?;
                if last.is_none() {
                    break;
                }
            }
            self.db.write(move |tx| Ok::<_, WriteError>(apps::note_timed(tx, app, revision)?)).await?;
        }
        Ok(())
    }

    /// Gives a timer up that cannot be dealt with; `false` when somebody else has it by now.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn give_up_timer(
        &self,
        claim: JobClaim,
        error: String,
        now: Timestamp,
    ) -> Result<bool, WriteError> {
        self.finish_job(claim, JobEnd::Failed { error }, now).await
    }
}
