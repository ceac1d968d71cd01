//! What a configured flow must be like. All mistakes are found at once, each with the field that it is in, because
//! whoever edits a flow sees all of its fields.

use thiserror::Error;

use super::{Flow, Flows};
use crate::draft::FieldError;
use crate::status::Status;

/// Most flows of one app.
const MAX_FLOWS: usize = 20;

/// Most characters of a label.
const MAX_LABEL: usize = 40;

/// Longest deadline: 60 days.
const MAX_SECONDS: u32 = 60 * 24 * 60 * 60;

/// Most days until an order completes by itself.
const MAX_DAYS: u16 = 365;

/// What is wrong with a configured flow.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FlowError {
    /// No flow at all.
    #[error("at least one flow is needed")]
    None,
    /// Too many.
    #[error("at most {MAX_FLOWS} flows are possible, these are {0}")]
    TooMany(usize),
    /// The name is unusable.
    #[error("flow name `{0}` must be 1 to 40 characters of a-z, 0-9, `_` and `-`")]
    Name(String),
    /// Two flows of one name.
    #[error("flow `{0}` is there twice")]
    Twice(String),
    /// The steps do not walk the line.
    #[error(
        "the steps of flow `{0}` must be a rising choice of accepted, preparing, ready, shipped, and end with completed"
    )]
    Steps(String),
    /// A delivery step that is no step, or the last one.
    #[error("the delivery steps of flow `{0}` must be among its steps, and completed cannot be one")]
    DeliverySteps(String),
    /// A flow that insists on acceptance without offering it.
    #[error("flow `{0}` needs acceptance but has no step accepted")]
    Accept(String),
    /// An order would expire at once.
    #[error("flow `{0}` needs at least 60 s to pay")]
    Pay(String),
    /// A label that no button has room for.
    #[error(
        "the labels of flow `{flow}` must be one line of 1 to {MAX_LABEL} characters, that of {status} is not"
    )]
    Label {
        /// The flow.
        flow: String,
        /// Whose label it is.
        status: Status,
    },
    /// A deadline that is no time, or too long.
    #[error("the deadlines of flow `{0}` must be between 10 s and {MAX_SECONDS} s")]
    Range(String),
    /// Deadlines that pass each other.
    #[error("in flow `{0}` accept_warn_seconds, accept_alarm_seconds and accept_limit_seconds must not fall")]
    Order(String),
    /// Declining without a time for it.
    #[error("flow `{0}` needs accept_limit_seconds to decline by itself")]
    Decline(String),
    /// A deadline for a step that no order takes.
    #[error("flow `{flow}` has a deadline for the step {step}, which is not among its steps")]
    NoStep {
        /// The flow.
        flow: String,
        /// The step.
        step: Status,
    },
    /// On its way before it is ready.
    #[error("in flow `{0}` ship_seconds must not be less than ready_seconds")]
    Ship(String),
    /// Too far away.
    #[error("flow `{0}` cannot complete by itself later than after {MAX_DAYS} days")]
    Complete(String),
}

impl Flows {
    /// The flows of an app.
    ///
    /// # Errors
    /// [`FlowError`] names the flow and the first thing that is wrong with it.
    pub fn new(flows: Vec<Flow>) -> Result<Self, FlowError> {
        match errors(&flows).into_iter().next() {
            Some((_, error)) => Err(error),
            None => Ok(Self(flows)),
        }
    }

    /// The flows of an app, as somebody has entered them.
    ///
    /// # Errors
    /// Everything that is wrong, by the path of its field (`flows[1].steps`).
    pub fn validate(flows: Vec<Flow>) -> Result<Self, Vec<FieldError>> {
        let errors = errors(&flows);
        if errors.is_empty() {
            return Ok(Self(flows));
        }
        Err(errors
            .into_iter()
            .map(|(field, error)| FieldError { field, message: error.to_string() })
            .collect())
    }
}

