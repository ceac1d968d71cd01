//! The client against the stand-in, which shares no code with it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use orderbell_delivery::{Client, EndpointRules, Failure, Guard, Settings};
use orderbell_gateway::{
    Account, Checkout, Environment, GatewayError, Midtrans, NotPayable,
    midtrans::{ChargeKind, Ended, Found, Page},
};
use orderbell_orders::{
    Actor, ActorKind, Command, Currency, Draft, DraftItem, Event, Flows, Money, MoneyInput, Order, OrderId,
    PaymentState, decide,
};
use orderbell_testkit::MidtransStandIn;
use serde_json::{Value, json};
use uuid::Uuid;

const KEY: &str = "SB-Mid-server-TESTKEY0001";
const REFERENCE: &str = "ORD-261121-7K3Q-1";

struct Scene {
    stand_in: MidtransStandIn,
    midtrans: Midtrans,
    account: Account,
}

impl Scene {
    fn new() -> Self {
        let stand_in = MidtransStandIn::start(KEY);
        let guard = Guard::new(vec!["127.0.0.0/8".parse().unwrap()]);
        let timeout = Duration::from_millis(500);
        let client = Client::new(&Settings { guard: guard.clone(), timeout, user_agent: "test".into() });
        let rules = EndpointRules { guard, allow_http: false, ports: vec![443] };
        let account = Account {
            environment: Environment::Sandbox,
            base_url: Some(stand_in.url()),
            server_key: KEY.into(),
        };
        Self { stand_in, midtrans: Midtrans::new(client.unwrap(), rules), account }
    }

    async fn open(&self, reference: &str) -> Result<Page, GatewayError> {
        let checkout = checkout(&order(|_| {}), reference);
        self.midtrans.open_page(&self.account, &checkout, Timestamp::now()).await
    }

    async fn state(&self, reference: &str) -> Option<PaymentState> {
        match self.midtrans.status(&self.account, reference).await.unwrap() {
            Found::Known(transaction) => transaction.payment_state(),
            Found::NotYet => panic!("{reference} is not known"),
        }
    }

    fn act(&self, what: &str) {
        self.stand_in.act(REFERENCE, what, &Value::Null);
    }
}

fn item(name: &str, qty: i64, price: &str) -> DraftItem {
    let unit_price = Some(MoneyInput::Major(price.into()));
    DraftItem { name: Some(name.into()), qty: Some(qty), unit_price, ..DraftItem::default() }
}

fn order(change: impl FnOnce(&mut Draft)) -> Order {
    let mut draft = Draft {
        customer_name: Some("Budi".into()),
        customer_email: Some("budi@example.com".into()),
        items: vec![item("Nasi goreng", 2, "50000"), item("Es teh | manis", 5, "10000")],
        ..Draft::default()
    };
    change(&mut draft);
    let flows = Flows::default();
    let new = draft.validate(&flows, Currency::IDR).unwrap();
    let id = OrderId(Uuid::from_u128(1));
    let command = Command::Create { id, code: "ORD-261121-7K3Q".parse().unwrap(), order: Box::new(new) };
    let actor = Actor { kind: ActorKind::Api, id: None, name: None, vendor_id: None };
    match decide(None, &command, &actor, flows.first(), Timestamp::now()).unwrap().remove(0) {
        Event::OrderCreated { order } => *order,
        other => panic!("{}", other.name()),
    }
}

fn checkout(order: &Order, reference: &str) -> Checkout {
    Checkout::of(order, reference.into(), Timestamp::now() + SignedDuration::from_hours(24)).unwrap()
}

