//! `/sdk/`: the client library in the browser, compiled into the binary so that a page can import the one that fits.
//!
//! The files are ES modules that import each other by relative names. Pages of other origins may import them too, hence
//! the CORS header; there is nothing secret in them.

use axum::{
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::{IntoResponse as _, Response},
};
use sha2::{Digest as _, Sha256};

use super::{path::Path, problem::Problem};

const FILES: [(&str, &str); 5] = [
    ("orderbell.js", include_str!("../../../../sdk/orderbell.js")),
    ("channel.js", include_str!("../../../../sdk/channel.js")),
    ("feed.js", include_str!("../../../../sdk/feed.js")),
    ("guard.js", include_str!("../../../../sdk/guard.js")),
    ("pause.js", include_str!("../../../../sdk/pause.js")),
];

/// `GET /sdk/{file}`.
pub(super) async fn serve(Path(name): Path<String>, request: HeaderMap) -> Response {
    let Some((_, content)) = FILES.iter().find(|(file, _)| *file == name) else {
        let names = FILES.map(|(file, _)| file).join(", ");
        return Problem::not_found(format!("there is no /sdk/{name}; there are {names}")).into_response();
    };
    let digest = Sha256::digest(content.as_bytes());
    let tag = format!("\"{}\"", hex::encode(&digest[..8]));
    let known = request.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response =
        if known { StatusCode::NOT_MODIFIED.into_response() } else { (*content).into_response() };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8"));
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    // The names stay when the content changes with the next version of the server.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(ETAG, HeaderValue::from_str(&tag).expect("hexadecimal digits are valid in a header"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn every_imported_file_is_served() {
        for (name, content) in FILES {
            for line in content.lines() {
                let Some((_, imported)) = line.split_once("from './") else { continue };
                if !line.starts_with("import") {
                    continue;
                }
                let file = imported.trim_end_matches(['\'', ';']);
                let answer = serve(Path(file.to_owned()), HeaderMap::new()).await;
                assert_eq!(answer.status(), StatusCode::OK, "{name} imports {file}");
            }
        }
    }

    #[tokio::test]
    async fn an_unchanged_file_is_not_sent_again() {
        let first = serve(Path("feed.js".into()), HeaderMap::new()).await;
        let mut request = HeaderMap::new();
        request.insert(IF_NONE_MATCH, first.headers()[ETAG].clone());
        assert_eq!(serve(Path("feed.js".into()), request).await.status(), StatusCode::NOT_MODIFIED);
    }

    #[tokio::test]
    async fn other_names_are_not_found() {
        for name in ["package.json", "..", "feed"] {
            assert_eq!(
                serve(Path(name.into()), HeaderMap::new()).await.status(),
                StatusCode::NOT_FOUND,
                "{name}"
            );
        }
    }
}
