//! Many commands in one transaction: what happens to the others when one of them fails.

use std::sync::mpsc;

use orderbell_orders::{Command, OrderRef};
use orderbell_store::{AppId, Conditions, Idempotency, LogEntry, Scope, Store, StoreConfig, WriteError};
use tokio::task::JoinHandle;

use crate::suite::{admin, app, channel_log::on, checked, draft, place, start};

/// Holds the writer inside a command, so that what is sent meanwhile becomes one batch.
struct Held {
    go_on: mpsc::Sender<()>,
    command: JoinHandle<()>,
}

async fn hold(store: &Store, app: AppId) -> Held {
    let (go_on, wait) = mpsc::channel();
    let (entered, inside) = tokio::sync::oneshot::channel();
    let idempotency = Idempotency {
        key: "hold".into(),
        fingerprint: [0; 32],
        render: Box::new(move |_| {
            entered.send(()).unwrap();
            wait.recv().unwrap();
            (201, String::new())
        }),
    };
    let store = store.clone();
    let command = tokio::spawn(async move {
        store
            .place_order(app, checked(draft("hold")), admin("Adi"), Some(idempotency), start())
            .await
            .unwrap();
    });
    inside.await.unwrap();
    Held { go_on, command }
}

fn with_key(key: &str, render: impl FnOnce() -> (u16, String) + Send + 'static) -> Option<Idempotency> {
    Some(Idempotency { key: key.into(), fingerprint: [1; 32], render: Box::new(move |_| render()) })
}

/// Starts a write and lets it reach the queue.
async fn queued<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> JoinHandle<T> {
    let mut work = Box::pin(work);
    // One poll is enough: a write is queued before it first waits.
    let first = std::future::poll_fn(|context| std::task::Poll::Ready(work.as_mut().poll(context))).await;
    assert!(first.is_pending());
    tokio::spawn(work)
}

fn triggering(
    store: &Store,
    app: AppId,
) -> impl Future<Output = Result<Vec<i64>, WriteError>> + Send + 'static {
    let store = store.clone();
    let events = vec![on("news", "e", "d"), on("chat", "e", "d")];
    async move { store.record_channel_events(app, events, start()).await }
}

fn placing(
    store: &Store,
    app: AppId,
    idempotency: Option<Idempotency>,
) -> impl Future<Output = Result<bool, WriteError>> + Send + 'static {
    let store = store.clone();
    async move {
        let placed =
            store.place_order(app, checked(draft("Budi")), admin("Adi"), idempotency, start()).await?;
        Ok(placed.fresh().is_some_and(|result| result.is_ok()))
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failing_command_does_not_disturb_the_others() {
    let (store, _dir) = crate::empty().await;
    let app = app(&store, "warung").await.id;
    let used = with_key("used", || (201, String::new()));
    assert!(placing(&store, app, used).await.unwrap());
    let other_use = |key: &str| Idempotency {
        key: key.into(),
        fingerprint: [2; 32],
        render: Box::new(|_| (201, String::new())),
    };

    let head = store.head();
    // The head moves after the answer, and before the next command.
    store.ping().await.unwrap();
    let commits = *head.borrow();
    let held = hold(&store, app).await;
    let good_one = queued(placing(&store, app, None)).await;
    let reused = queued(placing(&store, app, Some(other_use("used")))).await;
    let panicking = queued(placing(&store, app, with_key("panic", || panic!("a bug in a reply")))).await;
    let unknown = queued(placing(&store, AppId(99), None)).await;
    let unheard_of = queued(triggering(&store, AppId(99))).await;
    let triggered = queued(triggering(&store, app)).await;
    let good_two = queued(placing(&store, app, with_key("good", || (201, "ok".into())))).await;
    held.go_on.send(()).unwrap();
    held.command.await.unwrap();

    assert!(good_one.await.unwrap().unwrap());
    assert!(good_two.await.unwrap().unwrap());
    assert!(matches!(reused.await.unwrap(), Err(WriteError::KeyReused)));
    assert!(matches!(panicking.await.unwrap(), Err(WriteError::Defect(_))));
    assert!(matches!(unknown.await.unwrap(), Err(WriteError::UnknownApp(AppId(99)))));
    assert!(matches!(unheard_of.await.unwrap(), Err(WriteError::UnknownApp(AppId(99)))));
    assert_eq!(triggered.await.unwrap().unwrap(), [4, 5]);

    let log = store.log_since(app, 0, 10).await.unwrap();
    assert_eq!(log.iter().map(LogEntry::seq).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 6]);
    assert_eq!(store.stats(app, Scope::All).await.unwrap().value.total, 4);
    store.ping().await.unwrap();
    assert_eq!(*head.borrow() - commits, 2, "the held command, and all that came meanwhile in one commit");
    assert!(placing(&store, app, with_key("panic", || (201, String::new()))).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_queue_answers_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(StoreConfig { queue: 2, ..StoreConfig::new(dir.path()) }).unwrap();
    let app = app(&store, "warung").await.id;
    let held = hold(&store, app).await;
    let first = queued(placing(&store, app, None)).await;
    let second = queued(placing(&store, app, None)).await;
    assert!(matches!(placing(&store, app, None).await, Err(WriteError::Busy)));
    assert!(matches!(triggering(&store, app).await, Err(WriteError::Busy)));
    assert!(matches!(store.ping().await, Err(WriteError::Busy)));
    assert_eq!(store.position(app).await.unwrap().seq, 0, "reads do not wait for the writer");
    held.go_on.send(()).unwrap();
    held.command.await.unwrap();
    assert!(first.await.unwrap().unwrap());
    assert!(second.await.unwrap().unwrap());
    assert_eq!(store.position(app).await.unwrap().seq, 3, "nothing remains of what was turned away");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_finishes_what_waits() {
    let (store, dir) = crate::empty().await;
    let app = app(&store, "warung").await.id;
    let order = place(&store, app, draft("Budi"), start()).await.order;
    let held = hold(&store, app).await;
    let waiting = queued(placing(&store, app, None)).await;
    let clone = store.clone();
    let acting = queued(async move {
        let id = OrderRef::Id(order.id);
        clone.act(app, &id, Command::Start, admin("Adi"), Conditions::default(), None, start()).await
    })
    .await;
    let closing = tokio::spawn(store.close());
    held.go_on.send(()).unwrap();
    held.command.await.unwrap();
    assert!(waiting.await.unwrap().unwrap());
    acting.await.unwrap().unwrap().fresh().unwrap().unwrap();
    closing.await.unwrap();

    let store = Store::open(StoreConfig::new(dir.path().join("data"))).unwrap();
    assert_eq!(store.position(app).await.unwrap().seq, 4);
}

/// A caller that goes away (a closed connection) does not take back what it has sent, nor stop the writer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_caller_that_leaves_does_not_stop_the_writer() {
    let (store, _dir) = crate::empty().await;
    let app = app(&store, "warung").await.id;
    let held = hold(&store, app).await;
    let gone = queued(placing(&store, app, None)).await;
    gone.abort();
    assert!(gone.await.unwrap_err().is_cancelled());
    held.go_on.send(()).unwrap();
    held.command.await.unwrap();
    store.ping().await.unwrap();
    assert_eq!(store.position(app).await.unwrap().seq, 2);
}
