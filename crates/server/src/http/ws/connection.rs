//! One raw WebSocket from its first message to its end.
//!
//! A loop of three steps: take one message, write what is new in the rooms, wait. What makes it large, reading the
//! log and looking up credentials, is boxed and exists only while it happens.

use std::{io, net::TcpStream, sync::Arc, time::Duration};

use orderbell_hub::Place;
use orderbell_wire::{
    close::{self, Disconnect},
    websocket::{ping_frame, pong_frame, text_frame},
};
use serde_json::json;
use tokio::{
    sync::{Notify, watch},
    time::{Instant, sleep, sleep_until},
};

use super::{
    client_message::{ClientMessage, Failure},
    rooms::{Rooms, frame},
    socket::{Gone, Incoming, Socket},
};
use crate::{
    http::{AppState, credential::Shown},
    live::Stop,
};

/// Pause after the log could not be read.
const RETRY: Duration = Duration::from_millis(500);

/// RFC 6455's code for a service that restarts.
const RESTART: u16 = 1012;

/// An open connection.
#[derive(Debug)]
pub(super) struct Connection {
    state: AppState,
    socket: Socket,
    rooms: Rooms,
    wake: Arc<Notify>,
    stopping: watch::Receiver<Stop>,
    /// Its place among the sockets of the server, or why it gets none.
    place: Result<Option<Place>, Disconnect>,
    /// When the client last sent something.
    heard: Instant,
    /// Whether it was pinged since.
    pinged: bool,
    /// Until when a room has to be joined; `None` once one was.
    join_by: Option<Instant>,
    /// When it ends, once the server stops. Until then it goes on.
    leave_at: Option<Instant>,
}

/// Why a connection ends.
enum End {
    /// The client is gone, or cannot be written to.
    Gone,
    /// We close.
    Close(u16, String),
}

impl From<Gone> for End {
    fn from(_: Gone) -> Self {
        Self::Gone
    }
}

impl Connection {
    pub(super) fn new(
        state: AppState,
        stream: TcpStream,
        read_ahead: Vec<u8>,
        shown: Shown,
        place: Result<Option<Place>, Disconnect>,
    ) -> io::Result<Self> {
        let limits = state.config.live;
        let (wake, now) = (Arc::new(Notify::new()), Instant::now());
        Ok(Self {
            socket: Socket::new(stream, read_ahead, limits.max_message)?,
            rooms: Rooms::new(state.clone(), shown, Arc::clone(&wake)),
            wake,
            stopping: state.live.stopping(),
            place,
            heard: now,
            pinged: false,
            join_by: Some(now + limits.join_within),
            leave_at: None,
            state,
        })
    }

    pub(super) async fn run(mut self) {
        let end = match self.no_room() {
            Some(end) => end,
            None => loop {
                if let Err(end) = self.turn().await {
                    break end;
                }
            },
        };
        let Self { socket, rooms, stopping, place, .. } = self;
        drop(rooms);
        if let End::Close(code, reason) = end {
            Box::pin(socket.close(code, &reason)).await;
        }
        // Only now: it has a descriptor until here, and a server that stops waits for the goodbye too.
        drop((stopping, place));
    }

    fn no_room(&self) -> Option<End> {
        let why = match &self.place {
            Err(why) => why,
            Ok(_) if self.state.live.connections() > self.state.config.live.max_connections => {
                &Disconnect::OVER_CAPACITY
            }
            Ok(_) => return None,
        };
        Some(End::Close(why.code, why.message.clone().into_owned()))
    }

    async fn turn(&mut self) -> Result<(), End> {
        if let Some(incoming) = self.socket.next() {
            Box::pin(self.take(incoming)).await?;
        }
        if !self.rooms.is_empty() {
            let turned_out = self.rooms.turned_out();
            if !turned_out.is_empty() {
                self.socket.write(&turned_out).await?;
                if self.rooms.is_empty() {
                    return Err(End::Close(close::UNAUTHORIZED, "access has ended".into()));
                }
            }
            if Box::pin(self.deliver()).await? {
                // There may be more. What the client says meanwhile is heard.
                return Ok(self.socket.read()?);
            }
        }
        if self.socket.has_mail() {
            return Ok(());
        }
        self.wait().await
    }

