//! The jobs of an app as people look at them: what waits, for how long, and what was given up; and the two things that a
//! person may do about one.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use orderbell_orders::{OrderCode, OrderId};
use thiserror::Error;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::job::JobId;
use crate::sqlite::job_list;
use crate::store::Store;
use crate::timers::TimerKind;

/// Where a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobState {
    /// To be begun from its time on.
    Ready,
    /// Behind another one of its lane.
    Parked,
    /// Somebody is at it.
    Running,
    /// Given up.
    Failed,
}

/// A state that no job has.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("there is no job state {0}; expected ready, parked, running or failed")]
pub struct UnknownJobState(
    /// What was given.
    pub String,
);

/// Which jobs.
#[derive(Debug, Clone, Default)]
pub struct JobQuery {
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only in this state.
    pub state: Option<JobState>,
    /// Only those that were added before this one.
    pub before: Option<JobId>,
    /// Most jobs, 1 to 200; what is outside is moved to the nearest.
    pub limit: usize,
}

/// A job with what can be told about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRow {
    /// Its row.
    pub id: JobId,
    /// Which work it is.
    pub kind: String,
    /// Where it is.
    pub state: JobState,
    /// When it is to be begun; for one that was given up, when that was.
    pub due_at: Timestamp,
    /// How often it was begun.
    pub attempts: u32,
    /// Why it did not succeed the last time.
    pub last_error: Option<String>,
    /// When it was added.
    pub created_at: Timestamp,
    /// The order that it is about.
    pub order: Option<(OrderId, OrderCode)>,
    /// The payment that it is about, by our reference.
    pub reference: Option<String>,
}

/// What a person may do about a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JobAction {
    /// Begin it now, even if somebody is at it.
    Retry,
    /// Take it back, even if somebody is at it.
    Cancel,
}

/// What came of that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobActed {
    /// It is done.
    Yes,
    /// The app has no such job, or no longer.
    Unknown,
    /// Jobs of this kind are not for people to touch in this way.
    Unsafe(
        /// The kind.
        String,
    ),
}

/// How many jobs of a kind there are that somebody should know of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobBacklog {
    /// The kind.
    pub kind: String,
    /// How many could have been begun by now.
    pub due: u64,
    /// How long the first of them has waited already.
    pub oldest_due: Option<Timestamp>,
    /// How many were given up and are kept.
    pub failed: u64,
}

impl JobState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Ready, Self::Parked, Self::Running, Self::Failed];

    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Parked => "parked",
            Self::Running => "running",
            Self::Failed => "failed",
        }
    }
}

impl fmt::Display for JobState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for JobState {
    type Err = UnknownJobState;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|state| state.as_str() == text);
        found.ok_or_else(|| UnknownJobState(text.to_owned()))
    }
}

impl JobAction {
    /// Whether a person may do this to a job of the kind. A webhook's job is a delivery, which has actions of its own;
    /// and an unpaid order whose expiry is taken back would hold its goods for ever.
    #[must_use]
    pub fn is_safe(self, kind: &str) -> bool {
        match kind.parse::<TimerKind>() {
            Ok(TimerKind::Expire) => self == Self::Retry,
            Ok(_) => true,
            Err(_) => false,
        }
    }
}

impl Store {
    /// The jobs of an app, the last added first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn jobs(&self, app: AppId, query: JobQuery) -> Result<Vec<JobRow>, ReadError> {
        self.db.read(move |conn| Ok(job_list::list(conn, app, &query)?)).await
    }

    /// Does what a person asked for about a job. Whoever is at it finishes nothing.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn act_on_job(
        &self,
        app: AppId,
        job: JobId,
        action: JobAction,
        now: Timestamp,
    ) -> Result<JobActed, WriteError> {
        self.db.write(move |tx| Ok(job_list::act(tx, app, job, action, now)?)).await
    }

    /// The jobs of all apps that are late or were given up, by kind.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn job_backlog(&self, now: Timestamp) -> Result<Vec<JobBacklog>, ReadError> {
        self.db.read(move |conn| Ok(job_list::backlog(conn, now)?)).await
    }
}
