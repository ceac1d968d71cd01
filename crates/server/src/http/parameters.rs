//! Reading query strings, with refusals that name the parameter.

use axum::{
    extract::{FromRequestParts, Query, rejection::QueryRejection},
    http::{Uri, request::Parts},
};
use serde::de::DeserializeOwned;

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
pub trait Beside: DeserializeOwned + Send {
    /// Their names.
    const NAMES: &'static [&'static str];
}

impl<T: DeserializeOwned + Send> FromRequestParts<AppState> for Parameters<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &AppState) -> Result<Self, Problem> {
        parse(parts.uri.query().unwrap_or(""), &[]).map(Self)
    }
}

impl<T: DeserializeOwned + Send, U: Beside> FromRequestParts<AppState> for TwoParameters<T, U> {
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
        Ok(Self(parse(&first.finish(), U::NAMES)?, parse(&second.finish(), &[])?))
    }
}

/// Why a query string does not fit.
pub fn refused(error: &QueryRejection) -> Problem {
    refused_beside(error, &[])
}

/// The same where parameters with the names `also` would have been taken too.
fn refused_beside(error: &QueryRejection, also: &[&str]) -> Problem {
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
        (field, words::plain(message))
    };
    Problem::validation(vec![FieldProblem { field: field.to_owned(), message }])
}

fn parse<T: DeserializeOwned>(query: &str, also: &[&str]) -> Result<T, Problem> {
    let wrong = |field: String, message: String| Problem::validation(vec![FieldProblem { field, message }]);
    let uri = Uri::builder().path_and_query(format!("/?{query}")).build();
    let uri = uri.map_err(|error| wrong("(query)".into(), error.to_string()))?;
    Query::<T>::try_from_uri(&uri).map(|Query(read)| read).map_err(|error| refused_beside(&error, also))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the refusals are of interest")]
    struct Probe {
        rooms: String,
        #[serde(default)]
        limit: usize,
        #[serde(default)]
        late: bool,
    }

    #[test]
    fn every_complaint_names_the_parameter_in_words_of_people() {
        for (query, field, message) in [
            ("limit=1", "rooms", "is required"),
            ("rooms=a&limit=x", "limit", "must be a whole number"),
            ("rooms=a&limit=", "limit", "must be a whole number"),
            ("rooms=a&limit=-1", "limit", "must be a whole number"),
            ("rooms=a&limit=99999999999999999999", "limit", "is too large a number"),
            ("rooms=a&late=ja", "late", "must be true or false"),
            ("rooms=a&x=1", "x", "is not a known parameter; known are rooms, limit, late, after"),
        ] {
            let problem = parse::<Probe>(query, &["after"]).unwrap_err();
            let found = &problem.errors[0];
            assert_eq!((&*found.field, &*found.message), (field, message), "{query}");
        }
    }
}
