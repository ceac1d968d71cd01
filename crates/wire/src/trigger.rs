//! What an application publishes: the body of `POST /apps/{id}/events`.
//!
//! Everything is checked before anything is returned, so that a refused event is not delivered to some of its
//! channels. The payload is a string to us and stays one: nothing here looks into it.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::value::RawValue;
use thiserror::Error;

use crate::channel::{ChannelName, ChannelNameError};
use crate::event_name::{EventName, EventNameError};
use crate::info::Info;
use crate::socket_id::{SocketId, SocketIdError};
use crate::{json, limits};

/// One event for a set of channels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// The event's name, not a reserved one.
    pub name: EventName,
    /// The payload, byte for byte as it goes to clients.
    pub data: String,
    /// Where it goes: at least one channel, each once, in the order given.
    pub channels: Vec<ChannelName>,
    /// The connection that must not get it.
    pub except: Option<SocketId>,
    /// What the answer should tell about each channel.
    pub info: Info,
}

/// How much an app may publish at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TriggerLimits {
    /// The largest payload of an event, in bytes of UTF-8.
    pub data: usize,
    /// Most channels of an event.
    pub channels: usize,
    /// Most events in a batch.
    pub batch: usize,
}

impl Default for TriggerLimits {
    fn default() -> Self {
        Self {
            data: limits::EVENT_DATA,
            channels: limits::CHANNELS_PER_EVENT,
            batch: limits::EVENTS_PER_BATCH,
        }
    }
}

/// Why an event is refused. The texts are the body of the answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum TriggerError {
    /// The body is not one JSON object.
    #[error("The body must be a JSON object: {0}")]
    NotJson(String),
    /// A field is missing or of the wrong type.
    #[error("{field}: expected {expected}")]
    Field {
        /// The field.
        field: &'static str,
        /// What it should have been.
        expected: &'static str,
    },
    /// `name` is not an event name.
    #[error("name: {0}")]
    Name(#[source] EventNameError),
    /// `name` belongs to the protocol.
    #[error("name: the prefixes pusher: and pusher_internal: are reserved")]
    Reserved,
    /// `data` is over the limit.
    #[error(
        "The data content of this event exceeds the allowed maximum ({limit} bytes). data: {size} bytes were sent"
    )]
    DataTooLarge {
        /// The limit in bytes.
        limit: usize,
        /// What was sent, in bytes.
        size: usize,
    },
    /// `channels` has more entries than allowed.
    #[error("channels: an event goes to at most {limit} channels, this one names {count}")]
    TooManyChannels {
        /// The limit.
        limit: usize,
        /// What was sent.
        count: usize,
    },
    /// An entry of `channels`, or `channel`, is not a channel name.
    #[error("channels: {name:?} is not a channel name: {reason}")]
    Channel {
        /// The text that was sent, shortened.
        name: String,
        /// What is wrong with it.
        #[source]
        reason: ChannelNameError,
    },
    /// `socket_id` is not a socket id.
    #[error("socket_id: {0}")]
    SocketId(#[source] SocketIdError),
}

impl TriggerError {
    /// The HTTP status of the answer.
    pub fn status(&self) -> u16 {
        match self {
            Self::DataTooLarge { .. } => 413,
            _ => 400,
        }
    }
}

// Fields are taken as raw JSON first, so that an error can name the one field that is wrong.
#[derive(Deserialize)]
pub(crate) struct Body<'a> {
    #[serde(borrow, default)]
    name: Option<&'a RawValue>,
    #[serde(borrow, default)]
    data: Option<&'a RawValue>,
    #[serde(borrow, default)]
    channel: Option<&'a RawValue>,
    #[serde(borrow, default)]
    channels: Option<&'a RawValue>,
    #[serde(borrow, default)]
    socket_id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    info: Option<&'a RawValue>,
}

impl Trigger {
    /// Reads a request body, which has to keep within the limits of its app.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong; [`TriggerError::status`] says how to answer.
    pub fn parse(body: &[u8], limits: TriggerLimits) -> Result<Self, TriggerError> {
        Self::read(&object(body)?, limits)
    }

