//! Reading fields of a JSON body whose shape is the provider's and may grow: unknown fields are ignored, and what is
//! missing is named with its path.

use orderbell_orders::{Currency, Money};
use serde_json::{Map, Value};

use crate::request::{MAX_BODY, Rejection};

/// The body as an object.
pub(crate) fn object(body: &[u8]) -> Result<Map<String, Value>, Rejection> {
    if body.len() > MAX_BODY {
        return Err(Rejection::Body(format!("it has {} bytes", body.len())));
    }
    serde_json::from_slice(body).map_err(|error| Rejection::Body(error.to_string()))
}

/// A value somewhere inside, by its keys.
pub(crate) fn at<'a>(object: &'a Map<String, Value>, path: &[&str]) -> Option<&'a Value> {
    let (first, rest) = path.split_first()?;
    let mut value = object.get(*first)?;
    for key in rest {
        value = value.get(*key)?;
    }
    (!value.is_null()).then_some(value)
}

/// A text somewhere inside; an empty one counts as absent.
pub(crate) fn text<'a>(object: &'a Map<String, Value>, path: &[&str]) -> Option<&'a str> {
    at(object, path)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// A text or a whole number, as text: ids are one or the other, depending on the provider's version.
pub(crate) fn id(object: &Map<String, Value>, path: &[&str]) -> Option<String> {
    match at(object, path)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) if number.is_i64() || number.is_u64() => Some(number.to_string()),
        _ => None,
    }
}

/// A text that must be there.
pub(crate) fn need<'a>(object: &'a Map<String, Value>, path: &[&str]) -> Result<&'a str, Rejection> {
    text(object, path).ok_or_else(|| wrong(path, "a text"))
}

/// An id that must be there.
pub(crate) fn need_id(object: &Map<String, Value>, path: &[&str]) -> Result<String, Rejection> {
    id(object, path).ok_or_else(|| wrong(path, "a text or a whole number"))
}

pub(crate) fn wrong(path: &[&str], expected: &'static str) -> Rejection {
    Rejection::Field { field: path.join("."), expected }
}

/// An amount in major units, which providers write as a text (`"150000.00"`) or as a number. A number is taken by the
/// shortest digits that stand for it, which are those that were sent as long as there are no more than fifteen.
pub(crate) fn major(value: &Value, currency: Currency) -> Option<Money> {
    match value {
        Value::String(text) => Money::parse_major(text.trim(), currency).ok(),
        Value::Number(number) => Money::parse_major(&number.to_string(), currency).ok(),
        _ => None,
    }
}
