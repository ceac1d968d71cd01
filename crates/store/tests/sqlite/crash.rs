//! What a killed process leaves behind. The test starts its own program again as a writer, kills it in the middle of its
//! work and looks for every order and every event of a channel that it had been promised.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command as Process, Stdio};

use orderbell_orders::{Command, OrderRef};
use orderbell_store::{App, LogEntry, LoggedChannel, PageLimit, Scope, Store, StoreConfig};
use tokio::task::JoinSet;

use crate::suite::{act, admin, app, channel_log::on, draft, every_order, later, place, start};

const FOLDER: &str = "ORDERBELL_TEST_CRASH_FOLDER";

/// Each line of the child's is one promise: of an order at a version, or of what was triggered (version 0).
struct Promise {
    seq: i64,
    code: String,
    version: i64,
}

/// Not a test by itself: the writer that is killed. Runs until it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writer_to_be_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let store = Store::open(StoreConfig::new(folder)).unwrap();
    let app = store.apps().await.unwrap().remove(0);
    let mut writers = JoinSet::new();
    for _ in 0..16 {
        let (store, app) = (store.clone(), app.id);
        writers.spawn(async move {
            loop {
                let placed = place(&store, app, draft("Budi"), start()).await;
                promise(placed.events[0].seq, placed.order.code.as_str(), 1);
                let begun =
                    act(&store, app, &placed.order, Command::Start, admin("Adi"), later(1)).await.unwrap();
                promise(begun.events[0].seq, begun.order.code.as_str(), 2);
            }
        });
    }
    for writer in 0..4 {
        let (store, app) = (store.clone(), app.id);
        writers.spawn(async move {
            for number in 0_i64.. {
                let data = format!("{writer}-{}-{number}", std::process::id());
                let events = vec![on("news", "e", &data), on("chat", "e", &data)];
                let seqs = store.record_channel_events(app, events, start()).await.unwrap();
                promise(seqs[0], &data, 0);
            }
        });
    }
    panic!("a writer has ended: {:?}", writers.join_next().await);
}

/// One write of a whole line, so that lines of two threads do not mix. The harness is told not to capture it.
fn promise(seq: i64, code: &str, version: i64) {
    let line = format!("\npromise {seq} {code} {version}\n");
    std::io::stdout().lock().write_all(line.as_bytes()).unwrap();
}

fn spawn(folder: &std::path::Path) -> Child {
    Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::writer_to_be_killed", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Reads promises, kills the child after `enough` of them, and returns all that were made before it died.
fn kill_after(mut child: Child, enough: usize) -> Vec<Promise> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut promises = Vec::new();
    for line in lines {
        let line = line.unwrap();
        let Some(words) = line.strip_prefix("promise ") else { continue };
        let words: Vec<_> = words.split(' ').collect();
        // The last line may have been cut off by the kill; only a whole one is a promise.
        let [seq, code, version] = words[..] else { continue };
        let (Ok(seq), Ok(version)) = (seq.parse(), version.parse()) else { continue };
        promises.push(Promise { seq, code: code.to_owned(), version });
        if promises.len() == enough {
            child.kill().unwrap();
        }
    }
    let status = child.wait().unwrap();
    assert!(!status.success(), "the writer ended by itself: {status}");
    assert!(promises.len() >= enough, "the writer died after {} promises", promises.len());
    promises
}

async fn check(store: &Store, app: &App, promises: &[Promise]) {
    let last = store.position(app.id).await.unwrap().seq;
    let mut log: Vec<(i64, String, i64)> = Vec::new();
    loop {
        let page = store.log_since(app.id, log.last().map_or(0, |(seq, ..)| *seq), 1000).await.unwrap();
        if page.is_empty() {
            break;
        }
        log.extend(page.into_iter().map(|entry| match entry {
            LogEntry::Order(event) => {
                let order = event.order().unwrap();
                (event.seq, order.code.to_string(), order.version)
            }
            LogEntry::Channel(event) => (event.seq, event.data, 0),
        }));
    }
    assert_eq!(log.iter().map(|(seq, ..)| *seq).collect::<Vec<_>>(), (1..=last).collect::<Vec<_>>());
    for promise in promises {
        let (_, code, version) = &log[usize::try_from(promise.seq - 1).unwrap()];
        assert_eq!((code.as_str(), *version), (promise.code.as_str(), promise.version));
        if promise.version == 0 {
            // The other half of the request is there as well, right behind it.
            let other = &log[usize::try_from(promise.seq).unwrap()];
            assert_eq!((&other.1, other.2), (code, 0));
            continue;
        }
        let name = OrderRef::Code(code.parse().unwrap());
        let order = store.order(app.id, &name, Scope::All).await.unwrap().expect("a promised order is there");
        assert!(order.value.version >= promise.version);
        assert_eq!(order.value.items.len(), 1);
    }
    let orders = every_order(store, app.id, Scope::All).await;
    let stats = store.stats(app.id, Scope::All).await.unwrap().value;
    assert_eq!(stats.total, i64::try_from(orders.len()).unwrap());
    assert_eq!(
        stats.pending,
        i64::try_from(orders.iter().filter(|order| order.version == 1).count()).unwrap()
    );
    assert_eq!(
        orders.iter().map(|order| order.version).sum::<i64>(),
        log.iter().map(|(.., version)| (*version).min(1)).sum::<i64>(),
        "state and log are of one moment"
    );
    let triggered = log.iter().filter(|(.., version)| *version == 0).count();
    let mut on_channels = 0;
    for name in ["news", "chat"] {
        let channel = LoggedChannel { name: name.into(), orders: None };
        let all = PageLimit { events: usize::MAX, bytes: usize::MAX };
        on_channels += store.channel_page(app.id, channel, 0, all).await.unwrap().entries.len();
    }
    assert_eq!(on_channels, triggered);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_promise_survives_a_kill() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(StoreConfig::new(dir.path())).unwrap();
    let app = app(&store, "warung").await;
    store.close().await;
    for _ in 0..5 {
        let folder = dir.path().to_owned();
        let enough = rand::random_range(1..400);
        let promises = tokio::task::spawn_blocking(move || kill_after(spawn(&folder), enough)).await.unwrap();
        let store = Store::open(StoreConfig::new(dir.path())).unwrap();
        check(&store, &app, &promises).await;
        store.close().await;
    }
}
