//! The words and details that come with a command, cleaned and held to their limits.

use jiff::Timestamp;

use crate::apply::whole_micros;
use crate::command::Action;
use crate::draft::text;
use crate::event::Event;
use crate::refusal::Refusal;
use crate::status::Status;

const MAX_REASON: usize = 500;
const MAX_METHOD: usize = 40;
const MAX_COURIER: usize = 60;
const MAX_TRACKING_NO: usize = 60;

/// What somebody says along with a move.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Wording<'a> {
    pub(super) reason: Option<&'a str>,
    pub(super) eta: Option<Timestamp>,
}

impl Wording<'_> {
    pub(super) fn moved(
        self,
        action: Action,
        from: Status,
        to: Status,
        now: Timestamp,
    ) -> Result<Event, Refusal> {
        let reason = optional("reason", self.reason, MAX_REASON)?;
        if action == Action::Decline && reason.is_none() {
            let message = format!("is required to decline an order: 1 to {MAX_REASON} characters");
            return Err(Refusal::Invalid { field: "reason", message });
        }
        let eta = self.eta.map(whole_micros);
        if eta.is_some_and(|eta| eta <= now) {
            return Err(Refusal::Invalid { field: "eta", message: "must be in the future".to_owned() });
        }
        Ok(Event::StatusChanged { from, to, reason, eta, courier: None, tracking_no: None })
    }
}

pub(super) fn method(given: Option<&str>) -> Result<Option<String>, Refusal> {
    optional("method", given, MAX_METHOD)
}

pub(super) fn shipment(
    courier: Option<&str>,
    tracking_no: Option<&str>,
) -> Result<(Option<String>, Option<String>), Refusal> {
    Ok((optional("courier", courier, MAX_COURIER)?, optional("tracking_no", tracking_no, MAX_TRACKING_NO)?))
}

pub(super) fn reason(given: Option<&str>) -> Result<Option<String>, Refusal> {
    optional("reason", given, MAX_REASON)
}

/// A cleaned line that must not be empty.
pub(super) fn required(field: &'static str, given: &str, max: usize) -> Result<String, Refusal> {
    optional(field, Some(given), max)?.ok_or_else(|| {
        let message = format!("is required: 1 to {max} characters");
        Refusal::Invalid { field, message }
    })
}

/// A cleaned line; what is empty after cleaning counts as not given.
pub(super) fn optional(
    field: &'static str,
    given: Option<&str>,
    max: usize,
) -> Result<Option<String>, Refusal> {
    let line = text::line(given.unwrap_or_default());
    match line.chars().count() {
        0 => Ok(None),
        length if length <= max => Ok(Some(line)),
        length => {
            let message = format!("must be at most {max} characters long, has {length}");
            Err(Refusal::Invalid { field, message })
        }
    }
}
