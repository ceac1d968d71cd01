//! For systems without a scheme of their own: a secret token in a header, or an HMAC of the body in one. The body speaks
//! the vocabulary of [`crate::standard`].

use crate::dialect::Dialect;
use crate::fact::{Fact, Notification};
use crate::json;
use crate::request::{Rejection, SignedRequest};
use crate::signature::{self, Encoding, Hash};
use crate::standard;

/// How a sender proves who they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scheme {
    /// The header holds the secret itself, such as Xendit's `x-callback-token`.
    Token {
        /// Its name.
        header: String,
    },
    /// The header holds an HMAC of the body.
    Hmac {
        /// Its name.
        header: String,
        /// With which hash.
        hash: Hash,
        /// How it is written.
        encoding: Encoding,
        /// What stands in front of it, such as `sha256=`.
        prefix: String,
    },
}

/// Checks the proof.
///
/// # Errors
/// [`Rejection::NoHeader`], [`Rejection::WrongSignature`].
pub fn verify(request: SignedRequest<'_>, scheme: &Scheme, secret: &str) -> Result<(), Rejection> {
    let (Scheme::Token { header } | Scheme::Hmac { header, .. }) = scheme;
    let given = request
        .headers
        .get(header)
        .map(str::trim)
        .ok_or(Rejection::NoHeader("with the secret or the signature"))?;
    let genuine = match scheme {
        // An empty secret would let everybody in who sends an empty header.
        Scheme::Token { .. } => !secret.is_empty() && signature::same(secret, given),
        Scheme::Hmac { hash, encoding, prefix, .. } => {
            let expected = signature::hmac(*hash, secret.as_bytes(), &[request.body]);
            given
                .strip_prefix(prefix.as_str())
                .is_some_and(|given| signature::is(&expected, given, *encoding))
        }
    };
    if genuine { Ok(()) } else { Err(Rejection::WrongSignature) }
}

/// What the message says. Repeats are recognized by `id` in the body, or by the whole body where it has none. A stock
/// needs an `id`: it may be 4 today and 4 again tomorrow, and in between it was not.
///
/// # Errors
/// [`Rejection::Body`], [`Rejection::Field`].
pub fn read(body: &[u8], dialect: &Dialect) -> Result<Notification, Rejection> {
    let id = json::id(&json::object(body)?, &["id"]);
    let key = id.clone().unwrap_or_else(|| signature::sha256_hex(body));
    let said = standard::read(&key, body, dialect)?;
    if id.is_none() && said.facts.iter().any(|fact| matches!(fact, Fact::Stock(_))) {
        return Err(json::wrong(&["id"], "a text or a whole number, another one for each change of a stock"));
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Headers;

    const BODY: &[u8] = br#"{"type":"stock.changed","data":{"sku":"K1","stock":4}}"#;

    fn check(scheme: &Scheme, value: &str, secret: &str) -> Result<(), Rejection> {
        let headers = [("X-Proof", value)];
        verify(SignedRequest { headers: Headers(&headers), body: BODY }, scheme, secret)
    }

    #[test]
    fn a_token_is_compared_whole() {
        let scheme = Scheme::Token { header: "x-proof".into() };
        assert_eq!(check(&scheme, "s3cret", "s3cret"), Ok(()));
        for wrong in ["s3cre", "s3cret2", ""] {
            assert_eq!(check(&scheme, wrong, "s3cret"), Err(Rejection::WrongSignature));
        }
        assert_eq!(check(&scheme, "", ""), Err(Rejection::WrongSignature));
    }

    #[test]
    fn every_form_of_an_hmac_is_taken_and_no_other() {
        for hash in [Hash::Sha1, Hash::Sha256, Hash::Sha512] {
            let mac = signature::hmac(hash, b"key", &[BODY]);
            let scheme = Scheme::Hmac {
                header: "x-proof".into(),
                hash,
                encoding: Encoding::Hex,
                prefix: "sha=".into(),
            };
            assert_eq!(check(&scheme, &format!("sha={}", hex::encode(&mac)), "key"), Ok(()));
            assert_eq!(check(&scheme, &hex::encode(&mac), "key"), Err(Rejection::WrongSignature));
        }
    }

    #[test]
    fn a_body_without_an_id_is_its_own_id() {
        let key = |body| read(body, &Dialect::default()).unwrap().dedupe_key;
        let body = br#"{"type":"user.registered","data":{"id":7,"name":"Ana"}}"#;
        assert_eq!(key(body), key(body));
        let with_id = br#"{"id":5,"type":"stock.changed","data":{"sku":"K1","stock":4}}"#;
        assert_eq!(key(with_id), "5");
    }

    #[test]
    fn a_stock_without_an_id_is_not_understood() {
        let error = read(BODY, &Dialect::default()).unwrap_err().to_string();
        assert!(error.contains("id") && error.contains("each change of a stock"), "{error}");
    }
}
