//! Who is asking: passwords, session tokens, API keys, and the limits on guessing them.
//!
//! Nothing here knows HTTP; the extractors in `http::principal` translate.

pub mod login_limit;
pub mod password;
pub mod token;
