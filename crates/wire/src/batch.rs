//! Several events in one request: the body of `POST /apps/{id}/batch_events`.
//!
//! All of them are checked before any is returned, so that a batch is published as a whole or not at all.

use serde::Deserialize;
use serde_json::value::RawValue;
use thiserror::Error;

use crate::trigger::{self, Trigger, TriggerError, TriggerLimits};

/// Why a batch is refused. The texts are the body of the answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum BatchError {
    /// The body is not one JSON object.
    #[error(transparent)]
    Body(TriggerError),
    /// `batch` is missing or not an array.
    #[error("batch: expected an array of events")]
    Missing,
    /// The array is longer than allowed.
    #[error("batch: at most {limit} events go into a batch, this one has {count}")]
    TooMany {
        /// The limit.
        limit: usize,
        /// What was sent.
        count: usize,
    },
    /// One of the events is refused.
    #[error("{error} (batch[{index}])")]
    Event {
        /// Its place, from 0.
        index: usize,
        /// What is wrong with it.
        #[source]
        error: TriggerError,
    },
}

impl BatchError {
    /// The HTTP status of the answer.
    pub fn status(&self) -> u16 {
        match self {
            Self::Body(error) | Self::Event { error, .. } => error.status(),
            Self::Missing | Self::TooMany { .. } => 400,
        }
    }
}

#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow, default)]
    batch: Option<&'a RawValue>,
}

/// Reads a request body, which has to keep within the limits of its app. An empty batch is one.
///
/// # Errors
///
/// The first thing that is wrong; [`BatchError::status`] says how to answer.
pub fn parse(body: &[u8], limits: TriggerLimits) -> Result<Vec<Trigger>, BatchError> {
    let body: Body<'_> = trigger::object(body).map_err(BatchError::Body)?;
    let batch = body.batch.ok_or(BatchError::Missing)?;
    let events: Vec<&RawValue> = serde_json::from_str(batch.get()).map_err(|_| BatchError::Missing)?;
    if events.len() > limits.batch {
        return Err(BatchError::TooMany { limit: limits.batch, count: events.len() });
    }
    let read = |(index, event): (usize, &RawValue)| {
        let body = trigger::object(event.get().as_bytes());
        let trigger = body.and_then(|body| Trigger::read(&body, limits));
        trigger.map_err(|error| BatchError::Event { index, error })
    };
    events.into_iter().enumerate().map(read).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn batch(events: &Value) -> Result<Vec<Trigger>, BatchError> {
        parse(json!({ "batch": events }).to_string().as_bytes(), TriggerLimits::default())
    }

    fn event(data: &str) -> Value {
        json!({"channel": "a", "name": "e", "data": data})
    }

    #[test]
    fn check_124_ten_events_and_no_more() {
        let with =
            |count: usize| batch(&json!((0..count).map(|n| event(&n.to_string())).collect::<Vec<_>>()));
        let events = with(10).unwrap();
        let data: Vec<&str> = events.iter().map(|event| &*event.data).collect();
        assert_eq!(data, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
        assert_eq!(with(11), Err(BatchError::TooMany { limit: 10, count: 11 }));
        assert_eq!(with(11).unwrap_err().status(), 400);
    }

    #[test]
    fn check_126_one_bad_event_spoils_the_batch_and_is_named() {
        let error = batch(&json!([event("x"), event(&"x".repeat(10_241))])).unwrap_err();
        assert_eq!(error.status(), 413);
        let text = error.to_string();
        assert!(
            text.starts_with("The data content of this event exceeds the allowed maximum (10240 bytes).")
        );
        assert!(text.ends_with("(batch[1])"), "{text}");
        for wrong in [json!({}), json!(5), json!("x"), json!([]), json!({"channel": "a", "name": "e"})] {
            assert_eq!(batch(&json!([wrong])).unwrap_err().status(), 400, "{wrong}");
        }
    }

    #[test]
    fn checks_125_and_127_each_event_has_its_own_options() {
        let mut second = event("2");
        second["info"] = json!("subscription_count");
        second["socket_id"] = json!("1.2");
        let events = batch(&json!([event("1"), second])).unwrap();
        assert!(events[0].info.counts_nothing() && events[0].except.is_none());
        assert!(events[1].info.subscription_count && events[1].except.is_some());
    }

    #[test]
    fn check_128_an_empty_batch_is_a_batch_and_a_missing_one_is_not() {
        assert_eq!(batch(&json!([])), Ok(Vec::new()));
        for body in ["{}", r#"{"batch":null}"#, r#"{"batch":{}}"#, "[]", "not json"] {
            assert_eq!(parse(body.as_bytes(), TriggerLimits::default()).unwrap_err().status(), 400, "{body}");
        }
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(body in prop::collection::vec(any::<u8>(), 0..200)) {
            drop(parse(&body, TriggerLimits::default()));
        }
    }
}
