//! Measures a running server from outside, and beside it what the machine can do at best.
//!
//! A figure alone says little: the same binary differs by a factor between two machines, and by a sixth between two
//! minutes. So every figure comes with that of a *floor*, a bare loop that does the same to the disk or to the sockets
//! and nothing else, measured in the same run by turns with the server. What is judged is the ratio.
//!
//! The crate is a client like any other. It must know nothing of the server's code, and takes from it only the signer
//! of `orderbell-wire`; frames it reads by its own rules, because a reader that shares code with the writer would
//! agree with its mistakes.
//!
//! - [`bench`] is the course of a run, [`report`] what is printed of it, [`machine`] the facts about the place;
//! - [`orders`], [`reports`] and [`fan_out`] are the loads, [`saturation`] sends the first two, [`subscribers`] is the receiving side, [`frames`] the check of what it
//!   receives, [`http`] the little of HTTP that is needed;
//! - [`server`] and [`process`] start what is measured and watch what it uses;
//! - [`floor`] holds the bare loops, which run in processes of their own;
//! - [`statistics`] reduces many figures to one.

pub mod bench;
pub mod fan_out;
pub mod floor;
pub mod frames;
pub mod http;
pub mod listing;
pub mod machine;
pub mod orders;
pub mod process;
pub mod report;
pub mod reports;
pub mod saturation;
pub mod server;
pub mod statistics;
pub mod subscribers;
