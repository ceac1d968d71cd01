//! What an event looks like outside: on channels, and in `GET /v1/events`.
//!
//! Every event carries what it is about as a whole, an order at its version, so that one later event heals a lost earlier
//! one, and a `seq` with its predecessor on the channel, so that a lost one is noticed.

use orderbell_orders::{
    Actor, Case, Event, Order, PaymentChange, RecordedEvent, Subject, SubjectRef, View, notice, texts,
};
use orderbell_wire::event_name::EventName;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::legacy;
use crate::{
    apps::AppEntry,
    catalog_view::{ProductView, RegisteredUserView, VendorView},
    order_view::{CaseView, OrderView, OverdueView, PaymentNews, ShipmentNews, time},
};

/// An event.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Envelope {
    /// Unique id; the same event has the same id wherever it is seen.
    #[schema(example = "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f")]
    pub event_id: String,
    /// Position in the app's log, rising by one.
    pub seq: i64,
    /// On a channel: `seq` of the channel's event before this one, 0 if there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prev: Option<i64>,
    /// The log's epoch.
    pub epoch: String,
    /// What happened.
    #[serde(rename = "type")]
    #[schema(example = "order.status.changed")]
    pub event_type: String,
    /// What kind of notification it is.
    #[schema(example = "order.accepted")]
    pub kind: &'static str,
    /// When.
    pub at: String,
    /// Who did it.
    pub actor: ActorView,
    /// Status before, for changes of status.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "placed")]
    pub from: Option<&'static str>,
    /// Status after.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "accepted")]
    pub to: Option<&'static str>,
    /// Status before, in the app's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old_status: Option<String>,
    /// Status after, in the app's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_status: Option<String>,
    /// The fields that Laravel apps have at the top, where the app has asked for them.
    #[serde(flatten)]
    pub flat: FlatOrder,
    /// The notification in the app's language: a few words, where the text does not say it all.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "Pesanan baru")]
    pub title: Option<&'static str>,
    /// The notification in the app's language: text.
    #[schema(example = "Budi memesan #ORD-261121-7K3Q (Rp 45.000)")]
    pub text: String,
    /// `low`, `normal`, `high` or `critical`.
    #[schema(example = "high")]
    pub severity: &'static str,
    /// `quiet`, `chime` or `ring`.
    #[schema(example = "ring")]
    pub sound: &'static str,
    /// An emoji for the notification.
    pub icon: &'static str,
    /// What is other than before, for `order.updated`: `customer`, `items`, `total`, `note`, `booking`, `delivery`, `meta`,
    /// `eta` or `expires_at`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changed: Option<Vec<&'static str>>,
    /// The payment, for events about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentNews>,
    /// The money came in after the order had been closed; for `payment.failed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late: Option<bool>,
    /// A bank took back money that had come in; for `payment.failed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reversed: Option<bool>,
    /// For how long nobody has taken the order, or it has been worked on, in seconds; for `order.unattended` and
    /// `order.late`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting_s: Option<u64>,
    /// Who is called to take it, 1 the shop, 2 the admins; for `order.unattended`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<u8>,
    /// What the order is late with; for `order.late`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overdue: Option<OverdueView>,
    /// The refund or the dispute, for events about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseView>,
    /// The parcel, for events about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shipment: Option<ShipmentNews>,
    /// The order right after the event, with at most 20 items; for events about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order: Option<OrderView>,
    /// Why: in somebody's words for `stock.low`, `missed` or `manual` for `vendor.paused`, `manual` for `vendor.resumed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The product right after the event, for events about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductView>,
    /// The user right after the event, for events about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<RegisteredUserView>,
    /// The vendor right after the event, for events about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor: Option<VendorView>,
    /// How many orders in a row nobody answered; for `vendor.paused` because of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub misses: Option<u32>,
    /// What the app tells, for its own events.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    pub data: Option<Map<String, Value>>,
}

