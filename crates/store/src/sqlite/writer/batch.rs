//! One transaction for many commands.
//!
//! A command that fails is undone alone. But a full disk or an I/O error can make SQLite roll the whole transaction back
//! by itself, in the middle of a batch; the commands that come after would then be written one by one, outside any
//! transaction, and those before be lost although they succeeded. So after every step the transaction is checked, and
//! when it is gone the whole batch has failed.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::Connection;

use crate::error::{Outage, OutageKind, WriteError};

use super::super::apps::FlowsCache;
use super::super::statement::execute;
use super::Tx;
use super::command::{Command, Verdict};

/// What others have to be told of after a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wrote {
    pub(super) events: bool,
    pub(super) jobs: bool,
}

/// Runs and commits the commands; says what was written. After an error nothing of any of them is there.
pub(super) fn run(
    conn: &Connection,
    flows: &FlowsCache,
    commands: &mut [Box<dyn Command>],
) -> Result<Wrote, WriteError> {
    let result = attempt(conn, flows, commands);
    if result.is_err() && !conn.is_autocommit() {
        // After this fails as well the connection is of no use; the next BEGIN reports it.
        if let Err(error) = execute(conn, "ROLLBACK", []) {
            tracing::error!(%error, "a failed batch was not rolled back");
        }
    }
    result
}

