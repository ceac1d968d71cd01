//! Apps on one server never see each other, and strangers see nothing: every operation that the description of the API has is
//! asked for the things of another app, and without credentials. An operation that is added is walked by itself; one with
//! a path that the walk cannot fill in fails it until somebody says what its things are.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

mod apps;
mod document;
mod live;
mod neighbours;
mod strangers;
mod things;
