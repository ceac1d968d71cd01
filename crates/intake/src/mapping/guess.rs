//! A mapping proposed from what was recorded, for a person to confirm: programmers in Jakarta and elsewhere call the same
//! things by a few dozen names, and an event says by its own what it is about.
//!
//! A guess is worth as much as its reasons, so each field comes with one. Nothing is applied because it was guessed.

mod event;
mod leaves;
mod names;
mod words;

use std::collections::BTreeMap;

use orderbell_orders::Currency;
use serde_json::Value;

use super::{FieldKind, Kind, Mapping, Origin, Unit, data, fields};
use leaves::{Leaf, leaves};

/// Most samples that are looked at.
const MAX_SAMPLES: usize = 20;

/// An event as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The channel, or a pattern of channels.
    pub channel: String,
    /// The event's name as triggered.
    pub event: String,
    /// Its data, a text that is JSON.
    pub data: String,
}

/// A proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct Guess {
    /// The mapping.
    pub mapping: Mapping,
    /// How sure the whole is, 0 to 100: as sure as the least sure field that it cannot do without.
    pub confidence: u8,
    /// Why this kind of event.
    pub reason: String,
    /// Why each field.
    pub fields: Vec<GuessedField>,
    /// The words for statuses that were seen.
    pub words: Vec<SeenWord>,
    /// What a person should look at.
    pub notes: Vec<String>,
}

/// Where a field seems to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuessedField {
    /// The field.
    pub field: String,
    /// The pointer.
    pub pointer: String,
    /// How sure, 0 to 100.
    pub confidence: u8,
    /// Why.
    pub reason: String,
}

/// A word for a status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenWord {
    /// As it was seen.
    pub word: String,
    /// What it seems to mean; `None`: somebody has to say.
    pub meaning: Option<String>,
    /// Whether it means the same everywhere.
    pub certain: bool,
}

/// Proposes a mapping for events of one name. `None` when none of them can be read.
#[must_use]
pub fn guess(samples: &[Sample], currency: Currency) -> Option<Guess> {
    let first = samples.first()?;
    let read: Vec<Value> = samples
        .iter()
        .filter(|sample| sample.event == first.event)
        .take(MAX_SAMPLES)
        .filter_map(|sample| data(&sample.data).ok())
        .collect();
    let shape = read.first()?;
    let all = leaves(shape);
    let root = leaves::root(shape);
    let (kind, reason) = event::kind(&first.event, &all);
    let mut found = names::find(kind, &all, &root);
    if kind == Kind::Order {
        found.extend(names::items(shape));
    }
    let mut notes = Vec::new();
    let unit = unit(&found, &all, currency, &mut notes);
    let words = words::seen(kind, &found, &read);
    for word in &words {
        match &word.meaning {
            None => notes.push(format!("say what the status {:?} means", word.word)),
            Some(meaning) if !word.certain => {
                notes.push(format!("the status {:?} is taken for {meaning}", word.word));
            }
            Some(_) => {}
        }
    }
    let mut set: BTreeMap<String, Origin> = BTreeMap::new();
    for field in &found {
        set.insert(field.field.clone(), Origin::Pointer(field.pointer.clone()));
    }
    if let Some(constant) = event::state(kind, &first.event)
        && !set.contains_key("state")
    {
        set.insert("state".into(), Origin::Constant { value: constant.into() });
    }
    let mapping = Mapping {
        channel: Some(first.channel.clone()),
        event: vec![first.event.clone()],
        kind,
        set,
        status_map: words
            .iter()
            .filter(|word| !word.certain)
            .filter_map(|word| Some((word.word.clone(), word.meaning.clone()?)))
            .collect(),
        unit,
        source: None,
    };
    let missing: Vec<String> = mapping.problems().iter().map(ToString::to_string).collect();
    notes.extend(missing.iter().map(|problem| format!("not found: {problem}")));
    let needed = ["ext_id", "code", "total", "to", "state", "sku", "stock", "id", "name"];
    let sure = found.iter().filter(|field| needed.contains(&field.field.as_str()));
    let confidence = sure.map(|field| field.confidence).min().unwrap_or(0);
    let confidence = if missing.is_empty() { confidence } else { 0 };
    Some(Guess { mapping, confidence, reason, fields: found, words, notes })
}

/// Whether numbers count rupiah or the smallest unit.
fn unit(found: &[GuessedField], all: &[Leaf<'_>], currency: Currency, notes: &mut Vec<String>) -> Unit {
    const LARGE: i64 = 10_000_000;
    let amount = found.iter().find(|field| field.field == "total" || field.field == "amount");
    let Some(leaf) = amount.and_then(|field| all.iter().find(|leaf| leaf.pointer == field.pointer)) else {
        return Unit::Major;
    };
    let key = leaf.key();
    if ["cents", "cent", "minor", "sen", "in_cents"]
        .iter()
        .any(|word| key.split('_').any(|part| part == *word))
    {
        notes.push(format!("amounts are taken for the smallest unit, because the field is called {key}"));
        return Unit::Minor;
    }
    let whole = leaf.value.as_i64();
    let large = whole.is_some_and(|whole| whole >= LARGE && whole % 100 == 0);
    if large && currency.exponent() > 0 {
        let whole = whole.unwrap_or_default();
        notes.push(format!(
            "is the amount {whole} {code}, or {less} {code}? if the latter, choose the smallest unit",
            code = currency.code(),
            less = whole / currency.minor_per_major(),
        ));
    }
    Unit::Major
}

/// Whether a value can be what a field needs.
fn fits(expected: FieldKind, value: &Value) -> bool {
    match expected {
        FieldKind::Text | FieldKind::Word => match value {
            Value::String(text) => !text.trim().is_empty() && text.chars().count() <= 500,
            Value::Number(number) => number.is_i64() || number.is_u64(),
            _ => false,
        },
        FieldKind::Amount => match value {
            Value::Number(number) => number.as_f64().is_some_and(|number| number >= 0.0),
            Value::String(text) => {
                let text = text.trim();
                !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
            }
            _ => false,
        },
        FieldKind::Whole => super::reading::whole(value).is_ok_and(|whole| whole.is_some()),
        FieldKind::Date => {
            super::reading::date(value, &jiff::tz::TimeZone::UTC).is_ok_and(|day| day.is_some())
        }
        FieldKind::Time => {
            super::reading::time(value, &jiff::tz::TimeZone::UTC).is_ok_and(|time| time.is_some())
        }
        FieldKind::Flag => super::reading::flag(value).is_ok_and(|is| is.is_some()),
        FieldKind::List => value.is_array(),
    }
}

/// What is expected of a field of this kind.
fn expected(kind: Kind, field: &str) -> FieldKind {
    fields(kind).iter().find(|(name, _)| *name == field).map_or(FieldKind::Text, |(_, expected)| *expected)
}
