//! The bare loops. Each is a process of its own, on the server's core, so that both sides of a ratio have the same.

pub mod sockets;
pub mod sqlite;
mod template;
