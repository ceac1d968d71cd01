//! Other systems' words, verified and translated into ours.
//!
//! Payment gateways and shops report what happened by calling a URL. Each has its own signature, its own names for the
//! same few facts, and its own way to repeat, reorder and omit them. This crate takes such a request as it came (headers
//! and raw body), says whether it is genuine, and what it means: a list of [`Fact`]s and a key by which repeats are
//! recognized. What a fact does to an order is decided elsewhere; so nothing here looks at an order.
//!
//! Everything is a pure function of its arguments, the time included: the crate must not know of sockets, SQL or the
//! clock. No input may make it panic, and none is trusted before its signature has been checked in constant time.
//!
//! One file per system, all of one shape (`verify`, then `read`):
//!
//! - [`midtrans`]: payments; the signature does not cover the status, so a change that matters has to be confirmed;
//! - [`stripe`]: payments, refunds, disputes;
//! - [`shopify`], [`woocommerce`]: orders of a shop that lives elsewhere;
//! - [`standard`]: the Standard Webhooks scheme, with our own vocabulary in the body;
//! - [`generic`]: a token in a header or an HMAC of the body, for everything else.
//!
//! [`mapping`] is for apps that report nothing and only broadcast: a person has said what their events mean.
//!
//! [`fact`] is the vocabulary they are translated into, [`request`] what they are given, [`signature`] how secrets are
//! compared, [`dialect`] what somebody may say about the words of their own system.

pub mod dialect;
pub mod fact;
pub mod generic;
pub mod mapping;
pub mod midtrans;
pub mod request;
pub mod shopify;
pub mod signature;
pub mod standard;
pub mod stripe;
pub mod woocommerce;

mod json;
mod shop;

pub use dialect::Dialect;
pub use fact::{Fact, Notification, OrderKey};
pub use request::{Headers, Rejection, SignedRequest};
