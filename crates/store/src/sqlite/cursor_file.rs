//! The database behind [`crate::cursors`], and the thread that writes it.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;

use jiff::Timestamp;
use rusqlite::{Connection, OpenFlags, params};
use tokio::sync::oneshot;

use crate::app::AppId;
use crate::cursors::{CursorChange, CursorKey, CursorRow};
use crate::error::OutageKind;

use super::columns::time;
use super::error::{DbError, outage_kind};
use super::files;
use super::statement::{execute, row, rows};

/// Changes with the table: a file of another layout is replaced, as no reader loses more than a repetition by it.
const LAYOUT: i64 = 1;

const CREATE: &str = "CREATE TABLE cursors (
        app_id   BIGINT NOT NULL,
        identity BLOB   NOT NULL,
        channel  TEXT   NOT NULL,
        slot     BIGINT NOT NULL,
        seq      BIGINT NOT NULL,
        at       BIGINT NOT NULL,
        PRIMARY KEY (app_id, identity, channel, slot)
    ) WITHOUT ROWID;
    CREATE INDEX cursors_by_age ON cursors (at);";

const LOAD: &str = "SELECT app_id, identity, channel, slot, seq, at FROM cursors";

const PUT: &str =
    "INSERT INTO cursors (app_id, identity, channel, slot, seq, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    ON CONFLICT (app_id, identity, channel, slot) DO UPDATE SET seq = excluded.seq, at = excluded.at";

const FORGET: &str = "DELETE FROM cursors WHERE app_id = ?1 AND identity = ?2 AND channel = ?3 AND slot = ?4";

const PRUNE: &str = "DELETE FROM cursors WHERE at < ?1";

/// What the thread is asked; it answers when it is done.
pub(crate) enum Message {
    Save(Vec<CursorChange>, oneshot::Sender<()>),
    Prune(Timestamp, oneshot::Sender<()>),
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
    /// The newest of what could not be written yet, by reader.
    unsaved: HashMap<CursorKey, Option<(i64, Timestamp)>>,
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
        let state = Thread { file, conn, unsaved: HashMap::new(), failing: false };
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
            let (done, closing) = match message {
                Message::Save(changes, done) => {
                    self.save(changes);
                    (done, false)
                }
                Message::Prune(before, done) => {
                    self.prune(before);
                    (done, false)
                }
                Message::Close(done) => {
                    self.save(Vec::new());
                    self.conn = None;
                    (done, true)
                }
            };
            if done.send(()).is_err() {
                tracing::debug!("nobody waited for the positions of readers to be written");
            }
            if closing {
                return;
            }
        }
    }

    fn save(&mut self, changes: Vec<CursorChange>) {
        let Some(conn) = &self.conn else { return };
        self.unsaved.extend(changes.into_iter().map(|change| match change {
            CursorChange::Put(CursorRow { key, seq, at }) => (key, Some((seq, at))),
            CursorChange::Forget(key) => (key, None),
        }));
        if self.unsaved.is_empty() {
            return;
        }
        match write(conn, &self.unsaved) {
            Ok(()) => {
                self.unsaved.clear();
                if std::mem::take(&mut self.failing) {
                    tracing::info!("positions of readers can be written again");
                }
            }
            Err(error) => self.failed(&error),
        }
    }

    fn prune(&mut self, before: Timestamp) {
        let Some(conn) = &self.conn else { return };
        if let Err(error) = execute(conn, PRUNE, [before.as_microsecond()]) {
            self.failed(&error);
        }
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

fn write(conn: &Connection, changes: &HashMap<CursorKey, Option<(i64, Timestamp)>>) -> Result<(), DbError> {
    execute(conn, "BEGIN IMMEDIATE", [])?;
    for (CursorKey { app, identity, channel, slot }, position) in changes {
        let slot = slot.cast_signed();
        match position {
            Some((seq, at)) => {
                execute(conn, PUT, params![app.0, identity, channel, slot, seq, at.as_microsecond()])?
            }
            None => execute(conn, FORGET, params![app.0, identity, channel, slot])?,
        };
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
            key: CursorKey {
                app: AppId(row.get("app_id")?),
                identity: row.get("identity")?,
                channel: row.get("channel")?,
                slot: row.get::<_, i64>("slot")?.cast_unsigned(),
            },
            seq: row.get("seq")?,
            at: time(row, "at")?,
        })
    })?;
    Ok((conn, rows))
}

fn is_damaged(error: &DbError) -> bool {
    matches!(error, DbError::Sqlite(error) if outage_kind(error) == Some(OutageKind::Corrupt))
}
