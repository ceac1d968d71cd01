//! Going on where a client was: what a subscription to a tracked channel begins with.
//!
//! A stock client says nothing about it, so a cursor under its identity says where it was (`cursors.rs`). It is let in at
//! once, and gets what it has missed between the confirmation and the first live event. A client that follows positions
//! says itself where it was, and wants to know with the confirmation whether it gets everything from there, so the log is
//! asked first. One that was never here begins where the shard is: everything after that will come through it.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use orderbell_wire::channel::ChannelName;
use orderbell_wire::close::Disconnect;
use orderbell_wire::frame::{self, Resumed};
use orderbell_wire::member::Member;
use orderbell_wire::message::Position;

use crate::app::App;
use crate::connection::Conn;
use crate::cursors::{Claim, Cursor};
use crate::following::{Following, Start};
use crate::history::{Content, Replayed};
use crate::identity::{CursorIdentity, Identity};
use crate::keepalive::Deadline;
use crate::shard::{Command, Shard};

/// What a connection with tracked channels has beyond others.
#[derive(Debug, Default)]
pub(crate) struct Resume {
    /// Followers with events that no ping covers yet.
    pub(crate) awaiting_ping: RefCell<Vec<Rc<Following>>>,
    /// The followers, and the last event of each, that the ping on its way covers.
    pub(crate) covered: RefCell<Vec<(Rc<Following>, i64)>>,
    /// The number of the ping on its way.
    pub(crate) pinged: Cell<Option<u32>>,
    /// How many have been sent.
    pub(crate) pings: Cell<u32>,
    /// Who needs pages of the log. One after the other, so that what is on its way stays bounded.
    pub(crate) askers: RefCell<VecDeque<Asker>>,
    /// The first of them has asked, or waits to ask again.
    pub(crate) asked: Cell<bool>,
    /// Who asked has gone since: the answer is waited for, so that there is never more than one, and thrown away.
    pub(crate) void: Cell<bool>,
    /// Counts requests.
    pub(crate) ticket: Cell<u32>,
    /// Positions are told from time to time.
    pub(crate) tells_positions: Cell<bool>,
}

/// Who needs pages of the log.
#[derive(Debug)]
pub(crate) enum Asker {
    Follower(Rc<Following>),
    Newcomer(Box<Newcomer>),
}

/// A client that follows positions, before it is let in.
#[derive(Debug)]
pub(crate) struct Newcomer {
    pub(crate) channel: ChannelName,
    pub(crate) member: Option<Member>,
    pub(crate) after: i64,
}

/// What the log had for a client that follows positions.
#[derive(Debug)]
pub(crate) struct Recovery {
    after: i64,
    head: i64,
    /// What has to be sent; empty when the client needs a snapshot.
    entries: Vec<Replayed>,
    /// Why it needs one.
    reason: Option<&'static str>,
}

impl Resume {
    pub(crate) fn wants_page(&self) -> bool {
        !self.asked.get() && !self.askers.borrow().is_empty()
    }

    /// Takes a follower out of all lists. An answer that it waits for will be ignored.
    pub(crate) fn drop_follower(&self, follower: &Rc<Following>) {
        self.awaiting_ping.borrow_mut().retain(|each| !Rc::ptr_eq(each, follower));
        self.covered.borrow_mut().retain(|(each, _)| !Rc::ptr_eq(each, follower));
        self.drop_asker(|asker| matches!(asker, Asker::Follower(each) if Rc::ptr_eq(each, follower)));
    }

    /// Empties all lists, which is what lets go of the connection.
    pub(crate) fn clear(&self) {
        self.awaiting_ping.take();
        self.covered.take();
        self.askers.take();
        self.void.set(self.asked.get());
    }

    fn drop_asker(&self, is_it: impl Fn(&Asker) -> bool) -> bool {
        let mut askers = self.askers.borrow_mut();
        let Some(place) = askers.iter().position(is_it) else { return false };
        askers.remove(place);
        if place == 0 && self.asked.get() {
            self.void.set(true);
        }
        true
    }

    fn newcomers(&self) -> usize {
        self.askers.borrow().iter().filter(|asker| matches!(asker, Asker::Newcomer(_))).count()
    }
}

impl Recovery {
    /// A client of another epoch, of whose position the log knows nothing.
    fn of_another_log(after: i64, head: i64) -> Self {
        Self { after, head, entries: Vec::new(), reason: Some("epoch") }
    }

    pub(crate) fn of_page(after: i64, page: Content) -> Self {
        let Content { entries, head, complete, oldest_missing } = page;
        let reason = if after > head {
            Some("ahead")
        } else if oldest_missing {
            Some("expired")
        } else if !complete {
            Some("too_many")
        } else {
            None
        };
        let entries = if reason.is_none() { entries } else { Vec::new() };
        Self { after, head, entries, reason }
    }

