//! The checks of single fields. Each returns something usable even after an error, so that the next field is still
//! looked at; [`Checker::finish`] gives nothing out if there was one.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::{FieldError, MAX_META_BYTES, text};
use crate::apply::whole_micros;
use crate::code::OrderCode;
use crate::currency::Currency;
use crate::flow::Flows;
use crate::money::{Money, MoneyInput};

const MAX_SOURCE: usize = 40;
pub(super) const MAX_VENDOR_ID: usize = 64;
const MAX_EMAIL: usize = 254;

/// Collects what is wrong.
#[derive(Debug, Default)]
pub(super) struct Checker {
    errors: Vec<FieldError>,
}

impl Checker {
    pub(super) fn error(&mut self, field: impl Into<String>, message: impl Into<String>) {
        self.errors.push(FieldError { field: field.into(), message: message.into() });
    }

    pub(super) fn into_errors(self) -> Vec<FieldError> {
        self.errors
    }

    pub(super) fn finish<T>(self, checked: T) -> Result<T, Vec<FieldError>> {
        if self.errors.is_empty() { Ok(checked) } else { Err(self.errors) }
    }

    /// An optional line of up to `max` characters; empty counts as not given.
    pub(super) fn line(&mut self, field: &str, given: Option<&str>, max: usize) -> Option<String> {
        self.bounded(field, text::line(given?), max)
    }

    /// An optional text of up to `max` characters that may have several lines.
    pub(super) fn text(&mut self, field: &str, given: Option<&str>, max: usize) -> Option<String> {
        self.bounded(field, text::lines(given?), max)
    }

    /// A line that must be there.
    pub(super) fn required(&mut self, field: &str, given: Option<&str>, max: usize) -> String {
        let line = text::line(given.unwrap_or_default());
        if line.is_empty() {
            self.error(field, format!("is required: 1 to {max} characters"));
        }
        self.bounded(field, line, max).unwrap_or_default()
    }

    pub(super) fn code(&mut self, given: Option<&str>) -> Option<OrderCode> {
        let line = text::line(given?);
        if line.is_empty() {
            return None;
        }
        line.parse().map_err(|error: crate::code::OrderCodeError| self.error("code", error.to_string())).ok()
    }

    pub(super) fn source(&mut self, given: Option<&str>) -> String {
        let source = self.line("source", given, MAX_SOURCE).unwrap_or_else(|| super::OWN_SOURCE.to_owned());
        if !source.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) {
            self.error("source", "may only contain letters, digits, `-`, `_` and `.`");
        }
        source
    }

    /// The signs are those that survive in a channel name, because a vendor's channel is named after it.
    pub(super) fn vendor_id(&mut self, field: &str, given: Option<&str>) -> Option<String> {
        let id = self.line(field, given, MAX_VENDOR_ID)?;
        if !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-=@,.;".contains(&byte)) {
            self.error(field, "may only contain letters, digits and `_-=@,.;`");
        }
        Some(id)
    }

    pub(super) fn flow(&mut self, given: Option<&str>, flows: &Flows) -> String {
        let name = text::line(given.unwrap_or_default());
        if name.is_empty() {
            return flows.first().name.clone();
        }
        if flows.get(&name).is_none() {
            let known: Vec<_> = flows.iter().map(|flow| flow.name.as_str()).collect();
            self.error("flow", format!("must be one of {}", known.join(", ")));
        }
        name
    }

    pub(super) fn phone(&mut self, field: &str, given: Option<&str>) -> Option<String> {
        let phone = text::line(given?);
        let digits = phone.bytes().filter(u8::is_ascii_digit).count();
        let plain = phone.bytes().all(|byte| byte.is_ascii_digit() || b"+-(). /".contains(&byte));
        if phone.is_empty() {
            return None;
        }
        if !plain || !(5..=20).contains(&digits) || phone.len() > 40 {
            self.error(field, "must be a phone number with 5 to 20 digits, such as +62 812-3456-789");
        }
        Some(phone)
    }

    pub(super) fn email(&mut self, field: &str, given: Option<&str>) -> Option<String> {
        let email = self.line(field, given, MAX_EMAIL)?;
        let sound = email.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && !domain.contains('@')
                && domain.split('.').count() > 1
                && domain.split('.').all(|label| !label.is_empty())
        });
        if !sound || email.contains(char::is_whitespace) {
            self.error(field, "must be an e-mail address such as budi@example.com");
        }
        Some(email)
    }

    pub(super) fn currency(&mut self, given: Option<&str>, default: Currency) -> Option<Currency> {
        let code = text::line(given.unwrap_or_default());
        if code.is_empty() {
            return Some(default);
        }
        match code.parse::<Currency>() {
            Ok(currency) => Some(currency),
            Err(error) => {
                self.error("currency", format!("is an {error}"));
                None
            }
        }
    }

    /// An amount, if it was given and can be used. Without a currency (that is an error of its own) only its form can
    /// be checked.
    pub(super) fn money(
        &mut self,
        field: &str,
        given: Option<&MoneyInput>,
        currency: Option<Currency>,
    ) -> Option<Money> {
        let result = match (given?, currency) {
            (input, Some(currency)) => input.resolve(currency),
            (MoneyInput::Unusable(error), None) => Err(error.clone()),
            (_, None) => return None,
        };
        result.map_err(|error| self.error(field, error.to_string())).ok()
    }

    pub(super) fn time(&mut self, field: &str, given: Option<&str>) -> Option<Timestamp> {
        let text = text::line(given?);
        if text.is_empty() {
            return None;
        }
        match text.parse::<Timestamp>() {
            Ok(time) => Some(whole_micros(time)),
            Err(_) => {
                self.error(
                    field,
                    "must be a time with its offset (RFC 3339), such as 2026-12-01T14:00:00+07:00",
                );
                None
            }
        }
    }

    pub(super) fn meta(&mut self, given: Option<Map<String, Value>>) -> Option<Map<String, Value>> {
        let meta = given.filter(|meta| !meta.is_empty())?;
        let bytes = serde_json::to_string(&meta).map_or(usize::MAX, |json| json.len());
        if bytes > MAX_META_BYTES {
            self.error("meta", format!("must be at most {MAX_META_BYTES} bytes as JSON, has {bytes}"));
        }
        Some(meta)
    }

    /// A whole number within limits.
    pub(super) fn number<T: TryFrom<i64> + Copy + PartialOrd + std::fmt::Display>(
        &mut self,
        field: &str,
        given: i64,
        min: T,
        max: T,
    ) -> Option<T> {
        let number = T::try_from(given).ok().filter(|number| (&min..=&max).contains(&number));
        if number.is_none() {
            self.error(field, format!("must be a whole number from {min} to {max}, is {given}"));
        }
        number
    }

    fn bounded(&mut self, field: &str, clean: String, max: usize) -> Option<String> {
        let length = clean.chars().count();
        if length > max {
            self.error(field, format!("must be at most {max} characters long, has {length}"));
        }
        (length > 0).then_some(clean)
    }
}
