//! The systems whose reports are understood: how each proves who it is, and where its words are read.
//!
//! Everything here is a function of a request and of what is kept of its source; the database is not seen.

use std::{fmt, str::FromStr};

use orderbell_intake::{
    Headers, Notification, Rejection, SignedRequest, fact::Fact, generic, midtrans, shopify, standard,
    stripe, woocommerce,
};
use orderbell_orders::PaymentState;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;

use super::settings::SourceSettings;

/// Longest key by which a repeat is recognized, in bytes; a longer one is replaced by its hash.
const MAX_DEDUPE_KEY: usize = 200;

/// Headers that say what a body is about. What proves who sent it is never kept.
const KEPT: [&str; 14] = [
    "content-type",
    "user-agent",
    "x-shopify-topic",
    "x-shopify-webhook-id",
    "x-shopify-event-id",
    "x-shopify-shop-domain",
    "x-shopify-triggered-at",
    "shopify-topic",
    "shopify-webhook-id",
    "x-wc-webhook-topic",
    "x-wc-webhook-source",
    "x-wc-webhook-delivery-id",
    "webhook-id",
    "webhook-timestamp",
];

/// Longest value of a header that is kept, in characters.
const MAX_HEADER: usize = 300;

/// A system whose reports are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    /// Payments.
    Midtrans,
    /// Payments, refunds and disputes.
    Stripe,
    /// Orders of a shop, with refunds, parcels, stock and customers.
    Shopify,
    /// Orders of a shop.
    WooCommerce,
    /// The Standard Webhooks scheme, with our own words.
    Standard,
    /// A token or an HMAC in a header, with our own words.
    Generic,
}

/// A name that is no provider.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("is `{0}`, must be midtrans, stripe, shopify, woocommerce, standard or generic")]
pub struct UnknownProvider(pub String);

impl Provider {
    /// Every provider.
    pub const ALL: [Self; 6] =
        [Self::Midtrans, Self::Stripe, Self::Shopify, Self::WooCommerce, Self::Standard, Self::Generic];

    /// The stable name, as in the URL.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Midtrans => "midtrans",
            Self::Stripe => "stripe",
            Self::Shopify => "shopify",
            Self::WooCommerce => "woocommerce",
            Self::Standard => "standard",
            Self::Generic => "generic",
        }
    }

    /// Whether we may choose the secret: elsewhere the provider does.
    #[must_use]
    pub fn takes_our_secret(self) -> bool {
        matches!(self, Self::WooCommerce | Self::Standard | Self::Generic)
    }

    /// Whether it is a gateway, whose payments are known by its own name and by no other.
    #[must_use]
    pub fn is_gateway(self) -> bool {
        matches!(self, Self::Midtrans | Self::Stripe)
    }

    /// Checks that a request is genuine; `now` is in seconds since 1970.
    ///
    /// # Errors
    /// See [`Rejection`]. None of the texts contains a secret.
    pub fn verify(
        self,
        request: SignedRequest<'_>,
        settings: &SourceSettings,
        secrets: &[SecretString],
        now: i64,
    ) -> Result<(), Rejection> {
        let texts: Vec<&str> = secrets.iter().map(|secret| secret.expose_secret()).collect();
        match self {
            Self::Midtrans => {
                let transaction = midtrans::Transaction::read(request.body)?;
                any(&texts, |secret| transaction.verify(secret))
            }
            Self::Stripe => stripe::verify(request, &texts, now),
            Self::Shopify => shopify::verify(request, &texts),
            Self::WooCommerce => any(&texts, |secret| woocommerce::verify(request, secret)),
            Self::Standard => {
                let secrets: Vec<_> = texts.iter().filter_map(|text| standard::secret_bytes(text)).collect();
                standard::verify(request, &secrets, now).map(|_| ())
            }
            Self::Generic => any(&texts, |secret| generic::verify(request, &settings.scheme(), secret)),
        }
    }

    /// What a request says. It has been verified before, now or when it came in.
    ///
    /// # Errors
    /// [`Rejection`] names the field or header that is missing.
    pub fn read(
        self,
        request: SignedRequest<'_>,
        settings: &SourceSettings,
    ) -> Result<Notification, Rejection> {
        let dialect = settings.dialect();
        let mut said = match self {
            Self::Midtrans => midtrans::Transaction::read(request.body)?.notification(false),
            Self::Stripe => stripe::read(request.body)?,
            Self::Shopify => shopify::read(request, &dialect)?,
            Self::WooCommerce => {
                woocommerce::read(request.header("X-WC-Webhook-Topic")?, request.body, &dialect)?
            }
            Self::Standard => standard::read(request.header("webhook-id")?, request.body, &dialect)?,
            Self::Generic => generic::read(request.body, &dialect)?,
        };
        if said.dedupe_key.len() > MAX_DEDUPE_KEY {
            said.dedupe_key = format!("sha256:{}", hex::encode(Sha256::digest(said.dedupe_key.as_bytes())));
        }
        Ok(said)
    }
}