#[tokio::test]
async fn a_page_is_opened_with_lines_that_add_up_and_a_time_to_pay_that_ends_with_the_order() {
    let scene = Scene::new();
    let order = order(|draft| {
        draft.shipping = Some(MoneyInput::Major("12000".into()));
        draft.discount = Some(MoneyInput::Major("7000".into()));
    });
    let expires_at: Timestamp = "2099-11-22T03:04:05.678Z".parse().unwrap();
    let checkout = Checkout::of(&order, REFERENCE.into(), expires_at).unwrap();
    let now: Timestamp = "2099-11-21T03:04:20Z".parse().unwrap();
    let page = scene.midtrans.open_page(&scene.account, &checkout, now).await.unwrap();
    assert!(page.url.starts_with(&scene.stand_in.url()) && page.url.ends_with(&page.token));
    let sent = scene.stand_in.received()[0].json();
    assert_eq!(sent["transaction_details"], json!({ "order_id": REFERENCE, "gross_amount": 155_000 }));
    assert_eq!(
        sent["item_details"],
        json!([
            { "id": "1", "name": "Nasi goreng", "price": 50_000, "quantity": 2 },
            { "id": "2", "name": "Es teh / manis", "price": 10_000, "quantity": 5 },
            { "id": "3", "name": "Shipping", "price": 12_000, "quantity": 1 },
            { "id": "4", "name": "Discount", "price": -7_000, "quantity": 1 }
        ])
    );
    assert_eq!(sent["customer_details"], json!({ "first_name": "Budi", "email": "budi@example.com" }));
    let expiry = json!({ "start_time": "2099-11-21 10:04:05 +0700", "unit": "minutes", "duration": 1440 });
    assert_eq!(sent["expiry"], expiry);
}

#[test]
fn what_cannot_be_told_line_by_line_is_told_as_one_line() {
    let thirds = order(|draft| draft.items = vec![item("Gula", 3, "333.50"), item("Teh", 1, "0.50")]);
    assert_eq!(thirds.total, 100_100);
    let lines = checkout(&thirds, REFERENCE).lines;
    assert_eq!((lines.len(), lines[0].price, &*lines[0].name), (1, 1_001, "Order ORD-261121-7K3Q"));
    let many = order(|draft| draft.items = vec![item("Gula", 1, "100"); 150]);
    assert_eq!((checkout(&many, REFERENCE).lines.len(), checkout(&many, REFERENCE).amount), (1, 15_000));
    let half = order(|draft| draft.items = vec![item("Gula", 1, "0.50")]);
    let refused = |order: &Order| Checkout::of(order, REFERENCE.into(), Timestamp::now()).unwrap_err();
    assert_eq!(refused(&half), NotPayable::Fraction);
    let dollars = order(|draft| draft.currency = Some("USD".into()));
    assert!(matches!(refused(&dollars), NotPayable::Currency(_)));
    assert_eq!(refused(&order(|draft| draft.paid = true)), NotPayable::Nothing);
}

#[tokio::test]
async fn a_reference_is_good_once_whichever_way_it_was_used() {
    let scene = Scene::new();
    scene.open(REFERENCE).await.unwrap();
    assert!(matches!(scene.open(REFERENCE).await, Err(GatewayError::Taken)));
    let checkout = checkout(&order(|_| {}), REFERENCE);
    let charged = scene.midtrans.charge(&scene.account, &checkout, ChargeKind::Qris, Timestamp::now()).await;
    assert!(matches!(charged, Err(GatewayError::Taken)), "{charged:?}");
}

#[tokio::test]
async fn a_page_on_which_nobody_has_chosen_is_not_yet_a_payment() {
    let scene = Scene::new();
    scene.open(REFERENCE).await.unwrap();
    assert_eq!(scene.midtrans.status(&scene.account, REFERENCE).await.unwrap(), Found::NotYet);
    assert_eq!(scene.midtrans.expire(&scene.account, REFERENCE).await.unwrap(), Ended::NotYet);
    scene.stand_in.choose(REFERENCE, "qris");
    assert_eq!(scene.state(REFERENCE).await, Some(PaymentState::Pending));
}