fn errors(flows: &[Flow]) -> Vec<(String, FlowError)> {
    let all = || "flows".to_owned();
    match flows.len() {
        0 => return vec![(all(), FlowError::None)],
        n if n > MAX_FLOWS => return vec![(all(), FlowError::TooMany(n))],
        _ => {}
    }
    let mut found = Vec::new();
    for (at, flow) in flows.iter().enumerate() {
        let mut of_flow = flow.errors();
        if flows[..at].iter().any(|earlier| earlier.name == flow.name) {
            of_flow.push(("name".to_owned(), FlowError::Twice(flow.name.clone())));
        }
        found.extend(of_flow.into_iter().map(|(field, error)| (format!("flows[{at}].{field}"), error)));
    }
    found
}

impl Flow {
    fn errors(&self) -> Vec<(String, FlowError)> {
        let name = || self.name.clone();
        let mut found = Vec::new();
        let mut wrong = |field: &str, error| found.push((field.to_owned(), error));
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte);
        if self.name.is_empty() || self.name.len() > 40 || !self.name.bytes().all(plain) {
            wrong("name", FlowError::Name(name()));
        }
        let rising = self.steps.is_sorted_by(|earlier, later| later.is_after(*earlier));
        let inside = self.steps.iter().all(|step| step.is_after(Status::Placed));
        if !rising || !inside || self.steps.last() != Some(&Status::Completed) {
            wrong("steps", FlowError::Steps(name()));
        }
        let own = |step: &Status| self.steps.contains(step) && *step != Status::Completed;
        if !self.delivery_steps.iter().all(own) {
            wrong("delivery_steps", FlowError::DeliverySteps(name()));
        }
        if self.needs_accept && !self.steps.contains(&Status::Accepted) {
            wrong("needs_accept", FlowError::Accept(name()));
        }
        for (status, label) in &self.labels {
            for (language, text) in [("en", &label.en), ("id", &label.id)] {
                let length = text.trim().chars().count();
                if length == 0 || length > MAX_LABEL || text.chars().any(char::is_control) {
                    let field = format!("labels.{status}.{language}");
                    wrong(&field, FlowError::Label { flow: name(), status: *status });
                }
            }
        }
        self.deadline_errors(&mut wrong);
        found
    }

    fn deadline_errors(&self, wrong: &mut impl FnMut(&str, FlowError)) {
        let name = || self.name.clone();
        let deadlines = &self.deadlines;
        if deadlines.pay_seconds < 60 {
            wrong("deadlines.pay_seconds", FlowError::Pay(name()));
        } else if deadlines.pay_seconds > MAX_SECONDS {
            wrong("deadlines.pay_seconds", FlowError::Range(name()));
        }
        let accept = [
            ("deadlines.accept_warn_seconds", deadlines.accept_warn_seconds),
            ("deadlines.accept_alarm_seconds", deadlines.accept_alarm_seconds),
            ("deadlines.accept_limit_seconds", deadlines.accept_limit_seconds),
        ];
        let mut latest = 0;
        for (field, seconds) in accept {
            let Some(seconds) = seconds else { continue };
            if !(10..=MAX_SECONDS).contains(&seconds) {
                wrong(field, FlowError::Range(name()));
            } else if seconds < latest {
                wrong(field, FlowError::Order(name()));
            }
            latest = latest.max(seconds);
        }
        if deadlines.auto_decline && deadlines.accept_limit_seconds.is_none() {
            wrong("deadlines.auto_decline", FlowError::Decline(name()));
        }
        let work = [
            ("deadlines.ready_seconds", deadlines.ready_seconds, Status::Ready),
            ("deadlines.ship_seconds", deadlines.ship_seconds, Status::Shipped),
        ];
        for (field, seconds, step) in work {
            let Some(seconds) = seconds else { continue };
            if !(10..=MAX_SECONDS).contains(&seconds) {
                wrong(field, FlowError::Range(name()));
            } else if !self.steps.contains(&step) {
                wrong(field, FlowError::NoStep { flow: name(), step });
            }
        }
        if deadlines.ready_seconds.zip(deadlines.ship_seconds).is_some_and(|(ready, ship)| ship < ready) {
            wrong("deadlines.ship_seconds", FlowError::Ship(name()));
        }
        if deadlines.auto_complete_days.is_some_and(|days| days > MAX_DAYS) {
            wrong("deadlines.auto_complete_days", FlowError::Complete(name()));
        }
    }
}
