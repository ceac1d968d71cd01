//! Payments, refunds, disputes and parcels of an order, as the outside sees them.

use orderbell_orders::{Case, Locale, Order, Payment, PaymentChange, Shipment, texts};
use serde::Serialize;
use utoipa::ToSchema;

use super::{actor_name, time};

/// An attempt to pay.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PaymentView {
    /// The gateway, such as `midtrans`; `staff` for what staff marked as paid.
    #[schema(example = "midtrans")]
    pub provider: String,
    /// Our reference at the provider.
    #[serde(rename = "ref")]
    #[schema(example = "ORD-261121-7K3Q-1")]
    pub reference: String,
    /// How it is paid, for people; of what staff marked as paid `cash`, `transfer`, `card`, `qris`, `other` or a word of
    /// their own.
    #[schema(example = "BCA virtual account")]
    pub method: Option<String>,
    /// Number of the receipt, the transfer or the card slip that staff noted.
    pub receipt: Option<String>,
    /// Who marked it as paid; `null` for what a gateway told.
    pub by: Option<String>,
    /// `pending`, `review`, `paid`, `failed`, `expired` or `cancelled`.
    #[schema(example = "paid")]
    pub status: &'static str,
    /// How much, in minor units.
    #[schema(example = 4_500_000)]
    pub amount: i64,
    /// Whether the money had come in and was taken back.
    pub reversed: bool,
    /// When it was begun.
    pub created_at: String,
    /// When it last changed.
    pub updated_at: String,
}

/// A refund or a dispute.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CaseView {
    /// What people call it.
    #[schema(example = "ORD-261121-7K3Q-R1")]
    pub code: String,
    /// `refund` or `dispute`.
    #[schema(example = "refund")]
    pub kind: &'static str,
    /// The gateway's id for it.
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    /// How much, in minor units.
    #[schema(example = 4_500_000)]
    pub amount: i64,
    /// How much, for people.
    #[schema(example = "Rp 45.000")]
    pub amount_display: String,
    /// Why.
    pub reason: Option<String>,
    /// A refund: `requested`, `approved`, `refunded`, `failed` or `rejected`. A dispute: `open`, `won` or `lost`.
    #[schema(example = "requested")]
    pub status: &'static str,
    /// Until when evidence is taken.
    pub due_at: Option<String>,
    /// When it was opened.
    pub opened_at: String,
    /// When it last changed.
    pub updated_at: String,
}

/// A parcel.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ShipmentView {
    /// `packed`, `picked_up`, `in_transit`, `out_for_delivery`, `delivered`, `failed` or `returned`.
    #[schema(example = "in_transit")]
    pub status: &'static str,
    /// Where it is, for people, in the app's language.
    #[schema(example = "Dalam perjalanan")]
    pub status_label: &'static str,
    /// The courier's words.
    pub text: Option<String>,
    /// When that was reported.
    pub updated_at: String,
}

/// What an event says about the payment that it is about.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PaymentNews {
    /// Our reference at the gateway.
    #[serde(rename = "ref")]
    pub reference: String,
    /// How it is paid, for people.
    pub method: Option<String>,
    /// The gateway, such as `midtrans`; `staff` for what staff marked as paid.
    pub provider: String,
    /// How much, in minor units.
    pub amount: i64,
    /// Where it is.
    pub status: &'static str,
    /// Where it was; `null` for one that is new.
    pub previous: Option<&'static str>,
    /// Who found out: `webhook`, `recovery` or `staff`.
    pub source: &'static str,
}

/// What an event says about the parcel that it is about.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ShipmentNews {
    /// Who brings it, if known.
    #[schema(example = "JNE")]
    pub courier: Option<String>,
    /// The courier's number for it.
    pub tracking_no: Option<String>,
    /// Where it is; `null` until a courier has told.
    #[schema(example = "in_transit")]
    pub status: Option<&'static str>,
    /// Where it is, for people, in the app's language.
    #[schema(example = "Dalam perjalanan")]
    pub status_label: Option<&'static str>,
    /// The courier's words.
    pub text: Option<String>,
}

impl PaymentView {
    pub(crate) fn new(payment: &Payment) -> Self {
        Self {
            provider: payment.provider.clone(),
            reference: payment.reference.clone(),
            method: payment.method.clone(),
            receipt: payment.receipt.clone(),
            by: payment.by.as_ref().map(actor_name),
            status: payment.state.as_str(),
            amount: payment.amount,
            reversed: payment.reversed,
            created_at: time(payment.created_at),
            updated_at: time(payment.updated_at),
        }
    }
}

impl CaseView {
    /// A case of an order, in a language.
    #[must_use]
    pub fn new(case: &Case, order: &Order, locale: Locale) -> Self {
        Self {
            code: case.code.clone(),
            kind: case.kind.as_str(),
            reference: case.reference.clone(),
            amount: case.amount,
            amount_display: order.money(case.amount).display(locale),
            reason: case.reason.clone(),
            status: case.state.as_str(),
            due_at: case.due_at.map(time),
            opened_at: time(case.opened_at),
            updated_at: time(case.updated_at),
        }
    }
}

impl ShipmentView {
    pub(crate) fn new(shipment: &Shipment, locale: Locale) -> Self {
        Self {
            status: shipment.state.as_str(),
            status_label: texts::shipment(shipment.state, locale),
            text: shipment.text.clone(),
            updated_at: time(shipment.updated_at),
        }
    }
}

impl ShipmentNews {
    /// The news about an order's parcel, in a language.
    #[must_use]
    pub fn new(order: &Order, locale: Locale) -> Self {
        let shipment = order.shipment.as_ref();
        Self {
            courier: order.courier.clone(),
            tracking_no: order.tracking_no.clone(),
            status: shipment.map(|shipment| shipment.state.as_str()),
            status_label: shipment.map(|shipment| texts::shipment(shipment.state, locale)),
            text: shipment.and_then(|shipment| shipment.text.clone()),
        }
    }
}

impl PaymentNews {
    /// The news of an event.
    #[must_use]
    pub fn new(change: &PaymentChange) -> Self {
        Self {
            reference: change.reference.clone(),
            method: change.method.clone(),
            provider: change.provider.clone(),
            amount: change.amount.minor(),
            status: change.state.as_str(),
            previous: change.previous.map(|state| state.as_str()),
            source: change.source.as_str(),
        }
    }
}
