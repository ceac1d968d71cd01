//! What programmers call the fields of an order, and where in a sample those names are.
//!
//! A name with a dot is the end of a path: `customer.name` finds `/order/customer/name`. The earlier in its list, the surer.

use serde_json::Value;

use super::super::{FieldKind, Kind, fields};
use super::leaves::{Leaf, escape, snake};
use super::{GuessedField, expected, fits};

/// The names of one field, the surest first.
fn names(kind: Kind, field: &str) -> &'static [&'static str] {
    match (kind, field) {
        (Kind::Order | Kind::Status, "ext_id") => &[
            "id",
            "order_id",
            "booking_id",
            "reservation_id",
            "order_number",
            "order_no",
            "booking_code",
            "invoice_number",
            "no_pesanan",
            "id_pesanan",
            "uuid",
            "uid",
            "code",
            "kode",
            "number",
        ],
        (Kind::Payment | Kind::Shipment, "ext_id") => &[
            "order_id",
            "booking_id",
            "order.id",
            "booking.id",
            "order_number",
            "order_code",
            "id_pesanan",
            "no_pesanan",
            "uuid",
            "uid",
            "reservation_id",
            "invoice_number",
        ],
        (Kind::Order, "code") => {
            &["order_code", "booking_code", "order_number", "kode_pesanan", "kode_booking", "no_pesanan"]
        }
        (Kind::Order, "status") => &[
            "new_status",
            "status",
            "order_status",
            "booking_status",
            "status_baru",
            "status_pesanan",
            "state",
        ],
        (Kind::Status, "to") => &[
            "new_status",
            "status_baru",
            "to",
            "status",
            "order_status",
            "to_status",
            "current_status",
            "state",
        ],
        (Kind::Status, "reason") => &["reason", "alasan", "cancel_reason", "cancellation_reason"],
        (Kind::Order, "customer_name") => &[
            "customer_name",
            "guest_name",
            "customer.name",
            "guest.name",
            "user.name",
            "nama_pelanggan",
            "nama_pemesan",
            "nama_tamu",
            "pelanggan.nama",
            "buyer_name",
            "buyer.name",
            "customer.full_name",
            "customer_full_name",
            "nama",
            "full_name",
            "recipient_name",
            "name",
            "pemesan",
        ],
        (Kind::Order, "customer_phone") => &[
            "customer_phone",
            "guest_phone",
            "customer.phone",
            "guest.phone",
            "user.phone",
            "phone",
            "phone_number",
            "no_hp",
            "nomor_hp",
            "telepon",
            "no_telepon",
            "whatsapp",
            "no_wa",
            "mobile",
        ],
        (Kind::Order, "customer_email") => {
            &["customer_email", "guest_email", "customer.email", "guest.email", "user.email", "email"]
        }
        (Kind::Order, "customer_user_id") => &["customer_id", "user_id", "customer.id", "user.id"],
        (Kind::Order, "total") => &[
            "total_price",
            "grand_total",
            "total_amount",
            "gross_amount",
            "total",
            "total_harga",
            "total_bayar",
            "amount",
            "price",
            "harga",
            "jumlah",
            "total_cents",
            "amount_cents",
        ],
        (Kind::Payment, "amount") => &[
            "amount",
            "gross_amount",
            "total_amount",
            "total",
            "total_price",
            "jumlah",
            "nominal",
            "total_bayar",
        ],
        (_, "currency") => &["currency", "mata_uang", "currency_code"],
        (Kind::Order, "discount") => &["discount", "discount_amount", "diskon", "potongan"],
        (Kind::Order, "shipping") => {
            &["shipping_cost", "shipping_fee", "delivery_fee", "ongkir", "ongkos_kirim"]
        }
        (Kind::Order, "tax") => &["tax", "tax_amount", "ppn", "pajak"],
        (Kind::Order, "paid") => &["is_paid", "paid", "payment_status", "status_pembayaran", "lunas"],
        (Kind::Order, "vendor_id") => &[
            "vendor_id",
            "vendor.id",
            "restaurant_id",
            "restaurant.id",
            "merchant_id",
            "merchant.id",
            "store_id",
            "outlet_id",
            "seller_id",
            "tenant_id",
            "warung_id",
            "toko_id",
        ],
        (Kind::Order, "note") => &["note", "notes", "catatan", "special_request", "remarks", "keterangan"],
        (Kind::Order, "booking.resource_name") => &[
            "villa_name",
            "villa.name",
            "room_name",
            "room.name",
            "property_name",
            "property.name",
            "nama_villa",
            "villa.nama",
            "nama_kamar",
            "resource_name",
            "unit_name",
        ],
        (Kind::Order, "booking.resource_id") => {
            &["villa_id", "villa.id", "room_id", "room.id", "property_id", "property.id", "resource_id"]
        }
        (Kind::Order, "booking.check_in") => &[
            "check_in",
            "checkin",
            "check_in_date",
            "checkin_date",
            "start_date",
            "arrival",
            "tanggal_masuk",
            "tgl_masuk",
        ],
        (Kind::Order, "booking.check_out") => &[
            "check_out",
            "checkout",
            "check_out_date",
            "checkout_date",
            "end_date",
            "departure",
            "tanggal_keluar",
            "tgl_keluar",
        ],
        (Kind::Order, "booking.guests") => {
            &["guests", "guest_count", "number_of_guests", "num_guests", "pax", "jumlah_tamu", "adults"]
        }
        (Kind::Order, "delivery.address") => {
            &["shipping_address", "delivery_address", "address", "alamat", "alamat_pengiriman"]
        }
        (Kind::Order | Kind::Status, "modified_at") => {
            &["updated_at", "modified_at", "version", "changed_at"]
        }
        (Kind::Stock, "modified_at") => &["updated_at", "modified_at", "counted_at", "changed_at"],
        (Kind::Payment, "transaction_id") => &[
            "transaction_id",
            "payment_id",
            "payment.id",
            "reference",
            "id_transaksi",
            "midtrans_id",
            "reference_no",
        ],
        (Kind::Payment, "state") => &[
            "transaction_status",
            "payment_status",
            "status_pembayaran",
            "status",
            "state",
            "payment.status",
        ],
        (Kind::Payment, "method") => {
            &["payment_method", "payment_type", "method", "metode_pembayaran", "metode", "channel"]
        }
        (Kind::Payment, "at") => &["paid_at", "settlement_time", "payment_date", "tanggal_bayar"],
        (Kind::Shipment | Kind::Status, "courier") => {
            &["courier", "kurir", "courier_name", "ekspedisi", "carrier"]
        }
        (Kind::Shipment | Kind::Status, "tracking_no") => {
            &["tracking_no", "tracking_number", "resi", "no_resi", "nomor_resi", "awb", "waybill"]
        }
        (Kind::Shipment, "state") => {
            &["shipment_status", "shipping_status", "status", "status_pengiriman", "state"]
        }
        (Kind::Shipment, "text") => &["description", "message", "note", "keterangan"],
        (Kind::Stock, "sku") => &[
            "sku",
            "product_id",
            "product.sku",
            "product.id",
            "kode_produk",
            "id_produk",
            "variant_id",
            "id",
        ],
        (Kind::Stock, "name") => &["product_name", "product.name", "nama_produk", "name", "nama", "title"],
        (Kind::Stock, "stock") => &[
            "stock",
            "stok",
            "remaining",
            "remaining_stock",
            "sisa_stok",
            "sisa",
            "quantity",
            "qty",
            "jumlah",
        ],
        (Kind::User, "id") => &["id", "user_id", "user.id", "uuid"],
        (Kind::User, "name") => &["name", "nama", "full_name", "username", "nama_lengkap"],
        (Kind::User, "email") => &["email", "user.email"],
        _ => &[],
    }
}

