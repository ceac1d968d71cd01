//! Presence channels: everybody sees the same members, whichever shard serves them.
//!
//! Subscribers of a channel are spread over all shards, but its list of members must be one, and everybody has to see
//! its changes in one order. So each presence channel has a *home*: the shard that the hash of its name points to. It
//! keeps the roll, and joins and leaves become messages to it:
//!
//! 1. the shard of a connection checks the signature and asks the home for a seat;
//! 2. the home writes the roll, and puts the confirmation with the whole list into the inbox of that shard;
//! 3. after it, the home announces a user who was not there before, as a publication like any other;
//! 4. the shard hands the confirmation to the connection, and from that moment the connection is a subscriber.
//!
//! Inboxes keep the order of a sender, so a list never lacks a change that its receiver will not also hear of, and
//! never contains one that comes again. A lock around one table for all shards would give the same order, but hold
//! everybody up while a list is encoded, which is the costly part.
//!
//! A seat may be given up while it is still asked for. The confirmation is handed over all the same, because the
//! client did subscribe and counts its answers, but nobody becomes a subscriber by it.

mod roll;

use std::rc::Rc;
use std::sync::Arc;

use bytes::Bytes;
use orderbell_wire::channel::ChannelName;
use orderbell_wire::close::Disconnect;
use orderbell_wire::frame;
use orderbell_wire::member::Member;
use orderbell_wire::socket_id::SocketId;

use self::roll::Joined;
pub(crate) use self::roll::Rolls;
use crate::connection::Conn;
use crate::exchange::Address;
use crate::publication::Encoded;
use crate::rare::Seat;
use crate::resume::Recovery;
use crate::session::Refusal;
use crate::shard::{Command, Shard};

/// To a channel's home: a connection wants to be there.
#[derive(Debug)]
pub(crate) struct Join {
    app: i64,
    channel: ChannelName,
    member: Member,
    socket: SocketId,
    by: Address,
    ticket: u32,
    /// How many users the channel may have.
    limit: usize,
}

/// To a channel's home: a connection is no longer there.
#[derive(Debug)]
pub(crate) struct Leave {
    app: i64,
    channel: ChannelName,
    user: Arc<str>,
    socket: SocketId,
}

/// From a channel's home: the answer to a [`Join`].
#[derive(Debug)]
pub(crate) struct Admission {
    to: Address,
    channel: ChannelName,
    ticket: u32,
    /// The confirmation; `None` when the channel is full.
    confirmation: Option<Bytes>,
}

/// On the shard of the connection.
impl Shard {
    /// Whether the connection has asked for a seat and was not answered yet.
    pub(crate) fn awaits_seat(&self, conn: &Conn, channel: &ChannelName) -> bool {
        conn.rare.get().is_some_and(|rare| {
            rare.seats.borrow().iter().any(|seat| !seat.taken && seat.channel == *channel)
        })
    }

    /// How many seats the connection has asked for and was not answered about.
    pub(crate) fn awaited_seats(&self, conn: &Conn) -> usize {
        conn.rare.get().map_or(0, |rare| rare.seats.borrow().iter().filter(|seat| !seat.taken).count())
    }

    pub(crate) fn ask_for_seat(
        self: &Rc<Self>,
        conn: &Rc<Conn>,
        channel: ChannelName,
        member: Member,
        recovery: Option<Box<Recovery>>,
    ) {
        let Some(app) = conn.app() else { return };
        let ticket = self.next_ticket.get();
        self.next_ticket.set(ticket.wrapping_add(1));
        let user = Arc::clone(&member.id);
        conn.rare().seats.borrow_mut().push(Seat {
            channel: channel.clone(),
            user,
            ticket,
            taken: false,
            recovery,
        });
        let home = self.home(app.id, channel.as_str());
        let (socket, by) = (conn.socket_id, self.address(conn));
        let limit = app.settings.presence_members;
        let join = Join { app: app.id, channel, member, socket, by, ticket, limit };
        if !self.tell(home, Command::Join(Box::new(join))) {
            // The home has sent its own clients away already, and this one is about to be told the same.
            self.close(conn, &Disconnect::RECONNECT);
        }
    }

