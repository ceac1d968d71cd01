//! The words of the Pusher protocol, version 7, as pure functions over bytes.
//!
//! Everything that can be decided without a socket, a clock or a database is decided here, so that it can be
//! tested and fuzzed without any of them. The crate must never learn about connections, about runtimes, or about
//! what an order is: it turns bytes into meaning and meaning into bytes.
//!
//! Read it along the path of a connection:
//!
//! - [`websocket`] answers the upgrade, cuts the byte stream into messages and writes frames;
//! - [`message`] reads what a client says in such a message;
//! - [`channel`], [`event_name`] and [`socket_id`] are the names that occur in it;
//! - [`member`] reads who somebody is on a presence channel;
//! - [`user`] reads who somebody signs in as;
//! - [`auth`] checks the signatures of subscriptions, sign-ins and HTTP requests;
//! - [`trigger`] and [`batch`] read what an application publishes over HTTP, [`info`] what it asks;
//! - [`frame`] writes what a server says, as finished WebSocket frames that any number of sockets can share;
//! - [`webhook`] writes what an application's backend hears of its channels;
//! - [`close`] names the ways to end a connection, and what clients do about each;
//! - [`limits`] holds the numbers.

pub mod auth;
pub mod batch;
pub mod channel;
pub mod close;
pub mod event_name;
pub mod frame;
pub mod info;
mod json;
pub mod limits;
pub mod member;
pub mod message;
pub mod socket_id;
pub mod trigger;
pub mod user;
pub mod webhook;
pub mod websocket;
