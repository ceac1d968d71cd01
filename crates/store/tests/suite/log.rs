use std::collections::BTreeMap;

use orderbell_orders::{Command, Draft, DraftItem, Event, MoneyInput, Order};
use orderbell_store::{EventsError, LogStream, LoggedChannel, Scope, Store};

use super::{act, admin, app, customer, draft, every_order, later, place, start, vendor};

pub(crate) async fn events_read_back_as_recorded(store: Store) {
    let app = app(&store, "warung").await;
    let large = Draft {
        items: (0..60)
            .map(|n| DraftItem {
                name: Some(format!("Item {n}")),
                unit_price: Some(MoneyInput::Major("1".into())),
                ..DraftItem::default()
            })
            .collect(),
        paid: false,
        vendor_id: Some("main".into()),
        ..draft("Budi")
    };
    let placed = place(&store, app.id, large, start()).await;
    let mut recorded = placed.events.clone();
    let commands = [
        Command::MarkPaid { method: Some("cash".into()), receipt: None, amount: None },
        Command::Acknowledge,
        Command::Accept { eta: Some(later(900)) },
        Command::Ship { courier: Some("JNE".into()), tracking_no: Some("J1".into()), replace: false },
        Command::Complete,
    ];
    for (command, at) in commands.into_iter().zip(1..) {
        let outcome = act(&store, app.id, &placed.order, command, admin("Adi"), later(at)).await.unwrap();
        assert_eq!(outcome.events.last().unwrap().order(), Some(&outcome.order));
        recorded.extend(outcome.events);
    }
    let read = store.events_since(app.id, 0, 100).await.unwrap();
    assert_eq!(read, recorded);
    assert!(read.iter().all(|event| event.order().unwrap().items.len() == 60));
    assert_eq!(read.iter().map(|event| event.seq).collect::<Vec<_>>(), (1..=8).collect::<Vec<_>>());
    assert_eq!(store.events_since(app.id, 3, 2).await.unwrap(), recorded[3..5]);
    let page = store.events_after(app.id, Scope::All, 0, 100).await.unwrap();
    assert_eq!(page.value.events, recorded);
    assert!(!page.value.has_more);
}

pub(crate) async fn a_page_ends_where_the_scope_ends(store: Store) {
    let app = app(&store, "mall").await;
    for n in 0..12 {
        let vendor = if n % 2 == 0 { "a" } else { "b" };
        let draft = Draft {
            vendor_id: Some(vendor.into()),
            customer_user_id: Some(format!("u{}", n % 3)),
            ..draft("Budi")
        };
        let order = place(&store, app.id, draft, later(n)).await.order;
        act(&store, app.id, &order, Command::Acknowledge, super::vendor(vendor), later(n)).await.unwrap();
    }
    let scopes = [
        (Scope::All, 24, 24),
        (Scope::Vendor("a".into()), 12, 23),
        // Customers do not hear that the shop has seen their order.
        (Scope::Customer("u1".into()), 4, 21),
    ];
    for (scope, count, last) in scopes {
        let whole = store.events_after(app.id, scope.clone(), 0, 100).await.unwrap();
        assert_eq!((whole.position.seq, whole.value.has_more), (24, false));
        assert_eq!(whole.value.events.len(), count, "{scope:?}");
        let mut paged = Vec::new();
        loop {
            let after = paged.last().map_or(0, |event: &orderbell_orders::RecordedEvent| event.seq);
            let page = store.events_after(app.id, scope.clone(), after, 3).await.unwrap().value;
            paged.extend(page.events);
            if !page.has_more {
                break;
            }
        }
        assert_eq!(paged, whole.value.events, "{scope:?}");
        let end = store.events_after(app.id, scope.clone(), last, 3).await.unwrap().value;
        assert!(end.events.len() <= 1 && !end.has_more, "{scope:?}: {end:?}");
    }
    let ahead = store.events_after(app.id, Scope::All, 99, 3).await.unwrap();
    assert_eq!((ahead.position.seq, ahead.value.events.len()), (24, 0));
}

pub(crate) async fn previous_seq_links_each_stream(store: Store) {
    let app = app(&store, "mall").await;
    let of = |vendor: Option<&str>| Draft { vendor_id: vendor.map(str::to_owned), ..draft("Budi") };
    let a = place(&store, app.id, of(Some("a")), start()).await.order; // 1
    let none = place(&store, app.id, of(None), start()).await.order; // 2
    act(&store, app.id, &a, Command::Acknowledge, vendor("a"), later(1)).await.unwrap(); // 3
    act(&store, app.id, &none, Command::Start, admin("Adi"), later(1)).await.unwrap(); // 4
    act(&store, app.id, &a, Command::Start, vendor("a"), later(2)).await.unwrap(); // 5

    let previous = |stream: LogStream, before| {
        let store = store.clone();
        let channel = LoggedChannel { name: String::new(), orders: Some(stream) };
        async move { store.previous_seq(app.id, channel, before).await.unwrap() }
    };
    assert_eq!(previous(LogStream::Admin, 1).await, None);
    assert_eq!(previous(LogStream::Admin, 5).await, Some(4));
    let a_hears = || LogStream::Vendor("a".into());
    assert_eq!(previous(a_hears(), 5).await, Some(3));
    assert_eq!(previous(a_hears(), 3).await, Some(1));
    assert_eq!(previous(a_hears(), 1).await, None);
    assert_eq!(previous(LogStream::Vendor("b".into()), 9).await, None);
    // The order's own channel does not carry 3.
    assert_eq!(previous(LogStream::Order(a.id), 5).await, Some(1));
    assert_eq!(previous(LogStream::Order(none.id), 9).await, Some(4));
}

