//! Connections, subscriptions and fan-out: many sockets, few system calls.
//!
//! A [`Hub`] runs one *shard* per core. A shard is a thread that owns its sockets for life, together with the
//! tables of who listens to what, so that delivering an event takes no lock and moves nothing between cores. The
//! hub speaks the Pusher protocol through `orderbell-wire`; it must never know HTTP, SQL or what an order is.
//!
//! The path of a publication, file by file:
//!
//! - [`Publication`] (`publication.rs`) is encoded once per channel, by whoever publishes;
//! - `hub.rs` puts it into the inbox of every shard, in the same order everywhere;
//! - `shard.rs` drains the inbox, `subscriptions.rs` knows the sockets concerned, `delivery.rs` gives it to them;
//! - `outbound.rs` is the queue of a socket, bounded by bytes;
//! - `writer.rs` empties it with one vectored write;
//! - `relief.rs` bounds what waits for all slow sockets together.
//!
//! What is asked about channels from outside goes through `queries.rs`, about single connections through `inspect.rs`.
//! `tap.rs` lets somebody listen to all that is published, `refusals.rs` remembers whom a channel did not let in, and
//! `tally.rs` counts by app and by close code.
//!
//! The path of a client's message:
//!
//! - `attach.rs` takes a socket over after the HTTP upgrade;
//! - `tenants.rs` knows the apps and what their changes mean for open connections, `quota.rs` counts these;
//! - `connection.rs` is what is kept per socket, and reads from it; `connections.rs` lists them;
//! - `session.rs` does what the message asks;
//! - `allowance.rs` bounds how much a client may say;
//! - `client_events.rs` passes on what clients send to each other;
//! - `presence.rs` keeps one list of members per presence channel, over all shards;
//! - `users.rs` signs connections in, `roster.rs` knows who is online;
//! - `last_events.rs` has what a cache channel sends to a newcomer, `subscriber_counts.rs` how many listen;
//! - `channel_events.rs` tells the rest of the program who comes and goes, where somebody wants to know;
//! - `resume.rs` decides where a subscription to a tracked channel begins, by the client's cursor (`cursors.rs`) or its
//!   own word; `replay.rs` sends what it has missed, page by page from the [`History`]; `following.rs` is such a
//!   subscription, `receipts.rs` learns what has arrived, and `positions.rs` tells where the channels are;
//! - `keepalive.rs` asks for a sign of life when there are no messages, on the timer wheel of `wheel.rs`;
//! - `closing.rs` ends the connection so that the reason arrives, `drain.rs` ends all of them.

mod allowance;
mod app;
mod attach;
mod channel_events;
mod client_events;
mod closing;
mod config;
mod connection;
mod connections;
mod cursors;
mod delivery;
mod departures;
mod drain;
mod exchange;
mod following;
mod history;
mod hub;
mod identity;
mod inspect;
mod keepalive;
mod last_events;
mod metrics;
mod occupied;
mod outbound;
mod place;
mod positions;
mod presence;
mod publication;
mod queries;
mod quota;
mod rare;
mod receipts;
mod refusals;
mod relief;
mod replay;
mod resume;
mod roster;
mod session;
mod shard;
mod subscriber_counts;
mod subscriptions;
mod tally;
mod tap;
mod tenants;
mod tracked;
mod users;
mod wheel;
mod writer;

pub use app::{App, AppKey, AppSettings};
pub use attach::Upgraded;
pub use channel_events::AppEvent;
pub use config::HubConfig;
pub use cursors::{CursorChanges, CursorRow, Cursors};
pub use history::{History, HistoryEntry, HistoryPage, HistoryReply, HistoryRequest};
pub use hub::{Hub, HubError};
pub use identity::{CursorIdentity, Identity};
pub use inspect::{ConnectionCursor, ConnectionInfo, ConnectionPage};
pub use metrics::HubMetrics;
pub use place::Place;
pub use publication::{Logged, Publication};
pub use queries::{LastEvent, Occupancy};
pub use refusals::RefusedSubscription;
pub use tap::{Tap, Tapped};
pub use tracked::{TrackedChannels, TrackedChannelsError};
