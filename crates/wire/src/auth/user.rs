//! The signature of a sign-in: the app says who sits at this socket.

use thiserror::Error;

use super::{hmac_hex, same};
use crate::socket_id::SocketId;

/// Why a sign-in is not authenticated. The texts go to the client, worded like those of subscriptions.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum UserAuthError {
    /// `auth` has no colon.
    #[error("Auth value for user authentication is invalid: should be of format 'key:signature'")]
    Format,
    /// The key is none of this app's.
    #[error("Invalid key in user authentication data: '{key}'")]
    Key {
        /// The key that was sent.
        key: String,
    },
    /// The signature belongs to another socket, user or secret.
    #[error("Invalid signature: Expected HMAC SHA256 hex digest of {signed}, but got {signature}")]
    Signature {
        /// The text that should have been signed.
        signed: String,
        /// The signature that was sent.
        signature: String,
    },
}

fn signed_text(socket_id: SocketId, user_data: &str) -> String {
    format!("{socket_id}::user::{user_data}")
}

/// The signature that signs a socket in; `auth` is the app's key, a colon, and this.
pub fn user_signature(secret: &str, socket_id: SocketId, user_data: &str) -> String {
    hmac_hex(secret, &signed_text(socket_id, user_data))
}

/// Checks the `auth` of a sign-in; `secret_of` finds the secret of one of the app's live keys.
///
/// # Errors
///
/// The first thing that is wrong, in the order of the variants.
pub fn verify_user<'s>(
    auth: &str,
    socket_id: SocketId,
    user_data: &str,
    secret_of: impl FnOnce(&str) -> Option<&'s str>,
) -> Result<(), UserAuthError> {
    let (key, signature) = auth.split_once(':').ok_or(UserAuthError::Format)?;
    let secret = secret_of(key).ok_or_else(|| UserAuthError::Key { key: key.to_owned() })?;
    let signed = signed_text(socket_id, user_data);
    if same(&hmac_hex(secret, &signed), signature) {
        Ok(())
    } else {
        Err(UserAuthError::Signature { signed, signature: signature.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "278d425bdf160c739803";
    const SECRET: &str = "7ad3773142a6692b25b8";

    fn verify(auth: &str, user_data: &str) -> Result<(), UserAuthError> {
        verify_user(auth, SocketId::new(1234, 1234), user_data, |key| (key == KEY).then_some(SECRET))
    }

    #[test]
    fn checks_83_and_89_published_signatures_are_accepted_in_every_spacing() {
        for (data, signature) in [
            (r#"{"id":"12345"}"#, "4708d583dada6a56435fb8bc611c77c359a31eebde13337c16ab43aa6de336ba"),
            (r#"{"id": "12345"}"#, "d06dc389319077f890321aeac54e04868921e1601686928f61fc9bf702e92830"),
        ] {
            assert_eq!(user_signature(SECRET, SocketId::new(1234, 1234), data), signature);
            assert_eq!(verify(&format!("{KEY}:{signature}"), data), Ok(()));
            assert!(verify(&format!("{KEY}:{signature}"), "{}").is_err());
        }
    }

    #[test]
    fn check_87_each_refusal_has_its_own_text() {
        let refusals = [
            verify("", "{}"),
            verify("no colon", "{}"),
            verify("other:00", "{}"),
            verify(&format!("{KEY}:00"), "{}"),
        ];
        let texts: Vec<String> = refusals.map(|refusal| refusal.unwrap_err().to_string()).into();
        insta::assert_snapshot!(texts.join("\n"));
    }
}
