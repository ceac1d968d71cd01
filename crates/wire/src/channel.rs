//! Channel names and what a name alone says about a channel.
//!
//! The kind of a channel is nothing but a prefix of its name, and the prefix counts only at position 0: a channel
//! called `my-private-x` is public. This module must not know who is subscribed to anything.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use thiserror::Error;

use crate::limits;

/// The only names that may contain `#` start with this.
const SERVER_TO_USER: &str = "#server-to-user-";

/// A valid channel name. Clones share the text.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChannelName(Arc<str>);

/// What subscribing to a channel takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChannelKind {
    /// Anybody who knows the app's key may listen.
    Public,
    /// Needs a signature of the app for this socket and channel.
    Private,
    /// Like private; the payload is encrypted by the app and opaque to the server.
    Encrypted,
    /// Like private, and the subscriber says who it is.
    Presence,
    /// The channel of one signed-in user.
    ServerToUser,
}

/// Why a text is not a channel name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ChannelNameError {
    /// The text is empty.
    #[error("a channel name must not be empty")]
    Empty,
    /// The text is longer than [`limits::CHANNEL_NAME`].
    #[error("a channel name has at most {limit} characters, this one has {0}", limit = limits::CHANNEL_NAME)]
    TooLong(usize),
    /// The text holds a character outside the alphabet of channel names.
    #[error("a channel name consists of letters, digits and _ - = @ , . ; but this one contains {0:?}")]
    Character(char),
}

impl ChannelName {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The kind that the prefix announces.
    pub fn kind(&self) -> ChannelKind {
        let name = self.as_str();
        if name.starts_with("private-encrypted-") {
            ChannelKind::Encrypted
        } else if name.starts_with("private-") {
            ChannelKind::Private
        } else if name.starts_with("presence-") {
            ChannelKind::Presence
        } else if name.starts_with(SERVER_TO_USER) {
            ChannelKind::ServerToUser
        } else {
            ChannelKind::Public
        }
    }

    /// The channel of a signed-in user.
    ///
    /// # Errors
    ///
    /// When the id is empty, too long, or has characters that channel names do not have.
    pub fn of_user(id: &str) -> Result<Self, ChannelNameError> {
        Self::try_from(format!("{SERVER_TO_USER}{id}"))
    }

    /// The user whose channel this is.
    pub fn user(&self) -> Option<&str> {
        self.as_str().strip_prefix(SERVER_TO_USER)
    }

    /// Whether the channel remembers its last event for new subscribers.
    pub fn is_cache(&self) -> bool {
        let name = self.as_str();
        let rest = match self.kind() {
            ChannelKind::Public => Some(name),
            ChannelKind::Private => name.strip_prefix("private-"),
            ChannelKind::Encrypted => name.strip_prefix("private-encrypted-"),
            ChannelKind::Presence => name.strip_prefix("presence-"),
            ChannelKind::ServerToUser => None,
        };
        rest.is_some_and(|rest| rest.starts_with("cache-"))
    }

    /// Whether a subscription must bring a signature.
    ///
    /// A server-to-user channel needs a signed-in connection instead, which is another question.
    pub fn requires_auth(&self) -> bool {
        matches!(self.kind(), ChannelKind::Private | ChannelKind::Encrypted | ChannelKind::Presence)
    }
}

fn check(name: &str) -> Result<(), ChannelNameError> {
    if name.is_empty() {
        return Err(ChannelNameError::Empty);
    }
    if name.len() > limits::CHANNEL_NAME {
        let length = name.chars().count();
        if length > limits::CHANNEL_NAME {
            return Err(ChannelNameError::TooLong(length));
        }
    }
    let plain = match name.strip_prefix(SERVER_TO_USER) {
        Some("") => return Err(ChannelNameError::Character('#')),
        Some(user) => user,
        None => name,
    };
    match plain.chars().find(|c| !c.is_ascii_alphanumeric() && !"_-=@,.;".contains(*c)) {
        Some(wrong) => Err(ChannelNameError::Character(wrong)),
        None => Ok(()),
    }
}

