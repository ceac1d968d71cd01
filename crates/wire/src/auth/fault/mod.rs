//! What is wrong with a signature that does not hold, for the person who has to mend it.
//!
//! A verifier says no at the first thing that differs, and for a wrong signature it cannot say more: the digest shows
//! nothing of what was signed. But people make the same few mistakes (another key's secret, data left out, a query signed
//! in the order of the wire), and each of them can be tried: the one whose digest is what was sent is the mistake that was
//! made. This costs some digests per refusal, so it is for logs and command lines and never part of a check. No finding
//! contains a secret or a digest.

mod request;
mod subscription;

pub use request::{RequestFault, explain_request};
pub use subscription::{SubscriptionFault, explain_subscription};

use super::{hmac_hex, same};

/// A live key of an app and the secret that belongs to it.
#[derive(Clone, Copy)]
pub struct Credential<'a> {
    /// The public half.
    pub key: &'a str,
    /// The half that signs.
    pub secret: &'a str,
}

impl std::fmt::Debug for Credential<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credential").field("key", &self.key).finish_non_exhaustive()
    }
}

/// A mistake with the secret or with how the digest is written, whatever was signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SecretSlip<'a> {
    /// The digest is right, but in upper case.
    UpperCase,
    /// The secret belongs to another key.
    OfKey(&'a str),
    /// The secret has blanks or quotes around it, as from a badly read file.
    Wrapped,
}

/// Which slip turns `text` into the signature that was sent, if one does.
fn secret_slip<'a>(
    text: &str,
    given: &str,
    own: Credential<'_>,
    all: &[Credential<'a>],
) -> Option<SecretSlip<'a>> {
    if same(&hmac_hex(own.secret, text), &given.to_ascii_lowercase()) {
        return Some(SecretSlip::UpperCase);
    }
    let wrapped = ["{}\n", "{}\r\n", "{}\r", "{} ", " {}", "\"{}\"", "'{}'"];
    if wrapped.iter().any(|shape| same(&hmac_hex(&shape.replace("{}", own.secret), text), given)) {
        return Some(SecretSlip::Wrapped);
    }
    all.iter()
        .find(|other| same(&hmac_hex(other.secret, text), given))
        .map(|other| SecretSlip::OfKey(other.key))
}

/// Whether the text has the shape of a digest at all.
fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
