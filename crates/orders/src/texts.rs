//! The words of a notification, in English and Indonesian. They are rendered when somebody reads them and never stored,
//! so that a mended text or another language holds for old rows as well. Plain text only: no pictures, which some
//! gateways break on, and no markup. Names of statuses are those of the order's flow, see [`Flow::label`].

mod money;
mod others;

use std::fmt;

use crate::actor::{Actor, ActorKind};
use crate::event::Event;
use crate::flow::Flow;
use crate::locale::Locale;
use crate::notice::Kind;
use crate::order::Order;
use crate::shipment::ShipmentState;
use crate::status::Status;
use crate::subject::SubjectRef;

/// A notification in words; as one line, `title - body`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// A few words; `None` where the body says it all.
    pub title: Option<&'static str>,
    /// One sentence.
    pub body: String,
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.title {
            Some(title) => write!(f, "{title} - {}", self.body),
            None => f.write_str(&self.body),
        }
    }
}

/// The words for `event`, done by `actor`; the subject is as it was right after it. For readers of the reduced view pass
/// the actor as they may see it ([`Actor::seen_by`]): a part instead of a name then. `flow` is that of the order; what is
/// not about one is told alike whatever flow is given.
pub fn notification<'a>(
    event: &Event,
    subject: impl Into<SubjectRef<'a>>,
    actor: &Actor,
    flow: &Flow,
    locale: Locale,
) -> Text {
    let kind = Kind::of(event, flow);
    let body = match subject.into() {
        SubjectRef::Order(order) => body(kind, event, order, actor, flow, locale),
        SubjectRef::Product(product) => others::stock(product, locale),
        SubjectRef::User(user) => others::registration(user, locale),
        SubjectRef::Vendor(vendor) => others::pause(event, vendor, actor, locale),
        SubjectRef::App => others::custom(event),
    };
    Text { title: title(kind, locale), body }
}

fn title(kind: Kind, locale: Locale) -> Option<&'static str> {
    Some(match kind {
        Kind::OrderCreated => locale.pick("New Order", "Pesanan baru"),
        Kind::OrderStatusChanged => locale.pick("Order Update", "Info pesanan"),
        Kind::OrderAccepted => locale.pick("Order Accepted", "Pesanan diterima"),
        Kind::OrderPreparing => locale.pick("Order In Preparation", "Pesanan disiapkan"),
        Kind::OrderReady | Kind::OrderUnattended | Kind::OrderLate => return None,
        Kind::OrderShipped => locale.pick("Order Shipped", "Pesanan dikirim"),
        Kind::OrderDelivered => locale.pick("Order Delivered", "Pesanan sampai"),
        Kind::OrderCompleted => locale.pick("Order Completed", "Pesanan selesai"),
        Kind::OrderDeclined => locale.pick("Order Declined", "Pesanan ditolak"),
        Kind::OrderCancelled => locale.pick("Order Cancelled", "Pesanan dibatalkan"),
        Kind::OrderAcknowledged => locale.pick("Order Seen", "Pesanan dilihat"),
        Kind::PaymentReceived => locale.pick("Payment Received", "Pembayaran diterima"),
        Kind::PaymentExpired => locale.pick("Payment Expired", "Pembayaran kedaluwarsa"),
        Kind::OrderReopened => locale.pick("Order Reopened", "Pesanan dibuka lagi"),
        Kind::PaymentFailed => locale.pick("Payment Problem", "Masalah pembayaran"),
        Kind::PaymentUpdated => locale.pick("Payment Update", "Info pembayaran"),
        Kind::PaymentRecovered => locale.pick("Payment Recovered", "Pembayaran dipulihkan"),
        Kind::RefundRequested => locale.pick("Refund Request", "Permintaan refund"),
        Kind::RefundUpdated => locale.pick("Refund Update", "Info refund"),
        Kind::DisputeCreated => locale.pick("New Dispute", "Sengketa baru"),
        Kind::DisputeUpdated => locale.pick("Dispute Update", "Info sengketa"),
        Kind::ShipmentUpdated => locale.pick("Shipment Update", "Info pengiriman"),
        Kind::OrderUpdated => locale.pick("Order Changed", "Pesanan diubah"),
        Kind::StockLow => locale.pick("Low Stock Alert", "Stok menipis"),
        Kind::UserRegistered => locale.pick("New User", "Pengguna baru"),
        Kind::VendorPaused => locale.pick("Vendor Paused", "Toko dijeda"),
        Kind::VendorResumed => locale.pick("Vendor Open Again", "Toko buka lagi"),
        Kind::Custom => return None,
    })
}

