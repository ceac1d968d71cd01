use orderbell_store::{NewSession, Role, Store, User};

use super::{app, later, start, user};

const HOUR: i64 = 3600;

async fn signed_in(store: &Store, token: u8) -> User {
    let app = app(store, &format!("app{token}")).await;
    let user = store.create_user(app.id, Role::Owner, user("dewi@example.com"), start()).await.unwrap();
    let session = NewSession { user: user.id, token_hash: [token; 32] };
    store.create_session(session, start()).await.unwrap();
    user
}

pub(crate) async fn a_session_ends_when_idle(store: Store) {
    let user = signed_in(&store, 1).await;
    let session = store.session([1; 32], later(11 * HOUR)).await.unwrap().unwrap();
    assert_eq!(session.user, user);
    assert!(store.session([1; 32], later(22 * HOUR)).await.unwrap().is_some(), "its use has kept it alive");
    assert!(store.session([1; 32], later(34 * HOUR)).await.unwrap().is_none());
    assert!(store.session([2; 32], start()).await.unwrap().is_none());
}

pub(crate) async fn a_session_ends_when_old(store: Store) {
    signed_in(&store, 1).await;
    for hours in (11..30 * 24).step_by(11) {
        let held = store.session([1; 32], later(hours * HOUR)).await.unwrap();
        assert!(held.is_some(), "after {hours} hours");
    }
    assert!(store.session([1; 32], later(30 * 24 * HOUR)).await.unwrap().is_none());
}

pub(crate) async fn use_is_written_at_most_once_a_minute(store: Store) {
    signed_in(&store, 1).await;
    let at = |seconds| store.session([1; 32], later(seconds));
    assert_eq!(at(59).await.unwrap().unwrap().seen_at, start());
    assert_eq!(at(61).await.unwrap().unwrap().seen_at, later(61));
    assert_eq!(at(120).await.unwrap().unwrap().seen_at, later(61));
    assert_eq!(at(121).await.unwrap().unwrap().seen_at, later(121));
}

pub(crate) async fn signing_out_ends_sessions(store: Store) {
    let user = signed_in(&store, 1).await;
    signed_in(&store, 2).await;
    for token in [3, 4] {
        let session = NewSession { user: user.id, token_hash: [token; 32] };
        store.create_session(session, start()).await.unwrap();
    }
    store.delete_session([1; 32]).await.unwrap();
    store.delete_session([1; 32]).await.unwrap();
    assert!(store.session([1; 32], start()).await.unwrap().is_none());
    assert!(store.session([3; 32], start()).await.unwrap().is_some());
    assert_eq!(store.delete_sessions_of(user.id).await.unwrap(), 2);
    assert!(store.session([4; 32], start()).await.unwrap().is_none());
    assert!(store.session([2; 32], start()).await.unwrap().is_some(), "somebody else's");

    // A new sign-in clears away what is over, and only that.
    let session = |token| NewSession { user: user.id, token_hash: [token; 32] };
    store.create_session(session(5), start()).await.unwrap();
    store.create_session(session(6), later(12 * HOUR)).await.unwrap();
    assert_eq!(store.delete_sessions_of(user.id).await.unwrap(), 1);
}

pub(crate) async fn sessions_that_are_over_are_forgotten_and_no_others(store: Store) {
    let user = signed_in(&store, 1).await;
    let begin = |token, hours| {
        let session = NewSession { user: user.id, token_hash: [token; 32] };
        store.create_session(session, later(hours * HOUR))
    };
    begin(2, 0).await.unwrap();
    assert_eq!(store.prune_sessions(later(12 * HOUR - 1)).await.unwrap(), 0);
    // The second is kept alive by its use, the first is left alone.
    assert!(store.session([2; 32], later(6 * HOUR)).await.unwrap().is_some());
    assert_eq!(store.prune_sessions(later(12 * HOUR)).await.unwrap(), 1, "idle for 12 hours");
    assert!(store.session([2; 32], later(12 * HOUR)).await.unwrap().is_some(), "in use");
    // Used to the last, and over by age.
    for hours in (18..30 * 24).step_by(6) {
        assert!(store.session([2; 32], later(hours * HOUR)).await.unwrap().is_some(), "after {hours} hours");
    }
    assert_eq!(store.prune_sessions(later(30 * 24 * HOUR - 1)).await.unwrap(), 0);
    assert_eq!(store.prune_sessions(later(30 * 24 * HOUR)).await.unwrap(), 1, "30 days old");
    assert_eq!(store.delete_sessions_of(user.id).await.unwrap(), 0, "nothing is left of either");
}
