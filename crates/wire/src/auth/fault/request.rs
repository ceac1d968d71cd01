//! What is wrong with a signed request of the HTTP API. All of it at once: whoever mends one thing at a time deploys once
//! per mistake.

use percent_encoding::percent_decode_str;
use thiserror::Error;

use super::{Credential, SecretSlip, is_digest, same, secret_slip};
use crate::auth::hmac_hex;
use crate::auth::http::{SignedRequest, body_md5};
use crate::limits;

/// One thing that is wrong with a request. The texts say what to change.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RequestFault {
    /// A parameter that every request needs is not there.
    #[error("the parameter {0} is missing")]
    Missing(&'static str),
    /// A parameter occurs twice.
    #[error("the parameter {0} occurs twice: signer and server could mean different ones")]
    Duplicate(String),
    /// None of the app's keys.
    #[error("the key {given:?} is unknown here: it belongs to another server, or was revoked")]
    KeyUnknown {
        /// The key that was sent, shortened.
        given: String,
    },
    /// Another version.
    #[error("auth_version is {given:?}, it must be 1.0")]
    Version {
        /// What was sent, shortened.
        given: String,
    },
    /// The timestamp is no number.
    #[error("auth_timestamp is {given:?}, it must be a number of seconds since 1970")]
    TimestampFormat {
        /// What was sent, shortened.
        given: String,
    },
    /// Milliseconds, as JavaScript counts.
    #[error("auth_timestamp counts milliseconds, it must count seconds: divide by 1000")]
    TimestampMilliseconds,
    /// The timestamp is too far away.
    #[error(
        "auth_timestamp is {seconds} s {direction} this clock, at most {window} s are allowed: mend the sender's clock, or sign again",
        window = limits::SIGNATURE_WINDOW - 1
    )]
    TimestampOff {
        /// How far.
        seconds: u64,
        /// `behind` or `ahead of`.
        direction: &'static str,
    },
    /// There is a body and no digest of it.
    #[error("body_md5 is missing although there is a body: it must be {expected}")]
    DigestMissing {
        /// The digest of the body.
        expected: String,
    },
    /// The digest is of another body.
    #[error(
        "body_md5 is {given} but the body's is {expected}: the body was changed after it was signed, or other bytes were sent"
    )]
    DigestDiffers {
        /// What was sent, shortened.
        given: String,
        /// The digest of the body.
        expected: String,
    },
    /// Not 64 hexadecimal digits.
    #[error(
        "auth_signature is not an HMAC-SHA256 in hexadecimal: it has {length} characters, 64 digits are needed"
    )]
    NotADigest {
        /// How long it is.
        length: usize,
    },
    /// Upper-case digits.
    #[error("auth_signature is right but in upper case: hexadecimal digits must be lower case")]
    UpperCase,
    /// Another key's secret.
    #[error("auth_signature was made with the secret of key {key:?}: key and secret do not belong together")]
    SecretOfKey {
        /// The key that the secret belongs to.
        key: String,
    },
    /// Blanks or quotes around the secret.
    #[error("the secret of the sender has a blank, a line break or quotes around it")]
    SecretWrapped,
    /// The parameters were signed unsorted.
    #[error("the parameters were signed in the order in which they were sent: sort them by name first")]
    NotSorted,
    /// The parameters were signed as they are in the URL.
    #[error("the parameters were signed percent-encoded: sign them decoded")]
    SignedEncoded,
    /// Another method was signed.
    #[error("{signed} was signed, but the request is a {sent}")]
    Method {
        /// The method in the signed text.
        signed: String,
        /// The method of the request.
        sent: String,
    },
    /// Another path was signed.
    #[error("the path {signed:?} was signed, but {sent:?} was requested")]
    Path {
        /// The path in the signed text.
        signed: String,
        /// The path of the request.
        sent: String,
    },
    /// A parameter was not part of what was signed.
    #[error("the parameter {0} was not signed: it was added afterwards, or left out of the signed text")]
    ParameterNotSigned(String),
    /// Nothing that is known explains it.
    #[error(
        "auth_signature was made with another secret, or over another method, path or query; the text to sign is {expected:?}"
    )]
    Unexplained {
        /// The text that should have been signed.
        expected: String,
    },
}

/// A query as it was sent: names and values, raw and decoded, in the order of the wire.
struct Query<'r> {
    pairs: Vec<Pair<'r>>,
}

struct Pair<'r> {
    raw: (&'r str, &'r str),
    name: String,
    value: String,
}

