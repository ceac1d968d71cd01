//! Signatures: HMAC-SHA256 with the app's secret, in lower-case hexadecimal.
//!
//! Every signature is compared in constant time and as text, so that only the one spelling that SDKs produce is
//! accepted. This module never stores a secret and never writes one into an error.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

pub mod fault;
pub mod http;
mod subscription;
mod user;
mod webhook;

pub use subscription::{SubscriptionAuthError, subscription_signature, verify_subscription};
pub use user::{UserAuthError, user_signature, verify_user};
pub use webhook::webhook_signature;

fn hmac_hex(secret: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key of any length fits");
    mac.update(text.as_bytes());
    hex::encode(mac.finalize().into_bytes())
}

fn same(expected: &str, given: &str) -> bool {
    expected.as_bytes().ct_eq(given.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::hmac_hex;

    const SECRET: &str = "7ad3773142a6692b25b8";

    #[test]
    fn check_38_published_vectors() {
        let cases = [
            ("1234.1234:private-foobar", "58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4"),
            (
                r#"1234.1234:presence-foobar:{"user_id":10,"user_info":{"name":"Mr. Channels"}}"#,
                "31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80",
            ),
            (
                r#"1234.1234::user::{"id":"12345"}"#,
                "4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba",
            ),
            (
                r#"1234.1234::user::{"id": "12345"}"#,
                "d06dc389319077f890321aeac54e04868921e1601686928f61fc9bf702e92830",
            ),
            (
                r#"{"time_ms":1327078148132,"events":[{"name":"channel_occupied","channel":"test_channel"}]}"#,
                "709fdb84c03664445f7698120b0edf0acc1ab1c8c6e93a0368c61841d6b998aa",
            ),
        ];
        for (text, signature) in cases {
            assert_eq!(hmac_hex(SECRET, text), signature, "{text}");
        }
    }
}
