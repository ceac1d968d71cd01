//! Which orders: the filters that the list and the export have in common.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use orderbell_orders::{PaymentStatus, Phase, status::UnknownStatus};
use orderbell_store::{OrderQuery, Sort};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::{
    principal::Principal,
    problem::{FieldProblem, Problem},
};

const MAX_SEARCH: usize = 100;

/// Longest name of a source, a flow or a vendor that is looked for.
const MAX_NAME: usize = 120;

/// Which orders. All filters that are set must hold.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct Filters {
    /// Statuses, separated by commas: Orderbell's words, the app's, and those that mean the same everywhere, such as
    /// `confirmed`.
    #[param(example = "placed,accepted")]
    status: Option<String>,
    /// `unpaid`, `new`, `active`, `done` or `closed`.
    #[param(example = "new")]
    phase: Option<String>,
    /// `unpaid`, `review`, `paid`, `part_refunded`, `refunded`, `disputed` or `reversed`; several are separated by commas.
    #[param(example = "unpaid,review")]
    payment_status: Option<String>,
    /// Only orders of this vendor.
    #[param(example = "7", max_length = 120)]
    vendor: Option<String>,
    /// Only orders from this system.
    #[param(example = "shopify", max_length = 120)]
    source: Option<String>,
    /// Only orders that walk this flow.
    #[param(example = "restaurant", max_length = 120)]
    flow: Option<String>,
    /// Only orders that ring, now or once a pause is over.
    ringing: bool,
    /// Only orders that nobody has seen yet.
    needs_ack: bool,
    /// Only orders that are late: they should have been ready or on their way by now.
    late: bool,
    /// Only orders made at this time or later: RFC 3339, or a day in the app's time zone.
    #[param(example = "2026-11-01")]
    from: Option<String>,
    /// Only orders made before this time, or until the end of this day in the app's time zone.
    #[param(example = "2026-11-30")]
    to: Option<String>,
    /// Searches code, external id, customer's name, telephone number and e-mail address, and what was booked; at most 100
    /// characters. A telephone number is found however it is written.
    #[param(example = "budi", max_length = 100)]
    q: Option<String>,
    /// `newest` or `oldest` first.
    #[param(example = "newest")]
    sort: Option<String>,
}

impl Filters {
    /// The query for whoever asks, its pages left as they are by default.
    pub(super) fn query(self, principal: &Principal) -> Result<OrderQuery, Problem> {
        let timezone = &principal.app().timezone;
        let words = &principal.app().record.words.aliases;
        let mut errors = Errors::default();
        let query = OrderQuery {
            vendor: errors.name("vendor", self.vendor),
            status: errors.list("status", self.status.as_deref(), |word| {
                // Two statuses may share one word of the app's.
                let found = words.read_all(word);
                if found.is_empty() { Err(UnknownStatus(word.to_owned()).to_string()) } else { Ok(found) }
            }),
            phase: errors.one("phase", self.phase.as_deref(), |name| {
                name.parse::<Phase>().map_err(|error| error.to_string())
            }),
            payment_status: errors.list("payment_status", self.payment_status.as_deref(), |name| {
                name.parse::<PaymentStatus>().map(|status| vec![status]).map_err(|error| error.to_string())
            }),
            source: errors.name("source", self.source),
            flow: errors.name("flow", self.flow),
            ringing: self.ringing,
            needs_ack: self.needs_ack,
            late: self.late,
            from: errors.one("from", self.from.as_deref(), |text| time(text, timezone, Edge::Start)),
            to: errors.one("to", self.to.as_deref(), |text| time(text, timezone, Edge::End)),
            sort: match self.sort.as_deref() {
                None | Some("newest") => Sort::Newest,
                Some("oldest") => Sort::Oldest,
                Some(other) => {
                    errors.add("sort", format!("must be newest or oldest, not {other:?}"));
                    Sort::Newest
                }
            },
            ..OrderQuery::new(principal.scope())
        };
        if self.q.as_ref().is_some_and(|q| q.chars().count() > MAX_SEARCH) {
            errors.add("q", format!("must have at most {MAX_SEARCH} characters"));
        }
        if query.from.zip(query.to).is_some_and(|(from, to)| from >= to) {
            errors.add("to", "must come after from".into());
        }
        errors.into_result(OrderQuery { q: self.q, ..query })
    }
}

