//! Amounts as other people write them. Two forms are taken: `{"amount": 4500000, "currency": "IDR"}` in minor units, and
//! a decimal string in major units. A bare number is refused on purpose: 45000 is Rp 45.000 to one sender and Rp 450 to
//! the next, and a guess is wrong by a factor of a hundred half of the time.
//!
//! Reading never fails here: what is unusable is kept together with the reason, so that a draft reports it under the
//! field's path next to its other errors and not as the only one.

use serde::{Deserialize, Deserializer};
use serde_json::Value;
use thiserror::Error;

use super::{Money, MoneyError};
use crate::currency::{Currency, UnknownCurrency};

/// An amount that was given but not yet checked; [`MoneyInput::resolve`] does that once the currency is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoneyInput {
    /// Minor units with a currency of their own.
    Minor {
        /// Whole minor units.
        amount: i64,
        /// ISO 4217 code; must be that of the order.
        currency: String,
    },
    /// A decimal in major units, in the order's currency.
    Major(String),
    /// Something else.
    Unusable(MoneyInputError),
}

/// Why a given amount cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MoneyInputError {
    /// A number without a unit.
    #[error(
        "a bare number does not say its unit: send {{\"amount\": <minor units>, \"currency\": \"IDR\"}} or a decimal string in major units such as \"45000\""
    )]
    BareNumber,
    /// Minor units that are not a whole number in range.
    #[error("`amount` must be a whole number of minor units from 0 to {}", Money::MAX_MINOR)]
    NotMinorUnits,
    /// Neither of the two forms.
    #[error(
        "must be {{\"amount\": <minor units>, \"currency\": \"IDR\"}} or a decimal string in major units such as \"45000\""
    )]
    Shape,
    /// The currency does not exist.
    #[error(transparent)]
    Currency(#[from] UnknownCurrency),
    /// The amount itself is refused.
    #[error(transparent)]
    Money(#[from] MoneyError),
}

impl MoneyInput {
    /// Reads either form; anything else becomes [`MoneyInput::Unusable`].
    pub fn from_json(value: &Value) -> Self {
        match value {
            Value::String(text) => Self::Major(text.trim().to_owned()),
            Value::Number(_) => Self::Unusable(MoneyInputError::BareNumber),
            Value::Object(fields) => {
                // `display` is what we send beside the two; whoever sends our own answer back is understood.
                let known =
                    fields.keys().all(|key| matches!(key.as_str(), "amount" | "currency" | "display"));
                let (Some(amount), Some(Value::String(currency)), true) =
                    (fields.get("amount"), fields.get("currency"), known)
                else {
                    return Self::Unusable(MoneyInputError::Shape);
                };
                match amount.as_i64() {
                    Some(amount) => Self::Minor { amount, currency: currency.clone() },
                    None => Self::Unusable(MoneyInputError::NotMinorUnits),
                }
            }
            Value::Null | Value::Bool(_) | Value::Array(_) => Self::Unusable(MoneyInputError::Shape),
        }
    }

    /// The amount in the order's currency.
    ///
    /// # Errors
    /// [`MoneyInputError`]; its text says what to send instead.
    pub fn resolve(&self, expected: Currency) -> Result<Money, MoneyInputError> {
        match self {
            Self::Minor { amount, currency } => {
                let found = currency.parse()?;
                if found != expected {
                    return Err(MoneyError::CurrencyMismatch { expected, found }.into());
                }
                Ok(Money::new(*amount, found)?)
            }
            Self::Major(text) => Ok(Money::parse_major(text, expected)?),
            Self::Unusable(error) => Err(error.clone()),
        }
    }
}

impl From<Money> for MoneyInput {
    fn from(money: Money) -> Self {
        Self::Minor { amount: money.minor(), currency: money.currency().code().to_owned() }
    }
}

impl<'de> Deserialize<'de> for MoneyInput {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Value::deserialize(deserializer).map(|value| Self::from_json(&value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<i64, String> {
        let input: MoneyInput = serde_json::from_str(json).unwrap();
        input.resolve(Currency::IDR).map(Money::minor).map_err(|error| error.to_string())
    }

    #[test]
    fn both_forms_are_read() {
        assert_eq!(read(r#"{"amount":15000000,"currency":"IDR"}"#), Ok(15_000_000));
        assert_eq!(read(r#"{"amount":15000000,"currency":"IDR","display":"Rp 150.000"}"#), Ok(15_000_000));
        assert_eq!(read(r#""150000""#), Ok(15_000_000));
        assert_eq!(read(r#"" 150000.5 ""#), Ok(15_000_050));
    }

    #[test]
    fn a_bare_number_is_refused_with_both_forms_named() {
        for json in ["45000", "45000.0", "-1"] {
            let message = read(json).unwrap_err();
            assert!(message.contains("bare number") && message.contains(r#""45000""#), "{message}");
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (json, expected) in [
            ("null", "must be {\"amount\""),
            ("{}", "must be {\"amount\""),
            (r#"{"amount":1,"currency":"IDR","unit":"major"}"#, "must be {\"amount\""),
            (r#"{"amount":1.5,"currency":"IDR"}"#, "whole number of minor units"),
            (r#"{"amount":99999999999999999999,"currency":"IDR"}"#, "whole number of minor units"),
            (r#"{"amount":-1,"currency":"IDR"}"#, "must not be negative"),
            (r#"{"amount":1,"currency":"RUPIAH"}"#, "unknown currency `RUPIAH`"),
            (r#"{"amount":1,"currency":"USD"}"#, "is in USD, but the order is in IDR"),
            (r#""Rp 45.000""#, "plain decimal number"),
        ] {
            let message = read(json).unwrap_err();
            assert!(message.contains(expected), "{json}: {message}");
        }
    }
}
