//! One socket: what is kept for it, and the task that reads from it.
//!
//! There may be tens of thousands, so every byte counts: what is usually empty is one pointer, times are ticks of
//! the shard's clock, and the task is a future of two pointers. Reading goes through the shard's scratch buffer.

use std::cell::{Cell, OnceCell, RefCell};
use std::fmt;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, ready};

use orderbell_wire::limits;
use orderbell_wire::socket_id::SocketId;
use orderbell_wire::websocket::{Input, Message, Reader, Violation, binary_frame, pong_frame, text_frame};
use tokio::io::{AsyncRead, ReadBuf};
use tokio::net::TcpStream;
use tokio::task::AbortHandle;

use crate::allowance::Allowance;
use crate::app::App;
use crate::outbound::Outbound;
use crate::place::Place;
use crate::rare::Rare;
use crate::resume::Resume;
use crate::shard::Shard;
use crate::subscriptions::Membership;
use crate::tenants::Tenant;
use crate::wheel::Tick;

/// How many reads a connection may do before others get their turn. One would be enough to be fair; the second
/// usually finds nothing, which is what registers the task for the next time.
const READS_PER_TURN: usize = 2;

/// Where a connection is in its life. It only moves downwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    /// Messages and events flow.
    Open,
    /// Its queue is full: it gets nothing more, and is closed as soon as nobody walks the lists it is in.
    Overflowed,
    /// A close frame is queued or sent; what the client says is ignored until it hangs up.
    Closing,
    /// Nothing more happens.
    Closed,
}

pub(crate) struct Conn {
    pub(crate) socket_id: SocketId,
    /// `None` for a client that is only told to go away.
    pub(crate) tenant: Option<Rc<Tenant>>,
    pub(crate) stream: RefCell<TcpStream>,
    pub(crate) reader: RefCell<Reader>,
    pub(crate) outbound: RefCell<Outbound>,
    pub(crate) memberships: RefCell<Vec<Membership>>,
    /// Made when it is first needed.
    pub(crate) rare: OnceCell<Box<Rare>>,
    pub(crate) phase: Cell<Phase>,
    /// It has shown a signature of its app.
    pub(crate) authorized: Cell<bool>,
    /// In the shard's list of sockets to be written to.
    pub(crate) dirty: Cell<bool>,
    /// The kernel takes no more; a task waits for it.
    pub(crate) blocked: Cell<bool>,
    /// Events are queued, or will be, that a receipt ping has to follow.
    pub(crate) owes_ping: Cell<bool>,
    /// Somebody of it needs a page of the log, as soon as the queue is short enough.
    pub(crate) wants_page: Cell<bool>,
    /// A deadline that looks for a stalled write is set; one is enough.
    pub(crate) stall_watched: Cell<bool>,
    /// How much the client may still say.
    pub(crate) allowance: Allowance,
    /// Held until the connection is gone.
    pub(crate) place: Cell<Option<Place>>,
    /// When a ping was sent, unless something has come back since.
    pub(crate) pinged_at: Cell<Option<Tick>>,
    pub(crate) last_seen: Cell<Tick>,
    /// When it was established.
    pub(crate) since: Tick,
    /// Counts writes, so that a stalled one can be told from a slow one.
    pub(crate) progress: Cell<u32>,
    /// The index in the shard's list of connections.
    pub(crate) key: Cell<u32>,
    /// Tells this connection from others that had the same key.
    pub(crate) serial: u32,
    pub(crate) read_task: Cell<Option<AbortHandle>>,
    pub(crate) write_task: Cell<Option<AbortHandle>>,
}

impl Conn {
    pub(crate) fn new(
        socket_id: SocketId,
        tenant: Option<Rc<Tenant>>,
        stream: TcpStream,
        now: Tick,
        serial: u32,
    ) -> Self {
        Self {
            socket_id,
            tenant,
            stream: RefCell::new(stream),
            reader: RefCell::default(),
            outbound: RefCell::default(),
            memberships: RefCell::default(),
            rare: OnceCell::new(),
            phase: Cell::new(Phase::Open),
            authorized: Cell::new(false),
            dirty: Cell::new(false),
            blocked: Cell::new(false),
            owes_ping: Cell::new(false),
            wants_page: Cell::new(false),
            stall_watched: Cell::new(false),
            allowance: Allowance::default(),
            place: Cell::new(None),
            pinged_at: Cell::new(None),
            last_seen: Cell::new(now),
            since: now,
            progress: Cell::new(0),
            key: Cell::new(0),
            serial,
            read_task: Cell::new(None),
            write_task: Cell::new(None),
        }
    }

    pub(crate) fn rare(&self) -> &Rare {
        self.rare.get_or_init(Box::default)
    }

