//! Standard Webhooks: three headers and our own vocabulary in the body, for systems that are written for us.
//!
//! The body is `{"type": "payment.paid", "data": {...}}`; its types are listed at [`read`].

use orderbell_orders::{Currency, Money, MoneyInput, PaymentState, ShipmentState};
use serde_json::{Map, Value};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::dialect::Dialect;
use crate::fact::{
    DisputeFact, DisputeState, Fact, Notification, OrderKey, PaymentFact, ProductKey, RefundFact,
    ShipmentFact, StockFact, UserFact,
};
use crate::json;
use crate::request::{Rejection, SignedRequest};
use crate::signature::{self, Encoding, Hash};

const ID: &str = "webhook-id";
const TIME: &str = "webhook-timestamp";
const SIGNATURE: &str = "webhook-signature";

/// Longest id that is kept, in bytes.
const MAX_ID: usize = 200;

/// The bytes of a secret: base64, with or without the usual prefix. `None` for anything else.
pub fn secret_bytes(secret: &str) -> Option<Vec<u8>> {
    STANDARD.decode(secret.strip_prefix("whsec_").unwrap_or(secret)).ok().filter(|bytes| !bytes.is_empty())
}

/// Checks the signature against each secret and gives the id of the message; `now` is in seconds since 1970.
///
/// # Errors
/// [`Rejection`], see there.
pub fn verify<'a>(request: SignedRequest<'a>, secrets: &[Vec<u8>], now: i64) -> Result<&'a str, Rejection> {
    let id = request.headers.get(ID).map(str::trim).ok_or(Rejection::NoHeader(ID))?;
    if id.is_empty() || id.len() > MAX_ID {
        return Err(Rejection::Malformed(ID, "1 to 200 bytes"));
    }
    let time = request.header(TIME)?;
    let signed: i64 = time.parse().map_err(|_| Rejection::Malformed(TIME, "seconds since 1970"))?;
    let given = request.header(SIGNATURE)?;
    let fits = |secret: &Vec<u8>| {
        let parts = [id.as_bytes(), b".", time.as_bytes(), b".", request.body];
        let expected = signature::hmac(Hash::Sha256, secret, &parts);
        given
            .split(' ')
            .filter_map(|one| one.strip_prefix("v1,"))
            .any(|one| signature::is(&expected, one, Encoding::Base64))
    };
    if !secrets.iter().any(fits) {
        return Err(Rejection::WrongSignature);
    }
    signature::check_time(signed, now)?;
    Ok(id)
}

/// What the message says: `payment.pending|review|paid|failed|expired|cancelled`, `refund.created`,
/// `dispute.open|won|lost`, `shipment.<state>`, `stock.changed`, `user.registered`. Other types say nothing.
///
/// # Errors
/// [`Rejection::Body`], [`Rejection::Field`].
pub fn read(id: &str, body: &[u8], dialect: &Dialect) -> Result<Notification, Rejection> {
    let body = json::object(body)?;
    let kind = dialect.kind(json::need(&body, &["type"])?);
    let data = json::at(&body, &["data"])
        .and_then(Value::as_object)
        .ok_or_else(|| json::wrong(&["data"], "an object"))?;
    let fact = match kind.split_once('.') {
        Some(("payment", state)) => {
            payment_state(state).map(|state| payment(data, state, dialect)).transpose()?.map(Fact::Payment)
        }
        Some(("refund", "created")) => Some(Fact::Refund(refund(data, dialect)?)),
        Some(("dispute", state)) => {
            dispute_state(state).map(|state| dispute(data, state, dialect)).transpose()?.map(Fact::Dispute)
        }
        Some(("shipment", state)) => state
            .parse::<ShipmentState>()
            .ok()
            .map(|state| shipment(data, state))
            .transpose()?
            .map(Fact::Shipment),
        Some(("stock", "changed")) => Some(Fact::Stock(stock(data, &body)?)),
        Some(("user", "registered")) => Some(Fact::User(user(data)?)),
        _ => None,
    };
    Ok(Notification { dedupe_key: id.to_owned(), facts: fact.into_iter().collect(), unconfirmed: false })
}

fn payment_state(word: &str) -> Option<PaymentState> {
    PaymentState::ALL.into_iter().find(|state| state.as_str() == word)
}

fn dispute_state(word: &str) -> Option<DisputeState> {
    Some(match word {
        "open" => DisputeState::Open,
        "won" => DisputeState::Won,
        "lost" => DisputeState::Lost,
        _ => return None,
    })
}

/// One of `order_code`, `payment_ref`, or `source` with `ext_id`.
fn order(data: &Map<String, Value>) -> Result<OrderKey, Rejection> {
    find_order(data).ok_or(Rejection::Field {
        field: "data".into(),
        expected: "an object with order_code, payment_ref, or source and ext_id",
    })
}

