//! Frames about positions in the log, most of them for clients that follow positions.
//!
//! Such a client gets the same event as everybody else with `seq` and `prev` beside its data, so that it sees a gap. Other
//! clients drop what they do not know of at the top level, but the bytes they get must be those that were published.

use std::io::Write as _;

use bytes::Bytes;

use super::sent::{data_of, payload_of};
use super::{of_channel, quote, text};
use crate::channel::ChannelName;

/// How a subscription went on from where the client was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resumed<'a> {
    /// Names the log.
    pub epoch: &'a str,
    /// Where the subscription stands: whatever has not been applied up to here follows, or else needs a snapshot.
    pub seq: i64,
    /// Everything after the client's position follows.
    pub recovered: bool,
    /// Why it does not: `epoch`, `expired`, `too_many` or `ahead`. `None` also for who has just begun.
    pub reason: Option<&'a str>,
}

impl Resumed<'_> {
    fn json(&self) -> Vec<u8> {
        let mut json = Vec::with_capacity(96);
        json.extend_from_slice(br#""resume":{"epoch":"#);
        quote(&mut json, self.epoch);
        write!(json, r#","seq":{},"recovered":{}"#, self.seq, self.recovered)
            .expect("writing to memory cannot fail");
        if let Some(reason) = self.reason {
            json.extend_from_slice(br#","reason":"#);
            quote(&mut json, reason);
        }
        json.push(b'}');
        json
    }
}

/// Confirms a subscription to a tracked channel without members.
pub fn subscription_resumed(channel: &ChannelName, resumed: &Resumed<'_>) -> Bytes {
    let data = [b"{".as_slice(), &resumed.json(), b"}"].concat();
    let data = String::from_utf8(data).expect("JSON made of strings is a string");
    of_channel("pusher_internal:subscription_succeeded", channel, &data)
}

/// The confirmation of a subscription, which has some object for data, with what is said to those who follow
/// positions.
pub fn with_resumed(confirmation: &Bytes, channel: &ChannelName, resumed: &Resumed<'_>) -> Bytes {
    let data = data_of(confirmation);
    let Some(members) = data.as_deref().and_then(|data| data.strip_suffix('}')).filter(|data| data.len() > 1)
    else {
        return subscription_resumed(channel, resumed);
    };
    let resumed = String::from_utf8(resumed.json()).expect("JSON made of strings is a string");
    of_channel("pusher_internal:subscription_succeeded", channel, &format!("{members},{resumed}}}"))
}

/// The frame of an event on a channel, with its place in the log beside its data.
pub fn with_position(event: &Bytes, seq: i64, prev: i64) -> Bytes {
    let payload = payload_of(event).and_then(|payload| payload.strip_suffix(b"}")).unwrap_or_default();
    let mut frame = text(payload.len() + 64);
    frame.extend(payload);
    write!(frame, r#","seq":{seq},"prev":{prev}}}"#).expect("writing to memory cannot fail");
    frame.finish()
}

/// Stands for an event that this client must not get, so that it does not look lost.
pub fn withheld(channel: &ChannelName, seq: i64, prev: i64) -> Bytes {
    with_position(&of_channel("orderbell:withheld", channel, "{}"), seq, prev)
}

/// The newest event of each channel.
pub fn position<'c>(channels: impl IntoIterator<Item = (&'c ChannelName, i64)>) -> Bytes {
    let mut data = Vec::from(b"{");
    for (channel, seq) in channels {
        if data.len() > 1 {
            data.push(b',');
        }
        quote(&mut data, channel.as_str());
        write!(data, ":{seq}").expect("writing to memory cannot fail");
    }
    data.push(b'}');
    let data = String::from_utf8(data).expect("JSON made of strings is a string");
    let mut frame = text(48 + data.len() * 5 / 4);
    frame.extend(br#"{"event":"orderbell:position","data":"#);
    quote(&mut frame, &data);
    frame.extend(b"}");
    frame.finish()
}

/// Tells a client that some of the events after its position are not kept any more.
pub fn replay_incomplete(channel: &ChannelName, after: i64) -> Bytes {
    of_channel("orderbell:replay_incomplete", channel, &format!(r#"{{"after":{after}}}"#))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::super::tests::{channel, payload};
    use super::super::{channel_event, presence_succeeded, subscription_succeeded};
    use super::*;

    const RECOVERED: Resumed<'_> = Resumed { epoch: "9f\"", seq: 812, recovered: true, reason: None };

    #[test]
    fn every_frame_about_positions_as_text() {
        let room = channel("presence-room");
        let lost = Resumed { epoch: "9f", seq: 7, recovered: false, reason: Some("expired") };
        let frames = [
            subscription_resumed(&channel("a"), &RECOVERED),
            with_resumed(&presence_succeeded(&room, [("u1", None)].into_iter()), &room, &lost),
            with_resumed(&subscription_succeeded(&channel("a")), &channel("a"), &lost),
            with_position(&channel_event(&"e".parse().unwrap(), &channel("a"), "{\"x\":1}"), 12, 9),
            withheld(&channel("a"), 13, 12),
            position([(&channel("a"), 13), (&room, 0)]),
            position([]),
            replay_incomplete(&channel("a"), 3),
        ];
        let texts: Vec<String> = frames.iter().map(payload).collect();
        insta::assert_snapshot!(texts.join("\n"));
    }

    proptest! {
        #[test]
        fn a_position_changes_nothing_else(data in any::<String>(), size in 0_usize..70_000, seq in any::<i64>()) {
            let plain = channel_event(&"e".parse().unwrap(), &channel("a"), &(data + &"x".repeat(size)));
            let mut expected: Value = serde_json::from_str(&payload(&plain)).unwrap();
            expected["seq"] = json!(seq);
            expected["prev"] = json!(1);
            let framed: Value = serde_json::from_str(&payload(&with_position(&plain, seq, 1))).unwrap();
            prop_assert_eq!(framed, expected);
        }
    }
}
