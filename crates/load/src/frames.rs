//! What a subscriber receives, and whether it is what it should be: every frame whole, every event once, in order.
//!
//! Written against RFC 6455 and the protocol, not against the server's encoder. The usual frame is compared with the
//! bytes that are expected; one that differs is parsed as JSON before it is called wrong, because another order of keys
//! is no fault.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use serde_json::Value;
use thiserror::Error;

/// The channel of the measured events. Private, as the channels of orders are.
pub const CHANNEL: &str = "private-orders";

/// The name of the measured events.
pub const EVENT: &str = "order.created";

/// Events are numbered from here, so that all numbers have the same length.
pub const FIRST: u64 = 1_000_000_000;

/// Bytes of an event's `data`; with names, quotes escaped and a header it makes a frame of 334 bytes.
const DATA: usize = 256;

/// Nothing that is measured makes a longer frame, in bytes.
const LONGEST: u64 = 1 << 20;

/// A frame from a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message<'a> {
    /// A text message.
    Text(&'a [u8]),
    /// A ping of the WebSocket itself.
    Ping(&'a [u8]),
    /// A pong, which asks for nothing.
    Pong,
    /// The server ends the connection, with this code if it gave one.
    Close(Option<u16>),
}

/// Bytes that no server may send.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum FrameError {
    /// Not a single final frame without extensions, of a known kind, unmasked.
    #[error("a frame begins with the bytes {0:#04x} {1:#04x}")]
    Header(u8, u8),
    /// Longer than anything that was published.
    #[error("a frame has {0} bytes")]
    TooLong(u64),
}

/// Cuts the first frame off; `None` while it is not complete. Also returns how many bytes it took.
///
/// # Errors
/// See [`FrameError`].
pub fn split(bytes: &[u8]) -> Result<Option<(Message<'_>, usize)>, FrameError> {
    let &[first, second, ..] = bytes else { return Ok(None) };
    let (start, length) = match second {
        0..126 => (2, u64::from(second)),
        126 => match bytes.get(2..4) {
            Some(length) => (4, length.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))),
            None => return Ok(None),
        },
        127 => match bytes.get(2..10) {
            Some(length) => (10, length.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))),
            None => return Ok(None),
        },
        128.. => return Err(FrameError::Header(first, second)),
    };
    if length > LONGEST {
        return Err(FrameError::TooLong(length));
    }
    let length = length as usize;
    let Some(payload) = bytes.get(start..start + length) else { return Ok(None) };
    let message = match first {
        0x81 => Message::Text(payload),
        0x88 => Message::Close(payload.get(..2).map(|code| u16::from_be_bytes([code[0], code[1]]))),
        0x89 => Message::Ping(payload),
        0x8a => Message::Pong,
        _ => return Err(FrameError::Header(first, second)),
    };
    Ok(Some((message, start + length)))
}

/// The `data` of event `seq`.
#[must_use]
pub fn data(seq: u64) -> String {
    let mut data = format!(r#"{{"seq":{seq},"total":4500000,"status":"placed","note":""#);
    while data.len() < DATA - 2 {
        data.push('x');
    }
    data.push_str(r#""}"#);
    data
}

/// The text message of event `seq`, as it is usually spelled.
#[must_use]
pub fn text(seq: u64) -> String {
    let data = Value::from(data(seq));
    format!(r#"{{"event":"{EVENT}","channel":"{CHANNEL}","data":{data}}}"#)
}

/// What a text message turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Seen {
    /// A measured event.
    Event(u64),
    /// The server asks for a sign of life.
    Ping,
    /// Not what was published.
    Altered,
}

/// How measured events are spelled, but for the number.
#[derive(Debug)]
pub struct Spelling {
    before: Vec<u8>,
    after: Vec<u8>,
}

impl Default for Spelling {
    fn default() -> Self {
        let number = FIRST.to_string();
        let text = text(FIRST);
        let (before, after) = text.split_once(&number).expect("the number is in the text");
        Self { before: before.as_bytes().to_vec(), after: after.as_bytes().to_vec() }
    }
}

impl Spelling {
    /// Recognizes a text message.
    #[must_use]
    pub fn recognize(&self, payload: &[u8]) -> Seen {
        let number = payload.strip_prefix(&*self.before).and_then(|rest| rest.strip_suffix(&*self.after));
        let seq =
            number.and_then(|digits| std::str::from_utf8(digits).ok()).and_then(|text| text.parse().ok());
        seq.map_or_else(|| parse(payload), Seen::Event)
    }
}

/// The slow way.
fn parse(payload: &[u8]) -> Seen {
    let Ok(message) = serde_json::from_slice::<Value>(payload) else { return Seen::Altered };
    if message["event"] == "pusher:ping" {
        return Seen::Ping;
    }
    let inner = message["data"].as_str().unwrap_or("");
    let seq = serde_json::from_str::<Value>(inner).ok().and_then(|data| data["seq"].as_u64());
    match seq {
        Some(seq) if message["event"] == EVENT && message["channel"] == CHANNEL && inner == data(seq) => {
            Seen::Event(seq)
        }
        _ => Seen::Altered,
    }
}

/// What went wrong on some connections.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Events that never came.
    pub lost: u64,
    /// Events that came again.
    pub repeated: u64,
    /// Events that came after a later one.
    pub disordered: u64,
    /// Messages that nobody published.
    pub altered: u64,
}

impl Tally {
    /// Whether nothing went wrong.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        *self == Self::default()
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.lost += other.lost;
        self.repeated += other.repeated;
        self.disordered += other.disordered;
        self.altered += other.altered;
    }
}

