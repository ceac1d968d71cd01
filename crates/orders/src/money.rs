//! Amounts: whole minor units of one currency, never floating point, never negative.
//!
//! The limit is 2^53-1 minor units, the largest whole number that a browser computes with exactly; with two decimals
//! that is 90 trillion rupiah. Arithmetic refuses to cross currencies and to leave the range.

mod display;
mod input;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::currency::Currency;

pub use input::{MoneyInput, MoneyInputError};

/// An amount of money. The storage form is `{"amount": <minor units>, "currency": "IDR"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Money {
    minor: i64,
    currency: Currency,
}

/// Why an amount is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum MoneyError {
    /// Below zero.
    #[error("must not be negative")]
    Negative,
    /// Above [`Money::MAX_MINOR`].
    #[error("must be at most {} minor units", Money::MAX_MINOR)]
    TooLarge,
    /// Not a plain decimal.
    #[error(
        "must be a plain decimal number with `.` before the decimals and no thousands separators, such as 45000 or 45000.50"
    )]
    NotDecimal,
    /// More decimals than the currency has. `150.000` for Rp 150,000 ends up here and not as 150 rupiah.
    #[error("has more decimals than {currency}, which has {exponent}; write thousands without separators", exponent = currency.exponent())]
    TooManyDecimals {
        /// The currency in question.
        currency: Currency,
    },
    /// Two currencies in one sum.
    #[error("is in {found}, but the order is in {expected}")]
    CurrencyMismatch {
        /// What was needed.
        expected: Currency,
        /// What was given.
        found: Currency,
    },
}

#[derive(Serialize, Deserialize)]
struct Stored {
    amount: i64,
    currency: Currency,
}

impl Money {
    /// The largest amount, in minor units: 2^53-1.
    pub const MAX_MINOR: i64 = 9_007_199_254_740_991;

    /// An amount of `minor` units.
    ///
    /// # Errors
    /// [`MoneyError::Negative`] or [`MoneyError::TooLarge`].
    pub fn new(minor: i64, currency: Currency) -> Result<Self, MoneyError> {
        match minor {
            ..0 => Err(MoneyError::Negative),
            0..=Self::MAX_MINOR => Ok(Self { minor, currency }),
            _ => Err(MoneyError::TooLarge),
        }
    }

    /// Nothing, in a currency.
    pub fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }

    /// An amount from a state that was checked when it was made; what lies outside the range is moved to its edge, so
    /// that showing a damaged row cannot take a server down.
    pub(crate) fn clamped(minor: i64, currency: Currency) -> Self {
        Self { minor: minor.clamp(0, Self::MAX_MINOR), currency }
    }

    /// Reads a decimal in major units: `"150000"`, `"150000.00"`. Decimals beyond those of the currency are only
    /// taken when they are zeros and at most two, for systems that print `"1000.00"` whatever the currency.
    ///
    /// # Errors
    /// [`MoneyError`] says what is wrong with the text.
    pub fn parse_major(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit())) {
            return Err(MoneyError::Negative);
        }
        let (whole, fraction) = match text.split_once('.') {
            Some((whole, fraction)) if digits(fraction) => (whole, fraction),
            Some(_) => return Err(MoneyError::NotDecimal),
            None => (text, ""),
        };
        if !digits(whole) {
            return Err(MoneyError::NotDecimal);
        }
        let exponent = usize::from(currency.exponent());
        let (kept, extra) = fraction.split_at(fraction.len().min(exponent));
        if fraction.len() > exponent.max(2) || extra.bytes().any(|byte| byte != b'0') {
            return Err(MoneyError::TooManyDecimals { currency });
        }
        // Digits by hand: `whole` may be longer than any integer type, and leading zeros are harmless.
        let minor = whole
            .bytes()
            .chain(kept.bytes())
            .chain(std::iter::repeat_n(b'0', exponent - kept.len()))
            .try_fold(0_i64, |sum, digit| {
                let next = sum * 10 + i64::from(digit - b'0');
                (next <= Self::MAX_MINOR).then_some(next)
            })
            .ok_or(MoneyError::TooLarge)?;
        Self::new(minor, currency)
    }

    /// The amount in minor units.
    pub fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub fn currency(self) -> Currency {
        self.currency
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// The sum of two amounts.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`] or [`MoneyError::TooLarge`].
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Self::new(self.minor.checked_add(other.minor).ok_or(MoneyError::TooLarge)?, self.currency)
    }

    /// What is left after taking `other` away.
    ///
    /// # Errors
    /// [`MoneyError::CurrencyMismatch`] or [`MoneyError::Negative`].
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.same_currency(other)?;
        Self::new(self.minor - other.minor, self.currency)
    }

    /// The price of `qty` pieces.
    ///
    /// # Errors
    /// [`MoneyError::TooLarge`].
    pub fn checked_mul(self, qty: u32) -> Result<Self, MoneyError> {
        Self::new(self.minor.checked_mul(i64::from(qty)).ok_or(MoneyError::TooLarge)?, self.currency)
    }

    /// The exact decimal in major units with all decimals of the currency: `150000.00`.
    pub fn major_string(self) -> String {
        let (unit, width) = (self.currency.minor_per_major(), usize::from(self.currency.exponent()));
        match width {
            0 => self.minor.to_string(),
            _ => format!("{}.{:0width$}", self.minor / unit, self.minor % unit),
        }
    }

    fn same_currency(self, other: Self) -> Result<(), MoneyError> {
        if self.currency == other.currency {
            return Ok(());
        }
        Err(MoneyError::CurrencyMismatch { expected: self.currency, found: other.currency })
    }
}

