//! What is to be known of a source besides its secret. Kept as JSON; checked when somebody sets it.

use std::collections::BTreeMap;

use orderbell_intake::{
    Dialect,
    generic::Scheme,
    signature::{Encoding, Hash},
};
use orderbell_orders::{Flows, Status};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::provider::Provider;
use crate::http::problem::FieldProblem;

/// Most words, and most types, that a source may give a meaning to.
const MAX_WORDS: usize = 50;

/// Types of messages that a type of one's own may stand for; `*` for any word.
const OUR_TYPES: [&str; 6] =
    ["payment.", "refund.created", "dispute.", "shipment.", "stock.changed", "user.registered"];

/// Settings of a source. What is left out has its default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SourceSettings {
    /// Under which name its orders and payments are kept (`source` of an order, `provider` of a payment); the provider's
    /// name when left out. Two shops of one kind need two. Up to 40 letters, digits, `-`, `_`, `.`. Refused for gateways,
    /// whose payments are known by the gateway's own name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "shop-bandung")]
    pub origin: Option<String>,
    /// `source` of the orders whose `ext_id` a gateway is given as its order number, where that is not their code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orders_of: Option<String>,
    /// Whose its new orders are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor_id: Option<String>,
    /// Flow of its new orders; the app's first when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow: Option<String>,
    /// How a generic source proves who it is; a secret in the header `x-callback-token` when left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheme: Option<ProofScheme>,
    /// Whether payments whose state the signature does not cover (Midtrans) wait until the gateway has confirmed them.
    pub confirm: Confirm,
    /// What amounts are in that are written as a decimal text: for standard and generic sources.
    pub unit: Unit,
    /// Words of a shop's extensions for where an order is, and what they mean: `{"packing": "preparing"}`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub statuses: BTreeMap<String, String>,
    /// Types of messages of a standard or generic source, and ours that they stand for:
    /// `{"invoice.settled": "payment.paid"}`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub types: BTreeMap<String, String>,
}

/// How a generic source proves who it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "lowercase", deny_unknown_fields)]
pub enum ProofScheme {
    /// The header holds the secret itself.
    Token {
        /// Its name.
        #[schema(example = "x-callback-token")]
        header: String,
    },
    /// The header holds an HMAC of the body.
    Hmac {
        /// Its name.
        #[schema(example = "x-signature")]
        header: String,
        /// With which hash.
        #[serde(default)]
        hash: ProofHash,
        /// How it is written.
        #[serde(default)]
        encoding: ProofEncoding,
        /// What stands in front of it, such as `sha256=`; up to 40 characters.
        #[serde(default)]
        prefix: String,
    },
}

/// The hash of an HMAC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are those of the hashes")]
pub enum ProofHash {
    Sha1,
    #[default]
    Sha256,
    Sha512,
}

/// How an HMAC is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are those of the encodings")]
pub enum ProofEncoding {
    #[default]
    Hex,
    Base64,
}

/// Whether what a signature does not cover waits for the gateway's own answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confirm {
    /// If this server can ask the gateway for the app. If it cannot, the notification is believed.
    #[default]
    IfPossible,
    /// Always: until the gateway can be asked, nothing happens.
    Required,
}

/// What decimal texts are in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Rupiah, dollars.
    #[default]
    Major,
    /// Cents, whatever the currency's smallest unit is.
    Minor,
}

impl SourceSettings {
    /// Those that were kept. What this version of the program cannot read is as if it were not there; the secret is
    /// needed in any case.
    #[must_use]
    pub fn from_json(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_else(|error| {
            tracing::error!(%error, "the settings of a source cannot be read, it has the defaults");
            Self::default()
        })
    }

