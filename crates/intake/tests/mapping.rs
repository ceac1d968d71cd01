//! What the broadcasts of real applications come to: recorded shapes of a Laravel shop (S0), a villa booking (S1) and a
//! restaurant with several vendors (S3), guessed, translated, and then everything at random.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use orderbell_intake::Fact;
use orderbell_intake::mapping::{
    Context, FieldKind, Guess, Kind, Mapping, Origin, Sample, Unit, data, fields, guess, translate,
};
use orderbell_orders::{Aliases, Currency, Flows, Status};
use proptest::prelude::*;
use serde_json::{Value, json};

fn context<'a>(timezone: &'a TimeZone, aliases: &'a Aliases) -> Context<'a> {
    Context { currency: Currency::IDR, timezone, aliases }
}

/// Everything that is read of a sample with the mapping that was guessed for it.
fn read(mapping: &Mapping, sample: &str) -> (Option<Fact>, String) {
    let (timezone, aliases) = (TimeZone::fixed(jiff::tz::offset(7)), Aliases::default());
    let translation = translate(mapping, &data(sample).unwrap(), context(&timezone, &aliases));
    let lines: Vec<String> = translation
        .fields
        .iter()
        .map(|field| {
            let pointer = field.pointer.as_deref().unwrap_or("constant");
            let value = field.value.as_deref().unwrap_or("-");
            let problem = field.problem.as_deref().map(|problem| format!(" ! {problem}")).unwrap_or_default();
            format!("{} <- {pointer}: {value}{problem}", field.field)
        })
        .collect();
    (translation.fact, lines.join("\n"))
}

fn guessed(channel: &str, event: &str, samples: &[Value]) -> Guess {
    let samples: Vec<Sample> = samples
        .iter()
        .map(|data| Sample { channel: channel.into(), event: event.into(), data: data.to_string() })
        .collect();
    guess(&samples, Currency::IDR).unwrap()
}

fn story(guess: &Guess, sample: &Value) -> String {
    assert_eq!(guess.mapping.problems(), [], "{guess:#?}");
    let (fact, fields) = read(&guess.mapping, &sample.to_string());
    let fact = match fact {
        Some(Fact::Order(order)) => {
            let new = order.draft.clone().validate(&Flows::default(), Currency::IDR).unwrap();
            let lines = order.draft.items.iter().map(|item| {
                let price = item.unit_price.as_ref().unwrap().resolve(Currency::IDR).unwrap();
                format!(
                    "  {} x {} at {}",
                    item.qty.unwrap(),
                    item.name.as_ref().unwrap(),
                    price.major_string()
                )
            });
            let lines: Vec<_> = lines.collect();
            let total = new.total().major_string();
            format!(
                "{:?} paid={} total={total} modified={:?} booking={:?}\n{}",
                order.status,
                order.paid,
                order.modified_at,
                order.draft.booking,
                lines.join("\n")
            )
        }
        other => format!("{other:?}"),
    };
    format!(
        "{} as {} ({}), {} %\n{fields}\nwords: {:?}\nnotes: {:#?}\n{fact}",
        guess.mapping.event[0],
        guess.mapping.kind.as_str(),
        guess.reason,
        guess.confidence,
        guess.mapping.status_map,
        guess.notes,
    )
}

fn s0() -> Value {
    json!({
        "order": {
            "id": 1042, "order_number": "INV-1042", "user_id": 7, "status": "paid", "total_price": "275000.00",
            "payment_status": "paid", "shipping_cost": 25000, "created_at": "2026-11-21T03:04:05.000000Z",
            "updated_at": "2026-11-21T03:04:05.000000Z",
            "customer": {"id": 7, "name": "Siti Aminah", "email": "siti@example.com", "phone": "081234567890"},
            "items": [
                {"id": 1, "product_id": 31, "product_name": "Kopi Gayo 250 g", "quantity": 2, "price": 100000, "subtotal": 200000},
                {"id": 2, "product_id": 32, "product_name": "Saringan", "quantity": 1, "price": "50000.00", "subtotal": "50000.00"}
            ]
        },
        "socket": null
    })
}

fn s1() -> Value {
    json!({
        "booking": {
            "id": 77, "guest_name": "Budi Santoso", "guest_email": "budi@example.com", "status": "pending",
            "total_price": 4500000, "check_in": "2026-11-30T17:00:00.000000Z", "check_out": "2026-12-03", "guests": 2,
            "villa": {"id": 3, "name": "Villa Ubud"}, "updated_at": "2026-11-21 10:04:05"
        },
        "socket": null
    })
}

