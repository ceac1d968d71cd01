//! Reading query strings, with refusals that name the parameter.

use axum::{
    extract::{FromRequestParts, Query},
    http::{Uri, request::Parts},
};
use serde::de::DeserializeOwned;

use super::{
    AppState,
    problem::{FieldProblem, Problem},
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
        parse(parts.uri.query().unwrap_or("")).map(Self)
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
        Ok(Self(parse(&first.finish())?, parse(&second.finish())?))
    }
}

fn parse<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    let wrong = |field: String, message: String| Problem::validation(vec![FieldProblem { field, message }]);
    let uri = Uri::builder().path_and_query(format!("/?{query}")).build();
    let uri = uri.map_err(|error| wrong("(query)".into(), error.to_string()))?;
    let parsed = Query::<T>::try_from_uri(&uri).map_err(|error| {
        let text = error.body_text();
        let text = text.split_once(": ").map_or(text.as_str(), |(_, message)| message);
        // Where the value is wrong, its parameter comes before the message.
        match text.split_once(": ") {
            Some((field, message)) if !field.contains(' ') => wrong(field.to_owned(), message.to_owned()),
            _ => wrong("(query)".into(), text.replace('`', "")),
        }
    })?;
    Ok(parsed.0)
}
