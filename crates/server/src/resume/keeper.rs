//! Carries the positions of clients between the hub's table and the file that outlives the process.

use std::{path::Path, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use orderbell_hub::{CursorIdentity, Cursors};
use orderbell_store::{AppId, CursorChanges, CursorFile, CursorRow};
use tokio::sync::oneshot;

/// How often changes are written: how much a crash makes clients hear twice, at most.
const SAVE_EVERY: Duration = Duration::from_secs(1);

/// The table and its file.
#[derive(Debug)]
pub struct CursorKeeper {
    cursors: Arc<Cursors>,
    file: CursorFile,
}

impl CursorKeeper {
    /// Opens the file of a data folder and fills a new table from it. Positions are kept for `keep`, at most `limit` of
    /// them. Blocks while it reads.
    #[must_use]
    pub fn open(dir: &Path, keep: Duration, limit: usize) -> Self {
        let oldest =
            SignedDuration::try_from(keep).ok().and_then(|keep| Timestamp::now().checked_sub(keep).ok());
        let (file, rows) = CursorFile::open(dir, oldest.unwrap_or(Timestamp::MIN));
        let cursors = Arc::new(Cursors::new(keep, limit));
        cursors.restore(rows.into_iter().filter_map(from_file));
        Self { cursors, file }
    }

    /// The table, for the hub.
    #[must_use]
    pub fn cursors(&self) -> Arc<Cursors> {
        Arc::clone(&self.cursors)
    }

    /// Saves until it is told to stop, and then once more.
    pub async fn run(self, stop: oneshot::Receiver<()>) {
        let mut every = tokio::time::interval(SAVE_EVERY);
        let mut stop = std::pin::pin!(stop);
        loop {
            tokio::select! {
                _ = every.tick() => self.save().await,
                // Whoever could tell it to stop being gone is the same.
                _ = stop.as_mut() => break,
            }
        }
        self.save().await;
        self.file.close().await;
    }

    async fn save(&self) {
        let changes = self.cursors.changes();
        if changes.is_empty() {
            return;
        }
        let rows = CursorChanges {
            written: changes.written.iter().filter_map(to_file).collect(),
            forgotten: changes.forgotten.clone(),
        };
        if self.file.save(rows).await.is_err() {
            self.cursors.put_back(changes);
        }
    }
}

const TAB: u8 = 1;
const COOKIE: u8 = 2;
const USER: u8 = 3;

fn to_file(row: &orderbell_hub::CursorRow) -> Option<CursorRow> {
    let tagged = |tag: u8, bytes: &[u8]| [&[tag], bytes].concat();
    Some(CursorRow {
        app: AppId(row.app),
        epoch: Arc::clone(&row.epoch),
        identity: match &row.identity {
            CursorIdentity::Tab(id) => tagged(TAB, id),
            CursorIdentity::Cookie(id) => tagged(COOKIE, id),
            CursorIdentity::User(user) => tagged(USER, user.as_bytes()),
        },
        channel: row.channel.as_str().to_owned(),
        slot: row.slot,
        seq: row.seq,
        at: Timestamp::from_microsecond(row.at).ok()?,
    })
}

/// `None` for what this version does not understand.
fn from_file(row: CursorRow) -> Option<orderbell_hub::CursorRow> {
    let (tag, id) = row.identity.split_first()?;
    Some(orderbell_hub::CursorRow {
        app: row.app.0,
        epoch: row.epoch,
        identity: match *tag {
            TAB => CursorIdentity::Tab(id.try_into().ok()?),
            COOKIE => CursorIdentity::Cookie(id.try_into().ok()?),
            USER => CursorIdentity::User(std::str::from_utf8(id).ok()?.into()),
            _ => return None,
        },
        channel: row.channel.parse().ok()?,
        slot: row.slot,
        seq: row.seq,
        at: row.at.as_microsecond(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_comes_back_as_it_was() {
        for identity in [
            CursorIdentity::Tab([7; 16]),
            CursorIdentity::Cookie([0; 16]),
            CursorIdentity::User("u \u{2603}".into()),
        ] {
            let row = orderbell_hub::CursorRow {
                app: 3,
                epoch: "e".into(),
                identity,
                channel: "private-admin.orders".parse().unwrap(),
                slot: (1 << 63) - 1,
                seq: 12,
                at: 1_795_223_340_123_456,
            };
            assert_eq!(from_file(to_file(&row).unwrap()), Some(row));
        }
    }

    #[test]
    fn what_is_not_understood_is_left_out() {
        let row = |identity: &[u8], channel: &str| CursorRow {
            app: AppId(1),
            epoch: "e".into(),
            identity: identity.into(),
            channel: channel.into(),
            slot: 1,
            seq: 1,
            at: Timestamp::UNIX_EPOCH,
        };
        for (identity, channel) in [
            (&b""[..], "a"),
            (&[9; 17], "a"),
            (&[TAB; 16], "a"),
            (&[USER, 0xff], "a"),
            (&[TAB; 17], "no channel"),
        ] {
            assert_eq!(from_file(row(identity, channel)), None);
        }
        assert!(from_file(row(&[TAB; 17], "a")).is_some());
    }
}
