//! Points at which a test may let the process die.
//!
//! A promise such as "nothing is lost and nothing happens twice, wherever the process dies" is only worth something if a
//! process has died everywhere. Killing one from outside hits whatever it happens to do, which is nearly always waiting;
//! so the code names its points, and a test says at which of them the process is to end, as abruptly as by `kill -9`: no
//! destructor runs, nothing is flushed, what is not on disk is gone.
//!
//! Only builds with debug assertions know of it. A Cargo feature would have done as well, but then the tests would run
//! another build than every other test does, and somebody could ship it; a release build has nothing here that could be
//! switched on.

#[cfg(debug_assertions)]
static ARMED: std::sync::OnceLock<String> = std::sync::OnceLock::new();

/// The process ends when it comes to this point. Later calls change nothing.
#[cfg(debug_assertions)]
pub fn arm(point: String) {
    drop(ARMED.set(point));
}

/// A place at which the process may end.
#[cfg_attr(not(debug_assertions), inline(always))]
pub fn point(name: &'static str) {
    #[cfg(debug_assertions)]
    if ARMED.get().is_some_and(|armed| armed == name) {
        std::process::abort();
    }
    #[cfg(not(debug_assertions))]
    let _: &str = name;
}
