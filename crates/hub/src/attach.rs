//! Taking over a socket once HTTP is done with it.
//!
//! The first frame is written before the runtime gets to see the socket: it always fits into an empty send buffer,
//! and a socket that was never waited for does not count as writable yet.

use std::fmt;
use std::io::{self, ErrorKind, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use orderbell_wire::close::Disconnect;
use orderbell_wire::frame;
use orderbell_wire::socket_id::SocketId;
use rand::RngExt as _;
use socket2::{SockRef, TcpKeepalive};

use crate::app::App;
use crate::closing::farewell;
use crate::connection::{Conn, Phase, Reading};
use crate::identity::Identity;
use crate::keepalive::Deadline;
use crate::place::Place;
use crate::shard::Shard;
use crate::tenants::Tenant;

/// How often the kernel asks a silent peer, and the pause between.
const PROBES: (u32, Duration) = (3, Duration::from_secs(10));

/// Each half of a socket id is drawn from 1 to this. Two halves make it hopeless to guess one, which matters
/// because whoever knows it can keep events from its owner.
const HALF: u64 = 10_000_000_000;

/// A socket whose WebSocket upgrade was answered with 101.
pub struct Upgraded {
    /// The plain TCP stream; it is made non-blocking if it is not.
    pub stream: TcpStream,
    /// What the HTTP server read beyond the request.
    pub read_ahead: Bytes,
    /// The app that the key of the URL belongs to.
    pub app: Arc<App>,
    /// The key of the URL, by its id in the app.
    pub key: i64,
    /// The client's address, for the log.
    pub peer: SocketAddr,
    /// By what it will be recognized when it comes back.
    pub identity: Identity,
    /// The client follows positions (`resume=1`): it says where it was when it subscribes, and is told where it is.
    pub resume: bool,
    /// Given back when the connection is gone.
    pub place: Option<Place>,
}

/// A socket that is only told to go away.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) stream: TcpStream,
    pub(crate) why: Disconnect,
}

impl fmt::Debug for Upgraded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upgraded")
            .field("peer", &self.peer)
            .field("app", &self.app.id)
            .finish_non_exhaustive()
    }
}

fn random_socket_id() -> SocketId {
    // The thread's generator is a cryptographic one, seeded by the system.
    let mut random = rand::rng();
    SocketId::new(random.random_range(1..=HALF), random.random_range(1..=HALF))
}

impl Shard {
    pub(crate) fn attach(self: &Rc<Self>, connection: Upgraded) {
        let Upgraded { stream, read_ahead, app, key, peer, identity, resume, place } = connection;
        let tenant = self.tenant(&app, key);
        // The app may have changed between the look-up and now.
        let app = tenant.app();
        let unwelcome = if self.draining.get() { Some(Disconnect::RECONNECT) } else { tenant.unwelcome() };
        if let Some(why) = unwelcome {
            self.give_back_place(app.id);
            return self.refuse(Refused { stream, why });
        }
        let socket_id = random_socket_id();
        let authorize_within = app.settings.authorize_within;
        let app_id = app.id;
        let hello = if app.settings.echoes() {
            Bytes::new()
        } else {
            frame::connection_established(socket_id, self.config.announced_timeout())
        };
        match self.adopt(stream, socket_id, Some(tenant), hello) {
            Ok(conn) => {
                conn.place.set(place);
                self.metrics.connections.add(1);
                self.recognize(&conn, identity, resume);
                self.metrics.tally.connected(app_id);
                self.set_deadline(&conn, self.config.activity_timeout, Deadline::Alive);
                if let Some(patience) = authorize_within {
                    self.set_deadline(&conn, patience, Deadline::Authorized);
                }
                tracing::debug!(socket.id = %socket_id, %peer, "a client has connected");
                if !read_ahead.is_empty() {
                    self.receive(&conn, &mut Vec::from(read_ahead));
                }
                self.start_reading(&conn);
            }
            Err(error) => {
                self.give_back_place(app.id);
                self.lost(&error);
            }
        }
    }

    pub(crate) fn refuse(self: &Rc<Self>, Refused { stream, why }: Refused) {
        self.metrics.refused.add(1);
        self.metrics.tally.closed(why.code);
        let words = Bytes::from(farewell(&why).concat());
        match self.adopt(stream, random_socket_id(), None, words) {
            Ok(conn) => {
                conn.phase.set(Phase::Closing);
                self.set_deadline(&conn, self.config.close_timeout, Deadline::Closing);
                self.flush(&conn);
                self.start_reading(&conn);
            }
            Err(error) => self.lost(&error),
        }
    }

    fn adopt(
        &self,
        mut stream: TcpStream,
        socket_id: SocketId,
        tenant: Option<Rc<Tenant>>,
        first: Bytes,
    ) -> io::Result<Rc<Conn>> {
        stream.set_nonblocking(true)?;
        let socket = SockRef::from(&stream);
        socket.set_tcp_nodelay(true)?;
        socket.set_tcp_user_timeout(Some(self.config.user_timeout))?;
        socket.set_send_buffer_size(self.config.send_buffer)?;
        let (probes, pause) = PROBES;
        let keepalive = TcpKeepalive::new().with_time(self.config.keepalive);
        socket.set_tcp_keepalive(&keepalive.with_interval(pause).with_retries(probes))?;
        let written = match stream.write(&first) {
            Ok(written) => written,
            Err(error) if error.kind() == ErrorKind::WouldBlock => 0,
            Err(error) => return Err(error),
        };
        self.metrics.bytes_out.add(written as u64);
        self.metrics.writes.add(1);
        let stream = tokio::net::TcpStream::from_std(stream)?;
        let conn = self.remember(|serial| Conn::new(socket_id, tenant, stream, self.now(), serial));
        if written < first.len() {
            conn.outbound.borrow_mut().push_partly_written(Rc::new(first), written);
        }
        Ok(conn)
    }

    fn start_reading(self: &Rc<Self>, conn: &Rc<Conn>) {
        let task = tokio::task::spawn_local(Reading::new(Rc::clone(self), Rc::clone(conn)));
        conn.read_task.set(Some(task.abort_handle()));
    }

    fn lost(&self, error: &io::Error) {
        // The usual reason is a client that is gone already; running out of memory looks the same here.
        tracing::debug!(%error, "a connection broke before it was established");
        self.uncount();
    }
}
