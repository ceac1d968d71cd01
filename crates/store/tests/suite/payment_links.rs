use jiff::{SignedDuration, Timestamp};
use orderbell_orders::{
    Actor, Command, Currency, Draft, Money, Order, OrderRef, PaymentReport, PaymentSource, PaymentState,
    Status,
};
use orderbell_store::{AppId, LinkPage, LinkRefused, LinkWish, PaymentLink, Store, Wished};

use super::{act, admin, app, customer, draft, later, place, start, vendor};

fn unpaid() -> Draft {
    Draft { paid: false, code: Some("ORD-1".into()), vendor_id: Some("7".into()), ..draft("Budi") }
}

fn asked_by(actor: Option<Actor>) -> LinkWish {
    LinkWish {
        provider: "midtrans".into(),
        actor,
        life: SignedDuration::from_hours(24 * 7),
        instead_of: None,
        despite: Vec::new(),
    }
}

async fn wish(store: &Store, app: AppId, order: &Order, at: Timestamp) -> Wished {
    let wish = asked_by(Some(admin("Adi")));
    store.wish_payment_link(app, &OrderRef::Id(order.id), wish, at).await.unwrap()
}

async fn reserved(store: &Store, app: AppId, order: &Order, at: Timestamp) -> (PaymentLink, Order) {
    match wish(store, app, order, at).await {
        Wished::Reserved { link, order, .. } => (link, *order),
        other => panic!("{other:?}"),
    }
}

async fn open(store: &Store, app: AppId, reference: &str) -> bool {
    let page = LinkPage { url: format!("https://pay.example.com/{reference}"), token: "t".into() };
    store.open_payment_link(app, "midtrans", reference, page).await.unwrap()
}

async fn report(store: &Store, app: AppId, order: &Order, reference: &str, state: PaymentState) {
    tell(store, app, order, reference, state, None).await;
}

async fn report_part(store: &Store, app: AppId, order: &Order, reference: &str, part: Money) {
    tell(store, app, order, reference, PaymentState::Paid, Some(part)).await;
}

async fn tell(
    store: &Store,
    app: AppId,
    order: &Order,
    reference: &str,
    state: PaymentState,
    amount: Option<Money>,
) {
    let report = PaymentReport {
        provider: "midtrans".into(),
        reference: reference.into(),
        transaction: None,
        method: None,
        state,
        amount,
        source: PaymentSource::Webhook,
    };
    let command = Command::ReportPayment(Box::new(report));
    act(store, app, order, command, Actor::system(), later(30)).await.unwrap();
}

pub(crate) async fn what_was_asked_for_is_a_pending_payment(store: Store) {
    let app = app(&store, "a").await.id;
    let order = place(&store, app, unpaid(), start()).await.order;
    let (link, order) = reserved(&store, app, &order, later(1)).await;
    assert_eq!((&*link.reference, link.amount, &link.page), ("ORD-1-1", order.total, &None));
    assert_eq!(Some(link.expires_at), order.expires_at, "the clock trap: it ends with the order");
    let payment = order.payment("midtrans", "ORD-1-1", None).unwrap();
    assert_eq!((payment.state, payment.amount), (PaymentState::Pending, order.total));
    assert_eq!(order.status, Status::PendingPayment);
}

pub(crate) async fn a_reference_without_a_page_is_taken_up_again(store: Store) {
    let app = app(&store, "a").await.id;
    let order = place(&store, app, unpaid(), start()).await.order;
    let (first, _) = reserved(&store, app, &order, later(1)).await;
    let (again, order) = reserved(&store, app, &order, later(2)).await;
    assert_eq!(first, again);
    assert_eq!(order.payments.len(), 1);
}

pub(crate) async fn a_link_is_given_again_while_it_can_be_used(store: Store) {
    let app = app(&store, "a").await.id;
    let order = place(&store, app, unpaid(), start()).await.order;
    let (link, _) = reserved(&store, app, &order, later(1)).await;
    assert!(open(&store, app, &link.reference).await);
    assert!(!open(&store, app, &link.reference).await, "a page is noted once");
    let Wished::Open(open_link) = wish(&store, app, &order, later(2)).await else { panic!("it is open") };
    assert_eq!(open_link.page.unwrap().url, "https://pay.example.com/ORD-1-1");
    report(&store, app, &order, &link.reference, PaymentState::Expired).await;
    let (next, _) = reserved(&store, app, &order, later(31)).await;
    assert_eq!(next.reference, "ORD-1-2");
}