/// Whether one of the secrets fits. Without any, nothing is genuine.
fn any(secrets: &[&str], verify: impl Fn(&str) -> Result<(), Rejection>) -> Result<(), Rejection> {
    let mut result = Err(Rejection::WrongSignature);
    for secret in secrets {
        result = verify(secret);
        if result != Err(Rejection::WrongSignature) {
            break;
        }
    }
    result
}

/// The headers that are kept of a request.
#[must_use]
pub fn kept(headers: Headers<'_>) -> Vec<(String, String)> {
    let kept = headers.0.iter().filter(|(name, _)| KEPT.iter().any(|kept| kept.eq_ignore_ascii_case(name)));
    kept.map(|(name, value)| (name.to_ascii_lowercase(), value.chars().take(MAX_HEADER).collect())).collect()
}

/// Whether it speaks of money, which people come back to for longer.
#[must_use]
pub fn speaks_of_money(facts: &[Fact]) -> bool {
    facts.iter().any(|fact| match fact {
        Fact::Payment(_) | Fact::Refund(_) | Fact::Dispute(_) => true,
        Fact::Order(order) => order.payment.is_some(),
        Fact::Status(_) | Fact::Shipment(_) | Fact::Stock(_) | Fact::Product(_) | Fact::User(_) => false,
    })
}

/// Whether money would move on a word that its signature does not cover, whichever way. A payment that has only begun
/// moves none.
#[must_use]
pub fn needs_confirmation(said: &Notification) -> bool {
    let moves = |fact: &Fact| match fact {
        Fact::Payment(payment) => payment.state != PaymentState::Pending,
        Fact::Refund(_) | Fact::Dispute(_) => true,
        _ => false,
    };
    said.unconfirmed && said.facts.iter().any(moves)
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Provider {
    type Err = UnknownProvider;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let known = Self::ALL.into_iter().find(|provider| provider.as_str() == name);
        known.ok_or_else(|| UnknownProvider(name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_proves_the_sender_is_not_kept() {
        let headers = [
            ("Content-Type", "application/json"),
            ("Stripe-Signature", "t=1,v1=aa"),
            ("X-Callback-Token", "s3cret"),
            ("X-WC-Webhook-Signature", "x"),
            ("Webhook-Signature", "v1,x"),
            ("X-Shopify-Hmac-Sha256", "x"),
            ("Authorization", "Basic x"),
            ("Cookie", "a=b"),
            ("X-WC-Webhook-Topic", "order.created"),
        ];
        let names: Vec<_> = kept(Headers(&headers)).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["content-type", "x-wc-webhook-topic"]);
    }

    #[test]
    fn without_a_secret_nothing_is_genuine() {
        let request = SignedRequest {
            headers: Headers(&[("X-WC-Webhook-Signature", "nWbaPeePlhim5GCx1IjiFzls5VUYQAfOEGirnR5j3gA=")]),
            body: br#"{"id":727,"status":"processing"}"#,
        };
        let settings = SourceSettings::default();
        let verify = |secrets: &[&str]| {
            let secrets: Vec<_> = secrets.iter().map(|text| SecretString::from(*text)).collect();
            Provider::WooCommerce.verify(request, &settings, &secrets, 0)
        };
        assert_eq!(verify(&[]), Err(Rejection::WrongSignature));
        assert_eq!(verify(&["old", "woo_secret"]), Ok(()));
        assert_eq!(verify(&["woo_secret", "old"]), Ok(()));
    }

    #[test]
    fn a_key_of_any_length_is_kept_short() {
        let body = format!(r#"{{"id":"{}","type":"weather.changed","data":{{}}}}"#, "x".repeat(5000));
        let request = SignedRequest { headers: Headers(&[]), body: body.as_bytes() };
        let said = Provider::Generic.read(request, &SourceSettings::default()).unwrap();
        assert_eq!(said.dedupe_key.len(), "sha256:".len() + 64);
    }
}
