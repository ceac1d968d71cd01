//! One question and its answer, asked again where that cannot do harm.

use std::time::Duration;

use orderbell_delivery::{Answer, Endpoint, Failure, READ, Request};

use super::Midtrans;
use super::account::{Account, Host};
use crate::error::GatewayError;

/// Pauses before the second and the third attempt.
const PAUSES: [Duration; 2] = [Duration::from_millis(200), Duration::from_millis(800)];

/// Longest that a wish of the gateway is waited for here; beyond it the caller has to come back.
const LONGEST_WISH: Duration = Duration::from_secs(2);

/// When to ask again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Asking twice is the same as asking once.
    Freely,
    /// Only when the question cannot have arrived.
    Unsent,
}

/// A question.
#[derive(Debug)]
pub(super) struct Call {
    host: Host,
    path: String,
    /// `None` for a GET.
    body: Option<String>,
    repeat: Repeat,
}

impl Call {
    pub(super) fn get(host: Host, path: String) -> Self {
        Self { host, path, body: None, repeat: Repeat::Freely }
    }

    pub(super) fn post(host: Host, path: impl Into<String>, body: String, repeat: Repeat) -> Self {
        Self { host, path: path.into(), body: Some(body), repeat }
    }
}

impl Midtrans {
    /// Asks up to three times. A question that has run out of time is not asked again: whoever waits has waited enough.
    pub(super) async fn exchange(&self, account: &Account, call: Call) -> Result<Answer, GatewayError> {
        let url = format!("{}{}", account.base(call.host), call.path);
        let endpoint = Endpoint::parse(&url, &self.rules)?;
        let mut pauses = PAUSES.into_iter();
        loop {
            let headers = vec![
                ("Accept", "application/json".to_owned()),
                ("Content-Type", "application/json".to_owned()),
                ("Authorization", account.authorization()),
            ];
            let request = match &call.body {
                Some(body) => Request::post(&endpoint, headers, body.clone()),
                None => Request::get(&endpoint, headers),
            };
            let result = self.client.send(request.keeping(READ)).await.result;
            let wait = match &result {
                Ok(answer) => call.again_after(answer),
                Err(Failure::Connect(_) | Failure::Name(_)) => Some(Duration::ZERO),
                Err(Failure::Broken(_)) if call.repeat == Repeat::Freely => Some(Duration::ZERO),
                Err(_) => None,
            };
            match (wait, pauses.next()) {
                (Some(wait), Some(pause)) => tokio::time::sleep(pause.max(wait)).await,
                _ => return result.map_err(GatewayError::Unreachable),
            }
        }
    }
}

impl Call {
    /// How long to wait before asking again after this answer, if it is worth it.
    fn again_after(&self, answer: &Answer) -> Option<Duration> {
        let wish = answer.retry_after.unwrap_or(Duration::ZERO);
        let passing = match answer.status {
            // It was turned away unread.
            429 => true,
            500.. => self.repeat == Repeat::Freely,
            _ => false,
        };
        (passing && wish <= LONGEST_WISH).then_some(wish)
    }
}
