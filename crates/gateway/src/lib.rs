//! Asking payment gateways: open a page to pay on, find out where a payment is, end one.
//!
//! What gateways tell by themselves is read in `orderbell-intake`; here is the other direction, which has a network in it.
//! It is a crate of its own so that a gateway can be held against its stand-in without a server and a ledger around it.
//! It must not know them: who asks, where keys are kept, and what an answer does to an order.
//!
//! - [`midtrans`] is the client of the one gateway there is so far;
//! - [`checkout`] is what it is to be told of an order;
//! - [`error`] says what can go wrong, in words that tell what to do.

pub mod checkout;
pub mod error;
pub mod midtrans;

pub use checkout::{Checkout, NotPayable};
pub use error::GatewayError;
pub use midtrans::{Account, Environment, Midtrans};