fn find_order(data: &Map<String, Value>) -> Option<OrderKey> {
    if let Some(code) = json::text(data, &["order_code"]) {
        return Some(OrderKey::Code(code.to_owned()));
    }
    if let Some(reference) = json::text(data, &["payment_ref"]) {
        return Some(OrderKey::Payment(reference.to_owned()));
    }
    let source = json::text(data, &["source"])?.to_owned();
    Some(OrderKey::External { source, ext_id: json::id(data, &["ext_id"])? })
}

fn payment(
    data: &Map<String, Value>,
    state: PaymentState,
    dialect: &Dialect,
) -> Result<PaymentFact, Rejection> {
    Ok(PaymentFact {
        order: order(data)?,
        transaction: json::need_id(data, &["transaction_id"])?,
        state,
        amount: amount(data, dialect)?,
        method: json::text(data, &["method"]).map(str::to_owned),
        at: json::text(data, &["at"]).and_then(|at| at.parse().ok()),
    })
}

fn refund(data: &Map<String, Value>, dialect: &Dialect) -> Result<RefundFact, Rejection> {
    Ok(RefundFact {
        order: order(data)?,
        reference: json::need_id(data, &["refund_id"])?,
        amount: amount(data, dialect)?,
        cumulative: false,
        reason: json::text(data, &["reason"]).map(str::to_owned),
    })
}

fn dispute(
    data: &Map<String, Value>,
    state: DisputeState,
    dialect: &Dialect,
) -> Result<DisputeFact, Rejection> {
    Ok(DisputeFact {
        order: order(data)?,
        reference: json::need_id(data, &["dispute_id"])?,
        amount: amount(data, dialect)?,
        reason: json::text(data, &["reason"]).map(str::to_owned),
        state,
        due_at: json::text(data, &["due_at"]).and_then(|at| at.parse().ok()),
    })
}

fn shipment(data: &Map<String, Value>, state: ShipmentState) -> Result<ShipmentFact, Rejection> {
    let tracking_no = json::id(data, &["tracking_no"]);
    let order = match find_order(data) {
        None if tracking_no.is_none() => Some(self::order(data)?),
        found => found,
    };
    Ok(ShipmentFact {
        order,
        courier: json::text(data, &["courier"]).map(str::to_owned),
        tracking_no,
        state,
        text: json::text(data, &["text"]).map(str::to_owned),
    })
}

/// Counted at `occurred_at`, or else when the message says that it happened: `timestamp`, as Standard Webhooks has it. A
/// time that cannot be read is no time of now: the count would undo every later one.
fn stock(data: &Map<String, Value>, message: &Map<String, Value>) -> Result<StockFact, Rejection> {
    let stock = json::at(data, &["stock"]).and_then(Value::as_i64);
    let time = |object, field, path: &[&str]| match json::at(object, &[field]) {
        None => Ok(None),
        Some(value) => {
            let at = value.as_str().and_then(|text| text.trim().parse().ok());
            at.map(Some).ok_or_else(|| json::wrong(path, "a time such as 2026-11-21T10:30:00+07:00"))
        }
    };
    let counted_at = match time(data, "occurred_at", &["data", "occurred_at"])? {
        None => time(message, "timestamp", &["timestamp"])?,
        told => told,
    };
    Ok(StockFact {
        product: ProductKey::Sku(json::need_id(data, &["sku"])?),
        counted_at,
        name: json::text(data, &["name"]).map(str::to_owned),
        stock: stock.ok_or_else(|| json::wrong(&["data", "stock"], "a whole number"))?,
    })
}

fn user(data: &Map<String, Value>) -> Result<UserFact, Rejection> {
    Ok(UserFact {
        id: json::need_id(data, &["id"])?,
        name: json::need(data, &["name"])?.to_owned(),
        email: json::text(data, &["email"]).map(str::to_owned),
        phone: json::text(data, &["phone"]).map(str::to_owned),
    })
}

