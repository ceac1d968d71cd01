//! The words for what is not about an order.

use super::called;
use crate::actor::Actor;
use crate::event::Event;
use crate::locale::Locale;
use crate::product::Product;
use crate::user::RegisteredUser;
use crate::vendor::Vendor;

/// A product that is running out, with what is left of it after the change.
pub(super) fn stock(product: &Product, locale: Locale) -> String {
    let (name, left) = (&product.name, product.stock.unwrap_or_default());
    if left <= 0 {
        return locale.pick(format!("{name} is sold out"), format!("{name} habis"));
    }
    let items = if left == 1 { "item" } else { "items" };
    locale.pick(format!("{name} has only {left} {items} left"), format!("{name} tinggal {left}"))
}

/// Somebody who has an account from now on.
pub(super) fn registration(user: &RegisteredUser, locale: Locale) -> String {
    let name = &user.name;
    let email = user.email.as_deref().map(|email| format!(" ({email})")).unwrap_or_default();
    locale.pick(format!("{name}{email} registered"), format!("{name}{email} mendaftar"))
}

/// A vendor that takes no orders for a while, or takes them again.
pub(super) fn pause(event: &Event, vendor: &Vendor, actor: &Actor, locale: Locale) -> String {
    let (name, by) = (&vendor.name, called(actor, locale));
    match event {
        Event::VendorPaused { misses: 0, .. } => locale.pick(
            format!("{name} takes no orders for now: paused by {by}"),
            format!("{name} berhenti menerima pesanan: dijeda oleh {by}"),
        ),
        Event::VendorPaused { misses, .. } => {
            let orders = if *misses == 1 { "order" } else { "orders in a row" };
            locale.pick(
                format!("{name} takes no orders for now: nobody answered {misses} {orders}"),
                format!("{name} berhenti menerima pesanan: {misses} pesanan berturut-turut tidak dijawab"),
            )
        }
        Event::VendorResumed => locale.pick(
            format!("{name} takes orders again: resumed by {by}"),
            format!("{name} menerima pesanan lagi: dibuka oleh {by}"),
        ),
        _ => custom(event),
    }
}

/// What an app says of its own; the name where it says nothing.
pub(super) fn custom(event: &Event) -> String {
    match event {
        Event::Custom(event) => event.text.clone().unwrap_or_else(|| event.name.clone()),
        _ => event.name().to_owned(),
    }
}
