//! Whether anybody is still there, and every other deadline of a connection.
//!
//! Any bytes of a client are a sign of life. Without one for the activity timeout the client is asked for it, in
//! the protocol's words and with a WebSocket ping, because some clients answer only one of the two. Without an
//! answer it is closed with 4201.

use std::rc::Rc;
use std::time::Duration;

use orderbell_wire::close::Disconnect;

use crate::connection::{Conn, Phase};
use crate::shard::Shard;

/// Something to look at when its time comes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Deadline {
    /// The connection was silent, or a ping went unanswered.
    Alive,
    /// The client had its time to show who it is.
    Authorized,
    /// The client had its time to take note of a close.
    Closing,
    /// The log could not be read, and somebody still waits for it.
    Page {
        /// Which request failed.
        ticket: u32,
    },
    /// The client wants to know from time to time where its channels are.
    Position,
    /// The kernel took nothing since this much progress was made.
    Stalled {
        /// The connection's progress when the deadline was set.
        progress: u32,
    },
}

/// A deadline and whom it concerns. The connection may be gone by then, and its key taken by another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Appointment {
    key: u32,
    serial: u32,
    what: Deadline,
}

impl Shard {
    pub(crate) fn set_deadline(&self, conn: &Conn, after: Duration, what: Deadline) {
        let at = self.now().wrapping_add(self.ticks(after));
        let appointment = Appointment { key: conn.key.get(), serial: conn.serial, what };
        self.wheel.borrow_mut().schedule(at, appointment);
    }

    /// Handles what has become due.
    pub(crate) fn turn_wheel(self: &Rc<Self>) {
        let mut due = Vec::new();
        self.wheel.borrow_mut().turn(self.now(), &mut due);
        for Appointment { key, serial, what } in due {
            let Some(conn) = self.connection(key, serial) else { continue };
            match what {
                Deadline::Alive => self.check_alive(&conn),
                Deadline::Authorized if conn.authorized.get() => {}
                Deadline::Authorized => self.close(&conn, &Disconnect::NOT_AUTHORIZED_IN_TIME),
                Deadline::Closing => self.drop_now(&conn),
                Deadline::Page { ticket } => self.ask_again(&conn, ticket),
                Deadline::Position => self.tell_positions(&conn),
                Deadline::Stalled { progress } => self.check_stall(&conn, progress),
            }
        }
    }

    fn check_alive(self: &Rc<Self>, conn: &Rc<Conn>) {
        if conn.phase.get() != Phase::Open {
            return;
        }
        self.move_quiet_cursors(conn);
        // A sign of life since the ping has cleared `pinged_at`, and the client starts afresh.
        let (since, patience) = match conn.pinged_at.get() {
            None => (conn.last_seen.get(), self.config.activity_timeout),
            Some(at) => (at, self.config.pong_timeout),
        };
        let waited = self.now().wrapping_sub(since);
        if waited < self.ticks(patience) {
            self.look_again(conn, patience.saturating_sub(self.tick * waited));
        } else if conn.pinged_at.get().is_none() {
            conn.pinged_at.set(Some(self.now()));
            let [words, ping] = &self.fixed.pings;
            self.reply(conn, Rc::clone(words));
            self.reply(conn, self.repeated_ping(conn).unwrap_or_else(|| Rc::clone(ping)));
            self.close_overflowed();
            self.flush(conn);
            self.look_again(conn, self.config.pong_timeout);
        } else {
            self.metrics.no_pong.add(1);
            self.close(conn, &Disconnect::NO_PONG);
        }
    }

    /// An answer may come at once, and the next silence begins with it: so never later than after a silence.
    fn look_again(&self, conn: &Conn, after: Duration) {
        self.set_deadline(conn, after.min(self.config.activity_timeout), Deadline::Alive);
    }
}
