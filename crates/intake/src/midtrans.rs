//! Midtrans: payment notifications, and the answer of its status API, which has the same shape.
//!
//! `signature_key` is a plain SHA-512 over order id, status code, amount and the server key, taken as texts. It covers
//! neither the status nor the fraud verdict, so whoever has once seen a genuine notification could send it again with
//! another status: [`Transaction::notification`] is marked as unconfirmed, and what moves money, either way, asks the
//! gateway. The status code is signed with, and never decided by. Times are those of Jakarta, without saying so.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use orderbell_orders::{Currency, Money, PaymentState};
use serde_json::{Map, Value};

use crate::fact::{DisputeFact, DisputeState, Fact, Notification, OrderKey, PaymentFact, RefundFact};
use crate::json;
use crate::request::Rejection;
use crate::signature;

/// Where Midtrans' times are: seven hours ahead of UTC, without summer time.
const JAKARTA: Offset = Offset::constant(7);

/// A transaction as Midtrans describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Transaction {
    fields: Map<String, Value>,
    /// The reference that we gave the payment; Midtrans calls it `order_id`.
    pub reference: String,
    /// Midtrans' own id.
    pub transaction_id: String,
    /// `transaction_status` as it stands there.
    pub status: String,
}

impl Transaction {
    /// Reads a notification, or an answer of the status API.
    ///
    /// # Errors
    /// [`Rejection::Body`], [`Rejection::Field`].
    pub fn read(body: &[u8]) -> Result<Self, Rejection> {
        let fields = json::object(body)?;
        let reference = json::need(&fields, &["order_id"])?.to_owned();
        let transaction_id = json::need(&fields, &["transaction_id"])?.to_owned();
        let status = json::need(&fields, &["transaction_status"])?.to_lowercase();
        Ok(Self { fields, reference, transaction_id, status })
    }

    /// Checks `signature_key`.
    ///
    /// # Errors
    /// [`Rejection::WrongSignature`]; [`Rejection::Field`] when a signed field is missing.
    pub fn verify(&self, server_key: &str) -> Result<(), Rejection> {
        let field = |name| json::need(&self.fields, &[name]);
        let (code, amount) = (field("status_code")?, field("gross_amount")?);
        let expected = signature::sha512_hex(&[&self.reference, code, amount, server_key]);
        if !signature::same(&expected, &field("signature_key")?.to_lowercase()) {
            return Err(Rejection::WrongSignature);
        }
        Ok(())
    }

    /// What it says. `confirmed` when it is the status API's own answer.
    pub fn notification(&self, confirmed: bool) -> Notification {
        Notification { dedupe_key: self.dedupe_key(), facts: self.facts(), unconfirmed: !confirmed }
    }

    /// All that has gone back until now, if anything has. That it has gone back is said by the status until a bank takes
    /// the customer's side, and by the sum from then on.
    pub fn refunded(&self) -> Option<Money> {
        let sum = self.amount("refund_amount").filter(|sum| !sum.is_zero());
        let all = || self.amount("gross_amount").filter(|_| self.status == "refund");
        sum.or_else(all)
    }

    /// Whether the customer's bank has taken the customer's side.
    pub fn is_disputed(&self) -> bool {
        matches!(self.status.as_str(), "chargeback" | "partial_chargeback")
    }

    /// What the customer has paid or is to pay.
    pub fn gross(&self) -> Option<Money> {
        self.amount("gross_amount")
    }

    /// Midtrans has no id for a notification, so what it reports is the id.
    fn dedupe_key(&self) -> String {
        let part = |name| json::text(&self.fields, &[name]).unwrap_or("");
        let mut key =
            [&*self.transaction_id, &self.status, part("fraud_status"), part("status_code")].join(":");
        if let Some(refund) = json::text(&self.fields, &["refund_key"]).or_else(|| self.last_refund_key()) {
            key.push(':');
            key.push_str(refund);
        }
        key
    }

    fn last_refund_key(&self) -> Option<&str> {
        let refunds = self.fields.get("refunds")?.as_array()?;
        refunds.last()?.get("refund_key")?.as_str()
    }

    fn facts(&self) -> Vec<Fact> {
        let order = OrderKey::Payment(self.reference.clone());
        match self.status.as_str() {
            // What goes back has come in, and the notification of that may be late or lost.
            "refund" | "partial_refund" => vec![
                self.payment(order.clone(), PaymentState::Paid),
                Fact::Refund(RefundFact {
                    order,
                    reference: self.transaction_id.clone(),
                    amount: self.amount("refund_amount").or_else(|| self.amount("gross_amount")),
                    cumulative: true,
                    reason: self.refund_reason(),
                }),
            ],
            "chargeback" | "partial_chargeback" => vec![
                self.payment(order.clone(), PaymentState::Paid),
                Fact::Dispute(DisputeFact {
                    order,
                    reference: self.transaction_id.clone(),
                    amount: self.amount("gross_amount"),
                    reason: None,
                    state: DisputeState::Open,
                    due_at: None,
                }),
            ],
            _ => self.payment_state().map_or_else(Vec::new, |state| vec![self.payment(order, state)]),
        }
    }

