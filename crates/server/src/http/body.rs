//! Reading request bodies: bounded in size and time, and every refusal says what is wrong and where.
//!
//! axum's own `Json` answers in plain text and stops at its first complaint without a path; these extractors speak
//! [`Problem`] and name the field.

mod objects;
mod read;

use std::time::Duration;

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header},
};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use serde::de::DeserializeOwned;

pub(super) use self::read::{Unreadable, read as read_json};
use super::{
    AppState,
    problem::{FieldProblem, Problem},
};

/// The whole body as it was sent, within the configured size and time.
#[derive(Debug)]
pub struct RawBody(pub Bytes);

impl FromRequest<AppState> for RawBody {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Problem> {
        let limits = &state.config.http;
        let what = format!("{} bytes at most (setting http.max_body_bytes)", limits.max_body);
        read_limited(request, limits.max_body, limits.body_timeout, &what).await.map(Self)
    }
}

/// The whole body as it was sent, if it has at most `most` bytes and comes in time; `limit` says how much in words.
///
/// # Errors
/// 413, 408, or 400 when the connection ended early.
pub async fn read_limited(
    request: Request,
    most: usize,
    within: Duration,
    limit: &str,
) -> Result<Bytes, Problem> {
    let too_large = || {
        Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "body_too_large",
            "The body is too large",
            format!("the body may have {limit}"),
        )
    };
    let announced = content_length(request.headers()).is_some_and(|length| length > most as u64);
    let waits = request.headers().contains_key(header::EXPECT);
    let mut body = request.into_body();
    if announced {
        if !waits {
            discard(&mut body).await;
        }
        return Err(too_large());
    }
    let reading = Limited::new(&mut body, most).collect();
    match tokio::time::timeout(within, reading).await {
        Ok(Ok(read)) => Ok(read.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            discard(&mut body).await;
            Err(too_large())
        }
        Ok(Err(_)) => {
            Err(bad_request("body_unreadable", "the connection ended before the body was complete"))
        }
        Err(_) => Err(Problem::new(
            StatusCode::REQUEST_TIMEOUT,
            "body_timeout",
            "The body took too long",
            format!("send the whole body within {} seconds", within.as_secs()),
        )),
    }
}

/// Reads what is left of a body that was refused, within bounds, and throws it away.
///
/// A client that is still sending does not look for an answer; if the connection is closed under it, it reports a broken
/// pipe, and the refusal that says which limit was exceeded is never read.
pub async fn discard(body: &mut Body) {
    const AT_MOST: usize = 32 << 20;
    const FOR_AT_MOST: Duration = Duration::from_secs(5);
    let reading = async {
        let mut read = 0;
        while let Some(Ok(frame)) = body.frame().await {
            read += frame.data_ref().map_or(0, Bytes::len);
            if read > AT_MOST {
                break;
            }
        }
    };
    // Running out of time is as good an end as any: the answer is sent, and the connection closed.
    tokio::time::timeout(FOR_AT_MOST, reading).await.unwrap_or(());
}

/// A JSON body of type `T`.
#[derive(Debug)]
pub struct JsonBody<T> {
    /// The parsed value.
    pub value: T,
    /// The bytes that it was parsed from, for fingerprints.
    pub raw: Bytes,
}

impl<T: DeserializeOwned> FromRequest<AppState> for JsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, state: &AppState) -> Result<Self, Problem> {
        require_json(request.headers())?;
        let RawBody(raw) = RawBody::from_request(request, state).await?;
        Ok(Self { value: parse(&raw)?, raw })
    }
}

/// A JSON body that may be left out altogether; `T::default()` then.
#[derive(Debug)]
pub struct OptionalJsonBody<T> {
    /// The parsed value, or the default.
    pub value: T,
    /// The bytes that it was parsed from; empty when there were none.
    pub raw: Bytes,
}

impl<T: DeserializeOwned + Default> FromRequest<AppState> for OptionalJsonBody<T> {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, state: &AppState) -> Result<Self, Problem> {
        let typed = request.headers().contains_key(header::CONTENT_TYPE);
        let checked = require_json(request.headers());
        let RawBody(raw) = RawBody::from_request(request, state).await?;
        if raw.is_empty() {
            // A content type without a body, as some clients send it, asks for nothing.
            return Ok(Self { value: T::default(), raw });
        }
        if typed {
            checked?;
        }
        Ok(Self { value: parse(&raw)?, raw })
    }
}

