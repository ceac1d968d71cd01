//! Telling clients that follow positions where each of their channels is.
//!
//! A gap shows by the next event, but the last event has no next one. So every few seconds, and after catching up, such
//! a client is told the newest event of each channel: whoever has not applied it knows that something is missing, and
//! whoever hears nothing for longer knows that nobody knows. What is told is what came through the shard for the channel,
//! not only what went into this client's queue, so that a mistake of ours between the two would show as well.

use std::rc::Rc;

use orderbell_wire::frame;

use crate::connection::Conn;
use crate::following::Following;
use crate::keepalive::Deadline;
use crate::shard::Shard;

impl Shard {
    /// Tells where one channel is.
    pub(crate) fn tell_position(&self, follower: &Following) {
        let told = frame::position([(&follower.channel.name, newest(follower))]);
        self.send_later(&follower.conn, &Rc::new(told));
    }

    /// Tells where all channels are that are not catching up, and will do so again.
    pub(crate) fn tell_positions(self: &Rc<Self>, conn: &Rc<Conn>) {
        if !conn.is_open() {
            return;
        }
        let followers: Vec<Rc<Following>> =
            conn.memberships.borrow().iter().filter_map(|membership| membership.follower()).collect();
        let live: Vec<_> = followers.iter().filter(|follower| follower.live.get()).collect();
        if !live.is_empty() {
            let told = live.iter().map(|follower| (&follower.channel.name, newest(follower)));
            self.send_later(conn, &Rc::new(frame::position(told)));
        }
        self.close_overflowed();
        self.set_deadline(conn, self.config.position_interval, Deadline::Position);
    }
}

/// The newest event that the client has been sent, or should have been.
fn newest(follower: &Following) -> i64 {
    follower.sent.get().max(follower.channel.newest.get())
}
