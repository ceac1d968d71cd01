//! What an event is about, by its name and, where that says nothing, by what it carries.

use super::super::Kind;
use super::leaves::{Leaf, snake};

/// The kind of an event, and why.
pub(super) fn kind(name: &str, leaves: &[Leaf<'_>]) -> (Kind, String) {
    let words = words(name);
    let says = |known: &[&str]| words.iter().find(|word| known.contains(&word.as_str())).cloned();
    let carries = |known: &[&str]| leaves.iter().any(|leaf| known.contains(&leaf.key()));
    let whole =
        carries(&["total", "total_price", "grand_total", "total_amount", "gross_amount", "total_harga"])
            && (carries(&["customer_name", "guest_name", "nama", "nama_pelanggan"])
                || leaves.iter().any(|leaf| {
                    leaf.path.len() > 1
                        && ["customer", "guest", "user", "pelanggan"]
                            .contains(&leaf.path[leaf.path.len() - 2].as_str())
                }));
    if let Some(word) = says(&["stock", "stok", "inventory", "persediaan"]) {
        return (Kind::Stock, format!("the name says {word}"));
    }
    if says(&["register", "registered", "registration", "signup", "pendaftaran"]).is_some() {
        return (Kind::User, "the name says that somebody registered".to_owned());
    }
    if let Some(word) = says(&["payment", "paid", "pembayaran", "bayar", "settlement", "invoice"]) {
        return (Kind::Payment, format!("the name says {word}"));
    }
    if let Some(word) = says(&["shipment", "shipping", "tracking", "pengiriman", "resi", "courier", "kurir"])
    {
        return (Kind::Shipment, format!("the name says {word}"));
    }
    if let Some(word) = says(&["status"]) {
        return if whole {
            let reason =
                "the name says status, and the whole order is there, which also mends what was missed";
            (Kind::Order, reason.to_owned())
        } else {
            (Kind::Status, format!("the name says {word}"))
        };
    }
    if says(&["accepted", "declined", "cancelled", "canceled", "ready", "shipped", "delivered", "completed"])
        .is_some()
        && !whole
    {
        return (Kind::Status, "the name says what became of the order".to_owned());
    }
    if let Some(word) =
        says(&["order", "booking", "reservation", "pesanan", "reservasi", "transaksi", "orders"])
    {
        return (Kind::Order, format!("the name says {word}"));
    }
    if !whole && carries(&["new_status", "status"]) {
        return (Kind::Status, "it carries a status and no total".to_owned());
    }
    (Kind::Order, "it carries what an order has".to_owned())
}

/// The state that the name itself says, such as that of `payment_success`.
pub(super) fn state(kind: Kind, name: &str) -> Option<&'static str> {
    if kind != Kind::Payment {
        return None;
    }
    words(name).iter().find_map(|word| {
        Some(match word.as_str() {
            "success" | "succeeded" | "paid" | "received" | "settlement" | "confirmed" | "completed"
            | "berhasil" | "diterima" => "paid",
            "failed" | "failure" | "gagal" | "denied" => "failed",
            "expired" | "kedaluwarsa" => "expired",
            "pending" | "created" => "pending",
            "cancelled" | "canceled" => "cancelled",
            _ => return None,
        })
    })
}

/// The words of a name: `App\Events\NotifyOrderCreated` has `notify`, `order`, `created`.
fn words(name: &str) -> Vec<String> {
    let last = name.rsplit('\\').next().unwrap_or(name);
    let snake = snake(last);
    snake.split(['_', ':', '/']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::leaves::leaves;
    use super::*;

    #[test]
    fn the_names_of_the_seeds_say_what_they_are() {
        let nothing = json!({});
        for (name, expected) in [
            (r"App\Events\NewOrderReceived", Kind::Order),
            (r"App\Events\OrderCreated", Kind::Order),
            ("order.created", Kind::Order),
            ("OrderReceived", Kind::Order),
            ("NotifyOrderCreated", Kind::Order),
            ("new_order", Kind::Order),
            ("pesanan.baru", Kind::Order),
            (r"App\Events\OrderStatusChanged", Kind::Status),
            ("order_status_update", Kind::Status),
            ("payment_success", Kind::Payment),
            ("PembayaranDiterima", Kind::Payment),
            ("StockLow", Kind::Stock),
            ("stok-menipis", Kind::Stock),
            ("UserRegistered", Kind::User),
            ("ShipmentUpdated", Kind::Shipment),
        ] {
            assert_eq!(kind(name, &leaves(&nothing)).0, expected, "{name}");
        }
        assert_eq!(state(Kind::Payment, "payment_success"), Some("paid"));
        assert_eq!(state(Kind::Payment, "PembayaranDiterima"), Some("paid"));
        assert_eq!(state(Kind::Payment, "PaymentExpired"), Some("expired"));
    }

    #[test]
    fn a_status_with_the_whole_order_is_the_order() {
        let data =
            json!({"order": {"id": 1, "guest_name": "Budi", "total_price": 5}, "newStatus": "confirmed"});
        assert_eq!(kind("OrderStatusChanged", &leaves(&data)).0, Kind::Order);
    }
}
