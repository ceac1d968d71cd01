//! An order as the outside sees it: in answers of the API and inside events.
//!
//! The domain's own form is for storage and may change; this one is a promise to programs. It is made for one reader's
//! view: what staff may read and a customer may not has been taken out before it gets here.

mod brief;
mod lateness;
mod money;

use jiff::{Timestamp, tz::TimeZone};
use orderbell_orders::{Actor, Item, Locale, Order};
use serde::Serialize;
use utoipa::ToSchema;

pub use self::brief::OrderBrief;
pub use self::lateness::{LateView, OverdueView};
pub use self::money::{CaseView, PaymentNews, PaymentView, ShipmentNews, ShipmentView};
use crate::apps::AppEntry;

/// Items that an event carries; the rest is fetched. Keeps an event under the 10 KiB that Pusher clients expect.
pub const ITEMS_IN_EVENTS: usize = 20;

/// An order.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct OrderView {
    /// Unique id.
    #[schema(example = "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f")]
    pub uid: String,
    /// Number for people.
    #[schema(example = "ORD-261121-7K3Q")]
    pub code: String,
    /// The number in the system that the order came from, or `uid`.
    pub order_id: String,
    /// The system that the order came from.
    #[schema(example = "api")]
    pub source: String,
    /// The number in that system.
    pub ext_id: Option<String>,
    /// Rises by one with every change. Keep the order with the higher version.
    pub version: i64,
    /// The flow that decides which steps there are.
    #[schema(example = "restaurant")]
    pub flow: String,
    /// Status, in the app's own words where it has some.
    #[schema(example = "placed")]
    pub status: String,
    /// Status, in Orderbell's words.
    #[schema(example = "placed")]
    pub status_canonical: &'static str,
    /// Status for people, in the app's language.
    #[schema(example = "Pesanan masuk")]
    pub status_label: String,
    /// `unpaid`, `new`, `active`, `done` or `closed`.
    #[schema(example = "new")]
    pub phase: &'static str,
    /// Which counter of `/v1/stats` the order is in.
    #[schema(example = "pending")]
    pub counter: &'static str,
    /// Vendor that handles it.
    pub vendor_id: Option<String>,
    /// What that vendor is called, if it is known.
    #[schema(example = "Warung Sari")]
    pub vendor_name: Option<String>,
    /// Customer's name.
    #[schema(example = "Budi")]
    pub customer_name: String,
    /// Customer's telephone number.
    pub customer_phone: Option<String>,
    /// Customer's e-mail address.
    pub customer_email: Option<String>,
    /// ISO 4217 code of every amount in the order.
    #[schema(example = "IDR")]
    pub currency: String,
    /// Sum of the items, in minor units.
    pub subtotal: i64,
    /// Taken off, in minor units.
    pub discount: i64,
    /// Shipping, in minor units.
    pub shipping: i64,
    /// Tax, in minor units.
    pub tax: i64,
    /// To pay, in minor units.
    #[schema(example = 4_500_000)]
    pub total: i64,
    /// To pay, for people.
    #[schema(example = "Rp 45.000")]
    pub total_display: String,
    /// Paid so far, in minor units.
    pub paid: i64,
    /// How much of that has gone back, in minor units.
    pub refunded: i64,
    /// `unpaid`, `review`, `paid`, `part_refunded`, `refunded`, `disputed` or `reversed`.
    #[schema(example = "unpaid")]
    pub payment_status: &'static str,
    /// Whether it is paid on delivery or at the counter.
    pub pay_later: bool,
    /// Every attempt to pay, oldest first.
    pub payments: Vec<PaymentView>,
    /// Refunds and disputes, oldest first.
    pub cases: Vec<CaseView>,
    /// Note for the people who make the order.
    pub note: Option<String>,
    /// What was ordered.
    pub items: Vec<ItemView>,
    /// Whether there are more items than are shown here.
    pub items_truncated: bool,
    /// What was booked and when, in bookings.
    pub booking: Option<BookingView>,
    /// How it reaches the customer.
    pub delivery: Option<DeliveryView>,
    /// Why it was declined or cancelled.
    pub reason: Option<String>,
    /// Courier, once shipped.
    pub courier: Option<String>,
    /// Tracking number, once shipped.
    pub tracking_no: Option<String>,
    /// Where the parcel is, once a courier has told.
    pub shipment: Option<ShipmentView>,
    /// When it was placed, which is when it may first ring.
    pub placed_at: Option<String>,
    /// When somebody saw it.
    pub ack_at: Option<String>,
    /// Who saw it.
    pub ack_by: Option<String>,
    /// It rings from this time on; `null`: it does not ring.
    pub rings_at: Option<String>,
    /// Whether nobody has seen it yet.
    pub needs_ack: bool,
    /// Who brought it into its status.
    pub status_by: StatusBy,
    /// Since when it has been late, and for which step; `null` while it is in time. Only staff are told.
    pub late: Option<LateView>,
    /// When an unpaid order expires.
    pub expires_at: Option<String>,
    /// When it is expected to be ready or delivered.
    pub eta: Option<String>,
    /// When it was made.
    pub created_at: String,
    /// When it last changed.
    pub updated_at: String,
    /// When it ended.
    pub closed_at: Option<String>,
    /// Its page on the dashboard.
    #[schema(example = "/orders/ORD-261121-7K3Q")]
    pub url: String,
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ItemView {
    /// What.
    #[schema(example = "Nasi goreng")]
    pub name: String,
    /// Stock keeping unit.
    pub sku: Option<String>,
    /// Choices, as one text.
    pub options: Option<String>,
    /// How many.
    #[schema(example = 2)]
    pub qty: u32,
    /// Price of one, in minor units.
    pub unit_price: i64,
    /// Price of all, in minor units.
    pub total: i64,
    /// Price of all, for people.
    #[schema(example = "Rp 45.000")]
    pub total_display: String,
}

