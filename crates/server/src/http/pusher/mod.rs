//! The Pusher side of the server: triggers from server SDKs, sockets from clients, and channel authorization for the
//! dashboard's own page. What the protocol says is in `orderbell-wire`; what happens on sockets, in `orderbell-hub`.

pub mod channel_auth;
pub mod connect;
pub mod events;
