use orderbell_orders::{Command, Draft, OrderId};
use orderbell_store::{
    AppId, ChannelEntry, LogEntry, LogStream, LoggedChannel, NewChannelEvent, PageLimit, Scope, Store,
    WriteError,
};

use super::{act, admin, app, draft, later, place, start};

const ALL: PageLimit = PageLimit { events: 1000, bytes: usize::MAX };

pub(crate) fn on(channel: &str, event: &str, data: &str) -> NewChannelEvent {
    NewChannelEvent {
        channel: channel.into(),
        event: event.into(),
        data: data.into(),
        except_socket: None,
        except_cursor: None,
    }
}

fn plain(name: &str) -> LoggedChannel {
    LoggedChannel { name: name.into(), orders: None }
}

fn of_orders(name: &str, orders: LogStream) -> LoggedChannel {
    LoggedChannel { name: name.into(), orders: Some(orders) }
}

async fn trigger(store: &Store, app: AppId, channel: &str, data: &str) -> i64 {
    store.record_channel_events(app, vec![on(channel, "e", data)], start()).await.unwrap()[0]
}

/// `(seq, prev)` of each entry.
fn links(entries: &[ChannelEntry]) -> Vec<(i64, i64)> {
    entries.iter().map(|entry| (entry.entry.seq(), entry.prev)).collect()
}

pub(crate) async fn channel_events_read_back_byte_for_byte(store: Store) {
    let app = app(&store, "warung").await.id;
    let odd = "{\"url\":\"a\\/b\", \"\u{e9}\":  \"\\u00e9\"}\r\n\u{0} \u{1f514}";
    let full = NewChannelEvent {
        except_socket: Some("12.34".into()),
        except_cursor: Some(u64::MAX - 7),
        ..on("news", r"App\Events\Naik Harga \u{2603}", odd)
    };
    let seqs = store.record_channel_events(app, vec![full, on("chat.7", "e", "")], later(3)).await.unwrap();
    assert_eq!(seqs, [1, 2]);
    let log = store.log_since(app, 0, 10).await.unwrap();
    let [LogEntry::Channel(first), LogEntry::Channel(second)] = &log[..] else { panic!("{log:?}") };
    assert_eq!((first.channel.as_str(), first.event.as_str()), ("news", r"App\Events\Naik Harga \u{2603}"));
    assert_eq!(first.data, odd);
    assert_eq!((first.except_socket.as_deref(), first.except_cursor), (Some("12.34"), Some(u64::MAX - 7)));
    assert_eq!((first.at, first.seq), (later(3), 1));
    assert_eq!((second.data.as_str(), &second.except_socket, second.except_cursor), ("", &None, None));
    assert_eq!(store.record_channel_events(app, Vec::new(), start()).await.unwrap(), Vec::<i64>::new());
}

pub(crate) async fn channel_events_of_an_unknown_app_are_refused(store: Store) {
    let refused = store.record_channel_events(AppId(9), vec![on("a", "e", "d")], start()).await;
    assert!(matches!(refused, Err(WriteError::UnknownApp(AppId(9)))), "{refused:?}");
}

