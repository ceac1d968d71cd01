//! Shopify: orders, refunds, disputes, parcels, products, stock and new customers.
//!
//! A repeat carries the same webhook id, and the content of the first attempt; so a late repeat describes an old state,
//! which is why an order's own change time decides, see [`crate::fact::OrderFact::modified_at`].

use jiff::Timestamp;
use orderbell_orders::{Currency, Draft, DraftDelivery, Money, PaymentState, ShipmentState, Status};
use serde_json::{Map, Value};

use crate::dialect::Dialect;
use crate::fact::{
    DisputeFact, DisputeState, Fact, Notification, OrderFact, OrderKey, ProductFact, ProductKey, RefundFact,
    ShipmentFact, ShopPayment, StockFact, UserFact,
};
use crate::json;
use crate::request::{Headers, Rejection, SignedRequest};
use crate::shop::{self, Sums};
use crate::signature::{self, Encoding, Hash};

const HEADER: &str = "X-Shopify-Hmac-Sha256";
const SHORT_HEADER: &str = "shopify-hmac-sha256";

/// How orders from here are called in `source`.
pub const SOURCE: &str = "shopify";

/// Checks the signature. Several secrets are live while one is being exchanged.
///
/// # Errors
/// [`Rejection::NoHeader`], [`Rejection::WrongSignature`].
pub fn verify(request: SignedRequest<'_>, secrets: &[&str]) -> Result<(), Rejection> {
    let given = request
        .header(HEADER)
        .or_else(|_| request.header(SHORT_HEADER))
        .map_err(|_| Rejection::NoHeader(HEADER))?;
    let fits = |secret: &&str| {
        let expected = signature::hmac(Hash::Sha256, secret.as_bytes(), &[request.body]);
        signature::is(&expected, given, Encoding::Base64)
    };
    if secrets.iter().any(fits) { Ok(()) } else { Err(Rejection::WrongSignature) }
}

/// A header in its old or its new spelling.
fn header<'a>(headers: Headers<'a>, name: &str) -> Option<&'a str> {
    let known = headers.0.iter().find(|(known, _)| {
        known.eq_ignore_ascii_case(name)
            || known.len() > 2
                && known[..2].eq_ignore_ascii_case("x-")
                && known[2..].eq_ignore_ascii_case(name)
    });
    known.map(|(_, value)| value.trim())
}

/// What the notification says.
///
/// # Errors
/// [`Rejection`], see there.
pub fn read(request: SignedRequest<'_>, dialect: &Dialect) -> Result<Notification, Rejection> {
    let topic = header(request.headers, "shopify-topic").ok_or(Rejection::NoHeader("X-Shopify-Topic"))?;
    let id =
        header(request.headers, "shopify-webhook-id").ok_or(Rejection::NoHeader("X-Shopify-Webhook-Id"))?;
    let body = json::object(request.body)?;
    let facts = match topic {
        "orders/create" | "orders/paid" | "orders/cancelled" | "orders/fulfilled" | "orders/updated" | "orders/edited"
        // An edit reports what was added and removed, not the order; the update that follows does.
            if body.contains_key("line_items") =>
        {
            vec![Fact::Order(Box::new(order(&body, dialect)?))]
        }
        "refunds/create" => vec![Fact::Refund(refund(&body)?)],
        "disputes/create" | "disputes/update" => vec![Fact::Dispute(dispute(&body)?)],
        "fulfillments/create" | "fulfillments/update" => vec![Fact::Shipment(shipment(&body)?)],
        "inventory_levels/update" => stock(&body).map(Fact::Stock).into_iter().collect(),
        "products/create" | "products/update" => products(&body).into_iter().map(Fact::Product).collect(),
        "customers/create" => vec![Fact::User(user(&body)?)],
        _ => Vec::new(),
    };
    Ok(Notification { dedupe_key: id.to_owned(), facts, unconfirmed: false })
}

