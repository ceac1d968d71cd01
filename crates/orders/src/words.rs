//! What other systems call our statuses, and what an app wants them called.
//!
//! Only words that mean the same everywhere are known without being told. `pending`, `paid` and `processing` are not among
//! them: one shop's `pending` waits for money and the next one's for a yes, so they mean something only in the words of
//! an app or of a mapping.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::status::Status;

/// Longest word of an app, in characters.
pub const MAX_WORD: usize = 40;

/// An app's own words for statuses. Two statuses may share one: some shops do not tell declined from cancelled.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<Status, String>", into = "BTreeMap<Status, String>")]
pub struct Aliases(BTreeMap<Status, String>);

/// A word that cannot be one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the word for {0} must have 1 to {MAX_WORD} characters and no control characters")]
pub struct WrongWord(
    /// Whose word it is.
    pub Status,
);

impl Aliases {
    /// The words of an app.
    ///
    /// # Errors
    /// [`WrongWord`] names the first status whose word is unusable.
    pub fn new(words: BTreeMap<Status, String>) -> Result<Self, WrongWord> {
        let wrong = |word: &String| {
            word.trim() != word
                || !(1..=MAX_WORD).contains(&word.chars().count())
                || word.chars().any(char::is_control)
        };
        match words.iter().find(|(_, word)| wrong(word)) {
            Some((status, _)) => Err(WrongWord(*status)),
            None => Ok(Self(words)),
        }
    }

    /// What a status is called.
    #[must_use]
    pub fn word(&self, status: Status) -> &str {
        self.0.get(&status).map_or(status.as_str(), String::as_str)
    }

    /// The status that a word stands for: ours, the app's, or what everybody calls it.
    #[must_use]
    pub fn read(&self, word: &str) -> Option<Status> {
        let word = word.trim();
        let named = Status::ALL.into_iter().find(|status| same(status.as_str(), word));
        named.or_else(|| self.owned(word).next()).or_else(|| common(word))
    }

    /// Every status that a reader of the app's words may mean: `cancelled` are also the declined orders where the app
    /// calls them so.
    #[must_use]
    pub fn read_all(&self, word: &str) -> Vec<Status> {
        let word = word.trim();
        let mut found: Vec<Status> = self.owned(word).collect();
        found.extend(Status::ALL.into_iter().filter(|status| same(status.as_str(), word)));
        if found.is_empty() {
            found.extend(common(word));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The words that differ from ours.
    pub fn iter(&self) -> impl Iterator<Item = (Status, &str)> {
        self.0.iter().map(|(status, word)| (*status, word.as_str()))
    }

    fn owned<'a>(&'a self, word: &'a str) -> impl Iterator<Item = Status> + 'a {
        self.0.iter().filter(move |(_, own)| same(own, word)).map(|(status, _)| *status)
    }
}

impl TryFrom<BTreeMap<Status, String>> for Aliases {
    type Error = WrongWord;

    fn try_from(words: BTreeMap<Status, String>) -> Result<Self, WrongWord> {
        Self::new(words)
    }
}

impl From<Aliases> for BTreeMap<Status, String> {
    fn from(aliases: Aliases) -> Self {
        aliases.0
    }
}

/// The status of a word that means the same in every system.
#[must_use]
pub fn common(word: &str) -> Option<Status> {
    Some(match word.trim().to_lowercase().replace([' ', '-'], "_").as_str() {
        "confirmed" => Status::Accepted,
        "packing" => Status::Preparing,
        "ready_for_pickup" => Status::Ready,
        "in_transit" | "out_for_delivery" | "dispatched" => Status::Shipped,
        "delivered" | "picked_up" | "fulfilled" | "closed" | "checked_out" => Status::Completed,
        "rejected" => Status::Declined,
        "canceled" => Status::Cancelled,
        _ => return None,
    })
}

/// People write `Ready For Pickup` as they like.
fn same(one: &str, other: &str) -> bool {
    let plain = |c: char| if matches!(c, ' ' | '-') { '_' } else { c };
    one.chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .eq(other.chars().flat_map(char::to_lowercase).map(plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aliases(json: &str) -> Aliases {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn an_apps_words_go_out_and_come_in() {
        let villa = aliases(r#"{"placed":"pending","accepted":"confirmed"}"#);
        assert_eq!((villa.word(Status::Placed), villa.word(Status::Ready)), ("pending", "ready"));
        for (word, status) in [
            ("pending", Status::Placed),
            ("placed", Status::Placed),
            (" Confirmed ", Status::Accepted),
            ("Ready for pickup", Status::Ready),
            ("out-for-delivery", Status::Shipped),
        ] {
            assert_eq!(villa.read(word), Some(status), "{word}");
        }
        assert_eq!(Aliases::default().read("pending"), None, "it means something else in every system");
    }

    #[test]
    fn our_word_is_ours_even_where_an_app_uses_it_for_something_else() {
        let kitchen = aliases(r#"{"ready":"ready_for_pickup","declined":"cancelled"}"#);
        assert_eq!(kitchen.word(Status::Declined), "cancelled");
        assert_eq!(kitchen.read("cancelled"), Some(Status::Cancelled));
        assert_eq!(kitchen.read_all("cancelled"), [Status::Declined, Status::Cancelled]);
        assert_eq!(kitchen.read_all("ready_for_pickup"), [Status::Ready]);
        assert_eq!(kitchen.read_all("nonsense"), []);
    }

    #[test]
    fn unusable_words_are_refused() {
        for word in ["", " x", "a\nb", &"x".repeat(41)] {
            let words = BTreeMap::from([(Status::Ready, word.to_owned())]);
            assert_eq!(Aliases::new(words), Err(WrongWord(Status::Ready)), "{word:?}");
        }
        assert!(serde_json::from_str::<Aliases>(r#"{"gone":"x"}"#).is_err());
    }
}
