//! Secrets at rest. The store has to hand secrets out in the clear, because signatures are made with them, so it cannot
//! keep hashes only; but a copy of the database alone must not open any door.
//!
//! Each secret is sealed with XChaCha20-Poly1305 under one key, which is in a file of its own or comes with the
//! configuration. What a secret belongs to is sealed along with it, so that swapping two rows is noticed.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret as _, SecretBox, SecretString};
use thiserror::Error;

/// Bytes of a nonce. Nonces are random; at this length two never meet.
const NONCE: usize = 24;

/// The key that secrets are sealed with: 32 bytes.
#[derive(Clone)]
pub struct SealingKey(Arc<SecretBox<[u8; 32]>>);

/// The text is not a key. It is not repeated.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a sealing key is 64 hexadecimal digits, as `openssl rand -hex 32` prints them")]
pub struct NotASealingKey;

/// A sealed secret does not open: it was sealed with another key or for something else, or it is damaged.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a sealed secret does not open with this server's sealing key")]
pub struct SealBroken;

impl SealingKey {
    /// A new random key.
    #[must_use]
    pub fn random() -> Self {
        Self::from(rand::random::<[u8; 32]>())
    }

    /// The key as 64 hexadecimal digits, for the one place that keeps it.
    #[must_use]
    pub fn to_hex(&self) -> SecretString {
        self.0.expose_secret().iter().map(|byte| format!("{byte:02x}")).collect::<String>().into()
    }

    /// Seals a secret for what `owner` names.
    #[must_use]
    pub fn seal(&self, owner: &str, secret: &SecretString) -> Vec<u8> {
        let nonce: [u8; NONCE] = rand::random();
        let text = Payload { msg: secret.expose_secret().as_bytes(), aad: owner.as_bytes() };
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), text);
        let mut bytes = nonce.to_vec();
        bytes.extend(sealed.expect("only texts of many gigabytes cannot be sealed"));
        bytes
    }

    /// Opens what was sealed for `owner`.
    ///
    /// # Errors
    /// [`SealBroken`] whatever is wrong with it.
    pub fn open(&self, owner: &str, sealed: &[u8]) -> Result<SecretString, SealBroken> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE>().ok_or(SealBroken)?;
        let text = Payload { msg: text, aad: owner.as_bytes() };
        let opened = self.cipher().decrypt(&XNonce::from(*nonce), text).map_err(|_| SealBroken)?;
        Ok(String::from_utf8(opened).map_err(|_| SealBroken)?.into())
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.0.expose_secret().into())
    }
}

impl From<[u8; 32]> for SealingKey {
    fn from(key: [u8; 32]) -> Self {
        Self(Arc::new(SecretBox::new(Box::new(key))))
    }
}

impl FromStr for SealingKey {
    type Err = NotASealingKey;

    fn from_str(text: &str) -> Result<Self, NotASealingKey> {
        let digits = text.trim().as_bytes();
        let mut key = [0; 32];
        if digits.len() != 64 {
            return Err(NotASealingKey);
        }
        for (byte, pair) in key.iter_mut().zip(digits.chunks_exact(2)) {
            let digit = |digit: u8| char::from(digit).to_digit(16).ok_or(NotASealingKey);
            *byte = (digit(pair[0])? * 16 + digit(pair[1])?).try_into().map_err(|_| NotASealingKey)?;
        }
        Ok(Self::from(key))
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_key_opens_a_secret_and_only_for_its_owner() {
        let (key, other) = (SealingKey::random(), SealingKey::random());
        let secret = SecretString::from("s3cret");
        let sealed = key.seal("app key a", &secret);
        assert!(!sealed.windows(6).any(|part| part == b"s3cret"));
        assert_ne!(sealed, key.seal("app key a", &secret), "every seal has a nonce of its own");
        assert_eq!(key.open("app key a", &sealed).unwrap().expose_secret(), "s3cret");
        assert_eq!(key.open("app key b", &sealed).unwrap_err(), SealBroken);
        assert_eq!(other.open("app key a", &sealed).unwrap_err(), SealBroken);
        for damaged in [&sealed[..sealed.len() - 1], &sealed[..10], b""] {
            assert_eq!(key.open("app key a", damaged).unwrap_err(), SealBroken);
        }
    }

    #[test]
    fn a_key_survives_as_text_and_never_shows() {
        let key = SealingKey::random();
        let text = key.to_hex();
        let read: SealingKey = format!("{}\n", text.expose_secret()).parse().unwrap();
        assert_eq!(read.open("x", &key.seal("x", &"s".into())).unwrap().expose_secret(), "s");
        assert!(!format!("{key:?}").contains(text.expose_secret()));
        for wrong in ["", "abc", &"g".repeat(64), &"é".repeat(32), &"a".repeat(65)] {
            assert_eq!(wrong.parse::<SealingKey>().unwrap_err(), NotASealingKey, "{wrong}");
        }
    }
}
