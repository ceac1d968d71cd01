//! How Midtrans writes a transaction, and what it accepts.

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha512};

use super::book::{Transaction, local, refunds};

/// A transaction with the fields that its way to pay brings along.
pub(super) fn transaction(transaction: &Transaction, message: &str, server_key: &str) -> Value {
    let gross = format!("{}.00", transaction.gross);
    let signed = format!("{}{}{gross}{server_key}", transaction.reference, transaction.code);
    let signature: String = Sha512::digest(signed).iter().map(|byte| format!("{byte:02x}")).collect();
    let mut fields = json!({
        "transaction_time": local(transaction.made_at),
        "transaction_status": transaction.status,
        "transaction_id": transaction.id,
        "status_message": message,
        "status_code": transaction.code,
        "signature_key": signature,
        "order_id": transaction.reference,
        "merchant_id": "G141532850",
        "gross_amount": gross,
        "currency": "IDR",
        "expiry_time": local(transaction.expires_at),
    });
    let object = fields.as_object_mut().expect("it was written as one");
    if let Some(at) = transaction.settled_at {
        object.insert("settlement_time".into(), local(at).into());
    }
    // Some shops' payments come without a verdict.
    if let Some(fraud) = transaction.fraud.filter(|_| transaction.method != "alfamart") {
        object.insert("fraud_status".into(), fraud.into());
    }
    if !transaction.refunds.is_empty() {
        let sum: i64 = transaction.refunds.iter().sum();
        object.insert("refund_amount".into(), format!("{sum}.00").into());
        object.insert("refunds".into(), refunds(transaction));
    }
    way_to_pay(object, transaction, &gross);
    fields
}

fn way_to_pay(object: &mut Map<String, Value>, transaction: &Transaction, gross: &str) {
    let more = match &*transaction.method {
        "credit_card" => json!({
            "payment_type": "credit_card", "masked_card": "48111111-1114", "card_type": "credit", "bank": "bni",
            "eci": "05", "channel_response_code": "00", "channel_response_message": "Approved",
            "approval_code": "1578569243927"
        }),
        "permata_va" => json!({ "payment_type": "bank_transfer", "permata_va_number": "850003072869607" }),
        "echannel" => {
            json!({ "payment_type": "echannel", "biller_code": "70012", "bill_key": "990000000260" })
        }
        "qris" => json!({
            "payment_type": "qris", "issuer": "gopay", "acquirer": "gopay", "transaction_type": "on-us"
        }),
        "gopay" => json!({ "payment_type": "gopay" }),
        store @ ("indomaret" | "alfamart") => {
            json!({ "payment_type": "cstore", "store": store, "payment_code": "25709650945026" })
        }
        other => {
            let bank = other.trim_end_matches("_va");
            let paid = match transaction.settled_at {
                Some(at) => json!([{ "paid_at": local(at), "amount": gross }]),
                None => json!([]),
            };
            json!({
                "payment_type": "bank_transfer", "va_numbers": [{ "va_number": "333333333333", "bank": bank }],
                "payment_amounts": paid
            })
        }
    };
    if let Value::Object(more) = more {
        object.extend(more);
    }
}

/// What Midtrans would refuse of a request, in its words.
pub(super) fn wrong(body: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    let details = &body["transaction_details"];
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-_~.".contains(c);
    match details["order_id"].as_str() {
        None => wrong.push("transaction_details.order_id is required".to_owned()),
        Some(id) if id.len() > 50 => wrong.push("transaction_details.order_id too long".to_owned()),
        Some(id) if !id.chars().all(allowed) => {
            wrong.push("transaction_details.order_id is not allowed".to_owned());
        }
        Some(_) => {}
    }
    // A decimal fraction is refused, even .00.
    let gross = details["gross_amount"].as_i64();
    if gross.is_none_or(|gross| gross < 1) {
        wrong.push("transaction_details.gross_amount must be an integer of at least 1".to_owned());
    }
    if let Some(items) = body["item_details"].as_array() {
        let mut sum = Some(0i64);
        for item in items {
            let line = item["price"].as_i64().zip(item["quantity"].as_i64()).map(|(price, qty)| price * qty);
            sum = sum.zip(line).map(|(sum, line)| sum + line);
            if item["name"].as_str().is_none_or(|name| name.chars().count() > 50) {
                wrong.push("item_details Name too long".to_owned());
            }
        }
        if sum != gross {
            wrong.push("transaction_details.gross_amount is not equal to the sum of item_details".to_owned());
        }
    }
    wrong
}