/// Where the fields of a kind seem to be. A value is taken for one field only.
pub(super) fn find(kind: Kind, leaves: &[Leaf<'_>], root: &str) -> Vec<GuessedField> {
    let mut found: Vec<GuessedField> = Vec::new();
    for (field, expected) in fields(kind) {
        if *expected == FieldKind::List || field.starts_with("item.") {
            continue;
        }
        let candidates = leaves.iter().filter(|leaf| {
            fits(*expected, leaf.value) && found.iter().all(|other| other.pointer != leaf.pointer)
        });
        let best = candidates
            .filter_map(|leaf| Some((score(kind, field, leaf, root)?, leaf)))
            .max_by_key(|(s, _)| *s);
        if let Some((score, leaf)) = best {
            let inside = !root.is_empty() && leaf.pointer.starts_with(&format!("{root}/"));
            let place = if inside { format!(" in {root}") } else { String::new() };
            found.push(GuessedField {
                field: (*field).to_owned(),
                pointer: leaf.pointer.clone(),
                confidence: u8::try_from(score.clamp(0, 100)).unwrap_or(0),
                reason: format!("{} is usually called {}{place}", (*field), leaf.path.join(".")),
            });
        }
    }
    found
}

/// How well a value fits a field; `None` for not at all.
fn score(kind: Kind, field: &str, leaf: &Leaf<'_>, root: &str) -> Option<i32> {
    let known = names(kind, field);
    let matches = |name: &str| {
        let parts: Vec<&str> = name.split('.').collect();
        leaf.path.len() >= parts.len()
            && leaf.path[leaf.path.len() - parts.len()..].iter().zip(&parts).all(|(have, want)| have == want)
    };
    let place = known.iter().position(|name| matches(name))?;
    let inside = root.is_empty() || leaf.pointer.starts_with(&format!("{root}/"));
    let depth = leaf.path.len() - root.matches('/').count().min(leaf.path.len());
    let dotted = known[place].contains('.');
    // A plain `id`, `name` or `status` further down belongs to something else.
    let stray = !dotted && inside && depth > 1;
    let place = i32::try_from(place).unwrap_or(i32::MAX);
    let mut score = 95 - 3 * place;
    if !inside {
        // What is new about an order stands beside it: `{"order": {...}, "newStatus": "ready"}`.
        score -= if leaf.key().starts_with("new_") { 0 } else { 25 };
    }
    if stray {
        score -= 45;
    }
    (score >= 25).then_some(score)
}

/// The list of what was ordered, and the names in it.
pub(super) fn items(data: &Value) -> Vec<GuessedField> {
    const LISTS: [&str; 9] = [
        "items",
        "order_items",
        "line_items",
        "products",
        "details",
        "order_details",
        "detail_pesanan",
        "menu",
        "produk",
    ];
    let mut found = Vec::new();
    let mut level = vec![(String::new(), data)];
    for _ in 0..4 {
        let mut next = Vec::new();
        for (pointer, value) in level {
            let Value::Object(members) = value else { continue };
            for (name, value) in members {
                let pointer = format!("{pointer}/{}", escape(name));
                if let Value::Array(list) = value
                    && LISTS.contains(&snake(name).as_str())
                    && let Some(Value::Object(first)) = list.first()
                {
                    found = fields_of_item(&pointer, first);
                    if !found.is_empty() {
                        return found;
                    }
                }
                next.push((pointer, value));
            }
        }
        level = next;
    }
    found
}

fn fields_of_item(list: &str, item: &serde_json::Map<String, Value>) -> Vec<GuessedField> {
    const FIELDS: [(&str, &[&str]); 5] = [
        (
            "item.name",
            &[
                "name",
                "product_name",
                "nama",
                "nama_produk",
                "title",
                "menu_name",
                "product.name",
                "menu.name",
            ],
        ),
        ("item.qty", &["qty", "quantity", "jumlah", "kuantitas", "count"]),
        ("item.unit_price", &["unit_price", "price", "harga", "harga_satuan", "product.price", "menu.price"]),
        ("item.total", &["total", "subtotal", "line_total", "total_price"]),
        ("item.sku", &["sku", "product_id", "menu_id", "kode_produk"]),
    ];
    let item = Value::Object(item.clone());
    let inside = super::leaves::leaves(&item);
    let mut found: Vec<GuessedField> = Vec::new();
    for (field, names) in FIELDS {
        let expected = expected(Kind::Order, field);
        let best = names.iter().enumerate().find_map(|(place, name)| {
            let leaf =
                inside.iter().find(|leaf| leaf.path.join(".") == *name && fits(expected, leaf.value))?;
            Some((place, leaf))
        });
        if let Some((place, leaf)) = best {
            found.push(GuessedField {
                field: field.to_owned(),
                pointer: leaf.pointer.clone(),
                confidence: u8::try_from(90 - 4 * place.min(15)).unwrap_or(30),
                reason: format!("{field} is usually called {} in a list of items", leaf.path.join(".")),
            });
        }
    }
    if found.iter().any(|field| field.field == "item.name") {
        found.push(GuessedField {
            field: "items".to_owned(),
            pointer: list.to_owned(),
            confidence: 90,
            reason: "a list of things with names".to_owned(),
        });
        found
    } else {
        Vec::new()
    }
}
