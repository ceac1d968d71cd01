//! The languages people are addressed in. Kept apart from the texts because money and status labels need it too.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A language in which notifications, labels and amounts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Locale {
    /// English, the default.
    #[default]
    En,
    /// Indonesian.
    Id,
}

/// A language tag that is not offered.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown locale `{0}`, expected `en` or `id`")]
pub struct UnknownLocale(
    /// What was given.
    pub String,
);

impl Locale {
    /// The language tag: `en` or `id`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Id => "id",
        }
    }

    /// Picks the text of this language.
    pub(crate) fn pick<T>(self, en: T, id: T) -> T {
        match self {
            Self::En => en,
            Self::Id => id,
        }
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Locale {
    type Err = UnknownLocale;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "en" => Ok(Self::En),
            "id" => Ok(Self::Id),
            other => Err(UnknownLocale(other.to_owned())),
        }
    }
}
