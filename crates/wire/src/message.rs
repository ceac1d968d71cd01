//! What a client says: one text message in, one [`ClientMessage`] out.
//!
//! Other servers' clients are part of the audience, so reading is forgiving where meaning is clear (a `data` that
//! is JSON inside a string, an absent or null `auth`) and definite where it is not. Whether a message is allowed
//! is not decided here.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;
use thiserror::Error;

use crate::channel::{ChannelName, ChannelNameError};
use crate::event_name::{self, EventName, EventNameError};
use crate::{json, limits};

/// The `seq` of the last event that a client has applied, and the epoch of the log that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Names the log.
    pub epoch: String,
    /// The number of the event; 0 before the first.
    pub after: i64,
}

/// A message that a client may send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientMessage {
    /// `pusher:ping`: answer with a pong.
    Ping,
    /// `pusher:pong`: the answer to our ping.
    Pong,
    /// `pusher:subscribe`.
    Subscribe {
        /// The channel to join.
        channel: ChannelName,
        /// `key:signature`; `None` when absent, null or empty, as it is for public channels.
        auth: Option<String>,
        /// Exactly the text that was signed; `None` when absent, null or empty.
        channel_data: Option<String>,
        /// Where a client that follows positions was; `None` the first time, and for all other clients.
        from: Option<Position>,
    },
    /// `pusher:unsubscribe`.
    Unsubscribe {
        /// The channel to leave.
        channel: ChannelName,
    },
    /// `client-*`: an event for the other subscribers of a channel.
    ClientEvent {
        /// The name, with its prefix.
        event: EventName,
        /// The channel it is meant for.
        channel: ChannelName,
        /// The payload as it goes on the wire: a string verbatim, anything else as its JSON text.
        data: String,
    },
    /// An event for a channel whose name clients may not use.
    Unprefixed,
    /// `pusher:signin`.
    Signin {
        /// `key:signature`.
        auth: String,
        /// Exactly the text that was signed.
        user_data: String,
    },
    /// A well-formed message with an event that is none of the above.
    Unknown {
        /// The name of the event.
        event: String,
    },
}

/// Why a text is not a client message. The texts are sent to the client.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MessageError {
    /// The text is not one JSON object with a string `event`.
    #[error("Invalid message: expected a JSON object with a string member 'event'")]
    NotAMessage,
    /// The JSON nests deeper than [`limits::JSON_DEPTH`].
    #[error("Invalid message: nested deeper than {limit} levels", limit = limits::JSON_DEPTH)]
    TooDeep,
    /// `data` is missing, or its members have the wrong types.
    #[error("Invalid data of '{event}': expected {expected}")]
    Data {
        /// The event of the message.
        event: &'static str,
        /// What `data` should have been.
        expected: &'static str,
    },
    /// The channel name is not one.
    #[error("Invalid channel name: {0}")]
    Channel(#[source] ChannelNameError),
    /// The name of a client event is not an event name.
    #[error("Invalid event name: {0}")]
    Event(#[source] EventNameError),
    /// A client event names no channel.
    #[error("Invalid client event: expected a string member 'channel'")]
    NoChannel,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    event: Cow<'a, str>,
    #[serde(borrow, default)]
    channel: Option<&'a RawValue>,
    #[serde(borrow, default)]
    data: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct SubscribeData<'a> {
    #[serde(borrow)]
    channel: Cow<'a, str>,
    #[serde(default)]
    auth: Option<String>,
    #[serde(default)]
    channel_data: Option<String>,
    #[serde(default)]
    after: Option<i64>,
    #[serde(default)]
    epoch: Option<String>,
}

#[derive(Deserialize)]
struct UnsubscribeData<'a> {
    #[serde(borrow)]
    channel: Cow<'a, str>,
}

#[derive(Deserialize)]
struct SigninData {
    auth: String,
    user_data: String,
}

