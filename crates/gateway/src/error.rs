//! Why a gateway did not do what it was asked. The texts are read by whoever set the account up, so they say what to do;
//! keys never stand in them.

use std::time::Duration;

use orderbell_delivery::{EndpointError, Failure};
use thiserror::Error;

/// Longest text of a gateway that is passed on, in characters.
const LONGEST: usize = 300;

/// Why a gateway did not do what it was asked.
#[derive(Debug, Error)]
pub enum GatewayError {
    /// It does not know the key.
    #[error(
        "midtrans does not accept the server key; check that it is complete and belongs to this environment (sandbox \
         or production)"
    )]
    KeyRefused,
    /// The reference was used before.
    #[error("midtrans has had this reference before")]
    Taken,
    /// The reference cannot be one at the gateway.
    #[error("a reference at midtrans has 1 to 50 letters, digits, -, _, ~ and .")]
    Reference,
    /// The base address of the account may not be asked.
    #[error("the address of the gateway {0}")]
    Address(#[from] EndpointError),
    /// It wants to be left alone for a while.
    #[error("midtrans receives too many requests of this account; it asks to wait")]
    Busy(
        /// For how long, if it says so.
        Option<Duration>,
    ),
    /// It has trouble of its own.
    #[error("midtrans has trouble (status {0}); try again later")]
    Failing(
        /// HTTP status, or the one in the body.
        u16,
    ),
    /// There was no answer.
    #[error("midtrans cannot be reached: {0}")]
    Unreachable(#[source] Failure),
    /// The answer cannot be understood.
    #[error("midtrans gave an answer that cannot be used: {0}")]
    Unusable(String),
    /// It understood and said no.
    #[error("midtrans refused (status {code}): {message}")]
    Rejected {
        /// Its status code.
        code: u16,
        /// Its words.
        message: String,
    },
}

impl GatewayError {
    /// Whether the same request may go well later, without anybody changing anything.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Busy(_) | Self::Failing(_) | Self::Unusable(_) => true,
            Self::Unreachable(failure) => !matches!(failure, Failure::Forbidden(_) | Failure::NotListed(_)),
            Self::KeyRefused | Self::Taken | Self::Reference | Self::Address(_) | Self::Rejected { .. } => {
                false
            }
        }
    }

    pub(crate) fn unusable(why: &str) -> Self {
        Self::Unusable(shortened(why))
    }

    pub(crate) fn rejected(code: u16, message: &str) -> Self {
        Self::Rejected { code, message: shortened(message) }
    }
}

/// One line of bounded length, whatever a stranger sent.
fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect()
}
