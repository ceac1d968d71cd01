//! How a kind of shop walks through the statuses. A flow is configuration: it chooses which middle steps exist, what
//! they are called and how long each may take; it cannot invent statuses or turn the line around, which keeps the rules
//! of [`crate::decide()`] the same for everybody.

mod check;
mod defaults;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::check::FlowError;
use crate::locale::Locale;
use crate::order::{DeliveryKind, Order};
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

/// Limits of a flow. `None`: there is no such limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Deadlines {
    /// From creation until an unpaid order expires.
    pub pay_seconds: u32,
    /// From placing until the shop is called to take the order.
    pub accept_warn_seconds: Option<u32>,
    /// From placing until the admins are called; where there is none they are called at the limit.
    pub accept_alarm_seconds: Option<u32>,
    /// From placing until taking it is overdue.
    pub accept_limit_seconds: Option<u32>,
    /// Whether an order is declined at the limit.
    pub auto_decline: bool,
    /// From when the shop has an order to make until it should be ready: from its acceptance where that is needed, or
    /// else from placing. An order with a time of its own should be ready then instead.
    pub ready_seconds: Option<u32>,
    /// From the same moment until it should be on its way, or ready if the customer fetches it.
    pub ship_seconds: Option<u32>,
    /// Days after which an order completes by itself: after the day of check-out, or else after its parcel was handed
    /// over where that alone does not complete it.
    pub auto_complete_days: Option<u16>,
}

/// The flows of an app, at least one; the first is the one that an order gets when it names none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Flow>", into = "Vec<Flow>")]
pub struct Flows(Vec<Flow>);

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

    /// How an order gets to its address where nobody has said; `None` where nothing is brought anywhere. Where being
    /// brought takes a step more, others fetch or stay and the house brings it itself; elsewhere a carrier does.
    #[must_use]
    pub fn usual_delivery(&self) -> Option<DeliveryKind> {
        let only_some = self.delivery_steps.contains(&Status::Shipped);
        let kind = if only_some { DeliveryKind::Delivery } else { DeliveryKind::Ship };
        self.steps.contains(&Status::Shipped).then_some(kind)
    }

    /// What a status is called in this flow.
    pub fn label(&self, status: Status, locale: Locale) -> &str {
        match self.labels.get(&status) {
            Some(label) => locale.pick(&label.en, &label.id),
            None => Self::usual_label(status, locale),
        }
    }

    /// What a status is called where no flow says otherwise.
    pub fn usual_label(status: Status, locale: Locale) -> &'static str {
        defaults::label(status, locale)
    }
}

impl Flows {
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
