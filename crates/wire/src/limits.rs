//! The limits of the protocol, with the reason for each number.
//!
//! Limits that an operator may want to change are only defaults here: their owners (the hub, the HTTP API) take
//! the value as a parameter.

/// Longest channel name, in characters (its alphabet is ASCII, so also in bytes).
///
/// Pusher documents 164; its SDKs check 200, and so do we, because refusing what an SDK accepted helps nobody.
pub const CHANNEL_NAME: usize = 200;

/// Longest event name, in Unicode characters, as the SDKs count it.
pub const EVENT_NAME: usize = 200;

/// Most channels one published event may name.
pub const CHANNELS_PER_EVENT: usize = 100;

/// Most events in one batch.
pub const EVENTS_PER_BATCH: usize = 10;

/// Default for the largest `data` of a published event, in bytes of UTF-8. Beyond it the answer is 413.
pub const EVENT_DATA: usize = 10_240;

/// Default for the largest message a client may send over its socket, in bytes, summed over its fragments.
pub const MESSAGE: usize = 64 * 1024;

/// Default for how many channels one connection may be subscribed to.
pub const CHANNELS_PER_CONNECTION: usize = 200;

/// Longest id of a user on a presence channel, in characters, as Pusher documents it.
pub const USER_ID: usize = 128;

/// Largest `user_info`, in bytes of the JSON text that was signed. Every member's is sent to everybody who joins.
pub const USER_INFO: usize = 1024;

/// Default for how many users one presence channel may have, as Pusher documents it. Every join sends the whole list,
/// so the cost of filling a channel grows with the square of this number.
pub const PRESENCE_MEMBERS: usize = 100;

/// Default for how long, in seconds, the last event of a cache channel is kept, as Pusher documents it.
pub const CACHE_SECONDS: u64 = 1800;

/// Up to this many subscribers a channel is told of every change of their number; above it once per
/// [`COUNT_SECONDS`].
pub const SUBSCRIBERS_TOLD_AT_ONCE: usize = 100;

/// Pause, in seconds, between two numbers of a channel with many subscribers.
pub const COUNT_SECONDS: u64 = 5;

/// Most users on a watchlist; the rest of a longer one is left out.
pub const WATCHLIST: usize = 100;

/// Most events in one webhook request, as Pusher documents it.
pub const WEBHOOK_EVENTS: usize = 20;

/// How long, in milliseconds, an event waits for others of the same webhook request, as Pusher documents it.
pub const WEBHOOK_BATCH_MILLISECONDS: u64 = 250;

/// How long, in seconds, a departure is kept back from webhooks: who is back by then was never away.
pub const DEPARTURE_SECONDS: u64 = 3;

/// How many client events a connection may send within any second, as Pusher documents it.
pub const CLIENT_EVENTS_PER_SECOND: usize = 10;

/// Largest payload of a client event, in bytes as it goes on the wire: that of a published event.
pub const CLIENT_EVENT_DATA: usize = EVENT_DATA;

/// Deepest nesting of arrays and objects in JSON that clients send.
///
/// The protocol needs 2. The rest is room for the payloads of client events, and far below what could hurt.
pub const JSON_DEPTH: usize = 32;

/// Signed HTTP requests whose timestamp is this many seconds or more away from the server's clock are refused.
pub const SIGNATURE_WINDOW: i64 = 600;

/// Longest reason of a WebSocket close frame, in bytes: a control frame carries 125, two of them are the code.
pub const CLOSE_REASON: usize = 123;
