//! What an app's broadcasts mean: a person says once where in them the order number, the total and the status are, and
//! from then on they are facts like those of any provider.
//!
//! An app that broadcasts `OrderCreated` has told everything that a durable order needs; it only told it to a screen. A
//! [`Mapping`] names the events, says what they are ([`Kind`]) and which field comes from where ([`Origin`]: a JSON
//! pointer, or a constant). [`translate()`] reads one event with it, [`guess()`] proposes one from recorded events.
//!
//! Nothing here decides what happens to an order, nor sees a socket; and whatever an app sends, nothing panics: what does
//! not fit is a sentence about a field.

mod check;
mod fields;
mod guess;
mod reading;
mod translate;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use orderbell_orders::{Aliases, Currency};
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use self::check::MappingError;
pub use self::fields::{FieldKind, fields};
pub use self::guess::{Guess, GuessedField, Sample, SeenWord, guess};
pub use self::translate::{FieldReading, Translation, translate};

/// Most names of events in a mapping.
pub const MAX_EVENTS: usize = 20;
/// Longest name of an event or a channel, in characters.
pub const MAX_NAME: usize = 200;
/// Longest JSON pointer, in bytes.
pub const MAX_POINTER: usize = 200;
/// Longest constant, in characters.
pub const MAX_CONSTANT: usize = 200;
/// Most words in the map of statuses.
pub const MAX_WORDS: usize = 50;
/// Longest word of another system, in characters.
pub const MAX_WORD: usize = 100;

/// How an app's event becomes a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Only on this channel, or on those that begin so where it ends in `*`; `None`: on all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// Names of the events as they are triggered: `App\Events\OrderCreated`, or what `broadcastAs` says.
    pub event: Vec<String>,
    /// What they report.
    #[serde(rename = "as")]
    pub kind: Kind,
    /// Where each field comes from; [`fields()`] lists them.
    pub set: BTreeMap<String, Origin>,
    /// The app's words for statuses, and ours. Words that mean the same everywhere need no entry.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub status_map: BTreeMap<String, String>,
    /// What a number of an amount counts.
    #[serde(default)]
    pub unit: Unit,
    /// How the system is called in `source`; `None`: `app`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// What an event reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A whole order, as it is now.
    #[serde(rename = "order.upsert")]
    Order,
    /// The status of an order.
    #[serde(rename = "order.status")]
    Status,
    /// A payment.
    #[serde(rename = "payment")]
    Payment,
    /// A parcel.
    #[serde(rename = "shipment")]
    Shipment,
    /// How much of a product is left.
    #[serde(rename = "stock")]
    Stock,
    /// Somebody registered.
    #[serde(rename = "user")]
    User,
}

/// Where a field comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Origin {
    /// A JSON pointer into the event's data, such as `/order/id`; for fields of an item, into the item.
    Pointer(String),
    /// Always the same.
    Constant {
        /// A text, a number or a truth value.
        value: Value,
    },
}

/// What a number of an amount counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Rupiah: `150000` is Rp 150.000.
    #[default]
    Major,
    /// The smallest unit: `15000000` is Rp 150.000.
    Minor,
}

/// What a mapping needs to know of the app.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// Currency of amounts without one.
    pub currency: Currency,
    /// Where times without a zone are meant.
    pub timezone: &'a TimeZone,
    /// The app's own words for statuses.
    pub aliases: &'a Aliases,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Order, Self::Status, Self::Payment, Self::Shipment, Self::Stock, Self::User];

    /// The name in `as`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Order => "order.upsert",
            Self::Status => "order.status",
            Self::Payment => "payment",
            Self::Shipment => "shipment",
            Self::Stock => "stock",
            Self::User => "user",
        }
    }
}

impl Mapping {
    /// How the system is called where nobody has said.
    pub const DEFAULT_SOURCE: &'static str = "app";

    /// Whether it reads an event of this name on this channel.
    #[must_use]
    pub fn matches(&self, channel: &str, event: &str) -> bool {
        self.event.iter().any(|name| name == event) && self.is_on(channel)
    }

    fn is_on(&self, channel: &str) -> bool {
        match self.channel.as_deref() {
            None => true,
            Some(pattern) => match pattern.strip_suffix('*') {
                Some(prefix) => channel.starts_with(prefix),
                None => pattern == channel,
            },
        }
    }

    /// How the system is called.
    #[must_use]
    pub fn source(&self) -> &str {
        self.source.as_deref().unwrap_or(Self::DEFAULT_SOURCE)
    }
}

/// The data of an event, which Pusher's clients and servers send as a text that is JSON.
///
/// # Errors
/// What the parser says, with line and column.
pub fn data(text: &str) -> Result<Value, String> {
    let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    match value {
        Value::Object(_) | Value::Array(_) => Ok(value),
        // Some SDKs are handed a finished text and make JSON of it once more.
        Value::String(inner) => match serde_json::from_str(&inner) {
            Ok(value @ (Value::Object(_) | Value::Array(_))) => Ok(value),
            _ => Err("it is a text and no object".to_owned()),
        },
        _ => Err("it is no object".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(channel: Option<&str>) -> Mapping {
        Mapping {
            channel: channel.map(str::to_owned),
            event: vec![r"App\Events\OrderCreated".into(), "order.created".into()],
            kind: Kind::Order,
            set: BTreeMap::new(),
            status_map: BTreeMap::new(),
            unit: Unit::default(),
            source: None,
        }
    }

    #[test]
    fn events_match_by_the_name_as_triggered() {
        let mapping = mapping(Some("private-order.*"));
        assert!(mapping.matches("private-order.7", r"App\Events\OrderCreated"));
        assert!(mapping.matches("private-order.", "order.created"));
        for (channel, event) in [
            ("private-order.7", ".order.created"),
            ("private-order.7", "OrderCreated"),
            ("order.7", "order.created"),
        ] {
            assert!(!mapping.matches(channel, event), "{channel} {event}");
        }
        assert!(self::mapping(None).matches("any", "order.created"));
        let exact = self::mapping(Some("admin.orders"));
        assert!(exact.matches("admin.orders", "order.created"));
        assert!(!exact.matches("admin.orders2", "order.created"));
    }

    #[test]
    fn the_json_form_reads_back() {
        let json = r#"{"channel":"admin.orders","event":["order.created"],"as":"order.upsert",
            "set":{"ext_id":"/booking/id","vendor_id":{"value":"main"}},"status_map":{"pending":"placed"},"unit":"minor"}"#;
        let mapping: Mapping = serde_json::from_str(json).unwrap();
        assert_eq!((mapping.unit, mapping.source()), (Unit::Minor, "app"));
        assert_eq!(mapping.set["vendor_id"], Origin::Constant { value: "main".into() });
        let again = serde_json::to_string(&mapping).unwrap();
        assert_eq!(serde_json::from_str::<Mapping>(&again).unwrap(), mapping);
        assert!(
            serde_json::from_str::<Mapping>(r#"{"event":[],"as":"order.upsert","set":{},"chanel":"x"}"#)
                .is_err()
        );
    }

    #[test]
    fn data_is_an_object_wrapped_at_most_once_more() {
        assert!(data(r#"{"order":{"id":1},"socket":null}"#).is_ok());
        assert!(data(r#""{\"order\":1}""#).is_ok());
        for text in ["", "7", "\"x\"", "null", "{", r#""\"{}\"""#] {
            assert!(data(text).is_err(), "{text}");
        }
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(data(&deep).is_err());
    }
}
