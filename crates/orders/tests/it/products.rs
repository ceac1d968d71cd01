//! The low-stock edge, and the other events that are not about orders.

use std::collections::BTreeMap;

use orderbell_orders::draft::ProductDraft;
use orderbell_orders::product::{DEFAULT_LOW_AT, MAX_STOCK};
use orderbell_orders::{
    Audience, Currency, CustomEvent, Event, Flows, Kind, Locale, Product, ProductEdit, RegisteredUser,
    StockChange, StockError, Subject, Vendor, VendorEdit, View, audience, custom, notice, texts,
};
use proptest::prelude::*;
use serde_json::{Map, json};
use uuid::Uuid;

use crate::shop::{VENDOR, insider, later, start};

fn product(stock: Option<i64>) -> Product {
    Product {
        id: Uuid::from_u128(7),
        sku: "NG-1".into(),
        ext_id: None,
        external_ids: BTreeMap::new(),
        vendor_id: Some(VENDOR.into()),
        name: "Nasi goreng".into(),
        price: None,
        stock,
        counted_at: None,
        low_at: DEFAULT_LOW_AT,
        low_since: None,
        version: 1,
        created_at: start(),
        updated_at: start(),
    }
}

fn user() -> RegisteredUser {
    RegisteredUser {
        id: "4711".into(),
        name: "Budi".into(),
        email: Some("budi@example.com".into()),
        phone: None,
        registered_at: start(),
        updated_at: start(),
    }
}

fn low() -> Event {
    Event::StockLow { reason: None }
}

fn promo() -> Event {
    Event::Custom(Box::new(CustomEvent {
        name: "promo.started".into(),
        text: None,
        vendor_id: None,
        data: Map::from_iter([("percent".to_owned(), json!(20))]),
    }))
}

fn vendor() -> Vendor {
    Vendor::new(VENDOR.into(), "Warung Sari".into(), start())
}

fn pause() -> Event {
    Event::VendorPaused { misses: 3, until: later(1_800) }
}

fn by_hand() -> Event {
    Event::VendorPaused { misses: 0, until: later(600) }
}

#[test]
fn a_row_of_missed_orders_pauses_and_begins_anew() {
    let mut vendor = vendor();
    assert_eq!((vendor.missed(start()), vendor.missed(start())), (None, None));
    vendor.answered();
    assert_eq!((vendor.missed(start()), vendor.missed(start())), (None, None));
    assert_eq!(vendor.missed(start()), Some(pause()));
    assert_eq!((vendor.misses, vendor.paused(later(1_799))), (0, Some(later(1_800))));
    vendor.edit(&VendorEdit { pause_after_misses: Some(0), ..VendorEdit::default() });
    assert!((0..9).all(|_| vendor.missed(start()).is_none()));
}

#[test]
fn a_pause_by_hand_is_told_when_it_begins_changes_or_is_ended() {
    let until = |at: Option<i64>| {
        let mut vendor = vendor();
        vendor.paused_until = at.map(later);
        vendor
    };
    let told =
        |before: Option<i64>, after: Option<i64>| until(after).pause_told(Some(&until(before)), later(10));
    let paused = |at| Some(Event::VendorPaused { misses: 0, until: later(at) });
    assert_eq!(told(None, Some(60)), paused(60));
    assert_eq!(told(Some(9), Some(60)), paused(60));
    assert_eq!(told(Some(60), Some(90)), paused(90));
    assert_eq!(told(Some(60), None), Some(Event::VendorResumed));
    assert_eq!(told(Some(60), Some(5)), Some(Event::VendorResumed));
    assert_eq!(until(Some(60)).pause_told(None, later(10)), paused(60));
    for same in [(Some(60), Some(60)), (None, None), (Some(9), None), (None, Some(9))] {
        assert_eq!(told(same.0, same.1), None, "{same:?}");
    }
}

#[test]
fn a_crossing_is_told_once_until_the_shelf_is_filled_again() {
    let mut product = product(Some(6));
    assert!(!product.settle(start()));
    let mut told = Vec::new();
    for (second, stock) in (1..).zip([5, 4, 3, 4, 0, 5, 4, 9, -1, -2]) {
        product.stock = Some(product.stock_after(StockChange::Set(stock)).expect("in range"));
        if product.settle(later(second)) {
            told.push((stock, product.low_since));
        }
    }
    assert_eq!(told, [(4, Some(later(2))), (4, Some(later(7))), (-1, Some(later(9)))]);
}

