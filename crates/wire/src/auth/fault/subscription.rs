//! What is wrong with the `auth` of a subscription.

use thiserror::Error;

use super::{Credential, SecretSlip, is_digest, same, secret_slip};
use crate::auth::hmac_hex;
use crate::auth::subscription::signed_text;
use crate::channel::ChannelName;
use crate::socket_id::SocketId;

/// Why the `auth` of a subscription is refused. The texts say what to change.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SubscriptionFault {
    /// There is no `auth`.
    #[error("there is no auth: the page subscribed without asking its server for a signature")]
    Missing,
    /// It is not `key:signature`.
    #[error("auth has no colon: it must be the app's key, a colon and the signature")]
    Format,
    /// None of the app's keys.
    #[error(
        "the key {given:?} is not one of this app's: the signing server has another app's key, or a revoked one"
    )]
    KeyUnknown {
        /// The key that was sent, shortened.
        given: String,
    },
    /// Not 64 hexadecimal digits.
    #[error(
        "the signature is not an HMAC-SHA256 in hexadecimal: it has {length} characters, 64 digits are needed"
    )]
    NotADigest {
        /// How long it is.
        length: usize,
    },
    /// Upper-case digits.
    #[error("the signature is right but in upper case: hexadecimal digits must be lower case")]
    UpperCase,
    /// Another key's secret.
    #[error(
        "the signature was made with the secret of key {key:?}: key and secret in the signing server do not belong together"
    )]
    SecretOfKey {
        /// The key that the secret belongs to.
        key: String,
    },
    /// Blanks or quotes around the secret.
    #[error("the secret in the signing server has a blank, a line break or quotes around it")]
    SecretWrapped,
    /// `channel_data` was sent but not signed.
    #[error("channel_data was sent but not signed: sign socket_id:channel:channel_data")]
    DataNotSigned,
    /// The signature is over a name without its prefix.
    #[error("{signed:?} was signed instead of the whole channel name {channel}")]
    ShortName {
        /// The name that should have been signed.
        channel: ChannelName,
        /// The name that was.
        signed: String,
    },
    /// Channel and socket id are the wrong way round.
    #[error("channel and socket id were signed in the wrong order: sign socket_id:channel")]
    Swapped,
    /// It is a sign-in's signature.
    #[error("this is the signature of a sign-in (pusher:signin), not of a subscription")]
    SignIn,
    /// Nothing that is known explains it.
    #[error("the signature was made with another secret, or for another socket id, channel or channel_data")]
    Unexplained,
}

impl SubscriptionFault {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "auth_missing",
            Self::Format => "auth_format",
            Self::KeyUnknown { .. } => "key_unknown",
            Self::NotADigest { .. } => "signature_format",
            Self::UpperCase => "signature_upper_case",
            Self::SecretOfKey { .. } => "secret_of_other_key",
            Self::SecretWrapped => "secret_wrapped",
            Self::DataNotSigned => "channel_data_not_signed",
            Self::ShortName { .. } => "channel_name_differs",
            Self::Swapped => "order_of_parts",
            Self::SignIn => "sign_in_signature",
            Self::Unexplained => "signature_differs",
        }
    }
}