    async fn take(&mut self, incoming: Incoming) -> Result<(), End> {
        (self.heard, self.pinged) = (Instant::now(), false);
        match incoming {
            Incoming::Pong => return Ok(()),
            Incoming::Close(code) => return Err(End::Close(code.unwrap_or(close::NORMAL), String::new())),
            Incoming::Binary => {
                let reason = "binary messages are not supported, send JSON as text";
                return Err(End::Close(close::UNSUPPORTED_DATA, reason.into()));
            }
            Incoming::Violation(violation) => {
                return Err(End::Close(violation.close_code(), violation.to_string()));
            }
            Incoming::Ping(payload) => self.socket.write(&[pong_frame(&payload)]).await?,
            Incoming::Text(text) => {
                let answer = match ClientMessage::parse(&text) {
                    Ok(message) => self.answer(message, &text).await,
                    Err(failure) => Err(failure),
                };
                let answer = answer.unwrap_or_else(|failure| failure.to_json());
                let answer = match answer.as_str() {
                    Some(plain) => text_frame(plain),
                    None => frame(&answer),
                };
                self.socket.write(&[answer]).await?;
            }
        }
        // Reading no faster than this is the limit: nothing that was sent is lost, and the kernel tells the client.
        sleep(Duration::from_secs(1) / self.state.config.live.messages_per_second).await;
        Ok(())
    }

    async fn answer(&mut self, message: ClientMessage, text: &str) -> Result<serde_json::Value, Failure> {
        match message {
            // In the words of the question.
            ClientMessage::Ping if text == "ping" => Ok(json!("pong")),
            ClientMessage::Ping => Ok(json!({"type": "pong"})),
            ClientMessage::Join(join) => {
                let joined = self.rooms.join(join).await?;
                self.join_by = None;
                Ok(joined)
            }
            ClientMessage::Leave { room } => {
                self.rooms.leave(&room);
                Ok(json!({"type": "left", "room": room}))
            }
        }
    }

    /// Writes the next events; whether there were some.
    async fn deliver(&mut self) -> Result<bool, End> {
        match self.rooms.next().await {
            Ok(frames) => {
                self.socket.write(&frames).await?;
                Ok(!frames.is_empty())
            }
            Err(error) => {
                tracing::error!(%error, "the log cannot be read for a raw connection, trying again");
                sleep(RETRY).await;
                Ok(true)
            }
        }
    }

    async fn wait(&mut self) -> Result<(), End> {
        let deadline = self.deadline();
        tokio::select! {
            readable = self.socket.readable() => {
                readable.map_err(|_| End::Gone)?;
                Ok(self.socket.read()?)
            }
            () = self.wake.notified() => Ok(()),
            () = sleep_until(deadline) => Box::pin(self.overdue()).await,
            window = stopped(&mut self.stopping), if self.leave_at.is_none() => {
                self.leave_at = Some(Instant::now() + random_part(window));
                Ok(())
            }
        }
    }

    fn deadline(&self) -> Instant {
        let hub = &self.state.config.hub;
        let silent = self.heard + hub.activity_timeout;
        let silent = if self.pinged { silent + hub.pong_timeout } else { silent };
        [self.join_by, self.leave_at].into_iter().flatten().fold(silent, Instant::min)
    }

    async fn overdue(&mut self) -> Result<(), End> {
        let has_come = |moment: Option<Instant>| moment.is_some_and(|moment| moment <= Instant::now());
        if has_come(self.leave_at) {
            return Err(End::Close(RESTART, "the server restarts, come back".into()));
        }
        if has_come(self.join_by) {
            return Err(End::Close(close::UNAUTHORIZED, "no room was joined in time".into()));
        }
        if self.pinged {
            return Err(End::Close(close::NO_PONG, "no sign of life".into()));
        }
        self.pinged = true;
        let mut frames = self.rooms.positions();
        frames.push(ping_frame(b""));
        Ok(self.socket.write(&frames).await?)
    }
}

/// Resolves when all connections have to end, with the time to spread the ends over.
async fn stopped(stopping: &mut watch::Receiver<Stop>) -> Duration {
    match stopping.wait_for(|stop| matches!(stop, Stop::All(_))).await.as_deref() {
        Ok(Stop::All(window)) => *window,
        _ => Duration::ZERO,
    }
}

/// A random part of a time.
pub(in crate::http) fn random_part(whole: Duration) -> Duration {
    // Without randomness all end at once, which is bad manners but not wrong.
    let random = getrandom::u32().unwrap_or(0);
    whole.mul_f64(f64::from(random) / f64::from(u32::MAX))
}
