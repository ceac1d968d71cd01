//! Reading JSON from whoever sends it, over whichever connection: what is wrong is said in the words of the API, with the
//! path of the field. Must not know how the refusal is sent.

use serde::de::DeserializeOwned;

use super::objects::Objects;
use crate::http::words;

/// Why something could not be read.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::http) enum Unreadable {
    /// It is not JSON; what and where.
    NotJson(String),
    /// It is JSON that does not fit.
    Wrong {
        /// Path of the field; empty for the whole.
        field: String,
        /// What is wrong with it; reads on after the field's name.
        message: String,
    },
}

/// Reads one JSON value.
///
/// # Errors
/// Says what is wrong, for the first thing that is.
pub(in crate::http) fn read<T: DeserializeOwned>(raw: &[u8]) -> Result<T, Unreadable> {
    let not_json = |error: serde_json::Error| Unreadable::NotJson(error.to_string());
    // The whole text first: what follows a wrong field, or the value, must not decide which of the two complaints comes.
    serde_json::from_slice::<serde::de::IgnoredAny>(raw).map_err(not_json)?;
    let mut reader = serde_json::Deserializer::from_slice(raw);
    serde_path_to_error::deserialize(Objects(&mut reader)).map_err(|error| {
        let path = error.path().to_string();
        let cause = error.into_inner();
        if cause.is_data() { wrong(path, &cause.to_string()) } else { not_json(cause) }
    })
}

/// serde reports a missing or unknown field at the path of the object around it; people look for the field itself.
fn wrong(path: String, message: &str) -> Unreadable {
    let parent = if path == "." { String::new() } else { path };
    let quoted = |prefix: &str| message.strip_prefix(prefix).and_then(|rest| rest.split('`').next());
    // serde_json appends a position that means little once the path is known.
    let message_text = message.rsplit_once(" at line ").map_or(message, |(text, _)| text);
    let join = |name: &str| if parent.is_empty() { name.to_owned() } else { format!("{parent}.{name}") };
    let (field, message) = if let Some(name) = quoted("missing field `") {
        (join(name), "is required".to_owned())
    } else if let Some(name) = quoted("duplicate field `") {
        (join(name), "is there twice".to_owned())
    } else if quoted("unknown field `").is_some() {
        let known = message_text.split_once("expected ").map_or("", |(_, known)| known);
        let known = known.trim_start_matches("one of ").replace('`', "");
        // serde_path_to_error already includes the unknown key in the path.
        (parent, format!("is not a known field; known are {known}"))
    } else {
        (parent, words::plain(message_text))
    };
    Unreadable::Wrong { field, message }
}
