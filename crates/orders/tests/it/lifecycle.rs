//! No sequence of commands, by anybody, at any time, brings an order into a state that should not exist.

use std::collections::HashSet;

use jiff::{SignedDuration, Timestamp};
use orderbell_orders::{
    Action, Actor, ActorKind, CaseKind, CaseReport, CaseState, Command, Currency, DeliveryKind, Draft,
    DraftDelivery, Event, Money, MoneyInput, Order, Payment, PaymentReport, PaymentSource, PaymentState,
    Refusal, ShipmentState, Status, Timer, apply, audience, payment::STAFF,
};
use proptest::prelude::*;

use crate::shop::{Story, VENDOR, draft, insider, item, lapse, outsiders, start};

/// One try: who, what, and how long after the one before.
#[derive(Debug, Clone)]
struct Try {
    actor: Actor,
    command: Command,
    pause: i64,
}

fn drafts() -> impl Strategy<Value = Draft> {
    let flow = prop_oneof![Just("shop"), Just("restaurant"), Just("booking")];
    let kind = prop::option::of(prop::sample::select(DeliveryKind::ALL.as_slice()));
    let lines = prop::collection::vec((1..=50_i64, 0..=90_000_u32), 1..4);
    (flow, kind, lines, any::<bool>(), any::<bool>(), 0..=20_000_u32).prop_map(
        |(flow, kind, lines, pay_later, paid, shipping)| Draft {
            items: lines.into_iter().map(|(qty, price)| item("Thing", qty, &price.to_string())).collect(),
            shipping: Some(MoneyInput::Major(shipping.to_string())),
            delivery: kind
                .map(|kind| DraftDelivery { kind: Some(kind.as_str().into()), ..DraftDelivery::default() }),
            pay_later,
            paid: paid && !pay_later,
            ..draft(flow)
        },
    )
}

fn actors() -> impl Strategy<Value = Actor> {
    let inside: Vec<_> = ActorKind::ALL.into_iter().map(insider).collect();
    prop_oneof![
        9 => prop::sample::select(inside),
        1 => prop::sample::select(outsiders()),
    ]
}

fn commands() -> impl Strategy<Value = Command> {
    let words = || prop::option::of(prop_oneof![Just("JNE".to_owned()), "\\PC{0,8}", "[a-z]{0,700}"]);
    let eta = prop::option::of((-3_600..7_200_i64).prop_map(|s| start() + SignedDuration::from_secs(s)));
    let amount = prop::option::of(
        (0..200_000_i64).prop_map(|minor| Money::new(minor, Currency::IDR).expect("a small amount")),
    );
    prop_oneof![
        2 => Just(Command::Acknowledge),
        2 => eta.prop_map(|eta| Command::Accept { eta }),
        1 => words().prop_map(|reason| Command::Decline { reason }),
        2 => Just(Command::Start),
        2 => Just(Command::Ready),
        2 => (words(), words(), any::<bool>())
            .prop_map(|(courier, tracking_no, replace)| Command::Ship { courier, tracking_no, replace }),
        1 => Just(Command::Complete),
        1 => words().prop_map(|reason| Command::Cancel { reason }),
        1 => Just(Command::Expire),
        2 => (words(), words(), amount)
            .prop_map(|(method, receipt, amount)| Command::MarkPaid { method, receipt, amount }),
        1 => Just(Command::Reopen),
        4 => payments(),
        2 => cases(),
        1 => ("[RD][12]", prop::sample::select(CaseState::ALL.as_slice()))
            .prop_map(|(end, to)| Command::MoveCase { code: format!("ORD-261121-7K3Q-{end}"), to }),
        2 => prop::sample::select(Timer::ALL.as_slice()).prop_map(lapse),
        2 => prop::sample::select(ShipmentState::ALL.as_slice()).prop_map(|state| {
            Command::UpdateShipment { courier: None, tracking_no: None, state, text: Some("on the road".into()) }
        }),
    ]
}

