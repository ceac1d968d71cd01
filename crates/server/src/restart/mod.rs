//! Restarting without refusing anybody.
//!
//! A client that is refused for a moment stays away for fifteen seconds or more; one that is kept waiting is back the
//! moment it is answered. So the listening socket has to outlive the process that serves it, and three things can see to
//! that: a service manager or another parent hands it over ([`inherited`]), `orderbell hold` is such a parent, or the
//! process turns itself into the next version and keeps it ([`replace`]). In between, connects wait in the kernel's queue.
//!
//! None of this knows what is served.

pub mod inherited;
pub mod replace;
pub mod service_manager;