    pub(crate) fn is_incomplete(&self) -> bool {
        self.reason.is_some()
    }
}

impl Shard {
    /// Notes who a new connection is. An older one of the same tab makes room: it may be dead without our knowing.
    pub(crate) fn recognize(&self, conn: &Conn, identity: Identity, positions: bool) {
        let (Some(history), Some(app)) = (&self.history, conn.app()) else { return };
        if app.settings.replay.is_empty() || (identity.is_empty() && !positions) {
            return;
        }
        conn.rare().identity.set(identity);
        conn.rare().positions.set(positions);
        let Some(tab) = identity.tab else { return };
        if let Some(before) = history.cursors.arrive(app.id, tab, self.address(conn)) {
            let why = Box::new(Disconnect::REPLACED);
            if !self.tell(before.shard, Command::Close { to: before, why }) {
                tracing::trace!(socket.id = %conn.socket_id, "the tab's older connection is being sent away already");
            }
        }
    }

    /// The connection is gone for good.
    pub(crate) fn forget_tab(&self, conn: &Conn) {
        let (Some(history), Some(tenant), Some(rare)) = (&self.history, &conn.tenant, conn.rare.get()) else {
            return;
        };
        if let Some(tab) = rare.identity.get().tab {
            history.cursors.depart(tenant.id, tab, self.address(conn));
        }
    }

    /// Whether a channel has a log that a connection may hear from again.
    pub(crate) fn is_tracked(&self, conn: &Conn, channel: &ChannelName) -> bool {
        self.history.is_some() && conn.app().is_some_and(|app| app.settings.replay.contains(channel))
    }

    /// Lets an authorized connection in, sooner or later.
    pub(crate) fn welcome_subscriber(
        self: &Rc<Self>,
        conn: &Rc<Conn>,
        channel: ChannelName,
        member: Option<Member>,
        from: Option<Position>,
    ) {
        let recovery = match from {
            Some(from) if conn.follows_positions() && self.is_tracked(conn, &channel) => {
                let Some(app) = conn.app() else { return };
                if *from.epoch == *app.epoch {
                    let newcomer = Newcomer { channel, member, after: from.after };
                    return self.enlist(conn, Asker::Newcomer(Box::new(newcomer)));
                }
                self.metrics.incomplete_replays.add(1);
                Some(Box::new(Recovery::of_another_log(from.after, self.reached(app.id))))
            }
            _ => None,
        };
        self.let_in(conn, channel, member, recovery);
    }

    /// Lets a connection in that knows where it goes on.
    pub(crate) fn let_in(
        self: &Rc<Self>,
        conn: &Rc<Conn>,
        channel: ChannelName,
        member: Option<Member>,
        recovery: Option<Box<Recovery>>,
    ) {
        match member {
            Some(member) => self.ask_for_seat(conn, channel, member, recovery),
            None => {
                let confirmation = frame::subscription_succeeded(&channel);
                self.confirm(conn, &channel, confirmation, recovery);
            }
        }
    }

    /// Confirms a subscription and begins it. The confirmation is queued first, so that no event of the channel can
    /// precede it. Without room for it the connection is about to be closed.
    pub(crate) fn confirm(
        self: &Rc<Self>,
        conn: &Rc<Conn>,
        channel: &ChannelName,
        confirmation: Bytes,
        recovery: Option<Box<Recovery>>,
    ) {
        let confirmation = match conn.app() {
            Some(app) if conn.follows_positions() && self.is_tracked(conn, channel) => {
                let seq = recovery.as_ref().map_or_else(|| self.reached(app.id), |recovery| recovery.head);
                let resumed = Resumed {
                    epoch: &app.epoch,
                    seq,
                    recovered: recovery.as_ref().is_some_and(|recovery| recovery.reason.is_none()),
                    reason: recovery.as_ref().and_then(|recovery| recovery.reason),
                };
                frame::with_resumed(&confirmation, channel, &resumed)
            }
            _ => confirmation,
        };
        if self.send(conn, Rc::new(confirmation)) {
            self.join(conn, channel, recovery);
        }
    }