/// Reads one message.
///
/// # Errors
///
/// A [`MessageError`] says what is wrong in words for the client. No input makes it panic or recurse.
pub fn parse(text: &str) -> Result<ClientMessage, MessageError> {
    if !json::is_object(text) {
        return Err(MessageError::NotAMessage);
    }
    if json::deeper_than(text, limits::JSON_DEPTH) {
        return Err(MessageError::TooDeep);
    }
    let envelope: Envelope<'_> = serde_json::from_str(text).map_err(|_| MessageError::NotAMessage)?;
    match &*envelope.event {
        "pusher:ping" => Ok(ClientMessage::Ping),
        "pusher:pong" => Ok(ClientMessage::Pong),
        "pusher:subscribe" => {
            const WRONG: MessageError = MessageError::Data {
                event: "pusher:subscribe",
                expected: "an object with a string 'channel' and, where needed, strings 'auth' and 'channel_data', an integer 'after' and a string 'epoch'",
            };
            let text = data_object(envelope.data).ok_or(WRONG)?;
            let data: SubscribeData<'_> = serde_json::from_str(&text).map_err(|_| WRONG)?;
            Ok(ClientMessage::Subscribe {
                channel: channel(&data.channel)?,
                auth: data.auth.filter(|auth| !auth.is_empty()),
                channel_data: data.channel_data.filter(|data| !data.is_empty()),
                from: data.after.map(|after| Position { epoch: data.epoch.unwrap_or_default(), after }),
            })
        }
        "pusher:unsubscribe" => {
            const WRONG: MessageError = MessageError::Data {
                event: "pusher:unsubscribe",
                expected: "an object with a string 'channel'",
            };
            let text = data_object(envelope.data).ok_or(WRONG)?;
            let data: UnsubscribeData<'_> = serde_json::from_str(&text).map_err(|_| WRONG)?;
            Ok(ClientMessage::Unsubscribe { channel: channel(&data.channel)? })
        }
        "pusher:signin" => {
            const WRONG: MessageError = MessageError::Data {
                event: "pusher:signin",
                expected: "an object with strings 'auth' and 'user_data'",
            };
            let text = data_object(envelope.data).ok_or(WRONG)?;
            let data: SigninData = serde_json::from_str(&text).map_err(|_| WRONG)?;
            Ok(ClientMessage::Signin { auth: data.auth, user_data: data.user_data })
        }
        event if event.starts_with("client-") => {
            let event = EventName::try_from(event).map_err(MessageError::Event)?;
            let name = envelope.channel.and_then(string).ok_or(MessageError::NoChannel)?;
            Ok(ClientMessage::ClientEvent { event, channel: channel(&name)?, data: payload(envelope.data) })
        }
        event if !event_name::is_reserved(event) && envelope.channel.and_then(string).is_some() => {
            Ok(ClientMessage::Unprefixed)
        }
        event => Ok(ClientMessage::Unknown { event: event.to_owned() }),
    }
}

fn channel(name: &str) -> Result<ChannelName, MessageError> {
    ChannelName::try_from(name).map_err(MessageError::Channel)
}

fn string(value: &RawValue) -> Option<Cow<'_, str>> {
    // Text without escapes, nearly all there is, is borrowed.
    #[derive(Deserialize)]
    struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
    serde_json::from_str::<Text<'_>>(value.get()).ok().map(|text| text.0)
}

/// The JSON text of `data` when it is an object, or a string that holds one.
fn data_object(data: Option<&RawValue>) -> Option<Cow<'_, str>> {
    let data = data?;
    let text = string(data).unwrap_or(Cow::Borrowed(data.get()));
    (json::is_object(&text) && !json::deeper_than(&text, limits::JSON_DEPTH)).then_some(text)
}

