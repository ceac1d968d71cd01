//! Looking at single connections from outside, page by page, and ending one.
//!
//! A page is a walk along the shards' lists of connections from where the last page ended. A list never moves an entry, so
//! a connection that lives through the whole walk is on exactly one page; one that comes or goes meanwhile may be on none.

use std::fmt;
use std::net::SocketAddr;
use std::rc::Rc;
use std::str::FromStr;
use std::time::Duration;

use orderbell_wire::channel::ChannelName;
use orderbell_wire::close::Disconnect;
use orderbell_wire::socket_id::SocketId;

use crate::connection::Conn;
use crate::exchange::Address;
use crate::hub::Hub;
use crate::shard::{Command, Shard};

/// Channels that are named per connection; the number of all of them is given besides.
const NAMED: usize = 50;

/// Places of a list that are looked at for one page: a shard has other things to do.
const STEP: usize = 20_000;

/// A connection, as it was at one moment.
#[derive(Clone, Debug)]
pub struct ConnectionInfo {
    /// Its public name.
    pub socket_id: SocketId,
    /// The other end of the TCP connection: the client or a proxy. `None` when it is gone already.
    pub peer: Option<SocketAddr>,
    /// Who is signed in, or else who it is on its first presence channel.
    pub user: Option<String>,
    /// How long it has been there, to a fraction of a second.
    pub age: Duration,
    /// How long it has been silent, to a fraction of a second.
    pub silent: Duration,
    /// Some of its channels.
    pub channels: Vec<ChannelName>,
    /// How many there are altogether.
    pub subscriptions: usize,
    /// Bytes that wait to be sent to it.
    pub queued: usize,
    /// It is being closed.
    pub closing: bool,
}

/// Where a page ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectionCursor {
    shard: usize,
    key: usize,
}

/// The text is not a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("must be the cursor of an earlier page")]
pub struct ConnectionCursorError;

impl fmt::Display for ConnectionCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.shard, self.key)
    }
}

impl FromStr for ConnectionCursor {
    type Err = ConnectionCursorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (shard, key) = text.split_once('-').ok_or(ConnectionCursorError)?;
        let number = |text: &str| text.parse().map_err(|_| ConnectionCursorError);
        Ok(Self { shard: number(shard)?, key: number(key)? })
    }
}

/// Some connections of an app.
#[derive(Clone, Debug, Default)]
pub struct ConnectionPage {
    /// The connections.
    pub connections: Vec<ConnectionInfo>,
    /// Where the next page begins, unless this was the last one.
    pub next: Option<ConnectionCursor>,
}

impl Hub {
    /// Up to `limit` connections of an app, from where an earlier page ended. A page may hold fewer, or none, and still
    /// not be the last.
    pub async fn connections(
        &self,
        app: i64,
        from: Option<ConnectionCursor>,
        limit: usize,
    ) -> ConnectionPage {
        let shards = self.exchange().shards().len();
        let ConnectionCursor { mut shard, mut key } = from.unwrap_or(ConnectionCursor { shard: 0, key: 0 });
        let mut page = ConnectionPage::default();
        while shard < shards && page.connections.len() < limit {
            let room = limit - page.connections.len();
            let answer = self.ask(shard, move |shard| shard.list(app, key, room)).await;
            // A shard that has ended has no connections.
            let (found, next) = answer.unwrap_or_default();
            page.connections.extend(found);
            (shard, key) = next.map_or((shard + 1, 0), |next| (shard, next));
            if next.is_some() {
                break;
            }
        }
        page.next = (shard < shards).then_some(ConnectionCursor { shard, key });
        page
    }

    /// Closes one connection of an app. False when there is none of this name.
    pub async fn disconnect(&self, app: i64, socket_id: SocketId, why: Disconnect) -> bool {
        let found = self.ask_all(move |shard| shard.find(app, socket_id)).await.into_iter().flatten().next();
        let Some(to) = found else { return false };
        self.exchange().send(to.shard, Command::Close { to, why: Box::new(why) })
    }
}

impl Shard {
    /// Connections of an app from a place of the list on, and where to go on.
    fn list(&self, app: i64, from: usize, limit: usize) -> (Vec<ConnectionInfo>, Option<usize>) {
        let connections = self.connections.borrow();
        let (end, mut found) = (connections.capacity(), Vec::new());
        for key in from..end {
            if found.len() == limit || key - from == STEP {
                return (found, Some(key));
            }
            let conn = connections.get(key).filter(|conn| belongs(conn, app));
            found.extend(conn.map(|conn| self.describe(conn)));
        }
        (found, None)
    }

    fn find(&self, app: i64, socket_id: SocketId) -> Option<Address> {
        let connections = self.connections.borrow();
        let mut all = connections.iter().map(|(_, conn)| conn);
        all.find(|conn| conn.socket_id == socket_id && belongs(conn, app)).map(|conn| self.address(conn))
    }

    fn describe(&self, conn: &Conn) -> ConnectionInfo {
        let memberships = conn.memberships.borrow();
        let ago = |tick: u32| self.tick * self.now().wrapping_sub(tick);
        ConnectionInfo {
            socket_id: conn.socket_id,
            peer: conn.stream.borrow().peer_addr().ok(),
            user: conn.rare.get().and_then(|rare| {
                let signed_in = rare.user.borrow().as_ref().map(|user| user.id.to_string());
                signed_in.or_else(|| rare.seats.borrow().first().map(|seat| seat.user.to_string()))
            }),
            age: ago(conn.since),
            silent: ago(conn.last_seen.get()),
            channels: memberships.iter().take(NAMED).map(|entry| entry.channel.name.clone()).collect(),
            subscriptions: memberships.len(),
            queued: conn.outbound.borrow().bytes(),
            closing: !conn.is_open(),
        }
    }
}

fn belongs(conn: &Rc<Conn>, app: i64) -> bool {
    conn.tenant.as_ref().is_some_and(|own| own.id == app)
}
