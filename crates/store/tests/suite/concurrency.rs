use orderbell_orders::{Command, Draft, OrderRef};
use orderbell_store::{ActResult, Conditions, Idempotency, LogEntry, Scope, Store, WriteError};

use super::{act, admin, app, channel_log, checked, draft, later, place, start, try_place, vendor};

/// 64 writers mix what succeeds with every way of not succeeding; the numbers that they get must be 1, 2, 3 ... in the log.
pub(crate) async fn seq_is_gapless_under_many_writers(store: Store) {
    let apps = [app(&store, "warung").await.id, app(&store, "villa").await.id];
    let writers: Vec<_> = (0..64_u8)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                let app = apps[usize::from(writer % 2)];
                let mut seqs = Vec::new();
                for n in 0..10 {
                    let paid = n % 2 == 0;
                    let placed = place(&store, app, Draft { paid, ..draft("Budi") }, later(n)).await;
                    seqs.extend(placed.events.iter().map(|event| event.seq));
                    let order = placed.order;
                    let pay = Command::MarkPaid { method: None, receipt: None, amount: None };
                    let paid = act(&store, app, &order, pay, admin("Adi"), later(n)).await.unwrap();
                    seqs.extend(paid.events.iter().map(|event| event.seq));
                    let triggered = ["news", "chat"].map(|channel| channel_log::on(channel, "e", "d"));
                    seqs.extend(store.record_channel_events(app, triggered.into(), later(n)).await.unwrap());
                    let declined = Command::Decline { reason: None };
                    act(&store, app, &order, declined, admin("Adi"), later(n)).await.unwrap_err();
                    act(&store, app, &order, Command::Start, vendor("x"), later(n)).await.unwrap_err();
                    try_place(&store, app, draft("Budi"), vendor("x"), later(n)).await.unwrap_err();
                    // Two writers share a key; one of them gets through.
                    let key = Idempotency {
                        key: format!("{}-{n}", writer / 4),
                        fingerprint: [writer; 32],
                        render: Box::new(|_| (200, String::new())),
                    };
                    let id = OrderRef::Id(order.id);
                    let (command, conditions) = (Command::Acknowledge, Conditions::default());
                    match store.act(app, &id, command, admin("Adi"), conditions, Some(key), later(n)).await {
                        Ok(ActResult::Fresh(fresh)) => {
                            seqs.extend(fresh.result.unwrap().events.iter().map(|event| event.seq));
                        }
                        Err(WriteError::KeyReused) => {}
                        other => panic!("{other:?}"),
                    }
                    // One that is undone after it has taken its numbers.
                    let key = Idempotency {
                        key: format!("broken-{writer}-{n}"),
                        fingerprint: [0; 32],
                        render: Box::new(|_| panic!("undone on purpose")),
                    };
                    let undone = store
                        .place_order(app, checked(draft("Budi")), admin("Adi"), Some(key), later(n))
                        .await;
                    assert!(matches!(undone, Err(WriteError::Defect(_))), "{undone:?}");
                }
                (app, seqs)
            })
        })
        .collect();
    let mut answered = [Vec::new(), Vec::new()];
    for writer in writers {
        let (app, seqs) = writer.await.unwrap();
        answered[usize::from(app == apps[1])].extend(seqs);
    }
    for (app, mut seqs) in apps.into_iter().zip(answered) {
        seqs.sort_unstable();
        let last = store.position(app).await.unwrap().seq;
        let gapless: Vec<_> = (1..=last).collect();
        assert_eq!(seqs, gapless, "what was answered");
        let mut logged = Vec::new();
        loop {
            let page = store.log_since(app, logged.last().copied().unwrap_or(0), 100).await.unwrap();
            logged.extend(page.iter().map(LogEntry::seq));
            if page.is_empty() {
                break;
            }
        }
        assert_eq!(logged, gapless, "what is in the log");
        assert_eq!(store.stats(app, Scope::All).await.unwrap().value.total, 320);
    }
}

pub(crate) async fn head_moves_with_events_only(store: Store) {
    let mut head = store.head();
    let app = app(&store, "warung").await;
    store.ping().await.unwrap();
    try_place(&store, app.id, draft("Budi"), vendor("x"), start()).await.unwrap_err();
    store.ping().await.unwrap();
    assert!(!head.has_changed().unwrap());

    let order = place(&store, app.id, draft("Budi"), start()).await.order;
    head.changed().await.unwrap();
    let before = *head.borrow_and_update();
    act(&store, app.id, &order, Command::Start, admin("Adi"), later(1)).await.unwrap();
    head.changed().await.unwrap();
    assert!(*head.borrow_and_update() > before);

    store.close().await;
    assert!(head.changed().await.is_err(), "nothing will come any more, and whoever waits learns of it");
}
