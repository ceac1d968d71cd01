//! By what a connecting client will be recognized when it comes back: an id that its page has put into the path, or a
//! cookie.
//!
//! Neither proves a right to anything. It only says where somebody stopped reading; what they may read is decided anew
//! with every subscription.

use axum::http::{HeaderMap, HeaderValue, header};
use cookie::{Cookie, SameSite};
use orderbell_hub::Identity;
use uuid::Uuid;

use crate::auth::token;

const COOKIE: &str = "orderbell_tab";

/// Who connects, and the cookie that the answer sets for next time.
pub(super) struct Recognized {
    pub(super) identity: Identity,
    pub(super) set_cookie: Option<HeaderValue>,
}

/// Reads what the client has brought along. `tab` is the path's segment; one that is not a UUID is as good as none,
/// because a client that is turned away for it would never say why.
pub(super) fn recognize(tab: Option<&str>, headers: &HeaderMap, secure: bool) -> Recognized {
    if let Some(tab) = tab.and_then(tab_id) {
        // Exact; what else the browser could be known by would only be less.
        return Recognized { identity: Identity { tab: Some(tab), ..Identity::default() }, set_cookie: None };
    }
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut known = lines.flat_map(Cookie::split_parse).filter_map(Result::ok);
    let brought = known.find(|cookie| cookie.name() == COOKIE).and_then(|cookie| parsed(cookie.value()));
    if let Some(cookie) = brought {
        return Recognized {
            identity: Identity { cookie: Some(cookie), ..Identity::default() },
            set_cookie: None,
        };
    }
    let cookie = token::random_bytes();
    Recognized {
        identity: Identity { tab: None, cookie: Some(cookie), cookie_is_new: true },
        set_cookie: Some(render(&cookie, secure)),
    }
}

fn tab_id(text: &str) -> Option<[u8; 16]> {
    let id = Uuid::try_parse(text).ok()?;
    (!id.is_nil()).then(|| id.into_bytes())
}

fn parsed(text: &str) -> Option<[u8; 16]> {
    let mut bytes = [0; 16];
    hex::decode_to_slice(text, &mut bytes).ok()?;
    Some(bytes)
}

/// Without an end: it goes with the browser's session.
fn render(value: &[u8; 16], secure: bool) -> HeaderValue {
    let cookie = Cookie::build((COOKIE, hex::encode(value)));
    let cookie = cookie.http_only(true).same_site(SameSite::Lax).path("/").secure(secure).build();
    HeaderValue::from_str(&cookie.to_string())
        .expect("hexadecimal digits and fixed words are valid in a header")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TAB: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

    fn headers(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, cookie.parse().unwrap())])
    }

    #[test]
    fn a_tab_is_known_by_its_id_alone() {
        let found = recognize(Some(TAB), &headers("orderbell_tab=00112233445566778899aabbccddeeff"), false);
        assert_eq!(found.identity.tab, Some(*Uuid::parse_str(TAB).unwrap().as_bytes()));
        assert_eq!((found.identity.cookie, found.set_cookie), (None, None));
    }

    #[test]
    fn a_cookie_comes_back_as_it_was_set() {
        for secure in [false, true] {
            let first = recognize(None, &HeaderMap::new(), secure);
            assert!(first.identity.cookie_is_new && first.identity.cookie.is_some());
            let set = first.set_cookie.unwrap();
            let set = set.to_str().unwrap();
            for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
                assert!(set.contains(part), "{set}");
            }
            assert_eq!(set.contains("Secure"), secure);
            let again =
                recognize(None, &headers(&format!("a=b; {}", set.split(';').next().unwrap())), secure);
            assert_eq!(again.identity.cookie, first.identity.cookie);
            assert!(!again.identity.cookie_is_new && again.set_cookie.is_none());
        }
    }

    #[test]
    fn what_cannot_be_read_is_as_good_as_none() {
        let nil = Uuid::nil().to_string();
        for tab in ["", "7", "7c9e6679-7425-40de-944b", "../../etc", &nil, &"a".repeat(5000)] {
            let found = recognize(Some(tab), &headers("orderbell_tab=zz; x"), false);
            assert_eq!(found.identity.tab, None, "{tab}");
            assert!(found.identity.cookie_is_new);
        }
        let two = [recognize(None, &HeaderMap::new(), false), recognize(None, &HeaderMap::new(), false)];
        assert_ne!(two[0].identity.cookie, two[1].identity.cookie);
    }
}