#[test]
fn a_product_that_is_made_low_or_whose_mark_is_raised_is_told_too() {
    assert!(product(Some(4)).settle(start()));
    assert!(!product(None).settle(start()));
    let mut plenty = product(Some(8));
    assert!(!plenty.settle(start()));
    plenty.low_at = 10;
    assert!(plenty.settle(start()));
    plenty.low_at = 0;
    assert!(!plenty.settle(start()) && plenty.low_since.is_none());
}

#[test]
fn of_two_counts_the_later_counted_one_holds() {
    let told = |stock, at| ProductEdit { stock: Some(Some(stock)), counted_at: at, ..ProductEdit::default() };
    let mut product = product(None);
    assert!(!product.was_counted_after(Some(start())));
    assert!(product.edit(&told(9, Some(later(100))), later(120)));
    assert_eq!(product.counted_at, Some(later(100)));
    assert!(product.was_counted_after(Some(later(99))));
    assert!(!product.was_counted_after(Some(later(100))) && !product.was_counted_after(None));
    // The same number again is no change, and yet a count; nobody's word for when makes it one of now.
    assert!(!product.edit(&told(9, None), later(130)));
    assert_eq!(product.counted_at, Some(later(130)));
    // A clock that is a little ahead keeps its order; one that is in another year does not shut others out.
    product.edit(&told(8, Some(later(140 + 300))), later(140));
    assert_eq!(product.counted_at, Some(later(440)));
    product.edit(&told(7, Some(later(150 + 31_536_000))), later(150));
    assert_eq!(product.counted_at, Some(later(150)));
}

#[test]
fn ids_elsewhere_come_and_go_one_by_one() {
    let ids = |pairs: &[(&str, Option<&str>)]| {
        pairs.iter().map(|(source, id)| ((*source).to_owned(), id.map(str::to_owned))).collect()
    };
    let mut product = product(None);
    let draft = ProductDraft {
        external_ids: ids(&[("shopify", Some(" 808 ")), ("pos", Some("7"))]),
        ..ProductDraft::default()
    };
    let edit = draft.validate(Currency::IDR).expect("ids are sound");
    assert!(product.edit(&edit, start()) && !product.edit(&edit, start()));
    let edit = ProductEdit { external_ids: ids(&[("pos", None)]), ..ProductEdit::default() };
    assert!(product.edit(&edit, start()));
    assert_eq!(product.external_ids, BTreeMap::from([("shopify".to_owned(), "808".to_owned())]));
    let wrong = |pairs: &[(&str, Option<&str>)]| {
        let draft = ProductDraft { external_ids: ids(pairs), ..ProductDraft::default() };
        draft.validate(Currency::IDR).expect_err("wrong").remove(0)
    };
    assert_eq!(wrong(&[("a b", Some("7"))]).field, "external_ids.a b");
    assert_eq!(wrong(&[("pos", Some(""))]).message, "is required: 1 to 120 characters");
    let many: Vec<String> = (0..11).map(|n| format!("s{n}")).collect();
    let many: Vec<_> = many.iter().map(|source| (source.as_str(), None)).collect();
    assert_eq!(wrong(&many).message, "must name at most 10 systems, names 11");
}

#[test]
fn a_difference_needs_a_count_and_nobody_has_more_than_the_most() {
    assert_eq!(product(None).stock_after(StockChange::By(1)), Err(StockError::Unknown));
    assert_eq!(product(None).stock_after(StockChange::Set(1)), Ok(1));
    assert_eq!(product(Some(2)).stock_after(StockChange::By(-5)), Ok(-3));
    for change in [StockChange::By(i64::MAX), StockChange::By(i64::MIN), StockChange::Set(MAX_STOCK + 1)] {
        assert_eq!(product(Some(2)).stock_after(change), Err(StockError::OutOfRange));
    }
}

