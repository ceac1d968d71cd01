//! Ending a connection so that the reason arrives.
//!
//! Closing a socket while the client still sends makes the kernel discard what we sent last. So a close is a
//! sequence: queue the reason, write it, shut down our direction, then wait until the client hangs up, ignoring
//! what it says. The wait is bounded, and a client that does not play along is cut off.

use std::net::Shutdown;
use std::rc::Rc;

use bytes::Bytes;
use orderbell_wire::close::{self, Disconnect};
use orderbell_wire::frame;
use orderbell_wire::websocket::{Violation, close_frame};
use socket2::SockRef;

use crate::connection::{Conn, Phase};
use crate::keepalive::Deadline;
use crate::shard::Shard;

/// A `pusher:error` and a close frame: clients of either taste learn the reason.
pub(crate) fn farewell(why: &Disconnect) -> [Bytes; 2] {
    [frame::error(Some(why.code), &why.message), close_frame(why.code, &why.message)]
}

impl Shard {
    /// Closes a connection for a reason of ours, after what is queued already.
    pub(crate) fn close(self: &Rc<Self>, conn: &Rc<Conn>, why: &Disconnect) {
        if conn.is_open() {
            self.metrics.tally.closed(why.code);
            self.start_closing(conn, farewell(why));
        }
    }

    /// Answers the client's own close. The code goes back as it came.
    pub(crate) fn answer_close(self: &Rc<Self>, conn: &Rc<Conn>, code: Option<u16>) {
        if matches!(code, Some(close::NORMAL | close::GOING_AWAY)) {
            self.forget_shared_cursors(conn);
        }
        self.depart(conn);
        self.start_closing(conn, [close_frame(code.unwrap_or(close::NORMAL), "")]);
    }

    /// Closes a connection that cannot be understood any further.
    pub(crate) fn close_for(self: &Rc<Self>, conn: &Rc<Conn>, violation: Violation) {
        self.metrics.violations.add(1);
        self.metrics.tally.closed(violation.close_code());
        self.start_closing(conn, [close_frame(violation.close_code(), &violation.to_string())]);
    }

    /// Closes the connections whose queue was full when something was to be added.
    ///
    /// What they have not begun to receive is given up as a whole, so that a client sees a beginning of its
    /// events and then the end, never a gap. There is no room for a `pusher:error`; the close code says it.
    pub(crate) fn close_overflowed(self: &Rc<Self>) {
        if self.overflowed.borrow().is_empty() {
            return;
        }
        for conn in self.overflowed.take() {
            if conn.phase.get() != Phase::Overflowed {
                continue;
            }
            self.metrics.slow_closed.add(1);
            tracing::info!(socket.id = %conn.socket_id, "the connection reads too slowly, closing it");
            conn.outbound.borrow_mut().drop_unstarted();
            let why = Disconnect::SLOW;
            self.metrics.tally.closed(why.code);
            self.start_closing(&conn, [close_frame(why.code, &why.message)]);
        }
    }

    /// The connection gets no more events from here on. Its user stays present and online until the client is
    /// gone, unless it is the client that closes: who is told to reconnect may do so before, and then nobody sees them
    /// leave.
    fn start_closing<const N: usize>(self: &Rc<Self>, conn: &Rc<Conn>, last_words: [Bytes; N]) {
        conn.phase.set(Phase::Closing);
        self.leave_all(conn);
        {
            let mut outbound = conn.outbound.borrow_mut();
            for frame in last_words {
                outbound.push(Rc::new(frame));
            }
        }
        self.set_deadline(conn, self.config.close_timeout, Deadline::Closing);
        self.flush(conn);
    }

    /// Nobody sits at this connection any more.
    pub(crate) fn depart(&self, conn: &Conn) {
        self.give_up_seats(conn);
        self.sign_out(conn);
    }

    /// Called when the queue of a connection is empty.
    pub(crate) fn drained(self: &Rc<Self>, conn: &Rc<Conn>) {
        if conn.phase.get() == Phase::Closing {
            let stream = conn.stream.borrow();
            // It fails when the client is gone already, which its read task is about to learn.
            if let Err(error) = SockRef::from(&*stream).shutdown(Shutdown::Write) {
                tracing::trace!(socket.id = %conn.socket_id, %error, "the client hung up first");
            }
        }
    }

    /// Ends a connection without another word. What the kernel still holds for it is discarded.
    pub(crate) fn drop_now(&self, conn: &Rc<Conn>) {
        if conn.phase.replace(Phase::Closed) == Phase::Closed {
            return;
        }
        if let Err(error) = conn.stream.borrow().set_zero_linger() {
            tracing::trace!(socket.id = %conn.socket_id, %error, "the socket is broken already");
        }
        self.leave_all(conn);
        self.depart(conn);
        // Dropping the tasks drops their references, and with the last one the socket.
        for task in [conn.read_task.take(), conn.write_task.take()].into_iter().flatten() {
            task.abort();
        }
    }
}
