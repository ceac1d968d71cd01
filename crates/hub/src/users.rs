//! Signing in: the app says who sits at a connection.
//!
//! A connection that is signed in may listen to its user's own channel, be present without saying again who it is,
//! hear who of its watchlist is online, and be ended by the app, wherever the user's other connections are. Who is
//! online must be one answer for all shards, so each app has a *home* for its users: the shard that keeps the roster.
//! Reasons for a home are in `presence.rs`.

use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

use bytes::Bytes;
use orderbell_wire::auth::verify_user;
use orderbell_wire::close::{Disconnect, UNAUTHORIZED, WATCHLIST_TOO_LONG};
use orderbell_wire::member::{Member, MemberError};
use orderbell_wire::user::User;
use orderbell_wire::{frame, limits};

use crate::connection::Conn;
use crate::exchange::Address;
use crate::roster::{Arrival, Departure};
use crate::shard::{Command, Shard};

/// To the home of an app's users: a connection has signed in.
#[derive(Debug)]
pub(crate) struct SignIn {
    app: i64,
    by: Address,
    user: Arc<str>,
    watchlist: Vec<Arc<str>>,
}

/// Frames for some connections of one shard.
#[derive(Debug)]
pub(crate) struct Note {
    /// Key and serial of each.
    to: Vec<(u32, u32)>,
    frame: Bytes,
}

/// On the shard of the connection.
impl Shard {
    pub(crate) fn sign_in(self: &Rc<Self>, conn: &Rc<Conn>, auth: &str, user_data: &str) {
        let Some(app) = conn.app() else { return };
        let fail = |message: String| self.reply(conn, Rc::new(frame::error(Some(UNAUTHORIZED), &message)));
        if let Err(error) = verify_user(auth, conn.socket_id, user_data, |key| app.secret_of(key)) {
            return fail(error.to_string());
        }
        let user = match User::parse(user_data) {
            Ok(user) => user,
            Err(error) => return fail(error.to_string()),
        };
        let mut known = conn.rare().user.borrow_mut();
        if known.as_ref().is_some_and(|known| known.id != user.id) {
            return fail("The connection is signed in as another user already".to_owned());
        }
        let cut = user.watchlist_was_cut;
        let (id, watchlist) = (Arc::clone(&user.id), user.watchlist.clone());
        *known = Some(Box::new(User { watchlist: Vec::new(), ..user }));
        drop(known);
        conn.authorized.set(true);
        let sign_in = SignIn { app: app.id, by: self.address(conn), user: id, watchlist };
        if !self.tell(self.home_of_users(app.id), Command::SignIn(Box::new(sign_in))) {
            return self.close(conn, &Disconnect::RECONNECT);
        }
        self.reply(conn, Rc::new(frame::signin_success(user_data)));
        if cut {
            let limit = limits::WATCHLIST;
            let message = format!("A watchlist has at most {limit} users, the rest of this one is ignored");
            self.reply(conn, Rc::new(frame::error(Some(WATCHLIST_TOO_LONG), &message)));
        }
    }

    /// Whether the connection is signed in as this user.
    pub(crate) fn is_user(&self, conn: &Conn, id: &str) -> bool {
        conn.rare.get().is_some_and(|rare| rare.user.borrow().as_ref().is_some_and(|user| *user.id == *id))
    }

    /// Whom the connection is signed in as.
    pub(crate) fn signed_in_user(&self, conn: &Conn) -> Option<Arc<str>> {
        conn.rare.get()?.user.borrow().as_ref().map(|user| Arc::clone(&user.id))
    }

    /// Who a connection is on presence channels that it joins without saying so.
    pub(crate) fn signed_in_member(&self, conn: &Conn) -> Option<Result<Member, MemberError>> {
        let user = conn.rare.get()?.user.borrow();
        user.as_ref().map(|user| Member::new(Arc::clone(&user.id), user.info.clone()))
    }

    pub(crate) fn sign_out(&self, conn: &Conn) {
        let Some(app) = &conn.tenant else { return };
        let Some(rare) = conn.rare.get() else { return };
        if rare.user.take().is_some() {
            let sign_out = Command::SignOut { app: app.id, by: self.address(conn) };
            if !self.tell(self.home_of_users(app.id), sign_out) {
                tracing::trace!(socket.id = %conn.socket_id, "nobody is left to hear of a departure");
            }
        }
    }

    pub(crate) fn pass_on(&self, note: Note) {
        let frame = Rc::new(note.frame);
        for (key, serial) in note.to {
            if let Some(conn) = self.connection(key, serial) {
                self.send_later(&conn, &frame);
            }
        }
    }

    fn home_of_users(&self, app: i64) -> usize {
        self.exchange().map_or(0, |exchange| exchange.home_of_users(app))
    }
}

/// On the home of the app's users.
impl Shard {
    pub(crate) fn welcome(&self, sign_in: SignIn) {
        let SignIn { app, by, user, watchlist } = sign_in;
        let arrival = self.roster.borrow_mut().sign_in(app, by, Arc::clone(&user), watchlist);
        let Arrival { tell, online, offline } = arrival;
        if !online.is_empty() || !offline.is_empty() {
            self.note(&[by], &frame::watchlist_events(&online, &offline));
        }
        if !tell.is_empty() {
            self.note(&tell, &frame::watchlist_events(&[user], &[]));
        }
    }

    pub(crate) fn farewell_to_user(&self, app: i64, by: Address) {
        let departure = self.roster.borrow_mut().sign_out(app, by);
        if let Some(Departure { user, tell }) = departure
            && !tell.is_empty()
        {
            self.note(&tell, &frame::watchlist_events(&[], &[user]));
        }
    }

    /// Ends all connections that are signed in as a user.
    pub(crate) fn terminate(&self, app: i64, user: &str) {
        for at in self.roster.borrow().connections(app, user) {
            let why = Box::new(Disconnect::terminated(self.config.terminate_code));
            let close = Command::Close { to: at, why };
            if !self.tell(at.shard, close) {
                tracing::trace!("a connection to be terminated is being sent away already");
            }
        }
    }

    fn note(&self, to: &[Address], frame: &Bytes) {
        let mut by_shard: BTreeMap<usize, Vec<(u32, u32)>> = BTreeMap::new();
        for at in to {
            by_shard.entry(at.shard).or_default().push((at.key, at.serial));
        }
        for (shard, to) in by_shard {
            let note = Note { to, frame: frame.clone() };
            if !self.tell(shard, Command::Note(Box::new(note))) {
                tracing::trace!("nobody is left to hear of a user");
            }
        }
    }
}