    pub(crate) fn read(body: &Body<'_>, limits: TriggerLimits) -> Result<Self, TriggerError> {
        let name = string("name", "a string", body.name)?;
        let name = EventName::try_from(&*name).map_err(TriggerError::Name)?;
        if name.is_reserved() {
            return Err(TriggerError::Reserved);
        }
        let channels = channels(body.channel, body.channels, limits.channels)?;
        let data = string("data", "a string, encode other values as JSON text first", body.data)?;
        if data.len() > limits.data {
            return Err(TriggerError::DataTooLarge { limit: limits.data, size: data.len() });
        }
        let except = match body.socket_id {
            None => None,
            id => Some(string("socket_id", "a string", id)?.parse().map_err(TriggerError::SocketId)?),
        };
        let info = match body.info {
            None => Info::default(),
            info => Info::parse(&string("info", "a string such as user_count,subscription_count", info)?),
        };
        Ok(Self { name, data: data.into_owned(), channels, except, info })
    }
}

/// Reads a body that has to be an object.
pub(crate) fn object<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, TriggerError> {
    let text = std::str::from_utf8(body).map_err(|error| TriggerError::NotJson(error.to_string()))?;
    if !json::is_object(text) || json::deeper_than(text, limits::JSON_DEPTH) {
        return Err(TriggerError::NotJson("expected an object that is not deeply nested".to_owned()));
    }
    serde_json::from_str(text).map_err(|error| TriggerError::NotJson(error.to_string()))
}

fn string<'a>(
    field: &'static str,
    expected: &'static str,
    value: Option<&'a RawValue>,
) -> Result<Cow<'a, str>, TriggerError> {
    #[derive(Deserialize)]
    struct Text<'a>(#[serde(borrow)] Cow<'a, str>);
    value
        .and_then(|value| serde_json::from_str::<Text<'a>>(value.get()).ok())
        .map(|text| text.0)
        .ok_or(TriggerError::Field { field, expected })
}