fn body(kind: Kind, event: &Event, order: &Order, actor: &Actor, flow: &Flow, locale: Locale) -> String {
    let code = &order.code;
    let by = called(actor, locale);
    let say = |en: String, id: String| locale.pick(en, id);
    match kind {
        Kind::OrderCreated => {
            let (who, total) = (&order.customer.name, order.money(order.total).display(locale));
            say(
                format!("{who} placed an order #{code} ({total})"),
                format!("{who} memesan #{code} ({total})"),
            )
        }
        Kind::OrderStatusChanged => {
            let label = flow.label(order.status, locale);
            say(format!("Order #{code}: {label}"), format!("#{code}: {label}"))
        }
        Kind::OrderUpdated => {
            say(format!("Order #{code} changed by {by}"), format!("#{code} diubah oleh {by}"))
        }
        Kind::OrderAccepted => {
            say(format!("Order #{code} accepted by {by}"), format!("#{code} diterima oleh {by}"))
        }
        Kind::OrderPreparing => {
            say(format!("Order #{code} is being prepared"), format!("#{code} sedang disiapkan"))
        }
        Kind::OrderReady => {
            say(format!("Order #{code} is ready for pick-up"), format!("Pesanan #{code} siap diambil"))
        }
        Kind::OrderShipped => {
            let (via, with) = around(" via ", " dengan ", order.courier.as_deref());
            say(format!("Order #{code} shipped{via}"), format!("#{code} dikirim{with}"))
        }
        Kind::OrderDelivered => {
            say(format!("Order #{code} delivered successfully"), format!("#{code} sudah diterima"))
        }
        Kind::OrderCompleted => say(format!("Order #{code} completed"), format!("#{code} sudah selesai")),
        Kind::OrderDeclined => {
            let why = order.reason.as_deref().map(|reason| format!(": {reason}")).unwrap_or_default();
            say(format!("Order #{code} declined by {by}{why}"), format!("#{code} ditolak oleh {by}{why}"))
        }
        Kind::OrderCancelled => {
            say(format!("Order #{code} cancelled by {by}"), format!("#{code} dibatalkan oleh {by}"))
        }
        Kind::OrderAcknowledged => {
            say(format!("{by} has seen order #{code}"), format!("{by} sudah melihat pesanan #{code}"))
        }
        Kind::OrderUnattended => {
            let waiting = match event {
                Event::OrderUnattended { waiting_s, .. } => *waiting_s,
                _ => 0,
            };
            let minutes = waiting / 60;
            say(
                format!("Nobody has picked up order #{code} for {minutes} min"),
                format!("Pesanan #{code} belum ditangani {minutes} menit"),
            )
        }
        Kind::OrderLate => {
            // Its own status may be another by the time that this is read, so that of the event is named.
            let (step, minutes) = match event {
                Event::OrderLate { step, waiting_s, .. } => (*step, *waiting_s / 60),
                _ => (order.status, 0),
            };
            let label = flow.label(step, locale);
            say(
                format!("Order #{code} is late: still \"{label}\" after {minutes} min"),
                format!("Pesanan #{code} terlambat: masih \"{label}\" setelah {minutes} menit"),
            )
        }
        Kind::PaymentReceived => {
            let (amount, method) = match event {
                Event::PaymentReceived { amount, method, .. } => (*amount, method.as_deref()),
                _ => (order.money(order.paid), None),
            };
            let amount = amount.display(locale);
            let method = method.and_then(|method| money::method(method, locale));
            let (via, with) = around(" via ", " lewat ", method);
            say(
                format!("Order #{code} paid{via} ({amount})"),
                format!("Pesanan #{code} dibayar{with} ({amount})"),
            )
        }
        Kind::PaymentExpired => say(
            format!("Order #{code} payment has expired"),
            format!("Batas waktu bayar pesanan #{code} sudah lewat"),
        ),
        Kind::OrderReopened => {
            say(format!("Order #{code} reopened by {by}"), format!("#{code} dibuka lagi oleh {by}"))
        }
        Kind::PaymentFailed | Kind::PaymentUpdated | Kind::PaymentRecovered => {
            money::payment(event, order, locale)
        }
        Kind::RefundRequested | Kind::RefundUpdated | Kind::DisputeCreated | Kind::DisputeUpdated => {
            money::case(event, order, locale)
        }
        Kind::ShipmentUpdated => {
            if let Event::ShipmentUpdated { corrected: true, tracking_no: Some(number), .. } = event {
                return say(
                    format!("Order #{code} has another tracking number: {number}"),
                    format!("Nomor resi pesanan #{code} diganti: {number}"),
                );
            }
            // The news comes just before the order moves, so its own status is not the one to name.
            let label = match event {
                Event::ShipmentUpdated { state: Some(state), .. } => shipment(*state, locale),
                _ => flow.label(Status::Shipped, locale),
            };
            let courier = order.courier.as_deref().map(|name| format!(" ({name})")).unwrap_or_default();
            say(format!("Order #{code} - {label}{courier}"), format!("#{code} - {label}{courier}"))
        }
        // Not about orders.
        Kind::StockLow | Kind::UserRegistered | Kind::VendorPaused | Kind::VendorResumed | Kind::Custom => {
            others::custom(event)
        }
    }
}

