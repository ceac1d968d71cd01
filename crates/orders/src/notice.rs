//! What kind of notification an event is, and how loud. A move is one event whatever it leads to, so the kind that
//! people mute, search and read is derived from where it leads.

use crate::audience::View;
use crate::event::Event;
use crate::flow::Flow;
use crate::status::Status;
use crate::subject::SubjectRef;

/// What a notification is about; the unit of preferences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A new order.
    OrderCreated,
    /// A move that another notification already speaks of: paid, or not paid in time.
    OrderStatusChanged,
    /// The shop took it.
    OrderAccepted,
    /// It is being made.
    OrderPreparing,
    /// It can be fetched.
    OrderReady,
    /// It is on its way.
    OrderShipped,
    /// It arrived.
    OrderDelivered,
    /// It is done, where nothing is delivered.
    OrderCompleted,
    /// The shop would not take it.
    OrderDeclined,
    /// It was called off.
    OrderCancelled,
    /// A colleague has seen it.
    OrderAcknowledged,
    /// Nobody has taken it.
    OrderUnattended,
    /// It should be further by now.
    OrderLate,
    /// Money came in.
    PaymentReceived,
    /// The time to pay ran out.
    PaymentExpired,
    /// What was closed is back.
    OrderReopened,
    /// A payment did not work, came too late or was taken back.
    PaymentFailed,
    /// A payment is somewhere else.
    PaymentUpdated,
    /// A payment was found by asking for it.
    PaymentRecovered,
    /// Somebody wants money back.
    RefundRequested,
    /// A refund moved on.
    RefundUpdated,
    /// A bank took the customer's side.
    DisputeCreated,
    /// A dispute moved on.
    DisputeUpdated,
    /// News of the shipment.
    ShipmentUpdated,
    /// Its details were written anew.
    OrderUpdated,
    /// A product is running out.
    StockLow,
    /// Somebody has an account.
    UserRegistered,
    /// A vendor takes no orders for a while.
    VendorPaused,
    /// A vendor takes orders again.
    VendorResumed,
    /// Something of the app's own.
    Custom,
}

/// How much a notification matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// For the record.
    Low,
    /// Worth a line.
    Normal,
    /// Worth an interruption.
    High,
    /// Cannot wait and cannot be muted.
    Critical,
}

/// What a screen does when it arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sound {
    /// Counts, without a sound.
    Quiet,
    /// One sound.
    Chime,
    /// Sounds until somebody answers; for how long is told by [`crate::Order::rings_at`].
    Ring,
}

/// How one event is announced to one kind of reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// What it is about.
    pub kind: Kind,
    /// How much it matters.
    pub severity: Severity,
    /// What is to be heard.
    pub sound: Sound,
    /// A picture; apart from the text, because some gateways break on it.
    pub icon: &'static str,
}

