//! The server: the one crate that knows everything, and therefore decides nothing about orders, frames or storage itself.
//!
//! An order's way through the files, which is also the order in which to read them:
//!
//! 1. [`listener`] accepts a connection and hands it to hyper;
//! 2. [`http`] routes it; `http::api::orders` reads the body and asks the store to record the order;
//! 3. `orderbell-store` decides (with `orderbell-orders`) and commits, then answers;
//! 4. [`relay`] reads what was committed from the log and turns it into frames for channels;
//! 5. `orderbell-hub` writes the frames to the sockets that `http::pusher::connect` has given it; [`live`] gives them to
//!    raw WebSockets and event streams, which follow the log.
//!
//! [`health`] watches whether that way works, [`telemetry`] counts what goes along it, [`admission`] decides who may come in
//! when many want to.
//!
//! [`webhooks`] sends what happens on channels to the backends of apps; [`gateway`] is how payment gateways are asked.
//! [`timers`] does what is due: expiry, calls for somebody to take an order, questions to gateways and couriers.
//!
//! [`intake`] takes what gateways, shops and couriers report.
//!
//! [`apps`] holds the apps that all of them look up, with what [`app_settings`] and [`origins`] make of their settings.
//! [`server`] starts and stops these parts, [`restart`] lets the listening socket outlive the process, [`config`] says how,
//! [`first_run`] makes the first app and prints how to begin, [`cli`] is the command line, which
//! reaches a running server by its [`admin_socket`].

pub mod admin_socket;
pub mod admission;
pub mod app_settings;
pub mod apps;
pub mod auth;
pub mod catalog_view;
pub mod cli;
pub mod config;
mod demo;
pub mod facts;
pub mod first_run;
pub mod gateway;
pub mod health;
pub mod http;
pub mod intake;
pub mod interpreting;
pub mod listener;
pub mod live;
pub mod order_view;
pub mod origins;
pub mod refusals;
pub mod relay;
pub mod restart;
pub mod resume;
pub mod server;
mod stale_dashboard;
pub mod telemetry;
pub mod timers;
pub mod webhooks;

pub use cli::run;
