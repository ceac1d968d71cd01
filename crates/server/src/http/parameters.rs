//! Reading query strings, with refusals that name the parameter.

use axum::{
    extract::{FromRequestParts, Query, rejection::QueryRejection},
    http::{Uri, request::Parts},
};
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use super::{
    AppState,
    problem::{FieldProblem, Problem},
    words,
};

/// The parameters of a request.
#[derive(Debug)]
pub struct Parameters<T>(pub T);

/// The parameters of a request, where some of them belong to a second type: serde cannot tell two types apart that both
/// refuse what they do not know.
#[derive(Debug)]
pub struct TwoParameters<T, U>(pub T, pub U);

/// Parameters that go beside others.
pub trait Beside: DeserializeOwned + IntoParams + Send {
    /// Their names.
    const NAMES: &'static [&'static str];
}

impl<T: DeserializeOwned + IntoParams + Send> FromRequestParts<AppState> for Parameters<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        parse(parts.uri.query().unwrap_or(""), &[], range_of::<T>).map(Self)
    }
}

impl<T: DeserializeOwned + IntoParams + Send, U: Beside> FromRequestParts<AppState> for TwoParameters<T, U> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or("");
        let (mut first, mut second) = (
            form_urlencoded::Serializer::new(String::new()),
            form_urlencoded::Serializer::new(String::new()),
        );
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let into = if U::NAMES.contains(&&*name) { &mut second } else { &mut first };
            into.append_pair(&name, &value);
        }
        let first = parse(&first.finish(), U::NAMES, range_of::<T>)?;
        Ok(Self(first, parse(&second.finish(), &[], range_of::<U>)?))
    }
}

/// The range that the API's description gives for a parameter, so that a value which is no number is answered like one that
/// is out of range.
fn range_of<T: IntoParams>(name: &str) -> Option<(i64, i64)> {
    let declared = T::into_params(|| None).into_iter().find(|parameter| parameter.name == name)?;
    let schema = serde_json::to_value(declared.schema?).ok()?;
    let bound = |which: &str| schema.get(which).and_then(serde_json::Value::as_i64);
    Some((bound("minimum")?, bound("maximum")?))
}

/// Why a query string does not fit, where parameters with the names `also` would have been taken too.
fn refused(error: &QueryRejection, also: &[&str], range: impl Fn(&str) -> Option<(i64, i64)>) -> Problem {
    let text = error.body_text();
    let text = text.split_once(": ").map_or(text.as_str(), |(_, message)| message);
    // Where the value is wrong, its parameter comes before the message.
    let (field, message) = match text.split_once(": ") {
        Some((field, message)) if !field.contains(' ') => (field, message),
        _ => ("(query)", text),
    };
    let quoted = |prefix: &str| message.strip_prefix(prefix).and_then(|rest| rest.split('`').next());
    let (field, message) = if let Some(name) = quoted("missing field `") {
        (name, "is required".to_owned())
    } else if let Some(name) = quoted("duplicate field `") {
        (name, "is there twice".to_owned())
    } else if let Some(name) = quoted("unknown field `") {
        let known = message.split_once("expected ").map_or("", |(_, known)| known);
        let known: Vec<&str> = known.split('`').skip(1).step_by(2).chain(also.iter().copied()).collect();
        (name, format!("is not a known parameter; known are {}", known.join(", ")))
    } else {
        let plain = words::plain(message);
        let range = words::is_about_a_number(message).then(|| range(field)).flatten();
        (field, range.map_or(plain, |(from, to)| format!("must be between {from} and {to}")))
    };
    Problem::validation(vec![FieldProblem { field: field.to_owned(), message }])
}

fn parse<T: DeserializeOwned>(
    query: &str,
    also: &[&str],
    range: impl Fn(&str) -> Option<(i64, i64)>,
) -> Result<T, Problem> {
    let wrong = |field: String, message: String| Problem::validation(vec![FieldProblem { field, message }]);
    let uri = Uri::builder().path_and_query(format!("/?{query}")).build();
    let uri = uri.map_err(|error| wrong("(query)".into(), error.to_string()))?;
    Query::<T>::try_from_uri(&uri).map(|Query(read)| read).map_err(|error| refused(&error, also, range))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize, IntoParams)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the refusals are of interest")]
    struct Probe {
        rooms: String,
        #[serde(default)]
        #[param(minimum = 1, maximum = 500)]
        limit: usize,
        #[serde(default)]
        from: u32,
        #[serde(default)]
        late: bool,
    }

    #[test]
    fn every_complaint_names_the_parameter_in_words_of_people() {
        for (query, field, message) in [
            ("limit=1", "rooms", "is required"),
            ("rooms=a&limit=x", "limit", "must be between 1 and 500"),
            ("rooms=a&limit=", "limit", "must be between 1 and 500"),
            ("rooms=a&limit=-1", "limit", "must be between 1 and 500"),
            ("rooms=a&limit=99999999999999999999", "limit", "must be between 1 and 500"),
            ("rooms=a&from=x", "from", "must be a whole number"),
            ("rooms=a&from=99999999999999999999", "from", "is too large a number"),
            ("rooms=a&late=ja", "late", "must be true or false"),
            ("rooms=a&x=1", "x", "is not a known parameter; known are rooms, limit, from, late, after"),
        ] {
            let problem = parse::<Probe>(query, &["after"], range_of::<Probe>).unwrap_err();
            let found = &problem.errors[0];
            assert_eq!((&*found.field, &*found.message), (field, message), "{query}");
        }
    }
}
