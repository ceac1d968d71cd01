//! WooCommerce: orders, stock and new customers, as its REST API v3 describes them.
//!
//! The delivery id of its webhooks is made of the webhook and the second, so that two orders in one second share it;
//! repeats are recognized by the order, its change time and the body. The ping that is sent when a webhook is made is a
//! form without a signature, and has to be answered with 200.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use orderbell_orders::{Currency, Draft, DraftDelivery, Money, PaymentState, Status};
use serde_json::{Map, Value};

use crate::dialect::Dialect;
use crate::fact::{
    Fact, Notification, OrderFact, OrderKey, ProductKey, RefundFact, ShopPayment, StockFact, UserFact,
};
use crate::json;
use crate::request::{Rejection, SignedRequest};
use crate::shop::{self, Sums};
use crate::signature::{self, Encoding, Hash};

const HEADER: &str = "X-WC-Webhook-Signature";

/// How orders from here are called in `source`.
pub const SOURCE: &str = "woocommerce";

/// Whether the body is the ping of a new webhook.
pub fn is_ping(body: &[u8]) -> bool {
    body.strip_prefix(b"webhook_id=").is_some_and(|id| !id.is_empty() && id.iter().all(u8::is_ascii_digit))
}

/// Checks the signature.
///
/// # Errors
/// [`Rejection::NoHeader`], [`Rejection::WrongSignature`].
pub fn verify(request: SignedRequest<'_>, secret: &str) -> Result<(), Rejection> {
    let given = request.header(HEADER)?;
    let expected = signature::hmac(Hash::Sha256, secret.as_bytes(), &[request.body]);
    if signature::is(&expected, given, Encoding::Base64) { Ok(()) } else { Err(Rejection::WrongSignature) }
}

/// What the notification says; `topic` is the header `X-WC-Webhook-Topic`.
///
/// # Errors
/// [`Rejection::Body`], [`Rejection::Field`].
pub fn read(topic: &str, body: &[u8], dialect: &Dialect) -> Result<Notification, Rejection> {
    let order = json::object(body)?;
    let id = json::need_id(&order, &["id"])?;
    let modified = json::text(&order, &["date_modified_gmt"]).unwrap_or("");
    let dedupe_key = format!("{topic}:{id}:{modified}:{}", signature::sha256_hex(body));
    let facts = match topic {
        "order.created" | "order.updated" | "order.restored" => {
            let refunds = refunds(&order, &id);
            let order = Fact::Order(Box::new(fact(&order, id, dialect)?));
            [order].into_iter().chain(refunds.into_iter().map(Fact::Refund)).collect()
        }
        "order.deleted" => vec![Fact::Order(Box::new(deleted(id)))],
        "product.created" | "product.updated" | "product.restored" => {
            stock(&order, id).map(Fact::Stock).into_iter().collect()
        }
        // Of later changes only those are news that concern an order, and they come with it.
        "customer.created" => vec![Fact::User(user(&order, id))],
        _ => Vec::new(),
    };
    Ok(Notification { dedupe_key, facts, unconfirmed: false })
}

/// Of a product that the shop does not count nothing is said. One without a number of its own goes by its id.
fn stock(product: &Map<String, Value>, id: String) -> Option<StockFact> {
    let stock = json::at(product, &["stock_quantity"])?.as_i64()?;
    let name = json::text(product, &["name"]).map(|name| shop::cut(name, 120));
    let sku = json::text(product, &["sku"]).map_or(id, str::to_owned);
    let counted_at = time(product, "date_modified_gmt");
    Some(StockFact { product: ProductKey::Sku(sku), name, stock, counted_at })
}

fn user(customer: &Map<String, Value>, id: String) -> UserFact {
    let part = |field| json::text(customer, &[field]);
    let name = shop::joined(&[part("first_name"), part("last_name")], " ")
        .or_else(|| part("username").map(str::to_owned))
        .unwrap_or_else(|| "Guest".into());
    UserFact {
        id,
        name: shop::cut(&name, 120),
        email: part("email").map(str::to_owned),
        phone: json::text(customer, &["billing", "phone"]).map(str::to_owned),
    }
}

