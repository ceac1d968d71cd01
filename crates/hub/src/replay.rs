//! Catching up: pages of the log, as fast as the client takes them.
//!
//! The next page is asked for when the queue of the connection has nearly drained, so what waits for a client is bounded
//! however much it has missed, and however slowly it reads. A follower goes live when a page reaches the end of the log
//! as it was read, and nothing newer has come through the shard on that channel meanwhile; if something has, it is on the
//! next page. A page that cannot be read is asked for again: the follower waits, and loses nothing.

use std::rc::Rc;

use orderbell_wire::frame;

use crate::connection::Conn;
use crate::following::Following;
use crate::history::{Content, HistoryReply, HistoryRequest, Page, Replayed};
use crate::keepalive::Deadline;
use crate::resume::{Asker, Newcomer, Recovery};
use crate::shard::Shard;

impl Shard {
    /// The queue is short enough for another page below this many bytes.
    fn low_mark(&self) -> usize {
        self.config.queue_limit / 8
    }

    /// Pages fill the queue up to this many bytes. The rest is for what is live.
    fn high_mark(&self) -> usize {
        self.config.queue_limit / 2
    }

    /// Puts somebody who needs the log in the connection's line. Asking follows when the queue allows it.
    pub(crate) fn enlist(&self, conn: &Rc<Conn>, asker: Asker) {
        let resume = conn.resume_or_new();
        resume.askers.borrow_mut().push_back(asker);
        conn.wants_page.set(resume.wants_page());
    }

    /// Asks for the next page if the queue of the connection is short enough. Called after each write while it wants one.
    pub(crate) fn ask_for_page(&self, conn: &Rc<Conn>) {
        let (Some(app), Some(history), Some(resume)) = (&conn.tenant, &self.history, conn.resume()) else {
            return;
        };
        if !conn.is_open() || conn.outbound.borrow().bytes() > self.low_mark() {
            return;
        }
        let (channel, after, max_entries, max_bytes, positions) = match resume.askers.borrow().front() {
            Some(Asker::Follower(follower)) => {
                let (entries, bytes) = (self.config.page_entries, self.config.queue_limit / 4);
                (follower.channel.name.clone(), follower.queued.get(), entries, bytes, follower.positions)
            }
            Some(Asker::Newcomer(newcomer)) => {
                let (entries, bytes) = (self.config.snapshot_after, self.high_mark());
                (newcomer.channel.clone(), newcomer.after, entries, bytes, true)
            }
            None => return,
        };
        let ticket = resume.ticket.get().wrapping_add(1);
        resume.ticket.set(ticket);
        resume.asked.set(true);
        conn.wants_page.set(false);
        let Some(inbox) = self.inbox() else { return };
        let reply = HistoryReply::new(inbox, self.address(conn), ticket, channel.clone(), positions);
        let request = HistoryRequest { app: app.id, channel, after, max_entries, max_bytes, reply };
        // Whoever has the log has ended. The reply is dropped with the request, which counts as a failed read.
        if history.requests.send(request).is_err() {
            tracing::debug!(socket.id = %conn.socket_id, "nobody reads the log for those who catch up");
        }
    }

    /// A page has come.
    pub(crate) fn take_page(self: &Rc<Self>, page: Page) {
        let Page { to, ticket, content } = page;
        let Some(conn) = self.connection(to.key, to.serial).filter(|conn| conn.is_open()) else { return };
        let Some(resume) = conn.resume().filter(|resume| resume.asked.get() && resume.ticket.get() == ticket)
        else {
            return;
        };
        if resume.void.take() {
            resume.asked.set(false);
            conn.wants_page.set(resume.wants_page());
            return self.flush(&conn);
        }
        let Some(content) = content.filter(|content| content.complete || !content.entries.is_empty()) else {
            self.metrics.failed_pages.add(1);
            return self.set_deadline(&conn, self.config.page_retry, Deadline::Page { ticket });
        };
        resume.asked.set(false);
        let asker = resume.askers.borrow_mut().pop_front();
        match asker {
            Some(Asker::Follower(follower)) => self.replay(&follower, content),
            Some(Asker::Newcomer(newcomer)) => {
                let Newcomer { channel, member, after } = *newcomer;
                let recovery = Recovery::of_page(after, content);
                self.metrics.incomplete_replays.add(u64::from(recovery.is_incomplete()));
                self.let_in(&conn, channel, member, Some(Box::new(recovery)));
            }
            None => {}
        }
        conn.wants_page.set(resume.wants_page());
        self.close_overflowed();
        self.flush(&conn);
    }

