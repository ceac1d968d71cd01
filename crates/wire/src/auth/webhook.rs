//! The signature of a webhook request: the app's backend sees that it comes from here.

use super::hmac_hex;

/// The signature of a body, for the header [`SIGNATURE_HEADER`](crate::webhook::SIGNATURE_HEADER).
#[must_use]
pub fn webhook_signature(secret: &str, body: &str) -> String {
    hmac_hex(secret, body)
}