/// An order as the screens of Laravel apps have it; see [`orderbell_store::AppWords::laravel_flat`].
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
pub struct FlatOrder {
    /// With `laravel_flat`: the number in the system that the order came from, or its uid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_id: Option<String>,
    /// With `laravel_flat`: number for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub order_code: Option<String>,
    /// With `laravel_flat`: status, in the app's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// With `laravel_flat`: the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub guest_name: Option<String>,
    /// With `laravel_flat`: what was booked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub villa_name: Option<String>,
    /// With `laravel_flat`: first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_in: Option<String>,
    /// With `laravel_flat`: day of leaving.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_out: Option<String>,
    /// With `laravel_flat`: to pay, in major units.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<f64>, example = 4_500_000)]
    pub total_price: Option<Value>,
}

impl FlatOrder {
    fn new(order: &Order, app: &AppEntry) -> Self {
        let booking = order.booking.as_ref();
        Self {
            order_id: Some(order.ext_id.clone().unwrap_or_else(|| order.id.to_string())),
            order_code: Some(order.code.to_string()),
            status: Some(app.record.words.aliases.word(order.status).to_owned()),
            guest_name: Some(order.customer.name.clone()),
            villa_name: booking.map(|booking| booking.resource_name.clone()),
            check_in: booking.map(|booking| booking.check_in.to_string()),
            check_out: booking.map(|booking| booking.check_out.to_string()),
            total_price: Some(legacy::total_price(order)),
        }
    }
}

/// Who did something.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActorView {
    /// `customer`, `cashier`, `vendor`, `admin`, `system` or `api`.
    #[schema(example = "vendor")]
    pub kind: &'static str,
    /// Their id.
    pub id: Option<String>,
    /// Their name.
    #[schema(example = "Dewi")]
    pub name: Option<String>,
}

/// The event for a reader of the log, with everything.
#[must_use]
pub fn build(event: &RecordedEvent, app: &AppEntry, epoch: &str) -> Envelope {
    envelope(event, app, epoch, View::Full, None)
}

/// The event for a reader of the log who may see this much.
#[must_use]
pub fn build_for(event: &RecordedEvent, app: &AppEntry, epoch: &str, view: View) -> Envelope {
    envelope(event, app, epoch, view, None)
}

/// The `data` of a frame on a channel.
#[must_use]
pub fn frame_data(event: &RecordedEvent, app: &AppEntry, view: View, prev: i64) -> String {
    let envelope = envelope(event, app, &app.record.epoch, view, Some(prev));
    serde_json::to_string(&envelope).expect("an envelope has string keys only")
}

/// The `data` of a message in a room, where what came before needs no saying: rooms have no gaps.
#[must_use]
pub fn message_data(event: &RecordedEvent, app: &AppEntry, view: View) -> String {
    let envelope = envelope(event, app, &app.record.epoch, view, None);
    serde_json::to_string(&envelope).expect("an envelope has string keys only")
}

/// The name under which the event goes out.
#[must_use]
pub fn event_name(event: &RecordedEvent) -> EventName {
    event.event.name().parse().expect("the catalogue's names are valid, and those of apps are checked")
}

