//! A mapping as the API takes and shows it.

use std::collections::BTreeMap;

use orderbell_intake::mapping::{Kind, Mapping, Origin, Unit};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::http::problem::{FieldProblem, Problem};

/// How an app's event becomes a change of an order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Mapping, example = json!({
    "channel": "admin.orders", "event": ["App\\Events\\OrderCreated", "order.created"], "as": "order.upsert",
    "set": {"ext_id": "/booking/id", "status": "/booking/status", "customer_name": "/booking/guest_name",
        "total": "/booking/total_price", "vendor_id": {"value": "main"}},
    "status_map": {"pending": "placed"}, "unit": "major"
}))]
pub struct MappingBody {
    /// Only on this channel, or on those that begin so where it ends in `*`; on all when left out.
    #[serde(default)]
    pub channel: Option<String>,
    /// Names of the events as they are triggered, at most 20.
    pub event: Vec<String>,
    /// `order.upsert`, `order.status`, `payment`, `shipment`, `stock` or `user`.
    #[serde(rename = "as")]
    pub kind: String,
    /// Where each field comes from: a JSON pointer into the event's data, or `{"value": …}`.
    #[schema(value_type = BTreeMap<String, MappingOrigin>)]
    pub set: BTreeMap<String, Value>,
    /// The app's words for statuses, and ours.
    #[serde(default)]
    pub status_map: BTreeMap<String, String>,
    /// `major`: 150000 is Rp 150.000 (the default); `minor`: 15000000 is.
    #[serde(default = "major")]
    pub unit: String,
    /// How the system is called in `source`; `app` when left out.
    #[serde(default)]
    pub source: Option<String>,
}

// Read is any JSON, so that a complaint can name the field; this only describes it.
/// Where a field comes from.
#[derive(Debug, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "the description is made of the type, not of a value")]
pub(super) enum MappingOrigin {
    /// A JSON pointer into the event's data.
    #[schema(example = "/booking/id")]
    Pointer(String),
    /// The same for every event.
    Constant {
        /// Any JSON.
        value: Value,
    },
}

impl MappingBody {
    /// The mapping, if everything about it is right.
    pub fn checked(self) -> Result<Mapping, Problem> {
        let mut wrong = Vec::new();
        let kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == self.kind);
        if kind.is_none() {
            let known: Vec<_> = Kind::ALL.iter().map(|kind| kind.as_str()).collect();
            wrong.push(problem("as", format!("must be one of {}", known.join(", "))));
        }
        let unit = match self.unit.as_str() {
            "major" => Unit::Major,
            "minor" => Unit::Minor,
            _ => {
                wrong.push(problem("unit", "must be \"major\" or \"minor\"".to_owned()));
                Unit::Major
            }
        };
        let mut set = BTreeMap::new();
        for (field, origin) in self.set {
            match serde_json::from_value::<Origin>(origin) {
                Ok(origin) => {
                    set.insert(field, origin);
                }
                Err(_) => {
                    let field: String = field.chars().take(40).collect();
                    let message =
                        "must be a JSON pointer such as \"/order/id\", or {\"value\": …}".to_owned();
                    wrong.push(problem(&format!("set.{field}"), message));
                }
            }
        }
        let Some(kind) = kind else { return Err(Problem::validation(wrong)) };
        let mapping = Mapping {
            channel: self.channel.filter(|channel| channel != "*"),
            event: self.event,
            kind,
            set,
            status_map: self.status_map,
            unit,
            source: self.source,
        };
        let found = mapping.problems().into_iter();
        wrong.extend(found.map(|found| FieldProblem { field: found.field, message: found.message }));
        if wrong.is_empty() { Ok(mapping) } else { Err(Problem::validation(wrong)) }
    }
}

impl From<Mapping> for MappingBody {
    fn from(mapping: Mapping) -> Self {
        let set = mapping.set.into_iter().map(|(field, origin)| match origin {
            Origin::Pointer(pointer) => (field, Value::String(pointer)),
            Origin::Constant { value } => (field, serde_json::json!({ "value": value })),
        });
        Self {
            channel: mapping.channel,
            event: mapping.event,
            kind: mapping.kind.as_str().to_owned(),
            set: set.collect(),
            status_map: mapping.status_map,
            unit: match mapping.unit {
                Unit::Major => "major".to_owned(),
                Unit::Minor => "minor".to_owned(),
            },
            source: mapping.source,
        }
    }
}

fn problem(field: &str, message: String) -> FieldProblem {
    FieldProblem { field: field.to_owned(), message }
}

fn major() -> String {
    "major".to_owned()
}