#[tokio::test]
async fn every_status_is_understood() {
    for (method, happens, expected) in [
        ("bca_va", &["settle"][..], PaymentState::Paid),
        ("credit_card", &["settle"], PaymentState::Paid),
        ("credit_card", &["settle", "settle"], PaymentState::Paid),
        ("credit_card", &["challenge"], PaymentState::Review),
        ("credit_card", &["authorize"], PaymentState::Review),
        ("permata_va", &["settle", "deny"], PaymentState::Failed),
        ("echannel", &["cancel"], PaymentState::Cancelled),
        ("indomaret", &["expire"], PaymentState::Expired),
        ("gopay", &["fail"], PaymentState::Failed),
    ] {
        let scene = Scene::new();
        scene.open(REFERENCE).await.unwrap();
        scene.stand_in.choose(REFERENCE, method);
        for what in happens {
            scene.act(what);
        }
        assert_eq!(scene.state(REFERENCE).await, Some(expected), "{method} {happens:?}");
    }
}

#[tokio::test]
async fn a_charge_is_a_transaction_from_the_beginning_and_has_a_name_for_people() {
    for (kind, method) in [
        (ChargeKind::BcaVa, "BCA virtual account"),
        (ChargeKind::PermataVa, "Permata virtual account"),
        (ChargeKind::MandiriBill, "Mandiri bill payment"),
        (ChargeKind::Qris, "QRIS (gopay)"),
        (ChargeKind::Gopay, "GoPay"),
        (ChargeKind::Indomaret, "Indomaret"),
    ] {
        let scene = Scene::new();
        let checkout = checkout(&order(|_| {}), REFERENCE);
        let charged = scene.midtrans.charge(&scene.account, &checkout, kind, Timestamp::now()).await.unwrap();
        assert_eq!(charged.method().as_deref(), Some(method));
        assert_eq!(charged.payment_state(), Some(PaymentState::Pending));
        let Found::Known(found) =
            scene.midtrans.status(&scene.account, &charged.transaction_id).await.unwrap()
        else {
            panic!("Midtrans' own id names it too")
        };
        assert_eq!(found.reference, REFERENCE);
        found.verify(KEY).unwrap();
    }
}

#[tokio::test]
async fn a_payment_that_waits_can_be_ended_and_one_that_came_in_cannot() {
    let scene = Scene::new();
    scene.open(REFERENCE).await.unwrap();
    scene.stand_in.choose(REFERENCE, "bca_va");
    for _ in 0..2 {
        let Ended::Done(transaction) = scene.midtrans.expire(&scene.account, REFERENCE).await.unwrap() else {
            panic!("it waited")
        };
        assert_eq!(transaction.payment_state(), Some(PaymentState::Expired));
    }
    // Money that was on its way.
    scene.act("settle");
    assert_eq!(scene.midtrans.expire(&scene.account, REFERENCE).await.unwrap(), Ended::TooLate);
    assert_eq!(scene.midtrans.cancel(&scene.account, REFERENCE).await.unwrap(), Ended::TooLate);
    assert_eq!(scene.state(REFERENCE).await, Some(PaymentState::Paid));
}

#[tokio::test]
async fn the_key_is_checked_without_touching_anything() {
    let scene = Scene::new();
    scene.midtrans.check(&scene.account).await.unwrap();
    let wrong = Account { server_key: "Mid-server-another".into(), ..scene.account.clone() };
    let refused = scene.midtrans.check(&wrong).await.unwrap_err();
    assert!(matches!(refused, GatewayError::KeyRefused), "{refused:?}");
    let opened =
        scene.midtrans.open_page(&wrong, &checkout(&order(|_| {}), REFERENCE), Timestamp::now()).await;
    assert!(matches!(opened, Err(GatewayError::KeyRefused)));
    assert!(!format!("{wrong:?} {refused} {refused:?}").contains("another"));
    assert!(scene.stand_in.received().iter().all(|request| !request.line.contains("/expire")));
}

