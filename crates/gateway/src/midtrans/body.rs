//! What Midtrans is sent.

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Map, Value, json};

use crate::checkout::Checkout;

/// Where Midtrans' times are.
const JAKARTA: Offset = Offset::constant(7);

/// Shortest and longest life of a Snap page, in minutes.
const PAGE: (i64, i64) = (5, 7 * 24 * 60);

/// Ways to pay that need no card and no app of the customer on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChargeKind {
    /// A virtual account at BCA.
    BcaVa,
    /// A virtual account at Permata.
    PermataVa,
    /// A bill of Mandiri.
    MandiriBill,
    /// A QR code for any wallet.
    Qris,
    /// A QR code for GoPay.
    Gopay,
    /// Cash at the counter of an Indomaret.
    Indomaret,
}

/// For a Snap page.
pub(super) fn snap(checkout: &Checkout, now: Timestamp) -> String {
    let mut body = common(checkout);
    let (start, minutes) = window(checkout.expires_at, now);
    body.insert("expiry".into(), json!({ "start_time": start, "unit": "minutes", "duration": minutes }));
    let page = minutes.clamp(PAGE.0, PAGE.1);
    body.insert("page_expiry".into(), json!({ "unit": "minutes", "duration": page }));
    Value::Object(body).to_string()
}

/// For a charge.
pub(super) fn charge(checkout: &Checkout, kind: ChargeKind, now: Timestamp) -> String {
    let mut body = common(checkout);
    let (payment_type, details) = match kind {
        ChargeKind::BcaVa => ("bank_transfer", Some(("bank_transfer", json!({ "bank": "bca" })))),
        ChargeKind::PermataVa => ("bank_transfer", Some(("bank_transfer", json!({ "bank": "permata" })))),
        ChargeKind::MandiriBill => (
            "echannel",
            Some(("echannel", json!({ "bill_info1": "Payment", "bill_info2": checkout.reference }))),
        ),
        ChargeKind::Qris => ("qris", None),
        ChargeKind::Gopay => ("gopay", None),
        ChargeKind::Indomaret => {
            ("cstore", Some(("cstore", json!({ "store": "indomaret", "message": checkout.reference }))))
        }
    };
    body.insert("payment_type".into(), payment_type.into());
    if let Some((name, details)) = details {
        body.insert(name.into(), details);
    }
    let (start, minutes) = window(checkout.expires_at, now);
    body.insert(
        "custom_expiry".into(),
        json!({ "order_time": start, "unit": "minute", "expiry_duration": minutes }),
    );
    Value::Object(body).to_string()
}

fn common(checkout: &Checkout) -> Map<String, Value> {
    let items: Vec<Value> = checkout
        .lines
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let id = (index + 1).to_string();
            json!({ "id": id, "name": line.name, "price": line.price, "quantity": line.qty })
        })
        .collect();
    let mut customer = Map::new();
    customer.insert("first_name".into(), checkout.name.clone().into());
    for (field, value) in [("email", &checkout.email), ("phone", &checkout.phone)] {
        if let Some(value) = value {
            customer.insert(field.into(), value.clone().into());
        }
    }
    let mut body = Map::new();
    body.insert(
        "transaction_details".into(),
        json!({ "order_id": checkout.reference, "gross_amount": checkout.amount }),
    );
    body.insert("item_details".into(), items.into());
    body.insert("customer_details".into(), customer.into());
    body
}

/// When the time to pay began, in Jakarta, and for how many minutes it lasts.
///
/// Midtrans takes whole minutes, and an end that is exact to the second is wanted; so the beginning is reckoned back from
/// the end, and lies up to a minute in the past.
fn window(expires_at: Timestamp, now: Timestamp) -> (String, i64) {
    let seconds = expires_at.as_second() - now.as_second();
    let minutes = seconds.div_euclid(60) + i64::from(seconds.rem_euclid(60) != 0);
    let minutes = minutes.max(1);
    let start = expires_at.checked_sub(SignedDuration::from_mins(minutes)).unwrap_or(now);
    let local = start.to_zoned(TimeZone::fixed(JAKARTA));
    (local.strftime("%Y-%m-%d %H:%M:%S %z").to_string(), minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_time_to_pay_ends_when_the_order_does_whatever_the_clock_says() {
        for (now, expires_at, start, minutes) in [
            ("2026-11-21T03:04:05Z", "2026-11-22T03:04:05Z", "2026-11-21 10:04:05 +0700", 1440),
            ("2026-11-21T03:04:20.9Z", "2026-11-22T03:04:05.6Z", "2026-11-21 10:04:05 +0700", 1440),
            ("2026-11-21T18:59:59Z", "2026-11-21T19:14:30Z", "2026-11-22 01:59:30 +0700", 15),
            // Nothing shorter than a minute can be said, and nothing that is over.
            ("2026-11-21T03:04:05Z", "2026-11-21T03:04:06Z", "2026-11-21 10:03:06 +0700", 1),
            ("2026-11-21T03:04:05Z", "2026-11-21T03:00:00Z", "2026-11-21 09:59:00 +0700", 1),
        ] {
            assert_eq!(window(at(expires_at), at(now)), (start.to_owned(), minutes), "{now} {expires_at}");
        }
    }
}