/// What is wrong with the `auth` of a subscription; `None` when nothing is.
pub fn explain_subscription(
    auth: Option<&str>,
    socket_id: SocketId,
    channel: &ChannelName,
    channel_data: Option<&str>,
    live: &[Credential<'_>],
) -> Option<SubscriptionFault> {
    let Some(auth) = auth.filter(|auth| !auth.is_empty()) else { return Some(SubscriptionFault::Missing) };
    let Some((key, given)) = auth.split_once(':') else { return Some(SubscriptionFault::Format) };
    let Some(own) = live.iter().find(|live| live.key == key) else {
        let end = key.floor_char_boundary(40);
        return Some(SubscriptionFault::KeyUnknown { given: key[..end].to_owned() });
    };
    let text = signed_text(socket_id, channel, channel_data);
    let signs = |text: &str| same(&hmac_hex(own.secret, text), given);
    if signs(&text) {
        return None;
    }
    if !is_digest(given) {
        return Some(SubscriptionFault::NotADigest { length: given.len() });
    }
    Some(match secret_slip(&text, given, *own, live) {
        Some(SecretSlip::UpperCase) => SubscriptionFault::UpperCase,
        Some(SecretSlip::OfKey(key)) => SubscriptionFault::SecretOfKey { key: key.to_owned() },
        Some(SecretSlip::Wrapped) => SubscriptionFault::SecretWrapped,
        None => other_text(socket_id, channel, channel_data, signs),
    })
}

/// What was signed with the right secret instead of the right text.
fn other_text(
    socket_id: SocketId,
    channel: &ChannelName,
    data: Option<&str>,
    signs: impl Fn(&str) -> bool,
) -> SubscriptionFault {
    let suffix = data.filter(|data| !data.is_empty()).map(|data| format!(":{data}")).unwrap_or_default();
    if signs(&format!("{socket_id}:{channel}")) {
        return SubscriptionFault::DataNotSigned;
    }
    if signs(&format!("{channel}:{socket_id}{suffix}")) {
        return SubscriptionFault::Swapped;
    }
    if data.is_some_and(|data| signs(&format!("{socket_id}::user::{data}"))) {
        return SubscriptionFault::SignIn;
    }
    for prefix in ["private-encrypted-", "private-", "presence-"] {
        if let Some(short) = channel.as_str().strip_prefix(prefix)
            && signs(&format!("{socket_id}:{short}{suffix}"))
        {
            return SubscriptionFault::ShortName { channel: channel.clone(), signed: short.to_owned() };
        }
    }
    SubscriptionFault::Unexplained
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::{subscription_signature, user_signature};

    const ALL: [Credential<'static>; 2] =
        [Credential { key: "k1", secret: "s1" }, Credential { key: "k2", secret: "s2" }];

    fn explain(auth: &str, channel: &str, data: Option<&str>) -> Option<&'static str> {
        let fault =
            explain_subscription(Some(auth), SocketId::new(1, 2), &channel.parse().unwrap(), data, &ALL)?;
        let text = fault.to_string();
        assert!(!text.contains("s1") && !text.contains("s2"), "{text}");
        Some(fault.code())
    }

    #[test]
    fn each_mistake_is_told_from_the_others() {
        let id = SocketId::new(1, 2);
        let name: ChannelName = "presence-a".parse().unwrap();
        let right = subscription_signature("s1", id, &name, Some("D"));
        assert_eq!(explain(&format!("k1:{right}"), "presence-a", Some("D")), None);

        let of = |secret: &str, text: &str| format!("k1:{}", hmac_hex(secret, text));
        let cases = [
            (String::new(), "auth_missing"),
            (right.clone(), "auth_format"),
            (format!("k3:{right}"), "key_unknown"),
            ("k1:short".to_owned(), "signature_format"),
            (format!("k1:{}", right.to_uppercase()), "signature_upper_case"),
            (format!("k2:{right}"), "secret_of_other_key"),
            (of("s1\n", "1.2:presence-a:D"), "secret_wrapped"),
            (of("s1", "1.2:presence-a"), "channel_data_not_signed"),
            (of("s1", "1.2:a:D"), "channel_name_differs"),
            (of("s1", "presence-a:1.2:D"), "order_of_parts"),
            (format!("k1:{}", user_signature("s1", id, "D")), "sign_in_signature"),
            (of("s1", "1.3:presence-a:D"), "signature_differs"),
            (of("other", "1.2:presence-a:D"), "signature_differs"),
        ];
        for (auth, code) in cases {
            assert_eq!(explain(&auth, "presence-a", Some("D")), Some(code), "{auth}");
        }
    }
}
