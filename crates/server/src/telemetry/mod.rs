//! Figures for Prometheus: what the parts count themselves, read when somebody asks, plus what only the edge sees.
//!
//! Counters live where things are counted, in the hub, the store and here for HTTP; nothing is global. Labels are bounded:
//! apps by their public id, and only the first [`exposition::APPS`] of them, route patterns, close codes, names of checks.
//! A channel, a user or an address never becomes a label: there are too many of them, and they are nobody's business.

pub mod exposition;
pub mod http;
mod process;

pub use self::http::HttpMetrics;