    /// The pause after a failed read is over.
    pub(crate) fn ask_again(&self, conn: &Rc<Conn>, ticket: u32) {
        let Some(resume) = conn.resume() else { return };
        if resume.asked.get() && resume.ticket.get() == ticket {
            resume.asked.set(false);
            resume.void.set(false);
            conn.wants_page.set(resume.wants_page());
            self.ask_for_page(conn);
        }
    }

    /// Begins to catch up, with what is known already: the events up to `known`.
    pub(crate) fn catch_up(&self, follower: &Rc<Following>, entries: Vec<Replayed>, known: i64) {
        self.metrics.catching_up.add(1);
        self.metrics.replays.add(1);
        // What came through here before the subscription began left no trace at the channel.
        let nothing_since = known >= self.reached(follower.channel.app);
        self.go_on(follower, entries, Some(known), nothing_since);
    }

    fn replay(&self, follower: &Rc<Following>, page: Content) {
        let Content { entries, head, complete, oldest_missing } = page;
        if oldest_missing && !follower.told_incomplete.replace(true) {
            self.metrics.incomplete_replays.add(1);
            let lost = frame::replay_incomplete(&follower.channel.name, follower.queued.get());
            if !self.send_later(&follower.conn, &Rc::new(lost)) {
                return;
            }
        }
        self.go_on(follower, entries, complete.then_some(head), true);
    }

    /// Sends what is known, and goes live or back in line. With `end` the events are all there were up to that position.
    fn go_on(&self, follower: &Rc<Following>, entries: Vec<Replayed>, end: Option<i64>, may_go_live: bool) {
        let sent_all = self.send_replayed(follower, entries);
        if let Some(end) = end.filter(|_| sent_all) {
            follower.queued.set(end);
            if may_go_live && follower.channel.newest.get() <= end {
                return self.go_live(follower);
            }
        }
        self.enlist(&follower.conn, Asker::Follower(Rc::clone(follower)));
    }

    /// Queues events of the log, up to the high mark. Says whether all were.
    fn send_replayed(&self, follower: &Rc<Following>, entries: Vec<Replayed>) -> bool {
        let mut first = true;
        for Replayed { seq, prev, frame, except_socket, except_cursor } in entries {
            if seq <= follower.queued.get() {
                continue;
            }
            let excepted = follower.is_excepted(except_socket, except_cursor);
            if excepted && !follower.positions {
                follower.queued.set(seq);
                continue;
            }
            let frame = if excepted { frame::withheld(&follower.channel.name, seq, prev) } else { frame };
            let queued = follower.conn.outbound.borrow().bytes();
            if !first && queued + frame.len() > self.high_mark() {
                return false;
            }
            first = false;
            if !self.send_event(follower, seq, &Rc::new(frame)) {
                return false;
            }
            follower.queued.set(seq);
            self.metrics.replayed.add(1);
        }
        true
    }

    fn go_live(&self, follower: &Rc<Following>) {
        follower.live.set(true);
        self.metrics.catching_up.subtract(1);
        if let (Some(cursor), true) = (&follower.cursor, follower.is_settled()) {
            self.move_cursor(cursor, follower.queued.get());
        }
        if follower.positions {
            self.tell_position(follower);
        }
    }
}
