use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use jiff::{SignedDuration, Timestamp};
use orderbell_delivery::{Client, Settings};
use orderbell_orders::{
    Actor, Command, Currency, Draft, DraftItem, Event, Flows, MoneyInput, Order, OrderRef, PaymentReport,
    PaymentSource, PaymentState, ShipmentState, Status,
};
use orderbell_store::{
    AppId, Conditions, CourierTemplate, CourierWritten, DueTimer, EventsError, JobQuery, JobState, Scope,
    TimerEnd, TimerKind,
};
use orderbell_testkit::{Answer, Endpoint, Http};
use secrecy::ExposeSecret as _;
use serde_json::json;
use tempfile::TempDir;

use super::{Found, parcels::Parcels, retention, worker};
use crate::{
    config::{Config, Sources},
    gateway::{Asking, GatewayAnswer, PaymentGateway, Standing},
    http::AppState,
    server::Server,
};

const HOUR: i64 = 3_600;

/// A gateway that answers what it was told to, and remembers what it was asked.
#[derive(Debug, Default)]
struct StandIn {
    answers: Mutex<VecDeque<GatewayAnswer>>,
    asked: Mutex<Vec<String>>,
}

impl StandIn {
    fn answering(answers: impl IntoIterator<Item = GatewayAnswer>) -> Arc<Self> {
        Arc::new(Self { answers: Mutex::new(answers.into_iter().collect()), asked: Mutex::default() })
    }

    fn answer(&self, question: &str, reference: &str) -> Asking<'_> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.push(format!("{question} {reference}"));
        let answer = self.answers.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        Box::pin(async move { answer.expect("the gateway is asked no more often than expected") })
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl PaymentGateway for StandIn {
    fn status<'a>(&'a self, _: AppId, reference: &'a str) -> Asking<'a> {
        self.answer("status", reference)
    }

    fn expire<'a>(&'a self, _: AppId, reference: &'a str) -> Asking<'a> {
        self.answer("expire", reference)
    }
}

/// A server in whose ledger a test lets time pass. Its own workers see the real clock, by which nothing is due.
struct Shop {
    server: Server,
    parcels: Parcels,
    start: Timestamp,
    _data: TempDir,
}

impl Shop {
    async fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let set = |name: &str, value: &str| (format!("ORDERBELL_{name}"), value.to_owned());
        let sources = Sources {
            file: None,
            listen: Some("127.0.0.1:0".to_owned()),
            data: Some(data.path().to_owned()),
            environment: vec![set("WEBHOOKS__ALLOW_PRIVATE", "127.0.0.0/8")],
        };
        let server = Server::start(Config::load(sources).unwrap(), Vec::new()).await.unwrap();
        let settings = &server.state.config.webhooks;
        let client = Client::new(&Settings {
            guard: settings.rules.guard.clone(),
            timeout: settings.timeout,
            user_agent: "test".into(),
        });
        // The database keeps microseconds.
        let start = Timestamp::from_microsecond(Timestamp::now().as_microsecond()).unwrap();
        Self { server, parcels: Parcels::new(client.unwrap()), start, _data: data }
    }

    fn state(&self) -> &AppState {
        &self.server.state
    }

    fn app(&self) -> AppId {
        self.state().apps.all()[0].record.id
    }

    fn later(&self, seconds: i64) -> Timestamp {
        self.start + SignedDuration::from_secs(seconds)
    }

    async fn place(&self, paid: bool) -> Order {
        let draft = Draft {
            customer_name: Some("Budi".into()),
            flow: Some("shop".into()),
            paid,
            items: vec![DraftItem {
                name: Some("Batik".into()),
                qty: Some(1),
                unit_price: Some(MoneyInput::Major("150000".into())),
                ..DraftItem::default()
            }],
            ..Draft::default()
        };
        let order = draft.validate(&Flows::default(), Currency::IDR).unwrap();
        let placed =
            self.state().store.place_order(self.app(), order, Actor::system(), None, self.start).await;
        placed.unwrap().fresh().unwrap().unwrap().order
    }

    /// An order with a payment that the customer has begun.
    async fn pending(&self) -> Order {
        let order = self.place(false).await;
        self.tell(&order, Command::ReportPayment(Box::new(self.report(&order, PaymentState::Pending)))).await;
        order
    }

    fn report(&self, order: &Order, state: PaymentState) -> PaymentReport {
        PaymentReport {
            provider: "midtrans".into(),
            reference: format!("{}-1", order.code),
            transaction: Some("t-1".into()),
            method: Some("QRIS".into()),
            state,
            amount: None,
            source: PaymentSource::Webhook,
        }
    }

    fn known(&self, order: &Order, state: PaymentState) -> GatewayAnswer {
        let payment = self.report(order, state);
        GatewayAnswer::Known(Box::new(Standing { payment, refunded: None, disputed: false }))
    }

