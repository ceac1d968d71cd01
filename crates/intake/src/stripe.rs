//! Stripe: payments, refunds and disputes.
//!
//! The header `Stripe-Signature` carries a time and one or more signatures of `time.body`; while a secret is being
//! exchanged there are two, and any may fit. Events come in any order and more than once. Amounts are whole minor units
//! in the sense of ISO 4217, as ours are.

use jiff::Timestamp;
use orderbell_orders::{Currency, Money, PaymentState};
use serde_json::{Map, Value};

use crate::fact::{DisputeFact, DisputeState, Fact, Notification, OrderKey, PaymentFact, RefundFact};
use crate::json;
use crate::request::{Rejection, SignedRequest};
use crate::signature::{self, Encoding, Hash};

const HEADER: &str = "Stripe-Signature";

/// Most signatures that are looked at; Stripe sends one per live secret.
const MAX_SIGNATURES: usize = 8;

/// Checks the signature against each secret; `now` is in seconds since 1970.
///
/// # Errors
/// [`Rejection`], see there.
pub fn verify(request: SignedRequest<'_>, secrets: &[&str], now: i64) -> Result<(), Rejection> {
    let header = request.header(HEADER)?;
    let mut time = None;
    let mut given = Vec::new();
    for part in header.split(',').take(MAX_SIGNATURES + 2) {
        match part.trim().split_once('=') {
            Some(("t", value)) => time = Some(value),
            Some(("v1", value)) => given.push(value),
            _ => {}
        }
    }
    let time = time
        .filter(|_| !given.is_empty())
        .ok_or(Rejection::Malformed(HEADER, "t=<seconds>,v1=<signature>"))?;
    let signed: i64 = time.parse().map_err(|_| Rejection::Malformed(HEADER, "t=<seconds>,v1=<signature>"))?;
    let fits = |secret: &&str| {
        let expected =
            signature::hmac(Hash::Sha256, secret.as_bytes(), &[time.as_bytes(), b".", request.body]);
        given.iter().any(|given| signature::is(&expected, given, Encoding::Hex))
    };
    // The signature first: a wrong clock is only worth telling to somebody who has the secret.
    if !secrets.iter().any(fits) {
        return Err(Rejection::WrongSignature);
    }
    signature::check_time(signed, now)
}

/// What the event says.
///
/// # Errors
/// [`Rejection::Body`], [`Rejection::Field`].
pub fn read(body: &[u8]) -> Result<Notification, Rejection> {
    let event = json::object(body)?;
    let dedupe_key = json::need(&event, &["id"])?.to_owned();
    let kind = json::need(&event, &["type"])?;
    let path = ["data", "object"];
    let object =
        json::at(&event, &path).and_then(Value::as_object).ok_or_else(|| json::wrong(&path, "an object"))?;
    let at =
        json::at(&event, &["created"]).and_then(Value::as_i64).and_then(|at| Timestamp::from_second(at).ok());
    Ok(Notification { dedupe_key, facts: facts(kind, object, at)?, unconfirmed: false })
}

