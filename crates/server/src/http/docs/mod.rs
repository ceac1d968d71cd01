//! `/docs`: the description of the API for people, made from the document that programs get.
//!
//! One page of HTML and one style sheet, both from this binary: no script, no font and no host that would have to be
//! reached, so it works on a machine without a network and under the policy that the dashboard has. What a library for such
//! pages would add, trying requests out, is what curl does; the lightest of them is several times the dashboard's size.

mod curl;
mod page;
mod text;

use std::sync::OnceLock;

use axum::{
    extract::State,
    http::{
        HeaderMap, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH},
    },
    response::{IntoResponse as _, Response},
};
use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use super::{AppState, openapi};

const STYLE: &str = include_str!("docs.css");

/// The page of one server, made when somebody first asks for it: its commands have the server's address in them, which
/// stays the same while it runs, and which another server in this process does not share.
#[derive(Debug, Default)]
pub struct Page(OnceLock<Bytes>);

impl Page {
    fn html(&self, base_url: &str) -> Bytes {
        self.0.get_or_init(|| page::render(&openapi::completed(), base_url).into()).clone()
    }
}

/// `GET /docs`.
pub(super) async fn page(State(state): State<AppState>, request: HeaderMap) -> Response {
    file(state.docs.html(&state.base_url), "text/html; charset=utf-8", &request)
}

/// `GET /docs/docs.css`.
pub(super) async fn style(request: HeaderMap) -> Response {
    file(Bytes::from_static(STYLE.as_bytes()), "text/css; charset=utf-8", &request)
}

fn file(content: Bytes, kind: &'static str, request: &HeaderMap) -> Response {
    let digest = Sha256::digest(&content);
    let tag = format!("\"{}\"", hex::encode(&digest[..8]));
    let known = request.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { content.into_response() };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    // The names stay when the content changes with the next version of the server.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(ETAG, HeaderValue::from_str(&tag).expect("hexadecimal digits are valid in a header"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_server_of_a_process_shows_its_own_address() {
        for address in ["https://warung.example.com", "https://villa.example.com"] {
            let page = Page::default();
            let html = page.html(address);
            assert!(html.windows(address.len()).any(|part| part == address.as_bytes()), "{address}");
            assert_eq!(page.html(address).as_ptr(), html.as_ptr(), "it is made once");
        }
    }

    #[test]
    fn commands_have_what_the_server_insists_on() {
        let html = page::render(&openapi::completed(), "https://orders.example.com");
        let command = |id: &str| {
            let article = html.split(&format!("<article id=\"{id}\">")).nth(1).unwrap();
            article.split("</article>").next().unwrap().to_owned()
        };
        let amend = command("amend_order");
        assert!(amend.contains("If-Match: &quot;5&quot;") || amend.contains("If-Match: \"5\""), "{amend}");
        let set_up = command("set_up");
        let password =
            set_up.split("&quot;password&quot;: &quot;").nth(1).and_then(|rest| rest.split("&quot;").next());
        assert!(password.is_some_and(|text| text.len() >= crate::auth::password::MIN_LENGTH), "{set_up}");
    }

    #[test]
    fn every_operation_is_on_the_page_and_nothing_is_from_elsewhere() {
        let document = openapi::completed();
        let html = page::render(&document, "https://orders.example.com");
        for (path, operations) in document["paths"].as_object().unwrap() {
            for (method, operation) in operations.as_object().unwrap() {
                let id = operation["operationId"].as_str().unwrap();
                assert_eq!(html.matches(&format!("<article id=\"{id}\">")).count(), 1, "{method} {path}");
            }
        }
        // What the content policy refuses, and what would have to be fetched.
        for part in ["<script", "<style", " style=", "src=", "http-equiv"] {
            assert!(!html.contains(part), "{part}");
        }
        for link in html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(link.starts_with('/') || link.starts_with('#'), "{link}");
            if let Some(anchor) = link.strip_prefix('#') {
                assert!(html.contains(&format!("id=\"{anchor}\"")), "{link}");
            }
        }
        for element in ["section", "article", "details", "dl", "ul", "pre", "code", "nav", "main"] {
            let opened =
                html.matches(&format!("<{element}>")).count() + html.matches(&format!("<{element} ")).count();
            assert_eq!(opened, html.matches(&format!("</{element}>")).count(), "{element}");
        }
    }
}
