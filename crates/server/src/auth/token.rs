//! Random tokens: sessions, invitations, API keys, and the credentials of a new app.
//!
//! A token is 256 random bits (128 where people see it in a URL path of a public page). Only its SHA-256 is stored, so
//! that a copied database opens no door; a plain hash suffices because the input cannot be guessed.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

/// What the database keeps of a token.
pub type TokenHash = [u8; 32];

/// A token in the clear; printed or sent once, never stored.
#[derive(Debug, Clone)]
pub struct Token(SecretString);

impl Token {
    /// 256 random bits with a prefix that tells people, and secret scanners, what it is.
    ///
    /// # Panics
    /// When the operating system gives no randomness, because nothing safe can be done without.
    #[must_use]
    pub fn random(prefix: &str) -> Self {
        Self(format!("{prefix}{}", BASE64_URL_SAFE_NO_PAD.encode(random_bytes::<32>())).into())
    }

    /// 128 random bits, in the 22 characters that a link has room for. By its length alone it is none of the others.
    ///
    /// # Panics
    /// When the operating system gives no randomness.
    #[must_use]
    pub fn for_link() -> Self {
        Self(BASE64_URL_SAFE_NO_PAD.encode(random_bytes::<16>()).into())
    }

    /// The text, for the one moment in which it is handed over.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// What to store.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        hash(self.expose())
    }
}

/// Hash of a token that somebody presented.
#[must_use]
pub fn hash(token: &str) -> TokenHash {
    Sha256::digest(token.as_bytes()).into()
}

/// Lower-case hexadecimal of `N` random bytes: the look of Pusher's keys and secrets.
#[must_use]
pub fn random_hex<const N: usize>() -> String {
    hex::encode(random_bytes::<N>())
}

/// A random decimal app id. Digits only, because one server SDK accepts nothing else.
#[must_use]
pub fn random_app_id() -> String {
    (100_000 + u32::from_le_bytes(random_bytes::<4>()) % 900_000).to_string()
}

/// `N` random bytes.
///
/// # Panics
/// When the operating system gives no randomness.
#[must_use]
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system's random source works");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_do_not_show_in_debug_output() {
        let (a, b) = (Token::random("ob_"), Token::random("ob_"));
        assert_ne!(a.expose(), b.expose());
        assert!(a.expose().starts_with("ob_") && a.expose().len() == 3 + 43);
        assert!(!format!("{a:?}").contains(&a.expose()[3..]));
        assert_eq!(hash(a.expose()), a.hash());
    }

    #[test]
    fn app_ids_are_six_digits() {
        for _ in 0..100 {
            let id = random_app_id();
            assert!(id.len() == 6 && id.bytes().all(|b| b.is_ascii_digit()), "{id}");
        }
    }
}