    /// Where a subscription begins; `None` on a channel that has no log.
    pub(crate) fn start_of(
        &self,
        conn: &Conn,
        channel: &ChannelName,
        recovery: Option<&Recovery>,
    ) -> Option<Start> {
        let app = conn.app().filter(|_| self.is_tracked(conn, channel))?;
        let reached = self.reached(app.id);
        let positions = conn.follows_positions();
        let (cursor, is_new) = self.claim_cursor(conn, &app, channel, reached);
        let (at, had) = match (recovery, &cursor) {
            (Some(recovery), _) if recovery.reason.is_none() => (recovery.after, recovery.after),
            (Some(recovery), _) => (recovery.head, recovery.head),
            (None, Some(cursor)) if !positions && !is_new => (cursor.seq(), cursor.seq()),
            (None, _) => (reached, reached),
        };
        let recovered = recovery.map_or(at, |recovery| recovery.head);
        // Nothing has come through here after that position, so nothing can be missing.
        let live = recovery.is_none_or(|recovery| recovery.entries.is_empty()) && recovered >= reached;
        Some(Start { cursor, positions, at: if live { recovered } else { at }, had, live })
    }

    fn claim_cursor(
        &self,
        conn: &Conn,
        app: &App,
        channel: &ChannelName,
        head: i64,
    ) -> (Option<Arc<Cursor>>, bool) {
        let identity = conn.rare.get().map(|rare| rare.identity.get()).unwrap_or_default();
        let mut identities: Vec<CursorIdentity> = Vec::new();
        if let Some(tab) = identity.tab {
            identities.push(CursorIdentity::Tab(tab));
        } else {
            identities.extend(identity.cookie.map(CursorIdentity::Cookie));
            let user = self.signed_in_user(conn).or_else(|| self.user_on(conn, channel));
            identities.extend(user.map(CursorIdentity::User));
        }
        let Some(history) = self.history.as_ref().filter(|_| !identities.is_empty()) else {
            return (None, true);
        };
        let proven = identities.len() > 1 || !identity.cookie_is_new || identity.tab.is_some();
        let claimed = history.cursors.claim(&Claim {
            app: app.id,
            epoch: &app.epoch,
            channel,
            identities: &identities,
            socket: conn.socket_id,
            head,
            proven,
        });
        claimed.map_or((None, true), |claimed| (Some(claimed.cursor), claimed.is_new))
    }

    /// Begins what the start says, once the connection is a subscriber.
    pub(crate) fn begin(self: &Rc<Self>, follower: &Rc<Following>, recovery: Option<Box<Recovery>>) {
        if !follower.live.get() {
            let known = recovery.map(|recovery| (recovery.entries, recovery.head));
            let (entries, head) = known.unwrap_or_else(|| (Vec::new(), follower.queued.get()));
            self.catch_up(follower, entries, head);
        } else if follower.positions {
            self.tell_position(follower);
        }
        if follower.positions && !follower.conn.resume_or_new().tells_positions.replace(true) {
            self.set_deadline(&follower.conn, self.config.position_interval, Deadline::Position);
        }
    }

    /// Whether the connection has said where it was on a channel, and the log was not read yet.
    pub(crate) fn awaits_page(&self, conn: &Conn, channel: &ChannelName) -> bool {
        conn.resume().is_some_and(|resume| {
            let askers = resume.askers.borrow();
            askers.iter().any(|asker| matches!(asker, Asker::Newcomer(one) if one.channel == *channel))
        })
    }

    /// On how many channels it waits like that.
    pub(crate) fn awaited_pages(&self, conn: &Conn) -> usize {
        conn.resume().map_or(0, Resume::newcomers)
    }

    /// Gives up a subscription that waits like that; false when there is none.
    pub(crate) fn give_up_newcomer(&self, conn: &Conn, channel: &ChannelName) -> bool {
        let Some(resume) = conn.resume() else { return false };
        let gave_up =
            resume.drop_asker(|asker| matches!(asker, Asker::Newcomer(one) if one.channel == *channel));
        conn.wants_page.set(resume.wants_page());
        gave_up
    }

    /// The frame of the last event of a cache channel, for somebody who begins there.
    ///
    /// Whoever catches up gets a newer event from the log, in its turn, and not twice.
    pub(crate) fn last_event_for(&self, app: i64, channel: &ChannelName, start: Option<&Start>) -> LastEvent {
        let last_events = self.last_events.borrow();
        let Some((last, _)) = last_events.last(app, channel, Instant::now()) else { return LastEvent::None };
        match (last.logged, start) {
            (Some(logged), Some(start)) if !start.live && logged.seq > start.at => LastEvent::InTheLog,
            (Some(logged), Some(start)) if start.positions => {
                LastEvent::Frame(frame::with_position(&last.frame, logged.seq, logged.prev))
            }
            _ => LastEvent::Frame(last.frame.clone()),
        }
    }
}

/// What a cache channel has for a newcomer.
#[derive(Debug)]
pub(crate) enum LastEvent {
    None,
    /// It is among what is repeated anyway.
    InTheLog,
    Frame(Bytes),
}
