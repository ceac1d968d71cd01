//! The lines of a draft and what they add up to. Every amount that the sender computed too is compared with ours: a
//! total that does not match is either a mistake or somebody's attempt to pay less.

use super::check::Checker;
use super::{Draft, DraftItem, MAX_ITEMS, MAX_NAME, MAX_QTY, MAX_SKU};
use crate::currency::Currency;
use crate::money::{Money, MoneyError, MoneyInput};
use crate::order::Item;

const MAX_OPTIONS: usize = 500;

/// The checked amounts of a draft.
#[derive(Debug)]
pub(super) struct Sums {
    pub(super) items: Vec<Item>,
    pub(super) subtotal: Money,
    pub(super) discount: Money,
    pub(super) shipping: Money,
    pub(super) tax: Money,
    pub(super) total: Money,
}

/// `None` if something is wrong, which the checker then knows.
pub(super) fn check(check: &mut Checker, draft: &Draft, currency: Option<Currency>) -> Option<Sums> {
    let items = items(check, &draft.items, currency);
    let given_subtotal = check.money("subtotal", draft.subtotal.as_ref(), currency);
    let discount = part(check, "discount", draft.discount.as_ref(), currency);
    let shipping = part(check, "shipping", draft.shipping.as_ref(), currency);
    let tax = part(check, "tax", draft.tax.as_ref(), currency);
    let given_total = check.money("total", draft.total.as_ref(), currency);

    let (items, subtotal) = items?;
    let subtotal = told(check, "subtotal", subtotal)?;
    agrees(check, "subtotal", given_subtotal, subtotal, "the sum of the items");
    let (discount, shipping, tax) = (discount?, shipping?, tax?);
    let gross = subtotal.checked_add(shipping).and_then(|sum| sum.checked_add(tax));
    let gross = told(check, "total", gross)?;
    let Ok(total) = gross.checked_sub(discount) else {
        check.error(
            "discount",
            format!("must be at most subtotal + shipping + tax, which is {}", gross.major_string()),
        );
        return None;
    };
    agrees(check, "total", given_total, total, "subtotal - discount + shipping + tax");
    Some(Sums { items, subtotal, discount, shipping, tax, total })
}

type Lines = (Vec<Item>, Result<Money, MoneyError>);

/// The lines and their sum; `None` if a line is unusable.
fn items(check: &mut Checker, drafts: &[DraftItem], currency: Option<Currency>) -> Option<Lines> {
    if drafts.is_empty() || drafts.len() > MAX_ITEMS {
        check.error("items", format!("must have 1 to {MAX_ITEMS} lines, has {}", drafts.len()));
    }
    // Beyond the limit nothing is looked at: a million lines would be answered with a million errors.
    let checked: Vec<_> = drafts
        .iter()
        .take(MAX_ITEMS)
        .enumerate()
        .map(|(at, draft)| item(check, &format!("items[{at}]"), draft, currency))
        .collect();
    let items: Vec<Item> = checked.into_iter().collect::<Option<_>>()?;
    let currency = currency?;
    let sum = items
        .iter()
        .try_fold(Money::zero(currency), |sum, item| sum.checked_add(Money::new(item.total, currency)?));
    Some((items, sum))
}

fn item(check: &mut Checker, path: &str, draft: &DraftItem, currency: Option<Currency>) -> Option<Item> {
    let field = |name: &str| format!("{path}.{name}");
    let name = check.required(&field("name"), draft.name.as_deref(), MAX_NAME);
    let sku = check.line(&field("sku"), draft.sku.as_deref(), MAX_SKU);
    let options = check.text(&field("options"), draft.options.as_deref(), MAX_OPTIONS);
    let given = draft.qty.unwrap_or(1);
    let qty = u32::try_from(given).ok().filter(|qty| (1..=MAX_QTY).contains(qty));
    if qty.is_none() {
        check.error(field("qty"), format!("must be a whole number from 1 to {MAX_QTY}, is {given}"));
    }
    if draft.unit_price.is_none() {
        check.error(
            field("unit_price"),
            "is required: {\"amount\": <minor units>, \"currency\": \"IDR\"} or a decimal string in major units",
        );
    }
    let unit_price = check.money(&field("unit_price"), draft.unit_price.as_ref(), currency);
    let given_total = check.money(&field("total"), draft.total.as_ref(), currency);
    let (qty, unit_price) = (qty?, unit_price?);
    let total = told(check, &field("total"), unit_price.checked_mul(qty))?;
    agrees(check, &field("total"), given_total, total, "qty * unit_price");
    Some(Item { name, sku, options, qty, unit_price: unit_price.minor(), total: total.minor() })
}

/// An optional part of the total: nothing if not given, `None` if unusable.
fn part(
    check: &mut Checker,
    field: &str,
    given: Option<&MoneyInput>,
    currency: Option<Currency>,
) -> Option<Money> {
    match given {
        Some(_) => check.money(field, given, currency),
        None => currency.map(Money::zero),
    }
}

fn told(check: &mut Checker, field: &str, result: Result<Money, MoneyError>) -> Option<Money> {
    result.map_err(|error| check.error(field, error.to_string())).ok()
}

fn agrees(check: &mut Checker, field: &str, given: Option<Money>, ours: Money, formula: &str) {
    if let Some(given) = given
        && given != ours
    {
        check.error(
            field,
            format!("must equal {formula}, which is {}, is {}", ours.major_string(), given.major_string()),
        );
    }
}
