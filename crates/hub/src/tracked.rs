//! Which channels have a log: those whose events are kept, numbered and replayed.
//!
//! The hub only asks whether a name is tracked; where the log is and who writes it is not known here.

use std::collections::BTreeSet;
use std::str::FromStr as _;
use std::sync::Arc;

use orderbell_wire::channel::{ChannelName, ChannelNameError};
use thiserror::Error;

/// Names and prefixes of tracked channels. Clones share the lists; the default tracks nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrackedChannels(Option<Arc<Lists>>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Lists {
    names: BTreeSet<ChannelName>,
    prefixes: BTreeSet<String>,
}

/// Why a text names no channels.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{pattern:?} is neither the name of a channel nor a prefix followed by '*'")]
pub struct TrackedChannelsError {
    /// The text.
    pub pattern: String,
    #[source]
    source: ChannelNameError,
}

impl TrackedChannels {
    /// Reads patterns: a channel's name, or the beginning of names followed by `*`. A lone `*` means all channels.
    ///
    /// # Errors
    ///
    /// The first pattern that no channel could match.
    pub fn parse<P: AsRef<str>>(patterns: impl IntoIterator<Item = P>) -> Result<Self, TrackedChannelsError> {
        let mut lists = Lists::default();
        for pattern in patterns {
            let pattern = pattern.as_ref();
            let wrong = |source| TrackedChannelsError { pattern: pattern.to_owned(), source };
            if let Some(prefix) = pattern.strip_suffix('*') {
                // What follows a prefix is legal in any place, so one letter tells whether the prefix is. `#` may only
                // stand in the prefix of users' channels, of which a beginning is no legal name.
                if !"#server-to-user-".starts_with(prefix) {
                    ChannelName::try_from(format!("{prefix}a")).map_err(wrong)?;
                }
                lists.prefixes.insert(prefix.to_owned());
            } else {
                lists.names.insert(ChannelName::from_str(pattern).map_err(wrong)?);
            }
        }
        Ok(Self::of(lists))
    }

    fn of(lists: Lists) -> Self {
        let empty = lists.names.is_empty() && lists.prefixes.is_empty();
        Self((!empty).then(|| Arc::new(lists)))
    }

    /// Both together.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        match (&self.0, &other.0) {
            (_, None) => self.clone(),
            (None, _) => other.clone(),
            (Some(one), Some(two)) => {
                let mut lists = Lists::clone(one);
                lists.names.extend(two.names.iter().cloned());
                lists.prefixes.extend(two.prefixes.iter().cloned());
                Self::of(lists)
            }
        }
    }

    /// Whether a channel has a log.
    pub fn contains(&self, channel: &ChannelName) -> bool {
        self.0.as_ref().is_some_and(|lists| {
            lists.names.contains(channel)
                || lists.prefixes.iter().any(|prefix| channel.as_str().starts_with(&**prefix))
        })
    }

    /// Whether no channel has a log.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tracks(patterns: &[&str], channel: &str) -> bool {
        TrackedChannels::parse(patterns).unwrap().contains(&channel.parse().unwrap())
    }

    #[test]
    fn names_are_exact_and_prefixes_are_prefixes() {
        let patterns = ["orders", "private-order.*", "#server-to-user-*"];
        for channel in ["orders", "private-order.7", "#server-to-user-u1"] {
            assert!(tracks(&patterns, channel), "{channel}");
        }
        for channel in ["orders2", "private-orders", "my-private-order.7"] {
            assert!(!tracks(&patterns, channel), "{channel}");
        }
        assert!(tracks(&["*"], "#server-to-user-u1") && tracks(&["*"], "anything"));
        assert!(!tracks(&[], "anything"));
        assert!(TrackedChannels::parse::<&str>([]).unwrap().is_empty());
    }

    #[test]
    fn what_no_channel_can_match_is_refused() {
        for pattern in ["", "two words", "a b*", "#x", "#x*", "a*b"] {
            let error = TrackedChannels::parse([pattern]).unwrap_err();
            assert_eq!(error.pattern, pattern);
        }
        assert!(TrackedChannels::parse(["a".repeat(201)]).is_err());
    }

    #[test]
    fn together_they_track_what_either_does() {
        let both = TrackedChannels::parse(["a"]).unwrap().and(&TrackedChannels::parse(["b*"]).unwrap());
        assert!(both.contains(&"a".parse().unwrap()) && both.contains(&"bc".parse().unwrap()));
        assert_eq!(TrackedChannels::default().and(&both), both);
        assert_eq!(both.and(&TrackedChannels::default()), both);
    }
}
