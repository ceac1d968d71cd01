//! How amounts are written for people, in agreement with what `Intl.NumberFormat` prints in the dashboard, so that one
//! order never shows two spellings of its total.

use super::Money;
use crate::currency::Currency;
use crate::locale::Locale;

/// Between the symbol and the digits: `Intl` prints a no-break space, so that an amount never wraps in the middle.
const NO_BREAK_SPACE: char = '\u{a0}';

impl Money {
    /// The amount as people read it.
    ///
    /// Rupiah are written the Indonesian way in both languages, `Rp 150.000`: a plain no-break space (U+00A0) after the
    /// symbol, dots between thousands, no decimals (sen, which nobody uses, are rounded half up). Every other
    /// currency is its code, a no-break space and all its decimals, grouped the reader's way: `USD 1,234.50` in
    /// English, `USD 1.234,50` in Indonesian. The code and not a symbol, because `$` is a dozen currencies.
    pub fn display(self, locale: Locale) -> String {
        if self.currency() == Currency::IDR {
            let unit = Currency::IDR.minor_per_major();
            return format!("Rp{NO_BREAK_SPACE}{}", grouped((self.minor() + unit / 2) / unit, '.'));
        }
        let (group, point) = locale.pick((',', '.'), ('.', ','));
        let unit = self.currency().minor_per_major();
        let whole = grouped(self.minor() / unit, group);
        let code = self.currency().code();
        match usize::from(self.currency().exponent()) {
            0 => format!("{code}{NO_BREAK_SPACE}{whole}"),
            width => format!("{code}{NO_BREAK_SPACE}{whole}{point}{:0width$}", self.minor() % unit),
        }
    }
}

fn grouped(number: i64, separator: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(minor: i64, code: &str, locale: Locale) -> String {
        Money::new(minor, code.parse().unwrap()).unwrap().display(locale)
    }

    #[test]
    fn rupiah_are_written_the_indonesian_way_in_both_languages() {
        for locale in [Locale::En, Locale::Id] {
            assert_eq!(shown(15_000_000, "IDR", locale), "Rp\u{a0}150.000");
            assert_eq!(shown(0, "IDR", locale), "Rp\u{a0}0");
            assert_eq!(shown(99_900, "IDR", locale), "Rp\u{a0}999");
            assert_eq!(shown(12_345_678_900, "IDR", locale), "Rp\u{a0}123.456.789");
            assert_eq!(shown(149, "IDR", locale), "Rp\u{a0}1");
            assert_eq!(shown(150, "IDR", locale), "Rp\u{a0}2");
        }
        assert_eq!(shown(Money::MAX_MINOR, "IDR", Locale::Id), "Rp\u{a0}90.071.992.547.410");
    }

    #[test]
    fn other_currencies_show_their_code_and_all_decimals() {
        assert_eq!(shown(1_250, "USD", Locale::En), "USD\u{a0}12.50");
        assert_eq!(shown(123_450, "USD", Locale::En), "USD\u{a0}1,234.50");
        assert_eq!(shown(123_450, "USD", Locale::Id), "USD\u{a0}1.234,50");
        assert_eq!(shown(1_500, "JPY", Locale::En), "JPY\u{a0}1,500");
        assert_eq!(shown(1_005, "KWD", Locale::En), "KWD\u{a0}1.005");
    }
}
