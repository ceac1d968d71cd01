//! The signature of an HTTP API request.
//!
//! SDKs differ in how they put parameters on the wire (encoded or raw, in any order, in any case), but all sign
//! the decoded text. So the raw query is decoded here, by rules that must not be left to an HTTP library: only
//! `&` separates, because `;` occurs in channel names. Texts and their order are those of Pusher's own verifier.

use std::borrow::Cow;

use hex::ToHex as _;
use jiff::Timestamp;
use md5::{Digest, Md5};
use percent_encoding::percent_decode_str;
use thiserror::Error;

use super::{hmac_hex, same};
use crate::limits;

/// The parts of a request that are signed.
#[derive(Clone, Copy, Debug)]
pub struct SignedRequest<'a> {
    /// The method, in any case.
    pub method: &'a str,
    /// The path as received, without a reverse proxy's prefix.
    pub path: &'a str,
    /// The query as received, without its question mark.
    pub raw_query: &'a str,
    /// The body as received.
    pub body: &'a [u8],
}

/// A request whose signature holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified<A> {
    /// What the lookup said the key belongs to. The caller compares it with the app of the path.
    pub app: A,
    /// The decoded parameters, names in lower case, sorted by name.
    pub query: Vec<(String, String)>,
}

impl<A> Verified<A> {
    /// The value of a parameter, by its lower-case name.
    pub fn param(&self, name: &str) -> Option<&str> {
        find(&self.query, name)
    }
}

/// Why a request is refused; always with status 401.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HttpAuthError {
    /// A parameter occurs twice, so that signer and server could mean different ones.
    #[error("Duplicate parameter: {0}")]
    Duplicate(String),
    /// There is no `auth_key`.
    #[error("Missing parameter: auth_key")]
    KeyMissing,
    /// No app has this key.
    #[error("Unknown auth_key")]
    KeyUnknown,
    /// There is no `auth_version`.
    #[error("Version required")]
    VersionMissing,
    /// The version is not 1.0.
    #[error("Version not supported")]
    VersionUnsupported,
    /// There is no `auth_timestamp`.
    #[error("Timestamp required")]
    TimestampMissing,
    /// The timestamp is too far from the server's clock, in either direction.
    #[error("Timestamp expired: Given timestamp ({given}) not within {window}s of server time ({now})", window = limits::SIGNATURE_WINDOW)]
    TimestampExpired {
        /// The timestamp of the request.
        given: Timestamp,
        /// The server's clock.
        now: Timestamp,
    },
    /// The signature is missing or belongs to something else.
    #[error("Invalid signature: you should have sent HmacSHA256Hex({signed:?}, your_secret_key), but you sent {}", sent(.signature))]
    Signature {
        /// The text that should have been signed.
        signed: String,
        /// What was sent as a signature, if anything.
        signature: Option<String>,
    },
    /// There is a body, but no digest of it among the signed parameters.
    #[error("Missing parameter: body_md5 is required when there is a body")]
    BodyDigestMissing,
    /// The digest is not that of the body.
    #[error("Invalid body_md5: it is not the MD5 of the body that was received")]
    BodyDigest,
}

impl HttpAuthError {
    /// The HTTP status of the answer.
    pub fn status(&self) -> u16 {
        401
    }
}

fn sent(signature: &Option<String>) -> String {
    // Pusher's verifier is written in Ruby and shows an absent value in Ruby's words.
    signature.as_ref().map_or_else(|| "nil".to_owned(), |signature| format!("{signature:?}"))
}

/// Checks a request; `lookup` finds the app and secret of a key, `now` is in unix seconds.
///
/// # Errors
///
/// The first thing that is wrong: duplicates, key, version, timestamp, signature, body digest.
pub fn verify<A, S: AsRef<str>>(
    request: &SignedRequest<'_>,
    lookup: impl FnOnce(&str) -> Option<(A, S)>,
    now: i64,
) -> Result<Verified<A>, HttpAuthError> {
    let query = decode(request.raw_query)?;
    let key = find(&query, "auth_key").ok_or(HttpAuthError::KeyMissing)?;
    let (app, secret) = lookup(key).ok_or(HttpAuthError::KeyUnknown)?;
    match find(&query, "auth_version") {
        None => return Err(HttpAuthError::VersionMissing),
        Some("1.0") => {}
        Some(_) => return Err(HttpAuthError::VersionUnsupported),
    }
    let given = find(&query, "auth_timestamp").ok_or(HttpAuthError::TimestampMissing)?;
    // What is no number is as good as 1970.
    let given: i64 = given.parse().unwrap_or(0);
    if now.abs_diff(given) >= limits::SIGNATURE_WINDOW.unsigned_abs() {
        return Err(HttpAuthError::TimestampExpired { given: timestamp(given), now: timestamp(now) });
    }
    verify_signature(request, &query, secret.as_ref())?;
    verify_body(request.body, find(&query, "body_md5"))?;
    Ok(Verified { app, query })
}