    pub(crate) fn resume(&self) -> Option<&Resume> {
        self.rare.get()?.resume.get().map(|resume| &**resume)
    }

    pub(crate) fn resume_or_new(&self) -> &Resume {
        self.rare().resume.get_or_init(Box::default)
    }

    /// Whether the client says where it was, and wants to know where it is.
    pub(crate) fn follows_positions(&self) -> bool {
        self.rare.get().is_some_and(|rare| rare.positions.get())
    }

    /// The app as it is now; it may have changed since the connection was made.
    pub(crate) fn app(&self) -> Option<Rc<App>> {
        self.tenant.as_ref().map(|tenant| tenant.app())
    }

    pub(crate) fn is_open(&self) -> bool {
        self.phase.get() == Phase::Open
    }
}

impl fmt::Debug for Conn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The channels are left out: each of them lists its connections.
        f.debug_struct("Conn").field("socket_id", &self.socket_id).field("phase", &self.phase).finish()
    }
}

/// The task of a connection. However it ends, the connection is out of all tables afterwards.
pub(crate) struct Reading {
    shard: Rc<Shard>,
    conn: Rc<Conn>,
}

impl Reading {
    pub(crate) fn new(shard: Rc<Shard>, conn: Rc<Conn>) -> Self {
        Self { shard, conn }
    }
}

impl Future for Reading {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.shard.read(&self.conn, cx)
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.shard.detach(&self.conn);
    }
}

impl Shard {
    /// Reads what there is. Ready when the client has hung up or the connection is closed.
    fn read(self: &Rc<Self>, conn: &Rc<Conn>, cx: &mut Context<'_>) -> Poll<()> {
        for _ in 0..READS_PER_TURN {
            if conn.phase.get() == Phase::Closed {
                return Poll::Ready(());
            }
            if self.readable.get() == 0 {
                self.turn_over.notify_one();
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            let mut scratch = self.scratch.borrow_mut();
            let mut buffer = ReadBuf::new(&mut scratch);
            let read = Pin::new(&mut *conn.stream.borrow_mut()).poll_read(cx, &mut buffer);
            let count = buffer.filled().len();
            self.readable.set(self.readable.get().saturating_sub(count));
            match ready!(read) {
                Ok(()) if count > 0 => self.receive(conn, &mut scratch[..count]),
                Ok(()) | Err(_) => return Poll::Ready(()),
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    /// Does what some bytes of a client say, and sends the answers.
    pub(crate) fn receive(self: &Rc<Self>, conn: &Rc<Conn>, bytes: &mut [u8]) {
        conn.last_seen.set(self.now());
        conn.pinged_at.set(None);
        let echoes = conn.app().is_some_and(|app| app.settings.echoes());
        let mut input = Input::new(bytes);
        let mut reader = conn.reader.borrow_mut();
        let limit = conn.app().map_or(limits::MESSAGE, |app| app.settings.max_message);
        while conn.is_open() {
            let next = if echoes {
                reader.next_of_any_kind(&mut input, limit)
            } else {
                reader.next(&mut input, limit)
            };
            match next {
                Ok(None) => break,
                Ok(Some(message)) => {
                    self.metrics.messages_in.add(1);
                    match message {
                        Message::Text(text) if echoes => self.reply(conn, Rc::new(text_frame(text))),
                        Message::Text(text) if self.may_speak(conn, text.len()) => self.hear(conn, text),
                        Message::Text(_) => {}
                        Message::Binary(bytes) if echoes => self.reply(conn, Rc::new(binary_frame(bytes))),
                        Message::Binary(_) => self.close_for(conn, Violation::Binary),
                        Message::Ping(payload) if echoes || self.may_speak(conn, payload.len()) => {
                            self.reply(conn, Rc::new(pong_frame(payload)));
                        }
                        Message::Ping(_) => {}
                        Message::Pong(payload) => self.take_receipt(conn, payload),
                        Message::Close { code, .. } => self.answer_close(conn, code),
                    }
                }
                Err(violation) => self.close_for(conn, violation),
            }
        }
        drop(reader);
        self.close_overflowed();
        self.flush(conn);
    }

    /// Takes a connection out of everything. Its socket closes when the last reference goes.
    pub(crate) fn detach(&self, conn: &Conn) {
        conn.phase.set(Phase::Closed);
        if let Some(task) = conn.write_task.take() {
            task.abort();
        }
        self.leave_all(conn);
        self.depart(conn);
        self.forget(conn);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_is_small() {
        assert!(size_of::<Conn>() <= 272, "{}", size_of::<Conn>());
        assert_eq!(size_of::<Reading>(), 2 * size_of::<usize>());
    }
}
