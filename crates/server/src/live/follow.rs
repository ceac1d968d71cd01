//! How a connection goes forward in its rooms: from the room's memory while it keeps up, from the log when it does not.
//!
//! A follower's position means: of this room, everything up to here was delivered, or there was nothing. Rooms that are
//! followed together go forward together, so that one position is true of all of them and an event stream can be resumed
//! by a single id.

use std::sync::Arc;

use orderbell_store::{AppId, EventsError, LogStream, Position, ReadError};
use tokio::sync::Notify;

use super::{
    message::LiveEvent,
    room::{Room, Tail},
};
use crate::{apps::AppEntry, http::AppState, relay::channels::Stream};

/// Events that are read, or taken from memory, at once for one room. What a slow connection holds is this many.
const STEP: usize = 32;

/// One room of one connection. Leaves the room when dropped.
#[derive(Debug)]
pub struct Follower {
    state: AppState,
    app: Arc<AppEntry>,
    stream: Stream,
    name: String,
    room: Arc<Room>,
    id: u64,
    at: i64,
    /// Whether the log has to be asked before the room's memory counts.
    behind: bool,
}

/// Where a client was, as it says itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// The epoch, if it has kept one.
    pub epoch: Option<String>,
    /// The position.
    pub seq: i64,
}

/// Why a client cannot go on from where it was and has to take a snapshot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotFollowed {
    /// It was in another log.
    Epoch,
    /// What came after is not kept any more.
    Pruned,
    /// The log has not come so far.
    Ahead,
}

/// Where a follower begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// The log's epoch, and the position after which the events follow.
    pub position: Position,
    /// Why it does not begin where the client was.
    pub lost: Option<NotFollowed>,
}

/// A step forward.
#[derive(Debug)]
pub enum Advance {
    /// The next events, in the order of the log; none when there is nothing new.
    Events(Vec<Arc<LiveEvent>>),
    /// Too much has happened: what is missing is gone, and it goes on from here.
    Lost(Start),
}

impl NotFollowed {
    /// A word for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Epoch => "epoch",
            Self::Pruned => "pruned",
            Self::Ahead => "ahead",
        }
    }
}

impl Follower {
    /// Enters a room and begins after `last`, or with what happens from now on. `wake` is told of everything new.
    ///
    /// # Errors
    /// When the log cannot be read.
    pub async fn enter(
        state: &AppState,
        app: &Arc<AppEntry>,
        stream: Stream,
        wake: Arc<Notify>,
        last: Option<&Last>,
    ) -> Result<(Self, Start), ReadError> {
        let (room, id) = state.live.feed.enter(app.record.id, &stream, wake, last.map_or(0, |last| last.seq));
        let mut follower = Self {
            state: state.clone(),
            app: Arc::clone(app),
            name: stream.room(),
            stream,
            room,
            id,
            at: 0,
            behind: false,
        };
        // Read after entering; see the feed.
        let start = follower.begin(last).await?;
        (follower.at, follower.behind) = (start.position.seq, last.is_some() && start.lost.is_none());
        Ok((follower, start))
    }

    /// The name of the room.
    #[must_use]
    pub fn room(&self) -> &str {
        &self.name
    }

    /// The app of the room.
    #[must_use]
    pub fn app(&self) -> AppId {
        self.app.record.id
    }

    /// Up to where everything was delivered.
    #[must_use]
    pub fn position(&self) -> i64 {
        self.at
    }

    /// Makes followers that entered one after the other begin together, at the start of the first. A room that was entered
    /// a moment later may have to look into the log for what happened in between.
    pub fn align(followers: &mut [Self], start: &Start) {
        for follower in followers {
            (follower.behind, follower.at) = (true, start.position.seq);
        }
    }

