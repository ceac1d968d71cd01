//! A made-up shop: its people, a draft that is in order, and an order that is driven by commands.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use orderbell_orders::{
    Action, Actor, ActorKind, CaseKind, CaseReport, CaseState, Command, Currency, Details, Draft, DraftItem,
    Event, Flow, Flows, Locale, MoneyInput, NewOrder, Order, OrderId, PaymentReport, PaymentSource,
    PaymentState, Refusal, ShipmentState, Status, Timer, apply, decide,
};
use uuid::Uuid;

/// The vendor that all orders here are for.
pub(crate) const VENDOR: &str = "7";
/// The account of the customer.
pub(crate) const CUSTOMER: &str = "u_1";

/// When everything begins.
pub(crate) fn start() -> Timestamp {
    "2026-11-21T03:04:05.678Z".parse().expect("a constant time")
}

pub(crate) fn later(seconds: i64) -> Timestamp {
    start() + SignedDuration::from_secs(seconds)
}

pub(crate) fn flow(name: &str) -> Flow {
    Flows::default().get(name).expect("a default flow").clone()
}

pub(crate) fn actor(kind: ActorKind, id: &str, name: &str, vendor_id: Option<&str>) -> Actor {
    Actor { kind, id: Some(id.into()), name: Some(name.into()), vendor_id: vendor_id.map(Into::into) }
}

/// Somebody of that role who has this order in their scope.
pub(crate) fn insider(kind: ActorKind) -> Actor {
    match kind {
        ActorKind::Customer => actor(kind, CUSTOMER, "Budi", None),
        ActorKind::Cashier => actor(kind, "u_8", "Sari", Some(VENDOR)),
        ActorKind::Vendor => actor(kind, "u_9", "Dewi", Some(VENDOR)),
        ActorKind::Admin => actor(kind, "u_2", "Agus", None),
        ActorKind::System => Actor::system(),
        ActorKind::Api => Actor::api(Some("checkout".into())),
    }
}

/// Everybody who has nothing to do with this order.
pub(crate) fn outsiders() -> Vec<Actor> {
    let nobody = |kind| Actor { kind, id: None, name: None, vendor_id: None };
    vec![
        actor(ActorKind::Vendor, "u_30", "Rina", Some("8")),
        actor(ActorKind::Cashier, "u_31", "Joko", Some("8")),
        actor(ActorKind::Customer, "u_32", "Eka", None),
        actor(ActorKind::Api, "k_9", "partner", Some("8")),
        nobody(ActorKind::Vendor),
        nobody(ActorKind::Cashier),
        nobody(ActorKind::Customer),
    ]
}

pub(crate) fn item(name: &str, qty: i64, price: &str) -> DraftItem {
    DraftItem {
        name: Some(name.into()),
        qty: Some(qty),
        unit_price: Some(MoneyInput::Major(price.into())),
        ..DraftItem::default()
    }
}

/// Two lines, Rp 150.000 in all, to be paid first.
pub(crate) fn draft(flow: &str) -> Draft {
    Draft {
        vendor_id: Some(VENDOR.into()),
        flow: Some(flow.into()),
        customer_name: Some("Budi".into()),
        customer_user_id: Some(CUSTOMER.into()),
        items: vec![item("Nasi goreng", 2, "50000"), item("Es teh", 5, "10000")],
        note: Some("staff: knows the owner".into()),
        ..Draft::default()
    }
}

pub(crate) fn checked(draft: Draft) -> NewOrder {
    draft.validate(&Flows::default(), Currency::IDR).expect("the draft is in order")
}

pub(crate) fn create(draft: Draft) -> Command {
    Command::Create {
        id: OrderId(Uuid::from_u128(0x0193_8f6c_7d2a_7000_8000_0000_0000_0001)),
        code: "ORD-261121-7K3Q".parse().expect("a constant code"),
        order: Box::new(checked(draft)),
    }
}

/// The plainest command of each action that is about an existing order.
pub(crate) fn plain(action: Action) -> Option<Command> {
    Some(match action {
        Action::Create => return None,
        Action::Acknowledge => Command::Acknowledge,
        Action::Accept => Command::Accept { eta: None },
        Action::Decline => Command::Decline { reason: Some("sold out".into()) },
        Action::Start => Command::Start,
        Action::Ready => Command::Ready,
        Action::Ship => Command::Ship { courier: Some("JNE".into()), tracking_no: None, replace: false },
        Action::Complete => Command::Complete,
        Action::Cancel => Command::Cancel { reason: None },
        Action::Expire => Command::Expire,
        Action::MarkPaid => Command::MarkPaid { method: Some("cash".into()), receipt: None, amount: None },
        Action::Reopen => Command::Reopen,
        Action::ReportPayment => report(PaymentState::Paid),
        Action::OpenCase => Command::OpenCase(Box::new(refund(None))),
        Action::MoveCase => Command::MoveCase { code: "ORD-261121-7K3Q-R1".into(), to: CaseState::Approved },
        Action::UpdateShipment => Command::UpdateShipment {
            courier: None,
            tracking_no: None,
            state: ShipmentState::InTransit,
            text: None,
        },
        Action::Lapse => return None,
        Action::Amend => {
            let details = Details::of(&Story::begin(draft("shop")).order);
            Command::Amend(Box::new(Details { note: Some("ring the bell".into()), ..details }))
        }
        Action::Follow => Command::Follow { to: Status::Preparing, newer: false, reason: None },
    })
}

