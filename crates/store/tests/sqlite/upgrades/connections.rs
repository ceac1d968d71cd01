//! What connects an app to other systems outlives every upgrade: secrets open with the key that they were sealed with, and
//! what waits to be sent, or for its order, goes on. All of it is the second app's, see `filled.sql`.

use orderbell_orders::{Actor, Draft};
use orderbell_store::{
    AppId, DeliveryState, MappingOutcome, Plan, ReceiptId, ReceiptState, SealingKey, SourceId, Store,
    WebhookId,
};
use secrecy::ExposeSecret as _;

use super::at;
use crate::suite::{draft, place};

const APP: AppId = AppId(2);

/// The key that everything in `filled.sql` is sealed with.
pub(super) fn key() -> SealingKey {
    SealingKey::from([7; 32])
}

/// What was kept of a database of this version is there, opens and goes on.
pub(super) async fn hold(store: &Store, version: i64) {
    app_keys_sign(store, version).await;
    if version >= 3 {
        webhooks_are_sent_to(store, version).await;
    }
    if version >= 9 {
        let courier = store.courier_named(APP, "Jne".into()).await.unwrap().unwrap();
        let headers: Vec<_> =
            courier.template.headers.iter().map(|(n, v)| (n.as_str(), v.expose_secret())).collect();
        assert_eq!(headers, [("Authorization", "Token old")], "V{version}");
    }
    if version >= 10 {
        sources_are_believed(store, version).await;
    }
    if version >= 11 {
        let account = store.gateway_account(APP, "midtrans").await.unwrap().unwrap();
        assert_eq!(account.server_key.expose_secret(), "SB-Mid-server-OLD", "V{version}");
        assert_eq!(account.account.client_key.as_deref(), Some("SB-Mid-client-OLD"));
    }
    if version >= 12 {
        events_are_read(store, version).await;
    }
}

async fn app_keys_sign(store: &Store, version: i64) {
    let apps = store.apps().await.unwrap();
    let keys = |id: i64| {
        let app = apps.iter().find(|app| app.id == AppId(id)).unwrap();
        let pair =
            |key: &orderbell_store::LiveKey| (key.info.key.clone(), key.secret.expose_secret().to_owned());
        let mut pairs: Vec<_> = app.keys.iter().map(pair).collect();
        pairs.sort();
        pairs
    };
    let pair = |key: &str, secret: &str| (key.to_owned(), secret.to_owned());
    assert_eq!(keys(1), [pair("old-key", "a secret")], "V{version}");
    let mut expected = vec![pair("other-key", "b secret")];
    if version >= 2 {
        expected.push(pair("sealed-key", "c secret"));
    }
    assert_eq!(keys(2), expected, "V{version}");
}

async fn webhooks_are_sent_to(store: &Store, version: i64) {
    let webhook = store.webhook(APP, WebhookId(1)).await.unwrap().unwrap();
    assert_eq!((&*webhook.url, &*webhook.prefix), ("https://shop.example.com/hooks", "presence-"));
    assert_eq!(webhook.events, ["channel_occupied", "member_added"]);
    let deliveries = store.deliveries(APP, WebhookId(1), None, 10).await.unwrap();
    let stand: Vec<_> = deliveries.iter().map(|one| (one.id.0, one.state, one.attempts.len())).collect();
    assert_eq!(stand, [(2, DeliveryState::Pending, 0), (1, DeliveryState::Delivered, 2)], "V{version}");
    let begun = store.begin_deliveries(10, at(100_000)).await.unwrap();
    assert_eq!(begun.iter().map(|begun| begun.delivery.0).collect::<Vec<_>>(), [2], "V{version}");
}

async fn sources_are_believed(store: &Store, version: i64) {
    let now = at(3_000);
    for token in [0_u8, 1] {
        let mut hash = [0; 32];
        hash[31] = token;
        let live = store.source_by_token(hash, now).await.unwrap().unwrap();
        let secrets: Vec<_> = live.secrets.iter().map(|secret| secret.expose_secret()).collect();
        assert_eq!(secrets, ["whsec-new", "whsec-old"], "V{version}");
    }
    // What waits for its order is looked at again when that comes.
    let waiting = async || store.receipt(APP, SourceId(1), ReceiptId(2)).await.unwrap().unwrap();
    assert_eq!(waiting().await.state, ReceiptState::Unmatched);
    let later = Draft { code: Some("ORD-LATER-1".into()), ..draft("Menyusul") };
    place(store, APP, later, now).await;
    let begun = store.begin_receipts(10, now).await.unwrap().remove(0);
    let done = Plan::Ignore("was so already".into());
    store.settle_receipt(begun, done, Actor::system(), now).await.unwrap().unwrap();
    assert_eq!(waiting().await.state, ReceiptState::Ignored, "V{version}");
    let known = store.receipt(APP, SourceId(1), ReceiptId(1)).await.unwrap().unwrap();
    assert_eq!((known.repeats, &*known.detail), (2, "K1: 4 left"));
}

async fn events_are_read(store: &Store, version: i64) {
    let mapping = store.mappings(APP).await.unwrap().remove(0);
    assert!(mapping.enabled && mapping.definition.contains("order.upsert"), "V{version}");
    assert_eq!((mapping.applied, mapping.unchanged), (3, 1));
    assert_eq!(store.mapping_log(APP).await.unwrap()[0].outcome, MappingOutcome::Failed);
    assert_eq!(store.event_samples(APP).await.unwrap().len(), 1);
    let app = store.apps().await.unwrap().into_iter().find(|app| app.id == APP).unwrap();
    assert_eq!(app.words.aliases.word(orderbell_orders::Status::Placed), "pending");
}
