//! The dashboard's files, compiled into the binary by `build.rs`.
//!
//! Every path that nothing else answers gets the dashboard's page, because its router reads the path in the browser.
//! Programs get a problem instead: whoever sends something, or asks below the paths of an API, must not take a mistyped
//! URL for success. A gateway whose URL was pasted without its token would never repeat what it believes delivered.

use axum::{
    Router,
    extract::Request,
    http::{Method, StatusCode},
    response::{IntoResponse as _, Response},
};
use memory_serve::{CacheControl, MemoryServe};
use tower::ServiceExt as _;

use super::problem::Problem;

/// First segments of paths that belong to programs.
const API_ROOTS: [&str; 9] = ["docs", "v1", "sdk", "apps", "app", "broadcasting", "hooks", "ws", "metrics"];

/// A router that serves the dashboard.
pub fn router() -> Router {
    // File names carry a hash of their content, so browsers may keep them; the page that names them they must not.
    let files = MemoryServe::new(assets())
        .index_file(Some("/index.html"))
        .fallback(Some("/index.html"))
        .fallback_status(StatusCode::OK)
        .html_cache_control(CacheControl::NoCache)
        .cache_control(CacheControl::Long)
        .into_router::<()>();
    Router::new().fallback(move |request: Request| answer(files.clone(), request))
}

async fn answer(files: Router, request: Request) -> Response {
    let path = request.uri().path();
    let root = path.trim_start_matches('/').split('/').next().unwrap_or("");
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if !reads || API_ROOTS.contains(&root.to_ascii_lowercase().as_str()) {
        let detail = format!("{} {path} is not part of the API; see /v1/openapi.json", request.method());
        return Problem::not_found(detail).into_response();
    }
    // A missing script must not be answered with a page: the browser would report a syntax error in line 1.
    let wants_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let response = match files.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    };
    let is_page = response
        .headers()
        .get(axum::http::header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
    if wants_file && is_page {
        return StatusCode::NOT_FOUND.into_response();
    }
    response
}

fn assets() -> &'static [memory_serve::Asset] {
    let all: &[(&str, &[memory_serve::Asset])] =
        include!(concat!(env!("OUT_DIR"), "/memory_serve_assets.rs"));
    all.first().map_or(&[], |(_, assets)| assets)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    async fn status(method: &str, path: &str) -> StatusCode {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).expect("a request");
        match router().oneshot(request).await {
            Ok(response) => response.status(),
            Err(never) => match never {},
        }
    }

    #[tokio::test]
    async fn pages_are_for_browsers_and_a_mistyped_url_is_no_success() {
        for page in ["/", "/orders", "/orders/ORD-261121-7K3Q"] {
            assert_eq!(status("GET", page).await, StatusCode::OK, "{page}");
        }
        for (method, path) in [
            ("POST", "/hooks/midtrans"),
            ("POST", "/orders"),
            ("PUT", "/"),
            ("GET", "/hooks/midtrans/"),
            ("GET", "/V1/orders"),
            ("GET", "/assets/none.js"),
        ] {
            assert_eq!(status(method, path).await, StatusCode::NOT_FOUND, "{method} {path}");
        }
    }
}