#[tokio::test]
async fn trouble_that_passes_is_waited_out_where_asking_twice_is_harmless() {
    let scene = Scene::new();
    for how in ["503", "500", "429", "hang_up"] {
        scene.stand_in.misbehave(2, how);
        assert_eq!(scene.midtrans.status(&scene.account, REFERENCE).await.unwrap(), Found::NotYet, "{how}");
    }
    // Whether a page was opened is unknown when its answer is lost, so it is not asked for again.
    for how in ["503", "hang_up"] {
        let before = scene.stand_in.received().len();
        scene.stand_in.misbehave(1, how);
        let error = scene.open(REFERENCE).await.unwrap_err();
        assert!(error.is_passing(), "{error:?}");
        assert_eq!(scene.stand_in.received().len(), before + 1);
    }
}

#[tokio::test]
async fn trouble_that_stays_is_told() {
    let scene = Scene::new();
    for (how, times) in [("503", 3), ("404", 1), ("garbage", 1), ("stall", 1)] {
        scene.stand_in.misbehave(times, how);
        let error = scene.midtrans.status(&scene.account, REFERENCE).await.unwrap_err();
        assert!(error.is_passing(), "{how}: {error:?}");
        match how {
            "503" => assert!(matches!(error, GatewayError::Failing(503)), "{error:?}"),
            "stall" => assert!(matches!(error, GatewayError::Unreachable(Failure::Timeout(_)))),
            // A proxy's 404 says nothing about a payment.
            _ => assert!(matches!(error, GatewayError::Unusable(_)), "{how}: {error:?}"),
        }
    }
    for reference in ["", "..", "a/b", "a?b", "a b", &"x".repeat(51)] {
        let error = scene.midtrans.status(&scene.account, reference).await.unwrap_err();
        assert!(matches!(error, GatewayError::Reference), "{reference}");
    }
}

#[tokio::test]
async fn g12_an_address_of_ones_own_stays_within_the_rules() {
    let scene = Scene::new();
    for base in ["http://10.0.0.1", "http://8.8.8.8", "ftp://127.0.0.1", "https://u:p@127.0.0.1"] {
        let account = Account { base_url: Some(base.into()), ..scene.account.clone() };
        let error = scene.midtrans.check(&account).await.unwrap_err();
        assert!(matches!(error, GatewayError::Address(_)), "{base}: {error:?}");
        assert!(!error.is_passing());
    }
}

#[tokio::test]
async fn notifications_are_signed_repeated_and_can_be_lost() {
    let scene = Scene::new();
    let shop = orderbell_testkit::Endpoint::start(|number, _| {
        orderbell_testkit::Answer::Status(if number < 3 { 503 } else { 200 })
    });
    scene.stand_in.notify(&shop.url());
    scene.open(REFERENCE).await.unwrap();
    scene.stand_in.lose(1);
    scene.stand_in.choose(REFERENCE, "bca_va");
    scene.act("settle");
    let received = shop.wait_for(4);
    for request in &received {
        let transaction = orderbell_intake::midtrans::Transaction::read(request.body.as_bytes()).unwrap();
        transaction.verify(KEY).unwrap();
        assert_eq!(transaction.payment_state(), Some(PaymentState::Paid));
    }
    assert!(scene.stand_in.notifications()[0].lost);
}

#[tokio::test]
async fn an_answer_says_what_went_back_and_what_is_fought_about() {
    let scene = Scene::new();
    scene.open(REFERENCE).await.unwrap();
    scene.stand_in.choose(REFERENCE, "credit_card");
    let ask = async || match scene.midtrans.status(&scene.account, REFERENCE).await.unwrap() {
        Found::Known(known) => (known.refunded().map(Money::minor), known.is_disputed()),
        Found::NotYet => panic!("it is paid"),
    };
    scene.act("settle");
    scene.act("settle");
    assert_eq!(ask().await, (None, false));
    scene.stand_in.act(REFERENCE, "refund", &json!({ "amount": 50_000 }));
    assert_eq!(ask().await, (Some(5_000_000), false));
    scene.act("partial_chargeback");
    assert_eq!(ask().await, (Some(5_000_000), true));
}
