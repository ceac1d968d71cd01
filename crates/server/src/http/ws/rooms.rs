//! The rooms of one connection: who may join, and what they have not heard yet.

use std::sync::Arc;

use bytes::Bytes;
use orderbell_store::ReadError;
use orderbell_wire::websocket::text_frame;
use serde_json::{Value, json};
use tokio::sync::Notify;

use super::client_message::{Failure, Join};
use crate::{
    http::{
        AppState,
        credential::{Credential, Refused, Shown},
    },
    live::{
        Advance, Follower, Pass,
        follow::{Last, Start},
    },
    relay::channels::Stream,
};

/// The rooms, in the order in which they were joined.
#[derive(Debug)]
pub(super) struct Rooms {
    state: AppState,
    shown: Shown,
    wake: Arc<Notify>,
    joined: Vec<Joined>,
}

#[derive(Debug)]
struct Joined {
    follower: Follower,
    pass: Arc<Pass>,
    /// The position that the client was last told, with an event or without.
    told: i64,
}

impl Rooms {
    pub(super) fn new(state: AppState, shown: Shown, wake: Arc<Notify>) -> Self {
        Self { state, shown, wake, joined: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.joined.is_empty()
    }

    /// Enters a room, again if the connection is in it already; the answer to the client.
    pub(super) async fn join(&mut self, join: Join) -> Result<Value, Failure> {
        let Join { room, token, last } = join;
        self.enter(&room, token, last.as_ref()).await.map_err(|failure| failure.about(&room))
    }

    async fn enter(
        &mut self,
        room: &str,
        token: Option<String>,
        last: Option<&Last>,
    ) -> Result<Value, Failure> {
        let stream = Stream::from_room(room).ok_or_else(|| {
            let known = "room: must be order:<uid>, vendor:<id> or admin";
            Failure::new("unknown_room", known)
        })?;
        let credential = match token {
            Some(token) => Arc::new(Credential::from_token(&token)),
            None => self.shown.credential.clone().ok_or_else(|| nothing_shown(&self.shown))?,
        };
        let holder = credential.admit(&self.state, &stream).await.map_err(|why| refused(&why))?;
        let others = self.joined.iter().filter(|joined| joined.follower.room() != room);
        if others.clone().any(|joined| joined.follower.app() != holder.app().record.id) {
            let message = "this connection follows another app; open one connection for each";
            return Err(Failure::new("other_app", message));
        }
        let most = self.state.config.live.max_rooms;
        if others.count() >= most {
            let message = format!("a connection may follow {most} rooms (setting live.max_rooms)");
            return Err(Failure::new("too_many_rooms", message));
        }
        let wake = Arc::clone(&self.wake);
        let entered = Follower::enter(&self.state, holder.app(), stream, wake, last).await;
        let (follower, start) = entered.map_err(|error| unavailable(&error))?;
        let pass = self.state.live.passes.issue(credential, &holder, Arc::clone(&self.wake));
        self.joined.retain(|joined| joined.follower.room() != room);
        self.joined.push(Joined { follower, pass, told: start.position.seq });
        Ok(joined_message(room, &start, last.is_some()))
    }

    pub(super) fn leave(&mut self, room: &str) {
        self.joined.retain(|joined| joined.follower.room() != room);
    }

    /// Leaves the rooms in which the connection may not be any more; what to tell the client.
    pub(super) fn turned_out(&mut self) -> Vec<Bytes> {
        let mut frames = Vec::new();
        self.joined.retain(|joined| {
            if !joined.pass.has_ended() {
                return true;
            }
            let message = "the session, key or link has ended, or opens other rooms now";
            let failure = Failure::new("access_ended", message).about(joined.follower.room());
            frames.push(frame(&failure.to_json()));
            false
        });
        frames
    }

    /// The next events of every room. None: the client has heard everything.
    pub(super) async fn next(&mut self) -> Result<Vec<Bytes>, ReadError> {
        let mut frames = Vec::new();
        for joined in &mut self.joined {
            match Follower::advance(std::slice::from_mut(&mut joined.follower)).await? {
                Advance::Events(events) => {
                    joined.told = events.last().map_or(joined.told, |event| event.seq);
                    frames.extend(events.iter().map(|event| event.frame()));
                }
                Advance::Lost(start) => {
                    joined.told = start.position.seq;
                    frames.push(frame(&joined_message(joined.follower.room(), &start, true)));
                }
            }
        }
        Ok(frames)
    }

    /// How far each room is, where the client does not know it yet. So a client that comes back later need not ask for
    /// what was none of its business, nor hear that it is not kept any more.
    pub(super) fn positions(&mut self) -> Vec<Bytes> {
        let news = self.joined.iter_mut().filter(|joined| joined.follower.position() > joined.told);
        news.map(|joined| {
            joined.told = joined.follower.position();
            frame(&json!({"type": "position", "room": joined.follower.room(), "seq": joined.told}))
        })
        .collect()
    }
}

/// `seq` is the position after which the room's messages follow, so that a client which keeps the `seq` of the last
/// message, this one included, always knows where it is.
fn joined_message(room: &str, start: &Start, resumed: bool) -> Value {
    let mut message = json!({
        "type": "joined", "room": room, "seq": start.position.seq, "epoch": start.position.epoch,
    });
    if resumed {
        message["recovered"] = json!(start.lost.is_none());
    }
    if let Some(lost) = start.lost {
        message["reason"] = json!(lost.as_str());
    }
    message
}

pub(super) fn frame(message: &Value) -> Bytes {
    text_frame(&message.to_string())
}

fn nothing_shown(shown: &Shown) -> Failure {
    match &shown.foreign_page {
        Some(detail) => Failure::new("foreign_page", detail.clone()),
        None => Failure::new("unauthorized", "send a token with the join, or sign in first"),
    }
}

fn refused(why: &Refused) -> Failure {
    match why {
        Refused::Unknown => Failure::new("unauthorized", why.to_string()),
        Refused::Forbidden => Failure::new("forbidden", why.to_string()),
        Refused::Disabled => Failure::new("app_disabled", why.to_string()),
        Refused::Read(error) => unavailable(error),
    }
}

fn unavailable(error: &ReadError) -> Failure {
    tracing::error!(%error, "a room could not be joined");
    Failure::new("unavailable", "the server cannot read its log now; try again")
}
