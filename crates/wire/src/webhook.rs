//! What an app hears of its channels over HTTP: who came, who left, what clients told each other.
//!
//! A request carries one or more events and the time at which they were gathered; SDKs compare that time with their
//! clock, so a repeated request keeps it. The signature is over the body's bytes as they are sent, which is why a body is
//! made once and stored, never made again. Who delivers it, when, and how often is not known here.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::Serialize;
use thiserror::Error;

use crate::channel::ChannelName;
use crate::event_name::EventName;
use crate::socket_id::SocketId;

/// The header with the key whose secret has signed the body.
pub const KEY_HEADER: &str = "X-Pusher-Key";

/// The header with the signature.
pub const SIGNATURE_HEADER: &str = "X-Pusher-Signature";

/// The content type, which SDKs compare to the letter: a charset behind it would make them refuse the request.
pub const CONTENT_TYPE: &str = "application/json";

/// Something that has happened on a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelEvent {
    /// Where.
    pub channel: ChannelName,
    /// What.
    pub what: Occurrence,
}

/// What can happen on a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Occurrence {
    /// It has a subscriber, and had none before.
    Occupied,
    /// Its last subscriber is gone.
    Vacated,
    /// A user has come to a presence channel, with whichever connection.
    MemberAdded {
        /// Who.
        user: Arc<str>,
    },
    /// A user has left a presence channel with the last connection.
    MemberRemoved {
        /// Who.
        user: Arc<str>,
    },
    /// A client has sent something to the others.
    ClientEvent {
        /// The event's name.
        event: EventName,
        /// The payload as the others get it.
        data: String,
        /// The sender's connection.
        socket: SocketId,
        /// Who the sender is, on presence channels.
        user: Option<Arc<str>>,
    },
    /// Somebody has subscribed to a cache channel that has no last event.
    CacheMiss,
    /// The number of its subscribers has changed to this.
    SubscriptionCount(usize),
}

/// The kinds of [`Occurrence`], by which a webhook chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventKind {
    /// [`Occurrence::Occupied`]
    ChannelOccupied,
    /// [`Occurrence::Vacated`]
    ChannelVacated,
    /// [`Occurrence::MemberAdded`]
    MemberAdded,
    /// [`Occurrence::MemberRemoved`]
    MemberRemoved,
    /// [`Occurrence::ClientEvent`]
    ClientEvent,
    /// [`Occurrence::CacheMiss`]
    CacheMiss,
    /// [`Occurrence::SubscriptionCount`]
    SubscriptionCount,
}

/// A text that names no kind of event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "is not a kind of channel event; known are channel_occupied, channel_vacated, member_added, member_removed, \
     client_event, cache_miss and subscription_count"
)]
pub struct UnknownEventKind;

/// A set of kinds.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct EventKinds(u8);

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::ChannelOccupied,
        Self::ChannelVacated,
        Self::MemberAdded,
        Self::MemberRemoved,
        Self::ClientEvent,
        Self::CacheMiss,
        Self::SubscriptionCount,
    ];

    /// The name that stands in requests.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ChannelOccupied => "channel_occupied",
            Self::ChannelVacated => "channel_vacated",
            Self::MemberAdded => "member_added",
            Self::MemberRemoved => "member_removed",
            Self::ClientEvent => "client_event",
            Self::CacheMiss => "cache_miss",
            Self::SubscriptionCount => "subscription_count",
        }
    }
}

impl FromStr for EventKind {
    type Err = UnknownEventKind;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name).ok_or(UnknownEventKind)
    }
}

impl fmt::Display for EventKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl EventKinds {
    /// No kind.
    pub const NONE: Self = Self(0);

    /// Whether a kind is in it.
    #[must_use]
    pub fn contains(self, kind: EventKind) -> bool {
        self.0 & Self::bit(kind) != 0
    }

    /// Whether one of these kinds is in it.
    #[must_use]
    pub fn contains_any(self, kinds: &[EventKind]) -> bool {
        kinds.iter().any(|kind| self.contains(*kind))
    }

    /// Whether no kind is in it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The kinds of either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The kinds in it, in the order of [`EventKind::ALL`].
    pub fn iter(self) -> impl Iterator<Item = EventKind> {
        EventKind::ALL.into_iter().filter(move |kind| self.contains(*kind))
    }

    fn bit(kind: EventKind) -> u8 {
        1 << kind as u8
    }
}

impl FromIterator<EventKind> for EventKinds {
    fn from_iter<I: IntoIterator<Item = EventKind>>(kinds: I) -> Self {
        Self(kinds.into_iter().fold(0, |bits, kind| bits | Self::bit(kind)))
    }
}

impl fmt::Debug for EventKinds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// An event as JSON, with its fields in the documented order.
#[derive(Serialize)]
struct Fields<'a> {
    name: &'static str,
    channel: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    socket_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subscription_count: Option<usize>,
}

impl ChannelEvent {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> EventKind {
        match self.what {
            Occurrence::Occupied => EventKind::ChannelOccupied,
            Occurrence::Vacated => EventKind::ChannelVacated,
            Occurrence::MemberAdded { .. } => EventKind::MemberAdded,
            Occurrence::MemberRemoved { .. } => EventKind::MemberRemoved,
            Occurrence::ClientEvent { .. } => EventKind::ClientEvent,
            Occurrence::CacheMiss => EventKind::CacheMiss,
            Occurrence::SubscriptionCount(_) => EventKind::SubscriptionCount,
        }
    }

