//! Requests to other people's servers: where they may go, how long they may take, and when they are tried again.
//!
//! The addresses come from users, so a request must not become a way into the network that the server stands in, and an
//! endpoint that is slow, endless or gone must cost no more than one bounded attempt. The crate sends bodies and reads
//! answers; it must not know what is in them, who asked for it, where it is recorded, or the dashboard.
//!
//! - [`guard`] says which addresses may be connected to;
//! - [`endpoint`] checks a URL before anything is sent to it;
//! - [`client`] sends one request and tells what came of it, with `resolver` between a name and the connection;
//! - [`schedule`] says when to try again.

pub mod client;
pub mod endpoint;
pub mod guard;
mod resolver;
pub mod schedule;

pub use client::{Answer, Client, ClientError, Failure, READ, Request, Sent, Settings};
pub use endpoint::{Endpoint, EndpointError, EndpointRules};
pub use guard::{Forbidden, Guard};
pub use schedule::Schedule;
