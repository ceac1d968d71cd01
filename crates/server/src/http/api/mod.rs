//! `/v1`: the JSON API of orders, and of the people who look after them.

pub mod apps;
pub mod channel_events;
pub mod console;
pub mod events;
pub mod gateways;
pub mod mappings;
pub mod orders;
pub mod session;
pub mod setup;
pub mod sources;
pub mod stats;
pub mod webhooks;
pub mod words;
