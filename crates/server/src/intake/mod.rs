//! What other systems report by calling `/hooks/{provider}/{token}`, from the request to the order.
//!
//! 1. `http/hooks.rs` finds the source by its token, reads the body and asks [`provider`] whether it is genuine and what
//!    it says. Whatever is wrong ends here, with a 4xx and without a trace in the database.
//! 2. What it says becomes changes of orders.
//! 3. The store writes a receipt and makes the changes, in one transaction; a repeat is recognized there.
//!
//! Which words a provider uses is known to `orderbell-intake`, what may become of an order to `orderbell-orders`.

pub mod provider;
pub mod refused;
pub mod settings;

pub use self::{provider::Provider, refused::Refused, settings::SourceSettings};
