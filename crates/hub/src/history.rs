//! Asking for what was published before: the hub has no log, whoever started it has.
//!
//! A shard sends a request and goes on; the answer comes back through its inbox, so that it has its place among the
//! publications. Frames are encoded by whoever answers, which is off the shards' threads.

use std::sync::Arc;

use bytes::Bytes;
use orderbell_wire::channel::ChannelName;
use orderbell_wire::event_name::EventName;
use orderbell_wire::frame;
use orderbell_wire::socket_id::SocketId;
use tokio::sync::mpsc::UnboundedSender;

use crate::cursors::Cursors;
use crate::exchange::Address;
use crate::publication::with_other_names;
use crate::shard::Command;

/// What a hub needs to repeat what a client has missed.
#[derive(Clone, Debug)]
pub struct History {
    /// Takes the requests. Each connection has at most one on its way, so the queue is bounded by their number.
    pub requests: UnboundedSender<HistoryRequest>,
    /// The positions of clients; load them with [`Cursors::restore`] before the hub starts.
    pub cursors: Arc<Cursors>,
}

/// Asks for the next page of a channel's events.
#[derive(Debug)]
pub struct HistoryRequest {
    /// The app.
    pub app: i64,
    /// The channel.
    pub channel: ChannelName,
    /// The events after this `seq` are wanted, the lowest first.
    pub after: i64,
    /// Most entries of the page, at least 1.
    pub max_entries: usize,
    /// About how many bytes of `data` the page may have; the entry that reaches it is the last. A page always has an
    /// entry if there is one.
    pub max_bytes: usize,
    /// Takes the answer. Dropped without one it counts as a failed read, and the hub asks again after a pause.
    pub reply: HistoryReply,
}

/// Events of a channel, from one read transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryPage {
    /// In order of `seq`, without a gap.
    pub entries: Vec<HistoryEntry>,
    /// The newest `seq` of the app's log, whichever channel it belongs to, 0 when it is empty.
    pub head: i64,
    /// Nothing of this channel is left between the last entry and `head`.
    pub complete: bool,
    /// Events after the asked position have been deleted, or could have been: what follows may lack its beginning.
    pub oldest_missing: bool,
}

/// A logged event on one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Its number.
    pub seq: i64,
    /// The number of the channel's event before it, 0 for the first.
    pub prev: i64,
    /// Its name.
    pub event: EventName,
    /// Its other names; see [`Publication::also`](crate::Publication::also).
    pub also: Vec<EventName>,
    /// Its payload, byte for byte.
    pub data: String,
    /// The connection that must not get it.
    pub except_socket: Option<SocketId>,
    /// The cursor whose owner must not get it; see [`Hub::cursor_of`](crate::Hub::cursor_of).
    pub except_cursor: Option<u64>,
}

/// Takes the answer to a [`HistoryRequest`].
#[derive(Debug)]
pub struct HistoryReply {
    /// `None` once it was used.
    way: Option<Way>,
    channel: ChannelName,
    /// The client wants to see positions.
    positions: bool,
}

/// Where the answer goes.
#[derive(Debug)]
struct Way {
    inbox: UnboundedSender<Command>,
    to: Address,
    ticket: u32,
}

/// A page as the shard gets it.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) to: Address,
    /// Tells the answer to the latest request from the answer to an earlier one.
    pub(crate) ticket: u32,
    /// `None` when it could not be read.
    pub(crate) content: Option<Content>,
}

#[derive(Debug)]
pub(crate) struct Content {
    pub(crate) entries: Vec<Replayed>,
    pub(crate) head: i64,
    pub(crate) complete: bool,
    pub(crate) oldest_missing: bool,
}

/// An event of a page, ready for the wire.
#[derive(Clone, Debug)]
pub(crate) struct Replayed {
    pub(crate) seq: i64,
    pub(crate) prev: i64,
    pub(crate) frame: Bytes,
    pub(crate) except_socket: Option<SocketId>,
    pub(crate) except_cursor: Option<u64>,
}

impl HistoryReply {
    pub(crate) fn new(
        inbox: UnboundedSender<Command>,
        to: Address,
        ticket: u32,
        channel: ChannelName,
        positions: bool,
    ) -> Self {
        Self { way: Some(Way { inbox, to, ticket }), channel, positions }
    }

    /// Answers. Encodes the frames, so it is best called where the log was read.
    pub fn send(self, page: HistoryPage) {
        Self::send_to_all(vec![self], page);
    }

    /// Answers all who have asked for the same page of the same channel. They share the frames, so that thousands who
    /// come back together cost no more memory than one.
    pub fn send_to_all(replies: Vec<Self>, page: HistoryPage) {
        let HistoryPage { entries, head, complete, oldest_missing } = page;
        let mut encoded: [Option<Vec<Replayed>>; 2] = [None, None];
        for mut reply in replies {
            let encode = || entries.iter().map(|entry| reply.replayed(entry)).collect();
            let entries = encoded[usize::from(reply.positions)].get_or_insert_with(encode).clone();
            reply.answer(Some(Content { entries, head, complete, oldest_missing }));
        }
    }

    /// The log could not be read; the hub asks again after a pause.
    pub fn failed(mut self) {
        self.answer(None);
    }

    fn replayed(&self, entry: &HistoryEntry) -> Replayed {
        let HistoryEntry { seq, prev, event, also, data, except_socket, except_cursor } = entry;
        let (seq, prev) = (*seq, *prev);
        let plain = frame::channel_event(event, &self.channel, data);
        let frame = match (self.positions, &also[..]) {
            (true, _) => frame::with_position(&plain, seq, prev),
            (false, []) => plain,
            (false, names) => with_other_names(&plain, names, &self.channel, data),
        };
        Replayed { seq, prev, frame, except_socket: *except_socket, except_cursor: *except_cursor }
    }

    fn answer(&mut self, content: Option<Content>) {
        let Some(Way { inbox, to, ticket }) = self.way.take() else { return };
        if inbox.send(Command::Page(Box::new(Page { to, ticket, content }))).is_err() {
            tracing::trace!("the hub has stopped, nobody waits for a page");
        }
    }
}

impl Drop for HistoryReply {
    fn drop(&mut self) {
        self.answer(None);
    }
}
