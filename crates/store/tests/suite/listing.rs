use std::collections::HashSet;

use orderbell_orders::{Command, Draft, DraftBooking, Order, Phase, Status};
use orderbell_store::{AppId, Cursor, OrderQuery, Scope, Store};

use super::{act, admin, app, draft, every_order, later, place, start};

async fn names(store: &Store, app: AppId, query: OrderQuery) -> Vec<String> {
    let page = store.orders(app, query).await.unwrap().value;
    page.items.into_iter().map(|order| order.customer.name).collect()
}

fn all() -> OrderQuery {
    OrderQuery::new(Scope::All)
}

pub(crate) async fn pages_are_complete_without_repeats(store: Store) {
    let app = app(&store, "warung").await;
    let mut placed = Vec::new();
    // Several orders of one moment, so that pages end in the middle of one.
    for n in 0..47 {
        let mut order = place(&store, app.id, draft(&format!("C{n}")), later(n / 5)).await.order;
        if n % 3 == 0 {
            order =
                act(&store, app.id, &order, Command::Start, admin("Adi"), later(100)).await.unwrap().order;
        }
        if n % 7 == 0 {
            let cancel = Command::Cancel { reason: Some("sold out".into()) };
            order = act(&store, app.id, &order, cancel, admin("Adi"), later(101)).await.unwrap().order;
        }
        placed.push(order);
    }
    let fits = [
        (vec![], None),
        (vec![Status::Placed], None),
        (vec![Status::Preparing, Status::Placed, Status::Placed], None),
        (vec![], Some(Phase::Active)),
        (Status::ALL.to_vec(), None),
    ];
    for (status, phase) in fits {
        for limit in [1, 2, 7, 46, 47, 100] {
            let mut query = OrderQuery { status: status.clone(), phase, limit, ..all() };
            let mut walked: Vec<Order> = Vec::new();
            loop {
                let page = store.orders(app.id, query.clone()).await.unwrap().value;
                assert!(page.items.len() <= limit);
                walked.extend(page.items);
                let Some(next) = page.next else { break };
                // The cursor goes through a URL.
                query.after = Some(next.to_string().parse::<Cursor>().unwrap());
            }
            let mut expected: Vec<_> = placed
                .iter()
                .filter(|order| status.is_empty() || status.contains(&order.status))
                .filter(|order| phase.is_none_or(|phase| order.status.phase() == phase))
                .cloned()
                .collect();
            expected.sort_by_key(|order| std::cmp::Reverse((order.created_at, order.id)));
            assert_eq!(walked, expected, "{status:?} {phase:?} {limit}");
        }
    }
    for wrong in ["", "_", "1_2", "x_00000000000000000000000000000000", "99999999999999999999_0"] {
        assert!(wrong.parse::<Cursor>().is_err(), "{wrong}");
    }
}

pub(crate) async fn pages_hold_while_orders_come_in(store: Store) {
    let app = app(&store, "warung").await;
    for n in 0..10 {
        place(&store, app.id, draft(&format!("old {n}")), later(n)).await;
    }
    let mut query = OrderQuery { limit: 3, ..all() };
    let mut seen = Vec::new();
    loop {
        let page = store.orders(app.id, query.clone()).await.unwrap().value;
        seen.extend(page.items.iter().map(|order| order.customer.name.clone()));
        place(&store, app.id, draft("new"), later(100)).await;
        let Some(next) = page.next else { break };
        query.after = Some(next);
    }
    assert_eq!(seen, (0..10).rev().map(|n| format!("old {n}")).collect::<Vec<_>>());
}

