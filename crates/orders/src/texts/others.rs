//! The words for what is not about an order.

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

/// A vendor that was paused because nobody was there.
pub(super) fn pause(event: &Event, vendor: &Vendor, locale: Locale) -> String {
    let Event::VendorPaused { misses, .. } = event else { return custom(event) };
    let name = &vendor.name;
    let orders = if *misses == 1 { "order" } else { "orders in a row" };
    locale.pick(
        format!("{name} takes no orders for now: nobody answered {misses} {orders}"),
        format!("{name} berhenti menerima pesanan: {misses} pesanan berturut-turut tidak dijawab"),
    )
}

/// What an app says of its own; the name where it says nothing.
pub(super) fn custom(event: &Event) -> String {
    match event {
        Event::Custom(event) => event.text.clone().unwrap_or_else(|| event.name.clone()),
        _ => event.name().to_owned(),
    }
}
