//! What a draft may contain and how all that is wrong with it is told at once.

use orderbell_orders::{
    Currency, Draft, DraftBooking, DraftDelivery, DraftItem, Flows, Money, MoneyInput, NewOrder,
};
use proptest::prelude::*;

use crate::shop::{draft, item};

fn validate(draft: Draft) -> Result<NewOrder, Vec<String>> {
    let checked = draft.validate(&Flows::default(), Currency::IDR);
    checked.map_err(|errors| errors.iter().map(ToString::to_string).collect())
}

fn major(text: &str) -> Option<MoneyInput> {
    Some(MoneyInput::Major(text.into()))
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let errors = validate(Draft {
        code: Some("a/b".into()),
        source: Some("my shop".into()),
        ext_id: Some("x".repeat(121)),
        vendor_id: Some("warung:7".into()),
        flow: Some("kiosk".into()),
        customer_name: Some(" \u{202e} ".into()),
        customer_phone: Some("call me".into()),
        customer_email: Some("budi@localhost".into()),
        items: vec![
            item("Nasi goreng", 0, "50000"),
            item(&"x".repeat(121), 10_000, "-1"),
            DraftItem { total: major("1"), ..item("Es teh", 2, "10.000") },
            DraftItem::default(),
        ],
        discount: Some(MoneyInput::from_json(&45_000.into())),
        note: Some("x".repeat(1_001)),
        booking: Some(DraftBooking {
            check_in: Some("2026-12-03".into()),
            check_out: Some("2026-12-03".into()),
            guests: Some(0),
            ..DraftBooking::default()
        }),
        delivery: Some(DraftDelivery { due_at: Some("soon".into()), ..DraftDelivery::default() }),
        expires_at: Some("2026-12-01".into()),
        ..Draft::default()
    })
    .unwrap_err();
    insta::assert_snapshot!(errors.join("\n"));
}

#[test]
fn sums_of_the_sender_must_be_ours() {
    let errors = validate(Draft {
        items: vec![DraftItem { total: major("99999"), ..item("Nasi goreng", 2, "50000") }],
        subtotal: major("90000"),
        shipping: major("10000"),
        discount: major("5000"),
        tax: major("500.50"),
        total: major("1"),
        ..draft("shop")
    })
    .unwrap_err();
    assert_eq!(
        errors,
        [
            "items[0].total must equal qty * unit_price, which is 100000.00, is 99999.00",
            "subtotal must equal the sum of the items, which is 100000.00, is 90000.00",
            "total must equal subtotal - discount + shipping + tax, which is 105500.50, is 1.00",
        ]
    );
}

#[test]
fn a_discount_cannot_make_an_order_negative() {
    let errors = validate(Draft { discount: major("150000.01"), ..draft("shop") }).unwrap_err();
    assert_eq!(errors, ["discount must be at most subtotal + shipping + tax, which is 150000.00"]);
    assert!(validate(Draft { discount: major("150000"), ..draft("shop") }).unwrap().total().is_zero());
}

#[test]
fn sums_that_do_not_fit_are_told_and_do_not_overflow() {
    let most = || Some(MoneyInput::from(Money::new(Money::MAX_MINOR, Currency::IDR).unwrap()));
    let line = || DraftItem { unit_price: most(), ..item("Island", 1, "0") };
    let limit = "must be at most 9007199254740991 minor units";
    let errors = |draft| validate(draft).unwrap_err();
    let many = DraftItem { qty: Some(9_999), ..line() };
    assert_eq!(errors(Draft { items: vec![many], ..draft("shop") }), [format!("items[0].total {limit}")]);
    let two = vec![line(), line()];
    assert_eq!(errors(Draft { items: two, ..draft("shop") }), [format!("subtotal {limit}")]);
    let taxed = Draft { items: vec![line()], tax: most(), ..draft("shop") };
    assert_eq!(errors(taxed), [format!("total {limit}")]);
    assert!(validate(Draft { items: vec![line()], ..draft("shop") }).is_ok());
}

