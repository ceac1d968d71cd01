//! What a raw WebSocket client says, and what is said about it when it makes no sense.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    http::body::{Unreadable, read_json},
    live::follow::Last,
};

/// A message that makes sense.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ClientMessage {
    Join(Join),
    Leave { room: String },
    Ping,
}

/// The wish to follow a room.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Join {
    pub(super) room: String,
    pub(super) token: Option<String>,
    pub(super) last: Option<Last>,
}

/// Why something was not done. The connection stays.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) room: Option<String>,
}

#[derive(Deserialize)]
struct Fields {
    #[serde(rename = "type")]
    kind: String,
    room: Option<String>,
    token: Option<String>,
    after: Option<i64>,
    epoch: Option<String>,
}

/// How much of a foreign text is repeated in an answer.
const QUOTED: usize = 64;

impl ClientMessage {
    /// Fields that are not known are let pass: front ends send the same object to several places.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        // What many hand-made clients send to keep a connection alive.
        if text == "ping" {
            return Ok(Self::Ping);
        }
        let Fields { kind, room, token, after, epoch } = read_json(text.as_bytes()).map_err(unreadable)?;
        let required = |room: Option<String>| {
            let missing = format!("room: is required for {kind}, such as \"order:<uid>\"");
            room.ok_or_else(|| Failure::new("invalid_message", missing))
        };
        match &*kind {
            "join" => {
                let room = required(room)?;
                if after.is_some_and(|after| after < 0) {
                    return Err(Failure::new("invalid_message", "after: must not be negative").about(&room));
                }
                let last = after.map(|seq| Last { epoch, seq });
                Ok(Self::Join(Join { room, token, last }))
            }
            "leave" => Ok(Self::Leave { room: required(room)? }),
            "ping" => Ok(Self::Ping),
            other => {
                let message =
                    format!("type: {:?} is not known; known are join, leave and ping", shorten(other));
                Err(Failure::new("unknown_type", message))
            }
        }
    }
}

impl Failure {
    pub(super) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), room: None }
    }

    pub(super) fn about(mut self, room: &str) -> Self {
        self.room = Some(shorten(room).to_owned());
        self
    }

    pub(super) fn to_json(&self) -> Value {
        let mut json = json!({"type": "error", "code": self.code, "message": self.message});
        if let Some(room) = &self.room {
            json["room"] = json!(room);
        }
        json
    }
}

/// In the words of the API's problems.
fn unreadable(why: Unreadable) -> Failure {
    match why {
        Unreadable::NotJson(why) => Failure::new("malformed_json", format!("the message is not JSON: {why}")),
        Unreadable::Wrong { field, message } if field.is_empty() => {
            Failure::new("invalid_message", format!("the message {}", shorten(&message)))
        }
        Unreadable::Wrong { field, message } => {
            Failure::new("invalid_message", format!("{field}: {}", shorten(&message)))
        }
    }
}

fn shorten(text: &str) -> &str {
    &text[..text.floor_char_boundary(QUOTED * 2)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_are_understood() {
        let full = r#"{"type":"join","room":"admin","token":"t","after":7,"epoch":"e","userId":5}"#;
        let last = Some(Last { epoch: Some("e".into()), seq: 7 });
        let join = |token, last| ClientMessage::Join(Join { room: "admin".into(), token, last });
        assert_eq!(ClientMessage::parse(full), Ok(join(Some("t".into()), last)));
        assert_eq!(ClientMessage::parse(r#"{"type":"join","room":"admin"}"#), Ok(join(None, None)));
        assert_eq!(ClientMessage::parse("ping"), Ok(ClientMessage::Ping));
    }

    #[test]
    fn each_complaint_says_what_is_wrong() {
        let deep = "[".repeat(4000);
        for (text, code, part) in [
            ("", "malformed_json", "not JSON"),
            ("hello", "malformed_json", "not JSON"),
            (&deep, "malformed_json", "not JSON"),
            ("5", "invalid_message", "the message must be a JSON object, not 5"),
            (r#"["join"]"#, "invalid_message", "the message must be a JSON object, not a list"),
            ("{}", "invalid_message", "type: is required"),
            (r#"{"type":5}"#, "invalid_message", "type: must be a text, not 5"),
            (r#"{"type":"ping","type":"ping"}"#, "invalid_message", "type: is there twice"),
            (r#"{"type":"join"}"#, "invalid_message", "room: is required"),
            (r#"{"type":"join","room":7}"#, "invalid_message", "room: must be a text, not 7"),
            (
                r#"{"type":"join","room":"admin","after":"7"}"#,
                "invalid_message",
                "after: must be a whole number, not a text",
            ),
            (
                r#"{"type":"join","room":"admin","after":-1}"#,
                "invalid_message",
                "after: must not be negative",
            ),
            (
                r#"{"type":"join","room":"admin","after":1e30}"#,
                "invalid_message",
                "after: must be a whole number, not 1e+30",
            ),
            (r#"{"type":"new_order","room":"admin"}"#, "unknown_type", "join, leave and ping"),
        ] {
            let failure = ClientMessage::parse(text).unwrap_err();
            assert!(failure.code == code && failure.message.contains(part), "{text}: {failure:?}");
            assert!(failure.message.len() < 400);
            let words_of_serde = ["`", "invalid type", "missing field", "duplicate field"];
            assert!(!words_of_serde.iter().any(|word| failure.message.contains(word)), "{failure:?}");
        }
    }
}