    /// The event as one JSON object.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut fields = Fields {
            name: self.kind().as_str(),
            channel: self.channel.as_str(),
            event: None,
            data: None,
            socket_id: None,
            user_id: None,
            subscription_count: None,
        };
        match &self.what {
            Occurrence::Occupied | Occurrence::Vacated | Occurrence::CacheMiss => {}
            Occurrence::MemberAdded { user } | Occurrence::MemberRemoved { user } => {
                fields.user_id = Some(user);
            }
            Occurrence::ClientEvent { event, data, socket, user } => {
                fields.event = Some(event.as_str());
                fields.data = Some(data);
                fields.socket_id = Some(socket.to_string());
                fields.user_id = user.as_deref();
            }
            Occurrence::SubscriptionCount(count) => fields.subscription_count = Some(*count),
        }
        serde_json::to_string(&fields).expect("strings and numbers always serialize into memory")
    }
}

/// The body of a request: events as [`ChannelEvent::to_json`] gives them, and when they were gathered, in milliseconds
/// since 1970.
#[must_use]
pub fn body<'a>(time_ms: i64, events: impl IntoIterator<Item = &'a str>) -> String {
    let mut body = format!(r#"{{"time_ms":{time_ms},"events":["#);
    for (index, event) in events.into_iter().enumerate() {
        if index > 0 {
            body.push(',');
        }
        body.push_str(event);
    }
    body.push_str("]}");
    body
}

/// A body with another time in it; one that was not made by [`body`] comes back as it is.
#[must_use]
pub fn restamped(text: &str, time_ms: i64) -> String {
    const START: &str = r#"{"time_ms":"#;
    let rest = text
        .strip_prefix(START)
        .map(|rest| rest.trim_start_matches(|c: char| c == '-' || c.is_ascii_digit()));
    rest.map_or_else(|| text.to_owned(), |rest| format!("{START}{time_ms}{rest}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::auth::webhook_signature;

    fn event(channel: &str, what: Occurrence) -> ChannelEvent {
        ChannelEvent { channel: channel.parse().unwrap(), what }
    }

    #[test]
    fn check_140_the_published_body_and_its_signature() {
        let occupied = event("test_channel", Occurrence::Occupied).to_json();
        let body = body(1_327_078_148_132, [&*occupied]);
        assert_eq!(
            body,
            r#"{"time_ms":1327078148132,"events":[{"name":"channel_occupied","channel":"test_channel"}]}"#
        );
        assert_eq!(
            webhook_signature("7ad3773142a6692b25b8", &body),
            "709fdb84c03664445f7698120b0edf0acc1ab1c8c6e93a0368c61841d6b998aa"
        );
    }

    #[test]
    fn a_repeated_body_says_when_it_is_repeated() {
        let event = event("a", Occurrence::SubscriptionCount(5)).to_json();
        assert_eq!(restamped(&body(17, [&*event, &*event]), 3), body(3, [&*event, &*event]));
        assert_eq!(restamped(&body(-17, []), 3), body(3, []));
        assert_eq!(restamped("{}", 3), "{}");
    }

    #[test]
    fn every_kind_as_json() {
        let client = |user: Option<&str>| Occurrence::ClientEvent {
            event: "client-x".parse().unwrap(),
            data: r#"{"a": 1}"#.into(),
            socket: SocketId::new(12, 34),
            user: user.map(Arc::from),
        };
        let cases = [
            (event("a", Occurrence::Occupied), r#"{"name":"channel_occupied","channel":"a"}"#),
            (event("a", Occurrence::Vacated), r#"{"name":"channel_vacated","channel":"a"}"#),
            (
                event("presence-a", Occurrence::MemberAdded { user: "u\"1".into() }),
                r#"{"name":"member_added","channel":"presence-a","user_id":"u\"1"}"#,
            ),
            (
                event("presence-a", Occurrence::MemberRemoved { user: "7".into() }),
                r#"{"name":"member_removed","channel":"presence-a","user_id":"7"}"#,
            ),
            (
                event("private-a", client(None)),
                r#"{"name":"client_event","channel":"private-a","event":"client-x","data":"{\"a\": 1}","socket_id":"12.34"}"#,
            ),
            (
                event("presence-a", client(Some("7"))),
                r#"{"name":"client_event","channel":"presence-a","event":"client-x","data":"{\"a\": 1}","socket_id":"12.34","user_id":"7"}"#,
            ),
            (event("cache-a", Occurrence::CacheMiss), r#"{"name":"cache_miss","channel":"cache-a"}"#),
            (
                event("a", Occurrence::SubscriptionCount(3)),
                r#"{"name":"subscription_count","channel":"a","subscription_count":3}"#,
            ),
        ];
        for (event, json) in cases {
            assert_eq!(event.to_json(), json);
        }
    }

    #[test]
    fn kinds_have_names_and_sets() {
        for kind in EventKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            let alone: EventKinds = [kind].into_iter().collect();
            assert_eq!(alone.iter().collect::<Vec<_>>(), [kind]);
            assert!(!alone.is_empty() && alone.contains_any(&[kind]));
        }
        assert_eq!("channel".parse::<EventKind>(), Err(UnknownEventKind));
        let both = EventKinds::from_iter([EventKind::CacheMiss])
            .union([EventKind::ClientEvent].into_iter().collect());
        assert_eq!(both.iter().collect::<Vec<_>>(), [EventKind::ClientEvent, EventKind::CacheMiss]);
        assert!(EventKinds::NONE.is_empty());
    }

    proptest! {
        #[test]
        fn check_143_data_is_a_string_whatever_it_holds(data in any::<String>()) {
            let what = Occurrence::ClientEvent {
                event: "client-x".parse().unwrap(),
                data: data.clone(),
                socket: SocketId::new(1, 2),
                user: None,
            };
            let one = event("private-a", what).to_json();
            let parsed: serde_json::Value = serde_json::from_str(&body(5, [&*one, &*one])).unwrap();
            prop_assert_eq!(parsed["events"][1]["data"].as_str(), Some(&*data));
        }
    }
}
