//! The signature of a subscription: the app says that this socket may join this channel.

use thiserror::Error;

use super::{hmac_hex, same};
use crate::channel::ChannelName;
use crate::socket_id::SocketId;

/// Why a subscription is not authorized. The texts go to the client and are worded as Pusher words them, because
/// that is what developers search for.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SubscriptionAuthError {
    /// The message carried no `auth`.
    #[error("Auth info required to subscribe to {channel}")]
    Missing {
        /// The channel asked for.
        channel: ChannelName,
    },
    /// `auth` has no colon.
    #[error("Auth value for subscription to {channel} is invalid: should be of format 'key:signature'")]
    Format {
        /// The channel asked for.
        channel: ChannelName,
    },
    /// The key is none of this app's.
    #[error("Invalid key in subscription auth data: '{key}'")]
    Key {
        /// The key that was sent.
        key: String,
    },
    /// The signature belongs to another socket, channel, data or secret.
    #[error("Invalid signature: Expected HMAC SHA256 hex digest of {signed}, but got {signature}")]
    Signature {
        /// The text that should have been signed.
        signed: String,
        /// The signature that was sent.
        signature: String,
    },
}

/// What an app signs. `channel_data` counts whenever it is there, on every kind of channel, as in all SDKs.
pub(super) fn signed_text(socket_id: SocketId, channel: &ChannelName, channel_data: Option<&str>) -> String {
    match channel_data {
        Some(data) if !data.is_empty() => format!("{socket_id}:{channel}:{data}"),
        _ => format!("{socket_id}:{channel}"),
    }
}

/// The signature that lets a socket join a channel; `auth` is the app's key, a colon, and this.
pub fn subscription_signature(
    secret: &str,
    socket_id: SocketId,
    channel: &ChannelName,
    channel_data: Option<&str>,
) -> String {
    hmac_hex(secret, &signed_text(socket_id, channel, channel_data))
}

/// Checks the `auth` of a subscription; `secret_of` finds the secret of one of the app's live keys.
///
/// # Errors
///
/// The first thing that is wrong, in the order of the variants.
pub fn verify_subscription<'s>(
    auth: Option<&str>,
    socket_id: SocketId,
    channel: &ChannelName,
    channel_data: Option<&str>,
    secret_of: impl FnOnce(&str) -> Option<&'s str>,
) -> Result<(), SubscriptionAuthError> {
    let auth = auth
        .filter(|auth| !auth.is_empty())
        .ok_or_else(|| SubscriptionAuthError::Missing { channel: channel.clone() })?;
    let (key, signature) =
        auth.split_once(':').ok_or_else(|| SubscriptionAuthError::Format { channel: channel.clone() })?;
    let secret = secret_of(key).ok_or_else(|| SubscriptionAuthError::Key { key: key.to_owned() })?;
    let signed = signed_text(socket_id, channel, channel_data);
    if same(&hmac_hex(secret, &signed), signature) {
        Ok(())
    } else {
        Err(SubscriptionAuthError::Signature { signed, signature: signature.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "278d425bdf160c739803";
    const SECRET: &str = "7ad3773142a6692b25b8";

    fn verify(auth: &str, channel: &str, data: Option<&str>) -> Result<(), SubscriptionAuthError> {
        let socket_id = SocketId::new(1234, 1234);
        let channel = channel.parse().unwrap();
        verify_subscription(Some(auth), socket_id, &channel, data, |key| (key == KEY).then_some(SECRET))
    }

    fn auth(signature: &str) -> String {
        format!("{KEY}:{signature}")
    }

    const PRIVATE: &str = "58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4";
    const PRESENCE: &str = "31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80";
    const MEMBER: &str = r#"{"user_id":10,"user_info":{"name":"Mr. Channels"}}"#;

    #[test]
    fn check_38_published_signatures_are_accepted() {
        assert_eq!(verify(&auth(PRIVATE), "private-foobar", None), Ok(()));
        assert_eq!(verify(&auth(PRIVATE), "private-foobar", Some("")), Ok(()));
        assert_eq!(verify(&auth(PRESENCE), "presence-foobar", Some(MEMBER)), Ok(()));
    }

    #[test]
    fn checks_41_and_42_channel_data_is_part_of_the_signature_everywhere() {
        let socket_id = SocketId::new(1234, 1234);
        let signature = subscription_signature(SECRET, socket_id, &"private-a".parse().unwrap(), Some("D"));
        assert_eq!(verify(&auth(&signature), "private-a", Some("D")), Ok(()));
        assert!(verify(&auth(&signature), "private-a", Some("d")).is_err());
        assert!(verify(&auth(&signature), "private-a", None).is_err());
    }

    #[test]
    fn checks_39_and_40_each_refusal_has_its_own_text() {
        let channel = "private-foobar".parse().unwrap();
        let missing = verify_subscription(None, SocketId::new(1, 1), &channel, None, |_| Some(SECRET));
        let refusals = [
            missing,
            verify("", "private-foobar", None),
            verify("no colon", "private-foobar", None),
            verify(&format!("other:{PRIVATE}"), "private-foobar", None),
            verify(&auth(&PRIVATE.to_uppercase()), "private-foobar", None),
            verify(&auth(PRIVATE), "private-other", None),
            verify(&auth(""), "private-foobar", None),
        ];
        let texts: Vec<String> = refusals.map(|refusal| refusal.unwrap_err().to_string()).into();
        insta::assert_snapshot!(texts.join("\n"));
    }
}
