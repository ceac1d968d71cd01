//! Asking couriers where parcels are, by the template that the app has entered for each.
//!
//! Every courier has words and shapes of its own, so what is asked and how the answer reads is configuration. The address
//! comes from users: requests go through the guard of `orderbell-delivery`, as webhooks do.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};
use orderbell_delivery::{Answer, Client, Endpoint, Failure, READ, Request};
use orderbell_orders::{Command, OrderRef, ShipmentState};
use orderbell_store::{CourierTemplate, DueTimer, ReadError, Scope};
use secrecy::ExposeSecret as _;
use serde_json::Value;

use super::{Found, after};
use crate::http::AppState;

/// What stands for the number of the parcel in a URL.
pub const NUMBER: &str = "{tracking_no}";

/// How long a parcel is asked about that does not arrive.
const PATIENCE: SignedDuration = SignedDuration::from_hours(60 * 24);

/// Most characters of a courier's words that are kept.
const MAX_TEXT: usize = 200;

/// Asks couriers.
#[derive(Debug, Clone)]
pub(super) struct Parcels {
    client: Client,
}

/// What an answer says.
#[derive(Debug, PartialEq, Eq)]
struct News {
    state: ShipmentState,
    text: Option<String>,
}

impl Parcels {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Asks where the parcel of an order is.
    pub(super) async fn ask(
        &self,
        state: &AppState,
        timer: &DueTimer,
        now: Timestamp,
    ) -> Result<Found, ReadError> {
        let nothing = Found::Reports(Vec::new());
        let found = state.store.order(timer.app, &OrderRef::Id(timer.order), Scope::All).await?;
        let Some(order) = found.map(|found| found.value) else { return Ok(nothing) };
        let (Some(name), Some(number)) = (order.courier, order.tracking_no) else { return Ok(nothing) };
        let courier = state.store.courier_named(timer.app, name).await?;
        let Some(courier) = courier.filter(|courier| courier.template.enabled) else { return Ok(nothing) };
        if now.duration_since(order.status_at) > PATIENCE {
            return Ok(Found::Hopeless("the parcel has not arrived for 60 days".to_owned()));
        }
        let template = &courier.template;
        let url = template.url.replace(NUMBER, &escaped(&number));
        let endpoint = match Endpoint::parse(&url, &state.config.webhooks.rules) {
            Ok(endpoint) => endpoint,
            Err(error) => return Ok(Found::Hopeless(format!("the URL of the courier {error}"))),
        };
        let own = template.headers.iter();
        let own = own.map(|(name, value)| (name.clone(), value.expose_secret().to_owned())).collect();
        let request = Request::get(&endpoint, vec![("Accept", "application/json".to_owned())]);
        let answer = self.client.send(request.also(own).keeping(READ)).await.result;
        Ok(understood(answer, template, now))
    }
}

/// What the answer means for the timer. Whatever is wrong is looked at again when the courier would have been asked
/// anyway: couriers are slow to know a new number, and a question too many may cost money.
fn understood(answer: Result<Answer, Failure>, template: &CourierTemplate, now: Timestamp) -> Found {
    let later = |wish: Option<std::time::Duration>, error: String| {
        let wish = wish.and_then(|wish| SignedDuration::try_from(wish).ok()).unwrap_or(SignedDuration::ZERO);
        Found::NotNow { until: after(now, template.every.max(wish)), error }
    };
    match answer {
        Ok(Answer { status: 200..=299, body, whole: true, .. }) => match news(&body, template) {
            Ok(News { state, text }) => Found::Reports(vec![Command::UpdateShipment {
                courier: None,
                tracking_no: None,
                state,
                text,
            }]),
            Err(error) => later(None, error),
        },
        Ok(Answer { status: 200..=299, .. }) => later(None, "the answer is too long".to_owned()),
        Ok(Answer { status, retry_after, .. }) => {
            later(retry_after, format!("the courier answered with status {status}"))
        }
        Err(Failure::Forbidden(error)) => Found::Hopeless(error.to_string()),
        Err(Failure::NotListed(error)) => Found::Hopeless(error),
        Err(error) => later(None, error.to_string()),
    }
}