fn attempt(
    conn: &Connection,
    flows: &FlowsCache,
    commands: &mut [Box<dyn Command>],
) -> Result<Wrote, WriteError> {
    let tx = Tx { conn, flows, wrote_events: Cell::new(false), added_jobs: Cell::new(false) };
    execute(conn, "BEGIN IMMEDIATE", []).map_err(WriteError::from)?;
    for command in commands {
        execute(conn, "SAVEPOINT command", []).map_err(WriteError::from)?;
        let verdict = catch_unwind(AssertUnwindSafe(|| command.run(&tx))).unwrap_or_else(|_| {
            tracing::error!("a command panicked and was undone");
            Verdict::Undo(None)
        });
        let undo = match verdict {
            Verdict::Keep => None,
            Verdict::Undo(outage) => Some(outage),
        };
        if conn.is_autocommit() {
            let lost = || Outage { kind: OutageKind::Io, source: None };
            return Err(undo.flatten().unwrap_or_else(lost).into());
        }
        if undo.is_some() {
            execute(conn, "ROLLBACK TO command", []).map_err(WriteError::from)?;
        }
        execute(conn, "RELEASE command", []).map_err(WriteError::from)?;
    }
    execute(conn, "COMMIT", []).map_err(WriteError::from)?;
    Ok(Wrote { events: tx.wrote_events.get(), jobs: tx.added_jobs.get() })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc;

    use tempfile::TempDir;
    use tokio::sync::oneshot;
    use tokio::task::JoinHandle;

    use crate::error::{OutageKind, ReadError, WriteError};
    use crate::open::StoreConfig;
    use crate::sqlite::Database;
    use crate::sqlite::error::DbError;
    use crate::sqlite::statement::{execute, row};

    type Answer = Result<(), WriteError>;
    type Work = fn(&super::Tx<'_>) -> Answer;

    fn insert(tx: &super::Tx<'_>) -> Answer {
        execute(tx.conn, "INSERT INTO t VALUES (zeroblob(10))", [])?;
        tx.note_events();
        Ok(())
    }

    /// More than the file may hold.
    fn insert_too_much(tx: &super::Tx<'_>) -> Answer {
        execute(tx.conn, "INSERT INTO t VALUES (zeroblob(10000000))", [])?;
        Ok(())
    }

    /// As a command would that does not notice its failure.
    fn insert_too_much_and_go_on(tx: &super::Tx<'_>) -> Answer {
        insert_too_much(tx).unwrap_err();
        Ok(())
    }

    fn roll_everything_back(tx: &super::Tx<'_>) -> Answer {
        execute(tx.conn, "ROLLBACK", [])?;
        Ok(())
    }

    async fn limited() -> (Arc<Database>, TempDir) {
        let dir = tempfile::tempdir().unwrap();
        let db = Arc::new(Database::open(StoreConfig::new(dir.path())).unwrap());
        db.write(|tx| execute(tx.conn, "CREATE TABLE t (x BLOB)", []).map_err(WriteError::from))
            .await
            .unwrap();
        limit(&db, "PRAGMA max_page_count = 200").await;
        (db, dir)
    }

    async fn limit(db: &Database, pragma: &'static str) {
        db.write(move |tx| Ok::<_, WriteError>(row(tx.conn, pragma, [], |_| Ok(()))?)).await.unwrap();
    }

    async fn count(db: &Database) -> i64 {
        let counted = db.read(|conn| {
            let n = row(conn, "SELECT count(*) FROM t", [], |row| Ok(row.get(0)?));
            n.map_err(|error: DbError| ReadError::from(error))
        });
        counted.await.unwrap().unwrap()
    }

    /// Runs the commands as one batch: they are queued while the writer is held inside another command.
    async fn batch(db: &Arc<Database>, works: &[Work]) -> Vec<Answer> {
        let (go_on, wait) = mpsc::channel::<()>();
        let (entered, inside) = oneshot::channel();
        let holder = Arc::clone(db);
        let held = tokio::spawn(async move {
            let hold = holder.write(move |_| {
                entered.send(()).unwrap();
                wait.recv().unwrap();
                Ok::<_, WriteError>(())
            });
            hold.await.unwrap();
        });
        inside.await.unwrap();
        let mut answers: Vec<JoinHandle<Answer>> = Vec::new();
        for work in works.iter().copied() {
            let db = Arc::clone(db);
            let mut write = Box::pin(async move { db.write(work).await });
            let first =
                std::future::poll_fn(|context| std::task::Poll::Ready(write.as_mut().poll(context))).await;
            assert!(first.is_pending());
            answers.push(tokio::spawn(write));
        }
        go_on.send(()).unwrap();
        held.await.unwrap();
        let mut collected = Vec::new();
        for answer in answers {
            collected.push(answer.await.unwrap());
        }
        collected
    }

    fn outage(answer: &Answer) -> OutageKind {
        match answer {
            Err(WriteError::Unavailable(outage)) => outage.kind,
            other => panic!("{other:?}"),
        }
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_full_disk_fails_the_whole_batch_and_nothing_of_it_stays() {
        let (db, _dir) = limited().await;
        let head = db.head();
        let before = *head.borrow();
        let answers = batch(&db, &[insert, insert_too_much, insert]).await;
        for answer in &answers {
            assert_eq!(outage(answer), OutageKind::DiskFull);
            assert!(answer.as_ref().unwrap_err().to_string().contains("free some space"));
        }
        assert_eq!(count(&db).await, 0);
        assert_eq!(*head.borrow(), before);

        // Small writes still fit, and with more space everything does, without a restart.
        assert!(batch(&db, &[insert, insert]).await.iter().all(Result::is_ok));
        limit(&db, "PRAGMA max_page_count = 1000000").await;
        assert!(batch(&db, &[insert, insert_too_much]).await.iter().all(Result::is_ok));
        assert_eq!(count(&db).await, 4);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_lost_transaction_is_noticed_even_if_the_command_does_not_say_so() {
        let (db, _dir) = limited().await;
        let losses: [(Work, OutageKind); 2] =
            [(insert_too_much_and_go_on, OutageKind::Io), (roll_everything_back, OutageKind::Io)];
        for (loss, kind) in losses {
            let answers = batch(&db, &[insert, loss, insert]).await;
            assert!(answers.iter().all(|answer| outage(answer) == kind), "{answers:?}");
            assert_eq!(count(&db).await, 0, "neither what came before nor what came after");
        }
        assert!(batch(&db, &[insert]).await[0].is_ok());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_command_that_panics_is_undone_alone() {
        let (db, _dir) = limited().await;
        let panicking: Work = |tx| {
            insert(tx)?;
            panic!("a bug")
        };
        let answers = batch(&db, &[insert, panicking, insert]).await;
        assert!(answers[0].is_ok() && answers[2].is_ok());
        assert!(matches!(answers[1], Err(WriteError::Defect(_))));
        assert_eq!(count(&db).await, 2);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_read_that_panics_gives_its_connection_back() {
        let (db, _dir) = limited().await;
        for _ in 0..20 {
            let panicked = db.read(|conn| {
                row(conn, "SELECT count(*) FROM t", [], |_| Ok(()))?;
                if conn.is_autocommit() { Ok(()) } else { panic!("a bug in a read") }
            });
            let answer: Result<(), ReadError> = panicked.await;
            assert!(matches!(answer, Err(ReadError::Defect(_))));
        }
        batch(&db, &[insert]).await.remove(0).unwrap();
        assert_eq!(count(&db).await, 1);
    }
}