fn envelope(event: &RecordedEvent, app: &AppEntry, epoch: &str, view: View, prev: Option<i64>) -> Envelope {
    let (order, actor) = (event.order().map(|order| order.seen_by(view)), event.actor.seen_by(view));
    let flow = order.as_ref().map_or_else(|| app.record.flows.first(), |order| app.record.flows.of(order));
    let subject = order.as_ref().map_or_else(|| event.subject.by_ref(), SubjectRef::Order);
    let notice = notice(&event.event, subject, flow, view);
    let text = texts::notification(&event.event, subject, &actor, flow, app.record.locale);
    let (from, to) = match &event.event {
        Event::StatusChanged { from, to, .. } => (Some(*from), Some(*to)),
        Event::OrderCreated { order } => (None, Some(order.status)),
        _ => (None, None),
    };
    let words = &app.record.words;
    Envelope {
        event_id: event.id.to_string(),
        seq: event.seq,
        prev,
        epoch: epoch.to_owned(),
        event_type: event.event.name().to_owned(),
        kind: notice.kind.as_str(),
        at: time(event.at),
        actor: actor_view(&actor),
        from: from.map(|status| status.as_str()),
        to: to.map(|status| status.as_str()),
        old_status: from.map(|status| words.aliases.word(status).to_owned()),
        new_status: to.map(|status| words.aliases.word(status).to_owned()),
        flat: match &order {
            Some(order) if words.laravel_flat => FlatOrder::new(order, app),
            _ => FlatOrder::default(),
        },
        title: text.title,
        text: text.body,
        severity: notice.severity.as_str(),
        sound: notice.sound.as_str(),
        icon: notice.icon,
        changed: changed(&event.event),
        payment: payment(&event.event).map(PaymentNews::new),
        late: failure(&event.event).map(|(late, _)| late),
        reversed: failure(&event.event).map(|(_, reversed)| reversed),
        waiting_s: waiting(&event.event),
        step: unattended(&event.event).map(|(_, step)| step),
        overdue: OverdueView::new(&event.event),
        case: case(&event.event)
            .zip(order.as_ref())
            .map(|(case, order)| CaseView::new(case, order, app.record.locale)),
        shipment: match (&event.event, &order) {
            (Event::ShipmentUpdated { .. }, Some(order)) => Some(ShipmentNews::new(order, app.record.locale)),
            _ => None,
        },
        order: order.as_ref().map(|order| OrderView::for_event(order, app)),
        reason: match &event.event {
            Event::StockLow { reason } => reason.clone(),
            Event::VendorPaused { misses: 1.., .. } => Some("missed".to_owned()),
            Event::VendorPaused { misses: 0, .. } | Event::VendorResumed => Some("manual".to_owned()),
            _ => None,
        },
        product: match &event.subject {
            Subject::Product(product) => Some(ProductView::new(product, app.record.locale)),
            _ => None,
        },
        user: match &event.subject {
            Subject::User(user) => Some(RegisteredUserView::new(user)),
            _ => None,
        },
        vendor: match &event.subject {
            Subject::Vendor(vendor) => Some(VendorView::new(vendor)),
            _ => None,
        },
        misses: match &event.event {
            Event::VendorPaused { misses, .. } => Some(*misses).filter(|misses| *misses > 0),
            _ => None,
        },
        data: match &event.event {
            Event::Custom(event) => Some(event.data.clone()),
            _ => None,
        },
    }
}

fn changed(event: &Event) -> Option<Vec<&'static str>> {
    match event {
        Event::OrderUpdated { changed, .. } => Some(changed.iter().map(|detail| detail.as_str()).collect()),
        _ => None,
    }
}

fn payment(event: &Event) -> Option<&PaymentChange> {
    match event {
        Event::PaymentReceived { payment, .. } => payment.as_deref(),
        Event::PaymentUpdated { payment }
        | Event::PaymentRecovered { payment }
        | Event::PaymentFailed { payment, .. } => Some(payment),
        _ => None,
    }
}

fn failure(event: &Event) -> Option<(bool, bool)> {
    match event {
        Event::PaymentFailed { late, reversed, .. } => Some((*late, *reversed)),
        _ => None,
    }
}

fn unattended(event: &Event) -> Option<(u64, u8)> {
    match event {
        Event::OrderUnattended { waiting_s, step } => Some((*waiting_s, *step)),
        _ => None,
    }
}

fn waiting(event: &Event) -> Option<u64> {
    match event {
        Event::OrderUnattended { waiting_s, .. } | Event::OrderLate { waiting_s, .. } => Some(*waiting_s),
        _ => None,
    }
}

fn case(event: &Event) -> Option<&Case> {
    match event {
        Event::RefundRequested { case }
        | Event::RefundUpdated { case }
        | Event::DisputeCreated { case }
        | Event::DisputeUpdated { case } => Some(case),
        _ => None,
    }
}

fn actor_view(actor: &Actor) -> ActorView {
    ActorView { kind: actor.kind.as_str(), id: actor.id.clone(), name: actor.name.clone() }
}
