//! Comparing what came with what the secret gives, without telling by the time it takes how much of it fits.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha512};
use subtle::ConstantTimeEq;

use crate::request::Rejection;

/// How far the clock of the sender may be off, in seconds: what Stripe and Standard Webhooks recommend.
pub const TOLERANCE: u64 = 300;

/// The hash of an HMAC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    /// SHA-1, still in use by couriers and older gateways.
    Sha1,
    /// SHA-256.
    Sha256,
    /// SHA-512.
    Sha512,
}

/// How a signature is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// Hexadecimal, in either case.
    Hex,
    /// Base64 with padding.
    Base64,
}

/// The HMAC of `parts`, one after the other.
pub fn hmac(hash: Hash, secret: &[u8], parts: &[&[u8]]) -> Vec<u8> {
    fn over<M: Mac + KeyInit>(secret: &[u8], parts: &[&[u8]]) -> Vec<u8> {
        let mut mac = <M as KeyInit>::new_from_slice(secret).expect("a key of any length fits");
        for part in parts {
            mac.update(part);
        }
        mac.finalize().into_bytes().to_vec()
    }
    match hash {
        Hash::Sha1 => over::<Hmac<Sha1>>(secret, parts),
        Hash::Sha256 => over::<Hmac<Sha256>>(secret, parts),
        Hash::Sha512 => over::<Hmac<Sha512>>(secret, parts),
    }
}

/// Whether `given` is the signature `expected`, written as `encoding` says.
pub fn is(expected: &[u8], given: &str, encoding: Encoding) -> bool {
    let decoded = match encoding {
        Encoding::Hex => hex::decode(given).ok(),
        Encoding::Base64 => STANDARD.decode(given).ok(),
    };
    decoded.is_some_and(|given| given.ct_eq(expected).into())
}

/// Whether two texts are equal, in a time that depends on their lengths only.
pub fn same(expected: &str, given: &str) -> bool {
    expected.as_bytes().ct_eq(given.as_bytes()).into()
}

/// The SHA-512 of `parts`, in hexadecimal.
pub(crate) fn sha512_hex(parts: &[&str]) -> String {
    let mut hash = Sha512::new();
    for part in parts {
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}

/// The SHA-256 of `bytes`, in hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Whether a signature's time is near enough to `now`; both in seconds since 1970.
///
/// # Errors
/// [`Rejection::Stale`].
pub fn check_time(signed: i64, now: i64) -> Result<(), Rejection> {
    let seconds = signed.abs_diff(now);
    if seconds > TOLERANCE {
        return Err(Rejection::Stale { seconds, tolerance: TOLERANCE });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors() {
        // RFC 2202, RFC 4231: test case 2.
        let (key, data): (&[u8], &[u8]) = (b"Jefe", b"what do ya want for nothing?");
        assert_eq!(hex::encode(hmac(Hash::Sha1, key, &[data])), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
        assert_eq!(
            hex::encode(hmac(Hash::Sha256, key, &[data])),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert!(
            hex::encode(hmac(Hash::Sha512, key, &[&data[..4], &data[4..]])).starts_with("164b7a7bfcf819e2")
        );
    }

    #[test]
    fn either_case_of_hex_is_the_same_number_and_nothing_else_is() {
        let expected = [0xab, 0xcd];
        assert!(is(&expected, "abcd", Encoding::Hex) && is(&expected, "ABCD", Encoding::Hex));
        for wrong in ["", "abc", "abce", "abcd00", " abcd", "zz"] {
            assert!(!is(&expected, wrong, Encoding::Hex), "{wrong:?}");
        }
        assert!(is(&expected, "q80=", Encoding::Base64));
        assert!(!is(&expected, "q80", Encoding::Base64));
    }

    #[test]
    fn five_minutes_either_way() {
        assert_eq!(check_time(1000, 1300), Ok(()));
        assert_eq!(check_time(1300, 1000), Ok(()));
        assert_eq!(check_time(1000, 1301), Err(Rejection::Stale { seconds: 301, tolerance: 300 }));
        assert!(check_time(i64::MIN, i64::MAX).is_err());
    }
}
