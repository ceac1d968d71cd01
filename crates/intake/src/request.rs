//! A request as it came in, and why it may be turned away.

use thiserror::Error;

/// Largest body that is looked at, in bytes. Notifications are a few kilobytes; the largest orders of shops some hundred.
pub const MAX_BODY: usize = 1024 * 1024;

/// The headers of a request. Names are compared without case.
#[derive(Debug, Clone, Copy)]
pub struct Headers<'a>(
    /// Name and value, in the order in which they came.
    pub &'a [(&'a str, &'a str)],
);

/// What a signature is checked against: headers and the body byte for byte.
#[derive(Debug, Clone, Copy)]
pub struct SignedRequest<'a> {
    /// The headers.
    pub headers: Headers<'a>,
    /// The body as received. Reading and writing it again would change bytes that were signed.
    pub body: &'a [u8],
}

/// Why a request is not believed or not understood. None of the texts contains a secret or what was expected.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Rejection {
    /// A header that carries the proof is missing.
    #[error("the header {0} is missing")]
    NoHeader(
        /// Its name.
        &'static str,
    ),
    /// The proof is not of the form that the provider documents.
    #[error("{0} is malformed: {1}")]
    Malformed(
        /// What: a header or a field.
        &'static str,
        /// What it should look like.
        &'static str,
    ),
    /// The proof does not fit the secret.
    #[error("the signature does not match: check that the secret configured here is the provider's")]
    WrongSignature,
    /// Signed too long ago, or in the future.
    #[error("signed {seconds} seconds away from now, at most {tolerance} are accepted: check the clocks")]
    Stale {
        /// How far away, in seconds.
        seconds: u64,
        /// How far is accepted.
        tolerance: u64,
    },
    /// The body is no JSON object, or larger than [`MAX_BODY`].
    #[error("the body must be a JSON object of at most {MAX_BODY} bytes: {0}")]
    Body(
        /// What the parser says, with line and column.
        String,
    ),
    /// A field that is needed is missing or of the wrong kind.
    #[error("the field {field} must be {expected}")]
    Field {
        /// Where, such as `data.object.id`.
        field: String,
        /// What it must be.
        expected: &'static str,
    },
}

impl<'a> Headers<'a> {
    /// The value of the first header with this name.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        let found = self.0.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| *value)
    }
}

impl<'a> SignedRequest<'a> {
    /// A header that the proof needs.
    ///
    /// # Errors
    /// [`Rejection::NoHeader`].
    pub fn header(&self, name: &'static str) -> Result<&'a str, Rejection> {
        self.headers.get(name).map(str::trim).ok_or(Rejection::NoHeader(name))
    }
}

impl Rejection {
    /// The status to answer with: 401 where the sender could not prove who they are, 400 where the content is wrong.
    pub fn status(&self) -> u16 {
        match self {
            Self::NoHeader(_) | Self::WrongSignature | Self::Stale { .. } => 401,
            Self::Malformed(..) | Self::Body(_) | Self::Field { .. } => 400,
        }
    }
}