    /// To be kept.
    ///
    /// # Panics
    /// Never: settings are texts and names.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("settings are texts and names")
    }

    /// Everything that is wrong with them for a source of this provider.
    #[must_use]
    pub fn check(&self, provider: Provider, flows: &Flows) -> Vec<FieldProblem> {
        let mut errors = Vec::new();
        let mut wrong = |field: String, message: &str| {
            errors.push(FieldProblem { field: format!("settings.{field}"), message: message.to_owned() });
        };
        let name = |text: &str| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
            (1..=40).contains(&text.len()) && text.bytes().all(plain)
        };
        for (field, value) in [("origin", &self.origin), ("orders_of", &self.orders_of)] {
            if value.as_deref().is_some_and(|value| !name(value)) {
                wrong(field.into(), "must be 1 to 40 letters, digits, `-`, `_`, `.`");
            }
        }
        if provider.is_gateway() && self.origin.is_some() {
            wrong("origin".into(), "must be left out for a gateway: its payments are known by its own name");
        }
        let vendor = |id: &str| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-=@,.;".contains(&byte);
            (1..=64).contains(&id.len()) && id.bytes().all(plain)
        };
        if self.vendor_id.as_deref().is_some_and(|id| !vendor(id)) {
            wrong("vendor_id".into(), "must be 1 to 64 letters, digits and _-=@,.;");
        }
        if self.flow.as_deref().is_some_and(|flow| flows.get(flow).is_none()) {
            wrong("flow".into(), "must be one of the app's flows");
        }
        match &self.scheme {
            Some(_) if provider != Provider::Generic => {
                wrong("scheme".into(), "is for generic sources only: the others have their own");
            }
            Some(ProofScheme::Token { header } | ProofScheme::Hmac { header, .. })
                if axum::http::HeaderName::from_bytes(header.as_bytes()).is_err() || header.len() > 100 =>
            {
                wrong("scheme.header".into(), "must be the name of a header, up to 100 characters");
            }
            Some(ProofScheme::Hmac { prefix, .. }) if prefix.len() > 40 => {
                wrong("scheme.prefix".into(), "must be at most 40 characters long");
            }
            _ => {}
        }
        for (field, words) in [("statuses", &self.statuses), ("types", &self.types)] {
            if words.len() > MAX_WORDS || words.keys().any(|word| word.is_empty() || word.len() > 100) {
                wrong(field.into(), "must be at most 50 words of 1 to 100 characters");
            }
        }
        for (word, status) in &self.statuses {
            if status.parse::<Status>().is_err() {
                wrong(format!("statuses.{word}"), "must be the name of a status, such as preparing");
            }
        }
        for (word, kind) in &self.types {
            let fits =
                OUR_TYPES.iter().any(|ours| kind == ours || ours.ends_with('.') && kind.starts_with(ours));
            if !fits {
                wrong(format!("types.{word}"), "must be one of our types, such as payment.paid");
            }
        }
        errors
    }

    /// Under which name its orders and payments are kept.
    #[must_use]
    pub fn origin(&self, provider: Provider) -> &str {
        self.origin.as_deref().unwrap_or(provider.as_str())
    }

    /// How it speaks.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        let status = |(word, status): (&String, &String)| Some((word.to_lowercase(), status.parse().ok()?));
        Dialect {
            statuses: self.statuses.iter().filter_map(status).collect(),
            types: self.types.clone(),
            minor_units: self.unit == Unit::Minor,
        }
    }

    /// How it proves who it is.
    #[must_use]
    pub fn scheme(&self) -> Scheme {
        match &self.scheme {
            None => Scheme::Token { header: "x-callback-token".into() },
            Some(ProofScheme::Token { header }) => Scheme::Token { header: header.clone() },
            Some(ProofScheme::Hmac { header, hash, encoding, prefix }) => Scheme::Hmac {
                header: header.clone(),
                hash: match hash {
                    ProofHash::Sha1 => Hash::Sha1,
                    ProofHash::Sha256 => Hash::Sha256,
                    ProofHash::Sha512 => Hash::Sha512,
                },
                encoding: match encoding {
                    ProofEncoding::Hex => Encoding::Hex,
                    ProofEncoding::Base64 => Encoding::Base64,
                },
                prefix: prefix.clone(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(provider: Provider, settings: &str) -> Vec<String> {
        let settings: SourceSettings = serde_json::from_str(settings).unwrap();
        settings.check(provider, &Flows::default()).into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (provider, settings, field) in [
            (Provider::WooCommerce, r#"{"origin":"two words"}"#, "settings.origin"),
            (Provider::Midtrans, r#"{"origin":"other"}"#, "settings.origin"),
            (Provider::Shopify, r#"{"vendor_id":"a/b"}"#, "settings.vendor_id"),
            (Provider::Shopify, r#"{"flow":"bakery"}"#, "settings.flow"),
            (Provider::Stripe, r#"{"scheme":{"kind":"token","header":"x"}}"#, "settings.scheme"),
            (Provider::Generic, r#"{"scheme":{"kind":"token","header":"a b"}}"#, "settings.scheme.header"),
            (Provider::WooCommerce, r#"{"statuses":{"packing":"boxed"}}"#, "settings.statuses.packing"),
            (Provider::Generic, r#"{"types":{"a":"order.created"}}"#, "settings.types.a"),
        ] {
            assert_eq!(problems(provider, settings), [field], "{settings}");
        }
        assert_eq!(problems(Provider::Generic, r#"{"types":{"a":"payment.paid"},"unit":"minor"}"#), [""; 0]);
    }

    #[test]
    fn settings_are_kept_as_they_were_given() {
        let json = r#"{"origin":"xendit","scheme":{"kind":"hmac","header":"x-sig","hash":"sha512","encoding":"base64","prefix":"v="},"confirm":"required","unit":"minor","statuses":{"packing":"preparing"}}"#;
        let settings = SourceSettings::from_json(json);
        assert_eq!(settings.to_json(), json);
        assert_eq!(settings.origin(Provider::Generic), "xendit");
        assert!(matches!(settings.scheme(), Scheme::Hmac { hash: Hash::Sha512, .. }));
        assert_eq!(settings.dialect().statuses["packing"], Status::Preparing);
    }
}
