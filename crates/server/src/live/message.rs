//! An event as raw WebSockets and event streams carry it: one JSON object, encoded once for all who follow a room.
//!
//! The names are those that hand-made front ends of food shops have; what has no such name keeps that of the catalogue.

use bytes::Bytes;
use orderbell_orders::{RecordedEvent, View};
use orderbell_wire::websocket::{FrameBuilder, OpCode};

use crate::{apps::AppEntry, relay::envelope};

/// An event in a room.
#[derive(Debug, Clone)]
pub struct LiveEvent {
    /// Position in the app's log.
    pub seq: i64,
    frame: Bytes,
    header: usize,
}

impl LiveEvent {
    /// Encodes an event for a room.
    #[must_use]
    pub fn new(event: &RecordedEvent, app: &AppEntry, room: &str, view: View) -> Self {
        let data = envelope::message_data(event, app, view);
        Self::encode(room, event.event.name(), event.seq, &data)
    }

    /// `data` is JSON.
    pub(super) fn encode(room: &str, name: &str, seq: i64, data: &str) -> Self {
        let room = serde_json::Value::from(room);
        let head = format!(r#"{{"type":"{}","room":{room},"seq":{seq},"data":"#, event_type(name));
        let length = head.len() + data.len() + 1;
        let mut frame = FrameBuilder::new(OpCode::Text, length);
        for part in [head.as_bytes(), data.as_bytes(), b"}"] {
            frame.extend(part);
        }
        let frame = frame.finish();
        Self { seq, header: frame.len() - length, frame }
    }

    /// A whole WebSocket text frame.
    #[must_use]
    pub fn frame(&self) -> Bytes {
        self.frame.clone()
    }

    /// The JSON alone. It has no line breaks.
    #[must_use]
    pub fn json(&self) -> &str {
        std::str::from_utf8(&self.frame[self.header..]).expect("it was encoded from text")
    }

    /// Bytes that it holds.
    #[must_use]
    pub fn size(&self) -> usize {
        self.frame.len()
    }
}

/// What a message about an event is called.
fn event_type(name: &str) -> &str {
    match name {
        "order.created" => "new_order",
        "order.status.changed" => "order_status_update",
        "payment.received" => "payment_success",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frame_and_json_are_the_same_text() {
        for length in [0, 100, 300, 70_000] {
            let data = format!(r#"{{"x":"{}"}}"#, "y".repeat(length));
            let event = LiveEvent::encode("vendor:7", "order.created", 5, &data);
            let json: serde_json::Value = serde_json::from_str(event.json()).unwrap();
            assert_eq!(json["type"], "new_order");
            assert_eq!((&json["room"], &json["seq"]), (&"vendor:7".into(), &5.into()));
            assert_eq!(json["data"]["x"].as_str().map(str::len), Some(length));
            assert!(event.frame().ends_with(event.json().as_bytes()));
        }
    }

    #[test]
    fn names_of_hand_made_front_ends_where_there_are_some() {
        assert_eq!(event_type("order.status.changed"), "order_status_update");
        assert_eq!(event_type("payment.received"), "payment_success");
        assert_eq!(event_type("order.acknowledged"), "order.acknowledged");
    }
}
