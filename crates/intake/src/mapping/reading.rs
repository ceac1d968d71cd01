//! Reading single values of data whose writers never thought of us: numbers as texts, texts as numbers, times as days.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use orderbell_orders::{Currency, Money};
use serde_json::{Number, Value};

use super::Unit;

/// Digits that every JSON reader keeps; a longer number may have been rounded before it got here.
const EXACT_DIGITS: usize = 15;

/// A text, or a whole number as one. An empty text is nothing.
pub(super) fn text(value: &Value) -> Result<Option<String>, String> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
        Value::Number(number) if number.is_i64() || number.is_u64() => Ok(Some(number.to_string())),
        _ => Err("must be a text or a whole number".to_owned()),
    }
}

/// An amount, exactly as written.
pub(super) fn amount(value: &Value, unit: Unit, currency: Currency) -> Result<Option<Money>, String> {
    let digits = match value {
        Value::Null => return Ok(None),
        Value::String(text) if text.trim().is_empty() => return Ok(None),
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => exact(number)?,
        _ => return Err("must be an amount".to_owned()),
    };
    let money = match unit {
        Unit::Major => Money::parse_major(&digits, currency),
        Unit::Minor => {
            let whole = digits.strip_suffix(".0").unwrap_or(&digits);
            let minor = whole.parse().map_err(|_| "must be a whole number of minor units".to_owned())?;
            Money::new(minor, currency)
        }
    };
    money.map(Some).map_err(|error| error.to_string())
}

fn exact(number: &Number) -> Result<String, String> {
    let text = number.to_string();
    let whole = number.is_i64() || number.is_u64();
    if whole || text.bytes().filter(u8::is_ascii_digit).count() <= EXACT_DIGITS {
        Ok(text)
    } else {
        Err(format!("has more than {EXACT_DIGITS} digits, which a number may lose; send it as a text"))
    }
}

/// A whole number.
pub(super) fn whole(value: &Value) -> Result<Option<i64>, String> {
    let wrong = || "must be a whole number".to_owned();
    match value {
        Value::Null => Ok(None),
        Value::Number(number) => {
            let text = number.to_string();
            let whole = text.strip_suffix(".0").unwrap_or(&text);
            whole.parse().map(Some).map_err(|_| wrong())
        }
        Value::String(text) if text.trim().is_empty() => Ok(None),
        Value::String(text) => text.trim().parse().map(Some).map_err(|_| wrong()),
        _ => Err(wrong()),
    }
}

/// Whether something is so; the words are those that payments are called by.
pub(super) fn flag(value: &Value) -> Result<Option<bool>, String> {
    match value {
        Value::Null => Ok(None),
        Value::Bool(is) => Ok(Some(*is)),
        Value::Number(number) => match number.as_i64() {
            Some(0) => Ok(Some(false)),
            Some(1) => Ok(Some(true)),
            _ => Err("must be true or false".to_owned()),
        },
        Value::String(word) => Ok(Some(is_yes(word))),
        Value::Array(_) | Value::Object(_) => Err("must be true or false".to_owned()),
    }
}

/// Whether a word says that something was paid.
pub(super) fn is_yes(word: &str) -> bool {
    const YES: [&str; 13] = [
        "1",
        "true",
        "yes",
        "ya",
        "paid",
        "lunas",
        "settlement",
        "settled",
        "success",
        "succeeded",
        "capture",
        "dibayar",
        "berhasil",
    ];
    let word = word.trim().to_lowercase();
    YES.contains(&word.as_str())
}

/// Whether a status says that the order is paid and nothing else. A `success` or a `1` may stand for anything there.
pub(super) fn is_paid(word: &str) -> bool {
    const PAID: [&str; 10] = [
        "paid",
        "lunas",
        "settlement",
        "settled",
        "capture",
        "captured",
        "dibayar",
        "sudah dibayar",
        "terbayar",
        "payment received",
    ];
    let word = word.trim().to_lowercase().replace(['_', '-'], " ");
    PAID.contains(&word.as_str())
}

/// A day, as `2026-12-01`. Laravel writes a day as its first moment in UTC, which may be the evening before over there.
pub(super) fn date(value: &Value, timezone: &TimeZone) -> Result<Option<String>, String> {
    let wrong = || "must be a day such as 2026-12-01".to_owned();
    let Value::String(text) = value else {
        return if value.is_null() { Ok(None) } else { Err(wrong()) };
    };
    let text = text.trim();
    let day = if text.is_empty() {
        return Ok(None);
    } else if text.len() == 10 {
        text.parse::<Date>().ok()
    } else if let Ok(at) = text.parse::<Timestamp>() {
        let utc = at.to_zoned(TimeZone::UTC);
        let midnight = utc.time() == Time::midnight();
        Some(if midnight { utc.date() } else { at.to_zoned(timezone.clone()).date() })
    } else {
        text.parse::<DateTime>().ok().map(DateTime::date)
    };
    day.map(|day| Some(day.to_string())).ok_or_else(wrong)
}