fn facts(kind: &str, object: &Map<String, Value>, at: Option<Timestamp>) -> Result<Vec<Fact>, Rejection> {
    let paid = json::text(object, &["payment_status"]).is_some_and(|status| status != "unpaid");
    let payment = |state, amount| payment(object, state, amount, at).map(|fact| vec![Fact::Payment(fact)]);
    match kind {
        // With a bank transfer the session is complete before the money is there.
        "checkout.session.completed" if !paid => payment(PaymentState::Pending, "amount_total"),
        "checkout.session.completed" | "checkout.session.async_payment_succeeded" => {
            payment(PaymentState::Paid, "amount_total")
        }
        "checkout.session.async_payment_failed" => payment(PaymentState::Failed, "amount_total"),
        "checkout.session.expired" => payment(PaymentState::Expired, "amount_total"),
        "payment_intent.succeeded" => payment(PaymentState::Paid, "amount_received"),
        "payment_intent.payment_failed" => payment(PaymentState::Failed, "amount"),
        "payment_intent.canceled" => payment(PaymentState::Cancelled, "amount"),
        "payment_intent.requires_capture" | "payment_intent.amount_capturable_updated" => {
            payment(PaymentState::Review, "amount")
        }
        "charge.refunded" => {
            let refund = Fact::Refund(RefundFact {
                order: order(object)?,
                reference: json::need(object, &["id"])?.to_owned(),
                amount: amount(object, "amount_refunded"),
                cumulative: true,
                reason: None,
            });
            // What goes back has come in, and the event of that may come later. How much came in is told, or left to it.
            let came = || self::payment(object, PaymentState::Paid, "amount_captured", at).map(Fact::Payment);
            let told = amount(object, "amount_captured").is_some();
            Ok(told.then(came).transpose()?.into_iter().chain([refund]).collect())
        }
        "charge.dispute.created" | "charge.dispute.updated" | "charge.dispute.closed" => {
            Ok(vec![Fact::Dispute(dispute(object)?)])
        }
        // A new kind of event is no error: answering one with an error would make Stripe repeat it for days.
        _ => Ok(Vec::new()),
    }
}

fn payment(
    object: &Map<String, Value>,
    state: PaymentState,
    amount_field: &str,
    at: Option<Timestamp>,
) -> Result<PaymentFact, Rejection> {
    let method =
        json::at(object, &["payment_method_types"]).and_then(Value::as_array).and_then(|types| types.first());
    Ok(PaymentFact {
        order: order(object)?,
        // A session and its payment intent are one payment.
        transaction: json::text(object, &["payment_intent"])
            .map_or_else(|| json::need(object, &["id"]), Ok)?
            .to_owned(),
        state,
        amount: amount(object, amount_field),
        method: method.and_then(Value::as_str).map(|method| method.replace('_', " ")),
        at,
    })
}

fn dispute(object: &Map<String, Value>) -> Result<DisputeFact, Rejection> {
    let state = match json::text(object, &["status"]) {
        Some("won" | "warning_closed" | "prevented") => DisputeState::Won,
        Some("lost") => DisputeState::Lost,
        _ => DisputeState::Open,
    };
    let due = json::at(object, &["evidence_details", "due_by"]).and_then(Value::as_i64);
    Ok(DisputeFact {
        order: order(object)?,
        reference: json::need(object, &["id"])?.to_owned(),
        amount: amount(object, "amount"),
        reason: json::text(object, &["reason"]).map(str::to_owned),
        state,
        due_at: due.and_then(|seconds| Timestamp::from_second(seconds).ok()),
    })
}

/// The shop's own order code where it passed one on, else the payment by which the order was known before.
fn order(object: &Map<String, Value>) -> Result<OrderKey, Rejection> {
    let code = json::text(object, &["metadata", "order_code"])
        .or_else(|| json::text(object, &["client_reference_id"]));
    if let Some(code) = code {
        return Ok(OrderKey::Code(code.to_owned()));
    }
    if let Some(intent) = json::text(object, &["payment_intent"]) {
        return Ok(OrderKey::Transaction(intent.to_owned()));
    }
    Ok(OrderKey::Transaction(json::need(object, &["id"])?.to_owned()))
}

