//! Amounts survive every way of writing them.

use orderbell_orders::{Currency, Locale, Money, OrderRef};
use proptest::prelude::*;

proptest! {
    #[test]
    fn an_amount_reads_back_from_its_decimal_form(
        minor in 0..=Money::MAX_MINOR,
        code in prop::sample::select(vec!["IDR", "USD", "JPY", "KWD"]),
    ) {
        let currency: Currency = code.parse().expect("a known currency");
        let money = Money::new(minor, currency).expect("in range");
        prop_assert_eq!(Money::parse_major(&money.major_string(), currency), Ok(money));
        let json = serde_json::to_string(&money).expect("plain data");
        prop_assert_eq!(serde_json::from_str::<Money>(&json).expect("reads back"), money);
    }

    #[test]
    fn the_shown_digits_are_those_of_the_amount(minor in 0..=Money::MAX_MINOR) {
        let money = Money::new(minor, "USD".parse().expect("a known currency")).expect("in range");
        for locale in [Locale::En, Locale::Id] {
            let digits: String = money.display(locale).chars().filter(char::is_ascii_digit).collect();
            prop_assert_eq!(digits.parse(), Ok(minor));
        }
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        prop_assert!(Money::parse_major(&text, Currency::IDR).is_ok_and(|money| money.minor() >= 0)
            || Money::parse_major(&text, Currency::IDR).is_err());
        if let Ok(reference) = text.parse::<OrderRef>() {
            prop_assert_eq!(reference.to_string().parse::<OrderRef>(), Ok(reference));
        }
    }
}