/// What was booked.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct BookingView {
    /// Id of the room, table or villa.
    pub resource_id: Option<String>,
    /// Its name.
    #[schema(example = "Villa A")]
    pub resource_name: String,
    /// First day.
    #[schema(example = "2026-12-01")]
    pub check_in: String,
    /// Day of leaving.
    #[schema(example = "2026-12-03")]
    pub check_out: String,
    /// How many people.
    pub guests: Option<u16>,
}

/// How an order reaches the customer.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DeliveryView {
    /// `pickup`, `delivery` or `ship`.
    #[serde(rename = "type")]
    #[schema(example = "pickup")]
    pub kind: &'static str,
    /// Where to.
    pub address: Option<String>,
    /// By when.
    pub due_at: Option<String>,
}

/// Who brought an order into its status.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StatusBy {
    /// `customer`, `cashier`, `vendor`, `admin`, `system` or `api`.
    #[schema(example = "vendor")]
    pub kind: &'static str,
    /// Their name, where they have one.
    #[schema(example = "Dewi")]
    pub name: Option<String>,
}

impl OrderView {
    /// The whole order, in the app's language.
    #[must_use]
    pub fn new(order: &Order, app: &AppEntry) -> Self {
        Self::with_items(order, app, usize::MAX)
    }

    /// The order as an event carries it: with [`ITEMS_IN_EVENTS`] items at most.
    #[must_use]
    pub fn for_event(order: &Order, app: &AppEntry) -> Self {
        Self::with_items(order, app, ITEMS_IN_EVENTS)
    }