fn amount(object: &Map<String, Value>, field: &str) -> Option<Money> {
    let currency: Currency = json::text(object, &["currency"])?.to_uppercase().parse().ok()?;
    Money::new(object.get(field)?.as_i64()?, currency).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::Headers;

    const SECRET: &str = "whsec_test_secret";
    const BODY: &str = r#"{"id":"evt_test_1","object":"event","type":"payment_intent.succeeded"}"#;
    const SIGNATURE: &str = "08e7e979e8fd1f5182b69d3bbb28c015a051f15c66fdfdd968b6dc0bf1f9bf08";
    const AT: i64 = 1_795_219_200;

    fn check(header: &str, body: &str, secrets: &[&str], now: i64) -> Result<(), Rejection> {
        let headers = [("stripe-signature", header)];
        verify(SignedRequest { headers: Headers(&headers), body: body.as_bytes() }, secrets, now)
    }

    #[test]
    fn the_vector_verifies_and_any_of_several_signatures_or_secrets_may_fit() {
        let one = format!("t={AT},v1={SIGNATURE}");
        assert_eq!(check(&one, BODY, &[SECRET], AT + 300), Ok(()));
        assert_eq!(check(&format!("t={AT},v1=00,v0=x,v1={SIGNATURE}"), BODY, &[SECRET], AT), Ok(()));
        assert_eq!(check(&one, BODY, &["whsec_old", SECRET], AT), Ok(()));
    }

    #[test]
    fn what_does_not_fit_is_refused_for_the_right_reason() {
        let one = format!("t={AT},v1={SIGNATURE}");
        assert_eq!(check(&one, &format!("{BODY} "), &[SECRET], AT), Err(Rejection::WrongSignature));
        assert_eq!(
            check(&format!("t={},v1={SIGNATURE}", AT + 1), BODY, &[SECRET], AT),
            Err(Rejection::WrongSignature)
        );
        assert_eq!(check(&one, BODY, &[], AT), Err(Rejection::WrongSignature));
        assert!(matches!(check(&one, BODY, &[SECRET], AT + 301), Err(Rejection::Stale { seconds: 301, .. })));
        for header in ["", "v1=00", "t=12", "t=x,v1=00", "t=,v1="] {
            assert!(matches!(check(header, BODY, &[SECRET], AT), Err(Rejection::Malformed(..))), "{header}");
        }
    }

    fn event(kind: &str, object: &str) -> Vec<Fact> {
        let body = format!(r#"{{"id":"evt_1","type":"{kind}","created":{AT},"data":{{"object":{object}}}}}"#);
        read(body.as_bytes()).unwrap().facts
    }

    #[test]
    fn a_session_that_is_complete_need_not_be_paid() {
        let session = r#"{"id":"cs_1","payment_intent":"pi_1","client_reference_id":"ORD-1","payment_status":"STATUS","amount_total":15000000,"currency":"idr"}"#;
        for (status, state) in [("paid", PaymentState::Paid), ("unpaid", PaymentState::Pending)] {
            let facts = event("checkout.session.completed", &session.replace("STATUS", status));
            let [Fact::Payment(payment)] = &facts[..] else { panic!("{facts:?}") };
            assert_eq!((payment.state, payment.transaction.as_str()), (state, "pi_1"));
            assert_eq!(payment.order, OrderKey::Code("ORD-1".into()));
            assert_eq!(payment.amount.unwrap().minor(), 15_000_000);
        }
    }

    #[test]
    fn disputes_and_refunds_find_the_order_by_their_payment() {
        let dispute = r#"{"id":"dp_1","payment_intent":"pi_1","amount":500,"currency":"usd","reason":"fraudulent","status":"needs_response","evidence_details":{"due_by":1795219300}}"#;
        let facts = event("charge.dispute.created", dispute);
        let [Fact::Dispute(dispute)] = &facts[..] else { panic!("{facts:?}") };
        assert_eq!(dispute.order, OrderKey::Transaction("pi_1".into()));
        assert_eq!(dispute.state, DisputeState::Open);
        let refund = r#"{"id":"ch_1","payment_intent":"pi_1","amount_refunded":200,"currency":"usd"}"#;
        let facts = event("charge.refunded", refund);
        assert!(matches!(&facts[..], [Fact::Refund(refund)] if refund.amount.unwrap().minor() == 200));
    }

    #[test]
    fn unknown_events_say_nothing() {
        assert_eq!(event("invoice.created", "{}"), []);
    }
}