fn order(body: &Map<String, Value>, dialect: &Dialect) -> Result<OrderFact, Rejection> {
    let id = json::need_id(body, &["id"])?;
    let currency = currency(body)?;
    let total = json::at(body, &["total_price"]).and_then(|value| json::major(value, currency));
    let total = total.ok_or_else(|| json::wrong(&["total_price"], "an amount"))?;
    // Where prices contain the tax, it is in the lines already.
    let included = json::at(body, &["taxes_included"]).and_then(Value::as_bool).unwrap_or(false);
    let tax = if included { Money::zero(currency) } else { shop::amount(body, &["total_tax"], currency) };
    let shipping = shop::amount(body, &["total_shipping_price_set", "shop_money", "amount"], currency);
    let sums = Sums::fit(lines(body, currency), shipping, tax, total)
        .ok_or_else(|| json::wrong(&["total_price"], "an amount that the lines can add up to"))?;
    let (status, paid) = status(body, dialect);
    let draft = Draft {
        source: Some(SOURCE.into()),
        ext_id: Some(id),
        customer_name: Some(customer(body)),
        customer_phone: json::text(body, &["phone"])
            .or_else(|| json::text(body, &["customer", "phone"]))
            .map(str::to_owned),
        customer_email: json::text(body, &["email"]).map(str::to_owned),
        currency: Some(currency.code().to_owned()),
        items: sums.items,
        discount: Some(shop::input(sums.discount)),
        shipping: Some(shop::input(sums.shipping)),
        tax: Some(shop::input(sums.tax)),
        paid,
        pay_later: !paid && status != Status::PendingPayment && !status.is_exit(),
        note: json::text(body, &["note"]).map(|note| shop::cut(note, 1000)),
        delivery: address(body),
        ..Draft::default()
    };
    let reason = json::text(body, &["cancel_reason"]).map(|reason| shop::cut(reason, 500));
    let payment = payment_state(body, paid).map(|state| {
        let names = json::at(body, &["payment_gateway_names"]).and_then(Value::as_array);
        let method = names.and_then(|names| names.first()?.as_str());
        let method = method.map(|name| shop::cut(&name.replace('_', " "), 40));
        ShopPayment { transaction: None, method, state, amount: total }
    });
    Ok(OrderFact {
        draft,
        status: Some(status),
        paid,
        payment,
        modified_at: time(body, "updated_at"),
        reason,
    })
}

/// How it stands with the money. `authorized` is reserved on the card and not taken yet.
fn payment_state(body: &Map<String, Value>, paid: bool) -> Option<PaymentState> {
    match json::text(body, &["financial_status"]) {
        _ if paid => Some(PaymentState::Paid),
        Some("authorized") => Some(PaymentState::Review),
        Some("voided") => Some(PaymentState::Cancelled),
        _ => None,
    }
}

fn status(body: &Map<String, Value>, dialect: &Dialect) -> (Status, bool) {
    let money = json::text(body, &["financial_status"]).unwrap_or("pending");
    let paid = matches!(money, "paid" | "partially_refunded" | "refunded");
    let status = if json::text(body, &["cancelled_at"]).is_some() {
        Status::Cancelled
    } else if json::text(body, &["fulfillment_status"]) == Some("fulfilled") {
        Status::Shipped
    } else if let Some(told) = json::text(body, &["fulfillment_status"]).and_then(|word| dialect.status(word))
    {
        told
    } else if paid {
        Status::Placed
    } else {
        Status::PendingPayment
    };
    (status, paid)
}

fn lines(body: &Map<String, Value>, currency: Currency) -> Vec<(orderbell_orders::DraftItem, Money)> {
    let lines =
        json::at(body, &["line_items"]).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let line = |line: &Map<String, Value>| {
        let name = shop::cut(json::text(line, &["title"]).unwrap_or("?"), 100);
        let sku = json::text(line, &["sku"]).map(|sku| shop::cut(sku, 64));
        let options = json::text(line, &["variant_title"]).map(|text| shop::cut(text, 500));
        let qty = json::at(line, &["quantity"]).and_then(Value::as_i64).unwrap_or(1);
        let unit = shop::amount(line, &["price"], currency);
        let total = u32::try_from(qty).ok().and_then(|qty| unit.checked_mul(qty).ok()).unwrap_or(unit);
        shop::line(name, sku, options, qty, Some(unit), total)
    };
    lines.iter().filter_map(Value::as_object).map(line).collect()
}

fn customer(body: &Map<String, Value>) -> String {
    let part = |of, field| json::text(body, &[of, field]);
    let name = shop::joined(&[part("customer", "first_name"), part("customer", "last_name")], " ")
        .or_else(|| part("shipping_address", "name").map(str::to_owned));
    shop::cut(&name.unwrap_or_else(|| "Guest".into()), 120)
}

fn address(body: &Map<String, Value>) -> Option<DraftDelivery> {
    let part = |field| json::text(body, &["shipping_address", field]);
    part("address1")?;
    let parts = ["address1", "address2", "city", "province", "zip", "country"].map(part);
    let address = shop::joined(&parts, ", ").map(|address| shop::cut(&address, 500));
    Some(DraftDelivery { kind: Some("ship".into()), address, due_at: None })
}

fn refund(body: &Map<String, Value>) -> Result<RefundFact, Rejection> {
    let transactions =
        json::at(body, &["transactions"]).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut amount: Option<Money> = None;
    for transaction in transactions.iter().filter_map(Value::as_object) {
        let Ok(currency) = currency(transaction) else { continue };
        let part = shop::amount(transaction, &["amount"], currency);
        amount = amount.map_or(Some(part), |sum| sum.checked_add(part).ok());
    }
    Ok(RefundFact {
        order: external(body)?,
        reference: json::need_id(body, &["id"])?,
        amount,
        cumulative: false,
        reason: json::text(body, &["note"]).map(|note| shop::cut(note, 500)),
    })
}