/// No time of a change is before this, and no version after it.
pub(super) const FIRST_TIME: Timestamp = Timestamp::constant(1_000_000, 0);

/// A time. Of a version only the order matters, so it counts as a time long ago, before [`FIRST_TIME`].
pub(super) fn time(value: &Value, timezone: &TimeZone) -> Result<Option<Timestamp>, String> {
    let wrong =
        || "must be a time such as 2026-11-21T10:30:00+07:00, seconds since 1970, or a version".to_owned();
    let number = match value {
        Value::Null => return Ok(None),
        Value::String(text) if text.trim().is_empty() => return Ok(None),
        Value::String(text) => {
            let text = text.trim();
            if let Ok(at) = text.parse::<Timestamp>() {
                return Ok(Some(at));
            }
            if let Ok(at) = text.parse::<DateTime>() {
                let at = at.to_zoned(timezone.clone()).map_err(|_| wrong())?;
                return Ok(Some(at.timestamp()));
            }
            text.parse::<i64>().map_err(|_| wrong())?
        }
        Value::Number(number) => number.as_i64().ok_or_else(wrong)?,
        Value::Bool(_) | Value::Array(_) | Value::Object(_) => return Err(wrong()),
    };
    let at = match number {
        ..0 => return Err(wrong()),
        0..1_000_000_000 => Timestamp::from_microsecond(number),
        1_000_000_000..100_000_000_000 => Timestamp::from_second(number),
        100_000_000_000..100_000_000_000_000 => Timestamp::from_millisecond(number),
        _ => Timestamp::from_microsecond(number),
    };
    at.map(Some).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn minor(value: &Value, unit: Unit) -> Result<i64, String> {
        amount(value, unit, Currency::IDR).map(|money| money.expect("given").minor())
    }

    #[test]
    fn amounts_are_read_as_written_or_not_at_all() {
        for (value, unit, expected) in [
            (json!(150_000), Unit::Major, 15_000_000),
            (json!("150000.00"), Unit::Major, 15_000_000),
            (json!(0.1), Unit::Major, 10),
            (json!(150_000.5), Unit::Major, 15_000_050),
            (json!("15000000"), Unit::Minor, 15_000_000),
            (json!(15_000_000.0), Unit::Minor, 15_000_000),
        ] {
            assert_eq!(minor(&value, unit), Ok(expected), "{value}");
        }
        for (value, unit) in [
            (json!("150.000"), Unit::Major),
            (json!("Rp 150.000"), Unit::Major),
            (json!(0.1 + 0.2), Unit::Major),
            (json!(-5), Unit::Major),
            (json!(1.5), Unit::Minor),
            (json!("15000000.00"), Unit::Minor),
            (json!(true), Unit::Major),
            (json!(1e300), Unit::Major),
        ] {
            assert!(minor(&value, unit).is_err(), "{value}");
        }
    }

    #[test]
    fn a_day_is_the_shops_day() {
        let jakarta = TimeZone::fixed(jiff::tz::offset(7));
        for (text, day) in [
            ("2026-12-01", "2026-12-01"),
            ("2026-12-01 14:00:00", "2026-12-01"),
            ("2026-12-01T00:00:00.000000Z", "2026-12-01"),
            ("2026-11-30T17:00:00.000000Z", "2026-12-01"),
            ("2026-12-01T23:00:00+07:00", "2026-12-01"),
        ] {
            assert_eq!(date(&json!(text), &jakarta), Ok(Some(day.to_owned())), "{text}");
        }
        for text in ["01/12/2026", "2026-13-01", "tomorrow"] {
            assert!(date(&json!(text), &jakarta).is_err(), "{text}");
        }
    }

    #[test]
    fn versions_seconds_and_times_keep_their_order() {
        let read = |value: Value| time(&value, &TimeZone::UTC).unwrap().unwrap();
        assert!(read(json!(3)) < read(json!("4")));
        let at: Timestamp = "2026-11-21T03:04:05Z".parse().unwrap();
        for value in [
            json!("2026-11-21 03:04:05"),
            json!("2026-11-21T10:04:05+07:00"),
            json!(at.as_second()),
            json!(at.as_millisecond()),
            json!(at.as_microsecond()),
        ] {
            assert_eq!(read(value), at);
        }
        assert!(time(&json!(-1), &TimeZone::UTC).is_err() && time(&json!("x"), &TimeZone::UTC).is_err());
    }

    #[test]
    fn words_of_payments_are_truth_values() {
        for (value, is) in [
            (json!(true), true),
            (json!(1), true),
            (json!(" Lunas"), true),
            (json!("settlement"), true),
            (json!("belum"), false),
            (json!(0), false),
        ] {
            assert_eq!(flag(&value), Ok(Some(is)), "{value}");
        }
        assert!(flag(&json!(2)).is_err() && flag(&json!([])).is_err());
    }
}
