use orderbell_store::Store;

use super::{app, draft, place, start};

pub(crate) async fn what_is_done_is_counted(store: Store) {
    let before = store.metrics();
    let app = app(&store, "warung").await;
    place(&store, app.id, draft("Budi"), start()).await;
    let after = store.metrics();
    assert_eq!(after.batch_sizes.count, before.batch_sizes.count + 2);
    assert_eq!(after.batch_times.count, after.batch_sizes.count);
    assert!(after.batch_times.sum > before.batch_times.sum);
    let counted: u64 = after.batch_sizes.buckets.iter().map(|(_, count)| count).sum();
    assert_eq!(counted, after.batch_sizes.count, "every value is in one bucket");
    store.position(app.id).await.unwrap();
    assert!(store.metrics().read_times.count > before.read_times.count);
    assert_eq!((after.queued_writes, after.failed_batches, after.reads_now), (0, 0, 0));
    assert!(after.queue_capacity > 0 && after.readers > 0);
}

pub(crate) async fn a_check_writes_and_changes_nothing(store: Store) {
    store.check_write().await.unwrap();
    let app = app(&store, "warung").await;
    place(&store, app.id, draft("Budi"), start()).await;
    let heads = store.heads().await.unwrap();
    store.check_write().await.unwrap();
    assert_eq!(store.heads().await.unwrap(), heads);
    assert_eq!(heads, [(app.id, store.position(app.id).await.unwrap().seq)]);
    assert!(store.is_running());
    store.clone().close().await;
    assert!(!store.is_running());
    assert!(store.check_write().await.is_err());
}
