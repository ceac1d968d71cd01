//! Entries of the log as a channel shows them: the same names and the same bytes as when they were live.

use orderbell_hub::HistoryEntry;
use orderbell_store::{ChannelEntry, ChannelEvent, LogEntry};
use orderbell_wire::channel::ChannelName;

use super::{channels::Stream, envelope, legacy};
use crate::apps::AppEntry;

/// The entries of one channel.
#[must_use]
pub fn on_channel(entries: Vec<ChannelEntry>, app: &AppEntry, channel: &ChannelName) -> Vec<HistoryEntry> {
    let stream = Stream::from_channel(channel);
    let shown = entries.into_iter().filter_map(|ChannelEntry { prev, entry }| match entry {
        LogEntry::Order(event) => {
            let mut streams = Stream::of(&event.audience).into_iter();
            let (_, view) = streams.find(|(found, _)| Some(found) == stream.as_ref())?;
            Some(HistoryEntry {
                seq: event.seq,
                prev,
                event: envelope::event_name(&event),
                also: legacy::other_names(&event, app),
                data: envelope::frame_data(&event, app, view, prev),
                except_socket: None,
                except_cursor: None,
            })
        }
        LogEntry::Channel(event) => triggered(event, prev),
    });
    shown.collect()
}

/// What an app has triggered, as it was.
pub(super) fn triggered(event: ChannelEvent, prev: i64) -> Option<HistoryEntry> {
    let Ok(name) = event.event.parse() else {
        // Names are checked before they are recorded; one that is not valid any more must not stop all others.
        tracing::error!(event.seq, channel.name = event.channel, "a recorded event has no valid name");
        return None;
    };
    Some(HistoryEntry {
        seq: event.seq,
        prev,
        event: name,
        also: Vec::new(),
        data: event.data,
        except_socket: event.except_socket.and_then(|socket| socket.parse().ok()),
        except_cursor: event.except_cursor,
    })
}
