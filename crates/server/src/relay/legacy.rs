//! What an app that already has screens of its own may ask for: our events under the names that those listen to, with the
//! fields where they look for them, and on the public channels that they joined.
//!
//! None of it is in the log. It is made again whenever an event goes out, by the words that the app has then, so an event
//! has one place in the log however many names it goes by.

use orderbell_orders::{Order, RecordedEvent, Subject};
use orderbell_wire::{channel::ChannelName, event_name::EventName};
use serde_json::{Number, Value};

use super::channels::Stream;
use crate::apps::AppEntry;

const ADMIN: &str = "admin.orders";
const ORDER: &str = "order.";

/// The other names of an event. Entries that no event can have were refused when they were set.
#[must_use]
pub fn other_names(event: &RecordedEvent, app: &AppEntry) -> Vec<EventName> {
    let own = event.event.name();
    let names = app.record.words.emit_as.get(own).into_iter().flatten();
    names.filter(|name| name.as_str() != own).filter_map(|name| name.parse().ok()).collect()
}

/// The public channel of a stream, where the app has asked for those.
#[must_use]
pub fn public_channel(stream: &Stream, event: &RecordedEvent, app: &AppEntry) -> Option<ChannelName> {
    if !app.record.words.public_channels {
        return None;
    }
    let Subject::Order(order) = &event.subject else { return None };
    let name = match stream {
        Stream::Admin => ADMIN.to_owned(),
        Stream::Order(uid) => match &order.ext_id {
            Some(id) => format!("{ORDER}{id}"),
            None => format!("{ORDER}{uid}"),
        },
        // In the systems that had a channel per vendor it was private from the start.
        Stream::Vendor(_) => return None,
    };
    // An id that no channel name can carry has no such channel.
    name.parse().ok()
}

/// An order's total in major units, as a number, which is what these screens put into a formatter.
#[must_use]
pub fn total_price(order: &Order) -> Value {
    let text = order.money(order.total).major_string();
    let whole = match text.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|digit| digit == b'0') => whole,
        _ => text.as_str(),
    };
    whole
        .parse::<i64>()
        .map(Number::from)
        .ok()
        // The nearest number to an exact decimal of at most sixteen digits prints as that decimal.
        .or_else(|| Number::from_f64(whole.parse().ok()?))
        .map_or(Value::Null, Value::Number)
}
