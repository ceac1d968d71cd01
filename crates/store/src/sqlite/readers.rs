//! The connections that read. Few are enough: a read takes well under a millisecond, and more of them would only share
//! the same cores.

use std::path::Path;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rusqlite::Connection;
use tokio::sync::Semaphore;

use crate::error::{Defect, Outage, ReadError};

use super::error::DbError;
use super::gauges::Gauges;
use super::schema;
use super::statement::execute;

/// A pool of read-only connections.
pub(super) struct Readers {
    permits: Arc<Semaphore>,
    idle: Arc<Mutex<Vec<Connection>>>,
    count: u32,
    gauges: Arc<Gauges>,
}

/// A read under way; counted however it ends.
struct Underway<'g> {
    gauges: &'g Gauges,
    began: Instant,
}

impl<'g> Underway<'g> {
    fn begin(gauges: &'g Gauges) -> Self {
        gauges.reads_now.fetch_add(1, Ordering::Relaxed);
        Self { gauges, began: Instant::now() }
    }
}

impl Drop for Underway<'_> {
    fn drop(&mut self) {
        self.gauges.reads_now.fetch_sub(1, Ordering::Relaxed);
        self.gauges.read_times.add_time(self.began.elapsed());
    }
}

/// A connection that goes back to the pool however the read ends.
struct Lease {
    conn: Option<Connection>,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Readers {
    pub(super) fn open(file: &Path, count: usize, gauges: Arc<Gauges>) -> rusqlite::Result<Self> {
        let idle = (0..count).map(|_| schema::open_reader(file)).collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(Self {
            permits: Arc::new(Semaphore::new(count)),
            idle: Arc::new(Mutex::new(idle)),
            count: u32::try_from(count).expect("nobody opens four billion connections"),
            gauges,
        })
    }

    pub(super) fn count(&self) -> usize {
        self.count as usize
    }

    /// See [`super::Database::read`].
    pub(super) async fn run<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<ReadError> + Send + 'static,
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
    {
        let _underway = Underway::begin(&self.gauges);
        let permit = Arc::clone(&self.permits)
            .acquire_owned()
            .await
            .map_err(|_| ReadError::from(Outage::stopped()))?;
        let idle = Arc::clone(&self.idle);
        let read = tokio::task::spawn_blocking(move || {
            let lease = Lease::take(idle);
            let result = in_transaction(lease.conn(), work);
            drop(lease);
            drop(permit);
            result
        });
        read.await.unwrap_or_else(|_| Err(ReadError::from(Defect::new("a read panicked")).into()))
    }

    /// Waits for the reads that are under way and closes the connections; later reads are answered with an outage.
    pub(super) async fn close(&self) {
        let Ok(all) = self.permits.acquire_many(self.count).await else { return };
        self.permits.close();
        drop(all);
        let connections = std::mem::take(&mut *locked(&self.idle));
        drop(connections);
    }
}

impl Lease {
    fn take(idle: Arc<Mutex<Vec<Connection>>>) -> Self {
        let conn = locked(&idle).pop();
        Self { conn, idle }
    }

    fn conn(&self) -> &Connection {
        self.conn.as_ref().expect("there are as many connections as permits")
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        if let Some(conn) = self.conn.take() {
            locked(&self.idle).push(conn);
        }
    }
}

fn in_transaction<T, E: From<ReadError>>(
    conn: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, E>,
) -> Result<T, E> {
    let failed = |error: DbError| E::from(error.into());
    if !conn.is_autocommit() {
        // A read panicked on this connection and left its transaction behind.
        execute(conn, "ROLLBACK", []).map_err(failed)?;
    }
    execute(conn, "BEGIN", []).map_err(failed)?;
    let result = work(conn);
    // Some errors have ended the transaction already. It wrote nothing, so this is as good as COMMIT.
    if !conn.is_autocommit() {
        execute(conn, "ROLLBACK", []).map_err(failed)?;
    }
    result
}

/// The list is whole whatever happened while it was locked: pushing and popping cannot stop half-way.
fn locked(idle: &Mutex<Vec<Connection>>) -> std::sync::MutexGuard<'_, Vec<Connection>> {
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}
