//! What tests of the whole need: a real server in its own process, and independent clients.
//!
//! A development dependency only. It must not use the server's library: a test that shares code with what it tests
//! would agree with its mistakes. The server is the binary, started as a user starts it; the WebSocket client is another
//! implementation of the protocol than the server's.

mod endpoint;
mod event_stream;
mod http;
pub mod midtrans;
mod raw_socket;
mod server;
mod socket;

pub use endpoint::{Answer, Endpoint, Received};
pub use event_stream::{EventStream, StreamEvent};
pub use http::{Http, Reply};
pub use midtrans::MidtransStandIn;
pub use raw_socket::RawSocket;
pub use server::{FirstRun, TestServer};
pub use socket::{Frame, Socket};
/// What [`RawSocket`] sends.
pub use tungstenite::Message as RawMessage;