/// The amount in either of the forms that the API takes, in `currency` where it does not name one.
fn amount(data: &Map<String, Value>, dialect: &Dialect) -> Result<Option<Money>, Rejection> {
    let Some(value) = json::at(data, &["amount"]) else { return Ok(None) };
    let bad = || {
        json::wrong(
            &["data", "amount"],
            "minor units with a currency, or a decimal text with `currency` beside it",
        )
    };
    let (input, currency) = match MoneyInput::from_json(value) {
        MoneyInput::Minor { amount, currency } => {
            let currency: Currency = currency.parse().map_err(|_| bad())?;
            return Money::new(amount, currency).map(Some).map_err(|_| bad());
        }
        MoneyInput::Major(text) => (text, json::text(data, &["currency"]).ok_or_else(bad)?),
        MoneyInput::Unusable(_) => return Err(bad()),
    };
    let currency: Currency = currency.parse().map_err(|_| bad())?;
    let money = if dialect.minor_units {
        input.parse().ok().and_then(|minor| Money::new(minor, currency).ok())
    } else {
        Money::parse_major(&input, currency).ok()
    };
    money.map(Some).ok_or_else(bad)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Headers;

    const SECRET: &str = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

    fn check(id: &str, time: &str, signature: &str, body: &str, now: i64) -> Result<(), Rejection> {
        let headers = [(ID, id), (TIME, time), (SIGNATURE, signature)];
        let request = SignedRequest { headers: Headers(&headers), body: body.as_bytes() };
        verify(request, &[secret_bytes(SECRET).unwrap()], now).map(|_| ())
    }

    #[test]
    fn the_vectors_verify() {
        let body = r#"{"email":"test@example.com","username":"test_user"}"#;
        let signature = "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw=";
        let id = "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk";
        assert_eq!(check(id, "1649367553", signature, body, 1_649_367_553), Ok(()));
        assert_eq!(
            check(id, "1649367553", &format!("v1,AAAA v1a,x {signature}"), body, 1_649_367_553),
            Ok(())
        );
        assert_eq!(
            check("other", "1649367553", signature, body, 1_649_367_553),
            Err(Rejection::WrongSignature)
        );
        assert!(matches!(
            check(id, "1649367553", signature, body, 1_649_368_553),
            Err(Rejection::Stale { .. })
        ));
        let own = r#"{"type":"order.created","data":{"code":"ORD-1"}}"#;
        let signature = "v1,IeQcel15P3KUPiojM4UvTLKUN5Kz1FAr4B/OLN6ooHg=";
        assert_eq!(check("msg_01", "1795219200", signature, own, 1_795_219_200), Ok(()));
    }

    #[test]
    fn each_type_says_its_fact() {
        let say = |body: &str| read("m", body.as_bytes(), &Dialect::default()).unwrap().facts;
        let facts = say(
            r#"{"type":"payment.paid","data":{"order_code":"A","transaction_id":7,"amount":"150000","currency":"IDR"}}"#,
        );
        assert!(
            matches!(&facts[..], [Fact::Payment(paid)] if paid.amount.unwrap().minor() == 15_000_000 && paid.transaction == "7")
        );
        let facts = say(r#"{"type":"shipment.dikirim","data":{"tracking_no":"JP1","courier":"JNE"}}"#);
        assert!(
            matches!(&facts[..], [Fact::Shipment(sent)] if sent.state == ShipmentState::InTransit && sent.order.is_none())
        );
        let facts = say(r#"{"type":"stock.changed","data":{"sku":"K1","stock":4}}"#);
        assert!(matches!(&facts[..], [Fact::Stock(left)] if left.stock == 4 && left.counted_at.is_none()));
        let counted = |body: &str| match &say(body)[..] {
            [Fact::Stock(left)] => left.counted_at.map(|at| at.to_string()),
            other => panic!("{other:?}"),
        };
        let by_message = r#"{"type":"stock.changed","timestamp":"2026-11-21T10:30:00+07:00","data":{"sku":"K1","stock":4}}"#;
        assert_eq!(counted(by_message).as_deref(), Some("2026-11-21T03:30:00Z"));
        let by_data =
            by_message.replace("\"stock\":4", "\"stock\":4,\"occurred_at\":\"2026-11-21T03:00:00Z\"");
        assert_eq!(counted(&by_data).as_deref(), Some("2026-11-21T03:00:00Z"));
        assert_eq!(say(r#"{"type":"weather.changed","data":{}}"#), []);
    }

    #[test]
    fn what_is_missing_is_named() {
        let fail = |body: &str| read("m", body.as_bytes(), &Dialect::default()).unwrap_err().to_string();
        assert!(fail(r#"{"type":"payment.paid","data":{"order_code":"A"}}"#).contains("transaction_id"));
        assert!(fail(r#"{"type":"stock.changed","data":{"sku":"K"}}"#).contains("data.stock"));
        let when = r#"{"type":"stock.changed","data":{"sku":"K","stock":4,"occurred_at":"yesterday"}}"#;
        assert!(fail(when).contains("data.occurred_at"));
        assert!(
            fail(r#"{"type":"payment.paid","data":{"order_code":"A","transaction_id":"t","amount":5}}"#)
                .contains("data.amount")
        );
    }

    #[test]
    fn a_system_of_ones_own_may_have_its_own_types_and_units() {
        let types = [("invoice.settled".to_owned(), "payment.paid".to_owned())];
        let dialect = Dialect { types: types.into(), minor_units: true, ..Dialect::default() };
        let body = r#"{"type":"invoice.settled","data":{"order_code":"A","transaction_id":"t","amount":"15000000","currency":"IDR"}}"#;
        let facts = read("m", body.as_bytes(), &dialect).unwrap().facts;
        assert!(matches!(&facts[..], [Fact::Payment(paid)] if paid.amount.unwrap().minor() == 15_000_000));
        let broken = body.replace("15000000", "150000.00");
        assert!(read("m", broken.as_bytes(), &dialect).is_err());
    }
}
