//! Where the stories are played: each in a task of its own, a new one every few seconds.

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use jiff::Timestamp;
use orderbell_orders::{Actor, Command, Draft, Order, OrderRef, VendorEdit};
use orderbell_store::{Conditions, Report, Scope, VendorWrite, WriteError};
use tokio::task::JoinSet;

use super::stories;
use crate::{apps::AppEntry, http::AppState};

/// Between the beginnings of two stories, the first time round: all of them have begun within the first minute.
const FIRST_ROUND: Duration = Duration::from_millis(2_800);
/// And from then on, at a pace that somebody can follow.
const LATER: Duration = Duration::from_secs(8);

/// Most stories at a time.
const AT_ONCE: usize = 32;

/// Why a story ends early: somebody else has moved its order on, or the server stops.
#[derive(Debug)]
pub(super) struct Over;

/// A story, in the hands of the task that plays it.
pub(super) type Playing = Pin<Box<dyn Future<Output = Result<(), Over>> + Send>>;

/// The demo's hands in the ledger.
#[derive(Debug, Clone)]
pub(super) struct Stage {
    pub(super) state: AppState,
    pub(super) app: Arc<AppEntry>,
}

/// An order on the stage.
#[derive(Debug)]
pub(super) struct Scene {
    pub(super) stage: Stage,
    pub(super) order: Order,
}

/// Plays for as long as the server runs.
pub(crate) async fn run(state: AppState) {
    let Some(app) = state.apps.all().into_iter().next() else { return };
    let stage = Stage { state, app };
    let mut playing = JoinSet::new();
    let mut pause = FIRST_ROUND;
    loop {
        for story in stories::ALL {
            while playing.try_join_next().is_some() {}
            if playing.len() < AT_ONCE {
                playing.spawn(story(stage.clone()));
            }
            tokio::time::sleep(pause).await;
        }
        pause = LATER;
    }
}

impl Stage {
    /// Records an order, as the app's own backend would.
    pub(super) async fn place(&self, draft: Draft) -> Result<Scene, Over> {
        let record = &self.app.record;
        let order = draft.validate(&record.flows, record.currency).map_err(|errors| {
            tracing::error!(?errors, "a draft of the demo is wrong");
            Over
        })?;
        let backend = Actor::api(Some("demo".to_owned()));
        let placed = self.state.store.place_order(record.id, order, backend, None, Timestamp::now()).await;
        let placed = placed.map_err(|error| stopped(&error))?.fresh().ok_or(Over)?;
        // The nights may be taken.
        let outcome = placed.map_err(|_| Over)?;
        Ok(Scene { stage: self.clone(), order: outcome.order })
    }
}

impl Stage {
    /// After a while the app tells of something that is not about an order.
    pub(super) async fn tell(&self, seconds: u64, what: Report) -> Result<(), Over> {
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        let backend = Actor::api(Some("demo".to_owned()));
        let app = self.app.record.id;
        let store = &self.state.store;
        let told = store.report(app, vec![what], Scope::All, backend, None, Timestamp::now()).await;
        told.map(drop).map_err(|error| stopped(&error))
    }

    /// After a while somebody ends the pause of a vendor.
    pub(super) async fn resume(&self, seconds: u64, vendor: &str, who: &Actor) -> Result<(), Over> {
        tokio::time::sleep(Duration::from_secs(seconds)).await;
        let (app, vendor) = (self.app.record.id, vendor.to_owned());
        let edit = VendorEdit { paused_until: Some(None), ..VendorEdit::default() };
        let (how, now) = (VendorWrite::Change(None), Timestamp::now());
        let written = self.state.store.write_vendor(app, vendor, edit, how, who.clone(), now).await;
        written.map_err(|error| stopped(&error))?.map(drop).map_err(|_| Over)
    }
}

impl Scene {
    /// After a while somebody does something.
    pub(super) async fn then(&mut self, seconds: u64, who: &Actor, what: Command) -> Result<(), Over> {
        tokio::time::sleep(Duration::from_millis(seconds * 1_000 + rand::random_range(0..700))).await;
        let store = &self.stage.state.store;
        let order = OrderRef::Id(self.order.id);
        let app = self.stage.app.record.id;
        let acted =
            store.act(app, &order, what, who.clone(), Conditions::default(), None, Timestamp::now()).await;
        let acted = acted.map_err(|error| stopped(&error))?.fresh().ok_or(Over)?;
        self.order = acted.map_err(|_| Over)?.order;
        Ok(())
    }
}

fn stopped(error: &WriteError) -> Over {
    tracing::debug!(%error, "a story of the demo ends");
    Over
}
