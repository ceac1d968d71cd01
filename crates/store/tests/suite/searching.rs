//! Filters, searches and the order of lists, held to going through all orders one by one.

use jiff::Timestamp;
use orderbell_orders::{
    CaseKind, CaseReport, Command, Draft, DraftBooking, Order, PaymentStatus, Phase, Status,
};
use orderbell_store::{AppId, Cursor, OrderQuery, Scope, Sort, Store};

use super::{act, admin, app, draft, later, place};

/// Enough for one round of the index of searches and a rest that is not in it.
const ORDERS: i64 = 540;

fn all() -> OrderQuery {
    OrderQuery::new(Scope::All)
}

/// All codes of a list, page by page.
async fn listed(store: &Store, app: AppId, query: &OrderQuery) -> Vec<String> {
    let mut query = query.clone();
    let mut codes = Vec::new();
    loop {
        let page = store.orders(app, query.clone()).await.unwrap().value;
        codes.extend(page.items.into_iter().map(|order| order.code.to_string()));
        let Some(next) = page.next else { return codes };
        query.after = Some(next.to_string().parse::<Cursor>().unwrap());
    }
}

async fn many_orders(store: &Store, app: AppId) -> Vec<Order> {
    let mut orders = Vec::new();
    for n in 0..ORDERS {
        let booking = (n % 90 == 7).then(|| DraftBooking {
            resource_id: Some(format!("V-{n}")),
            resource_name: Some("Villa Melati".into()),
            check_in: Some("2026-12-24".into()),
            check_out: Some("2026-12-27".into()),
            guests: None,
        });
        let draft = Draft {
            flow: Some(
                ["shop", "restaurant", "booking"][usize::from(n % 5 == 0) + usize::from(n % 25 == 0)].into(),
            ),
            source: Some(if n % 11 == 0 { "shopify" } else { "web" }.into()),
            ext_id: Some(format!("EXT/{n}")),
            vendor_id: (n % 2 == 0).then(|| (n % 6).to_string()),
            customer_phone: (n % 3 == 0).then(|| format!("+62 812-{:04}-{:03}", 1000 + n, n % 1000)),
            customer_email: (n % 4 == 0).then(|| format!("tamu{n}@example.com")),
            booking,
            paid: n % 7 != 3,
            ..draft(if n % 13 == 0 { "Siti Aminah" } else { "Budi" })
        };
        // Several of one moment.
        let mut order = match draft.flow.as_deref() {
            Some("booking") if draft.booking.is_none() => {
                place(store, app, Draft { flow: Some("shop".into()), ..draft }, later(n / 4)).await.order
            }
            _ => place(store, app, draft, later(n / 4)).await.order,
        };
        if n % 9 == 1 && order.status == Status::Placed {
            order = act(store, app, &order, Command::Start, admin("Adi"), later(1000)).await.unwrap().order;
        }
        if n % 10 == 2 && order.status == Status::Placed {
            order =
                act(store, app, &order, Command::Acknowledge, admin("Adi"), later(1001)).await.unwrap().order;
        }
        if n % 50 == 4 && order.paid > 0 {
            let dispute = CaseReport {
                kind: CaseKind::Dispute,
                reference: None,
                amount: None,
                cumulative: false,
                reason: None,
                state: None,
                due_at: None,
            };
            let open = Command::OpenCase(Box::new(dispute));
            order = act(store, app, &order, open, admin("Adi"), later(1002)).await.unwrap().order;
        }
        orders.push(order);
    }
    orders.sort_by_key(|order| (order.created_at, order.id));
    orders
}

