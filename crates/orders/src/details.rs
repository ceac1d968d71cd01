//! The part of an order that whoever sent it has written, as opposed to what has happened to it since. It can be written
//! anew: by staff who correct an address, and by the system that the order comes from, which tells the whole order again
//! whenever something about it changes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::apply::whole_micros;
use crate::currency::Currency;
use crate::draft::NewOrder;
use crate::order::{Booking, Customer, Delivery, Item, Order};

/// What the sender has written. Amounts are minor units of `currency`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Details {
    /// See [`Order::customer`].
    pub customer: Customer,
    /// See [`Order::currency`]; it stays what it was.
    pub currency: Currency,
    /// See [`Order::items`]. Empty: the lines stay as they are, for an order always has some.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Item>,
    /// See [`Order::subtotal`].
    pub subtotal: i64,
    /// See [`Order::discount`].
    pub discount: i64,
    /// See [`Order::shipping`].
    pub shipping: i64,
    /// See [`Order::tax`].
    pub tax: i64,
    /// See [`Order::total`].
    pub total: i64,
    /// See [`Order::note`].
    pub note: Option<String>,
    /// See [`Order::booking`].
    pub booking: Option<Booking>,
    /// See [`Order::delivery`].
    pub delivery: Option<Delivery>,
    /// See [`Order::meta`].
    pub meta: Option<Map<String, Value>>,
    /// See [`Order::eta`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub eta: Option<Timestamp>,
    /// See [`Order::expires_at`]; means nothing for an order that does not wait for payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
}

/// A detail that was written anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// Who ordered, or how they are reached.
    Customer,
    /// What was ordered.
    Items,
    /// What it costs.
    Total,
    /// The remark.
    Note,
    /// What is booked.
    Booking,
    /// How it gets to the customer.
    Delivery,
    /// The app's own data.
    Meta,
    /// When it is promised for.
    Eta,
    /// Until when it must be paid.
    ExpiresAt,
}

impl Details {
    /// Those of an order.
    pub fn of(order: &Order) -> Self {
        Self {
            customer: order.customer.clone(),
            currency: order.currency,
            items: order.items.clone(),
            subtotal: order.subtotal,
            discount: order.discount,
            shipping: order.shipping,
            tax: order.tax,
            total: order.total,
            note: order.note.clone(),
            booking: order.booking.clone(),
            delivery: order.delivery.clone(),
            meta: order.meta.clone(),
            eta: order.eta,
            expires_at: order.expires_at,
        }
    }

    /// Those of a checked draft that tells `known` again. What a draft cannot tell, or what it leaves out because it
    /// was told before, stays: the account of a customer, when it is promised for, until when it must be paid.
    pub fn told_again(new: &NewOrder, known: &Order) -> Self {
        let user_id = new.customer.user_id.clone().or_else(|| known.customer.user_id.clone());
        Self {
            customer: Customer { user_id, ..new.customer.clone() },
            currency: new.currency,
            items: new.items.clone(),
            subtotal: new.subtotal,
            discount: new.discount,
            shipping: new.shipping,
            tax: new.tax,
            total: new.total,
            note: new.note.clone(),
            booking: new.booking.clone(),
            delivery: new.delivery.clone(),
            meta: new.meta.clone(),
            eta: known.eta,
            expires_at: new.expires_at.map(whole_micros).or(known.expires_at),
        }
    }

    /// What is other than in the order, in the order of the enum.
    pub fn changes(&self, order: &Order) -> Vec<Detail> {
        let items = !self.items.is_empty() && self.items != order.items;
        let sums = (self.subtotal, self.discount, self.shipping, self.tax, self.total);
        let total = sums != (order.subtotal, order.discount, order.shipping, order.tax, order.total);
        let differs = [
            (Detail::Customer, self.customer != order.customer),
            (Detail::Items, items),
            (Detail::Total, total),
            (Detail::Note, self.note != order.note),
            (Detail::Booking, self.booking != order.booking),
            (Detail::Delivery, self.delivery != order.delivery),
            (Detail::Meta, self.meta != order.meta),
            (Detail::Eta, self.eta != order.eta),
            (Detail::ExpiresAt, order.expires_at.is_some() && self.expires_at != order.expires_at),
        ];
        differs.into_iter().filter(|(_, differs)| *differs).map(|(detail, _)| detail).collect()
    }

    /// Writes them into an order.
    pub(crate) fn write(&self, order: &mut Order) {
        if !self.items.is_empty() && self.items != order.items {
            order.items.clone_from(&self.items);
            order.items_revision += 1;
        }
        order.customer.clone_from(&self.customer);
        order.subtotal = self.subtotal;
        order.discount = self.discount;
        order.shipping = self.shipping;
        order.tax = self.tax;
        order.total = self.total;
        order.note.clone_from(&self.note);
        order.booking.clone_from(&self.booking);
        order.delivery.clone_from(&self.delivery);
        order.meta.clone_from(&self.meta);
        order.eta = self.eta;
        if order.expires_at.is_some() && self.expires_at.is_some() {
            order.expires_at = self.expires_at;
        }
    }
}

impl Detail {
    /// The stable name, also used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Items => "items",
            Self::Total => "total",
            Self::Note => "note",
            Self::Booking => "booking",
            Self::Delivery => "delivery",
            Self::Meta => "meta",
            Self::Eta => "eta",
            Self::ExpiresAt => "expires_at",
        }
    }
}
