//! Whether a mapping makes sense before any event is read with it.

use orderbell_orders::{PaymentState, ShipmentState, Status};
use serde_json::Value;
use thiserror::Error;

use super::fields::{kind_of, needed};
use super::{
    Kind, MAX_CONSTANT, MAX_EVENTS, MAX_NAME, MAX_POINTER, MAX_WORD, MAX_WORDS, Mapping, Origin, fields,
};

/// One thing that is wrong with a mapping.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{field} {message}")]
pub struct MappingError {
    /// Path of the field, such as `set.ext_id`.
    pub field: String,
    /// What is wrong, with the limit; reads on after the field's name.
    pub message: String,
}

impl Mapping {
    /// Everything that is wrong with it; empty for one that can be used.
    #[must_use]
    pub fn problems(&self) -> Vec<MappingError> {
        let mut problems = Problems::default();
        self.check_names(&mut problems);
        for (field, origin) in self.set.iter().take(fields(self.kind).len() + 1) {
            let path = format!("set.{field}");
            if kind_of(self.kind, field).is_none() {
                let known: Vec<_> = fields(self.kind).iter().map(|(name, _)| *name).collect();
                let message =
                    format!("is no field of {}; known are {}", self.kind.as_str(), known.join(", "));
                problems.add(path, message);
            } else {
                check_origin(&mut problems, path, origin);
            }
        }
        for choice in needed(self.kind) {
            if !choice.iter().any(|field| self.set.contains_key(*field)) {
                problems.add("set".into(), format!("must have {}", choice.join(" or ")));
            }
        }
        if self.set.contains_key("items") && !self.set.contains_key("item.name") {
            problems.add("set.item.name".into(), "is needed where there are items".into());
        }
        if !self.set.contains_key("items") && self.set.keys().any(|field| field.starts_with("item.")) {
            problems.add("set.items".into(), "is needed for fields of items".into());
        }
        self.check_words(&mut problems);
        problems.0
    }

    fn check_names(&self, problems: &mut Problems) {
        let named = |name: &str| (1..=MAX_NAME).contains(&name.chars().count());
        if self.event.is_empty() || self.event.len() > MAX_EVENTS {
            problems.add("event".into(), format!("must name 1 to {MAX_EVENTS} events"));
        }
        for (index, event) in self.event.iter().take(MAX_EVENTS).enumerate() {
            if !named(event) {
                problems.add(format!("event[{index}]"), format!("must have 1 to {MAX_NAME} characters"));
            } else if let Some(triggered) = event.strip_prefix('.') {
                // Echo's way to say "do not put my namespace in front", which never leaves the page.
                let message = format!("is triggered without the dot that Echo listens with: {triggered}");
                problems.add(format!("event[{index}]"), message);
            }
        }
        if let Some(channel) = &self.channel
            && (!named(channel) || channel.trim_end_matches('*').contains('*'))
        {
            let message =
                format!("must be a channel, or the beginning of one and `*`; at most {MAX_NAME} characters");
            problems.add("channel".into(), message);
        }
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if let Some(source) = &self.source
            && (!(1..=40).contains(&source.len()) || !source.bytes().all(plain))
        {
            problems.add("source".into(), "must have 1 to 40 letters, digits, `-`, `_` and `.`".into());
        }
    }

    fn check_words(&self, problems: &mut Problems) {
        if self.status_map.len() > MAX_WORDS {
            problems.add("status_map".into(), format!("may have {MAX_WORDS} words at most"));
        }
        for (word, ours) in self.status_map.iter().take(MAX_WORDS) {
            let path = || format!("status_map.{}", word.chars().take(MAX_WORD).collect::<String>());
            if word.trim().is_empty() || word.chars().count() > MAX_WORD {
                problems.add(path(), format!("must be a word of 1 to {MAX_WORD} characters"));
            }
            if let Some(known) = unknown(self.kind, ours) {
                problems.add(path(), format!("must be one of {}", known.join(", ")));
            }
        }
    }
}

/// The words that are known, if this is none of them.
fn unknown(kind: Kind, word: &str) -> Option<Vec<&'static str>> {
    let known: Vec<&'static str> = match kind {
        Kind::Order | Kind::Status => Status::ALL.iter().map(|status| status.as_str()).collect(),
        Kind::Payment => PaymentState::ALL.iter().map(|state| state.as_str()).collect(),
        Kind::Shipment => ShipmentState::ALL.iter().map(|state| state.as_str()).collect(),
        Kind::Stock | Kind::User => Vec::new(),
    };
    (!known.contains(&word)).then_some(known)
}

fn check_origin(problems: &mut Problems, path: String, origin: &Origin) {
    match origin {
        Origin::Pointer(pointer) => {
            let rooted = pointer.is_empty() || pointer.starts_with('/');
            if !rooted || pointer.len() > MAX_POINTER {
                let message =
                    format!("must be a JSON pointer such as /order/id, of at most {MAX_POINTER} bytes");
                problems.add(path, message);
            }
        }
        Origin::Constant { value } => {
            let fits = match value {
                Value::String(text) => text.chars().count() <= MAX_CONSTANT,
                Value::Number(_) | Value::Bool(_) => true,
                Value::Null | Value::Array(_) | Value::Object(_) => false,
            };
            if !fits {
                let message =
                    format!("must be a text of at most {MAX_CONSTANT} characters, a number or a truth value");
                problems.add(format!("{path}.value"), message);
            }
        }
    }
}

#[derive(Default)]
struct Problems(Vec<MappingError>);

impl Problems {
    fn add(&mut self, field: String, message: String) {
        self.0.push(MappingError { field, message });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(json: &str) -> Vec<String> {
        let mapping: Mapping = serde_json::from_str(json).unwrap();
        mapping.problems().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_mistake_is_named_with_its_field() {
        let found = problems(
            r#"{"event":[".order.created",""],"channel":"a*b","as":"order.upsert","source":"my shop",
            "set":{"ext_id":"order/id","totl":"/total","vendor_id":{"value":[]},"item.qty":"/qty"},
            "status_map":{"pending":"waiting"}}"#,
        );
        for part in [
            "event[0] is triggered without the dot that Echo listens with: order.created",
            "event[1] must have 1 to 200 characters",
            "channel must be a channel",
            "source must have 1 to 40",
            "set.ext_id must be a JSON pointer",
            "set.totl is no field of order.upsert; known are ext_id, code",
            "set.vendor_id.value must be a text",
            "set must have total or items",
            "set.items is needed for fields of items",
            "status_map.pending must be one of pending_payment, placed",
        ] {
            assert!(found.iter().any(|problem| problem.contains(part)), "{part} is not in {found:#?}");
        }
        assert_eq!(found.len(), 10, "{found:#?}");
    }

    #[test]
    fn a_small_mapping_is_enough() {
        for json in [
            r#"{"event":["a"],"as":"order.upsert","set":{"ext_id":"/id","total":"/total"}}"#,
            r#"{"event":["a"],"as":"order.status","set":{"code":"/id","to":{"value":"ready"}}}"#,
            r#"{"event":["a"],"as":"payment","set":{"ext_id":"/id","state":{"value":"paid"}},"status_map":{"lunas":"paid"}}"#,
            r#"{"event":["a"],"as":"stock","set":{"sku":"/id","stock":"/left"}}"#,
        ] {
            assert_eq!(problems(json), Vec::<String>::new(), "{json}");
        }
        assert_eq!(
            problems(r#"{"event":["a"],"as":"user","set":{}}"#),
            ["set must have id", "set must have name"]
        );
    }
}
