//! Who somebody is on a presence channel, as the app states it in `channel_data`.
//!
//! The text was signed by the app, so it is trusted but not well-formed by nature: SDKs differ in spacing, escapes and
//! in the type of the id. An id is a string from here on, because clients use it as the key of an object, and what the
//! app tells about a user stays the JSON text that it was.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;
use thiserror::Error;

use crate::{json, limits};

/// A user on a presence channel. Clones share the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The user's id, 1 to [`limits::USER_ID`] characters.
    pub id: Arc<str>,
    /// What the app tells others about the user, as JSON text; `None` when it tells nothing.
    pub info: Option<Arc<str>>,
}

/// Why `channel_data` does not say who somebody is. The texts are sent to the client.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MemberError {
    /// The text is not a JSON object, or nests too deep.
    #[error("channel_data must be a JSON object with a member 'user_id'")]
    NotAnObject,
    /// `user_id` is missing, empty, or neither a string nor a number.
    #[error("channel_data must have a member 'user_id' that is a non-empty string or a number")]
    NoId,
    /// The id is longer than [`limits::USER_ID`].
    #[error("user_id may have at most {limit} characters, this one has {0}", limit = limits::USER_ID)]
    IdTooLong(usize),
    /// `user_info` is larger than [`limits::USER_INFO`].
    #[error("user_info may have at most {limit} bytes, this one has {0}", limit = limits::USER_INFO)]
    InfoTooLarge(usize),
    /// An escape in `user_info` stands for half a character. Some clients could not read what the others are told then.
    #[error("user_info has an escape that is only half of a surrogate pair")]
    InfoHalfCharacter,
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    user_id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    user_info: Option<&'a RawValue>,
}

impl Member {
    /// Reads `channel_data`.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong.
    pub fn parse(channel_data: &str) -> Result<Self, MemberError> {
        if !json::is_object(channel_data) || json::deeper_than(channel_data, limits::JSON_DEPTH) {
            return Err(MemberError::NotAnObject);
        }
        let data: Data<'_> = serde_json::from_str(channel_data).map_err(|_| MemberError::NotAnObject)?;
        let id = data.user_id.and_then(id).ok_or(MemberError::NoId)?;
        Self::new(id, data.user_info.map(|info| info.get().into()))
    }

    /// A user whose id and JSON text come from elsewhere, such as a sign-in.
    ///
    /// # Errors
    ///
    /// [`MemberError`] when a limit is exceeded.
    pub fn new(id: Arc<str>, info: Option<Arc<str>>) -> Result<Self, MemberError> {
        let length = id.chars().count();
        if length > limits::USER_ID {
            return Err(MemberError::IdTooLong(length));
        }
        match &info {
            Some(info) if info.len() > limits::USER_INFO => Err(MemberError::InfoTooLarge(info.len())),
            Some(info) if json::has_half_character(info) => Err(MemberError::InfoHalfCharacter),
            _ => Ok(Self { id, info }),
        }
    }
}

/// A number keeps the digits that it was written with.
fn id(value: &RawValue) -> Option<Arc<str>> {
    let text = value.get();
    match text.as_bytes().first() {
        Some(b'"') => serde_json::from_str::<String>(text).ok().filter(|id| !id.is_empty()).map(Arc::from),
        Some(b'-' | b'0'..=b'9') => Some(text.into()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str) -> Result<(String, Option<String>), MemberError> {
        Member::parse(text).map(|member| (member.id.to_string(), member.info.map(|info| info.to_string())))
    }

    #[test]
    fn check_52_an_id_is_a_string_whatever_it_was() {
        for (text, id) in [
            (r#"{"user_id":10}"#, "10"),
            (r#"{"user_id":"10"}"#, "10"),
            (r#"{"user_id":-1.50}"#, "-1.50"),
            (r#"{"user_id":"u\u00e9\"1"}"#, "ué\"1"),
        ] {
            assert_eq!(parse(text), Ok((id.to_owned(), None)), "{text}");
        }
    }

    #[test]
    fn checks_53_and_54_info_is_the_text_that_was_sent() {
        let info = |text: &str| parse(text).unwrap().1;
        assert_eq!(
            info(r#"{"user_id": "u1", "user_info": {"name": "\u00e9"}}"#).as_deref(),
            Some(r#"{"name": "\u00e9"}"#)
        );
        assert_eq!(info(r#"{"user_id":"u1","user_info":"x","more":1}"#).as_deref(), Some("\"x\""));
        assert_eq!(info(r#"{"user_id":"u1","user_info":null}"#), None);
        assert_eq!(info(r#"{"user_id":"u1"}"#), None);
    }

    #[test]
    fn check_55_without_an_id_nobody_is_anybody() {
        for text in ["", "x", "[]", "\"u1\"", "5", r#"{"user_id":1,"user_id":2}"#, r#"{"user_id":}"#] {
            assert_eq!(parse(text), Err(MemberError::NotAnObject), "{text}");
        }
        for id in
            [r#""user_id":null"#, r#""user_id":"""#, r#""user_id":true"#, r#""user_id":{}"#, r#""id":1"#]
        {
            assert_eq!(parse(&format!("{{{id}}}")), Err(MemberError::NoId), "{id}");
        }
        let deep = "[".repeat(10_000);
        assert_eq!(parse(&format!(r#"{{"user_info":{deep}"#)), Err(MemberError::NotAnObject));
    }

    #[test]
    fn limits_are_inclusive() {
        let with = |id: usize, info: usize| {
            parse(&format!(r#"{{"user_id":"{}","user_info":"{}"}}"#, "é".repeat(id), "x".repeat(info - 2)))
        };
        assert!(with(128, 1024).is_ok());
        assert_eq!(with(129, 1024), Err(MemberError::IdTooLong(129)));
        assert_eq!(with(128, 1025), Err(MemberError::InfoTooLarge(1025)));
    }

    proptest! {
        #[test]
        fn any_text_is_a_member_or_an_error(text in r#"[\[\]{}":,a-z0-9_\\ ]{0,60}"#) {
            drop(Member::parse(&text));
        }
    }

    #[test]
    fn half_a_character_in_the_info_is_refused_and_a_whole_one_is_not() {
        let parse =
            |escape: &str| Member::parse(&format!(r#"{{"user_id":"u","user_info":{{"name":"{escape}"}}}}"#));
        assert_eq!(parse(r"\ud83d").unwrap_err(), MemberError::InfoHalfCharacter);
        assert!(parse(r"\ud83c\udf73").is_ok());
        assert!(parse(r"\u00e9").is_ok());
    }
}