pub(crate) async fn filters_combine(store: Store) {
    let app = app(&store, "mall").await;
    let mut at = 0;
    let mut put = async |name: &str, vendor: &str, customer: Option<&str>, paid| {
        at += 1;
        let draft = Draft {
            vendor_id: Some(vendor.into()),
            customer_user_id: customer.map(str::to_owned),
            paid,
            ..draft(name)
        };
        place(&store, app.id, draft, later(at)).await.order
    };
    let first = put("a1", "a", Some("u1"), true).await;
    put("a2", "a", None, false).await;
    put("b1", "b", Some("u1"), true).await;
    let last = put("a3", "a", Some("u1"), true).await;
    act(&store, app.id, &first, Command::Start, admin("Adi"), later(9)).await.unwrap();
    act(&store, app.id, &last, Command::Acknowledge, admin("Adi"), later(9)).await.unwrap();

    let a = || OrderQuery::new(Scope::Vendor("a".into()));
    let u1 = || OrderQuery::new(Scope::Customer("u1".into()));
    let of = |query: OrderQuery| names(&store, app.id, query);
    assert_eq!(of(all()).await, ["a3", "b1", "a2", "a1"]);
    assert_eq!(of(a()).await, ["a3", "a2", "a1"]);
    assert_eq!(of(u1()).await, ["a3", "b1", "a1"]);
    assert_eq!(of(OrderQuery { phase: Some(Phase::New), ..a() }).await, ["a3"]);
    assert_eq!(of(OrderQuery { status: vec![Status::Preparing], ..a() }).await, ["a1"]);
    assert_eq!(
        of(OrderQuery { status: vec![Status::Preparing, Status::Placed], ..u1() }).await,
        ["a3", "b1", "a1"]
    );
    assert_eq!(of(OrderQuery { status: vec![Status::Placed], ..u1() }).await, ["a3", "b1"]);
    assert!(
        of(OrderQuery { status: vec![Status::Placed], phase: Some(Phase::Done), ..all() }).await.is_empty()
    );
    assert_eq!(of(OrderQuery { q: Some("A".into()), phase: Some(Phase::Unpaid), ..a() }).await, ["a2"]);
    assert_eq!(of(OrderQuery { ringing: true, ..u1() }).await, ["b1"]);
    assert!(of(OrderQuery { ringing: true, ..a() }).await.is_empty());
    assert_eq!(of(OrderQuery { ringing: true, q: Some("b".into()), ..all() }).await, ["b1"]);
    assert_eq!(of(OrderQuery { limit: 0, ..all() }).await, ["a3"], "moved to the nearest limit");
}

pub(crate) async fn ringing_orders_are_found(store: Store) {
    let app = app(&store, "warung").await;
    let restaurant = |name: &str| Draft { flow: Some("restaurant".into()), ..draft(name) };
    let shop = place(&store, app.id, draft("shop"), start()).await.order;
    let kitchen = place(&store, app.id, restaurant("kitchen"), later(1)).await.order;
    place(&store, app.id, Draft { paid: false, ..draft("unpaid") }, later(2)).await;
    let ringing = || OrderQuery { ringing: true, ..all() };
    assert_eq!(names(&store, app.id, ringing()).await, ["kitchen", "shop"]);
    for order in [&shop, &kitchen] {
        act(&store, app.id, order, Command::Acknowledge, admin("Adi"), later(3)).await.unwrap();
    }
    // Where orders have to be accepted, seeing one only silences it for a while.
    assert_eq!(names(&store, app.id, ringing()).await, ["kitchen"]);
    let both = OrderQuery { status: vec![Status::Placed, Status::Accepted], ..ringing() };
    assert_eq!(names(&store, app.id, both).await, ["kitchen"]);
    assert!(names(&store, app.id, OrderQuery { phase: Some(Phase::Active), ..ringing() }).await.is_empty());
    act(&store, app.id, &kitchen, Command::Accept { eta: None }, admin("Adi"), later(4)).await.unwrap();
    assert!(names(&store, app.id, ringing()).await.is_empty());
}

