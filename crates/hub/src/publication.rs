//! An event on its way to subscribers.

use bytes::Bytes;
use orderbell_wire::channel::ChannelName;
use orderbell_wire::event_name::EventName;
use orderbell_wire::frame::{self, EventEncoder};
use orderbell_wire::socket_id::SocketId;

/// An event for every subscriber of some channels of an app.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The app whose channels these are.
    pub app: i64,
    /// The channels; a socket subscribed to several of them gets the event on each.
    pub channels: Vec<ChannelName>,
    /// The event's name.
    pub event: EventName,
    /// Other names under which the same event goes out right behind it, to clients that listen for those. Clients that
    /// follow positions get it under its own name only, since a position is one event to them.
    pub also: Vec<EventName>,
    /// The payload, which arrives byte for byte.
    pub data: String,
    /// The connection that must not get it, usually its sender's.
    pub except: Option<SocketId>,
    /// Where it stands in the app's log, if it does. Such a publication has one channel, and those of an app come in the
    /// order of `seq`.
    pub logged: Option<Logged>,
}

/// The place of an event in the log of its app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Logged {
    /// Its number.
    pub seq: i64,
    /// The number of the channel's event before it, 0 for the first.
    pub prev: i64,
    /// The cursor whose owner must not get it, from [`Hub::cursor_of`](crate::Hub::cursor_of) for the sender's socket:
    /// it holds also when the sender has reconnected meanwhile.
    pub except_cursor: Option<u64>,
}

/// A publication as finished frames. All shards share one.
#[derive(Debug)]
pub(crate) struct Encoded {
    pub(crate) app: i64,
    pub(crate) frames: Vec<(ChannelName, Bytes)>,
    /// For each of these, it and the frames under the other names in one piece; empty when there are no other names.
    ///
    /// One piece, because a queue, a receipt and a page of the log know events by their position: frames apart could be
    /// parted by a lost connection, and the second would never come again.
    pub(crate) renamed: Vec<Bytes>,
    pub(crate) except: Option<SocketId>,
    /// It is the last event of a cache channel.
    pub(crate) kept: bool,
    pub(crate) logged: Option<Logged>,
}

impl Encoded {
    pub(crate) fn new(publication: Publication) -> Self {
        let encoder = EventEncoder::new(&publication.event, &publication.data);
        let kept = publication.channels.iter().any(ChannelName::is_cache);
        let frames = publication.channels.into_iter().map(|channel| {
            let frame = encoder.on(&channel);
            (channel, frame)
        });
        let frames: Vec<_> = frames.collect();
        let renamed = if publication.also.is_empty() {
            Vec::new()
        } else {
            let all = |(channel, frame): &(ChannelName, Bytes)| {
                with_other_names(frame, &publication.also, channel, &publication.data)
            };
            frames.iter().map(all).collect()
        };
        Self {
            app: publication.app,
            frames,
            renamed,
            except: publication.except,
            kept,
            logged: publication.logged,
        }
    }

    /// A frame that no publisher sent: from the hub itself, or from one client to the others.
    pub(crate) fn live(app: i64, channel: ChannelName, frame: Bytes, except: Option<SocketId>) -> Self {
        Self { app, frames: vec![(channel, frame)], renamed: Vec::new(), except, kept: false, logged: None }
    }

    /// Its share of an inbox, in bytes.
    pub(crate) fn size(&self) -> usize {
        let own: usize = self.frames.iter().map(|(_, frame)| frame.len()).sum();
        own + self.renamed.iter().map(Bytes::len).sum::<usize>()
    }
}

/// A frame, and behind it the same event under each of the other names.
pub(crate) fn with_other_names(
    frame: &Bytes,
    names: &[EventName],
    channel: &ChannelName,
    data: &str,
) -> Bytes {
    let mut all = Vec::with_capacity(frame.len() * (names.len() + 1));
    all.extend_from_slice(frame);
    for name in names {
        all.extend_from_slice(&frame::channel_event(name, channel, data));
    }
    all.into()
}
