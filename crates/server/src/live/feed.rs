//! What the relay tells, sorted by room, and who wants to know.
//!
//! A room exists while somebody follows it. Whoever enters one reads the log afterwards: what was told before is in the
//! log, and what is told later is in the room, so there is no moment in which an event could be in neither.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use orderbell_store::AppId;
use tokio::sync::Notify;

use super::{message::LiveEvent, room::Room};
use crate::relay::channels::Stream;

/// The rooms of all apps.
#[derive(Debug, Default)]
pub struct Feed {
    apps: Mutex<HashMap<AppId, AppFeed>>,
    next_id: AtomicU64,
}

#[derive(Debug, Default)]
struct AppFeed {
    /// Everything up to here has been told in every room.
    told: i64,
    rooms: HashMap<Stream, Arc<Room>>,
    /// Rooms that were told something since.
    news: Vec<Arc<Room>>,
}

impl Feed {
    /// Tells an event to a room, which hears of it once [`Self::told`] says that the others know it too. `event` is only
    /// made if somebody is there.
    pub fn tell(&self, app: AppId, stream: &Stream, event: impl FnOnce(&str) -> LiveEvent) {
        let room = self.lock().get(&app).and_then(|feed| feed.rooms.get(stream).cloned());
        if let Some(room) = room {
            room.push(event(&stream.room()));
            self.lock().entry(app).or_default().news.push(room);
        }
    }

    /// Everything up to `seq` has been told in every room of the app.
    pub fn told(&self, app: AppId, seq: i64) {
        let news = {
            let mut apps = self.lock();
            let feed = apps.entry(app).or_default();
            feed.told = seq;
            std::mem::take(&mut feed.news)
        };
        for room in news {
            room.wake();
        }
    }

    /// Up to where everything has been told.
    pub(super) fn horizon(&self, app: AppId) -> i64 {
        self.lock().get(&app).map_or(0, |feed| feed.told)
    }

    /// Enters a room, with a new number for the one who does.
    pub(super) fn enter(&self, app: AppId, stream: &Stream, wake: Arc<Notify>, at: i64) -> (Arc<Room>, u64) {
        let id = self.next_id.fetch_add(1, Ordering::Relaxed);
        let mut apps = self.lock();
        let room = apps.entry(app).or_default().rooms.entry(stream.clone()).or_default();
        room.enter(id, wake, at);
        (Arc::clone(room), id)
    }

    pub(super) fn leave(&self, app: AppId, stream: &Stream, id: u64) {
        // Under the lock of the table, so that nobody enters between the last one's leaving and the end of the room.
        let mut apps = self.lock();
        let Some(feed) = apps.get_mut(&app) else { return };
        if feed.rooms.get(stream).is_some_and(|room| room.leave(id) == 0) {
            feed.rooms.remove(stream);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<AppId, AppFeed>> {
        self.apps.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