    pub(crate) fn take_seat(self: &Rc<Self>, admission: Admission) {
        let Admission { to, channel, ticket, confirmation } = admission;
        let Some(conn) = self.connection(to.key, to.serial) else { return };
        let mut seats = conn.rare().seats.borrow_mut();
        let place = seats.iter().position(|seat| seat.ticket == ticket);
        match confirmation {
            Some(confirmation) => {
                let recovery = place.and_then(|place| {
                    seats[place].taken = true;
                    seats[place].recovery.take()
                });
                drop(seats);
                match place {
                    Some(_) => self.confirm(&conn, &channel, confirmation, recovery),
                    None => self.reply(&conn, Rc::new(confirmation)),
                }
            }
            None => {
                place.map(|place| seats.swap_remove(place));
                drop(seats);
                let Some(app) = conn.app() else { return };
                let limit = app.settings.presence_members;
                let message = format!("{channel} has {limit} members, which is the limit");
                self.refuse_subscription(&conn, &channel, Refusal::limit(message));
            }
        }
        self.flush(&conn);
    }

    /// Gives up the seat on a channel, taken or not; false when there is none.
    pub(crate) fn give_up_seat(&self, conn: &Conn, channel: &ChannelName) -> bool {
        let Some(rare) = conn.rare.get() else { return false };
        let mut seats = rare.seats.borrow_mut();
        let Some(place) = seats.iter().position(|seat| seat.channel == *channel) else { return false };
        let seat = seats.swap_remove(place);
        drop(seats);
        self.tell_of_leaving(conn, seat);
        true
    }

    /// Gives up all seats, when nobody sits on them any more.
    pub(crate) fn give_up_seats(&self, conn: &Conn) {
        let Some(rare) = conn.rare.get() else { return };
        for seat in rare.seats.take() {
            self.tell_of_leaving(conn, seat);
        }
    }

    fn tell_of_leaving(&self, conn: &Conn, seat: Seat) {
        let Some(app) = &conn.tenant else { return };
        let home = self.home(app.id, seat.channel.as_str());
        let Seat { channel, user, .. } = seat;
        let leave = Leave { app: app.id, channel, user, socket: conn.socket_id };
        if !self.tell(home, Command::Leave(Box::new(leave))) {
            tracing::trace!(socket.id = %conn.socket_id, "nobody is left to hear of a departure");
        }
    }
}

/// On the shard of the connection, once it sits.
impl Shard {
    /// Who the connection is on a presence channel.
    pub(crate) fn user_on(&self, conn: &Conn, channel: &ChannelName) -> Option<Arc<str>> {
        let seats = conn.rare.get()?.seats.borrow();
        seats.iter().find(|seat| seat.taken && seat.channel == *channel).map(|seat| Arc::clone(&seat.user))
    }
}

/// On the home of the channel.
impl Shard {
    pub(crate) fn admit(&self, join: Join) {
        let Join { app, channel, member, socket, by, ticket, limit } = join;
        let mut rolls = self.rolls.borrow_mut();
        let Member { id, info } = member.clone();
        let joined = rolls.join(app, &channel, member, socket, limit);
        let confirmation = (joined != Joined::Full)
            .then(|| frame::presence_succeeded(&channel, rolls.members(app, &channel)));
        let users = rolls.users(app, &channel);
        drop(rolls);
        let answer = Admission { to: by, channel: channel.clone(), ticket, confirmation };
        if !self.tell(by.shard, Command::Admit(Box::new(answer))) {
            tracing::trace!(socket.id = %socket, "a new member was sent away meanwhile");
        }
        if joined == Joined::First {
            self.note_member(app, &channel, &id, users);
            let added = frame::member_added(&channel, &id, info.as_deref());
            self.announce(Encoded::live(app, channel, added, Some(socket)));
        }
    }

    pub(crate) fn dismiss(&self, leave: Leave) {
        let Leave { app, channel, user, socket } = leave;
        if self.rolls.borrow_mut().leave(app, &channel, &user, socket) {
            let users = self.rolls.borrow().users(app, &channel);
            self.note_member_gone(app, &channel, &user, users);
            let removed = frame::member_removed(&channel, &user);
            self.announce(Encoded::live(app, channel, removed, None));
        }
    }
}
