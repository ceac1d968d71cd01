//! What a server says, as finished WebSocket frames.
//!
//! Each function returns header and payload in one piece of shared memory, so that the same bytes go to any
//! number of sockets and nothing is encoded twice. `data` of channel and internal events is a string, that of
//! `pusher:error` an object, and no frame lacks it: clients in other languages rely on each of the three.

use std::io::Write;

use bytes::Bytes;
use serde::Serialize;

use crate::channel::ChannelName;
use crate::event_name::EventName;
use crate::socket_id::SocketId;
use crate::websocket::{FrameBuilder, OpCode};

mod position;
mod presence;
mod sent;
mod user;

pub use position::{
    Resumed, position, replay_incomplete, subscription_resumed, with_position, with_resumed, withheld,
};
pub use presence::{member_added, member_removed, presence_succeeded};
pub use sent::{SentEvent, data_of, event_of};
pub use user::{signin_success, watchlist_events};

/// The first frame of an accepted connection. `activity_timeout` is in seconds; clients break on 0, so at least 1
/// is announced.
pub fn connection_established(socket_id: SocketId, activity_timeout: u64) -> Bytes {
    let data = format!(r#"{{"socket_id":"{socket_id}","activity_timeout":{}}}"#, activity_timeout.max(1));
    let mut frame = text(64 + data.len() * 2);
    frame.extend(br#"{"event":"pusher:connection_established","data":"#);
    quote(&mut frame, &data);
    frame.extend(b"}");
    frame.finish()
}

/// `pusher:error`. `code` is `None` for errors that concern one message only.
pub fn error(code: Option<u16>, message: &str) -> Bytes {
    let mut frame = text(64 + message.len());
    frame.extend(br#"{"event":"pusher:error","data":{"code":"#);
    match code {
        Some(code) => write!(frame, "{code}").expect("writing to memory cannot fail"),
        None => frame.extend(b"null"),
    }
    frame.extend(br#","message":"#);
    quote(&mut frame, message);
    frame.extend(b"}}");
    frame.finish()
}

/// The answer to `pusher:ping`.
pub fn pong() -> Bytes {
    fixed(br#"{"event":"pusher:pong","data":"{}"}"#)
}

/// Asks a client for a sign of life.
pub fn ping() -> Bytes {
    fixed(br#"{"event":"pusher:ping","data":"{}"}"#)
}

/// Confirms a subscription to a channel without members.
pub fn subscription_succeeded(channel: &ChannelName) -> Bytes {
    of_channel("pusher_internal:subscription_succeeded", channel, "{}")
}

/// Tells subscribers how many they are.
pub fn subscription_count(channel: &ChannelName, count: usize) -> Bytes {
    of_channel("pusher_internal:subscription_count", channel, &format!(r#"{{"subscription_count":{count}}}"#))
}

/// Tells a new subscriber that the channel has no last event.
pub fn cache_miss(channel: &ChannelName) -> Bytes {
    of_channel("pusher:cache_miss", channel, "{}")
}

/// Refuses a subscription, addressed to the channel so that clients raise the error there.
///
/// `kind` is the `type` of the error, such as `AuthError`; `status` follows HTTP.
pub fn subscription_error(channel: &ChannelName, kind: &str, message: &str, status: u16) -> Bytes {
    let mut frame = text(128 + channel.as_str().len() + message.len());
    frame.extend(br#"{"event":"pusher:subscription_error","channel":"#);
    quote(&mut frame, channel.as_str());
    frame.extend(br#","data":{"type":"#);
    quote(&mut frame, kind);
    frame.extend(br#","error":"#);
    quote(&mut frame, message);
    write!(frame, r#","status":{status}}}}}"#).expect("writing to memory cannot fail");
    frame.finish()
}

/// An event on one channel. `data` arrives at the client byte for byte.
pub fn channel_event(event: &EventName, channel: &ChannelName, data: &str) -> Bytes {
    EventEncoder::new(event, data).on(channel)
}

/// An event of one client for the others. On presence channels `user_id` says who sent it, as far as the app knows;
/// elsewhere there is none.
pub fn client_event(event: &EventName, channel: &ChannelName, data: &str, user_id: Option<&str>) -> Bytes {
    let Some(user_id) = user_id else { return channel_event(event, channel, data) };
    let mut frame = text(96 + event.as_str().len() + channel.as_str().len() + data.len() * 5 / 4);
    frame.extend(br#"{"event":"#);
    quote(&mut frame, event.as_str());
    frame.extend(br#","channel":"#);
    quote(&mut frame, channel.as_str());
    frame.extend(br#","data":"#);
    quote(&mut frame, data);
    frame.extend(br#","user_id":"#);
    quote(&mut frame, user_id);
    frame.extend(b"}");
    frame.finish()
}

/// An event whose costly part, the escaped payload, is shared by the frames for several channels.
#[derive(Debug)]
pub struct EventEncoder {
    event: Vec<u8>,
    data: Vec<u8>,
}

impl EventEncoder {
    /// Escapes name and payload.
    pub fn new(event: &EventName, data: &str) -> Self {
        let mut encoder = Self {
            event: Vec::with_capacity(event.as_str().len() + 2),
            data: Vec::with_capacity(data.len() * 5 / 4 + 2),
        };
        quote(&mut encoder.event, event.as_str());
        quote(&mut encoder.data, data);
        encoder
    }

    /// The frame for one channel.
    pub fn on(&self, channel: &ChannelName) -> Bytes {
        const AROUND: usize = r#"{"event":,"channel":"","data":}"#.len();
        let mut frame = text(AROUND + self.event.len() + channel.as_str().len() + self.data.len());
        frame.extend(br#"{"event":"#);
        frame.extend(&self.event);
        // The alphabet of channel names needs no escaping.
        frame.extend(br#","channel":""#);
        frame.extend(channel.as_str().as_bytes());
        frame.extend(br#"","data":"#);
        frame.extend(&self.data);
        frame.extend(b"}");
        frame.finish()
    }
}

/// An event of the protocol itself on a channel; `data` goes out as a string.
fn of_channel(event: &str, channel: &ChannelName, data: &str) -> Bytes {
    let mut frame = text(64 + event.len() + channel.as_str().len() + data.len() * 5 / 4);
    frame.extend(br#"{"event":"#);
    quote(&mut frame, event);
    frame.extend(br#","channel":"#);
    quote(&mut frame, channel.as_str());
    frame.extend(br#","data":"#);
    quote(&mut frame, data);
    frame.extend(b"}");
    frame.finish()
}

fn text(capacity: usize) -> FrameBuilder {
    FrameBuilder::new(OpCode::Text, capacity)
}

fn fixed(payload: &[u8]) -> Bytes {
    let mut frame = text(payload.len());
    frame.extend(payload);
    frame.finish()
}

fn quote(out: &mut impl Write, text: &str) {
    text.serialize(&mut serde_json::Serializer::new(out)).expect("a string always serializes into memory");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The payload of a frame whose header must describe exactly what follows.
    pub(super) fn payload(frame: &Bytes) -> String {
        assert_eq!(frame[0], 0x81, "one final text frame");
        let (start, length) = match frame[1] {
            126 => (4, u16::from_be_bytes([frame[2], frame[3]]).into()),
            127 => (10, u64::from_be_bytes(frame[2..10].try_into().unwrap())),
            short => (2, u64::from(short)),
        };
        assert_eq!(frame.len() as u64, start as u64 + length);
        String::from_utf8(frame[start..].to_vec()).unwrap()
    }

    pub(super) fn channel(name: &str) -> ChannelName {
        name.parse().unwrap()
    }

    #[test]
    fn every_frame_as_text() {
        let frames = [
            connection_established(SocketId::new(264_774, 13_368_624), 30),
            error(None, "Existing subscription to channel \"a\""),
            error(Some(4201), "Pong reply not received in time"),
            ping(),
            pong(),
            subscription_succeeded(&channel("private-a")),
            subscription_count(&channel("a"), 7),
            cache_miss(&channel("cache-a")),
            subscription_error(&channel("private-a"), "AuthError", "Invalid signature", 401),
            channel_event(
                &r"App\Events\X".parse().unwrap(),
                &channel("foo-bar_1234@=,.;"),
                "{\"é\":\"☃\"}\n",
            ),
            client_event(&"client-x".parse().unwrap(), &channel("private-a"), "{\"a\":1}", None),
            client_event(&"client-x".parse().unwrap(), &channel("presence-a"), "5", Some("u\"1")),
        ];
        let texts: Vec<String> = frames.iter().map(payload).collect();
        insta::assert_snapshot!(texts.join("\n"));
    }

    #[test]
    fn check_2_the_announced_timeout_is_never_zero() {
        assert!(
            payload(&connection_established(SocketId::new(1, 2), 0)).contains(r#"\"activity_timeout\":1}"#)
        );
    }

    #[test]
    fn headers_fit_payloads_of_every_size() {
        for size in [0, 1, 60, 61, 62, 63, 125, 126, 127, 65_400, 65_470, 65_535, 65_536, 200_000] {
            let frame = channel_event(&"e".parse().unwrap(), &channel("c"), &"x".repeat(size));
            assert!(payload(&frame).ends_with("\"}"));
            assert_eq!(data_of(&frame).map(|data| data.len()), Some(size));
        }
    }

    proptest! {
        #[test]
        fn check_28_data_arrives_byte_for_byte(data in any::<String>(), event in ".{1,50}") {
            let frame = channel_event(&event.parse().unwrap(), &channel("a"), &data);
            let value: serde_json::Value = serde_json::from_str(&payload(&frame)).unwrap();
            prop_assert_eq!(value["data"].as_str(), Some(&*data));
            prop_assert_eq!(value["event"].as_str(), Some(&*event));
            prop_assert_eq!(data_of(&frame), Some(data));
        }

        #[test]
        fn check_154_errors_are_objects_with_code_and_message(code in any::<Option<u16>>(), message in any::<String>()) {
            let value: serde_json::Value = serde_json::from_str(&payload(&error(code, &message))).unwrap();
            prop_assert_eq!(value["data"]["code"].as_u64(), code.map(u64::from));
            prop_assert!(value["data"].as_object().unwrap().contains_key("code"));
            prop_assert_eq!(value["data"]["message"].as_str(), Some(&*message));
        }
    }
}
