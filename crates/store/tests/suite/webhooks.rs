use orderbell_store::{
    AppId, Attempt, AttemptEnd, Begun, Cause, DeliveryState, NewDelivery, NewWebhook, Queued, Store, Webhook,
    WebhookChange, WebhookId,
};

use super::{app, later, start};

const BOUND: usize = 1000;

fn new(url: &str) -> NewWebhook {
    NewWebhook {
        url: url.into(),
        events: vec!["channel_occupied".into()],
        prefix: String::new(),
        batch: true,
        enabled: true,
    }
}

async fn webhook(store: &Store, app: AppId) -> Webhook {
    store.create_webhook(app, new("https://a.example.com/"), 10, start()).await.unwrap().unwrap()
}

fn delivery(webhook: &Webhook, lane: u8, body: &str) -> NewDelivery {
    let (app, webhook) = (webhook.app, webhook.id);
    NewDelivery { app, webhook, cause: Cause::Events, events: 2, body: body.into(), lane }
}

async fn add(store: &Store, deliveries: Vec<NewDelivery>) -> Queued {
    store.add_deliveries(deliveries, BOUND, start()).await.unwrap()
}

async fn begin(store: &Store, seconds: i64) -> Vec<Begun> {
    store.begin_deliveries(100, later(seconds)).await.unwrap()
}

fn attempt(status: Option<u16>) -> Attempt {
    let error = status.is_none().then(|| "no connection".to_owned());
    Attempt { at: later(1), duration_ms: 12, status, error, response: "thanks".into() }
}

async fn record(store: &Store, begun: &Begun, status: u16, end: AttemptEnd, seconds: i64) -> bool {
    let attempt = Some(attempt(Some(status)));
    store.record_attempt(begun.claim, begun.delivery, attempt, end, later(seconds)).await.unwrap()
}

pub(crate) async fn webhooks_are_the_apps_own_and_change(store: Store) {
    let (app, other) = (app(&store, "a").await.id, app(&store, "b").await.id);
    let made = webhook(&store, app).await;
    assert_eq!(store.webhooks(app).await.unwrap(), std::slice::from_ref(&made));
    assert_eq!(store.webhooks(other).await.unwrap(), []);
    assert_eq!(store.webhook(app, made.id).await.unwrap().as_ref(), Some(&made));
    assert_eq!(store.webhook(other, made.id).await.unwrap(), None);
    let change = WebhookChange {
        events: Some(vec!["cache_miss".into(), "client_event".into()]),
        prefix: Some("private-".into()),
        ..WebhookChange::default()
    };
    let theirs = store.update_webhook(other, made.id, change.clone(), later(1)).await.unwrap();
    assert_eq!(theirs, None);
    let changed = store.update_webhook(app, made.id, change, later(1)).await.unwrap().unwrap();
    let expected = Webhook {
        events: vec!["cache_miss".into(), "client_event".into()],
        prefix: "private-".into(),
        updated_at: later(1),
        ..made.clone()
    };
    assert_eq!(changed, expected);
    let change = WebhookChange {
        url: Some("https://b.example.com/".into()),
        batch: Some(false),
        enabled: Some(false),
        ..WebhookChange::default()
    };
    let changed = store.update_webhook(app, made.id, change, later(2)).await.unwrap().unwrap();
    assert_eq!((&*changed.url, changed.batch, changed.enabled), ("https://b.example.com/", false, false));
    assert_eq!(store.all_webhooks().await.unwrap(), [changed]);
    assert!(store.create_webhook(app, new("https://c.example.com/"), 1, start()).await.unwrap().is_none());
    assert!(store.create_webhook(AppId(99), new("https://c.example.com/"), 1, start()).await.is_err());
    assert!(!store.delete_webhook(other, made.id, later(3)).await.unwrap());
    assert!(store.delete_webhook(app, made.id, later(3)).await.unwrap());
    assert!(!store.delete_webhook(app, made.id, later(3)).await.unwrap());
    assert_eq!(store.all_webhooks().await.unwrap(), []);
}

pub(crate) async fn a_delivery_is_attempted_until_it_is_taken(store: Store) {
    let app = app(&store, "a").await.id;
    let webhook = webhook(&store, app).await;
    let mut added = store.jobs_added();
    let queued = add(&store, vec![delivery(&webhook, 0, "{}")]).await;
    assert!(added.has_changed().unwrap());
    added.mark_unchanged();
    assert_eq!((queued.added.len(), queued.dropped), (1, 0));
    let first = begin(&store, 0).await.remove(0);
    let expected = Begun {
        claim: first.claim,
        delivery: queued.added[0],
        webhook: webhook.id,
        app,
        url: webhook.url.clone(),
        enabled: true,
        cause: Cause::Events,
        body: "{}".into(),
        attempts: 0,
        created_at: start(),
    };
    assert_eq!(first, expected);
    let attempted = Some(attempt(None));
    let again = AttemptEnd::Again(later(5));
    assert!(store.record_attempt(first.claim, first.delivery, attempted, again, later(2)).await.unwrap());
    assert_eq!(store.next_delivery_due().await.unwrap(), Some(later(5)));
    assert!(begin(&store, 4).await.is_empty());
    let second = begin(&store, 5).await.remove(0);
    assert_eq!((second.attempts, &second.body), (1, &first.body));
    assert!(!record(&store, &first, 200, AttemptEnd::Delivered, 6).await, "an old claim says nothing");
    assert!(record(&store, &second, 200, AttemptEnd::Delivered, 6).await);
    assert!(!record(&store, &second, 200, AttemptEnd::Delivered, 7).await);
    assert!(begin(&store, 1000).await.is_empty());
    let log = store.deliveries(app, webhook.id, None, 10).await.unwrap().remove(0);
    assert_eq!((log.state, log.finished_at, log.events), (DeliveryState::Delivered, Some(later(6)), 2));
    assert_eq!(log.attempts, [attempt(None), attempt(Some(200))]);
    assert_eq!(store.delivery(app, webhook.id, log.id).await.unwrap(), Some(log));
}

