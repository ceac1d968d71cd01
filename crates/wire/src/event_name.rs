//! Event names: free text with a length limit and a few reserved prefixes.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use thiserror::Error;

use crate::limits;

/// The name of an event: 1 to [`limits::EVENT_NAME`] characters of any kind. Clones share the text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EventName(Arc<str>);

/// Why a text is not an event name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EventNameError {
    /// The text is empty.
    #[error("an event name must not be empty")]
    Empty,
    /// The text is longer than [`limits::EVENT_NAME`].
    #[error("an event name has at most {limit} characters, this one has {0}", limit = limits::EVENT_NAME)]
    TooLong(usize),
}

impl EventName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the name belongs to the protocol itself, so that applications must not publish it.
    pub fn is_reserved(&self) -> bool {
        is_reserved(&self.0)
    }

    /// Whether clients may send an event of this name to each other.
    pub fn is_client(&self) -> bool {
        self.0.starts_with("client-")
    }
}

pub(crate) fn is_reserved(name: &str) -> bool {
    name.starts_with("pusher:") || name.starts_with("pusher_internal:")
}

impl TryFrom<&str> for EventName {
    type Error = EventNameError;

    fn try_from(name: &str) -> Result<Self, Self::Error> {
        if name.is_empty() {
            return Err(EventNameError::Empty);
        }
        // Counting characters is only worth it when the bytes leave any doubt.
        if name.len() > limits::EVENT_NAME {
            let length = name.chars().count();
            if length > limits::EVENT_NAME {
                return Err(EventNameError::TooLong(length));
            }
        }
        Ok(Self(name.into()))
    }
}

impl FromStr for EventName {
    type Err = EventNameError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::try_from(name)
    }
}

impl AsRef<str> for EventName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EventName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for EventName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_118_the_limit_counts_characters_and_is_inclusive() {
        assert!(EventName::try_from("e".repeat(200).as_str()).is_ok());
        assert!(EventName::try_from("é".repeat(200).as_str()).is_ok());
        assert_eq!(EventName::try_from("é".repeat(201).as_str()), Err(EventNameError::TooLong(201)));
        assert_eq!(EventName::try_from(""), Err(EventNameError::Empty));
    }

    #[test]
    fn check_119_names_are_free_text() {
        for text in [r"App\Events\X", "with spaces", "заказ ☃"] {
            assert_eq!(text.parse::<EventName>().unwrap().as_str(), text);
        }
    }

    #[test]
    fn reserved_and_client_names_are_told_by_their_prefix() {
        let reserved = |text: &str| text.parse::<EventName>().unwrap().is_reserved();
        assert!(reserved("pusher:x") && reserved("pusher_internal:x"));
        assert!(!reserved("pusher") && !reserved("my-pusher:x") && !reserved("client-x"));
        assert!("client-x".parse::<EventName>().unwrap().is_client());
        assert!(!"clientx".parse::<EventName>().unwrap().is_client());
    }
}