/// How `event` is announced to readers with `view`; the subject is as it was right after it. `flow` is that of the order;
/// what is not about one is announced alike whatever flow is given.
pub fn notice<'a>(event: &Event, subject: impl Into<SubjectRef<'a>>, flow: &Flow, view: View) -> Notice {
    let kind = Kind::of(event, flow);
    let (mut severity, mut sound) = kind.loudness();
    if let Event::PaymentFailed { late, reversed, .. } = event
        && (*late || *reversed)
    {
        (severity, sound) = (Severity::Critical, Sound::Chime);
    }
    // Whoever pauses a vendor knows what they do; it is a kitchen with nobody in it that cannot wait.
    if matches!(event, Event::VendorPaused { misses: 0, .. }) {
        (severity, sound) = (Severity::Normal, Sound::Quiet);
    }
    if matches!(kind, Kind::OrderCreated | Kind::OrderReopened)
        && let Some(order) = subject.into().order()
    {
        sound = match (view, order.status) {
            (View::Reduced, _) => Sound::Quiet,
            (View::Full, Status::PendingPayment) => Sound::Chime,
            (View::Full, _) => Sound::Ring,
        };
    }
    Notice { kind, severity, sound, icon: kind.icon() }
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 30] = [
        Self::OrderCreated,
        Self::OrderStatusChanged,
        Self::OrderAccepted,
        Self::OrderPreparing,
        Self::OrderReady,
        Self::OrderShipped,
        Self::OrderDelivered,
        Self::OrderCompleted,
        Self::OrderDeclined,
        Self::OrderCancelled,
        Self::OrderAcknowledged,
        Self::OrderUnattended,
        Self::OrderLate,
        Self::PaymentReceived,
        Self::PaymentExpired,
        Self::OrderReopened,
        Self::PaymentFailed,
        Self::PaymentUpdated,
        Self::PaymentRecovered,
        Self::RefundRequested,
        Self::RefundUpdated,
        Self::DisputeCreated,
        Self::DisputeUpdated,
        Self::ShipmentUpdated,
        Self::OrderUpdated,
        Self::StockLow,
        Self::UserRegistered,
        Self::VendorPaused,
        Self::VendorResumed,
        Self::Custom,
    ];

    /// The kind of an event in a flow.
    pub fn of(event: &Event, flow: &Flow) -> Self {
        match event {
            Event::OrderCreated { .. } => Self::OrderCreated,
            Event::StatusChanged { from, to: Status::Placed, .. } if from.is_exit() => Self::OrderReopened,
            Event::StatusChanged { to, .. } => match to {
                Status::Accepted => Self::OrderAccepted,
                Status::Preparing => Self::OrderPreparing,
                Status::Ready => Self::OrderReady,
                Status::Shipped => Self::OrderShipped,
                Status::Completed if flow.delivers => Self::OrderDelivered,
                Status::Completed => Self::OrderCompleted,
                Status::Declined => Self::OrderDeclined,
                Status::Cancelled => Self::OrderCancelled,
                // Their own events, payment.received and payment.expired, do the talking.
                Status::PendingPayment | Status::Placed | Status::Expired => Self::OrderStatusChanged,
            },
            Event::OrderAcknowledged => Self::OrderAcknowledged,
            Event::OrderUnattended { .. } => Self::OrderUnattended,
            Event::OrderLate { .. } => Self::OrderLate,
            Event::PaymentReceived { .. } => Self::PaymentReceived,
            Event::PaymentExpired => Self::PaymentExpired,
            Event::PaymentFailed { .. } => Self::PaymentFailed,
            Event::PaymentUpdated { .. } => Self::PaymentUpdated,
            Event::PaymentRecovered { .. } => Self::PaymentRecovered,
            Event::RefundRequested { .. } => Self::RefundRequested,
            Event::RefundUpdated { .. } => Self::RefundUpdated,
            Event::DisputeCreated { .. } => Self::DisputeCreated,
            Event::DisputeUpdated { .. } => Self::DisputeUpdated,
            Event::ShipmentUpdated { .. } => Self::ShipmentUpdated,
            Event::OrderUpdated { .. } => Self::OrderUpdated,
            Event::StockLow { .. } => Self::StockLow,
            Event::UserRegistered => Self::UserRegistered,
            Event::VendorPaused { .. } => Self::VendorPaused,
            Event::VendorResumed => Self::VendorResumed,
            Event::Custom(_) => Self::Custom,
        }
    }

    /// The stable name, such as `order.accepted`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OrderCreated => "order.created",
            Self::OrderStatusChanged => "order.status.changed",
            Self::OrderAccepted => "order.accepted",
            Self::OrderPreparing => "order.preparing",
            Self::OrderReady => "order.ready",
            Self::OrderShipped => "order.shipped",
            Self::OrderDelivered => "order.delivered",
            Self::OrderCompleted => "order.completed",
            Self::OrderDeclined => "order.declined",
            Self::OrderCancelled => "order.cancelled",
            Self::OrderAcknowledged => "order.acknowledged",
            Self::OrderUnattended => "order.unattended",
            Self::OrderLate => "order.late",
            Self::PaymentReceived => "payment.received",
            Self::PaymentExpired => "payment.expired",
            Self::OrderReopened => "order.reopened",
            Self::PaymentFailed => "payment.failed",
            Self::PaymentUpdated => "payment.updated",
            Self::PaymentRecovered => "payment.recovered",
            Self::RefundRequested => "refund.requested",
            Self::RefundUpdated => "refund.updated",
            Self::DisputeCreated => "dispute.created",
            Self::DisputeUpdated => "dispute.updated",
            Self::ShipmentUpdated => "shipment.updated",
            Self::OrderUpdated => "order.updated",
            Self::StockLow => "stock.low",
            Self::UserRegistered => "user.registered",
            Self::VendorPaused => "vendor.paused",
            Self::VendorResumed => "vendor.resumed",
            Self::Custom => "custom",
        }
    }

    /// The picture that goes with it.
    pub fn icon(self) -> &'static str {
        match self {
            Self::OrderCreated => "🛍️",
            Self::OrderStatusChanged => "🔁",
            Self::OrderAccepted => "👍",
            Self::OrderPreparing => "🍳",
            Self::OrderReady => "🔔",
            Self::OrderShipped | Self::ShipmentUpdated => "📦",
            Self::OrderDelivered | Self::OrderCompleted => "✅",
            Self::OrderDeclined => "🚫",
            Self::OrderCancelled => "❌",
            Self::OrderAcknowledged => "👀",
            Self::OrderUnattended => "🚨",
            Self::OrderLate => "⏳",
            Self::PaymentReceived => "💰",
            Self::PaymentExpired => "⏰",
            Self::OrderReopened => "↩️",
            Self::PaymentFailed | Self::DisputeCreated | Self::DisputeUpdated | Self::StockLow => "⚠️",
            Self::UserRegistered => "👤",
            Self::VendorPaused => "⏸️",
            Self::VendorResumed => "▶️",
            Self::Custom => "📣",
            Self::PaymentUpdated => "💳",
            Self::PaymentRecovered => "🔄",
            Self::RefundRequested | Self::RefundUpdated => "💸",
            Self::OrderUpdated => "✏️",
        }
    }

    fn loudness(self) -> (Severity, Sound) {
        match self {
            Self::OrderCreated => (Severity::High, Sound::Ring),
            Self::OrderReady
            | Self::OrderCancelled
            | Self::OrderLate
            | Self::VendorPaused
            | Self::PaymentReceived
            | Self::RefundRequested => (Severity::High, Sound::Chime),
            // The order rings by its state; this is only its announcement.
            Self::OrderReopened => (Severity::High, Sound::Ring),
            Self::OrderUnattended => (Severity::Critical, Sound::Ring),
            Self::DisputeCreated => (Severity::Critical, Sound::Chime),
            Self::OrderDeclined => (Severity::High, Sound::Quiet),
            Self::OrderAccepted
            | Self::OrderShipped
            | Self::OrderDelivered
            | Self::OrderCompleted
            | Self::PaymentFailed
            | Self::PaymentRecovered
            | Self::RefundUpdated
            | Self::DisputeUpdated
            | Self::PaymentExpired
            | Self::StockLow
            | Self::VendorResumed
            | Self::Custom => (Severity::Normal, Sound::Quiet),
            Self::OrderStatusChanged
            | Self::OrderPreparing
            | Self::OrderAcknowledged
            | Self::PaymentUpdated
            | Self::OrderUpdated
            | Self::ShipmentUpdated
            | Self::UserRegistered => (Severity::Low, Sound::Quiet),
        }
    }
}

impl Severity {
    /// The stable name, also used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
            Self::Critical => "critical",
        }
    }
}

impl Sound {
    /// The stable name, also used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Chime => "chime",
            Self::Ring => "ring",
        }
    }
}