pub(crate) async fn a_page_for_another_amount_is_ended_first(store: Store) {
    let app = app(&store, "a").await.id;
    let order = place(&store, app, unpaid(), start()).await.order;
    let (link, _) = reserved(&store, app, &order, later(1)).await;
    assert!(open(&store, app, &link.reference).await);
    let part = Money::new(1_000_000, Currency::IDR).unwrap();
    report_part(&store, app, &order, "CASH-1", part).await;
    let Wished::Outdated(old) = wish(&store, app, &order, later(31)).await else { panic!("less is due") };
    assert_eq!(old.reference, link.reference);
    let despite = LinkWish { despite: vec![old.reference], ..asked_by(None) };
    let wished = store.wish_payment_link(app, &OrderRef::Id(order.id), despite, later(32)).await.unwrap();
    let Wished::Reserved { link, order } = wished else { panic!("{wished:?}") };
    assert_eq!((&*link.reference, link.amount), ("ORD-1-2", order.total - part.minor()));
}

pub(crate) async fn a_lost_reference_is_never_used_again(store: Store) {
    let app = app(&store, "a").await.id;
    let order = place(&store, app, unpaid(), start()).await.order;
    let (link, _) = reserved(&store, app, &order, later(1)).await;
    let next = LinkWish { instead_of: Some(link.reference.clone()), ..asked_by(None) };
    let wished = store.wish_payment_link(app, &OrderRef::Id(order.id), next, later(2)).await.unwrap();
    let Wished::Reserved { link: next, order, .. } = wished else { panic!("{wished:?}") };
    assert_eq!(next.reference, "ORD-1-2");
    assert_eq!(order.payment("midtrans", &link.reference, None).unwrap().state, PaymentState::Cancelled);
    assert!(!open(&store, app, &link.reference).await);
    // Somebody else's payment may have the next number.
    report(&store, app, &order, "ORD-1-2", PaymentState::Failed).await;
    report(&store, app, &order, "ORD-1-3", PaymentState::Failed).await;
    assert_eq!(reserved(&store, app, &order, later(40)).await.0.reference, "ORD-1-4");
}

pub(crate) async fn there_is_no_link_where_nothing_can_be_paid(store: Store) {
    let app = app(&store, "a").await.id;
    let refused = async |order: &Order, at| match wish(&store, app, order, at).await {
        Wished::Refused(refused) => refused,
        other => panic!("{other:?}"),
    };
    let paid = place(&store, app, draft("Budi"), start()).await.order;
    assert!(matches!(refused(&paid, later(1)).await, LinkRefused::Paid { .. }));
    let order = place(&store, app, unpaid(), start()).await.order;
    let end = order.expires_at.unwrap();
    assert!(matches!(refused(&order, end).await, LinkRefused::Closed { .. }));
    report(&store, app, &order, "X-1", PaymentState::Review).await;
    assert!(matches!(refused(&order, later(31)).await, LinkRefused::Review { .. }));
    report(&store, app, &order, "X-1", PaymentState::Failed).await;
    let cancelled = Command::Cancel { reason: None };
    act(&store, app, &order, cancelled, admin("Adi"), later(32)).await.unwrap();
    assert!(matches!(refused(&order, later(33)).await, LinkRefused::Closed { .. }));
    let later_paid = Draft { pay_later: true, code: None, ..unpaid() };
    let later_paid = place(&store, app, later_paid, start()).await.order;
    let (link, _) = reserved(&store, app, &later_paid, later(1)).await;
    assert_eq!(link.expires_at, later(1) + SignedDuration::from_hours(24 * 7));
}

pub(crate) async fn only_those_in_scope_get_a_link(store: Store) {
    let (app, other) = (app(&store, "a").await.id, app(&store, "b").await.id);
    let order = place(&store, app, unpaid(), start()).await.order;
    let id = OrderRef::Id(order.id);
    for outsider in [vendor("8"), customer("u_9")] {
        let wished = store.wish_payment_link(app, &id, asked_by(Some(outsider)), later(1)).await.unwrap();
        assert!(matches!(wished, Wished::Refused(LinkRefused::Act(_))), "{wished:?}");
    }
    let wished = store.wish_payment_link(other, &id, asked_by(Some(admin("Eve"))), later(1)).await.unwrap();
    assert!(matches!(wished, Wished::Refused(LinkRefused::Act(_))));
    for insider in [Some(vendor("7")), None] {
        let wished = store.wish_payment_link(app, &id, asked_by(insider), later(1)).await.unwrap();
        assert!(matches!(wished, Wished::Reserved { .. }), "{wished:?}");
    }
}