pub(crate) async fn a_search_is_literal_and_ignores_case(store: Store) {
    let app = app(&store, "villa").await;
    let with = |name: &str, phone: &str, ext: Option<&str>, code: Option<&str>| Draft {
        customer_phone: Some(phone.into()),
        ext_id: ext.map(str::to_owned),
        code: code.map(str::to_owned),
        ..draft(name)
    };
    place(&store, app.id, with("\u{c9}milie 100%", "0812-111-222", Some("X_1"), None), start()).await;
    let booked = Draft {
        booking: Some(DraftBooking {
            resource_id: Some("V-9".into()),
            resource_name: Some("Villa Melati".into()),
            check_in: Some("2026-12-24".into()),
            check_out: Some("2026-12-27".into()),
            guests: None,
        }),
        ..with("Budi \\ Ani", "0813-333-444", Some("XY1"), Some("villa-77"))
    };
    place(&store, app.id, booked, later(1)).await;
    let finds = [
        ("\u{e9}MILIE", vec!["\u{c9}milie 100%"]),
        ("100%", vec!["\u{c9}milie 100%"]),
        ("%", vec!["\u{c9}milie 100%"]),
        ("x_1", vec!["\u{c9}milie 100%"]),
        ("_", vec!["\u{c9}milie 100%"]),
        ("\\", vec!["Budi \\ Ani"]),
        ("  melati ", vec!["Budi \\ Ani"]),
        ("v-9", vec!["Budi \\ Ani"]),
        ("VILLA-77", vec!["Budi \\ Ani"]),
        ("081", vec!["Budi \\ Ani", "\u{c9}milie 100%"]),
        ("333-444", vec!["Budi \\ Ani"]),
        ("' OR 1=1 --", vec![]),
        ("   ", vec!["Budi \\ Ani", "\u{c9}milie 100%"]),
    ];
    for (q, expected) in finds {
        assert_eq!(names(&store, app.id, OrderQuery { q: Some(q.into()), ..all() }).await, expected, "{q}");
    }
    let endless = OrderQuery { q: Some("%a".repeat(100_000)), ..all() };
    assert!(names(&store, app.id, endless).await.is_empty());
}

pub(crate) async fn scopes_see_only_their_own(store: Store) {
    let (mall, other) = (app(&store, "mall").await, app(&store, "other").await);
    for (app, n) in [(&mall, 0), (&other, 100)] {
        for (at, (vendor, customer)) in
            [(Some("a"), Some("u1")), (Some("b"), Some("u2")), (Some("a"), Some("u2")), (None, None)]
                .into_iter()
                .enumerate()
        {
            let draft = Draft {
                vendor_id: vendor.map(str::to_owned),
                customer_user_id: customer.map(str::to_owned),
                ..draft(&format!("{}", n + at))
            };
            place(&store, app.id, draft, start()).await;
        }
    }
    let scopes = [
        (Scope::All, vec!["0", "1", "2", "3"]),
        (Scope::Vendor("a".into()), vec!["0", "2"]),
        (Scope::Vendor("b".into()), vec!["1"]),
        (Scope::Vendor(String::new()), vec![]),
        (Scope::Vendor("nobody".into()), vec![]),
        (Scope::Customer("u1".into()), vec!["0"]),
        (Scope::Customer("u2".into()), vec!["1", "2"]),
        (Scope::Customer(String::new()), vec![]),
    ];
    let everything = every_order(&store, mall.id, Scope::All).await;
    for (scope, expected) in scopes {
        let mut seen: Vec<_> =
            every_order(&store, mall.id, scope.clone()).await.into_iter().map(|o| o.customer.name).collect();
        seen.sort();
        assert_eq!(seen, expected, "{scope:?}");
        let stats = store.stats(mall.id, scope.clone()).await.unwrap().value;
        assert_eq!(stats.total, i64::try_from(expected.len()).unwrap(), "{scope:?}");
        let mut one_by_one = HashSet::new();
        for order in &everything {
            if let Some(read) = store.order(mall.id, &order.id.into(), scope.clone()).await.unwrap() {
                one_by_one.insert(read.value.customer.name);
            }
        }
        assert_eq!(one_by_one.len(), expected.len(), "{scope:?}");
        let events = store.events_after(mall.id, scope.clone(), 0, 100).await.unwrap().value.events;
        assert!(events.iter().all(|event| expected.contains(&event.order().unwrap().customer.name.as_str())));
        assert_eq!(events.len(), expected.len(), "{scope:?}");
    }
}
