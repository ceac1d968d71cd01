//! The dashboard's files, compiled into the binary by `build.rs`.
//!
//! Every path that nothing else answers gets the dashboard's page, because its router reads the path in the browser;
//! paths of the APIs get a problem instead, so that a mistyped URL in a program does not look like success.

use axum::{
    Router,
    extract::Request,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use memory_serve::{CacheControl, MemoryServe};
use tower::ServiceExt as _;

use super::problem::Problem;

/// First segments of paths that belong to programs.
const API_ROOTS: [&str; 6] = ["docs", "v1", "sdk", "apps", "app", "broadcasting"];

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
    if API_ROOTS.contains(&root) {
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