#[test]
fn lines_are_limited_and_the_rest_is_not_even_looked_at() {
    let errors = validate(Draft { items: Vec::new(), ..draft("shop") }).unwrap_err();
    assert_eq!(errors, ["items must have 1 to 200 lines, has 0"]);
    let many = vec![DraftItem { qty: Some(0), ..item("Thing", 1, "1") }; 5_000];
    let errors = validate(Draft { items: many, ..draft("shop") }).unwrap_err();
    assert_eq!(errors[0], "items must have 1 to 200 lines, has 5000");
    assert_eq!(errors.len(), 201);
    assert!(validate(Draft { items: vec![item("Thing", 1, "1"); 200], ..draft("shop") }).is_ok());
}

#[test]
fn an_unknown_currency_is_told_once_and_not_for_every_amount() {
    let errors = validate(Draft { currency: Some("RUPIAH".into()), ..draft("shop") }).unwrap_err();
    assert_eq!(
        errors,
        ["currency is an unknown currency `RUPIAH`, expected an ISO 4217 code such as IDR or USD"]
    );
}

#[test]
fn an_amount_in_another_currency_is_refused() {
    let dollars = Money::new(500, "USD".parse().unwrap()).unwrap();
    let errors = validate(Draft { tax: Some(dollars.into()), ..draft("shop") }).unwrap_err();
    assert_eq!(errors, ["tax is in USD, but the order is in IDR"]);
}

#[test]
fn the_codes_of_other_systems_are_kept() {
    let new = validate(Draft {
        code: Some("inv-2026.0001".into()),
        source: Some("laravel".into()),
        ext_id: Some("gid://shop/Order/17".into()),
        ..draft("shop")
    })
    .unwrap();
    assert_eq!(new.code().unwrap().as_str(), "INV-2026.0001");
    assert_eq!((new.source(), new.ext_id()), ("laravel", Some("gid://shop/Order/17")));
}

#[test]
fn what_is_left_out_has_a_default() {
    let new = validate(Draft {
        customer_name: Some("Budi".into()),
        items: vec![DraftItem { qty: None, ..item("Kopi", 1, "15000") }],
        ..Draft::default()
    })
    .unwrap();
    assert_eq!((new.source(), new.flow(), new.code()), ("api", "shop", None));
    assert_eq!(new.total(), Money::new(1_500_000, Currency::IDR).unwrap());
}

#[test]
fn contact_details_are_only_checked_lightly() {
    let errors = |phone: &str, email: &str| {
        let given =
            Draft { customer_phone: Some(phone.into()), customer_email: Some(email.into()), ..draft("shop") };
        validate(given).err().map_or(0, |errors| errors.len())
    };
    for phone in ["+62 812-3456-7890", "0274 123456", "(021) 555.1234", ""] {
        assert_eq!(errors(phone, ""), 0, "{phone}");
    }
    for phone in ["1234", "123456789012345678901", "0812x345678", "٠١٢٣٤٥٦٧"] {
        assert_eq!(errors(phone, ""), 1, "{phone}");
    }
    for email in ["budi@example.com", "b+tag@mail.example.co.id", "é@bücher.example"] {
        assert_eq!(errors("", email), 0, "{email}");
    }
    for email in ["budi", "@example.com", "budi@", "budi@localhost", "a@b@c.d", "a b@c.d", "a@b..c"] {
        assert_eq!(errors("", email), 1, "{email}");
    }
}

fn noise() -> impl Strategy<Value = Option<String>> {
    prop::option::of(prop_oneof![
        any::<String>(),
        "\\PC{0,200}",
        "[0-9.,-]{0,20}",
        Just("shop".to_owned()),
        Just("IDR".to_owned()),
        Just("2026-12-01".to_owned()),
        Just("2026-12-01T00:00:00Z".to_owned()),
    ])
}