/// What a gateway may say: a few payments, all states, right and wrong amounts.
fn payments() -> impl Strategy<Value = Command> {
    let source = prop::sample::select(vec![PaymentSource::Webhook, PaymentSource::Recovery]);
    let amount = prop::option::of(
        (1..20_000_000_i64).prop_map(|minor| Money::new(minor, Currency::IDR).expect("small")),
    );
    (1..4_u8, prop::sample::select(PaymentState::ALL.as_slice()), amount, source).prop_map(
        |(number, state, amount, source)| {
            Command::ReportPayment(Box::new(PaymentReport {
                provider: "midtrans".into(),
                reference: format!("ORD-261121-7K3Q-{number}"),
                transaction: (number % 2 == 0).then(|| format!("t-{number}")),
                method: None,
                state,
                amount,
                source,
            }))
        },
    )
}

fn cases() -> impl Strategy<Value = Command> {
    let state = prop::option::of(prop::sample::select(CaseState::ALL.as_slice()));
    let amount = (1..20_000_000_i64).prop_map(|minor| Money::new(minor, Currency::IDR).expect("small"));
    let report = (prop::sample::select(CaseKind::ALL.as_slice()), state, prop::option::of((1..4_u8, amount)));
    report.prop_map(|(kind, state, known)| {
        Command::OpenCase(Box::new(CaseReport {
            kind,
            // Without a reference a second request for a part cannot be told from a repeat of the first.
            reference: known.map_or_else(
                || (kind == CaseKind::Dispute).then(|| "d-0".to_owned()),
                |(number, _)| Some(format!("g-{number}")),
            ),
            amount: known.map(|(_, amount)| amount),
            cumulative: false,
            reason: None,
            state,
            due_at: None,
        }))
    })
}