/// All that a deletion carries is the id.
fn deleted(id: String) -> OrderFact {
    OrderFact {
        draft: Draft { source: Some(SOURCE.into()), ext_id: Some(id), ..Draft::default() },
        status: Some(Status::Cancelled),
        paid: false,
        payment: None,
        modified_at: None,
        reason: Some("deleted in the shop".into()),
    }
}

fn fact(order: &Map<String, Value>, id: String, dialect: &Dialect) -> Result<OrderFact, Rejection> {
    let currency: Currency = json::need(order, &["currency"])?
        .parse()
        .map_err(|_| json::wrong(&["currency"], "an ISO 4217 code"))?;
    let total = json::at(order, &["total"]).and_then(|value| json::major(value, currency));
    let total = total.ok_or_else(|| json::wrong(&["total"], "an amount"))?;
    let sums = Sums::fit(lines(order, currency), shipping(order, currency), tax(order, currency), total)
        .ok_or_else(|| json::wrong(&["total"], "an amount that the lines can add up to"))?;
    let word = json::need(order, &["status"])?;
    let has_date_paid = json::text(order, &["date_paid_gmt"]).is_some();
    let (status, paid) = match (status(word, has_date_paid), dialect.status(word)) {
        ((None, _), Some(told)) => (Some(told), has_date_paid),
        (known, _) => known,
    };
    let draft = Draft {
        source: Some(SOURCE.into()),
        ext_id: Some(id),
        customer_name: Some(customer(order)),
        customer_phone: json::text(order, &["billing", "phone"]).map(str::to_owned),
        customer_email: json::text(order, &["billing", "email"]).map(str::to_owned),
        currency: Some(currency.code().to_owned()),
        items: sums.items,
        discount: Some(shop::input(sums.discount)),
        shipping: Some(shop::input(sums.shipping)),
        tax: Some(shop::input(sums.tax)),
        paid,
        // Cash on delivery is worked on before it is paid, and the shop says so by its status.
        pay_later: !paid
            && status.is_some_and(|status| status != Status::PendingPayment && !status.is_exit()),
        note: json::text(order, &["customer_note"]).map(|note| shop::cut(note, 1000)),
        delivery: address(order),
        ..Draft::default()
    };
    let payment = payment_state(word, paid).map(|state| ShopPayment {
        transaction: json::text(order, &["transaction_id"]).map(|id| shop::cut(id, 120)),
        method: json::text(order, &["payment_method_title"]).map(|method| shop::cut(method, 40)),
        state,
        amount: total,
    });
    let modified_at = time(order, "date_modified_gmt");
    Ok(OrderFact { draft, status, paid, payment, modified_at, reason: None })
}

/// How it stands with the money: `on-hold` is what the shop says of a transfer that somebody has to look for.
fn payment_state(word: &str, paid: bool) -> Option<PaymentState> {
    match word {
        _ if paid => Some(PaymentState::Paid),
        "on-hold" => Some(PaymentState::Review),
        "failed" => Some(PaymentState::Failed),
        _ => None,
    }
}

/// What has been given back, each time by its own id; all of it where the shop says only that.
fn refunds(order: &Map<String, Value>, id: &str) -> Vec<RefundFact> {
    let Some(currency) = json::text(order, &["currency"]).and_then(|code| code.parse().ok()) else {
        return Vec::new();
    };
    let refund = |reference: String, amount, reason: Option<&str>| RefundFact {
        order: OrderKey::External { source: SOURCE.into(), ext_id: id.to_owned() },
        reference,
        amount,
        cumulative: false,
        reason: reason.map(|reason| shop::cut(reason, 500)),
    };
    let listed =
        json::at(order, &["refunds"]).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut refunds: Vec<_> = listed
        .iter()
        .filter_map(Value::as_object)
        .filter_map(|one| {
            let amount = match json::at(one, &["total"])? {
                Value::String(text) => Value::String(text.trim().trim_start_matches('-').to_owned()),
                other => other.clone(),
            };
            let amount = json::major(&amount, currency).filter(|amount| !amount.is_zero())?;
            Some(refund(json::id(one, &["id"])?, Some(amount), json::text(one, &["reason"])))
        })
        .collect();
    if refunds.is_empty() && json::text(order, &["status"]) == Some("refunded") {
        refunds.push(refund(format!("order-{id}"), None, None));
    }
    refunds
}

