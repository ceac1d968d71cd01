//! The database behind [`crate::cursors`], and the thread that writes it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, params};
use tokio::sync::oneshot;

use crate::app::AppId;
use crate::cursors::{CursorChanges, CursorRow, NotWritten};
use crate::error::OutageKind;

use super::columns::time;
use super::error::{DbError, outage_kind};
use super::files;
use super::statement::{execute, row, rows};

/// Changes with the table: a file of another layout is replaced, as no reader loses more than a repetition by it.
const LAYOUT: i64 = 1;

const CREATE: &str = "CREATE TABLE cursors (
        slot     BIGINT NOT NULL,
        identity BLOB   NOT NULL,
        app_id   BIGINT NOT NULL,
        epoch    TEXT   NOT NULL,
        channel  TEXT   NOT NULL,
        seq      BIGINT NOT NULL,
        at       BIGINT NOT NULL,
        PRIMARY KEY (slot, identity)
    ) WITHOUT ROWID;";

const LOAD: &str = "SELECT slot, identity, app_id, epoch, channel, seq, at FROM cursors";

const PUT: &str = "INSERT INTO cursors (slot, identity, app_id, epoch, channel, seq, at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
    ON CONFLICT (slot, identity) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, at = excluded.at";

const FORGET: &str = "DELETE FROM cursors WHERE slot = ?1";

const PRUNE: &str = "DELETE FROM cursors WHERE at < ?1";

/// What the thread is asked; it answers when it is done.
pub(crate) enum Message {
    Save(CursorChanges, oneshot::Sender<Result<(), NotWritten>>),
    Close(oneshot::Sender<()>),
}

/// The way to the thread, which ends when this is dropped.
pub(crate) struct CursorThread {
    /// Without bound, because every caller waits for the answer before it asks again.
    queue: Option<mpsc::Sender<Message>>,
}

struct Thread {
    file: PathBuf,
    conn: Option<Connection>,
    failing: bool,
}

impl CursorThread {
    pub(crate) fn start(dir: &Path, after: Timestamp) -> (Self, Vec<CursorRow>) {
        let file = dir.join("cursors.db");
        let (conn, rows) = match open_or_replace(&file, after) {
            Some((conn, rows)) => (Some(conn), rows),
            None => (None, Vec::new()),
        };
        let (sender, queue) = mpsc::channel();
        let state = Thread { file, conn, failing: false };
        let started =
            thread::Builder::new().name("orderbell-cursors".into()).spawn(move || state.run(&queue));
        if let Err(error) = &started {
            tracing::error!(%error, "positions of readers are not kept, a thread could not be started");
        }
        (Self { queue: started.is_ok().then_some(sender) }, rows)
    }

    /// False when nobody will answer.
    pub(crate) fn send(&self, message: Message) -> bool {
        self.queue.as_ref().is_some_and(|queue| queue.send(message).is_ok())
    }
}

impl Thread {
    fn run(mut self, queue: &mpsc::Receiver<Message>) {
        while let Ok(message) = queue.recv() {
            let heard = match message {
                Message::Save(changes, done) => done.send(self.save(&changes)).is_ok(),
                Message::Close(done) => {
                    self.conn = None;
                    if done.send(()).is_err() {
                        tracing::debug!("nobody waited for the positions of readers to be closed");
                    }
                    return;
                }
            };
            if !heard {
                tracing::debug!("nobody waited for the positions of readers to be written");
            }
        }
    }

    fn save(&mut self, changes: &CursorChanges) -> Result<(), NotWritten> {
        // Without a file there will be none until the next start.
        let Some(conn) = &self.conn else { return Ok(()) };
        if let Err(error) = write(conn, changes) {
            self.failed(&error);
            return Err(NotWritten);
        }
        if std::mem::take(&mut self.failing) {
            tracing::info!("positions of readers can be written again");
        }
        Ok(())
    }

