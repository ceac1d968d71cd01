//! Who a connection signs in as, as the app states it in `user_data`.
//!
//! An id has to be one that a channel name can contain, because events for the user go to the channel of that name.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;
use thiserror::Error;

use crate::channel::ChannelName;
use crate::{json, limits};

/// A user who signs in. Clones share the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The user's id; `#server-to-user-` and this make a channel name.
    pub id: Arc<str>,
    /// What the app tells others about the user, as JSON text; `None` when it tells nothing.
    pub info: Option<Arc<str>>,
    /// Whose comings and goings the user wants to hear of: at most [`limits::WATCHLIST`] ids, each once.
    pub watchlist: Vec<Arc<str>>,
    /// Whether the list was longer and the rest of it was left out.
    pub watchlist_was_cut: bool,
}

/// Why `user_data` does not say who somebody is. The texts are sent to the client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum UserError {
    /// The text is not a JSON object, or nests too deep.
    #[error("user_data must be a JSON object with a member 'id'")]
    NotAnObject,
    /// `id` is missing, empty, not a string, or has characters that a channel name cannot have.
    #[error(
        "user_data must have a member 'id' that is a non-empty string of letters, digits and _ - = @ , . ; \
         (at most 184)"
    )]
    Id,
    /// `watchlist` is not an array of strings.
    #[error("the watchlist in user_data must be an array of strings")]
    Watchlist,
}

#[derive(Deserialize)]
struct Data<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    #[serde(borrow, default)]
    user_info: Option<&'a RawValue>,
    #[serde(borrow, default)]
    watchlist: Option<&'a RawValue>,
}

impl User {
    /// Reads `user_data`.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong. A watchlist that is too long is not an error.
    pub fn parse(user_data: &str) -> Result<Self, UserError> {
        if !json::is_object(user_data) || json::deeper_than(user_data, limits::JSON_DEPTH) {
            return Err(UserError::NotAnObject);
        }
        let data: Data<'_> = serde_json::from_str(user_data).map_err(|_| UserError::NotAnObject)?;
        let id = data.id.and_then(|id| serde_json::from_str::<String>(id.get()).ok());
        let id = id.filter(|id| ChannelName::of_user(id).is_ok()).ok_or(UserError::Id)?;
        let listed: Vec<Arc<str>> = match data.watchlist {
            None => Vec::new(),
            Some(list) => serde_json::from_str::<Vec<String>>(list.get())
                .map_err(|_| UserError::Watchlist)?
                .into_iter()
                .map(Arc::from)
                .collect(),
        };
        let mut watchlist = Vec::with_capacity(listed.len().min(limits::WATCHLIST));
        for id in &listed {
            if watchlist.len() < limits::WATCHLIST && !watchlist.contains(id) {
                watchlist.push(Arc::clone(id));
            }
        }
        Ok(Self {
            id: id.into(),
            info: data.user_info.map(|info| info.get().into()),
            watchlist,
            watchlist_was_cut: listed.len() > limits::WATCHLIST,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn check_83_a_user_with_everything() {
        let user = User::parse(r#"{"id": "u@1", "user_info": {"n": "\u00e9"}, "watchlist": ["a","b","a"]}"#);
        let user = user.unwrap();
        assert_eq!((&*user.id, user.info.as_deref()), ("u@1", Some(r#"{"n": "\u00e9"}"#)));
        assert_eq!(user.watchlist, ["a".into(), Arc::<str>::from("b")]);
        let user = User::parse(r#"{"id":"u1"}"#).unwrap();
        assert!(user.info.is_none() && user.watchlist.is_empty() && !user.watchlist_was_cut);
    }

    #[test]
    fn check_87_what_is_not_a_user() {
        for text in ["", "x", "[]", "\"u1\""] {
            assert_eq!(User::parse(text), Err(UserError::NotAnObject), "{text}");
        }
        let long = "x".repeat(185);
        for id in [json!(null), json!(""), json!(5), json!({}), json!("two words"), json!("a#b"), json!(long)]
        {
            assert_eq!(User::parse(&json!({"id": id}).to_string()), Err(UserError::Id), "{id}");
        }
        assert_eq!(User::parse("{}"), Err(UserError::Id));
        assert!(User::parse(&json!({"id": "x".repeat(184)}).to_string()).is_ok());
        for list in [json!("u2"), json!([1]), json!({})] {
            let data = json!({"id": "u1", "watchlist": list}).to_string();
            assert_eq!(User::parse(&data), Err(UserError::Watchlist), "{list}");
        }
    }

    #[test]
    fn check_93_the_first_hundred_of_a_watchlist_count() {
        let with = |count: usize| {
            let list: Vec<String> = (0..count).map(|number| number.to_string()).collect();
            User::parse(&json!({"id": "u1", "watchlist": list}).to_string()).unwrap()
        };
        assert!(with(100).watchlist.len() == 100 && !with(100).watchlist_was_cut);
        assert!(with(101).watchlist == with(100).watchlist && with(101).watchlist_was_cut);
    }

    proptest! {
        #[test]
        fn any_text_is_a_user_or_an_error(text in r#"[\[\]{}":,a-z0-9_\\ ]{0,60}"#) {
            drop(User::parse(&text));
        }
    }
}
