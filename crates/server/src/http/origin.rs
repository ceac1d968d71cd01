//! Which pages may make a signed-in browser act.
//!
//! A browser sends the session cookie with every request to us, whoever's page asked. So whatever changes state and is
//! authorized by the cookie must come from our own page. Browsers say where a request comes from in `Sec-Fetch-Site`
//! and `Origin`; a page cannot forge either. Programs send neither and are not authorized by cookies.

use axum::{
    body::Body,
    extract::{MatchedPath, Request},
    http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header},
    middleware::Next,
    response::IntoResponse as _,
};

use super::problem::Problem;

/// Refuses a cookie-authorized request that another site's page has made.
///
/// # Errors
/// 403 that says which origin was seen and which setting allows it.
pub fn check(method: &Method, headers: &HeaderMap, public_url: Option<&str>) -> Result<(), Problem> {
    if matches!(*method, Method::GET | Method::HEAD) {
        return Ok(());
    }
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if let Some(origin) = text(header::ORIGIN) {
        return if is_own(origin, text(header::HOST), public_url) { Ok(()) } else { Err(refusal(origin)) };
    }
    match text(header::HeaderName::from_static("sec-fetch-site")) {
        None | Some("same-origin" | "none") => Ok(()),
        Some(other) => Err(refusal(other)),
    }
}

/// Lets the page of any site read an answer. Only for answers that do not depend on cookies.
#[must_use]
pub fn readable_by_all(mut response: Response<Body>) -> Response<Body> {
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// The paths where a customer who has the link of an order may ask, from the page of whichever shop.
pub const FOR_CUSTOMERS: [&str; 5] = [
    "/v1/stream",
    "/v1/orders/{order}",
    "/v1/orders/{order}/events",
    "/v1/orders/{order}/payment-link",
    "/broadcasting/auth",
];

/// Lets the pages of shops read refusals too, wherever a customer may ask: a page that cannot read why it was refused can
/// only say that something failed.
///
/// Whoever sends no cookie gets the same answer in every browser, and so does whoever shows credentials of their own. What
/// a cookie alone has brought about stays unreadable.
pub async fn refusals_are_readable(request: Request, next: Next) -> Response<Body> {
    let headers = request.headers();
    let matched = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let asked = matched.is_some_and(|path| FOR_CUSTOMERS.contains(&path))
        && (!headers.contains_key(header::COOKIE) || shows_token(&request));
    let response = next.run(request).await;
    let refused = response.status().is_client_error() || response.status().is_server_error();
    if asked && refused { readable_by_all(response) } else { response }
}

/// Whether the request itself says who asks, so that its cookies count for nothing.
fn shows_token(request: &Request) -> bool {
    let query = request.uri().query().unwrap_or("");
    request.headers().contains_key(header::AUTHORIZATION)
        || form_urlencoded::parse(query.as_bytes()).any(|(name, _)| matches!(&*name, "token" | "t"))
}

/// Answers the question of a browser whether a page of another site may send a request with headers of its own. It may,
/// without cookies: `*` allows none.
#[must_use]
pub async fn preflight() -> Response<Body> {
    let mut response = readable_by_all(StatusCode::NO_CONTENT.into_response());
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(ALLOWED_HEADERS));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("3600"));
    response
}

/// Those that Echo, pusher-js and EventSource look-alikes add. `*` would leave out `Authorization`.
const ALLOWED_HEADERS: &str =
    "authorization, cache-control, content-type, last-event-id, x-csrf-token, x-requested-with, x-socket-id";

/// An origin is ours when it is `public_url`, or names the very host that the request was sent to.
fn is_own(origin: &str, host: Option<&str>, public_url: Option<&str>) -> bool {
    if public_url.is_some_and(|url| url.eq_ignore_ascii_case(origin)) {
        return true;
    }
    let authority = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    matches!((authority, host), (Some(authority), Some(host)) if authority.eq_ignore_ascii_case(host))
}

fn refusal(origin: &str) -> Problem {
    Problem::forbidden(format!(
        "a page of another site ({origin}) made this request; if it is this server's own address, set public_url to it"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(pairs: &[(&'static str, &str)], public_url: Option<&str>) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        check(&Method::POST, &headers, public_url).is_ok()
    }

    #[test]
    fn only_our_own_pages_may_act() {
        let host = ("host", "shop.test:8080");
        for (origin, allowed) in [
            ("http://shop.test:8080", true),
            ("https://shop.test:8080", true),
            ("http://shop.test", false),
            ("http://shop.test:8080.evil.test", false),
            ("http://evil-shop.test:8080", false),
            ("null", false),
            ("shop.test:8080", false),
        ] {
            assert_eq!(verdict(&[host, ("origin", origin)], None), allowed, "{origin}");
        }
        assert!(verdict(&[host, ("origin", "https://orders.test")], Some("https://orders.test")));
        assert!(!verdict(&[host, ("sec-fetch-site", "cross-site")], None));
        assert!(!verdict(&[host, ("sec-fetch-site", "same-site")], None));
        assert!(verdict(&[host, ("sec-fetch-site", "same-origin")], None));
        assert!(verdict(&[host], None), "a program without a browser");
    }
}