pub(crate) async fn every_filter_is_what_it_says(store: Store) {
    let (app, other) = (app(&store, "mall").await, app(&store, "other").await);
    place(&store, other.id, draft("Siti Aminah"), later(1)).await;
    let orders = many_orders(&store, app.id).await;
    type Fits = Box<dyn Fn(&Order) -> bool>;
    let from: Timestamp = later(30);
    let to: Timestamp = later(90);
    let one = |fits: fn(&Order) -> bool| -> Fits { Box::new(fits) };
    let has = |text: &'static str| -> Fits { Box::new(move |order| searched(order).contains(text)) };
    let cases: Vec<(OrderQuery, Fits)> = vec![
        (all(), one(|_| true)),
        (OrderQuery { source: Some("shopify".into()), ..all() }, one(|order| order.source == "shopify")),
        (OrderQuery { flow: Some("booking".into()), ..all() }, one(|order| order.flow == "booking")),
        (OrderQuery { flow: Some("unknown".into()), ..all() }, one(|_| false)),
        (
            OrderQuery { payment_status: vec![PaymentStatus::Disputed, PaymentStatus::Unpaid], ..all() },
            one(|order| matches!(order.payment_status(), PaymentStatus::Disputed | PaymentStatus::Unpaid)),
        ),
        (OrderQuery { needs_ack: true, ..all() }, one(Order::needs_ack)),
        (
            OrderQuery { needs_ack: true, vendor: Some("4".into()), ..all() },
            one(|order| order.needs_ack() && order.vendor_id.as_deref() == Some("4")),
        ),
        (
            OrderQuery { from: Some(from), to: Some(to), ..all() },
            Box::new(move |order| order.created_at >= from && order.created_at < to),
        ),
        (
            OrderQuery { from: Some(from), vendor: Some("2".into()), phase: Some(Phase::New), ..all() },
            Box::new(move |order| {
                order.created_at >= from
                    && order.vendor_id.as_deref() == Some("2")
                    && order.status == Status::Placed
            }),
        ),
        (
            OrderQuery {
                status: vec![Status::Placed, Status::Preparing],
                source: Some("shopify".into()),
                payment_status: vec![PaymentStatus::Paid],
                ..all()
            },
            one(|order| {
                matches!(order.status, Status::Placed | Status::Preparing)
                    && order.source == "shopify"
                    && order.payment_status() == PaymentStatus::Paid
            }),
        ),
        (
            OrderQuery { vendor: Some("2".into()), ..OrderQuery::new(Scope::Vendor("4".into())) },
            one(|_| false),
        ),
        (OrderQuery { q: Some("siti".into()), ..all() }, has("siti")),
        (OrderQuery { q: Some("villa melati".into()), ..all() }, has("villa melati")),
        (OrderQuery { q: Some("ext/51".into()), ..all() }, has("ext/51")),
        (OrderQuery { q: Some("TAMU12".into()), ..all() }, has("tamu12")),
        (OrderQuery { q: Some("v-".into()), ..all() }, has("v-")),
        (OrderQuery { q: Some("Budi Siti".into()), ..all() }, one(|_| false)),
        (
            OrderQuery { q: Some("siti".into()), source: Some("shopify".into()), ..all() },
            one(|order| order.source == "shopify" && searched(order).contains("siti")),
        ),
        (
            OrderQuery { q: Some("siti".into()), ..OrderQuery::new(Scope::Vendor("0".into())) },
            one(|order| order.vendor_id.as_deref() == Some("0") && searched(order).contains("siti")),
        ),
    ];
    for (query, fits) in cases {
        let mut expected: Vec<_> =
            orders.iter().filter(|order| fits(order)).map(|order| order.code.to_string()).collect();
        for limit in [7, 100] {
            let oldest = OrderQuery { sort: Sort::Oldest, limit, ..query.clone() };
            assert_eq!(listed(&store, app.id, &oldest).await, expected, "{oldest:?}");
        }
        expected.reverse();
        for limit in [7, 100] {
            let newest = OrderQuery { limit, ..query.clone() };
            assert_eq!(listed(&store, app.id, &newest).await, expected, "{newest:?}");
        }
    }
}

pub(crate) async fn a_telephone_number_is_found_however_it_is_written(store: Store) {
    let app = app(&store, "warung").await;
    for (n, phone) in
        ["0812 3456 7890", "+62812-3456-7891", "62 (812) 34567892", "+1 415 555 0123"].into_iter().enumerate()
    {
        let draft = Draft { customer_phone: Some(phone.into()), ..draft(&n.to_string()) };
        place(&store, app.id, draft, later(i64::try_from(n).unwrap())).await;
    }
    for (q, expected) in [
        ("081234567890", vec!["0"]),
        ("+62 812 3456 7891", vec!["1"]),
        ("6281234567892", vec!["2"]),
        ("0812-3456", vec!["2", "1", "0"]),
        ("345678", vec!["2", "1", "0"]),
        ("(415) 555", vec!["3"]),
        ("+1 415-5550123", vec!["3"]),
        ("0813", vec![]),
    ] {
        let page = store.orders(app.id, OrderQuery { q: Some(q.into()), ..all() }).await.unwrap().value;
        let names: Vec<_> = page.items.iter().map(|order| order.customer.name.as_str()).collect();
        assert_eq!(names, expected, "{q}");
    }
}

/// The text that people read or type of an order.
fn searched(order: &Order) -> String {
    let booking = order.booking.as_ref();
    [
        Some(order.code.as_str()),
        order.ext_id.as_deref(),
        Some(order.customer.name.as_str()),
        order.customer.phone.as_deref(),
        order.customer.email.as_deref(),
        booking.map(|booking| booking.resource_name.as_str()),
        booking.and_then(|booking| booking.resource_id.as_deref()),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join("\n")
    .to_lowercase()
}