proptest! {
    /// However the stock goes up and down, it is told exactly as often as it falls below the mark from not below.
    #[test]
    fn as_many_notices_as_crossings(low_at in 0_i64..20, levels in prop::collection::vec(-5_i64..25, 1..60)) {
        let mut product = Product { low_at, ..product(None) };
        let (mut was_low, mut crossings, mut told) = (false, 0, 0);
        for level in levels {
            let is_low = level < low_at;
            crossings += usize::from(is_low && !was_low);
            was_low = is_low;
            product.stock = Some(level);
            told += usize::from(product.settle(start()));
            prop_assert_eq!(product.low_since.is_some(), product.is_low());
        }
        prop_assert_eq!(told, crossings);
    }

    #[test]
    fn names_of_apps_never_look_like_ours(name in "\\PC{0,120}") {
        if custom::check_name(&name).is_ok() {
            prop_assert!(name.len() <= CustomEvent::MAX_NAME && name.is_ascii());
            prop_assert!(Kind::ALL.into_iter().all(|kind| kind.as_str() != name));
        }
    }
}

#[test]
fn names_that_are_ours_or_no_names_are_refused() {
    for kind in Kind::ALL {
        assert_eq!(
            custom::check_name(kind.as_str()),
            Err(custom::CustomNameError::Ours),
            "{}",
            kind.as_str()
        );
    }
    for name in ["order.mine", "Order_x", "client-x", "pusher_internal.x", "stock", "system.x", "inbox.x"] {
        assert_eq!(custom::check_name(name), Err(custom::CustomNameError::Ours), "{name}");
    }
    for name in ["", "ab", "1st", "a b", "a:b", "käse", &"x".repeat(101)] {
        assert_eq!(custom::check_name(name), Err(custom::CustomNameError::Form), "{name}");
    }
    for name in ["promo.started", "App.Events.Tick", "table-7", "orders", &"x".repeat(100)] {
        assert_eq!(custom::check_name(name), Ok(()), "{name}");
    }
}

#[test]
fn admins_hear_of_everything_and_a_vendor_of_what_is_theirs() {
    let staff = |vendor: Option<&str>| Audience {
        admin: true,
        vendor: vendor.map(|id| (id.to_owned(), View::Full)),
        order: None,
    };
    assert_eq!(audience(&low(), &product(Some(1))), staff(Some(VENDOR)));
    assert_eq!(audience(&low(), &Product { vendor_id: None, ..product(Some(1)) }), staff(None));
    assert_eq!(audience(&Event::UserRegistered, &user()), staff(None));
    assert_eq!(audience(&promo(), &Subject::App), staff(None));
    assert_eq!(audience(&pause(), &vendor()), staff(Some(VENDOR)));
    let Event::Custom(mut event) = promo() else { unreachable!("made above") };
    event.vendor_id = Some("8".into());
    assert_eq!(audience(&Event::Custom(event), &Subject::App), staff(Some("8")));
}

#[test]
fn words_and_forms_of_what_is_no_order() {
    let (flows, system) = (Flows::default(), insider(orderbell_orders::ActorKind::System));
    let told = |event: &Event, subject: &Subject| {
        let words = [Locale::En, Locale::Id]
            .map(|locale| texts::notification(event, subject, &system, flows.first(), locale).to_string());
        let notice = notice(event, subject, flows.first(), View::Full);
        (words, notice.severity.as_str(), notice.sound.as_str(), notice.icon)
    };
    let left = |stock| Subject::from(product(Some(stock)));
    insta::assert_debug_snapshot!([
        told(&low(), &left(4)),
        told(&low(), &left(1)),
        told(&low(), &left(-2)),
        told(&Event::UserRegistered, &user().into()),
        told(&Event::UserRegistered, &RegisteredUser { email: None, ..user() }.into()),
        told(&promo(), &Subject::App),
        told(&pause(), &vendor().into()),
        told(&by_hand(), &vendor().into()),
        told(&Event::VendorResumed, &vendor().into()),
    ]);
    insta::assert_json_snapshot!(json!({
        "events": [low(), Event::UserRegistered, promo(), pause(), by_hand(), Event::VendorResumed],
        "vendor": vendor(),
        "product": product(Some(4)),
        "user": user(),
    }));
}
