//! What the stand-in knows: pages that were opened, and transactions.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, Zoned, fmt::strtime, tz::TimeZone};
use serde_json::{Value, json};

use super::shapes;

/// Everything that was asked for.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// By reference: pages that were opened, with the body of the request.
    pages: BTreeMap<String, (String, Value)>,
    transactions: BTreeMap<String, Transaction>,
    /// Bodies of all requests that could be about money, oldest first.
    requests: Vec<Value>,
    made: u64,
}

/// A payment somebody has begun.
#[derive(Debug, Clone)]
pub(super) struct Transaction {
    pub(super) id: String,
    pub(super) reference: String,
    pub(super) gross: i64,
    pub(super) method: String,
    pub(super) status: &'static str,
    pub(super) code: &'static str,
    pub(super) fraud: Option<&'static str>,
    pub(super) made_at: Timestamp,
    pub(super) settled_at: Option<Timestamp>,
    pub(super) expires_at: Timestamp,
    pub(super) refunds: Vec<i64>,
}

impl Book {
    pub(super) fn requests(&self) -> Value {
        self.requests.clone().into()
    }

    /// The reference that a page is for.
    pub(super) fn session(&self, token: &str) -> Option<String> {
        self.pages.iter().find(|(_, (known, _))| known == token).map(|(reference, _)| reference.clone())
    }