    async fn tell(&self, order: &Order, command: Command) {
        let order = OrderRef::Id(order.id);
        let store = &self.state().store;
        let told =
            store.act(self.app(), &order, command, Actor::system(), Conditions::default(), None, self.start);
        told.await.unwrap().fresh().unwrap().unwrap();
    }

    fn gateway(&self, answers: impl IntoIterator<Item = GatewayAnswer>) -> Arc<StandIn> {
        let gateway = StandIn::answering(answers);
        let shared: Arc<dyn PaymentGateway> = Arc::<StandIn>::clone(&gateway);
        self.state().gateways.add("midtrans", &shared);
        gateway
    }

    /// Deals with the one timer of a kind that is due at a time.
    async fn pass(&self, kind: TimerKind, now: Timestamp) -> (Found, TimerEnd) {
        let begun = self.state().store.begin_timers(kind, 10, now).await.unwrap();
        let [timer] = <[DueTimer; 1]>::try_from(begun).expect("one is due");
        let found = worker::look(self.state(), &self.parcels, &timer, now).await;
        let end = worker::write(self.state(), &timer, &found, now).await.unwrap();
        (found, end)
    }

    async fn order(&self, order: &Order) -> Order {
        let found = self.state().store.order(self.app(), &OrderRef::Id(order.id), Scope::All).await;
        found.unwrap().unwrap().value
    }