    fn payment(&self, order: OrderKey, state: PaymentState) -> Fact {
        Fact::Payment(PaymentFact {
            order,
            transaction: self.transaction_id.clone(),
            state,
            amount: self.amount("gross_amount"),
            method: self.method(),
            at: self.time("settlement_time").or_else(|| self.time("transaction_time")),
        })
    }

    /// The state that the pair of status and fraud verdict stands for; `None` for a word that is not documented.
    pub fn payment_state(&self) -> Option<PaymentState> {
        let challenged = json::text(&self.fields, &["fraud_status"]) == Some("challenge");
        Some(match self.status.as_str() {
            "pending" => PaymentState::Pending,
            "capture" if challenged => PaymentState::Review,
            "capture" | "settlement" => PaymentState::Paid,
            // Reserved on the card, and nobody has taken it yet.
            "authorize" => PaymentState::Review,
            "deny" | "failure" => PaymentState::Failed,
            "cancel" => PaymentState::Cancelled,
            "expire" => PaymentState::Expired,
            _ => return None,
        })
    }

    fn amount(&self, field: &str) -> Option<Money> {
        let code = json::text(&self.fields, &["currency"]).unwrap_or("IDR");
        let currency: Currency = code.parse().ok()?;
        json::major(self.fields.get(field)?, currency)
    }

    fn refund_reason(&self) -> Option<String> {
        let last = self.fields.get("refunds")?.as_array()?.last()?;
        Some(last.get("reason")?.as_str()?.to_owned())
    }

    fn time(&self, field: &str) -> Option<Timestamp> {
        let local: DateTime = json::text(&self.fields, &[field])?.parse().ok()?;
        Some(local.to_zoned(TimeZone::fixed(JAKARTA)).ok()?.timestamp())
    }

    /// How it was paid, for people: the kind, with the bank, shop or issuer where there is one.
    pub fn method(&self) -> Option<String> {
        let kind = json::text(&self.fields, &["payment_type"])?;
        let bank = || {
            let account = self.fields.get("va_numbers")?.as_array()?.first()?;
            account.get("bank")?.as_str().map(str::to_uppercase)
        };
        let plain = |field| json::text(&self.fields, &[field]).map(str::to_owned);
        Some(match kind {
            "bank_transfer" if self.fields.contains_key("permata_va_number") => {
                "Permata virtual account".into()
            }
            "bank_transfer" => named(bank(), "virtual account"),
            "echannel" => "Mandiri bill payment".into(),
            "credit_card" => named(plain("bank").map(|bank| bank.to_uppercase()), "card"),
            "cstore" => plain("store").map_or_else(|| "store".into(), |store| capitalized(&store)),
            "qris" => match plain("issuer").or_else(|| plain("acquirer")) {
                Some(issuer) => format!("QRIS ({issuer})"),
                None => "QRIS".into(),
            },
            "gopay" => "GoPay".into(),
            "shopeepay" => "ShopeePay".into(),
            other => capitalized(&other.replace('_', " ")),
        })
    }
}

/// The code that an answer of the status API has in its body: errors come with HTTP 200 too.
pub fn status_code(body: &[u8]) -> Option<u16> {
    json::text(&json::object(body).ok()?, &["status_code"])?.parse().ok()
}

