//! An order as the draft that it could have been made from: to change a part of it and have the whole checked again, by the
//! same rules.

use super::{Draft, DraftBooking, DraftDelivery, DraftItem};
use crate::money::MoneyInput;
use crate::order::Order;

impl Draft {
    /// The draft of an order. The sums follow from the parts, so they are left out.
    pub fn of(order: &Order) -> Self {
        let money = |amount| MoneyInput::Minor { amount, currency: order.currency.code().to_owned() };
        Self {
            code: Some(order.code.to_string()),
            source: Some(order.source.clone()),
            ext_id: order.ext_id.clone(),
            vendor_id: order.vendor_id.clone(),
            // A flow may have been removed since; what it was does not matter to the details.
            flow: None,
            customer_name: Some(order.customer.name.clone()),
            customer_phone: order.customer.phone.clone(),
            customer_email: order.customer.email.clone(),
            customer_user_id: order.customer.user_id.clone(),
            currency: Some(order.currency.code().to_owned()),
            items: order
                .items
                .iter()
                .map(|item| DraftItem {
                    name: Some(item.name.clone()),
                    sku: item.sku.clone(),
                    options: item.options.clone(),
                    qty: Some(item.qty.into()),
                    unit_price: Some(money(item.unit_price)),
                    total: None,
                })
                .collect(),
            subtotal: None,
            discount: Some(money(order.discount)),
            shipping: Some(money(order.shipping)),
            tax: Some(money(order.tax)),
            total: None,
            paid: false,
            pay_later: order.pay_later,
            note: order.note.clone(),
            booking: order.booking.as_ref().map(|booking| DraftBooking {
                resource_id: booking.resource_id.clone(),
                resource_name: Some(booking.resource_name.clone()),
                check_in: Some(booking.check_in.to_string()),
                check_out: Some(booking.check_out.to_string()),
                guests: booking.guests.map(Into::into),
            }),
            delivery: order.delivery.as_ref().map(|delivery| DraftDelivery {
                kind: Some(delivery.kind.as_str().to_owned()),
                address: delivery.address.clone(),
                due_at: delivery.due_at.map(|at| at.to_string()),
            }),
            meta: order.meta.clone(),
            expires_at: order.expires_at.map(|at| at.to_string()),
        }
    }
}
