//! The one writer: a thread with the only connection that writes, and a bounded queue in front of it.
//!
//! It takes what has queued up, runs it in one transaction and answers after the commit. It never waits for more to come:
//! while one batch is being made durable the next one gathers by itself, so an idle server answers at once and a busy
//! one shares each flush of the disk among many. A command gets a savepoint, so that one that fails undoes itself alone.

mod batch;
mod command;

use std::fs::File;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;
use std::time::Instant;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot, watch};

use crate::error::{Outage, WriteError};

use super::apps::FlowsCache;
use super::gauges::Gauges;

pub(super) use command::Failure;
use command::{Call, Command};

/// Most commands of one transaction. Beyond a few dozen a larger batch records no more orders per second, it only
/// makes the first of them wait longer.
const MAX_BATCH: usize = 256;

/// Puts commands into the writer's queue.
pub(super) struct Writer {
    queue: mpsc::Sender<Message>,
}

/// What a command works with: the connection, inside the transaction.
pub(crate) struct Tx<'c> {
    pub(super) conn: &'c Connection,
    pub(super) flows: &'c FlowsCache,
    wrote_events: std::cell::Cell<bool>,
    added_jobs: std::cell::Cell<bool>,
}

enum Message {
    Run(Box<dyn Command>),
    Close(oneshot::Sender<()>),
}

/// The thread's own state.
struct Thread {
    conn: Connection,
    queue: mpsc::Receiver<Message>,
    head: watch::Sender<u64>,
    jobs_added: watch::Sender<u64>,
    flows: FlowsCache,
    gauges: Arc<Gauges>,
    /// Held as long as something may still be written, which is longer than the last handle of the store lives.
    lock: Option<File>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(
        conn: Connection,
        lock: Option<File>,
        queue: usize,
        gauges: Arc<Gauges>,
        jobs_added: watch::Sender<u64>,
    ) -> io::Result<(Self, watch::Receiver<u64>)> {
        let (sender, receiver) = mpsc::channel(queue);
        let (head, watcher) = watch::channel(0);
        let state =
            Thread { conn, queue: receiver, head, jobs_added, flows: FlowsCache::default(), gauges, lock };
        thread::Builder::new().name("orderbell-writer".into()).spawn(move || {
            if catch_unwind(AssertUnwindSafe(|| state.run())).is_err() {
                tracing::error!(
                    "the database writer has died, no order can be recorded until the server restarts"
                );
            }
        })?;
        Ok((Self { queue: sender }, watcher))
    }

    /// Writes that wait, and how many may.
    pub(super) fn queue(&self) -> (usize, usize) {
        let all = self.queue.max_capacity();
        (all - self.queue.capacity(), all)
    }

    /// Whether the thread still takes from the queue.
    pub(super) fn is_running(&self) -> bool {
        !self.queue.is_closed()
    }

    /// See [`super::Database::write`].
    pub(super) async fn run<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: Failure,
        F: FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (call, answer) = Call::new(work);
        self.queue.try_send(Message::Run(Box::new(call))).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => WriteError::Busy,
            mpsc::error::TrySendError::Closed(_) => Outage::stopped().into(),
        })?;
        // Without an answer the command was dropped from the queue of a writer that has stopped.
        answer.await.unwrap_or_else(|_| Err(WriteError::from(Outage::stopped()).into()))
    }

    /// Lets the writer finish what is queued before this call, fold the write-ahead log away and end.
    pub(super) async fn close(&self) {
        let (done, finished) = oneshot::channel();
        if self.queue.send(Message::Close(done)).await.is_ok() && finished.await.is_err() {
            tracing::error!("the database writer ended before it was finished");
        }
    }
}

impl Tx<'_> {
    /// Says that the log has grown, so that readers are woken after the commit.
    pub(super) fn note_events(&self) {
        self.wrote_events.set(true);
    }

    /// Says that there are more jobs, so that those who do them are woken after the commit.
    pub(super) fn note_jobs(&self) {
        self.added_jobs.set(true);
    }
}

impl Thread {
    fn run(mut self) {
        let mut closing = None;
        while closing.is_none()
            && let Some(first) = self.queue.blocking_recv()
        {
            let mut commands = Vec::new();
            let mut next = Some(first);
            while let Some(message) = next {
                match message {
                    Message::Run(command) => commands.push(command),
                    Message::Close(done) => {
                        closing = Some(done);
                        break;
                    }
                }
                next = if commands.len() < MAX_BATCH { self.queue.try_recv().ok() } else { None };
            }
            if !commands.is_empty() {
                self.serve(commands);
            }
        }
        self.finish();
        if let Some(done) = closing
            && done.send(()).is_err()
        {
            tracing::debug!("nobody waited for the database writer to end");
        }
    }

    fn serve(&self, mut commands: Vec<Box<dyn Command>>) {
        let began = Instant::now();
        match batch::run(&self.conn, &self.flows, &mut commands) {
            Ok(wrote) => {
                self.gauges.batch_times.add_time(began.elapsed());
                self.gauges.batch_sizes.add_count(commands.len());
                // Before the answers: whoever has added a job may count on it that those who do it have been woken.
                if wrote.jobs {
                    self.jobs_added.send_modify(|additions| *additions += 1);
                }
                for command in commands {
                    command.answer(Ok(()));
                }
                if wrote.events {
                    self.head.send_modify(|commits| *commits += 1);
                }
            }
            Err(error) => {
                self.gauges.failed_batches.fetch_add(1, Ordering::Relaxed);
                tracing::error!(
                    error = &error as &(dyn std::error::Error + 'static),
                    commands = commands.len(),
                    "a batch of writes failed, nothing of it was recorded"
                );
                for command in commands {
                    command.answer(Err(error.clone()));
                }
            }
        }
    }

    fn finish(self) {
        let Self { conn, lock, queue, .. } = self;
        // Commands that came after the closing are answered by being dropped.
        drop(queue);
        if let Err(error) = conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())) {
            tracing::warn!(%error, "the write-ahead log was not folded into the database, the next start does it");
        }
        if let Err((_, error)) = conn.close() {
            tracing::warn!(%error, "the database was not closed cleanly, the next start repairs it");
        }
        drop(lock);
    }
}
