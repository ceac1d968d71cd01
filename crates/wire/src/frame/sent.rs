//! Reading back what was sent: a frame is kept as bytes only, and sometimes somebody asks what is in it.

use serde::Deserialize;

/// What is in the frame of a channel's event.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SentEvent {
    /// The event's name.
    pub event: String,
    /// The payload, as it was given.
    pub data: String,
    /// Which client sent it, where that was said.
    #[serde(default)]
    pub user_id: Option<String>,
}

/// The event in one of our own frames.
pub fn event_of(frame: &[u8]) -> Option<SentEvent> {
    serde_json::from_slice(payload_of(frame)?).ok()
}

/// What follows the header of one of our own frames.
pub(super) fn payload_of(frame: &[u8]) -> Option<&[u8]> {
    let start = match frame.get(1)? {
        126 => 4,
        127 => 10,
        _ => 2,
    };
    frame.get(start..)
}

/// The payload of an event in one of our own frames.
pub fn data_of(frame: &[u8]) -> Option<String> {
    event_of(frame).map(|event| event.data)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::client_event;

    #[test]
    fn what_was_sent_can_be_read_again() {
        let (event, channel) = ("client-x".parse().unwrap(), "presence-a".parse().unwrap());
        for data in ["{}", "\"quoted\"", &"long ".repeat(50), &"very long ".repeat(10_000)] {
            let frame = client_event(&event, &channel, data, Some("u1"));
            let sent = event_of(&frame).unwrap();
            assert_eq!((sent.event.as_str(), sent.user_id.as_deref()), ("client-x", Some("u1")));
            assert_eq!(data_of(&frame).as_deref(), Some(data));
        }
        assert_eq!(event_of(b""), None);
    }
}