    /// Goes forward in all of `followers`, which are of one app.
    ///
    /// # Errors
    /// When the log cannot be read; nothing has moved then.
    pub async fn advance(followers: &mut [Self]) -> Result<Advance, ReadError> {
        let Some(first) = followers.first() else { return Ok(Advance::Events(Vec::new())) };
        // Before the rooms are looked at: what was told in one of them until then was told in all.
        let told = first.state.live.feed.horizon(first.app.record.id);
        let mut steps = Vec::with_capacity(followers.len());
        for follower in &mut *followers {
            match follower.step(told).await {
                Ok(step) => steps.push(step),
                Err(EventsError::Pruned { .. }) => return Self::restart(followers).await,
                Err(EventsError::Read(error)) => return Err(error),
            }
        }
        let until = steps.iter().map(|step| step.until).min().unwrap_or(told);
        let mut events = Vec::new();
        for (follower, step) in followers.iter_mut().zip(steps) {
            events.extend(step.events.into_iter().take_while(|event| event.seq <= until));
            follower.at = follower.at.max(until);
            follower.behind = step.from_log && (step.more || until < step.until);
        }
        events.sort_by_key(|event| event.seq);
        Ok(Advance::Events(events))
    }

    async fn begin(&self, last: Option<&Last>) -> Result<Start, ReadError> {
        let (store, app) = (&self.state.store, self.app.record.id);
        let lost = match last {
            None => None,
            Some(last) => match store.stream_after(app, self.in_log(), last.seq, 1).await {
                Ok(read) if last.epoch.as_ref().is_some_and(|epoch| *epoch != read.position.epoch) => {
                    Some(NotFollowed::Epoch)
                }
                Ok(read) if read.position.seq < last.seq => Some(NotFollowed::Ahead),
                Ok(read) => {
                    let position = Position { seq: last.seq, epoch: read.position.epoch };
                    return Ok(Start { position, lost: None });
                }
                Err(EventsError::Pruned { .. }) => Some(NotFollowed::Pruned),
                Err(EventsError::Read(error)) => return Err(error),
            },
        };
        Ok(Start { position: store.position(app).await?, lost })
    }

    async fn restart(followers: &mut [Self]) -> Result<Advance, ReadError> {
        let (state, app) = (followers[0].state.clone(), followers[0].app.record.id);
        let position = state.store.position(app).await?;
        for follower in followers {
            (follower.at, follower.behind) = (position.seq, false);
        }
        Ok(Advance::Lost(Start { position, lost: Some(NotFollowed::Pruned) }))
    }

    async fn step(&self, told: i64) -> Result<Step, EventsError> {
        if !self.behind {
            match self.room.after(self.id, self.at, told, STEP) {
                Tail::Events(events) => {
                    let more = events.len() == STEP;
                    let until = events.last().filter(|_| more).map_or(told, |event| event.seq);
                    return Ok(Step { events, until, more, from_log: false });
                }
                Tail::Behind => {}
            }
        }
        let (store, app) = (&self.state.store, self.app.record.id);
        let page = store.stream_after(app, self.in_log(), self.at, STEP).await?;
        let (position, page) = (page.position, page.value);
        // The app may have been changed since the client came: texts are in its language of today.
        let app = self.state.apps.by_id(app).unwrap_or_else(|| Arc::clone(&self.app));
        let mut events = Vec::with_capacity(page.events.len());
        for event in &page.events {
            let view = Stream::of(&event.audience).into_iter().find(|(stream, _)| *stream == self.stream);
            if let Some((_, view)) = view {
                events.push(Arc::new(LiveEvent::new(event, &app, &self.name, view)));
            }
        }
        let until = page.events.last().filter(|_| page.has_more).map_or(position.seq, |event| event.seq);
        Ok(Step { events, until, more: page.has_more, from_log: true })
    }

    fn in_log(&self) -> LogStream {
        self.stream.in_log()
    }
}

/// What one room has to give.
#[derive(Debug)]
struct Step {
    events: Vec<Arc<LiveEvent>>,
    /// These are all up to here.
    until: i64,
    more: bool,
    from_log: bool,
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.state.live.feed.leave(self.app.record.id, &self.stream, self.id);
    }
}