fn tries() -> impl Strategy<Value = Vec<Try>> {
    let pause = prop_oneof![Just(0), 1..90_i64, 1..100_000_i64];
    let one = (actors(), commands(), pause);
    prop::collection::vec(one.prop_map(|(actor, command, pause)| Try { actor, command, pause }), 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_sequence_of_commands_breaks_an_order(draft in drafts(), tries in tries()) {
        let mut story = Story::begin(draft);
        let mut now = start();
        holds(&story)?;
        for Try { actor, command, pause } in tries {
            now += SignedDuration::from_secs(pause);
            let before = story.order.clone();
            let outcome = story.tell(&command, &actor, now);
            holds(&story)?;
            follows(&before, &story.order, outcome.as_deref(), now)?;
            // A part of the money without a receipt may well come twice.
            let part = matches!(&command, Command::MarkPaid { amount: Some(_), .. });
            if outcome.is_ok() && !part {
                let again = story.ask(&command, &actor, now);
                prop_assert_eq!(again, Ok(vec![]), "{:?} a second time", command.action());
            }
        }
        replays(&story)?;
    }

    #[test]
    fn outsiders_change_nothing(draft in drafts(), tries in tries()) {
        let mut story = Story::begin(draft);
        for Try { actor, command, .. } in tries {
            for outsider in outsiders() {
                let answer = story.ask(&command, &outsider, start());
                prop_assert_eq!(answer, Err(Refusal::OutOfScope));
            }
            // Whether it succeeds does not matter: the next round meets the order wherever it is then.
            drop(story.tell(&command, &actor, start()));
        }
    }
}

/// What is true of an order at any moment.
fn holds(story: &Story) -> Result<(), TestCaseError> {
    let (order, flow) = (&story.order, &story.flow);
    let waits = order.status == Status::PendingPayment;
    prop_assert_eq!(order.closed_at.is_some(), order.status.is_closed());
    prop_assert_eq!(order.expires_at.is_some(), waits);
    prop_assert!(!waits || order.placed_at.is_none());
    prop_assert!(flow.offers(order.status, order), "{} is no step of {}", order.status, flow.name);

    let lines: i64 = order.items.iter().map(|item| item.total).sum();
    prop_assert!(order.items.iter().all(|item| item.total == i64::from(item.qty) * item.unit_price));
    prop_assert_eq!(order.subtotal, lines);
    prop_assert_eq!(order.total, order.subtotal - order.discount + order.shipping + order.tax);
    prop_assert!(order.paid >= 0 && order.refunded >= 0);
    let paid: i64 =
        order.payments.iter().filter(|one| one.state == PaymentState::Paid).map(|one| one.amount).sum();
    let Event::OrderCreated { order: created } = &story.log[0].0 else { unreachable!("it was created") };
    prop_assert_eq!(order.paid, created.paid + paid, "what has come is what the payments brought");
    let references: HashSet<_> =
        order.payments.iter().map(|payment| (&payment.provider, &payment.reference)).collect();
    prop_assert_eq!(references.len(), order.payments.len());
    let marked = |payment: &Payment| payment.provider == STAFF;
    prop_assert!(order.payments.iter().all(|payment| marked(payment) == payment.by.is_some()));
    let out: i64 = order.cases.iter().filter(|case| case.state.has_paid_out()).map(|case| case.amount).sum();
    prop_assert_eq!(order.refunded, out);

    // R2: nobody works on an order that is neither paid nor to be paid later.
    if order.status.is_after(Status::PendingPayment) || order.status == Status::Declined {
        let reversed = order.payments.iter().any(|payment| payment.reversed);
        prop_assert!(order.paid >= order.total || order.pay_later || reversed);
        prop_assert!(order.placed_at.is_some());
    }

    let rings = order.status == Status::Placed && (order.ack_at.is_none() || flow.needs_accept);
    prop_assert_eq!(order.rings_at(flow).is_some(), rings);
    prop_assert!(!order.needs_ack() || rings);
    prop_assert_eq!(order.ack_at.is_some(), order.ack_by.is_some());
    Ok(())
}

/// What one command may make of an order.
fn follows(
    before: &Order,
    after: &Order,
    outcome: Result<&[Event], &Refusal>,
    now: Timestamp,
) -> Result<(), TestCaseError> {
    let events = outcome.unwrap_or_default();
    if events.is_empty() {
        prop_assert_eq!(before, after);
        return Ok(());
    }
    prop_assert_eq!(after.version, before.version + i64::try_from(events.len()).expect("few"));
    prop_assert_eq!(after.updated_at, now);
    let moves = events.iter().filter(|event| matches!(event, Event::StatusChanged { .. })).count();
    prop_assert_eq!(moves, usize::from(before.status != after.status));
    let reopened = before.status.is_exit() && after.status == Status::Placed;
    prop_assert!(moves == 0 || after.status.is_exit() || reopened || after.status.is_after(before.status));
    prop_assert!(moves == 0 || reopened || !before.status.is_exit(), "only reopening leads back");
    for event in events {
        let audience = audience(event, after);
        prop_assert!(audience.admin);
        prop_assert_eq!(audience.vendor.map(|(id, _)| id), Some(VENDOR.to_owned()));
        prop_assert!(audience.order.is_none_or(|(id, _)| id == after.id));
    }
    Ok(())
}

/// The log as it is stored, read back and applied from the beginning, is the order.
fn replays(story: &Story) -> Result<(), TestCaseError> {
    let mut replayed = None;
    for (event, actor, at) in &story.log {
        let json = serde_json::to_string(&(event, actor)).expect("events are plain data");
        let (event, actor): (Event, Actor) =
            serde_json::from_str(&json).expect("what was written reads back");
        replayed = Some(apply(replayed, &event, &actor, *at));
    }
    prop_assert_eq!(replayed.as_ref(), Some(&story.order));
    let stored = serde_json::to_string(&story.order).expect("orders are plain data");
    let read: Order = serde_json::from_str(&stored).expect("what was written reads back");
    prop_assert_eq!(&read, &story.order);
    Ok(())
}

#[test]
fn every_action_can_succeed_somewhere() {
    let succeeds = |action| {
        Status::ALL.into_iter().any(|status| {
            if matches!(status, Status::PendingPayment) && action == Action::Create {
                return true;
            }
            let Some(command) = crate::shop::plain(action) else { return true };
            let story = Story::at("shop", status);
            story
                .ask(&command, &insider(ActorKind::Admin), start() + SignedDuration::from_hours(1))
                .is_ok_and(|events| !events.is_empty())
        })
    };
    assert!(Action::ALL.into_iter().all(succeeds));
}
