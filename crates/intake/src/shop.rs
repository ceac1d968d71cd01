//! What the orders of two shop systems have in common: lines, sums that have to come out, names put together.

use orderbell_orders::{Currency, DraftItem, Money, MoneyInput};
use serde_json::{Map, Value};

use crate::json;

/// The sums of an order as the shop states them. Its total is what the customer pays, so it is never recomputed: what
/// roundings, fees and coupons leave over is put where it changes nothing else.
#[derive(Debug)]
pub(crate) struct Sums {
    pub(crate) items: Vec<DraftItem>,
    pub(crate) discount: Money,
    pub(crate) shipping: Money,
    pub(crate) tax: Money,
}

impl Sums {
    /// Makes `items - discount + shipping + tax` equal to `total`. `None` when an amount leaves its range.
    pub(crate) fn fit(
        items: Vec<(DraftItem, Money)>,
        shipping: Money,
        tax: Money,
        total: Money,
    ) -> Option<Self> {
        let mut sum = shipping.checked_add(tax).ok()?;
        for (_, line) in &items {
            sum = sum.checked_add(*line).ok()?;
        }
        let zero = Money::zero(total.currency());
        let (discount, more) = if sum.minor() >= total.minor() {
            (sum.checked_sub(total).ok()?, zero)
        } else {
            (zero, total.checked_sub(sum).ok()?)
        };
        let shipping = shipping.checked_add(more).ok()?;
        Some(Self { items: items.into_iter().map(|(item, _)| item).collect(), discount, shipping, tax })
    }
}

/// One line. Its total is believed; a unit price that does not lead to it (a discount on one piece, a rounding) would
/// make the line wrong, so the pieces are then named in the text instead.
pub(crate) fn line(
    name: String,
    sku: Option<String>,
    options: Option<String>,
    qty: i64,
    unit: Option<Money>,
    total: Money,
) -> (DraftItem, Money) {
    let whole = u32::try_from(qty).ok();
    let fits = unit.zip(whole).is_some_and(|(unit, qty)| unit.checked_mul(qty) == Ok(total));
    let item = if let (true, Some(unit)) = (fits, unit) {
        DraftItem {
            name: Some(name),
            sku,
            options,
            qty: Some(qty),
            unit_price: Some(input(unit)),
            total: None,
        }
    } else {
        let name = if qty == 1 { name } else { format!("{qty} x {name}") };
        DraftItem {
            name: Some(name),
            sku,
            options,
            qty: Some(1),
            unit_price: Some(input(total)),
            total: None,
        }
    };
    (item, total)
}

/// An amount for a draft.
pub(crate) fn input(money: Money) -> MoneyInput {
    MoneyInput::Minor { amount: money.minor(), currency: money.currency().code().to_owned() }
}

/// An amount in major units, nothing where the field is missing.
pub(crate) fn amount(object: &Map<String, Value>, path: &[&str], currency: Currency) -> Money {
    json::at(object, path).and_then(|value| json::major(value, currency)).unwrap_or(Money::zero(currency))
}

/// Texts with a space between them; `None` if nothing is left.
pub(crate) fn joined(parts: &[Option<&str>], between: &str) -> Option<String> {
    let parts: Vec<&str> =
        parts.iter().flatten().map(|part| part.trim()).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(between))
}

/// A text cut to `most` characters: a long product name must not keep the order out.
pub(crate) fn cut(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
