//! What others claim, checked as if it had been sent to the API: by webhooks and by an app's own broadcasts alike.
//!
//! Nobody reads the answer, though, so one rule is added. What an order or a notice can do without is left out where it is
//! wrong: a telephone number that is none must not keep an order from ringing. What it cannot do without stands in the
//! way, and is named.

use orderbell_intake::fact::{self, ProductFact, StockFact, UserFact};
use orderbell_orders::{
    Currency, Draft, FieldError, Flows, NewOrder,
    draft::{ProductDraft, UserDraft, check_external_id, check_sku},
};
use orderbell_store::{ProductKey, ProductName, Report};

/// An order.
///
/// # Errors
/// What stands in the way, in one sentence; so with the others.
pub fn order(draft: Draft, flows: &Flows, currency: Currency) -> Result<NewOrder, String> {
    let errors = match draft.clone().validate(flows, currency) {
        Ok(order) => return Ok(order),
        Err(errors) => errors,
    };
    without(draft, &errors).validate(flows, currency).map_err(in_words)
}

/// So much of a product is left. `source` is the system that tells, whose ids it uses.
///
/// # Errors
/// See [`order`].
pub fn stock(fact: StockFact, source: &str, currency: Currency) -> Result<Report, String> {
    let StockFact { product, name, stock, counted_at } = fact;
    let product = match product {
        fact::ProductKey::Sku(sku) => ProductKey::Sku(check_sku(&sku).map_err(in_words)?),
        fact::ProductKey::External(ext_id) => {
            let (source, ext_id) = check_external_id(source, &ext_id).map_err(in_words)?;
            ProductKey::External { source, ext_id }
        }
    };
    let draft = ProductDraft { name, stock: Some(Some(stock)), counted_at, ..ProductDraft::default() };
    Ok(Report::Stock { product, edit: draft.validate(currency).map_err(in_words)? })
}

/// A product is called so by `source`, the system that tells.
///
/// # Errors
/// See [`order`].
pub fn product(fact: ProductFact, source: &str, currency: Currency) -> Result<Report, String> {
    let ProductFact { sku, name, ext_id, told_at } = fact;
    let sku = check_sku(&sku).map_err(in_words)?;
    let (source, ext_id) = check_external_id(source, &ext_id).map_err(in_words)?;
    let draft = ProductDraft { name: Some(name), ..ProductDraft::default() };
    let name = draft.validate(currency).map_err(in_words)?.name.unwrap_or_else(|| sku.clone());
    Ok(Report::Product(ProductName { sku, name, source, ext_id, told_at }))
}

/// Somebody registered.
///
/// # Errors
/// See [`order`].
pub fn user(fact: UserFact) -> Result<Report, String> {
    let UserFact { id, name, email, phone } = fact;
    let mut draft = UserDraft { id: Some(id), name: Some(name), email, phone };
    let report = draft.clone().validate().or_else(|errors| {
        for error in errors {
            match &*error.field {
                "email" => draft.email = None,
                "phone" => draft.phone = None,
                _ => {}
            }
        }
        draft.validate()
    });
    report.map(Report::User).map_err(in_words)
}

/// The draft without the optional fields that are wrong.
fn without(mut draft: Draft, errors: &[FieldError]) -> Draft {
    for error in errors {
        match error.field.split(['.', '[']).next().unwrap_or_default() {
            "code" => draft.code = None,
            "customer_phone" => draft.customer_phone = None,
            "customer_email" => draft.customer_email = None,
            "customer_user_id" => draft.customer_user_id = None,
            "note" => draft.note = None,
            "flow" => draft.flow = None,
            "booking" => draft.booking = None,
            "delivery" => draft.delivery = None,
            _ => {}
        }
    }
    draft
}

fn in_words(errors: Vec<FieldError>) -> String {
    errors.into_iter().map(|error| error.to_string()).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(sku: &str, name: Option<&str>, stock: i64) -> Result<Report, String> {
        let (product, name) = (fact::ProductKey::Sku(sku.into()), name.map(str::to_owned));
        self::stock(StockFact { product, name, stock, counted_at: None }, "pos", Currency::IDR)
    }

    #[test]
    fn stock_is_held_to_the_limits_of_the_api() {
        let Ok(Report::Stock { product, edit }) = left(" K\u{202e}1\r\n", Some("Ko\u{0}pi\tsusu"), -3) else {
            panic!()
        };
        assert_eq!((product, edit.name.as_deref()), (ProductKey::Sku("K1".into()), Some("Kopi susu")));
        assert_eq!(edit.stock, Some(Some(-3)), "more may be sold than there is");
        for (sku, name, stock, named) in [
            (&*"x".repeat(65), Some("Kopi"), 1, "sku must be at most 64 characters"),
            ("\u{1b}\u{7f}", Some("Kopi"), 1, "sku is required"),
            ("K1", Some(&*"x".repeat(121)), 1, "name must be at most 120 characters"),
            ("K1", None, 1_000_000_001, "stock must be a whole number from -1000000000 to 1000000000"),
            ("K1", None, i64::MIN, "stock must be a whole number"),
        ] {
            let error = left(sku, name, stock).unwrap_err();
            assert!(error.starts_with(named), "{error}");
        }
    }

    #[test]
    fn a_user_needs_a_name_and_may_do_without_the_rest() {
        let told = |id: &str, name: &str, email: &str, phone: &str| {
            let [id, name] = [id, name].map(str::to_owned);
            user(UserFact { id, name, email: Some(email.into()), phone: Some(phone.into()) })
        };
        let Ok(Report::User(ana)) = told("7", "A\u{7}na", "ana@", "n/a") else { panic!() };
        assert_eq!((&*ana.name, ana.email, ana.phone), ("Ana", None, None));
        let Ok(Report::User(ana)) = told("7", "Ana", "ana@example.com", "0812-3456-789") else { panic!() };
        assert_eq!(ana.email.as_deref(), Some("ana@example.com"));
        assert!(told("7", "\n\t", "ana@example.com", "").unwrap_err().starts_with("name is required"));
        assert!(told(&"7".repeat(121), "Ana", "ana@", "").unwrap_err().starts_with("id must be at most 120"));
    }
}