/// The shop's word for where an order is, and whether that means paid.
fn status(word: &str, has_date_paid: bool) -> (Option<Status>, bool) {
    match word {
        "pending" | "on-hold" | "failed" => (Some(Status::PendingPayment), false),
        "processing" => (Some(Status::Placed), has_date_paid),
        "completed" => (Some(Status::Completed), true),
        "cancelled" => (Some(Status::Cancelled), has_date_paid),
        "refunded" => (Some(Status::Cancelled), true),
        // A cart that has not been sent yet, or a status of some extension.
        _ => (None, false),
    }
}

fn lines(order: &Map<String, Value>, currency: Currency) -> Vec<(orderbell_orders::DraftItem, Money)> {
    let lines =
        json::at(order, &["line_items"]).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut items: Vec<_> =
        lines.iter().filter_map(Value::as_object).map(|line| product(line, currency)).collect();
    if items.is_empty() {
        items.push(shop::line("Order".into(), None, None, 1, None, Money::zero(currency)));
    }
    items
}

fn product(line: &Map<String, Value>, currency: Currency) -> (orderbell_orders::DraftItem, Money) {
    let name = shop::cut(json::text(line, &["name"]).unwrap_or("?"), 100);
    let sku = json::text(line, &["sku"]).map(|sku| shop::cut(sku, 64));
    let qty = json::at(line, &["quantity"]).and_then(Value::as_i64).unwrap_or(1);
    let unit = json::at(line, &["price"]).and_then(|price| json::major(price, currency));
    shop::line(name, sku, options(line), qty, unit, shop::amount(line, &["total"], currency))
}

/// What the customer chose; fields with a leading underscore are the shop's own.
fn options(line: &Map<String, Value>) -> Option<String> {
    let chosen = json::at(line, &["meta_data"])?.as_array()?.iter().filter_map(|meta| {
        let (key, value) = (meta.get("display_key")?.as_str()?, meta.get("display_value")?.as_str()?);
        (!key.starts_with('_')).then(|| format!("{key}: {value}"))
    });
    let text = chosen.collect::<Vec<_>>().join(", ");
    (!text.is_empty()).then(|| shop::cut(&text, 500))
}

fn shipping(order: &Map<String, Value>, currency: Currency) -> Money {
    shop::amount(order, &["shipping_total"], currency)
}

fn tax(order: &Map<String, Value>, currency: Currency) -> Money {
    shop::amount(order, &["total_tax"], currency)
}

fn customer(order: &Map<String, Value>) -> String {
    let part = |field| json::text(order, &["billing", field]);
    let name = shop::joined(&[part("first_name"), part("last_name")], " ")
        .or_else(|| part("company").map(str::to_owned));
    shop::cut(&name.unwrap_or_else(|| "Guest".into()), 120)
}

fn address(order: &Map<String, Value>) -> Option<DraftDelivery> {
    let part = |field| json::text(order, &["shipping", field]);
    let parts = ["address_1", "address_2", "city", "state", "postcode", "country"].map(part);
    part("address_1")?;
    let address = shop::joined(&parts, ", ").map(|address| shop::cut(&address, 500));
    Some(DraftDelivery { kind: Some("ship".into()), address, due_at: None })
}

