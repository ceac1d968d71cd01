//! What gateways, shops and couriers report, over HTTP as they do: what comes out of it, what is refused without a trace,
//! and that nothing is lost and nothing happens twice (B8).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

mod confirmed;
mod desk;
mod faults;
mod histories;
mod providers;
mod refused;
mod sources;
mod stock;
mod unmatched;
