//! Currencies as ISO 4217 knows them. The table comes from a crate; this module only leaves out what has no minor unit
//! (gold, test codes) because an order cannot be priced in it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A currency with a minor unit, such as `IDR`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency {
    iso: iso_currency::Currency,
    exponent: u8,
}

/// Not a currency that an order can be priced in.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown currency `{0}`, expected an ISO 4217 code such as IDR or USD")]
pub struct UnknownCurrency(
    /// What was given.
    pub String,
);

impl Currency {
    /// Indonesian rupiah: two decimals in ISO 4217 and in our amounts, none when shown.
    pub const IDR: Self = Self { iso: iso_currency::Currency::IDR, exponent: 2 };

    /// The three letters.
    pub fn code(self) -> &'static str {
        self.iso.code()
    }

    /// How many decimals the minor unit has: 2 for IDR and USD, 0 for JPY, 3 for KWD.
    pub fn exponent(self) -> u8 {
        self.exponent
    }

    /// How many minor units make one major unit: 100 for IDR.
    pub fn minor_per_major(self) -> i64 {
        10_i64.pow(u32::from(self.exponent))
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    /// Takes the code in either case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownCurrency(text.chars().take(16).collect());
        if text.len() != 3 {
            return Err(unknown());
        }
        let iso = iso_currency::Currency::from_code(&text.to_ascii_uppercase()).ok_or_else(unknown)?;
        let exponent = iso.exponent().and_then(|digits| u8::try_from(digits).ok()).ok_or_else(unknown)?;
        Ok(Self { iso, exponent })
    }
}

impl TryFrom<String> for Currency {
    type Error = UnknownCurrency;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> Self {
        currency.code().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponents_are_those_of_iso_4217() {
        for (code, exponent) in [("IDR", 2), ("USD", 2), ("JPY", 0), ("VND", 0), ("KWD", 3), ("eur", 2)] {
            assert_eq!(code.parse::<Currency>().unwrap().exponent(), exponent, "{code}");
        }
        assert_eq!("IDR".parse(), Ok(Currency::IDR));
    }

    #[test]
    fn what_has_no_minor_unit_is_no_currency_here() {
        for code in ["XAU", "XXX", "RP", "", "IDRX", "Rp.", "ÄÖ"] {
            assert!(code.parse::<Currency>().is_err(), "{code}");
        }
    }
}
