//! How an order is pointed at: by its id or by the code that people read out. Neither is a secret and neither proves
//! a right to anything; minting ids is the store's business because it takes a clock and randomness.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use uuid::Uuid;

use crate::code::{OrderCode, OrderCodeError};

/// The public id of an order, a UUIDv7. It reveals when the order was made, so it is an id and not a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OrderId(
    /// The id itself.
    pub Uuid,
);

/// What a URL segment may name an order by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OrderRef {
    /// The id.
    Id(OrderId),
    /// The code.
    Code(OrderCode),
}

/// The text is no order id: not a hyphenated UUID.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("an order id is a UUID such as 01938f6c-7d2a-7000-8000-000000000001")]
pub struct OrderIdError;

impl fmt::Display for OrderId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.as_hyphenated(), f)
    }
}

impl FromStr for OrderId {
    type Err = OrderIdError;

    /// Takes the hyphenated form only; the other spellings of a UUID (32 digits, braces, `urn:uuid:`) could be codes.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != uuid::fmt::Hyphenated::LENGTH {
            return Err(OrderIdError);
        }
        Uuid::try_parse(text).map(Self).map_err(|_| OrderIdError)
    }
}

impl fmt::Display for OrderRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::Code(code) => code.fmt(f),
        }
    }
}

impl FromStr for OrderRef {
    type Err = OrderCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.parse() {
            Ok(id) => Ok(Self::Id(id)),
            Err(OrderIdError) => text.parse().map(Self::Code),
        }
    }
}

impl From<OrderId> for OrderRef {
    fn from(id: OrderId) -> Self {
        Self::Id(id)
    }
}

impl From<OrderCode> for OrderRef {
    fn from(code: OrderCode) -> Self {
        Self::Code(code)
    }
}