    async fn names(&self) -> Vec<&'static str> {
        let events = self.state().store.events_since(self.app(), 0, 100).await.unwrap();
        // Those of the health check's own app are not among them.
        events
            .iter()
            .map(|event| match &event.event {
                Event::OrderCreated { .. } => "created",
                Event::StatusChanged { to, .. } => to.as_str(),
                Event::PaymentUpdated { .. } => "payment",
                Event::PaymentReceived { .. } => "received",
                Event::PaymentRecovered { .. } => "recovered",
                Event::PaymentFailed { late: true, .. } => "late",
                Event::PaymentExpired => "unpaid",
                _ => "other",
            })
            .collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_expires_after_its_gateway_was_asked_and_nobody_can_pay_later() {
    let shop = Shop::open().await;
    let order = shop.pending().await;
    let gateway =
        shop.gateway([shop.known(&order, PaymentState::Pending), shop.known(&order, PaymentState::Expired)]);
    let (_, end) = shop.pass(TimerKind::Expire, shop.later(24 * HOUR + 120)).await;
    assert_eq!(end, TimerEnd::Done);
    let reference = format!("{}-1", order.code);
    assert_eq!(gateway.asked(), [format!("status {reference}"), format!("expire {reference}")]);
    assert_eq!(shop.names().await, ["created", "payment", "unpaid", "expired"]);
    shop.server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_was_paid_without_our_knowing_does_not_expire() {
    for answers in [vec![PaymentState::Paid], vec![PaymentState::Pending, PaymentState::Paid]] {
        let shop = Shop::open().await;
        let order = shop.pending().await;
        shop.gateway(answers.into_iter().map(|state| shop.known(&order, state)));
        let (_, end) = shop.pass(TimerKind::Expire, shop.later(25 * HOUR)).await;
        assert_eq!(end, TimerEnd::Done);
        assert_eq!(shop.order(&order).await.status, Status::Placed);
        assert_eq!(shop.names().await, ["created", "payment", "received", "recovered", "placed"]);
        shop.server.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gateway_that_is_down_holds_an_expiry_up_for_an_hour() {
    let shop = Shop::open().await;
    let order = shop.pending().await;
    let down = || GatewayAnswer::Unavailable("no answer".into());
    shop.gateway((0..20).map(|_| down()));
    let overdue = shop.later(24 * HOUR + 120);
    let mut now = overdue;
    let mut times = 0;
    loop {
        let (found, _) = shop.pass(TimerKind::Expire, now).await;
        let Found::NotNow { until, error } = found else { break };
        assert!(error.contains("midtrans") && until > now);
        assert_eq!(shop.order(&order).await.status, Status::PendingPayment);
        now = until;
        times += 1;
    }
    assert_eq!(now, overdue + SignedDuration::from_hours(1));
    assert!((5..10).contains(&times), "{times}");
    assert_eq!(shop.order(&order).await.status, Status::Expired);

    // The money was there after all: it is found, it is critical, and the order is left to people.
    shop.gateway([shop.known(&order, PaymentState::Paid)]);
    let (_, end) = shop.pass(TimerKind::Recover, now + SignedDuration::from_mins(10)).await;
    assert_eq!(end, TimerEnd::Done);
    assert_eq!(shop.order(&order).await.status, Status::Expired);
    assert_eq!(shop.names().await, ["created", "payment", "unpaid", "expired", "late", "recovered"]);
    shop.server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_gateway_an_order_expires_at_once() {
    let shop = Shop::open().await;
    let order = shop.pending().await;
    shop.pass(TimerKind::Expire, shop.later(24 * HOUR + 120)).await;
    assert_eq!(shop.order(&order).await.status, Status::Expired);
    shop.server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stuck_payment_is_found_by_asking_ever_less_often() {
    let shop = Shop::open().await;
    let order = shop.pending().await;
    let answers = [
        GatewayAnswer::NotYet,
        GatewayAnswer::Unavailable("no answer".into()),
        shop.known(&order, PaymentState::Paid),
    ];
    shop.gateway(answers);
    let (_, end) = shop.pass(TimerKind::Recover, shop.later(120)).await;
    assert_eq!(end, TimerEnd::Again(shop.later(300)), "not chosen yet is no failure");
    let (found, _) = shop.pass(TimerKind::Recover, shop.later(300)).await;
    let Found::NotNow { until, .. } = found else { panic!("{found:?}") };
    assert!(until < shop.later(900), "a gateway that is down is asked again sooner");
    shop.pass(TimerKind::Recover, until).await;
    assert_eq!(shop.names().await, ["created", "payment", "received", "recovered", "placed"]);
    let left =
        shop.state().store.jobs(shop.app(), JobQuery { limit: 10, ..JobQuery::default() }).await.unwrap();
    assert!(left.is_empty(), "{left:?}");
    shop.server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_courier_is_asked_with_the_apps_key_until_the_parcel_has_arrived() {
    let shop = Shop::open().await;
    let courier = Endpoint::start(|n, _| {
        let data = match n {
            0 => json!({"status": "ON THE ROAD", "text": "Sleman"}),
            1 => json!({"status": "lost in space"}),
            _ => json!({"status": "Delivered"}),
        };
        Answer::Json(200, json!({"data": data}))
    });
    let template = CourierTemplate {
        name: "JNE".into(),
        url: format!("{}?no={{tracking_no}}", courier.url()),
        headers: vec![("X-Key".into(), "s3cret".into())],
        status_at: "/data/status".into(),
        text_at: "/data/text".into(),
        words: [("on the road".into(), ShipmentState::InTransit)].into(),
        every: SignedDuration::from_mins(30),
        enabled: true,
    };
    let put = shop.state().store.put_courier(shop.app(), None, template, 1, shop.start).await.unwrap();
    assert!(matches!(put, CourierWritten::Yes(_)));
    let order = shop.place(true).await;
    let ship =
        Command::Ship { courier: Some("jne".into()), tracking_no: Some("JT 1".into()), replace: false };
    let admin = Actor { kind: orderbell_orders::ActorKind::Admin, ..Actor::system() };
    let reference = OrderRef::Id(order.id);
    let shipped =
        shop.state().store.act(shop.app(), &reference, ship, admin, Conditions::default(), None, shop.start);
    shipped.await.unwrap().fresh().unwrap().unwrap();

    let (_, end) = shop.pass(TimerKind::Track, shop.later(1_800)).await;
    assert_eq!(end, TimerEnd::Again(shop.later(3_600)));
    let shipment = shop.order(&order).await.shipment.unwrap();
    assert_eq!((shipment.state, shipment.text.as_deref()), (ShipmentState::InTransit, Some("Sleman")));
    let asked = courier.received();
    assert_eq!(asked[0].header("x-key"), Some("s3cret"));
    assert_eq!(asked[0].line, "GET /hook?no=JT%201");

    let (found, _) = shop.pass(TimerKind::Track, shop.later(3_600)).await;
    assert!(matches!(&found, Found::NotNow { error, .. } if error.contains("lost in space")), "{found:?}");
    shop.pass(TimerKind::Track, shop.later(5_400)).await;
    assert_eq!(shop.order(&order).await.status, Status::Completed);
    shop.server.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_old_is_forgotten_and_whoever_asks_for_it_is_told() {
    let shop = Shop::open().await;
    shop.place(true).await;
    let store = &shop.state().store;
    let keep = shop.state().config.retention;
    retention::forget(shop.state(), shop.start + keep.events - SignedDuration::from_secs(60)).await;
    assert_eq!(shop.names().await, ["created"]);
    retention::forget(shop.state(), shop.start + keep.events + SignedDuration::from_secs(60)).await;
    assert!(shop.names().await.is_empty());
    let gone = store.events_after(shop.app(), Scope::All, 0, 10).await;
    assert!(matches!(gone, Err(EventsError::Pruned { oldest: 2 })), "{gone:?}");
    let url = format!("http://{}", shop.server.address());
    let key = shop.state().apps.all()[0].record.current_key().clone();
    let credentials = BASE64_STANDARD.encode(format!("{}:{}", key.info.key, key.secret.expose_secret()));
    let reply = tokio::task::spawn_blocking(move || {
        let http = Http::new(&url).header("Authorization", &format!("Basic {credentials}"));
        http.get("/v1/events?after=0")
    });
    assert_eq!(reply.await.unwrap().status, 410);
    let failed = JobQuery { state: Some(JobState::Failed), limit: 10, ..JobQuery::default() };
    assert!(store.jobs(shop.app(), failed).await.unwrap().is_empty());
    shop.server.stop().await;
}