/// One numbering, one order, and a `head` that moves for both.
pub(crate) async fn both_kinds_are_one_log(store: Store) {
    let (warung, villa) = (app(&store, "warung").await.id, app(&store, "villa").await.id);
    let head = store.head();
    let before = *head.borrow();
    assert_eq!(trigger(&store, warung, "news", "a").await, 1);
    store.ping().await.unwrap();
    assert_eq!(*head.borrow(), before + 1);
    assert_eq!(place(&store, warung, draft("Budi"), start()).await.events[0].seq, 2);
    assert_eq!(trigger(&store, villa, "news", "v").await, 1);
    assert_eq!(trigger(&store, warung, "chat", "b").await, 3);
    assert_eq!(place(&store, warung, draft("Ani"), start()).await.events[0].seq, 4);

    let log = store.log_since(warung, 0, 100).await.unwrap();
    assert_eq!(log.iter().map(LogEntry::seq).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert!(matches!(log[1], LogEntry::Order(_)) && matches!(log[2], LogEntry::Channel(_)));
    assert_eq!(store.log_since(warung, 1, 2).await.unwrap(), log[1..3]);
    assert_eq!(store.position(warung).await.unwrap().seq, 4);
}

/// Readers of order events do not see the others, except that numbers are missing between theirs.
pub(crate) async fn order_events_are_not_renumbered(store: Store) {
    let app = app(&store, "warung").await.id;
    trigger(&store, app, "private-admin.orders", "a").await;
    let order = place(&store, app, draft("Budi"), start()).await;
    trigger(&store, app, "private-admin.orders", "b").await;
    let accepted = act(&store, app, &order.order, Command::Start, admin("Adi"), later(1)).await.unwrap();
    trigger(&store, app, "private-admin.orders", "c").await;

    let page = store.events_after(app, Scope::All, 0, 10).await.unwrap();
    assert_eq!(page.value.events, [order.events, accepted.events].concat());
    assert_eq!(page.position.seq, 5);
    assert_eq!(page.value.events.iter().map(|event| event.seq).collect::<Vec<_>>(), [2, 4]);
    assert_eq!(store.events_since(app, 2, 10).await.unwrap().len(), 1);
}

pub(crate) async fn a_channel_is_read_page_by_page(store: Store) {
    let app = app(&store, "mall").await.id;
    let of = |vendor: &str| Draft { vendor_id: Some(vendor.into()), ..draft("Budi") };
    let mut a: Option<OrderId> = None;
    for n in 0..40 {
        match n % 5 {
            0 => {
                let placed = place(&store, app, of("a"), later(n)).await;
                a.get_or_insert(placed.order.id);
            }
            1 => drop(place(&store, app, of("b"), later(n)).await),
            2 => drop(trigger(&store, app, "private-vendor-orders.a", &n.to_string()).await),
            3 => drop(trigger(&store, app, "news", &n.to_string()).await),
            _ => drop(trigger(&store, app, "private-admin.orders", &n.to_string()).await),
        }
    }
    let numbers =
        |kept: &[i64]| -> Vec<i64> { (1..=40).filter(|seq| kept.contains(&((seq - 1) % 5))).collect() };
    let order = LogStream::Order(a.unwrap());
    for (channel, expected) in [
        (plain("news"), numbers(&[3])),
        (of_orders("private-vendor-orders.a", LogStream::Vendor("a".into())), numbers(&[0, 2])),
        (of_orders("private-admin.orders", LogStream::Admin), numbers(&[0, 1, 4])),
        (of_orders("private-order.1", order), vec![1]),
        (plain("nobody"), vec![]),
    ] {
        let mut linked = Vec::new();
        let mut after = 0;
        loop {
            let limit = PageLimit { events: 3, ..ALL };
            let page = store.channel_page(app, channel.clone(), after, limit).await.unwrap();
            assert_eq!((page.position.seq, page.pruned_seq), (40, 0));
            assert!(page.entries.len() == 3 || !page.has_more);
            linked.extend(links(&page.entries));
            if !page.has_more {
                break;
            }
            after = linked.last().unwrap().0;
        }
        let mut prev = 0;
        let chain: Vec<_> = expected.iter().map(|seq| (*seq, std::mem::replace(&mut prev, *seq))).collect();
        assert_eq!(linked, chain, "{channel:?}");
        for (seq, prev) in chain {
            let found = store.previous_seq(app, channel.clone(), seq).await.unwrap();
            assert_eq!(found.unwrap_or(0), prev, "before {seq} on {channel:?}");
        }
    }
}

pub(crate) async fn a_limit_of_bytes_ends_a_page(store: Store) {
    let app = app(&store, "warung").await.id;
    for size in [10, 500, 2000, 10] {
        trigger(&store, app, "news", &"x".repeat(size)).await;
    }
    let page = async |after| {
        let limit = PageLimit { events: 10, bytes: 600 };
        let page = store.channel_page(app, plain("news"), after, limit).await.unwrap();
        (links(&page.entries), page.has_more)
    };
    assert_eq!(page(0).await, (vec![(1, 0), (2, 1)], true));
    assert_eq!(page(2).await, (vec![(3, 2)], true), "what is larger than a page is one by itself");
    assert_eq!(page(3).await, (vec![(4, 3)], false));
    assert_eq!(page(4).await, (vec![], false));
    assert_eq!(page(99).await, (vec![], false));
}

pub(crate) async fn only_the_newest_are_kept(store: Store) {
    let (warung, villa) = (app(&store, "warung").await.id, app(&store, "villa").await.id);
    trigger(&store, warung, "quiet", "1").await;
    trigger(&store, villa, "news", "1").await;
    for _ in 0..60 {
        let events = (0..20).map(|_| on("news", "e", "d")).collect();
        store.record_channel_events(warung, events, start()).await.unwrap();
    }
    place(&store, warung, draft("Budi"), start()).await;
    trigger(&store, warung, "rare", "1203").await;

    // 1202 events of channels, of which 12 stay.
    assert_eq!(store.prune_channel_events(warung, start(), 12).await.unwrap(), 1190);
    assert_eq!(store.prune_channel_events(warung, start(), 12).await.unwrap(), 0);
    let page = async |channel: &LoggedChannel, after| {
        let page = store.channel_page(warung, channel.clone(), after, ALL).await.unwrap();
        (page.entries.len(), after < page.pruned_seq)
    };
    let news = plain("news");
    assert_eq!(page(&news, 0).await, (11, true));
    assert_eq!(page(&news, 1189).await, (11, true));
    assert_eq!(page(&news, 1190).await, (11, false), "the last one that went was seen");
    assert_eq!(page(&plain("quiet"), 0).await, (0, true));
    assert_eq!(page(&plain("quiet"), 1).await, (0, false), "a quiet channel has lost nothing since");
    assert_eq!(page(&plain("rare"), 0).await, (1, false));
    let admins = of_orders("private-admin.orders", LogStream::Admin);
    assert_eq!(page(&admins, 0).await, (1, false), "order events are of no concern");
    assert_eq!(store.log_since(villa, 0, 10).await.unwrap().len(), 1);
    assert_eq!(trigger(&store, warung, "news", "d").await, 1204, "the numbers go on");
}

pub(crate) async fn deleting_by_age_stops_at_the_first_that_stays(store: Store) {
    let app = app(&store, "warung").await.id;
    // The clock goes back once.
    for at in [10, 20, 30, 5, 40] {
        store.record_channel_events(app, vec![on("news", "e", "d")], later(at)).await.unwrap();
    }
    let left = async || {
        let page = store.channel_page(app, plain("news"), 0, ALL).await.unwrap();
        links(&page.entries)
    };
    assert_eq!(store.prune_channel_events(app, later(25), usize::MAX).await.unwrap(), 2);
    assert_eq!(left().await, [(3, 0), (4, 3), (5, 4)]);
    assert_eq!(store.prune_channel_events(app, later(25), usize::MAX).await.unwrap(), 0);
    assert_eq!(store.prune_channel_events(app, later(35), usize::MAX).await.unwrap(), 2);
    assert_eq!(left().await, [(5, 0)]);

    // An order channel lacks what either of its halves lacks.
    let admins = of_orders("private-admin.orders", LogStream::Admin);
    let missing =
        async |after| after < store.channel_page(app, admins.clone(), after, ALL).await.unwrap().pruned_seq;
    assert!(!missing(0).await);
    trigger(&store, app, "private-admin.orders", "d").await;
    place(&store, app, draft("Budi"), later(50)).await;
    assert_eq!(store.prune_channel_events(app, later(45), usize::MAX).await.unwrap(), 2);
    assert_eq!((missing(5).await, missing(6).await), (true, false));
    assert_eq!(store.prune_events(app, later(60)).await.unwrap(), 1);
    assert_eq!((missing(6).await, missing(7).await), (true, false));
}