pub(crate) async fn a_stream_is_read_page_by_page(store: Store) {
    let app = app(&store, "mall").await;
    let mut of_a = Vec::new();
    for n in 0..8 {
        let vendor = if n % 2 == 0 { "a" } else { "b" };
        let draft = Draft { vendor_id: Some(vendor.into()), ..draft("Budi") };
        of_a.extend((n % 2 == 0).then_some(n + 1));
        place(&store, app.id, draft, later(n)).await;
    }
    let stream = || LogStream::Vendor("a".into());
    let mut seqs = Vec::new();
    loop {
        let after = seqs.last().copied().unwrap_or(0);
        let page = store.stream_after(app.id, stream(), after, 3).await.unwrap();
        assert_eq!(page.position.seq, 8);
        seqs.extend(page.value.events.iter().map(|event| event.seq));
        if !page.value.has_more {
            break;
        }
    }
    assert_eq!(seqs, of_a);
    let none = store.stream_after(app.id, stream(), 7, 3).await.unwrap().value;
    assert!(none.events.is_empty() && !none.has_more, "{none:?}");

    store.prune_events(app.id, later(2)).await.unwrap();
    let pruned = store.stream_after(app.id, stream(), 1, 3).await;
    assert!(matches!(pruned, Err(EventsError::Pruned { oldest: 3 })), "{pruned:?}");
    assert_eq!(store.stream_after(app.id, stream(), 2, 3).await.unwrap().value.events.len(), 3);
}

pub(crate) async fn pruned_events_are_reported(store: Store) {
    let (warung, villa) = (app(&store, "warung").await, app(&store, "villa").await);
    for n in 0..620 {
        place(&store, warung.id, draft("Budi"), later(n)).await;
    }
    place(&store, villa.id, draft("Ani"), start()).await;
    assert_eq!(store.prune_events(warung.id, later(600)).await.unwrap(), 600);
    assert_eq!(store.prune_events(warung.id, later(600)).await.unwrap(), 0);

    let gone = store.events_after(warung.id, Scope::All, 599, 10).await;
    assert!(matches!(gone, Err(EventsError::Pruned { oldest: 601 })), "{gone:?}");
    let kept = store.events_after(warung.id, Scope::All, 600, 100).await.unwrap();
    assert_eq!(
        kept.value.events.iter().map(|event| event.seq).collect::<Vec<_>>(),
        (601..=620).collect::<Vec<_>>()
    );
    assert_eq!(store.events_after(villa.id, Scope::All, 0, 10).await.unwrap().value.events.len(), 1);
    assert_eq!(store.stats(warung.id, Scope::All).await.unwrap().value.total, 620);

    // What is left goes as well, and the numbers go on.
    assert_eq!(store.prune_events(warung.id, later(10_000)).await.unwrap(), 20);
    let order = every_order(&store, warung.id, Scope::All).await.remove(0);
    let next = act(&store, warung.id, &order, Command::Start, admin("Adi"), later(10_000)).await.unwrap();
    assert_eq!(next.events[0].seq, 621);
    assert_eq!(store.events_after(warung.id, Scope::All, 620, 9).await.unwrap().value.events, next.events);
}

/// A screen takes a snapshot while writers are at work and applies what comes after it.
pub(crate) async fn a_snapshot_and_the_events_after_it_are_the_present(store: Store) {
    let app = app(&store, "warung").await;
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let store = store.clone();
            tokio::spawn(async move {
                for n in 0..25 {
                    let draft = Draft { customer_user_id: Some("u1".into()), ..draft("Budi") };
                    let order = place(&store, app.id, draft, later(n)).await.order;
                    act(&store, app.id, &order, Command::Acknowledge, admin("Adi"), later(n)).await.unwrap();
                    let second = if n % 2 == writer % 2 {
                        act(&store, app.id, &order, Command::Start, admin("Adi"), later(n)).await
                    } else {
                        let cancel = Command::Cancel { reason: None };
                        act(&store, app.id, &order, cancel, customer("u1"), later(n)).await
                    };
                    second.unwrap();
                }
            })
        })
        .collect();
    let mut snapshots = Vec::new();
    while snapshots.len() < 20 || writers.iter().any(|writer| !writer.is_finished()) {
        let mut query = orderbell_store::OrderQuery::new(Scope::All);
        query.limit = 200;
        snapshots.push(store.orders(app.id, query).await.unwrap());
    }
    for writer in writers {
        writer.await.unwrap();
    }
    let present = by_code(every_order(&store, app.id, Scope::All).await);
    assert_eq!(present.len(), 100);
    for snapshot in snapshots {
        let mut state = by_code(snapshot.value.items);
        let after = store.events_after(app.id, Scope::All, snapshot.position.seq, 1000).await.unwrap();
        // Made, seen and moved, each of a hundred; and calling off half of them, which were paid, asks for a refund.
        assert_eq!(after.position.seq, 350);
        for (event, seq) in after.value.events.into_iter().zip(snapshot.position.seq + 1..) {
            assert_eq!(event.seq, seq);
            let order = event.order().unwrap().clone();
            let known = state.get(order.code.as_str());
            assert_eq!(known.is_none(), matches!(event.event, Event::OrderCreated { .. }));
            assert_eq!(known.map_or(0, |order| order.version) + 1, order.version);
            state.insert(order.code.to_string(), order);
        }
        assert_eq!(state, present);
    }
}

fn by_code(orders: Vec<Order>) -> BTreeMap<String, Order> {
    orders.into_iter().map(|order| (order.code.to_string(), order)).collect()
}