fn dispute(body: &Map<String, Value>) -> Result<DisputeFact, Rejection> {
    let state = match json::text(body, &["status"]) {
        Some("won") => DisputeState::Won,
        Some("lost" | "accepted") => DisputeState::Lost,
        _ => DisputeState::Open,
    };
    Ok(DisputeFact {
        order: external(body)?,
        reference: json::need_id(body, &["id"])?,
        amount: currency(body).ok().and_then(|currency| json::major(body.get("amount")?, currency)),
        reason: json::text(body, &["reason"]).map(str::to_owned),
        state,
        due_at: time(body, "evidence_due_by"),
    })
}

fn shipment(body: &Map<String, Value>) -> Result<ShipmentFact, Rejection> {
    let state = match json::text(body, &["shipment_status"]) {
        Some("delivered") => ShipmentState::Delivered,
        Some("out_for_delivery") => ShipmentState::OutForDelivery,
        Some("in_transit") => ShipmentState::InTransit,
        Some("failure" | "attempted_delivery") => ShipmentState::Failed,
        _ => ShipmentState::PickedUp,
    };
    Ok(ShipmentFact {
        order: Some(external(body)?),
        courier: json::text(body, &["tracking_company"]).map(|name| shop::cut(name, 60)),
        tracking_no: json::text(body, &["tracking_number"]).map(|number| shop::cut(number, 60)),
        state,
        text: json::text(body, &["shipment_status"]).map(|text| text.replace('_', " ")),
    })
}

/// Stock is told per inventory item, by the number that Shopify gives it; what it is called is not told.
fn stock(body: &Map<String, Value>) -> Option<StockFact> {
    let stock = json::at(body, &["available"])?.as_i64()?;
    let product = ProductKey::External(json::id(body, &["inventory_item_id"])?);
    Some(StockFact { product, name: None, stock, counted_at: time(body, "updated_at") })
}

/// Of a product only this is taken over: which inventory item each of its variants is. A variant without a number of the
/// shop's own is in no order either. What is left of it is told by the inventory levels, which know the place; the sum
/// over all places that stands here would be another number under the same name.
fn products(body: &Map<String, Value>) -> Vec<ProductFact> {
    let told_at = time(body, "updated_at");
    let title = json::text(body, &["title"]);
    let variants =
        json::at(body, &["variants"]).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let fact = |variant: &Map<String, Value>| {
        // What has no variants has one, which Shopify calls so in every language.
        let variety = json::text(variant, &["title"]).filter(|title| *title != "Default Title");
        let name = shop::joined(&[title, variety], " - ")?;
        Some(ProductFact {
            // As it stands in the lines of orders.
            sku: shop::cut(json::text(variant, &["sku"])?, 64),
            name: shop::cut(&name, 120),
            ext_id: json::id(variant, &["inventory_item_id"])?,
            told_at,
        })
    };
    variants.iter().filter_map(Value::as_object).filter_map(fact).collect()
}

fn user(body: &Map<String, Value>) -> Result<UserFact, Rejection> {
    let part = |field| json::text(body, &[field]);
    let name = shop::joined(&[part("first_name"), part("last_name")], " ").unwrap_or_else(|| "Guest".into());
    Ok(UserFact {
        id: json::need_id(body, &["id"])?,
        name: shop::cut(&name, 120),
        email: part("email").map(str::to_owned),
        phone: part("phone").map(str::to_owned),
    })
}

fn external(body: &Map<String, Value>) -> Result<OrderKey, Rejection> {
    Ok(OrderKey::External { source: SOURCE.into(), ext_id: json::need_id(body, &["order_id"])? })
}

fn currency(body: &Map<String, Value>) -> Result<Currency, Rejection> {
    json::need(body, &["currency"])?.parse().map_err(|_| json::wrong(&["currency"], "an ISO 4217 code"))
}

fn time(body: &Map<String, Value>, field: &str) -> Option<Timestamp> {
    json::text(body, &[field])?.parse().ok()
}

#[cfg(test)]
mod tests {
    use orderbell_orders::Flows;

    use super::*;