/// `channels` wins over `channel`; the PHP SDK sends the latter for a single channel.
fn channels(
    one: Option<&RawValue>,
    many: Option<&RawValue>,
    limit: usize,
) -> Result<Vec<ChannelName>, TriggerError> {
    let names: Vec<Cow<'_, str>> = match (one, many) {
        (_, Some(many)) => serde_json::from_str(many.get())
            .map_err(|_| TriggerError::Field { field: "channels", expected: "an array of strings" })?,
        (one @ Some(_), None) => vec![string("channel", "a string", one)?],
        (None, None) => Vec::new(),
    };
    if names.is_empty() {
        return Err(TriggerError::Field {
            field: "channels",
            expected: "an array with at least one channel",
        });
    }
    if names.len() > limit {
        return Err(TriggerError::TooManyChannels { limit, count: names.len() });
    }
    let mut channels: Vec<ChannelName> = Vec::with_capacity(names.len());
    for name in names {
        let channel = ChannelName::try_from(&*name).map_err(|reason| TriggerError::Channel {
            name: name[..name.floor_char_boundary(limits::CHANNEL_NAME)].to_owned(),
            reason,
        })?;
        if !channels.contains(&channel) {
            channels.push(channel);
        }
    }
    Ok(channels)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn parse(body: &Value) -> Result<Trigger, TriggerError> {
        Trigger::parse(body.to_string().as_bytes(), TriggerLimits::default())
    }

    fn names(trigger: &Trigger) -> Vec<&str> {
        trigger.channels.iter().map(ChannelName::as_str).collect()
    }

    fn status(body: &Value) -> u16 {
        parse(body).unwrap_err().status()
    }

    #[test]
    fn checks_111_and_114_channels_in_both_spellings_each_once() {
        let many = parse(&json!({"name": "e", "data": "", "channels": ["a"]})).unwrap();
        let one = parse(&json!({"name": "e", "data": "", "channel": "a"})).unwrap();
        assert_eq!(many, one);
        let both = parse(&json!({"name": "e", "data": "", "channel": "x", "channels": ["a", "b", "a"]}));
        assert_eq!(names(&both.unwrap()), ["a", "b"]);
    }

    #[test]
    fn check_112_a_hundred_channels_and_no_more() {
        let with = |count: usize| {
            let channels: Vec<String> = (0..count).map(|n| format!("c{n}")).collect();
            parse(&json!({"name": "e", "data": "d", "channels": channels}))
        };
        assert_eq!(with(100).unwrap().channels.len(), 100);
        assert_eq!(with(101), Err(TriggerError::TooManyChannels { limit: 100, count: 101 }));
    }

    #[test]
    fn check_113_the_excluded_socket() {
        let with = |id: Value| parse(&json!({"name": "e", "data": "d", "channel": "a", "socket_id": id}));
        assert_eq!(with(json!("12.34")).unwrap().except, Some(SocketId::new(12, 34)));
        assert_eq!(with(Value::Null).unwrap().except, None);
        for wrong in [json!("x"), json!(5), json!("")] {
            assert_eq!(with(wrong).unwrap_err().status(), 400);
        }
    }

    #[test]
    fn check_115_info_is_a_list_of_attributes() {
        let with = |info: &str| {
            parse(&json!({"name": "e", "data": "d", "channel": "a", "info": info})).unwrap().info
        };
        let all = Info { user_count: true, subscription_count: true, cache: false };
        assert_eq!(with("user_count, subscription_count"), all);
        assert_eq!(with("subscription_count,x"), Info { user_count: false, ..all });
        assert_eq!(with(""), Info::default());
    }

    #[test]
    fn check_117_data_is_limited_in_bytes() {
        let with = |data: &str| parse(&json!({"name": "e", "data": data, "channel": "a"}));
        assert_eq!(with(&"é".repeat(5_120)).unwrap().data.len(), 10_240);
        let error = with(&("é".repeat(5_120) + "x")).unwrap_err();
        assert_eq!(error.status(), 413);
        assert!(
            error
                .to_string()
                .starts_with("The data content of this event exceeds the allowed maximum (10240 bytes).")
        );
    }

    #[test]
    fn checks_118_and_119_event_names() {
        let with = |name: &str| parse(&json!({"name": name, "data": "d", "channel": "a"}));
        for name in [r"App\Events\X", "with spaces ☃", &"n".repeat(200), "client-x"] {
            assert_eq!(with(name).unwrap().name.as_str(), name);
        }
        assert_eq!(with(&"n".repeat(201)), Err(TriggerError::Name(EventNameError::TooLong(201))));
        assert_eq!(with(""), Err(TriggerError::Name(EventNameError::Empty)));
        assert_eq!(with("pusher:x"), Err(TriggerError::Reserved));
        assert_eq!(with("pusher_internal:x"), Err(TriggerError::Reserved));
    }

    #[test]
    fn check_120_what_is_missing_is_named() {
        for (body, field) in [
            (json!({"data": "d", "channel": "a"}), "name: "),
            (json!({"name": 5, "data": "d", "channel": "a"}), "name: "),
            (json!({"name": "e", "channel": "a"}), "data: "),
            (json!({"name": "e", "data": {"a": 1}, "channel": "a"}), "data: "),
            (json!({"name": "e", "data": "d"}), "channels: "),
            (json!({"name": "e", "data": "d", "channels": []}), "channels: "),
            (json!({"name": "e", "data": "d", "channels": "a"}), "channels: "),
            (json!({"name": "e", "data": "d", "channels": ["bad name!"]}), "channels: "),
            (json!({"name": "e", "data": "d", "channel": 7}), "channel: "),
        ] {
            let error = parse(&body).unwrap_err();
            assert!(error.to_string().starts_with(field), "{body} -> {error}");
            assert_eq!(status(&body), 400);
        }
    }

    #[test]
    fn check_121_empty_data_is_data() {
        assert_eq!(parse(&json!({"name": "e", "data": "", "channel": "a"})).unwrap().data, "");
    }

    #[test]
    fn check_122_a_body_that_is_not_json_is_refused() {
        for body in [&b"not json"[..], b"", b"[]", b"\xff", b"\"x\"", b"{}x"] {
            assert_eq!(Trigger::parse(body, TriggerLimits::default()).unwrap_err().status(), 400);
        }
        let deep = "[".repeat(10_000);
        assert!(
            Trigger::parse(
                format!(r#"{{"x":{deep}"#).as_bytes(),
                TriggerLimits { data: 10, ..TriggerLimits::default() }
            )
            .is_err()
        );
    }

    #[test]
    fn escapes_of_every_sdk_mean_the_same_payload() {
        for body in [
            r#"{"name":"e","channel":"a","data":"{\"url\":\"a/b\",\"é\":1}"}"#,
            r#"{"name": "e", "channel": "a", "data": "{\"url\":\"a\/b\",\"\u00e9\":1}"}"#,
        ] {
            let trigger =
                Trigger::parse(body.as_bytes(), TriggerLimits { data: 100, ..TriggerLimits::default() })
                    .unwrap();
            assert_eq!(trigger.data, r#"{"url":"a/b","é":1}"#);
        }
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
            drop(Trigger::parse(&body, TriggerLimits { data: 100, ..TriggerLimits::default() }));
        }

        #[test]
        fn arbitrary_json_never_panics(body in r#"\{("(name|data|channels?|socket_id|info)":("[a-z0-9.]{0,5}"|5|null|\["a"\]|\{\}),?){0,5}\}"#) {
            drop(Trigger::parse(body.as_bytes(), TriggerLimits { data: 100, ..TriggerLimits::default() }));
        }
    }
}