impl TryFrom<Stored> for Money {
    type Error = MoneyError;

    fn try_from(stored: Stored) -> Result<Self, Self::Error> {
        Self::new(stored.amount, stored.currency)
    }
}

impl From<Money> for Stored {
    fn from(money: Money) -> Self {
        Self { amount: money.minor, currency: money.currency }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn idr(minor: i64) -> Money {
        Money::new(minor, Currency::IDR).unwrap()
    }

    fn currency(code: &str) -> Currency {
        code.parse().unwrap()
    }

    #[test]
    fn decimals_are_read_exactly() {
        for (text, code, minor) in [
            ("150000", "IDR", 15_000_000),
            ("150000.00", "IDR", 15_000_000),
            ("0.1", "USD", 10),
            ("00012.05", "USD", 1_205),
            ("1000.00", "JPY", 1_000),
            ("150.000", "KWD", 150_000),
            ("90071992547409.91", "IDR", Money::MAX_MINOR),
        ] {
            assert_eq!(
                Money::parse_major(text, currency(code)).map(Money::minor),
                Ok(minor),
                "{text} {code}"
            );
        }
    }

    #[test]
    fn thousands_with_a_dot_are_refused_and_not_read_as_a_thousandth() {
        let error = Money::parse_major("150.000", Currency::IDR).unwrap_err();
        assert_eq!(error, MoneyError::TooManyDecimals { currency: Currency::IDR });
        assert_eq!(
            error.to_string(),
            "has more decimals than IDR, which has 2; write thousands without separators"
        );
        assert!(Money::parse_major("1.000", currency("JPY")).is_err());
    }

    #[test]
    fn what_is_not_a_plain_decimal_is_refused() {
        for text in [
            "", ".", "1.", ".5", "1,50", "1e3", "+1", " 1", "Rp 1", "0x10", "1_000", "1.2.3", "٣", "-", "--1",
        ] {
            assert_eq!(Money::parse_major(text, Currency::IDR), Err(MoneyError::NotDecimal), "{text}");
        }
        assert_eq!(Money::parse_major("-1", Currency::IDR), Err(MoneyError::Negative));
        for text in ["90071992547409.92", "99999999999999999999999999"] {
            assert_eq!(Money::parse_major(text, Currency::IDR), Err(MoneyError::TooLarge), "{text}");
        }
    }

    #[test]
    fn arithmetic_stays_in_range_and_in_one_currency() {
        assert_eq!(idr(1).checked_add(idr(2)), Ok(idr(3)));
        assert_eq!(idr(2).checked_sub(idr(2)), Ok(Money::zero(Currency::IDR)));
        assert_eq!(idr(250).checked_mul(4), Ok(idr(1_000)));
        assert_eq!(idr(1).checked_sub(idr(2)), Err(MoneyError::Negative));
        assert_eq!(idr(Money::MAX_MINOR).checked_add(idr(1)), Err(MoneyError::TooLarge));
        assert_eq!(idr(Money::MAX_MINOR).checked_mul(9_999), Err(MoneyError::TooLarge));
        let dollars = Money::zero(currency("USD"));
        assert!(matches!(idr(1).checked_add(dollars), Err(MoneyError::CurrencyMismatch { .. })));
    }

    #[test]
    fn the_limit_is_named() {
        assert_eq!(
            Money::new(i64::MAX, Currency::IDR).unwrap_err().to_string(),
            "must be at most 9007199254740991 minor units"
        );
    }

    #[test]
    fn major_strings_read_back_as_the_same_amount() {
        for (minor, code, text) in
            [(15_000_000, "IDR", "150000.00"), (5, "USD", "0.05"), (7, "JPY", "7"), (1_234, "KWD", "1.234")]
        {
            let money = Money::new(minor, currency(code)).unwrap();
            assert_eq!(money.major_string(), text);
            assert_eq!(Money::parse_major(text, currency(code)), Ok(money));
        }
    }

    #[test]
    fn storage_refuses_what_new_refuses() {
        assert_eq!(serde_json::to_string(&idr(5)).unwrap(), r#"{"amount":5,"currency":"IDR"}"#);
        assert!(serde_json::from_str::<Money>(r#"{"amount":-5,"currency":"IDR"}"#).is_err());
    }
}