/// What the other side receives: `data` of a channel event is always a string on the wire.
fn payload(data: Option<&RawValue>) -> String {
    match data {
        None => "null".to_owned(),
        Some(value) => string(value).map_or_else(|| value.get().to_owned(), Cow::into_owned),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn subscribe(channel: &str, auth: Option<&str>, data: Option<&str>) -> ClientMessage {
        ClientMessage::Subscribe {
            channel: channel.parse().unwrap(),
            auth: auth.map(str::to_owned),
            channel_data: data.map(str::to_owned),
            from: None,
        }
    }

    #[test]
    fn frames_that_pusher_js_sends() {
        let cases = [
            (
                r#"{"event":"pusher:subscribe","data":{"auth":"","channel":"my-channel"}}"#,
                subscribe("my-channel", None, None),
            ),
            (
                r#"{"event":"pusher:subscribe","data":{"auth":"KEY:SIG","channel":"private-a"}}"#,
                subscribe("private-a", Some("KEY:SIG"), None),
            ),
            (
                r#"{"event":"pusher:subscribe","data":{"auth":"KEY:SIG","channel_data":"{\"user_id\": \"u1\"}","channel":"presence-b"}}"#,
                subscribe("presence-b", Some("KEY:SIG"), Some(r#"{"user_id": "u1"}"#)),
            ),
            (
                r##"{"event":"pusher:subscribe","data":{"auth":"","channel":"#server-to-user-u1"}}"##,
                subscribe("#server-to-user-u1", None, None),
            ),
            (
                r#"{"event":"pusher:unsubscribe","data":{"channel":"my-channel"}}"#,
                ClientMessage::Unsubscribe { channel: "my-channel".parse().unwrap() },
            ),
            (
                r#"{"event":"pusher:signin","data":{"auth":"KEY:SIG","user_data":"{\"id\":\"u1\"}"}}"#,
                ClientMessage::Signin { auth: "KEY:SIG".to_owned(), user_data: r#"{"id":"u1"}"#.to_owned() },
            ),
            (r#"{"event":"pusher:ping","data":{}}"#, ClientMessage::Ping),
            (r#"{"event":"pusher:pong","data":{}}"#, ClientMessage::Pong),
        ];
        for (text, expected) in cases {
            assert_eq!(parse(text), Ok(expected), "{text}");
        }
    }

    #[test]
    fn check_27_auth_may_be_absent_or_null() {
        let expected = subscribe("a", None, None);
        for data in [r#"{"channel":"a"}"#, r#"{"channel":"a","auth":null,"channel_data":null}"#] {
            let text = format!(r#"{{"event":"pusher:subscribe","data":{data}}}"#);
            assert_eq!(parse(&text), Ok(expected.clone()), "{text}");
        }
    }

    #[test]
    fn a_subscription_may_say_from_where() {
        let from = |rest: &str| {
            let message = parse(&format!(r#"{{"event":"pusher:subscribe","data":{{"channel":"a"{rest}}}}}"#));
            match message {
                Ok(ClientMessage::Subscribe { from, .. }) => Ok(from.map(|from| (from.after, from.epoch))),
                other => Err(other),
            }
        };
        assert_eq!(from(r#","after":7,"epoch":"x""#), Ok(Some((7, "x".to_owned()))));
        assert_eq!(from(r#","after":7"#), Ok(Some((7, String::new()))));
        assert_eq!(from(r#","after":null,"epoch":null"#), Ok(None));
        for wrong in [r#","after":"7""#, r#","after":1.5"#, r#","after":7,"epoch":7"#] {
            assert!(matches!(from(wrong), Err(Err(MessageError::Data { .. }))), "{wrong}");
        }
    }

    #[test]
    fn check_149_messages_without_an_event_are_refused() {
        for text in [
            "",
            "not json",
            "[]",
            r#"["pusher:ping"]"#,
            r#""x""#,
            "{}",
            r#"{"event":5}"#,
            r#"{"event":null}"#,
            r#"{"event":"pusher:ping"} x"#,
            r#"{"event":"pusher:ping","event":"pusher:pong"}"#,
        ] {
            assert_eq!(parse(text), Err(MessageError::NotAMessage), "{text}");
        }
        assert_eq!(parse(r#"{"event":"nope"}"#), Ok(ClientMessage::Unknown { event: "nope".to_owned() }));
        assert_eq!(
            parse(r#"{"event":"pusher:fake"}"#),
            Ok(ClientMessage::Unknown { event: "pusher:fake".to_owned() })
        );
    }

    #[test]
    fn check_150_odd_subscriptions_are_refused() {
        let with = |data: &str| parse(&format!(r#"{{"event":"pusher:subscribe","data":{data}}}"#));
        let long = format!(r#"{{"channel":"{}"}}"#, "a".repeat(201));
        for data in ["null", r#""text""#, "5", "[]", "{}", r#"{"channel":5}"#, r#"{"channel":"a","auth":5}"#]
        {
            assert!(matches!(with(data), Err(MessageError::Data { .. })), "{data}");
        }
        assert!(matches!(parse(r#"{"event":"pusher:subscribe"}"#), Err(MessageError::Data { .. })));
        assert_eq!(with(&long), Err(MessageError::Channel(ChannelNameError::TooLong(201))));
        assert_eq!(
            with(r#"{"channel":"bad name!"}"#),
            Err(MessageError::Channel(ChannelNameError::Character(' ')))
        );
    }

    #[test]
    fn check_151_data_may_be_json_inside_a_string() {
        assert_eq!(
            parse(r#"{"event":"pusher:subscribe","data":"{\"channel\":\"a\"}"}"#),
            Ok(subscribe("a", None, None))
        );
        assert_eq!(
            parse(r#"{"event":"pusher:unsubscribe","data":"{\"channel\":\"a\"}"}"#),
            Ok(ClientMessage::Unsubscribe { channel: "a".parse().unwrap() })
        );
    }

    #[test]
    fn check_153_deep_nesting_is_refused_without_recursion() {
        let deep = "[".repeat(10_000) + &"]".repeat(10_000);
        assert_eq!(parse(&format!(r#"{{"event":"pusher:ping","data":{deep}}}"#)), Err(MessageError::TooDeep));
        assert_eq!(parse(&deep), Err(MessageError::NotAMessage));
        let objects = r#"{"a":"#.repeat(10_000) + "1" + &"}".repeat(10_000);
        assert_eq!(parse(&objects), Err(MessageError::TooDeep));
        let inside = format!(r#"{{"event":"pusher:subscribe","data":"{{\"channel\":{deep}}}"}}"#);
        assert!(matches!(parse(&inside), Err(MessageError::Data { .. })));
    }

    #[test]
    fn check_66_an_event_for_a_channel_needs_the_prefix() {
        let event = |name: &str| parse(&format!(r#"{{"event":"{name}","channel":"private-a","data":1}}"#));
        assert_eq!(event("my-event"), Ok(ClientMessage::Unprefixed));
        assert_eq!(event("Client-x"), Ok(ClientMessage::Unprefixed));
        for name in ["pusher:fake", "pusher_internal:member_added"] {
            assert_eq!(event(name), Ok(ClientMessage::Unknown { event: name.to_owned() }));
        }
        assert_eq!(
            parse(r#"{"event":"my-event"}"#),
            Ok(ClientMessage::Unknown { event: "my-event".to_owned() })
        );
    }

    #[test]
    fn client_events_carry_their_payload_as_a_string() {
        let event = |rest: &str| parse(&format!(r#"{{"event":"client-x","channel":"private-a"{rest}}}"#));
        for (rest, wire) in [
            (r#","data":"plain""#, "plain"),
            (r#","data":"{\"a\": 1}""#, r#"{"a": 1}"#),
            (r#","data":{"a": 1}"#, r#"{"a": 1}"#),
            (r#","data":5"#, "5"),
            (r#","data":null"#, "null"),
            ("", "null"),
        ] {
            let Ok(ClientMessage::ClientEvent { data, .. }) = event(rest) else { panic!("{rest}") };
            assert_eq!(data, wire, "{rest}");
        }
        assert_eq!(parse(r#"{"event":"client-x"}"#), Err(MessageError::NoChannel));
        assert_eq!(parse(r#"{"event":"client-x","channel":5}"#), Err(MessageError::NoChannel));
        let long = format!(r#"{{"event":"client-{}","channel":"private-a"}}"#, "x".repeat(194));
        assert_eq!(parse(&long), Err(MessageError::Event(EventNameError::TooLong(201))));
    }

    proptest! {
        #[test]
        fn arbitrary_text_never_panics(text in any::<String>()) {
            drop(parse(&text));
        }

        #[test]
        fn arbitrary_data_never_panics(data in r#"[\[\]{}":,a-z0-9\\ ]{0,60}"#, event in "(pusher:(subscribe|unsubscribe|signin|ping)|client-x)") {
            drop(parse(&format!(r#"{{"event":"{event}","channel":"private-a","data":{data}}}"#)));
        }
    }
}
