//! The public name of a connection: two decimal integers joined by a dot.
//!
//! The shape is part of the protocol, every server SDK checks it before it signs. Choosing the numbers is the
//! hub's task: they must be hard to guess, because whoever knows a socket id can keep events from that socket.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// Most digits in each half; more could not be represented, and no server issues so many.
const MAX_DIGITS: usize = 19;

/// A socket id such as `264774.13368624`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SocketId {
    first: u64,
    second: u64,
}

/// The text is not two decimal integers joined by a dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a socket id consists of two numbers of at most 19 digits joined by a dot, such as 264774.13368624")]
pub struct SocketIdError;

impl SocketId {
    /// Joins two halves, each below 10^19.
    pub const fn new(first: u64, second: u64) -> Self {
        Self { first, second }
    }
}

fn half(text: &str) -> Result<u64, SocketIdError> {
    let digits = text.len() <= MAX_DIGITS && text.bytes().all(|b| b.is_ascii_digit());
    if digits { text.parse().map_err(|_| SocketIdError) } else { Err(SocketIdError) }
}

impl FromStr for SocketId {
    type Err = SocketIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (first, second) = text.split_once('.').ok_or(SocketIdError)?;
        Ok(Self { first: half(first)?, second: half(second)? })
    }
}

impl fmt::Display for SocketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.first, self.second)
    }
}

impl fmt::Debug for SocketId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_two_numbers_with_a_dot_are_socket_ids() {
        assert_eq!("1234.1234".parse(), Ok(SocketId::new(1234, 1234)));
        for text in [
            "",
            ".",
            "1",
            "1.",
            ".1",
            "1.2.3",
            "-1.2",
            "+1.2",
            "1.2\n",
            "a.b",
            "1,2",
            "12345678901234567890.1",
        ] {
            assert_eq!(text.parse::<SocketId>(), Err(SocketIdError), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn text_round_trip(first in 0..10_u64.pow(19), second in 0..10_u64.pow(19)) {
            let id = SocketId::new(first, second);
            prop_assert_eq!(id.to_string().parse(), Ok(id));
        }
    }
}
