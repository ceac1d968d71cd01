//! A subscription to a tracked channel: what it has been given, and what the client is known to have received.
//!
//! Positions are those of the app's log. `queued` is how far the log has been gone through for this client, which
//! includes what was left out for it. `sent` is the last event that went into its queue, and `confirmed` the last one
//! that a receipt covers; when the two are equal, everything up to `queued` is settled.
//!
//! A follower is either live, and gets publications as they come, or it is catching up, and gets pages of the log
//! instead: then publications of the log pass it by, because they will be on a page. There is no buffer between the two.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use bytes::Bytes;
use orderbell_wire::frame;
use orderbell_wire::socket_id::SocketId;

use crate::connection::Conn;
use crate::cursors::Cursor;
use crate::outbound::Frame;
use crate::publication::{Encoded, Logged};
use crate::shard::Shard;
use crate::subscriptions::Channel;

/// One follower of a tracked channel.
#[derive(Debug)]
pub(crate) struct Following {
    pub(crate) conn: Rc<Conn>,
    pub(crate) channel: Rc<Channel>,
    /// `None` for a client that would not be recognized again.
    pub(crate) cursor: Option<Arc<Cursor>>,
    /// The client follows positions itself.
    pub(crate) positions: bool,
    pub(crate) queued: Cell<i64>,
    pub(crate) sent: Cell<i64>,
    pub(crate) confirmed: Cell<i64>,
    pub(crate) live: Cell<bool>,
    /// It is in its connection's list of those that wait for a receipt ping.
    pub(crate) awaits_ping: Cell<bool>,
    /// The client knows that the beginning is missing.
    pub(crate) told_incomplete: Cell<bool>,
}

/// Where somebody begins to follow a channel.
#[derive(Debug)]
pub(crate) struct Start {
    pub(crate) cursor: Option<Arc<Cursor>>,
    pub(crate) positions: bool,
    pub(crate) at: i64,
    /// The client has had the channel's events up to here; what lies between this and `at` is of no interest to it.
    pub(crate) had: i64,
    pub(crate) live: bool,
}

impl Following {
    pub(crate) fn new(conn: Rc<Conn>, channel: Rc<Channel>, start: Start) -> Self {
        let Start { cursor, positions, at, had, live } = start;
        Self {
            conn,
            channel,
            cursor,
            positions,
            queued: Cell::new(at),
            sent: Cell::new(had),
            confirmed: Cell::new(had),
            live: Cell::new(live),
            awaits_ping: Cell::new(false),
            told_incomplete: Cell::new(false),
        }
    }

    /// Whether it must not get an event.
    pub(crate) fn is_excepted(&self, socket: Option<SocketId>, cursor: Option<u64>) -> bool {
        socket == Some(self.conn.socket_id)
            || cursor.is_some_and(|slot| self.cursor.as_ref().is_some_and(|own| own.slot() == slot))
    }

    /// Whether the client has everything that it was sent.
    pub(crate) fn is_settled(&self) -> bool {
        self.confirmed.get() >= self.sent.get()
    }
}

impl Shard {
    /// The connection leaves all its channels, and may come back.
    pub(crate) fn stop_all(&self, conn: &Conn, followers: &[Rc<Following>]) {
        if let Some(resume) = conn.resume() {
            resume.clear();
            conn.wants_page.set(false);
            conn.owes_ping.set(false);
        }
        for follower in followers {
            self.stop_following(follower);
        }
        if let Some(history) = self.history.as_ref().filter(|_| !followers.is_empty()) {
            history.cursors.leave(followers.iter().filter_map(|follower| follower.cursor.as_ref()));
        }
    }

    /// Moves the cursors of a quiet connection along: an old position would seem to lack what the log has deleted since.
    pub(crate) fn move_quiet_cursors(&self, conn: &Conn) {
        /// Closer than this is close enough, and not worth a write.
        const CLOSE: i64 = 1000;
        let (Some(app), Some(_)) = (&conn.tenant, conn.resume()) else { return };
        let settled = self.settled(app.id);
        for follower in conn.memberships.borrow().iter().filter_map(|membership| membership.follower()) {
            if let Some(cursor) = &follower.cursor
                && follower.live.get()
                && follower.is_settled()
                && settled - cursor.seq() > CLOSE
            {
                self.move_cursor(cursor, settled);
            }
        }
    }

    /// The client has left the channel of its own accord.
    pub(crate) fn forget_cursor(&self, follower: &Following) {
        if let (Some(cursor), Some(history)) = (&follower.cursor, &self.history) {
            history.cursors.forget(cursor);
        }
    }

    /// The page has said good-bye: where it was is of no use to others that share its identity.
    pub(crate) fn forget_shared_cursors(&self, conn: &Conn) {
        let Some(history) = &self.history else { return };
        let followers: Vec<_> =
            conn.memberships.borrow().iter().filter_map(|membership| membership.follower()).collect();
        history.cursors.forget_shared(followers.iter().filter_map(|follower| follower.cursor.as_ref()));
    }

    /// Gives a publication to the followers of its channel: `own` is its frame under its own name, `frame` that with the
    /// other names behind it. Returns how many got it.
    pub(crate) fn pass_to_followers(
        &self,
        publication: &Encoded,
        channel: &Channel,
        frame: &Frame,
        own: &Bytes,
    ) -> u64 {
        let followers = channel.followers.borrow();
        let Some(logged) = publication.logged else {
            let others = followers.iter().filter(|each| publication.except != Some(each.conn.socket_id));
            return others.filter(|each| self.send_later(&each.conn, frame)).count() as u64;
        };
        let Logged { seq, prev, except_cursor } = logged;
        channel.newest.set(seq.max(channel.newest.get()));
        let (mut positioned, mut delivered) = (None, 0);
        for follower in followers.iter() {
            if !follower.live.get() || seq <= follower.queued.get() {
                continue;
            }
            follower.queued.set(seq);
            let excepted = follower.is_excepted(publication.except, except_cursor);
            if excepted && !follower.positions {
                continue;
            }
            let queued = if excepted {
                self.send_event(follower, seq, &Rc::new(frame::withheld(&channel.name, seq, prev)));
                false
            } else if follower.positions {
                let frame = positioned.get_or_insert_with(|| Rc::new(frame::with_position(own, seq, prev)));
                self.send_event(follower, seq, frame)
            } else {
                self.send_event(follower, seq, frame)
            };
            delivered += u64::from(queued);
        }
        delivered
    }

    /// Queues a logged event for a follower. False when its connection is about to be closed.
    pub(crate) fn send_event(&self, follower: &Rc<Following>, seq: i64, frame: &Frame) -> bool {
        // Noted before it is known whether there is room: an event that was not sent must not look settled.
        follower.sent.set(seq);
        let queued = self.send_later(&follower.conn, frame);
        if queued {
            self.owe_receipt(follower);
        }
        queued
    }

    /// The last words about a follower: its cursor moves to where everything is settled, and the rest of the
    /// connection knows it no more.
    pub(crate) fn stop_following(&self, follower: &Rc<Following>) {
        if let Some(resume) = follower.conn.resume() {
            resume.drop_follower(follower);
            follower.conn.wants_page.set(resume.wants_page());
        }
        if !follower.live.get() {
            self.metrics.catching_up.subtract(1);
        } else if let (Some(cursor), true) = (&follower.cursor, follower.is_settled()) {
            // What came through here was either for this client, and is settled, or not for this channel.
            let settled = self.settled(follower.channel.app).max(follower.queued.get());
            self.move_cursor(cursor, settled);
        }
    }
}