/// Parses JSON and turns what is wrong with it into a problem with a path.
///
/// # Errors
/// 400 for text that is not JSON, 422 with the field for JSON that does not fit.
pub fn parse<T: DeserializeOwned>(raw: &[u8]) -> Result<T, Problem> {
    read_json(raw).map_err(|unreadable| match unreadable {
        Unreadable::NotJson(why) => bad_request("malformed_json", format!("the body is not JSON: {why}")),
        Unreadable::Wrong { field, message } => {
            let field = if field.is_empty() { "(body)".to_owned() } else { field };
            Problem::validation(vec![FieldProblem { field, message }])
        }
    })
}

fn require_json(headers: &HeaderMap) -> Result<(), Problem> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let media_type = given.split(';').next().unwrap_or("").trim();
    if media_type.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    let found = if given.is_empty() { "none".to_owned() } else { format!("{given:?}") };
    Err(Problem::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "unsupported_media_type",
        "The content type is not supported",
        format!("send the header Content-Type: application/json (found {found})"),
    ))
}

fn content_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn bad_request(code: &'static str, detail: impl Into<String>) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, code, "The request cannot be read", detail)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the refusals are of interest")]
    struct Probe {
        name: String,
        items: Vec<Inner>,
        more: Option<Settings>,
        kind: Option<Kind>,
    }

    #[derive(Debug, Default, Deserialize)]
    #[serde(default)]
    struct Settings {
        a: Option<u32>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    #[expect(dead_code, reason = "only the refusals are of interest")]
    enum Kind {
        One(Inner),
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only the refusals are of interest")]
    struct Inner {
        qty: u32,
    }

    fn fields(text: &str) -> Vec<FieldProblem> {
        parse::<Probe>(text.as_bytes()).unwrap_err().errors
    }

    #[test]
    fn every_complaint_names_the_field() {
        for (text, field, part) in [
            (r#"{"items":[]}"#, "name", "required"),
            (r#"{"name":"a","items":[{}]}"#, "items[0].qty", "required"),
            (r#"{"name":"a","items":[{"qty":-1}]}"#, "items[0].qty", "-1"),
            (r#"{"name":"a","items":[{"qty":"x"}]}"#, "items[0].qty", "must be a whole number"),
            (r#"{"name":"a","items":[],"kind":"two"}"#, "kind", "must be one, not \"two\""),
            (r#"{"name":"a","name":"b","items":[]}"#, "name", "is there twice"),
            (r#"{"name":"a","items":[],"nmae":1}"#, "nmae", "known are name"),
            (r#"{"name":"a","items":[{"qty":1,"quantity":2}]}"#, "items[0].quantity", "qty"),
            ("[]", "(body)", "object"),
            (" [null, null]", "(body)", "must be a JSON object, not a list"),
            (r#"{"name":"a","items":[[1]]}"#, "items[0]", "must be a JSON object, not a list"),
            (r#"{"name":"a","items":[],"more":[null]}"#, "more", "must be a JSON object, not a list"),
            (
                r#"{"name":"a","items":[],"kind":{"one":[1]}}"#,
                "kind.one",
                "must be a JSON object, not a list",
            ),
        ] {
            let found = fields(text);
            assert_eq!(found.len(), 1, "{text}");
            assert!(found[0].field == field && found[0].message.contains(part), "{text}: {found:?}");
        }
    }

    #[test]
    fn text_that_is_not_json_is_a_400_with_its_position() {
        let deep = format!(r#"{{"name":{}{}}}"#, "[".repeat(10_000), "]".repeat(10_000));
        for text in ["", "{", "not json", "{} {}", r#"{"name":5,"items":"#] {
            let problem = parse::<Probe>(text.as_bytes()).unwrap_err();
            assert_eq!((problem.status, problem.code), (400, "malformed_json"), "{text}: {problem:?}");
        }
        assert!(parse::<Probe>(deep.as_bytes()).unwrap_err().status >= 400);
        assert_eq!(
            parse::<serde_json::Value>(deep.as_bytes()).unwrap_err().status,
            400,
            "no stack is used up"
        );
    }
}