    fn failed(&mut self, error: &DbError) {
        if let Some(conn) = self.conn.as_ref().filter(|conn| !conn.is_autocommit())
            && let Err(error) = execute(conn, "ROLLBACK", [])
        {
            tracing::debug!(%error, "a failed write of positions was not rolled back");
        }
        if is_damaged(error) {
            tracing::warn!(file = %self.file.display(), %error, "the positions of readers are damaged, beginning anew");
            self.conn = None;
            self.conn = replace(&self.file);
        } else if !std::mem::replace(&mut self.failing, true) {
            // Once, not every second until somebody has freed some space.
            tracing::warn!(
                file = %self.file.display(), %error,
                "positions of readers cannot be written; after a restart they may get events twice"
            );
        }
    }
}

fn write(conn: &Connection, changes: &CursorChanges) -> Result<(), DbError> {
    execute(conn, "BEGIN IMMEDIATE", [])?;
    for row in &changes.written {
        let CursorRow { app, epoch, identity, channel, slot, seq, at } = row;
        let values = params![slot.cast_signed(), identity, app.0, epoch, channel, seq, at.as_microsecond()];
        execute(conn, PUT, values)?;
    }
    for slot in &changes.forgotten {
        execute(conn, FORGET, [slot.cast_signed()])?;
    }
    execute(conn, "COMMIT", [])?;
    Ok(())
}

fn open_or_replace(file: &Path, after: Timestamp) -> Option<(Connection, Vec<CursorRow>)> {
    match open(file, after) {
        Ok(opened) => Some(opened),
        Err(error) => {
            tracing::warn!(
                file = %file.display(), %error,
                "the positions of readers cannot be used, beginning anew; those who come back are taken for new ones"
            );
            Some((replace(file)?, Vec::new()))
        }
    }
}

fn replace(file: &Path) -> Option<Connection> {
    for suffix in ["", "-wal", "-shm"] {
        let mut path = file.as_os_str().to_owned();
        path.push(suffix);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                tracing::warn!(file = %file.display(), %error, "a file of no use could not be removed");
            }
            _ => {}
        }
    }
    match open(file, Timestamp::MIN) {
        Ok((conn, _)) => Some(conn),
        Err(error) => {
            tracing::warn!(
                file = %file.display(), %error,
                "positions of readers are not kept; after a restart those who come back are taken for new ones"
            );
            None
        }
    }
}

fn open(file: &Path, after: Timestamp) -> Result<(Connection, Vec<CursorRow>), DbError> {
    files::private_file(file).map_err(|error| DbError::Value { what: "file", text: error.to_string() })?;
    let conn = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    conn.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    // A power cut may take the last writes along, which costs repetitions; the file stays whole.
    conn.pragma_update(None, "synchronous", "NORMAL")?;
    let layout: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if layout == 0 {
        conn.execute_batch(CREATE)?;
        conn.pragma_update(None, "user_version", LAYOUT)?;
    } else if layout != LAYOUT {
        return Err(DbError::Value { what: "layout", text: layout.to_string() });
    }
    let sound = row(&conn, "PRAGMA quick_check(1)", [], |row| Ok(row.get::<_, String>(0)?))?;
    if sound.as_deref() != Some("ok") {
        return Err(DbError::Broken("the file does not pass its check"));
    }
    execute(&conn, PRUNE, [after.as_microsecond()])?;
    let rows = rows(&conn, LOAD, [], |row| {
        Ok(CursorRow {
            slot: row.get::<_, i64>("slot")?.cast_unsigned(),
            identity: row.get("identity")?,
            app: AppId(row.get("app_id")?),
            epoch: row.get("epoch")?,
            channel: row.get("channel")?,
            seq: row.get("seq")?,
            at: time(row, "at")?,
        })
    })?;
    Ok((conn, rows))
}

fn is_damaged(error: &DbError) -> bool {
    matches!(error, DbError::Sqlite(error) if outage_kind(error) == Some(OutageKind::Corrupt))
}