    fn with_items(order: &Order, app: &AppEntry, limit: usize) -> Self {
        let locale = app.record.locale;
        let flow = app.record.flows.of(order);
        let display = |minor| order.money(minor).display(locale);
        Self {
            uid: order.id.to_string(),
            code: order.code.to_string(),
            order_id: order.ext_id.clone().unwrap_or_else(|| order.id.to_string()),
            source: order.source.clone(),
            ext_id: order.ext_id.clone(),
            version: order.version,
            flow: order.flow.clone(),
            status: app.record.words.aliases.word(order.status).to_owned(),
            status_canonical: order.status.as_str(),
            status_label: flow.label(order.status, locale).to_owned(),
            phase: order.status.phase().as_str(),
            counter: order.status.counter().as_str(),
            vendor_id: order.vendor_id.clone(),
            vendor_name: order
                .vendor_id
                .as_ref()
                .and_then(|id| app.vendors.get(id))
                .map(|vendor| vendor.name.clone()),
            customer_name: order.customer.name.clone(),
            customer_phone: order.customer.phone.clone(),
            customer_email: order.customer.email.clone(),
            currency: order.currency.code().to_owned(),
            subtotal: order.subtotal,
            discount: order.discount,
            shipping: order.shipping,
            tax: order.tax,
            total: order.total,
            total_display: display(order.total),
            paid: order.paid,
            refunded: order.refunded,
            payment_status: order.payment_status().as_str(),
            pay_later: order.pay_later,
            payments: order.payments.iter().map(PaymentView::new).collect(),
            cases: order.cases.iter().map(|case| CaseView::new(case, order, locale)).collect(),
            note: order.note.clone(),
            items: order.items.iter().take(limit).map(|item| item_view(item, order, locale)).collect(),
            items_truncated: order.items.len() > limit,
            booking: order.booking.as_ref().map(|booking| BookingView {
                resource_id: booking.resource_id.clone(),
                resource_name: booking.resource_name.clone(),
                check_in: booking.check_in.to_string(),
                check_out: booking.check_out.to_string(),
                guests: booking.guests,
            }),
            delivery: order.delivery.as_ref().map(|delivery| DeliveryView {
                kind: delivery.kind.as_str(),
                address: delivery.address.clone(),
                due_at: delivery.due_at.map(time),
            }),
            reason: order.reason.clone(),
            courier: order.courier.clone(),
            tracking_no: order.tracking_no.clone(),
            shipment: order.shipment.as_ref().map(|shipment| ShipmentView::new(shipment, locale)),
            placed_at: order.placed_at.map(time),
            ack_at: order.ack_at.map(time),
            ack_by: order.ack_by.as_ref().map(actor_name),
            rings_at: order.rings_at(flow).map(time),
            needs_ack: order.needs_ack(),
            status_by: StatusBy { kind: order.status_by.kind.as_str(), name: order.status_by.name.clone() },
            late: order.late.map(LateView::new),
            expires_at: order.expires_at.map(time),
            eta: order.eta.map(time),
            created_at: time(order.created_at),
            updated_at: time(order.updated_at),
            closed_at: order.closed_at.map(time),
            url: format!("/orders/{}", order.code),
        }
    }
}

/// A person's name, or what they are where they have none.
#[must_use]
pub fn actor_name(actor: &Actor) -> String {
    actor.name.clone().unwrap_or_else(|| actor.kind.as_str().to_owned())
}

/// RFC 3339 in UTC with milliseconds, as JavaScript prints times.
#[must_use]
pub fn time(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

fn item_view(item: &Item, order: &Order, locale: Locale) -> ItemView {
    ItemView {
        name: item.name.clone(),
        sku: item.sku.clone(),
        options: item.options.clone(),
        qty: item.qty,
        unit_price: item.unit_price,
        total: item.total,
        total_display: order.money(item.total).display(locale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_exactly_three_decimals() {
        assert_eq!(time("2026-11-21T03:04:05Z".parse().unwrap()), "2026-11-21T03:04:05.000Z");
        assert_eq!(time("2026-11-21T03:04:05.678901Z".parse().unwrap()), "2026-11-21T03:04:05.678Z");
    }
}