/// Why an order is declined that nobody took in time.
pub(crate) fn not_taken_in_time(locale: Locale) -> &'static str {
    locale.pick("The shop did not answer in time", "Penjual tidak menjawab tepat waktu")
}

/// What a shipment's state is called.
pub fn shipment(state: ShipmentState, locale: Locale) -> &'static str {
    match state {
        ShipmentState::Packed => locale.pick("Packed", "Dikemas"),
        ShipmentState::PickedUp => locale.pick("Picked up", "Dijemput kurir"),
        ShipmentState::InTransit => locale.pick("In transit", "Dalam perjalanan"),
        ShipmentState::OutForDelivery => locale.pick("Out for delivery", "Sedang diantar"),
        ShipmentState::Failed => locale.pick("Delivery failed", "Gagal diantar"),
        ShipmentState::Returned => locale.pick("Returned", "Dikembalikan"),
        ShipmentState::Delivered => locale.pick("Delivered", "Terkirim"),
    }
}

/// Both languages' phrase around a detail, or nothing where the detail is not known.
fn around(en: &str, id: &str, detail: Option<&str>) -> (String, String) {
    detail.map(|detail| (format!("{en}{detail}"), format!("{id}{detail}"))).unwrap_or_default()
}

/// The actor's name, or the part they play.
fn called(actor: &Actor, locale: Locale) -> &str {
    let part = match actor.kind {
        ActorKind::Customer => locale.pick("the customer", "pelanggan"),
        ActorKind::Cashier => locale.pick("the cashier", "kasir"),
        ActorKind::Vendor | ActorKind::Api => locale.pick("the shop", "penjual"),
        ActorKind::Admin => locale.pick("an admin", "admin"),
        ActorKind::System => locale.pick("the system", "sistem"),
    };
    actor.name.as_deref().unwrap_or(part)
}
