//! How far each client has come on each tracked channel, beyond the life of its connection.
//!
//! A *slot* is the position of one page on one channel. While a connection has it, receipts move it, which is a store
//! into the [`Cursor`] that the connection holds. When the connection ends without a good-bye the slot stays behind, to
//! be claimed by whoever comes back with the same identity. The table behind the lock is touched when a subscription
//! begins or ends, never for an event.
//!
//! It is kept in memory; whoever owns the hub writes what [`Cursors::changes`] returns to where it survives a restart.
//! What was not written in time costs repeats, never events, because an older position is a lower one.

mod table;

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use orderbell_wire::channel::ChannelName;
use orderbell_wire::socket_id::SocketId;

use self::table::Table;
pub(crate) use self::table::{Claim, Claimed};
use crate::exchange::Address;
use crate::identity::CursorIdentity;

/// How long an abandoned slot is kept for a cookie of which nobody knows yet whether its client keeps cookies: the
/// usual program does not, and would leave a slot behind with every connection.
const UNPROVEN: Duration = Duration::from_secs(600);

/// The positions of clients. Shared by all shards.
#[derive(Debug)]
pub struct Cursors {
    table: Mutex<Table>,
}

/// One slot under one of its identities, as it is written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CursorRow {
    /// The app.
    pub app: i64,
    /// The epoch of the log that `seq` belongs to.
    pub epoch: Arc<str>,
    /// By what its owner is recognized.
    pub identity: CursorIdentity,
    /// The channel.
    pub channel: ChannelName,
    /// The slot: a random number below 2^63. A slot with two identities has two rows.
    pub slot: u64,
    /// Everything up to here has been received.
    pub seq: i64,
    /// When it was written down, in microseconds since 1970.
    pub at: i64,
}

/// What has changed since it was asked for the last time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CursorChanges {
    /// New values, by identity, channel and slot.
    pub written: Vec<CursorRow>,
    /// Slots of which all rows are to be deleted. They never come back.
    pub forgotten: Vec<u64>,
}

/// The position of a slot, as the connection holds it that has claimed the slot.
#[derive(Debug)]
pub(crate) struct Cursor {
    slot: u64,
    seq: AtomicI64,
    /// Events were sent that no receipt covers yet.
    unanswered: AtomicBool,
    /// It was moved since it was last written down.
    moved: AtomicBool,
}

impl Cursor {
    fn new(slot: u64, seq: i64) -> Self {
        Self {
            slot,
            seq: AtomicI64::new(seq),
            unanswered: AtomicBool::new(false),
            moved: AtomicBool::new(false),
        }
    }

    pub(crate) fn slot(&self) -> u64 {
        self.slot
    }

    pub(crate) fn seq(&self) -> i64 {
        self.seq.load(Ordering::Relaxed)
    }

    /// Everything up to `seq` has been received. True when the table has to be told that something has moved.
    pub(crate) fn confirm(&self, seq: i64) -> bool {
        // Only the connection that holds the cursor moves it, so nothing can come in between.
        if seq <= self.seq() {
            return false;
        }
        self.seq.store(seq, Ordering::Relaxed);
        // The table takes the mark away before it reads the position: whatever it does not see is marked again.
        !self.moved.swap(true, Ordering::AcqRel)
    }

    pub(crate) fn set_unanswered(&self, unanswered: bool) {
        self.unanswered.store(unanswered, Ordering::Relaxed);
    }
}

impl CursorChanges {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.forgotten.is_empty()
    }
}

impl Cursors {
    /// An empty table. A slot that was left behind is kept for `lifetime`. Above `limit` slots the one that would be
    /// forgotten next makes room for a new one; slots of connections are never taken.
    pub fn new(lifetime: Duration, limit: usize) -> Self {
        Self { table: Mutex::new(Table::new(micros(lifetime), micros(UNPROVEN.min(lifetime)), limit)) }
    }

    /// Fills the table with what was written down before. Rows that are too old are left out; they are among the
    /// forgotten at the next [`Cursors::changes`].
    pub fn restore(&self, rows: impl IntoIterator<Item = CursorRow>) {
        let (mut table, now) = (self.table(), now());
        for row in rows {
            table.restore(row);
        }
        table.expire(now);
    }

    /// What has to be written down. Call it about once a second, and once more after the hub has shut down.
    pub fn changes(&self) -> CursorChanges {
        self.table().changes(now())
    }

    /// For changes that could not be written: they are part of the next ones again, with newer values if there are.
    pub fn put_back(&self, changes: CursorChanges) {
        self.table().put_back(changes);
    }

    /// How many slots there are.
    pub fn len(&self) -> usize {
        self.table().len()
    }

    /// Whether there is no slot.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn claim(&self, claim: &Claim<'_>) -> Option<Claimed> {
        self.table().claim(claim, now())
    }

    /// The connection is gone, and may come back.
    pub(crate) fn leave<'c>(&self, cursors: impl IntoIterator<Item = &'c Arc<Cursor>>) {
        let (mut table, now) = (self.table(), now());
        for cursor in cursors {
            table.leave(cursor, now);
        }
    }

    /// Nobody will want to go on from here.
    pub(crate) fn forget(&self, cursor: &Arc<Cursor>) {
        self.table().forget_claimed(cursor);
    }

    /// The page is gone: what it shared with others by a cookie or a user is of no use to them.
    pub(crate) fn forget_shared<'c>(&self, cursors: impl IntoIterator<Item = &'c Arc<Cursor>>) {
        let mut table = self.table();
        for cursor in cursors {
            table.forget_shared(cursor);
        }
    }

    pub(crate) fn moved(&self, slots: &[u64]) {
        self.table().moved(slots);
    }

    pub(crate) fn slot_of(&self, app: i64, socket: SocketId, channel: &ChannelName) -> Option<u64> {
        self.table().slot_of(app, socket, channel)
    }

    /// Notes where the connection of a tab is, and says where the one before it was.
    pub(crate) fn arrive(&self, app: i64, tab: [u8; 16], at: Address) -> Option<Address> {
        self.table().tabs.insert((app, tab), at)
    }

    /// Takes the note away if it is still about this connection.
    pub(crate) fn depart(&self, app: i64, tab: [u8; 16], at: Address) {
        let mut table = self.table();
        if table.tabs.get(&(app, tab)) == Some(&at) {
            table.tabs.remove(&(app, tab));
        }
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}

fn now() -> i64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, micros)
}