impl<'r> Query<'r> {
    fn parse(raw: &'r str) -> Self {
        let decode =
            |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
        let pairs = raw.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let raw = pair.split_once('=').unwrap_or((pair, ""));
            Pair { raw, name: decode(raw.0).to_lowercase(), value: decode(raw.1) }
        });
        Self { pairs: pairs.collect() }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|pair| pair.name == name).map(|pair| pair.value.as_str())
    }

    fn duplicate(&self) -> Option<&str> {
        let twice = |(index, pair): &(usize, &Pair<'_>)| {
            !pair.name.ends_with("[]") && self.pairs[..*index].iter().any(|earlier| earlier.name == pair.name)
        };
        self.pairs.iter().enumerate().find(twice).map(|(_, pair)| pair.name.as_str())
    }

    /// The signed parameters as text; `without` is left out as if it had not been there.
    fn text(&self, sorted: bool, decoded: bool, without: Option<&str>) -> String {
        let mut chosen: Vec<&Pair<'_>> = self
            .pairs
            .iter()
            .filter(|pair| pair.name != "auth_signature" && Some(pair.name.as_str()) != without)
            .collect();
        if sorted {
            chosen.sort_by(|a, b| a.name.cmp(&b.name));
        }
        let parts = chosen.iter().map(|pair| match decoded {
            true => format!("{}={}", pair.name, pair.value),
            false => format!("{}={}", pair.raw.0, pair.raw.1),
        });
        parts.collect::<Vec<_>>().join("&")
    }
}

/// Everything that is wrong with a request; empty when nothing is. `now` is in unix seconds.
pub fn explain_request(request: &SignedRequest<'_>, live: &[Credential<'_>], now: i64) -> Vec<RequestFault> {
    let query = Query::parse(request.raw_query);
    let mut faults = Vec::new();
    faults.extend(query.duplicate().map(|name| RequestFault::Duplicate(name.to_owned())));
    match query.get("auth_version") {
        None => faults.push(RequestFault::Missing("auth_version")),
        Some("1.0") => {}
        Some(other) => faults.push(RequestFault::Version { given: shorten(other) }),
    }
    faults.extend(timestamp_fault(query.get("auth_timestamp"), now));
    faults.extend(digest_fault(query.get("body_md5"), request.body));
    let own = match query.get("auth_key") {
        None => Err(RequestFault::Missing("auth_key")),
        Some(key) => live
            .iter()
            .find(|live| live.key == key)
            .ok_or_else(|| RequestFault::KeyUnknown { given: shorten(key) }),
    };
    match (own, query.get("auth_signature")) {
        (Err(fault), _) => faults.push(fault),
        (Ok(_), None) => faults.push(RequestFault::Missing("auth_signature")),
        (Ok(own), Some(given)) => faults.extend(signature_fault(request, &query, given, *own, live)),
    }
    faults
}

fn timestamp_fault(given: Option<&str>, now: i64) -> Option<RequestFault> {
    let Some(given) = given else { return Some(RequestFault::Missing("auth_timestamp")) };
    let Ok(seconds) = given.parse::<i64>() else {
        return Some(RequestFault::TimestampFormat { given: shorten(given) });
    };
    let (window, off) = (limits::SIGNATURE_WINDOW.unsigned_abs(), now.abs_diff(seconds));
    if off < window {
        return None;
    }
    if now.abs_diff(seconds / 1000) < window {
        return Some(RequestFault::TimestampMilliseconds);
    }
    let direction = if seconds < now { "behind" } else { "ahead of" };
    Some(RequestFault::TimestampOff { seconds: off, direction })
}

fn digest_fault(given: Option<&str>, body: &[u8]) -> Option<RequestFault> {
    let expected = body_md5(body);
    match given {
        Some(given) if given == expected => None,
        Some(given) => Some(RequestFault::DigestDiffers { given: shorten(given), expected }),
        None if body.is_empty() => None,
        None => Some(RequestFault::DigestMissing { expected }),
    }
}