/// Every wrong parameter, and not only the first.
#[derive(Debug, Default)]
pub(in crate::http::api) struct Errors(Vec<FieldProblem>);

impl Errors {
    pub(in crate::http::api) fn add(&mut self, field: &str, message: String) {
        self.0.push(FieldProblem { field: field.into(), message });
    }

    pub(in crate::http::api) fn into_result<T>(self, value: T) -> Result<T, Problem> {
        if self.0.is_empty() { Ok(value) } else { Err(Problem::validation(self.0)) }
    }

    pub(in crate::http::api) fn one<T>(
        &mut self,
        field: &str,
        text: Option<&str>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Option<T> {
        match read(text.filter(|text| !text.is_empty())?) {
            Ok(value) => Some(value),
            Err(message) => {
                self.add(field, message);
                None
            }
        }
    }

    fn list<T>(
        &mut self,
        field: &str,
        text: Option<&str>,
        read: impl Fn(&str) -> Result<Vec<T>, String>,
    ) -> Vec<T> {
        let words =
            text.iter().flat_map(|text| text.split(',')).map(str::trim).filter(|word| !word.is_empty());
        words.filter_map(|word| self.one(field, Some(word), &read)).flatten().collect()
    }

    /// A name that is only compared: it may be anything that is not too long. Empty asks for nothing.
    pub(in crate::http::api) fn name(&mut self, field: &str, name: Option<String>) -> Option<String> {
        let name = name.filter(|name| !name.is_empty())?;
        if name.chars().count() > MAX_NAME {
            self.add(field, format!("must have at most {MAX_NAME} characters"));
        }
        Some(name)
    }
}

#[derive(Debug, Clone, Copy)]
enum Edge {
    Start,
    End,
}

/// A moment, or the start or end of a day where the app is.
fn time(text: &str, timezone: &TimeZone, edge: Edge) -> Result<Timestamp, String> {
    let wrong = || "must be a day such as 2026-11-21, or a time such as 2026-11-21T10:30:00+07:00".to_owned();
    if let Ok(time) = text.parse::<Timestamp>() {
        return Ok(time);
    }
    // A time without its offset would be read as the day that it is on, which nobody means.
    let day =
        Some(text).filter(|text| text.len() == "2026-11-21".len()).and_then(|text| text.parse::<Date>().ok());
    let day = day.ok_or_else(wrong)?;
    let day = match edge {
        Edge::Start => day,
        Edge::End => day.tomorrow().map_err(|_| wrong())?,
    };
    // Where clocks go forward at midnight the day begins later.
    day.to_zoned(timezone.clone()).map(|start| start.timestamp()).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_that_of_the_apps_time_zone() {
        let jakarta = TimeZone::get("Asia/Jakarta").unwrap();
        let at = |text, edge| time(text, &jakarta, edge).map(|time| time.to_string());
        assert_eq!(at("2026-11-21", Edge::Start).unwrap(), "2026-11-20T17:00:00Z");
        assert_eq!(at("2026-11-21", Edge::End).unwrap(), "2026-11-21T17:00:00Z");
        assert_eq!(at("2026-11-21T10:30:00+07:00", Edge::End).unwrap(), "2026-11-21T03:30:00Z");
        for wrong in ["", "yesterday", "2026-13-01", "2026-11-21T10:30:00", "9999-12-31"] {
            assert!(at(wrong, Edge::End).is_err(), "{wrong}");
        }
    }
}