fn s1_status() -> Value {
    json!({"bookingId": 77, "oldStatus": "pending", "newStatus": "confirmed", "socket": "1.2"})
}

fn s3() -> Value {
    json!({"orderId": "A-9", "vendor_id": 7, "order": {
        "id": "A-9", "status": "Menunggu Konfirmasi", "total": 85000, "customer_name": "Dewi", "no_hp": "0812-3456-7890",
        "catatan": "tanpa sambal", "menu": [{"nama": "Nasi goreng", "jumlah": 2}, {"nama": "Es teh", "jumlah": 1}]
    }})
}

#[test]
fn s0_a_shop_is_understood_from_one_broadcast() {
    let guess = guessed("private-admin.orders", r"App\Events\NewOrderReceived", &[s0()]);
    insta::assert_snapshot!(story(&guess, &s0()));
}

#[test]
fn s1_a_booking_has_its_days_and_its_price() {
    let guess = guessed("admin.orders", r"App\Events\OrderCreated", &[s1()]);
    insta::assert_snapshot!(story(&guess, &s1()));
}

#[test]
fn s1_a_change_of_status_names_the_new_one() {
    let guess = guessed("admin.orders", "order.status.changed", &[s1_status()]);
    insta::assert_snapshot!(story(&guess, &s1_status()));
}

#[test]
fn s3_an_order_for_a_vendor_without_prices_of_items() {
    let guess = guessed("private-vendor-orders.*", "OrderReceived", &[s3()]);
    insta::assert_snapshot!(story(&guess, &s3()));
}

#[test]
fn s4_payments_stock_and_people_are_understood() {
    for (event, sample, expected) in [
        (
            "payment_success",
            json!({"order_id": "A-9", "amount": "85000.00", "method": "qris"}),
            Kind::Payment,
        ),
        ("StockLow", json!({"product": {"sku": "K1", "name": "Kopi", "stock": 4}}), Kind::Stock),
        ("UserRegistered", json!({"user": {"id": 9, "name": "Ayu", "email": "a@example.com"}}), Kind::User),
        (
            "ShipmentUpdated",
            json!({"order_id": 5, "no_resi": "JP1", "kurir": "JNE", "status": "dikirim"}),
            Kind::Shipment,
        ),
    ] {
        let guess = guessed("private-admin.orders", event, std::slice::from_ref(&sample));
        assert_eq!(guess.mapping.kind, expected);
        let (fact, story) = read(&guess.mapping, &sample.to_string());
        assert!(fact.is_some() && guess.confidence >= 50, "{event}: {story}\n{guess:#?}");
    }
}

#[test]
fn the_unit_is_asked_about_where_both_could_be_meant() {
    let order = |total: i64| json!({"order": {"id": 1, "total_price": total, "guest_name": "A"}});
    let small = guessed("c", "OrderCreated", &[order(150_000)]);
    assert_eq!((small.mapping.unit, small.notes.len()), (Unit::Major, 0), "{:?}", small.notes);
    let large = guessed("c", "OrderCreated", &[order(15_000_000)]);
    assert_eq!(large.mapping.unit, Unit::Major);
    assert!(large.notes[0].contains("15000000 IDR, or 150000 IDR"), "{:?}", large.notes);
    let named = guessed("c", "OrderCreated", &[json!({"order": {"id": 1, "total_cents": 15_000_000}})]);
    assert_eq!(named.mapping.unit, Unit::Minor);
}

#[test]
fn words_of_all_samples_are_listed_and_unknown_ones_are_asked_about() {
    let order =
        |status: &str| json!({"order": {"id": 1, "total": 5, "customer_name": "A", "status": status}});
    let guess = guessed(
        "c",
        "OrderUpdated",
        &[order("pending"), order("galau"), order("confirmed"), order("pending")],
    );
    let words: Vec<_> =
        guess.words.iter().map(|seen| (seen.word.as_str(), seen.meaning.as_deref())).collect();
    assert_eq!(words, [("pending", Some("placed")), ("galau", None), ("confirmed", Some("accepted"))]);
    assert_eq!(guess.mapping.status_map, BTreeMap::from([("pending".to_owned(), "placed".to_owned())]));
    assert!(guess.notes.iter().any(|note| note.contains("galau")));
}

