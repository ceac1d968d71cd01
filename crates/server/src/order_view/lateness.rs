//! Deadlines that passed, as they look outside.

use orderbell_orders::{Event, Late};
use serde::Serialize;
use utoipa::ToSchema;

use super::time;

/// A deadline of an order that passed.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct LateView {
    /// The step that it should have reached.
    #[schema(example = "ready")]
    pub until: &'static str,
    /// When it should have.
    pub due_at: String,
}

/// What an order is late with, as `order.late` tells.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct OverdueView {
    /// Where it is.
    #[schema(example = "preparing")]
    pub step: &'static str,
    /// Where it should be.
    #[schema(example = "ready")]
    pub until: &'static str,
    /// Since when the shop has had it to make.
    pub since: String,
    /// When it should have been there.
    pub due_at: String,
}

impl LateView {
    pub(super) fn new(late: Late) -> Self {
        Self { until: late.until.as_str(), due_at: time(late.due_at) }
    }
}

impl OverdueView {
    /// What the event tells, if it is one.
    #[must_use]
    pub fn new(event: &Event) -> Option<Self> {
        match event {
            Event::OrderLate { step, until, since, due_at, .. } => Some(Self {
                step: step.as_str(),
                until: until.as_str(),
                since: time(*since),
                due_at: time(*due_at),
            }),
            _ => None,
        }
    }
}
