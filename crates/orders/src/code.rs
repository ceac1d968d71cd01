//! The code by which people call an order: short enough for a phone call, never used to authorise anything.
//!
//! Ours read `ORD-261121-7K3Q`: the day, then four characters of Crockford's base 32, an alphabet without I, L, O and U
//! so that nothing is mistaken for a digit and no word comes out by accident. 20 bits a day clash now and then; whoever
//! stores the order draws again. An app that has codes of its own keeps them.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::id::OrderId;

/// Longest code, in characters.
pub const MAX_CODE_CHARS: usize = 40;

const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The code of an order, unique within an app. Upper case, so that `ord-261121-7k3q` finds the same order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrderCode(String);

/// Why a text is no order code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum OrderCodeError {
    /// Empty or too long.
    #[error("must be 1 to {MAX_CODE_CHARS} characters long")]
    Length,
    /// A character that does not survive in a URL segment.
    #[error("may only contain letters, digits, `-`, `_` and `.`, and must start with a letter or digit")]
    Character,
    /// It would be taken for an id.
    #[error("must not look like a UUID")]
    LooksLikeId,
}

/// Makes the code `ORD-YYMMDD-XXXX` of a day (in the app's time zone) from the low 20 bits of `random`.
pub fn order_code(date: Date, random: u32) -> OrderCode {
    let digit = |shift: u32| char::from(CROCKFORD[(random >> shift) as usize & 31]);
    OrderCode(format!(
        "ORD-{:02}{:02}{:02}-{}{}{}{}",
        date.year().rem_euclid(100),
        date.month(),
        date.day(),
        digit(15),
        digit(10),
        digit(5),
        digit(0),
    ))
}

impl OrderCode {
    /// The code that stands for another system's number: what a code may not have becomes `-`, so that `INV/2026/7` is
    /// found as `INV-2026-7`. `None` for a text that is too long, looks like an id or has no letter or digit.
    #[must_use]
    pub fn standing_for(number: &str) -> Option<Self> {
        let number = number.trim().trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
        let replaced =
            number.chars().map(|c| if c.is_ascii_alphanumeric() || "-_.".contains(c) { c } else { '-' });
        replaced.collect::<String>().parse().ok()
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OrderCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for OrderCode {
    type Err = OrderCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = text.as_bytes();
        if text.is_empty() || text.chars().count() > MAX_CODE_CHARS {
            return Err(OrderCodeError::Length);
        }
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
        if !bytes.iter().all(plain) || !bytes[0].is_ascii_alphanumeric() {
            return Err(OrderCodeError::Character);
        }
        if text.parse::<OrderId>().is_ok() {
            return Err(OrderCodeError::LooksLikeId);
        }
        let mut code = text.to_ascii_uppercase();
        if let Some(tail) = own_tail(&code) {
            // Crockford's reading rule: what a person hears as O is a zero, as I or L a one. Only in our own codes:
            // in those of other systems the letters may be meant.
            let tail = tail.replace('O', "0").replace(['I', 'L'], "1");
            code.replace_range(code.len() - 4.., &tail);
        }
        Ok(Self(code))
    }
}

impl TryFrom<String> for OrderCode {
    type Error = OrderCodeError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<OrderCode> for String {
    fn from(code: OrderCode) -> Self {
        code.0
    }
}

/// The last four characters of a code of the form `ORD-YYMMDD-XXXX`.
fn own_tail(code: &str) -> Option<&str> {
    let (day, tail) = code.strip_prefix("ORD-")?.split_once('-')?;
    (day.len() == 6 && day.bytes().all(|byte| byte.is_ascii_digit()) && tail.len() == 4).then_some(tail)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_code_names_the_day_and_spells_twenty_bits() {
        assert_eq!(order_code(date(2026, 11, 21), 0).as_str(), "ORD-261121-0000");
        assert_eq!(order_code(date(2026, 1, 2), u32::MAX).as_str(), "ORD-260102-ZZZZ");
        assert_eq!(order_code(date(2100, 1, 2), 1 << 20).as_str(), "ORD-000102-0000");
        assert_eq!(
            order_code(date(2026, 11, 21), (7 << 15) | (19 << 10) | (3 << 5) | 23).as_str(),
            "ORD-261121-7K3Q"
        );
    }

    #[test]
    fn a_generated_code_reads_back_as_itself() {
        for random in (0..1 << 20).step_by(997) {
            let code = order_code(date(2026, 11, 21), random);
            assert_eq!(code.as_str().parse(), Ok(code));
        }
    }

    #[test]
    fn a_code_that_was_heard_on_the_phone_is_found() {
        assert_eq!("ord-261121-ol3i".parse::<OrderCode>().unwrap().as_str(), "ORD-261121-0131");
        assert_eq!("INV-OIL".parse::<OrderCode>().unwrap().as_str(), "INV-OIL");
    }

    #[test]
    fn the_numbers_of_other_systems_become_codes() {
        let standing = |number: &str| OrderCode::standing_for(number).map(String::from);
        assert_eq!(standing("INV/2026/7").as_deref(), Some("INV-2026-7"));
        assert_eq!(standing(" #1001 ").as_deref(), Some("1001"));
        assert_eq!(standing("inv 7é").as_deref(), Some("INV-7-"));
        assert_eq!(standing("ORD-261121-7K3Q").as_deref(), Some("ORD-261121-7K3Q"));
        for number in ["", "#/", &"7".repeat(41), "0193a5b0-0000-7000-8000-000000000000"] {
            assert_eq!(standing(number), None, "{number}");
        }
    }

    #[test]
    fn texts_that_cannot_be_codes_are_refused() {
        assert_eq!("".parse::<OrderCode>(), Err(OrderCodeError::Length));
        assert_eq!("A".repeat(41).parse::<OrderCode>(), Err(OrderCodeError::Length));
        assert_eq!("A/B".parse::<OrderCode>(), Err(OrderCodeError::Character));
        assert_eq!("..".parse::<OrderCode>(), Err(OrderCodeError::Character));
        assert_eq!("pesanan-é".parse::<OrderCode>(), Err(OrderCodeError::Character));
        assert_eq!(
            "01938f6c-7d2a-7000-8000-000000000001".parse::<OrderCode>(),
            Err(OrderCodeError::LooksLikeId)
        );
    }
}
