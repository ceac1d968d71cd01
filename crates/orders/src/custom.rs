//! An event of the app's own, about something that only the app knows of. It goes the way of all events, so it is kept,
//! numbered, delivered again to those who were away, and shown; what it means is none of our business.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

/// First words of names that are ours. A foreign event under such a name would be taken for one of the catalogue.
const OURS: [&str; 12] = [
    "order", "payment", "refund", "dispute", "shipment", "stock", "user", "vendor", "inbox", "system",
    "custom", "pusher",
];

/// An event whose name and contents the app has chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CustomEvent {
    /// Its name; see [`check_name`].
    pub name: String,
    /// One line for people; the name stands in for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The vendor who hears of it besides the admins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor_id: Option<String>,
    /// Whatever the app wants to tell; not interpreted.
    #[serde(default)]
    pub data: Map<String, Value>,
}

/// A name that an event of an app must not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CustomNameError {
    /// Not of the form of a name.
    #[error(
        "must be 3 to {max} of the characters a-z, A-Z, 0-9, `.`, `_` and `-`, with a letter first",
        max = CustomEvent::MAX_NAME
    )]
    Form,
    /// The name of one of our events, or one that may become one.
    #[error("must not begin like Orderbell's own events (such as `order.`, `stock.`, `user.` or `client-`)")]
    Ours,
}

impl CustomEvent {
    /// Most characters of a name.
    pub const MAX_NAME: usize = 100;
    /// Most characters of a text.
    pub const MAX_TEXT: usize = 300;
    /// Most bytes of the data as JSON. A frame has to stay below the 10 KB of the protocol with everything around it.
    pub const MAX_DATA: usize = 8 * 1024;
}

/// Whether an app may call an event so.
///
/// # Errors
/// See [`CustomNameError`].
pub fn check_name(name: &str) -> Result<(), CustomNameError> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if !(3..=CustomEvent::MAX_NAME).contains(&name.len())
        || !name.starts_with(|c: char| c.is_ascii_alphabetic())
        || !name.chars().all(is_part)
    {
        return Err(CustomNameError::Form);
    }
    let first = name.split(['.', '_']).next().unwrap_or(name).to_ascii_lowercase();
    if OURS.contains(&first.as_str()) || first.starts_with("client-") {
        return Err(CustomNameError::Ours);
    }
    Ok(())
}