fn amounts() -> impl Strategy<Value = Option<MoneyInput>> {
    let currency = prop_oneof![Just("IDR".to_owned()), any::<String>()];
    prop::option::of(prop_oneof![
        any::<String>().prop_map(MoneyInput::Major),
        "[0-9]{1,30}(\\.[0-9]{0,4})?".prop_map(MoneyInput::Major),
        (any::<i64>(), currency).prop_map(|(amount, currency)| MoneyInput::Minor { amount, currency }),
    ])
}

prop_compose! {
    fn lines()(name in noise(), sku in noise(), options in noise(), qty in prop::option::of(any::<i64>()),
               small in prop::option::of(1..100_i64), unit_price in amounts(), total in amounts()) -> DraftItem {
        DraftItem { name, sku, options, qty: small.or(qty), unit_price, total }
    }
}

prop_compose! {
    fn anything()(
        texts in prop::array::uniform12(noise()),
        more in prop::array::uniform6(noise()),
        money in prop::array::uniform5(amounts()),
        items in prop::collection::vec(lines(), 0..4),
        guests in prop::option::of(any::<i64>()),
        paid: bool,
        pay_later: bool,
    ) -> Draft {
        let [code, source, ext_id, vendor_id, flow, name, phone, email, user, currency, note, expires] = texts;
        let [resource_id, resource_name, check_in, check_out, address, due_at] = more;
        let [subtotal, discount, shipping, tax, total] = money;
        Draft {
            code, source, ext_id, vendor_id, flow, currency, note, items, subtotal, discount, shipping, tax, total,
            paid, pay_later,
            customer_name: name,
            customer_phone: phone,
            customer_email: email,
            customer_user_id: user,
            booking: Some(DraftBooking { resource_id, resource_name, check_in, check_out, guests }),
            delivery: Some(DraftDelivery { kind: Some("ship".into()), address, due_at }),
            meta: None,
            expires_at: expires,
        }
    }
}

proptest! {
    #[test]
    fn no_draft_panics_and_errors_are_never_empty(draft in anything()) {
        if let Err(errors) = draft.validate(&Flows::default(), Currency::IDR) {
            prop_assert!(!errors.is_empty());
            prop_assert!(errors.iter().all(|error| !error.field.is_empty() && !error.message.is_empty()));
        }
    }

    #[test]
    fn accepted_names_are_clean_and_short(name in any::<String>()) {
        let given = Draft { customer_name: Some(name), ..draft("shop") };
        if let Ok(new) = given.validate(&Flows::default(), Currency::IDR) {
            let event = crate::shop::creation_of(new);
            let name = event.customer.name;
            prop_assert!((1..=120).contains(&name.chars().count()));
            prop_assert_eq!(name.trim(), &name);
            let trick = |c: char| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)
                || ('\u{2066}'..='\u{2069}').contains(&c);
            prop_assert!(!name.contains(trick));
        }
    }
}

#[test]
fn a_booking_has_days_of_the_calendar_and_a_year_at_most() {
    let days = |check_in: &str, check_out: &str| {
        let booking = DraftBooking {
            resource_name: Some("Villa Ubud".into()),
            check_in: Some(check_in.into()),
            check_out: Some(check_out.into()),
            ..DraftBooking::default()
        };
        validate(Draft { booking: Some(booking), ..draft("booking") })
    };
    assert!(days("2026-12-01", "2027-12-02").is_ok(), "366 nights");
    for (check_in, check_out, complaint) in [
        ("2026-12-01", "2027-12-03", "booking.check_out must be at most 366 nights after check_in"),
        ("2026-12-01", "9999-12-31", "booking.check_out must be at most 366 nights after check_in"),
        ("2026-02-30", "2026-03-01", "booking.check_in must be a day of the calendar such as 2026-12-01"),
        (" ", "2026-03-01", "booking.check_in is required: a date such as 2026-12-01"),
    ] {
        assert_eq!(days(check_in, check_out).unwrap_err(), [complaint], "{check_in} {check_out}");
    }
}