    /// Opens a page; the errors are Snap's.
    pub(super) fn open(&mut self, body: &Value) -> Result<String, Vec<String>> {
        self.requests.push(body.clone());
        let mut wrong = shapes::wrong(body);
        let reference = body["transaction_details"]["order_id"].as_str().unwrap_or_default().to_owned();
        if self.pages.contains_key(&reference) || self.transactions.contains_key(&reference) {
            wrong.push("transaction_details.order_id sudah digunakan".to_owned());
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        self.made += 1;
        let token = format!("66e4fa55-fdac-4ef9-91b5-{:012x}", self.made);
        self.pages.insert(reference, (token.clone(), body.clone()));
        Ok(token)
    }

    /// Makes a transaction without a page; the errors are those of the core API.
    pub(super) fn charge(&mut self, body: &Value) -> Result<String, (u16, &'static str)> {
        self.requests.push(body.clone());
        if !shapes::wrong(body).is_empty() {
            return Err((400, "One or more parameters in the payload is invalid."));
        }
        let reference = body["transaction_details"]["order_id"].as_str().unwrap_or_default().to_owned();
        if self.pages.contains_key(&reference) || self.transactions.contains_key(&reference) {
            return Err((
                406,
                "The request could not be completed due to a conflict, transaction_details.order_id has been used",
            ));
        }
        let method = match body["payment_type"].as_str() {
            Some("bank_transfer") => {
                format!("{}_va", body["bank_transfer"]["bank"].as_str().unwrap_or("bca"))
            }
            Some("cstore") => body["cstore"]["store"].as_str().unwrap_or("indomaret").to_owned(),
            Some(other) => other.to_owned(),
            None => return Err((400, "payment_type is required")),
        };
        let expiry = &body["custom_expiry"];
        let expires_at = end(&expiry["order_time"], &expiry["expiry_duration"]);
        self.begin(&reference, &method, body, expires_at);
        Ok(reference)
    }

    /// A payment runs out by itself; whether it just has.
    pub(super) fn run_out(&mut self, reference: &str) -> bool {
        let Some(transaction) = self.transactions.get_mut(reference) else { return false };
        let over = transaction.status == "pending" && Timestamp::now() >= transaction.expires_at;
        if over {
            transaction.becomes("expire", "202", None);
        }
        over
    }

    /// `expire` or `cancel` of the core API; by reference or id. Returns the reference.
    pub(super) fn end(&mut self, name: &str, verb: &str) -> Result<String, (u16, &'static str)> {
        let found = self.transactions.values_mut().find(|one| one.reference == name || one.id == name);
        let transaction = found.ok_or((404, "Transaction doesn't exist."))?;
        let status = match (verb, transaction.status) {
            ("expire", "pending" | "expire") => "expire",
            ("cancel", "pending" | "capture" | "cancel") => "cancel",
            _ => return Err((412, "Merchant cannot modify the status of the transaction")),
        };
        transaction.becomes(status, "202", None);
        Ok(transaction.reference.clone())
    }

    /// Something happens to a payment.
    pub(super) fn happen(&mut self, reference: &str, what: &str, details: &Value) -> Result<(), String> {
        if what == "choose" {
            let (_, body) = self.pages.get(reference).cloned().ok_or("there is no such page")?;
            let expires_at = end(&body["expiry"]["start_time"], &body["expiry"]["duration"]);
            if expires_at <= Timestamp::now() {
                return Err("the time to pay is over".into());
            }
            self.begin(reference, details["method"].as_str().unwrap_or("bca_va"), &body, expires_at);
            return Ok(());
        }
        let transaction = self.transactions.get_mut(reference).ok_or("nobody has chosen how to pay")?;
        let card = transaction.method == "credit_card";
        match what {
            "settle" if card && transaction.status != "capture" => {
                transaction.becomes("capture", "200", Some("accept"));
            }
            "settle" => transaction.becomes("settlement", "200", Some("accept")),
            "challenge" => transaction.becomes("capture", "201", Some("challenge")),
            "authorize" => transaction.becomes("authorize", "200", Some("accept")),
            "deny" => transaction.becomes("deny", "202", Some("deny")),
            "cancel" => transaction.becomes("cancel", "202", None),
            "expire" => transaction.becomes("expire", "202", None),
            "fail" => transaction.becomes("failure", "202", None),
            "refund" => {
                transaction.refunds.push(details["amount"].as_i64().unwrap_or(transaction.gross));
                let all = transaction.refunds.iter().sum::<i64>() >= transaction.gross;
                transaction.becomes(if all { "refund" } else { "partial_refund" }, "200", None);
            }
            "chargeback" => transaction.becomes("chargeback", "200", None),
            "partial_chargeback" => transaction.becomes("partial_chargeback", "200", None),
            other => return Err(format!("{other} is not something that happens")),
        }
        Ok(())
    }

    /// The transaction as Midtrans tells of it, signed.
    pub(super) fn told(&self, name: &str, message: &str, server_key: &str) -> Option<Value> {
        let found = self.transactions.values().find(|one| one.reference == name || one.id == name)?;
        Some(shapes::transaction(found, message, server_key))
    }

    fn begin(&mut self, reference: &str, method: &str, body: &Value, expires_at: Timestamp) {
        self.made += 1;
        let transaction = Transaction {
            id: format!("9aed5972-5b6a-401e-894b-{:012x}", self.made),
            reference: reference.to_owned(),
            gross: body["transaction_details"]["gross_amount"].as_i64().unwrap_or(0),
            method: method.to_owned(),
            status: "pending",
            code: "201",
            fraud: Some("accept"),
            made_at: Timestamp::now(),
            settled_at: None,
            expires_at,
            refunds: Vec::new(),
        };
        self.transactions.insert(reference.to_owned(), transaction);
    }
}

impl Transaction {
    fn becomes(&mut self, status: &'static str, code: &'static str, fraud: Option<&'static str>) {
        (self.status, self.code) = (status, code);
        self.fraud = fraud;
        if status == "settlement" {
            self.settled_at = Some(Timestamp::now());
        }
    }
}

/// When the time to pay is over: so many minutes after a start, or a day from now where none is given.
fn end(start: &Value, minutes: &Value) -> Timestamp {
    let start = start
        .as_str()
        .and_then(|text| strtime::parse("%Y-%m-%d %H:%M:%S %z", text).ok()?.to_timestamp().ok());
    let start = start.unwrap_or_else(Timestamp::now);
    start + SignedDuration::from_mins(minutes.as_i64().unwrap_or(24 * 60))
}

/// A time as Midtrans writes it.
pub(super) fn local(at: Timestamp) -> String {
    let there: Zoned = at.to_zoned(TimeZone::fixed(jiff::tz::offset(7)));
    there.strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// The list of refunds.
pub(super) fn refunds(transaction: &Transaction) -> Value {
    let view = |(index, amount): (usize, &i64)| {
        json!({
            "refund_chargeback_id": index + 1, "refund_key": format!("refund-{}", index + 1),
            "refund_amount": format!("{amount}.00"), "created_at": local(transaction.made_at), "reason": "asked for"
        })
    };
    transaction.refunds.iter().enumerate().map(view).collect()
}
