//! The hub over real sockets, judged by a WebSocket client of other make.
//!
//! Test names carry the numbers of the conformance checks that they hold. Nothing waits for a fixed time to let
//! something happen: a client proves that nothing came by asking for a pong and getting it next.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

mod cache;
mod channel_events;
mod client_events;
mod closing;
mod delivery;
mod floods;
mod handshake;
mod harness;
mod inspect;
mod keepalive;
mod log;
mod malformed;
mod model;
mod presence;
mod private;
mod public;
mod resume;
mod subscriber_counts;
mod tenants;
mod users;