/// A timer that runs out, in Jakarta.
pub(crate) fn lapse(timer: Timer) -> Command {
    let zone = TimeZone::get("Asia/Jakarta").expect("is known everywhere");
    Command::Lapse { timer, zone, locale: Locale::Id }
}

/// What the gateway says about the whole amount of the draft, as its first payment.
pub(crate) fn report(state: PaymentState) -> Command {
    Command::ReportPayment(Box::new(PaymentReport {
        provider: "midtrans".into(),
        reference: "ORD-261121-7K3Q-1".into(),
        transaction: Some("t-1".into()),
        method: Some("QRIS".into()),
        state,
        amount: None,
        source: PaymentSource::Webhook,
    }))
}

pub(crate) fn refund(reference: Option<&str>) -> CaseReport {
    CaseReport {
        kind: CaseKind::Refund,
        reference: reference.map(Into::into),
        amount: None,
        cumulative: false,
        reason: None,
        state: None,
        due_at: None,
    }
}

/// An order with everything that happened to it.
#[derive(Debug, Clone)]
pub(crate) struct Story {
    pub(crate) flow: Flow,
    pub(crate) order: Order,
    pub(crate) log: Vec<(Event, Actor, Timestamp)>,
}

impl Story {
    /// Begins with `draft`, placed by the app's backend.
    pub(crate) fn begin(draft: Draft) -> Self {
        let flow = flow(draft.flow.as_deref().unwrap_or("shop"));
        let (command, maker) = (create(draft), insider(ActorKind::Api));
        let mut events = decide(None, &command, &maker, &flow, start()).expect("the app may create orders");
        assert_eq!(events.len(), 1);
        let event = events.remove(0);
        let order = apply(None, &event, &maker, start());
        Self { flow, order, log: vec![(event, maker, start())] }
    }

    /// An order that was paid first and has then been brought to `status` by an admin.
    pub(crate) fn at(flow: &str, status: Status) -> Self {
        let mut story = Self::begin(draft(flow));
        let admin = insider(ActorKind::Admin);
        let path: &[Action] = match status {
            Status::PendingPayment => &[],
            Status::Placed => &[Action::MarkPaid],
            Status::Accepted => &[Action::MarkPaid, Action::Accept],
            Status::Preparing => &[Action::MarkPaid, Action::Start],
            Status::Ready => &[Action::MarkPaid, Action::Ready],
            Status::Shipped => &[Action::MarkPaid, Action::Ship],
            Status::Completed => &[Action::MarkPaid, Action::Accept, Action::Complete],
            Status::Expired => &[Action::Expire],
            Status::Declined => &[Action::MarkPaid, Action::Decline],
            Status::Cancelled => &[Action::Cancel],
        };
        for action in path {
            let command = plain(*action).expect("no path creates a second order");
            story.tell(&command, &admin, later(1)).expect("an admin may walk the line");
        }
        assert_eq!(story.order.status, status);
        story
    }

    /// What would happen.
    pub(crate) fn ask(&self, command: &Command, actor: &Actor, at: Timestamp) -> Result<Vec<Event>, Refusal> {
        decide(Some(&self.order), command, actor, &self.flow, at)
    }

    /// Makes it happen.
    pub(crate) fn tell(
        &mut self,
        command: &Command,
        actor: &Actor,
        at: Timestamp,
    ) -> Result<Vec<Event>, Refusal> {
        let events = self.ask(command, actor, at)?;
        for event in &events {
            self.order = apply(Some(self.order.clone()), event, actor, at);
            self.log.push((event.clone(), actor.clone(), at));
        }
        Ok(events)
    }
}

/// The order that a checked draft becomes.
pub(crate) fn creation_of(new: NewOrder) -> Order {
    let command = Command::Create {
        id: OrderId(Uuid::from_u128(1)),
        code: "ORD-261121-7K3Q".parse().expect("a constant code"),
        order: Box::new(new),
    };
    let mut events =
        decide(None, &command, &insider(ActorKind::Api), &flow("shop"), start()).expect("may create");
    match events.remove(0) {
        Event::OrderCreated { order } => *order,
        other => panic!("creation gave {}", other.name()),
    }
}
