//! What few connections have, so that the many do not pay for it.
//!
//! A connection that only listens to public and private channels never allocates any of this.

use std::cell::{Cell, OnceCell, RefCell};
use std::sync::Arc;

use orderbell_wire::channel::ChannelName;
use orderbell_wire::user::User;

use crate::client_events::Pace;
use crate::identity::Identity;
use crate::resume::{Recovery, Resume};

/// The rare part of a connection.
#[derive(Debug, Default)]
pub(crate) struct Rare {
    /// Its presence channels.
    pub(crate) seats: RefCell<Vec<Seat>>,
    /// Whom it is signed in as; the watchlist is kept by the home of the app's users.
    pub(crate) user: RefCell<Option<Box<User>>>,
    /// How fast it sends client events.
    pub(crate) pace: RefCell<Pace>,
    /// By what it will be recognized.
    pub(crate) identity: Cell<Identity>,
    /// It follows positions.
    pub(crate) positions: Cell<bool>,
    /// What it needs for tracked channels.
    pub(crate) resume: OnceCell<Box<Resume>>,
}

/// A place on a presence channel, asked for or taken.
#[derive(Debug)]
pub(crate) struct Seat {
    pub(crate) channel: ChannelName,
    /// Who the connection is there.
    pub(crate) user: Arc<str>,
    /// Tells the answer to this request from the answer to an earlier one for the same channel.
    pub(crate) ticket: u32,
    /// Whether the channel's home has let the connection in.
    pub(crate) taken: bool,
    /// What the log had for it, until it is let in.
    pub(crate) recovery: Option<Box<Recovery>>,
}