fn signature_fault(
    request: &SignedRequest<'_>,
    query: &Query<'_>,
    given: &str,
    own: Credential<'_>,
    live: &[Credential<'_>],
) -> Option<RequestFault> {
    let method = request.method.to_uppercase();
    let text = |method: &str, path: &str, query: &str| format!("{method}\n{path}\n{query}");
    let right = query.text(true, true, None);
    let decoded_path = percent_decode_str(request.path).decode_utf8_lossy().into_owned();
    let signs = |text: &str| same(&hmac_hex(own.secret, text), given);
    let expected = text(&method, request.path, &right);
    if signs(&expected) || signs(&text(&method, &decoded_path, &right)) {
        return None;
    }
    if !is_digest(given) {
        return Some(RequestFault::NotADigest { length: given.len() });
    }
    if let Some(slip) = secret_slip(&expected, given, own, live) {
        return Some(match slip {
            SecretSlip::UpperCase => RequestFault::UpperCase,
            SecretSlip::OfKey(key) => RequestFault::SecretOfKey { key: key.to_owned() },
            SecretSlip::Wrapped => RequestFault::SecretWrapped,
        });
    }
    if signs(&text(&method, request.path, &query.text(true, false, None))) {
        return Some(RequestFault::SignedEncoded);
    }
    let unsorted = [query.text(false, true, None), query.text(false, false, None)];
    if unsorted.iter().any(|unsorted| signs(&text(&method, request.path, unsorted))) {
        return Some(RequestFault::NotSorted);
    }
    for other in ["GET", "POST", "PUT", "DELETE", "get", "post"] {
        if signs(&text(other, request.path, &right)) {
            return Some(RequestFault::Method { signed: other.to_owned(), sent: method });
        }
    }
    if let Some(signed) =
        other_paths(request.path).into_iter().find(|path| signs(&text(&method, path, &right)))
    {
        return Some(RequestFault::Path { signed, sent: request.path.to_owned() });
    }
    let unsigned = query
        .pairs
        .iter()
        .find(|pair| signs(&text(&method, request.path, &query.text(true, true, Some(&pair.name)))));
    Some(match unsigned {
        Some(pair) => RequestFault::ParameterNotSigned(pair.name.clone()),
        None => RequestFault::Unexplained { expected },
    })
}

/// Paths that are easily signed by mistake: with or without a slash at the end, or without what a proxy takes away.
fn other_paths(path: &str) -> Vec<String> {
    let mut paths = vec![format!("{path}/"), path.trim_end_matches('/').to_owned()];
    let starts = path.match_indices('/').map(|(at, _)| at).filter(|at| *at > 0).take(8);
    paths.extend(starts.map(|at| path[at..].to_owned()));
    paths.push(path.trim_start_matches('/').to_owned());
    paths
}

fn shorten(text: &str) -> String {
    text[..text.floor_char_boundary(40)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::http::sign;

    const ALL: [Credential<'static>; 2] =
        [Credential { key: "k1", secret: "s1" }, Credential { key: "k2", secret: "s2" }];
    const NOW: i64 = 1_800_000_000;
    const BODY: &[u8] = b"{}";

    fn explain(method: &str, path: &str, raw_query: &str, body: &[u8]) -> Vec<RequestFault> {
        explain_request(&SignedRequest { method, path, raw_query, body }, &ALL, NOW)
    }

    /// A query with the signature of any text.
    fn over(secret: &str, text: &str, query: &str) -> String {
        format!("{query}&auth_signature={}", hmac_hex(secret, text))
    }

    #[test]
    fn what_is_right_has_no_fault() {
        let query = sign("k1", "s1", "POST", "/apps/1/events", &[("info", "a,b")], BODY, NOW);
        assert_eq!(explain("post", "/apps/1/events", &query, BODY), []);
    }

    #[test]
    fn each_mistake_in_signing_is_told_from_the_others() {
        let path = "/apps/1/channels";
        let sorted = format!("auth_key=k1&auth_timestamp={NOW}&auth_version=1.0&info=a,b");
        let unsorted = format!("info=a,b&auth_key=k1&auth_timestamp={NOW}&auth_version=1.0");
        let encoded = format!("auth_key=k1&auth_timestamp={NOW}&auth_version=1.0&info=a%2Cb");
        let text = |query: &str| format!("GET\n{path}\n{query}");
        let cases = [
            (over("s2", &text(&sorted), &sorted), RequestFault::SecretOfKey { key: "k2".into() }),
            (over("s1\n", &text(&sorted), &sorted), RequestFault::SecretWrapped),
            (over("s1", &text(&unsorted), &unsorted), RequestFault::NotSorted),
            (over("s1", &text(&encoded), &encoded), RequestFault::SignedEncoded),
            (
                over("s1", &format!("POST\n{path}\n{sorted}"), &sorted),
                RequestFault::Method { signed: "POST".into(), sent: "GET".into() },
            ),
            (
                over("s1", &format!("GET\n/channels\n{sorted}"), &sorted),
                RequestFault::Path { signed: "/channels".into(), sent: path.into() },
            ),
            (
                over("s1", &text(&sorted), &format!("{sorted}&utm=1")),
                RequestFault::ParameterNotSigned("utm".into()),
            ),
            (over("other", &text(&sorted), &sorted), RequestFault::Unexplained { expected: text(&sorted) }),
            (format!("{sorted}&auth_signature=abc"), RequestFault::NotADigest { length: 3 }),
            (sorted.clone(), RequestFault::Missing("auth_signature")),
        ];
        for (query, fault) in cases {
            assert_eq!(explain("GET", path, &query, b""), [fault], "{query}");
        }
    }

    #[test]
    fn several_faults_are_told_at_once() {
        let query = sign("k1", "s1", "POST", "/apps/1/events", &[], b"[]", NOW - 700);
        let texts: Vec<String> =
            explain("POST", "/apps/1/events", &query, BODY).iter().map(ToString::to_string).collect();
        assert_eq!(texts.len(), 2, "{texts:?}");
        assert!(texts[0].contains("700 s behind") && texts[1].contains("body_md5"), "{texts:?}");
        let query = sign("k1", "s1", "GET", "/x", &[], b"", NOW * 1000);
        assert_eq!(explain("GET", "/x", &query, b""), [RequestFault::TimestampMilliseconds]);
        let query = sign("k9", "s1", "GET", "/x", &[], b"", NOW);
        assert_eq!(explain("GET", "/x", &query, b""), [RequestFault::KeyUnknown { given: "k9".into() }]);
    }
}
