//! From queues to sockets.
//!
//! A write is attempted at once by whoever filled the queue, in one system call for everything that waits. Only
//! when the kernel takes no more is a task created to wait for it, so that the usual socket has none. A socket
//! that takes nothing at all for too long is given up.

use std::io::{ErrorKind, IoSlice};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use crate::connection::{Conn, Phase};
use crate::keepalive::Deadline;
use crate::outbound::{Frame, SLICES};
use crate::shard::Shard;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// The queue is empty.
    All,
    /// The kernel takes no more for now.
    Some,
    /// The connection is broken.
    Failed,
}

impl Shard {
    /// Queues a frame for a connection that will be flushed by the caller. Says whether there was room for it.
    pub(crate) fn send(&self, conn: &Rc<Conn>, frame: Frame) -> bool {
        if !conn.is_open() {
            return false;
        }
        let mut outbound = conn.outbound.borrow_mut();
        if outbound.bytes() + frame.len() > self.config.queue_limit {
            conn.phase.set(Phase::Overflowed);
            self.overflowed.borrow_mut().push(Rc::clone(conn));
            return false;
        }
        outbound.push(frame);
        true
    }

    /// Queues a frame for a connection and puts it on the list of those to be flushed.
    pub(crate) fn send_later(&self, conn: &Rc<Conn>, frame: &Frame) -> bool {
        let queued = self.send(conn, Rc::clone(frame));
        if queued && !conn.dirty.get() && !conn.blocked.get() {
            conn.dirty.set(true);
            self.dirty.borrow_mut().push_back(Rc::clone(conn));
        }
        queued
    }

    /// Writes to some of the connections on the list. Says whether there are more.
    pub(crate) fn flush_dirty(self: &Rc<Self>, count: usize) -> bool {
        for _ in 0..count {
            let next = self.dirty.borrow_mut().pop_front();
            let Some(conn) = next else { return false };
            conn.dirty.set(false);
            self.flush(&conn);
        }
        !self.dirty.borrow().is_empty()
    }

    /// Writes what is queued, as far as the kernel takes it.
    pub(crate) fn flush(self: &Rc<Self>, conn: &Rc<Conn>) {
        if conn.blocked.get() || conn.phase.get() == Phase::Closed {
            return;
        }
        match self.write(conn) {
            Written::All => self.drained(conn),
            Written::Failed => self.drop_now(conn),
            Written::Some => {
                conn.blocked.set(true);
                let task = WhenWritable { shard: Rc::clone(self), conn: Rc::clone(conn) };
                conn.write_task.set(Some(tokio::task::spawn_local(task).abort_handle()));
                if !conn.stall_watched.replace(true) {
                    self.watch_stall(conn);
                }
            }
        }
        if conn.wants_page.get() {
            self.ask_for_page(conn);
        }
    }

    fn write(&self, conn: &Conn) -> Written {
        if conn.owes_ping.get() {
            self.ask_for_receipt(conn);
        }
        let mut outbound = conn.outbound.borrow_mut();
        let stream = conn.stream.borrow();
        while !outbound.is_empty() {
            let result = if let Some(bytes) = outbound.single() {
                stream.try_write(bytes)
            } else {
                let mut slices = [IoSlice::new(&[]); SLICES];
                let count = outbound.fill(&mut slices);
                stream.try_write_vectored(&slices[..count])
            };
            match result {
                Ok(written) => {
                    outbound.advance(written);
                    conn.progress.set(conn.progress.get().wrapping_add(1));
                    self.metrics.bytes_out.add(written as u64);
                    self.metrics.writes.add(1);
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Written::Some,
                Err(_) => return Written::Failed,
            }
        }
        Written::All
    }

    /// A stalled write is not a slow one: nothing at all was taken since `progress` was noted.
    pub(crate) fn check_stall(self: &Rc<Self>, conn: &Rc<Conn>, progress: u32) {
        if !conn.blocked.get() {
            conn.stall_watched.set(false);
        } else if conn.progress.get() == progress {
            self.metrics.stalled.add(1);
            tracing::info!(socket.id = %conn.socket_id, "the connection takes no data, dropping it");
            self.drop_now(conn);
        } else {
            self.watch_stall(conn);
        }
    }

    fn watch_stall(&self, conn: &Conn) {
        let stalled = Deadline::Stalled { progress: conn.progress.get() };
        self.set_deadline(conn, self.config.write_stall, stalled);
    }
}

/// Waits until the kernel takes more, writes, and ends with the queue.
struct WhenWritable {
    shard: Rc<Shard>,
    conn: Rc<Conn>,
}

impl Future for WhenWritable {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Self { shard, conn } = &*self;
        loop {
            let writable = ready!(conn.stream.borrow().poll_write_ready(cx));
            let written = if writable.is_ok() { shard.write(conn) } else { Written::Failed };
            if conn.wants_page.get() {
                shard.ask_for_page(conn);
            }
            match written {
                Written::Some => {}
                Written::All => {
                    conn.blocked.set(false);
                    conn.write_task.set(None);
                    shard.drained(conn);
                    return Poll::Ready(());
                }
                Written::Failed => {
                    shard.drop_now(conn);
                    return Poll::Ready(());
                }
            }
        }
    }
}