impl TryFrom<&str> for ChannelName {
    type Error = ChannelNameError;

    fn try_from(name: &str) -> Result<Self, Self::Error> {
        check(name)?;
        Ok(Self(name.into()))
    }
}

impl TryFrom<String> for ChannelName {
    type Error = ChannelNameError;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        check(&name)?;
        Ok(Self(name.into()))
    }
}

impl FromStr for ChannelName {
    type Err = ChannelNameError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::try_from(name)
    }
}

impl AsRef<str> for ChannelName {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

// Lets tables that are keyed by names be asked with plain text. Sound because the derived `Hash` and `Eq` are
// those of the text.
impl Borrow<str> for ChannelName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ChannelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ChannelName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn name(text: &str) -> ChannelName {
        text.parse().unwrap()
    }

    #[test]
    fn kinds_are_exact_prefixes() {
        let cases = [
            ("orders", ChannelKind::Public, false),
            ("cache-orders", ChannelKind::Public, true),
            ("private-orders", ChannelKind::Private, false),
            ("private-cache-orders", ChannelKind::Private, true),
            ("private-encrypted-orders", ChannelKind::Encrypted, false),
            ("private-encrypted-cache-orders", ChannelKind::Encrypted, true),
            ("presence-orders", ChannelKind::Presence, false),
            ("presence-cache-orders", ChannelKind::Presence, true),
            ("#server-to-user-7", ChannelKind::ServerToUser, false),
            ("#server-to-user-cache-", ChannelKind::ServerToUser, false),
        ];
        for (text, kind, cache) in cases {
            assert_eq!((name(text).kind(), name(text).is_cache()), (kind, cache), "{text}");
        }
    }

    #[test]
    fn check_35_lookalike_prefixes_are_public() {
        for text in ["privatefoo", "my-private-x", "presence", "cached", "x-cache-y", "private", "PRIVATE-x"]
        {
            assert_eq!(name(text).kind(), ChannelKind::Public, "{text}");
            assert!(!name(text).is_cache() && !name(text).requires_auth(), "{text}");
        }
    }

    #[test]
    fn check_36_every_character_of_the_alphabet_is_accepted() {
        assert_eq!(name("foo-bar_1234@=,.;").as_str(), "foo-bar_1234@=,.;");
    }

    #[test]
    fn the_length_limit_is_inclusive() {
        assert!(ChannelName::try_from("a".repeat(200)).is_ok());
        assert_eq!(ChannelName::try_from("a".repeat(201)), Err(ChannelNameError::TooLong(201)));
        assert_eq!(ChannelName::try_from(""), Err(ChannelNameError::Empty));
    }

    #[test]
    fn a_hash_is_legal_only_in_the_channel_of_a_user() {
        for text in ["#", "#x", "#server-to-user-", "a#server-to-user-1", "#server-to-user-#"] {
            assert_eq!(text.parse::<ChannelName>(), Err(ChannelNameError::Character('#')), "{text}");
        }
        assert_eq!("bad name!".parse::<ChannelName>(), Err(ChannelNameError::Character(' ')));
        assert_eq!("é".parse::<ChannelName>(), Err(ChannelNameError::Character('é')));
    }

    #[test]
    fn check_85_the_channel_of_a_user_names_the_user() {
        let channel = ChannelName::of_user("u@1").unwrap();
        assert_eq!((channel.as_str(), channel.user()), ("#server-to-user-u@1", Some("u@1")));
        assert_eq!(name("server-to-user-1").user(), None);
        assert!(ChannelName::of_user("").is_err() && ChannelName::of_user("two words").is_err());
    }

    proptest! {
        #[test]
        fn names_of_the_alphabet_survive_a_round_trip(text in "[A-Za-z0-9_=@,.;-]{1,200}") {
            prop_assert_eq!(name(&text).to_string(), text);
        }

        #[test]
        fn any_text_is_either_a_name_or_an_error(text in any::<String>()) {
            let legal = !text.is_empty()
                && text.len() <= 200
                && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-=@,.;".contains(&b));
            prop_assert_eq!(text.parse::<ChannelName>().is_ok(), legal);
        }
    }
}