fn verify_signature(
    request: &SignedRequest<'_>,
    query: &[(String, String)],
    secret: &str,
) -> Result<(), HttpAuthError> {
    let signature = find(query, "auth_signature");
    let holds = |text: &str| signature.is_some_and(|signature| same(&hmac_hex(secret, text), signature));
    let signed = signed_text(request.method, request.path, query);
    if holds(&signed) {
        return Ok(());
    }
    // Some SDKs sign the path before they encode it.
    let decoded = percent_decode_str(request.path).decode_utf8_lossy();
    if decoded != request.path && holds(&signed_text(request.method, &decoded, query)) {
        return Ok(());
    }
    Err(HttpAuthError::Signature { signed, signature: signature.map(str::to_owned) })
}

fn verify_body(body: &[u8], digest: Option<&str>) -> Result<(), HttpAuthError> {
    match digest {
        // The Python SDK sends the digest of nothing with GET requests; that is as right as sending none.
        Some(digest) if same(&body_md5(body), digest) => Ok(()),
        Some(_) => Err(HttpAuthError::BodyDigest),
        None if body.is_empty() => Ok(()),
        None => Err(HttpAuthError::BodyDigestMissing),
    }
}

/// The query of a signed request, without its question mark: what an SDK would send.
///
/// `params` are further parameters, unencoded; `timestamp` is in unix seconds.
pub fn sign(
    key: &str,
    secret: &str,
    method: &str,
    path: &str,
    params: &[(&str, &str)],
    body: &[u8],
    timestamp: i64,
) -> String {
    let owned = |name: &str, value: &str| (name.to_lowercase(), value.to_owned());
    let mut query: Vec<(String, String)> = params.iter().map(|(name, value)| owned(name, value)).collect();
    query.push(owned("auth_key", key));
    query.push(owned("auth_timestamp", &timestamp.to_string()));
    query.push(owned("auth_version", "1.0"));
    if !body.is_empty() {
        query.push(owned("body_md5", &body_md5(body)));
    }
    query.sort_by(|a, b| a.0.cmp(&b.0));
    let signature = hmac_hex(secret, &signed_text(method, path, &query));
    query.push(owned("auth_signature", &signature));
    let encode = |text| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC);
    let pairs: Vec<String> =
        query.iter().map(|(name, value)| format!("{}={}", keep(name), encode(value))).collect();
    pairs.join("&")
}

fn keep(name: &str) -> Cow<'_, str> {
    const RESERVED: percent_encoding::AsciiSet = percent_encoding::NON_ALPHANUMERIC.remove(b'_');
    percent_encoding::utf8_percent_encode(name, &RESERVED).into()
}

/// The lower-case hexadecimal MD5 of a body.
pub fn body_md5(body: &[u8]) -> String {
    Md5::digest(body).encode_hex()
}

/// Decodes, lower-cases the names and sorts by them; values of the same array keep their order.
fn decode(raw: &str) -> Result<Vec<(String, String)>, HttpAuthError> {
    let mut query: Vec<(String, String)> = raw
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode_text(name).to_lowercase(), decode_text(value))
        })
        .collect();
    query.sort_by(|a, b| a.0.cmp(&b.0));
    let twice = query.windows(2).find(|pair| pair[0].0 == pair[1].0 && !pair[0].0.ends_with("[]"));
    match twice {
        Some(pair) => Err(HttpAuthError::Duplicate(pair[0].0.clone())),
        None => Ok(query),
    }
}

fn decode_text(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

fn find<'a>(query: &'a [(String, String)], name: &str) -> Option<&'a str> {
    query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

/// The text that is signed: method, path and the sorted parameters, which are not encoded.
fn signed_text(method: &str, path: &str, query: &[(String, String)]) -> String {
    let pairs: Vec<String> = query
        .iter()
        .filter(|(name, _)| name != "auth_signature")
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    format!("{}\n{path}\n{}", method.to_uppercase(), pairs.join("&"))
}

fn timestamp(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(if seconds < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

#[cfg(test)]
mod tests;