fn named(who: Option<String>, what: &str) -> String {
    who.map_or_else(|| capitalized(what), |who| format!("{who} {what}"))
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "SB-Mid-server-TESTKEY0001";
    const SIGNATURE: &str = "e65beaa055c0e8818a3ca1bf21f58fc4f4f435f5759d3445e3d94f685b4eda5a3a734dba09dfa3c8a0d6a9b3fa7560a2786249a2b761f009609cb4285847e5ed";

    fn body(status: &str, more: &str) -> String {
        format!(
            r#"{{"transaction_time":"2026-11-21 10:04:05","transaction_status":"{status}","transaction_id":"9aed5972",
            "status_code":"200","signature_key":"{SIGNATURE}","payment_type":"qris","order_id":"ORD-261121-7K3Q-1",
            "gross_amount":"150000.00","currency":"IDR"{more}}}"#
        )
    }

    fn payment(body: &str) -> PaymentFact {
        let transaction = Transaction::read(body.as_bytes()).unwrap();
        match &transaction.notification(false).facts[..] {
            [Fact::Payment(payment)] => payment.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_signature_made_with_the_server_key_verifies() {
        let transaction = Transaction::read(body("settlement", "").as_bytes()).unwrap();
        assert_eq!(transaction.verify(KEY), Ok(()));
        assert_eq!(transaction.verify("another key"), Err(Rejection::WrongSignature));
    }

    #[test]
    fn what_is_signed_cannot_be_changed() {
        for (from, to) in
            [("150000.00", "150000.0"), ("ORD-261121-7K3Q-1", "ORD-261121-7K3Q-2"), ("\"200\"", "\"201\"")]
        {
            let changed = body("settlement", "").replace(from, to);
            let transaction = Transaction::read(changed.as_bytes()).unwrap();
            assert_eq!(transaction.verify(KEY), Err(Rejection::WrongSignature), "{from} -> {to}");
        }
    }

    #[test]
    fn every_documented_status_has_a_state() {
        let state = |status, more| payment(&body(status, more)).state;
        assert_eq!(state("pending", ""), PaymentState::Pending);
        assert_eq!(state("capture", r#","fraud_status":"accept""#), PaymentState::Paid);
        assert_eq!(state("capture", ""), PaymentState::Paid);
        assert_eq!(state("capture", r#","fraud_status":"challenge""#), PaymentState::Review);
        assert_eq!(state("settlement", ""), PaymentState::Paid);
        assert_eq!(state("deny", ""), PaymentState::Failed);
        assert_eq!(state("failure", ""), PaymentState::Failed);
        assert_eq!(state("cancel", ""), PaymentState::Cancelled);
        assert_eq!(state("expire", ""), PaymentState::Expired);
        assert_eq!(state("authorize", ""), PaymentState::Review);
    }

    #[test]
    fn an_unknown_status_says_nothing_about_money() {
        let transaction = Transaction::read(body("teleported", "").as_bytes()).unwrap();
        assert_eq!(transaction.notification(true).facts, []);
    }

    #[test]
    fn a_notification_is_unconfirmed_and_the_status_api_is_not() {
        let transaction = Transaction::read(body("settlement", "").as_bytes()).unwrap();
        for confirmed in [false, true] {
            assert_eq!(transaction.notification(confirmed).unconfirmed, !confirmed);
        }
    }

    #[test]
    fn what_went_back_and_what_is_fought_about_is_known_whatever_the_status_is() {
        let told = |status, more| {
            let transaction = Transaction::read(body(status, more).as_bytes()).unwrap();
            (transaction.refunded().map(Money::minor), transaction.is_disputed())
        };
        assert_eq!(told("settlement", ""), (None, false));
        assert_eq!(told("settlement", r#","refund_amount":"0.00""#), (None, false));
        assert_eq!(told("partial_refund", r#","refund_amount":"50000.00""#), (Some(5_000_000), false));
        assert_eq!(told("refund", ""), (Some(15_000_000), false));
        assert_eq!(told("chargeback", r#","refund_amount":"50000.00""#), (Some(5_000_000), true));
        assert_eq!(told("partial_chargeback", ""), (None, true));
    }

    #[test]
    fn amounts_and_times_are_exact() {
        let payment = payment(&body("settlement", r#","settlement_time":"2026-11-21 10:05:00""#));
        assert_eq!(payment.amount.unwrap().minor(), 15_000_000);
        assert_eq!(payment.at.unwrap().to_string(), "2026-11-21T03:05:00Z");
    }

    #[test]
    fn refunds_count_together_and_each_is_its_own_notification() {
        let first = r#","refund_amount":"50000.00","refunds":[{"refund_key":"r1","reason":"broken"}]"#;
        let second = r#","refund_amount":"90000.00","refunds":[{"refund_key":"r1"},{"refund_key":"r2"}]"#;
        let read =
            |more| Transaction::read(body("partial_refund", more).as_bytes()).unwrap().notification(false);
        let (first, second) = (read(first), read(second));
        assert_ne!(first.dedupe_key, second.dedupe_key);
        let [Fact::Payment(came), Fact::Refund(refund)] = &first.facts[..] else { panic!() };
        assert_eq!((came.state, came.amount.unwrap().minor()), (PaymentState::Paid, 15_000_000));
        assert_eq!((refund.amount.unwrap().minor(), refund.reason.as_deref()), (5_000_000, Some("broken")));
        assert!(refund.cumulative);
    }

    #[test]
    fn methods_read_as_people_say_them() {
        let cases = [
            (r#""bank_transfer","va_numbers":[{"va_number":"333","bank":"bca"}]"#, "BCA virtual account"),
            (r#""bank_transfer","permata_va_number":"8578""#, "Permata virtual account"),
            (r#""echannel","bill_key":"1""#, "Mandiri bill payment"),
            (r#""credit_card","bank":"bni""#, "BNI card"),
            (r#""cstore","store":"indomaret""#, "Indomaret"),
            (r#""qris","issuer":"gopay""#, "QRIS (gopay)"),
            (r#""gopay""#, "GoPay"),
            (r#""akulaku""#, "Akulaku"),
        ];
        for (kind, expected) in cases {
            let body = body("settlement", "").replace("\"qris\"", kind);
            assert_eq!(payment(&body).method.as_deref(), Some(expected));
        }
    }
}