fn news(body: &str, template: &CourierTemplate) -> Result<News, String> {
    let body: Value = serde_json::from_str(body).map_err(|_| "the answer is not JSON".to_owned())?;
    let word = match body.pointer(&template.status_at) {
        Some(Value::String(word)) => word.clone(),
        Some(Value::Number(word)) => word.to_string(),
        _ => return Err(format!("the answer has no word at {}", template.status_at)),
    };
    let known = template.words.get(word.trim().to_lowercase().as_str()).copied();
    let state = known.or_else(|| word.parse().ok()).ok_or_else(|| {
        let word: String = word.chars().take(60).collect();
        format!("the word {word:?} is not known; enter what it means")
    })?;
    let text = match body.pointer(&template.text_at) {
        Some(Value::String(text)) if !template.text_at.is_empty() => {
            Some(text.chars().take(MAX_TEXT).collect())
        }
        _ => None,
    };
    Ok(News { state, text })
}

/// The number as a part of a URL, whatever its place: everything but letters, digits and what is safe everywhere is
/// escaped, so that a number cannot lead elsewhere.
fn escaped(number: &str) -> String {
    let mut escaped = String::with_capacity(number.len());
    for byte in number.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            write!(escaped, "%{byte:02X}").expect("writing to memory cannot fail");
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template() -> CourierTemplate {
        CourierTemplate {
            name: "JNE".into(),
            url: "https://courier.example/{tracking_no}".into(),
            headers: Vec::new(),
            status_at: "/data/status".into(),
            text_at: "/data/desc".into(),
            words: [
                ("on process".into(), ShipmentState::InTransit),
                ("200".into(), ShipmentState::Delivered),
            ]
            .into(),
            every: SignedDuration::from_mins(30),
            enabled: true,
        }
    }

    #[test]
    fn answers_are_read_by_the_template() {
        let read = |body: &str| news(body, &template());
        let body = r#"{"data": {"status": "On Process", "desc": "sorting centre"}}"#;
        let text = Some("sorting centre".to_owned());
        assert_eq!(read(body), Ok(News { state: ShipmentState::InTransit, text }));
        let plain = |state| Ok(News { state, text: None });
        assert_eq!(read(r#"{"data": {"status": 200}}"#), plain(ShipmentState::Delivered));
        assert_eq!(read(r#"{"data": {"status": "dijemput"}}"#), plain(ShipmentState::PickedUp));
        for wrong in ["", "<html>", "[]", r#"{"data": {}}"#, r#"{"data": {"status": "lost in space"}}"#] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_number_cannot_lead_elsewhere() {
        assert_eq!(escaped("JT-12_3"), "JT-12_3");
        assert_eq!(escaped("../admin?x=1#é"), "%2E%2E%2Fadmin%3Fx%3D1%23%C3%A9");
    }

    #[test]
    fn a_courier_that_does_not_answer_well_is_asked_again_when_it_would_have_been_anyway() {
        let now: Timestamp = "2026-11-21T03:04:05Z".parse().unwrap();
        let until = |answer| match understood(answer, &template(), now) {
            Found::NotNow { until, .. } => until.duration_since(now).as_secs(),
            found => panic!("{found:?}"),
        };
        let answer = |status, retry: Option<u64>| {
            let retry_after = retry.map(std::time::Duration::from_secs);
            Ok(Answer { status, retry_after, body: String::new(), whole: true })
        };
        assert_eq!(until(answer(404, None)), 1_800);
        assert_eq!(until(answer(429, Some(7_200))), 7_200);
        assert_eq!(until(answer(200, None)), 1_800);
        assert_eq!(until(Err(Failure::Timeout(std::time::Duration::from_secs(4)))), 1_800);
        let forbidden = understood(Err(Failure::NotListed("public".into())), &template(), now);
        assert_eq!(forbidden, Found::Hopeless("public".into()));
    }
}