    const ORDER: &str = r##"{"id":820982911946154500,"name":"#1001","currency":"IDR","total_price":"170500.00","total_tax":"15500.00",
        "taxes_included":false,"financial_status":"paid","fulfillment_status":null,"updated_at":"2026-11-21T10:04:05+07:00",
        "total_shipping_price_set":{"shop_money":{"amount":"5000.00","currency_code":"IDR"}},
        "customer":{"first_name":"Siti","last_name":"Aminah"},"email":"siti@example.com",
        "line_items":[{"id":1,"title":"Batik","variant_title":"M","quantity":2,"price":"75000.00","sku":"B-M"}]}"##;

    fn read_as(topic: &str, body: &str) -> Vec<Fact> {
        let headers = [("X-Shopify-Topic", topic), ("X-Shopify-Webhook-Id", "w1")];
        read(SignedRequest { headers: Headers(&headers), body: body.as_bytes() }, &Dialect::default())
            .unwrap()
            .facts
    }

    fn order_of(body: &str) -> OrderFact {
        match read_as("orders/updated", body).remove(0) {
            Fact::Order(order) => *order,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_vector_verifies_under_both_header_names() {
        let signature = "m7LbwrcTLHT24C1Ew5wJKyCUE2LWtuoCYDKChLRbNSc=";
        for name in ["x-shopify-hmac-sha256", "shopify-hmac-sha256"] {
            let headers = [(name, signature)];
            let request =
                SignedRequest { headers: Headers(&headers), body: br#"{"id":727,"status":"processing"}"# };
            assert_eq!(verify(request, &["old", "shpss_secret"]), Ok(()));
            assert_eq!(verify(request, &["old"]), Err(Rejection::WrongSignature));
        }
    }

    #[test]
    fn an_order_becomes_a_draft_that_holds() {
        let fact = order_of(ORDER);
        assert_eq!((fact.status, fact.paid), (Some(Status::Placed), true));
        assert_eq!(fact.payment.as_ref().map(|payment| payment.state), Some(PaymentState::Paid));
        let new = fact.draft.validate(&Flows::default(), Currency::IDR).unwrap();
        assert_eq!(new.total().minor(), 17_050_000);
        assert_eq!(new.ext_id(), Some("820982911946154500"));
    }

    #[test]
    fn where_it_is_follows_from_three_fields() {
        let status = |from, to| order_of(&ORDER.replace(from, to)).status;
        assert_eq!(status("\"paid\"", "\"pending\""), Some(Status::PendingPayment));
        assert_eq!(status("null", "\"fulfilled\""), Some(Status::Shipped));
        assert_eq!(
            status("\"name\":", "\"cancelled_at\":\"2026-11-21T10:04:05Z\",\"name\":"),
            Some(Status::Cancelled)
        );
    }

    #[test]
    fn a_refund_is_the_sum_of_its_transactions() {
        let body = r#"{"id":9,"order_id":7,"transactions":[{"amount":"100.00","currency":"IDR"},{"amount":"50.50","currency":"IDR"}]}"#;
        let facts = read_as("refunds/create", body);
        let [Fact::Refund(refund)] = &facts[..] else { panic!("{facts:?}") };
        assert_eq!(refund.amount.unwrap().minor(), 15_050);
        assert_eq!(refund.order, OrderKey::External { source: SOURCE.into(), ext_id: "7".into() });
    }

    #[test]
    fn a_level_has_a_time_and_a_product_says_which_items_its_variants_are() {
        let level = r#"{"inventory_item_id":808950810,"location_id":1,"available":2,"updated_at":"2026-11-21T10:04:05+07:00"}"#;
        let expected = StockFact {
            product: ProductKey::External("808950810".into()),
            name: None,
            stock: 2,
            counted_at: Some("2026-11-21T03:04:05Z".parse().unwrap()),
        };
        assert_eq!(read_as("inventory_levels/update", level), [Fact::Stock(expected)]);
        assert_eq!(read_as("inventory_levels/update", &level.replace(":2,", ":null,")), []);
        let product = r#"{"id":632910392,"title":"Batik","updated_at":"2026-11-21T10:04:05+07:00","variants":[
            {"id":1,"title":"M","sku":"B-M","inventory_item_id":808950810},
            {"id":2,"title":"Default Title","sku":"B-L","inventory_item_id":49148385},
            {"id":3,"title":"XL","sku":"","inventory_item_id":39072856},{"id":4,"title":"S","sku":"B-S"}]}"#;
        let said = read_as("products/update", product);
        let names: Vec<_> = said
            .iter()
            .map(|fact| match fact {
                Fact::Product(fact) => (&*fact.sku, &*fact.name, &*fact.ext_id, fact.told_at.is_some()),
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(names, [("B-M", "Batik - M", "808950810", true), ("B-L", "Batik", "49148385", true)]);
        assert_eq!(read_as("products/delete", r#"{"id":632910392}"#), []);
    }

    #[test]
    fn other_topics_say_nothing() {
        assert_eq!(read_as("themes/publish", "{}"), []);
        assert_eq!(read_as("orders/edited", r#"{"order_edit":{}}"#), []);
    }
}
