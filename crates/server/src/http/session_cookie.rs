//! The session cookie: out of reach of scripts, sent to no other site, and over TLS only where there is TLS.

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite, time::Duration};

use crate::auth::token::Token;

/// Browsers accept the `__Host-` prefix over TLS only, and then let no subdomain plant a cookie of that name.
const SECURE_NAME: &str = "__Host-orderbell_session";
const PLAIN_NAME: &str = "orderbell_session";

/// Longest life of a session; the store ends idle ones much earlier.
const MAX_AGE: Duration = Duration::days(30);

/// The session token that a request carries.
#[must_use]
pub fn read(headers: &HeaderMap) -> Option<String> {
    let find = |name: &str| {
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut cookies = lines.flat_map(Cookie::split_parse).filter_map(Result::ok);
        cookies.find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
    };
    find(SECURE_NAME).or_else(|| find(PLAIN_NAME))
}

/// `Set-Cookie` that starts a session.
#[must_use]
pub fn start(token: &Token, secure: bool) -> HeaderValue {
    render(Cookie::build((name(secure), token.expose().to_owned())).max_age(MAX_AGE), secure)
}

/// `Set-Cookie` that ends it.
#[must_use]
pub fn end(secure: bool) -> HeaderValue {
    render(Cookie::build((name(secure), "")).max_age(Duration::ZERO), secure)
}

fn name(secure: bool) -> &'static str {
    if secure { SECURE_NAME } else { PLAIN_NAME }
}

fn render(cookie: cookie::CookieBuilder<'static>, secure: bool) -> HeaderValue {
    let cookie = cookie.http_only(true).same_site(SameSite::Lax).path("/").secure(secure).build();
    HeaderValue::from_str(&cookie.to_string()).expect("tokens are base64url, which headers may carry")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_comes_back_as_it_was_set() {
        for secure in [false, true] {
            let token = Token::random("");
            let set = start(&token, secure);
            let text = set.to_str().unwrap();
            assert!(
                text.contains("HttpOnly") && text.contains("SameSite=Lax") && text.contains("Path=/"),
                "{text}"
            );
            assert_eq!(text.contains("Secure"), secure);
            let mut headers = HeaderMap::new();
            let sent = text.split(';').next().unwrap();
            headers.insert(header::COOKIE, format!("a=b; {sent}; c=d").parse().unwrap());
            assert_eq!(read(&headers).as_deref(), Some(token.expose()));
        }
    }
}
