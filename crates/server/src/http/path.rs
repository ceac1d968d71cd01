//! Reading the parts of a path, with refusals in the API's own words.
//!
//! axum's own `Path` answers in plain text, and names the types of the program. Here it is wrapped, under the same name,
//! so that handlers and the API's description stay as they are.

use axum::{
    extract::{FromRequestParts, Path as Inner, path::ErrorKind, rejection::PathRejection},
    http::{StatusCode, request::Parts},
};
use serde::de::DeserializeOwned;

use super::problem::Problem;

/// The parts of the path that a route names.
#[derive(Debug)]
pub struct Path<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let read = Inner::<T>::from_request_parts(parts, state).await;
        read.map(|Inner(read)| Self(read)).map_err(|error| refused(&error))
    }
}

fn refused(error: &PathRejection) -> Problem {
    let malformed = |detail: String| {
        Problem::new(StatusCode::BAD_REQUEST, "malformed_path", "The path cannot be read", detail)
    };
    match error {
        PathRejection::FailedToDeserializePathParams(failed) => match failed.kind() {
            ErrorKind::InvalidUtf8InPathParam { key } => not_text(key),
            ErrorKind::ParseErrorAtKey { key, .. } | ErrorKind::DeserializeError { key, .. } => {
                malformed(format!("{key}: this part of the path is not what it has to be"))
            }
            _ => malformed("a part of the path is not what it has to be".to_owned()),
        },
        // The route and its handler disagree about the parts: not the client's doing.
        _ => Problem::internal(error),
    }
}

/// A part of the path that is no text.
pub fn not_text(name: &str) -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "malformed_path",
        "The path cannot be read",
        format!("{name}: this part of the path must be text in UTF-8; check its %-escapes"),
    )
}

#[cfg(test)]
mod tests {
    use axum::{Router, body::Body, http::Request, response::IntoResponse as _, routing::get};
    use tower::Service as _;

    use super::*;

    async fn answer(path: &str) -> (u16, String) {
        let mut router: Router = Router::new()
            .route("/texts/{order}", get(|Path(order): Path<String>| async move { order }))
            .route("/pairs/{order}/{case}", get(|Path(pair): Path<(String, String)>| async move { pair.1 }))
            .route("/numbers/{id}", get(|Path(id): Path<u8>| async move { id.to_string() }));
        let request = Request::get(path).body(Body::empty()).unwrap();
        let response = router.call(request).await.unwrap().into_response();
        let status = response.status().as_u16();
        let body = axum::body::to_bytes(response.into_body(), 4096).await.unwrap();
        (status, String::from_utf8(body.into()).unwrap())
    }

    #[tokio::test]
    async fn a_part_that_does_not_fit_is_named_in_a_problem() {
        assert_eq!(answer("/texts/a%20b").await, (200, "a b".to_owned()));
        for (path, start) in
            [("/texts/%ff", "order: "), ("/pairs/a/%c3%28", "case: "), ("/numbers/x", "a part of the path ")]
        {
            let (status, text) = answer(path).await;
            let problem: serde_json::Value = serde_json::from_str(&text).unwrap();
            assert_eq!((status, problem["code"].as_str()), (400, Some("malformed_path")), "{path}: {text}");
            let detail = problem["detail"].as_str().unwrap();
            assert!(detail.starts_with(start) && !detail.contains("u8"), "{path}: {detail}");
        }
    }
}
