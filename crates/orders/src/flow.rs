//! How a kind of shop walks through the statuses. A flow is configuration: it chooses which middle steps exist, what
//! they are called and how long each may take; it cannot invent statuses or turn the line around, which keeps the rules
//! of [`crate::decide()`] the same for everybody.

mod defaults;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::locale::Locale;
use crate::order::Order;
use crate::status::Status;

/// One way of working, such as `restaurant`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// What orders refer to it by; 1 to 40 characters of `a-z0-9_-`.
    pub name: String,
    /// The steps between `placed` and the end, in order; each may be skipped. The last one is `completed`.
    pub steps: Vec<Status>,
    /// Steps of `steps` that only exist for an order which is brought or sent to the customer.
    #[serde(default)]
    pub delivery_steps: Vec<Status>,
    /// Whether somebody has to accept an order. Where not, `placed` already means "to be done", and having seen an
    /// order silences its alarm for good.
    #[serde(default)]
    pub needs_accept: bool,
    /// Whether completing means that the goods arrived; then people read "delivered" and not "completed".
    #[serde(default)]
    pub delivers: bool,
    /// Whether an order is completed when its courier reports it delivered. Where not, somebody has to say so.
    #[serde(default = "yes")]
    pub completes_on_delivery: bool,
    /// Names of statuses that differ from the usual ones.
    #[serde(default)]
    pub labels: BTreeMap<Status, Label>,
    /// How long each wait may take.
    #[serde(default)]
    pub deadlines: Deadlines,
}

/// The name of a status in each language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// English.
    pub en: String,
    /// Indonesian.
    pub id: String,
}

/// Limits of a flow, in seconds. `None`: there is no such limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Deadlines {
    /// From creation until an unpaid order expires.
    pub pay_seconds: u32,
    /// From placing until an order that nobody accepted counts as late.
    pub accept_warn_seconds: Option<u32>,
    /// From placing until accepting it is overdue.
    pub accept_limit_seconds: Option<u32>,
}

/// The flows of an app, at least one; the first is the one that an order gets when it names none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Flow>", into = "Vec<Flow>")]
pub struct Flows(Vec<Flow>);

/// What is wrong with a configured flow.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FlowError {
    /// No flow at all.
    #[error("at least one flow is needed")]
    None,
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
}

fn yes() -> bool {
    true
}

impl Flow {
    /// Whether this order can be in `status` on its way through this flow; `pending_payment`, `placed` and the exits
    /// belong to every flow.
    pub fn offers(&self, status: Status, order: &Order) -> bool {
        if status.is_exit() || matches!(status, Status::PendingPayment | Status::Placed) {
            return true;
        }
        self.steps.contains(&status) && (!self.delivery_steps.contains(&status) || order.is_delivered())
    }

    /// What a status is called in this flow.
    pub fn label(&self, status: Status, locale: Locale) -> &str {
        match self.labels.get(&status) {
            Some(label) => locale.pick(&label.en, &label.id),
            None => defaults::label(status, locale),
        }
    }

    fn check(&self) -> Result<(), FlowError> {
        let name = || self.name.clone();
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte);
        if self.name.is_empty() || self.name.len() > 40 || !self.name.bytes().all(plain) {
            return Err(FlowError::Name(name()));
        }
        let rising = self.steps.is_sorted_by(|earlier, later| later.is_after(*earlier));
        let inside = self.steps.iter().all(|step| step.is_after(Status::Placed));
        if !rising || !inside || self.steps.last() != Some(&Status::Completed) {
            return Err(FlowError::Steps(name()));
        }
        let own = |step: &Status| self.steps.contains(step) && *step != Status::Completed;
        if !self.delivery_steps.iter().all(own) {
            return Err(FlowError::DeliverySteps(name()));
        }
        if self.needs_accept && !self.steps.contains(&Status::Accepted) {
            return Err(FlowError::Accept(name()));
        }
        if self.deadlines.pay_seconds < 60 {
            return Err(FlowError::Pay(name()));
        }
        Ok(())
    }
}

impl Flows {
    /// The flows of an app.
    ///
    /// # Errors
    /// [`FlowError`] names the flow and what is wrong with it.
    pub fn new(flows: Vec<Flow>) -> Result<Self, FlowError> {
        if flows.is_empty() {
            return Err(FlowError::None);
        }
        for (at, flow) in flows.iter().enumerate() {
            flow.check()?;
            if flows[..at].iter().any(|earlier| earlier.name == flow.name) {
                return Err(FlowError::Twice(flow.name.clone()));
            }
        }
        Ok(Self(flows))
    }

    /// The flow of that name.
    pub fn get(&self, name: &str) -> Option<&Flow> {
        self.0.iter().find(|flow| flow.name == name)
    }

    /// The flow of an order that names none.
    pub fn first(&self) -> &Flow {
        self.0.first().expect("the constructor refuses an empty list")
    }

    /// The flow that an existing order goes by. An order whose flow was removed from the configuration goes by the
    /// first one: it must stay possible to finish it.
    pub fn of(&self, order: &Order) -> &Flow {
        self.get(&order.flow).unwrap_or_else(|| self.first())
    }

    /// All of them, in the configured order.
    pub fn iter(&self) -> impl Iterator<Item = &Flow> {
        self.0.iter()
    }
}

impl TryFrom<Vec<Flow>> for Flows {
    type Error = FlowError;

    fn try_from(flows: Vec<Flow>) -> Result<Self, Self::Error> {
        Self::new(flows)
    }
}

impl From<Flows> for Vec<Flow> {
    fn from(flows: Flows) -> Self {
        flows.0
    }
}
