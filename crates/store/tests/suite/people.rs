use orderbell_orders::Locale;
use orderbell_store::{AppId, CreateUserError, NewInvitation, RedeemError, Role, Store};

use super::{app, later, start, user};

async fn invite(store: &Store, app: AppId, token: u8, role: Role, vendor: Option<&str>) {
    let invitation = NewInvitation {
        token_hash: [token; 32],
        role,
        vendor_id: vendor.map(str::to_owned),
        expires_at: later(3600),
    };
    store.create_invitation(app, invitation, start()).await.unwrap();
}

pub(crate) async fn an_invitation_works_once(store: Store) {
    let app = app(&store, "warung").await;
    invite(&store, app.id, 1, Role::Owner, None).await;
    assert!(!store.has_owner(app.id).await.unwrap());
    let owner = store.redeem_invitation([1; 32], user("dewi@example.com"), later(5)).await.unwrap();
    assert_eq!((owner.app, owner.role, owner.created_at), (app.id, Role::Owner, later(5)));
    assert_eq!(owner.locale, Locale::Id, "that of the app");
    assert!(store.has_owner(app.id).await.unwrap());
    assert_eq!(store.user(owner.id).await.unwrap(), Some(owner));

    let again = store.redeem_invitation([1; 32], user("budi@example.com"), later(6)).await;
    assert!(matches!(again, Err(RedeemError::Used)), "{again:?}");
    let unknown = store.redeem_invitation([2; 32], user("budi@example.com"), later(6)).await;
    assert!(matches!(unknown, Err(RedeemError::Unknown)), "{unknown:?}");
    assert_eq!(store.user_by_email(app.id, "budi@example.com").await.unwrap(), None);
}

pub(crate) async fn an_invitation_is_raced_by_one_winner(store: Store) {
    let app = app(&store, "warung").await;
    invite(&store, app.id, 1, Role::Admin, None).await;
    let tries = (0..16).map(|n| {
        let store = store.clone();
        tokio::spawn(async move {
            store.redeem_invitation([1; 32], user(&format!("p{n}@example.com")), later(1)).await
        })
    });
    let mut winners = 0;
    for one in tries.collect::<Vec<_>>() {
        match one.await.unwrap() {
            Ok(_) => winners += 1,
            Err(error) => assert!(matches!(error, RedeemError::Used), "{error:?}"),
        }
    }
    assert_eq!(winners, 1);
}

pub(crate) async fn expired_invitations_do_not_work(store: Store) {
    let app = app(&store, "warung").await;
    invite(&store, app.id, 1, Role::Owner, None).await;
    let late = store.redeem_invitation([1; 32], user("dewi@example.com"), later(3600)).await;
    assert!(matches!(late, Err(RedeemError::Expired)), "{late:?}");
    store.redeem_invitation([1; 32], user("dewi@example.com"), later(3599)).await.unwrap();
}

pub(crate) async fn invitations_carry_role_and_vendor(store: Store) {
    let app = app(&store, "warung").await;
    invite(&store, app.id, 1, Role::Cashier, Some("main")).await;
    let mut clever = user("kas@example.com");
    clever.vendor_id = Some("other".into());
    clever.locale = Some(Locale::En);
    let cashier = store.redeem_invitation([1; 32], clever, later(1)).await.unwrap();
    assert_eq!((cashier.role, cashier.vendor_id.as_deref()), (Role::Cashier, Some("main")));
    assert_eq!(cashier.locale, Locale::En);
    assert!(!format!("{cashier:?}").contains("argon2"), "{cashier:?}");
}

pub(crate) async fn emails_are_unique_whatever_their_case(store: Store) {
    let app = app(&store, "warung").await;
    store.create_user(app.id, Role::Admin, user("Dewi@Example.com "), start()).await.unwrap();
    let twin = store.create_user(app.id, Role::Admin, user("dewi@example.COM"), start()).await;
    assert!(matches!(twin, Err(CreateUserError::EmailTaken)), "{twin:?}");

    invite(&store, app.id, 1, Role::Admin, None).await;
    let twin = store.redeem_invitation([1; 32], user("DEWI@example.com"), later(1)).await;
    assert!(matches!(twin, Err(RedeemError::EmailTaken)), "{twin:?}");
    let other = store.redeem_invitation([1; 32], user("budi@example.com"), later(1)).await;
    assert!(other.is_ok(), "the attempt before did not use the invitation up");
}

pub(crate) async fn users_are_found_in_their_own_app(store: Store) {
    let (warung, villa) = (app(&store, "warung").await, app(&store, "villa").await);
    let made = store.create_user(warung.id, Role::Owner, user("dewi@example.com"), start()).await.unwrap();
    let found = store.user_by_email(warung.id, " DEWI@example.com").await.unwrap();
    assert_eq!(found.as_ref(), Some(&made));
    assert_eq!(store.user_by_email(villa.id, "dewi@example.com").await.unwrap(), None);
    assert!(!store.has_owner(villa.id).await.unwrap());
    store.create_user(villa.id, Role::Owner, user("dewi@example.com"), start()).await.unwrap();
    let nowhere = store.create_user(AppId(99), Role::Owner, user("dewi@example.com"), start()).await;
    assert!(matches!(nowhere, Err(CreateUserError::Write(_))), "{nowhere:?}");
}

pub(crate) async fn the_first_owner_of_the_first_app_is_the_operator(store: Store) {
    let (first, second) = (app(&store, "warung").await, app(&store, "villa").await);
    for (app, token, role) in [
        (second.id, 1, Role::Owner),
        (first.id, 2, Role::Admin),
        (first.id, 3, Role::Owner),
        (first.id, 4, Role::Owner),
    ] {
        invite(&store, app, token, role, None).await;
        let person = user(&format!("person{token}@example.com"));
        let person = store.redeem_invitation([token; 32], person, later(1)).await.unwrap();
        assert_eq!(person.operator, token == 3);
        assert_eq!(store.user(person.id).await.unwrap(), Some(person));
    }
    let operators = store.operators().await.unwrap();
    assert_eq!(operators.iter().map(|user| user.email.as_str()).collect::<Vec<_>>(), ["person3@example.com"]);
    assert!(store.set_operator(operators[0].id, false).await.unwrap());
    assert!(store.operators().await.unwrap().is_empty());
    assert!(!store.set_operator(orderbell_store::UserId(99), true).await.unwrap());
}
