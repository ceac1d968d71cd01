use orderbell_orders::{Command, Counter, Draft, Order, Status};
use orderbell_store::{Scope, Stats, Store};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom as _;
use rand::{RngExt as _, SeedableRng as _};

use super::{act, admin, app, draft, every_order, later, place, start};

/// The counters, counted.
fn recount(orders: &[Order]) -> Stats {
    let of =
        |counter| i64::try_from(orders.iter().filter(|o| o.status.counter() == counter).count()).unwrap();
    let pending = orders.iter().filter(|order| order.status == Status::Placed);
    Stats {
        unpaid: of(Counter::Unpaid),
        pending: of(Counter::Pending),
        confirmed: of(Counter::Confirmed),
        completed: of(Counter::Completed),
        closed: of(Counter::Closed),
        total: i64::try_from(orders.len()).unwrap(),
        oldest_pending_at: pending.filter_map(|order| order.placed_at).min(),
    }
}

pub(crate) async fn counters_equal_a_recount_after_random_histories(store: Store) {
    let apps = [app(&store, "mall").await, app(&store, "other").await];
    for seed in 0..6 {
        let mut random = StdRng::seed_from_u64(seed);
        let mut orders: Vec<(usize, Order)> = Vec::new();
        for step in 0..150 {
            let at = later(i64::try_from(seed).unwrap() * 1000 + step);
            if orders.is_empty() || random.random_bool(0.3) {
                let which = random.random_range(0..apps.len());
                let draft = Draft {
                    vendor_id: [None, Some("a"), Some("b")].choose(&mut random).unwrap().map(str::to_owned),
                    customer_user_id: [None, Some("u1")].choose(&mut random).unwrap().map(str::to_owned),
                    flow: ["shop", "restaurant", "booking"]
                        .choose(&mut random)
                        .map(|flow| (*flow).to_owned()),
                    paid: random.random_bool(0.6),
                    ..draft("Budi")
                };
                orders.push((which, place(&store, apps[which].id, draft, at).await.order));
                continue;
            }
            let (which, order) = orders.choose(&mut random).unwrap();
            let reason = Some("sold out".to_owned());
            let commands = [
                Command::MarkPaid { method: None, receipt: None, amount: None },
                Command::Acknowledge,
                Command::Accept { eta: None },
                Command::Decline { reason: reason.clone() },
                Command::Start,
                Command::Ready,
                Command::Ship { courier: None, tracking_no: None, replace: false },
                Command::Complete,
                Command::Cancel { reason },
                Command::Expire,
            ];
            let command = commands.choose(&mut random).unwrap().clone();
            // Many of these are refused; those must not count either.
            drop(act(&store, apps[*which].id, order, command, admin("Adi"), at).await);
        }
        for app in &apps {
            let scopes = [
                Scope::All,
                Scope::Vendor("a".into()),
                Scope::Vendor("b".into()),
                Scope::Customer("u1".into()),
            ];
            for scope in scopes {
                let counted = recount(&every_order(&store, app.id, scope.clone()).await);
                let kept = store.stats(app.id, scope.clone()).await.unwrap().value;
                assert_eq!(kept, counted, "seed {seed}, {scope:?}");
            }
        }
    }
}

pub(crate) async fn the_oldest_pending_order_is_known(store: Store) {
    let app = app(&store, "warung").await;
    let first = place(&store, app.id, draft("Budi"), start()).await.order;
    let second = place(&store, app.id, draft("Ani"), later(5)).await.order;
    let oldest = async || store.stats(app.id, Scope::All).await.unwrap().value.oldest_pending_at;
    assert_eq!(oldest().await, Some(start()));
    act(&store, app.id, &first, Command::Start, admin("Adi"), later(6)).await.unwrap();
    assert_eq!(oldest().await, Some(later(5)));
    act(&store, app.id, &second, Command::Start, admin("Adi"), later(6)).await.unwrap();
    assert_eq!(oldest().await, None);
}
