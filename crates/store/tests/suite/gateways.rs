use orderbell_store::{NewGatewayAccount, Store};
use secrecy::ExposeSecret as _;

use super::{app, later, start};

fn account(key: Option<&str>) -> NewGatewayAccount {
    NewGatewayAccount {
        provider: "midtrans".into(),
        environment: "sandbox".into(),
        base_url: None,
        server_key: key.map(Into::into),
        client_key: Some("SB-Mid-client-1".into()),
        merchant_id: None,
        enabled: true,
    }
}

pub(crate) async fn an_account_is_the_apps_own_and_its_key_sealed(store: Store) {
    let (app, other) = (app(&store, "a").await.id, app(&store, "b").await.id);
    assert_eq!(store.put_gateway_account(app, account(None), start()).await.unwrap(), None);
    let made = store.put_gateway_account(app, account(Some("s3cret")), start()).await.unwrap().unwrap();
    let read = store.gateway_account(app, "midtrans").await.unwrap().unwrap();
    assert_eq!((&read.account, read.server_key.expose_secret()), (&made, "s3cret"));
    assert!(!format!("{read:?}").contains("s3cret"));
    assert!(store.gateway_account(other, "midtrans").await.unwrap().is_none());
    assert!(store.gateway_account(app, "stripe").await.unwrap().is_none());
    assert!(!store.delete_gateway_account(other, "midtrans").await.unwrap());
    assert!(store.delete_gateway_account(app, "midtrans").await.unwrap());
    assert!(store.gateway_account(app, "midtrans").await.unwrap().is_none());
}

pub(crate) async fn a_key_does_not_follow_an_account_that_points_elsewhere(store: Store) {
    let app = app(&store, "a").await.id;
    store.put_gateway_account(app, account(Some("s3cret")), start()).await.unwrap().unwrap();
    let off = NewGatewayAccount { enabled: false, client_key: None, ..account(None) };
    let changed = store.put_gateway_account(app, off, later(1)).await.unwrap().unwrap();
    assert_eq!((changed.enabled, changed.created_at, changed.updated_at), (false, start(), later(1)));
    let production = NewGatewayAccount { environment: "production".into(), ..account(None) };
    let elsewhere = NewGatewayAccount { base_url: Some("https://evil.example.com".into()), ..account(None) };
    for away in [production, elsewhere] {
        assert_eq!(store.put_gateway_account(app, away.clone(), later(2)).await.unwrap(), None);
        let read = store.gateway_account(app, "midtrans").await.unwrap().unwrap();
        assert_eq!((&read.account, read.server_key.expose_secret()), (&changed, "s3cret"));
        let with_key = NewGatewayAccount { server_key: Some("another".into()), ..away };
        assert!(store.put_gateway_account(app, with_key, later(2)).await.unwrap().is_some());
        store.put_gateway_account(app, account(Some("s3cret")), start()).await.unwrap().unwrap();
        store
            .put_gateway_account(
                app,
                NewGatewayAccount { enabled: false, client_key: None, ..account(None) },
                later(1),
            )
            .await
            .unwrap()
            .unwrap();
    }
}
