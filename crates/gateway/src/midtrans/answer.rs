//! What Midtrans answers, which is believed only as far as it can be understood.

use orderbell_delivery::Answer;
use orderbell_intake::midtrans::{self, Transaction};
use serde_json::{Map, Value};

use super::Page;
use crate::error::GatewayError;

/// What is said where a transaction may be.
pub(super) enum Said {
    Transaction(Box<Transaction>),
    /// Something else, in the words of an error; [`GatewayError::Rejected`] with 404 for "there is none".
    No(GatewayError),
}

/// A transaction, which must be the one that was asked about.
pub(super) fn transaction(answer: Answer, asked: &str) -> Result<Said, GatewayError> {
    let Answer { status, body, retry_after, whole } = answer;
    if !whole {
        return Err(GatewayError::unusable("it does not end"));
    }
    let bytes = body.as_bytes();
    match Transaction::read(bytes) {
        Ok(transaction) if transaction.reference == asked || transaction.transaction_id == asked => {
            Ok(Said::Transaction(Box::new(transaction)))
        }
        Ok(_) => Err(GatewayError::unusable("it is about another payment")),
        Err(why) => {
            let code = midtrans::status_code(bytes).unwrap_or(status);
            let object = object(bytes);
            // Whatever a proxy in between says is not what the gateway says about a payment.
            let theirs = object.is_some();
            Ok(Said::No(match refusal(code, object.as_ref(), retry_after) {
                Some(GatewayError::Rejected { code: 404, .. }) if !theirs => {
                    GatewayError::unusable("a 404 that is not Midtrans' own")
                }
                Some(error) => error,
                None => GatewayError::unusable(&why.to_string()),
            }))
        }
    }
}

/// A page to pay on.
pub(super) fn page(answer: Answer) -> Result<Page, GatewayError> {
    let Answer { status, body, retry_after, whole } = answer;
    if !whole {
        return Err(GatewayError::unusable("it does not end"));
    }
    let object = object(body.as_bytes());
    let text = |field: &str| {
        let text = object.as_ref()?.get(field)?.as_str()?.trim();
        (!text.is_empty() && text.len() <= 2000).then(|| text.to_owned())
    };
    if let (200..=299, Some(token), Some(url)) = (status, text("token"), text("redirect_url")) {
        // It becomes a link on pages of ours.
        if !(url.starts_with("https://") || url.starts_with("http://")) {
            return Err(GatewayError::unusable("the address of the page is none"));
        }
        return Ok(Page { url, token });
    }
    let code = midtrans::status_code(body.as_bytes()).unwrap_or(status);
    Err(refusal(code, object.as_ref(), retry_after)
        .unwrap_or_else(|| GatewayError::unusable("it has no page in it")))
}

/// What a code means that is no success; `None` for a success.
fn refusal(
    code: u16,
    object: Option<&Map<String, Value>>,
    retry_after: Option<std::time::Duration>,
) -> Option<GatewayError> {
    let message = object.map_or_else(String::new, words);
    Some(match code {
        200..=299 => return None,
        401 => GatewayError::KeyRefused,
        406 => GatewayError::Taken,
        _ if says_taken(&message) => GatewayError::Taken,
        429 => GatewayError::Busy(retry_after),
        500.. => GatewayError::Failing(code),
        _ => GatewayError::rejected(code, &message),
    })
}

fn object(body: &[u8]) -> Option<Map<String, Value>> {
    serde_json::from_slice(body).ok()
}

/// Everything that is meant for people in it.
fn words(object: &Map<String, Value>) -> String {
    let mut words: Vec<&str> = object.get("status_message").and_then(Value::as_str).into_iter().collect();
    for field in ["error_messages", "validation_messages"] {
        words.extend(
            object.get(field).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str),
        );
    }
    words.join("; ")
}

/// Snap has no code of its own for a reference that was used before, only words in either language.
fn says_taken(message: &str) -> bool {
    let message = message.to_lowercase();
    message.contains("order_id")
        && ["sudah digunakan", "been taken", "been used", "already used", "utilized"]
            .iter()
            .any(|words| message.contains(words))
}
