//! Work for later: what must happen at a time, or again until it succeeds, survives the process that asked for it.
//!
//! A job is added in the transaction of whatever makes it necessary, and goes away in the transaction of its effect. So
//! it is begun at least once however often the process is killed, and its effect in this database happens exactly once:
//! whoever finishes a job names the claim under which it was begun, and a claim that was superseded finishes nothing.
//! Effects outside the database, such as a request to another server, are at least once.
//!
//! What a kind of job means is not known here. The methods of a kind (see [`crate::webhook`]) claim and finish their jobs
//! together with their own rows.

use jiff::Timestamp;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::sqlite::jobs;
use crate::store::Store;

/// The row of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct JobId(
    /// The row's number.
    pub i64,
);

/// A job to be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// For whom.
    pub app: AppId,
    /// Which work it is.
    pub kind: &'static str,
    /// How it stands to other jobs.
    pub standing: Standing,
    /// Not before then.
    pub due_at: Timestamp,
    /// What whoever does it needs to know; JSON by custom.
    pub payload: String,
}

/// How a job stands to other jobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It has nothing to do with any other.
    Alone,
    /// It is done after all jobs that were added to the lane before it, whenever they are due. A job that is given up
    /// holds nobody up.
    Lane(String),
    /// It takes the place of the app's job of this kind and name, if there is one: a timer that is set anew.
    Named(String),
}

/// The right to finish a job that was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct JobClaim {
    /// The job.
    pub job: JobId,
    /// Which of its claims this is.
    pub(crate) number: i64,
}

/// A job that the caller has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// With this it is finished.
    pub claim: JobClaim,
    /// See [`NewJob::app`].
    pub app: AppId,
    /// How often it was begun, this time included.
    pub attempts: u32,
    /// See [`NewJob::payload`].
    pub payload: String,
    /// When it was added.
    pub created_at: Timestamp,
}

/// What becomes of a job that was begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobEnd {
    /// Its work is done, and it goes away.
    Done,
    /// It is to be begun again.
    Again {
        /// Not before then.
        due_at: Timestamp,
        /// Why it did not succeed; empty when it did, and is done regularly.
        error: String,
    },
    /// It will not succeed. It is kept for a while, to be looked at.
    Failed {
        /// Why.
        error: String,
    },
}

impl Store {
    /// A counter that goes up after jobs were added through this store, timers of orders excepted, which
    /// [`Store::next_timers`] tells of. A look at the clock is needed besides: jobs become due by themselves, and another
    /// process may add some.
    pub fn jobs_added(&self) -> tokio::sync::watch::Receiver<u64> {
        self.db.jobs_added().subscribe()
    }

    /// Adds a job by itself. One that belongs to another change is added with that change.
    ///
    /// # Errors
    /// [`WriteError::UnknownApp`], or the write failed.
    pub async fn add_job(&self, job: NewJob, now: Timestamp) -> Result<JobId, WriteError> {
        self.db.write(move |tx| Ok::<_, WriteError>(jobs::add(tx, &job, now)?)).await
    }

    /// Begins up to `limit` jobs of a kind that are due, the longest due first.
    ///
    /// # Errors
    /// When the write failed; nothing was begun.
    pub async fn claim_jobs(
        &self,
        kind: &'static str,
        limit: usize,
        now: Timestamp,
    ) -> Result<Vec<Job>, WriteError> {
        self.db.write(move |tx| Ok(jobs::claim(tx, kind, limit, now)?)).await
    }

    /// Ends a job that was begun; `false` when the claim does not hold any more, and then nothing was changed.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn finish_job(&self, claim: JobClaim, end: JobEnd, now: Timestamp) -> Result<bool, WriteError> {
        self.db.write(move |tx| Ok(jobs::finish(tx, claim, &end, now)?)).await
    }

    /// Takes back the app's job of this kind and name, even while somebody is at it: it will finish nothing. `false` when
    /// there is none.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn cancel_job(&self, app: AppId, kind: &'static str, name: String) -> Result<bool, WriteError> {
        self.db.write(move |tx| Ok(jobs::cancel(tx, app, kind, &name)?)).await
    }

    /// Gives back what a process had begun that is gone; to be called once, by the only server of the folder, before it
    /// claims anything. Returns how many jobs that were.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn release_jobs(&self, now: Timestamp) -> Result<usize, WriteError> {
        self.db
            .write(move |tx| {
                jobs::rebase(tx, now)?;
                Ok(jobs::release(tx)?)
            })
            .await
    }

    /// To be called when the clock was set back: jobs whose time was chosen in what is now the future wait as long as
    /// they were to wait then, from now on.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn rebase_jobs(&self, now: Timestamp) -> Result<usize, WriteError> {
        self.db.write(move |tx| Ok(jobs::rebase(tx, now)?)).await
    }

    /// When the next job of a kind is due.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn next_job_due(&self, kind: &'static str) -> Result<Option<Timestamp>, ReadError> {
        self.db.read(move |conn| Ok(jobs::next_due(conn, kind)?)).await
    }

    /// Forgets jobs that were given up before a time; returns how many.
    ///
    /// # Errors
    /// When a write failed.
    pub async fn prune_jobs(&self, before: Timestamp) -> Result<usize, WriteError> {
        self.db.write_in_steps(move |tx| Ok(jobs::prune(tx, before)?)).await
    }
}