#[test]
fn what_stands_in_the_way_is_said_by_field() {
    let mapping: Mapping = serde_json::from_value(json!({
        "event": ["e"], "as": "order.upsert",
        "set": {"ext_id": "/id", "total": "/total", "status": "/status", "booking.check_in": "/from", "booking.check_out": "/to"}
    }))
    .unwrap();
    let (fact, story) =
        read(&mapping, r#"{"total":"Rp 150.000","status":"galau","from":"01/12/2026","to":"2026-12-03"}"#);
    assert_eq!(fact, None);
    for part in [
        "ext_id <- /id: - ! is needed",
        "total <- /total: - ! must be a plain decimal",
        "booking.check_in <- /from: - ! must be a day",
    ] {
        assert!(story.contains(part), "{part} is not in\n{story}");
    }
}

#[test]
fn an_order_that_names_nobody_still_becomes_one() {
    let mapping: Mapping = serde_json::from_value(json!({
        "event": ["e"], "as": "order.upsert", "source": "till",
        "set": {"ext_id": "/id", "total": "/total", "status": "/s", "vendor_id": {"value": "main"}},
        "status_map": {"LUNAS": "placed"}
    }))
    .unwrap();
    let (fact, story) = read(&mapping, r#"{"id":7,"total":45000,"s":"Lunas"}"#);
    let Some(Fact::Order(order)) = fact else { panic!("{story}") };
    assert_eq!(
        (order.draft.customer_name.as_deref(), order.draft.vendor_id.as_deref()),
        (Some("#7"), Some("main"))
    );
    assert_eq!((order.status, order.paid, order.draft.paid), (Some(Status::Placed), true, true));
    assert_eq!(order.draft.source.as_deref(), Some("till"));
    order.draft.validate(&Flows::default(), Currency::IDR).unwrap();
}

#[test]
fn words_for_paid_need_no_entry() {
    let mapping: Mapping = serde_json::from_value(json!({
        "event": ["e"], "as": "order.upsert", "set": {"ext_id": "/id", "total": "/total", "status": "/s"}
    }))
    .unwrap();
    for word in ["paid", "PAID", "lunas", "settlement", "sudah_dibayar"] {
        let (fact, story) = read(&mapping, &json!({"id": 7, "total": 45_000, "s": word}).to_string());
        let Some(Fact::Order(order)) = fact else { panic!("{story}") };
        assert_eq!((order.status, order.paid), (Some(Status::Placed), true), "{word}");
    }
    let (fact, story) = read(&mapping, r#"{"id":7,"total":45000,"s":"success"}"#);
    let Some(Fact::Order(order)) = fact else { panic!("{story}") };
    assert_eq!(
        (order.status, order.unknown_status.as_deref()),
        (None, Some("success")),
        "it may be that it was served"
    );
    let mapping: Mapping = serde_json::from_value(json!({
        "event": ["e"], "as": "order.status", "set": {"ext_id": "/id", "to": "/s"}
    }))
    .unwrap();
    let (fact, story) = read(&mapping, r#"{"id":7,"s":"galau"}"#);
    assert!(fact.is_none() && story.contains("to <- /s: - ! is \"galau\", which is in no list"), "{story}");
    let (fact, story) = read(&mapping, r#"{"id":7,"s":"Lunas"}"#);
    let Some(Fact::Status(fact)) = fact else { panic!("{story}") };
    assert_eq!((fact.status, fact.paid), (Status::Placed, true));
}

/// JSON with the names and values of orders in the wrong places.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        "[ -~]{0,20}".prop_map(Into::into),
        prop::sample::select(vec![
            "pending",
            "paid",
            "150000.00",
            "15000000",
            "2026-12-01",
            "2026-12-01T00:00:00Z",
            "IDR",
            "Rp 1",
            "7",
            "-1",
            "1e308",
            "\u{202e}x",
            "selesai",
        ])
        .prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 48, 8, |inner| {
        let name = prop::sample::select(vec![
            "order",
            "booking",
            "id",
            "orderId",
            "status",
            "newStatus",
            "total_price",
            "total",
            "guest_name",
            "customer",
            "name",
            "items",
            "qty",
            "price",
            "check_in",
            "check_out",
            "villa",
            "socket",
            "sku",
            "stock",
            "email",
            "a/b~c",
            "amount",
            "tracking_no",
            "data",
            "vendor_id",
            "currency",
            "updated_at",
            "",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::hash_map(name, inner, 0..10).prop_map(|members| {
                members
                    .into_iter()
                    .map(|(name, value)| (name.to_owned(), value))
                    .collect::<serde_json::Map<_, _>>()
                    .into()
            }),
        ]
    })
}

/// A mapping of any kind whose pointers lead anywhere.
fn mapping() -> impl Strategy<Value = Mapping> {
    let origin = prop_oneof![
        prop::sample::select(vec![
            "/id",
            "/order/id",
            "/order",
            "/status",
            "/total",
            "/items",
            "/order/items",
            "/name",
            "/qty",
            "/price",
            "",
            "/0",
            "/a~1b~0c",
            "/check_in",
            "/check_out",
            "/currency",
        ])
        .prop_map(|pointer| Origin::Pointer(pointer.to_owned())),
        "\\PC{0,20}".prop_map(|value| Origin::Constant { value: value.into() }),
        any::<i64>().prop_map(|value| Origin::Constant { value: value.into() }),
    ];
    (prop::sample::select(Kind::ALL.to_vec()), prop::collection::vec(origin, 40), any::<bool>()).prop_map(
        |(kind, origins, minor)| Mapping {
            channel: None,
            event: vec!["e".into()],
            kind,
            set: fields(kind).iter().map(|(name, _)| (*name).to_owned()).zip(origins).collect(),
            status_map: BTreeMap::from([("pending".to_owned(), "placed".to_owned())]),
            unit: if minor { Unit::Minor } else { Unit::Major },
            source: None,
        },
    )
}

proptest! {
    #[test]
    fn any_mapping_reads_any_event_without_a_panic(mapping in mapping(), value in anything()) {
        let (timezone, aliases) = (TimeZone::UTC, Aliases::default());
        let translation = translate(&mapping, &value, context(&timezone, &aliases));
        prop_assert_eq!(translation.fact.is_some(), translation.problem().is_none(), "{:?}", translation);
        if let Some(Fact::Order(order)) = translation.fact {
            // Whatever else is wrong with it, the sums come out.
            if let Err(errors) = order.draft.validate(&Flows::default(), Currency::IDR) {
                let sums = ["total", "subtotal", "discount", "shipping", "tax", "items"];
                let wrong: Vec<_> = errors.iter().filter(|error| sums.contains(&error.field.as_str())).collect();
                prop_assert!(wrong.is_empty(), "{:?}", wrong);
            }
        }
    }

    #[test]
    fn any_event_is_guessed_at_without_a_panic(value in anything(), event in "[A-Za-z_.\\\\]{0,30}", text in "\\PC{0,60}") {
        for data in [value.to_string(), text] {
            let sample = Sample { channel: "c".into(), event: event.clone(), data };
            if let Some(guess) = guess(&[sample.clone(), sample], Currency::IDR) {
                prop_assert!(guess.confidence <= 100);
                let known = fields(guess.mapping.kind);
                prop_assert!(guess.fields.iter().all(|field| known.iter().any(|(name, _)| *name == field.field)));
                let lists = guess.fields.iter().filter(|field| field.field == "items").count();
                prop_assert!(lists <= 1 && known.iter().filter(|(_, kind)| *kind == FieldKind::List).count() <= 1);
            }
        }
    }

    #[test]
    fn an_amount_survives_exactly_in_either_unit(minor in 0_i64..=9_007_199_254_740_991, as_text in any::<bool>()) {
        let mapping = |unit| Mapping {
            channel: None, event: vec!["e".into()], kind: Kind::Order, unit, source: None, status_map: BTreeMap::new(),
            set: BTreeMap::from([
                ("ext_id".to_owned(), Origin::Constant { value: "1".into() }),
                ("total".to_owned(), Origin::Pointer("/t".into())),
            ]),
        };
        let total = |mapping: &Mapping, value: Value| {
            let (fact, story) = read(mapping, &json!({"t": value}).to_string());
            let Some(Fact::Order(order)) = fact else { panic!("{story}") };
            order.draft.validate(&Flows::default(), Currency::IDR).unwrap().total().minor()
        };
        let whole = if as_text { json!(minor.to_string()) } else { json!(minor) };
        prop_assert_eq!(total(&mapping(Unit::Minor), whole), minor);
        let major = json!(format!("{}.{:02}", minor / 100, minor % 100));
        prop_assert_eq!(total(&mapping(Unit::Major), major), minor);
    }
}