/// The events that one connection received.
#[derive(Debug)]
pub struct Checker {
    next: u64,
    skipped: BTreeSet<u64>,
    tally: Tally,
}

impl Default for Checker {
    fn default() -> Self {
        Self { next: FIRST, skipped: BTreeSet::new(), tally: Tally::default() }
    }
}

impl Checker {
    /// Takes note of an event. Says whether it is here for the first time.
    pub fn event(&mut self, seq: u64) -> bool {
        if seq >= self.next {
            self.skipped.extend(self.next..seq);
            self.next = seq + 1;
            return true;
        }
        let late = self.skipped.remove(&seq);
        if late {
            self.tally.disordered += 1;
        } else {
            self.tally.repeated += 1;
        }
        late
    }

    /// Takes note of a message that was not published.
    pub fn altered(&mut self) {
        self.tally.altered += 1;
    }

    /// What went wrong, once all events before `end` should have come.
    #[must_use]
    pub fn finish(&self, end: u64) -> Tally {
        let never = self.skipped.len() as u64 + end.saturating_sub(self.next);
        Tally { lost: never, ..self.tally }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(received: &[u64], published: u64) -> Tally {
        let mut checker = Checker::default();
        for seq in received {
            checker.event(FIRST + seq);
        }
        checker.finish(FIRST + published)
    }

    #[test]
    fn loss_repeats_and_disorder_are_told_apart() {
        let clean = Tally::default();
        for (received, expected) in [
            (vec![0, 1, 2, 3], clean),
            (vec![0, 1, 3], Tally { lost: 1, ..clean }),
            (vec![0, 1, 2], Tally { lost: 1, ..clean }),
            (vec![], Tally { lost: 4, ..clean }),
            (vec![0, 1, 1, 2, 3], Tally { repeated: 1, ..clean }),
            (vec![0, 1, 2, 3, 0], Tally { repeated: 1, ..clean }),
            (vec![0, 2, 1, 3], Tally { disordered: 1, ..clean }),
            (vec![3, 2, 1, 0], Tally { disordered: 3, ..clean }),
            (vec![0, 3, 1, 1], Tally { lost: 1, repeated: 1, disordered: 1, ..clean }),
        ] {
            assert_eq!(check(&received, 4), expected, "{received:?}");
        }
    }

    #[test]
    fn an_event_is_334_bytes_on_the_wire() {
        assert_eq!((data(FIRST).len(), data(FIRST + 12_345).len()), (256, 256));
        assert_eq!(4 + text(FIRST).len(), 334);
    }

    #[test]
    fn only_what_was_published_is_recognized() {
        let spelling = Spelling::default();
        let usual = text(FIRST + 7);
        assert_eq!(spelling.recognize(usual.as_bytes()), Seen::Event(FIRST + 7));
        let turned = format!(
            r#"{{ "data": {}, "channel": "{CHANNEL}", "event": "{EVENT}" }}"#,
            Value::from(data(FIRST + 7))
        );
        assert_eq!(spelling.recognize(turned.as_bytes()), Seen::Event(FIRST + 7));
        let ping = br#"{"event":"pusher:ping","data":"{}"}"#;
        assert_eq!(spelling.recognize(ping), Seen::Ping);
        for wrong in [
            usual.replace("xxx", "xx"),
            usual.replace("placed", "lost"),
            usual.replace(CHANNEL, "private-other"),
            usual.replace(EVENT, "order.updated"),
            usual.replace("1000000007", "10000000x7"),
            usual[..usual.len() - 1].to_owned(),
            String::new(),
        ] {
            assert_eq!(spelling.recognize(wrong.as_bytes()), Seen::Altered, "{wrong}");
        }
    }

    #[test]
    fn frames_are_cut_at_any_length_and_only_when_complete() {
        for length in [0_usize, 1, 125, 126, 334, 65_535, 65_536] {
            let mut bytes = vec![0x81];
            match length {
                0..126 => bytes.push(length as u8),
                126..65_536 => {
                    bytes.push(126);
                    bytes.extend((length as u16).to_be_bytes());
                }
                _ => {
                    bytes.push(127);
                    bytes.extend((length as u64).to_be_bytes());
                }
            }
            let payload = vec![b'x'; length];
            bytes.extend(&payload);
            let whole = bytes.len();
            assert_eq!(split(&bytes[..whole - 1]), Ok(None), "{length}");
            bytes.extend([0x8a, 0]);
            assert_eq!(split(&bytes), Ok(Some((Message::Text(&payload), whole))));
            assert_eq!(split(&bytes[whole..]), Ok(Some((Message::Pong, 2))));
        }
        assert_eq!(split(&[0x88, 2, 0x10, 0x04]), Ok(Some((Message::Close(Some(4100)), 4))));
        for bytes in [[0x81, 0x80], [0x01, 0], [0xc1, 0], [0x83, 0]] {
            assert_eq!(split(&bytes), Err(FrameError::Header(bytes[0], bytes[1])));
        }
        assert!(split(&[0x81, 127, 1, 0, 0, 0, 0, 0, 0, 0]).is_err());
    }
}