/// Times "in GMT" are without an offset.
fn time(order: &Map<String, Value>, field: &str) -> Option<Timestamp> {
    let text = json::text(order, &[field])?;
    let local: DateTime = text.trim_end_matches('Z').parse().ok()?;
    Some(local.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use orderbell_orders::Flows;

    use super::*;
    use crate::request::Headers;

    const ORDER: &str = r#"{"id":727,"status":"processing","currency":"IDR","date_modified_gmt":"2026-11-21T03:04:05",
        "total":"165000.00","total_tax":"0.00","shipping_total":"15000.00","date_paid_gmt":"2026-11-21T03:04:00",
        "billing":{"first_name":"Budi","last_name":"Santoso","email":"budi@example.com","phone":"08123456789"},
        "shipping":{"address_1":"Jl. Melati 5","city":"Bandung"},
        "line_items":[{"name":"Kopi","sku":"K1","quantity":3,"price":50000,"total":"150000.00",
            "meta_data":[{"display_key":"Size","display_value":"250 g"},{"display_key":"_internal","display_value":"x"}]}]}"#;

    #[test]
    fn the_vector_verifies() {
        let headers = [("x-wc-webhook-signature", "nWbaPeePlhim5GCx1IjiFzls5VUYQAfOEGirnR5j3gA=")];
        let request =
            SignedRequest { headers: Headers(&headers), body: br#"{"id":727,"status":"processing"}"# };
        assert_eq!(verify(request, "woo_secret"), Ok(()));
        assert_eq!(verify(request, "other"), Err(Rejection::WrongSignature));
        assert_eq!(
            verify(SignedRequest { headers: Headers(&[]), ..request }, "woo_secret"),
            Err(Rejection::NoHeader(HEADER))
        );
    }

    fn order(body: &str) -> OrderFact {
        match read("order.updated", body.as_bytes(), &Dialect::default()).unwrap().facts.remove(0) {
            Fact::Order(order) => *order,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_order_becomes_a_draft_that_holds() {
        let fact = order(ORDER);
        assert_eq!((fact.status, fact.paid), (Some(Status::Placed), true));
        assert_eq!(fact.modified_at.unwrap().to_string(), "2026-11-21T03:04:05Z");
        let new = fact.draft.validate(&Flows::default(), Currency::IDR).unwrap();
        assert_eq!(new.total().minor(), 16_500_000);
        assert_eq!((new.source(), new.ext_id()), (SOURCE, Some("727")));
    }

    #[test]
    fn the_shops_total_holds_whatever_its_parts_are() {
        for (from, to) in
            [("\"165000.00\"", "\"150000.00\""), ("\"165000.00\"", "\"165000.01\""), ("50000,", "49999.99,")]
        {
            let body = ORDER.replace(from, to);
            let expected = json::object(body.as_bytes()).unwrap();
            let total = shop::amount(&expected, &["total"], Currency::IDR);
            let new = order(&body).draft.validate(&Flows::default(), Currency::IDR).unwrap();
            assert_eq!(new.total(), total, "{from} -> {to}");
        }
    }

    #[test]
    fn a_report_without_news_has_another_key_only_if_something_differs() {
        let key = |topic, body: &str| read(topic, body.as_bytes(), &Dialect::default()).unwrap().dedupe_key;
        assert_eq!(key("order.updated", ORDER), key("order.updated", ORDER));
        assert_ne!(key("order.updated", ORDER), key("order.updated", &ORDER.replace("Kopi", "Teh")));
    }

    #[test]
    fn statuses_are_translated_and_drafts_ignored() {
        let status = |word| order(&ORDER.replace("processing", word)).status;
        assert_eq!(status("pending"), Some(Status::PendingPayment));
        assert_eq!(status("on-hold"), Some(Status::PendingPayment));
        assert_eq!(status("completed"), Some(Status::Completed));
        assert_eq!(status("refunded"), Some(Status::Cancelled));
        assert_eq!(status("checkout-draft"), None);
    }

    #[test]
    fn words_of_extensions_mean_what_their_shop_says_and_known_ones_stay_as_they_are() {
        let statuses = [("packing".to_owned(), Status::Preparing), ("processing".to_owned(), Status::Ready)];
        let dialect = Dialect { statuses: statuses.into(), ..Dialect::default() };
        for (word, expected) in [("packing", Status::Preparing), ("processing", Status::Placed)] {
            let body = ORDER.replace("processing", word);
            let facts = read("order.updated", body.as_bytes(), &dialect).unwrap().facts;
            let [Fact::Order(order)] = &facts[..] else { panic!("{facts:?}") };
            assert_eq!((order.status, order.paid), (Some(expected), true));
        }
    }

    #[test]
    fn money_is_told_as_a_payment_and_what_went_back_as_refunds() {
        let state = |word: &str, date: &str| {
            let body = ORDER.replace("processing", word).replace("date_paid_gmt", date);
            order(&body).payment.map(|payment| payment.state)
        };
        assert_eq!(state("processing", "date_paid_gmt"), Some(PaymentState::Paid));
        assert_eq!(state("processing", "none"), None);
        assert_eq!(state("on-hold", "none"), Some(PaymentState::Review));
        assert_eq!(state("failed", "none"), Some(PaymentState::Failed));
        let listed = ORDER.replace(
            r#""id":727"#,
            r#""id":727,"refunds":[{"id":9,"total":"-15000.00","reason":"broken"},{"id":10,"total":"-1.50"}]"#,
        );
        let facts = read("order.updated", listed.as_bytes(), &Dialect::default()).unwrap().facts;
        let [Fact::Order(_), Fact::Refund(first), Fact::Refund(second)] = &facts[..] else {
            panic!("{facts:?}")
        };
        assert_eq!((first.amount.unwrap().minor(), first.reason.as_deref()), (1_500_000, Some("broken")));
        assert_eq!((second.amount.unwrap().minor(), &*second.reference), (150, "10"));
        let all = ORDER.replace("processing", "refunded");
        let facts = read("order.updated", all.as_bytes(), &Dialect::default()).unwrap().facts;
        assert!(matches!(&facts[..], [Fact::Order(_), Fact::Refund(all)] if all.amount.is_none()));
    }

    #[test]
    fn a_ping_is_recognized_and_nothing_else_is() {
        assert!(is_ping(b"webhook_id=12"));
        for other in [&b"webhook_id="[..], b"webhook_id=1x", b"{}", b""] {
            assert!(!is_ping(other));
        }
    }

    #[test]
    fn products_tell_their_stock_if_it_is_counted() {
        let said = |topic, body: &str| read(topic, body.as_bytes(), &Dialect::default()).unwrap().facts;
        let kopi = r#"{"id":31,"name":"Kopi","sku":"K1","manage_stock":true,
            "date_modified_gmt":"2026-11-21T03:04:05","stock_quantity":4}"#;
        let expected = StockFact {
            product: ProductKey::Sku("K1".into()),
            name: Some("Kopi".into()),
            stock: 4,
            counted_at: Some("2026-11-21T03:04:05Z".parse().unwrap()),
        };
        assert_eq!(said("product.updated", kopi), [Fact::Stock(expected)]);
        assert!(matches!(
            &said("product.created", &kopi.replace("K1", ""))[..],
            [Fact::Stock(left)] if left.product == ProductKey::Sku("31".into())
        ));
        assert_eq!(said("product.updated", &kopi.replace("4}", "null}")), []);
        assert_eq!(said("product.deleted", r#"{"id":31}"#), []);
    }

    #[test]
    fn a_customer_is_told_of_once() {
        let said = |topic, body: &str| read(topic, body.as_bytes(), &Dialect::default()).unwrap().facts;
        let ana = r#"{"id":25,"email":"ana@example.com","first_name":"Ana","last_name":"Putri","username":"ana",
            "billing":{"phone":"08123456789"}}"#;
        let facts = said("customer.created", ana);
        let [Fact::User(user)] = &facts[..] else { panic!("{facts:?}") };
        assert_eq!((&*user.id, &*user.name, user.phone.as_deref()), ("25", "Ana Putri", Some("08123456789")));
        assert_eq!(said("customer.updated", ana), []);
        let bare = said("customer.created", r#"{"id":25,"first_name":"","last_name":"","username":"ana"}"#);
        assert!(matches!(&bare[..], [Fact::User(user)] if user.name == "ana"));
    }

    #[test]
    fn a_deleted_order_needs_nothing_but_its_id() {
        let notification = read("order.deleted", br#"{"id":727}"#, &Dialect::default()).unwrap();
        let [Fact::Order(order)] = &notification.facts[..] else { panic!() };
        assert_eq!((order.status, order.draft.ext_id.as_deref()), (Some(Status::Cancelled), Some("727")));
    }
}
