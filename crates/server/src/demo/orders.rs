//! What is ordered in the demo, by whom.

use orderbell_orders::{Draft, DraftBooking, DraftDelivery, DraftItem, MoneyInput};
use rand::seq::IndexedRandom as _;

use super::cast::{RESTAURANT, SHOP, VILLA};

const CUSTOMERS: [(&str, &str); 12] = [
    ("Budi Santoso", "+62 812-0000-0101"),
    ("Siti Rahma", "+62 812-0000-0102"),
    ("Eka Putri", "+62 812-0000-0103"),
    ("Joko Wibowo", "+62 812-0000-0104"),
    ("Rina Kusuma", "+62 812-0000-0105"),
    ("Hendra Gunawan", "+62 812-0000-0106"),
    ("Anna Schmidt", "+49 170 0000107"),
    ("Tom Baker", "+44 7700 900108"),
    ("Claire Dubois", "+33 6 00 00 01 09"),
    ("Mia Jansen", "+31 6 00000110"),
    ("Kenji Sato", "+81 90-0000-0111"),
    ("Olivia Brown", "+61 400 000 112"),
];

const MENU: [(&str, &str); 6] = [
    ("Nasi goreng", "35000"),
    ("Mie ayam", "28000"),
    ("Sate ayam", "40000"),
    ("Gado-gado", "30000"),
    ("Es teh manis", "8000"),
    ("Es jeruk", "12000"),
];

/// What the shop sells: name, number and price.
pub(super) const GOODS: [(&str, &str, &str); 4] = [
    ("Kopi Gayo 250 g", "KG-250", "85000"),
    ("Teh Melati 100 g", "TM-100", "32000"),
    ("Gelas bambu / bamboo cup", "GB-1", "45000"),
    ("Madu hutan 350 ml", "MH-350", "120000"),
];

const NOTES: [&str; 4] =
    ["tidak pedas, ya", "please no peanuts", "tolong bungkus terpisah", "ring the bell twice"];

/// Somebody.
pub(super) fn a_customer() -> &'static str {
    pick(&CUSTOMERS).0
}

/// Something that the shop sells.
pub(super) fn some_goods() -> (&'static str, &'static str, &'static str) {
    *pick(&GOODS)
}

fn pick<T>(of: &[T]) -> &T {
    of.choose(&mut rand::rng()).expect("a list of this file")
}

fn some_of<T>(of: &[T], most: usize) -> Vec<&T> {
    let count = rand::random_range(1..=most);
    of.sample(&mut rand::rng(), count).collect()
}

fn item(name: &str, sku: Option<&str>, price: &str) -> DraftItem {
    DraftItem {
        name: Some(name.to_owned()),
        sku: sku.map(str::to_owned),
        qty: Some(rand::random_range(1..=3)),
        unit_price: Some(MoneyInput::Major(price.to_owned())),
        ..DraftItem::default()
    }
}

fn by_somebody(vendor: &str, flow: &str, items: Vec<DraftItem>) -> Draft {
    let (name, phone) = pick(&CUSTOMERS);
    Draft {
        source: Some("demo".to_owned()),
        vendor_id: Some(vendor.to_owned()),
        flow: Some(flow.to_owned()),
        customer_name: Some((*name).to_owned()),
        customer_phone: Some((*phone).to_owned()),
        items,
        ..Draft::default()
    }
}

/// A meal, to be paid at the counter.
pub(super) fn meal() -> Draft {
    let items = some_of(&MENU, 3).into_iter().map(|(name, price)| item(name, None, price)).collect();
    let note = rand::random_bool(0.3).then(|| (*pick(&NOTES)).to_owned());
    Draft { pay_later: true, note, ..by_somebody(RESTAURANT, "restaurant", items) }
}

/// A meal that is paid for first.
pub(super) fn prepaid_meal() -> Draft {
    Draft { pay_later: false, ..meal() }
}

/// Goods that are sent.
pub(super) fn parcel() -> Draft {
    let items =
        some_of(&GOODS, 2).into_iter().map(|(name, sku, price)| item(name, Some(sku), price)).collect();
    let address = "Jl. Contoh 12\nDenpasar".to_owned();
    Draft {
        delivery: Some(DraftDelivery { kind: Some("ship".to_owned()), address: Some(address), due_at: None }),
        shipping: Some(MoneyInput::Major("15000".to_owned())),
        ..by_somebody(SHOP, "shop", items)
    }
}

/// Some nights in the villa, far enough apart from those of others.
pub(super) fn nights() -> Draft {
    let from = jiff::Zoned::now().date() + jiff::Span::new().days(rand::random_range(7..700));
    let nights = rand::random_range(1..=4);
    let booking = DraftBooking {
        resource_id: None,
        resource_name: Some("Villa Teratai".to_owned()),
        check_in: Some(from.to_string()),
        check_out: Some((from + jiff::Span::new().days(nights)).to_string()),
        guests: Some(2),
    };
    let mut stay = item("Villa Teratai", None, "1750000");
    stay.qty = Some(nights);
    Draft { booking: Some(booking), ..by_somebody(VILLA, "booking", vec![stay]) }
}
