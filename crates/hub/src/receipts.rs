//! Receipts without a client's doing: a WebSocket ping behind the events, which every client has to answer.
//!
//! A ping says nothing to the application, but its pong shows that everything before it has arrived at the device. There
//! is at most one on its way per connection, whatever the number of events and channels: it is written together with
//! the events that it covers, and what is queued meanwhile is covered by the next. Its payload is a number, by which the
//! answer is told from those to other pings. A client may answer only the latest of several pings, so while a receipt
//! is owed the pings of `keepalive.rs` repeat its number.

use std::rc::Rc;
use std::sync::Arc;

use orderbell_wire::websocket;

use crate::connection::Conn;
use crate::cursors::Cursor;
use crate::following::Following;
use crate::outbound::Frame;
use crate::shard::Shard;

impl Shard {
    /// An event was queued that a receipt has to cover.
    pub(crate) fn owe_receipt(&self, follower: &Rc<Following>) {
        let Some(cursor) = &follower.cursor else { return };
        cursor.set_unanswered(true);
        if !follower.awaits_ping.replace(true) {
            follower.conn.resume_or_new().awaiting_ping.borrow_mut().push(Rc::clone(follower));
            follower.conn.owes_ping.set(true);
        }
    }

    /// Queues a ping behind the events, unless one is on its way. Room is no question: it is a few bytes, and one.
    pub(crate) fn ask_for_receipt(&self, conn: &Conn) {
        let Some(resume) = conn.resume() else { return };
        if resume.pinged.get().is_some() || !conn.is_open() {
            return;
        }
        let number = resume.pings.get().wrapping_add(1);
        resume.pings.set(number);
        resume.pinged.set(Some(number));
        conn.owes_ping.set(false);
        let mut covered = resume.covered.borrow_mut();
        for follower in resume.awaiting_ping.borrow_mut().drain(..) {
            follower.awaits_ping.set(false);
            let sent = follower.sent.get();
            covered.push((follower, sent));
        }
        conn.outbound.borrow_mut().push(ping(number));
    }

    /// A pong has come. If it answers the receipt ping, everything before that has been received.
    pub(crate) fn take_receipt(&self, conn: &Conn, payload: &[u8]) {
        let Some(resume) = conn.resume() else { return };
        let answered = resume.pinged.get().filter(|number| number.to_be_bytes() == *payload);
        if answered.is_none() {
            return;
        }
        resume.pinged.set(None);
        self.metrics.receipts.add(1);
        for (follower, seq) in resume.covered.take() {
            follower.confirmed.set(seq);
            let Some(cursor) = &follower.cursor else { continue };
            if follower.is_settled() {
                cursor.set_unanswered(false);
                self.move_cursor(cursor, follower.queued.get());
            } else {
                self.move_cursor(cursor, seq);
            }
        }
    }

    /// The ping by which to ask for a sign of life, if it cannot be the one that is the same for everybody.
    pub(crate) fn repeated_ping(&self, conn: &Conn) -> Option<Frame> {
        conn.resume()?.pinged.get().map(ping)
    }

    pub(crate) fn move_cursor(&self, cursor: &Arc<Cursor>, seq: i64) {
        if cursor.confirm(seq) {
            self.moved_cursors.borrow_mut().push(cursor.slot());
        }
    }

    /// Tells the table which cursors were moved, all at once.
    pub(crate) fn report_moved_cursors(&self) {
        if self.moved_cursors.borrow().is_empty() {
            return;
        }
        let moved = self.moved_cursors.take();
        if let Some(history) = &self.history {
            history.cursors.moved(&moved);
        }
    }
}

fn ping(number: u32) -> Frame {
    Rc::new(websocket::ping_frame(&number.to_be_bytes()))
}
