//! The words for what is not about an order.

use crate::event::Event;
use crate::locale::Locale;
use crate::product::Product;
use crate::user::RegisteredUser;

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

/// What an app says of its own; the name where it says nothing.
pub(super) fn custom(event: &Event) -> String {
    match event {
        Event::Custom(event) => event.text.clone().unwrap_or_else(|| event.name.clone()),
        _ => event.name().to_owned(),
    }
}
