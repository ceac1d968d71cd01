//! Whether those who were let in may still be there.
//!
//! A request is over before its credentials can end; a stream is not. So everybody who was let into a room leaves a pass
//! here, and all passes are looked through every [`EVERY`]: once per credential, however many streams it opened. A pass
//! that has ended wakes its connection, which then says goodbye.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use orderbell_store::{AppId, Scope};
use tokio::sync::Notify;

use crate::http::{
    AppState,
    credential::{Credential, Holder},
};

/// How long a revoked credential keeps its streams at most; an API key twice as long, because it is remembered.
pub const EVERY: Duration = Duration::from_secs(2);

/// The permission to follow a room.
#[derive(Debug)]
pub struct Pass {
    credential: Arc<Credential>,
    app: AppId,
    /// What its holder might see when they came; `None` for the holder of a link.
    scope: Option<Scope>,
    ended: AtomicBool,
    wake: Arc<Notify>,
}

/// All passes in use.
#[derive(Debug, Default)]
pub struct Passes {
    all: Mutex<Vec<Weak<Pass>>>,
}

impl Pass {
    /// Whether its holder has to go.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        self.ended.load(Ordering::Acquire)
    }
}

impl Passes {
    /// A pass for a holder who was let in, to be kept while they stay. `wake` is told when it ends.
    #[must_use]
    pub fn issue(&self, credential: Arc<Credential>, holder: &Holder, wake: Arc<Notify>) -> Arc<Pass> {
        let pass = Arc::new(Pass {
            credential,
            app: holder.app().record.id,
            scope: holder.scope(),
            ended: AtomicBool::new(false),
            wake,
        });
        self.all.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::downgrade(&pass));
        pass
    }

    fn in_use(&self) -> Vec<Arc<Pass>> {
        let mut in_use = Vec::new();
        self.all.lock().unwrap_or_else(PoisonError::into_inner).retain(|pass| {
            in_use.extend(pass.upgrade());
            pass.strong_count() > 0
        });
        in_use
    }
}

/// Looks through the passes for ever.
pub async fn watch(state: AppState) {
    let mut every = tokio::time::interval(EVERY);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        let mut found = HashMap::new();
        for pass in state.live.passes.in_use() {
            if !still_holds(&state, &pass, &mut found).await {
                pass.ended.store(true, Ordering::Release);
                pass.wake.notify_one();
            }
        }
    }
}

/// `found` remembers the holders that were looked up in this round.
async fn still_holds(
    state: &AppState,
    pass: &Pass,
    found: &mut HashMap<[u8; 33], Option<(AppId, Option<Scope>)>>,
) -> bool {
    if !state.apps.by_id(pass.app).is_some_and(|app| app.record.enabled) {
        return false;
    }
    // A link ends with its order's app only.
    let Some(key) = pass.credential.key() else { return true };
    if let std::collections::hash_map::Entry::Vacant(entry) = found.entry(key) {
        match pass.credential.holder(state).await {
            Ok(holder) => {
                entry.insert(holder.map(|holder| (holder.app().record.id, holder.scope())));
            }
            Err(error) => {
                // Not a reason to send everybody away: the next round asks again.
                tracing::warn!(%error, "credentials of open streams cannot be checked");
                return true;
            }
        }
    }
    matches!(found.get(&key), Some(Some((app, scope))) if *app == pass.app && *scope == pass.scope)
}
