//! The body of an event stream: a task that follows the rooms, and a place for one piece of text between it and hyper.
//!
//! The task makes the next piece only when the last one has been taken, so a client that does not read holds one piece
//! and no more.

use std::{
    fmt::Write as _,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use axum::body::Bytes;
use hyper::body::{Body, Frame};
use orderbell_hub::Place;
use serde_json::json;
use tokio::{
    sync::{Notify, mpsc, watch},
    time::{Instant, sleep, sleep_until},
};

use crate::{
    http::{AppState, ws::random_part},
    live::{Advance, Follower, LiveEvent, Pass, Stop, follow::Start},
};

/// How long browsers wait before they reconnect. Most add nothing to it, so whoever stops spreads the ends.
const RETRY_MILLISECONDS: u32 = 2000;

/// The time over which streams end when the server stops: it waits for no request longer than this.
const STOP_WITHIN: Duration = Duration::from_secs(3);

/// A client that takes nothing for this long is cut off. It finds what it missed in the log.
const STALL: Duration = Duration::from_secs(30);

/// Pause after the log could not be read.
const PAUSE: Duration = Duration::from_millis(500);

/// The body.
#[derive(Debug)]
pub(super) struct EventStream {
    pieces: mpsc::Receiver<Bytes>,
}

impl Body for EventStream {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        self.pieces.poll_recv(cx).map(|piece| piece.map(|piece| Ok(Frame::data(piece))))
    }
}

impl EventStream {
    pub(super) fn start(
        state: AppState,
        followers: Vec<Follower>,
        (pass, place): (Arc<Pass>, Option<Place>),
        wake: Arc<Notify>,
        start: &Start,
    ) -> Self {
        let (sender, pieces) = mpsc::channel(1);
        let stopping = state.live.stopping();
        let epoch = start.position.epoch.clone();
        let hello = hello(&followers, start);
        let task =
            Task { state, followers, pass, _place: place, wake, stopping, sender, epoch, leave_at: None };
        tokio::spawn(task.run(hello));
        Self { pieces }
    }
}

struct Task {
    state: AppState,
    followers: Vec<Follower>,
    pass: Arc<Pass>,
    /// Its place among the connections of its address.
    _place: Option<Place>,
    wake: Arc<Notify>,
    stopping: watch::Receiver<Stop>,
    sender: mpsc::Sender<Bytes>,
    epoch: String,
    /// When it ends, once the server stops. Until then it goes on.
    leave_at: Option<Instant>,
}

/// The client is gone, or has to go.
struct Ended;

impl Task {
    async fn run(mut self, hello: String) {
        if self.send(hello).await.is_err() {
            return;
        }
        while let Ok(()) = self.turn().await {}
    }

    async fn turn(&mut self) -> Result<(), Ended> {
        if self.pass.has_ended() {
            return Err(Ended);
        }
        match Box::pin(Follower::advance(&mut self.followers)).await {
            Ok(Advance::Events(events)) if events.is_empty() => self.wait().await,
            Ok(Advance::Events(events)) => {
                let text = render(&events, &self.epoch);
                self.send(text).await
            }
            Ok(Advance::Lost(start)) => {
                let text = reset(&start);
                self.send(text).await
            }
            Err(error) => {
                tracing::error!(%error, "the log cannot be read for an event stream, trying again");
                sleep(PAUSE).await;
                Ok(())
            }
        }
    }

    async fn wait(&mut self) -> Result<(), Ended> {
        let heartbeat = Instant::now() + self.state.config.live.heartbeat;
        let until = self.leave_at.map_or(heartbeat, |leave_at| leave_at.min(heartbeat));
        tokio::select! {
            () = self.wake.notified() => return Ok(()),
            () = self.sender.closed() => return Err(Ended),
            _ = self.stopping.wait_for(|stop| *stop != Stop::No), if self.leave_at.is_none() => {
                self.leave_at = Some(Instant::now() + random_part(STOP_WITHIN));
                return Ok(());
            }
            () = sleep_until(until) => {}
        }
        if self.leave_at.is_some_and(|leave_at| leave_at <= Instant::now()) {
            return Err(Ended);
        }
        // An id without data moves a browser's position without telling the page.
        let seq = self.followers.iter().map(Follower::position).min().unwrap_or(0);
        self.send(format!(": alive\nid: {}:{seq}\n\n", self.epoch)).await
    }

    async fn send(&self, text: String) -> Result<(), Ended> {
        match tokio::time::timeout(STALL, self.sender.send(text.into())).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Ended),
        }
    }
}

/// What comes first: when to come back, and where the stream begins.
fn hello(followers: &[Follower], start: &Start) -> String {
    let rooms: Vec<_> = followers.iter().map(Follower::room).collect();
    let position = &start.position;
    let joined = json!({"type": "joined", "rooms": rooms, "seq": position.seq, "epoch": position.epoch});
    let mut text = format!("retry: {RETRY_MILLISECONDS}\n\n");
    if start.lost.is_some() {
        text.push_str(&reset(start));
    }
    append(&mut text, "joined", start, &joined);
    text
}

fn reset(start: &Start) -> String {
    let reason = start.lost.map_or("pruned", |lost| lost.as_str());
    let reset = json!({
        "type": "reset", "reason": reason, "seq": start.position.seq, "epoch": start.position.epoch,
    });
    let mut text = String::new();
    append(&mut text, "reset", start, &reset);
    text
}

fn append(text: &mut String, event: &str, start: &Start, data: &serde_json::Value) {
    let (epoch, seq) = (&start.position.epoch, start.position.seq);
    write!(text, "event: {event}\nid: {epoch}:{seq}\ndata: {data}\n\n").expect("a string takes any text");
}

/// The last message of an event carries its id: whoever is cut off between two rooms gets both again, not neither.
fn render(events: &[Arc<LiveEvent>], epoch: &str) -> String {
    let mut text = String::with_capacity(events.iter().map(|event| event.size() + 48).sum());
    for (index, event) in events.iter().enumerate() {
        let last = events.get(index + 1).is_none_or(|next| next.seq != event.seq);
        if last {
            writeln!(text, "id: {epoch}:{}", event.seq).expect("a string takes any text");
        }
        text.push_str("data: ");
        text.push_str(event.json());
        text.push_str("\n\n");
    }
    text
}