pub(crate) async fn lanes_keep_order_and_endpoints_do_not_wait_for_each_other(store: Store) {
    let app = app(&store, "a").await.id;
    let (one, two) = (webhook(&store, app).await, webhook(&store, app).await);
    add(
        &store,
        vec![delivery(&one, 0, "1"), delivery(&one, 0, "2"), delivery(&one, 1, "3"), delivery(&two, 0, "4")],
    )
    .await;
    let begun = begin(&store, 0).await;
    assert_eq!(begun.iter().map(|begun| &*begun.body).collect::<Vec<_>>(), ["1", "3", "4"]);
    assert!(record(&store, &begun[0], 500, AttemptEnd::Failed, 1).await);
    assert_eq!(begin(&store, 1).await[0].body, "2");
}

pub(crate) async fn what_waits_is_bounded_per_webhook(store: Store) {
    let app = app(&store, "a").await.id;
    let (one, two) = (webhook(&store, app).await, webhook(&store, app).await);
    let gone = Webhook { id: WebhookId(99), ..one.clone() };
    let mut all: Vec<_> = (0..5).map(|n| delivery(&one, 0, &n.to_string())).collect();
    all.extend([delivery(&two, 0, "x"), delivery(&gone, 0, "y")]);
    let queued = store.add_deliveries(all, 3, start()).await.unwrap();
    assert_eq!((queued.added.len(), queued.dropped), (4, 3));
    let begun = begin(&store, 0).await;
    assert!(record(&store, &begun[0], 200, AttemptEnd::Delivered, 1).await);
    let more = vec![delivery(&one, 0, "5"), delivery(&one, 0, "6")];
    let queued = store.add_deliveries(more, 3, start()).await.unwrap();
    assert_eq!((queued.added.len(), queued.dropped), (1, 1));
}

pub(crate) async fn the_log_is_paged_and_the_apps_own(store: Store) {
    let (app, other) = (app(&store, "a").await.id, app(&store, "b").await.id);
    let webhook = webhook(&store, app).await;
    let ids = add(&store, (0..5).map(|n| delivery(&webhook, 0, &n.to_string())).collect()).await.added;
    let page = |before| store.deliveries(app, webhook.id, before, 2);
    let first = page(None).await.unwrap();
    assert_eq!(first.iter().map(|delivery| delivery.id).collect::<Vec<_>>(), [ids[4], ids[3]]);
    let last = page(Some(ids[1])).await.unwrap();
    assert_eq!(last.iter().map(|delivery| &*delivery.body).collect::<Vec<_>>(), ["0"]);
    assert!(store.deliveries(other, webhook.id, None, 2).await.unwrap().is_empty());
    assert_eq!(store.delivery(other, webhook.id, ids[0]).await.unwrap(), None);
}

pub(crate) async fn a_deleted_webhook_takes_everything_along(store: Store) {
    let app = app(&store, "a").await.id;
    let (doomed, kept) = (webhook(&store, app).await, webhook(&store, app).await);
    add(&store, (0..1200).map(|n| delivery(&doomed, (n % 4) as u8, "x")).collect()).await;
    add(&store, vec![delivery(&kept, 0, "kept")]).await;
    let begun = store.begin_deliveries(2, start()).await.unwrap();
    assert!(store.delete_webhook(app, doomed.id, later(1)).await.unwrap());
    assert!(!record(&store, &begun[0], 200, AttemptEnd::Delivered, 2).await, "nobody is left to hear it");
    let left = begin(&store, 10).await;
    assert_eq!(left.iter().map(|begun| &*begun.body).collect::<Vec<_>>(), ["kept"]);
}

pub(crate) async fn the_log_is_bounded_in_age_and_number(store: Store) {
    let app = app(&store, "a").await.id;
    let webhook = webhook(&store, app).await;
    add(&store, (0..8).map(|n| delivery(&webhook, n, &n.to_string())).collect()).await;
    for (index, begun) in begin(&store, 0).await.iter().enumerate().take(6) {
        assert!(record(&store, begun, 200, AttemptEnd::Delivered, index as i64).await);
    }
    assert_eq!(
        store.prune_deliveries(later(2), 100).await.unwrap(),
        2,
        "those finished in the first two seconds"
    );
    assert_eq!(store.prune_deliveries(start(), 4).await.unwrap(), 2, "four of six are kept");
    assert_eq!(store.prune_deliveries(start(), 0).await.unwrap(), 2);
    let left = store.deliveries(app, webhook.id, None, 10).await.unwrap();
    assert_eq!(left.len(), 2);
    assert!(left.iter().all(|delivery| delivery.state == DeliveryState::Pending), "what waits is kept");
}
